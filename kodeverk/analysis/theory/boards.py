"""How roll-ups, coverage and truth tables look in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.analysis.theory.showing import COLOURS, standing_label, theory_written
from kodeverk.analysis.theory.solution import unaccounted
from kodeverk.analysis.theory.truth_table import ABSENT, CONTRADICTORY, PRESENT, Fit
from kodeverk.analysis.theory.verdict import CASE_STATUSES, verdict_label
from kodeverk.messages import _, _n, numeral
from kodeverk.views import html
from kodeverk.views.naming import attribute_label

if TYPE_CHECKING:
    from kodeverk.analysis.theory.coverage import TheoryCoverage
    from kodeverk.analysis.theory.rollup import GroupFinding, RollUp
    from kodeverk.analysis.theory.solution import Solution
    from kodeverk.analysis.theory.truth_table import TruthTable

FEWEST_FOR_SHARE = 5
"""Fewest cases of which a share is shown; of fewer, the counts alone."""


def share(count: int, n: int) -> str:
    """Return ``count of n``, with the share (0-1) where there are enough cases for one.

    >>> share(2, 4), share(6, 8)
    ('2 of 4', '6 of 8 = 0.75')
    """
    counted = _("{count} of {n}").format(count=count, n=n)
    return f"{counted} = {numeral(count / n, 2)}" if n >= FEWEST_FOR_SHARE else counted


# --- roll-up ---------------------------------------------------------------------------------------


def roll_up_html(found: RollUp) -> Markup:
    """Return a roll-up: both rules, then a row per proposition with each group's verdict and cases."""
    labels = list(dict.fromkeys(group.label for group in found.groups))
    rows = []
    for name in dict.fromkeys(group.proposition for group in found.groups):
        groups = {group.label: group for group in found.groups if group.proposition == name}
        whole = next(iter(groups.values())).whole
        rows.append([name, verdict_label(whole), *(_group(groups[label]) for label in labels if label in groups)])
    rules = [found.rule.in_words(), found.in_words()]
    head = [_("Proposition"), _("All"), *labels]
    return html.block(
        html.tag("h3", _("Theory check by {by}").format(by=attribute_label(found.by))),
        html.table(head, rows),
        *(html.tag("p", html.labelled(_("Rule"), rule), style=html.SMALL) for rule in rules),
    )


def _group(group: GroupFinding) -> Markup:
    verdict = html.chip(verdict_label(group.verdict), COLOURS.get(group.verdict, ""))
    differs = html.tag("b", " ", _("differs")) if group.differs else ""
    lines = []
    for status in CASE_STATUSES:
        if cases := [case.case for case in group.cases if case.status == status]:
            counted = _("{count} of {n}: {cases}")
            text = counted.format(count=len(cases), n=len(group.cases), cases=", ".join(cases))
            lines.append(html.tag("div", f"{standing_label(status)}: {text}", style=html.SMALL))
    return html.together([verdict, differs, *lines])


# --- coverage --------------------------------------------------------------------------------------


def coverage_html(found: TheoryCoverage) -> Markup:
    """Return coverage both ways: each list closed, with its count."""
    check = found.check
    unspoken = found.unspoken.itertuples(index=False)
    said = [
        _("written after the coding, with evidence: {name} ({n})"),
        _("evidence on codes it does not concern: {name} ({n}): {codes}"),
        _("evidence for a proposition the study does not have: {name} ({n})"),
    ]
    texts = dict(zip(("written after", "other code", "no such proposition"), said, strict=True))
    titles = [html.labelled(theory.id, theory_written(theory, check.doubts)) for theory in check.theories]
    late = [
        texts[one.kind].format(name=one.proposition, n=one.evidence, codes=", ".join(one.codes))
        for one in found.unintroduced
    ]
    codes = [
        _n("{code}: {n} coding", "{code}: {n} codings", row[2]).format(code=row[0], n=row[2])
        for row in found.codes_without_theory.to_numpy()
    ]
    missing = [f"{code} ({names})" for code, _book, names in found.codes_never_used.to_numpy()]
    wholes = [row for row in found.never_used.itertuples(index=False) if row.level != "proposition"]
    return html.block(
        html.tag("h3", _("Theory and coding held up against each other")),
        *(html.tag("p", title, style=html.SMALL) for title in titles),
        _list(_("Propositions without evidence"), [_unspoken(tuple(row)) for row in unspoken]),
        _list(
            _("Theories and groups introduced and never used"),
            [f"{row.name}: {row.title} ({row.propositions})" for row in wholes],
        ),
        _list(_("Used and never introduced, or otherwise than introduced"), late),
        _list(_("Codes in use that no proposition concerns"), codes),
        _list(_("Codes a proposition names and nobody uses"), missing),
    )


