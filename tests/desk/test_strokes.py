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
