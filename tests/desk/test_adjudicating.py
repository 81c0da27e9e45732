"""Deciding where two coders differ: side by side, by key or click, into a layer of its own; theirs stand as they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import kodeverk as kv
from tests.desk.modes import HOSTILE, Researcher, at, quotes, study_in

IDA = [("Vi har to sjefer her", "styring"), ("Da venter vi bare.", "tid")]
MARIT = [
    ("har to sjefer her 👩‍👩‍👧 på huset.", "styring"),
    ("Da venter vi bare.", "omsorg"),
    ("må si ja først", "styring"),
]


def coded_by_two(folder: Path) -> kv.Project:
    """Return a study ida and marit coded: another extent, another code, and a passage only marit coded."""
    study = study_in(folder)
    for coder, rows in (("ida", IDA), ("marit", MARIT)):
        for quote, code in rows:
            study.code(code, source="inf-1", quote=quote, coder=coder)
    return study


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    """Return the study of two coders."""
    return coded_by_two(tmp_path)


def lead(desk_page: Callable[..., Any], study: kv.Project) -> Researcher:
    """Return lise at a desk for deciding, with the first difference in focus."""
    lise = at(desk_page, study, "lise", adjudicate=("ida", "marit"))
    expect(lise.desk.locator(".kv-panel-differences .kv-row")).to_have_count(3)
    lise.turn(1).focus()
    lise.press("d")
    return lise


def test_differences_stand_side_by_side_with_what_only_one_took_in_marked(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    study.memo(
        HOSTILE[0],
        on="coding",
        target=study.table("codings").query("coder == 'marit'")["coding_id"].iloc[0],
        coder="marit",
    )
    lise = lead(desk_page, study)
    side = lise.desk.locator(".kv-panel-differences")
    expect(side.locator(".kv-progress")).to_have_text("0 of 3 differences decided")
    both = side.locator(".kv-difference .kv-both > div")
    expect(both.locator(".kv-side-head bdi")).to_have_text(["ida", "marit"])
    expect(both.locator(".kv-quote")).to_have_text([IDA[0][0], MARIT[0][0]])
    assert both.nth(0).locator("mark").all_inner_texts() == ["Vi "]
    assert both.nth(1).locator("mark").all_inner_texts() == [" 👩‍👩‍👧 på huset."]
    expect(both.nth(1)).to_contain_text(HOSTILE[0])
    expect(lise.desk.locator(".kv-piece.kv-focused")).not_to_have_count(0)
    lise.press("d")
    expect(side.locator(".kv-difference .kv-codetag")).to_have_text(["Tid", "Omsorg"])
    lise.press("d")
    expect(side.locator(".kv-difference .kv-both .kv-nothing")).to_have_text("not coded")
    expect(side.locator(".kv-ways button")).to_have_text(["2The second", "4Another code", "0Nothing"])
    lise.inert()


def test_each_way_of_deciding_goes_into_the_layer_and_alters_nobodys_codings(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    lise = lead(desk_page, study)
    side = lise.desk.locator(".kv-panel-differences")
    lise.press("1")
    expect(side.locator(".kv-progress")).to_have_text("1 of 3 differences decided")
    expect(side.locator(".kv-difference .kv-codetag")).to_have_text(["Tid", "Omsorg"])  # on to the next
    assert quotes(study, "avgjort") == [IDA[0]]
    lise.press("3")
    expect(side.locator(".kv-progress")).to_have_text("2 of 3 differences decided")
    assert quotes(study, "avgjort") == [IDA[0], ("Da venter vi bare.", "omsorg"), ("Da venter vi bare.", "tid")]
    expect(lise.desk.locator(".kv-saved")).to_contain_text("2 of 3 differences decided")
    side.locator(".kv-difference textarea").fill("Dette sies <b>ikke</b>.")
    side.locator(".kv-difference button", has_text="Nothing").click()
    expect(side.locator(".kv-progress")).to_have_text("3 of 3 differences decided")
    assert len(quotes(study, "avgjort")) == 3
    assert sorted(quotes(study, "ida")) == sorted(IDA) and sorted(quotes(study, "marit")) == sorted(MARIT)
    frame = study.differences("ida", "marit").frame
    assert frame["decided"].all() and set(frame["decided_by"]) == {"lise"}
    assert [note for note in frame["note"] if note] == ["Dette sies <b>ikke</b>."]
    lise.inert()


def test_escape_leads_out_of_the_reason_and_the_keys_decide_again(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    lise = lead(desk_page, study)
    side = lise.desk.locator(".kv-panel-differences")
    side.locator(".kv-difference textarea").press_sequentially("Begge 1")
    lise.press("Escape", "1")
    expect(side.locator(".kv-progress")).to_have_text("1 of 3 differences decided")
    assert study.differences("ida", "marit").frame["note"].tolist()[0] == "Begge 1"


def test_the_ways_to_decide_and_the_names_of_codes_have_room_beside_long_quotes(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path, "I: Hva?\nÅse: " + "Vi venter på svar om alt det vi skal ha. " * 40 + "\n")
    study.add_code("Tjenesteintegrering", codebook="bok")
    for coder, code in (("ida", "Tjenesteintegrering"), ("marit", "tid")):
        study.code(code, source="inf-1", segment=2, coder=coder)
    lise = at(desk_page, study, "lise", adjudicate=("ida", "marit"))
    lise.turn(1).focus()
    lise.press("d", "Shift+d")
    ways = lise.desk.locator(".kv-difference .kv-ways button")
    expect(ways).to_have_count(5)
    for number in range(5):
        expect(ways.nth(number)).to_be_in_viewport(ratio=1)
    name = lise.desk.locator(".kv-difference .kv-codetag bdi").first
    assert len(name.evaluate("(name) => [...name.getClientRects()]")) == 1


def test_a_decision_can_be_made_anew_and_undone(desk_page: Callable[..., Any], study: kv.Project) -> None:
    lise = lead(desk_page, study)
    side = lise.desk.locator(".kv-panel-differences")
    lise.press("1")
    expect(side.locator(".kv-decided")).to_contain_text("Decided by lise")
    side.locator(".kv-decided .kv-row-main").click()
    expect(side.locator(".kv-difference .kv-decision .kv-codetag")).to_have_text("Styring")
    side.locator(".kv-difference h3").click()
    lise.press("2")
    expect(side.locator(".kv-difference .kv-codetag")).to_have_text(["Tid", "Omsorg"])
    assert quotes(study, "avgjort") == [MARIT[0]]
    lise.press("u")
    expect(lise.desk.locator(".kv-said")).to_contain_text("Taken back")
    assert quotes(study, "avgjort") == [IDA[0]]
    lise.press("u")
    expect(side.locator(".kv-progress")).to_have_text("0 of 3 differences decided")
    assert quotes(study, "avgjort") == [] and len(quotes(study)) == 5


def test_another_code_on_another_extent_is_decided_with_the_passage_marked(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    lise = lead(desk_page, study)
    side = lise.desk.locator(".kv-panel-differences")
    lise.mouse.mark_quote("to sjefer her")
    side.locator(".kv-difference h3").click()
    lise.press("4")
    lise.choose("omsorg")
    expect(side.locator(".kv-progress")).to_have_text("1 of 3 differences decided")
    assert quotes(study, "avgjort") == [("to sjefer her", "omsorg")]
