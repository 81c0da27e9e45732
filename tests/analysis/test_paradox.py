"""Evidence that goes opposite ways by group is shown as a paradox, never averaged.

The first study is that of mayors and chief executives (owners) and office leaders in a report of 2020,
retold in figures: owners see an unequal partnership that helps, leaders an equal one that costs them.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.analysis import Rule, check
from kodeverk.model import Value, Wording
from tests.analysis.stances import table_study
from tests.analysis.test_rollup import CASES as EIGHT

ROLES = {
    "o1": ("Nordvik", {"role": "eier"}), "o2": ("Sørvik", {"role": "eier"}), "o3": ("Austvik", {"role": "eier"}),
    "l1": ("Nordvik", {"role": "leder"}), "l2": ("Sørvik", {"role": "leder"}), "l3": ("Austvik", {"role": "leder"}),
}  # fmt: skip
OWNERS, LEADERS = ("o1", "o2", "o3"), ("l1", "l2", "l3")


def of(cases: tuple[str, ...], standing: str) -> dict[str, str]:
    return dict.fromkeys(cases, standing)


def test_owners_unequal_but_pleased_and_leaders_equal_but_sceptical_is_two_paradoxes_and_no_average() -> None:
    """A7: the majority of neither is the truth of both; each proposition is open, and nobody is deviant."""
    found = check(
        table_study(
            ROLES,
            {
                "EQUAL": of(OWNERS, "contradicts") | of(LEADERS, "supports"),
                "HELPS": of(OWNERS, "supports") | of(LEADERS, "contradicts"),
            },
        )
    )
    assert found.frame["verdict"].tolist() == ["open", "open"] and found.frame["deviant"].tolist() == ["", ""]
    assert found.paradoxes[["proposition", "other", "attribute", "group", "other_group", "cases", "other_cases"]].to_numpy().tolist() == [
        ["EQUAL", "", "role", "leder", "eier", "l1; l2; l3", "o1; o2; o3"],
        ["HELPS", "", "role", "eier", "leder", "o1; o2; o3", "l1; l2; l3"],
    ]  # fmt: skip
    text = "EQUAL: all who are heard in leder support it (l1, l2, l3), all who are heard in eier contradict it (o1, o2, o3)"
    assert found.frame.loc[0, "paradox"].startswith(text) and found.findings[0].notes[0].startswith(f"Paradox: {text}")
    shown = found._repr_html_()
    assert shown.index("Paradoxes, not averaged") < shown.index(text) < shown.index("Rule")


def test_a_majority_does_not_outvote_the_other_group() -> None:
    stands = of(OWNERS, "contradicts") | of(("l1", "l2"), "supports")
    found = check(table_study(ROLES, {"EQUAL": stands}))
    assert (found.frame.loc[0, "verdict"], found.frame.loc[0, "deviant"]) == ("open", "")
    more = of(OWNERS, "supports") | of(("l1", "l2"), "contradicts")
    assert Rule().verdict(check(table_study(ROLES, {"EQUAL": more})).findings[0].tally) == "partly"
    assert check(table_study(ROLES, {"EQUAL": more})).frame.loc[0, "verdict"] == "open"


@pytest.mark.parametrize(
    "changed",
    [{"l1": "supports"}, {"l1": "nuances"}, {"l1": "mixed"}, {"l1": "silent", "l2": "silent"}],
    ids=["one of the group goes the other way", "one nuances", "one speaks both ways", "too few are heard"],
)  # fmt: skip
def test_without_two_whole_groups_there_is_no_paradox(changed: dict[str, str]) -> None:
    found = check(table_study(ROLES, {"P": of(OWNERS, "supports") | of(LEADERS, "contradicts") | changed}))
    assert found.paradoxes.empty and found.frame.loc[0, "verdict"] == "partly" and found.frame.loc[0, "deviant"]


def test_who_is_silent_or_illustrates_is_not_heard_and_breaks_no_paradox() -> None:
    stands = of(OWNERS, "supports") | of(("l1", "l2"), "contradicts") | {"o3": "silent", "l3": "illustrates"}
    found = check(table_study(ROLES, {"P": stands}))
    assert found.paradoxes[["cases", "other_cases"]].to_numpy().tolist() == [["o1; o2", "l1; l2"]]


def test_attributes_that_part_the_same_cases_are_one_paradox() -> None:
    stands = dict(zip(EIGHT, ["supports"] * 4 + ["contradicts"] * 2 + ["silent"] * 2, strict=True))
    rows = check(table_study(EIGHT, {"P": stands})).paradoxes
    assert rows[["attribute", "group", "other_group"]].to_numpy().tolist() == [
        ["leader_model; office", "toleder / Tangvåg", "enleder / Lyngmo"]
    ]


def test_two_propositions_that_cannot_both_hold_each_with_its_own_group_are_a_paradox() -> None:
    """M7: results come without equality, say those who steer unequally; not without it, say the others."""
    stands = {"M7": of(OWNERS, "supports"), "NEEDED": of(LEADERS, "supports")}
    found = check(table_study(ROLES, stands, fields={"M7": {"opposite": ("NEEDED",)}}))
    assert found.frame["verdict"].tolist() == ["open", "open"], "both cannot be supported"
    assert all("Paradox: M7 and NEEDED cannot both hold" in finding.notes[0] for finding in found.findings)
    assert "it and a proposition it cannot both hold with are each supported" in found.rule.in_words()
    assert found.paradoxes.drop(columns="text").to_numpy().tolist() == [
        ["M7", "NEEDED", "role", "eier", "leder", "o1; o2; o3", "l1; l2; l3"]
    ]
    assert "M7 and NEEDED cannot both hold" in found._repr_html_() and all(found.frame["paradox"])


def test_opposite_propositions_that_all_support_are_a_paradox_without_groups() -> None:
    stands = {"P": of(("o1", "l1"), "supports"), "Q": of(("o1", "l1", "l2"), "supports")}
    found = check(table_study(ROLES, stands, fields={"P": {"opposite": ("Q",)}, "Q": {"opposite": ("P",)}}))
    assert found.paradoxes.drop(columns="text").to_numpy().tolist() == [["P", "Q", "", "", "", "l1; o1", "l1; l2; o1"]]
    assert found.paradoxes.loc[0, "text"] == (
        "P and Q cannot both hold, and yet, each by its own cases, P is supported and Q is supported."
    )
    assert found.frame["verdict"].tolist() == ["open", "open"] and len(found.every_paradox) == 1


def test_a_group_that_has_a_voice_for_the_other_proposition_does_not_stand_against_it() -> None:
    stands = {"P": of(OWNERS, "supports"), "Q": of(LEADERS, "supports") | {"o1": "supports"}}
    found = check(table_study(ROLES, stands, fields={"P": {"opposite": ("Q",)}}))
    assert found.paradoxes["attribute"].tolist() == [""]


def test_cases_whose_value_is_not_known_make_no_group() -> None:
    stands = of(OWNERS, "supports") | of(LEADERS, "contradicts")
    snapshot = table_study(ROLES, {"P": stands})
    values = [v if v.value == "eier" else v._replace(value=None, state="unknown") for v in snapshot.all(Value)]
    assert len(check(snapshot).paradoxes) == 1 and check(snapshot.replacing(Value, values)).paradoxes.empty


def test_opposite_propositions_of_which_one_is_contradicted_are_none() -> None:
    stands = {"P": of(OWNERS, "supports"), "Q": of(OWNERS, "contradicts")}
    found = check(table_study(ROLES, stands, fields={"P": {"opposite": ("Q", "finnes ikke")}}))
    assert found.paradoxes.empty and len(found.frame) == 2


def test_a_premise_divides_nobody() -> None:
    stands = of(OWNERS, "supports") | of(LEADERS, "contradicts")
    found = check(table_study(ROLES, {"P": stands}, fields={"P": {"kind": "premise"}}))
    assert found.paradoxes.empty and found.frame["verdict"].tolist() == ["premise"]


def test_the_groups_must_be_as_large_as_the_rule_asks() -> None:
    snapshot = table_study(ROLES, {"P": of(OWNERS, "supports") | of(("l1", "l2"), "contradicts")})
    assert len(check(snapshot).paradoxes) == 1
    assert check(snapshot, rule=Rule(2, 3)).paradoxes.empty
    assert check(snapshot, rule=Rule(2, 3)).frame["verdict"].tolist() == ["partly"]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.sampled_from(["supports", "contradicts", "nuances", "mixed", "silent", "not asked"]), min_size=6, max_size=6
    )
)
def test_a_paradox_is_found_exactly_where_a_plain_count_finds_it(standings: list[str]) -> None:
    stands = dict(zip(ROLES, standings, strict=True))
    taken = {"supports", "contradicts", "nuances", "mixed"}
    heard = [[stands[case] for case in group if stands[case] in taken] for group in (OWNERS, LEADERS)]
    whole = [(set(group), len(group)) for group in heard]
    plain = any(
        one[0] == {"supports"} and other[0] == {"contradicts"} and min(one[1], other[1]) >= 2
        for one, other in (whole, whole[::-1])
    )
    found = check(table_study(ROLES, {"P": stands}))
    assert ("role" in "".join(found.paradoxes["attribute"])) == plain
    if plain:
        assert found.frame.loc[0, "verdict"] == "open" and found.frame.loc[0, "deviant"] == ""


def test_nothing_in_a_paradox_becomes_html() -> None:
    payload = "<img src=x onerror=alert(1)>"
    cases = {
        case: (office, {"role": payload if values["role"] == "eier" else "leder"})
        for case, (office, values) in ROLES.items()
    }
    stands = of(OWNERS, "supports") | of(LEADERS, "contradicts")
    found = check(table_study(cases, {"P": stands}, fields={"P": {"statement": Wording(nb=payload)}}))
    assert len(found.paradoxes) == 1 and payload not in found._repr_html_()
