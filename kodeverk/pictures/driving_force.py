"""Driving force, co-ordination and dialogue, drawn from the relations that were told of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kodeverk.analysis.networks.driving import Placed
from kodeverk.analysis.networks.told import Told, offices, told
from kodeverk.errors import KodeverkError
from kodeverk.messages import _, _n
from kodeverk.model import Actor, Snapshot
from kodeverk.model.network import LINE, PERSON, POLITICAL, PRACTICE, SERVICE
from kodeverk.pictures.diagram import Tie, diagram
from kodeverk.pictures.partnership import BETWEEN, common, members, placed
from kodeverk.pictures.picture import Picture

THICKEST = 3.2
"""Points of the thickest arrow."""


class Tied(NamedTuple):
    """What was told of two actors, however often and by however many coders.

    Attributes
    ----------
    begun : dict of str to int
        How many passages tell that either begins; under an empty name those that do not say.
    mutual : set of str
        Who begins where a passage tells that it goes both ways.
    offices : set of str
        Offices where it is told of.
    mutual_offices : set of str
        Offices where somebody tells that it goes both ways.
    """

    begun: dict[str, int]
    mutual: set[str]
    offices: set[str]
    mutual_offices: set[str]


def tied(relations: Iterable[Told]) -> dict[tuple[str, str], Tied]:
    """Return what was told of every two actors, by their names in order; the same passage counts once.

    That there is no contact, where that is told, is no contact.
    """
    found: dict[tuple[str, str], Tied] = defaultdict(lambda: Tied(defaultdict(int), set(), set(), set()))
    seen = set()
    for one in relations:
        pair = (min(one.from_actor, one.to_actor), max(one.from_actor, one.to_actor))
        if pair[0] == pair[1] or one.denied:
            continue
        tie = found[pair]
        tie.offices.add(one.office)
        if one.reciprocal:
            tie.mutual.add(one.initiator)
            tie.mutual_offices.add(one.office)
        passage = (one.office, one.source, one.start, one.end, pair, one.initiator)
        if passage not in seen:
            seen.add(passage)
            tie.begun[one.initiator] += 1
    return dict(found)


def driving_force_model(snapshot: Snapshot, office: Placed) -> Picture:
    """Return a picture of who drives the partnership at one office: arrows run from who takes the initiative.

    Parameters
    ----------
    snapshot : Snapshot
    office : Placed
        From `analysis.networks.driving_force`.

    Raises
    ------
    KodeverkError
        If the study has no actors, or nothing is told of contact between them at the office.
    """
    beside = tied(one for one in office.relations if one.channel != LINE)
    in_line = tied(one for one in office.relations if one.channel == LINE)
    ties = [tie for pair, found in sorted(beside.items()) for tie in _arrows(pair, found)]
    ties += [_untold(pair, found) for pair, found in sorted(in_line.items()) if pair not in beside]
    case_id = snapshot.case(office.office).id
    persons = [a for a in snapshot.all(Actor) if a.kind == PERSON and a.office_id == case_id]
    title = f"{office.office}: {office.label}"
    # no contact of the owners with each other is drawn, so that the meeting has its place between them
    return _drawn([*common(snapshot), *persons], ties, title, _reading(), between=0.0)


def coordination(snapshot: Snapshot, office: str | None = None) -> Picture:
    """Return a picture of contact between the levels, and on each level between the lines, as it was told of.

    Vertical ties run between levels; horizontal ones stay on one, the meeting and its members included. Contact with
    those who only decide on the frame is counted below, and not drawn.

    Parameters
    ----------
    snapshot : Snapshot
    office : str, optional
        Without it all offices together.

    Raises
    ------
    UnknownName
        If there is no such office.
    KodeverkError
        If nothing is told of contact between actors.
    """
    name = snapshot.case(office).name if office else ""
    found, left = _between_levels(snapshot, (o for o in told(snapshot, roles=True) if not name or o.office == name))
    level = {a.name: a.level for a in snapshot.all(Actor)}
    counts, ties = [0, 0], []
    for (one, other), tie in sorted(found.items()):
        count, flat = sum(tie.begun.values()), level[one] == level[other]
        counts[flat] += count
        heads = "both" if tie.mutual else "none"
        ties.append(Tie(one, other, heads, "--" if flat else "-", _thick(count), str(count)))
    vertical = _n("{count} passage tells of contact between levels", "{count} passages tell of contact between levels",
                  counts[0]).format(count=counts[0])  # fmt: skip
    horizontal = _n("{count} of contact on one level", "{count} of contact on one level", counts[1])
    head = _("Vertical and horizontal co-ordination")
    notes = [
        f"{vertical}, {horizontal.format(count=counts[1])}.",
        _("Full: between levels. Broken: on one level. Dotted: who meets in an arena. Heads: contact goes both ways."),
        *_left_out(left),
    ]
    return _drawn(common(snapshot), ties, f"{name}: {head}" if name else head, notes, served=True)


def dialogue_model(snapshot: Snapshot) -> Picture:
    """Return a picture of the partnership as a dialogue: who has contact both ways with whom, at how many offices.

    A full line with two heads where somebody at one office or more tells of contact both ways; a broken one where
    contact is told of, and nobody tells that it goes both ways. Contact with those who only
    decide on the frame is counted below, and not drawn.

    Raises
    ------
    KodeverkError
        If nothing is told of contact between actors.
    """
    n, ties = len(offices(snapshot)), []
    found, left = _between_levels(snapshot, told(snapshot, roles=True))
    for (one, other), tie in sorted(found.items()):
        both = len(tie.mutual_offices)
        label = _("{count} of {n}").format(count=both, n=len(tie.offices))
        ties.append(Tie(one, other, "both" if both else "none", "-" if both else "--", 1 + 2 * both / max(n, 1), label))
    if not ties:
        raise _nothing()
    actors = _heard(common(snapshot), ties, served=True)
    service = [Tie(a.name, b.name, "end", ":", 1.0) for a in actors for b in actors if _serves(a, b, ties)]
    notes = [
        _("Numbers: at how many of the offices where contact is told of, somebody tells that it goes both ways."),
        _("Full: both ways at one office or more. Broken: told of, but nowhere both ways."),
        *([_("Dotted: whom it is for.")] if service else []),
        *_left_out(left),
    ]
    title = _("The dialogue model")
    said = "; ".join(f"{t.start} – {t.end}: {t.text}" for t in ties)
    return diagram(title, placed(actors), ties + service, notes=notes, alt=f"{title}. {notes[0]} {said}")


def _drawn(
    known: Sequence[Actor], ties: Sequence[Tie], title: str, notes: Sequence[str], *, served: bool = False,
    between: float = BETWEEN,
) -> Picture:  # fmt: skip
    if not ties:
        raise _nothing()
    actors = _heard(known, ties, served)
    touched = {frozenset((tie.start, tie.end)) for tie in ties}
    arenas = [tie for tie in members(actors) if frozenset((tie.start, tie.end)) not in touched]
    quiet = [tie._replace(style=":", line=0.8) for tie in arenas]
    said = "; ".join(_in_words(tie) for tie in ties)
    return diagram(title, placed(actors, between), [*ties, *quiet], notes=notes, alt=f"{title}. {said}.")


def _arrows(pair: tuple[str, str], tie: Tied) -> list[Tie]:
    """Return an arrow from each of two actors that begins; without any, one broken line."""
    arrows = [
        Tie(one, other, "both" if one in tie.mutual else "end", line=_thick(tie.begun[one]),
            text=str(tie.begun[one]), begun=True)
        for one, other in (pair, pair[::-1])
        if tie.begun.get(one)
    ]  # fmt: skip
    return arrows or [_untold(pair, tie)]


def _untold(pair: tuple[str, str], tie: Tied) -> Tie:
    """Return the broken line of contact that nobody is told to begin, or that is told in the line alone."""
    return Tie(*pair, "both" if tie.mutual else "none", "--", 1.0, str(sum(tie.begun.values())))


def _between_levels(
    snapshot: Snapshot, relations: Iterable[Told]
) -> tuple[dict[tuple[str, str], Tied], dict[tuple[str, str], Tied]]:
    """Return what is told of actors who act themselves, and apart from it of those who only decide on the frame."""
    frame = {a.name for a in snapshot.all(Actor) if a.level == POLITICAL}
    found = tied(relations)
    apart = {pair: tie for pair, tie in found.items() if frame.intersection(pair)}
    return {pair: tie for pair, tie in found.items() if pair not in apart}, apart


def _left_out(found: Mapping[tuple[str, str], Tied]) -> list[str]:
    if not found:
        return []
    told_of = ", ".join(f"{one} – {other} {sum(tie.begun.values())}" for (one, other), tie in sorted(found.items()))
    return [_("Not drawn, with the number of passages: {ties}.").format(ties=told_of)]


def _thick(count: int) -> float:
    return min(THICKEST, 0.8 + 0.3 * count)


def _heard(actors: Sequence[Actor], ties: Iterable[Tie], served: bool) -> list[Actor]:
    """Return the actors that are told of, with the service below them where it is asked for."""
    there = {end for tie in ties for end in (tie.start, tie.end)}
    return [a for a in actors if a.name in there or (served and a.level == SERVICE)]


def _serves(one: Actor, other: Actor, ties: Sequence[Tie]) -> bool:
    """Return whether somebody at practice level is to be shown with the service nothing else ties her to."""
    tied_already = any({tie.start, tie.end} == {one.name, other.name} for tie in ties)
    return one.level == PRACTICE and other.level == SERVICE and not tied_already


def _nothing() -> KodeverkError:
    return KodeverkError(
        "Nothing is told of contact between actors here, so there is nothing to draw. Bring relations in with "
        "add_relations, or code them with relate."
    )


def _reading() -> list[str]:
    return [
        _("A dot stands where somebody takes the initiative, and the number says in how many passages."),
        _("A passage counts once for each two actors here; in the placement once for each at authority level."),
        _("Two heads: contact goes both ways. Broken: told in the line alone, or not who begins. Dotted: members."),
    ]


def _in_words(tie: Tie) -> str:
    both = tie.heads == "both"
    if tie.begun:
        words = _("{one} to {other}: {count}, both ways") if both else _("{one} to {other}: {count}")
    else:
        words = _("{one} and {other}: {count}, both ways") if both else _("{one} and {other}: {count}")
    return words.format(one=tie.start, other=tie.end, count=tie.text)
