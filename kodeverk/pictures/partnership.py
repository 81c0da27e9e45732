"""Models of a partnership drawn from its actors: who stands where, in which line, and how an office is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kodeverk.errors import KodeverkError
from kodeverk.messages import _, language, numeral
from kodeverk.model import KNOWN, Actor, Snapshot
from kodeverk.model.network import ACTOR_LEVELS, BOTH, COMPOSITE, MUNICIPAL, PERSON, PRACTICE, STATE
from kodeverk.pictures.diagram import Node, Tie, diagram
from kodeverk.pictures.picture import Picture
from kodeverk.views.naming import natural

COLUMNS = {STATE: 0.0, BOTH: 1.0, MUNICIPAL: 2.0}
"""The state's line to the left, the municipality's to the right, and what is common to both between them."""
CLOSEST = 0.75
"""Columns from one box to the next where several share a line."""
BETWEEN = 0.65
"""How far below its level an arena stands: between those who meet there and those it is about."""
STAFF = {STATE: "årsverk_stat", MUNICIPAL: "årsverk_kommune", BOTH: "årsverk"}
"""The attributes that hold the full-time equivalents of an office by line, unless others are named."""


def partnership_model(snapshot: Snapshot) -> Picture:
    """Return a picture of the partnership as its register of actors has it: levels from above, lines side by side.

    A full arrow follows the line, from every actor to those on the next level of the same line; members are tied to the
    arena they meet in by broken lines, which is no principal and so gives no full arrow.

    Parameters
    ----------
    snapshot : Snapshot

    Raises
    ------
    KodeverkError
        If the study has no actors.
    """
    actors = common(snapshot)
    nodes = placed(actors)
    label = {a.name: text_of(a) for a in actors}
    ties = [Tie(upper.name, lower.name) for upper, lower in _in_line(actors)] + members(actors)
    notes = [
        _("Full arrows: the lines of the state (left) and of the municipality (right). Broken: who meets in an arena."),
        *(_("{arena}: an arena where the lines are co-ordinated, not a principal.").format(arena=label[a.name])
          for a in actors if a.kind == COMPOSITE),
    ]  # fmt: skip
    told = "; ".join(f"{label[t.start]} → {label[t.end]}" for t in ties)
    title = _("The partnership model")
    return diagram(title, nodes, ties, notes=notes, alt=f"{title}: {told}")


def common(snapshot: Snapshot) -> list[Actor]:
    """Return the actors that stand in every office, from the highest level down.

    Raises
    ------
    KodeverkError
        If there are none.
    """
    found = [a for a in snapshot.all(Actor) if a.office_id is None and a.kind != PERSON]
    if not found:
        raise KodeverkError("The study has no actors to draw. Bring them in with add_actors first.")
    return sorted(found, key=lambda a: (ACTOR_LEVELS.index(a.level), natural(a.name)))


def text_of(actor: Actor) -> str:
    """Return what a reader calls an actor, in the language in use."""
    return actor.label.in_language(language()) or actor.name


def placed(actors: Sequence[Actor], between: float = BETWEEN) -> list[Node]:
    """Return the actors as boxes: levels from above, lines side by side; an arena lies `between` below its level."""
    known = {a.id: a for a in actors}
    nodes, row = [], 0.0
    for level in ACTOR_LEVELS:
        mine = [a for a in actors if a.level == level and a.kind != COMPOSITE]
        for actor, column in zip(mine, _columns(mine), strict=True):
            nodes.append(Node(actor.name, text_of(actor), column, row))
        row += bool(mine)
        for arena in (a for a in actors if a.level == level and a.kind == COMPOSITE):
            inside = ", ".join(known[m].name for m in arena.members if m in known)
            nodes.append(Node(arena.name, text_of(arena), COLUMNS[arena.line], row - 1 + between, inside, dashed=True))
            row += between
    return nodes


def _columns(level: Sequence[Actor]) -> list[float]:
    """Return where the actors of one level stand: each in its line, or, where two share one, evenly from the left."""
    if len({a.line for a in level}) == len(level):
        return [COLUMNS[a.line] for a in level]
    order = sorted(level, key=lambda a: COLUMNS[a.line])
    apart = max(2 / len(level), CLOSEST)
    return [1 + (order.index(a) - (len(level) - 1) / 2) * apart for a in level]


def members(actors: Sequence[Actor]) -> list[Tie]:
    """Return the ties from members to the arenas they meet in."""
    named = {a.id: a.name for a in actors}
    arenas = [a for a in actors if a.kind == COMPOSITE]
    return [Tie(named[m], a.name, heads="none", style="--") for a in arenas for m in a.members if m in named]


def _in_line(actors: Sequence[Actor]) -> Iterable[tuple[Actor, Actor]]:
    """Yield who stands above whom: within each line, those on one level and those on the next there is."""
    seen: set[tuple[Actor, Actor]] = set()
    for line in (STATE, MUNICIPAL):
        mine = [a for a in actors if a.line in (line, BOTH) and a.kind != COMPOSITE]
        levels = [[a for a in mine if a.level == level] for level in ACTOR_LEVELS]
        for above, below in pairwise(filter(None, levels)):
            for pair in ((a, b) for a in above for b in below):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def office_structure(snapshot: Snapshot, office: str, *, staff: Mapping[str, str] | None = None) -> Picture:
    """Return a picture of how an office is built: its owners, who leads it, its staff in each line, and the whole.

    Two leaders stand each in her own line; one leader stands between both. Numbers that are not known are told so.

    Parameters
    ----------
    snapshot : Snapshot
    office : str
    staff : dict of str to str, optional
        The attribute that holds the full-time equivalents, by line: ``state``, ``municipal``, and ``both`` for all. For
        a line it does not name, that of `STAFF`, where the study has it.

    Raises
    ------
    UnknownName
        If there is no such case or attribute.
    KodeverkError
        If the study has no actors, or none at the level of practice.
    """
    case = snapshot.case(office)
    actors = common(snapshot)
    usual = {line: name for line, name in STAFF.items() if name in snapshot.attributes()}
    held = dict.fromkeys(STAFF) | usual | dict(staff or {})
    lines = (STATE, MUNICIPAL)
    owners = [a for a in actors if a.level == "authority" and a.kind != COMPOSITE]
    roles = [a for a in actors if a.level == PRACTICE and a.kind != COMPOSITE]
    persons = [a for a in snapshot.all(Actor) if a.office_id == case.id and a.fills in {r.id for r in roles}]
    leaders = persons or roles[:1]
    if not leaders:
        raise KodeverkError("The register of actors has nobody at the level of practice: no leader to draw.")
    nodes = [Node(a.name, text_of(a), COLUMNS[a.line], 0) for a in owners]
    nodes += [Node(a.name, text_of(a), COLUMNS[a.line], 1) for a in leaders]
    nodes += [
        Node(line, _staff(line), COLUMNS[line], 2 + (line == BOTH), _equivalents(snapshot, case.id, attribute))
        for line, attribute in held.items()
    ]
    ties = [Tie(o.name, a.name) for o in owners for a in leaders if a.line in (o.line, BOTH)]
    ties += [Tie(a.name, line) for a in leaders for line in lines if a.line in (line, BOTH)]
    ties += [Tie(line, BOTH) for line in lines]
    title = _("{office}: how the office is built").format(office=case.name)
    named = {node.key: node.text for node in nodes}
    told = "; ".join(f"{named[t.start]} → {named[t.end]}" for t in ties)
    counted = ", ".join(f"{node.text}: {node.note}" for node in nodes if node.note)
    return diagram(title, nodes, ties, notes=[_("FTE: full-time equivalents, from the register.")],
                   alt=f"{title}: {told}. {counted}")  # fmt: skip


def _staff(line: str) -> str:
    return {STATE: _("State staff"), MUNICIPAL: _("Municipal staff"), BOTH: _("The office")}[line]


def _equivalents(snapshot: Snapshot, case_id: str, attribute: str | None) -> str:
    if attribute is None:
        return ""
    value = snapshot.values(case_id).get(snapshot.attribute(attribute))
    if value is None or value.state != KNOWN:
        return _("FTE not known")
    shown = numeral(value.value) if isinstance(value.value, int | float) else str(value.value)
    told = _("{number} FTE (otherwise in another source)") if value.others else _("{number} FTE")
    return told.format(number=shown)
