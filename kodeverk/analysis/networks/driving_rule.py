"""The rule of the driving force: from contacts told of to one of four cells, by degrees.

Two questions make four cells: at which level the initiative lies, and whether contact goes one way or both ways (the
partnership motor of Thorsen & Nyhuus 2007, who placed offices by reading). The degrees, and how they are computed, are
kodeverk's: each cell is a fuzzy set, and a case belongs to "this and that" as much as to the lesser of the two (Zadeh
1965, Information and Control 8(3), 338-353).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kodeverk.messages import _
from kodeverk.model.network import AUTHORITY, LINE, NEVER, OUTSIDE, PRACTICE

ONE_WAY_PRACTICE, ONE_WAY_AUTHORITY = "one-way practice level", "one-way authority level"
TWO_WAY_PRACTICE, TWO_WAY_AUTHORITY = "two-way practice level", "two-way authority level"
CELLS = (TWO_WAY_PRACTICE, ONE_WAY_PRACTICE, TWO_WAY_AUTHORITY, ONE_WAY_AUTHORITY)

WHOLLY, MOSTLY, PARTLY, NOT_PLACED = "wholly", "mostly", "partly", "not placed"
DEGREES = (WHOLLY, MOSTLY, PARTLY, NOT_PLACED)

FEWEST = 3
"""An office is not placed on fewer relations than this that tell who takes the initiative."""

CLEAR = 2 / 3
"""An office is wholly at one side of a question from this share on, partly at the other with more than the rest."""

OFTEN = {
    "daily": 1.0, "weekly": 1.0, "fortnightly": 1.0, "monthly": 0.5, "quarterly": 0.25, "twice a year": 0.125,
    "yearly": 0.0, "rarely": 0.0, NEVER: 0.0,
}  # fmt: skip
"""What a contact outside the meeting counts by how often it is: frequent from every fortnight on, then halved."""

ONE_WAY = 0.5
"""What a contact that goes one way counts of one that goes both ways."""


class Contact(NamedTuple):
    """A relation between practice and authority as one passage tells of it, or tells that there is none.

    Attributes
    ----------
    passage : int
        Number of the passage within the office; relations of passages that overlap are told in one.
    practice : str
        The actor at practice level, a person by herself.
    other : str
        The actor at the level of authority: an owner, or the meeting.
    initiative : str
        ``practice``, ``authority``, or empty where it is not told.
    reciprocal : bool or None
    channel, frequency : str
        As in `Relation`.
    place : str
        Source and segment, in the language in use.
    relations : tuple of str
        Ids of the relations it is, one for each coder.
    """

    passage: int
    practice: str
    other: str
    initiative: str
    reciprocal: bool | None
    channel: str
    frequency: str
    place: str = ""
    relations: tuple[str, ...] = ()

    @property
    def denied(self) -> bool:
        """Whether the passage tells that there is none."""
        return self.frequency == NEVER


class OwnerContact(NamedTuple):
    """How much contact with one owner outside the meeting is mutual and frequent.

    Attributes
    ----------
    owner : str
    low, high : float
        0-1; they differ where something is not told.
    why : str
        ``outside``, ``denied`` (told that there is none), ``not outside`` (told in the line or the meeting alone) or
        ``not told``.
    told : int
        Number of contacts told of outside the meeting.
    unplaced : int
        Number of contacts told of without their place that may be outside.
    denials : tuple of Contact
        Those that tell that there is none outside.
    """

    owner: str
    low: float
    high: float
    why: str
    told: int
    unplaced: int
    denials: tuple[Contact, ...]


DENIED, NOT_OUTSIDE, NOT_TOLD = "denied", "not outside", "not told"


class Score(NamedTuple):
    """Where an office stands to the two questions.

    Attributes
    ----------
    practice, authority, untold : int
        How many tell of an initiative at either level outside the line, and how many do not tell who takes it.
    owners : tuple of OwnerContact
    """

    practice: int
    authority: int
    untold: int
    owners: tuple[OwnerContact, ...]

    @property
    def known(self) -> int:
        """How many tell who takes the initiative."""
        return self.practice + self.authority

    @property
    def level(self) -> float | None:
        """Share (0-1) of known initiatives at practice level; None where none is known."""
        return self.practice / self.known if self.known else None

    @property
    def low(self) -> float:
        """The least that contact can be two-way (0-1): mean over owners."""
        return sum(one.low for one in self.owners) / len(self.owners) if self.owners else 0.0

    @property
    def high(self) -> float:
        """The most that contact can be two-way (0-1): mean over owners."""
        return sum(one.high for one in self.owners) / len(self.owners) if self.owners else 1.0

    @property
    def direction(self) -> float:
        """How two-way contact is (0-1): halfway between the least and the most."""
        return (self.low + self.high) / 2

    @property
    def memberships(self) -> dict[str, float]:
        """How much (0-1) the office belongs to each cell: the lesser of level and direction; empty without a level."""
        if self.level is None:
            return {}
        levels = {"practice": self.level, "authority": 1 - self.level}
        ways = {"two-way": self.direction, "one-way": 1 - self.direction}
        return {f"{way} {level} level": min(levels[level], ways[way]) for level in levels for way in ways}

    @property
    def reason(self) -> str:
        """Why the office is not placed: ``initiative``, ``owners``, ``contact``; empty where it is placed."""
        if not self.owners:
            return "owners"
        if self.known < FEWEST:
            return "initiative"
        return "contact" if all(one.why == NOT_TOLD for one in self.owners) else ""

    @property
    def bounds(self) -> tuple[Score, Score]:
        """The office as it would stand if all that is not told of contact were the least, and the most, it can be."""
        least = tuple(one._replace(high=one.low) for one in self.owners)
        most = tuple(one._replace(low=one.high) for one in self.owners)
        return self._replace(owners=least), self._replace(owners=most)

    @property
    def open(self) -> bool:
        """Whether what is not told of contact decides if the office is wholly at one side."""
        return self.low < CLEAR <= self.high or self.low <= 1 - CLEAR < self.high

    @property
    def degree(self) -> str:
        """One of `DEGREES`."""
        if self.reason or self.level is None:
            return NOT_PLACED
        if self.open:
            return PARTLY
        sides = (self.level, self.direction)
        if all(side >= CLEAR or side <= 1 - CLEAR for side in sides):
            return WHOLLY
        return MOSTLY if max(self.memberships.values()) > 0.5 else PARTLY

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells it is placed in, the foremost first; empty where it is not placed."""
        if self.degree == NOT_PLACED:
            return ()
        order = sorted(CELLS, key=lambda cell: (-self.memberships[cell], CELLS.index(cell)))
        if self.degree == WHOLLY:
            return (order[0],)
        way = order[0][:3] if self.open else ""  # where what is not told decides, the way is not parted further
        others = (cell for cell in order[1:] if self.memberships[cell] > 1 - CLEAR and cell.startswith(way))
        return (order[0], *others)

    @property
    def placement(self) -> str:
        """Where it stands, in English, such as ``mostly two-way practice level, partly one-way practice level``."""
        if not self.cells:
            return NOT_PLACED
        first, *others = self.cells
        head = first if self.degree == WHOLLY else f"{self.degree} {first}"
        return ", ".join([head, *(f"{PARTLY} {cell}" for cell in others)])


