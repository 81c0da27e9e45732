"""A study as a REFI-QDA project (.qdpx): what other programs understand as elements, the rest carried in a note."""

from __future__ import annotations

import base64
import html
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kodeverk.files import replacing
from kodeverk.messages import _
from kodeverk.model import TABLES, Codebook, Coding, Snapshot, Source, SourceVersion, Value, content_id
from kodeverk.model.case import NOT_APPLICABLE, NOT_RELEASED
from kodeverk.refi.carried import ELEMENTS, VERSION, Fields, Known, Said, line, said, whole, written
from kodeverk.refi.codebook import book_guid
from kodeverk.refi.exchange import Exchange, Note
from kodeverk.refi.handing import Handing, handing
from kodeverk.refi.known_again import index
from kodeverk.refi.losses import Loss, LossReport
from kodeverk.refi.writing_elements import elements, said_values
from kodeverk.refi.writing_notes import Noted, key
from kodeverk.refi.writing_xml import write_package

_CARRIED = "kodeverk: what REFI-QDA cannot say"
_FOR_PEOPLE = "For kodeverk, which reads it back. Other programs can leave it as it is."
_SHOWN = ("evidence", "condensation", "relation", "consent", "whole_reading", "adjudication")

Original = Callable[[str], bytes]


class Handed(NamedTuple):
    """A project file that was written; it can be used as a path, and shows itself in a notebook.

    Attributes
    ----------
    path : pathlib.Path
    losses : LossReport
        What other programs will understand, what only kodeverk reads back, and what stayed behind.
    """

    path: Path
    losses: LossReport

    def __fspath__(self) -> str:
        return os.fspath(self.path)

    def __str__(self) -> str:
        return f"{self.path.name}\n{self.losses}"

    def __repr__(self) -> str:
        rows = {row.element: row.kept for row in self.losses.rows}
        told = _("{sources} sources, {codes} codes, {codings} codings")
        counts = {"sources": rows.get("TextSource", 0), "codes": rows.get("Code", 0), "codings": rows.get("Coding", 0)}
        return f"<{self.path.name}: {told.format(**counts)}>"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(self.path.name)}</p>{self.losses._repr_html_()}"


def to_qdpx(
    snapshot: Snapshot,
    path: str | os.PathLike[str],
    *,
    selection: bool = False,
    original: Original | None = None,
    about: Mapping[str, str] | None = None,
) -> Handed:
    """Write a study in the exchange format REFI-QDA 1.0 and return where, and what became of everything in it.

    Equal studies give equal bytes, whatever the language, the machine and the name of the file. Texts are written as
    they are, in UTF-8 with LF and no byte order mark; positions count code points, ends excluded.

    Parameters
    ----------
    snapshot : Snapshot
    path : path-like
        The file to write, ``.qdpx``.
    selection : bool
        Whether the snapshot is a selection: then what rests on what was filtered away stays behind.
    original : function, optional
        From the SHA-256 of an imported file to the file; without it imported files stay behind.
    about : dict of str to str, optional
        Which study it is, for kodeverk to know it again.

    References
    ----------
    REFI-QDA standard 1.5 (2019), sections 3 (project exchange), 6 (compliance) and 7 (what is discarded is shown).
    """
    handed = handing(snapshot, selection=selection)
    exchange, notes = elements(handed)
    lines, losses = _lines(handed, exchange, notes, original, about or {})
    text = written(lines)
    note = Note(content_id("note", "carried"), _CARRIED, text, _FOR_PEOPLE)
    with replacing(path) as draft:
        write_package(exchange._replace(notes=(*exchange.notes, note)), draft)
    return Handed(Path(path), losses)


def known(handed: Handing, notes: Noted) -> Known:
    """Return what must be known to tell the records of a study from its elements."""
    now = handed.snapshot
    ids = {(name, key(r)): r.id for name in ("coder", "source", "case", "code", "coding") for r in _all(now, name)}
    books = sorted({code.codebook for code in _all(now, "code")})
    if len(books) > 1:
        ids |= {("codebook", book_guid(book)): book for book in books}
    readings = ("condensation", "whole_reading")
    of_notes = {note: table if table in readings else "" for (table, _id), note in notes.shown.items()}
    versions = {key(source): source.version for source in now.all(Source)}
    book = books[0] if books else next(iter(sorted(now.table(Codebook))), "")
    return Known(ids, versions, of_notes, frozenset(one.guid for one in notes.sets), book)


def _all(snapshot: Snapshot, table: str) -> list[Any]:
    return sorted(snapshot.table(TABLES[table]).values(), key=lambda record: record.id)


