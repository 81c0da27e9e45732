"""The chapters on the cases of meetings, and on claims held against documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from kodeverk.messages import _, _n
from kodeverk.model import NOT_RELEASED, Snapshot
from kodeverk.reports.paper import Cell, Run, Text
from kodeverk.reports.writer import Writer, listed
from kodeverk.views.naming import state_label

if TYPE_CHECKING:
    from kodeverk.analysis.minutes.minutes import MinutedItem, Minutes
    from kodeverk.analysis.minutes.tally import Tally
    from kodeverk.analysis.triangulation.triangulation import Finding, Triangulation

PASSAGES_EACH = 2
"""Passages printed of each source for each office, at most."""


def write_minutes(writer: Writer, snapshot: Snapshot) -> None:
    """Add how many cases there are of each kind, and the list of them."""
    from kodeverk.analysis.minutes.minutes import read_minutes
    from kodeverk.analysis.minutes.tally import tally

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
    writer.heading(_("The cases"), 2)
    for office, items in groupby(minutes.items, key=lambda item: item.office):
        _cases(writer, minutes, office or _("without office"), list(items))
    if minutes.problems:
        writer.heading(_("Problems in the minutes"), 2)
        listed(writer, [f"{one.where}: {one.what}" for one in minutes.problems])


def _tally(writer: Writer, table: Tally) -> None:
    """Add a table of ``n/total`` with both shares, and what there is most of."""
    from kodeverk.analysis.minutes.showing import percent_1
    from kodeverk.analysis.minutes.tally import FEWEST, NO_MINUTES

    rows: list[list[Cell]] = []
    for row in table.rows:
        name = row.name or _("without office")
        if row.state in (NOT_RELEASED, NO_MINUTES):
            said = state_label(NOT_RELEASED) if row.state == NOT_RELEASED else _("no minutes")
            rows.append([f"{name}: {said}"])
        else:
            rows.append([name, *table.cells(row), str(row.items)])
    total = table.total
    rows.append([Run(_("all"), bold=True), *(Run(cell, bold=True) for cell in table.cells(total)), str(total.items)])
    if total.n >= FEWEST:
        shares: list[tuple[str, Callable[[int], Fraction | None]]] = [
            (_("share of all items"), table.pooled),
            (_("mean of the shares of each"), table.mean),
        ]
        rows += [[name, *(percent_1(share(n)) for n in range(len(table.columns))), ""] for name, share in shares]
    columns = [column.heading for column in table.columns]
    writer.table([22, *[15] * len(columns), 10], [_("office"), *columns, _("items")], rows)
    found = table.largest
    writer.points([
        [Run(_("Of all items") + ": ", bold=True), str(found.pooled)],
        [Run(_("By the mean of the shares of each") + ": ", bold=True), str(found.mean)],
        *([Run(f"{one.scope}: ", bold=True), str(one)] for one in found.rows),
    ])  # fmt: skip


def _cases(writer: Writer, minutes: Minutes, office: str, items: Sequence[MinutedItem]) -> None:
    """Add the cases of an office, a meeting at a time."""
    count = _n("{count} item", "{count} items", len(items)).format(count=len(items))
    writer.heading(f"{office}: {count}", 3)
    rows: list[list[Cell]] = []
    for source, held in groupby(items, key=lambda item: item.source.name):
        meeting = list(held)
        rows.append([Run(f"{meeting[0].date} ", bold=True)._replace(text=f"{meeting[0].date or '–'}  {source}")])
        rows += [
            [one.number, one.title, _judged(minutes, one, "category"), _judged(minutes, one, "decision"),
             [text for branch in ("binding", "conflict") if (text := _judged(minutes, one, branch))] or "–"]
            for one in meeting
        ]  # fmt: skip
    head = [_("no."), _("case"), _("category"), _("decision"), _("commitment")]
    writer.table([8, 40, 24, 16, 16], head, rows)


def _judged(minutes: Minutes, item: MinutedItem, branch: str) -> str:
    """Return where an item is placed; what each coder says where they differ; nothing where it is neither."""
    from kodeverk.analysis.minutes.placing import DISPUTED, NEITHER, PLACED, standing_label

    one = item.placed[branch]
    if one.standing == PLACED:
        return minutes.codes[one.code_id][1]
    if one.standing == DISPUTED:
        sides = dict.fromkeys(minutes.codes[coding.code_id][1] for coding in one.codings)
        return f"{standing_label(DISPUTED)}: {' / '.join(sides)}"
    return "" if one.standing == NEITHER else standing_label(one.standing)


def write_triangulations(writer: Writer, found: Sequence[Triangulation]) -> None:
    """Add claims held against documents, each with the passages of both sides, office by office."""
    from kodeverk.analysis.triangulation.triangulation import INTERVIEW, source_label

    for one in found:
        writer.heading(one.claim, 2)
        writer.points([str(overall)] for overall in one.overall)
        if one.differing:
            told = _("The written sources differ on: {offices}.").format(offices=", ".join(one.differing))
            writer.points([[Run(told, bold=True)]])
        sources = [INTERVIEW, *one.sources]
        offices = dict.fromkeys(finding.office for finding in one.findings)
        rows = [[Run(office, bold=True), *(_finding(one.of(office, source)) for source in sources)]
                for office in offices]  # fmt: skip
        wide = 86 // len(sources)
        writer.table([14, *[wide] * len(sources)], [_("office"), *map(source_label, sources)], rows)
        asked = "; ".join(f"{source_label(source)}: {condition}" for source, condition in one.conditions.items())
        writer.small(_("Counted by: {condition}").format(condition=asked))


def _finding(one: Finding) -> list[Text]:
    """Return what a source says of an office, why, and its first passages."""
    from kodeverk.analysis.triangulation.triangulation import INTERVIEW, outcome_label

    told: list[Text] = [Run(outcome_label(one.outcome), bold=True)]
    told += [one.why] if one.why and one.source != INTERVIEW else []
    for passage in one.passages[:PASSAGES_EACH]:
        told += [f"«{passage.quote}»", Run(passage.place, italic=True)]
    if more := len(one.passages[PASSAGES_EACH:]):
        told.append(_n("{count} more passage", "{count} more passages", more).format(count=more))
    return told
