"""The room: what every office says of every area, in five marks that are never one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.opportunity.marks import (
    NO,
    NOT_STATED,
    STANDINGS,
    UNKNOWN,
    YES,
    Counted,
    Zone,
    known_mark,
    numbers,
    standing_label,
    standing_of,
    zones,
)
from kodeverk.analysis.opportunity.nearest import NearestStrong, nearest_strong
from kodeverk.analysis.opportunity.planning import PlannedPart, offices_by_plan, planned_parts, plans_by_office
from kodeverk.analysis.opportunity.priorities import MOVED, Moved, Priorities, moved, priorities
from kodeverk.errors import UnknownName
from kodeverk.messages import _, _n
from kodeverk.model import MARKS, QUESTIONS, AreaPlan, Case, Mark, Snapshot
from kodeverk.model.names import unknown
from kodeverk.model.opportunity import STRONG
from kodeverk.reading.areas import Area, areas
from kodeverk.reading.room_cells import office_key
from kodeverk.views.naming import names

if TYPE_CHECKING:
    import pandas as pd


class Room(NamedTuple):
    """Offices by areas, with five marks each.

    Attributes
    ----------
    snapshot : Snapshot
    areas : tuple of Area
        In order of number.
    offices : tuple of Case
        In order of name.
    marks : dict of (str, str, str) to Mark
        By office id, code id and mark; what is not stated is not there.
    area_plans : tuple of AreaPlan
        By office, then area.
    """

    snapshot: Snapshot
    areas: tuple[Area, ...]
    offices: tuple[Case, ...]
    marks: Mapping[tuple[str, str, str], Mark]
    area_plans: tuple[AreaPlan, ...]

    # --- one thing -------------------------------------------------------------------------

    def area(self, named: str | int) -> Area:
        """Return the area of this number or name.

        Raises
        ------
        UnknownName
            If there is none.
        """
        for area in self.areas:
            if str(named) == str(area.number) or str(named) in (*filter(None, area.label), area.id):
                return area
        raise UnknownName(unknown("area", str(named), [str(area) for area in self.areas]))

    def office(self, name: str | Case) -> Case:
        """Return the office of this name; one of `offices` as it is.

        Raises
        ------
        UnknownName
            If there is none.
        """
        wanted = name.name if isinstance(name, Case) else str(name)
        found = next((one for one in self.offices if office_key(one.name) == office_key(wanted)), None)
        if found is None:
            raise UnknownName(unknown("office", wanted, [one.name for one in self.offices]))
        return found

    def standing(self, office: str | Case, area: str | int, mark: str) -> str:
        """Return where a mark stands: ``yes``, ``no``, ``unknown`` or ``not stated``.

        Raises
        ------
        UnknownName
            If there is no such office, area or mark.
        """
        return standing_of(self.marks.get((self.office(office).id, self.area(area).id, known_mark(mark))))

    def counted(self, area: Area, mark: str) -> Counted:
        """Return at which offices a mark of an area is set, is not, is unknown, is not stated."""
        found: dict[str, list[str]] = {standing: [] for standing in STANDINGS}
        for office in self.offices:
            found[standing_of(self.marks.get((office.id, area.id, mark)))].append(office.name)
        return Counted(area, mark, {standing: tuple(offices) for standing, offices in found.items()})

    def nearest_strong(self, office: str | Case, area: str | int) -> NearestStrong:
        """Return the offices that are strong in an area, those most like `office` first, and in what they are alike.

        Parameters
        ----------
        office : str or Case
            The office that wants to learn.
        area : str or int
            Name or number.

        Raises
        ------
        UnknownName
            If there is no such office or area.
        """
        of, on = self.office(office), self.area(area)
        strong = [one for one in self.offices if self.marks.get((one.id, on.id, STRONG), _NONE).holds and one != of]
        return nearest_strong(self.snapshot, of, on, strong)

    # --- tables ----------------------------------------------------------------------------

    @property
    def frame(self) -> pd.DataFrame:
        """One row per office, area and mark.

        Columns: office, area (number), name, zone (levels as the codebook has them, parted by ``/``), mark, standing
        (``yes``, ``no``, ``unknown``, ``not stated``), read_from (file, sheet and cell; empty where not stated).
        """
        rows = []
        for office in self.offices:
            for area in self.areas:
                for mark in MARKS:
                    said = self.marks.get((office.id, area.id, mark))
                    place = said.read_from if said else ""
                    rows.append((office.name, *_area(area), mark, standing_of(said), place))
        return _frame(rows, ("office", "area", "name", "zone", "mark", "standing", "read_from"))

    @property
    def counts(self) -> pd.DataFrame:
        """One row per area and mark.

        Columns: area, name, zone, mark, yes, no, unknown, not_stated (counts of offices), offices (how many there
        are), who (offices that say yes, parted by ``; ``).
        """
        rows = []
        for area in self.areas:
            for mark in MARKS:
                one = self.counted(area, mark)
                count = [one.count(standing) for standing in (YES, NO, UNKNOWN, NOT_STATED)]
                rows.append((*_area(area), mark, *count, len(self.offices), "; ".join(one.offices[YES])))
        return _frame(rows, ("area", "name", "zone", "mark", "yes", "no", "unknown", "not_stated", "offices", "who"))

    @property
    def parts(self) -> list[Zone]:
        """The zones of the codebook's levels, with their areas."""
        return zones(self.areas)

    @property
    def zones(self) -> pd.DataFrame:
        """One row per zone. Columns: zone, areas (count), numbers (parted by commas)."""
        rows = [("/".join(zone.levels), len(zone.areas), numbers(zone.areas)) for zone in self.parts]
        return _frame(rows, ("zone", "areas", "numbers"))

    @property
    def priorities(self) -> Priorities:
        """Which areas each office prioritises, and whether they are exactly three."""
        return priorities(self.areas, self.offices, self.marks)

    @property
    def moves(self) -> tuple[Moved, ...]:
        """For each area what became of its priority: reached a plan, was dropped, or was never one."""
        return tuple(moved(area, self.offices, self.marks) for area in self.areas)

    @property
    def moved(self) -> pd.DataFrame:
        """One row per area. A priority mark is not *in plan*.

        Columns: area, name, prioritised, in_plan (counts of offices), standing (``kept``, ``dropped``, ``entered
        without``, ``not known``, ``neither``), kept_at (prioritised and in plan), dropped_at (prioritised, not in
        plan), not_known_at (prioritised, plan unknown or not stated), entered_at (in plan, not marked prioritised);
        offices parted by ``; ``.
        """
        return _frame([one.row() for one in self.moves], MOVED)

    @property
    def planned(self) -> tuple[PlannedPart, ...]:
        """What each office's plan answers, area by area, and areas marked as in plan without any text."""
        return planned_parts(self.areas, self.offices, self.marks, self.area_plans)

    @property
    def with_plan(self) -> dict[str, tuple[str, ...]]:
        """Names of the offices by whether they have a plan: ``yes``, ``no``, ``unknown``, ``not stated``."""
        return offices_by_plan(self.areas, self.offices, self.marks, self.planned)

    @property
    def plan_completeness(self) -> pd.DataFrame:
        """One row per office, area and part of it in a plan.

        Columns: office, area, name, part, written (bool; False where it is marked as in plan and nothing is written),
        marked (standing of the mark *in plan*), one column for each of the six questions (``answered``, ``missing``),
        answered (of six), missing (questions, parted by ``; ``), read_from.
        """
        before, after = ("office", "area", "name", "part", "written", "marked"), ("answered", "missing", "read_from")
        return _frame([one.row() for one in self.planned], (*before, *QUESTIONS, *after))

    @property
    def plans(self) -> pd.DataFrame:
        """One row per office with a plan.

        Columns: office, areas (count), numbers (parted by commas), parts, complete (parts that answer all six).
        """
        return _frame(plans_by_office(self.planned), ("office", "areas", "numbers", "parts", "complete"))

    def __repr__(self) -> str:
        told = _n("{count} area", "{count} areas", len(self.areas)).format(count=len(self.areas))
        offices = _n("{count} office", "{count} offices", len(self.offices)).format(count=len(self.offices))
        stated = _n("{count} mark stated", "{count} marks stated", len(self.marks)).format(count=len(self.marks))
        counts = ", ".join(f"{standing_label(how)} {len(who)}" for how, who in self.with_plan.items() if who)
        plans = _("plan: {counts}").format(counts=counts)
        return f"<{told}, {offices}: {stated}; {plans}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.opportunity.showing import room_html

        return str(room_html(self))


