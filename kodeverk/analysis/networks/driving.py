"""Driving force (partnerskapsmotor): who drives the partnership at each office, by what is told of its contacts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.networks import told as telling
from kodeverk.analysis.networks.driving_coders import Disagreement, contacts_of, disagreement
from kodeverk.analysis.networks.driving_rule import CELLS, Contact, Score, placement_label, score
from kodeverk.analysis.networks.told import Told, actors_by_name, frame_of, offices
from kodeverk.errors import UnknownName
from kodeverk.messages import _, _n
from kodeverk.model import Actor, Case, Snapshot
from kodeverk.model.names import unknown
from kodeverk.model.network import AUTHORITY, COMPOSITE, PRACTICE
from kodeverk.views.naming import natural

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.networks.driving_changes import Move

MEETINGS = "meetings_per_year"
"""The attribute of offices that is shown beside the placement, and not used."""

_FRAME = (
    "office", "placement", "degree", "cell", "also", "level", "practice", "authority", "initiative_not_told",
    "direction", "direction_low", "direction_high", "if_low", "if_high", "relations", "denied", "coded_differently",
    "meetings",
)  # fmt: skip
_CONTACTS = ("office", "owner", "low", "high", "why", "told", "unplaced", "denied")
_CHANGES = ("office", "to_another_cell", "changes", "what", "becomes", "relation_ids")


class Placed(NamedTuple):
    """One office with where it stands, and what that rests on.

    Attributes
    ----------
    office : str
    score : Score
    contacts : tuple of Contact
        What is counted, whoever coded it.
    denied : tuple of Contact
        What it is told that there is none of: no contact, and 0 of contact outside the meeting.
    relations : tuple of Told
        The relations both are, with quotes; whoever fills an owner's role stands as the role.
    owners : tuple of str
        The actors whose contact outside the meeting counts.
    meetings : str
        How many meetings the register gives a year, or its state; empty where it says nothing. Not used.
    coders : Disagreement
        What coders read differently. All that is coded is counted, whichever coder says it.
    """

    office: str
    score: Score
    contacts: tuple[Contact, ...]
    denied: tuple[Contact, ...]
    relations: tuple[Told, ...]
    owners: tuple[str, ...]
    meetings: str
    coders: Disagreement

    @property
    def label(self) -> str:
        """Where it stands, in the language in use."""
        return placement_label(self.score)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The smallest changes of relations that would place the office otherwise; see `driving_changes.moves`."""
        from kodeverk.analysis.networks.driving_changes import moves

        return moves((*self.contacts, *self.denied), self.owners)


