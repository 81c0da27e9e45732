"""The frames of a theory check; their columns are described where `TheoryCheck` offers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kodeverk.analysis.theory.verdict import CASE_STATUSES, column
from kodeverk.model import CONTRADICTS, STANCES, SUPPORTS

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.theory.findings import CaseFinding, Finding, TheoryCheck

_PROPOSITIONS = (
    "proposition", "statement", "verdict", "supports", "contradicts", "nuances", "silent", "not_asked", "unknown",
    "not_applicable", "deviant", "coders", "mixed", "reservations", "not_judged", "evidence", "theory", "group",
    "proposition_id", "illustrates", "disputed", "n", "expected", "paradox", "written", "relative_to_coding",
    "not_borne_out",
)  # fmt: skip
_EVIDENCE = (
    "proposition", "stance", "case", "office", "source", "start", "end", "quote", "code", "coder", "note", "coding_id",
)  # fmt: skip
_DEVIANT = (
    "proposition", "statement", "verdict", "case", "office", "stands", "quotes", "majority", "majority_cases",
    "majority_quotes",
)  # fmt: skip
_EXPECTED = (
    "proposition", "by", "more", "supports", "heard", "supports_others", "heard_others", "result", "cautions",
)  # fmt: skip
_PARADOX = ("proposition", "other", "attribute", "group", "other_group", "cases", "other_cases", "text")


def propositions(check: TheoryCheck) -> pd.DataFrame:
    """Return one row per proposition."""
    import pandas as pd

    return pd.DataFrame([_proposition(check, finding) for finding in check.findings], columns=list(_PROPOSITIONS))


def _proposition(check: TheoryCheck, finding: Finding) -> tuple[object, ...]:
    written, relative = check.written(finding)
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
        "n": finding.n,
        "expected": finding.expected.result if finding.expected else "",
        "paradox": "\n".join(paradox.text for paradox in check.every_paradox if finding.name in paradox[:2]),
        "written": written,
        "relative_to_coding": relative,
        "not_borne_out": check.doubts.get(finding.proposition.id, ""),
        **{column(status): finding.count(status) for status in CASE_STATUSES},
    }
    return tuple(held[name] for name in _PROPOSITIONS)


def by_case(check: TheoryCheck) -> pd.DataFrame:
    """Return one row per proposition and case."""
    import pandas as pd

    columns = ["proposition", "case", "office", "status", "evidence", *STANCES, "quotes", "why", "computed"]
    computed = {(row.proposition, row.case_id): row.computed for row in check.computed.rows}
    rows = [
        (*_case(finding, case), computed.get((finding.name, case.case_id or ""), ""))
        for finding in check.findings
        for case in finding.cases
    ]
    return pd.DataFrame(rows, columns=columns)


def _case(finding: Finding, case: CaseFinding) -> tuple[object, ...]:
    pieces = Counter(judged.stance for judged in case.evidence)
    counts = (len(case.evidence), *(pieces[stance] for stance in STANCES))
    return finding.name, case.case, case.office, case.status, *counts, _quotes([case], STANCES), case.why


def by_office(check: TheoryCheck) -> pd.DataFrame:
    """Return one row per proposition and office."""
    import pandas as pd

    from kodeverk.analysis.theory.rollup import OFFICE

    rows = [
        (one.proposition, one.group if one.known else "", len(one.cases),
         *(one.count(status) for status in CASE_STATUSES), one.verdict, one.differs)
        for one in check.by(OFFICE).groups
    ]  # fmt: skip
    columns = ["proposition", "office", "cases", *map(column, CASE_STATUSES), "verdict", "differs"]
    return pd.DataFrame(rows, columns=columns).astype({"differs": object})


def evidence(check: TheoryCheck) -> pd.DataFrame:
    """Return one row per piece of evidence and case."""
    import pandas as pd

    rows = [
        (f.name, j.stance, q.case, q.office, q.source, q.start, q.end, q.quote, q.code, j.coder, j.note, q.coding_id)
        for f in check.findings
        for case in f.cases
        for j in case.evidence
        for q in [j.quote]
    ]
    return pd.DataFrame(rows, columns=list(_EVIDENCE))


def disputes(check: TheoryCheck) -> pd.DataFrame:
    """Return one row per passage that coders judge oppositely."""
    import pandas as pd

    columns = ["proposition", "case", "source", "quote", "supports", "contradicts", "coding_id"]
    rows = [
        (f.name, q.case, q.source, q.quote, _list(d.supports), _list(d.contradicts), q.coding_id)
        for f in check.findings
        for d in f.disputes
        for q in [d.quote]
    ]
    return pd.DataFrame(rows, columns=columns)


def deviant_cases(check: TheoryCheck) -> pd.DataFrame:
    """Return one row per proposition and deviant case."""
    import pandas as pd

    rows = [
        row
        for finding in check.findings
        for case in finding.cases
        for row in _deviant(finding, case)
        if finding.deviant
    ]
    return pd.DataFrame(rows, columns=list(_DEVIANT))


def _deviant(finding: Finding, case: CaseFinding) -> Iterable[tuple[object, ...]]:
    if case.case_id is None or case.case not in finding.deviant:
        return
    majority = SUPPORTS if finding.tally.supports > finding.tally.contradicts else CONTRADICTS
    others = finding.with_status(majority)
    yield (
        finding.name, finding.statement, finding.verdict, case.case, case.office, case.status,
        _quotes([case], (SUPPORTS, CONTRADICTS)), majority, _list(one.case for one in others),
        _quotes(others, (majority,)),
    )  # fmt: skip


def expectations(check: TheoryCheck) -> pd.DataFrame:
    """Return one row per proposition that expects a difference between groups."""
    import pandas as pd

    rows = [
        (f.name, e.by, e.more, len(e.inside.supports), len(e.inside.heard), len(e.others.supports),
         len(e.others.heard), e.result, "\n".join(e.cautions))
        for f in check.findings
        if (e := f.expected) is not None
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_EXPECTED))


def paradoxes(check: TheoryCheck) -> pd.DataFrame:
    """Return one row per paradox."""
    import pandas as pd

    rows = [
        (
            p.proposition,
            p.other,
            _list(p.attributes),
            p.group,
            p.other_group,
            _list(p.cases),
            _list(p.other_cases),
            p.text,
        )
        for p in check.every_paradox
    ]
    return pd.DataFrame(rows, columns=list(_PARADOX))


def _list(names: Iterable[str]) -> str:
    return "; ".join(names)


def _quotes(cases: Iterable[CaseFinding], stances: tuple[str, ...]) -> str:
    """Return the quotes of some cases with these stances, one a line."""
    judged = (one for case in cases for one in case.evidence if one.stance in stances)
    return "\n".join(dict.fromkeys(one.quote.quote for one in judged))
