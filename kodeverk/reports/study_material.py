"""The chapter on the material: who was talked to, who talks how much, what is spoken of, and what was asked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kodeverk.messages import _, numeral
from kodeverk.model import Coding, Guide, Snapshot, Source
from kodeverk.reports.paper import TALLEST, Cell, Run
from kodeverk.reports.people import Naming
from kodeverk.reports.writer import Writer, some
from kodeverk.views.layers import on_top
from kodeverk.views.naming import attribute_label, speaking_cases, state_label

if TYPE_CHECKING:
    from kodeverk.analysis.groups.balance import Share


MAPS = 4
"""Pages the code map fills at most."""


def write_material(writer: Writer, naming: Naming, by: str | None) -> None:
    """Add the chapter: in numbers, sample, balance, and pictures of what is spoken of."""
    snapshot = naming.snapshot
    writer.heading(_("Material and balance"), 1)
    writer.paragraph(_in_numbers(naming))
    if decided := on_top(snapshot):
        writer.paragraph(f"{decided}.")
    if not speaking_cases(snapshot):
        return
    _sample(writer, snapshot)
    _balance(writer, snapshot, by)
    _guide(writer, snapshot)
    if snapshot.all(Coding):
        _spoken_of(writer, snapshot)


def _in_numbers(naming: Naming) -> str:
    snapshot, cases = naming.snapshot, speaking_cases(naming.snapshot)
    coders = sorted({naming.coder(coding.coder) for coding in snapshot.all(Coding)})
    said = _("Sources: {sources}. Cases: {cases}, in offices: {offices}. Codings: {codings}. Coders: {coders}.")
    return said.format(
        sources=len(snapshot.table(Source)), cases=len(cases),
        offices=len({case.office_id for case in cases if case.office_id}), codings=numeral(len(snapshot.table(Coding))),
        coders=f"{len(coders)} ({', '.join(coders)})" if coders else 0,
    )  # fmt: skip


def _sample(writer: Writer, snapshot: Snapshot) -> None:
    from kodeverk.analysis.sampling.sample import sample

    found = sample(snapshot)
    writer.heading(_("Who was talked to"), 2)
    rows: list[list[Cell]] = [
        [*map(state_label, cell.values), str(cell.actual), some(cell.cases, writer.room.names)] for cell in found.cells
    ]
    writer.table([*[3] * len(found.by), 2, 4], [*map(attribute_label, found.by), _("Cases"), _("Who")], rows)


def _balance(writer: Writer, snapshot: Snapshot, by: str | None) -> None:
    from kodeverk.analysis.groups.balance import INFORMANT, balance

    writer.heading(_("Who talks how much"), 2)
    each = balance(snapshot)
    many = writer.room.rows is not None and len(each.rows) > writer.room.rows
    rows: list[list[Cell]] = [] if many else [_share(row) for row in each.rows]
    for attribute in dict.fromkeys(filter(None, ("office", by))):
        rows.append([Run(attribute_label(attribute), bold=True)])
        rows += [_share(row) for row in balance(snapshot, by=attribute).rows if row.name]
    head = [_("Who"), _("Words"), _("Share of all words"), _("Turns"), _("Codings"), _("Coded words"), _("Codes")]
    of_each: list[list[Cell]] = [] if many else [[Run(attribute_label(INFORMANT), bold=True)]]
    writer.table([5, 3, 4, 3, 3, 3, 3], head, [*of_each, *rows])
    if many:
        writer.small(
            _("{n} informants are too many for a table; the web page has a row for each.").format(n=len(each.rows))
        )
    writer.paragraph(each.in_words())
    writer.small(_("Informant speech in interviews alone. Words coded twice count once."))


def _share(row: Share) -> list[Cell]:
    name = state_label(row.name) if row.name else _("without case")
    named = name if row.informants <= 1 else f"{name} (n = {row.informants})"
    share = "–" if row.share_of_talk is None else numeral(row.share_of_talk, 2)
    return [named, numeral(row.words), share, *map(numeral, (row.turns, row.codings, row.coded_words, row.codes))]


def _guide(writer: Writer, snapshot: Snapshot) -> None:
    from kodeverk.analysis.sampling.coverage import guide_coverage
    from kodeverk.analysis.sampling.covering import STATUSES

    if not snapshot.all(Guide):
        return
    found = guide_coverage(snapshot)
    count = Counter(one.status for one in found.asked)
    asked, not_asked, unknown = (count[status] for status in STATUSES)
    writer.heading(_("What was asked"), 2)
    said = _("Questions times cases: asked {asked}, not asked {not_asked}, unknown whether asked {unknown}.")
    writer.paragraph(said.format(asked=asked, not_asked=not_asked, unknown=unknown))
    if emergent := [one.code for one in found.fed if one.emergent]:
        said = _("Codes in use that no question of the guide feeds: {codes}.")
        writer.paragraph(said.format(codes="; ".join(emergent)))


def _spoken_of(writer: Writer, snapshot: Snapshot) -> None:
    from kodeverk.pictures import co_occurrence_network, code_maps

    writer.heading(_("What is spoken of"), 2)
    for picture in (maps := code_maps(snapshot, TALLEST, MAPS)):
        writer.picture(picture, _("Code map: who speaks of what, and when in the interview."))
    if not maps:
        writer.small(_("No code map: with so many sources and codes it would fill more than {n} pages.").format(n=MAPS))
    writer.picture(co_occurrence_network(snapshot), _("Themes that are spoken of in the same turns."))
