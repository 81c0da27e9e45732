"""The rule of verdicts: from what each case says to what can be said of a proposition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kodeverk.messages import _
from kodeverk.model import CONTRADICTS, NOT_APPLICABLE, NUANCES, SUPPORTS
from kodeverk.views.asked import NOT_ASKED, SILENT, UNKNOWN_ASKED

MIXED = "mixed"
NOT_JUDGED = "not judged"
CASE_STATUSES = (
    SUPPORTS, CONTRADICTS, MIXED, NUANCES, SILENT, NOT_ASKED, UNKNOWN_ASKED, NOT_JUDGED, NOT_APPLICABLE,
)  # fmt: skip
"""Where a case can stand to a proposition. *Not judged*: it speaks under the codes, but none of that is evidence."""

SUPPORTED, PARTLY, CONTRADICTED = "supported", "partly", "contradicted"
OPEN, NOT_ILLUMINATED, PREMISE = "open", "not illuminated", "premise"
VERDICTS = (SUPPORTED, PARTLY, CONTRADICTED, OPEN, NOT_ILLUMINATED, PREMISE)


class Tally(NamedTuple):
    """How many cases say what of a proposition; a case stands in one of the first four.

    Attributes
    ----------
    supports, contradicts, mixed, nuances : int
        Cases for, against, both for and against, and only nuancing.
    reservations : int
        Of those for, how many nuance it too.
    evidence : int
        Pieces of evidence counted, those in unbound speech included.
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
        Fewest cases that must support it for *supported* and *partly*.
    contradict_cases : int
        Fewest cases that must contradict it for *contradicted*.

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

    def in_words(self) -> str:
        """Return the rule as text, in the language in use."""
        return _(
            "Cases are counted, not quotes. A case with evidence both for and against speaks both ways. "
            "Supported: at least {support} cases support it, and none contradicts or nuances it, not even beside "
            "supporting it. "
            "Partly: at least {support} cases support it, more than contradict it, and some contradict it, "
            "speak both ways or nuance it, if only beside supporting it. "
            "Contradicted: at least {contradict} cases contradict it, and none supports it. "
            "Open: the evidence is mixed or too little. Not illuminated: there is no evidence. "
            "Premise: a definition or assumption, which gets no verdict."
        ).format(support=self.support_cases, contradict=self.contradict_cases)


def stance_of(stances: Iterable[str]) -> str:
    """Return a case's own stance from the stances of its evidence: for, against, both ways, or nuancing.

    Examples
    --------
    >>> stance_of(["supports", "nuances"]), stance_of(["supports", "contradicts"])
    ('supports', 'mixed')
    """
    found = set(stances)
    if {SUPPORTS, CONTRADICTS} <= found:
        return MIXED
    return next(stance for stance in (SUPPORTS, CONTRADICTS, NUANCES) if stance in found)


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
