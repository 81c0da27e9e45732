"""The chapters on the cases of meetings, and on claims held against documents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kodeverk.messages import _, _n
from kodeverk.model import Snapshot
from kodeverk.reports.paper import Cell, Run, Text
from kodeverk.reports.writer import Writer, listed
from kodeverk.views.naming import state_label

if TYPE_CHECKING:
    from kodeverk.analysis.minutes.minutes import MinutedItem, Minutes
    from kodeverk.analysis.minutes.tally import Tally
    from kodeverk.analysis.triangulation.outcome import Finding
    from kodeverk.analysis.triangulation.triangulation import Triangulation

PASSAGES_EACH = 2
"""Passages printed of each source for each office, at most."""


def write_minutes(writer: Writer, snapshot: Snapshot) -> None:
    """Add how many cases there are of each kind, and the list of them."""
    from kodeverk.analysis.minutes.minutes import read_minutes
    from kodeverk.analysis.minutes.placing import said_alone
    from kodeverk.analysis.minutes.tally import NO_MINUTES, tally

    minutes = read_minutes(snapshot)
    writer.paragraph(f"{repr(minutes)[1:-1]}.")
    titles = {
        "category": _("By category"),
        "decision": _("By kind of decision"),
        "binding": _("Binding, or lifted to the line"),
        "conflict": _("Conflict or not"),
    }
    for columns, title in titles.items():
        writer.heading(title, 2)
        _tally(writer, tally(snapshot, columns=columns))
    writer.small(
        _("Every count is out of the items that are placed; 0 is none of them, a blank that none is placed yet."),
    )
    writer.small(said_alone())
    table = tally(snapshot)
    if without := [row.name for row in table.rows if row.state == NO_MINUTES]:
        writer.small(_("No minutes in the study: {offices}.").format(offices=", ".join(without)))
    writer.heading(_("The items, one by one"), 2)
    for office, items in groupby(minutes.items, key=lambda item: item.office):
        _cases(writer, minutes, office or _("without office"), list(items))
    if minutes.problems:
        writer.heading(_("Problems in the minutes"), 2)
        listed(writer, [f"{one.where}: {one.what}" for one in minutes.problems])


def _tally(writer: Writer, table: Tally) -> None:
    """Add a table of ``n/total``, an office a column, with both shares, and what there is most of."""
    from kodeverk.analysis.minutes.showing import percent_1
    from kodeverk.analysis.minutes.tally import FEWEST, NO_MINUTES

    shown = [row for row in table.rows if row.state != NO_MINUTES]
    few = table.total.n < FEWEST
    rows: list[list[Cell]] = []
    for place, column in enumerate(table.columns):
        counts = [state_label(table.cells(row)[place]) for row in shown]
        shares = ["–" if few else percent_1(share(place)) for share in (table.pooled, table.mean)]
        rows.append([column.heading, *counts, Run(table.cells(table.total)[place], bold=True), *shares])
    items = [str(row.items) if row.items else "–" for row in shown]
    rows.append([_("items"), *items, Run(str(table.total.items), bold=True), "", ""])
    offices = [row.name or _("without office") for row in shown]
    head = ["", *offices, _("all"), _("share of all items"), _("mean of the shares of each")]
    writer.table([31, *[16] * len(offices), 11, 14, 23], head, rows)
    found = table.largest
    told = [(_("Of all items"), found.pooled), (_("By the mean of the shares of each"), found.mean)]
    told += [(one.scope or _("without office"), one) for one in found.rows]
    writer.points([Run(f"{scope}: ", bold=True), str(one)] for scope, one in told)


def _cases(writer: Writer, minutes: Minutes, office: str, items: Sequence[MinutedItem]) -> None:
    """Add the cases of an office, a meeting at a time."""
    from kodeverk.analysis.minutes.placing import committed_heading

    count = _n("{count} item", "{count} items", len(items)).format(count=len(items))
    writer.heading(f"{office}: {count}", 3)
    rows: list[list[Cell]] = []
    for source, held in groupby(items, key=lambda item: item.source.name):
        meeting = list(held)
        rows.append([Run(f"{meeting[0].date or '–'}  {source}", bold=True)])
        rows += [
            [one.number, one.title, _judged(minutes, one, "category"), _judged(minutes, one, "decision"),
             [_judged(minutes, one, branch) for branch in ("binding", "conflict") if one.placed[branch].codings] or "–"]
            for one in meeting
        ]  # fmt: skip
    head = [_("no."), _("heading"), _("category"), _("decision"), committed_heading()]
    writer.table([8, 40, 24, 16, 16], head, rows)


def _judged(minutes: Minutes, item: MinutedItem, branch: str) -> str:
    """Return where an item is placed; what each coder says where they differ."""
    from kodeverk.analysis.minutes.placing import DISPUTED, PLACED, standing_label

    one = item.placed[branch]
    if one.standing == PLACED:
        return minutes.codes[one.code_id][1]
    if one.standing == DISPUTED:
        sides = dict.fromkeys(minutes.codes[coding.code_id][1] for coding in one.codings)
        return f"{standing_label(DISPUTED)}: {' / '.join(sides)}"
    return standing_label(one.standing)


def write_triangulations(writer: Writer, found: Sequence[Triangulation]) -> None:
    """Add claims held against documents, each with the passages of both sides, office by office."""
    from kodeverk.analysis.triangulation.outcome import INTERVIEW, SILENT, source_label
    from kodeverk.views.asked import SAID

    for one, title in zip(found, _titles(found), strict=True):
        writer.heading(title, 2)
        writer.points([str(overall)] for overall in one.overall)
        if one.differing:
            told = _("The written sources differ on: {offices}.").format(offices=", ".join(one.differing))
            writer.points([[Run(told, bold=True)]])
        rows: list[list[Cell]] = []
        nothing = []
        for office in dict.fromkeys(finding.office for finding in one.findings):
            own = [one.of(office, source) for source in (INTERVIEW, *one.sources)]
            if own[0].outcome == SAID or any(finding.outcome != SILENT for finding in own[1:]):
                rows += [[Run(office, bold=True)], *map(_finding, own)]
            else:
                nothing.append(office)
        writer.table([12, 22, 66], [_("source"), _("what becomes of it"), _("passages")], rows)
        if nothing:
            writer.small(_("Neither said nor spoken to at: {offices}.").format(offices=", ".join(nothing)))
        asked = "; ".join(f"{source_label(source)}: {condition}" for source, condition in one.conditions.items())
        writer.small(_("Counted by: {condition}").format(condition=asked))


def _titles(found: Sequence[Triangulation]) -> list[str]:
    """Return the claims; where several have the same, with the sources each is held against, then numbered."""
    from kodeverk.analysis.triangulation.outcome import source_label

    claims, titles = [one.claim for one in found], list[str]()
    for one in found:
        sources = ", ".join(map(source_label, one.sources))
        titles.append(f"{one.claim} – {sources}" if claims.count(one.claim) > 1 else one.claim)
    before = [titles[:place].count(title) for place, title in enumerate(titles)]
    return [f"{title} ({n + 1})" if n else title for title, n in zip(titles, before, strict=True)]


def _finding(one: Finding) -> list[Cell]:
    """Return what a source says of an office, why, and its first passages; of words within other words once."""
    from kodeverk.analysis.triangulation.outcome import INTERVIEW, outcome_label, source_label

    becomes: list[Text] = [Run(outcome_label(one.outcome), bold=True)]
    becomes += [one.why] if one.why and one.source != INTERVIEW else []
    whole = [p for p in one.passages if not any(p.quote in q.quote and p.quote != q.quote for q in one.passages)]
    different = list({passage.quote: passage for passage in reversed(whole)}.values())[::-1]
    told: list[Text] = []
    for passage in different[:PASSAGES_EACH]:
        told += [passage.quote, Run(passage.place, italic=True)]
    if more := len(different[PASSAGES_EACH:]):
        told.append(_n("{count} more passage", "{count} more passages", more).format(count=more))
    return [source_label(one.source), becomes, told or "–"]
