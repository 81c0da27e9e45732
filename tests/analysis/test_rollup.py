"""Groups by the same rule as the whole, and differences that theory expects."""

from __future__ import annotations

import pytest

from kodeverk.analysis import Rule, check
from kodeverk.errors import UnknownName
from kodeverk.model import Snapshot, Value
from tests.analysis.stances import table_study
from tests.views.four import PAYLOADS

CASES = {
    "1": ("Tangvåg", {"leader_model": "toleder", "line": "stat"}),
    "2": ("Tangvåg", {"leader_model": "toleder", "line": "kommune"}),
    "3": ("Tangvåg", {"leader_model": "toleder", "line": "stat"}),
    "4": ("Tangvåg", {"leader_model": "toleder", "line": "kommune"}),
    "5": ("Lyngmo", {"leader_model": "enleder", "line": "stat"}),
    "6": ("Lyngmo", {"leader_model": "enleder", "line": "kommune"}),
    "7": ("Sandvik", {"leader_model": "enleder", "line": "stat"}),
    "8": ("Sandvik", {"leader_model": "enleder", "line": "kommune"}),
}


def study(standings: str, **fields: object) -> Snapshot:
    """Eight informants in three offices; a word for each, for one proposition P."""
    words = {"s": "supports", "c": "contradicts", "n": "nuances", "i": "illustrates", "x": "silent", "-": "not asked",
             "?": "unknown", "d": "said", "m": "mixed"}  # fmt: skip
    stands = {case: words[letter] for case, letter in zip(CASES, standings, strict=True)}
    return table_study(CASES, {"P": stands}, fields={"P": fields})


def expected(standings: str) -> tuple[str, int, int, int, int]:
    frame = check(study(standings, expected={"by": "leader_model", "more": "toleder"})).expectations
    return tuple(frame.loc[0, ["result", "supports", "heard", "supports_others", "heard_others"]])


def test_each_group_gets_the_verdict_of_the_rule_on_its_own_cases() -> None:
    rows = check(study("sssccxs-")).by("leader_model").frame
    assert rows[["group", "n", "verdict", "whole", "differs", "supports", "contradicts", "silent", "not_asked"]].to_numpy().tolist() == [
        ["enleder", 4, "open", "partly", True, 1, 1, 1, 1],
        ["toleder", 4, "partly", "partly", False, 3, 1, 0, 0],
    ]  # fmt: skip
    assert rows["cases"].tolist() == ["5; 6; 7; 8", "1; 2; 3; 4"]


def test_an_office_with_one_who_is_heard_is_too_small_to_differ() -> None:
    rows = check(study("ssss--c-")).by_office.set_index("office")
    assert rows[["verdict", "differs"]].loc[["Lyngmo", "Sandvik", "Tangvåg"]].to_numpy().tolist() == [
        ["not illuminated", None], ["open", None], ["supported", True],
    ]  # fmt: skip
    assert check(study("ssss--c-")).frame["verdict"].tolist() == ["partly"]


def test_groups_follow_the_rule_of_the_check() -> None:
    strict = check(study("ssssss--"), rule=Rule(support_cases=3, contradict_cases=3)).by("leader_model")
    assert strict.frame["verdict"].tolist() == ["open", "supported"]
    assert strict.rule.in_words() in strict._repr_html_() and strict.in_words() in strict._repr_html_()
    assert "fewer than 3 cases" in strict.in_words()


def test_cases_whose_value_is_not_known_stand_in_a_group_of_their_own_last() -> None:
    unknown = Value("case-8/leader_model", "case-8", "leader_model", None, "unknown")
    snapshot = study("ssssssss")
    changed = snapshot.replacing(Value, [unknown if v.id == unknown.id else v for v in snapshot.all(Value)])
    rows = check(changed).by("leader_model").frame
    assert rows[["group", "known", "cases"]].to_numpy().tolist() == [
        ["enleder", True, "5; 6; 7"], ["toleder", True, "1; 2; 3; 4"], ["unknown", False, "8"],
    ]  # fmt: skip


