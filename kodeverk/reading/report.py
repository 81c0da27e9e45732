"""The import report: what a file held, what came in and what was left out, per kind of content."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kodeverk.messages import _, _n
from kodeverk.model import Segment, record_label
from kodeverk.reading.kinds import BY_DESIGN, label


class Content(NamedTuple):
    """One kind of content in a file.

    Attributes
    ----------
    kind : str
        ``letters``, ``tables``, ``tracked deletions`` ...
    found, imported, left_out : int
        How many there are, came in, and did not.
    note : str
        What the reader should know besides; never interview text.
    """

    kind: str
    found: int
    imported: int
    left_out: int
    note: str = ""

    def unbalanced(self) -> list[str]:
        """Return the warning that letters are neither imported nor left out, where some are; of a row on letters."""
        missing = self.found - self.imported - self.left_out
        told = _n(
            "The account does not balance: {count} letter of the file is neither imported nor left out.",
            "The account does not balance: {count} letters of the file are neither imported nor left out.",
            missing,
        )
        return [told.format(count=missing)] if missing else []


class ImportReport(NamedTuple):
    """What came in from one file; it shows itself in a notebook.

    Attributes
    ----------
    file, format, encoding : str
    characters : int
        Length of the canonical text in code points.
    turns, tables : int
        How many segments of each kind.
    speakers : tuple of str
        Speaker labels, in order of appearance.
    content : tuple of Content
        One row per kind of content found.
    changes : dict of str to int
        What bringing the text into canonical form changed.
    warnings : tuple of str
        What a person should look at; never interview text.
    """

    file: str
    format: str
    encoding: str
    characters: int
    turns: int
    speakers: tuple[str, ...]
    tables: int
    content: tuple[Content, ...] = ()
    changes: Mapping[str, int] = {}
    warnings: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[Content, ...]:
        """The kinds of content of which something was left out."""
        return tuple(row for row in self.content if row.left_out)

    def marked(self) -> frozenset[str]:
        """Return the kinds whose leaving out is marked: those that are asked for, and letters that go with none or one.

        Letters of what is left out by design are no cause for alarm.
        """
        kinds = {row.kind for row in self.left_out}
        asked = kinds - BY_DESIGN
        return frozenset(() if asked == {"letters"} and kinds & BY_DESIGN else asked)

    def rows(self) -> list[tuple[str | int, ...]]:
        """Return one row per kind of content, and one per change that brought the text into canonical form.

        Columns: file, format, encoding, characters, turns, tables, speakers, kind, found, imported, left_out, note.
        """
        head = (self.file, self.format, self.encoding, self.characters, self.turns, self.tables)
        changed = [Content(kind, count, count, 0, label(kind)) for kind, count in self.changes.items()]
        return [(*head, ", ".join(self.speakers), *row) for row in (*self.content, *changed)]

    def __str__(self) -> str:
        lines, marked = [_summary(self), f"  {_told(self)}"], self.marked()
        for row in self.content:
            mark = "!" if row.kind in marked else " "
            counts = _("found {found}, imported {imported}, left out {left_out}").format(**row._asdict())
            lines.append(f"{mark} {label(row.kind)}: {counts}" + (f" ({row.note})" if row.note else ""))
        lines += [f"  {label(kind)}: {count}" for kind, count in self.changes.items()]
        return "\n".join(lines + [f"! {warning}" for warning in self.warnings])

    def _repr_html_(self) -> str:
        head = "".join(
            f"<th>{html.escape(name)}</th>"
            for name in (_("content"), _("found"), _("imported"), _("left out"), _("note"))
        )
        marked = self.marked()
        body = "".join(_html_row(row, strong=row.kind in marked) for row in self.content)
        notes = [f"{label(kind)}: {count}" for kind, count in self.changes.items()] + list(self.warnings)
        listed = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
        return (
            f"<div><p>{html.escape(_summary(self))}<br>{html.escape(_told(self))}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            f"{f'<ul>{listed}</ul>' if listed else ''}</div>"
        )


class Reading(NamedTuple):
    """A file as read: its text, its segments, who speaks, and the report.

    Attributes
    ----------
    name : str
        Stem of the file name.
    file : str
        File name without its folder.
    format : str
        Ending of the file name, without its dot.
    text : str
        Canonical text.
    segments : tuple of Segment
    roles : dict of str to str
        Speaker label to ``interviewer``, ``informant`` or ``unknown``.
    report : ImportReport
    original : bytes
        The file as it is.
    title : str
        Title the file gives itself; empty if none.
    """

    name: str
    file: str
    format: str
    text: str
    segments: tuple[Segment, ...]
    roles: Mapping[str, str]
    report: ImportReport
    original: bytes
    title: str = ""


class Block(NamedTuple):
    """A paragraph, heading, table row, note or comment as a format's reader hands it over.

    Attributes
    ----------
    text : str
    kind : str
        As for a segment.
    bold : int
        How many characters at the start are bold: where a name may stand.
    """

    text: str
    kind: str = "paragraph"
    bold: int = 0


class Raw(NamedTuple):
    """What a format's reader makes of a file, before turns and speakers are found.

    Attributes
    ----------
    blocks : list of Block
    separator : str
        What stands between blocks in the canonical text.
    encoding : str
    content : list of Content
    changes : dict of str to int
    warnings : list of str
    title : str
    speakers : tuple of str
        Labels that are speakers whatever they look like, as the format itself says who speaks.
    """

    blocks: list[Block]
    separator: str
    encoding: str
    content: list[Content]
    changes: dict[str, int]
    warnings: list[str]
    title: str = ""
    speakers: tuple[str, ...] = ()


def stem(path: Path) -> str:
    """Return the short name a file's source goes by, in composed Unicode as people type it."""
    return unicodedata.normalize("NFC", path.stem)


def _summary(report: ImportReport) -> str:
    speakers = len(report.speakers)
    counts = (
        _n("{count} character", "{count} characters", report.characters).format(count=report.characters),
        _n("{count} turn", "{count} turns", report.turns).format(count=report.turns),
        record_label("speaker", speakers),
        _n("{count} table row", "{count} table rows", report.tables).format(count=report.tables),
    )
    return f"{report.file}: {', '.join(counts)}"


def _told(report: ImportReport) -> str:
    """Return who speaks, and how the file writes letters."""
    speakers = _("Speakers: {labels}").format(labels=", ".join(report.speakers) or _("none"))
    encoding = _("Encoding: {encoding}").format(encoding=report.encoding)
    return f"{speakers}. {encoding}."


def _html_row(row: Content, *, strong: bool) -> str:
    left = f"<strong>{row.left_out}</strong>" if strong else str(row.left_out)
    return (
        f"<tr><td>{html.escape(label(row.kind))}</td><td>{row.found}</td><td>{row.imported}</td>"
        f"<td>{left}</td><td>{html.escape(row.note)}</td></tr>"
    )
