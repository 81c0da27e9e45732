"""Truth tables and their solutions.

The published example is Lipset's on the survival of democracy between the wars, 18 countries, in Rihoux & De Meur
(2009), *Configurational Comparative Methods*, chapter 3: table, solutions and coverages as printed by the R package QCA.
"""

from __future__ import annotations

import pytest

from kodeverk.analysis.theory.placing import truth_table
from kodeverk.analysis.theory.truth_table import Condition, Member, TruthTable
from kodeverk.errors import GrammarError, KodeverkError, UnknownName
from kodeverk.model import Value
from tests.analysis.stances import table_study
from tests.views.four import PAYLOADS, four

NAMES = ("DEV", "URB", "LIT", "IND", "STB")
LIPSET = {
    "AU": ("10110", 0), "BE": ("11111", 1), "CZ": ("11111", 1), "EE": ("00101", 0), "FI": ("10101", 1), "FR": ("10111", 1),
    "DE": ("11110", 0), "GR": ("00000", 0), "HU": ("00100", 0), "IE": ("10101", 1), "IT": ("00001", 0), "NL": ("11111", 1),
    "PL": ("00100", 0), "PT": ("00000", 0), "RO": ("00001", 0), "ES": ("00000", 0), "SE": ("10111", 1), "UK": ("11111", 1),
}  # fmt: skip


def lipset(conditions: int = 5) -> TruthTable:
    """The table by its first conditions; without the last, stability of government, it is contradictory."""
    members = tuple(
        Member(case, case, tuple(sign == "1" for sign in signs[:conditions]), bool(outcome))
        for case, (signs, outcome) in LIPSET.items()
    )
    named = tuple(Condition(name, name) for name in NAMES[:conditions])
    return TruthTable(named, Condition("SURV", "SURV"), "informant", members, ())


def test_the_published_table_has_its_rows_and_cases() -> None:
    found = {
        "".join("01"[value] for value in row.values): (row.outcome, row.n, " ".join([*row.having, *row.lacking]))
        for row in lipset().rows
    }
    assert found == {
        "00000": ("absent", 3, "GR PT ES"), "00001": ("absent", 2, "IT RO"), "00100": ("absent", 2, "HU PL"),
        "00101": ("absent", 1, "EE"), "10101": ("present", 2, "FI IE"), "10110": ("absent", 1, "AU"),
        "10111": ("present", 2, "FR SE"), "11110": ("absent", 1, "DE"), "11111": ("present", 4, "BE CZ NL UK"),
    }  # fmt: skip
    assert lipset().remainders == 32 - 9


def test_the_published_solution_of_survival_comes_out_with_its_coverage() -> None:
    rows = lipset().solution().frame
    assert rows[["model", "expression", "consistency", "coverage", "unique_coverage"]].to_numpy().tolist() == [
        [1, "DEV * ~URB * LIT * STB", 1.0, 0.5, 0.25],
        [1, "DEV * LIT * IND * STB", 1.0, 0.75, 0.5],
        [1, "DEV * ~URB * LIT * STB + DEV * LIT * IND * STB", 1.0, 1.0, 1.0],
    ]
    assert rows.set_index("expression").loc["DEV * ~URB * LIT * STB", "cases"].split("; ") == ["FI", "FR", "IE", "SE"]


def test_the_published_solution_of_breakdown_comes_out() -> None:
    rows = lipset().solution(present=False).frame
    assert set(rows["expression"][:2]) == {"~DEV * ~URB * ~IND", "DEV * LIT * IND * ~STB"}
    assert rows.set_index("expression").loc["~DEV * ~URB * ~IND", "coverage"] == 0.8
    assert rows.set_index("expression").loc["DEV * LIT * IND * ~STB", ["both", "outcome"]].tolist() == [2, 10]