def test_a_premise_gets_no_verdict_in_any_group() -> None:
    rows = check(study("ssssssss", kind="premise")).by("office").frame
    assert set(rows["verdict"]) == {"premise"} and set(rows["differs"]) == {None} and len(rows) == 3


def test_an_attribute_no_case_has_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="office, leader_model, line"):
        check(study("ssssssss")).by("stilling")


def test_a_roll_up_says_itself_in_one_line() -> None:
    assert (
        repr(check(study("sssccxs-")).by("leader_model"))
        == "<by leader_model: enleder, toleder; groups that differ: 1>"
    )


# --- expected direction -----------------------------------------------------------------------------


def test_more_of_the_expected_group_is_as_expected() -> None:
    assert expected("sssxsxxc") == ("as expected", 3, 4, 1, 4)


def test_fewer_of_the_expected_group_is_opposite() -> None:
    assert expected("sxxcssxm") == ("opposite", 1, 4, 2, 4)


def test_equal_shares_of_unequal_groups_are_no_difference() -> None:
    assert expected("sx--sxsx") == ("no difference", 1, 2, 2, 4)


def test_a_group_nobody_is_heard_in_cannot_be_told() -> None:
    """Not asked, unknown whether asked and not judged are not heard."""
    assert expected("ssss--?d") == ("cannot be told", 4, 4, 0, 0)


def test_who_speaks_both_ways_nuances_or_illustrates_is_heard_and_does_not_support() -> None:
    assert expected("snmixxxx") == ("as expected", 1, 4, 0, 4)


def test_a_difference_is_cautioned_where_a_group_is_one_office_or_one_case_would_turn_it() -> None:
    cautions = check(study("ssxxsxxx", expected={"by": "leader_model", "more": "toleder"})).expectations.loc[
        0, "cautions"
    ]
    assert cautions.split("\n") == [
        "A group is one office (Tangvåg): the difference may be the office's.", "One case more or less would change it.",
    ]  # fmt: skip
    by_line = check(study("sxsxsxsx", expected={"by": "line", "more": "stat"})).expectations.loc[0]
    assert (by_line["result"], by_line["cautions"]) == ("as expected", "")


def test_cases_that_are_not_judged_or_whose_value_is_not_known_are_told() -> None:
    snapshot = study("sssdxxxs", expected={"by": "leader_model", "more": "toleder"})
    values = [v if v.case_id != "case-8" else v._replace(value=None, state="unknown") for v in snapshot.all(Value)]
    cautions = check(snapshot.replacing(Value, values)).expectations.loc[0, "cautions"]
    assert "1 case speaks of it and is not judged." in cautions
    assert "Left out, leader_model not known: 8." in cautions


def test_the_result_stands_in_the_frame_and_on_the_page() -> None:
    found = check(study("sssxsxxc", expected={"by": "leader_model", "more": "toleder"}))
    assert found.frame["expected"].tolist() == ["as expected"]
    assert "more support where leader_model is toleder: 3 of 4 of those heard there, 1 of 4 elsewhere" in (
        found._repr_html_()
    )
    assert check(study("sssxsxxc")).frame["expected"].tolist() == [""] and check(study("s-------")).expectations.empty


def test_an_attribute_the_study_does_not_have_cannot_be_told() -> None:
    found = check(study("ssssssss", expected={"by": "finnes_ikke", "more": "x"})).expectations.loc[0]
    assert found["result"] == "cannot be told" and "finnes_ikke not known" in found["cautions"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_roll_up_becomes_html(payload: str) -> None:
    snapshot = study("ssssssss", expected={"by": "line", "more": payload})
    values = [v._replace(value=payload) for v in snapshot.all(Value)]
    found = check(snapshot.replacing(Value, values))
    for shown in (found.by("line")._repr_html_(), found._repr_html_()):
        assert payload not in shown and "<img" not in shown and "<script" not in shown and "<svg" not in shown
