"""Relations between actors: made with the passage that tells of them, and taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kodeverk.coding import codings
from kodeverk.coding.codings import Row, now
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import _
from kodeverk.model import Actor, Change, Coding, Plan, Relation, Snapshot, content_id
from kodeverk.model.names import match_one, unknown
from kodeverk.model.network import CHANNELS, FREQUENCIES


class Tie(NamedTuple):
    """One relation as a person writes it, with the passage that tells of it.

    Attributes
    ----------
    passage : Row or str
        Where it stands and with which code it is coded; or the id of a coding there is.
    from_actor, to_actor : str
        Names of actors.
    initiator : str
        Name of the one of the two who takes the initiative; empty where the passage does not say.
    reciprocal : bool or None
        None where the passage does not say.
    channel, frequency : str
        Of `CHANNELS` and `FREQUENCIES`; empty where the passage does not say.
    coder : str
    at : str
        Where the row stands, such as ``relasjoner.csv, row 12``, for messages.
    """

    passage: Row | str
    from_actor: str
    to_actor: str
    initiator: str
    reciprocal: bool | None
    channel: str
    frequency: str
    coder: str
    at: str = ""


def relate(snapshot: Snapshot, rows: Sequence[Tie]) -> Plan:
    """Return the plan that makes these relations, and the codings of their passages that are not there yet.

    The same relation from the same coding by the same coder twice is one.

    Parameters
    ----------
    snapshot : Snapshot
    rows : sequence of Tie

    Returns
    -------
    Plan
        With one id for each row.

    Raises
    ------
    KodeverkError
        If any row cannot be carried out; all such rows are named, and nothing is changed.
    """
    time, faults, ids, note = now(), list[KodeverkError](), list[str](), ""
    there = {same(relation): relation for relation in snapshot.all(Relation)}
    changes = dict[str, Change]()
    for row in rows:
        try:
            coded = _coded(snapshot, row.passage)
            relation = _relation(snapshot, row, coded.ids[0], time)
        except KodeverkError as error:
            faults.append(error if len(rows) == 1 else type(error)(f"{row.at}: {error}" if row.at else str(error)))
            continue
        relation = there.setdefault(same(relation), relation)
        if relation.id not in snapshot.table(Relation):
            changes |= {change.record.id: change for change in (*coded.changes, Change(None, relation))}
            note = coded.note if coded.changes and len(rows) == 1 else ""
        ids.append(relation.id)
    if faults:
        raise _together(faults, len(rows))
    if not changes:
        note = _("related already")
    return Plan(list(changes.values()), tuple(ids), note)


def same(relation: Relation) -> Relation:
    """Return what makes two relations one: all but id and time."""
    return relation._replace(id="", made="")


def _coded(snapshot: Snapshot, passage: Row | str) -> Plan:
    """Return the plan for the coding of a passage, empty where it is there already; its one id is the coding's."""
    if isinstance(passage, Row):
        return codings.code(snapshot, [passage])
    return Plan([], (match_one("coding", passage, snapshot.table(Coding), lambda c: (c.id,)).id,))


def _relation(snapshot: Snapshot, row: Tie, coding_id: str, time: str) -> Relation:
    if not isinstance(row.coder, str) or not row.coder.strip():
        raise UnknownName("Who says so? Give the coder's name.")
    one, other = actor(snapshot, row.from_actor), actor(snapshot, row.to_actor)
    if one.id == other.id:
        raise KodeverkError(f"A relation is between two actors; {one.name} is named twice. Nothing was changed.")
    first = actor(snapshot, row.initiator).id if row.initiator else None
    if first not in (None, one.id, other.id):
        raise KodeverkError(
            f"The initiative is taken by one of the two, {one.name} or {other.name}, not by {row.initiator}. "
            "Nothing was changed."
        )
    for kind, word, words in (("channel", row.channel, CHANNELS), ("frequency", row.frequency, (*FREQUENCIES,))):
        if word and word not in words:
            raise UnknownName(f"{unknown(kind, word, words)} Leave it empty where nothing is said.")
    told = (one.id, other.id, first, row.reciprocal, row.channel, row.frequency)
    return Relation(content_id("relation", coding_id, *told, row.coder), *told, coding_id, row.coder, time)


def actor(snapshot: Snapshot, name: str) -> Actor:
    """Return the actor that goes by `name` or id.

    Raises
    ------
    UnknownName
        If there is none; the message gives the nearest names.
    """
    return match_one("actor", name, snapshot.table(Actor), lambda a: (a.name,))


def _together(faults: Sequence[KodeverkError], rows: int) -> KodeverkError:
    """Return one error for all rows that cannot be carried out."""
    if rows == 1:
        return faults[0]
    shown = "\n".join(f"- {fault}" for fault in faults[:20])
    more = f"\n... and {len(faults) - 20} more" if len(faults) > 20 else ""
    return KodeverkError(f"{len(faults)} of {rows} relations cannot be made; nothing was changed:\n{shown}{more}")


def unrelate(snapshot: Snapshot, ids: Iterable[str]) -> Plan:
    """Return the plan that takes relations away; the codings of their passages stay.

    Raises
    ------
    UnknownName
        If there is no such relation.
    """
    there, gone = snapshot.table(Relation), dict.fromkeys(ids)
    if missing := [name for name in gone if name not in there]:
        raise UnknownName(f"{len(missing)} of {len(gone)} ids belong to no relation: {', '.join(missing[:5])}.")
    return Plan([Change(there[name], None) for name in gone], tuple(gone))
