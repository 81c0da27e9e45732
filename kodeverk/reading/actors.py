"""Actors from a table: persons, roles and bodies made of others, and what another source says of their members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

from kodeverk.errors import FormatError, KodeverkError
from kodeverk.messages import _n
from kodeverk.model import Actor, Case, Change, Plan, Reading, Snapshot, Wording, content_id
from kodeverk.model.names import match_one, unknown
from kodeverk.model.network import ACTOR_KINDS, ACTOR_LEVELS, COMPOSITE, LINES, ROLE
from kodeverk.reading.tables import Plain, read_tables

_FIELDS = ("kind", "level", "line", "office", "fills")


class ActorRow(NamedTuple):
    """One actor as a table has it; empty where a cell is.

    Attributes
    ----------
    name, label, kind, level, line : str
    members : tuple of str
        Names of the actors it is made of.
    office, fills, case : str
        Names of the office it belongs to, the role it fills, and the informant it is.
    read_from : str
        What its column says, else where the row stands.
    at : str
        Where the row stands, for messages.
    """

    name: str
    label: str
    kind: str
    level: str
    line: str
    members: tuple[str, ...]
    office: str
    fills: str
    case: str
    read_from: str
    at: str


def read_actors(path: str | Path) -> tuple[ActorRow, ...]:
    """Return the actors of a .csv or .xlsx file; an actor may stand twice, with the members two sources give it.

    Columns: ``actor``, ``kind`` (person, role, composite), ``level`` (political, authority, practice, service),
    ``line`` (state, municipal, both); optional ``label``, ``members`` (names parted by ``;``), ``office``, ``fills``
    (the role a person fills), ``case`` (the informant a person is) and ``read_from``.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column is missing.
    """
    sheet = read_tables(path)[0]
    for column in ("actor", "kind", "level", "line"):
        sheet.wanted(column)
    return tuple(_row(cells, f"{sheet.file}, row {number}") for number, cells in sheet.rows)


def _row(cells: Mapping[str, Plain], at: str) -> ActorRow:
    def text(column: str) -> str:
        return str(cells.get(column) or "").strip()

    members = tuple(dict.fromkeys(name.strip() for name in text("members").split(";") if name.strip()))
    return ActorRow(
        text("actor"), text("label"), text("kind"), text("level"), text("line"), members, text("office"),
        text("fills"), text("case"), text("read_from") or at, at,
    )  # fmt: skip


def _faults(snapshot: Snapshot, row: ActorRow, ids: Mapping[str, str], roles: Collection[str]) -> Iterator[str]:
    """Yield everything that is wrong with a row by itself."""
    if not row.name:
        yield "the column actor is empty"
    for column, word, known in (
        ("kind", row.kind, ACTOR_KINDS),
        ("level", row.level, ACTOR_LEVELS),
        ("line", row.line, LINES),
    ):
        if word not in known:
            yield f"{column} is {word!r}; it must be one of {', '.join(known)}"
    if row.kind == COMPOSITE and not row.members:
        yield f"{row.name} is composite, and has no members"
    if row.kind != COMPOSITE and row.members:
        yield f"{row.name} has members, and is not composite"
    yield from (unknown("actor", name, ids) for name in row.members if name not in ids)
    if row.name in row.members:
        yield f"{row.name} cannot be a member of itself"
    if row.fills and row.fills not in roles:
        yield unknown("role", row.fills, roles)
    for kind, name in (("office", row.office), ("informant", row.case)):
        try:
            _case(snapshot, kind, name)
        except KodeverkError as error:
            yield str(error)


def _refuse(faults: list[str]) -> None:
    """Raise one FormatError for all faults there are."""
    if faults:
        more = f"\n... and {len(faults) - 20} more" if len(faults) > 20 else ""
        raise FormatError("\n".join(faults[:20]) + f"{more}\nNothing was read.")


def add_actors(snapshot: Snapshot, rows: Iterable[ActorRow]) -> Plan:
    """Return the changes that bring actors into the study.

    The same table again changes nothing, and a corrected one replaces what it said. Where another source
    (``read_from``) gives a composite actor other members, those there are stay, and the others are kept beside them.

    Parameters
    ----------
    snapshot : Snapshot
    rows : iterable of ActorRow
        From `read_actors`.

    Raises
    ------
    FormatError
        If rows have no name, have a word that is none of a column's, name an actor, office or informant there is not,
        give an actor two kinds, levels, lines, offices or roles, give it two sets of members by one source, or make
        it a member of itself by way of others; all are named.
    """
    rows = tuple(rows)
    known = {actor.name: actor for actor in snapshot.all(Actor)}
    ids = {name: actor.id for name, actor in known.items()}
    ids |= {row.name: content_id("actor", row.name) for row in rows if row.name and row.name not in ids}
    roles = {row.name for row in rows if row.kind == ROLE} | {a.name for a in known.values() if a.kind == ROLE}
    found, told, faults = dict(known), defaultdict[str, list[Actor]](list), list[str]()
    for row in rows:
        wrong = list(_faults(snapshot, row, ids, roles))
        if not wrong:
            actor, before = _actor(snapshot, row, ids), found.get(row.name)
            elsewhere = [before] if before and before.read_from != actor.read_from else []
            wrong = _other(told[row.name] or elsewhere, actor)
            told[row.name].append(actor)
            found[row.name] = _heard(before, actor, ids)
        faults += [f"{row.at}: {fault}" for fault in wrong]
    _refuse([*faults, *_circle(found)])
    changes = [Change(known.get(name), actor) for name, actor in found.items() if known.get(name) != actor]
    count = sum(bool(change.after.others) for change in changes if isinstance(change.after, Actor))
    note = _n("{count} actor has other members elsewhere", "{count} actors have other members elsewhere", count)
    return Plan(list(changes), tuple(ids[row.name] for row in rows), note.format(count=count) if count else "")


def _actor(snapshot: Snapshot, row: ActorRow, ids: Mapping[str, str]) -> Actor:
    """Return the actor of a row without faults; the names it gives are looked up."""
    return Actor(
        ids[row.name],
        row.name,
        Wording(row.label or row.name),
        row.kind,
        row.level,
        row.line,
        tuple(ids[name] for name in row.members),
        _case(snapshot, "office", row.office),
        ids[row.fills] if row.fills else None,
        _case(snapshot, "informant", row.case),
        row.read_from,
    )


def _case(snapshot: Snapshot, kind: str, name: str) -> str | None:
    of_kind = {case.id: case for case in snapshot.all(Case) if case.kind == kind}
    return match_one(kind, name, of_kind, lambda case: (case.name,)).id if name else None


def _other(before: Sequence[Actor], new: Actor) -> list[str]:
    """Return each way in which a row speaks of another actor than the rows before it, which a correction is not."""
    if not before:
        return []
    first = before[0]
    told = zip(_FIELDS, (*new[3:6], *new[7:9]), (*first[3:6], *first[7:9]), strict=True)
    said = "{name} has another {field} in {source}; an actor has one"
    wrong = [
        said.format(name=new.name, field=field, source=first.read_from) for field, here, there in told if here != there
    ]
    if any(one.read_from == new.read_from and set(one.members) != set(new.members) for one in before):
        wrong.append(f"{new.name} has other members in another row of {new.read_from}; a source names them once")
    return wrong


def _circle(actors: Mapping[str, Actor]) -> list[str]:
    """Return the fault of actors that are members of one another in a circle, if there is one."""
    names = {actor.id: name for name, actor in actors.items()}
    try:
        TopologicalSorter({actor.id: actor.members for actor in actors.values()}).prepare()
    except CycleError as error:
        circle = ", ".join(names[key] for key in error.args[1])
        return [f"{circle}: each is a member of the next, and so of itself"]
    return []


def _heard(before: Actor | None, new: Actor, ids: Mapping[str, str]) -> Actor:
    """Return an actor once one more row has been heard."""
    if before is None:
        return new
    others = tuple(one for one in before.others if one.read_from != new.read_from)
    if before.read_from == new.read_from:
        return new._replace(others=others)
    if set(before.members) == set(new.members):
        return before._replace(others=others)
    names = {key: name for name, key in ids.items()}
    members = "; ".join(names[key] for key in new.members)
    return before._replace(others=(*others, Reading(members, new.read_from)))
