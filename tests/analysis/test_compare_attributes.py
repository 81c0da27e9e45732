"""One office with one leader, one with two: the attribute table of the study, worked by hand."""

from __future__ import annotations

import pytest

from kodeverk.analysis.groups.attributes import compare_attributes
from kodeverk.errors import UnknownName
from kodeverk.model import Snapshot, Value
from tests.memory import study_of
from tests.views.four import PAYLOADS, hostile

MATRIX: dict[str, tuple[str, dict[str, object]]] = {
    "1": ("Tangvåg", {"line": "stat", "social_worker": "nei", "years_nav": 10, "years_former_agency": 19}),
    "2": ("Tangvåg", {"line": "kommune", "social_worker": "ja", "years_nav": 10, "years_former_agency": 4}),
    "3": ("Tangvåg", {"line": "stat", "social_worker": "nei", "years_nav": 10, "years_former_agency": 10}),
    "4": ("Tangvåg", {"line": "kommune", "social_worker": "ja", "years_nav": 10, "years_former_agency": 7}),
    "5": ("Lyngmo", {"line": "kommune", "social_worker": "ja", "years_nav": 4}),
    "6": ("Lyngmo", {"line": "stat", "social_worker": "nei", "years_nav": 10, "years_former_agency": 0.4}),
    "7": ("Lyngmo", {"line": "stat", "social_worker": "ja", "years_nav": 5}),
    "8": ("Lyngmo", {"line": "kommune", "social_worker": "ja", "years_nav": 11, "years_former_agency": 7}),
}
EXTRA = [
    Value("case-5/years_former_agency", "case-5", "years_former_agency", None, "unknown"),
    Value("case-7/years_former_agency", "case-7", "years_former_agency", None, "not applicable"),
    Value("office-Tangvåg/leader_model", "office-Tangvåg", "leader_model", "toleder"),
    Value("office-Lyngmo/leader_model", "office-Lyngmo", "leader_model", "enleder"),
    Value("office-Tangvåg/staff", "office-Tangvåg", "staff", 39),
    Value("office-Lyngmo/staff", "office-Lyngmo", "staff", 45),
]


def study() -> Snapshot:
    return study_of({n: f"{n}: Ja." for n in MATRIX}, MATRIX, extra=EXTRA)


def test_former_agency_years_are_40_against_7_4_with_those_unknown_named() -> None:
    rows = compare_attributes(study(), by="leader_model").frame.set_index(["attribute", "group"])
    two, one = rows.loc[("years_former_agency", "toleder")], rows.loc[("years_former_agency", "enleder")]
    assert two[["n", "known", "sum", "median", "values"]].tolist() == [4, 4, 40, 8.5, "1: 19; 2: 4; 3: 10; 4: 7"]
    assert one[["n", "known", "sum", "median", "values"]].tolist() == [4, 2, 7.4, 3.7, "6: 0.4; 8: 7"]
    assert one[["unknown", "not_applicable", "not_released"]].tolist() == ["5", "7", ""]
    assert rows.loc[("years_nav", "toleder"), "sum"] == 40 and rows.loc[("years_nav", "enleder"), "sum"] == 30


def test_social_workers_are_3_of_4_against_2_of_4_by_name() -> None:
    rows = compare_attributes(study(), by="leader_model").frame.set_index(["attribute", "group"])
    assert rows.loc[("social_worker", "enleder"), ["n", "values"]].tolist() == [4, "ja: 5, 7, 8; nei: 6"]
    assert rows.loc[("social_worker", "toleder"), ["n", "values"]].tolist() == [4, "nei: 1, 3; ja: 2, 4"]
    assert rows.loc[("social_worker", "enleder"), "kind"] == "words"


def test_an_office_counts_once_however_many_informants_it_has() -> None:
    rows = compare_attributes(study(), by="leader_model").frame.set_index(["attribute", "group"])
    assert rows.loc[("staff", "enleder"), ["level", "n", "sum", "values"]].tolist() == ["office", 1, 45, "Lyngmo: 45"]
    by_line = compare_attributes(study(), by="line").frame.set_index(["attribute", "group"])
    assert by_line.loc[("staff", "stat"), "values"] == "Lyngmo: 45; Tangvåg: 39"


def test_two_attributes_and_empty_groups_are_shown() -> None:
    found = compare_attributes(study(), by=["leader_model", "social_worker", "line"])
    rows = found.frame.set_index(["attribute", "group"])
    assert rows.loc[("years_nav", "toleder × ja × stat"), ["n", "known", "values"]].tolist() == [0, 0, ""]
    assert set(found.frame["attribute"]) == {"years_former_agency", "years_nav", "staff"}


def test_the_page_says_how_many_are_known_and_gives_no_percentage() -> None:
    shown = compare_attributes(study(), by="leader_model")._repr_html_()
    assert "sum 7.4, median 3.7 (2 of 4 known)" in shown
    assert "<b>unknown: </b>5" in shown and "<b>not applicable: </b>7" in shown
    assert "%" not in shown


def test_truth_values_and_mixed_values_are_words() -> None:
    cases = {"1": ("K", {"g": "x", "a": True, "b": 3}), "2": ("K", {"g": "x", "a": False, "b": "tre"})}
    frame = compare_attributes(study_of({n: f"{n}: Ja." for n in "12"}, cases), by="g").frame.set_index("attribute")
    assert frame.loc["a", ["kind", "values"]].tolist() == ["words", "True: 1; False: 2"]
    assert frame.loc["b", ["kind", "values"]].tolist() == ["words", "3: 1; tre: 2"]


def test_an_unknown_attribute_is_refused() -> None:
    with pytest.raises(UnknownName, match="leader_model"):
        compare_attributes(study(), by="ledermodell")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_an_attribute_table_becomes_html(payload: str) -> None:
    shown = compare_attributes(hostile(payload), by="office")._repr_html_()
    assert payload not in shown and "<img" not in shown and "<script" not in shown
