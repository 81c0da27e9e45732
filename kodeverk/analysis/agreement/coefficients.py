"""Coefficients of agreement, computed from patterns: what each coder judged, and of how many units.

A pattern has one value for each coder, None where she did not judge. ``{(True, True): 3, (True, False): 1}`` are
four units: on three both coders say yes, on one only the first does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping
from itertools import permutations
from typing import Any, TypeAlias

Pattern: TypeAlias = tuple[Hashable, ...]
Patterns: TypeAlias = Mapping[Pattern, int]
Difference: TypeAlias = Callable[[Any, Any], float]


def nominal(one: Any, other: Any) -> float:
    """Return the squared difference of two names: 0 if they are the same, else 1 (Krippendorff 2011)."""
    return float(one != other)


def interval(one: Any, other: Any) -> float:
    """Return the squared difference of two numbers on an interval scale (Krippendorff 2011)."""
    return float((one - other) ** 2)


def pairable(patterns: Patterns) -> Counter[Pattern]:
    """Return the units at least two coders judged; with one judgement there is nothing to agree with."""
    return Counter({p: n for p, n in patterns.items() if n and sum(value is not None for value in p) > 1})


def pairwise(patterns: Patterns) -> float | None:
    """Return observed agreement, a share 0-1: of all pairs of judgements of the same unit, those that are equal.

    With two coders this is the share of units they judge alike. None where no unit has two judgements.

    Examples
    --------
    >>> pairwise({("a", "a"): 3, ("a", "b"): 1})
    0.75
    """
    equal = pairs = 0
    for pattern, count in pairable(patterns).items():
        values = Counter(value for value in pattern if value is not None)
        m = values.total()
        pairs += count * m * (m - 1)
        equal += count * sum(n * (n - 1) for n in values.values())
    return equal / pairs if pairs else None


def kappa(patterns: Patterns) -> float | None:
    """Return Cohen's kappa of two coders, at most 1; 0 is what chance would give.

    ``(po - pe) / (1 - pe)``: `po` is the share (0-1) of units judged alike, `pe` the share expected if each coder
    used each value as often as she did, independently of the other: ``sum(p1(value) * p2(value))``. Units that one
    of them did not judge are left out. None where no unit is left or ``pe = 1``: each gives all units one same value.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20(1),
    37-46.

    Examples
    --------
    >>> kappa({("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15})
    0.4
    >>> kappa({("a", "a"): 20}) is None
    True
    """
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    alike = 0
    for (one, other), count in pairable(patterns).items():
        first[one] += count
        second[other] += count
        alike += count * (one == other)
    n = first.total()
    expected = sum(count * second[value] for value, count in first.items())  # pe * n * n, exact in whole numbers
    return (n * alike - expected) / (n * n - expected) if n * n != expected else None


def alpha(patterns: Patterns, difference: Difference = nominal) -> float | None:
    """Return Krippendorff's alpha of any number of coders, at most 1; 0 is what chance would give.

    ``1 - Do / De`` by the coincidence matrix: each unit judged by `m` coders adds ``1 / (m - 1)`` to `o(c, k)` for
    every ordered pair of its values; `n(c)` are the sums of its rows and `n` of all. Then
    ``alpha = 1 - (n - 1) * sum(o(c, k) * d(c, k)) / sum(n(c) * n(k) * d(c, k))``. Judgements may be missing.

    Parameters
    ----------
    patterns : dict of tuple to int
    difference : function
        Squared difference `d` of two values: `nominal`, or `interval` for numbers.

    Returns
    -------
    float or None
        None where no unit has two judgements, or nothing varies: then there is no chance to compare with.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania, Departmental
    Papers (ASC). Krippendorff, K. (2018). Content analysis: an introduction to its methodology (4th ed.), ch. 12.

    Examples
    --------
    >>> round(alpha({("a", "a"): 4, ("a", "b"): 1, ("b", "b"): 5}), 3)
    0.808
    """
    coincidences: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for pattern, count in pairable(patterns).items():
        values = [value for value in pattern if value is not None]
        for pair in permutations(values, 2):
            coincidences[pair] += count / (len(values) - 1)
    sums: dict[Hashable, float] = defaultdict(float)
    for (one, _other), weight in coincidences.items():
        sums[one] += weight
    observed = sum(weight * difference(*pair) for pair, weight in coincidences.items())
    expected = sum(sums[c] * sums[k] * difference(c, k) for c in sums for k in sums)
    return 1 - (sum(sums.values()) - 1) * observed / expected if expected else None
