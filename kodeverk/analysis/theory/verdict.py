"""The rule of verdicts: from what each case says to what can be said of a proposition."""

from __future__ import annotations

from typing import NamedTuple

from kodeverk.errors import KodeverkError
from kodeverk.messages import _
from kodeverk.model import CONTRADICTS, ILLUSTRATES, NOT_APPLICABLE, NUANCES, SUPPORTS
from kodeverk.views.asked import NOT_ASKED, SILENT, UNKNOWN_ASKED
from kodeverk.views.judging import DISPUTED as DISPUTED
from kodeverk.views.judging import MIXED as MIXED

NOT_JUDGED = "not judged"
CASE_STATUSES = (
    SUPPORTS, CONTRADICTS, MIXED, DISPUTED, NUANCES, ILLUSTRATES, SILENT, NOT_ASKED, UNKNOWN_ASKED, NOT_JUDGED,
    NOT_APPLICABLE,
)  # fmt: skip
"""Where a case can stand to a proposition. *Disputed*: coders judge what it says oppositely. *Not judged*: it speaks
under the codes, but none of that is evidence."""
TAKEN = (SUPPORTS, CONTRADICTS, MIXED, NUANCES)
"""The statuses of cases with evidence that counts; what is disputed counts neither way."""

SUPPORTED, PARTLY, CONTRADICTED = "supported", "partly", "contradicted"
OPEN, NOT_ILLUMINATED, PREMISE = "open", "not illuminated", "premise"
VERDICTS = (SUPPORTED, PARTLY, CONTRADICTED, OPEN, NOT_ILLUMINATED, PREMISE)
_COLUMN = {UNKNOWN_ASKED: "unknown"}


def column(status: str) -> str:
    """Return the name of the column that counts a status.

    >>> column("not asked"), column("unknown whether asked")
    ('not_asked', 'unknown')
    """
    return _COLUMN.get(status, status.replace(" ", "_"))


class Tally(NamedTuple):
    """How many cases say what of a proposition; a case with evidence that counts stands in one of the first four.

    Attributes
    ----------
    supports, contradicts, mixed, nuances : int
        Cases for, against, both for and against, and only nuancing.
    reservations : int
        Of those for, how many nuance it too.
    evidence : int
        Pieces of evidence in the speech of cases, disputed ones included; what only illustrates is none.
    """

    supports: int = 0
    contradicts: int = 0
    mixed: int = 0
    nuances: int = 0
    reservations: int = 0
    evidence: int = 0


class Rule(NamedTuple):
    """When a proposition is called what. Cases are counted, never quotes.

    Attributes
    ----------
    support_cases : int
        Fewest cases that must support it for *supported* and *partly*; at least one.
    contradict_cases : int
        Fewest cases that must contradict it for *contradicted*; at least one.

    Examples
    --------
    >>> Rule().verdict(Tally(supports=2, evidence=3)), Rule().verdict(Tally(supports=1, evidence=5))
    ('supported', 'open')
    """

    support_cases: int = 2
    contradict_cases: int = 2

    def verdict(self, tally: Tally) -> str:
        """Return the verdict on a proposition; *not illuminated* without evidence."""
        if not tally.evidence:
            return NOT_ILLUMINATED
        against = tally.contradicts + tally.mixed
        enough = tally.supports >= self.support_cases
        if enough and not (against or tally.nuances or tally.reservations):
            return SUPPORTED
        if enough and tally.supports > tally.contradicts:
            return PARTLY
        if tally.contradicts >= self.contradict_cases and not (tally.supports or tally.mixed):
            return CONTRADICTED
        return OPEN

    def checked(self) -> Rule:
        """Return the rule itself.

        Raises
        ------
        KodeverkError
            If it asks for less than one case.
        """
        for name, count in self._asdict().items():
            if not isinstance(count, int) or count < 1:
                raise KodeverkError(f"A rule asks for at least one case; {name} is {count!r}.")
        return self

    def in_words(self) -> str:
        """Return the rule as text, in the language in use."""
        return _(
            "Cases are counted, not quotes; speech bound to no case counts for none. A case with evidence both for and "
            "against speaks both ways. Where coders judge the same passage oppositely, passages that overlap being "
            "one, it counts neither way, unless one of them judged the case to speak both ways; a case of which "
            "nothing else is judged is disputed. "
            "Supported: at least {support} cases support it, and none contradicts or nuances it, not even beside "
            "supporting it. "
            "Partly: at least {support} cases support it, more than contradict it, and some contradict it, "
            "speak both ways or nuance it, if only beside supporting it. "
            "Contradicted: at least {contradict} cases contradict it, and none supports it. "
            "Open: the evidence is mixed, disputed or too little; and wherever there is a paradox, which is not "
            "averaged: all who are heard in one group support it and all in another contradict it, each at least as "
            "many as above; or it and a proposition it cannot both hold with are each supported, by all or by a group. "
            "Not illuminated: there is no evidence. An illustration counts neither for nor against. "
            "Premise: a definition or assumption, which gets no verdict."
        ).format(support=self.support_cases, contradict=self.contradict_cases)


def verdict_label(verdict: str) -> str:
    """Return a verdict in the language in use."""
    labels = {
        SUPPORTED: _("supported"),
        PARTLY: _("partly"),
        CONTRADICTED: _("contradicted"),
        OPEN: _("open"),
        NOT_ILLUMINATED: _("not illuminated"),
        PREMISE: _("premise"),
    }
    return labels.get(verdict, verdict)
