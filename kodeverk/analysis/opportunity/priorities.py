"""Priorities: whether each office has exactly three, and what became of them in the plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.opportunity.marks import NO, NOT_STATED, UNKNOWN, YES, numbers, standing_of
from kodeverk.messages import _
from kodeverk.model import Case, Mark
from kodeverk.model.opportunity import PLANNED, PRIORITISED
from kodeverk.reading.areas import Area
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

PRIORITIES = 3
"""So many areas a partnership is to prioritise."""

EXACTLY, FEWER, MORE, NOT_KNOWN = "exactly three", "fewer than three", "more than three", "not known"
KEPT, DROPPED, ENTERED, NEITHER = "kept", "dropped", "entered without", "neither"


MOVED = (
    "area", "name", "prioritised", "in_plan", "standing", "kept_at", "dropped_at", "not_known_at", "entered_at",
)  # fmt: skip
"""Columns of what became of priorities."""


class OfficePriorities(NamedTuple):
    """The areas one office prioritises.

    Attributes
    ----------
    office : str
    areas : tuple of Area
    unknown, not_stated : int
        Areas of which it is unknown, or not stated, whether they are prioritised.
    """

    office: str
    areas: tuple[Area, ...]
    unknown: int
    not_stated: int

    @property
    def standing(self) -> str:
        """Return ``exactly three``, ``fewer than three``, ``more than three``, ``not known`` or ``not stated``.

        An area of which nothing is stated is taken as not prioritised once any is: who prioritises marks what she
        prioritises. One that is said to be unknown may yet be: the count is then *not known*, unless it is over three
        already, or would still be under three.
        """
        count = len(self.areas)
        if count > PRIORITIES:
            return MORE
        if not count and not self.unknown and self.not_stated:
            return NOT_STATED
        if count + self.unknown < PRIORITIES:
            return FEWER
        return NOT_KNOWN if self.unknown else EXACTLY


class Priorities(NamedTuple):
    """The areas each office prioritises.

    Attributes
    ----------
    offices : tuple of OfficePriorities
    """

    offices: tuple[OfficePriorities, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per office.

        Columns: office, prioritised (count), areas (numbers, parted by commas), unknown, not_stated (counts of areas),
        standing (``exactly three``, ``fewer than three``, ``more than three``, ``not known``, ``not stated``).
        """
        import pandas as pd

        rows = [(o.office, len(o.areas), numbers(o.areas), o.unknown, o.not_stated, o.standing) for o in self.offices]
        columns = ["office", "prioritised", "areas", "unknown", "not_stated", "standing"]
        return pd.DataFrame(rows, columns=columns)

    @property
    def exceptions(self) -> tuple[OfficePriorities, ...]:
        """The offices of which it cannot be said that they have exactly three."""
        return tuple(one for one in self.offices if one.standing != EXACTLY)

    def __repr__(self) -> str:
        exactly = len(self.offices) - len(self.exceptions)
        told = _("exactly {three} priorities at {count} of {n} offices")
        said = told.format(three=PRIORITIES, count=exactly, n=len(self.offices))
        rest = "; ".join(f"{one.office}: {priorities_label(one.standing)}" for one in self.exceptions)
        return f"<{said}{'; ' if rest else ''}{rest}>"

    def _repr_html_(self) -> str:
        rows = [
            (one.office, len(one.areas), numbers(one.areas), priorities_label(one.standing)) for one in self.offices
        ]
        return str(html.block(html.table([_("office"), _("prioritised"), _("areas"), _("exactly three?")], rows)))


class Moved(NamedTuple):
    """What became of an area from priority to plan.

    Attributes
    ----------
    area : Area
    kept, dropped, not_known, entered : tuple of str
        Offices that prioritise it and have it in their plan; that do not have it in their plan; of whose plan it is
        unknown or not stated; that have it in their plan and did not mark it as prioritised.
    """

    area: Area
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    not_known: tuple[str, ...]
    entered: tuple[str, ...]

    @property
    def prioritised(self) -> int:
        """Number of offices that prioritise it."""
        return len(self.kept) + len(self.dropped) + len(self.not_known)

    @property
    def planned(self) -> int:
        """Number of offices that have it in their plan."""
        return len(self.kept) + len(self.entered)

    @property
    def standing(self) -> str:
        """Return ``kept``, ``dropped``, ``entered without``, ``not known`` or ``neither``.

        *Dropped*: some office prioritises it, and no office is said to have it in its plan, though at least one that
        prioritises it says what is in its plan; the plans of the others, `not_known`, may have it. *Entered without*:
        it is in a plan, and no office prioritises it.
        """
        if self.planned:
            return KEPT if self.prioritised else ENTERED
        if not self.prioritised:
            return NEITHER
        return DROPPED if self.dropped else NOT_KNOWN

    def in_words(self) -> str:
        """Return its number, and where it was dropped how many plans that rests on, in the language in use."""
        if not (self.standing == DROPPED and self.not_known):
            return str(self.area.number)
        told = _("{number} (not in plan at {count}, not known at {unknown})")
        return told.format(number=self.area.number, count=len(self.dropped), unknown=len(self.not_known))

    def row(self) -> tuple[object, ...]:
        """Return it as a row of a table."""
        offices = ("; ".join(listed) for listed in (self.kept, self.dropped, self.not_known, self.entered))
        return self.area.number, self.area.name, self.prioritised, self.planned, self.standing, *offices


Marks = Mapping[tuple[str, str, str], Mark]


def priorities(areas: Sequence[Area], offices: Sequence[Case], marks: Marks) -> Priorities:
    """Return which areas each office prioritises.

    Parameters
    ----------
    areas : sequence of Area
    offices : sequence of Case
    marks : dict of (str, str, str) to Mark
        By office id, code id and mark.
    """
    found = []
    for office in offices:
        stands = {area: standing_of(marks.get((office.id, area.id, PRIORITISED))) for area in areas}
        count = list(stands.values()).count
        chosen = tuple(area for area, standing in stands.items() if standing == YES)
        found.append(OfficePriorities(office.name, chosen, count(UNKNOWN), count(NOT_STATED)))
    return Priorities(tuple(found))


def moved(area: Area, offices: Sequence[Case], marks: Marks) -> Moved:
    """Return what became of one area from priority to plan, office by office."""
    found: dict[str, list[str]] = {KEPT: [], DROPPED: [], NOT_KNOWN: [], ENTERED: []}
    for office in offices:
        chosen, planned = (standing_of(marks.get((office.id, area.id, mark))) for mark in (PRIORITISED, PLANNED))
        if chosen == YES:
            found[{YES: KEPT, NO: DROPPED}.get(planned, NOT_KNOWN)].append(office.name)
        elif planned == YES:
            found[ENTERED].append(office.name)
    return Moved(area, *(tuple(found[how]) for how in (KEPT, DROPPED, NOT_KNOWN, ENTERED)))


def priorities_label(standing: str) -> str:
    """Return whether an office has exactly three priorities, in the language in use."""
    labels = {
        EXACTLY: _("exactly three"),
        FEWER: _("fewer than three"),
        MORE: _("more than three"),
        NOT_KNOWN: _("not known"),
        NOT_STATED: _("not stated"),
    }
    return labels[standing]


def moved_label(standing: str) -> str:
    """Return what became of an area in the language in use."""
    labels = {
        KEPT: _("prioritised, and in a plan"),
        DROPPED: _("prioritised, and in no plan that is known"),
        ENTERED: _("in a plan without having been prioritised"),
        NOT_KNOWN: _("prioritised; plans not known"),
        NEITHER: _("neither prioritised nor in a plan"),
    }
    return labels[standing]
