"""Roll-up: from cases to groups of them, by the same rule as the verdict on all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.theory.findings import CaseFinding, Finding, TheoryCheck
from kodeverk.analysis.theory.verdict import (
    CASE_STATUSES,
    MIXED,
    NOT_ILLUMINATED,
    PREMISE,
    TAKEN,
    Rule,
    Tally,
    column,
)
from kodeverk.errors import UnknownName
from kodeverk.messages import _
from kodeverk.model import CONTRADICTS, KNOWN, NOT_APPLICABLE, NUANCES, SUPPORTS, UNKNOWN, Value
from kodeverk.views.naming import natural, state_label

if TYPE_CHECKING:
    import pandas as pd

OFFICE = "office"
_FRAME = ("proposition", "group", "known", "n", "verdict", "whole", "differs", *map(column, CASE_STATUSES), "cases")


def tally(cases: Iterable[CaseFinding]) -> Tally:
    """Return how many cases say what; evidence in unbound speech, or of cases it does not apply to, counts for none."""
    counted = [case for case in cases if case.evidence and case.case_id and case.status != NOT_APPLICABLE]
    count = Counter(case.status for case in counted)
    reserved = sum(c.status == SUPPORTS and any(j.stance == NUANCES for j in c.evidence) for c in counted)
    judged = [one for case in counted for one in case.evidence if one.stance in TAKEN]
    pieces = {(one.quote.coding_id, one.coder, one.stance) for one in judged}
    return Tally(count[SUPPORTS], count[CONTRADICTS], count[MIXED], count[NUANCES], reserved, len(pieces))


def group_of(case: CaseFinding, attribute: str, values: Mapping[str, Mapping[str, Value]]) -> tuple[bool, str]:
    """Return whether a case's value of an attribute is known, and the value or its state."""
    if attribute == OFFICE:
        return bool(case.office), case.office or UNKNOWN
    value = values.get(case.case_id or "", {}).get(attribute)
    return (False, UNKNOWN) if value is None else (value.state == KNOWN, str(value))


def grouped(
    cases: Iterable[CaseFinding], attribute: str, values: Mapping[str, Mapping[str, Value]]
) -> dict[tuple[bool, str], list[CaseFinding]]:
    """Return the cases by whether their value is known and by value, those not known last; no unbound speech."""
    found: dict[tuple[bool, str], list[CaseFinding]] = defaultdict(list)
    for case in cases:
        if case.case_id is not None:
            found[group_of(case, attribute, values)].append(case)
    order = sorted(found, key=lambda key: (not key[0], natural(key[1])))
    return {key: sorted(found[key], key=lambda case: natural(case.case)) for key in order}


class GroupFinding(NamedTuple):
    """What one group of cases says of a proposition.

    Attributes
    ----------
    proposition, group : str
        Short name, and the value that makes the group, or its state where it is not known.
    known : bool
        Whether the value is known.
    cases : tuple of CaseFinding
    verdict : str
        By the rule, of the group's cases alone.
    whole : str
        The verdict on all cases.
    differs : bool or None
        Whether the two differ; None where the group has fewer cases with evidence than the rule needs
        to say anything, and for premises.
    """

    proposition: str
    group: str
    known: bool
    cases: tuple[CaseFinding, ...]
    verdict: str
    whole: str
    differs: bool | None

    @property
    def label(self) -> str:
        """The group, in the language in use where it is the state of an attribute."""
        return self.group if self.known else state_label(self.group)

    def count(self, status: str) -> int:
        """Return how many of the group's cases stand in one way."""
        return sum(case.status == status for case in self.cases)


class RollUp(NamedTuple):
    """A theory check by groups of cases.

    Attributes
    ----------
    by : str
        The attribute, or ``office``.
    rule : Rule
        The rule of the verdicts, on all cases and on each group's.
    groups : tuple of GroupFinding
        Proposition by proposition, groups whose value is not known last.
    """

    by: str
    rule: Rule
    groups: tuple[GroupFinding, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per proposition and group.

        Columns: proposition, group, known (whether the value is), n (cases in the group), verdict (of the group),
        whole (verdict on all cases), differs (True, False, or None where the group has too few cases with
        evidence for the rule); how many cases stand where: supports, contradicts, mixed, disputed, nuances,
        illustrates, silent, not_asked, unknown (whether asked), not_judged, not_applicable; cases (names, parted
        by ``; ``).
        """
        import pandas as pd

        rows = [
            (g.proposition, g.group, g.known, len(g.cases), g.verdict, g.whole, g.differs,
             *(g.count(status) for status in CASE_STATUSES), "; ".join(case.case for case in g.cases))
            for g in self.groups
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(_FRAME)).astype({"differs": object})

    def in_words(self) -> str:
        """Return the rule of the roll-up as text, in the language in use."""
        return _(
            "Each group gets the verdict of the rule on its own cases; one informant is one case, also where an office "
            "has only one. A group differs where its verdict is another than that on all cases; a group with fewer "
            "than {fewest} cases with evidence is too small to differ."
        ).format(fewest=_fewest(self.rule))

    def __repr__(self) -> str:
        groups = ", ".join(dict.fromkeys(group.label for group in self.groups))
        differing = sum(group.differs is True for group in self.groups)
        return _("<by {by}: {groups}; groups that differ: {n}>").format(by=self.by, groups=groups, n=differing)

    def _repr_html_(self) -> str:
        from kodeverk.analysis.theory.boards import roll_up_html

        return str(roll_up_html(self))


def roll_up(check: TheoryCheck, attribute: str) -> RollUp:
    """Return a theory check by the groups an attribute makes, or by office.

    Parameters
    ----------
    check : TheoryCheck
    attribute : str
        An attribute of cases or their offices, or ``office``.

    Raises
    ------
    UnknownName
        If no case has such an attribute.
    """
    known = sorted({name for values in check.values.values() for name in values})
    if attribute != OFFICE and attribute not in known:
        raise UnknownName(f"No case has an attribute {attribute!r}. Known: {', '.join([OFFICE, *known])}.")
    found = [
        _group(finding, key, cases, check.rule)
        for finding in check.findings
        for key, cases in grouped(finding.cases, attribute, check.values).items()
    ]
    return RollUp(attribute, check.rule, tuple(found))


def _group(finding: Finding, key: tuple[bool, str], cases: list[CaseFinding], rule: Rule) -> GroupFinding:
    known, name = key
    verdict = PREMISE if finding.verdict == PREMISE else rule.verdict(tally(cases))
    taken = sum(case.status in TAKEN for case in cases)
    tells = verdict not in (PREMISE, NOT_ILLUMINATED) and taken >= _fewest(rule)
    differs = verdict != finding.verdict if tells else None
    return GroupFinding(finding.name, name, known, tuple(cases), verdict, finding.verdict, differs)


def _fewest(rule: Rule) -> int:
    return min(rule.support_cases, rule.contradict_cases)
