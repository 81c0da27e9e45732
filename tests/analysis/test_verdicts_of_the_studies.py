"""The rule of verdicts on two studies' own tables: who said what, as they report it, and what they concluded.

Only conclusions the studies state are held up against the rule. Where a study calls supported what one of its own
informants goes against, the rule says *partly* and names the informant; the difference is written out here.
"""

from __future__ import annotations

import pytest

from kodeverk.analysis import TheoryCheck, check
from tests.analysis.stances import table_study

# --- 2007: five offices, one of them (Lier) with two leaders; six leaders were interviewed -------------

LEADERS = {
    "Tjøme": ("Tjøme", {"leader_model": "enleder", "size": "liten", "employer": "kommune"}),
    "Trøgstad": ("Trøgstad", {"leader_model": "enleder", "size": "liten", "employer": "stat"}),
    "Hamar": ("Hamar", {"leader_model": "enleder", "size": "stor", "employer": "stat"}),
    "Asker": ("Asker", {"leader_model": "enleder", "size": "stor", "employer": "kommune"}),
    "Lier-k": ("Lier", {"leader_model": "toleder", "size": "stor", "employer": "kommune"}),
    "Lier-s": ("Lier", {"leader_model": "toleder", "size": "stor", "employer": "stat"}),
}
LIER = ("Lier-k", "Lier-s")
ALL = tuple(LEADERS)
ONE = ALL[:4]


def of(cases: tuple[str, ...], standing: str) -> dict[str, str]:
    return dict.fromkeys(cases, standing)


IN_2007 = {
    # Nobody thinks the present model is final: all six.
    "T31": of(ALL, "supports"),
    # All but Asker find that reporting takes time; Asker deviates with two hours a month.
    "T75": of(("Tjøme", "Trøgstad", "Hamar", *LIER), "supports") | {"Asker": "contradicts"},
    "T44": of(("Tjøme", "Trøgstad", "Hamar", *LIER), "supports") | {"Asker": "contradicts"},
    # Three set partnership apart from co-operation, one says it may no longer be one, the others had little to say.
    "T03": of(("Tjøme", "Trøgstad", "Hamar"), "supports") | {"Lier-k": "contradicts"} | of(("Asker", "Lier-s"), "silent"),
    # Two take doubts on the use of staff to the meeting, two decide themselves; where leadership is split none can.
    "T65": of(("Tjøme", "Asker"), "supports") | of(("Trøgstad", "Hamar"), "nuances") | {"Lier-k": "contradicts"},
    # One informant finds that unlike systems do no harm; most tell of gaps that disturb.
    "T25": {"Hamar": "supports"} | of(("Tjøme", "Trøgstad", *LIER), "contradicts"),
    # Leaders found the model too open and wanted directions.
    "T35": of(("Tjøme", "Trøgstad", "Hamar"), "contradicts"),
    # After nearly a year still settling in, where it was to be in place within one.
    "T10": of(ALL, "contradicts"),
    # Two bosses: loyal to both; Hamar names the county director as the formal one; it does not apply to two leaders.
    "T64": of(("Tjøme", "Trøgstad", "Asker"), "supports") | {"Hamar": "reserved"},
    # The leader as a resource for the whole: Trøgstad is, Lier is not.
    "T40": {"Trøgstad": "supports"} | of(LIER, "contradicts"),
    # Conflicts, standstill and new possibilities as tasks of the alliance manager: not illuminated.
    "T41e": {},
    # The effect of more joining-up was not studied.
    "T24": of(("Tjøme", "Hamar"), "said"),
    # Split leadership pulls the partnership apart, with Lier as the only case.
    "T74": of(LIER, "supports"),
}  # fmt: skip
FIELDS_2007 = {
    "T64": {"applies_to": 'leader_model == "enleder"'},
    "T74": {"applies_to": 'leader_model == "toleder"', "expected": {"by": "leader_model", "more": "toleder"}},
}
SAYS = {"S": {"supported", "partly"}, "P": {"partly", "open"}, "C": {"contradicted"}, "N": {"not illuminated"}}
"""What the rule may give where the study concludes supported, partly, contradicted, not illuminated."""
CONCLUDED_2007 = {
    "T31": ("S", "supported", ""), "T75": ("S", "partly", "Asker"), "T44": ("S", "partly", "Asker"),
    "T03": ("P", "partly", "Lier-k"), "T65": ("P", "partly", "Lier-k"), "T25": ("P", "open", "Hamar"),
    "T35": ("C", "contradicted", ""), "T10": ("C", "contradicted", ""), "T64": ("S", "partly", ""),
    "T41e": ("N", "not illuminated", ""), "T24": ("N", "not illuminated", ""), "T74": ("S", "supported", ""),
}  # fmt: skip


