"""What chance alone could do: exact permutation of offices, or of informants within offices; Fisher; Holm.

The question is always the same: were the groups dealt out by chance among the same cases, saying the same, how often
would the two groups differ as much as they do, or more? (Fisher 1935, The Design of Experiments; Ernst 2004,
Permutation methods: a basis for exact inference, Statistical Science 19(4), 676-685.) What is dealt out is what the
groups were made of: where whole offices belong to a group, offices are exchanged and never single informants, since
people in one office are alike (Gail et al. 1996, Statistics in Medicine 15, 1069-1092).

The statistic is the difference of the two groups' shares that say something, of those heard; it is compared as whole
numbers, so that no rounding decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, combinations
from math import comb
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.groups.limits import DRAWN, EVERY, SEED

if TYPE_CHECKING:
    import numpy as np


class Heard(NamedTuple):
    """How many were heard, of an office or of a group in it, and how many of them say something."""

    heard: int
    said: int


class Chance(NamedTuple):
    """How often chance does as much.

    Attributes
    ----------
    p : float
        Two-sided: part (0-1) of the allocations whose difference is at least as large, in either direction.
    smallest : float
        The smallest p this design can reach: where all of one group say something and none of the other.
    allocations : int
        How many ways there are to deal the groups out.
    drawn : int
        How many of them were drawn at random; 0 where all were counted.
    """

    p: float
    smallest: float
    allocations: int
    drawn: int = 0


def offices_exchanged(one: Sequence[Heard], other: Sequence[Heard]) -> Chance:
    """Return how often chance does as much when whole offices are dealt out to the two groups.

    ``p = #{allocations with |difference| >= |observed|} / C(U, k)`` for `U` offices, `k` of them in one group. Over
    `limits.EVERY` allocations, `limits.DRAWN` of them are drawn and ``p = (b + 1) / (drawn + 1)`` (Phipson & Smyth
    2010, Statistical Applications in Genetics and Molecular Biology 9(1), article 39). The smallest p is ``1 / C(U,
    k)``, or twice that where the groups have equally many offices: exchanging all of them is as large a difference.

    Parameters
    ----------
    one, other : list of Heard
        The offices of each group; in each somebody was heard.

    Examples
    --------
    >>> offices_exchanged([Heard(2, 2)], [Heard(2, 0), Heard(3, 0)])
    Chance(p=0.3333333333333333, smallest=0.3333333333333333, allocations=3, drawn=0)
    """
    import numpy as np

    every = [*one, *other]
    heard, said = (np.array([office[place] for office in every], dtype=np.int64) for place in (0, 1))
    dealt, drawn = _dealt(len(every), len(one))
    first = slice(0, len(one))
    observed, over = _difference(heard[first].sum(), said[first].sum(), heard.sum(), said.sum())
    found, under = _difference(heard[dealt].sum(axis=1), said[dealt].sum(axis=1), heard.sum(), said.sum())
    as_large = int(np.count_nonzero(np.abs(found) * over >= abs(observed) * under))
    allocations = comb(len(every), len(one))
    smallest = (2 if len(one) == len(other) else 1) / allocations
    if drawn:
        return Chance((as_large + 1) / (drawn + 1), max(smallest, 1 / (drawn + 1)), allocations, drawn)
    return Chance(as_large / allocations, smallest, allocations)


def _difference(heard: np.ndarray, said: np.ndarray, all_heard: int, all_said: int) -> tuple[np.ndarray, np.ndarray]:
    """Return numerator and denominator of the difference of two groups' shares, given one group and the whole."""
    rest = all_heard - heard
    return said * rest - (all_said - said) * heard, heard * rest


@lru_cache(maxsize=4)
def _dealt(units: int, taken: int) -> tuple[np.ndarray, int]:
    """Return allocations as rows of the places taken, and how many were drawn at random: 0 where it is all of them."""
    import numpy as np

    allocations = comb(units, taken)
    if allocations > EVERY:
        ranks = np.random.default_rng(SEED).random((DRAWN, units))
        return np.argsort(ranks, axis=1)[:, :taken], DRAWN
    flat = np.fromiter(chain.from_iterable(combinations(range(units), taken)), dtype=np.int64)
    return flat.reshape(allocations, taken), 0


def informants_exchanged(offices: Sequence[tuple[Heard, Heard]]) -> Chance:
    """Return how often chance does as much when informants are dealt out to the two groups within each office.

    Each office keeps how many of its informants are in each group. The number of one group that say something is in
    office `i` hypergeometric, with ``C(S, a) C(H - S, h - a)`` of ``C(H, h)`` allocations; offices are independent,
    so that the counts multiply and no allocation has to be drawn (the exact conditional test of several 2 x 2
    tables; Agresti 2002, Categorical Data Analysis, 2nd ed.).

    Parameters
    ----------
    offices : list of (Heard, Heard)
        Of each office, one group and the other.

    Examples
    --------
    >>> informants_exchanged([(Heard(3, 3), Heard(3, 0))])
    Chance(p=0.1, smallest=0.1, allocations=20, drawn=0)
    """
    ways = {0: 1}
    for one, other in offices:
        heard, said = one.heard + other.heard, one.said + other.said
        here = {a: comb(said, a) * comb(heard - said, one.heard - a) for a in range(min(said, one.heard) + 1)}
        added: dict[int, int] = {}
        for before, count in ways.items():
            for a, more in here.items():
                added[before + a] = added.get(before + a, 0) + count * more
        ways = added
    mine, theirs = sum(one.heard for one, _other in offices), sum(other.heard for _one, other in offices)
    said = sum(one.said + other.said for one, other in offices)
    observed = sum(one.said for one, _other in offices)

    def difference(a: int) -> int:
        return abs(a * theirs - (said - a) * mine)

    allocations = sum(ways.values())
    as_large = sum(count for a, count in ways.items() if difference(a) >= difference(observed))
    mirrored = all(one.heard == other.heard for one, other in offices)
    return Chance(as_large / allocations, (2 if mirrored else 1) / allocations, allocations)


def fisher(one: Heard, other: Heard) -> float:
    """Return the two-sided p of Fisher's exact test of a 2 x 2 table.

    The sum of the hypergeometric probabilities ``C(S, a) C(H - S, h - a) / C(H, h)`` of all tables with these margins
    that are no likelier than the one found (Fisher 1935).

    Examples
    --------
    >>> round(fisher(Heard(4, 3), Heard(4, 1)), 4)         # the lady tasting tea
    0.4857
    """
    heard, said = one.heard + other.heard, one.said + other.said
    tables = [comb(said, a) * comb(heard - said, one.heard - a) for a in range(min(said, one.heard) + 1)]
    return sum(count for count in tables if count <= tables[one.said]) / comb(heard, one.heard)


def holm(found: Sequence[float]) -> list[float]:
    """Return p-values adjusted for how many they are, in the order given.

    ``p'(i) = max over j <= i of min(1, (m - j + 1) p(j))`` of the `m` p-values from the smallest (Holm 1979, A simple
    sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6(2), 65-70).

    Examples
    --------
    >>> holm([0.25, 0.5, 0.125])
    [0.5, 0.5, 0.375]
    """
    adjusted, so_far = [0.0] * len(found), 0.0
    for rank, place in enumerate(sorted(range(len(found)), key=lambda place: found[place])):
        so_far = max(so_far, min(1.0, (len(found) - rank) * found[place]))
        adjusted[place] = so_far
    return adjusted
