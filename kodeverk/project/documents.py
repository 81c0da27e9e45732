"""Documents: agreements and minutes brought in, and agreements compared with their template."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.project.bringing_in import Imported, Progress, read_each

if TYPE_CHECKING:
    from kodeverk.project.project import Project
    from kodeverk.reading import Reading


def add_documents(
    self: Project,
    where: str | Path | Sequence[str | Path],
    *,
    kind: str,
    office: str | None = None,
    progress: Progress = iter,
) -> Imported:
    """Bring in agreements, minutes and other documents, each bound to its office; return what came in.

    Nobody speaks in a document: every line is a paragraph or heading of its own. The office is the one named here;
    else the one on the line ``Kontor: NAV Skarvøy`` in the document's head; else the one whose name stands in the
    file's name; else none, which the receipt says. Bring in the offices first; a document without an office is bound
    when it is added again.

    Parameters
    ----------
    where : str, Path or sequence of them
        A folder, a file, a pattern such as ``data/avtale-*.docx``, or several.
    kind : str
        ``agreement``, ``minutes``, ``report``, ``survey`` or ``other``.
    office : str, optional
        Name of the office all these documents belong to.
    progress : function, optional
        Wraps the list of files, such as ``tqdm.auto.tqdm``.

    Raises
    ------
    ReadingError
        If there is nothing to read, or nothing could be read; of minutes also where a date does not exist.
    UnknownName
        If there is no such kind of document, or no such office.
    KodeverkError
        If the study has a source of the same name with another text.
    """
    from kodeverk import reading

    def read(file: Path) -> Reading:
        one = reading.read_source(file, spoken=False)
        if kind == "minutes":
            from kodeverk.reading.minutes import check_minutes

            check_minutes(one)
        return one

    readings, refused = read_each(where, read, progress)
    receipt = self.write(
        lambda now: reading.add_documents(now, readings, kind=kind, office=office), verb="add_documents"
    )
    return Imported(receipt, tuple(one.report for one in readings), refused)
