"""Cautions: what can make a difference between groups mean something else than it seems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kodeverk.analysis.groups.comparison import Caution, Group, Side, ThemeComparison
from kodeverk.messages import _
from kodeverk.model import Snapshot
from kodeverk.views.asked import NOT_ASKED
from kodeverk.views.naming import names


def about_groups(snapshot: Snapshot, by: str, groups: Sequence[Group]) -> Iterator[Caution]:
    """Return cautions about the groups themselves: single offices, and attributes that make the same groups."""
    known = [group for group in groups if group.known]
    if by != "office" and known:
        yield from _single_offices(snapshot, known)
    cases = [case for group in known for case in group.cases]
    wanted = _partition([group.name for group in known for _case in group.cases])
    for attribute in snapshot.attributes():
        values = [snapshot.value(case.id, attribute) for case in cases]
        if attribute != by and len(known) > 1 and None not in values and _partition(values) == wanted:
            said = _("{attribute} splits the cases in exactly the same way as {by}: the two cannot be told apart.")
            yield Caution("confounded", "", "", said.format(attribute=attribute, by=by))


def _single_offices(snapshot: Snapshot, groups: Sequence[Group]) -> Iterator[Caution]:
    office = names(snapshot).office
    offices = [{office[case.id] for case in group.cases} for group in groups]
    if len(groups) > 1 and all(len(found) == 1 for found in offices):
        yield Caution("one office", "", "", _("One office against one: no test can tell what makes the difference."))
        return
    for group, found in zip(groups, offices, strict=True):
        if len(found) == 1:
            said = _("All cases of {group} are from one office, {office}.")
            yield Caution("one office", "", group.name, said.format(group=group.name, office=min(found)))


def _partition(values: Sequence[object]) -> list[int]:
    """Return for each place the first place with the same value: equal for equal groupings."""
    first: dict[object, int] = {}
    return [first.setdefault(value, place) for place, value in enumerate(values)]


def about_theme(one: ThemeComparison) -> Iterator[Caution]:
    """Return cautions about one theme: unequal asking, and one case that carries a group."""
    known = [side for side in one.sides if side.group.known and side.n]
    if len({len(side.cases(NOT_ASKED)) / side.n for side in known}) > 1:
        asked = ", ".join(
            _("{group}: {count} of {n} not asked").format(
                group=side.group.name, count=len(side.cases(NOT_ASKED)), n=side.n
            )
            for side in known
        )
        text = _("The groups were not asked alike ({counts}).").format(counts=asked)
        yield Caution("unequal asking", one.theme.name, "", text)
    for side in one.sides:
        if (carrier := _carrier(side)) is not None:
            said = _("One case, {case}, carries over half of what {group} says.")
            text = said.format(case=carrier, group=side.group.label)
            yield Caution("one case", one.theme.name, side.group.name, text)


def _carrier(side: Side) -> str | None:
    """Return the case with over half of a group's codings, or else of its words.

    Of two cases one nearly always has over half: it must also have over one and a half times an even share.
    """
    if side.n < 2 or side.codings < 2:
        return None
    for count in ({one.case: one.codings for one in side.standings}, side.words):
        case, total = max(count, key=lambda name: count[name]), sum(count.values())
        if 2 * count[case] > total and 2 * side.n * count[case] > 3 * total:
            return case
    return None
