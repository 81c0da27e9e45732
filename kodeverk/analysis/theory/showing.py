"""How theory checks look in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.analysis.theory.computed import computed_label
from kodeverk.analysis.theory.verdict import (
    CASE_STATUSES,
    CONTRADICTED,
    DISPUTED,
    MIXED,
    NOT_ILLUMINATED,
    NOT_JUDGED,
    OPEN,
    PARTLY,
    PREMISE,
    SUPPORTED,
    verdict_label,
)
from kodeverk.messages import _, _n, language
from kodeverk.model import CONTRADICTS, ILLUSTRATES, NUANCES, SUPPORTS, Theory
from kodeverk.model.before import CAME_IN, DATED
from kodeverk.views import html
from kodeverk.views.asked import status_label

if TYPE_CHECKING:
    from kodeverk.analysis.theory.findings import CaseFinding, Finding, Judged, TheoryCheck

COLOURS = {
    SUPPORTED: "#2e7d32",
    PARTLY: "#8a8f00",
    CONTRADICTED: "#c62828",
    OPEN: "#b26a00",
    NOT_ILLUMINATED: "#8a8a8a",
}


STANDS = (SUPPORTS, CONTRADICTS, MIXED, DISPUTED, NUANCES, ILLUSTRATES)
"""The statuses of cases that said something that was judged."""


def standing_label(status: str) -> str:
    """Return where a case stands to a proposition, in the language in use."""
    labels = {
        SUPPORTS: _("supports"),
        CONTRADICTS: _("contradicts"),
        MIXED: _("speaks both ways"),
        DISPUTED: _("disputed between coders"),
        NUANCES: _("nuances"),
        ILLUSTRATES: _("illustrates"),
        NOT_JUDGED: _("speaks of it, nothing judged"),
    }
    return labels.get(status) or status_label(status)


def also_nuancing(finding: Finding) -> list[str]:
    """Return the names of the cases that stand for, against or both ways, and nuance the proposition too."""
    stands = {SUPPORTS, CONTRADICTS, MIXED}
    return [
        case.case
        for case in finding.cases
        if case.case_id is not None and case.status in stands and any(j.stance == NUANCES for j in case.evidence)
    ]


def provisional(finding: Finding) -> str:
    """Return that a verdict can change, where cases speak of the proposition and are not judged; else nothing."""
    count = finding.count(NOT_JUDGED)
    if not count or finding.verdict == PREMISE:
        return ""
    said = _("provisional: {count} of {n} cases speak of it and are not judged")
    return said.format(count=count, n=_everyone(finding))


def standing_lines(finding: Finding) -> Iterator[tuple[str, str]]:
    """Return a label for each way cases stand to a proposition, and how many and which they are.

    Where they said nothing that was judged, and why.
    """
    counted = _("{count} of {n}: {cases}")
    for status in CASE_STATUSES:
        cases = finding.with_status(status)
        named = ", ".join(case.case for case in cases) if status in STANDS else _because(cases)
        groups = [(standing_label(status), named, len(cases))]
        if status == NUANCES:
            also = also_nuancing(finding)
            groups.append((_("also nuancing"), ", ".join(also), len(also)))
        for label, listed, count in groups:
            if count:
                yield label, counted.format(count=count, n=_everyone(finding), cases=listed)


def _because(cases: Iterable[CaseFinding]) -> str:
    """Return names of cases, those that stand there for one reason together, with the reason."""
    found: dict[str, list[str]] = {}
    for case in cases:
        found.setdefault(case.why, []).append(case.case)
    return "; ".join(", ".join(named) + (f" ({why})" if why else "") for why, named in found.items())


def _everyone(finding: Finding) -> int:
    return sum(case.case_id is not None for case in finding.cases)


def written_line(date: str, relative: str) -> str:
    """Return when something was written, and whether before or after the data were coded; empty where nobody said."""
    when = {"before": _("before the coding"), "after": _("after the coding")}.get(relative, "")
    if not date and not when:
        return ""
    if not date:
        return _("written {when}").format(when=when)
    said = _("written {date}, {when}") if when else _("written {date}; not said whether before or after the coding")
    return said.format(date=date, when=when)


def theory_written(theory: Theory, doubts: Mapping[str, str]) -> str:
    """Return when a theory was written, and whether the study bears it out that this was before the coding.

    `doubts`: why it is not borne out, by proposition, as `model.before.not_borne_out` says.
    """
    line = written_line(theory.written, theory.relative_to_coding) or _("when it was written is not said")
    count = sum(key.startswith(f"{theory.id}:") for key in doubts) if theory.relative_to_coding == "before" else 0
    if not count:
        return line
    said = _n(
        "{line}, which dates or change log do not bear out for {count} proposition",
        "{line}, which dates or change log do not bear out for {count} propositions",
        count,
    )
    return said.format(line=line, count=count)


def proposition_written(finding: Finding, check: TheoryCheck) -> str:
    """Return when a proposition was written, where it says so itself; and whether the study bears it out."""
    own = finding.proposition
    if not (own.written or own.relative_to_coding):
        return ""
    line = written_line(*check.written(finding))
    return f"{line} ({doubt_label(doubt)})" if (doubt := check.doubts.get(own.id)) else line


def doubt_label(doubt: str) -> str:
    """Return why it is not borne out that something is older than the coding, in the language in use."""
    labels = {
        DATED: _("not borne out: dated after the first coding"),
        CAME_IN: _("not borne out: came into the study after the first coding"),
    }
    return labels[doubt]


def unit_line(check: TheoryCheck) -> str:
    """Return how many cases are counted, and in how many offices."""
    offices = {case.office for finding in check.findings for case in finding.cases if case.case_id and case.office}
    return _("n = {n} cases in {offices} offices; cases are counted, not quotes").format(
        n=len(check.values), offices=len(offices)
    )


# --- theory check ----------------------------------------------------------------------------------


def check_html(check: TheoryCheck) -> Markup:
    """Return a theory check as HTML: paradoxes, the rule, then each proposition with verdict, cases and quotes."""
    titles = [_title(theory, check) for theory in check.theories]
    summary = ", ".join(f"{verdict_label(verdict)}: {count}" for verdict, count in check.verdicts().items())
    paradoxes = [paradox.text for paradox in check.every_paradox]
    head = [html.tag("p", html.tag("b", _("Paradoxes, not averaged:")), html.items(paradoxes))] if paradoxes else []
    rule = html.tag("p", html.labelled(_("Rule"), check.rule.in_words()), style=html.SMALL)
    found = [finding_html(finding, check) for finding in check.findings]
    counted = html.tag("p", summary or _("There are no propositions."), " (", unit_line(check), ")")
    return html.block(*titles, *head, counted, rule, *found)


def _title(theory: Theory, check: TheoryCheck) -> Markup:
    title = html.tag("h3", theory.title.in_language(language()) or theory.id)
    version = _("Version {v}").format(v=theory.version)
    return html.together([title, html.tag("p", f"{version}; {theory_written(theory, check.doubts)}", style=html.SMALL)])


def finding_html(finding: Finding, check: TheoryCheck) -> Markup:
    """Return one proposition: verdict, where each case stands; a case opens to its quotes with who judged."""
    verdict = html.chip(verdict_label(finding.verdict), COLOURS.get(finding.verdict, ""))
    head = html.tag("summary", html.tag("b", finding.name), " ", verdict, " ", finding.statement)
    parts: list[Markup] = []
    if reservation := provisional(finding):
        parts.append(html.tag("p", reservation))
    if finding.expected:
        cautions = [html.tag("div", caution, style=html.SMALL) for caution in finding.expected.cautions]
        parts.append(html.tag("p", html.labelled(_("Expected"), finding.expected.in_words()), *cautions))
    if finding.deviant:
        parts.append(html.tag("p", html.labelled(_("Deviant cases"), ", ".join(finding.deviant))))
    parts.append(html.items(html.labelled(label, text) for label, text in standing_lines(finding)))
    if computed := computed_lines(finding, check):
        said = _("Computed by its rules, beside what was judged:")
        parts.append(html.tag("p", said, html.items(computed), style=html.SMALL))
    notes = (proposition_written(finding, check), *finding.notes)
    parts += [html.tag("p", note, style=html.SMALL) for note in notes if note]
    for dispute in finding.disputes:
        said = _("Judged oppositely: {supporting} for, {opposing} against.")
        text = said.format(supporting=", ".join(dispute.supports), opposing=", ".join(dispute.contradicts))
        parts.append(html.tag("p", html.tag("b", text), html.blockquote(dispute.quote.quote, dispute.quote.place)))
    parts += [_case_html(case, finding, check) for case in finding.cases if case.evidence]
    return html.tag("details", head, *parts, style="margin:.5em 0", **({"open": "open"} if finding.disputes else {}))


def computed_lines(finding: Finding, check: TheoryCheck) -> list[str]:
    """Return what a proposition's rules compute for which cases, and where that is not what was judged."""
    found: dict[str, list[str]] = {}
    for row in check.computed.of(finding.name):
        found.setdefault(computed_label(row.computed), []).append(row.case)
    lines = [f"{label}: {', '.join(cases)}" for label, cases in found.items()]
    if other := [row.case for row in check.computed.of(finding.name) if row.agrees is False]:
        lines.append(_("otherwise than judged: {cases}").format(cases=", ".join(other)))
    return [*lines, *check.computed.notes.get(finding.name, ())]


