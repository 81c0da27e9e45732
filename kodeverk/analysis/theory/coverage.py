"""Coverage both ways: what of a theory the interviews speak to, and what of the interviews the theory concerns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.theory.check import check
from kodeverk.analysis.theory.concerns import Concerned, concerned
from kodeverk.analysis.theory.findings import Finding, TheoryCheck
from kodeverk.analysis.theory.verdict import DISPUTED, NOT_JUDGED, TAKEN, column
from kodeverk.messages import _, language
from kodeverk.model import ILLUSTRATES, NOT_APPLICABLE, Code, Coding, Evidence, Proposition, Snapshot
from kodeverk.views.asked import NOT_ASKED, SILENT, UNKNOWN_ASKED, codes_said
from kodeverk.views.naming import families, names

if TYPE_CHECKING:
    import pandas as pd

UNSAID = (SILENT, NOT_ASKED, UNKNOWN_ASKED, NOT_JUDGED, ILLUSTRATES, NOT_APPLICABLE)
AFTER = "after"


class CodeUse(NamedTuple):
    """A code, how often it is used, and the propositions that concern it.

    Attributes
    ----------
    code, codebook : str
        Short name, and id of the codebook.
    codings : int
    cases : tuple of str
        Names of the cases whose speech is coded with it.
    propositions : tuple of str
        Short names of the propositions that concern it, a code above it, or a category it is in.
    named_by : tuple of str
        Those that name the code itself, by its own name or by a category.
    """

    code: str
    codebook: str
    codings: int
    cases: tuple[str, ...]
    propositions: tuple[str, ...]
    named_by: tuple[str, ...]


class Unintroduced(NamedTuple):
    """Theory that is used without having been introduced, or otherwise than it was.

    Attributes
    ----------
    kind : str
        ``written after`` (a proposition written after the coding has evidence), ``other code`` (evidence lies on
        codes the proposition does not concern) or ``no such proposition`` (evidence names one the study lacks).
    proposition : str
        Short name; of one the study lacks, the name the evidence has.
    codes : tuple of str
        The codes it does not concern; for the other kinds, none.
    evidence : int
        Pieces.
    """

    kind: str
    proposition: str
    codes: tuple[str, ...]
    evidence: int


class TheoryCoverage(NamedTuple):
    """Theory held up against the coding, both ways.

    Attributes
    ----------
    check : TheoryCheck
    codes : tuple of CodeUse
        Every code that is used or concerned, in the codebook's order.
    without_codes : tuple of str
        Short names of the propositions for which the study has no code.
    unintroduced : tuple of Unintroduced
    """

    check: TheoryCheck
    codes: tuple[CodeUse, ...]
    without_codes: tuple[str, ...]
    unintroduced: tuple[Unintroduced, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per proposition.

        Columns: proposition, statement, theory, group, codes (whether the study has any it concerns), evidence
        (pieces for, against or nuancing), cases (with such evidence), used (bool), relative_to_coding, not_borne_out
        (empty, or why dates or change log do not bear out *before*).
        """
        import pandas as pd

        rows = [
            (f.name, f.statement, f.proposition.theory, f.proposition.group, f.name not in self.without_codes,
             f.tally.evidence, sum(f.count(status) for status in (*TAKEN, DISPUTED)), f.tally.evidence > 0,
             self.check.written(f)[1], self.check.doubts.get(f.proposition.id, ""))
            for f in self.check.findings
        ]  # fmt: skip
        columns = "proposition statement theory group codes evidence cases used relative_to_coding not_borne_out"
        return pd.DataFrame(rows, columns=columns.split())

    @property
    def unspoken(self) -> pd.DataFrame:
        """Propositions without evidence, and where the cases stand to them instead.

        Columns: proposition, statement; how many cases are silent, not_asked, unknown (whether asked), not_judged
        (they speak under its codes), illustrates, not_applicable.
        """
        import pandas as pd

        rows = [
            (finding.name, finding.statement, *(finding.count(status) for status in UNSAID))
            for finding in self._unused()
        ]
        return pd.DataFrame(rows, columns=["proposition", "statement", *map(column, UNSAID)])

    @property
    def codes_without_theory(self) -> pd.DataFrame:
        """Codes that are used and that no proposition concerns.

        Columns: code, codebook, codings (count), cases (names, parted by ``; ``).
        """
        import pandas as pd

        rows = [(c.code, c.codebook, c.codings, "; ".join(c.cases)) for c in self.codes if not c.propositions]
        return pd.DataFrame(rows, columns=["code", "codebook", "codings", "cases"])

    @property
    def codes_never_used(self) -> pd.DataFrame:
        """Codes a proposition names though nothing is coded with them or with codes below them.

        Columns: code, codebook, propositions (names, parted by ``; ``).
        """
        import pandas as pd

        rows = [(c.code, c.codebook, "; ".join(c.named_by)) for c in self.codes if c.named_by and not c.codings]
        return pd.DataFrame(rows, columns=["code", "codebook", "propositions"])

    @property
    def never_used(self) -> pd.DataFrame:
        """Theory introduced and never used: theories, groups and propositions without evidence.

        Where none of a theory or group is used, its groups and propositions are listed too. Columns: level
        (``theory``, ``group``, ``proposition``), theory, name, title, propositions (how many it holds), reason
        (``no codes``: the study has none of its codes; or ``no evidence``).
        """
        import pandas as pd

        columns = ["level", "theory", "name", "title", "propositions", "reason"]
        return pd.DataFrame([*self._wholes(), *map(self._alone, self._unused())], columns=columns)

    @property
    def never_introduced(self) -> pd.DataFrame:
        """Theory used and never introduced, or otherwise than introduced.

        Columns: kind (``written after``: a proposition written after the coding has evidence; ``other code``:
        evidence lies on codes the proposition does not concern; ``no such proposition``), proposition, codes
        (parted by ``; ``), evidence (pieces).
        """
        import pandas as pd

        rows = [(one.kind, one.proposition, "; ".join(one.codes), one.evidence) for one in self.unintroduced]
        return pd.DataFrame(rows, columns=list(Unintroduced._fields))

    def _unused(self) -> list[Finding]:
        return [finding for finding in self.check.findings if not finding.tally.evidence]

    def _alone(self, finding: Finding) -> tuple[object, ...]:
        reason = "no codes" if finding.name in self.without_codes else "no evidence"
        return "proposition", finding.proposition.theory, finding.name, finding.statement, 1, reason

    def _wholes(self) -> Iterable[tuple[object, ...]]:
        """Yield the theories, and then the groups, of which no proposition has evidence."""
        for theory in self.check.theories:
            held = [finding for finding in self.check.findings if finding.proposition.theory == theory.id]
            titles = {("theory", theory.id): theory.title}
            titles |= {("group", group): title for group, title in theory.groups.items()}
            for (level, name), title in titles.items():
                parts = [f for f in held if level == "theory" or f.proposition.group == name]
                if not any(finding.tally.evidence for finding in parts):
                    bare = all(finding.name in self.without_codes for finding in parts)
                    reason = "no codes" if bare else "no evidence"
                    yield level, theory.id, name, title.in_language(language()), len(parts), reason

    def __repr__(self) -> str:
        said = _("<propositions with evidence: {used} of {n}; codes in use that no proposition concerns: {codes}>")
        used = len(self.check.findings) - len(self._unused())
        bare = sum(not code.propositions for code in self.codes)
        return said.format(used=used, n=len(self.check.findings), codes=bare)

    def _repr_html_(self) -> str:
        from kodeverk.analysis.theory.boards import coverage_html

        return str(coverage_html(self))


