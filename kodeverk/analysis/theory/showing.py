"""How theory checks look in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.analysis.theory.verdict import (
    CASE_STATUSES,
    CONTRADICTED,
    MIXED,
    NOT_ILLUMINATED,
    NOT_JUDGED,
    OPEN,
    PARTLY,
    PREMISE,
    SUPPORTED,
    verdict_label,
)
from kodeverk.messages import _, language
from kodeverk.model import CONTRADICTS, NOT_APPLICABLE, NUANCES, SUPPORTS
from kodeverk.views import html
from kodeverk.views.asked import status_label

if TYPE_CHECKING:
    from kodeverk.analysis.theory.findings import Finding, Judged, TheoryCheck

COLOURS = {
    SUPPORTED: "#2e7d32",
    PARTLY: "#8a8f00",
    CONTRADICTED: "#c62828",
    OPEN: "#b26a00",
    NOT_ILLUMINATED: "#8a8a8a",
}


def standing_label(status: str) -> str:
    """Return where a case stands to a proposition, in the language in use."""
    labels = {
        SUPPORTS: _("supports"),
        CONTRADICTS: _("contradicts"),
        MIXED: _("speaks both ways"),
        NUANCES: _("nuances"),
        NOT_JUDGED: _("speaks of it, nothing judged"),
        NOT_APPLICABLE: _("not applicable"),
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
    """Return a label for each way cases stand to a proposition, and how many and which they are."""
    counted = _("{count} of {n}: {cases}")
    for status in CASE_STATUSES:
        groups = [(standing_label(status), [case.case for case in finding.with_status(status)])]
        if status == NUANCES:
            groups.append((_("also nuancing"), also_nuancing(finding)))
        for label, cases in groups:
            if cases:
                yield label, counted.format(count=len(cases), n=_everyone(finding), cases=", ".join(cases))


def _everyone(finding: Finding) -> int:
    return sum(case.case_id is not None for case in finding.cases)


# --- theory check ----------------------------------------------------------------------------------


def check_html(check: TheoryCheck) -> Markup:
    """Return a theory check as HTML: the rule, then each proposition with verdict, cases and quotes."""
    titles = [html.tag("h3", theory.title.in_language(language()) or theory.id) for theory in check.theories]
    summary = ", ".join(f"{verdict_label(verdict)}: {count}" for verdict, count in check.verdicts().items())
    rule = html.tag("p", html.labelled(_("Rule"), check.rule.in_words()), style=html.SMALL)
    found = [finding_html(finding, check.speakers) for finding in check.findings]
    return html.block(*titles, html.tag("p", summary or _("There are no propositions.")), rule, *found)


def finding_html(finding: Finding, speakers: dict[str | None, str]) -> Markup:
    """Return one proposition: verdict, deviant cases first, where each case stands, quotes with who judged."""
    verdict = html.chip(verdict_label(finding.verdict), COLOURS.get(finding.verdict, ""))
    head = html.tag("summary", html.tag("b", finding.name), " ", verdict, " ", finding.statement)
    parts: list[Markup] = []
    if reservation := provisional(finding):
        parts.append(html.tag("p", reservation))
    if finding.deviant:
        parts.append(html.tag("p", html.labelled(_("Deviant cases"), ", ".join(finding.deviant))))
    parts.append(html.items(html.labelled(label, text) for label, text in standing_lines(finding)))
    parts += [html.tag("p", note, style=html.SMALL) for note in finding.notes]
    for dispute in finding.disputes:
        said = _("Judged oppositely: {supporting} for, {opposing} against.")
        text = said.format(supporting=", ".join(dispute.supports), opposing=", ".join(dispute.contradicts))
        parts.append(html.tag("p", html.tag("b", text), html.blockquote(dispute.quote.quote, dispute.quote.place)))
    parts += [
        evidence_html(judged, speakers[case.case_id], case.case in finding.deviant)
        for case in finding.cases
        for judged in _alike(case.evidence)
    ]
    return html.tag("details", head, *parts, style="margin:.5em 0", **({"open": "open"} if finding.disputes else {}))


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
