"""Reading an interview as a whole: a quiet text, a mark at its end, a note that saves itself, and the guard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

import kodeverk as kv
from kodeverk.errors import StoreError
from tests.desk.modes import HOSTILE, at, quotes, study_in

NOTE = "Alt dreier seg om å vente.\n" + "\n".join(HOSTILE)


def readings(study: kv.Project) -> list[tuple[str, bool, str]]:
    """Return coder, whether marked as read, and note, of the readings in the study."""
    frame = study.whole_readings().frame
    return [(row.coder, bool(row.read), row.note) for row in frame.itertuples()]


def test_the_text_is_read_without_marks_and_marked_as_read_at_its_end(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path, rules=True)
    ida = at(desk_page, study)
    expect(ida.desk.locator(".kv-piece")).not_to_have_count(0)
    ida.turn(1).focus()
    ida.press("g")
    expect(ida.desk).to_have_attribute("data-mode", "read")
    expect(ida.desk.locator(".kv-piece")).to_have_count(0)
    ida.desk.locator(".kv-text > .kv-read-end").get_by_role("button", name="Mark as read through").click()
    expect(ida.desk).to_have_attribute("data-mode", "code")
    expect(ida.desk.locator(".kv-piece")).not_to_have_count(0)
    assert readings(study) == [("ida", True, "")]
    side = ida.panel("Reading")
    expect(side).to_contain_text("Read through")
    side.get_by_role("button", name="Take the mark away").click()
    expect(side.get_by_role("button", name="Mark as read through")).to_be_visible()
    assert readings(study) == []


def test_the_note_is_saved_when_the_field_is_left_and_after_a_pause(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    side = ida.panel("Reading")
    field, state = side.get_by_role("textbox"), side.locator("[role=status]")
    field.fill(NOTE)
    expect(state).to_have_text("Not saved yet …")
    assert readings(study) == []
    field.blur()
    expect(state).to_contain_text("Saved")
    assert readings(study) == [("ida", False, NOTE)]
    field.press("End")
    field.press_sequentially("!")
    expect(state).to_have_text("Not saved yet …")
    expect(state).to_contain_text("Saved")  # she has not left the field
    expect(field).to_be_focused()
    assert readings(study)[0][2].count("!") == 1
    ida.inert()
    again = at(desk_page, study)
    expect(again.panel("Reading").get_by_role("textbox")).to_have_value(study.whole_readings().frame["note"][0])


def test_a_note_that_could_not_be_saved_stays_in_its_field_and_says_so(
    desk_page: Callable[..., Any], tmp_path: Path, monkeypatch: Any
) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    side = ida.panel("Reading")
    field, state = side.get_by_role("textbox"), side.locator("[role=status]")

    def full(*_args: object, **_options: object) -> None:
        raise StoreError("The disk is full. Nothing was saved.")

    with monkeypatch.context() as broken:
        broken.setattr(study, "write", full)
        field.fill("Alt venter.")
        field.blur()
        expect(state).to_contain_text("Not saved. What you wrote stands here still")
    expect(field).to_have_value("Alt venter.")
    assert readings(study) == []
    field.press("End")
    field.press_sequentially(" Alle.")
    field.blur()
    expect(state).to_contain_text("Saved")
    assert readings(study) == [("ida", False, "Alt venter. Alle.")]


def test_what_another_cell_writes_does_not_overwrite_a_note_being_written(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    side = ida.panel("Reading")
    field = side.get_by_role("textbox")
    field.fill("Mitt.")
    study.whole_note("inf-1", "Fra en celle.", coder="ida")
    study.whole_note("inf-1", HOSTILE[0], coder="marit")
    ida.page.evaluate("window.dispatchEvent(new Event('focus'))")
    field.blur()
    expect(side.locator("[role=status]")).to_contain_text("Saved")
    expect(field).to_have_value("Mitt.")
    expect(side.locator("details")).to_contain_text("Reading of marit")
    assert readings(study) == [("ida", False, "Mitt."), ("marit", False, HOSTILE[0])]
    ida.inert()


def test_coding_waits_until_the_text_is_read_where_the_study_asks_for_it(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study, read_first=True)
    guard = ida.desk.locator(".kv-guard")
    expect(guard).to_contain_text("read as a whole before it is coded")
    ida.mouse.mark_quote("to sjefer")
    ida.press("c")
    ida.choose("styring")
    expect(guard.get_by_role("button")).to_be_focused()
    assert quotes(study) == []
    guard.get_by_role("button").click()
    expect(guard).to_be_hidden()
    expect(ida.desk).to_have_attribute("data-mode", "read")
    ida.desk.locator(".kv-read-end").get_by_role("button").click()
    expect(ida.desk).to_have_attribute("data-mode", "code")
    expect(guard).to_be_hidden()
    ida.mouse.mark_quote("to sjefer")
    ida.press("c")
    ida.choose("styring")
    expect(ida.desk.locator(".kv-piece")).not_to_have_count(0)
    assert quotes(study) == [("to sjefer", "styring")]


def test_a_click_counts_that_also_saves_the_note_just_written(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    """A finger holds the button for a tenth of a second, in which the note is saved."""
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    side = ida.panel("Reading")
    side.get_by_role("textbox").press_sequentially("Alt venter.")
    button = side.get_by_role("button", name="Mark as read through").bounding_box()
    assert button
    ida.page.mouse.move(button["x"] + 10, button["y"] + 10)
    ida.page.mouse.down()
    expect(side.locator("[role=status]")).to_contain_text("Saved")
    ida.page.mouse.up()
    expect(side.locator(".kv-read-done")).to_be_visible()
    assert readings(study) == [("ida", True, "Alt venter.")]


def test_reading_without_marks_is_told_and_left_by_escape(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path))
    tool = ida.desk.get_by_role("button", name="Read without marks")
    expect(tool).to_have_attribute("aria-pressed", "false")
    ida.turn(2).focus()
    ida.press("g")
    expect(tool).to_have_attribute("aria-pressed", "true")
    expect(ida.desk.locator(".kv-what")).to_have_text("You read without marks. Escape leads back to coding.")
    ida.press("Escape")
    expect(ida.desk).to_have_attribute("data-mode", "code")
    expect(tool).to_have_attribute("aria-pressed", "false")