def coverage(snapshot: Snapshot, theory: str | None = None) -> TheoryCoverage:
    """Return what of a theory is spoken to and used, and what of the coding it concerns.

    A proposition is used where it has evidence for, against or nuancing it; illustrations alone do not use it.

    Parameters
    ----------
    snapshot : Snapshot
    theory : str, optional
        Id of one theory; otherwise all of the study together.

    Returns
    -------
    TheoryCoverage

    Raises
    ------
    UnknownName
        If there is no such theory.
    """
    checked = check(snapshot, theory)
    about = {finding.proposition.id: concerned(snapshot, finding.proposition) for finding in checked.findings}
    bare = tuple(finding.name for finding in checked.findings if not about[finding.proposition.id].codes)
    found = [*_late(checked), *_otherwise(snapshot, checked, about), *(_missing(snapshot) if theory is None else ())]
    return TheoryCoverage(checked, tuple(_codes(snapshot, about)), bare, tuple(found))


def _codes(snapshot: Snapshot, about: dict[str, Concerned]) -> Iterable[CodeUse]:
    known = names(snapshot)
    wide: dict[str, list[str]] = defaultdict(list)
    named: dict[str, list[str]] = defaultdict(list)
    for proposition, one in about.items():
        for found, codes in ((wide, one.codes), (named, one.named)):
            for code in codes:
                found[code].append(known.proposition[proposition])
    codings = Counter(coding.code_id for coding in snapshot.all(Coding))
    said = codes_said(snapshot)
    for code, name in known.code.items():
        under = sum(codings[one] for one in families(snapshot)[code])
        if codings[code] or (named[code] and not under):
            cases = tuple(known.case[case] for case in known.case if said.get(case, Counter())[code])
            book = snapshot.table(Code)[code].codebook
            yield CodeUse(name, book, codings[code], cases, tuple(wide[code]), tuple(named[code]))


def _late(checked: TheoryCheck) -> Iterable[Unintroduced]:
    for finding in checked.findings:
        if finding.tally.evidence and checked.written(finding)[1] == AFTER:
            yield Unintroduced("written after", finding.name, (), finding.tally.evidence)


def _otherwise(snapshot: Snapshot, checked: TheoryCheck, about: dict[str, Concerned]) -> Iterable[Unintroduced]:
    """Yield the propositions with evidence on codes they do not concern."""
    known, codings = names(snapshot).code, snapshot.table(Coding)
    elsewhere: dict[str, Counter[str]] = defaultdict(Counter)
    for one in snapshot.all(Evidence):
        code = codings[one.coding_id].code_id if one.coding_id is not None else ""
        if code and one.proposition in about and code not in about[one.proposition].codes:
            elsewhere[one.proposition][code] += 1
    for finding in checked.findings:
        if count := elsewhere.get(finding.proposition.id):
            codes = tuple(name for code, name in known.items() if code in count)
            yield Unintroduced("other code", finding.name, codes, count.total())


def _missing(snapshot: Snapshot) -> Iterable[Unintroduced]:
    known = snapshot.table(Proposition)
    count = Counter(one.proposition for one in snapshot.all(Evidence) if one.proposition not in known)
    return (Unintroduced("no such proposition", name, (), pieces) for name, pieces in sorted(count.items()))
