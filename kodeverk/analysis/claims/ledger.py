"""The ledger: every claim with its verdict as the codings now stand, who says it, and what has changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.claims.counting import Count
from kodeverk.analysis.claims.verdict import VERDICTS, verdict_label
from kodeverk.language.quantifiers import Quantifier
from kodeverk.messages import _
from kodeverk.model import Claim
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, STATUSES, UNKNOWN_ASKED
from kodeverk.views.quotes import Quote

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.claims.matching import Match

_FRAME = (
    "claim", "verdict", "why", "stale", "changes", "notes", "quantifier", "unit", "n", "said", "silent", "not_asked",
    "unknown", "who_said", "who_silent", "who_not_asked", "who_unknown", "condition", "among", "document", "place",
    "coder", "made", "claim_id",
)  # fmt: skip
_COUNTS = ("claim", "unit", "verdict", "why", "n", "said", "silent", "not_asked", "unknown", "claim_id")


class Counted(NamedTuple):
    """A claim counted in one unit.

    Attributes
    ----------
    tally : Count
    verdict : str
        By this unit alone.
    why : str
    """

    tally: Count
    verdict: str
    why: str


class ClaimFinding(NamedTuple):
    """One claim as it stands now.

    Attributes
    ----------
    claim : Claim
    quantifier : Quantifier or None
        None where it cannot be read.
    verdict : str
        One of `verdict.VERDICTS`.
    why : str
    counts : tuple of Counted
        First the unit that is stated, then another that persons and offices can be counted by; both where none is.
    changes : tuple of str
        What has changed since the claim was recorded, in words; empty where it is not stale.
    notes : tuple of str
    quotes : tuple of Quote
        The passages of those who say it, in the order said; then those of agreements that are asked for, of all that
        are counted, with attribute and value as the code and no coder.
    """

    claim: Claim
    quantifier: Quantifier | None
    verdict: str
    why: str
    counts: tuple[Counted, ...]
    changes: tuple[str, ...]
    notes: tuple[str, ...]
    quotes: tuple[Quote, ...]

    @property
    def stale(self) -> bool:
        """Whether it is counted from something else than when it was recorded, or the verdict is another."""
        return bool(self.changes)

    def who(self, status: str) -> list[str]:
        """Return the names of those with a status, in the unit stated, or by informants where none is."""
        return self.counts[0].tally.names(status) if self.counts else []


class Ledger(NamedTuple):
    """Claims counted as the codings now stand.

    Attributes
    ----------
    findings : tuple of ClaimFinding
        In the order of document, place and sentence.
    speakers : dict of (str or None) to str
        The line that says who speaks, by case id.
    """

    findings: tuple[ClaimFinding, ...]
    speakers: dict[str | None, str]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per claim.

        Columns: claim (the sentence), verdict, why, stale (bool), changes, notes, quantifier, unit (as stated; empty
        where it is not); then counted by that unit, or by informants: n, said, silent, not_asked, unknown (whether
        asked), and their names in who_said, who_silent, who_not_asked, who_unknown (parted by ``; ``); condition,
        among, document, place, coder, made, claim_id.
        """
        import pandas as pd

        return pd.DataFrame([_row(finding) for finding in self.findings], columns=list(_FRAME))

    @property
    def counts(self) -> pd.DataFrame:
        """One row per claim and unit it is counted by.

        Columns: claim, unit, verdict (by this unit alone), why, n, said, silent, not_asked, unknown, claim_id.
        """
        import pandas as pd

        rows = [
            (f.claim.text, c.tally.unit, c.verdict, c.why, c.tally.n, *_numbers(c.tally), f.claim.id)
            for f in self.findings
            for c in f.counts
        ]
        return pd.DataFrame(rows, columns=list(_COUNTS))

    @property
    def quotes(self) -> pd.DataFrame:
        """One row per claim and passage of those who say it.

        Columns: claim, case, office, source, start, end (code points), quote, code, coder, coding_id, claim_id.
        """
        import pandas as pd

        columns = ["case", "office", "source", "start", "end", "quote", "code", "coder", "coding_id"]
        rows = [(f.claim.text, *(getattr(q, c) for c in columns), f.claim.id) for f in self.findings for q in f.quotes]
        return pd.DataFrame(rows, columns=["claim", *columns, "claim_id"])

    def verdicts(self) -> dict[str, int]:
        """Return how many claims have each verdict."""
        count = Counter(finding.verdict for finding in self.findings)
        return {verdict: count[verdict] for verdict in VERDICTS if count[verdict]}

    def stale(self) -> Ledger:
        """Return the ledger of the claims that are stale."""
        return self._replace(findings=tuple(finding for finding in self.findings if finding.stale))

    def claim_for(self, sentence: str) -> Match | None:
        """Return the claim a sentence of a report makes, exactly or nearly; None where no claim is like it."""
        from kodeverk.analysis.claims.matching import match

        return match(self, sentence)

    def __repr__(self) -> str:
        told = [f"{verdict_label(verdict)}: {count}" for verdict, count in self.verdicts().items()]
        if stale := len(self.stale().findings):
            told.append(_("stale: {count}").format(count=stale))
        count = _("claims: {count}").format(count=len(self.findings))
        return f"<{'; '.join(part for part in (count, ', '.join(told)) if part)}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.claims.showing import ledger_html

        return str(ledger_html(self))


def _numbers(counted: Count) -> list[int]:
    return [len(counted.names(status)) for status in STATUSES]


def _row(finding: ClaimFinding) -> tuple[object, ...]:
    claim = finding.claim
    who = [finding.who(status) for status in (SAID, SILENT, NOT_ASKED, UNKNOWN_ASKED)]
    n = finding.counts[0].tally.n if finding.counts else 0
    return (
        claim.text, finding.verdict, finding.why, finding.stale, " ".join(finding.changes), " ".join(finding.notes),
        claim.quantifier, claim.unit, n, *map(len, who), *map("; ".join, who), claim.condition, claim.among,
        claim.document, claim.place, claim.coder, claim.made, claim.id,
    )  # fmt: skip
