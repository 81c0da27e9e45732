"""A checked report as it shows itself in a notebook: findings first, edits as struck out and put in."""

from __future__ import annotations

from markupsafe import Markup

from kodeverk.analysis.claims.verdict import verdict_label as claim_label
from kodeverk.analysis.proofreading import findings as f
from kodeverk.messages import _
from kodeverk.views import html
from kodeverk.views.edits import edits_html

_COLOURS = {f.ERROR: "#b3261e", f.WARNING: "#9a6700", f.NOTE: "#57606a"}


def report_html(check: f.ReportCheck) -> Markup:
    """Return a checked report as HTML: how much was checked, the findings, and every quote in a list to open."""
    parts: list[object] = [html.tag("h3", check.name or _("report"))]
    counts = (
        (_("quotes"), len(check.quoted)),
        (_("sentences that say how many"), len({(c.paragraph.number, c.sentence) for c in check.counted})),
        (_("references"), len(check.referred)),
    )
    parts.append(html.tag("p", html.together(html.labelled(name, f"{count}  ") for name, count in counts)))
    if check.findings:
        edits = {(q.paragraph.number, q.start): edits_html(q.match.edits) for q in check.quoted if q.match.edits}
        head = (_("Place"), _("Finding"), _("The report says"), _("Instead"), _("Advice"))
        parts.append(html.table(head, [_row(finding, edits) for finding in check.findings]))
    else:
        parts.append(html.tag("p", _("Nothing found that needs a look.")))
    if check.quoted:
        head = (_("Quote"), _("Verdict"), _("Who the report names"), _("Attribution"), _("Where it stands"))
        listed = html.table(head, [_quote_row(quote) for quote in check.quoted])
        parts.append(html.tag("details", html.tag("summary", _("All quotes")), listed))
    if check.counted:
        rows = [(c.sentence, c.quantifier, claim_label(c.verdict) or _("to be checked")) for c in check.counted]
        listed = html.table((_("Sentence"), _("How many"), _("Verdict")), rows)
        parts.append(html.tag("details", html.tag("summary", _("Sentences that say how many")), listed))
    return html.block(*parts)


def _row(finding: f.Finding, edits: dict[tuple[int, int], Markup]) -> tuple[object, ...]:
    place = _("{heading}, paragraph {number}").format(
        heading=finding.paragraph.heading or "–", number=finding.paragraph.number
    )
    kind = html.chip(kind_label(finding.kind), _COLOURS[finding.severity])
    said: object = finding.found
    if finding.kind == f.ALTERED:
        said = edits.get((finding.paragraph.number, finding.start), said)
    elif finding.kind == f.ATTRIBUTED_WRONG:
        said = html.together([finding.paragraph.text[finding.start : finding.end], " – ", html.tag("b", finding.found)])
    return place, kind, said, finding.expected, finding.advice


def _quote_row(quote: f.QuoteCheck) -> tuple[object, ...]:
    where = "–"
    if quote.place is not None:
        where = _("{source}, segment {segment}").format(source=quote.place.source, segment=quote.place.segment)
        where += f" ({quote.place.case})" if quote.place.case else ""
    verdict, attribution = verdict_label(quote.verdict), attribution_label(quote.attribution)
    return quote.quote, verdict, quote.said or "–", attribution, where


def kind_label(kind: str) -> str:
    """Return a kind of finding in the language in use."""
    return {
        f.ALTERED: _("quote altered"),
        f.UNKNOWN_QUOTE: _("quote unknown"),
        f.STITCHED_QUOTE: _("quote put together"),
        f.OF_INTERVIEWER: _("quote of the interviewer"),
        f.OF_DOCUMENT: _("quote of a document"),
        f.ATTRIBUTED_WRONG: _("attribution wrong"),
        f.ATTRIBUTED_NOT: _("attribution missing"),
        f.MISDESCRIBED: _("informant misdescribed"),
        f.MISCOUNTED: _("count wrong"),
        f.OTHER_NUMBER: _("number differs"),
        f.CLAIM: _("claim"),
        f.TO_NOTHING: _("reference to nothing"),
        f.CAPTION_NUMBER: _("caption number"),
        f.HEADING_NUMBER: _("heading number"),
        f.LETTER: _("letter of a list"),
        f.FIELD: _("field broken"),
        f.MARK: _("quotation mark"),
        f.BRACKET: _("bracket broken"),
        f.CELL: _("question mark in a cell"),
        f.NOT_REFERRED: _("not referred to"),
    }.get(kind, kind)


def verdict_label(verdict: str) -> str:
    """Return the verdict on a quote in the language in use."""
    return {
        "exact": _("exact"),
        "near": _("near"),
        "stitched": _("put together"),
        "unknown": _("unknown"),
        "interviewer": _("the interviewer's"),
        "document": _("a document's"),
    }.get(verdict, verdict)


def attribution_label(attribution: str) -> str:
    """Return the verdict on who is said to say a quote in the language in use."""
    return {
        f.CONSISTENT: _("consistent"),
        f.WRONG: _("wrong"),
        f.MISSING: _("missing"),
        f.UNCHECKED: _("not checkable"),
    }.get(attribution, attribution)
