"""Plans: what each office's plan answers of every area in it, and what it leaves open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kodeverk.analysis.opportunity.marks import NO, NOT_STATED, STANDINGS, UNKNOWN, YES, numbers, standing_of
from kodeverk.model import QUESTIONS, AreaPlan, Case, Mark
from kodeverk.model.opportunity import PLANNED
from kodeverk.reading.areas import Area

ANSWERED, MISSING = "answered", "missing"


class PlannedPart(NamedTuple):
    """What an office's plan says of an area, or of one part of it.

    Attributes
    ----------
    office : str
    area : Area
    part : str
    answers : dict of str to str
        By question, of `QUESTIONS`.
    written : bool
        False where the area is marked as in plan, and no plan of it is there.
    marked : str
        Standing of the mark *in plan*.
    read_from : str
    """

    office: str
    area: Area
    part: str
    answers: Mapping[str, str]
    written: bool
    marked: str
    read_from: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The questions that are not answered."""
        return tuple(question for question in QUESTIONS if question not in self.answers)

    def row(self) -> tuple[object, ...]:
        """Return it as a row of a table."""
        each = (ANSWERED if question in self.answers else MISSING for question in QUESTIONS)
        place = (self.office, self.area.number, self.area.name, self.part, self.written, self.marked)
        return *place, *each, len(QUESTIONS) - len(self.missing), "; ".join(self.missing), self.read_from


def planned_parts(
    areas: Sequence[Area],
    offices: Sequence[Case],
    marks: Mapping[tuple[str, str, str], Mark],
    plans: Sequence[AreaPlan],
) -> tuple[PlannedPart, ...]:
    """Return what is in each office's plan, by office and area; areas marked as in plan without a text too.

    Parameters
    ----------
    areas : sequence of Area
    offices : sequence of Case
    marks : dict of (str, str, str) to Mark
        By office id, code id and mark.
    plans : sequence of AreaPlan
    """
    by_place: dict[tuple[str, str], list[AreaPlan]] = defaultdict(list)
    for plan in plans:
        by_place[plan.case_id, plan.code_id].append(plan)
    found = []
    for office in offices:
        for area in areas:
            mark, own = marks.get((office.id, area.id, PLANNED)), by_place[office.id, area.id]
            marked = standing_of(mark)
            found += [
                PlannedPart(office.name, area, plan.part, plan.answers, True, marked, plan.read_from) for plan in own
            ]
            if not own and mark and marked == YES:
                found.append(PlannedPart(office.name, area, "", {}, False, marked, mark.read_from))
    return tuple(found)


def written_against_mark(planned: Sequence[PlannedPart]) -> list[PlannedPart]:
    """Return what is written in a plan though it is said not to be in plan; one part for each office and area."""
    found = {(one.office, one.area): one for one in reversed(planned) if one.written and one.marked == NO}
    return list(reversed(found.values()))


def plans_by_office(planned: Sequence[PlannedPart]) -> list[tuple[object, ...]]:
    """Return for each office with a plan: its name, how many areas, their numbers, how many parts, how many whole."""
    rows: list[tuple[object, ...]] = []
    for office in dict.fromkeys(one.office for one in planned if one.written):
        own = [one for one in planned if one.office == office and one.written]
        areas = list(dict.fromkeys(one.area for one in own))
        rows.append((office, len(areas), numbers(areas), len(own), sum(not one.missing for one in own)))
    return rows


def offices_by_plan(
    areas: Sequence[Area],
    offices: Sequence[Case],
    marks: Mapping[tuple[str, str, str], Mark],
    planned: Sequence[PlannedPart],
) -> dict[str, tuple[str, ...]]:
    """Return the offices by whether they have a plan.

    ``yes``: something is written, or marked as in plan. ``no``: every area is said not to be in plan. ``unknown``: of
    some area it is. ``not stated``: all others.
    """
    found: dict[str, list[str]] = {standing: [] for standing in STANDINGS}
    having = {one.office for one in planned}
    for office in offices:
        stands = {standing_of(marks.get((office.id, area.id, PLANNED))) for area in areas}
        rest = UNKNOWN if UNKNOWN in stands else NO if stands == {NO} else NOT_STATED
        found[YES if office.name in having else rest].append(office.name)
    return {standing: tuple(names) for standing, names in found.items()}
