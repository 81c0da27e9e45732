"""The room for opportunity, as `Study` and `Project` bind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.model import Case, Code, Codebook, Receipt
from kodeverk.model.opportunity import STRONG

if TYPE_CHECKING:
    from kodeverk.analysis.codebook_diff import CodebookDiff
    from kodeverk.analysis.opportunity.cycle import YearlyCycle
    from kodeverk.analysis.opportunity.expecting import Expectations
    from kodeverk.analysis.opportunity.room import Room
    from kodeverk.pictures import Picture
    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project


def add_room(self: Project, path: str | Path, *, codebook: str | None = None) -> Receipt:
    """Bring in a working group's workbook on the room for opportunity; return the receipt.

    Sheets, each with a row of headings; those that are not there, or have no row, change nothing:

    - ``status``: kontor, område nr (or its name), sterk, behov, prioritert, i plan, fulgt opp. In a cell: x or ja, nei,
      ukjent, or nothing, which is *not stated*.
    - ``planer``: kontor, område, del, hvorfor, hva, hvordan, hvem er med, hvem har ansvar, oppfølging.
    - ``forventninger``: til rolle, tema, forventning, and a column for each role that was asked. An empty cell is
      unknown.
    - ``årshjul``: måned, hva, ansvarlig, saker (parted by ``;``), and kontor where it is not common to all.
    - ``kontorer``: kontor, and a column for each attribute.

    The same workbook again updates what was changed and removes what its sheets no longer say; the change log keeps
    it. A workbook of another name is another one: it adds to the first and replaces what that said otherwise, and the
    note says which cells, and how much stands in the other only. An
    office that is not in the study is made; with a sheet ``kontorer`` those listed there, else those in ``status``.

    Parameters
    ----------
    path : str or Path
        An ``.xlsx`` file.
    codebook : str, optional
        Id of the codebook whose codes are the areas; without it, the one with levels.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column is missing or a cell cannot be understood: an area 21, an unknown office or mark. One error names
        every cell.
    KodeverkError
        If it is not clear which codes are the areas.
    """
    from kodeverk.reading import opportunity
    from kodeverk.reading.worker import read_limited

    book = read_limited(opportunity.read_room, path)
    return self.write(lambda now: opportunity.add_room(now, book, codebook), verb="add_room")


def room(self: Study, codebook: str | None = None) -> Room:
    """Return what every office says of every area: strong, need, prioritised, in plan, followed up.

    Five marks, never one; *no*, *unknown* and *not stated* are three things. See ``.frame``, ``.counts``, ``.zones``,
    ``.moved`` (from priority to plan), ``.priorities`` (exactly three?), ``.with_plan``, ``.plans``,
    ``.plan_completeness``,
    ``.nearest_strong(office, area)`` and ``.standing(office, area, mark)``.

    Parameters
    ----------
    codebook : str, optional
        Id of the codebook whose codes are the areas; without it, the one with levels.

    Raises
    ------
    UnknownName
        If the study has no such codebook.
    KodeverkError
        If it is not clear which codes are the areas.
    """
    from kodeverk.analysis.opportunity.room import room

    return room(self.snapshot, codebook)


def expectations(self: Study) -> Expectations:
    """Return what is expected of whom, and which of it all roles that were asked agree on.

    See ``.frame`` (expectation x role), ``.agreement`` and ``.agreed``.
    """
    from kodeverk.analysis.opportunity.expecting import expectations

    return expectations(self.snapshot)


def yearly_cycle(self: Study) -> YearlyCycle:
    """Return what is done through the year, and whether it holds what the model asks for: met, not met, not stated.

    See ``.frame`` and ``.checklist``.
    """
    from kodeverk.analysis.opportunity.cycle import yearly_cycle

    return yearly_cycle(self.snapshot)


def codebook_diff(self: Study, before: str | Path, after: str | Path) -> CodebookDiff:
    """Return in words what was changed from one version of a codebook to another.

    Parameters
    ----------
    before, after : str or Path
        Ids of codebooks in the study, or YAML files.

    Raises
    ------
    UnknownName
        If there is no such codebook.
    """
    from kodeverk.analysis.codebook_diff import codebook_diff

    return codebook_diff(_codebook(self, before), _codebook(self, after))


def _codebook(study: Study, codebook: str | Path) -> tuple[Codebook, list[Code]]:
    from kodeverk.model.names import match_one
    from kodeverk.reading import read_codebook
    from kodeverk.reading.worker import read_limited

    if Path(codebook).suffix in (".yaml", ".yml"):
        return read_limited(read_codebook, codebook)[:2]
    found = match_one("codebook", str(codebook), study.snapshot.table(Codebook), lambda one: (one.id,))
    codes = [code for code in study.snapshot.all(Code) if code.codebook == found.id]
    return found, sorted(codes, key=lambda code: code.order)


def room_grid(self: Study, codebook: str | None = None) -> Picture:
    """Return a picture of all areas by office, with a sign for each of the five marks.

    Parameters
    ----------
    codebook : str, optional
        As in `room`.
    """
    from kodeverk.pictures.areas import room_grid

    return room_grid(self.room(codebook))


def room_venn(
    self: Study, mark: str = STRONG, *, office: str | Case | None = None, codebook: str | None = None
) -> Picture:
    """Return a picture of the areas in three circles, one for each level, filled by one mark.

    Parameters
    ----------
    mark : str
        ``strong``, ``need``, ``prioritised``, ``in plan`` or ``followed up``.
    office : str or Case, optional
        One office; without it, how many of all.
    codebook : str, optional
        As in `room`.

    Raises
    ------
    UnknownName
        If there is no such mark or office.
    KodeverkError
        If the areas do not lie on three levels.
    """
    from kodeverk.pictures.areas import room_venn

    return room_venn(self.room(codebook), mark, office)


def room_to_word(self: Study, path: str | Path, *, codebook: str | None = None, title: str = "") -> Path:
    """Write the room for opportunity as a handout in Word, and return the path.

    The areas by level with their marks, priorities and what became of them, gaps in plans, expectations all roles agree
    on, the yearly cycle, and the pictures.

    Parameters
    ----------
    path : str or Path
        The file to write, ``.docx``.
    codebook : str, optional
        As in `room`.
    title : str, optional

    Raises
    ------
    KodeverkError
        If the path does not end in ``.docx``.
    """
    from kodeverk.reports.room_word import room_to_word

    return room_to_word(self.room(codebook), self.expectations(), self.yearly_cycle(), path, title=title)