def _lines(
    handed: Handing, exchange: Exchange, notes: Noted, original: Original | None, about: Mapping[str, str]
) -> tuple[list[Fields], LossReport]:
    """Return what the elements do not say, and the report."""
    knowing = known(handed, notes)
    by_elements = said(exchange, knowing)
    head = {
        "kodeverk": VERSION, **about, "book": knowing.book, "originals": original is not None,
        "elements": dict(sorted(Counter(table for table, _guid in by_elements).items())),
        "sets": sorted(knowing.sets),
    }  # fmt: skip
    lines = [head, *_of_records(handed, by_elements, notes, keep_original=original is not None)]
    earlier = [v for v in _all(handed.snapshot, "source_version") if _is_earlier(handed.snapshot, v)]
    lines += [{"text": sha, "is": text} for sha, text in sorted({v.sha256: handed.text(v) for v in earlier}.items())]
    files = sorted({v.original for v in _all(handed.snapshot, "source_version")} - {""})
    if original is not None:
        lines += [{"original": sha, "is": base64.b64encode(original(sha)).decode("ascii")} for sha in files]
    carried = [(one["t"], one["g"]) for one in lines if "g" in one]
    head |= {"lines": len(lines) - 1, "prints": index(exchange, handed.snapshot, carried)}
    rows = [*_rows_of_elements(exchange), *_rows_of_records(handed, by_elements)]
    kept = len(files) if original is not None else 0
    rows.append(
        Loss("original", len(files), kept, len(files) - kept, _("imported files; originals=True takes them along"))
    )
    warnings = (_("The change log stays in the study: a project file says how things are, not how they came to be."),)
    return lines, LossReport(tuple(row for row in rows if row.found), warnings)


def _is_earlier(snapshot: Snapshot, version: SourceVersion) -> bool:
    return snapshot.table(Source)[version.source_id].version != version.number


def _of_records(handed: Handing, by_elements: Said, notes: Noted, *, keep_original: bool) -> Iterator[Fields]:
    now = handed.snapshot
    values = said_values(now)
    books = {book for table, book in by_elements if table == "codebook"}
    for table in TABLES:
        for record in _all(now, table):
            guid = key(record)
            if isinstance(record, Value):
                guid = values.get(record.id, "")
            elif isinstance(record, Codebook):
                guid = book_guid(record.id)
            elif isinstance(record, SourceVersion):
                guid = "" if _is_earlier(now, record) else key(now.table(Source)[record.source_id])
                record = record if keep_original else record._replace(original="")
            if (table, guid) not in by_elements or (isinstance(record, Codebook) and guid not in books):
                yield whole(table, record, notes.shown.get((table, record.id), ""))
                continue
            one = line(table, guid, record, by_elements[table, guid])
            if isinstance(record, SourceVersion):
                one = {**(one or {"t": table, "g": guid}), "s": record.sha256}
            if one:
                yield one


# --- the report ------------------------------------------------------------------------------


def _rows_of_elements(exchange: Exchange) -> list[Loss]:
    selections = [selection for source in exchange.sources for selection in source.selections]
    counts = {
        "User": len(exchange.users),
        "Code": len(exchange.codes),
        "Variable": len(exchange.variables),
        "Case": len(exchange.cases),
        "VariableValue": sum(len(case.values) for case in exchange.cases),
        "TextSource": len(exchange.sources),
        "PlainTextSelection": len(selections),
        "Coding": sum(len(selection.codings) for selection in selections),
        "Note": len(exchange.notes) + 1,
        "Link": len(exchange.links),
        "Set": len(exchange.sets),
    }
    return [Loss(element, count, count, 0) for element, count in counts.items()]


def _rows_of_records(handed: Handing, by_elements: Said) -> Iterator[Loss]:
    """Yield what only kodeverk reads back, and what stayed behind."""
    now = handed.snapshot
    only = _("other programs cannot show it; kodeverk reads it back")
    shown = _("a note for people, which other programs cannot count with; kodeverk reads it back")
    versions = [v for v in now.all(SourceVersion) if _is_earlier(now, v)]
    removed = [c for c in now.all(Coding) if now.table(Source)[c.source_id].version != c.version]
    states = [v for v in now.all(Value) if v.state in (NOT_APPLICABLE, NOT_RELEASED)]
    turns = sum(len(v.segments) for v in now.all(SourceVersion))
    for element, found in (("segment", turns), ("earlier source_version", len(versions))):
        yield Loss(element, found, found, 0, only)
    yield Loss("coding of removed text", len(removed), len(removed), 0, shown)
    yield Loss("value not applicable or not released", len(states), len(states), 0,
               _("other programs see no value; kodeverk reads it back"))  # fmt: skip
    for table in TABLES:
        count = len(now.table(TABLES[table]))
        if table in _SHOWN:
            yield Loss(table, count, count, 0, shown)
        elif table not in ELEMENTS:
            yield Loss(table, count, count, 0, only)
    for table, count in handed.left.items():
        yield Loss(table, count, 0, count, _("not in the selection, or about what is not"))
    yield Loss("segment", handed.covered, 0, handed.covered, _("turns of persons not in the selection: covered"))