class DrivingForce(NamedTuple):
    """Where each office stands: level of initiative x one-way or two-way.

    Attributes
    ----------
    offices : tuple of Placed
        Every office of the study, in order of name.
    actors : tuple of Actor
        Those told of, and the owners.
    """

    offices: tuple[Placed, ...]
    actors: tuple[Actor, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per office.

        Columns: office, placement (in English words), degree (``wholly``, ``mostly``, ``partly``, ``not placed``), cell
        (the foremost; empty where not placed), also (other cells it is partly in, parted by ``; ``), level (share, 0-1,
        of known initiatives at practice level; missing where none is known), practice, authority, initiative_not_told
        (counts), direction (0 one-way - 1 two-way), direction_low, direction_high (its bounds where something is not
        told), if_low, if_high (the placement at either bound), relations (n, whoever coded them), denied (n, told that
        there is none), coded_differently (passages, n, coders read differently), meetings (a year by the register; not
        used).
        """
        import pandas as pd

        rows = []
        for one in self.offices:
            s, cells = one.score, one.score.cells
            rows.append((
                one.office, s.placement, s.degree, cells[0] if cells else "", "; ".join(cells[1:]), s.level,
                s.practice, s.authority, s.untold, s.direction, s.low, s.high, *(end.placement for end in s.bounds),
                len(one.contacts), len(one.denied), len(one.coders.places), one.meetings,
            ))  # fmt: skip
        return pd.DataFrame(rows, columns=list(_FRAME)).astype({"level": float})

    @property
    def memberships(self) -> pd.DataFrame:
        """One row per office, one column per cell: how much (0-1) it belongs there; missing where not placed."""
        import pandas as pd

        placed = [one.score.memberships if one.score.cells else {} for one in self.offices]
        rows = [[found.get(cell) for cell in CELLS] for found in placed]
        index = pd.Index([one.office for one in self.offices], name="office")
        return pd.DataFrame(rows, columns=list(CELLS), index=index).astype(float)

    @property
    def contacts(self) -> pd.DataFrame:
        """One row per office and owner: contact outside the meeting.

        Columns: office, owner, low, high (0-1: how mutual and frequent; they differ where something is not told), why
        (``outside``, ``denied``: told that there is none, ``not outside``: told in the line or the meeting alone, ``not
        told``), told (contacts told of outside, n), unplaced (contacts told of without their place that may be
        outside, n), denied (who is told to have none, and where, parted by ``; ``).
        """
        import pandas as pd

        rows = [
            (one.office, *owner[:-1], "; ".join(dict.fromkeys(f"{d.practice}: {d.place}" for d in owner.denials)))
            for one in self.offices
            for owner in one.score.owners
        ]
        return pd.DataFrame(rows, columns=list(_CONTACTS))

    @property
    def relations(self) -> pd.DataFrame:
        """The relations the placements rest on, one row each, with quotes; columns as `Network.frame`."""
        return frame_of(told for one in self.offices for told in one.relations)

    @property
    def changes(self) -> pd.DataFrame:
        """The smallest changes of relations that would place an office otherwise.

        Columns: office, to_another_cell (whether the foremost cell is another then, or none), changes (how many
        relations are changed), what (in words, in the language in use), becomes (the placement, in English words),
        relation_ids (parted by ``; ``). No row for an office that no change of one or two relations moves.
        """
        import pandas as pd

        rows = [
            (one.office, move.to_another_cell, len(move.changes), move.text, move.becomes.placement,
             "; ".join(key for change in move.changes for key in change.contact.relations))
            for one in self.offices
            for move in one.moves
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(_CHANGES))

    @property
    def rule(self) -> str:
        """The rule in words, with its thresholds, in the language in use."""
        from kodeverk.analysis.networks.driving_showing import rule_in_words

        return rule_in_words()

    def cells(self) -> dict[str, list[str]]:
        """Return the offices whose foremost cell it is, for each of the four cells; empty cells too."""
        return {cell: [p.office for p in self.offices if p.score.cells[:1] == (cell,)] for cell in CELLS}

    def of(self, office: str) -> Placed:
        """Return where one office stands.

        Raises
        ------
        UnknownName
            If there is no such office.
        """
        for one in self.offices:
            if one.office == office:
                return one
        raise UnknownName(unknown("office", office, [one.office for one in self.offices]))

    def __repr__(self) -> str:
        return "<" + ("; ".join(map(_in_words, self.offices)) or _("no offices")) + ">"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.networks.driving_showing import driving_html

        return str(driving_html(self))


def driving_force(snapshot: Snapshot) -> DrivingForce:
    """Return where each office stands, by the rule of `driving_rule`.

    Counted are relations between an actor at practice level and a composite actor at the level of authority (the
    partnership meeting), or one of its members at that level (the owners). What goes in the line is steering and
    reporting, which every office has: it says nothing of who drives, and is left to `vertical_direction`. Whoever fills
    an owner's role is the owner; whoever fills another stands by herself.

    Parameters
    ----------
    snapshot : Snapshot
    """
    actors = actors_by_name(snapshot)
    owners, meetings, fill = _authority(actors)
    relations = [_as_owners(one, fill) for one in telling.told(snapshot)]
    cases = {case.name: case.id for case in snapshot.all(Case) if case.kind == "office"}
    found = []
    for office in offices(snapshot):
        own = [one for one in relations if one.office == office and _between(one, actors, {*owners, *meetings})]
        every = contacts_of(own, actors)
        contacts, denied = (tuple(one for one in every if one.denied is none) for none in (False, True))
        held = snapshot.values(cases[office]).get(MEETINGS)
        told = "" if held is None else str(held)
        differ = disagreement(every, own, owners)
        found.append(Placed(office, score(every, owners), contacts, denied, tuple(own), owners, told, differ))
    heard = telling.heard(told for one in found for told in one.relations) | set(owners)
    return DrivingForce(tuple(found), tuple(actor for actor in actors.values() if actor.name in heard))


def _authority(actors: Mapping[str, Actor]) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]:
    """Return the names of the owners and of the bodies they meet in, and which owner each person fills the role of."""
    names = {actor.id: actor for actor in actors.values()}
    bodies = [a for a in actors.values() if a.kind == COMPOSITE and a.level == AUTHORITY]
    members = [names[key] for body in bodies for key in body.members if names[key].level == AUTHORITY]
    owners = {names[one.fills or one.id].name for one in members} - {body.name for body in bodies}
    fill = {a.name: names[a.fills].name for a in actors.values() if a.fills and names[a.fills].name in owners}
    return tuple(sorted(owners, key=natural)), tuple(body.name for body in bodies), fill


def _as_owners(one: Told, fill: Mapping[str, str]) -> Told:
    """Return a relation with those who fill an owner's role as the owner."""
    from_actor, to_actor, initiator = (fill.get(name, name) for name in (one.from_actor, one.to_actor, one.initiator))
    return one._replace(from_actor=from_actor, to_actor=to_actor, initiator=initiator)


def _in_words(one: Placed) -> str:
    """Return where an office stands, and in how many passages coders differ, in the language in use."""
    count = len(one.coders.places)
    differ = _n("{count} passage coded differently", "{count} passages coded differently", count).format(count=count)
    return f"{one.office}: {one.label}" + (f" ({differ})" if count else "")


def _between(one: Told, actors: Mapping[str, Actor], authority: Iterable[str]) -> bool:
    """Return whether a relation is between practice and authority."""
    ends = (one.from_actor, one.to_actor)
    return any(
        actors[here].level == PRACTICE and there in authority for here, there in (ends, reversed(ends))
    )  # fmt: skip
