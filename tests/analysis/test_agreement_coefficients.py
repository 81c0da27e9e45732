"""Coefficients of agreement against published numbers and two other implementations."""

from __future__ import annotations

import warnings
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance

from kodeverk.analysis.agreement.coefficients import alpha, interval, kappa, nominal, pairwise

KRIPPENDORFF_2011 = [  # four observers, twelve units, "." where one did not judge
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
TWO_HUNDRED = {  # of 200 units
    ("A", "A"): 88, ("A", "B"): 14, ("A", "C"): 18,
    ("B", "A"): 10, ("B", "B"): 40, ("B", "C"): 10,
    ("C", "A"): 2, ("C", "B"): 6, ("C", "C"): 12,
}  # fmt: skip
SOME = {"deadline": None, "max_examples": 60}


def of_rows(rows: list[str]) -> Counter[tuple[int | None, ...]]:
    return Counter(zip(*([None if v == "." else int(v) for v in row.split()] for row in rows), strict=True))


def test_alpha_is_krippendorffs_own_for_four_observers_and_twelve_units() -> None:
    data = of_rows(KRIPPENDORFF_2011)
    assert alpha(data) == pytest.approx(0.743, abs=0.0005)
    assert alpha(data, interval) == pytest.approx(0.849, abs=0.0005)


def test_alpha_is_krippendorffs_own_for_two_observers_and_two_values() -> None:
    # the same paper's first example: fourteen zeros, six ones, four units judged differently
    one, other = "0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"
    assert alpha(of_rows([one, other])) == pytest.approx(0.095, abs=0.0005)


def test_kappa_by_hand() -> None:
    # po = 140/200; pe = (120*100 + 60*60 + 20*40) / 200**2 = 16400/40000 = .41; kappa = .29/.59
    assert kappa(TWO_HUNDRED) == pytest.approx((0.70 - 0.41) / (1 - 0.41))
    assert pairwise(TWO_HUNDRED) == pytest.approx(0.70)
    # the chance terms are added, not multiplied: here both coders are no better than chance
    assert kappa({(1, 1): 1, (1, 0): 1, (0, 1): 1, (0, 0): 1}) == 0


def test_what_cannot_be_computed_is_none_and_never_one() -> None:
    for nothing in ({}, {(1, None): 7}, {(None, None): 3}, {(1, 1): 0}):
        assert (alpha(nothing), kappa(nothing), pairwise(nothing)) == (None, None, None)
    for same in ({(0, 0): 9}, {(1, 1): 9}):
        assert (alpha(same), kappa(same)) == (None, None)


def test_a_coder_who_is_missing_on_a_unit_counts_neither_for_nor_against() -> None:
    both = {(1, 1): 3, (1, 0): 1, (0, 0): 4}
    more: dict[tuple[int | None, int | None], int] = {**both, (1, None): 50, (None, 0): 50}
    assert (alpha(more), kappa(more), pairwise(more)) == (alpha(both), kappa(both), pairwise(both))


@settings(**SOME)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40))
def test_kappa_is_scikit_learns(pairs: list[tuple[int, int]]) -> None:
    from sklearn.metrics import cohen_kappa_score

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = cohen_kappa_score(*zip(*pairs, strict=True))
    ours = kappa(Counter(pairs))
    assert ours == (pytest.approx(theirs) if theirs == theirs else None)


@settings(**SOME)
@given(st.integers(2, 4).flatmap(lambda m: st.lists(st.tuples(*[st.none() | st.integers(0, 3)] * m), max_size=25)))
def test_alpha_is_nltks_with_missing_judgements(units: list[tuple[int | None, ...]]) -> None:
    paired = [unit for unit in units if sum(value is not None for value in unit) > 1]  # NLTK does not drop the others
    triples = [(f"c{c}", f"u{u}", v) for u, unit in enumerate(paired) for c, v in enumerate(unit) if v is not None]
    if len({value for _c, _u, value in triples}) < 2:
        assert alpha(Counter(units)) is None
        return
    for distance, difference in ((binary_distance, nominal), (lambda a, b: (a - b) ** 2, interval)):
        theirs = AnnotationTask(data=triples, distance=distance).alpha()
        assert alpha(Counter(units), difference) == pytest.approx(theirs)


@settings(**SOME)
@given(st.dictionaries(st.tuples(st.booleans(), st.booleans(), st.booleans()), st.integers(1, 9), min_size=1))
def test_the_order_of_coders_and_the_names_of_values_do_not_matter(data: dict[tuple[bool, ...], int]) -> None:
    turned = {pattern[::-1]: count for pattern, count in data.items()}
    renamed = {tuple("ja" if value else "nei" for value in pattern): count for pattern, count in data.items()}
    first = alpha(data)
    for other in (turned, renamed):
        assert alpha(other) == (first if first is None else pytest.approx(first))
        assert pairwise(other) == pairwise(data)