def _list(title: str, entries: Sequence[object]) -> Markup:
    head = html.tag("summary", html.tag("b", title), f": {len(entries)}")
    return html.tag("details", head, html.items(entries), style="margin:.5em 0")


def _unspoken(row: tuple[object, ...]) -> Markup:
    """Return a proposition without evidence, and where the cases stand instead."""
    from kodeverk.analysis.theory.coverage import UNSAID

    counts = zip(UNSAID, row[2:], strict=True)
    stands = ", ".join(f"{standing_label(status)} {count}" for status, count in counts if count)
    return html.together([html.tag("b", row[0]), f" {row[1]} ", html.tag("span", f"({stands})", style=html.SMALL)])


# --- truth tables ----------------------------------------------------------------------------------


def truth_table_html(table: TruthTable) -> Markup:
    """Return a truth table: what the conditions are, cautions, combinations with their cases, who is left out."""
    outcomes = {PRESENT: "1", ABSENT: "0", CONTRADICTORY: _("contradictory")}
    rows = [
        [*(_sign(value) for value in row.values), share(len(row.having), row.n), outcomes[row.outcome],
         ", ".join(row.having), ", ".join(row.lacking)]
        for row in table.rows
    ]  # fmt: skip
    level = {"informant": _("informants"), "office": _("offices")}[table.level]
    head = [*table.names, _("with the outcome"), _("outcome"), _("cases with"), _("cases without")]
    left = [_("{case}: {condition}: {why}").format(**one._asdict()) for one in table.left_out]
    conditions = [f"{condition.name}: {condition.where}" for condition in table.conditions]
    return html.block(
        html.tag("h3", _("Truth table: {outcome}").format(outcome=table.outcome.name)),
        html.tag("p", _("n = {n} {level}").format(n=len(table.members), level=level)),
        html.table(head, rows),
        html.items(table.cautions()),
        *([html.tag("details", html.tag("summary", _("Left out")), html.items(left))] if left else []),
        html.tag("details", html.tag("summary", _("Conditions")), html.items(conditions)),
        html.tag("details", html.tag("summary", _("Each condition by itself")), _fits(table)),
    )


def _sign(value: bool) -> str:
    return "1" if value else "0"


def _fits(table: TruthTable) -> Markup:
    fits = [table.fit({name: value}) for name in table.names for value in (True, False)]
    head = [_("expression"), _("sufficient: with it, how many have the outcome")]
    head.append(_("necessary: with the outcome, how many have it"))
    return html.table(head, [[fit.expression, *_shares(fit)] for fit in fits])


def _shares(fit: Fit) -> tuple[str, str]:
    return share(fit.both, fit.holding), share(fit.both, fit.outcome)


def solution_html(solution: Solution) -> Markup:
    """Return a solution: every equally short expression, product by product, with the cases it covers."""
    table = solution.table
    title = _("Conservative solution: {outcome}") if solution.present else _("Conservative solution: not {outcome}")
    head = [_("expression"), _("consistency"), _("coverage"), _("covered by it alone"), _("Cases")]
    parts: list[object] = [html.tag("h3", title.format(outcome=table.outcome.name))]
    if not solution.models:
        parts.append(html.tag("p", _("No combination has it without contradiction: there is no solution.")))
    for number, model in enumerate(solution.models, 1):
        if len(solution.models) > 1:
            parts.append(
                html.tag("p", _("Model {number} of {n}, equally short").format(number=number, n=len(solution.models)))
            )
        rows = [[t.fit.expression, *_shares(t.fit), ", ".join(t.unique), ", ".join(t.fit.cases)] for t in model.terms]
        whole = [html.tag("b", _("together")), *_shares(model.whole), "", ", ".join(model.whole.cases)]
        parts.append(html.table(head, [*rows, whole]))
    if cases := unaccounted(solution):
        said = _("In contradictory combinations, and not accounted for: {cases}.")
        parts.append(html.tag("p", said.format(cases=", ".join(cases))))
    note = _("Combinations no case has, and contradictory ones, are not used.")
    return html.block(*parts, html.items([note, *table.cautions()]))
