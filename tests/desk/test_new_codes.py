"""Making a code at the desk: the name that was typed, in the codebook that is meant, and nothing left from another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from kodeverk.model import Code, Codebook
from tests.desk.modes import Researcher, at, quotes, study_in


def dialog_of(ida: Researcher) -> Locator:
    """Return the dialog that is shown."""
    return ida.desk.get_by_role("dialog", name="New code")


def test_a_name_typed_in_the_palette_goes_before_what_was_begun_earlier(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    ida.mouse.mark_quote("Den ene er streng")
    ida.press("n")
    ida.page.keyboard.type("kveldsarbeid")
    dialog_of(ida).get_by_label("Definition").fill("Arbeid om kvelden.")
    ida.press("Escape", "c")
    ida.page.keyboard.type("xyzzy")
    ida.press("Enter")
    expect(dialog_of(ida).get_by_label("Name")).to_have_value("xyzzy")
    expect(dialog_of(ida).get_by_label("Definition")).to_have_value("")
    ida.press("Enter")
    expect(dialog_of(ida)).to_have_count(0)
    assert quotes(study) == [("Den ene er streng", "xyzzy")]
    ida.press("n")
    expect(dialog_of(ida).get_by_label("Name")).to_have_value("kveldsarbeid")  # it waits where it was begun


def test_a_name_with_a_slash_makes_no_two_codes(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    before = len(list(study.snapshot.all(Code)))
    ida.mouse.mark_quote("Den ene er streng")
    ida.press("c")
    ida.page.keyboard.type("stat/kommune")
    ida.press("Enter", "Enter")
    expect(dialog_of(ida).get_by_role("alert")).to_contain_text("The sign / cannot be part of a name")
    expect(dialog_of(ida).get_by_label("Name")).to_be_focused()
    assert len(list(study.snapshot.all(Code))) == before
    dialog_of(ida).get_by_label("Name").fill("stat og kommune")
    ida.press("Enter")
    expect(dialog_of(ida)).to_have_count(0)
    assert quotes(study) == [("Den ene er streng", "stat og kommune")]


@pytest.mark.parametrize("key", ["n", "v"])
def test_a_new_code_is_ones_own_unless_a_codebook_is_chosen(
    desk_page: Callable[..., Any], tmp_path: Path, key: str
) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    theirs = {book.id for book in study.snapshot.all(Codebook)}
    for quote in ("Den ene er streng", "Da venter vi bare"):
        ida.mouse.mark_quote(quote)
        ida.press(key)
        if key == "n":
            ida.page.keyboard.type(quote)
            ida.press("Enter")
        expect(ida.desk.locator(".kv-coding-line .kv-codetag")).to_have_text(quote)
    made = [code for code in study.snapshot.all(Code) if code.codebook not in theirs]
    assert [(code.codebook, code.path) for code in made] == [
        ("eget", "Den ene er streng"),
        ("eget", "Da venter vi bare"),
    ]


def test_all_that_one_stroke_coded_is_told_and_taken_away_one_after_the_other(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    bar = ida.desk.locator(".kv-coding-line")
    ida.mouse.mark_quote("to sjefer")
    ida.press("+")
    ida.mouse.mark_quote("Sjefen i kommunen")
    ida.press("c")
    ida.choose("Styring")
    expect(bar).to_contain_text("the first of 2")
    expect(bar.locator("q")).to_have_text("to sjefer")
    ida.press("Delete")
    expect(bar.locator("q")).to_have_text("Sjefen i kommunen")
    expect(bar).not_to_contain_text("the first of")
    assert quotes(study) == [("Sjefen i kommunen", "styring")]
    ida.press("Delete")
    expect(bar).to_have_count(0)
    assert quotes(study) == []


def test_the_number_of_a_code_is_not_taken_by_another(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    """Ten codes used: the first nine have the numbers, the tenth none until it is given one."""
    study = study_in(tmp_path)
    names = [f"kode {letter}" for letter in "abcdefghij"]
    for name in names:
        study.add_code(name, codebook="bok")
    ida = at(desk_page, study)
    ida.mouse.mark_quote("Den ene er streng")
    keys = {}
    for name in names:
        ida.press("c")
        ida.choose(name)
        expect(ida.desk.locator(".kv-coding-line .kv-codetag")).to_have_text(name)
    for name in names:
        number = ida.desk.get_by_role("treeitem", name=name).locator(".kv-key span").first
        keys[name] = number.text_content()
    assert keys == {**{name: str(number) for number, name in enumerate(names[:9], 1)}, "kode j": ""}
    ida.mouse.mark_quote("Da venter vi bare")
    ida.press("1")
    expect(ida.desk.locator(".kv-coding-line .kv-codetag")).to_have_text("kode a")
    ida.desk.get_by_role("treeitem", name="kode j").click()
    ida.desk.get_by_role("combobox", name="Number key").select_option("1")
    ida.mouse.mark_quote("Sjefen i kommunen")
    ida.press("1")
    expect(ida.desk.locator(".kv-coding-line .kv-codetag")).to_have_text("kode j")


def test_the_code_that_is_to_be_exchanged_is_seen_in_the_palette(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    """Its definition, shown below the list, takes room from the list."""
    study = study_in(tmp_path)
    for number in range(30):
        study.add_code(f"kode {number:02}", codebook="bok", definition="Hva den er ment for. " * 12)
    study.code("kode 11", source="inf-1", quote="Den ene er streng", coder="ida")
    for code in [f"kode {number:02}" for number in range(12, 29)]:
        study.code(code, source="inf-1", quote="Da venter vi bare", coder="ida")
    ida = at(desk_page, study)
    ida.turn(1).focus()
    ida.press("f", "x")
    expect(ida.desk.locator(".kv-palette-rule")).to_contain_text("Hva den er ment for")
    hidden = ida.page.evaluate(
        """() => {
          const seen = document.querySelector(".kv-options").getBoundingClientRect();
          const chosen = document.querySelector(".kv-option[aria-selected='true']").getBoundingClientRect();
          return [seen.top - chosen.top, chosen.bottom - seen.bottom];
        }"""
    )
    assert max(hidden) <= 1