def of_2007() -> TheoryCheck:
    return check(table_study(LEADERS, IN_2007, fields=FIELDS_2007))


@pytest.mark.parametrize("name", CONCLUDED_2007)
def test_the_rule_gives_what_the_study_of_2007_concludes_or_names_who_goes_against_it(name: str) -> None:
    letter, verdict, deviant = CONCLUDED_2007[name]
    row = of_2007().frame.set_index("proposition").loc[name]
    assert (row["verdict"], row["deviant"]) == (verdict, deviant) and verdict in SAYS[letter]
    if (letter, verdict) == ("S", "partly"):
        assert row["deviant"] or row["reservations"]


def test_two_bosses_is_not_applicable_where_each_leader_has_one() -> None:
    cases = of_2007().by_case.set_index(["proposition", "case"]).loc["T64"]
    assert cases.loc[list(LIER), "status"].tolist() == ["not applicable", "not applicable"]
    assert of_2007().frame.set_index("proposition").loc["T64", ["not_applicable", "n", "reservations"]].tolist() == [
        2,
        4,
        1,
    ]


def test_one_proposition_can_hold_in_one_office_and_fail_in_another() -> None:
    """T40 stands in Trøgstad and falls in Lier; one leader is too few for a verdict by office, two are enough."""
    rows = of_2007().by_office.set_index(["proposition", "office"]).loc["T40"]
    assert rows.loc["Lier", ["cases", "verdict", "differs"]].tolist() == [2, "contradicted", True]
    assert rows.loc["Trøgstad", ["cases", "supports", "verdict", "differs"]].tolist() == [1, 1, "open", None]


def test_what_only_two_leader_offices_can_show_cannot_be_told_against_the_others() -> None:
    (finding,) = [f for f in of_2007().findings if f.name == "T74"]
    assert finding.expected is not None
    assert (finding.expected.result, len(finding.expected.inside.supports)) == ("cannot be told", 2)
    assert finding.count("not applicable") == 4


# --- 2019: two offices, eight informants ---------------------------------------------------------------

