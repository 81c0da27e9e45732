"""Correcting what a turn says, in its place: what became of the codings, those without their text, earlier versions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

import kodeverk as kv
from kodeverk.model import Coding, Memo
from tests.desk.modes import HOSTILE, TEXT, Researcher, at, quotes, study_in, suggested

SAID = "Vi har to sjefer her 👩‍👩‍👧 på huset. Den ene er streng. Da venter vi bare."
CORRECTED = "Vi har to sjefar her 👩‍👩‍👧 på huset. Da ventet vi bare."
CODED = [
    ("Vi har to sjefer", "styring"), ("på huset", "omsorg"), ("Den ene er streng.", "omsorg"),
    ("Da venter vi bare.", "tid"), ("Sjefen i kommunen", "styring"),
]  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    """Return a study in which ida coded four passages of turn 2 and one of turn 4."""
    study = study_in(tmp_path)
    for quote, code in CODED:
        study.code(code, source="inf-1", quote=quote, coder="ida")
    return study


def text_of(study: kv.Project) -> str:
    """Return the interview's text in force."""
    return study.snapshot.text(study.snapshot.source("inf-1").id)


def begin(ida: Researcher, number: int = 2) -> Locator:
    """Begin to correct a turn, and return the field its text stands in."""
    ida.turn(number).focus()
    ida.press("t")
    field = ida.desk.locator(".kv-correct textarea")
    expect(field).to_be_focused()
    return field


def correct(ida: Researcher, said: str, *, why: str = "") -> Locator:
    """Correct turn 2, and return the panel that tells what it did."""
    begin(ida).fill(said)
    ida.desk.locator(".kv-correct input").fill(why)
    ida.press("Control+Enter")
    panel = ida.desk.locator(".kv-panel-text")
    expect(panel.locator(".kv-outcome")).to_be_visible()
    return panel


def orphans(study: kv.Project) -> list[Coding]:
    """Return the codings whose text is no longer in the interview."""
    version = study.snapshot.source("inf-1").version
    return [coding for coding in study.snapshot.all(Coding) if coding.version != version]


