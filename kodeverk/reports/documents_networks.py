"""The chapters on networks: who drives each partnership, what was told of whom, and models drawn from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kodeverk.messages import _
from kodeverk.model import Relation, Snapshot
from kodeverk.reports.paper import Cell, Run, Text
from kodeverk.reports.people import Naming
from kodeverk.reports.writer import Writer
from kodeverk.views.naming import state_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kodeverk.analysis.networks.driving import DrivingForce, Placed
    from kodeverk.analysis.networks.told import Told


HALF = 4.0
"""Inches a picture may be high where two are to stand on a page."""


def write_networks(writer: Writer, naming: Naming) -> None:
    """Add where each office stands, then each with its drawing, what would move it, and every relation told."""
    from kodeverk.analysis.networks.driving import DrivingForce, driving_force
    from kodeverk.analysis.networks.network import networks
    from kodeverk.pictures import driving_forces

    told = networks(naming.snapshot)
    found = DrivingForce(tuple(one for one in driving_force(naming.snapshot).offices if told[one.office].relations))
    writer.points([Run(f"{one.office}: ", bold=True), one.label] for one in found.offices)
    writer.picture(driving_forces(found), _("The driving force of each partnership."))
    _numbers(writer, found)
    writer.small(found.rule)
    for one in found.offices:
        _office(writer, naming, one, told[one.office].relations)
    if silent := [office for office, network in told.items() if not network.relations]:
        said = _("Nothing is told of contact between actors at: {offices}.")
        writer.paragraph(said.format(offices=", ".join(silent)))


def _numbers(writer: Writer, found: DrivingForce) -> None:
    from kodeverk.analysis.networks.driving_showing import between

    level = _("{practice} of {known}")
    rows: list[list[Cell]] = [
        [one.office, level.format(practice=one.score.practice, known=one.score.known), str(one.score.untold),
         between(one.score.low, one.score.high) if one.score.owners else "–", str(len(one.contacts)),
         state_label(one.meetings) or "–"]
        for one in found.offices
    ]  # fmt: skip
    head = [
        _("office"), _("initiative at practice level"), _("not told who"), _("two-way (0-1)"), _("relations"),
        _("meetings a year (not used)"),
    ]  # fmt: skip
    writer.table([14, 18, 14, 22, 14, 20], head, rows)


def _office(writer: Writer, naming: Naming, one: Placed, relations: Iterable[Told]) -> None:
    """Add one office: where it stands and why, its drawing, what would move it, and every relation with its quote."""
    from kodeverk.analysis.networks.driving_rule import placement_label
    from kodeverk.analysis.networks.driving_showing import contact_told, differing_told, moves_told, why_not
    from kodeverk.pictures import driving_force_model

    writer.heading(f"{one.office}: {one.label}", 2)
    if why := why_not(one):
        writer.paragraph(why)
    if one.score.cells and one.score.low < one.score.high:
        least, most = map(placement_label, one.score.bounds)
        said = _("What is not told may place it anywhere from {least} to {most}.")
        writer.lead(said.format(least=least, most=most))
    if differ := differing_told(one, naming.coder):
        writer.paragraph(differ)
    if one.relations:
        caption = _("Who drives the partnership at {office}.").format(office=one.office)
        writer.picture(driving_force_model(naming.snapshot, one), caption)
    writer.points([Run(f"{whom}: ", bold=True), told] for whom, told in map(contact_told, one.score.owners))
    writer.lead(_("What would move it"))
    writer.points([line] for line in moves_told(one))
    writer.lead(_("Relations told of"))
    resting = {relation.relation_id for relation in one.relations}
    write_relations(writer, naming, relations, resting)


def write_relations(writer: Writer, naming: Naming, relations: Iterable[Told], resting: Collection[str]) -> None:
    """Add relations as a table, the words of a passage once.

    First those something rests on, then the others, and last those that tell that there is no contact.
    """
    from kodeverk.analysis.networks.showing import alike
    from kodeverk.analysis.networks.told import both_ways_label, channel_label, frequency_label

    titles = [
        _("Between practice and authority, on which the placement rests"), _("Others"), _("Told that there is none"),
    ]  # fmt: skip

    def part(one: Told) -> int:
        return 2 if one.denied else int(one.relation_id not in resting)

    rows: list[list[Cell]] = []
    said: tuple[str, int, int] | None = None
    shown = -1
    for same in alike(sorted(relations, key=part)):
        one = same[0]
        if shown != (shown := part(one)):
            rows.append([Run(titles[shown], bold=True)])
        coders = ", ".join(sorted({naming.coder(other.coder) for other in same}))
        line = Run(_("{place}; coded by {coder}").format(place=one.place, coder=coders), italic=True)
        words: list[Text] = [line] if said == (said := (one.source, one.start, one.end)) else [one.quote, line]
        rows.append([
            f"{one.from_actor} → {one.to_actor}", one.initiator or "–", both_ways_label(one.reciprocal),
            channel_label(one.channel), frequency_label(one.frequency), words,
        ])  # fmt: skip
    head = [_("relation"), _("initiative"), _("goes"), _("channel"), _("how often"), _("passage")]
    writer.table([15, 11, 10, 11, 11, 42], head, rows)
    writer.small(
        _("The words stand with the first relation a passage tells of. – or not told: the passage does not say.")
    )


def write_models(writer: Writer, snapshot: Snapshot) -> None:
    """Add the models: the partnership, co-ordination and dialogue as told, and how each office is built."""
    from kodeverk.pictures import coordination, dialogue_model, office_structure, partnership_model

    writer.picture(partnership_model(snapshot), _("The partnership by the register of actors."))
    if snapshot.all(Relation):
        writer.picture(coordination(snapshot), _("Co-ordination between levels and between lines, as told."))
        writer.picture(dialogue_model(snapshot), _("The dialogue model: who has contact both ways, as told."))
    for office in _with_staff(snapshot):
        caption = _("How {office} is built.").format(office=office)
        writer.picture(office_structure(snapshot, office), caption, high=HALF)


def _with_staff(snapshot: Snapshot) -> list[str]:
    """Return the offices of which the register says something of the staff."""
    from kodeverk.analysis.networks.told import offices
    from kodeverk.pictures.partnership import STAFF

    return [name for name in offices(snapshot) if set(STAFF.values()) & set(snapshot.values(snapshot.case(name).id))]
