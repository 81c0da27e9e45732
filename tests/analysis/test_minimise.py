"""Minimisation held up against a plain search through every product there is."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.analysis.theory.minimise import covers, minimal, prime_implicants


def rows_of(size: int) -> list[tuple[bool, ...]]:
    return list(product((True, False), repeat=size))


def implicants(rows: set[tuple[bool, ...]], size: int) -> list[tuple[bool | None, ...]]:
    """Every product that holds for none but these rows, found by trying all."""
    others = [row for row in rows_of(size) if row not in rows]
    every = product((True, False, None), repeat=size)
    return [p for p in every if any(covers(p, r) for r in rows) and not any(covers(p, r) for r in others)]


def shortest(rows: set[tuple[bool, ...]], size: int) -> tuple[int, int]:
    """Fewest products, and then fewest conditions, of a sum of any implicants that holds for all rows."""
    every = implicants(rows, size)
    for count in range(1, len(rows) + 1):
        fitting = [c for c in combinations(every, count) if all(any(covers(p, row) for p in c) for row in rows)]
        if fitting:
            return count, min(sum(value is not None for p in c for value in p) for c in fitting)
    return 0, 0


TABLES = st.integers(1, 3).flatmap(lambda size: st.tuples(st.just(size), st.sets(st.sampled_from(rows_of(size)))))


@settings(deadline=None, max_examples=150)
@given(TABLES)
def test_a_solution_holds_for_exactly_its_rows_and_none_is_shorter(table: tuple[int, set[tuple[bool, ...]]]) -> None:
    size, rows = table
    found = minimal(rows)
    assert bool(found) == bool(rows)
    for one in found:
        assert {row for row in rows_of(size) if any(covers(p, row) for p in one)} == rows
        assert (len(one), sum(value is not None for p in one for value in p)) == shortest(rows, size)
    assert len(set(found)) == len(found)


@settings(deadline=None, max_examples=50)
@given(st.sets(st.sampled_from(rows_of(4)), min_size=1))
def test_prime_implicants_are_the_products_no_other_holds_wherever_they_do(rows: set[tuple[bool, ...]]) -> None:
    every = implicants(rows, 4)
    reach = {p: frozenset(row for row in rows if covers(p, row)) for p in every}
    plain = {p for p in every if not any(reach[p] < reach[other] for other in every)}
    assert set(prime_implicants(rows)) == plain


def test_equally_short_solutions_are_all_returned() -> None:
    """The cycle of six: two covers of three products each."""
    cycle = {(False, False, False), (False, False, True), (False, True, True), (True, True, True), (True, True, False),
             (True, False, False)}  # fmt: skip
    assert len(minimal(cycle)) == 2 and {len(one) for one in minimal(cycle)} == {3}


def test_all_rows_need_no_condition_and_no_rows_have_no_solution() -> None:
    assert minimal(set(rows_of(3))) == [((None, None, None),)]
    assert minimal(set()) == []


def test_of_sums_of_as_many_products_the_one_with_fewest_conditions_is_taken() -> None:
    """000-, in the place of 0--1, would do too, with one condition more."""
    written = ["1101", "1011", "1000", "0111", "0110", "0101", "0011", "0001", "0000"]
    rows = {tuple(sign == "1" for sign in row) for row in written}
    signs = {True: "1", False: "0", None: "-"}
    found = [{"".join(signs[value] for value in p) for p in one} for one in minimal(rows)]
    assert found == [{"011-", "0--1", "-101", "-011", "-000"}]
