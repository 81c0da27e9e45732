"""The verdict on a claim: what its count makes of the words that say how many."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kodeverk.analysis.claims.counting import Count, count
from kodeverk.language.quantifiers import Holding, Quantifier, holds
from kodeverk.language.quantity import ALL_BUT, HALF, MORE_THAN, MOST, PERCENT, can_hold
from kodeverk.messages import _
from kodeverk.model import NOT_APPLICABLE, Case, Claim, Code, Snapshot
from kodeverk.model.claim import ITEMS
from kodeverk.model.grammar import Call, asks_said, parse
from kodeverk.views.asked import SAID, SILENT, UNKNOWN_ASKED, status_label
from kodeverk.views.resolve import CODE
from kodeverk.views.telling import themes_of

TRUE, FALSE, OPEN = "true", "false", "open"
PLURALITY, DEPENDS, UNSTATED = "plurality, not majority", "depends on unit", "unit not stated"
UNBOUND = "not bound to those it speaks of"
REFUSED, NOT_COUNTED = "refused", "cannot be counted"
VERDICTS = (TRUE, FALSE, OPEN, PLURALITY, DEPENDS, UNSTATED, UNBOUND, REFUSED, NOT_COUNTED)
"""What can be said of a claim. *Open*: it hangs on those who were not asked, or of whom that is not known. *Not bound*:
others are counted than those the sentence names. *Refused*: a percentage of too few. *Cannot be counted*: its
condition names what is no longer there."""

FEWEST_FOR_PERCENT = 5


def verdict_label(verdict: str) -> str:
    """Return a verdict in the language in use."""
    labels = {
        TRUE: _("true"),
        FALSE: _("false"),
        OPEN: _("open"),
        PLURALITY: _("plurality, not majority"),
        DEPENDS: _("depends on unit"),
        UNSTATED: _("unit not stated"),
        UNBOUND: _("not bound to those it speaks of"),
        REFUSED: _("refused"),
        NOT_COUNTED: _("cannot be counted"),
    }
    return labels.get(verdict, verdict)


def judged(snapshot: Snapshot, claim: Claim, quantifier: Quantifier, counted: Count) -> tuple[str, str]:
    """Return the verdict of one count, and why.

    Parameters
    ----------
    snapshot : Snapshot
    claim : Claim
    quantifier : Quantifier
    counted : Count

    Returns
    -------
    verdict : str
        *True*, *false* or *open* as `holds` says, where those not asked and those of whom that is not known might
        have said it or not. *Plurality* where a majority is claimed and is none, but more say it than say any
        sibling of the code. *Refused*: a percentage of fewer than five.
    why : str
    """
    if quantifier.kind == PERCENT and counted.n < FEWEST_FOR_PERCENT:
        said = _("A percentage of {n} says less than the count: {said} of {n}.")
        return REFUSED, said.format(n=counted.n, said=len(counted.names(SAID)))
    holding = _named(snapshot, quantifier, counted) if quantifier.names else _held(quantifier, counted)
    if holding.true is None:
        return OPEN, holding.why
    if holding.true:
        return TRUE, holding.why
    majority = quantifier.kind == MOST or (quantifier.kind == HALF and quantifier.sense == MORE_THAN)
    if majority and (others := _plurality(snapshot, claim, counted)):
        return PLURALITY, f"{holding.why} {others}"
    return FALSE, holding.why


def _held(quantifier: Quantifier, counted: Count) -> Holding:
    """Return whether a quantifier holds, whoever of the doubtful the claim speaks of."""
    said, silent = len(counted.names(SAID)), len(counted.names(SILENT))
    unknown = counted.n - said - silent
    holding = holds(quantifier, said=said, silent=silent, unknown=unknown)
    doubtful = [member.status for member in counted.members if not member.among]
    if not doubtful:
        return holding
    may_not, may = (sum(status != one for status in doubtful) for one in (SAID, SILENT))
    ends = {
        holds(quantifier, said=k, silent=counted.n + more - k, unknown=0).true
        for more in range(len(doubtful) + 1)
        for k in range(said + max(0, more - may_not), said + unknown + min(more, may) + 1)
    }
    if len(ends) == 1:
        return Holding(ends.pop(), holding.why)
    who = _("It is not known whether it speaks of {cases}.").format(cases=", ".join(counted.doubtful))
    return Holding(None, f"{holding.why} {who}")


def fits(snapshot: Snapshot, quantifier: Quantifier, counted: Count) -> bool:
    """Return whether a claim can mean this unit: it can hold of so many, and those it names are among them."""
    if quantifier.names:
        possible = quantifier.of in (None, counted.n)
    else:
        possible = any(can_hold(quantifier, counted.n + more) for more in range(len(counted.doubtful) + 1))
    return possible and all(_meant(snapshot, name, counted) for name in quantifier.names)


def _meant(snapshot: Snapshot, name: str, counted: Count) -> set[str]:
    """Return the ids of the members that go by a name; of informants also those of the office of that name."""
    cases = snapshot.table(Case)
    ids = {case.id for case in cases.values() if case.name == name}
    mine = [member.id for member in counted.members]
    return {m for m in mine if m in ids} or {m for m in mine if m in cases and cases[m].office_id in ids}


def _named(snapshot: Snapshot, quantifier: Quantifier, counted: Count) -> Holding:
    """Return whether those named, and nobody else, are excepted (``all but``) or alone say it (``only``)."""
    meant: set[str] = set()
    for name in quantifier.names:
        mine = _meant(snapshot, name, counted)
        if not mine:
            return Holding(None, _("Nobody counted is called {name}.").format(name=name))
        meant |= mine
    named, others = (SILENT, SAID) if quantifier.kind == ALL_BUT else (SAID, SILENT)
    counting = [member for member in counted.members if member.status != NOT_APPLICABLE]
    expected = [(member, named if member.id in meant else others) for member in counting]
    known = [(m, status) for m, status in expected if m.among and m.status in (SAID, SILENT)]
    said = counted.names(SAID)
    why = _("It holds for {said} of {n}: {cases}.").format(said=len(said), n=counted.n, cases=", ".join(said) or "–")
    nobody_else = quantifier.kind == ALL_BUT and all(member.id in meant for member in counting)
    if nobody_else or any(m.status != status for m, status in known):
        return Holding(False, why)
    return Holding(True if len(known) == len(expected) else None, why)


def _plurality(snapshot: Snapshot, claim: Claim, counted: Count) -> str:
    """Return by how much more say a code than any sibling of it; nothing where they do not, or it has none."""
    node = parse(claim.condition)
    if not isinstance(node, Call) or node.function != "code":
        return ""
    theme = themes_of(snapshot, node)[0]
    if theme.kind != CODE:
        return ""
    code = snapshot.table(Code)[theme.id]
    siblings = [c for c in snapshot.all(Code) if (c.codebook, c.parent) == (code.codebook, code.parent) and c != code]
    said = {c.name: _say(snapshot, claim, c, counted.unit) for c in siblings}
    here = len(counted.names(SAID))
    if not said or here <= max(said.values()):
        return ""
    next_most = max(said, key=lambda name: said[name])
    return _("It holds for more than any sibling of the code; the next is {code} with {count}.").format(
        code=next_most, count=said[next_most]
    )


def _say(snapshot: Snapshot, claim: Claim, code: Code, unit: str) -> int:
    full = json.dumps(f"{code.codebook}:{code.path}", ensure_ascii=False)
    return len(count(snapshot, claim._replace(condition=f"code({full})"), unit).names(SAID))


def together(verdicts: Sequence[tuple[str, str, str]]) -> tuple[str, str]:
    """Return the verdict on a claim whose unit is not stated, from unit, verdict and reason of each count, and why.

    Never *true*: it depends on the unit where the units disagree, and else the unit is not stated.
    """
    text = _("By {unit}: {verdict}. {why}")
    whys = " ".join(text.format(unit=unit_label(u), verdict=verdict_label(v), why=why) for u, v, why in verdicts)
    found = {verdict for _unit, verdict, _why in verdicts}
    if found == {REFUSED}:
        return REFUSED, whys
    return (DEPENDS if len(found) > 1 else UNSTATED), whys


def standing_label(claim: Claim, unit: str, status: str) -> str:
    """Return where one that is counted stands to a claim, in the language in use.

    Informants and offices say it or are silent; of an item, and of what nobody says but a register or an agreement
    has, it holds or does not.
    """
    if unit != ITEMS and asks_said(parse(claim.condition)):
        return status_label(status)
    labels = {SAID: _("holds"), SILENT: _("does not hold"), UNKNOWN_ASKED: _("it is not known")}
    return labels.get(status) or status_label(status)


def unit_label(unit: str) -> str:
    """Return what is counted, in the language in use."""
    return {"informants": _("informants"), "offices": _("offices"), "items": _("items")}.get(unit, unit)
