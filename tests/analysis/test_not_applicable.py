"""What is not applicable to a case is another thing than what is not known of it.

Years in the former agency: 1 and 2 have had some, 3 none; of 4 nobody wrote it down; 5 came from elsewhere, and it is
not applicable to her.
"""

from __future__ import annotations

import pytest

from kodeverk.analysis import check, truth_table
from kodeverk.analysis.theory.computed import computed
from kodeverk.model import Value
from kodeverk.views import cases_where, standings_where
from tests.analysis.claimed import counted
from tests.analysis.stances import table_study

CASES = {"1": ("A", {"years": 9}), "2": ("A", {"years": 4}), "3": ("B", {"years": 0}), "4": ("B", {}), "5": ("C", {})}
NOT_APPLICABLE = Value("case-5/years", "case-5", "years", None, "not applicable")
STANDS = {"P": {"1": "supports", "2": "silent", "5": "supports"}}
SAID, SILENT, UNKNOWN = "said", "silent", "unknown whether asked"


def study(**fields: object):  # type: ignore[no-untyped-def]
    return table_study(CASES, STANDS, fields={"P": fields}, extra=(NOT_APPLICABLE,))


@pytest.mark.parametrize(
    ("where", "four", "five"),
    [
        ("years > 3", UNKNOWN, "not applicable"),
        ("not years > 3", UNKNOWN, "not applicable"),
        ('years > 3 and code("P")', UNKNOWN, "not applicable"),  # 4 was not asked, and her years are not known
        ('years > 3 or code("P")', UNKNOWN, SAID),
        ('years == "not applicable"', SILENT, SAID),
        ('years == "unknown"', SAID, SILENT),
    ],
)  # fmt: skip
def test_a_condition_tells_the_one_from_the_other(where: str, four: str, five: str) -> None:
    found = standings_where(study(), where)
    assert (found["case-4"], found["case-5"]) == (four, five)
    truths = {SAID: True, SILENT: False}
    assert [cases_where(study(), where)[f"case-{n}"] for n in "45"] == [truths.get(four), truths.get(five)]


def test_a_claim_does_not_count_whom_it_is_not_applicable_to_and_names_her() -> None:
    found = counted(study(), "De fleste informantene har lang fartstid.", "years > 3")
    assert found.why.startswith("It holds for 2 of 4, and of 1 it is not known.")
    assert found.counts[0].tally.n == 4 and found.who("unknown whether asked") == ["4"]
    assert "It is not applicable to 5, who are not counted." in found.notes
    assert counted(study(), "To av fire informanter har lang fartstid.", "years > 3").counts[0].tally.n == 4


def test_a_claim_does_not_speak_of_whom_the_selection_is_not_applicable_to() -> None:
    found = counted(study(), "Ingen av informantene nevner P.", 'code("P")', among="years > 3")
    assert (found.verdict, found.who("said"), found.counts[0].tally.doubtful) == ("false", ["1"], ["4"])
    assert "It is not applicable to 5, who are not counted." in found.notes


def test_an_office_of_whom_it_is_applicable_to_nobody_is_not_counted() -> None:
    found = counted(study(), "Begge kontorene har folk med lang fartstid.", "years > 3", unit="offices")
    assert [(m.name, m.status) for m in found.counts[0].tally.members] == [
        ("A", "said"), ("B", "silent"), ("C", "not applicable"),
    ]  # fmt: skip
    assert found.counts[0].tally.n == 2


def test_a_rule_a_truth_table_and_a_proposition_tell_it_too() -> None:
    rules = {"supports": "years > 3", "contradicts": "years == 0"}
    rows = {row.case: row.computed for row in computed(study(rules=rules)).rows}
    assert rows == {"1": "supports", "2": "supports", "3": "contradicts", "4": "not known", "5": "not applicable"}
    table = truth_table(study(), ["years > 3"], 'office == "A"')
    assert [(one.case, one.why) for one in table.left_out] == [("4", "value not known"), ("5", "not applicable")]
    found = check(study(applies_to="years > 3")).by_case.set_index("case")["status"]
    assert found.to_dict() == {
        "1": "supports", "2": "silent", "3": "not applicable", "4": "not asked", "5": "not applicable",
    }  # fmt: skip
