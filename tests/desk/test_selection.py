"""What is marked in the page is what the study codes: by mouse, by touch and by keyboard, whatever the text holds."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import regex

import kodeverk as kv
from kodeverk.model import Coding, Segment
from tests.desk.selecting import Selecting, line, quote_of, shown

PIECES = (
    "blåbærøl", "Ærlig", "ÅSE", "familien 👨‍👩‍👧‍👦 her", "🇳🇴🇸🇪🇩🇰", "👩🏽‍⚕️👍🏿", "e\u0301n k\u0327a\u030a", "10\u00a0000\u202fkr",
    "sam\u00adar\u00adbeids\u00adavtale", "minoritetsspråklighetskonsulentkompetanseutviklingsprogram" * 2, "שלום עולם", "مرحبا بكم",
    "a\u202etxet\u202cb", "\u200bnull", "क्षत्रिय", "x̱̥̂", "«sitat»", "til  to", "1️⃣", "ﬁn",
)  # fmt: skip
"""What texts hold that positions go wrong in."""

SEEN = """() => {
  const box = document.querySelector(".kv-text").getBoundingClientRect();
  const lines = [...document.querySelectorAll(".kv-line")].flatMap((line) => [...line.getClientRects()]);
  const seen = lines.filter((line) => line.top < box.bottom - 30 && line.bottom > box.top + 10);
  return [seen.map(({ left, top, right, bottom }) => [left, Math.max(top, box.top + 8), right, Math.min(bottom, box.bottom - 28)]), box.left, box.right];
}"""


def hard_text(turns: int, seed: int) -> str:
    """Turns of words and of everything in `PIECES`; every fourth turn has two lines."""
    rng = random.Random(seed)
    words = ["og", "så", "kommer", "vi", "på", "møtet", "der", "ingen", "sier", "noe", *PIECES]
    lines = []
    for number in range(turns):
        said = " ".join(rng.choice(words) for _ in range(rng.randint(1, 40)))
        if number % 4 == 3:
            said += "\n" + " ".join(rng.choice(words) for _ in range(9)).lstrip()
        lines.append(f"{'I' if number % 2 == 0 else 'Åse'}: {said}")
    return "\n".join(lines) + "\n"


def spoken(text: str, segments: tuple[Segment, ...], start: int, end: int) -> str:
    """What lies in a span, without the speakers' labels and without line breaks."""
    said = (text[max(start, s.body) : max(0, min(end, s.end))] for s in segments if s.body < end and start < s.end)
    return "".join(said).replace("\n", "")


def codings_of(file: Path) -> list[Coding]:
    with kv.Project(file) as study:
        return study.snapshot.all(Coding)


