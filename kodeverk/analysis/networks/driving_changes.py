"""What would place an office otherwise: the smallest change of what is told that moves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from kodeverk.analysis.networks.driving_rule import Contact, Score, score
from kodeverk.messages import _
from kodeverk.model.network import AUTHORITY, PRACTICE

MOST = 2
"""Up to this many relations are changed at once; an office that none of that moves stands firmly."""

WITHDRAWN, STARTS_PRACTICE, STARTS_AUTHORITY = "withdrawn", "starts at practice level", "starts at authority level"
BOTH_WAYS, ONE_WAY, WEEKLY, RARELY = "both ways", "one way", "weekly", "rarely"
_OTHERWISE: dict[str, dict[str, object]] = {
    STARTS_PRACTICE: {"initiative": PRACTICE},
    STARTS_AUTHORITY: {"initiative": AUTHORITY},
    BOTH_WAYS: {"reciprocal": True},
    ONE_WAY: {"reciprocal": False},
    WEEKLY: {"frequency": "weekly"},
    RARELY: {"frequency": "rarely"},
}


class ToldOtherwise(NamedTuple):
    """One relation, told otherwise or not at all.

    Attributes
    ----------
    contact : Contact
        As it is told.
    how : str
        ``withdrawn``, ``starts at practice level``, ``starts at authority level``, ``both ways``, ``one way``,
        ``weekly`` or ``rarely``.
    alike : int
        How many relations say the same, of which any one would do.
    """

    contact: Contact
    how: str
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

    Tried are, of one relation and then of two: that it is taken away; that the initiative lies at the other level; that
    contact goes both ways or one way; that it is weekly or rare. Of relations that say the same, one stands for all.

    Parameters
    ----------
    contacts : sequence of Contact
    owners : sequence of str
    """
    now = score(contacts, owners)
    found: list[Move] = []
    for size in range(1, MOST + 1):
        tried = [_move(contacts, owners, now, changes) for changes in combinations(list(_single(contacts)), size)]
        moving = [move for move in tried if move is not None]
        if not found:
            found = moving
        elif not any(move.to_another_cell for move in found):
            found += [move for move in moving if move.to_another_cell]
        if any(move.to_another_cell for move in found):
            break
    return tuple(sorted(found, key=lambda move: (len(move.changes), not move.to_another_cell)))


def _single(contacts: Sequence[Contact]) -> Iterator[ToldOtherwise]:
    """Yield each change of one relation; relations that say the same stand for one another, two at most."""
    alike: dict[Contact, list[Contact]] = {}
    for one in contacts:
        alike.setdefault(one._replace(passage=0, relations=()), []).append(one)
    for group in alike.values():
        for one in group[:MOST]:
            yield ToldOtherwise(one, WITHDRAWN, len(group))
            for how, fields in _OTHERWISE.items():
                if one._replace(**fields) != one:  # type: ignore[arg-type]
                    yield ToldOtherwise(one, how, len(group))


def _move(
    contacts: Sequence[Contact], owners: Sequence[str], now: Score, changes: tuple[ToldOtherwise, ...]
) -> Move | None:
    """Return what some changes lead to; None where the office stays where it is, or two are of one relation."""
    changed = {change.contact: change.how for change in changes}
    if len(changed) < len(changes):
        return None
    becomes = score(_after(contacts, changed), owners)
    if becomes.placement == now.placement:
        return None
    return Move(changes, becomes, becomes.cells[:1] != now.cells[:1])


def _after(contacts: Iterable[Contact], changed: dict[Contact, str]) -> Iterator[Contact]:
    for one in contacts:
        how = changed.get(one)
        if how is None:
            yield one
        elif how != WITHDRAWN:
            yield one._replace(**_OTHERWISE[how])  # type: ignore[arg-type]


def _said(change: ToldOtherwise) -> str:
    """Return one change in words."""
    words = {
        WITHDRAWN: _("the relation with {other} is taken away"),
        STARTS_PRACTICE: _("the initiative in the relation with {other} lies at practice level"),
        STARTS_AUTHORITY: _("the initiative in the relation with {other} lies with {other}"),
        BOTH_WAYS: _("the relation with {other} goes both ways"),
        ONE_WAY: _("the relation with {other} goes one way"),
        WEEKLY: _("the relation with {other} is weekly"),
        RARELY: _("the relation with {other} is rare"),
    }
    text = words[change.how].format(other=change.contact.other)
    return text + (_(" (any one of {n} that say the same)").format(n=change.alike) if change.alike > 1 else "")
