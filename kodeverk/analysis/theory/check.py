"""Check: the propositions of a theory against the coded evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from kodeverk.analysis.theory.computed import computed
from kodeverk.analysis.theory.concerns import applies, concerned
from kodeverk.analysis.theory.expectation import expectation
from kodeverk.analysis.theory.findings import CaseFinding, Dispute, Finding, Judged, TheoryCheck
from kodeverk.analysis.theory.paradox import Paradox, divided, opposed
from kodeverk.analysis.theory.rollup import OFFICE, tally
from kodeverk.analysis.theory.verdict import CASE_STATUSES, MIXED, NOT_JUDGED, OPEN, PREMISE, Rule, Tally
from kodeverk.analysis.theory.why import Reasons, counted, reasons
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import _
from kodeverk.model import (
    CONTRADICTS,
    NOT_APPLICABLE,
    SUPPORTS,
    Case,
    Coding,
    Evidence,
    Proposition,
    Snapshot,
    Theory,
    Value,
)
from kodeverk.model import PREMISE as PREMISE_KIND
from kodeverk.model.before import not_borne_out
from kodeverk.views.asked import SAID, status
from kodeverk.views.judging import Judgement, disputed, hull, judgements, sides, stance_of
from kodeverk.views.naming import names, speaking_cases
from kodeverk.views.quotes import quotes_of, speaker_line

By: TypeAlias = Mapping[str | None, list[Judged]]


class _Study(NamedTuple):
    """What every proposition is checked against."""

    snapshot: Snapshot
    cases: tuple[Case, ...]
    attributes: tuple[str, ...]
    values: Mapping[str, Mapping[str, Value]]
    rule: Rule


def check(snapshot: Snapshot, theory: str | None = None, *, rule: Rule | None = None) -> TheoryCheck:
    """Return each proposition with its evidence, who is silent, who was not asked, and a verdict.

    The verdict follows from cases, not from quotes, by a rule that is printed with every result; a
    proposition without evidence gets none. A case is *not applicable* only where ``applies_to`` is
    false for it or does not concern it; its evidence is shown, and not counted. Evidence in speech
    that is bound to nobody counts for no case, and passages that coders judge oppositely count
    neither way. Where the evidence goes opposite ways by group, or a proposition and its opposite are
    both supported, the proposition is *open*, and the paradox is shown.

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
    KodeverkError
        If the rule is none, or asks for less than one case.
    """
    if not isinstance(rule, Rule | None):
        raise KodeverkError(f"A rule is written Rule(support_cases=2, contradict_cases=2); {rule!r} is none.")
    theories = sorted(snapshot.all(Theory), key=lambda t: t.id)
    if theory is not None:
        if theory not in snapshot.table(Theory):
            known = ", ".join(t.id for t in theories) or "none"
            raise UnknownName(f"The study has no theory {theory!r}. Theories: {known}.")
        theories = [snapshot.table(Theory)[theory]]
    wanted = {t.id for t in theories} if theory is not None else None
    evidence = _evidence(snapshot)
    cases = tuple(speaking_cases(snapshot))
    values = {case.id: snapshot.values(case.id) for case in cases}
    study = _Study(snapshot, cases, (*snapshot.attributes(), OFFICE), values, (rule or Rule()).checked())
    findings = tuple(
        _finding(study, snapshot.table(Proposition)[key], name, evidence.get(key, {}))
        for key, name in names(snapshot).proposition.items()
        if wanted is None or snapshot.table(Proposition)[key].theory in wanted
    )
    speakers: dict[str | None, str] = {c.id: speaker_line(snapshot, c.id) for c in cases}
    speakers[None] = speaker_line(snapshot, None)
    across = opposed(findings, study.attributes, values, study.rule)
    findings = tuple(_torn(finding, [p for p in across if finding.name in p[:2]]) for finding in findings)
    return TheoryCheck(
        tuple(theories), findings, study.rule, speakers, values, across, computed(snapshot, theory),
        not_borne_out(snapshot),
    )  # fmt: skip


def _evidence(snapshot: Snapshot) -> dict[str, By]:
    """Return the evidence by proposition and case, in the order said."""
    codings, judgements = snapshot.table(Coding), snapshot.all(Evidence)
    passages = {e.id: e.passage(codings) for e in judgements}
    concerned = {passage.id: passage for passage in passages.values()}
    pairs = [(case, coding) for coding in concerned.values() for case in snapshot.cases_of(coding) or (None,)]
    by_coding: dict[str, list[Evidence]] = defaultdict(list)
    for one in sorted(judgements, key=lambda e: (e.coder, e.stance, e.id)):
        by_coding[passages[one.id].id].append(one)
    found: dict[str, dict[str | None, list[Judged]]] = defaultdict(lambda: defaultdict(list))
    for quote in quotes_of(snapshot, pairs, lambda _coding: "", lambda coding: coding.sub_question):
        for one in by_coding[quote.coding_id]:
            found[one.proposition][quote.case_id].append(Judged(one.stance, one.coder, one.note, quote))
    return dict(found)


def _finding(study: _Study, proposition: Proposition, name: str, evidence: By) -> Finding:
    snapshot = study.snapshot
    about = concerned(snapshot, proposition)
    holds, unread = applies(snapshot, proposition)
    notes = [*about.notes, *unread]
    because = reasons(snapshot, proposition, about.codes)
    cases = [_case(because, c, evidence.get(c.id, []), holds.get(c.id, True)) for c in study.cases]
    judged = {case_id: judgements(snapshot)[proposition.id, case_id] for case_id in evidence}
    if any(case.evidence and case.status == NOT_APPLICABLE for case in cases):
        notes.append(_("Evidence from cases it does not apply to is shown, not counted."))
    if unbound := evidence.get(None, []):
        notes.append(_("Evidence in speech without case is shown, and counts for no case."))
        cases.append(CaseFinding("", "", stance_of(judged[None]), tuple(unbound), None, counted(unbound)))
    count = tally(cases)
    verdict = PREMISE if proposition.kind == PREMISE_KIND else study.rule.verdict(count)
    finding = Finding(
        proposition, name, verdict, count, tuple(cases), tuple(_deviant(cases, count)),
        tuple(_disputes(snapshot, judged)), tuple(notes), expected=expectation(proposition, cases, study.values),
    )  # fmt: skip
    found = divided(finding, study.attributes, study.values, study.rule)
    return _ordered(_torn(finding._replace(deviant=()) if found else finding, found))


def _torn(finding: Finding, found: Sequence[Paradox]) -> Finding:
    """Return a finding, open where there is a paradox, with what it is."""
    if not found:
        return finding
    notes = (*(_("Paradox: {text}").format(text=paradox.text) for paradox in found), *finding.notes)
    return finding._replace(verdict=OPEN, notes=notes, paradoxes=(*finding.paradoxes, *found))


def _ordered(finding: Finding) -> Finding:
    rank = {found: place for place, found in enumerate(CASE_STATUSES)}
    cases = sorted(finding.cases, key=lambda c: (c.case_id is None, c.case not in finding.deviant, rank[c.status]))
    return finding._replace(cases=tuple(cases))


def _case(because: Reasons, case: Case, evidence: list[Judged], holds: bool | None) -> CaseFinding:
    if holds is False:
        found = NOT_APPLICABLE
    elif evidence:
        found = stance_of(judgements(because.snapshot)[because.proposition.id, case.id])
    else:
        found = status(because.snapshot, case.id, because.codes)
        found = NOT_JUDGED if found == SAID else found
    office = names(because.snapshot).office[case.id]
    return CaseFinding(case.name, office, found, tuple(evidence), case.id, because.why(case.id, found, evidence))


def _deviant(cases: Iterable[CaseFinding], count: Tally) -> list[str]:
    if count.supports == count.contradicts:
        return []
    against = {MIXED, CONTRADICTS if count.supports > count.contradicts else SUPPORTS}
    return [case.case for case in cases if case.case_id is not None and case.status in against]


def _disputes(snapshot: Snapshot, judged: Mapping[str | None, list[Judgement]]) -> Iterable[Dispute]:
    for case_id, own in judged.items():
        for passage in disputed(own):
            span = hull(passage)
            first = passage[0].passage._replace(start=span.start, end=span.end)
            (quote,) = quotes_of(snapshot, [(case_id, first)], lambda _coding: "", lambda coding: coding.sub_question)
            yield Dispute(quote, *sides(passage))