def drag_at_random(at: Selecting, rng: random.Random) -> str:
    """Drag from somewhere in the text to anywhere, the gutter and the margin too; return what the browser marked."""
    view = at.page.locator(".kv-text")
    view.evaluate(
        "(view, share) => { view.scrollTop = share * (view.scrollHeight - view.clientHeight); }", rng.random()
    )
    at.page.wait_for_timeout(40)
    lines, left, right = at.page.evaluate(SEEN)
    (x, top, far, bottom), other = rng.choice(lines), rng.choice(lines)
    begin = (rng.uniform(x, far), rng.uniform(top, bottom))
    inside = rng.random() < 0.8
    end = (
        rng.uniform(other[0], other[2]) if inside else rng.uniform(left + 4, right - 20),
        rng.uniform(other[1], other[3]),
    )
    at.page.mouse.move(*begin)
    at.page.mouse.down()
    at.page.mouse.move((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2)
    at.page.mouse.move(*end)
    at.page.mouse.up()
    return str(at.page.evaluate("window.marked.pop()")).replace("\n", "")


def select_at_random(at: Selecting, many: int, seed: int) -> None:
    rng = random.Random(seed)
    edges = {f.start() for f in regex.finditer(r"\X", at.text)} | {len(at.text)}
    done = across = 0
    while done < many:
        marked = drag_at_random(at, rng)
        if not marked:
            continue
        start, end = at.coded()
        assert spoken(at.text, at.segments, start, end) == marked, (done, start, end)
        assert {start, end} <= edges
        assert any(s.body <= start < s.end for s in at.segments) and any(s.body < end <= s.end for s in at.segments)
        across += any(start < s.start < end for s in at.segments)
        done += 1
        if done % 2 and at.new:  # some stay, so that one also selects in and across what is coded
            at.undo()
    assert across > many / 4
    for coding in codings_of(at.file):
        assert coding.start < coding.end <= len(at.text)


@pytest.mark.slow
def test_sixty_random_selections_with_the_mouse_are_coded_as_the_browser_marked_them(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    select_at_random(Selecting(desk_page, tmp_path, hard_text(30, 1)), 60, 2)


@pytest.mark.slow
def test_five_hundred_random_selections_with_the_mouse_are_coded_as_the_browser_marked_them(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    select_at_random(Selecting(desk_page, tmp_path, hard_text(120, 3)), 500, 4)


FOUR = """\
I: Hvem bestemmer?
Åse: Vi får ikke gjort alt. Familien 👨‍👩‍👧‍👦 går først.
I: Og så?
Åse: Da venter vi på 🇳🇴 flagget.
Det tar tid.
"""


@pytest.mark.parametrize("page", [{}, {"shadow": True}], ids=["in the page", "in a shadow root"])
def test_double_click_marks_a_word_triple_click_the_whole_turn_and_shift_click_goes_on(
    desk_page: Callable[..., Any], tmp_path: Path, page: dict[str, Any]
) -> None:
    at = Selecting(desk_page, tmp_path, FOUR, **page)
    line(at, 1).dblclick(position={"x": 8, "y": 12})
    assert shown(at.page) == ["Vi"] and quote_of(at) == "Vi"
    line(at, 3).click(position={"x": 8, "y": 12}, click_count=3)
    assert quote_of(at) == "Da venter vi på 🇳🇴 flagget.\nDet tar tid."
    line(at, 0).click(position={"x": 1, "y": 12})
    assert shown(at.page) == []
    line(at, 2).click(position={"x": 400, "y": 12}, modifiers=["Shift"])
    assert quote_of(at) == "Hvem bestemmer?\nÅse: Vi får ikke gjort alt. Familien 👨‍👩‍👧‍👦 går først.\nI: Og så?"


def test_what_is_marked_stays_marked_while_one_clicks_elsewhere_and_goes_at_a_click_in_the_text(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    at = Selecting(desk_page, tmp_path, FOUR)
    line(at, 1).dblclick(position={"x": 8, "y": 12})
    at.page.get_by_placeholder("").first.click()
    assert shown(at.page) == ["Vi"]
    line(at, 0).click(position={"x": 30, "y": 12})
    assert shown(at.page) == []


def test_a_drag_that_ends_outside_the_text_marks_what_it_had_reached_in_it(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    at = Selecting(desk_page, tmp_path, FOUR)
    box = line(at, 1).bounding_box()
    side = at.page.locator(".kv-side").bounding_box()
    at.page.mouse.move(box["x"] + 1, box["y"] + 12)
    at.page.mouse.down()
    at.page.mouse.move(box["x"] + box["width"] - 4, box["y"] + 14, steps=3)
    at.page.mouse.move(side["x"] + 120, box["y"] + 200, steps=3)
    at.page.mouse.up()
    assert quote_of(at).startswith("Vi får ikke gjort alt.")


def test_a_drag_to_the_edge_of_a_turn_takes_nothing_of_it(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    at = Selecting(desk_page, tmp_path, FOUR)
    first, last = line(at, 1).bounding_box(), line(at, 3).bounding_box()
    at.page.mouse.move(first["x"] + 1, first["y"] + 12)
    at.page.mouse.down()
    at.page.mouse.move(last["x"] + 1, last["y"] + 12, steps=5)
    at.page.mouse.up()
    assert quote_of(at) == "Vi får ikke gjort alt. Familien 👨‍👩‍👧‍👦 går først.\nI: Og så?"


def test_the_card_of_a_coding_does_not_lie_in_the_way_of_a_drag(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    at = Selecting(desk_page, tmp_path, FOUR)
    line(at, 1).dblclick(position={"x": 8, "y": 12})
    assert quote_of(at) == "Vi"
    at.page.mouse.move(5, 5)
    at.page.locator(".kv-piece").hover()
    card = at.page.locator(".kv-card")
    card.wait_for()
    box = card.bounding_box()
    at.page.mouse.down()
    at.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
    assert card.is_hidden()
    at.page.mouse.up()
    assert quote_of(at) != "Vi"
    assert "ida" not in at.page.evaluate("window.marked.pop()")


def test_several_passages_are_marked_beside_each_other_and_coded_at_one_stroke(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    at = Selecting(desk_page, tmp_path, FOUR)
    line(at, 1).dblclick(position={"x": 8, "y": 12})
    at.page.keyboard.press("+")
    line(at, 0).dblclick(position={"x": 8, "y": 12})
    line(at, 4).click(position={"x": 2, "y": 12})  # a click places the caret, and what is kept stays
    line(at, 4).dblclick(position={"x": 8, "y": 12})
    assert at.page.locator(".kv-sliptext").all_inner_texts() == ["Vi", "Det"]
    at.page.keyboard.press("Escape")
    assert shown(at.page) == [] and at.page.locator(".kv-tray").is_hidden()
    line(at, 0).dblclick(position={"x": 8, "y": 12})
    at.page.keyboard.down("Control")
    box = line(at, 4).bounding_box()
    at.page.mouse.move(box["x"] + 1, box["y"] + 12)
    at.page.mouse.down()
    at.page.mouse.move(box["x"] + 300, box["y"] + 12, steps=3)
    at.page.mouse.up()
    at.page.keyboard.up("Control")
    at.page.keyboard.press(".")
    request = at.asked("code")[-1]
    assert [at.text[start:end] for start, end in request["spans"]] == ["Hvem", "Det tar tid."]
    assert sorted(at.text[c.start : c.end] for c in at.study.snapshot.all(Coding)) == ["Det tar tid.", "Hvem"]


def test_a_passage_is_marked_with_the_keyboard_alone_by_character_by_word_and_across_turns(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    at = Selecting(desk_page, tmp_path, FOUR)
    keys = at.page.keyboard
    at.page.locator(".kv-turn").first.focus()
    for key in ["Home", "ArrowDown"]:
        keys.press(key)
    for _ in range(6):
        keys.press("Control+ArrowRight")
    keys.press("ArrowRight")
    keys.press("Shift+ArrowRight")
    assert quote_of(at) == "👨‍👩‍👧‍👦"
    keys.press("Control+Shift+ArrowRight")
    assert shown(at.page) == ["👨‍👩‍👧‍👦 går"]
    keys.press("Shift+End")
    assert shown(at.page) == ["👨‍👩‍👧‍👦 går først."]
    keys.press("Shift+ArrowDown")
    keys.press("Shift+ArrowDown")
    keys.press("Shift+ArrowLeft")
    assert at.page.evaluate("document.activeElement.getAttribute('aria-posinset')") == "4"
    assert quote_of(at) == "👨‍👩‍👧‍👦 går først.\nI: Og så?\nÅse: Da venter vi på 🇳🇴 flagget.\nDet tar tid"
    keys.press("Escape")
    keys.press("Control+a")
    at.page.wait_for_function("document.querySelector('.kv-said').textContent.includes('Da venter vi på 🇳🇴 flagget.')")
    assert quote_of(at) == "Da venter vi på 🇳🇴 flagget.\nDet tar tid."


def test_a_selection_made_by_touch_is_taken_when_it_rests(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    at = Selecting(desk_page, tmp_path, FOUR)
    at.page.evaluate(
        """() => {
          const text = document.querySelectorAll(".kv-line")[1].firstChild;
          document.getSelection().setBaseAndExtent(text, 3, text, 6); // as a long press does, with handles to move
        }"""
    )
    at.page.wait_for_timeout(400)
    assert at.page.evaluate("getSelection().toString()") == "får"  # the handles stay
    assert shown(at.page) == ["får"] and quote_of(at) == "får"


def test_without_highlights_in_the_browser_the_desk_draws_the_selection_itself(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    at = Selecting(desk_page, tmp_path, FOUR, script="delete window.Highlight")
    line(at, 1).dblclick(position={"x": 8, "y": 12})
    assert at.page.locator(".kv-marked").all_inner_texts() == ["Vi"] and quote_of(at) == "Vi"
    assert at.page.locator(".kv-marked").all_inner_texts() == ["Vi"]
    line(at, 3).click(position={"x": 8, "y": 12}, click_count=3)
    assert at.page.locator(".kv-marked").all_inner_texts() == ["Da venter vi på 🇳🇴 flagget.", "Det tar tid."]
    line(at, 0).click(position={"x": 30, "y": 12})
    assert at.page.locator(".kv-marked").count() == 0


def test_copying_takes_what_is_marked(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    at = Selecting(desk_page, tmp_path, FOUR)
    line(at, 1).dblclick(position={"x": 8, "y": 12})
    copied = """() => {
      const data = new DataTransfer();
      document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
      return data.getData("text/plain");
    }"""
    assert at.page.evaluate(copied) == "Vi"