_NONE = Mark("", "", "", "", None)


def _area(area: Area) -> tuple[int, str, str]:
    return area.number, area.name, "/".join(area.levels)


def _frame(rows: Iterable[tuple[object, ...]], columns: Iterable[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns))


def room(snapshot: Snapshot, codebook: str | None = None) -> Room:
    """Return what every office says of every area: strong, need, prioritised, in plan, followed up.

    All offices of the study are in it; ``select`` first to see some. Nothing is concluded from a mark that is not
    stated.

    Parameters
    ----------
    snapshot : Snapshot
    codebook : str, optional
        Id of the codebook whose codes are the areas; without it, the one with levels.

    Raises
    ------
    UnknownName
        If the study has no such codebook.
    KodeverkError
        If it is not clear which codes are the areas.
    """
    found = tuple(areas(snapshot, codebook))
    cases = snapshot.table(Case)
    offices = tuple(cases[key] for key in names(snapshot).case if cases[key].kind == "office")
    rank = {area.id: number for number, area in enumerate(found)}
    place = {office.id: number for number, office in enumerate(offices)}
    marks = {(m.case_id, m.code_id, m.mark): m for m in snapshot.all(Mark) if m.code_id in rank and m.case_id in place}
    plans = [plan for plan in snapshot.all(AreaPlan) if plan.code_id in rank and plan.case_id in place]
    plans.sort(key=lambda plan: (place[plan.case_id], rank[plan.code_id], plan.part))
    return Room(snapshot, found, offices, marks, tuple(plans))
