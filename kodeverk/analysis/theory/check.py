"""Check: the propositions of a theory against the coded evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from kodeverk.analysis.theory.findings import CaseFinding, Dispute, Finding, Judged, TheoryCheck
from kodeverk.analysis.theory.verdict import CASE_STATUSES, MIXED, NOT_JUDGED, PREMISE, Rule, Tally, stance_of
from kodeverk.errors import AmbiguousName, KodeverkError, UnknownName
from kodeverk.messages import _
from kodeverk.model import (
    CONTRADICTS,
    NOT_APPLICABLE,
    NUANCES,
    SUPPORTS,
    Case,
    Coding,
    Evidence,
    Proposition,
    Snapshot,
    Theory,
)
from kodeverk.model import PREMISE as PREMISE_KIND
from kodeverk.views.asked import SAID, own_code, status
from kodeverk.views.naming import names, speaking_cases, with_children
from kodeverk.views.quotes import quotes_of, speaker_line
from kodeverk.views.resolve import resolve_theme
from kodeverk.views.select import cases_where

By: TypeAlias = dict[str | None, list[Judged]]


def check(snapshot: Snapshot, theory: str | None = None, *, rule: Rule | None = None) -> TheoryCheck:
    """Return each proposition with its evidence, who is silent, who was not asked, and a verdict.

    The verdict follows from cases, not from quotes, by a rule that is printed with every result; a
    proposition without evidence gets none. A case is *not applicable* only where ``applies_to`` is
    definitely false for it; its evidence is shown, and not counted. Evidence in speech that is
    bound to nobody counts for no case.

    Parameters
    ----------
    snapshot : Snapshot
    theory : str, optional
        Id of one theory; otherwise all.
    rule : Rule, optional
        Other thresholds than the usual.

    Returns
    -------
    TheoryCheck

    Raises
    ------
    UnknownName
        If there is no such theory.
    """
    theories = sorted(snapshot.all(Theory), key=lambda t: t.id)
    if theory is not None:
        if theory not in snapshot.table(Theory):
            known = ", ".join(t.id for t in theories) or "none"
            raise UnknownName(f"The study has no theory {theory!r}. Theories: {known}.")
        theories = [snapshot.table(Theory)[theory]]
    wanted = {t.id for t in theories} if theory is not None else None
    evidence = _evidence(snapshot)
    used = rule or Rule()
    findings = tuple(
        _finding(snapshot, snapshot.table(Proposition)[key], name, evidence.get(key, {}), used)
        for key, name in names(snapshot).proposition.items()
        if wanted is None or snapshot.table(Proposition)[key].theory in wanted
    )
    speakers: dict[str | None, str] = {c.id: speaker_line(snapshot, c.id) for c in speaking_cases(snapshot)}
    return TheoryCheck(tuple(theories), findings, used, {**speakers, None: speaker_line(snapshot, None)})


def _evidence(snapshot: Snapshot) -> dict[str, By]:
    """Return the evidence by proposition and case, in the order said."""
    codings, judgements = snapshot.table(Coding), snapshot.all(Evidence)
    passages = {e.id: e.passage(codings) for e in judgements}
    concerned = {passage.id: passage for passage in passages.values()}
    pairs = [(case, coding) for coding in concerned.values() for case in snapshot.cases_of(coding) or (None,)]
    by_coding: dict[str, list[Evidence]] = defaultdict(list)
    for one in sorted(judgements, key=lambda e: (e.coder, e.stance, e.id)):
        by_coding[passages[one.id].id].append(one)
    found: dict[str, By] = defaultdict(lambda: defaultdict(list))
    for quote in quotes_of(snapshot, pairs, lambda _coding: "", lambda coding: coding.sub_question):
        for one in by_coding[quote.coding_id]:
            found[one.proposition][quote.case_id].append(Judged(one.stance, one.coder, one.note, quote))
    return found


def _finding(snapshot: Snapshot, proposition: Proposition, name: str, evidence: By, rule: Rule) -> Finding:
    codes, notes = _codes(snapshot, proposition)
    applies, more = _applies(snapshot, proposition)
    notes += more
    cases = [
        _case(snapshot, c, codes, evidence.get(c.id, []), applies.get(c.id, True)) for c in speaking_cases(snapshot)
    ]
    if any(case.evidence and case.status == NOT_APPLICABLE for case in cases):
        notes.append(_("Evidence from cases it does not apply to is shown, not counted."))
    if unbound := evidence.get(None, []):
        notes.append(_("Evidence in speech without case is shown, and counts for no case."))
        cases.append(CaseFinding("", "", stance_of(j.stance for j in unbound), tuple(unbound), None))
    tally = _tally(cases)
    deviant = _deviant(cases, tally)
    rank = {found: place for place, found in enumerate(CASE_STATUSES)}
    cases.sort(key=lambda c: (c.case_id is None, c.case not in deviant, rank[c.status]))
    verdict = PREMISE if proposition.kind == PREMISE_KIND else rule.verdict(tally)
    return Finding(
        proposition, name, verdict, tally, tuple(cases), tuple(deviant), tuple(_disputes(evidence)), tuple(notes)
    )


def _codes(snapshot: Snapshot, proposition: Proposition) -> tuple[tuple[str, ...], list[str]]:
    """Return the codes a proposition concerns, by its categories where it names no codes, and what is missing."""
    found: list[str] = []
    notes: list[str] = []
    for name in proposition.codes:
        try:
            found.append(own_code(snapshot, proposition.theory, name))
        except (UnknownName, AmbiguousName):
            notes.append(_("The study has no code {name}.").format(name=name))
    for name in proposition.categories if not proposition.codes else ():
        try:
            found += resolve_theme(snapshot, f"category:{_own(snapshot, proposition, name)}").codes
        except (UnknownName, AmbiguousName):
            notes.append(_("The study has no category {name}.").format(name=name))
    return with_children(snapshot, found), notes


def _own(snapshot: Snapshot, proposition: Proposition, name: str) -> str:
    """Return the full name of a category of the theory's own codebook, if it has one by that name."""
    full = f"{proposition.theory.partition('-')[2]}:{name}"
    return full if full in names(snapshot).category.values() else name


