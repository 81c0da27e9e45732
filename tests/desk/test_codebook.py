"""The codebook at the desk: a tree to choose from, a field that searches it, the rules of a code, and the palette.

The codebook of these tests, with what the text of ``modes.TEXT`` gives to code:

    Tid                     Å ha eller mangle tid.
    Styring                 Hvem som bestemmer.
        To sjefer           (words: leder)
        Sjefen selv
    Omsorg                  Å ta vare på noen, også når tiden er knapp.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

import kodeverk as kv
from kodeverk.model import Code
from tests.desk.modes import HOSTILE, TEXT, Researcher, at, quotes

BOOK = """\
format: kodeverk/codebook/1
id: bok
version: "1"
title: {nb: Bok}
codes:
  - name: tid
    label: {nb: Tid}
    definition: {nb: Å ha eller mangle tid.}
    include: {nb: Når noen venter.}
    exclude: {nb: Klokkeslett.}
    example: {nb: Vi rekker ikke alt.}
  - name: styring
    label: {nb: Styring}
    definition: {nb: Hvem som bestemmer.}
    children:
      - {name: to sjefer, label: {nb: To sjefer}, definition: {nb: To om ett kontor.}, expressions: [{label: ledere, words: [leder]}]}
      - {name: sjefen selv, label: {nb: Sjefen selv}, definition: {nb: En alene.}}
  - {name: omsorg, label: {nb: Omsorg}, definition: {nb: "Å ta vare på noen, også når tiden er knapp."}}
