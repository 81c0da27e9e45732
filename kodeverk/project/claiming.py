"""The claims ledger, as `Study` and `Project` bind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kodeverk.coding import claims as claiming
from kodeverk.model import Claim, Plan, Receipt, Snapshot

if TYPE_CHECKING:
    from kodeverk.analysis.claims.ledger import Ledger
    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project


def claim(
    self: Project,
    text: str,
    *,
    condition: str,
    unit: str | None = None,
    among: str = "",
    quantifier: str | None = None,
    coder: str,
    document: str = "",
    place: str = "",
) -> Receipt:
    """Keep a sentence that says how many, bound to what it counts, and return the receipt.

    Its verdict is recorded as it now is, and told anew at every look; see `claims`. The same sentence again takes the
    place of the former.

    Parameters
    ----------
    text : str
        The sentence as it stands in the report: ``De fleste lederne opplever rapportering som en tidstyv.``
    condition : str
        What those counted say or are: ``code("tidstyv")``, ``education == "sosionom"``.
    unit : str, optional
        ``informants``, ``offices`` or ``items`` (cases of a meeting where the minutes number them, else turns and
        paragraphs of documents). Without it what the sentence says (``lederne``, ``kontorene``, ``sakene``); where it
        does not say, the claim is never plainly true.
    among : str
        Of whom it speaks: ``role == "leder"``; for items which sources: ``kind == "minutes"``. Empty for all.
    quantifier : str, optional
        Which words say how many, where the sentence holds several.
    coder : str
        Who claims.
    document, place : str
        Where it stands in a report.

    Raises
    ------
    KodeverkError
        If the sentence holds no quantifier, or several, and `quantifier` does not say which.
    GrammarError, UnknownName, AmbiguousName
        If the condition or the selection cannot be understood, or names what does not exist.
    """

    def plan(now: Snapshot) -> Plan:
        from kodeverk.analysis.claims.evaluate import recorded

        made = claiming.bound(
            now, text, condition=condition, unit=unit, among=among, quantifier=quantifier, coder=coder,
            document=document, place=place,
        )  # fmt: skip
        return claiming.keep(now, [recorded(now, made)])

    return self.write(plan, verb="claim", who=coder)


def withdraw_claim(self: Project, claim: str, *, coder: str | None = None, why: str = "") -> Receipt:
    """Withdraw the claim with this sentence or id; return the receipt. `undo` brings it back.

    Raises
    ------
    UnknownName
        If there is none.
    """
    return self.write(lambda now: claiming.withdraw(now, claim), verb="withdraw_claim", who=coder, why=why)


def confirm_claims(self: Project, *claims: str, coder: str, why: str = "") -> Receipt:
    """Record claims as they now stand, so that they are stale no more; return the receipt.

    Parameters
    ----------
    *claims : str
        Sentences or ids; without any, all that can be counted.
    coder : str
        Who has looked at them.

    Raises
    ------
    UnknownName
        If there is no such claim, or one that is named cannot be counted.
    """

    def plan(now: Snapshot) -> Plan:
        from kodeverk.analysis.claims.evaluate import finding, recorded
        from kodeverk.analysis.claims.verdict import NOT_COUNTED

        named = [claiming.the_claim(now, name) for name in claims]
        can = named or [one for one in now.all(Claim) if finding(now, one).verdict != NOT_COUNTED]
        return claiming.keep(now, [recorded(now, one) for one in can])

    return self.write(plan, verb="confirm_claims", who=coder, why=why)


def claims(self: Study) -> Ledger:
    """Return the claims ledger: every claim counted as the codings now stand, who says it, and what has changed.

    ``.frame`` has a row per claim with its verdict: *true*, *false*, *open* (it hangs on those not asked), *plurality,
    not majority*, *depends on unit*, *unit not stated*, *not bound to those it speaks of* (others are counted than the
    noun and what describes it name: say `among`), *refused* (a percentage of fewer than five), *cannot be counted*.
    ``.claim_for(sentence)`` finds the claim a sentence of a report makes. In a selection the claims are counted among
    those selected.
    """
    from kodeverk.analysis.claims.evaluate import claims

    return claims(self.snapshot)
