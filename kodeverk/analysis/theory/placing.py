"""Placing cases in a truth table: what holds of each, and who is left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kodeverk.analysis.theory.truth_table import INFORMANT, LEVELS, MOST, Condition, LeftOut, Member, TruthTable
from kodeverk.errors import KodeverkError
from kodeverk.messages import _
from kodeverk.model import NOT_APPLICABLE, Case, Snapshot
from kodeverk.views.asked import status_label
from kodeverk.views.conditions import cases_where, condition_codes, standings_where
from kodeverk.views.naming import names, speaking_cases


def truth_table(
    snapshot: Snapshot,
    conditions: Mapping[str, str] | Iterable[str] | str,
    outcome: str,
    *,
    level: str = INFORMANT,
) -> TruthTable:
    """Return which combinations of conditions go with an outcome, case by case (crisp-set QCA).

    A case of which a condition or the outcome is not known (not asked, unknown whether asked, value
    unknown), or to which it is not applicable, is left out and listed, with which of these it is; it
    counts neither as having it nor as lacking it.

    Parameters
    ----------
    snapshot : Snapshot
    conditions : dict of str to str, list of str, or str
        By name, where each holds, such as ``{"two leaders": 'leader_model == "toleder"', "counted":
        'code("målekort")'}``; in a list, or alone, each is its own name. At most `MOST`.
    outcome : str
        Where the outcome holds.
    level : str
        What the cases are: ``informant``, or ``office`` (an office says what one of its informants says).

    Returns
    -------
    TruthTable

    Raises
    ------
    KodeverkError
        If there are no conditions or too many, or no such level.
    GrammarError, UnknownName, AmbiguousName
        If a condition cannot be understood.
    """
    listed = [conditions] if isinstance(conditions, str) else conditions
    named = listed if isinstance(listed, Mapping) else {where: where for where in listed}
    chosen = tuple(Condition(name, where) for name, where in named.items())
    if level not in LEVELS:
        raise KodeverkError(f"There is no level {level!r}. Levels: {', '.join(LEVELS)}.")
    if not 1 <= len(chosen) <= MOST:
        raise KodeverkError(f"A truth table takes 1 to {MOST} conditions; {len(chosen)} were given.")
    asked = (*chosen, Condition(outcome, outcome))
    truths = [cases_where(snapshot, condition.where) for condition in asked]
    members, left_out = [], []
    for case in _cases(snapshot, level):
        values = [truth[case.id] for truth in truths]
        if None in values:
            unknown = [condition for condition, value in zip(asked, values, strict=True) if value is None]
            left_out += [LeftOut(case.name, one.name, _why(snapshot, case, one.where)) for one in unknown]
        else:
            known = [bool(value) for value in values]
            members.append(Member(case.name, names(snapshot).office[case.id], tuple(known[:-1]), known[-1]))
    return TruthTable(chosen, asked[-1], level, tuple(members), tuple(left_out))


def _cases(snapshot: Snapshot, level: str) -> list[Case]:
    if level == INFORMANT:
        return [case for case in speaking_cases(snapshot) if case.kind != "office"]
    known = snapshot.table(Case)
    return [known[key] for key in names(snapshot).case if known[key].kind == "office"]


def _why(snapshot: Snapshot, case: Case, where: str) -> str:
    standing = standings_where(snapshot, where)[case.id]
    if standing != NOT_APPLICABLE and not condition_codes(snapshot, where):
        return _("value not known")
    return status_label(standing)