"""

TWO_BOSSES = "to sjefer her 👩‍👩‍👧 på huset"


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    """A study with one interview and the codebook above."""
    (tmp_path / "inf-1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bok.yaml").write_text(BOOK, encoding="utf-8")
    study = kv.Project(tmp_path / "s.kodeverk")
    study.add_sources(tmp_path / "inf-1.txt")
    study.use_codebook(tmp_path / "bok.yaml")
    return study


def shown(ida: Researcher) -> list[str]:
    """Return the names in the tree that can be seen, from the top."""
    names: list[str] = ida.desk.locator(".kv-item:visible .kv-item-name").evaluate_all(
        "found => found.map((name) => name.textContent)"
    )
    return names


def item(ida: Researcher, name: str) -> Locator:
    """Return a code in the tree."""
    return ida.desk.get_by_role("treeitem", name=name)


def in_the_middle(element: Locator) -> tuple[float, float]:
    """Return the middle of an element."""
    box = element.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("way", ["click", "drag"])
def test_a_code_low_in_the_tree_stays_under_a_hand_that_holds_the_button(
    desk_page: Callable[..., Any], study: kv.Project, way: str
) -> None:
    """The rules of the code in focus stand below the tree, and take their room from it: not while a button is held."""
    for number in range(1, 15):
        study.add_code(f"kode {number:02}", codebook="bok", definition="Hvem som bestemmer over hva og når. " * 12)
    ida = at(desk_page, study)
    ida.mouse.mark_quote(TWO_BOSSES)
    card = ida.desk.locator(".kv-codecard").bounding_box()
    assert card
    codes = ida.desk.locator(".kv-item")
    lowest = max(at for at in range(codes.count()) if in_the_middle(codes.nth(at))[1] < card["y"] - 12)
    low, low_at = codes.nth(lowest), in_the_middle(codes.nth(lowest))
    name = low.locator(".kv-item-name").inner_text()
    assert name.startswith("kode")
    ida.page.mouse.move(*low_at)
    ida.page.mouse.down()
    ida.page.wait_for_timeout(100)
    assert in_the_middle(low) == low_at
    if way == "drag":
        ida.page.mouse.move(*in_the_middle(ida.turn(4)), steps=4)
    ida.page.mouse.up()
    expect(ida.desk.locator(".kv-coding-line .kv-codetag")).to_have_text(name)
    assert quotes(study) == [(TWO_BOSSES, name)]
    expect(ida.desk.locator(".kv-codecard dd")).to_contain_text("Hvem som bestemmer")
    expect(low).to_be_in_viewport(ratio=0.9)


def test_the_tree_stands_in_the_order_of_the_codebook_and_counts_here_and_in_the_study(
    desk_page: Callable[..., Any], study: kv.Project, tmp_path: Path
) -> None:
    (tmp_path / "inf-2.txt").write_text("I: Hei.\nBo: Vi venter.\n", encoding="utf-8")
    study.add_sources(tmp_path / "inf-2.txt")
    study.code("tid", source="inf-2", quote="Vi venter", coder="ida")
    study.code("tid", source="inf-1", quote="Da venter vi", coder="ida")
    ida = at(desk_page, study, source="inf-1")
    assert shown(ida) == ["Tid", "Styring", "To sjefer", "Sjefen selv", "Omsorg"]
    expect(item(ida, "Tid").locator(".kv-here span").first).to_have_text("1")
    expect(item(ida, "Tid").locator(".kv-all span").first).to_have_text("2")
    expect(ida.desk.get_by_role("treeitem", name="Tid 1 is its key, 1 here, 2 in all")).to_have_count(1)
    levels = [
        (one.get_attribute("aria-level"), one.get_attribute("aria-posinset"))
        for one in ida.desk.get_by_role("treeitem").all()
    ]
    assert levels == [("1", "1"), ("1", "2"), ("2", "1"), ("2", "2"), ("1", "3")]


def test_the_field_searches_names_rules_and_expressions(desk_page: Callable[..., Any], study: kv.Project) -> None:
    found = {
        "sjef": ["Styring", "To sjefer", "Sjefen selv"],  # what a code stands under is kept in sight
        "bestemmer": ["Styring"],  # a definition
        "klokkeslett": ["Tid"],  # when not to use
        "leder": ["Styring", "To sjefer"],  # an expression
        "KNAPP noen": ["Omsorg"],  # several words, in any order, in any case
        "xyz": [],
    }
    ida = at(desk_page, study)
    ida.turn(1).focus()
    ida.press("b")
    field = ida.desk.get_by_role("searchbox")
    expect(field).to_be_focused()
    for typed, names in found.items():
        field.fill(typed)
        assert shown(ida) == names
    expect(ida.desk.get_by_text("No code has these words.")).to_be_visible()
    ida.press("Escape")
    assert len(shown(ida)) == 5
    field.fill("klokke")
    ida.press("Enter")
    expect(item(ida, "Tid")).to_be_focused()


def test_a_click_codes_the_selection_and_leaves_focus_in_the_text(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    ida = at(desk_page, study)
    ida.mouse.mark_quote(TWO_BOSSES)
    item(ida, "To sjefer").click()
    expect(ida.desk.locator(".kv-said")).to_have_text("Coded 1 passage.")
    assert quotes(study) == [(TWO_BOSSES, "styring/to sjefer")]
    expect(item(ida, "To sjefer").locator(".kv-here span").first).to_have_text("1")
    assert ida.page.evaluate("document.activeElement.closest('.kv-text') !== null")
    ida.press("u")
    expect(item(ida, "To sjefer").locator(".kv-here")).to_be_hidden()
    assert quotes(study) == []


def test_the_tree_is_gone_through_by_keys_and_enter_codes(desk_page: Callable[..., Any], study: kv.Project) -> None:
    ida = at(desk_page, study)
    ida.mouse.mark_quote(TWO_BOSSES)
    ida.press("b", "ArrowDown")
    expect(item(ida, "Tid")).to_be_focused()
    ida.press("ArrowDown", "ArrowLeft")
    assert shown(ida) == ["Tid", "Styring", "Omsorg"]
    expect(item(ida, "Styring")).to_have_attribute("aria-expanded", "false")
    ida.press("ArrowRight", "ArrowRight")
    expect(item(ida, "To sjefer")).to_be_focused()
    ida.press("ArrowLeft")
    expect(item(ida, "Styring")).to_be_focused()
    ida.press("End")
    expect(item(ida, "Omsorg")).to_be_focused()
    ida.page.keyboard.type("sj")
    expect(item(ida, "Sjefen selv")).to_be_focused()
    assert ida.desk.locator(".kv-item[tabindex='0']").count() == 1
    ida.press("Enter")
    expect(ida.desk.locator(".kv-said")).to_have_text("Coded 1 passage.")
    assert quotes(study) == [(TWO_BOSSES, "styring/sjefen selv")]
    expect(item(ida, "Sjefen selv")).to_be_focused()


def test_the_rules_of_the_code_looked_at_stand_under_the_tree(desk_page: Callable[..., Any], study: kv.Project) -> None:
    ida = at(desk_page, study)
    card = ida.desk.get_by_role("region", name="The rules of the code")
    expect(card).to_have_text("Choose a code to read its definition here.")
    item(ida, "Tid").click()
    expect(card.locator("dt")).to_have_text(["Definition", "When to use", "When not to", "Example"])
    expect(card.locator("dd")).to_have_text(
        ["Å ha eller mangle tid.", "Når noen venter.", "Klokkeslett.", "Vi rekker ikke alt."]
    )
    ida.mouse.mark_quote(TWO_BOSSES)
    ida.press("c")
    ida.page.keyboard.type("sjefer")
    expect(card.locator("h3")).to_have_text("To sjefer")
    expect(card.locator(".kv-above")).to_have_text("Styring")


def test_a_code_is_dragged_onto_the_text_and_the_selection_onto_a_code(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    ida = at(desk_page, study)
    item(ida, "Tid").drag_to(ida.turn(4))
    assert quotes(study) == []  # nothing is selected
    ida.mouse.mark_quote(TWO_BOSSES)
    item(ida, "Tid").drag_to(ida.turn(4))
    expect(ida.desk.locator(".kv-said")).to_have_text("Coded 1 passage.")
    assert quotes(study) == [(TWO_BOSSES, "tid")]
    ida.mouse.mark_quote("Sjefen i kommunen")
    ida.desk.locator(".kv-handle").drag_to(item(ida, "Omsorg"))
    expect(item(ida, "Omsorg").locator(".kv-here span").first).to_have_text("1")
    assert quotes(study) == [(TWO_BOSSES, "tid"), ("Sjefen i kommunen", "omsorg")]


def test_numbers_stay_with_their_codes_and_a_code_can_be_given_one(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    ida = at(desk_page, study)
    ida.mouse.mark_quote(TWO_BOSSES)
    for name in ("Omsorg", "Tid"):  # the first used gets 1, the second 2
        item(ida, name).click()
        expect(item(ida, name).locator(".kv-key")).to_be_visible()
    expect(item(ida, "Omsorg").locator(".kv-key span").first).to_have_text("1")
    item(ida, "Styring").click()
    ida.desk.get_by_role("combobox", name="Number key").select_option("7")
    ida.mouse.mark_quote("Sjefen i kommunen")
    for key in ("2", "7", "9"):  # 9 stands for nothing
        ida.press(key)
    expect(item(ida, "Styring").locator(".kv-here span").first).to_have_text("2")
    assert quotes(study)[-2:] == [("Sjefen i kommunen", "styring"), ("Sjefen i kommunen", "tid")]
    ida.mouse.mark_quote("Da venter vi bare")
    ida.press(".")
    expect(item(ida, "Styring").locator(".kv-here span").first).to_have_text("3")
    again = at(desk_page, study)  # the desk opened anew: the codes used last have numbers from the start
    assert {item(again, name).locator(".kv-key span").first.inner_text() for name in ("Tid", "Styring", "Omsorg")} == {
        "1",
        "2",
        "3",
    }


def test_the_palette_puts_the_best_first(desk_page: Callable[..., Any], study: kv.Project) -> None:
    ida = at(desk_page, study)
    study.code("omsorg", source="inf-1", quote="Den ene er streng", coder="ida")
    again = at(desk_page, study)
    again.mouse.mark_quote(TWO_BOSSES)
    options = again.desk.get_by_role("option").locator(".kv-option-name")
    again.press("c")
    expect(options).to_have_text(
        ["Omsorg", "Tid", "Styring", "To sjefer", "Sjefen selv"]
    )  # used last, then the codebook's order
    field = again.desk.get_by_role("combobox", name="Choose a code")
    field.fill("s")  # begins with it; a word begins with it; contains it
    expect(options).to_have_text(["Styring", "Sjefen selv", "To sjefer", "Omsorg", "Tid"])
    field.fill("tid")  # a name; a rule ("tiden")
    expect(options).to_have_text(["Tid", "Omsorg"])
    chosen = again.desk.locator(f"#{field.get_attribute('aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(chosen).to_contain_text("Tid")
    again.press("ArrowDown", "Enter")
    expect(again.desk.locator(".kv-said")).to_have_text("Coded 1 passage.")
    assert (TWO_BOSSES, "omsorg") in quotes(study)
    assert ida.sent("code") == []


def test_the_palette_makes_a_new_code_and_codes_with_the_words_of_the_text(
    desk_page: Callable[..., Any], study: kv.Project
) -> None:
    ida = at(desk_page, study)
    ida.mouse.mark_quote("Den ene er streng")
    ida.press("c")
    ida.page.keyboard.type("Makt")
    ida.desk.get_by_role("option", name="New code: Makt").click()
    dialog = ida.desk.get_by_role("dialog")
    expect(dialog.get_by_label("Name")).to_have_value("Makt")
    dialog.get_by_label("Under").select_option(label="\u2003To sjefer")
    dialog.get_by_label("Definition").fill("Hvem som kan bestemme over andre.")
    dialog.get_by_role("button", name="Make it and code").click()
    expect(item(ida, "Makt")).to_be_visible()
    assert quotes(study) == [("Den ene er streng", "styring/to sjefer/Makt")]
    (made,) = [code for code in study.snapshot.all(Code) if code.name == "Makt"]
    assert made.definition.in_language("nb") == "Hvem som kan bestemme over andre."
    ida.mouse.mark_quote("Da venter vi bare")
    ida.press("v")
    expect(item(ida, "Da venter vi bare")).to_be_visible()
    assert quotes(study)[-1][0] == "Da venter vi bare"


def test_a_code_made_by_somebody_else_comes_into_the_tree(desk_page: Callable[..., Any], study: kv.Project) -> None:
    ida = at(desk_page, study)
    book = Path(study.path).parent / "bok.yaml"
    book.write_text(BOOK + "  - {name: rom, label: {nb: Rom}, definition: {nb: Rommet.}}\n", encoding="utf-8")
    study.use_codebook(book)
    ida.turn(1).focus()
    ida.page.wait_for_timeout(2100)  # a desk asks at most every other second
    ida.desk.get_by_role("searchbox").blur()
    ida.page.mouse.move(1200, 5)
    ida.page.evaluate("document.querySelector('.kodeverk-desk').dispatchEvent(new PointerEvent('pointerenter'))")
    expect(item(ida, "Rom")).to_be_visible()


def test_names_and_rules_of_codes_are_inert(desk_page: Callable[..., Any], study: kv.Project, tmp_path: Path) -> None:
    lines = [BOOK]
    for number, hostile in enumerate(HOSTILE):
        quoted = hostile.replace("'", "''")
        rules = "".join(
            f", {rule}: {{nb: '{quoted}'}}" for rule in ("label", "definition", "include", "exclude", "example")
        )
        lines.append(f"  - {{name: ond {number}{rules}}}\n")
    (tmp_path / "bok.yaml").write_text("".join(lines), encoding="utf-8")
    study.use_codebook(tmp_path / "bok.yaml")
    ida = at(desk_page, study)
    ida.mouse.mark_quote(TWO_BOSSES)
    for number, hostile in enumerate(HOSTILE):
        ida.press("c")
        ida.page.keyboard.type(hostile)
        expect(ida.desk.locator(".kv-palette [role=option]").first).to_contain_text(hostile)
        ida.press("Enter")
        expect(ida.desk.locator(".kv-codecard dd")).to_have_text([hostile] * 4)
        expect(item(ida, hostile).locator(".kv-here span").first).to_have_text("1")
        ida.press("m")
        expect(ida.desk.get_by_role("dialog")).to_contain_text(hostile)
        ida.press("Escape")
        assert len(quotes(study)) == number + 1
    ida.press("n", "Escape", "x", "Escape", "?", "Escape")
    ida.inert()
