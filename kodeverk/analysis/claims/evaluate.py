"""Evaluating claims: each counted as the codings now stand."""

from __future__ import annotations

from collections.abc import Iterable

from kodeverk.analysis.claims.binding import unbound
from kodeverk.analysis.claims.counting import Count, compared, count, of_agreements
from kodeverk.analysis.claims.ledger import ClaimFinding, Counted, Ledger
from kodeverk.analysis.claims.standing import changes, fingerprint
from kodeverk.analysis.claims.verdict import (
    NOT_COUNTED,
    REFUSED,
    UNBOUND,
    fits,
    judged,
    together,
    unit_label,
    verdict_label,
)
from kodeverk.analysis.documents.attributes import quotes_in_documents
from kodeverk.coding.claims import quantifier_of
from kodeverk.errors import KodeverkError
from kodeverk.language.quantifiers import Quantifier
from kodeverk.language.quantity import reading
from kodeverk.messages import _
from kodeverk.model import NOT_APPLICABLE, Case, Claim, Snapshot
from kodeverk.model.claim import INFORMANTS, ITEMS, OFFICES
from kodeverk.views.asked import UNKNOWN_ASKED
from kodeverk.views.quotes import quotes_of, speaker_line

_PEOPLE = (INFORMANTS, OFFICES)


def claims(snapshot: Snapshot) -> Ledger:
    """Return every claim of a study, counted as the codings now stand.

    Parameters
    ----------
    snapshot : Snapshot

    Returns
    -------
    Ledger
    """
    found = sorted(snapshot.all(Claim), key=lambda c: (c.document, c.place, c.text))
    findings = tuple(finding(snapshot, claim) for claim in found)
    spoken = dict.fromkeys(quote.case_id for one in findings for quote in one.quotes)
    return Ledger(findings, {case: speaker_line(snapshot, case) for case in spoken})


def finding(snapshot: Snapshot, claim: Claim) -> ClaimFinding:
    """Return one claim as it stands now; *cannot be counted* where its condition names what is no longer there."""
    try:
        quantifier, counts = counted(snapshot, claim)
    except KodeverkError as error:
        changed = tuple(changes(snapshot, claim, NOT_COUNTED, ()))
        return ClaimFinding(claim, None, NOT_COUNTED, str(error), (), changed, (), ())
    verdict, why = _verdict(snapshot, claim, quantifier, counts)
    changed = tuple(changes(snapshot, claim, verdict, _basis(claim, counts)))
    coded = dict.fromkeys(coding for m in counts[0].tally.members if m.among for coding in m.codings)
    members = {m.id for m in counts[0].tally.members if m.among}
    pairs = [(case, coding) for coding in coded for case in snapshot.cases_of(coding) or (None,)]
    if counts[0].tally.unit == OFFICES:
        members |= {case.id for case in snapshot.all(Case) if case.office_id in members}
    if claim.unit != ITEMS:
        pairs = [(case, coding) for case, coding in pairs if case in members]
    quotes = quotes_of(snapshot, pairs, lambda _coding: "", lambda coding: coding.sub_question)
    if claim.unit != ITEMS:
        offices = {case.office_id or case.id for case in snapshot.all(Case) if case.id in members}
        quotes += quotes_in_documents(snapshot, offices, compared(claim))
    notes = tuple(_notes(claim, counts))
    told = why if verdict == REFUSED else f"{why} {reading(quantifier)}"
    return ClaimFinding(claim, quantifier, verdict, told, counts, changed, notes, tuple(quotes))


def counted(snapshot: Snapshot, claim: Claim) -> tuple[Quantifier, tuple[Counted, ...]]:
    """Return the quantifier of a claim, and the claim counted in the unit stated and in each that can be meant.

    Raises
    ------
    KodeverkError
        If the condition cannot be understood, or names what does not exist.
    """
    quantifier = quantifier_of(claim)
    units = [claim.unit] if claim.unit else []
    if of_agreements(claim):
        units = units or [OFFICES]
    elif claim.unit != ITEMS:
        units += [unit for unit in _PEOPLE if unit != claim.unit]
    made = [count(snapshot, claim, unit) for unit in units]
    fitting = [one for one in made if one.members and fits(snapshot, quantifier, one)]
    kept = [one for one in made if one in fitting or (claim.unit and one is made[0])] or made
    return quantifier, tuple(Counted(one, *judged(snapshot, claim, quantifier, one)) for one in kept)


def _basis(claim: Claim, counts: tuple[Counted, ...]) -> list[Count]:
    """Return the counts a verdict hangs on: of the unit stated, or of both."""
    return [one.tally for one in (counts[:1] if claim.unit else counts)]


def _verdict(snapshot: Snapshot, claim: Claim, quantifier: Quantifier, counts: tuple[Counted, ...]) -> tuple[str, str]:
    if claim.unit:
        verdict, why = counts[0].verdict, counts[0].why
    else:
        verdict, why = together([(one.tally.unit, one.verdict, one.why) for one in counts])
    if others := unbound(snapshot, claim, quantifier, counts[0].tally):
        return UNBOUND, f"{others} {why}"
    return verdict, why


def recorded(snapshot: Snapshot, claim: Claim) -> Claim:
    """Return a claim with its verdict, and the fingerprint of what it is counted from, as they now are.

    Raises
    ------
    KodeverkError
        If the condition cannot be understood, or names what does not exist.
    """
    quantifier, counts = counted(snapshot, claim)
    verdict, _why = _verdict(snapshot, claim, quantifier, counts)
    return claim._replace(verdict=verdict, seen=fingerprint(_basis(claim, counts)))


def _notes(claim: Claim, counts: tuple[Counted, ...]) -> Iterable[str]:
    first, *others = counts
    for other in others if claim.unit else ():
        if other.verdict not in (first.verdict, REFUSED):
            said = _("Counted by {unit} it is {verdict}: {why}")
            yield said.format(unit=unit_label(other.tally.unit), verdict=verdict_label(other.verdict), why=other.why)
    if numbered := first.tally.numbered:
        said = _("Items of {sources}: each begins at the line with its number, and runs to the next.")
        yield said.format(sources=", ".join(numbered))
    if unnumbered := first.tally.unnumbered:
        said = _("Items of {sources}: none is numbered; every turn and paragraph is counted as one.")
        yield said.format(sources=", ".join(unnumbered))
    if claim.unit == ITEMS and (unplaced := first.tally.names(UNKNOWN_ASKED)):
        said = _("Nobody has placed these items, or coders place them differently: {items}.")
        yield said.format(items="; ".join(unplaced))
    if left_out := first.tally.names(NOT_APPLICABLE):
        yield _("It is not applicable to {cases}, who are not counted.").format(cases=", ".join(left_out))
    if doubtful := first.tally.doubtful:
        said = _("It is not known whether it speaks of {cases}.")
        yield said.format(cases=", ".join(doubtful))
