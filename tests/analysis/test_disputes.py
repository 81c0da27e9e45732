"""Coders at odds over what one person says: a dispute between them, and no person who contradicts herself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.analysis import Rule, check, truth_table
from kodeverk.analysis.theory.computed import computed
from kodeverk.errors import KodeverkError
from kodeverk.model import Coding, Evidence, Snapshot
from kodeverk.views import by_person, cases_where, standings_where
from tests.analysis.plain import Plain
from tests.analysis.stances import table_study

CASES = {case: (office, {}) for case, office in {"1": "A", "2": "A", "3": "B", "4": "B"}.items()}
QUOTE = "1 om P."


def study(stands: dict[str, str], *rows: tuple[str, str, int, int], **fields: object) -> Snapshot:
    """Case 1 said ``1 om P.``; each row is a coder, a stance and the part of that quote she coded and judged."""
    first = table_study(CASES, {"P": {"1": "said", **stands}}, fields={"P": fields})
    (whole,) = [c for c in first.all(Coding) if first.quote(c) == QUOTE]
    codings, evidence = [], []
    for n, (coder, stance, start, end) in enumerate(rows):
        span = {"start": whole.start + start, "end": whole.start + end}
        codings.append(whole._replace(id=f"c{n}", coder=coder, **span))
        evidence.append(Evidence(f"e{n}", f"c{n}", "teori-bok:P", stance, coder))
    left = [c for c in first.all(Coding) if c != whole]
    return first.replacing(Coding, [*left, *codings]).replacing(Evidence, [*first.all(Evidence), *evidence])


OVERLAP = (("ida", "supports", 0, 5), ("marit", "contradicts", 2, 7))


def test_each_coder_on_her_own_coding_of_the_same_words_is_a_dispute_and_not_a_person_who_speaks_both_ways() -> None:
    found = check(study({"2": "supports", "3": "supports"}, *OVERLAP))
    row = found.frame.iloc[0]
    assert row[["verdict", "supports", "contradicts", "mixed", "disputed", "evidence", "deviant"]].tolist() == [
        "supported", 2, 0, 0, 1, 4, "",
    ]  # fmt: skip
    assert found.disputes[["proposition", "case", "quote", "supports", "contradicts"]].to_numpy().tolist() == [
        ["P", "1", QUOTE, "ida", "marit"]
    ]
    case = found.by_case.set_index("case").loc["1"]
    assert case[["status", "supports", "contradicts"]].tolist() == ["disputed", 1, 1]
    assert case["why"] == "coders judge the same passage oppositely; quotes: supports 1, contradicts 1"
    assert "Judged oppositely: ida for, marit against." in found._repr_html_()
    assert "disputed between coders" in found._repr_html_()
    assert "a case of which nothing else is judged is disputed" in found.rule.in_words()
    assert found.by("office").frame.set_index("group").loc["A", "disputed"] == 1


def test_a_portrait_says_the_same_of_her() -> None:
    assert by_person(study({}, *OVERLAP), "1").contradictions.empty
    apart = study({}, ("ida", "supports", 0, 2), ("marit", "contradicts", 2, 7))
    assert check(apart).frame.loc[0, "mixed"] == 1 and check(apart).disputes.empty
    assert by_person(apart, "1").contradictions["coder"].tolist() == ["ida", "marit"]
    alone = study({}, ("ida", "supports", 0, 5), ("ida", "contradicts", 2, 7))
    assert check(alone).frame.loc[0, "mixed"] == 1 and check(alone).disputes.empty
    assert by_person(alone, "1").contradictions["stance"].tolist() == ["supports", "contradicts"]


def test_a_proposition_with_nothing_but_a_dispute_is_open() -> None:
    assert check(study({}, *OVERLAP)).frame.loc[0, "verdict"] == "open"


def test_conditions_and_rules_do_not_take_a_dispute_for_either_side() -> None:
    snapshot = study({"2": "supports", "3": "contradicts"}, *OVERLAP, rules={"supports": 'code("P")'})
    truths = [cases_where(snapshot, f'{side}("P")') for side in ("supports", "contradicts")]
    assert [truth["case-1"] for truth in truths] == [None, None]
    assert [truth["case-2"] for truth in truths] == [True, False]
    assert standings_where(snapshot, 'supports("P")')["case-1"] == "unknown whether asked"
    rows = {row.case: (row.judged, row.agrees) for row in computed(snapshot).rows}
    assert rows["1"] == ("disputed", None) and rows["2"] == ("supports", True)


def test_who_is_disputed_is_left_out_of_an_expected_difference_and_named() -> None:
    snapshot = study({"2": "supports", "3": "silent"}, *OVERLAP, expected={"by": "office", "more": "A"})
    (row,) = check(snapshot).expectations.itertuples()
    assert (row.supports, row.heard, row.heard_others, row.result) == (1, 1, 1, "as expected")
    assert "Left out, disputed between coders: 1." in row.cautions


@pytest.mark.parametrize("rule", [Rule(support_cases=-1), Rule(contradict_cases=0), Rule(2, 1.5)])  # type: ignore[arg-type]
def test_a_rule_that_asks_for_no_case_is_refused(rule: Rule) -> None:
    with pytest.raises(KodeverkError, match="at least one case"):
        check(study({}), rule=rule)


def test_what_is_no_rule_is_refused() -> None:
    with pytest.raises(KodeverkError, match="'x' is none"):
        check(study({}), rule="x")  # type: ignore[arg-type]


def test_one_condition_of_a_truth_table_may_be_written_by_itself() -> None:
    snapshot = study({"2": "supports", "3": "silent"})
    assert truth_table(snapshot, 'code("P")', 'office == "A"').names == ('code("P")',)


spans = st.tuples(st.integers(0, len(QUOTE) - 1), st.integers(1, 4)).map(lambda s: (s[0], min(len(QUOTE), sum(s))))
stances = st.sampled_from(["supports", "contradicts", "nuances", "illustrates"])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["ida", "marit", "tone"]), stances, spans), min_size=1, max_size=5))
def test_where_she_stands_is_what_plain_loops_find(drawn: list[tuple[str, str, tuple[int, int]]]) -> None:
    snapshot = study({}, *((coder, stance, *span) for coder, stance, span in drawn))
    plain = Plain(snapshot)
    (proposition,) = plain.propositions
    found = check(snapshot)
    assert found.findings[0].with_status(plain.status(proposition, "case-1"))[0].case == "1"
    assert by_person(snapshot, "1").contradictions.empty == (found.frame.loc[0, "mixed"] == 0)
