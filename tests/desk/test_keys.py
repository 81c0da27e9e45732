"""The keyboard at the desk: the whole job without a mouse, and no key taken from fields or given to the notebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kodeverk.model import Memo
from tests.desk.modes import Researcher, at, quotes, study_in

HEARD = """() => {
  window.heard = [];
  document.addEventListener("keydown", (event) => window.heard.push(event.key));
}"""

SUPPRESSED = """() => {
  window.suppressed = [];
  document.addEventListener("keydown", (event) =>
    window.suppressed.push([event.key, event.target.closest("[data-lm-suppress-shortcuts]") !== null]), true);
}"""


def focused_in(ida: Researcher, place: str) -> bool:
    """Return whether focus is in a place of the desk."""
    return bool(ida.page.evaluate(f"document.activeElement.closest('{place}') !== null"))


def test_a_paragraph_is_coded_by_keyboard_alone(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    """Turn 2 is "Vi har to sjefer her 👩‍👩‍👧 på huset. Den ene er streng. Da venter vi bare."."""
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    while not focused_in(ida, ".kv-turn"):
        ida.press("Tab")
    ida.press("j")
    expect(ida.turn(2)).to_be_focused()
    ida.press("Control+ArrowRight", "Control+ArrowRight", "ArrowRight")  # after "Vi har "
    ida.press(*["Control+Shift+ArrowRight"] * 3)  # "to sjefer her"
    expect(ida.desk.locator(".kv-handle")).to_have_text("to sjefer her")
    ida.press("Enter")
    ida.choose("Styr")
    expect(ida.desk.locator(".kv-said")).to_have_text("Coded 1 passage.")
    expect(ida.turn(2)).to_be_focused()
    assert quotes(study) == [("to sjefer her", "styring")]
    ida.press("]", "]")  # over the family and "på"? no: by words
    expect(ida.desk.locator(".kv-coding-line q")).to_have_text("to sjefer her 👩‍👩‍👧 på huset")
    ida.press("{")
    expect(ida.desk.locator(".kv-coding-line q")).to_have_text("har to sjefer her 👩‍👩‍👧 på huset")
    ida.press("[", "}")
    expect(ida.desk.locator(".kv-coding-line q")).to_have_text("to sjefer her 👩‍👩‍👧 på")
    assert quotes(study) == [("to sjefer her 👩‍👩‍👧 på", "styring")]
    ida.press("x")
    ida.choose("Tid")
    expect(ida.desk.locator(".kv-coding-line .kv-codetag")).to_have_text("Tid")
    ida.press("m")
    ida.page.keyboard.type("Begge to?")
    ida.press("Control+Enter")
    expect(ida.desk.get_by_role("dialog")).to_have_count(0)
    expect(ida.turn(2)).to_be_focused()
    assert quotes(study) == [("to sjefer her 👩‍👩‍👧 på", "tid")]
    assert [(memo.on, memo.text) for memo in study.snapshot.all(Memo)] == [("coding", "Begge to?")]
    ida.press("Delete")
    expect(ida.desk.locator(".kv-saved")).to_contain_text("0 codings")
    assert quotes(study) == []
    ida.press("Control+z")
    expect(ida.desk.locator(".kv-saved")).to_contain_text("1 coding")
    ida.press("Control+y")
    expect(ida.desk.locator(".kv-saved")).to_contain_text("0 codings")
    assert quotes(study) == []


@pytest.mark.parametrize("held", [{"ctrlKey": True, "altKey": True, "modifierAltGraph": True}, {"altKey": True}])
def test_signs_typed_with_altgr_are_those_signs(
    desk_page: Callable[..., Any], tmp_path: Path, held: dict[str, bool]
) -> None:
    """On a Norwegian keyboard ] is AltGr and 9, which Windows tells as Ctrl and Alt; on a Mac it is Alt and 9."""
    study = study_in(tmp_path)
    study.code("tid", source="inf-1", quote="Den ene", coder="ida")
    ida = at(desk_page, study)
    ida.turn(1).focus()
    ida.press("f")
    event = {"key": "]", "bubbles": True, "cancelable": True, **held}
    ida.page.evaluate("(event) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', event))", event)
    expect(ida.desk.locator(".kv-coding-line q")).to_have_text("Den ene er")
    assert quotes(study) == [("Den ene er", "tid")]


def test_letters_in_a_field_are_written_and_do_nothing_else(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path))
    ida.mouse.mark_quote("Den ene er streng")
    sent = len(ida.opened.sent)
    ida.press("b")
    ida.page.keyboard.type("cvnmuxw123.?")
    expect(ida.desk.get_by_role("searchbox")).to_have_value("cvnmuxw123.?")
    ida.press("Control+z")
    expect(ida.desk.get_by_role("dialog")).to_have_count(0)
    assert [message["kind"] for message in ida.opened.sent[sent:] if message["kind"] != "sync"] == []


def test_no_letter_pressed_in_the_desk_reaches_the_notebook(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path))
    ida.page.evaluate(HEARD)
    ida.page.evaluate(SUPPRESSED)
    ida.turn(2).focus()
    ida.press("y", "z", "d", "d", "j", "Escape", "Control+s", "Control+z")
    assert ida.page.evaluate("window.heard") == ["Control", "s", "Control"]  # what is not the desk's goes on
    suppressed = dict(ida.page.evaluate("window.suppressed"))
    assert suppressed == {**dict.fromkeys(["y", "z", "d", "j", "Escape"], True), "Control": False, "s": False}


def test_the_help_lists_every_key_once_and_closes_by_escape(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path, rules=True), adjudicate=None)
    ida.turn(2).focus()
    ida.press("?")
    dialog = ida.desk.get_by_role("dialog", name="Keys")
    rows = dialog.locator(".kv-key-row")
    listed = {row.locator("dd").inner_text(): row.locator("kbd").all_inner_texts() for row in rows.all()}
    assert listed["Undo"] == ["u", "Ctrl Z"] and listed["Redo"] == ["Shift U", "Ctrl Y", "Ctrl Shift Z"]
    assert listed["Choose a code"] == ["c", "Enter"] and listed["Code with the number of the key"] == ["1", "9"]
    wanted = {
        "a",
        "b",
        "c",
        "e",
        "g",
        "h",
        "i",
        "j",
        "k",
        "l",
        "m",
        "n",
        "r",
        "s",
        "t",
        "u",
        "v",
        "w",
        "x",
        "?",
        "+",
        ".",
        "[",
        "]",
        "{",
        "}",
        "Delete",
        "Escape",
    }
    every = [key for keys in listed.values() for key in keys]
    assert wanted <= set(every) and len(every) == len(set(every))
    ida.press("Escape")
    expect(dialog).to_have_count(0)
    expect(ida.turn(2)).to_be_focused()


def test_a_toolbar_is_one_stop_and_arrows_go_along_it(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path))
    tools = ida.desk.get_by_role("toolbar", name="Tools")
    assert tools.locator("button[tabindex='0']").count() == 1
    tools.get_by_role("button").first.focus()
    ida.press("ArrowRight")
    expect(tools.get_by_role("button", name="Redo")).to_be_focused()
    ida.press("End", "Enter")
    expect(ida.desk.get_by_role("dialog", name="Keys")).to_be_visible()
    ida.press("Escape")
    expect(tools.get_by_role("button", name="Keys")).to_be_focused()


def test_each_tool_has_a_name_and_tells_its_keys(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path))
    undo = ida.desk.get_by_role("button", name="Undo", exact=True)
    expect(undo).to_have_attribute("aria-keyshortcuts", "u Control+z")
    expect(undo).to_have_attribute("title", "Undo (u, Ctrl Z)")
    names = ida.desk.locator("button").evaluate_all(
        "all => all.map((one) => one.getAttribute('aria-label') || one.textContent.trim())"
    )
    assert len(names) > 8 and all(names)
