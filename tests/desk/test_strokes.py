"""A stroke does what was meant: the code whose name was typed, and nothing unsaid on what is another's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.desk.modes import at, quotes, study_in


def test_the_codebook_searched_leads_to_the_code_that_fits_best(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    """The first in the tree has the word in its rules; another is called so."""
    study = study_in(tmp_path)
    study.add_code("aaa", codebook="bok", definition="De som bør ha likeverd.")
    study.add_code("likeverd", codebook="bok")
    study.add_code("likeverd/ulikhet", codebook="bok")
    ida = at(desk_page, study)
    ida.mouse.mark_quote("Den ene er streng")
    ida.press("b")
    ida.page.keyboard.type("likeverd")
    ida.press("Enter")
    expect(ida.desk.get_by_role("treeitem", name="likeverd").first).to_be_focused()
    ida.press("Enter")
    expect(ida.desk.locator(".kv-coding-line .kv-codetag")).to_have_text("likeverd")
    assert quotes(study) == [("Den ene er streng", "likeverd")]
    ida.press("b")
    ida.page.keyboard.type("ulikhet")  # what stands above it is shown, and not meant
    ida.press("ArrowDown", "Enter")
    expect(ida.desk.locator(".kv-coding-line .kv-codetag")).to_have_text("ulikhet")


@pytest.mark.parametrize("key", ["Delete", "x", "]", "{"])
def test_what_is_another_coders_is_left_and_that_is_said(
    desk_page: Callable[..., Any], tmp_path: Path, key: str
) -> None:
    study = study_in(tmp_path)
    study.code("tid", source="inf-1", quote="Den ene er streng", coder="marit")
    ida = at(desk_page, study)
    ida.turn(1).focus()
    ida.press("f", key)
    expect(ida.desk.locator(".kv-said")).to_have_text("This coding is made by marit; only your own are changed here.")
    assert quotes(study) == [("Den ene er streng", "tid")]


def test_a_code_low_in_the_tree_stays_under_the_hand(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    """Its rules are long, and come as the button is pressed; it is let go of a tenth of a second later."""
    study = study_in(tmp_path)
    for number in range(12):
        study.add_code(f"kode {number:02}", codebook="bok", definition="Hva den er ment for. " * (40 * (number > 5)))
    ida = at(desk_page, study)
    ida.mouse.mark_quote("Den ene er streng")
    tree = ida.desk.get_by_role("tree").bounding_box()
    assert tree
    ida.page.mouse.move(tree["x"] + 120, tree["y"] + tree["height"] - 12)
    under = "document.elementFromPoint(%f, %f).closest('.kv-item')?.dataset.row" % (
        tree["x"] + 120,
        tree["y"] + tree["height"] - 12,
    )
    row = ida.page.evaluate(under)
    ida.page.mouse.down()
    ida.page.wait_for_timeout(100)
    assert row is not None and ida.page.evaluate(under) == row
    ida.page.mouse.up()
    expect(ida.desk.locator(".kv-said")).to_have_text("Coded 1 passage.")
    assert [quote for quote, _code in quotes(study)] == ["Den ene er streng"]
