"""Transcripts and documents brought in, a batch at a time, with what came in and what was left out."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kodeverk.errors import KodeverkError, LeavesOut, ReadingError
from kodeverk.messages import _
from kodeverk.model import Receipt
from kodeverk.project.progress import FEW, Progress, bar

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.project.project import Project
    from kodeverk.reading import Content, ImportReport, Reading


class Imported(NamedTuple):
    """What came in and what was left out, file by file.

    Attributes
    ----------
    receipt : Receipt
    reports : tuple of ImportReport
        One for each file that was read.
    refused : dict of str to str
        For each file that was not read, why: damaged ones, those in a folder that are of no kind read here, and
        those of which something would be left out.
    asked : tuple of Content
        What would be left out of these last: say `leave_out` for its kinds, and they are brought in too.
    """

    receipt: Receipt
    reports: tuple[ImportReport, ...]
    refused: dict[str, str]
    asked: tuple[Content, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each file and kind of content, or change that brought its text into canonical form.

        Columns: file, format, encoding, characters (code points), turns, tables (rows of them), speakers, kind, found,
        imported, left_out, note.
        """
        import pandas as pd

        columns = ["file", "format", "encoding", "characters", "turns", "tables", "speakers"]
        columns += ["kind", "found", "imported", "left_out", "note"]
        return pd.DataFrame([row for report in self.reports for row in report.rows()], columns=columns)

    def __repr__(self) -> str:
        lines = [str(self.receipt), *map(str, self.reports)]
        refused = _("Not read")
        lines += [f"{refused}: {why}" for why in self.refused.values()]
        lines += self._advice()
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        label = html.escape(_("Not read"))
        refused = "".join(f"<p><b>{label}:</b> {html.escape(why)}</p>" for why in self.refused.values())
        refused += "".join(f"<p>{html.escape(line)}</p>" for line in self._advice())
        reports = "".join(report._repr_html_() for report in self.reports)
        if len(self.reports) > FEW:
            summary = html.escape(_("File by file"))
            reports = f"{self._overview_html()}<details><summary>{summary}</summary>{reports}</details>"
        return f"<div><p>{html.escape(str(self.receipt))}</p>{refused}{reports}</div>"

    def overview(self) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
        """Return one row for each file, in the reader's language, and what its columns are called."""
        from kodeverk.reading.kinds import label

        columns = (_("file"), _("encoding"), _("characters"), _("turns"), _("speakers"), _("left out"), _("look at"))
        rows: list[tuple[str | int, ...]] = []
        for report in self.reports:
            left = "; ".join(f"{label(row.kind)}: {row.left_out}" for row in report.left_out) or "–"
            told = (report.file, report.encoding or "–", report.characters, report.turns, len(report.speakers), left)
            rows.append((*told, len(report.warnings)))
        return columns, rows

    def _overview_html(self) -> str:
        columns, rows = self.overview()
        head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _advice(self) -> list[str]:
        from kodeverk.reading.leaving_out import spoken

        said = _("To bring in the files of which something would be left out, add them again with {words}.")
        return [said.format(words=spoken(self.asked))] if self.asked else []


def add_sources(
    self: Project,
    where: str | Path | Sequence[str | Path],
    *,
    kind: str = "interview",
    leave_out: str | Iterable[str] = (),
    tracked: str = "accepted",
    encoding: str | None = None,
    progress: Progress = bar,
) -> Imported:
    """Bring in transcripts and other documents; return what came in and what was left out.

    A file that cannot be read is named in the result and stops none of the others. The same file twice
    is one source. Files are read in a process of their own, limited in memory and time.

    Of a file that holds what would be left out - headers, pictures ... - nothing is imported before that is said in
    `leave_out`. Not asked for is what nobody wrote, or what stands in the text otherwise: automatic numbers, codes of
    fields, tracked deletions (see `tracked`).

    Parameters
    ----------
    where : str, Path or sequence of them
        A folder, a file, a pattern such as ``data/*.docx``, or several.
    kind : str
        ``interview``, ``agreement``, ``minutes``, ``report`` or ``other``.
    leave_out : str or iterable of str
        Kinds of content that may be left out, such as ``"headers"`` or ``["headers", "pictures"]``, or ``"all"``.
    tracked : str
        Which text of documents with tracked changes: ``accepted``, or ``original`` as it was before them.
    encoding : str, optional
        How letters are written as bytes in text files that do not tell, such as ``mac_roman``.
    progress : function, optional
        Wraps the list of files; by itself a bar is shown in a terminal and a notebook.

    Raises
    ------
    ReadingError
        If there is nothing to read, or nothing could be read.
    LeavesOut
        If something of a file that is added alone, or of all of them, would be left out; `content` says what.
    """
    from kodeverk import reading
    from kodeverk.reading.sources import free_names

    free = free_names(self.snapshot)
    batch = read_each(where, progress, leave_out=leave_out, check=free, tracked=tracked, encoding=encoding)
    receipt = self.write(lambda now: reading.add_sources(now, batch.readings, kind=kind), verb="add_sources")
    return batch.imported(receipt)


class Batch(NamedTuple):
    """Files as read, and why the others were not."""

    readings: list[Reading]
    refused: dict[str, str]
    asked: list[Content]

    def imported(self, receipt: Receipt) -> Imported:
        """Return what is told of the batch once it is in the study."""
        return Imported(receipt, tuple(one.report for one in self.readings), self.refused, tuple(self.asked))


def read_each(
    where: str | Path | Sequence[str | Path],
    progress: Progress,
    *,
    leave_out: str | Iterable[str] = (),
    check: Callable[[Reading], None] = lambda _reading: None,
    **options: Any,
) -> Batch:
    """Return each file as read, and for those that could not be read or were passed over, by name, why.

    Parameters
    ----------
    where : str, Path or sequence of them
    progress : function
    leave_out : str or iterable of str
        Kinds of content that may be left out.
    check : function, optional
        Raises a KodeverkError for a reading that cannot be used.
    options
        For `kodeverk.reading.read_source`.

    Raises
    ------
    ReadingError
        If there is nothing to read, or nothing could be read.
    """
    from kodeverk import reading
    from kodeverk.reading.leaving_out import check_left_out, said
    from kodeverk.reading.worker import limited

    words = said(leave_out)
    files, batch = reading.find_files(where), Batch([], reading.passed_over(where), [])
    with limited() as call:
        for file in progress(files):
            try:
                one: Reading = call("kodeverk.reading.files", "read_source", file, **options)
                check_left_out(one.report, words)
                check(one)
                batch.readings.append(one)
            except KodeverkError as error:
                if len(files) == 1:
                    raise
                batch.refused[file.name] = str(error)
                batch.asked.extend(getattr(error, "content", ()))
    if not batch.readings:
        why = "None of the files could be read:\n" + "\n".join(f"- {why}" for why in batch.refused.values())
        raise LeavesOut(why, batch.asked) if batch.asked else ReadingError(why)
    return batch
