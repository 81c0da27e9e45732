"""Agreement between coders on evidence: the stances they judged the same passages to take."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from kodeverk.analysis.agreement.coefficients import Pattern
from kodeverk.analysis.agreement.differences import MISSED, at
from kodeverk.analysis.agreement.result import EVIDENCE, Agreement, Difference, Row, Side, row
from kodeverk.model import STANCES, Coding, Evidence, Snapshot, Source, Span
from kodeverk.views.judging import Judgement, by_passage, hull
from kodeverk.views.naming import names
from kodeverk.views.removed import is_removed

STANCE = "stance"


class Unit(NamedTuple):
    """What the coders judged of one passage for one proposition; passages that overlap are one.

    Attributes
    ----------
    source_id, proposition : str
        Ids.
    by : dict of str to list of Judgement
        By coder.
    """

    source_id: str
    proposition: str
    by: dict[str, list[Judgement]]

    def stance(self, coder: str) -> str | None:
        """Return the stance a coder judged, several joined; None where she judged nothing."""
        taken = {one.evidence.stance for one in self.by.get(coder, ())}
        return " + ".join(stance for stance in STANCES if stance in taken) or None


def on_evidence(snapshot: Snapshot, coders: tuple[str, ...], codes: Iterable[str] | None) -> Agreement:
    """Return how far coders agree on the stances of passages that both judged for the same proposition."""
    known = names(snapshot)
    units = _units(snapshot, set(coders), None if codes is None else set(codes))
    patterns: dict[str, Counter[Pattern]] = defaultdict(Counter)
    for unit in units:
        patterns[unit.proposition][tuple(unit.stance(coder) for coder in coders)] += 1
    rows = [
        row("proposition", name, key, coders, patterns[key])
        for key, name in known.proposition.items()
        if key in patterns
    ]
    total: Counter[Pattern] = sum((Counter(one.patterns) for one in rows), Counter())
    differing = tuple(one for unit in units for one in _differing(snapshot, unit, coders))
    both = {unit.source_id for unit in units if len(unit.by) > 1}
    sources = tuple(name for key, name in known.source.items() if key in both)
    every: tuple[Row, ...] = (*rows, row("all", "", "", coders, total))
    gone = _removed(snapshot, coders, codes)
    return Agreement(coders, EVIDENCE, "passage", "code", every, differing, sources, (), gone)


def _units(snapshot: Snapshot, coders: set[str], codes: set[str] | None) -> list[Unit]:
    """Return what these coders judged, in the order of the text; versions of sources in force."""
    codings, sources, known = snapshot.table(Coding), snapshot.table(Source), names(snapshot)
    found: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for one in snapshot.all(Evidence):
        passage = one.passage(codings)
        in_force = passage.version == sources[passage.source_id].version
        if one.coder in coders and in_force and (codes is None or passage.code_id in codes):
            found[passage.source_id, one.proposition].append(Judgement(one, passage))
    units = [_unit(*key, passage) for key, judged in found.items() for passage in by_passage(judged)]
    place = {key: number for number, key in enumerate((*known.source, *known.proposition))}
    return sorted(units, key=lambda unit: (place[unit.source_id], _hull(unit), place[unit.proposition]))


def _removed(snapshot: Snapshot, coders: Iterable[str], codes: Iterable[str] | None) -> int:
    """Return how many judgements of these coders are not compared, since a correction removed their text."""
    codings, kept = snapshot.table(Coding), None if codes is None else set(codes)
    passages = (one.passage(codings) for one in snapshot.all(Evidence) if one.coder in coders)
    return sum(is_removed(snapshot, one) and (kept is None or one.code_id in kept) for one in passages)


def _unit(source_id: str, proposition: str, passage: Iterable[Judgement]) -> Unit:
    unit = Unit(source_id, proposition, {})
    for one in passage:
        unit.by.setdefault(one.evidence.coder, []).append(one)
    return unit


def _hull(unit: Unit) -> Span:
    return hull(one for judged in unit.by.values() for one in judged)


def _differing(snapshot: Snapshot, unit: Unit, coders: Sequence[str]) -> Iterator[Difference]:
    version = snapshot.table(Source)[unit.source_id].version
    for a, b in combinations(coders, 2):
        if unit.stance(a) != unit.stance(b):
            kind = STANCE if unit.stance(a) and unit.stance(b) else MISSED
            told = (kind, _side(snapshot, unit, a), _side(snapshot, unit, b))
            found = at(snapshot, unit.source_id, version, [_hull(unit)], told)
            yield found._replace(proposition=names(snapshot).proposition[unit.proposition])


def _side(snapshot: Snapshot, unit: Unit, coder: str) -> Side:
    if coder not in unit.by:
        return Side(coder)
    span = hull(unit.by[coder])
    codes = dict.fromkeys(names(snapshot).code.get(one.passage.code_id, "") for one in unit.by[coder])
    return Side(
        coder, "; ".join(code for code in codes if code), span.of(snapshot.text(unit.source_id)), *span,
        tuple(one.evidence.id for one in unit.by[coder]), unit.stance(coder) or "",
    )  # fmt: skip
