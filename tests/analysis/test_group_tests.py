"""Tests of two groups, held against plain enumeration, scipy and numbers worked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kodeverk.analysis import compare
from kodeverk.analysis.groups import permutation
from kodeverk.analysis.groups.permutation import Heard, fisher, holm, informants_exchanged, offices_exchanged
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Case, Snapshot
from tests.analysis.standing import standing

OFFICE = st.integers(1, 4).flatmap(lambda heard: st.builds(Heard, st.just(heard), st.integers(0, heard)))
CELL = st.integers(0, 3).flatmap(lambda heard: st.builds(Heard, st.just(heard), st.integers(0, heard)))


def share(offices: list[Heard]) -> Fraction:
    return Fraction(sum(o.said for o in offices), sum(o.heard for o in offices))


def offices_plainly(one: list[Heard], other: list[Heard]) -> float:
    """Every way to choose the first group's offices, written out with fractions."""
    every = [*one, *other]
    observed, as_large, ways = abs(share(one) - share(other)), 0, 0
    for chosen in combinations(range(len(every)), len(one)):
        mine = [every[n] for n in chosen]
        rest = [every[n] for n in range(len(every)) if n not in chosen]
        ways += 1
        as_large += abs(share(mine) - share(rest)) >= observed
    return as_large / ways


def informants_plainly(offices: list[tuple[Heard, Heard]]) -> tuple[float, int]:
    """Every way to choose, in each office, which of its informants are in the first group."""
    people = [[1] * (a.said + b.said) + [0] * (a.heard + b.heard - a.said - b.said) for a, b in offices]
    mine, theirs = sum(a.heard for a, _b in offices), sum(b.heard for _a, b in offices)
    total = sum(map(sum, people))

    def difference(said: int) -> Fraction:
        return abs(Fraction(said, mine) - Fraction(total - said, theirs))

    observed = difference(sum(a.said for a, _b in offices))
    choices = [list(combinations(range(len(p)), a.heard)) for p, (a, _b) in zip(people, offices, strict=True)]
    found = [
        difference(sum(people[n][i] for n, chosen in enumerate(way) for i in chosen)) >= observed
        for way in product(*choices)
    ]
    return sum(found) / len(found), len(found)


# --- against enumeration ---------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(st.lists(OFFICE, min_size=1, max_size=4), st.lists(OFFICE, min_size=1, max_size=4))
def test_exchanging_offices_is_what_plain_enumeration_gives(one: list[Heard], other: list[Heard]) -> None:
    found = offices_exchanged(one, other)
    assert found.p == pytest.approx(offices_plainly(one, other), abs=1e-12)
    assert found.allocations == comb(len(one) + len(other), len(one)) and found.drawn == 0
    assert found.p >= found.smallest - 1e-12


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=3))
def test_exchanging_informants_within_offices_is_what_plain_enumeration_gives(
    offices: list[tuple[Heard, Heard]],
) -> None:
    if not sum(a.heard for a, _b in offices) or not sum(b.heard for _a, b in offices):
        return
    found = informants_exchanged(offices)
    assert (found.p, found.allocations) == pytest.approx(informants_plainly(offices), abs=1e-12)
    assert found.p >= found.smallest - 1e-12


@pytest.mark.parametrize(("mine", "theirs"), [(1, 2), (2, 2), (2, 3), (3, 3), (1, 5), (4, 4)])
def test_the_smallest_p_is_that_of_all_in_one_group_and_none_in_the_other(mine: int, theirs: int) -> None:
    one, other = [Heard(2 + n % 2, 2 + n % 2) for n in range(mine)], [Heard(1 + n % 3, 0) for n in range(theirs)]
    assert offices_exchanged(one, other).p == offices_exchanged(one, other).smallest == offices_plainly(one, other)
    within = [(Heard(mine, mine), Heard(theirs, 0))]
    assert informants_exchanged(within).p == informants_exchanged(within).smallest == informants_plainly(within)[0]


def test_three_offices_against_three_by_hand() -> None:
    """All say something in three offices and nobody in three: of 20 ways two are as large, 2/20."""
    found = offices_exchanged([Heard(2, 2)] * 3, [Heard(2, 0)] * 3)
    assert (found.p, found.smallest, found.allocations) == (0.1, 0.1, 20)


# --- against scipy -----------------------------------------------------------------------------------------