def _applies(snapshot: Snapshot, proposition: Proposition) -> tuple[dict[str, bool | None], list[str]]:
    if not proposition.applies_to.strip():
        return {}, []
    try:
        return cases_where(snapshot, proposition.applies_to), []
    except KodeverkError:
        said = _("Which cases it applies to cannot be told: {selection}. It is taken to apply to all.")
        return {}, [said.format(selection=proposition.applies_to)]


def _case(
    snapshot: Snapshot, case: Case, codes: tuple[str, ...], evidence: list[Judged], applies: bool | None
) -> CaseFinding:
    if applies is False:
        found = NOT_APPLICABLE
    elif evidence:
        found = stance_of(judged.stance for judged in evidence)
    else:
        found = status(snapshot, case.id, codes)
        found = NOT_JUDGED if found == SAID else found
    return CaseFinding(case.name, names(snapshot).office[case.id], found, tuple(evidence), case.id)


def _tally(cases: Iterable[CaseFinding]) -> Tally:
    counted = [case for case in cases if case.evidence and case.status != NOT_APPLICABLE]
    bound = [case for case in counted if case.case_id is not None]
    count = Counter(case.status for case in bound)
    reserved = sum(c.status == SUPPORTS and any(j.stance == NUANCES for j in c.evidence) for c in bound)
    pieces = {(judged.quote.coding_id, judged.coder, judged.stance) for case in counted for judged in case.evidence}
    return Tally(count[SUPPORTS], count[CONTRADICTS], count[MIXED], count[NUANCES], reserved, len(pieces))


def _deviant(cases: Iterable[CaseFinding], tally: Tally) -> list[str]:
    if tally.supports == tally.contradicts:
        return []
    against = {MIXED, CONTRADICTS if tally.supports > tally.contradicts else SUPPORTS}
    return [case.case for case in cases if case.case_id is not None and case.status in against]


def _disputes(evidence: By) -> Iterable[Dispute]:
    by_coding: dict[str, list[Judged]] = defaultdict(list)
    for judged in (one for found in evidence.values() for one in found):
        by_coding[judged.quote.coding_id].append(judged)
    for found in by_coding.values():
        sides = [tuple(dict.fromkeys(j.coder for j in found if j.stance == s)) for s in (SUPPORTS, CONTRADICTS)]
        if sides[0] and sides[1]:
            yield Dispute(found[0].quote, sides[0], sides[1])
