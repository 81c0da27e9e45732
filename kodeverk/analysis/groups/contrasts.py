"""Contrasts between single cases: which two differ most, and who deviates within her own group."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.views.asked import SAID, SILENT
from kodeverk.views.naming import natural

if TYPE_CHECKING:
    from kodeverk.analysis.groups.comparison import Comparison, ThemeComparison


class Pair(NamedTuple):
    """Two cases, and on how many themes they differ.

    Attributes
    ----------
    case, other, group, other_group : str
    differ : int
        Themes where one says something and the other is silent.
    heard : int
        Themes both were heard on: each says something or is silent.
    themes : str
        Names of those that differ, parted by ``; ``.
    """

    case: str
    other: str
    group: str
    other_group: str
    differ: int
    heard: int
    themes: str


class Deviant(NamedTuple):
    """A case that stands otherwise on a theme than more of its own group.

    Attributes
    ----------
    case, group, theme, stands, group_stands : str
    alike, others : int
        How many of the group stand as it does, itself counted, and how many the other way.
    """

    case: str
    group: str
    theme: str
    stands: str
    group_stands: str
    alike: int
    others: int


def pairs(comparison: Comparison) -> list[Pair]:
    """Return every two cases that differ on a theme, those that differ on most first.

    Two cases differ on a theme where one says something and the other is silent; a theme one of them was not asked
    about, or of which nobody knows whether she was, says nothing about the two. The distance is a plain count and
    stands with the number of themes both were heard on. A theme that holds another of the comparison (a category
    and its code) is left out, so that no difference counts twice. Equal pairs come by fewest themes heard, then by
    name.
    """
    themes = _apart(comparison.themes)
    cases = [(case.name, group.name) for group in comparison.groups for case in group.cases]
    stands: dict[str, list[str]] = {case: [] for case, _group in cases}
    for one in themes:
        for side in one.sides:
            for standing in side.standings:
                stands[standing.case].append(standing.status)
    named = [one.theme.name for one in themes]
    found = [_pair(*one, *other, stands, named) for one, other in combinations(cases, 2)]
    apart = [pair for pair in found if pair.differ]
    return sorted(apart, key=lambda pair: (-pair.differ, pair.heard, natural(pair.case), natural(pair.other)))


def _apart(themes: Sequence[ThemeComparison]) -> list[ThemeComparison]:
    """Return the themes that hold no other one's codes, in their order."""
    kept: list[ThemeComparison] = []
    for one in sorted(themes, key=lambda one: len(one.theme.codes)):
        codes = set(one.theme.codes)
        if codes and not any(codes.issuperset(smaller.theme.codes) for smaller in kept):
            kept.append(one)
    ids = {one.theme.id for one in kept}
    return [one for one in themes if one.theme.id in ids]


def _pair(case: str, group: str, other: str, other_group: str, stands: dict[str, list[str]], named: list[str]) -> Pair:
    both = [
        (name, one != two)
        for name, one, two in zip(named, stands[case], stands[other], strict=True)
        if one in (SAID, SILENT) and two in (SAID, SILENT)
    ]
    differing = [name for name, differs in both if differs]
    return Pair(case, other, group, other_group, len(differing), len(both), "; ".join(differing))


def deviants(comparison: Comparison) -> list[Deviant]:
    """Return who stands otherwise than more of her own group, in the order of the themes."""
    found = []
    for one in comparison.themes:
        for side in one.sides:
            few = side.deviant
            stands, others = (SAID, SILENT) if few and few[0] in side.cases(SAID) else (SILENT, SAID)
            more = len(side.cases(others))
            found += [Deviant(c, side.group.name, one.theme.name, stands, others, len(few), more) for c in few]
    return found