def test_exchanging_offices_agrees_with_scipy() -> None:
    one, other = [Heard(4, 4), Heard(3, 2), Heard(2, 2)], [Heard(4, 1), Heard(3, 1), Heard(5, 0), Heard(1, 1)]
    every = [*one, *other]

    def difference(first: np.ndarray, second: np.ndarray) -> float:
        return float(abs(share([every[int(n)] for n in first]) - share([every[int(n)] for n in second])))

    found = stats.permutation_test(
        (np.arange(3), np.arange(3, 7)), difference, permutation_type="independent", alternative="greater",
        n_resamples=np.inf, vectorized=False,
    )  # fmt: skip
    assert len(found.null_distribution) == 35 == offices_exchanged(one, other).allocations
    assert offices_exchanged(one, other).p == pytest.approx(found.pvalue, abs=1e-12)


def test_exchanging_informants_of_one_office_agrees_with_scipy() -> None:
    one, other = np.array([1, 1, 1, 0, 1]), np.array([0, 1, 0, 0])
    found = stats.permutation_test(
        (one, other), lambda a, b: abs(a.mean() - b.mean()), permutation_type="independent", alternative="greater",
        n_resamples=np.inf, vectorized=False,
    )  # fmt: skip
    mine = informants_exchanged([(Heard(5, 4), Heard(4, 1))])
    assert (mine.p, mine.allocations) == (pytest.approx(found.pvalue, abs=1e-12), 126)


@settings(deadline=None, max_examples=80)
@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_fishers_exact_test_agrees_with_scipy(mine: int, theirs: int, data: st.DataObject) -> None:
    one, other = Heard(mine, data.draw(st.integers(0, mine))), Heard(theirs, data.draw(st.integers(0, theirs)))
    table = [[one.said, one.heard - one.said], [other.said, other.heard - other.said]]
    assert fisher(one, other) == pytest.approx(stats.fisher_exact(table).pvalue, abs=1e-9)


def test_many_offices_are_drawn_at_random_and_the_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = [Heard(3, 2)] * 5 + [Heard(2, 2)] * 4, [Heard(3, 1)] * 5 + [Heard(2, 1)] * 4
    exact = offices_exchanged(one, other)
    assert exact.drawn == 0 and exact.allocations == 48620
    monkeypatch.setattr(permutation, "EVERY", 1000)
    permutation._dealt.cache_clear()
    drawn = offices_exchanged(one, other)
    assert (drawn.drawn, drawn.allocations) == (9999, 48620)
    assert drawn.p == pytest.approx(exact.p, abs=4 * (exact.p / 9999) ** 0.5)
    assert drawn.smallest == 1 / 10000
    assert offices_exchanged(one, other) == drawn  # seeded
    permutation._dealt.cache_clear()


def test_a_p_from_drawn_allocations_is_never_nought() -> None:
    found = offices_exchanged([Heard(1, 1)] * 12, [Heard(1, 0)] * 12)
    assert (found.allocations, found.drawn, found.p, found.smallest) == (2704156, 9999, 1 / 10000, 1 / 10000)


