"""Focus stays in the desk: where a button is gone once it is pressed, the keys work on all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.desk.modes import Researcher, at, study_in


def keys_work(ida: Researcher) -> None:
    """Focus is in the desk, and a key does what it means."""
    expect(ida.desk.locator(".kv-text :focus")).to_have_count(1)
    ida.press("?")
    expect(ida.desk.get_by_role("dialog", name="Keys")).to_be_visible()
    ida.press("Escape")


@pytest.mark.parametrize("shadow", [False, True])
@pytest.mark.parametrize("key", ["Enter", "g"])
def test_after_the_guard_has_led_to_reading(
    desk_page: Callable[..., Any], tmp_path: Path, key: str, shadow: bool
) -> None:
    ida = at(desk_page, study_in(tmp_path), read_first=True, page={"shadow": shadow})
    ida.turn(2).click()
    ida.press("Home", "Shift+End", "v")
    guard = ida.desk.locator(".kv-guard")
    expect(guard.get_by_role("button")).to_be_focused()
    ida.press(key)
    expect(guard).to_be_hidden()
    keys_work(ida)


def test_after_a_text_is_marked_as_read(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path))
    ida.turn(1).focus()
    ida.press("g")
    ida.desk.locator(".kv-read-end").get_by_role("button").focus()
    ida.press("Enter")
    expect(ida.desk).to_have_attribute("data-mode", "code")
    keys_work(ida)


def test_after_a_passage_is_let_go_of_in_the_tray(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path))
    ida.mouse.mark_quote("to sjefer")
    ida.press("+")
    ida.mouse.mark_quote("Sjefen i kommunen")
    ida.desk.locator(".kv-slipout").first.focus()
    ida.press("Enter")
    expect(ida.desk.locator(".kv-slipout")).to_have_count(1)
    keys_work(ida)


def test_after_a_click_beside_all_there_is(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path))
    ida.desk.locator(".kv-foot").click(position={"x": 400, "y": 10})
    ida.press("?")
    expect(ida.desk.get_by_role("dialog", name="Keys")).to_be_visible()


def test_who_works_elsewhere_is_not_called_back(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    """What is in the desk changes while focus is in another place of the notebook, or nowhere."""
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    for leave in ("document.querySelector('#beside').focus()", "document.activeElement.blur()"):
        ida.page.evaluate(
            "() => document.querySelector('#beside') ?? "
            "document.body.prepend(Object.assign(document.createElement('input'), { id: 'beside' }))"
        )
        ida.panel("Reading").get_by_role("button", name="Mark as read through").focus()
        ida.page.evaluate(leave)
        study.read_through("inf-1", coder="ida")
        ida.page.wait_for_timeout(2100)  # a desk asks at most every other second
        ida.page.evaluate("document.querySelector('.kodeverk-desk').dispatchEvent(new PointerEvent('pointerenter'))")
        expect(ida.desk.locator(".kv-read-done").last).to_be_visible()
        assert ida.page.evaluate("document.activeElement.closest('.kodeverk-desk') === null")
        study.undo()
        ida.page.wait_for_timeout(2100)
        ida.page.evaluate("document.querySelector('.kodeverk-desk').dispatchEvent(new PointerEvent('pointerenter'))")
        expect(ida.desk.locator(".kv-read-done")).to_have_count(0)
