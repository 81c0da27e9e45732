"""The desk where there is little to show, or too much of it: no text, long names, deep trees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

import kodeverk as kv
from kodeverk.model import Code
from tests.desk.modes import at, study_in

LONG = "Kode med et svært langt navn uten ende " * 4
WORD = "Menneskerettighetsorganisasjonssamarbeidsavtaleforhandlinger" * 2


def right(element: Locator) -> float:
    """Return where an element ends, in pixels from the left."""
    box = element.bounding_box()
    assert box
    return box["x"] + box["width"]


def left(element: Locator) -> float:
    """Return where an element begins, in pixels from the left."""
    box = element.bounding_box()
    assert box
    return box["x"]


def test_codes_are_made_before_there_is_a_text(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = kv.Project(tmp_path / "s.kodeverk")
    ida = at(desk_page, study)
    ida.desk.locator(".kv-search-row").get_by_role("button", name="New code").click()
    ida.page.keyboard.type("omsorg")
    ida.press("Enter")
    expect(ida.desk.get_by_role("treeitem", name="omsorg")).to_be_visible()
    assert [code.path for code in study.snapshot.all(Code)] == ["omsorg"]
    expect(ida.desk.get_by_role("dialog")).to_have_count(0)
    ida.press("m")  # there is nothing to write a memo on
    expect(ida.desk.get_by_role("dialog")).to_have_count(0)


def test_a_dialog_can_be_left_whatever_goes_wrong(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path))
    ida.turn(1).focus()
    ida.press("n")
    ida.page.keyboard.type("omsorg")
    dialog = ida.desk.get_by_role("dialog", name="New code")
    ida.page.evaluate(
        """() => {
          const now = performance.now.bind(performance);
          performance.now = () => {
            if (!/\\bask\\b/.test(new Error().stack)) return now();
            delete performance.now;
            throw new Error("what no rule foresees");
          };
        }"""
    )
    ida.page.keyboard.type(" og tid")
    ida.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("The study has not confirmed this")
    ida.press("Escape")
    expect(dialog).to_have_count(0)
    ida.page.evaluate("window.errors.length = 0")


def test_the_search_field_is_left_by_escape_where_there_is_no_text(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    ida = at(desk_page, kv.Project(tmp_path / "s.kodeverk"))
    ida.desk.locator(".kv-tools button").last.focus()
    ida.press("b")
    expect(ida.desk.get_by_role("searchbox")).to_be_focused()
    ida.press("Escape")
    expect(ida.desk.get_by_role("searchbox")).not_to_be_focused()
    ida.press("?")
    expect(ida.desk.get_by_role("dialog", name="Keys")).to_be_visible()


def test_a_long_name_leaves_room_for_the_tools_and_the_rules(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = study_in(tmp_path)
    for name in (LONG.strip(), WORD):
        study.add_code(name, codebook="bok", definition="Hva den er ment for.")
        study.code(name, source="inf-1", quote="Den ene er streng", coder="ida")
    ida = at(desk_page, study)
    ida.turn(1).focus()
    tags = []
    for _ in range(2):
        ida.press("f")
        tag = ida.desk.locator(".kv-coding-line .kv-codetag")
        expect(tag).to_be_visible()
        tags.append(tag.inner_text())
        line, acts = ida.desk.locator(".kv-coding-line"), ida.desk.locator(".kv-acts")
        boxes = line.bounding_box(), acts.bounding_box()
        assert boxes[0] and boxes[1]
        assert right(line) <= left(acts) or boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
        assert right(tag) <= right(line) <= 1280
        expect(ida.desk.locator(".kv-coding-line q")).to_be_visible()
        card = ida.desk.locator(".kv-codecard")
        wide = card.locator("h3").evaluate("(name) => name.scrollWidth - name.clientWidth")
        assert wide <= 0 and right(card.locator("h3")) <= left(card.locator("label"))
        expect(card.locator("dd")).to_be_in_viewport(ratio=0.9)
    assert {tag.strip() for tag in tags} == {LONG.strip(), WORD}


def test_a_deep_code_is_read_also_where_there_is_little_room(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    """At 200 %: of six letters no line is as narrow as one."""
    study = study_in(tmp_path)
    study.add_code("en/to/tre/fire/fem/bestemt", codebook="bok")
    study.code("bestemt", source="inf-1", quote="Den ene er streng", coder="ida")
    ida = at(desk_page, study, page={"width": 640, "height": 400, "scale": 2})
    name = ida.desk.get_by_role("treeitem", name="bestemt").locator(".kv-item-name")
    box = name.bounding_box()
    assert box and box["width"] > 60 and box["height"] < 30
    tabs = ida.desk.get_by_role("tab")
    assert tabs.count() == 4 and right(tabs.last) <= right(ida.desk.locator(".kv-side"))
    label = ida.desk.locator(".kv-label")
    assert right(label) <= right(ida.desk.locator(".kv-turn").nth(1)) and right(label) - left(label) >= 12


def test_the_margin_names_codes_and_then_coders(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    """What has room at an ordinary width: a name of thirty letters, also where it is another coder's."""
    study = study_in(tmp_path)
    name = "Forhold til partnerskapstanken"
    study.add_code(name, codebook="bok")
    study.code(name, source="inf-1", quote="Den ene er streng", coder="ida")
    study.code(name, source="inf-1", quote="Da venter vi bare", coder="marit")
    ida = at(desk_page, study)
    labels = ida.desk.locator(".kv-label")
    expect(labels).to_have_count(2)
    cut = "(name) => 1 - name.clientWidth / name.scrollWidth"
    assert [labels.nth(at).locator("bdi").first.evaluate(cut) < limit for at, limit in ((0, 0.03), (1, 0.3))] == [
        True
    ] * 2
    expect(labels.nth(1).locator(".kv-labelcoder")).to_be_visible()


def test_the_tabs_stand_in_one_line(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    for language in ("en", "nb", "nn"):
        (tmp_path / language).mkdir()
        kv.use_language(language)
        ida = at(desk_page, study_in(tmp_path / language, rules=True))
        tops = ida.desk.get_by_role("tab").evaluate_all("(tabs) => tabs.map((tab) => tab.offsetTop)")
        assert len(tops) == 4 and len(set(tops)) == 1, language
