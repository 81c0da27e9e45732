"""Grouping: the cases that share a value of an attribute, or a combination of values of several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from kodeverk.errors import KodeverkError
from kodeverk.model import KNOWN, UNKNOWN, Case, Snapshot, Value
from kodeverk.views.naming import attribute_label, members, names, natural, state_label

OFFICE = "office"
BETWEEN = " × "
"""Stands between the values, and the attributes, of a combination."""


class Part(NamedTuple):
    """The value of one attribute; or, where it is not known, its state."""

    value: str
    known: bool


class Group(NamedTuple):
    """The cases that share a value, or a combination of values.

    Attributes
    ----------
    parts : tuple of Part
        One for each attribute compared by.
    cases : tuple of Case
        In order of name; none where nobody has this combination.
    """

    parts: tuple[Part, ...]
    cases: tuple[Case, ...]

    @property
    def name(self) -> str:
        """The values, or their states where they are not known."""
        return BETWEEN.join(part.value for part in self.parts)

    @property
    def known(self) -> bool:
        """Whether all values are known."""
        return all(part.known for part in self.parts)

    @property
    def label(self) -> str:
        """The name, in the language in use where it is the state of an attribute."""
        return BETWEEN.join(part.value if part.known else state_label(part.value) for part in self.parts)


def by_label(by: str) -> str:
    """Return an attribute, or a combination of several as a comparison names it, in the language in use."""
    return BETWEEN.join(map(attribute_label, by.split(BETWEEN)))


def attributes_of(by: str | Iterable[str]) -> tuple[str, ...]:
    """Return the attributes compared by, as a tuple.

    Raises
    ------
    KodeverkError
        If one is given twice.

    Examples
    --------
    >>> attributes_of("line"), attributes_of(["leader_model", "line"])
    (('line',), ('leader_model', 'line'))
    """
    given = (by,) if isinstance(by, str) else tuple(by)
    if twice := [name for name in dict.fromkeys(given) if given.count(name) > 1]:
        raise KodeverkError(f"Given more than once: {', '.join(map(repr, twice))}. Name each once.")
    return given


def office_of(case: Case) -> str | None:
    """Return the id of a case's office, of an office its own; None where it is not known."""
    return case.id if case.kind == OFFICE else case.office_id


def groups_of(snapshot: Snapshot, by: str | Iterable[str], cases: Sequence[Case]) -> list[Group]:
    """Return cases in groups by one attribute or several, those with all values known first, each by name.

    Of several attributes every combination of their known values is a group, also where it is empty. Cases whose
    value is unknown, not applicable or not released stand in groups of their own.

    Parameters
    ----------
    snapshot : Snapshot
    by : str or list of str
        Attributes, or ``office``.
    cases : list of Case
        An office without a value of its own has the one that all its informants share.

    Raises
    ------
    UnknownName
        If no case has such an attribute.
    KodeverkError
        If no attribute is given, one is given twice, or offices are to be grouped by what differs within one.
    """
    attributes = attributes_of(by)
    if not attributes:
        raise KodeverkError("Nothing to compare by: give an attribute, or a list of attributes.")
    for attribute in attributes:
        if attribute != OFFICE:
            snapshot.attribute(attribute)
    found: dict[tuple[Part, ...], list[Case]] = defaultdict(list)
    for case in cases:
        found[tuple(_part(snapshot, case, attribute) for attribute in attributes)].append(case)
    known = [{parts[place] for parts in found if parts[place].known} for place in range(len(attributes))]
    every = {*found, *product(*known)}
    groups = [Group(parts, tuple(found.get(parts, ()))) for parts in every]
    return sorted(groups, key=lambda group: (not group.known, [natural(part.value) for part in group.parts]))


def _part(snapshot: Snapshot, case: Case, attribute: str) -> Part:
    if attribute == OFFICE:
        office = names(snapshot).office[case.id]
        return Part(office or UNKNOWN, bool(office))
    value = snapshot.values(case.id).get(attribute)
    if value is not None or case.kind != OFFICE:
        return _of(value)
    shared = {_of(snapshot.values(one.id).get(attribute)) for one in members(snapshot, case) if one.id != case.id}
    if len(shared) > 1:
        raise KodeverkError(
            f"{attribute!r} differs within the office {case.name!r} ({', '.join(sorted(p.value for p in shared))}): "
            "it makes no groups of offices. Compare informants, or choose an attribute of offices."
        )
    return shared.pop() if shared else _of(None)


def _of(value: Value | None) -> Part:
    return Part(UNKNOWN, False) if value is None else Part(str(value), value.state == KNOWN)
