"""Interviews that stand in the rows of a table are brought in, each a source, with the attributes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kodeverk.project.bringing_sources import Imported
    from kodeverk.project.project import Project


def add_rows(
    self: Project,
    path: str | Path,
    *,
    text: str | Sequence[str],
    name: str,
    office: str | None = None,
    sheet: str | None = None,
    kind: str = "interview",
    leave_out: str | Iterable[str] = (),
) -> Imported:
    """Bring in a table whose rows are interviews or open answers; return what came in and what was left out.

    Each row becomes a source called by the informant's name, and the columns that are not named become her attributes.
    An answer is a turn of hers under a heading with its column's name; a cell with a transcript is divided by its
    speaker labels. Comments on cells stand at the end of the row's text. The same row twice is one source.

    Parameters
    ----------
    path : str or Path
        An .xlsx or .csv file, with a row of column names first.
    text : str or sequence of str
        The columns that hold what is said.
    name : str
        The column that names the informant.
    office : str, optional
        The column with her office; else ``kontor`` or ``office``, if there is one.
    sheet : str, optional
        The sheet; else the first that has these columns.
    kind : str
        ``interview``, ``survey``, ``agreement``, ``minutes``, ``report`` or ``other``.
    leave_out : str or iterable of str
        Kinds of content that may be left out, such as ``"other sheets"`` or ``"rows without a name"``, or ``"all"``.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    LeavesOut
        If something a person wrote would be left out; `content` says what.
    FormatError
        If a column or the sheet is missing, or a name stands twice; the message lists those found.
    KodeverkError
        If the study has a source of an informant's name with another text.
    """
    from kodeverk.project.bringing_sources import Imported
    from kodeverk.reading import rows
    from kodeverk.reading.leaving_out import check_left_out, said
    from kodeverk.reading.worker import read_limited

    words = said(leave_out)
    read = read_limited(rows.read_rows, path, text=text, name=name, office=office, sheet=sheet)
    check_left_out(read.report, words)
    receipt = self.write(lambda now: rows.add_rows(now, read, kind=kind), verb="add_rows")
    return Imported(receipt, (read.report, *(one.report for one in read.readings.values())), {})
