"""Tests of a comparison, only on request: how often chance alone would make two groups differ as much."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from kodeverk.analysis.groups.comparison import Comparison, Side, ThemeComparison
from kodeverk.analysis.groups.grouping import OFFICE, office_of
from kodeverk.analysis.groups.permutation import Heard, fisher, holm, informants_exchanged, offices_exchanged
from kodeverk.analysis.groups.tested import (
    ALIKE,
    ALIKE_WITHIN,
    APART,
    NOBODY,
    ONE_OFFICE,
    UNPLACED,
    WITHIN,
    GroupTest,
    GroupTests,
)
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model.names import unknown
from kodeverk.views.asked import SAID, SILENT


def tests(comparison: Comparison, between: tuple[str, str] | None = None) -> GroupTests:
    """Return, for every theme of a comparison, how often chance alone would make two groups differ as much.

    Only cases that were heard enter: they say something, or are silent though asked. Where every office belongs to
    one of the groups, whole offices are dealt out; where both groups are found in an office, informants are, within
    their offices. Nothing is tested where the office of a case in the groups, heard or not, is not known, or where all
    heard say it or nobody does: `GroupTest.reason` says why. See `permutation` for formulas and sources. Holm's p is
    over all themes that could be tested.

    Parameters
    ----------
    comparison : Comparison
    between : (str, str), optional
        Names of the two groups; needed where more than two have cases and a known value.

    Returns
    -------
    GroupTests

    Raises
    ------
    UnknownName
        If there is no such group.
    KodeverkError
        If there are not two groups to test, or more and none is chosen.
    """
    design = _designed(comparison, between)
    found = [_tested(one, design) for one in comparison.themes]
    adjusted = iter(holm([one.chance.p for one in found if one.chance is not None]))
    found = [one if one.chance is None else one._replace(holm_p=next(adjusted)) for one in found]
    return GroupTests(comparison.by, comparison.level, tuple(found))


def test(comparison: Comparison, theme: str, between: tuple[str, str] | None = None) -> GroupTest:
    """Return `tests` of one theme alone, not adjusted for any other.

    Raises
    ------
    UnknownName
        If the comparison has no such theme or group.
    KodeverkError
        If there are not two groups to test, or more and none is chosen.
    """
    design = _designed(comparison, between)
    for one in comparison.themes:
        if theme in (one.theme.name, f"{one.theme.kind}:{one.theme.name}"):
            return _tested(one, design)
    raise UnknownName(unknown("theme in this comparison", theme, [one.theme.name for one in comparison.themes]))


def _two(comparison: Comparison, between: tuple[str, str] | None) -> tuple[int, int]:
    """Return the places of the two groups to test."""
    usable = {group.name: place for place, group in enumerate(comparison.groups) if group.known and group.cases}
    if between is not None:
        for name in between:
            if name not in usable:
                raise UnknownName(unknown("group with a known value and cases", name, list(usable)))
    chosen = tuple(usable) if between is None else between
    if len(set(chosen)) != 2:
        raise KodeverkError(
            f"A test is between two groups with cases and a known value; here are {len(set(chosen))}: "
            f"{', '.join(chosen) or 'none'}. Choose two with between=."
        )
    return usable[chosen[0]], usable[chosen[1]]


class _Design(NamedTuple):
    """The places of the two groups, whether some office has both, and who has no known office; heard or not."""

    pair: tuple[int, int]
    crossed: bool
    without_office: tuple[str, ...]


def _designed(comparison: Comparison, between: tuple[str, str] | None) -> _Design:
    pair = _two(comparison, between)
    cases = [comparison.groups[place].cases for place in pair]
    one, other = ({office_of(case) for case in group} - {None} for group in cases)
    without = tuple(case.name for group in cases for case in group if office_of(case) is None)
    return _Design(pair, not one.isdisjoint(other), without)


def _tested(one: ThemeComparison, design: _Design) -> GroupTest:
    sides = one.sides[design.pair[0]], one.sides[design.pair[1]]
    offices = _by_office(sides[0]), _by_office(sides[1])
    counts = _total(offices[0].values()), _total(offices[1].values())
    units = tuple(counts[n].heard if design.crossed else len(offices[n].keys() - {None}) for n in (0, 1))
    keys = dict.fromkeys([*offices[0], *offices[1]])
    strata = [(offices[0].get(key, Heard(0, 0)), offices[1].get(key, Heard(0, 0))) for key in keys]
    found = GroupTest(
        one.theme.name, (sides[0].group.label, sides[1].group.label), (sides[0].group.name, sides[1].group.name),
        counts, WITHIN if design.crossed else OFFICE, (units[0], units[1]), None,
        _untestable(counts, strata, design), without_office=design.without_office,
    )  # fmt: skip
    if found.reason:
        return found
    if design.crossed:
        alone = len(strata) == 1
        chance = informants_exchanged(strata)
    else:
        alone = all(office.heard == 1 for side in offices for office in side.values())
        chance = offices_exchanged(list(offices[0].values()), list(offices[1].values()))
    return found._replace(chance=chance, fisher_p=fisher(*counts) if alone else None)


def _untestable(counts: tuple[Heard, Heard], strata: Sequence[tuple[Heard, Heard]], design: _Design) -> str:
    """Return why no test can tell; empty where one can. What no result could mend comes first.

    Where all say it, or nobody does, every way to deal the groups out is the same: that is no test, and must not make
    the others look better or worse by being counted.
    """
    both = [pair for pair in strata if pair[0].heard and pair[1].heard]
    if not (counts[0].heard and counts[1].heard):
        return NOBODY
    if design.without_office:
        return UNPLACED
    if design.crossed and not both:
        return APART
    if not design.crossed and len(strata) == 2:
        return ONE_OFFICE
    if _alike(counts):
        return ALIKE
    return ALIKE_WITHIN if design.crossed and all(map(_alike, both)) else ""


def _alike(counts: tuple[Heard, Heard]) -> bool:
    return _total(counts).said in (0, _total(counts).heard)


def _by_office(side: Side) -> dict[str | None, Heard]:
    """Return, by office, how many of a side's cases were heard and how many say something."""
    found: dict[str | None, Heard] = {}
    for case, standing in zip(side.group.cases, side.standings, strict=True):
        if standing.status in (SAID, SILENT):
            before = found.get(key := office_of(case), Heard(0, 0))
            found[key] = Heard(before.heard + 1, before.said + (standing.status == SAID))
    return found


def _total(counts: Collection[Heard]) -> Heard:
    return Heard(sum(one.heard for one in counts), sum(one.said for one in counts))
