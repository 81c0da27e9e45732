"""What would place an office otherwise: the smallest change of what is told that moves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from kodeverk.analysis.networks.driving_rule import Contact, Score, score
from kodeverk.messages import _
from kodeverk.model.network import AUTHORITY, LINE, MEETING, PRACTICE

MOST = 2
"""Up to this many relations are changed at once; an office that none of that moves stands firmly."""

WITHDRAWN, STARTS_PRACTICE, STARTS_AUTHORITY = "withdrawn", "starts at practice level", "starts at authority level"
BOTH_WAYS, ONE_WAY, WEEKLY, RARELY = "both ways", "one way", "weekly", "rarely"


class ToldOtherwise(NamedTuple):
    """One relation, told otherwise or not at all.

    Attributes
    ----------
    contact : Contact
        As it is told.
    how : str
        ``withdrawn``, ``starts at practice level``, ``starts at authority level``, ``both ways``, ``one way``,
        ``weekly`` or ``rarely``.
    instead : Contact or None
        As it would be told; None where it is withdrawn.
    alike : int
        How many relations say the same, of which any one would do.
    """

    contact: Contact
    how: str
    instead: Contact | None
    alike: int


class Move(NamedTuple):
    """A change that places an office otherwise.

    Attributes
    ----------
    changes : tuple of ToldOtherwise
    becomes : Score
    to_another_cell : bool
        Whether the foremost cell is another then, or none.
    """

    changes: tuple[ToldOtherwise, ...]
    becomes: Score
    to_another_cell: bool

    @property
    def text(self) -> str:
        """What is changed, in the language in use."""
        return _(" and ").join(_said(change) for change in self.changes)


def moves(contacts: Sequence[Contact], owners: Sequence[str]) -> tuple[Move, ...]:
    """Return the smallest changes that place an office otherwise, and the smallest that bring it to another cell.

    Tried are, of one relation and then of two: that it is taken away; that the initiative lies at the other level; and,
    unless it is in the line or the meeting, that contact goes both ways or one way, that it is weekly or rare. Of
    relations that say the same, one stands for all.

    Parameters
    ----------
    contacts : sequence of Contact
    owners : sequence of str
    """
    now = score(contacts, owners)
    found: list[Move] = []
    for size in range(1, MOST + 1):
        moving = [move for changes in _changes(contacts, size) if (move := _move(contacts, owners, now, changes))]
        found += [move for move in moving if move.to_another_cell] if found else moving
        if any(move.to_another_cell for move in found):
            break
    return tuple(sorted(found, key=lambda move: (len(move.changes), not move.to_another_cell, move.text)))


def _changes(contacts: Sequence[Contact], size: int) -> Iterator[tuple[ToldOtherwise, ...]]:
    """Yield every change of as many relations, those that say the same taken in order."""
    alike: dict[Contact, list[Contact]] = {}
    for one in contacts:
        alike.setdefault(one._replace(passage=0, place="", relations=()), []).append(one)
    ways = [[tuple(_ways(one, len(group))) for one in group[:size]] for group in alike.values()]
    places = [(group, rank) for group, own in enumerate(ways) for rank in range(len(own))]
    for chosen in combinations(places, size):
        if all(rank == 0 or (group, rank - 1) in chosen for group, rank in chosen):
            yield from product(*(ways[group][rank] for group, rank in chosen))


def _ways(one: Contact, alike: int) -> Iterator[ToldOtherwise]:
    """Yield each way one relation could be told otherwise, as far as that counts."""
    yield ToldOtherwise(one, WITHDRAWN, None, alike)
    others = {}
    if one.channel != LINE and not one.denied:
        others[STARTS_PRACTICE] = one._replace(initiative=PRACTICE)
        others[STARTS_AUTHORITY] = one._replace(initiative=AUTHORITY)
    if one.channel not in (LINE, MEETING):
        others[BOTH_WAYS], others[ONE_WAY] = one._replace(reciprocal=True), one._replace(reciprocal=False)
        others[WEEKLY], others[RARELY] = one._replace(frequency="weekly"), one._replace(frequency="rarely")
    yield from (ToldOtherwise(one, how, other, alike) for how, other in others.items() if other != one)


def _move(
    contacts: Sequence[Contact], owners: Sequence[str], now: Score, changes: tuple[ToldOtherwise, ...]
) -> Move | None:
    """Return what some changes lead to; None where the office stays where it is."""
    instead = {change.contact: change.instead for change in changes}
    after = (instead.get(one, one) for one in contacts)
    becomes = score((one for one in after if one is not None), owners)
    if becomes.placement == now.placement:
        return None
    return Move(changes, becomes, becomes.cells[:1] != now.cells[:1])


def _said(change: ToldOtherwise) -> str:
    """Return one change in words."""
    words = {
        WITHDRAWN: _("the relation between {one} and {other} ({place}) is taken away"),
        STARTS_PRACTICE: _("the initiative between {one} and {other} ({place}) lies at practice level"),
        STARTS_AUTHORITY: _("the initiative between {one} and {other} ({place}) lies at the level of authority"),
        BOTH_WAYS: _("the relation between {one} and {other} ({place}) goes both ways"),
        ONE_WAY: _("the relation between {one} and {other} ({place}) goes one way"),
        WEEKLY: _("the relation between {one} and {other} ({place}) is weekly"),
        RARELY: _("the relation between {one} and {other} ({place}) is rare"),
    }
    contact = change.contact
    text = words[change.how].format(one=contact.practice, other=contact.other, place=contact.place)
    return text + (_(", or any of {n} that say the same").format(n=change.alike) if change.alike > 1 else "")
