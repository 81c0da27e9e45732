"""The curve of saturation: what is new in each interview, and how much the order of interviews decides it."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

EXACT = 12
"""Up to this many interviews every order is counted; of more, `DRAWN` orders are drawn."""

DRAWN, SEED = 1000, 2006
BAND = (0.025, 0.975)
"""Quantiles the band lies between."""


class Curve(NamedTuple):
    """What came in each interview, and what would have come by then in other orders.

    Attributes
    ----------
    new : tuple of tuple of str
        For each interview, what had not been heard before.
    cumulative : tuple of int
        How much had been heard by each interview.
    mean : tuple of float
        The same, as a mean over orders of the interviews.
    low, high : tuple of int
        Quantiles 0.025 and 0.975 over orders.
    orders : int
        Over how many orders.
    exact : bool
        Whether these are all there are, or were drawn.
    """

    new: tuple[tuple[str, ...], ...]
    cumulative: tuple[int, ...]
    mean: tuple[float, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    orders: int
    exact: bool

    @property
    def counts(self) -> tuple[int, ...]:
        """How much was new in each interview."""
        return tuple(len(found) for found in self.new)

    @property
    def total(self) -> int:
        """How much was heard in all."""
        return self.cumulative[-1] if self.cumulative else 0


def curve(said: Sequence[frozenset[str]]) -> Curve:
    """Return the curve of what is said in some interviews, in the order given and over other orders.

    How much has been heard by the k-th interview depends only on which k interviews these are. So all n! orders are
    counted by all subsets of k interviews, each of which begins equally many orders; their mean is
    sum over items of 1 - C(n - f, k) / C(n, k), where f is the number of interviews an item is said in (sample-based
    rarefaction: Colwell, Mao & Chang 2004, Ecology 85(10)). With more than 12 interviews 1,000 orders
    are drawn with a fixed seed. A quantile q of m values is the one in place ceil(q m) of the values in order.

    Parameters
    ----------
    said : sequence of frozenset of str
        What is said in each interview.

    Examples
    --------
    >>> found = curve([frozenset("ab"), frozenset("b"), frozenset("bc")])
    >>> found.new, found.cumulative, found.orders
    ((('a', 'b'), (), ('c',)), (2, 2, 3), 6)
    >>> found.low, [round(mean, 2) for mean in found.mean], found.high
    ((1, 2, 3), [1.67, 2.33, 3.0], (2, 3, 3))
    """
    heard: set[str] = set()
    new, cumulative = [], []
    for one in said:
        new.append(tuple(sorted(one - heard)))
        heard |= one
        cumulative.append(len(heard))
    exact = len(said) <= EXACT
    by_place = list(_all(said)) if exact else _drawn(said)
    mean = tuple(sum(values) / len(values) for values in by_place)
    low, high = (tuple(quantile(values, share) for values in by_place) for share in BAND)
    return Curve(tuple(new), tuple(cumulative), mean, low, high, math.factorial(len(said)) if exact else DRAWN, exact)


def _all(said: Sequence[frozenset[str]]) -> Iterable[list[int]]:
    """Yield for k = 1, 2 ... how much every k interviews say together."""
    place = {item: 1 << number for number, item in enumerate(sorted(frozenset().union(*said)))}
    bits = [sum(place[item] for item in one) for one in said]
    for k in range(1, len(bits) + 1):
        together = []
        for chosen in combinations(bits, k):
            union = 0
            for one in chosen:
                union |= one
            together.append(union.bit_count())
        yield together


def _drawn(said: Sequence[frozenset[str]]) -> list[list[int]]:
    draw = random.Random(SEED)
    found: list[list[int]] = [[] for _one in said]
    for _time in range(DRAWN):
        heard: set[str] = set()
        for place, one in enumerate(draw.sample(said, len(said))):
            heard |= one
            found[place].append(len(heard))
    return found


def quantile(values: Sequence[int], share: float) -> int:
    """Return the value that at least a share (0-1) of the values do not exceed: the one in place ceil(share m).

    >>> quantile([3, 1, 2, 4], 0.5), quantile([3, 1, 2, 4], 0.975)
    (2, 4)
    """
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float], top: float | None = None) -> str:
    """Return numbers as a row of bars, from none to the highest, or to `top`.

    >>> sparkline([0, 4, 8])
    '▁▅█'
    """
    highest = top if top is not None else max(values, default=0)
    return "".join(BARS[round(value / highest * (len(BARS) - 1)) if highest else 0] for value in values)
