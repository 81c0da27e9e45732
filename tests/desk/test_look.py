"""How the desk looks and what it is called: for those who see it, light and dark, wide and narrow, and those who hear it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import kodeverk as kv
from tests.desk.modes import Researcher, at, study_in

LOOKS: dict[str, dict[str, Any]] = {
    "wide": {},
    "dark": {"dark": True},
    "narrow": {"width": 560, "height": 900},
    "200 %": {"width": 640, "height": 400, "scale": 2},
}

CONTRAST = """(selector) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/, 0\\)$|transparent/.test(backgroundColor)) return backgroundColor;
    }
    return "white";
  };
  return [...document.querySelectorAll(selector)].map((element) => {
    const [one, other] = [light(getComputedStyle(element).backgroundColor), light(paper(element.parentElement))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  });
}"""

# WCAG 2.2, 2.5.8: names in the margin stand beside the passage, which leads to the same place and is as large as its text.
SMALL = """() => [...document.querySelectorAll(".kodeverk-desk button:not(.kv-label), .kodeverk-desk select, .kv-item, .kv-tab")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.className, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([name, box]) => `${name} ${box.width} x ${box.height}`)"""


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    """A study with a coding of each code, one by another coder, a memo, and suggestions."""
    study = study_in(tmp_path, rules=True)
    study.code("styring", source="inf-1", quote="to sjefer her", coder="ida")
    study.code("tid", source="inf-1", quote="sjefer her 👩‍👩‍👧 på huset. Den ene er streng", coder="marit")
    study.code("omsorg", source="inf-1", quote="Sjefen i kommunen", coder="ida")
    return study


def states(ida: Researcher) -> Any:
    """Bring the desk from state to state, and yield what each is called."""
    yield "open"
    ida.mouse.mark_quote("Den ene er streng")
    yield "selected"
    ida.press("c")
    expect(ida.desk.get_by_role("combobox", name="Choose a code")).to_be_focused()
    yield "palette"
    ida.press("Enter")
    expect(ida.desk.locator(".kv-said")).to_have_text("Coded 1 passage.")
    yield "coded"
    for key in ("m", "e", "l", "n", "?"):
        ida.press(key)
        expect(ida.desk.get_by_role("dialog")).to_be_visible()
        yield f"dialog {key}"
        ida.press("Escape")
    ida.turn(2).focus()
    ida.press("o")
    yield "texts"
    ida.press("Escape")
    for tab in ida.desk.get_by_role("tab").all():
        tab.click()
        yield f"panel {tab.inner_text().split()[0]}"


@pytest.mark.parametrize(
    "look", ["wide", "dark", *(pytest.param(one, marks=pytest.mark.slow) for one in ("narrow", "200 %"))]
)
def test_every_state_is_usable_by_everyone_and_fits_its_cell(
    desk_page: Callable[..., Any], study: kv.Project, axe: Callable[..., Any], tmp_path: Path, look: str
) -> None:
    ida = at(desk_page, study, page=LOOKS[look])
    for state in states(ida):
        ida.page.screenshot(path=tmp_path / f"{look} {state}.png")
        assert axe(ida.page) == [], state
        assert ida.page.evaluate(SMALL) == [], state
        wide = ida.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, state


@pytest.mark.parametrize("dark", [False, True])
def test_colours_of_codes_can_be_told_from_the_paper(
    desk_page: Callable[..., Any], study: kv.Project, dark: bool
) -> None:
    """WCAG 2.2, 1.4.11: what is drawn has a contrast of 3 to what it stands on; the formula is that of 1.4.3."""
    ida = at(desk_page, study, page={"dark": dark})
    contrasts = ida.page.evaluate(CONTRAST, ".kv-item .kv-swatch")
    assert len(contrasts) == 3 and min(contrasts) >= 3


@pytest.mark.parametrize(
    ("attributes", "dark", "expected"),
    [
        ("", False, False),
        ("", True, True),
        ('data-jp-theme-light="false"', False, True),  # JupyterLab's theme goes before the machine's
        ('data-jp-theme-light="true"', True, False),
        ('class="vscode-dark"', False, True),
        ('class="vscode-light"', True, False),
        ('class="dark"', False, True),
    ],
)
def test_light_or_dark_follows_the_notebook_and_else_the_machine(
    desk_page: Callable[..., Any], study: kv.Project, attributes: str, dark: bool, expected: bool
) -> None:
    ida = at(desk_page, study, page={"dark": dark, "attributes": attributes})
    paper = ida.desk.evaluate("(desk) => getComputedStyle(desk).backgroundColor")
    assert paper == ("rgb(23, 24, 26)" if expected else "rgb(253, 252, 250)")


def test_a_narrow_cell_has_the_side_below_the_text(desk_page: Callable[..., Any], study: kv.Project) -> None:
    for width, below in ((1280, False), (600, True), (320, True)):
        ida = at(desk_page, study, page={"width": width, "height": 900})
        text, side = ida.desk.locator(".kv-text").bounding_box(), ida.desk.locator(".kv-side").bounding_box()
        assert text and side
        assert (side["y"] >= text["y"] + text["height"] - 1) is below
        assert text["height"] > 200 and text["width"] > 300
        assert ida.page.evaluate("document.documentElement.scrollWidth") == width


def test_forced_colours_and_reduced_motion_are_kept_to(desk_page: Callable[..., Any], study: kv.Project) -> None:
    ida = at(desk_page, study)
    ida.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    ida.desk.get_by_role("treeitem", name="Tid").click()
    outline = ida.desk.get_by_role("treeitem", name="Tid").evaluate("(item) => getComputedStyle(item).outlineStyle")
    assert outline == "solid"
    moving = ida.desk.evaluate(
        """(desk) => [...desk.querySelectorAll("*")]
          .filter((one) => parseFloat(getComputedStyle(one).transitionDuration) || getComputedStyle(one).animationName !== "none").length"""
    )
    assert moving == 0


def test_places_have_names_and_none_is_the_pages_own(desk_page: Callable[..., Any], study: kv.Project) -> None:
    """A notebook has a main part and a banner already."""
    ida = at(desk_page, study)
    assert ida.page.get_by_role("main").count() + ida.page.get_by_role("banner").count() == 0
    for name in ("Coding desk: s", "The text", "Codebook and notes", "What can be done with the passage"):
        expect(ida.page.get_by_role("region", name=name)).to_have_count(1)
    panel = ida.desk.get_by_role("tabpanel", name="Codebook")
    expect(panel).to_be_visible()
    tab = ida.desk.get_by_role("tab", name="Codebook")
    expect(tab).to_have_attribute("aria-selected", "true")
    tab.focus()
    ida.press("ArrowRight")
    expect(ida.desk.get_by_role("tab", name="Suggestions")).to_be_focused()
    expect(ida.desk.get_by_role("tabpanel", name="Suggestions")).to_be_visible()


def test_the_words_are_the_readers(desk_page: Callable[..., Any], study: kv.Project, tmp_path: Path) -> None:
    for language, word in (("nb", "Kodebok"), ("nn", "Kodebok"), ("en", "Codebook")):
        kv.use_language(language)
        ida = at(desk_page, study)
        ida.page.screenshot(path=tmp_path / f"{language}.png")
        expect(ida.desk.get_by_role("tab").first).to_have_text(word)