def score(contacts: Iterable[Contact], owners: Sequence[str]) -> Score:
    """Return where an office stands by its contacts, in whatever order, and however many coders tell of each.

    Parameters
    ----------
    contacts : iterable of Contact
        Those that tell that there is none too: no initiative, and 0 of contact.
    owners : sequence of str
        The actors at authority level whose contact outside the meeting counts.

    Examples
    --------
    >>> told = ("practice", True, "outside", "weekly")
    >>> weekly = [Contact(n, "NL", owner, *told) for n, owner in enumerate(("R", "FD", "R"))]
    >>> score(weekly, ("R", "FD")).placement
    'two-way practice level'
    """
    told = list(contacts)
    contacts = [one for one in told if one.channel != LINE and not one.denied]
    initiatives = {(one.passage, one.other, one.initiative) for one in contacts}
    by_level = [initiative for _passage, _other, initiative in initiatives]
    return Score(
        by_level.count(PRACTICE),
        by_level.count(AUTHORITY),
        by_level.count(""),
        tuple(_contact([one for one in told if one.other == owner], owner) for owner in owners),
    )


def _contact(told: Sequence[Contact], owner: str) -> OwnerContact:
    """Return how much contact with an owner is mutual and frequent: that of the leader who has most."""
    leaders = dict.fromkeys(one.practice for one in told)
    bounds = [bound for leader in leaders for bound in _bounds([one for one in told if one.practice == leader])]
    denials = _denials(told)
    if bounds:
        low, high = (max(ends) for ends in zip(*bounds, strict=True))
        outside = sum(one.channel == OUTSIDE and not one.denied for one in told)
        return OwnerContact(owner, low, high, OUTSIDE, outside, len(bounds) - outside, denials)
    if denials:
        return OwnerContact(owner, 0.0, 0.0, DENIED, 0, 0, denials)
    contacts = any(not one.denied for one in told)
    return OwnerContact(owner, 0.0, 0.0 if contacts else 1.0, NOT_OUTSIDE if contacts else NOT_TOLD, 0, 0, ())


def _denials(told: Iterable[Contact]) -> tuple[Contact, ...]:
    return tuple(one for one in told if one.denied and one.channel in ("", OUTSIDE))


def _bounds(told: Sequence[Contact]) -> Iterator[tuple[float, float]]:
    """Yield the least and the most each contact of two counts, as far as it may be outside the meeting and the line.

    What one passage leaves open - where, both ways or not, how often - is what other passages tell of the same two.
    """
    contacts = [one for one in told if not one.denied]
    known = {one.channel for one in contacts} - {""}
    there = OUTSIDE in known or not (known or _denials(told))
    outside = [one for one in contacts if one.channel == OUTSIDE or (not one.channel and there)]
    answers = {one.reciprocal for one in outside} - {None}
    often = {OFTEN[one.frequency] for one in outside if one.frequency}
    for one in outside:
        both = {one.reciprocal} if one.reciprocal is not None else answers or {True, False}
        ways = [1.0 if way else ONE_WAY for way in both]
        times = {OFTEN[one.frequency]} if one.frequency else often or {0.0, 1.0}
        yield (min(ways) * min(times) if one.channel else 0.0), max(ways) * max(times)


def cell_label(cell: str) -> str:
    """Return a cell in the language in use."""
    labels = {
        TWO_WAY_PRACTICE: _("two-way practice level"),
        ONE_WAY_PRACTICE: _("one-way practice level"),
        TWO_WAY_AUTHORITY: _("two-way authority level"),
        ONE_WAY_AUTHORITY: _("one-way authority level"),
    }
    return labels[cell]


def placement_label(found: Score) -> str:
    """Return where an office stands, in the language in use."""
    if not found.cells:
        return _("not placed")
    first, *others = (cell_label(cell) for cell in found.cells)
    heads = {WHOLLY: "{cell}", MOSTLY: _("mostly {cell}"), PARTLY: _("partly {cell}")}
    return ", ".join([heads[found.degree].format(cell=first), *(_("partly {cell}").format(cell=one) for one in others)])
