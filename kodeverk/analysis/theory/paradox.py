"""Paradoxes: evidence that goes opposite ways by group. They are shown, never averaged.

Two shapes are looked for, along every attribute and the office:

1. one proposition that all who are heard in one group support, and all who are heard in another
   contradict;
2. two propositions that cannot both hold (`Proposition.opposite`), each supported by all who are
   heard in a group of its own, or both supported by all cases together.

The verdict is open then, on the one proposition or on both. Each group must have as many cases as
the rule of verdicts asks for. Attributes that part the same cases in the same way are one paradox,
not several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kodeverk.analysis.theory.findings import CaseFinding, Finding
from kodeverk.analysis.theory.rollup import grouped
from kodeverk.analysis.theory.verdict import PARTLY, PREMISE, SUPPORTED, TAKEN, Rule, verdict_label
from kodeverk.messages import _
from kodeverk.model import CONTRADICTS, SUPPORTS, Value


class Paradox(NamedTuple):
    """Evidence that goes opposite ways by group.

    Attributes
    ----------
    proposition, other : str
        Short names; `other` is empty where it is one proposition that divides the groups.
    attributes : tuple of str
        Those that part the cases so, ``office`` last; empty where all cases together support both.
    group, other_group : str
        The group that supports `proposition`; and the one that contradicts it, or supports `other`.
    cases, other_cases : tuple of str
        Names of the cases heard in either.
    text : str
        In the language in use when it was found.
    """

    proposition: str
    other: str
    attributes: tuple[str, ...]
    group: str
    other_group: str
    cases: tuple[str, ...]
    other_cases: tuple[str, ...]
    text: str


class _Side(NamedTuple):
    group: str
    cases: tuple[str, ...]


class _Pair(NamedTuple):
    """Two groups that stand against one another, by one attribute."""

    one: _Side
    other: _Side


def divided(
    finding: Finding, attributes: Sequence[str], values: Mapping[str, Mapping[str, Value]], rule: Rule
) -> tuple[Paradox, ...]:
    """Return the paradoxes of one proposition: groups of which one supports it and another contradicts it."""
    if finding.verdict == PREMISE or finding.tally.supports < rule.support_cases:
        return ()
    if finding.tally.contradicts < rule.contradict_cases:
        return ()

    def pairs(attribute: str) -> Iterator[_Pair]:
        one = _sides(finding.cases, attribute, values, SUPPORTS, rule.support_cases)
        other = _sides(finding.cases, attribute, values, CONTRADICTS, rule.contradict_cases)
        return (_Pair(a, b) for a in one for b in other)

    said = _(
        "{name}: all who are heard in {group} support it ({cases}), all who are heard in {other} contradict it "
        "({others}); parted by {by}."
    )
    return tuple(
        Paradox(
            finding.name, "", found, pair.one.group, pair.other.group, pair.one.cases, pair.other.cases,
            said.format(
                name=finding.name, group=pair.one.group, cases=", ".join(pair.one.cases), other=pair.other.group,
                others=", ".join(pair.other.cases), by=", ".join(found),
            ),
        )
        for pair, found in _alike(attributes, pairs)
    )  # fmt: skip


def opposed(
    findings: Sequence[Finding], attributes: Sequence[str], values: Mapping[str, Mapping[str, Value]], rule: Rule
) -> tuple[Paradox, ...]:
    """Return the paradoxes of two propositions that cannot both hold."""
    found: list[Paradox] = []
    for one, other in _opposites(findings):
        by_group = tuple(_by_group(one, other, attributes, values, rule))
        found += by_group or _by_all(one, other)
    return tuple(found)


def _opposites(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Yield the findings of two propositions that name each other, or one the other, as opposite; each pair once."""
    by_name = {(f.proposition.theory, f.proposition.name): f for f in findings if f.verdict != PREMISE}
    seen: set[frozenset[str]] = set()
    for finding in by_name.values():
        for name in finding.proposition.opposite:
            other = by_name.get((finding.proposition.theory, name))
            if other is not None and other is not finding:
                pair = frozenset({finding.proposition.id, other.proposition.id})
                if pair not in seen:
                    seen.add(pair)
                    yield finding, other


def _by_group(
    one: Finding,
    other: Finding,
    attributes: Sequence[str],
    values: Mapping[str, Mapping[str, Value]],
    rule: Rule,
) -> Iterator[Paradox]:
    supporting = {f.name: {c.case for c in f.cases if c.status == SUPPORTS} for f in (one, other)}

    def pairs(attribute: str) -> Iterator[_Pair]:
        first, second = (_sides(f.cases, attribute, values, SUPPORTS, rule.support_cases) for f in (one, other))
        for a in first:
            for b in second:
                crossed = supporting[other.name].intersection(a.cases) or supporting[one.name].intersection(b.cases)
                if a.group != b.group and not crossed:
                    yield _Pair(a, b)

    said = _(
        "{name} and {opposite} cannot both hold: all who are heard in {group} support {name} ({cases}), all who "
        "are heard in {other} support {opposite} ({others}); parted by {by}."
    )
    for pair, found in _alike(attributes, pairs):
        text = said.format(
            name=one.name, opposite=other.name, group=pair.one.group, cases=", ".join(pair.one.cases),
            other=pair.other.group, others=", ".join(pair.other.cases), by=", ".join(found),
        )  # fmt: skip
        yield Paradox(
            one.name, other.name, found, pair.one.group, pair.other.group, pair.one.cases, pair.other.cases, text
        )


def _by_all(one: Finding, other: Finding) -> tuple[Paradox, ...]:
    if not {one.verdict, other.verdict} <= {SUPPORTED, PARTLY}:
        return ()
    said = _(
        "{name} and {opposite} cannot both hold, and yet, each by its own cases, {name} is {verdict} and {opposite} is "
        "{other}."
    )
    text = said.format(
        name=one.name, opposite=other.name, verdict=verdict_label(one.verdict), other=verdict_label(other.verdict)
    )
    cases = [tuple(case.case for case in f.with_status(SUPPORTS)) for f in (one, other)]
    return (Paradox(one.name, other.name, (), "", "", cases[0], cases[1], text),)


def _sides(
    cases: Sequence[CaseFinding], attribute: str, values: Mapping[str, Mapping[str, Value]], status: str, fewest: int
) -> list[_Side]:
    """Return the groups in which all who are heard stand in one way, and are enough."""
    taken = [case for case in cases if case.status in TAKEN]
    found = []
    for (known, name), group in grouped(taken, attribute, values).items():
        if known and len(group) >= fewest and all(case.status == status for case in group):
            found.append(_Side(name, tuple(case.case for case in group)))
    return found


def _alike(
    attributes: Sequence[str], pairs: Callable[[str], Iterator[_Pair]]
) -> Iterator[tuple[_Pair, tuple[str, ...]]]:
    """Yield each way the cases are parted once, with every attribute that parts them so."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[str, _Pair]]] = defaultdict(list)
    for attribute in attributes:
        for pair in pairs(attribute):
            found[pair.one.cases, pair.other.cases].append((attribute, pair))
    for same in found.values():
        groups = [" / ".join(dict.fromkeys(getattr(pair, side).group for _a, pair in same)) for side in _Pair._fields]
        one, other = same[0][1]
        yield _Pair(one._replace(group=groups[0]), other._replace(group=groups[1])), tuple(a for a, _pair in same)