INFORMANTS = {
    str(number): (
        "Tangvåg" if number < 5 else "Lyngmo",
        {"leader_model": "toleder" if number < 5 else "enleder", "line": line},
    )
    for number, line in enumerate(("stat", "kommune", "stat", "kommune", "kommune", "stat", "stat", "kommune"), 1)
}
IN_2019 = {
    # Short distance: neighbours find one another; 3 sees little effect; 2 remembers that mixed seats did not help.
    "KO-6": of(("1", "4", "5", "7", "8"), "supports") | {"3": "contradicts", "2": "mixed", "6": "nuances"},
    # Ways of the old agencies live on: shown at the two-leader office; the long-serving 1 argues from need.
    "INS-6": of(("2", "3", "4"), "supports") | {"1": "contradicts"} | of(("5", "6", "7", "8"), "silent"),
    # The lawyer would answer to the scorecard: the only lawyer speaks of the individual.
    "PRO-9": {"1": "contradicts"},
    # Two leaders guard municipal tasks: 2 and 4 say so, 8 sees balance under one.
    "RES-9": of(("2", "4"), "supports") | {"8": "nuances"},
    # One leader is better: 1 and 6, of the state line, say so; 2 and 4, of the municipal, fear it.
    "RES-3": of(("1", "6"), "supports") | of(("2", "4"), "contradicts"),
    # The two sides are felt to be equal: at the one-leader office; at the other 3 against 4, with 1 and 2 between.
    "X1": of(("5", "6", "7", "8"), "supports") | {"3": "supports", "4": "contradicts"} | of(("1", "2"), "nuances"),
    # Fixed meetings across the lines: the youth team, and the joint ones of the one-leader office.
    "KO-10": of(("4", "5", "6"), "supports") | {"3": "reserved"},
    # Acquaintance lowers the cost of working together.
    "COST-2": of(("1", "2", "3", "4"), "supports"),
    # Never taken up.
    "KO-9": {},
    "GOV-4": {},
    "PRO-3": of(("4",), "said"),
}  # fmt: skip
CONCLUDED_2019 = {
    "KO-6": ("S", "partly", "2; 3"), "INS-6": ("S", "partly", "1"), "RES-9": ("P", "partly", ""),
    "RES-3": ("P", "open", ""), "KO-10": ("S", "partly", ""), "COST-2": ("S", "supported", ""),
    "KO-9": ("N", "not illuminated", ""), "GOV-4": ("N", "not illuminated", ""), "PRO-3": ("N", "not illuminated", ""),
}  # fmt: skip
"""Confirmed (S), nuanced or questioned (P), and what the study never uses, of which it concludes nothing (N)."""


def of_2019() -> TheoryCheck:
    fields = {"INS-6": {"expected": {"by": "leader_model", "more": "toleder"}}}
    return check(table_study(INFORMANTS, IN_2019, fields=fields))


@pytest.mark.parametrize("name", CONCLUDED_2019)
def test_the_rule_gives_what_the_study_of_2019_concludes_or_names_who_goes_against_it(name: str) -> None:
    letter, verdict, deviant = CONCLUDED_2019[name]
    row = of_2019().frame.set_index("proposition").loc[name]
    assert (row["verdict"], row["deviant"]) == (verdict, deviant) and verdict in SAYS[letter]
    if (letter, verdict) == ("S", "partly"):
        assert row["deviant"] or row["reservations"]


def test_one_voice_against_is_too_little_to_contradict() -> None:
    """The study notes that its only lawyer goes against it; one case decides nothing."""
    row = of_2019().frame.set_index("proposition").loc["PRO-9"]
    assert (row["verdict"], row["contradicts"], row["deviant"]) == ("open", 1, "")


def test_equality_is_felt_at_the_one_leader_office_and_split_at_the_other() -> None:
    rows = of_2019().by("leader_model").frame.set_index(["proposition", "group"]).loc["X1"]
    assert rows.loc["enleder", ["supports", "verdict", "differs"]].tolist() == [4, "supported", True]
    assert rows.loc["toleder", ["supports", "contradicts", "nuances", "verdict"]].tolist() == [1, 1, 2, "open"]


def test_the_ways_of_the_old_agencies_are_found_where_they_were_expected_by_one_office_against_one() -> None:
    row = of_2019().expectations.set_index("proposition").loc["INS-6"]
    assert row[["supports", "heard", "supports_others", "heard_others", "result"]].tolist() == [
        3,
        4,
        0,
        4,
        "as expected",
    ]
    assert "A group is one office (Tangvåg; Lyngmo)" in row["cautions"]


def test_which_leader_model_is_better_parts_the_lines_and_is_no_majority_question() -> None:
    rows = of_2019().paradoxes
    assert rows[["proposition", "attribute", "group", "cases", "other_group", "other_cases"]].to_numpy().tolist() == [
        ["RES-3", "line", "stat", "1; 6", "kommune", "2; 4"]
    ]


def test_no_verdict_is_given_where_the_study_was_silent() -> None:
    frame = of_2019().frame
    assert set(frame[frame["evidence"] == 0]["verdict"]) == {"not illuminated"}
    assert frame.set_index("proposition").loc["PRO-3", "not_judged"] == 1
