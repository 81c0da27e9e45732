from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kodeverk.analysis import VERDICTS, Rule, verdict_label
from kodeverk.analysis.theory.verdict import Tally

COUNT = st.integers(0, 4)
TALLIES = st.tuples(COUNT, COUNT, COUNT, COUNT, COUNT, COUNT).map(
    lambda t: Tally(t[0], t[1], t[2], t[3], min(t[4], t[0]), sum(t[:4]) + t[5])
)


@pytest.mark.parametrize(
    ("tally", "verdict"),
    [
        (Tally(), "not illuminated"),
        (Tally(supports=2, evidence=2), "supported"),
        (Tally(supports=1, evidence=9), "open"),  # many quotes by one case are one case
        (Tally(supports=2, nuances=1, evidence=3), "partly"),
        (Tally(supports=2, reservations=1, evidence=3), "partly"),
        (Tally(supports=3, contradicts=1, evidence=4), "partly"),
        (Tally(supports=2, mixed=1, evidence=4), "partly"),
        (Tally(supports=2, contradicts=2, evidence=4), "open"),
        (Tally(supports=1, contradicts=2, evidence=3), "open"),
        (Tally(contradicts=1, evidence=1), "open"),  # one voice is too little either way
        (Tally(contradicts=2, evidence=2), "contradicted"),
        (Tally(contradicts=3, nuances=1, evidence=4), "contradicted"),
        (Tally(contradicts=3, mixed=1, evidence=5), "open"),
        (Tally(mixed=2, evidence=4), "open"),
        (Tally(nuances=3, evidence=3), "open"),
        (Tally(evidence=1), "open"),  # disputed, or of cases with no stance of their own
    ],
)
def test_the_rule_gives_the_verdict_it_says(tally: Tally, verdict: str) -> None:
    assert Rule().verdict(tally) == verdict


@given(TALLIES)
def test_no_evidence_no_verdict_and_no_support_without_cases(tally: Tally) -> None:
    verdict = Rule().verdict(tally)
    assert (verdict == "not illuminated") == (tally.evidence == 0)
    if verdict == "supported":
        assert tally.supports >= 2
        assert tally.contradicts == tally.mixed == tally.nuances == tally.reservations == 0
    if verdict == "contradicted":
        assert tally.contradicts >= 1
        assert tally.supports == tally.mixed == 0
    if verdict == "partly":
        assert tally.supports > tally.contradicts


@given(TALLIES)
def test_one_more_case_against_never_makes_a_verdict_kinder(tally: Tally) -> None:
    kind = ["contradicted", "open", "not illuminated", "partly", "supported"]
    harder = tally._replace(contradicts=tally.contradicts + 1, evidence=tally.evidence + 1)
    assert kind.index(Rule().verdict(harder)) <= kind.index(Rule().verdict(tally))


def test_thresholds_can_be_raised_and_are_printed() -> None:
    strict = Rule(support_cases=3, contradict_cases=2)
    assert strict.verdict(Tally(supports=2, evidence=2)) == "open"
    assert strict.verdict(Tally(contradicts=1, evidence=1)) == "open"
    assert "3" in strict.in_words()
    assert "3" not in Rule().in_words()


def test_every_verdict_has_a_label() -> None:
    assert all(verdict_label(verdict) for verdict in VERDICTS)


def test_the_rule_says_that_a_case_may_not_nuance_what_it_supports() -> None:
    assert "none contradicts or nuances it, not even beside supporting it." in Rule().in_words()
