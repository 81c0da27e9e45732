"""What a theory check returns: each proposition with its verdict, its cases and their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.theory import frames
from kodeverk.analysis.theory.verdict import VERDICTS, Rule, Tally, verdict_label
from kodeverk.messages import _, language
from kodeverk.model import NOT_APPLICABLE, Proposition, Theory, Value
from kodeverk.views.quotes import Quote

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.theory.computed import ComputedRules
    from kodeverk.analysis.theory.expectation import Expectation
    from kodeverk.analysis.theory.paradox import Paradox
    from kodeverk.analysis.theory.rollup import RollUp


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
        One of `CASE_STATUSES`; in unbound speech that of the evidence, which counts for no case.
    evidence : tuple of Judged
    case_id : str or None
    why : str
        Why it stands there, in the language in use when it was made.
    """

    case: str
    office: str
    status: str
    evidence: tuple[Judged, ...]
    case_id: str | None
    why: str = ""


class Dispute(NamedTuple):
    """A passage that coders judge oppositely; spans that overlap are one passage.

    Attributes
    ----------
    quote : Quote
        From where the first span begins to where the last ends; with code, coder and id of the first coding.
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
        Paradoxes, and what could not be read, or was not counted.
    paradoxes : tuple of Paradox
        Groups of which one supports and another contradicts it, and its opposites that are supported too; the verdict
        is open then.
    expected : Expectation or None
        What became of the difference it expects between groups.
    """

    proposition: Proposition
    name: str
    verdict: str
    tally: Tally
    cases: tuple[CaseFinding, ...]
    deviant: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    notes: tuple[str, ...]
    paradoxes: tuple[Paradox, ...] = ()
    expected: Expectation | None = None

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

    @property
    def n(self) -> int:
        """Number of cases it may apply to."""
        return sum(case.case_id is not None and case.status != NOT_APPLICABLE for case in self.cases)


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
    values : dict of str to dict of str to Value
        The attributes of each case, by case id and name.
    opposed : tuple of Paradox
        Propositions that cannot both hold, and are both supported.
    computed : ComputedRules
        What the rules of the propositions compute; it stands beside what was judged, and changes no verdict.
    doubts : dict of str to str
        Why it is not borne out that a proposition was written before the coding, by id; see `model.before`.
    """

    theories: tuple[Theory, ...]
    findings: tuple[Finding, ...]
    rule: Rule
    speakers: dict[str | None, str]
    values: Mapping[str, Mapping[str, Value]]
    opposed: tuple[Paradox, ...]
    computed: ComputedRules
    doubts: Mapping[str, str] = {}

    @property
    def frame(self) -> pd.DataFrame:
        """One row per proposition.

        Columns: proposition, statement, verdict; how many cases stand where: supports, contradicts,
        nuances, silent, not_asked, unknown (whether asked), not_applicable; deviant and coders (names,
        parted by ``; ``); mixed, reservations (supporting cases that nuance too), not_judged; evidence
        (pieces in the speech of cases, illustrations not); theory, group, proposition_id; illustrates, disputed
        (cases); n (cases it may apply to); expected (what became of the expected difference, empty where none was; see
        `expectations`); paradox (empty, or what goes opposite ways); written (date), relative_to_coding
        (``before`` or ``after``), the proposition's own or else its theory's; not_borne_out (empty, or why dates or
        change log do not bear out *before*).
        """
        return frames.propositions(self)

    @property
    def by_case(self) -> pd.DataFrame:
        """One row per proposition and case.

        Columns: proposition, case, office, status (a stance, or why there is none), evidence (pieces),
        supports, contradicts, nuances, illustrates (pieces of each), quotes (one a line), why (in words),
        computed (what the proposition's rules compute, see `ComputedRules`; empty where it has none).
        """
        return frames.by_case(self)

    @property
    def by_office(self) -> pd.DataFrame:
        """One row per proposition and office; see `by` for groups of any attribute, and for the rule.

        Columns: proposition, office, cases; how many of them stand where: supports, contradicts, mixed,
        disputed, nuances, illustrates, silent, not_asked, unknown, not_judged, not_applicable; verdict (on the office's
        cases alone), differs (from the verdict on all; None where the office has too few cases to say).
        """
        return frames.by_office(self)

    def by(self, attribute: str) -> RollUp:
        """Return the check by the groups an attribute makes, or by ``office``, each with its own verdict.

        Raises
        ------
        UnknownName
            If no case has such an attribute.
        """
        from kodeverk.analysis.theory.rollup import roll_up

        return roll_up(self, attribute)

    @property
    def evidence(self) -> pd.DataFrame:
        """One row per piece of evidence and case.

        Columns: proposition, stance, case, office, source, start, end (code points), quote, code (empty where a
        span by itself was judged), coder (who judged), note, coding_id (of such a span, the evidence's id).
        """
        return frames.evidence(self)

    @property
    def disputes(self) -> pd.DataFrame:
        """One row per passage of a case that coders judge oppositely; spans that overlap are one passage.

        Columns: proposition, case, source, quote (from where the first span begins to where the last ends), supports,
        contradicts (names of coders), coding_id (of the first).
        """
        return frames.disputes(self)

    @property
    def deviant_cases(self) -> pd.DataFrame:
        """Negative cases: one row per proposition and case that goes against the more frequent stance, or both ways.

        Columns: proposition, statement, verdict, case, office, stands (its status), quotes (its own for and against,
        one a line), majority (the more frequent stance), majority_cases (names, parted by ``; ``), majority_quotes.
        """
        return frames.deviant_cases(self)

    @property
    def expectations(self) -> pd.DataFrame:
        """One row per proposition that expects a difference between groups.

        Columns: proposition, by, more (attribute, and the value of the group expected to support more);
        supports, heard (numbers of cases in that group), supports_others, heard_others; result (``as expected``,
        ``opposite``, ``no difference``, ``cannot be told``); cautions (one a line).
        """
        return frames.expectations(self)

    @property
    def paradoxes(self) -> pd.DataFrame:
        """One row per paradox: evidence that goes opposite ways by group.

        Columns: proposition, other (the opposite proposition; empty where one proposition divides the groups),
        attribute (all that part the cases so, parted by ``; ``), group, other_group, cases, other_cases (names,
        parted by ``; ``), text.
        """
        return frames.paradoxes(self)

    @property
    def every_paradox(self) -> tuple[Paradox, ...]:
        """The paradoxes of single propositions, then those of two."""
        single = (paradox for finding in self.findings for paradox in finding.paradoxes if not paradox.other)
        return (*single, *self.opposed)

    def written(self, finding: Finding) -> tuple[str, str]:
        """Return when a proposition was written, and whether before or after coding: its own, or else its theory's."""
        theories = {theory.id: theory for theory in self.theories}
        theory, own = theories.get(finding.proposition.theory), finding.proposition
        date = own.written or (theory.written if theory else "")
        return date, own.relative_to_coding or (theory.relative_to_coding if theory else "")

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
