"""Correcting texts, and looking at what corrections did and at earlier versions, as `Study` and `Project` bind them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.errors import KodeverkError

if TYPE_CHECKING:
    from kodeverk.coding.correcting import Corrected
    from kodeverk.model import Plan, Snapshot
    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project
    from kodeverk.views.corrections import Correction, Corrections
    from kodeverk.views.versions import Version


def correct(
    self: Project,
    source: str,
    *,
    edits: Iterable[tuple[int, int, str]] | None = None,
    text: str | None = None,
    file: str | Path | None = None,
    coder: str,
    why: str = "",
    leave_out: str | Iterable[str] = (),
    tracked: str = "accepted",
    encoding: str | None = None,
) -> Correction:
    """Correct a text: make a new version of a source and move all that counts in it; return what became of each.

    Say what is corrected in one way: as edits, as the whole new text, or as the file exported again after it was edited
    outside. A coding is *kept* (same span and words), *moved* (another span, same words), *changed* (words within it
    altered: look at it), or *orphaned*: its text was taken out, or it has no place that is certain, or it would become
    equal to another. An orphaned coding stays in the version it was made in, with its quote, and is marked everywhere.
    Where lines are broken is no difference.

    At the edges of a coding: what is put in at its very edge stays outside, what is put in inside belongs to it; what
    is put in place of words of its own belongs to it, what is put in place of words across its edge does not. A whole
    text and a file are laid beside the text in force word by word, and only what is certain is moved: of two equal
    sentences, when one was taken out, neither is guessed at.

    Parameters
    ----------
    source : str
        Name of the source.
    edits : iterable of (int, int, str), optional
        Start and end in code points of the text in force, and what is put there instead; none may overlap.
    text : str, optional
        The whole new text.
    file : str or Path, optional
        The file, of any format `add_sources` reads; speakers, times and segments are as its reader finds them.
    coder : str
        Who corrects.
    why : str, optional
        The reason, kept with the version.
    leave_out, tracked, encoding
        Of a file, as for `add_sources`.

    Returns
    -------
    Correction
        With `counts`, `frame` and `receipt`; a correction that changes nothing says so and makes no version.

    Raises
    ------
    KodeverkError
        If not exactly one way is given, an edit reaches outside the text or overlaps another, nothing would be left,
        or somebody else corrected the text meanwhile.
    ReadingError
        If the file cannot be read; LeavesOut where something of it would be left out.
    UnknownName
        If there is no such source.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> from kodeverk import Project
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "inf-01.txt").write_text("I: Hvem?\\nInformant 1: Ja, vi har to sjfer.")
    >>> study = Project(folder / "s.kodeverk")
    >>> _ = study.add_sources(folder), study.add_code("ledelse")
    >>> _ = study.code("ledelse", source="inf-01", quote="to sjfer", coder="ida")
    >>> study.correct("inf-01", edits=[(38, 38, "e")], coder="ida", why="typo").counts
    {'kept': 0, 'moved': 0, 'changed': 1, 'orphaned': 0}
    >>> study.version("inf-01").text[9:], study.version("inf-01", 1).text[9:]
    ('Informant 1: Ja, vi har to sjefer.', 'Informant 1: Ja, vi har to sjfer.')
    >>> study.close()
    """
    from kodeverk.coding.correcting import correct
    from kodeverk.views.corrected import correction
    from kodeverk.views.corrections import Correction

    if sum(way is not None for way in (edits, text, file)) != 1:
        raise KodeverkError("Say in one way what is corrected: edits=, text= or file=. Nothing was changed.")
    if text is not None and not isinstance(text, str):
        raise KodeverkError(f"text= is the whole new text; got {type(text).__name__}. Nothing was changed.")
    found = self.snapshot.source(source)
    corrected = _corrected(
        self.snapshot,
        found.id,
        edits=edits,
        text=text,
        file=file,
        leave_out=leave_out,
        tracked=tracked,
        encoding=encoding,
    )

    def plan(now: Snapshot) -> Plan:
        return correct(now, now.source(found.id), corrected, why=why)

    receipt = self.write(plan, verb="correct", who=coder, why=why)
    if receipt.seq is None:
        return Correction(found.name, found.version, "", coder, why, (), receipt)
    return correction(self.snapshot, found.id)._replace(receipt=receipt)


def _corrected(
    snapshot: Snapshot,
    source_id: str,
    *,
    edits: Iterable[tuple[int, int, str]] | None,
    text: str | None,
    file: str | Path | None,
    leave_out: str | Iterable[str],
    tracked: str,
    encoding: str | None,
) -> Corrected:
    from kodeverk import reading
    from kodeverk.coding.ways import by_edits, by_file, by_text
    from kodeverk.model.codec import to_plain
    from kodeverk.reading.corrected import divided_anew
    from kodeverk.reading.leaving_out import check_left_out, said
    from kodeverk.reading.worker import read_limited

    source = snapshot.source(source_id)
    if edits is not None:
        return by_edits(snapshot, source, edits, divided_anew)
    if text is not None:
        return by_text(snapshot, source, text, divided_anew)
    spoken = source.office_id is None and source.kind not in ("agreement", "minutes", "report")
    read = read_limited(reading.read_source, Path(file or ""), spoken=spoken, tracked=tracked, encoding=encoding)
    check_left_out(read.report, said(leave_out))
    return by_file(snapshot, source, read, read.text, original=read.original, report=to_plain(read.report))


def corrections(self: Study, source: str | None = None) -> Corrections:
    """Return every correction of a text that is in force, with what became of each coding; of one source, or of all."""
    from kodeverk.views.corrected import corrections

    return corrections(self.snapshot, source)


def version(self: Study, source: str, number: int | None = None) -> Version:
    """Return a version of a text as it was, with its turns; without `number` the one in force.

    Raises
    ------
    UnknownName
        If there is no such source, or it has no version of that number; the message says which there are.
    """
    from kodeverk.views.versions import version

    return version(self.snapshot, source, number)
