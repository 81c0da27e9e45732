"""Boolean minimisation by Quine and McCluskey, for truth tables of a few conditions.

Two products that differ in one condition alone are joined without it, as long as any can be
(McCluskey 1956, "Minimization of Boolean functions", Bell System Technical Journal 35); what cannot
be joined further is a prime implicant. The fewest prime implicants that together cover all rows are
then chosen, and among those the ones with the fewest conditions; every choice that is as short is
returned, because a table may have several equally good solutions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import combinations
from typing import TypeAlias

Row: TypeAlias = tuple[bool, ...]
Product: TypeAlias = tuple[bool | None, ...]
"""For each condition whether it is present, absent, or (None) either."""


def covers(product: Product, row: Row) -> bool:
    """Return whether a product holds for a row of conditions.

    >>> covers((True, None), (True, False)), covers((True, None), (False, False))
    (True, False)
    """
    return all(wanted is None or wanted == value for wanted, value in zip(product, row, strict=True))


def prime_implicants(rows: Iterable[Row]) -> list[Product]:
    """Return the products that hold for these rows only, and cannot be joined into shorter ones.

    >>> prime_implicants([(True, True), (True, False)])
    [(True, None)]
    """
    current: set[Product] = set(rows)
    prime: set[Product] = set()
    while current:
        joined: set[Product] = set()
        used: set[Product] = set()
        for product in current:
            for place, value in enumerate(product):
                twin = (*product[:place], not value, *product[place + 1 :])
                if value is not None and twin in current:
                    joined.add((*product[:place], None, *product[place + 1 :]))
                    used |= {product, twin}
        prime |= current - used
        current = joined
    return sorted(prime, key=_reading_order)


def minimal(rows: Collection[Row]) -> list[tuple[Product, ...]]:
    """Return every shortest sum of products that holds for exactly these rows; none without rows.

    Prime implicants without which a row would be left are taken first; the others are tried by number,
    fewest first. With the handful of rows interviews give, all can be tried.

    >>> minimal([(True, True), (True, False), (False, True)])
    [((True, None), (None, True))]
    """
    wanted = set(rows)
    if not wanted:
        return []
    prime = prime_implicants(wanted)
    covering = {row: [product for product in prime if covers(product, row)] for row in wanted}
    essential = {found[0] for found in covering.values() if len(found) == 1}
    left = [row for row, found in covering.items() if not essential.intersection(found)]
    useful = [product for product in prime if any(covers(product, row) for row in left)]
    for count in range(len(useful) + 1):
        found = [(*essential, *chosen) for chosen in combinations(useful, count) if _all_covered(chosen, left)]
        if found:
            fewest = min(map(_conditions, found))
            shortest = (tuple(sorted(one, key=_reading_order)) for one in found if _conditions(one) == fewest)
            return sorted(shortest, key=lambda one: [_reading_order(product) for product in one])
    raise AssertionError("the prime implicants cover every row")  # pragma: no cover


def _all_covered(products: Iterable[Product], rows: Iterable[Row]) -> bool:
    chosen = tuple(products)
    return all(any(covers(product, row) for product in chosen) for row in rows)


def _conditions(products: Iterable[Product]) -> int:
    return sum(value is not None for product in products for value in product)


def _reading_order(product: Product) -> list[int]:
    """Return a key that sorts products by their conditions: present, then absent, then either."""
    return [{True: 0, False: 1, None: 2}[value] for value in product]