def _case_html(case: CaseFinding, finding: Finding, check: TheoryCheck) -> Markup:
    """Return one case's side of a proposition, closed: where it stands, and within it the quotes."""
    deviant = case.case_id is not None and case.case in finding.deviant
    line = [check.speakers[case.case_id], standing_label(case.status), case.why]
    if deviant:
        line.append(_("deviant case"))
    quotes = [evidence_html(judged, check.speakers[case.case_id], deviant) for judged in _alike(case.evidence)]
    return html.tag("details", html.tag("summary", " – ".join(line)), *quotes, style="margin:.2em 0 .2em 1.2em")


def _alike(evidence: Iterable[Judged]) -> list[Judged]:
    """Return evidence with coders who judge one coding alike, and note the same, joined."""
    coders: dict[tuple[str, str, str], list[str]] = {}
    first: dict[tuple[str, str, str], Judged] = {}
    for judged in evidence:
        key = (judged.quote.coding_id, judged.stance, judged.note)
        first.setdefault(key, judged)
        coders.setdefault(key, []).append(judged.coder)
    return [judged._replace(coder=", ".join(coders[key])) for key, judged in first.items()]


def evidence_html(judged: Judged, speaker: str, deviant: bool = False) -> Markup:
    """Return one piece of evidence: the quote, who speaks and where, the stance and who judged."""
    quote = judged.quote
    colour = {SUPPORTS: COLOURS[SUPPORTED], CONTRADICTS: COLOURS[CONTRADICTED]}.get(judged.stance, COLOURS[OPEN])
    line = f"{speaker} – {quote.place} – {quote.code} – {standing_label(judged.stance)} ({judged.coder})"
    if deviant:
        line += " – " + _("deviant case")
    return html.blockquote(quote.quote, line + (f": {judged.note}" if judged.note else ""), colour)
