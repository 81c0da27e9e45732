"""The five marks of an area at an office: where each stands, their signs, and the zones the areas lie in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kodeverk.errors import UnknownName
from kodeverk.messages import _
from kodeverk.model import MARKS, Mark
from kodeverk.model.names import unknown
from kodeverk.model.opportunity import FOLLOWED_UP, NEED, PLANNED, PRIORITISED, STRONG
from kodeverk.reading.areas import Area

YES, NO, UNKNOWN, NOT_STATED = "yes", "no", "unknown", "not stated"
STANDINGS = (YES, NO, UNKNOWN, NOT_STATED)
"""A mark is set, is said not to be, is asked about and not known, or nothing is said: never merged."""

SIGNS = {STRONG: "●", NEED: "▲", PRIORITISED: "★", PLANNED: "■", FOLLOWED_UP: "✚"}
OTHERWISE = {NO: "–", UNKNOWN: "?", NOT_STATED: "·"}
"""A sign of its own for each mark, and what stands in its place where it is not set."""


class Zone(NamedTuple):
    """Areas that lie on the same levels.

    Attributes
    ----------
    levels : tuple of str
        As the codebook has them.
    areas : tuple of Area
    """

    levels: tuple[str, ...]
    areas: tuple[Area, ...]

    @property
    def label(self) -> str:
        """The levels in the language in use."""
        return "/".join(map(level_label, self.levels)) or _("no level")


class Counted(NamedTuple):
    """How one mark of one area stands over the offices.

    Attributes
    ----------
    area : Area
    mark : str
        One of `MARKS`.
    offices : dict of str to tuple of str
        Names of the offices by standing, of `STANDINGS`.
    """

    area: Area
    mark: str
    offices: Mapping[str, tuple[str, ...]]

    def count(self, standing: str = YES) -> int:
        """Return at how many offices it stands so."""
        return len(self.offices[standing])

    @property
    def known(self) -> int:
        """Number of offices that say yes or no."""
        return self.count(YES) + self.count(NO)


def zones(areas: Iterable[Area]) -> list[Zone]:
    """Return the areas by the levels they lie on: those on one level first, then those between levels.

    >>> from kodeverk.model import Wording
    >>> made = [Area("c", n, Wording(nb="x"), levels) for n, levels in enumerate([("a", "b"), ("b",), ("b", "a")], 1)]
    >>> [(zone.levels, [area.number for area in zone.areas]) for zone in zones(made)]
    [(('b',), [2]), (('a', 'b'), [1, 3])]
    """
    found: dict[frozenset[str], list[Area]] = {}
    for area in areas:
        found.setdefault(frozenset(area.levels), []).append(area)
    order = sorted(found.items(), key=lambda zone: (len(zone[0]), zone[1][0].number))
    return [Zone(members[0].levels, tuple(members)) for _levels, members in order]


def known_mark(mark: str) -> str:
    """Return `mark` if it is one of `MARKS`.

    Raises
    ------
    UnknownName
        If it is not.
    """
    if mark not in MARKS:
        raise UnknownName(unknown("mark", mark, MARKS))
    return mark


def standing_of(mark: Mark | None) -> str:
    """Return where a mark stands: one of `STANDINGS`."""
    if mark is None:
        return NOT_STATED
    return UNKNOWN if mark.holds is None else YES if mark.holds else NO


def sign(mark: str, standing: str) -> str:
    """Return the sign of a mark at its standing.

    >>> sign("strong", "yes"), sign("need", "no"), sign("in plan", "unknown")
    ('●', '–', '?')
    """
    return SIGNS[mark] if standing == YES else OTHERWISE[standing]


def numbers(areas: Sequence[Area]) -> str:
    """Return the numbers of areas, parted by commas."""
    return ", ".join(str(area.number) for area in areas)


def mark_label(mark: str) -> str:
    """Return a mark in the language in use."""
    labels = {
        STRONG: _("strong"),
        NEED: _("need"),
        PRIORITISED: _("prioritised"),
        PLANNED: _("in plan"),
        FOLLOWED_UP: _("followed up"),
    }
    return labels[mark]


def standing_label(standing: str) -> str:
    """Return where a mark stands in the language in use."""
    return {YES: _("yes"), NO: _("no"), UNKNOWN: _("unknown"), NOT_STATED: _("not stated")}[standing]


def level_label(level: str) -> str:
    """Return a level in the language in use; one that is not known here as the codebook has it."""
    return {"eier": _("owner"), "tjeneste": _("service"), "kontor": _("office")}.get(level, level)


def question_label(question: str) -> str:
    """Return a question a plan answers in the language in use."""
    labels = {
        "why": _("why"),
        "what": _("what"),
        "how": _("how"),
        "who is involved": _("who is involved"),
        "who is responsible": _("who is responsible"),
        "follow-up": _("follow-up"),
    }
    return labels[question]
