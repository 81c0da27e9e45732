"""How comparisons look in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.messages import _
from kodeverk.views import html
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, UNKNOWN_ASKED, status_label

if TYPE_CHECKING:
    from kodeverk.analysis.groups.comparison import Comparison, Side, ThemeComparison

QUOTES_EACH = 3
"""Quotes of each group shown under a theme; all are in ``.quotes``."""


def comparison_html(comparison: Comparison) -> Markup:
    """Return a comparison as HTML: groups, cautions, then each theme with counts, names and quotes."""
    groups = ", ".join(f"{group.label} (n = {len(group.cases)})" for group in comparison.groups)
    general = [caution for caution in comparison.cautions if not caution.theme]
    parts = [html.tag("h3", f"{comparison.by}: {groups}"), _cautions(caution.text for caution in general)]
    for one in comparison.themes:
        parts += [html.tag("h4", one.theme.heading, " ", html.chip(one.theme.name, one.theme.colour))]
        parts.append(html.table([side.group.label for side in one.sides], [[_side(side) for side in one.sides]]))
        parts.append(_cautions(c.text for c in comparison.cautions if c.theme == one.theme.name))
        parts += _quotes(one, comparison.speakers)
    return html.block(*parts)


def _side(side: Side) -> Markup:
    said = _("{count} of {n}").format(count=len(side.cases(SAID)), n=side.n)
    lines = [html.labelled(said, ", ".join(side.cases(SAID)) or "–")]
    for status in (SILENT, NOT_ASKED, UNKNOWN_ASKED):
        if cases := side.cases(status):
            lines.append(html.labelled(status_label(status), ", ".join(cases)))
    if side.deviant:
        lines.append(html.labelled(_("deviates from its group"), ", ".join(side.deviant)))
    return html.together(html.tag("div", line) for line in lines)


def _cautions(texts: Iterable[str]) -> Markup:
    found = [html.tag("span", "⚠ ", text) for text in texts]
    return html.items(found) if found else Markup("")


def _quotes(one: ThemeComparison, speakers: dict[str | None, str]) -> list[Markup]:
    """Return some quotes of each group: the first of every case before the second of any."""
    parts = []
    for side in one.sides:
        seen: dict[str, int] = {}
        ranked = []
        for quote in side.quotes:
            seen[quote.case] = seen.get(quote.case, 0) + 1
            ranked.append((seen[quote.case], quote))
        chosen = [quote for _rank, quote in sorted(ranked, key=lambda pair: pair[0])[:QUOTES_EACH]]
        for quote in chosen:
            line = f"{side.group.label} – {speakers[quote.case_id]} – {quote.place} – {quote.code} ({quote.coder})"
            parts.append(html.blockquote(quote.quote, line, one.theme.colour))
    return parts