def test_contradictory_rows_are_listed_and_not_used() -> None:
    table = lipset(conditions=4)
    rows = table.contradictions
    assert rows[["n", "with_outcome", "cases_with", "cases_without"]].to_numpy().tolist() == [
        [5, 4, "BE; CZ; NL; UK", "DE"], [3, 2, "FR; SE", "AU"],
    ]  # fmt: skip
    found = table.solution()
    assert found.frame["cases"].tolist()[-1] == "FI; IE"
    assert "In contradictory combinations, and not accounted for: BE, CZ, NL, UK, FR, SE." in found._repr_html_()


def test_each_condition_is_measured_for_sufficiency_and_necessity() -> None:
    """Of 8 who survived all were developed; of 10 developed 8 survived."""
    rows = lipset().fits.set_index("expression")
    assert rows.loc["DEV", ["both", "holding", "outcome", "sufficiency", "necessity"]].tolist() == [8, 10, 8, 0.8, 1.0]
    assert rows.loc["~DEV", ["both", "holding", "sufficiency", "necessity"]].tolist() == [0, 8, 0.0, 0.0]
    assert len(rows) == 10


def test_an_expression_is_measured_as_a_whole() -> None:
    fit = lipset().fit({"DEV": True, "STB": True})
    assert (fit.expression, fit.sufficiency, fit.necessity, fit.both) == ("DEV * STB", 1.0, 1.0, 8)
    either = lipset().fit({"DEV": False}, {"STB": False}, present=False)
    assert (either.expression, either.sufficiency, either.necessity) == ("~DEV + ~STB", 1.0, 1.0)
    with pytest.raises(KodeverkError, match="DEV, URB, LIT, IND, STB"):
        lipset().fit({"GNP": True})


def test_a_fit_without_cases_is_none_and_not_a_number() -> None:
    fit = lipset().fit({"DEV": False, "URB": True})
    assert (fit.holding, fit.sufficiency, fit.necessity) == (0, None, 0.0)


# --- from a study -------------------------------------------------------------------------------------

CASES = {
    "1": ("Tangvåg", {"leader_model": "toleder", "line": "stat"}),
    "2": ("Tangvåg", {"leader_model": "toleder", "line": "kommune"}),
    "3": ("Lyngmo", {"leader_model": "enleder", "line": "stat"}),
    "4": ("Lyngmo", {"leader_model": "enleder", "line": "kommune"}),
    "5": ("Lyngmo", {"leader_model": "enleder"}),
}
STANDS = {
    "møter": {"1": "said", "2": "silent", "3": "said", "4": "said", "5": "said"},
    "ros": {"1": "silent", "2": "silent", "3": "said", "4": "not asked", "5": "unknown"},
}
TWO, STATE = {"two": 'leader_model == "toleder"'}, {"state": 'line == "stat"'}


def test_cases_are_placed_by_what_holds_and_left_out_where_it_is_not_known() -> None:
    table = truth_table(table_study(CASES, STANDS), {**TWO, **STATE}, 'code("ros")')
    assert table.frame[["two", "state", "n", "with_outcome", "outcome", "cases_with", "cases_without"]].to_numpy().tolist() == [
        [True, True, 1, 0, "absent", "", "1"], [True, False, 1, 0, "absent", "", "2"],
        [False, True, 1, 1, "present", "3", ""],
    ]  # fmt: skip
    assert table.not_placed.to_numpy().tolist() == [
        ["4", 'code("ros")', "not asked"], ["5", "state", "value not known"], ["5", 'code("ros")', "unknown whether asked"],
    ]  # fmt: skip
    assert table.solution().frame["expression"].tolist() == ["~two * state", "~two * state"]


def test_a_case_whose_outcome_is_known_and_whose_condition_is_not_is_left_out() -> None:
    table = truth_table(table_study(CASES, STANDS), STATE, 'code("møter")')
    assert table.not_placed.to_numpy().tolist() == [["5", "state", "value not known"]] and len(table.members) == 4


