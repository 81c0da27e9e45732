"""How a word is used, group beside group, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.messages import _, _n, numeral
from kodeverk.views import html
from kodeverk.views.naming import state_label

if TYPE_CHECKING:
    from kodeverk.views.company import Share
    from kodeverk.views.concept import Concept, Line

SHOWN = 15
"""Hits shown of a group before the rest is folded away."""
_MARKS = tuple(".,;:!?…)»-")
APART = 2
"""How many cases more a word stands beside in one group than in another, to be shown: one case may be chance."""


def concept_html(concept: Concept) -> str:
    """Return who says the word, its company, the codes on it and every hit, a column for each group."""
    rows = [
        (_("Said by"), [_said(concept, place) for place in range(len(concept.uses))]),
        (_("More here than elsewhere"), [_company(concept.beside, place) for place in range(len(concept.uses))]),
        (_("Codes on it"), [_codes(concept.coded, place) for place in range(len(concept.uses))]),
        (_("In context"), [_hits(concept, use.group) for use in concept.uses]),
    ]
    head = ["", *(state_label(use.group) for use in concept.uses)]
    note = _(
        "Words in the same sentence as {word}, in at least {apart} more cases here than in another group. Counts of "
        "cases, group by group in brackets, not a test: the groups may differ in size and in how much they talk."
    ).format(word=concept.word, apart=APART)
    return str(
        html.tag(
            "div",
            html.tag("h3", f"{concept.word} – {concept.by}"),
            html.table(head, [[html.tag("b", title), *cells] for title, cells in rows]),
            html.tag("p", note, style=html.SMALL),
            style="font-family:system-ui,sans-serif;line-height:1.45",
        )
    )


def _said(concept: Concept, place: int) -> Markup:
    use = concept.uses[place]
    hits = _n("{count} hit", "{count} hits", use.hits).format(count=use.hits)
    told = _("{n} of {all} cases").format(n=use.with_word, all=use.cases)
    who = f": {use.said_by}" if use.said_by else ""
    words = _("{hits} in {words} words").format(hits=hits, words=numeral(use.words))
    return html.together([told, who, html.tag("div", words, style=html.SMALL)])


def _company(shares: tuple[Share, ...], place: int) -> Markup:
    here = [s for s in shares if s.cases[place] == max(s.cases) and s.difference]
    told = [
        html.together([html.tag("b", s.name), f" ({' / '.join(map(str, s.cases))})"])
        for s in here
        if s.difference >= APART
    ]
    few = ", ".join(s.name for s in here if s.difference < APART)
    rest = html.details(_("With one case more"), few) if few else ""
    return html.together([html.items(told) if told else "–", rest])


def _codes(shares: tuple[Share, ...], place: int) -> Markup:
    here = sorted((s for s in shares if s.cases[place]), key=lambda s: (-s.cases[place], -s.hits[place]))
    told = [
        html.together([s.name, " – ", _n("{count} case", "{count} cases", s.cases[place]).format(count=s.cases[place])])
        for s in here
    ]
    return html.items(told) if told else html.shown("–")


def _hits(concept: Concept, group: str) -> Markup:
    lines = [line for line in concept.found if line.group == group and line.case]
    told = [
        html.tag(
            "p",
            _in_context(line),
            html.tag("span", f" {line.case}, {line.source} {line.segment}", style=html.SMALL),
            style="margin:.2em 0",
        )
        for line in lines
    ]
    more = html.details(_("The other {n}").format(n=len(told) - SHOWN), *told[SHOWN:]) if len(told) > SHOWN else ""
    return html.together([*told[:SHOWN], more])


def _in_context(line: Line) -> Markup:
    """Return the keyword with what stands around it; no space where a hyphen or a mark stood next to it."""
    before = line.before if line.before.endswith("-") else f"{line.before} "
    after = line.after if line.after[:1] in _MARKS else f" {line.after}"
    return html.together(["… ", before, html.tag("b", line.keyword), after, " …"])
