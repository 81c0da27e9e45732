"""The chapters of a report that sum up: groups compared, and theory checked."""

from __future__ import annotations

from collections.abc import Sequence

from kodeverk.analysis.groups.comparison import Comparison, Side, ThemeComparison
from kodeverk.analysis.groups.grouping import by_label
from kodeverk.analysis.theory.findings import Finding, TheoryCheck
from kodeverk.analysis.theory.showing import also_nuancing, provisional, standing_label
from kodeverk.analysis.theory.verdict import MIXED, NOT_JUDGED, verdict_label
from kodeverk.messages import _, language
from kodeverk.model import CONTRADICTS, ILLUSTRATES, NOT_APPLICABLE, NUANCES, SUPPORTS
from kodeverk.reports.paper import Cell, Paper, Run, Text
from kodeverk.reports.people import Naming
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, UNKNOWN_ASKED, status_label


def write_comparison(paper: Paper, naming: Naming, by: str) -> None:
    """Add the chapter that compares the groups of an attribute, theme by theme."""
    from kodeverk.analysis.groups.compare import compare

    comparison = compare(naming.snapshot, by=by)
    paper.heading(_("Comparison by {attribute}").format(attribute=by_label(by)), 1)
    groups = "; ".join(f"{group.label} (n = {len(group.cases)})" for group in comparison.groups)
    paper.paragraph("Normal", _("Groups: {groups}. The most contrasting themes stand first.").format(groups=groups))
    for caution in comparison.cautions:
        if not caution.theme:
            paper.paragraph("Normal", Run(_("Caution: "), bold=True), caution.text)
    head = [_("Theme"), *(f"{group.label} (n = {len(group.cases)})" for group in comparison.groups)]
    rows = [_theme(one, comparison) for one in comparison.themes]
    count = len(comparison.groups)
    # The cautions stand with the themes, which get at least a third of the page.
    paper.table([max(6, 2 * count), *[4] * count], head, rows)


def _theme(one: ThemeComparison, comparison: Comparison) -> list[Cell]:
    cautions = [caution.text for caution in comparison.cautions if caution.theme == one.theme.name]
    first: list[Text] = [
        Run(one.theme.heading, bold=True),
        one.theme.name,
        *(Run(text, italic=True) for text in cautions),
    ]
    return [first, *(_side(side) for side in one.sides)]


def _side(side: Side) -> list[Text]:
    said = side.cases(SAID)
    lines: list[Text] = [Run(f"{side.counted}: {', '.join(said)}" if said else side.counted, bold=True)]
    for status in (SILENT, NOT_ASKED, UNKNOWN_ASKED):
        if cases := side.cases(status):
            lines.append(f"{status_label(status)}: {', '.join(cases)}")
    if side.deviant:
        lines.append(Run(_("deviates from its group: {cases}").format(cases=", ".join(side.deviant)), italic=True))
    return lines


def write_check(paper: Paper, naming: Naming, checks: Sequence[TheoryCheck]) -> None:
    """Add the chapter of the theory check: one table for each check, a row for each proposition."""
    paper.heading(_("Theory check"), 1)
    paper.paragraph(
        "Normal",
        _("Cases are counted, not quotes. Deviant cases go against the more frequent stance, or speak both ways. The "
          "rule of the verdicts stands in the chapter on method."),
    )  # fmt: skip
    head = [_("Proposition"), _("Verdict"), _("For"), _("Against"), _("Both ways, nuancing"), _("Others")]
    for check in checks:
        title = "; ".join(theory.title.in_language(language()) or theory.id for theory in check.theories)
        paper.heading(title or _("Propositions"), 2)
        counted = ", ".join(f"{verdict_label(verdict)}: {count}" for verdict, count in check.verdicts().items())
        paper.paragraph("Normal", counted or _("There are no propositions."))
        paper.table([12, 10, 5, 5, 6, 9], head, _rows(check, naming))


def _rows(check: TheoryCheck, naming: Naming) -> list[list[Cell]]:
    """Return a row for each proposition, with the title of its group before the first of it."""
    titles = {(theory.id, key): title for theory in check.theories for key, title in theory.groups.items()}
    rows: list[list[Cell]] = []
    group = ("", "")
    for finding in check.findings:
        if (finding.proposition.theory, finding.proposition.group) != group:
            group = finding.proposition.theory, finding.proposition.group
            if group in titles:
                rows.append([Run(titles[group].in_language(language()), bold=True)])
        rows.append(_proposition(finding, naming))
    return rows


def _proposition(finding: Finding, naming: Naming) -> list[Cell]:
    statement: list[Text] = [Run(finding.name, bold=True), finding.statement]
    statement += [Run(note, italic=True) for note in finding.notes]
    verdict: list[Text] = [Run(verdict_label(finding.verdict), bold=True)]
    if reservation := provisional(finding):
        verdict.append(Run(reservation, italic=True))
    if finding.coders:
        verdict.append(_("judged by {coders}").format(coders=", ".join(map(naming.coder, finding.coders))))
    if finding.deviant:
        verdict.append(_("deviant: {cases}").format(cases=", ".join(finding.deviant)))
    others = (ILLUSTRATES, SILENT, NOT_ASKED, UNKNOWN_ASKED, NOT_JUDGED, NOT_APPLICABLE)
    return [
        statement,
        verdict,
        _counted(finding, SUPPORTS),
        _counted(finding, CONTRADICTS),
        [*_named(finding, MIXED), *_named(finding, NUANCES), *_also(finding)],
        [line for status in others for line in _named(finding, status)],
    ]


def _counted(finding: Finding, status: str) -> str:
    cases = [case.case for case in finding.with_status(status)]
    return f"{len(cases)}: {', '.join(cases)}" if cases else "0"


def _also(finding: Finding) -> list[Text]:
    cases = also_nuancing(finding)
    return [f"{_('also nuancing')}: {', '.join(cases)}"] if cases else []


def _named(finding: Finding, status: str) -> list[Text]:
    cases = [case.case for case in finding.with_status(status)]
    return [f"{standing_label(status)}: {', '.join(cases)}"] if cases else []
