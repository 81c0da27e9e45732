"""The theory check as sheets: one row per proposition, and one per proposition and case."""

from __future__ import annotations

from collections.abc import Sequence

from kodeverk.analysis.theory.findings import CaseFinding, Finding, TheoryCheck
from kodeverk.analysis.theory.showing import also_nuancing, provisional, standing_label
from kodeverk.analysis.theory.verdict import CASE_STATUSES, verdict_label
from kodeverk.messages import _
from kodeverk.reports.people import Naming
from kodeverk.reports.sheets import Cell, Column, Row, Sheet


def theory_sheets(naming: Naming, checks: Sequence[TheoryCheck]) -> list[Sheet]:
    """Return the two sheets of the theory check; without rows where nothing was checked."""
    findings = [finding for check in checks for finding in check.findings]
    titles = [(_("Theory"), 24), (_("Proposition"), 12), (_("Statement"), 60), (_("Verdict"), 16)]
    titles += [(_("Provisional"), 20), *((standing_label(status), 13) for status in CASE_STATUSES)]
    titles += [(_("also nuancing"), 13), (_("Deviant cases"), 18), (_("Pieces of evidence"), 12), (_("Coders"), 12)]
    titles += [(_("Notes"), 40)]
    by_case = [(_("Proposition"), 12), (_("Verdict"), 16), (_("Case"), 12), (_("Office"), 16), (_("Stands"), 24)]
    by_case += [(_("Deviant"), 10), (_("Stance"), 14), (_("Quote"), 80), (_("Source"), 14), (_("Segment"), 9)]
    by_case += [(_("Code"), 30), (_("Judged by"), 10), (_("Note"), 40)]
    return [
        Sheet(
            _("theory check"),
            _(
                "Each proposition with its verdict, and how many cases stand where. Cases are counted, not quotes. A "
                "case that nuances beside another stance is counted with that one, and named as also nuancing."
            ),
            [Column(*title) for title in titles],
            [_proposition(naming, finding) for finding in findings],
            fixed=2,
        ),
        Sheet(
            _("theory check by case"),
            _("Where each case stands to each proposition, with the evidence, one row per quote and judge."),
            [Column(*title) for title in by_case],
            [row for finding in findings for case in finding.cases for row in _case(naming, finding, case)],
            fixed=1,
        ),
    ]


def _proposition(naming: Naming, finding: Finding) -> Row:
    counts = [finding.count(status) for status in CASE_STATUSES]
    coders = "; ".join(map(naming.coder, finding.coders))
    head = [finding.proposition.theory, finding.name, finding.statement, verdict_label(finding.verdict)]
    named = ["; ".join(also_nuancing(finding)), "; ".join(finding.deviant)]
    tail: list[Cell] = [finding.tally.evidence, coders, "\n".join(finding.notes)]
    return [*head, provisional(finding), *counts, *named, *tail]


def _case(naming: Naming, finding: Finding, case: CaseFinding) -> list[Row]:
    name = case.case or _("without case")
    deviant = _("deviant") if case.case_id and case.case in finding.deviant else ""
    head = [finding.name, verdict_label(finding.verdict), name, case.office, standing_label(case.status), deviant]
    rows: list[Row] = []
    for judged in case.evidence:
        quote = judged.quote
        where: list[Cell] = [quote.quote, quote.source, quote.turn, quote.code, naming.coder(judged.coder), judged.note]
        rows.append([*head, standing_label(judged.stance), *where])
    return rows or [[*head, *[""] * 7]]
