"""Saying of what kind items of meetings are: found by number, one code of each branch, all or nothing."""

from __future__ import annotations

import pytest

from kodeverk.coding.items import ItemRow, categorise, find_item
from kodeverk.errors import AmbiguousName, KodeverkError, UnknownName
from kodeverk.model import Snapshot
from tests.analysis.meetings import held, judged, minutes_of

STATUS, STRATEGY = "sakstype/status", "sakstype/strategi"


def two() -> Snapshot:
    return held({"a": ("Nord", minutes_of("..")), "b": ("Sør", minutes_of("."))})


@pytest.mark.parametrize("name", ["a, 2/06", "a, Sak 2/06", "a,  sak 2/06", "2/06"])
def test_an_item_is_found_by_source_and_number_or_by_a_number_no_other_has(name: str) -> None:
    assert find_item(two(), name).name == "a, Sak 2/06"


def test_an_item_of_a_series_is_found_by_its_number_as_it_is_written() -> None:
    made = held({"a": ("Nord", "PS 1/07 Post\na\nRS 1/07 Mål\nb")})
    assert [find_item(made, name).name for name in ("PS 1/07", "a, rs 1/07")] == ["a, PS 1/07", "a, RS 1/07"]


def test_a_number_two_meetings_have_or_none_has_is_told() -> None:
    with pytest.raises(AmbiguousName, match="'a, Sak 1/06', 'b, Sak 1/06'. Write one of these"):
        find_item(two(), "1/06")
    with pytest.raises(UnknownName, match=r"No item of a goes by the name '9/06'\. .*Sak 1/06"):
        find_item(two(), "a, 9/06")
    with pytest.raises(UnknownName, match="No source goes by the name 'c'"):
        find_item(two(), "c, 1/06")


def test_a_judgement_is_a_coding_of_the_whole_item_and_twice_is_once() -> None:
    made = two()
    plan = categorise(made, [ItemRow("a, 1/06", STATUS, "ida")])
    (change,) = plan.changes
    assert made.quote(change.after) == "Sak 1/06 Tema 1\nVi drøftet det.\nKonklusjon: Greit."  # type: ignore[arg-type]
    after = judged(made, ("a, 1/06", STATUS, "ida"))
    assert categorise(after, [ItemRow("a, 1/06", STATUS, "ida")]).changes == []
    assert len(categorise(after, [ItemRow("a, 1/06", STATUS, "berit")]).changes) == 1


def test_a_second_code_of_a_branch_by_one_coder_is_refused_and_others_are_not() -> None:
    after = judged(two(), ("a, 1/06", STATUS, "ida"))
    with pytest.raises(KodeverkError, match="ida has given 'a, Sak 1/06' the code 'sakstype/status', .*uncode"):
        categorise(after, [ItemRow("a, 1/06", STRATEGY, "ida")])
    more = [ItemRow("a, 1/06", STRATEGY, "berit"), ItemRow("a, 1/06", "avgjørelse/avklarende", "ida")]
    assert len(categorise(after, more).changes) == 2


def test_a_table_with_faults_is_refused_whole_and_names_each_row() -> None:
    rows = [
        ItemRow("a, 1/06", STATUS, "ida", "t.csv, row 2"), ItemRow("a, 1/06", STRATEGY, "ida", "t.csv, row 3"),
        ItemRow("a, 7/06", STATUS, "ida", "t.csv, row 4"), ItemRow("a, 2/06", "sakstype", "ida", "t.csv, row 5"),
    ]  # fmt: skip
    with pytest.raises(KodeverkError) as told:
        categorise(two(), rows)
    lines = str(told.value).split("\n")
    assert lines[0] == "3 of 4 judgements cannot be made; none was made:"
    assert lines[1].startswith("- t.csv, row 3: ida has given 'a, Sak 1/06' the code 'sakstype/status'")
    assert lines[2].startswith("- t.csv, row 4: No item of a goes by the name '7/06'.")
    assert lines[3].startswith("- t.csv, row 5: 'sakstype' says nothing of an item.")
