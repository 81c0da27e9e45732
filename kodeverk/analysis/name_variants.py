"""Surnames of a literature log that may be one, written differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from kodeverk.reading.literature import Entry

ALIKE = 0.9
"""Surnames at least this alike (Jaro-Winkler, 0-1) are suggested as one."""


class NameVariants(NamedTuple):
    """Surnames that may be one, written differently.

    Attributes
    ----------
    names : tuple of str
        The one that stands most often first.
    counts : tuple of int
        In how many entries each stands.
    ids : tuple of str
        The entries.
    """

    names: tuple[str, ...]
    counts: tuple[int, ...]
    ids: tuple[str, ...]


def variants(entries: Sequence[Entry]) -> tuple[NameVariants, ...]:
    """Return surnames that may be one, for a person to judge.

    Suggested are surnames with a Jaro-Winkler similarity of at least `ALIKE` (Winkler 1990, String comparator metrics
    and enhanced decision rules in the Fellegi-Sunter model of record linkage), computed by rapidfuzz, and what hangs
    together through them; never two whose given names are known and begin otherwise.

    Parameters
    ----------
    entries : sequence of Entry
    """
    from networkx import Graph, connected_components
    from rapidfuzz.distance import JaroWinkler

    held: dict[str, set[str]] = {}
    initials: dict[str, set[str]] = {}
    for entry in entries:
        for name in entry.authors:
            family, given = surname(name), name.partition(",")[2].strip()
            held.setdefault(family, set()).add(entry.id)
            initials.setdefault(family, set()).update(given[:1])
    ties: Graph = Graph()
    for one, other in combinations(sorted(held), 2):
        both = initials[one], initials[other]
        apart = all(both) and both[0].isdisjoint(both[1])
        if not apart and JaroWinkler.similarity(one.casefold(), other.casefold()) >= ALIKE:
            ties.add_edge(one, other)
    order = {entry.id: place for place, entry in enumerate(entries)}
    found = []
    for group in connected_components(ties):
        names = sorted(group, key=lambda name: (-len(held[name]), name))
        ids = sorted(set().union(*(held[name] for name in names)), key=order.__getitem__)
        found.append(NameVariants(tuple(names), tuple(len(held[name]) for name in names), tuple(ids)))
    return tuple(sorted(found))


def surname(name: str) -> str:
    """Return the surname of ``Surname, Given`` or of a surname alone.

    >>> surname("Berg, K."), surname("Berg")
    ('Berg', 'Berg')
    """
    return name.partition(",")[0].strip()


def renamed(name: str, names: Mapping[str, str]) -> str:
    """Return a name with its surname as `names` has it, the given name as it was.

    >>> renamed("Bergh, K.", {"Bergh": "Berg"})
    'Berg, K.'
    """
    found = surname(name)
    return names[found] + name[len(found) :] if found in names else name
