"""How agreement looks in a notebook: the coefficients in one table, then every disagreement side by side."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.analysis.agreement.differences import CODE, EXTENT, MISSED, SUB_CODE
from kodeverk.analysis.agreement.evidence import STANCE
from kodeverk.analysis.agreement.result import CODES, EVIDENCE, NO_VARIATION, NOT_USED, NOTHING, TOO_FEW
from kodeverk.analysis.agreement.units import CASE, CHARACTER, SEGMENT
from kodeverk.analysis.groups.limits import SMALL
from kodeverk.analysis.theory.showing import standing_label
from kodeverk.messages import _, _n, numeral
from kodeverk.views import html

if TYPE_CHECKING:
    from kodeverk.analysis.agreement.deciding import Differences
    from kodeverk.analysis.agreement.deciding import Row as Decided
    from kodeverk.analysis.agreement.result import Agreement, Difference, Row, Side

SHOWN = 100
"""Disagreements shown in a notebook; all are in ``.disagreements``."""
_HALF = "width:50%;padding:.2em .6em;text-align:left;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.35)"


def agreement_html(found: Agreement) -> Markup:
    """Return agreement as HTML: what was compared, coefficients with their n, how to read them, disagreements."""
    columns = _columns(found)
    each = html.table(columns, [_cells(found, row) for row in found.rows[:-1]])
    title = _("Propositions one by one: {n}") if found.of == EVIDENCE else _("Codes and categories one by one: {n}")
    return html.block(
        html.tag("h3", _("Agreement: {coders}").format(coders=", ".join(found.coders))),
        html.tag("p", _compared(found)),
        html.table(columns, [_cells(found, found.all)]),
        html.items(_reading(found)),
        html.details(title.format(n=len(found.rows) - 1), each),
        *_disagreements(found),
    )


def _compared(found: Agreement) -> str:
    unit = {
        CHARACTER: _("By character of informant speech."),
        SEGMENT: _("By segment of informant speech."),
        CASE: _("By case."),
    }.get(found.by) or _("By passage that was judged for a proposition.")
    n, listed = len(found.sources), ", ".join(found.sources) or "–"
    sources = _n("Compared in {n} source: {sources}.", "Compared in {n} sources: {sources}.", n)
    told = [unit, sources.format(n=n, sources=listed)]
    unread: dict[str, list[str]] = {}
    for source, coder in found.unread:
        unread.setdefault(coder, []).append(source)
    without = _("{coder} has coded nothing in {sources}: her judgements are missing there.")
    told += [without.format(coder=coder, sources=", ".join(sources)) for coder, sources in unread.items()]
    if found.removed:
        gone = _n(
            "{count} is not compared: a correction removed its text.",
            "{count} are not compared: a correction removed their text.",
            found.removed,
        )
        told.append(gone.format(count=found.removed))
    return " ".join(told)


def _columns(found: Agreement) -> list[str]:
    kappa = ["kappa"] if len(found.coders) == 2 else []
    if found.of == EVIDENCE:
        judged = [_("judged by {coder}").format(coder=coder) for coder in found.coders]
        return [_("Proposition"), _("n"), _("judged alike"), *judged, _("share"), *kappa, "alpha"]
    used = [_("used by {coder}").format(coder=coder) for coder in found.coders]
    return [_("Code"), _("n"), _("judged alike"), *used, _("used by all"), _("share"), *kappa, "alpha"]


def _cells(found: Agreement, row: Row) -> list[object]:
    names = {"all": _("all"), "category": _("{name} (category)").format(name=row.name)}
    name: object = names.get(row.kind, row.name)
    head = [html.tag("b", name) if row.kind == "all" else name, row.n, row.agreed, *row.used.values()]
    head += [row.used_by_all] if found.of != EVIDENCE else []
    kappa = [row.kappa] if len(found.coders) == 2 else []
    if row.note:
        why = _("not available: {reason}").format(reason=reason_label(row.note))
        return [*head, "–", *("–" for _value in kappa), why]
    return [*head, *map(_number, (row.share, *kappa, row.alpha))]


def _number(value: float | None) -> str:
    return "–" if value is None else numeral(value, 2)


def reason_label(note: str) -> str:
    """Return why there is no coefficient, in the language in use."""
    labels = {
        NOTHING: _("nothing was judged by two coders"),
        NO_VARIATION: _("all judgements are the same"),
        NOT_USED: _("nobody uses it"),
        TOO_FEW: _("fewer than {n} units").format(n=SMALL),
    }
    return labels.get(note, note)


def kind_label(kind: str, of: str) -> str:
    """Return a kind of disagreement in the language in use."""
    labels = {
        CODE: _("different codes"),
        SUB_CODE: _("a code and one under it"),
        EXTENT: _("different extent"),
        STANCE: _("different stances"),
        MISSED: _("judged by one") if of == EVIDENCE else _("coded by one"),
    }
    return labels[kind]


def _reading(found: Agreement) -> list[str]:
    rules = {
        EVIDENCE: [_("A passage judged by one coder alone is listed below, and counts neither for nor against.")],
    }.get(found.of) or [
        _("A coder with any coding in a source is taken to have read it: what she left uncoded there counts as no."),
        _("The row for all puts the judgements of all codes together: its n is codes times units."),
        _("Where a code is seldom used, kappa and alpha can be low though nearly all is judged alike "
          "(Feinstein and Cicchetti 1990): read them beside the counts."),
    ]  # fmt: skip
    if found.by == CHARACTER:
        rules.append(
            _("Characters side by side are judged together: n is how much text was compared, not how many judgements.")
        )
    return [
        *rules,
        _("Kappa and alpha are 1 where all is judged alike, and 0 where it is as chance would have it."),
        _("Krippendorff (2018, chapter 12) relies on alpha from .800, and on .667 to .800 for tentative conclusions "
          "only; what is enough depends on what is to be concluded."),
    ]  # fmt: skip


# --- disagreements -------------------------------------------------------------------------------


def _disagreements(found: Agreement) -> list[Markup]:
    count = len(found.differences)
    kinds = Counter(one.kind for one in found.differences)
    told = ", ".join(f"{kind_label(kind, found.of)}: {number}" for kind, number in kinds.most_common())
    parts = [html.tag("h4", found.listed), html.tag("p", told)]
    if found.by in (SEGMENT, CASE):
        said = _(
            "The list is of passages, one by one; the counts above are by segment or case, and do not add up to it."
        )
        parts.append(html.tag("p", said, style=html.SMALL))
    for source, ones in groupby(found.differences[:SHOWN], key=lambda one: one.source):
        parts += [html.tag("h5", source), *(_side_by_side(one, found.of) for one in ones)]
    if count > SHOWN:
        rest = _("The first {shown} are shown; all {count} are in .disagreements.")
        parts.append(html.tag("p", rest.format(shown=SHOWN, count=count)))
    return parts


def _side_by_side(one: Difference, of: str) -> Markup:
    segment = _("segment {segment}").format(segment=one.segment)
    case = _("case {case}").format(case=one.case) if one.case else _("without case")
    where = " – ".join(part for part in (segment, case, one.proposition, kind_label(one.kind, of)) if part)
    cells = html.tag("tr", *(html.tag("td", _side(side, of), style=_HALF) for side in (one.a, one.b)))
    table = html.tag("table", html.tag("tbody", cells), style="border-collapse:collapse;width:100%;table-layout:fixed")
    return html.together([html.tag("div", where, style=html.SMALL), table])


def _side(side: Side, of: str) -> Markup:
    if not side.quote:
        return html.labelled(side.coder, _("not judged") if of == EVIDENCE else _("not coded so"))
    stance = " + ".join(standing_label(part) for part in side.stance.split(" + ")) if side.stance else ""
    said = ", ".join(part for part in (stance, side.code) if part)
    return html.together([html.labelled(side.coder, said), html.tag("div", side.quote, style="white-space:pre-wrap")])


# --- what was decided ----------------------------------------------------------------------------


def differences_html(found: Differences) -> Markup:
    """Return what two coders differ on as HTML: both quotes side by side, and under them what was decided."""
    parts = [
        html.tag("h3", _("Differences: {coders}").format(coders=", ".join(found.coders))),
        html.tag("p", found.told),
    ]
    for source, ones in groupby(found.rows[:SHOWN], key=lambda row: row.difference.source):
        parts.append(html.tag("h5", source))
        for row in ones:
            parts += [_side_by_side(row.difference, CODES), html.tag("div", _decision(row, found.layer))]
    if len(found.rows) > SHOWN:
        rest = _("The first {shown} are shown; all {count} are in .frame.")
        parts.append(html.tag("p", rest.format(shown=SHOWN, count=len(found.rows))))
    return html.block(*parts)


def _decision(row: Decided, layer: str) -> Markup:
    if row.decision is None:
        return html.labelled(layer, _("not decided"))
    what = ", ".join(row.codes) or _("nothing is coded here")
    by = _("{what}, decided by {coder}").format(what=what, coder=row.decision.coder)
    return html.labelled(layer, f"{by}: {row.decision.note}" if row.decision.note else by)
