"""The chapter on a theory: paradoxes first, a table of verdicts, each proposition with its evidence, coverage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kodeverk.analysis.theory.findings import Finding, TheoryCheck
from kodeverk.analysis.theory.showing import STANDS, provisional, standing_label, theory_written, unit_line
from kodeverk.analysis.theory.verdict import CASE_STATUSES, CONTRADICTED, MIXED, PREMISE, verdict_label
from kodeverk.messages import _, _n, language
from kodeverk.model import CONTRADICTS, ILLUSTRATES, NUANCES, SUPPORTS, Theory
from kodeverk.reports.paper import TALLEST, Cell, Run, Text
from kodeverk.reports.people import Naming
from kodeverk.reports.study_propositions import write_proposition
from kodeverk.reports.writer import Writer, listed

if TYPE_CHECKING:
    from kodeverk.analysis.theory.coverage import TheoryCoverage

OTHERS = (ILLUSTRATES, *(status for status in CASE_STATUSES if status not in STANDS))
"""Statuses of which the table gives numbers alone; the names stand under each proposition."""

NAMED = 30
"""Characters: where the names of cases are longer, a cell of the table of verdicts has the number alone."""


def write_theory(writer: Writer, naming: Naming, coverage: TheoryCoverage, by: str | None, number: int) -> None:
    """Add the chapter on one theory.

    Parameters
    ----------
    writer : Writer
    naming : Naming
    coverage : TheoryCoverage
        With the check.
    by : str or None
        Attribute whose groups get a verdict of their own.
    number : int
        Which of the theories it is, for the names of what is linked to.
    """
    check = coverage.check
    title = "; ".join(map(_title, check.theories)) or _("Propositions")
    writer.heading(_("Theory check: {theory}").format(theory=title), 1)
    _written(writer, check)
    writer.heading(_("Paradoxes"), 2)
    if paradoxes := [paradox.text for paradox in check.every_paradox]:
        writer.paragraph(_("Evidence that goes opposite ways by group is not averaged:"))
        listed(writer, paradoxes)
    else:
        writer.paragraph(_("By the rule, no proposition divides the groups, and no two that are supported exclude "
                           "each other."))  # fmt: skip
    told = [finding for finding in check.findings if any(case.evidence for case in finding.cases)]
    anchors = {finding.name: f"p{number}_{place}" for place, finding in enumerate(told, 1)}
    _verdicts(writer, check, anchors, f"v{number}")
    _boards(writer, check, told)
    _propositions(writer, naming, (check, told, by), anchors, f"v{number}")
    _coverage(writer, coverage)


def _title(theory: Theory) -> str:
    return theory.title.in_language(language()) or theory.id


def _written(writer: Writer, check: TheoryCheck) -> None:
    for theory in check.theories:
        line = theory_written(theory, check.doubts)
        parts = [_("Version {v}").format(v=theory.version), theory.source, line]
        writer.small("; ".join(filter(None, parts)))
    counted = ", ".join(f"{verdict_label(verdict)}: {count}" for verdict, count in check.verdicts().items())
    writer.paragraph(f"{counted or _('There are no propositions.')} ({unit_line(check)})")


def _verdicts(writer: Writer, check: TheoryCheck, anchors: dict[str, str], anchor: str) -> None:
    writer.heading(_("Verdicts"), 2, anchor)
    if anchors:
        writer.paragraph(_("A verdict leads to its proposition, with what it rests on. Cases are counted, with names."))
        head = [_("Proposition"), _("Verdict"), _("For"), _("Against"), _("Both ways, nuancing"), _("Others")]
        writer.table([20, 7, 5, 5, 6, 8], head, _rows(check, anchors))
    without = [finding for finding in check.findings if finding.name not in anchors]
    premises = [finding.name for finding in without if finding.verdict == PREMISE]
    others = [finding.name for finding in without if finding.verdict != PREMISE]
    if others:
        said = _("Without evidence: {names}.")
        writer.paragraph(said.format(names=", ".join(others)))
    if premises:
        said = _("Definitions and assumptions, which get no verdict: {names}.")
        writer.paragraph(said.format(names=", ".join(premises)))


def _rows(check: TheoryCheck, anchors: dict[str, str]) -> list[list[Cell]]:
    """Return a row for each proposition with evidence, with the title of its group before the first of it."""
    titles = {(theory.id, key): title for theory in check.theories for key, title in theory.groups.items()}
    rows: list[list[Cell]] = []
    last = None
    for finding in check.findings:
        if finding.name not in anchors:
            continue
        group = finding.proposition.theory, finding.proposition.group
        if group != last and group in titles:
            rows.append([Run(titles[group].in_language(language()), bold=True)])
        last = group
        verdict: list[Text] = [Run(verdict_label(finding.verdict), bold=True, anchor=anchors[finding.name])]
        verdict += [_("provisional")] * bool(provisional(finding))
        if finding.deviant:
            verdict.append(_("deviant: {cases}").format(cases=_few(finding.deviant) or len(finding.deviant)))
        torn: list[Text] = [
            f"{standing_label(status)}: {_cases(finding, status) or n}"
            for status in (MIXED, NUANCES)
            if (n := finding.count(status))
        ]
        others: list[Text] = [f"{standing_label(status)}: {n}" for status in OTHERS if (n := finding.count(status))]
        statement: list[Text] = [Run(finding.name, bold=True), finding.statement]
        rows.append([statement, verdict, _counted(finding, SUPPORTS), _counted(finding, CONTRADICTS), torn, others])
    return rows


def _cases(finding: Finding, status: str) -> str:
    return _few([case.case for case in finding.with_status(status)])


def _few(cases: Sequence[str]) -> str:
    named = ", ".join(cases)
    return named if len(named) <= NAMED else ""


def _counted(finding: Finding, status: str) -> str:
    count = finding.count(status)
    return f"{count}: {named}" if (named := _cases(finding, status)) else str(count)


def _boards(writer: Writer, check: TheoryCheck, told: Sequence[Finding]) -> None:
    """Draw where the cases stand to the propositions on which they do not agree."""
    from kodeverk.pictures import evidence_boards

    torn = [f.name for f in told if f.deviant or f.paradoxes or f.verdict == CONTRADICTED]
    said = _("Propositions with deviant cases, with a paradox, or contradicted: {first} to {last}.")
    for names, picture in evidence_boards(check, torn, TALLEST):
        writer.picture(picture, said.format(first=names[0], last=names[-1]))


def _propositions(
    writer: Writer,
    naming: Naming,
    about: tuple[TheoryCheck, Sequence[Finding], str | None],
    anchors: dict[str, str],
    table: str,
) -> None:
    check, told, by = about
    titles = {(theory.id, key): title for theory in check.theories for key, title in theory.groups.items()}
    groups = check.by(by).groups if by is not None else ()
    last = None
    for finding in told:
        group = finding.proposition.theory, finding.proposition.group
        if group != last:
            last = group
            title = titles[group].in_language(language()) if group in titles else ""
            writer.heading(title or finding.proposition.group or _("Propositions"), 2)
        own = [one for one in groups if one.proposition == finding.name]
        write_proposition(writer, naming, (finding, check, own), anchors[finding.name], table)


def _coverage(writer: Writer, found: TheoryCoverage) -> None:
    """Say what of the theory nobody speaks to, and what of the coding the theory does not concern."""
    from kodeverk.analysis.theory.coverage import UNSAID

    writer.heading(_("Theory and coding held up against each other"), 2)
    unspoken = []
    for name, statement, *counts in found.unspoken.itertuples(index=False):
        stands = ", ".join(f"{standing_label(s)} {count}" for s, count in zip(UNSAID, counts, strict=True) if count)
        unspoken.append(f"{name} {statement} ({stands})")
    codes = [
        _n("{code}: {n} coding", "{code}: {n} codings", row[2]).format(code=row[0], n=row[2])
        for row in found.codes_without_theory.to_numpy()
    ]
    missing = [f"{row.code} ({row.propositions})" for row in found.codes_never_used.itertuples(index=False)]
    _listed(writer, _("Propositions without evidence"), unspoken)
    _listed(writer, _("Used and never introduced, or otherwise than introduced"), _late(found))
    _listed(writer, _("Codes in use that no proposition concerns"), codes)
    _listed(writer, _("Codes a proposition names and nobody uses"), missing)


def _late(found: TheoryCoverage) -> list[str]:
    texts = {
        "written after": _("written after the coding, with evidence: {name} ({n})"),
        "other code": _("evidence on codes it does not concern: {name} ({n}): {codes}"),
        "no such proposition": _("evidence for a proposition the study does not have: {name} ({n})"),
    }
    return [
        texts[one.kind].format(name=one.proposition, n=one.evidence, codes=", ".join(one.codes))
        for one in found.unintroduced
    ]


def _listed(writer: Writer, title: str, lines: Sequence[str]) -> None:
    writer.heading(f"{title}: {len(lines)}", 3)
    listed(writer, lines)
