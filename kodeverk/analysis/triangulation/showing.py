"""How a triangulation looks in a notebook."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from kodeverk.analysis.minutes.placing import said_alone
from kodeverk.analysis.triangulation.outcome import (
    CONFIRMS,
    INTERVIEW,
    NOT_CONFIRMED,
    SAYS,
    Finding,
    outcome_label,
    source_label,
)
from kodeverk.analysis.triangulation.triangulation import Triangulation
from kodeverk.messages import _
from kodeverk.views import html
from kodeverk.views.asked import SAID

COLOURS = {SAID: "#1b6ca8", CONFIRMS: "#2e7d32", NOT_CONFIRMED: "#c62828", SAYS: "#b26a00"}


def triangulation_html(found: Triangulation) -> Markup:
    """Return a triangulation as HTML: a line for each source, a table of offices, and the passages of both sides."""
    sources = [INTERVIEW, *found.sources]
    offices = list(dict.fromkeys(one.office for one in found.findings))
    rows = [[office, *(_cell(found.of(office, source)) for source in sources)] for office in offices]
    head = [_("office"), *(source_label(source) for source in sources)]
    parts = [
        html.tag("h3", found.claim),
        html.items(str(one) for one in found.overall),
        html.table(head, rows),
    ]
    if found.differing:
        told = _("The written sources differ on: {offices}.").format(offices=", ".join(found.differing))
        parts.append(html.tag("p", html.tag("b", told)))
    parts += [html.details(office, *_passages(found, office, sources)) for office in offices]
    parts.append(html.tag("p", html.together(_asked(found)), style=html.SMALL))
    parts.append(html.tag("p", " ".join(_rules(found)), style=html.SMALL))
    return html.block(*parts)


def _cell(one: Finding) -> Markup:
    why = one.why if one.source != INTERVIEW else ""
    chip = html.chip(outcome_label(one.outcome), COLOURS.get(one.outcome, ""))
    return html.together([chip, html.tag("div", why, style=html.SMALL) if why else ""])


def _passages(found: Triangulation, office: str, sources: list[str]) -> Iterator[Markup]:
    for source in sources:
        one = found.of(office, source)
        told = outcome_label(one.outcome) + (f" – {one.why}" if one.why and source != INTERVIEW else "")
        yield html.tag("p", html.labelled(source_label(source), told), style="margin:.4em 0 0")
        for passage in one.passages:
            by = f" ({', '.join(passage.coders)})" if passage.coders else ""
            yield html.blockquote(passage.quote, passage.place + by, COLOURS.get(one.outcome, ""))


def _asked(found: Triangulation) -> Iterator[object]:
    for source, condition in found.conditions.items():
        yield html.labelled(source_label(source), html.tag("code", condition))
        yield f" ({found.of_items})" if source == "minutes" else ""
        yield Markup("<br>")


def _rules(found: Triangulation) -> Iterator[str]:
    yield _("An office says what one of its informants says. Silence of a source counts neither way.")
    if "minutes" in found.conditions:
        yield _(
            "Minutes are silent where there are none, where no item has one of the codes asked for or a sibling of "
            "one, and where it hangs on items nobody has placed."
        )
        yield said_alone()
    if "agreement" in found.conditions:
        yield _("An agreement is silent where there is none, and where what is asked is not read or coded in it.")
    if "register" in found.conditions:
        yield _("The register is silent where a value is unknown, not applicable or not released.")