def test_a_turn_is_corrected_in_its_place_and_only_what_was_changed_is_told(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    ida = at(desk_page, study)
    field = begin(ida)
    expect(field).to_have_value(SAID)
    expect(ida.turn(2).locator(".kv-speech")).to_be_hidden()
    expect(ida.desk).to_have_attribute("data-mode", "correct")
    field.fill(CORRECTED)
    ida.desk.locator(".kv-correct input").fill("Hørt på nytt")
    ida.desk.locator(".kv-correct").get_by_role("button", name="Save the correction").click()
    expect(ida.turn(2).locator(".kv-speech")).to_have_text(CORRECTED)
    expect(ida.desk).to_have_attribute("data-mode", "code")
    assert text_of(study) == TEXT.replace(SAID, CORRECTED)
    (message,) = ida.sent("correct")
    assert sorted(TEXT[start:end] + "→" + new for start, end, new in message["edits"]) == sorted(
        ["e→a", "Den ene er streng. →", "r→t"]
    )
    version = study.snapshot.version(study.snapshot.source("inf-1").id)
    assert (version.number, version.reason) == (2, "Hørt på nytt")


def test_the_result_lists_what_needs_a_look_with_both_texts(desk_page: Callable[..., Any], study: kv.Project) -> None:
    ida = at(desk_page, study)
    panel = correct(ida, CORRECTED)
    expect(panel.locator(".kv-counts li")).to_have_text(
        ["1 coding as it was", "1 coding moved along", "2 codings with other words", "1 coding without its text"]
    )
    rows = panel.locator(".kv-outcome .kv-row")
    expect(rows).to_have_count(2)
    expect(rows.first.locator(".kv-quote")).to_have_text(["Vi har to sjefer", "Vi har to sjefar"])
    expect(rows.first.locator("del")).to_have_text("e")
    expect(rows.first.locator("ins")).to_have_text("a")
    rows.first.get_by_role("button", name="Go there").click()
    expect(ida.desk.locator(".kv-piece.kv-focused")).to_have_text("Vi har to sjefar")
    for left in (1, 0):
        rows.first.get_by_role("button", name="It still fits").click()
        expect(rows).to_have_count(left)
    panel.locator(".kv-outcome").get_by_role("button", name="Close").click()
    expect(panel.locator(".kv-outcome")).to_have_count(0)
    assert [quote for quote, _code in quotes(study)] != []
    assert {coding.code_id for coding in study.snapshot.all(Coding)} and len(study.snapshot.all(Coding)) == 5


def test_a_coding_without_its_text_stays_listed_until_it_is_moved_or_removed(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    (coding,) = study.table("codings").query("quote == 'Den ene er streng.'")["coding_id"]
    study.memo("Viktig.", on="coding", target=coding, coder="ida")
    ida = at(desk_page, study)
    correct(ida, CORRECTED)
    assert [one.id for one in orphans(study)] == [coding]
    again = at(desk_page, study)
    panel = again.panel("Text")
    row = panel.locator(".kv-orphan")
    expect(row).to_contain_text("Text removed after version 1")
    expect(row.locator(".kv-quote")).to_have_text("Den ene er streng.")
    expect(row).to_contain_text("Mark a passage to move it there, or leave it.")
    again.mouse.mark_quote("to sjefar")
    row.get_by_role("button", name="Move it to the marked passage").click()
    expect(panel.locator(".kv-orphan")).to_have_count(0)
    moved = study.snapshot.find(Coding, [coding])[coding]
    assert study.snapshot.quote(moved) == "to sjefar" and orphans(study) == []
    assert [memo.target_id for memo in study.snapshot.all(Memo)] == [coding]
    again.press("u")
    expect(panel.locator(".kv-orphan")).to_have_count(1)
    panel.get_by_role("button", name="Remove the coding").click()
    expect(panel.locator(".kv-orphan")).to_have_count(0)
    assert len(study.snapshot.all(Coding)) == 4


def test_an_earlier_version_is_read_but_not_in_force(desk_page: Callable[..., Any], study: kv.Project) -> None:
    ida = at(desk_page, study)
    panel = correct(ida, CORRECTED, why=HOSTILE[0])
    panel.get_by_role("button", name="Version 1").click()
    sheet = ida.desk.get_by_role("dialog")
    expect(sheet).to_contain_text("Version 1, not in force")
    expect(sheet).to_contain_text(re.compile(rf"Replaced .*{datetime.now().year}.* by ida · {re.escape(HOSTILE[0])}"))
    expect(sheet.locator(".kv-old-turn .kv-where")).to_have_text(["1 I", "2 Åse", "3 I", "4 Åse"])
    expect(sheet).to_contain_text("Nothing can be coded here")
    expect(sheet.get_by_role("document")).to_contain_text(SAID)
    expect(ida.desk.locator(".kv-body")).to_have_attribute("inert", "")
    ida.press("Escape")
    expect(sheet).to_have_count(0)
    expect(panel).to_contain_text("Version 2, in force")
    ida.inert()


def test_escape_leaves_the_text_as_it_is_and_what_was_typed_for_later(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    ida = at(desk_page, study)
    begin(ida).fill("Halvveis")
    ida.press("Escape")
    expect(ida.desk.locator(".kv-correct")).to_have_count(0)
    expect(ida.turn(2)).to_be_focused()
    expect(ida.turn(2).locator(".kv-speech")).to_have_text(SAID)
    expect(begin(ida)).to_have_value("Halvveis")
    ida.desk.locator(".kv-correct textarea").fill(SAID)
    ida.press("Control+Enter")
    expect(ida.desk.locator(".kv-said")).to_have_text("Nothing was changed in the text.")
    assert ida.sent("correct") == [] and study.snapshot.source("inf-1").version == 1


def test_a_text_changed_meanwhile_by_another_is_not_overwritten(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    ida = at(desk_page, study)
    field = begin(ida)
    field.fill(CORRECTED)
    start = text_of(study).index("Hva gjør dere")
    study.correct("inf-1", edits=[(start, start + 3, "Kva")], coder="marit")
    ida.press("Control+Enter")
    form = ida.desk.locator(".kv-correct")
    expect(form).to_contain_text("The text has been changed meanwhile.")
    expect(form.locator("textarea")).to_have_value(CORRECTED)
    assert SAID in text_of(study) and study.snapshot.source("inf-1").version == 2
    ida.press("Control+Enter")
    expect(ida.turn(2).locator(".kv-speech")).to_have_text(CORRECTED)
    assert CORRECTED in text_of(study) and "Kva gjør dere" in text_of(study)


def others_correct(study: kv.Project, ida: Researcher, text: str) -> None:
    """Correct the text at another desk; ida's has it once she asks the study for anything."""
    ida.mouse.mark_quote("to sjefer")
    study.correct("inf-1", text=text, coder="marit")
    ida.press("v")
    turns = [line.partition(": ")[2] for line in text.splitlines()]
    expect(ida.desk.locator(".kv-speech")).to_have_text(turns)
    ida.page.wait_for_timeout(300)  # what is told with the new text has it opened once more


def test_a_draft_goes_with_what_the_turn_says_and_not_with_its_number(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    """The same number is another turn's where turns were added above; where it says something else, none is offered."""
    ida = at(desk_page, study)
    begin(ida).fill("UTKAST")
    ida.press("Escape")
    expect(ida.desk.locator(".kv-said")).to_contain_text("What you wrote is not saved")
    more = "I: Ja?\nÅse: Jo.\n" + TEXT
    others_correct(study, ida, more)
    expect(begin(ida, 2)).to_have_value("Jo.")
    ida.press("Escape")
    expect(begin(ida, 4)).to_have_value("UTKAST")
    form = ida.desk.locator(".kv-correct")
    expect(form).to_contain_text("You wrote this before, and have not saved it.")
    expect(form.locator(".kv-beside .kv-quote")).to_have_text(SAID)
    ida.press("Escape")
    others_correct(study, ida, more.replace("streng", "blid"))
    expect(begin(ida, 4)).to_have_value(SAID.replace("streng", "blid"))
    assert ida.sent("correct") == []


def test_where_the_same_turn_was_changed_meanwhile_both_are_shown(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    ida = at(desk_page, study)
    begin(ida).fill(CORRECTED)
    study.correct("inf-1", text=TEXT.replace("streng", "blid"), coder="marit")
    ida.press("Control+Enter")
    form = ida.desk.locator(".kv-correct")
    expect(form).to_contain_text("The text has been changed meanwhile.")
    expect(form.locator("textarea")).to_have_value(CORRECTED)
    expect(form.locator(".kv-beside .kv-quote")).to_have_text(SAID.replace("streng", "blid"))
    expect(form.get_by_role("button", name="Save the correction")).to_be_in_viewport(ratio=1)
    ida.press("Escape")
    expect(begin(ida)).to_have_value(CORRECTED)


def test_what_was_written_is_put_in_no_other_turn_where_turns_were_added(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    """Neither turn 2 nor any other says now what turn 2 said: which one is meant, nobody knows."""
    ida = at(desk_page, study)
    begin(ida).fill("UTKAST")
    study.correct("inf-1", text="I: Ja?\nÅse: Jo.\n" + TEXT.replace("streng", "blid"), coder="marit")
    ida.press("Control+Enter")
    form = ida.desk.locator(".kv-correct")
    expect(form).to_contain_text("has other turns")
    expect(form.locator("textarea")).to_have_value("Jo.")
    expect(form.locator(".kv-beside .kv-quote")).to_have_text("UTKAST")
    ida.press("Control+Enter")
    expect(ida.desk.locator(".kv-said")).to_have_text("Nothing was changed in the text.")
    assert "UTKAST" not in text_of(study)


def test_suggestions_whose_text_goes_are_told_and_redo_brings_the_list_back(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path, rules=True)
    study.code("styring", source="inf-1", quote="Vi har to sjefer", coder="ida")
    ida = at(desk_page, study)
    there, first = suggested(study), "Vi har to sjefer her 👩‍👩‍👧 på huset."
    panel = correct(ida, SAID.removeprefix(f"{first} "))
    assert suggested(study) == [one for one in there if one != first] and first in there
    expect(panel.locator(".kv-counts")).to_contain_text("Also without their text: 1 suggestion")
    expect(ida.desk.locator(".kv-said")).to_contain_text("Also without their text: 1 suggestion")
    ida.press("u")
    expect(ida.desk.get_by_role("tab", name="Codebook")).to_have_attribute("aria-selected", "true")
    ida.press("Shift+u")
    expect(panel.locator(".kv-orphan")).to_be_visible()


def test_hostile_text_typed_as_a_correction_is_text(desk_page: Callable[..., Any], study: kv.Project) -> None:
    ida = at(desk_page, study)
    hostile = " ".join(HOSTILE)
    correct(ida, f"Vi har to sjefer {hostile}", why=hostile)
    expect(ida.turn(2).locator(".kv-speech")).to_have_text(f"Vi har to sjefer {hostile}")
    assert hostile in text_of(study)
    ida.panel("Text")
    ida.inert()
