"""How comparisons and their tests look in a notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.analysis.groups.contrasts import deviants, pairs
from kodeverk.analysis.groups.grouping import OFFICE, by_label
from kodeverk.messages import _, _n
from kodeverk.views import html
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, STATUSES, UNKNOWN_ASKED, Standing, status_label
from kodeverk.views.quotes import once

if TYPE_CHECKING:
    from kodeverk.analysis.groups.comparison import Comparison, Side, ThemeComparison
    from kodeverk.analysis.groups.tested import GroupTests

QUOTES_EACH = 3
"""Quotes of each group shown under a theme; all are in ``.quotes``."""

CASES_SHOWN = 8
"""Pairs that differ most, and cases that deviate, shown at most; all are in ``.pairs`` and ``.deviants``."""

MARKS = {SAID: "●", SILENT: "○", NOT_ASKED: "–", UNKNOWN_ASKED: "?"}
"""The mark of a case by where it stands, told apart without colour."""


def comparison_html(comparison: Comparison) -> Markup:
    """Return a comparison as HTML: groups, cautions, single cases, then each theme with counts, marks and quotes."""
    groups = ", ".join(f"{group.label} (n = {len(group.cases)})" for group in comparison.groups)
    general = [caution for caution in comparison.cautions if not caution.theme]
    parts = [html.tag("h3", f"{by_label(comparison.by)}: {groups}"), _legend(comparison.level)]
    parts += [_cautions(caution.text for caution in general), *_single_cases(comparison)]
    for one in comparison.themes:
        parts += [html.tag("h4", one.theme.heading, " ", html.chip(one.theme.name, one.theme.colour))]
        parts.append(html.table([side.group.label for side in one.sides], [[_side(side) for side in one.sides]]))
        parts.append(_cautions(c.text for c in comparison.cautions if c.theme == one.theme.name))
        parts += _quotes(one, comparison.speakers)
    return html.block(*parts)


def _legend(level: str) -> Markup:
    unit = _("Each mark is an office.") if level == OFFICE else _("Each mark is an informant.")
    return html.tag("p", " ".join([unit, *(f"{MARKS[s]} {status_label(s)}" for s in STATUSES)]), style=html.SMALL)


def _side(side: Side) -> Markup:
    others = [f"{status_label(s)}: {len(side.cases(s))}" for s in STATUSES[1:] if side.cases(s)]
    lines: list[object] = [_beside(html.tag("b", side.counted), others)]
    lines.append(html.together(_mark(one) for one in side.standings))
    if side.deviant:
        lines.append(html.labelled(_("deviates from its group"), ", ".join(side.deviant)))
    return html.together(html.tag("div", line) for line in lines)


def _beside(first: Markup, others: Iterable[str]) -> Markup:
    """Return something with what stands beside it in smaller letters."""
    beside = "; ".join(others)
    return html.together([first, " ", html.tag("span", beside, style=html.SMALL)]) if beside else first


def _mark(standing: Standing) -> Markup:
    """Return a case as its mark and name; what the mark says is text too, for those who hear the page."""
    words = f"{standing.case}: {status_label(standing.status)}"
    mark = html.tag("span", MARKS[standing.status], role="img", title=words, **{"aria-label": words})
    style = "display:inline-block;margin-right:.8em;white-space:nowrap"
    return html.tag("span", mark, " ", standing.case, title=words, style=style)


def _single_cases(comparison: Comparison) -> list[Markup]:
    """Return who differ most from one another, and who deviates within her own group."""
    parts = []
    apart = pairs(comparison)
    if far := [pair for pair in apart if pair.differ == apart[0].differ][:CASES_SHOWN]:
        text = _("{case} ({group}) and {other} ({other_group}): {differ} of the {heard} themes both were heard on")
        parts += [html.tag("h4", _("Most contrasting")), html.items(text.format(**pair._asdict()) for pair in far)]
    elif comparison.themes:
        parts.append(html.tag("p", _("No two cases differ on a theme both were heard on.")))
    count = Counter((one.case, one.group) for one in deviants(comparison))
    lines = []
    for (case, group), themes in count.most_common(CASES_SHOWN):
        text = _n("{case} ({group}): {count} theme", "{case} ({group}): {count} themes", themes)
        lines.append(text.format(case=case, group=group, count=themes))
    if lines:
        parts += [html.tag("h4", _("Deviate within their group")), html.items(lines)]
    return parts


def _cautions(texts: Iterable[str]) -> Markup:
    found = [html.tag("span", "⚠ ", text) for text in texts]
    return html.items(found) if found else Markup("")


def _quotes(one: ThemeComparison, speakers: dict[str | None, str]) -> list[Markup]:
    """Return some quotes of each group: the first of every case before the second of any."""
    parts = []
    for side in one.sides:
        seen: dict[str, int] = {}
        ranked = []
        for quote in once(side.quotes):
            seen[quote.case] = seen.get(quote.case, 0) + 1
            ranked.append((seen[quote.case], quote))
        chosen = [quote for _rank, quote in sorted(ranked, key=lambda pair: pair[0])[:QUOTES_EACH]]
        for quote in chosen:
            line = f"{side.group.label} – {speakers[quote.case_id]} – {quote.place} – {quote.code} ({quote.coder})"
            parts.append(html.blockquote(quote.quote, line, one.theme.colour))
    return parts


def tests_html(found: GroupTests) -> Markup:
    """Return tests as HTML: what many tests do, then a row for each theme with counts, p and the smallest there is."""
    from kodeverk.analysis.groups.tested import shown, unit_label

    groups = found.tests[0].groups if found.tests else ()
    head = [_("Theme"), *groups, _("Dealt out"), _("Ways"), "p", _("Smallest possible p"), "Holm", "Fisher"]
    rows: list[list[object]] = []
    for one in found.tests:
        counts = [_("{count} of {n}").format(count=count.said, n=count.heard) for count in one.counts]
        if one.chance is None:
            rows.append([one.theme, *counts, one.why, *["–"] * 5])
            continue
        dealt = f"{unit_label(one.unit)}: {one.units[0]} + {one.units[1]}"
        numbers = [shown(p) for p in (one.p, one.smallest, one.holm_p, one.fisher_p)]
        rows.append([one.theme, *counts, dealt, one.chance.allocations, *numbers])
    return html.block(html.tag("h3", by_label(found.by)), html.tag("p", found.in_words()), html.table(head, rows))
