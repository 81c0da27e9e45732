"""Where each case stands to a proposition, and why."""

from __future__ import annotations

import pytest

from kodeverk.analysis import check
from kodeverk.model import Case, Evidence, Proposition, Theory, Wording
from tests.analysis.stances import THEORY, table_study
from tests.views.four import four

CASES = {"1": ("Tangvåg", {}), "2": ("Tangvåg", {}), "3": ("Lyngmo", {}), "4": ("Lyngmo", {})}


def test_an_illustration_counts_neither_for_nor_against() -> None:
    found = check(
        table_study(
            CASES,
            {
                "P": {"1": "supports", "2": "supports", "3": "illustrates"},
                "Q": {"1": "illustrates", "2": "illustrates"},
                "R": {"1": "contradicts", "2": "contradicts", "3": "illustrates"},
            },
        )
    )
    assert found.frame["verdict"].tolist() == ["supported", "not illuminated", "contradicted"]
    assert found.frame["illustrates"].tolist() == [1, 2, 1]
    assert found.frame["evidence"].tolist() == [2, 0, 2]
    assert found.by_office.set_index(["proposition", "office"]).loc[("P", "Lyngmo"), "illustrates"] == 1


def test_who_illustrates_beside_another_stance_stands_with_that_one() -> None:
    snapshot = table_study(CASES, {"P": {"1": "supports", "2": "nuances"}})
    also = [e._replace(id=f"{e.id}+", stance="illustrates") for e in snapshot.all(Evidence)]
    found = check(snapshot.replacing(Evidence, [*snapshot.all(Evidence), *also]))
    assert found.by_case.set_index("case").loc[["1", "2"], "status"].tolist() == ["supports", "nuances"]
    assert found.by_case.set_index("case").loc["1", ["supports", "illustrates", "why"]].tolist() == [
        1, 1, "quotes: supports 1, illustrates 1",
    ]  # fmt: skip


def test_each_case_says_why_it_stands_where_it_does() -> None:
    stands = {
        "P": {"1": "mixed", "2": "said", "3": "silent"},
        "Q": {"1": "supports", "2": "unknown"},
    }
    found = check(table_study(CASES, stands, fields={"Q": {"applies_to": 'office != "Lyngmo"'}}))
    why = {(row.proposition, row.case): (row.status, row.why) for row in found.by_case.itertuples()}
    assert why == {
        ("P", "1"): ("mixed", "quotes: supports 1, contradicts 1"),
        ("P", "2"): ("not judged", "1 coding, not judged on it"),
        ("P", "3"): ("silent", "asked q-P, and no coding of it"),
        ("P", "4"): ("not asked", "not put in this interview: q-P"),
        ("Q", "1"): ("supports", "quotes: supports 1"),
        ("Q", "2"): ("unknown whether asked", "not every turn of the interviewer has been judged"),
        ("Q", "3"): ("not applicable", 'it applies only where office != "Lyngmo"'),
        ("Q", "4"): ("not applicable", 'it applies only where office != "Lyngmo"'),
    }
    shown = found._repr_html_()
    assert "4 (not put in this interview: q-P)" in shown


def test_not_asked_says_whether_no_question_feeds_the_codes() -> None:
    """No theme of the guide feeds `lunsj`; turns of inf-01, inf-02 and inf-04 are all judged."""
    lunch = Proposition("teori-bok:L", "teori-bok", "L", "G", Wording(nb="Om lunsj"), codes=("lunsj",))
    nowhere = Proposition("teori-bok:N", "teori-bok", "N", "G", Wording(nb="Om alt"), codes=("finnes ikke",), order=1)
    found = check(four([THEORY, lunch, nowhere])).by_case.set_index(["proposition", "case"])["why"]
    assert found["L", "1"] == "no question of the guide feeds its codes"
    assert found["L", "3"] == "nobody has judged what was asked"
    assert found["N", "1"] == "the study has none of its codes"


def test_a_case_that_speaks_nowhere_says_so() -> None:
    absent = Case("case-9", "9", "informant", "office-Lyngmo")
    found = check(table_study(CASES, {"P": {"1": "supports"}}, extra=(absent,))).by_case.set_index("case")
    assert found.loc["9", ["status", "why"]].tolist() == ["unknown whether asked", "speaks in no source of the study"]


def test_a_case_opens_to_its_quotes_in_two_clicks() -> None:
    html = pytest.importorskip("lxml.html")
    found = check(table_study(CASES, {"P": {"1": "supports", "2": "contradicts", "3": "supports"}}))
    root = html.fromstring(found._repr_html_())
    (finding,) = [one for one in root.iter("details") if not any(a.tag == "details" for a in one.iterancestors())]
    cases = [one for one in finding.iter("details") if one is not finding]
    assert [one.findtext("summary").split(" – ")[0].split(",")[0] for one in cases] == ["2", "1", "3"]
    assert [one.findtext("blockquote") or one.find("blockquote").text for one in cases] == [
        "2 om P.", "1 om P.", "3 om P.",
    ]  # fmt: skip
    assert cases[0].findtext("summary").endswith("deviant case")


def test_the_deviant_cases_stand_with_their_quotes_against_what_the_majority_says() -> None:
    stands = {"P": {"1": "supports", "2": "contradicts", "3": "supports", "4": "mixed"}, "Q": {"1": "supports"}}
    rows = check(table_study(CASES, stands)).deviant_cases
    assert rows[["proposition", "case", "office", "stands", "quotes"]].to_numpy().tolist() == [
        ["P", "2", "Tangvåg", "contradicts", "2 om P."], ["P", "4", "Lyngmo", "mixed", "4 om P."],
    ]  # fmt: skip
    assert rows[["majority", "majority_cases", "majority_quotes"]].drop_duplicates().to_numpy().tolist() == [
        ["supports", "1; 3", "1 om P.\n3 om P."]
    ]


def test_every_proposition_says_whether_it_was_written_before_the_coding() -> None:
    late = {"Q": {"written": "2026-03-01", "relative_to_coding": "after"}}
    found = check(table_study(CASES, {"P": {"1": "supports"}, "Q": {"1": "supports"}}, fields=late))
    assert found.frame[["proposition", "written", "relative_to_coding"]].to_numpy().tolist() == [
        ["P", "2026-01-01", "before"], ["Q", "2026-03-01", "after"],
    ]  # fmt: skip
    shown = found._repr_html_()
    assert "written 2026-01-01, before the coding" in shown and "written 2026-03-01, after the coding" in shown
    assert "n = 4 cases in 2 offices" in shown and found.rule.in_words() in shown


def test_a_theory_nobody_dated_says_so() -> None:
    bare = Theory("teori-bok", "1", Wording(nb="Teorien"))
    assert "when it was written is not said" in check(table_study(CASES, {"P": {}}, theory=bare))._repr_html_()
    half = bare._replace(written="2025")
    shown = check(table_study(CASES, {"P": {}}, theory=half))._repr_html_()
    assert "written 2025; not said whether before or after the coding" in shown


def test_what_rules_compute_stands_beside_what_was_judged_and_changes_no_verdict() -> None:
    stands = {"P": {"1": "supports", "2": "contradicts", "3": "said", "4": "silent"}}
    ruled = {"P": {"rules": {"supports": 'code("P")'}}}
    found = check(table_study(CASES, stands, fields=ruled))
    assert found.frame["verdict"].tolist() == check(table_study(CASES, stands)).frame["verdict"].tolist() == ["open"]
    assert found.by_case.sort_values("case")["computed"].tolist() == ["supports", "supports", "supports", "none"]
    assert "otherwise than judged: 2" in found._repr_html_()
