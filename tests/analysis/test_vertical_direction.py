"""Vertical direction: one way (A) or both ways (B) along the state line and the municipal line."""

from __future__ import annotations

from kodeverk.analysis.networks.vertical import vertical_direction
from tests.analysis.related import Row, related
from tests.memory import study_of

ROWS: list[Row] = [
    ("1", "FD", "NL", "FD", False, "line", "yearly"),  # state, one way
    ("1", "FD", "NL-stat", "FD", None, "line", ""),  # state, not told
    ("1", "NL", "R", "NL", True, "line", "monthly"),  # municipal, both ways
    ("1", "NL-kommune", "R", "", True, "line", ""),  # municipal, both ways
    ("1", "R", "KST", "", False, "line", ""),  # municipal, one way
    ("1", "NL", "FD", "NL", True, "outside", "weekly"),  # outside the line
    ("1", "R", "FD", "", True, "line", ""),  # across the lines
    ("1", "NL", "PM", "NL", True, "line", ""),  # along neither
    ("1", "DIR", "FD", "DIR", False, "line", ""),  # between two of one level
]


def test_only_relations_along_a_line_and_between_levels_are_counted() -> None:
    frame = vertical_direction(related(ROWS)).frame.set_index(["office", "line"])
    assert frame.loc[("Ås", "state")].tolist() == ["one-way", 0, 1, 1, 0, 2]
    assert frame.loc[("Ås", "municipal")].tolist() == ["two-way", 2, 1, 0, 0, 3]
    assert frame.loc[("Bø", "state")].tolist() == ["not told", 0, 0, 0, 0, 0]


def test_as_many_each_way_is_mixed_and_coders_of_one_passage_count_once() -> None:
    rows = [ROWS[2], ROWS[4]]
    found = vertical_direction(related(rows, coders=["ida", "bo"]))
    (line,) = [one for one in found.lines if (one.office, one.line) == ("Ås", "municipal")]
    assert (line.direction, line.both_ways, line.one_way, len(line.relations)) == ("mixed", 1, 1, 4)
    assert found.offices("municipal") == {"one-way": [], "mixed": ["Ås"], "two-way": [], "not told": ["Bø"]}


def test_what_is_shown_has_counts_quotes_and_the_rule() -> None:
    found = vertical_direction(related(ROWS))
    assert repr(found) == (
        "<state line: one way (A) 1 (n = 1), not told 1; municipal line: both ways (B) 1 (n = 3), not told 1>"
    )  # fmt: skip
    shown = found._repr_html_()
    assert "one way (A), n = 1" in shown and "both ways (B), n = 3" in shown and "n = 0" not in shown
    assert "Utsagn 1 om FD og NL." in shown and "at most 33%" in shown
    assert found.relations["quote"].tolist()[0] == "Utsagn 1 om FD og NL."


def test_that_there_is_no_contact_is_counted_apart_from_contact_of_which_nobody_tells_which_way() -> None:
    never: Row = ("1", "FD", "NL", "", None, "line", "never")
    frame = vertical_direction(related([*ROWS, never])).frame.set_index(["office", "line"])
    assert frame.loc[("Ås", "state")].tolist() == ["one-way", 0, 1, 1, 1, 3]


def test_a_study_without_offices_says_so() -> None:
    assert repr(vertical_direction(study_of({}, {}))) == "<no offices>"
