"""What the desk says is saved, and what it says where the study says no, or says nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kodeverk.errors import StoreError
from tests.desk.modes import Researcher, at, quotes, study_in

PATIENCE = 15_000  # milliseconds, as in transport.js


def held_back(ida: Researcher) -> list[dict[str, Any]]:
    """Let the study do what it is asked, and keep its answers; returns those kept."""
    kept: list[dict[str, Any]] = []
    answer = ida.opened.session.handle
    ida.opened.session.handle = lambda message: kept.extend(answer(message)) or []
    return kept


def deliver(ida: Researcher, answers: list[dict[str, Any]]) -> None:
    """Let answers that were kept come through: with the reply to the next request."""
    handle = type(ida.opened.session).handle.__get__(ida.opened.session)
    ida.opened.session.handle = lambda message: [*answers, *handle(message)]


def test_saved_is_said_only_after_the_study_has_said_so(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    saved = ida.desk.locator(".kv-saved")
    expect(saved).to_have_text("0 codings")
    ida.mouse.mark_quote("Den ene er streng")
    seen: list[str] = []
    handle = ida.opened.session.handle

    def slowly(message: dict[str, Any]) -> list[dict[str, Any]]:
        answers: list[dict[str, Any]] = handle(message)
        if message["kind"] == "code":
            seen.extend(quote for quote, _code in quotes(study))
        return answers

    ida.opened.session.handle = slowly
    ida.page.evaluate(
        """() => {
          window.told = [];
          const saved = document.querySelector(".kv-saved");
          new MutationObserver(() => window.told.push(saved.textContent)).observe(saved, { childList: true, subtree: true });
        }"""
    )
    ida.press("c")
    ida.choose("Tid")
    expect(saved).to_have_text(re_saved(1))
    assert seen == ["Den ene er streng"]  # in the file before the page was told
    told: list[str] = ida.page.evaluate("window.told")
    assert told[0] == "saving …" and all("Saved" not in one for one in told[: told.index("saving …") + 1])


def re_saved(count: int) -> Any:
    """Return how the line looks once so many codings are saved."""
    import re

    return re.compile(rf"^Saved \d\d:\d\d – {count} codings?$")


def test_without_an_answer_the_desk_says_what_is_not_confirmed_until_it_is_known(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    ida.mouse.mark_quote("Den ene er streng")
    ida.page.clock.install()
    kept = held_back(ida)
    ida.press("c")
    ida.choose("Tid")
    expect(ida.desk.locator(".kv-saved")).to_have_text("saving …")
    ida.page.clock.fast_forward(PATIENCE + 1)
    banner = ida.desk.get_by_role("alert")
    expect(banner).to_contain_text("The study does not answer. What you did at")
    expect(banner).to_contain_text("run the cell with the desk again")
    expect(ida.desk.locator(".kv-saved")).to_have_text("0 codings")
    assert ida.desk.locator("[data-code], .kv-label").count() == 0  # nothing is shown as coded
    ida.page.clock.fast_forward(60_000)
    expect(banner).to_contain_text("The study does not answer.")
    deliver(ida, kept)  # it had been saved after all
    banner.get_by_role("button", name="Ask again").click()
    expect(ida.desk.locator(".kv-label")).to_have_count(1)
    expect(banner).to_contain_text("The study answers again. What was not confirmed is saved.")
    banner.get_by_role("button", name="Close").click()
    expect(banner).to_be_empty()
    assert quotes(study) == [("Den ene er streng", "tid")]


def test_what_was_not_done_is_to_be_done_again(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    """The kernel ended before it heard of the coding, and was started again."""
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    ida.mouse.mark_quote("Den ene er streng")
    ida.page.clock.install()
    handle = ida.opened.session.handle
    ida.opened.session.handle = lambda _message: []
    ida.press("c")
    ida.choose("Tid")
    expect(ida.desk.locator(".kv-saved")).to_have_text("saving …")
    ida.page.clock.fast_forward(PATIENCE + 1)
    banner = ida.desk.get_by_role("alert")
    ida.opened.session.handle = handle
    banner.get_by_role("button", name="Ask again").click()
    expect(banner).to_contain_text("What you see now is what is saved; do again what is missing.")
    assert quotes(study) == [] and ida.desk.locator(".kv-label").count() == 0
    banner.get_by_role("button", name="Close").click()
    ida.press(".", "c")
    ida.choose("Tid")
    expect(ida.desk.locator(".kv-saved")).to_have_text(re_saved(1))
    assert quotes(study) == [("Den ene er streng", "tid")]


def test_a_line_that_is_down_is_told_at_once(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path))
    ida.mouse.mark_quote("Den ene er streng")
    ida.page.evaluate("() => { window.model.send = () => { throw new Error('closed'); }; }")
    ida.press("c")
    ida.choose("Tid")
    expect(ida.desk.get_by_role("alert")).to_contain_text("The study does not answer.")


def test_what_could_not_be_saved_is_told_above_the_text_until_something_is(
    desk_page: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    ida.mouse.mark_quote("Den ene er streng")

    def full(*_args: object, **_options: object) -> None:
        raise StoreError("The disk is full. Nothing was saved.")

    banner = ida.desk.get_by_role("alert")
    with monkeypatch.context() as broken:
        broken.setattr(study, "write", full)
        ida.press("c")
        ida.choose("Tid")
        expect(banner).to_contain_text("Nothing was saved")
    expect(ida.desk.locator(".kv-saved")).to_have_text("0 codings")
    ida.press("c")
    ida.choose("Tid")
    expect(banner).to_be_empty()
    expect(ida.desk.locator(".kv-saved")).to_have_text(re_saved(1))
    assert quotes(study) == [("Den ene er streng", "tid")]


def test_a_refusal_is_told_at_the_foot_and_to_the_screen_reader(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study, read_first=True)
    ida.mouse.mark_quote("Den ene er streng")
    ida.press("c")
    ida.choose("Tid")
    said = ida.desk.locator(".kv-said")
    expect(said).to_have_attribute("role", "status")
    expect(said).to_contain_text("read as a whole before it is coded")
    assert quotes(study) == []


def test_what_others_wrote_is_there_when_one_comes_back(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    study.code("omsorg", source="inf-1", quote="Den ene er streng", coder="marit")
    ida.page.wait_for_timeout(2100)  # she asks at most every other second
    ida.page.mouse.move(1279, 799)
    ida.page.mouse.move(600, 300)
    expect(ida.desk.locator(".kv-label")).to_have_count(1)
    expect(ida.desk.locator(".kv-saved")).to_have_text("0 codings")  # her own


def test_undo_and_redo_are_the_studys_own(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = study_in(tmp_path)
    study.code("tid", source="inf-1", quote="Den ene er streng", coder="ida")
    ida = at(desk_page, study)
    study.code("omsorg", source="inf-1", quote="Da venter vi bare", coder="marit")
    ida.desk.get_by_role("button", name="Undo").click()
    expect(ida.desk.locator(".kv-said")).to_contain_text("Taken back")
    assert quotes(study) == [("Da venter vi bare", "omsorg")]  # hers, though another was the last to write
    ida.desk.get_by_role("button", name="Redo").click()
    expect(ida.desk.locator(".kv-said")).to_contain_text("Done again")
    assert len(quotes(study)) == 2


def test_another_text_is_chosen_from_the_list(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = study_in(tmp_path)
    (tmp_path / "inf-10.txt").write_text("I: Hei.\nBo: Hallo.\n", encoding="utf-8")
    (tmp_path / "inf-2.txt").write_text("I: Hei.\nLiv: Hallo der.\n", encoding="utf-8")
    study.add_sources([tmp_path / "inf-2.txt", tmp_path / "inf-10.txt"])
    study.code("tid", source="inf-1", quote="Den ene er streng", coder="ida")
    ida = at(desk_page, study)
    opener = ida.desk.get_by_role("button", name="Choose a text")
    expect(opener).to_contain_text("inf-1")
    ida.turn(1).focus()
    ida.press("o")
    options = ida.desk.locator(".kv-sources").get_by_role("option")
    expect(options.locator(".kv-source-name")).to_have_text(["inf-1", "inf-2", "inf-10"])
    expect(options.locator(".kv-source-facts")).to_have_text(["1 coding", "0 codings", "0 codings"])
    expect(options.first).to_be_focused()
    ida.press("ArrowDown", "Enter")
    expect(ida.turn(2)).to_contain_text("Hallo der.")
    expect(opener).to_contain_text("inf-2")
    expect(opener).to_be_focused()
    ida.press("Alt+PageDown")
    expect(ida.turn(2)).to_contain_text("Hallo.")
    ida.press("Alt+PageDown")
    expect(ida.desk.locator(".kv-said")).to_have_text("This is the last text.")
