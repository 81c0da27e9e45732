"""What a theory check returns: each proposition with its verdict, its cases and their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.theory.verdict import CASE_STATUSES, VERDICTS, Rule, Tally, verdict_label
from kodeverk.messages import _, language
from kodeverk.model import CONTRADICTS, NUANCES, SUPPORTS, Proposition, Theory
from kodeverk.views.asked import UNKNOWN_ASKED
from kodeverk.views.quotes import Quote

if TYPE_CHECKING:
    import pandas as pd

_COLUMN = {UNKNOWN_ASKED: "unknown"}
_FRAME = (
    "proposition", "statement", "verdict", "supports", "contradicts", "nuances", "silent", "not_asked", "unknown",
    "not_applicable", "deviant", "coders", "mixed", "reservations", "not_judged", "evidence", "theory", "group",
    "proposition_id",
)  # fmt: skip

_EVIDENCE = (
    "proposition", "stance", "case", "office", "source", "start", "end", "quote", "code", "coder", "note", "coding_id",
)  # fmt: skip


class Judged(NamedTuple):
    """One piece of evidence: a quote somebody judged.

    Attributes
    ----------
    stance, coder, note : str
        Who judged what, and the judge's note.
    quote : Quote
    """

    stance: str
    coder: str
    note: str
    quote: Quote


class CaseFinding(NamedTuple):
    """Where one case stands to a proposition.

    Attributes
    ----------
    case, office : str
        Short names; empty for speech that is bound to nobody.
    status : str
        One of `CASE_STATUSES`; in unbound speech the stance of the evidence, which counts for no case.
    evidence : tuple of Judged
    case_id : str or None
    """

    case: str
    office: str
    status: str
    evidence: tuple[Judged, ...]
    case_id: str | None


class Dispute(NamedTuple):
    """A coding that coders judge oppositely.

    Attributes
    ----------
    quote : Quote
    supports, contradicts : tuple of str
        The coders on either side.
    """

    quote: Quote
    supports: tuple[str, ...]
    contradicts: tuple[str, ...]


class Finding(NamedTuple):
    """One proposition with its verdict and what it rests on.

    Attributes
    ----------
    proposition : Proposition
    name : str
        Short name.
    verdict : str
        One of `VERDICTS`.
    tally : Tally
    cases : tuple of CaseFinding
        Deviant cases first, then by status and name; evidence in unbound speech last.
    deviant : tuple of str
        Names of the cases that go against the more frequent stance, or both ways.
    disputes : tuple of Dispute
    notes : tuple of str
        What could not be read, or was not counted.
    """

    proposition: Proposition
    name: str
    verdict: str
    tally: Tally
    cases: tuple[CaseFinding, ...]
    deviant: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    notes: tuple[str, ...]

    @property
    def statement(self) -> str:
        """The proposition in the language in use."""
        return self.proposition.statement.in_language(language())

    @property
    def coders(self) -> tuple[str, ...]:
        """Who judged, sorted."""
        return tuple(sorted({judged.coder for case in self.cases for judged in case.evidence}))

    def with_status(self, status: str) -> list[CaseFinding]:
        """Return the cases that stand in one way to the proposition."""
        return [case for case in self.cases if case.status == status and case.case_id is not None]

    def count(self, status: str) -> int:
        """Return how many cases stand in one way to the proposition."""
        return len(self.with_status(status))


class TheoryCheck(NamedTuple):
    """Propositions checked against the coded evidence.

    Attributes
    ----------
    theories : tuple of Theory
    findings : tuple of Finding
        In the theory's order.
    rule : Rule
        The rule the verdicts follow.
    speakers : dict of (str or None) to str
        The line that says who speaks, by case id.
    """

    theories: tuple[Theory, ...]
    findings: tuple[Finding, ...]
    rule: Rule
    speakers: dict[str | None, str]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per proposition.

        Columns: proposition, statement, verdict; how many cases stand where: supports, contradicts,
        nuances, silent, not_asked, unknown (whether asked), not_applicable; deviant and coders (names,
        parted by ``; ``); mixed, reservations (supporting cases that nuance too), not_judged; evidence
        (pieces counted); theory, group, proposition_id.
        """
        import pandas as pd

        return pd.DataFrame([_row(finding) for finding in self.findings], columns=list(_FRAME))

    @property
    def by_case(self) -> pd.DataFrame:
        """One row per proposition and case.

        Columns: proposition, case, office, status (a stance, or why there is none), evidence (pieces),
        supports, contradicts, nuances (pieces of each), quotes (one a line).
        """
        import pandas as pd

        columns = ["proposition", "case", "office", "status", "evidence", *_STANCES, "quotes"]
        return pd.DataFrame([_case_row(f, case) for f in self.findings for case in f.cases], columns=columns)

    @property
    def by_office(self) -> pd.DataFrame:
        """One row per proposition and office.

        Columns: proposition, office, cases; how many of them stand where: supports, contradicts, mixed,
        nuances, silent, not_asked, unknown, not_judged, not_applicable.
        """
        import pandas as pd

        rows = []
        for finding in self.findings:
            for office in dict.fromkeys(sorted(case.office for case in finding.cases if case.case_id)):
                count = Counter(c.status for c in finding.cases if c.case_id and c.office == office)
                rows.append((finding.name, office, count.total(), *(count[status] for status in CASE_STATUSES)))
        return pd.DataFrame(rows, columns=["proposition", "office", "cases", *map(column, CASE_STATUSES)])

    @property
    def evidence(self) -> pd.DataFrame:
        """One row per piece of evidence and case.

        Columns: proposition, stance, case, office, source, start, end (code points), quote, code, coder
        (who judged), note, coding_id.
        """
        import pandas as pd

        rows = [
            (
                f.name,
                j.stance,
                q.case,
                q.office,
                q.source,
                q.start,
                q.end,
                q.quote,
                q.code,
                j.coder,
                j.note,
                q.coding_id,
            )
            for f in self.findings
            for case in f.cases
            for j in case.evidence
            for q in [j.quote]
        ]
        return pd.DataFrame(rows, columns=list(_EVIDENCE))

    @property
    def disputes(self) -> pd.DataFrame:
        """One row per coding that coders judge oppositely.

        Columns: proposition, case, source, quote, supports, contradicts (names of coders), coding_id.
        """
        import pandas as pd

        columns = ["proposition", "case", "source", "quote", "supports", "contradicts", "coding_id"]
        rows = [
            (
                f.name,
                d.quote.case,
                d.quote.source,
                d.quote.quote,
                _list(d.supports),
                _list(d.contradicts),
                d.quote.coding_id,
            )
            for f in self.findings
            for d in f.disputes
        ]
        return pd.DataFrame(rows, columns=columns)

    def verdicts(self) -> dict[str, int]:
        """Return how many propositions got each verdict, in the order of `VERDICTS`."""
        count = Counter(finding.verdict for finding in self.findings)
        return {verdict: count[verdict] for verdict in VERDICTS if count[verdict]}

    def __repr__(self) -> str:
        counted = ", ".join(f"{verdict_label(verdict)} {count}" for verdict, count in self.verdicts().items())
        propositions = _("propositions: {n}").format(n=len(self.findings))
        return f"<{propositions}; {counted or '–'}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.theory.showing import check_html

        return str(check_html(self))


_STANCES = (SUPPORTS, CONTRADICTS, NUANCES)


def column(status: str) -> str:
    """Return the name of the column that counts a status."""
    return _COLUMN.get(status, status.replace(" ", "_"))


def _list(names: Iterable[str]) -> str:
    return "; ".join(names)


def _row(finding: Finding) -> tuple[object, ...]:
    held = {
        "proposition": finding.name,
        "statement": finding.statement,
        "verdict": finding.verdict,
        "deviant": _list(finding.deviant),
        "coders": _list(finding.coders),
        "reservations": finding.tally.reservations,
        "evidence": finding.tally.evidence,
        "theory": finding.proposition.theory,
        "group": finding.proposition.group,
        "proposition_id": finding.proposition.id,
        **{column(status): finding.count(status) for status in CASE_STATUSES},
    }
    return tuple(held[name] for name in _FRAME)


def _case_row(finding: Finding, case: CaseFinding) -> tuple[object, ...]:
    pieces = Counter(judged.stance for judged in case.evidence)
    quotes = "\n".join(dict.fromkeys(judged.quote.quote for judged in case.evidence))
    counts = (len(case.evidence), *(pieces[stance] for stance in _STANCES))
    return finding.name, case.case, case.office, case.status, *counts, quotes
