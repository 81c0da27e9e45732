"""The pictures, as `Study` binds them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kodeverk.pictures import Picture
    from kodeverk.project.looks import Study


def code_map(self: Study, *, of: str | Sequence[str] | None = None) -> Picture:
    """Return a picture of who speaks of what, when: sources as bars, with a lane for every theme.

    It shows itself; ``.save("kart.svg")`` or ``.save("kart.png")`` writes it, and ``.alt`` tells it with its numbers.

    Parameters
    ----------
    of : str or list of str, optional
        Codes (with their children), categories or sub-questions; otherwise the codes at the top that are in use.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such theme.
    """
    from kodeverk.pictures import code_map

    return code_map(self.snapshot, of)


def case_marks(self: Study, *, by: str | Sequence[str] | None = None, of: str | Sequence[str] | None = None) -> Picture:
    """Return a picture of which case says what: ● said, ○ silent, – not asked, ? unknown whether asked.

    Parameters
    ----------
    by : str or list of str, optional
        Attributes, or ``office``: cases with the same value, or the same combination of values, stand together.
    of : str or list of str, optional
        Codes (with their children), categories or sub-questions; otherwise all codes in use.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such attribute or theme.
    """
    from kodeverk.pictures import case_marks

    return case_marks(self.snapshot, by, of)


def evidence_board(
    self: Study, theory: str | Path | None = None, *, propositions: Sequence[str] | None = None
) -> Picture:
    """Return a picture of where each case stands to each proposition: for, against, nuancing, silent, not asked.

    Parameters
    ----------
    theory : str or Path, optional
        As in `check`.
    propositions : list of str, optional
        Names of propositions; otherwise all of the theory, and the picture is long.

    Raises
    ------
    UnknownName
        If there is no such theory or proposition.
    """
    from kodeverk.pictures import evidence_board

    return evidence_board(self.check(theory), propositions)


def co_occurrence_network(self: Study, *, of: str | Sequence[str] | None = None) -> Picture:
    """Return a picture of which themes are spoken of in the same turns, and how many cases speak of each.

    Parameters
    ----------
    of : str or list of str, optional
        Codes (with their children), categories or sub-questions; otherwise the codes at the top that are in use.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such theme.
    """
    from kodeverk.pictures import co_occurrence_network

    return co_occurrence_network(self.snapshot, of)


def saturation_band(
    self: Study, order: Sequence[str] | None = None, *, counted: str = "codes", claimed_at: int | None = None
) -> Picture:
    """Return a picture of how much had been heard by each interview, in a band of what other orders would have given.

    Parameters
    ----------
    order : list of str, optional
        Names of all interviews in the order they were held; without it, by name.
    counted : str
        ``codes`` or ``expressions``.
    claimed_at : int, optional
        After how many interviews saturation is claimed.

    Raises
    ------
    KodeverkError
        If there is no interview, or an option is none of those above.
    """
    from kodeverk.pictures import saturation_band

    return saturation_band(self.saturation(order, claimed_at=claimed_at), counted)


def partnership_model(self: Study) -> Picture:
    """Return a picture of the partnership as the register of actors has it: levels from above, lines side by side.

    Raises
    ------
    KodeverkError
        If the study has no actors.
    """
    from kodeverk.pictures import partnership_model

    return partnership_model(self.snapshot)


def coordination(self: Study, office: str | None = None) -> Picture:
    """Return a picture of contact between the levels and between the lines, as it was told of at an office or at all.

    Raises
    ------
    UnknownName
        If there is no such office.
    KodeverkError
        If nothing is told of contact between actors.
    """
    from kodeverk.pictures import coordination

    return coordination(self.snapshot, office)


def dialogue_model(self: Study) -> Picture:
    """Return a picture of who has contact both ways with whom, and at how many offices.

    Raises
    ------
    KodeverkError
        If nothing is told of contact between actors.
    """
    from kodeverk.pictures import dialogue_model

    return dialogue_model(self.snapshot)


def driving_force_model(self: Study, office: str) -> Picture:
    """Return a picture of who drives the partnership at one office: arrows run from who takes the initiative.

    Raises
    ------
    UnknownName
        If there is no such office.
    KodeverkError
        If nothing is told of contact between actors there.
    """
    from kodeverk.pictures import driving_force_model

    return driving_force_model(self.snapshot, self.driving_force().of(office))


def driving_forces(self: Study) -> Picture:
    """Return a picture of the four cells of the driving force, with every office in its place."""
    from kodeverk.pictures import driving_forces

    return driving_forces(self.driving_force())


def office_structure(
    self: Study, office: str, *, state: str | None = None, municipal: str | None = None, both: str | None = None
) -> Picture:
    """Return a picture of how an office is built: its owners, who leads it, and its staff in each line.

    Parameters
    ----------
    office : str
    state, municipal, both : str, optional
        The attributes that hold full-time equivalents: of each line, and of the whole office; without them
        ``årsverk_stat``, ``årsverk_kommune`` and ``årsverk``, where the study has them.

    Raises
    ------
    UnknownName
        If there is no such office or attribute.
    KodeverkError
        If the study has no actors.
    """
    from kodeverk.pictures import office_structure

    named = {line: name for line, name in (("state", state), ("municipal", municipal), ("both", both)) if name}
    return office_structure(self.snapshot, office, staff=named)
