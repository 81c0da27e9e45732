"""How the claims ledger looks in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.analysis.claims.verdict import (
    FALSE,
    OPEN,
    PLURALITY,
    TRUE,
    UNBOUND,
    standing_label,
    unit_label,
    verdict_label,
)
from kodeverk.analysis.documents.attributes import said_label
from kodeverk.messages import _
from kodeverk.views import html
from kodeverk.views.asked import STATUSES

if TYPE_CHECKING:
    from kodeverk.analysis.claims.ledger import ClaimFinding, Counted, Ledger

COLOURS = {TRUE: "#2e7d32", FALSE: "#c62828", PLURALITY: "#c62828", OPEN: "#b26a00", UNBOUND: "#b26a00"}
STALE = "#6a4c93"


def ledger_html(ledger: Ledger) -> Markup:
    """Return a ledger as HTML: for each claim verdict, counts, who says it and who not; the quotes folded away."""
    summary = ", ".join(f"{verdict_label(verdict)}: {count}" for verdict, count in ledger.verdicts().items())
    head = html.tag("h3", _("Claims"))
    found = [_claim(finding, ledger.speakers) for finding in ledger.findings]
    return html.block(head, html.tag("p", summary or _("No claims have been made.")), *found)


def _claim(finding: ClaimFinding, speakers: dict[str | None, str]) -> Markup:
    chips: list[object] = [html.chip(verdict_label(finding.verdict), COLOURS.get(finding.verdict, "")), " "]
    if finding.stale:
        chips += [html.chip(_("stale"), STALE), " "]
    where = ", ".join(part for part in (finding.claim.document, finding.claim.place) if part)
    line = html.tag("span", " ", where, style=html.SMALL) if where else ""
    parts: list[object] = [html.tag("p", finding.why)]
    parts += [html.tag("p", html.tag("b", change)) for change in finding.changes]
    parts += [html.tag("p", note, style=html.SMALL) for note in finding.notes]
    parts += [_count(finding, one) for one in finding.counts]
    asked = html.tag("code", finding.claim.condition)
    if finding.claim.among:
        asked = html.together([asked, " – ", html.tag("code", finding.claim.among)])
    parts.append(html.tag("p", html.labelled(_("Counted by"), asked), style=html.SMALL))
    if finding.quotes:
        parts.append(html.details(_("Quotes"), *_quotes(finding, speakers)))
    body = html.tag("div", *parts, style="margin-left:1.2em")
    title = html.tag("p", *chips, html.tag("b", finding.claim.text), line, style="margin:.8em 0 0")
    return html.together([title, body])


def _count(finding: ClaimFinding, one: Counted) -> Markup:
    counted = _("{count} of {n}: {cases}")
    lines = [
        html.labelled(
            standing_label(finding.claim, one.tally.unit, status),
            counted.format(count=len(who), n=one.tally.n, cases=", ".join(who)),
        )
        for status in STATUSES
        if (who := one.tally.names(status))
    ]
    title = f"{unit_label(one.tally.unit)} (n = {one.tally.n}): {verdict_label(one.verdict)}"
    return html.together([html.tag("p", html.tag("b", title)), html.items(lines)])


def _quotes(finding: ClaimFinding, speakers: dict[str | None, str]) -> Iterator[Markup]:
    for quote in finding.quotes:
        by = f" ({quote.coder})" if quote.coder else ""
        yield html.blockquote(quote.quote, f"{speakers[quote.case_id]} – {quote.place} – {said_label(quote.code)}{by}")