def test_a_list_of_conditions_names_each_by_itself_and_a_code_can_be_a_condition() -> None:
    table = truth_table(table_study(CASES, STANDS), ['code("møter")', TWO["two"]], 'not code("ros")')
    assert table.names == ('code("møter")', 'leader_model == "toleder"')
    assert [row.having for row in table.rows] == [("1",), (), ("2",)]


def test_offices_are_cases_at_their_own_level() -> None:
    models = {"Tangvåg": "toleder", "Lyngmo": "enleder"}
    offices = tuple(
        Value(f"office-{name}/leader_model", f"office-{name}", "leader_model", model) for name, model in models.items()
    )
    table = truth_table(table_study(CASES, STANDS, extra=offices), TWO, 'code("ros")', level="office")
    assert [(row.values, row.having, row.lacking) for row in table.rows] == [
        ((True,), (), ("Tangvåg",)), ((False,), ("Lyngmo",), ()),
    ]  # fmt: skip


def test_what_makes_a_small_table_say_less_is_told() -> None:
    table = truth_table(table_study(CASES, STANDS), {**TWO, **STATE}, 'code("ros")')
    assert table.cautions() == [
        "Limited diversity: 3 cases fill 3 of 4 combinations; of the other 1 nothing is known.",
        "3 of 3 combinations rest on one case each.",
        "two is the same for all informants of an office: it parts 2 offices, not 3 informants.",
        "Left out, because something is not known of them: 2 of 5 cases.",
    ]
    same = truth_table(
        table_study(CASES, STANDS), {"any": 'line in ("stat", "kommune")'}, 'line in ("stat", "kommune")'
    )
    assert "any is the same for all cases, and says nothing." in same.cautions()
    assert "The outcome is the same for all cases: nothing can go with it." in same.cautions()


def test_no_share_of_fewer_than_five_cases_is_shown() -> None:
    table = truth_table(table_study(CASES, STANDS), {**TWO, **STATE}, 'code("ros")')
    shown = table._repr_html_() + table.solution()._repr_html_()
    assert "1 of 1" in shown and "= 1.00" not in shown and "%" not in shown
    assert "8 of 8 = 1.00" in lipset()._repr_html_()


def test_without_a_clean_combination_there_is_no_solution() -> None:
    table = truth_table(table_study(CASES, STANDS), {"all": 'line in ("stat", "kommune")'}, 'code("ros")')
    found = table.solution()
    assert found.models == () and found.frame.empty and "no solution" in repr(found)
    assert "there is no solution" in found._repr_html_()


@pytest.mark.parametrize(
    ("conditions", "outcome", "level", "error"),
    [
        ({}, 'code("ros")', "informant", KodeverkError),
        ({f"c{n}": 'line == "stat"' for n in range(7)}, 'code("ros")', "informant", KodeverkError),
        (TWO, 'code("ros")', "kontor", KodeverkError),
        (TWO, "ros(", "informant", GrammarError),
        ({"x": 'finnes_ikke == "a"'}, 'code("ros")', "informant", UnknownName),
    ],
)
def test_what_cannot_be_made_is_refused(conditions, outcome, level, error) -> None:
    with pytest.raises(error):
        truth_table(table_study(CASES, STANDS), conditions, outcome, level=level)


def test_a_table_says_itself_in_one_line() -> None:
    assert repr(lipset(4)) == "<DEV, URB, LIT, IND -> SURV: 18 cases, 5 of 16 combinations, 2 contradictory>"
    assert repr(lipset().solution(present=False)).endswith("-> ~(SURV)>")
    assert truth_table(four(), ['line == "stat"'], 'code("lunsj")').level == "informant"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_truth_table_becomes_html(payload: str) -> None:
    table = lipset()
    hostile_table = table._replace(
        conditions=tuple(Condition(payload, payload) for _name in NAMES), outcome=Condition(payload, payload),
        members=tuple(m._replace(case=payload) for m in table.members),
    )  # fmt: skip
    shown = hostile_table._repr_html_() + hostile_table.solution()._repr_html_()
    assert payload not in shown and "<img" not in shown and "<script" not in shown and "<svg" not in shown
