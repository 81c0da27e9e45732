"""Contacts of an office from its relations, and where coders who read the same passage disagree on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kodeverk.analysis.networks.driving_rule import Contact, Score, score
from kodeverk.analysis.networks.told import Told, passages
from kodeverk.messages import _
from kodeverk.model import Actor
from kodeverk.model.network import PRACTICE


class Disagreement(NamedTuple):
    """What coders read differently at an office.

    Attributes
    ----------
    places : tuple of str
        Source and segment of each passage that several coders read relations from, and not the same, in the language
        in use.
    scores : dict of str to Score
        Where the office would stand by each coder alone; empty where they agree.
    """

    places: tuple[str, ...]
    scores: Mapping[str, Score]


def contacts_of(relations: Sequence[Told], actors: Mapping[str, Actor]) -> tuple[Contact, ...]:
    """Return relations as contacts: those that say the same of one passage are one, whoever coded them.

    Parameters
    ----------
    relations : sequence of Told
        Between practice and authority.
    actors : dict of str to Actor
        Every actor by its short name.
    """
    found: dict[Contact, list[str]] = {}
    for one, passage in zip(relations, passages(relations), strict=True):
        practice, other = sorted((one.from_actor, one.to_actor), key=lambda end: actors[end].level != PRACTICE)
        initiative = actors[one.initiator].level if one.initiator else ""
        place = _("{source}, segment {segment}").format(source=one.source, segment=one.turn)
        said = Contact(passage, practice, other, initiative, one.reciprocal, one.channel, one.frequency, place)
        found.setdefault(said, []).append(one.relation_id)
    return tuple(said._replace(relations=tuple(ids)) for said, ids in found.items())


def disagreement(contacts: Sequence[Contact], relations: Sequence[Told], owners: Sequence[str]) -> Disagreement:
    """Return what coders who read relations from the same passage read differently, and what that does.

    Differently: another actor, initiative, direction, channel or frequency, or a relation the other does not see.

    Parameters
    ----------
    contacts : sequence of Contact
    relations : sequence of Told
        Those the contacts are.
    owners : sequence of str
    """
    coder = {one.relation_id: one.coder for one in relations}
    read: dict[int, dict[str, set[Contact]]] = defaultdict(lambda: defaultdict(set))
    for one in contacts:
        for who in {coder[key] for key in one.relations}:
            read[one.passage][who].add(one._replace(place="", relations=()))
    differ = [passage for passage, by in read.items() if len(set(map(frozenset, by.values()))) > 1]
    place = {one.passage: one.place for one in reversed(contacts)}
    coders = sorted(set(coder.values())) if differ else []
    alone = {who: [one for one in contacts if who in {coder[key] for key in one.relations}] for who in coders}
    return Disagreement(
        tuple(place[passage] for passage in differ), {who: score(own, owners) for who, own in alone.items()}
    )
