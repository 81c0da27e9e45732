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
