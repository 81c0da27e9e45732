"""One leader and two, state and municipality: who reports what, as a published study of eight has it.

Where the study reports nothing of a person, nobody knows whether she was asked: that is no silence.
"""

from __future__ import annotations

from kodeverk.analysis import compare
from kodeverk.model import Snapshot
from tests.analysis.standing import standing

WHO = {
    "1": ("Tangvåg", "toleder", "stat"), "2": ("Tangvåg", "toleder", "kommune"), "3": ("Tangvåg", "toleder", "stat"),
    "4": ("Tangvåg", "toleder", "kommune"), "5": ("Lyngmo", "enleder", "kommune"), "6": ("Lyngmo", "enleder", "stat"),
    "7": ("Lyngmo", "enleder", "stat"), "8": ("Lyngmo", "enleder", "kommune"),
}  # fmt: skip
REPORTED = {
    "etablering": "124568", "ledermodell": "1234568", "system": "145678", "uformelle møter": "1234678",
    "fysisk utforming": "12345678", "oppfølging": "1235", "nyansatt": "567",
}  # fmt: skip


def study() -> Snapshot:
    return standing(
        {
            who: (office, {"leader_model": model, "line": line},
                  {theme: "said" if who in people else "unknown whether asked" for theme, people in REPORTED.items()})
            for who, (office, model, line) in WHO.items()
        }
    )  # fmt: skip


def test_the_newcomers_view_is_that_of_the_office_with_one_leader() -> None:
    rows = compare(study(), by="leader_model").frame.set_index(["theme", "group"])
    assert rows.loc[("nyansatt", "enleder"), ["said", "n", "cases_said"]].tolist() == [3, 4, "5; 6; 7"]
    assert rows.loc[("nyansatt", "toleder"), ["said", "silent", "unknown"]].tolist() == [0, 0, 4]
    assert rows.loc[("oppfølging", "toleder"), "cases_said"] == "1; 2; 3"
    assert rows.loc[("oppfølging", "enleder"), "cases_said"] == "5"


def test_by_leader_model_and_line_each_of_the_four_pairs_stands_by_itself() -> None:
    found = compare(study(), by=["leader_model", "line"])
    assert [(g.name, [c.name for c in g.cases]) for g in found.groups] == [
        ("enleder × kommune", ["5", "8"]), ("enleder × stat", ["6", "7"]),
        ("toleder × kommune", ["2", "4"]), ("toleder × stat", ["1", "3"]),
    ]  # fmt: skip
    said = found.frame.pivot(index="theme", columns="group", values="said")
    assert said.loc["oppfølging"].tolist() == [1, 0, 1, 2]
    assert said.loc["nyansatt"].tolist() == [1, 2, 0, 0]
    assert said.loc["ledermodell"].tolist() == [2, 1, 2, 2]
    assert said.loc["system"].tolist() == [2, 2, 1, 1]
    assert said.loc["fysisk utforming"].tolist() == [2, 2, 2, 2]


def test_what_the_study_does_not_report_makes_no_contrast_no_deviant_and_no_test() -> None:
    found = compare(study(), by="leader_model")
    assert {one.contrast for one in found.themes} == {0.0}
    assert found.deviants.empty and found.pairs.empty
    tests = found.tests()
    assert tests.frame["p"].isna().all() and tests.tested == 0
    assert set(tests.frame["reason"]) == {"one office against one", "nobody heard"}
    assert {"one office", "confounded", "small groups"} <= set(found.warnings["kind"])