def test_holm_by_hand() -> None:
    """Four p-values: 4 x 0.005, 3 x 0.01, 2 x 0.03, 1 x 0.04 raised to the one before."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


# --- what a comparison tests ---------------------------------------------------------------------------------


def in_offices(offices: Mapping[str, tuple[str, str]], size: int = 2) -> Snapshot:
    """Return a study of `size` informants an office; office to (group, status of all on ``t``)."""
    return standing(
        {
            f"{office}{n}": (office, {"g": group}, {"t": status, "s": "said"})
            for office, (group, status) in offices.items()
            for n in range(size)
        }
    )


def test_one_office_against_one_is_no_test() -> None:
    found = compare(in_offices({"K": ("x", "said"), "L": ("y", "silent")}, size=4), by="g").test("t")
    assert (found.p, found.smallest, found.units, found.reason) == (None, None, (1, 1), "one office against one")
    assert "With one office against one, no test can tell." in found.in_words()
    assert "With one office against one, no test can tell." in compare(
        in_offices({"K": ("x", "said"), "L": ("y", "silent")}), by="office"
    ).tests().in_words()  # fmt: skip


def test_whole_offices_are_dealt_out_where_each_belongs_to_a_group() -> None:
    """Two offices say it, two are silent: 2 of C(4, 2) = 6 ways are as large, however many informants there are."""
    snapshot = in_offices({"K": ("x", "said"), "L": ("x", "said"), "M": ("y", "silent"), "N": ("y", "silent")}, size=5)
    found = compare(snapshot, by="g").test("t")
    assert (found.p, found.smallest, found.units, found.unit) == (2 / 6, 2 / 6, (2, 2), "office")
    assert found.fisher_p is None  # informants are not the unit
    assert (found.counts, found.difference) == ((Heard(10, 10), Heard(10, 0)), 1.0)
    assert found.in_words() == (
        "x: 10 of 10 heard, y: 0 of 10 heard. Of 6 ways to deal out offices (2 and 2), p = 0.333; the smallest p "
        "possible is 0.333. No result of this design could fall below 0.05."
    )
    at_offices = compare(snapshot, by="g", level="office").test("t")
    assert (at_offices.p, at_offices.counts) == (2 / 6, (Heard(2, 2), Heard(2, 0)))


def test_informants_are_dealt_out_within_their_offices_where_both_groups_are_there() -> None:
    """In each of two offices 2 and 2; all of x say it: 2 of 6 x 6 ways are as large."""
    cases = {f"{office}{n}": (office, {"g": "xxyy"[n]}, {"t": "said" if n < 2 else "silent"})
             for office in "KL" for n in range(4)}  # fmt: skip
    found = compare(standing(cases), by="g").test("t")
    assert (found.p, found.chance and found.chance.allocations) == (2 / 36, 36)
    assert (found.unit, found.units, found.fisher_p) == ("informant within office", (4, 4), None)
    one_office = {name: case for name, case in cases.items() if name.startswith("K")}
    alone = compare(standing(one_office), by="g").test("t")
    assert (alone.p, alone.fisher_p) == (2 / 6, pytest.approx(stats.fisher_exact([[2, 0], [0, 2]]).pvalue))


def test_only_who_was_heard_enters() -> None:
    cases = {"1": ("K", {"g": "x"}, {"t": "said"}), "2": ("K", {"g": "x"}, {"t": "not asked"}),
             "3": ("L", {"g": "y"}, {"t": "silent"}), "4": ("M", {"g": "y"}, {"t": "unknown whether asked"}),
             "5": ("N", {"g": "y"}, {"t": "silent"})}  # fmt: skip
    found = compare(standing(cases), by="g").test("t")
    assert (found.counts, found.units) == ((Heard(1, 1), Heard(2, 0)), (1, 2))
    assert found.p == 1 / 3
    assert found.fisher_p == pytest.approx(1 / 3)  # one heard in each office: offices and informants are the same


def test_where_no_office_has_both_groups_heard_or_nobody_is_no_test_can_tell() -> None:
    apart = {"1": ("K", {"g": "x"}, {"t": "said"}), "2": ("K", {"g": "y"}, {"t": "not asked"}),
             "3": ("L", {"g": "y"}, {"t": "silent"})}  # fmt: skip
    assert compare(standing(apart), by="g").test("t").reason == "no office with both groups"
    unheard = {"1": ("K", {"g": "x"}, {"t": "said"}), "2": ("L", {"g": "y"}, {"t": "not asked"})}
    found = compare(standing(unheard), by="g").test("t")
    assert (found.p, found.reason) == (None, "nobody heard")


def test_of_many_themes_each_p_stands_beside_holms_and_how_many_there_were() -> None:
    """x and y have two offices each: t is said by all of x alone, u by K and M. The smallest p there is, is 1/3."""
    stands = {"K": ("x", "said", "said"), "L": ("x", "said", "silent"), "M": ("y", "silent", "said"), "N": ("y", "silent", "silent")}
    found = compare(standing({
        f"{office}{n}": (office, {"g": group}, {"t": t, "u": u}) for office, (group, t, u) in stands.items() for n in "12"
    }), by="g").tests()  # fmt: skip
    rows = found.frame.set_index("theme")
    assert rows.loc["t", ["p", "holm_p"]].tolist() == pytest.approx([1 / 3, 2 / 3])
    assert rows.loc["u", ["p", "holm_p"]].tolist() == [1.0, 1.0]
    assert "2 themes were tested" in found.in_words() and "near 0.333" in found.in_words()
    assert rows["difference"].isna().all()  # four cases a group: counts, no shares
    shown = found._repr_html_()
    assert "4 of 4" in shown and "%" not in shown


def test_where_all_say_it_or_nobody_does_there_is_no_p_and_it_counts_for_no_other() -> None:
    """Of three themes all say s and nobody says n: t alone is tested, and no smaller p than 1/3 is to be expected."""
    offices = {"K": "x", "L": "x", "M": "y", "N": "y"}
    found = compare(standing({
        f"{office}{n}": (office, {"g": group}, {"t": "said" if group == "x" else "silent", "s": "said", "n": "silent"})
        for office, group in offices.items() for n in "12"
    }), by="g").tests()  # fmt: skip
    rows = found.frame.set_index("theme")
    assert rows["reason"].to_dict() == {"t": "", "s": "all alike", "n": "all alike"}
    assert rows.loc[["s", "n"], ["p", "smallest_p", "holm_p", "fisher_p"]].isna().all(axis=None)
    assert rows.loc["t", ["p", "holm_p"]].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert found.tested == 1 and found.in_words().startswith(
        "1 theme was tested: a p-value from chance alone is expected near 0.500. Holm's p is p itself."
    )
    assert "All who were heard say it, or nobody does: there is nothing to test." in found._repr_html_()


def test_no_smaller_p_is_expected_than_the_design_can_reach() -> None:
    """Five themes in a design of two offices against two: 1/6 is the smallest of five by chance, and 1/3 the smallest
    there is."""
    offices = {"K": "x", "L": "x", "M": "y", "N": "y"}
    stands = {office: {f"t{n}": "said" if office == "K" else "silent" for n in range(5)} for office in offices}
    found = compare(standing({o: (o, {"g": g}, stands[o]) for o, g in offices.items()}), by="g").tests()
    assert found.tested == 5 and "near 0.333" in found.in_words() and "0.167" not in found.in_words()


def test_where_all_of_each_office_are_alike_dealing_out_informants_changes_nothing() -> None:
    """In K all say it and in L nobody does, x and y alike."""
    cases = {f"{office}{n}": (office, {"g": "xxyy"[n]}, {"t": "said" if office == "K" else "silent"})
             for office in "KL" for n in range(4)}  # fmt: skip
    found = compare(standing(cases), by="g").test("t")
    assert (found.p, found.reason) == (None, "all alike within their offices")


def test_who_has_no_known_office_is_no_office_of_her_own() -> None:
    """Three against three, all without a known office: dealt out one by one they would make p = 2/20."""
    cases = {n: ("K", {"g": "x" if n in "123" else "y"}, {"t": "said" if n in "123" else "silent"}) for n in "123456"}
    snapshot = standing(cases)
    homeless = snapshot.replacing(Case, [case._replace(office_id=None) for case in snapshot.all(Case)])
    found = compare(homeless, by="g").test("t")
    assert (found.p, found.reason, found.without_office) == (None, "office not known", tuple("123456"))
    assert "The office of 1, 2, 3, 4, 5, 6 is not known: it cannot be told what to deal out." in found.in_words()
    one = [c._replace(office_id=None) if c.name == "6" else c for c in snapshot.all(Case)]
    row = compare(snapshot.replacing(Case, one), by="g").tests().frame.iloc[0]
    assert (row["reason"], row["without_office"]) == ("office not known", "6")


def test_one_office_against_one_is_said_by_cautions_and_tests_alike() -> None:
    """x is in K and y in L; then 4 of y has no known office, and neither says what it cannot know."""
    snapshot = standing({n: ("K" if n in "12" else "L", {"g": "x" if n in "12" else "y"},
                             {"t": "said" if n in "12" else "silent"}) for n in "1234"})  # fmt: skip
    known = compare(snapshot, by="g")
    assert "One office against one: no test can tell what makes the difference." in [c.text for c in known.cautions]
    assert known.test("t").reason == "one office against one"
    unknown = snapshot.replacing(
        Case, [c._replace(office_id=None) if c.name == "4" else c for c in snapshot.all(Case)]
    )
    found = compare(unknown, by="g")
    assert [c.text for c in found.cautions if c.kind == "one office"] == ["All cases are from one office in x (K)."]
    assert found.test("t").reason == "office not known"


def test_groups_are_chosen_where_there_are_more_than_two() -> None:
    snapshot = in_offices({"K": ("x", "said"), "L": ("y", "said"), "M": ("z", "silent"), "N": ("z", "silent")})
    found = compare(snapshot, by="g")
    with pytest.raises(KodeverkError, match="here are 3: x, y, z. Choose two"):
        found.tests()
    assert found.test("t", between=("z", "x")).counts == (Heard(4, 0), Heard(2, 2))
    with pytest.raises(UnknownName, match="'w'"):
        found.tests(between=("x", "w"))
    with pytest.raises(UnknownName, match="no theme in this comparison|theme"):
        found.test("ukjent", between=("x", "z"))


def test_a_comparison_tests_nothing_by_itself() -> None:
    shown = compare(in_offices({"K": ("x", "said"), "L": ("y", "silent")}), by="g")._repr_html_()
    assert "p =" not in shown and "Holm" not in shown
