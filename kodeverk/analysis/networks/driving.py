"""Driving force (partnerskapsmotor): who drives the partnership at each office, by what is told of its contacts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.networks import told as telling
from kodeverk.analysis.networks.driving_rule import CELLS, Contact, Score, in_words, placement_label, score
from kodeverk.analysis.networks.told import Told, actors_by_name, frame_of, offices, passages
from kodeverk.errors import UnknownName
from kodeverk.messages import _
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
    "direction", "direction_low", "direction_high", "if_low", "if_high", "relations", "meetings",
)  # fmt: skip
_CONTACTS = ("office", "owner", "low", "high", "why", "told")
_CHANGES = ("office", "to_another_cell", "changes", "what", "becomes", "relation_ids")


class Placed(NamedTuple):
    """One office with where it stands, and what that rests on.

    Attributes
    ----------
    office : str
    score : Score
    contacts : tuple of Contact
        What is counted, whoever coded it.
    relations : tuple of Told
        The relations they are, with quotes.
    owners : tuple of str
        The actors whose contact outside the meeting counts.
    meetings : str
        How many meetings the register gives a year, or its state; empty where it says nothing. Not used.
    """

    office: str
    score: Score
    contacts: tuple[Contact, ...]
    relations: tuple[Told, ...]
    owners: tuple[str, ...]
    meetings: str

    @property
    def label(self) -> str:
        """Where it stands, in the language in use."""
        return placement_label(self.score)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The smallest changes of relations that would place the office otherwise; see `driving_changes.moves`."""
        from kodeverk.analysis.networks.driving_changes import moves

        return moves(self.contacts, self.owners)


class DrivingForce(NamedTuple):
    """Where each office stands: level of initiative x one-way or two-way.

    Attributes
    ----------
    offices : tuple of Placed
        Every office of the study, in order of name.
    """

    offices: tuple[Placed, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per office.

        Columns: office, placement (in English words), degree (``wholly``, ``mostly``, ``partly``, ``not placed``), cell
        (the foremost; empty where not placed), also (other cells it is partly in, parted by ``; ``), level (share, 0-1,
        of known initiatives at practice level; missing where none is known), practice, authority, initiative_not_told
        (counts), direction (0 one-way - 1 two-way), direction_low, direction_high (its bounds where something is not
        told), if_low, if_high (the placement at either bound), relations (n, whoever coded them), meetings (a year by
        the register; not used).
        """
        import pandas as pd

        rows = []
        for one in self.offices:
            s, cells = one.score, one.score.cells
            rows.append((
                one.office, s.placement, s.degree, cells[0] if cells else "", "; ".join(cells[1:]), s.level,
                s.practice, s.authority, s.untold, s.direction, s.low, s.high, *(end.placement for end in s.bounds),
                len(one.contacts), one.meetings,
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
        (``outside``, ``not outside``: told in the line or the meeting alone, ``not told``), told (contacts, n).
        """
        import pandas as pd

        rows = [(one.office, *owner) for one in self.offices for owner in one.score.owners]
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
        return in_words()

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
        return "<" + ("; ".join(f"{one.office}: {one.label}" for one in self.offices) or _("no offices")) + ">"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.networks.driving_showing import driving_html

        return str(driving_html(self))


def driving_force(snapshot: Snapshot) -> DrivingForce:
    """Return where each office stands, by the rule of `driving_rule`.

    Counted are relations between an actor at practice level and a composite actor at the level of authority (the
    partnership meeting), or one of its members at that level (the owners). What goes in the line is steering and
    reporting, which every office has: it says nothing of who drives, and is left to `vertical_direction`.

    Parameters
    ----------
    snapshot : Snapshot
    """
    actors = actors_by_name(snapshot)
    owners, meetings = _authority(actors)
    relations = telling.told(snapshot)
    cases = {case.name: case.id for case in snapshot.all(Case) if case.kind == "office"}
    found = []
    for office in offices(snapshot):
        own = [one for one in relations if one.office == office and _between(one, actors, {*owners, *meetings})]
        contacts = _contacts(own, actors)
        held = snapshot.values(cases[office]).get(MEETINGS)
        told = "" if held is None else str(held)
        found.append(Placed(office, score(contacts, owners), contacts, tuple(own), owners, told))
    return DrivingForce(tuple(found))


def _authority(actors: Mapping[str, Actor]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the owners, and of the bodies they meet in."""
    names = {actor.id: actor for actor in actors.values()}
    bodies = [a for a in actors.values() if a.kind == COMPOSITE and a.level == AUTHORITY]
    members = {names[key].name for body in bodies for key in body.members if names[key].level == AUTHORITY}
    return tuple(sorted(members - {body.name for body in bodies}, key=natural)), tuple(body.name for body in bodies)


def _between(one: Told, actors: Mapping[str, Actor], authority: Iterable[str]) -> bool:
    """Return whether a relation is between practice and authority."""
    ends = (one.from_actor, one.to_actor)
    return any(
        actors[here].level == PRACTICE and there in authority for here, there in (ends, reversed(ends))
    )  # fmt: skip


def _contacts(relations: Sequence[Told], actors: Mapping[str, Actor]) -> tuple[Contact, ...]:
    """Return relations as contacts: those that say the same of one passage are one, whoever coded them."""
    found: dict[Contact, list[str]] = {}
    for one, passage in zip(relations, passages(relations), strict=True):
        practice, other = sorted((one.from_actor, one.to_actor), key=lambda end: actors[end].level != PRACTICE)
        initiative = actors[one.initiator].level if one.initiator else ""
        place = _("{source}, segment {segment}").format(source=one.source, segment=one.turn)
        said = Contact(passage, practice, other, initiative, one.reciprocal, one.channel, one.frequency, place)
        found.setdefault(said, []).append(one.relation_id)
    return tuple(said._replace(relations=tuple(ids)) for said, ids in found.items())
