"""The chapters on how equal the parties are: the checklist, their differences, and the direction along the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kodeverk.messages import _
from kodeverk.model import Snapshot
from kodeverk.reports.paper import Cell, Run
from kodeverk.reports.people import Naming, tongue_of
from kodeverk.reports.writer import Said, Writer, one_each
from kodeverk.views.asked import NOT_ASKED, UNKNOWN_ASKED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kodeverk.views.quotes import Quote

QUOTES_EACH = 5
"""Quotes printed under an expression, or a difference: the first of each office or informant before the second."""


def write_equality(writer: Writer, naming: Naming) -> None:
    """Add how each expression of equality stands at each office, and what it rests on."""
    from kodeverk.analysis.networks.equality import equality_checklist
    from kodeverk.analysis.theory.showing import standing_label

    found = equality_checklist(naming.snapshot)
    heard = {one.office for one in found.flags if one.status not in (NOT_ASKED, UNKNOWN_ASKED)}
    offices = [name for name in dict.fromkeys(one.office for one in found.flags) if name in heard]
    statements = {one.expression: one.statement for one in found.flags}
    cells = {(one.expression, one.office): one for one in found.flags}
    rows: list[list[Cell]] = [
        [[Run(name, bold=True), said], *(standing_label(cells[name, office].status) for office in offices)]
        for name, said in statements.items()
    ]
    rows += [[Run(cell, bold=True) for cell in row] for row in found.sums(offices)]
    writer.table([30, *[14] * len(offices)], [_("expression"), *offices], rows)
    writer.small(found.rule)
    for name, said in statements.items():
        evidence = [(one.office, e) for one in found.flags if one.expression == name for e in one.evidence]
        if evidence:
            writer.heading(f"{name} {said}", 3)
        chosen = [
            _said(naming, e.quote, (standing_label(e.stance), found.speakers.get(e.quote.case_id, "")), e.coder)
            for _office, e in one_each(evidence, lambda pair: pair[0])
        ]
        writer.quotes(chosen, QUOTES_EACH)


def write_differences(writer: Writer, naming: Naming) -> None:
    """Add the differences between the parties, who tells of each, and who says they mean little."""
    from kodeverk.analysis.networks.differences import party_differences

    found = party_differences(naming.snapshot)
    rows: list[list[Cell]] = [
        [one.label, str(len(one.informants)), ", ".join(one.informants) or "–",
         *(str(number) for number in row[5:8]), ", ".join(one.documents) or "–"]
        for one, row in zip(found.rows, found.frame.to_numpy().tolist(), strict=True)
    ]  # fmt: skip
    columns = [_("difference"), _("n"), _("informants"), _("silent"), _("not asked"), _("unknown"), _("documents")]
    writer.table([25, 5, 22, 13, 10, 10, 15], columns, rows)
    denied = ", ".join(found.denied_by) or _("nobody of whom it was judged")
    writer.paragraph(Run(_("Say that differences mean little") + ": ", bold=True), denied)
    for title, quotes in (*((one.label, one.quotes) for one in found.rows), (_("Mean little"), found.little)):
        if quotes:
            writer.heading(title, 3)
            _quoted(writer, naming, quotes, found.lines)


def _quoted(writer: Writer, naming: Naming, quotes: tuple[Quote, ...], lines: Mapping[str | None, str]) -> None:
    chosen = one_each(quotes, lambda quote: quote.case)
    writer.quotes([_said(naming, q, (lines.get(q.case_id, ""),), q.coder) for q in chosen], QUOTES_EACH)


def _said(naming: Naming, quote: Quote, before: tuple[str, ...], coder: str) -> Said:
    after = (_("coded by {coder}").format(coder=naming.coder(coder)),)
    tongue = tongue_of(naming.snapshot, [quote.case_id] if quote.case_id else [])
    return Said(quote, tuple(filter(None, before)), after, tongue)


def write_directions(writer: Writer, snapshot: Snapshot) -> None:
    """Add whether contact along each line is told to go one way or both ways, office by office."""
    from kodeverk.analysis.networks.vertical import count_labels, line_title, vertical_direction

    found = vertical_direction(snapshot)
    told = {one.office for one in found.lines if one.relations}
    rows: list[list[Cell]] = []
    for line in dict.fromkeys(one.line for one in found.lines):
        rows.append([Run(line_title(line), bold=True)])
        rows += [
            [one.office, one.label, *(str(count) for count in one[2:6])]
            for one in found.lines
            if one.line == line and one.office in told
        ]
    writer.table([18, 30, 12, 12, 12, 16], [_("office"), _("direction"), *count_labels()], rows)
    writer.small(found.rule)
