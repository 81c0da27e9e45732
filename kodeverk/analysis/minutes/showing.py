"""How minutes and their tallies look in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.analysis.minutes.largest import MAJORITY, TIE, Leading, kind_label
from kodeverk.analysis.minutes.placing import DISPUTED, PLACED, Placed, committed_heading, said_alone, standing_label
from kodeverk.analysis.minutes.tally import FEWEST, NO_MINUTES, Tally, TallyRow, rows_label
from kodeverk.messages import _, _n, numeral, percent
from kodeverk.model import NOT_RELEASED
from kodeverk.views import html
from kodeverk.views.naming import state_label

if TYPE_CHECKING:
    from kodeverk.analysis.minutes.minutes import MinutedItem, Minutes

_GREY, _WARNING = "#8a8a8a", "#b26a00"


def minutes_html(minutes: Minutes) -> Markup:
    """Return minutes as HTML: a table of the items of each office, then problems."""
    head = [_("meeting"), _("number"), _("heading"), _("category"), _("decision"), committed_heading()]
    by_office: dict[str, list[MinutedItem]] = {}
    for item in minutes.items:
        by_office.setdefault(item.office, []).append(item)
    parts: list[object] = []
    for office, items in by_office.items():
        count = _n("{count} item", "{count} items", len(items)).format(count=len(items))
        title = f"{office or _('without office')}: {count}"
        parts.append(html.tag("h4", title, style="margin:.8em 0 .2em"))
        meetings = groupby(items, key=lambda item: item.source)
        rows = [_row(minutes, item, named=not place) for _one, held in meetings for place, item in enumerate(held)]
        parts.append(html.table(head, rows))
    if not minutes.items:
        parts.append(html.tag("p", _("The study holds no minutes with items.")))
    told = [f"{one.where}: {one.what}. {one.advice}" for one in minutes.problems]
    problems = html.details(_("problems: {count}").format(count=len(told)), html.items(told)) if told else ""
    return html.block(html.tag("h3", _("Items of meetings")), *parts, problems)


def _row(minutes: Minutes, item: MinutedItem, *, named: bool) -> list[object]:
    """Return a row for an item; its meeting is named where it is the first of it."""
    meeting = html.tag("div", item.source.name, style=html.SMALL) if named else ""
    date = html.tag("span", item.date, style="white-space:nowrap") if named else ""
    kind = _judged(minutes, item.placed["decision"], quiet=True)
    written = html.tag("div", item.decision, style=html.SMALL) if item.decision else ""
    more = [_judged(minutes, item.placed[branch], quiet=True) for branch in ("binding", "conflict")]
    commitment = html.together(html.tag("div", one, style="margin-bottom:.3em") for one in more if one)
    return [
        html.together([date, meeting]), item.number, item.title, _category(minutes, item),
        html.together([kind, written]), commitment,
    ]  # fmt: skip


def _category(minutes: Minutes, item: MinutedItem) -> Markup:
    one = item.placed["category"]
    if one.standing in (PLACED, DISPUTED):
        return _judged(minutes, one)
    chip = html.chip(standing_label(one.standing), _GREY)
    best = [other for other in item.suggested if other.hits == item.suggested[0].hits]
    if not best:
        return chip
    said = _("suggested: {codes} ({reason})").format(
        codes=", ".join(minutes.codes[other.code_id][1] for other in best),
        reason="; ".join(other.reason for other in best),
    )
    return html.together([chip, html.tag("div", said, style=html.SMALL)])


def _judged(minutes: Minutes, one: Placed, *, quiet: bool = False) -> Markup:
    """Return where an item is placed and by whom; who differs, where coders do."""
    if one.standing == PLACED:
        coders = "" if quiet else html.tag("span", f" ({', '.join(one.coders)})", style=html.SMALL)
        return html.together([minutes.codes[one.code_id][1], coders])
    if one.standing == DISPUTED:
        sides = [f"{coding.coder}: {minutes.codes[coding.code_id][1]}" for coding in one.codings]
        return html.together([html.chip(standing_label(DISPUTED), _WARNING), html.items(sides)])
    return Markup("") if quiet else html.chip(standing_label(one.standing), _GREY)


def tally_html(table: Tally) -> Markup:
    """Return a tally as HTML: the table, both shares, what there is most of, and how to read it."""
    more = [name for name in ("disputed", "not_placed") if getattr(table.total, name)]
    head = [rows_label(table.by), *(c.heading for c in table.columns)]
    head += [_("items"), *(standing_label(name.replace("_", " ")) for name in more)]
    body = [_cells(table, row, row.name or _("without office"), more) for row in table.rows]
    total: list[object] = [html.tag("b", cell) for cell in _cells(table, table.total, _("all"), more)]
    body.append(total)
    if table.total.n >= FEWEST:
        blank = [""] * (1 + len(more))
        places = range(len(table.columns))
        shares = [[percent_1(share(place)) for place in places] for share in (table.pooled, table.mean)]
        first = [_("share of all items"), _("mean of the shares of each")]
        body += [[label, *own, *blank] for label, own in zip(first, shares, strict=True)]
    return html.block(
        html.table(head, body), html.items(_leading(table)), html.tag("p", _read(table), style=html.SMALL)
    )


def percent_1(share: Fraction | None) -> str:
    """Return a share (0-1) as per cent with one decimal, as it is written in the language in use; – for none."""
    return "–" if share is None else numeral(float(100 * share), 1) + percent(0).removeprefix("0")


def _cells(table: Tally, row: TallyRow, name: str, more: list[str]) -> list[object]:
    if row.state in (NOT_RELEASED, NO_MINUTES):
        said = state_label(NOT_RELEASED) if row.state == NOT_RELEASED else _("no minutes")
        chip = html.chip(said, _GREY)
        return [name, chip, *[""] * (len(table.columns) - 1), "–", *["" for _name in more]]
    return [name, *table.cells(row), row.items, *(getattr(row, name) for name in more)]


def _leading(table: Tally) -> Iterator[object]:
    found = table.largest
    yield html.labelled(_("Of all items"), _told(found.pooled))
    yield html.labelled(_("By the mean of the shares of each"), _told(found.mean))
    for one in found.rows:
        yield html.labelled(one.scope or _("without office"), _told(one))


def _told(one: Leading) -> str:
    if one.share is None:
        return _("nothing is counted")
    counted = [f"{one.items}/{one.n}"] if one.items is not None else []
    counted += [percent_1(one.share)] if one.n >= FEWEST else []
    said = {MAJORITY: _("majority, more than half"), TIE: _("tie, none is largest")}.get(one.kind, kind_label(one.kind))
    return f"{', '.join(one.headings)} ({'; '.join(counted)}) – {said}"


def _read(table: Tally) -> str:
    told = [
        _("Every count is out of the items that are placed; 0 is none of them, a blank that none is placed yet."),
        _("An item that coders place differently counts in no column until one coder is chosen."),
        _("In the mean of shares each row weighs the same, however few items it has; n = {n}.").format(
            n=len(table.resting)
        ),
    ]
    if table.of in ("binding", "conflict"):
        told.append(said_alone())
    if few := [row.name or _("without office") for row in table.resting if row.n < FEWEST]:
        told.append(_("Fewer than {few} items: {rows}.").format(few=FEWEST, rows=", ".join(few)))
    return " ".join(told)
