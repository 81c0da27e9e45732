"""Codings in the text: every character carries exactly the lines of the codings that cover it, and what they say can be had."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import expect

import kodeverk as kv
from kodeverk.model import Coding

COLOURS = [f"#{red:02x}{green:02x}40" for red in (16, 96, 176) for green in (32, 112, 192, 224)]

BOOK = "format: kodeverk/codebook/1\nid: bok\nversion: '1'\ntitle: {nb: Bok}\ncodes:\n" + "".join(
    f'  - {{name: k{n}, label: {{nb: Kode {n}}}, colour: "{colour}", definition: {{nb: D.}}, expressions: [{{label: u{n}, words: [ord{n}]}}]}}\n'
    for n, colour in enumerate(COLOURS)
)

DRAWN = """() => [...document.querySelectorAll(".kv-turn")].map((turn) => [...turn.querySelectorAll(".kv-line")].map((line) =>
  [...line.childNodes].map((node) => [node.textContent, node.style?.backgroundImage ?? "", node.style?.backgroundPosition ?? "", node.style?.backgroundSize ?? ""])))"""

LINE = re.compile(r"gradient\(.*?rgb\((\d+), (\d+), (\d+)\)")


def text_of_turns(turns: int, seed: int) -> str:
    rng = random.Random(seed)
    words = ["møter", "på", "kontoret", "😀", "👨‍👩‍👧‍👦", "ord3", "og", "så", "videre", "ingen"]
    return "".join(
        f"{'I' if n % 2 == 0 else 'Åse'}: {' '.join(rng.choice(words) for _ in range(25))}\n" for n in range(turns)
    )


def study_of(folder: Path, text: str, spans: list[tuple[int, int, int, str]]) -> kv.Project:
    """A study with one interview, coded as told: start, end, number of the code, coder."""
    (folder / "inf-1.txt").write_text(text, encoding="utf-8")
    (folder / "bok.yaml").write_text(BOOK, encoding="utf-8")
    study = kv.Project(folder / "s.kodeverk")
    study.add_sources(folder / "inf-1.txt")
    study.use_codebook(folder / "bok.yaml")
    rows = [{"source": "inf-1", "code": f"k{code}", "coder": who, "start": a, "end": b} for a, b, code, who in spans]
    if rows:
        study.add_codings(pd.DataFrame(rows))
    return study


def random_spans(text: str, many: int, seed: int) -> list[tuple[int, int, int, str]]:
    """Spans whose ends are blanks or ends of lines, some of them nested, some alike, some across turns."""
    rng = random.Random(seed)
    stops = [n for n, letter in enumerate(text) if letter == " "]
    found = []
    while len(found) < many:
        first = rng.randrange(len(stops) - 2)
        last = min(len(stops) - 1, first + rng.randint(1, 60))
        found.append((stops[first] + 1, stops[last], rng.randrange(len(COLOURS)), rng.choice(["ida", "ida", "marit"])))
    return sorted(set(found))


def hexadecimal(colour: re.Match[str]) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour.groups())


def test_every_character_carries_the_lines_of_the_codings_that_cover_it_and_none_lie_over_another(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    text = text_of_turns(8, 1)
    spans = random_spans(text, 40, 2)
    study = study_of(tmp_path, text, spans)
    text = study.snapshot.text(study.snapshot.source("inf-1").id)
    segments = study.snapshot.version(study.snapshot.source("inf-1").id).segments
    codings = study.snapshot.all(Coding)
    code_colour = {f"k{n}": colour for n, colour in enumerate(COLOURS)}
    names = {row.code_id: row.code for row in study.table("codings").itertuples()}
    desk = desk_page(study, page={"height": 5000})
    desk.page.wait_for_selector(".kv-piece")
    compared = deepest = 0
    for segment, lines in zip(segments, desk.page.evaluate(DRAWN), strict=True):
        at = segment.body
        lanes: dict[str, str] = {}
        for said, images, places, sizes in lines[0]:
            drawn = [hexadecimal(found) for found in LINE.finditer(images)]
            lows = places.split(", ") if places else []
            thick = [size.split()[1] for size in sizes.split(", ")] if sizes else []
            assert len(drawn) == len(lows) == len(thick) and len(set(lows)) == len(lows)
            for character in said:
                assert text[at] == character
                over = [c for c in codings if c.start <= at < c.end]  # the second way of counting: one by one
                wanted = sorted((code_colour[names[c.code_id]], "2.5px" if c.coder == "ida" else "1px") for c in over)
                assert sorted(zip(drawn, thick, strict=True)) == wanted, at
                compared, deepest = compared + 1, max(deepest, len(over))
                at += 1
            lanes |= dict(zip(drawn, lows, strict=True))
        assert at == segment.end
    assert compared > 1000 and deepest >= 5


OVERLAPS = """(what) => {
  const faults = [];
  for (const margin of document.querySelectorAll(".kv-margin")) {
    const boxes = [...margin.querySelectorAll(what)].map((element) => element.getBoundingClientRect());
    const turn = margin.closest(".kv-turn").getBoundingClientRect();
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) =>
      a.left < b.right - 0.1 && b.left < a.right - 0.1 && a.top < b.bottom - 0.6 && b.top < a.bottom - 0.6 && faults.push([a.top, b.top])));
    boxes.forEach((a) => (a.top < turn.top - 1 || a.bottom > turn.bottom + 1 || a.height < 4) && faults.push([a.top, turn.top, turn.bottom]));
  }
  return faults;
}"""


def test_names_and_bars_in_the_margin_never_lie_over_each_other_and_stay_within_their_turn(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    text = text_of_turns(8, 3)
    study = study_of(tmp_path, text, random_spans(text, 60, 4))
    desk = desk_page(study, page={"height": 5000})
    many = len(study.snapshot.all(Coding))
    expect(desk.page.locator(".kv-label")).to_have_count(many)
    assert many > 50 and desk.page.locator(".kv-bar").count() > many  # those across turns have one in each
    assert desk.page.evaluate(OVERLAPS, ".kv-label") == []
    assert desk.page.evaluate(OVERLAPS, ".kv-bar") == []


TWO = "I: Hvordan går det med ord3?\nÅse: Møtene er fine, men ingen hører på.\n"


@pytest.mark.parametrize("shadow", [False, True], ids=["in the page", "in a shadow root"])
def test_the_card_tells_code_coder_and_memos_the_innermost_first_and_goes_with_escape(
    desk_page: Callable[..., Any], tmp_path: Path, shadow: bool
) -> None:
    start = TWO.index("Møtene er fine")
    study = study_of(tmp_path, TWO, [(start, start + 14, 1, "ida"), (start, start + 6, 2, "marit")])
    inner = next(c for c in study.snapshot.all(Coding) if c.coder == "marit")
    study.memo("<b>Husk</b> referatet.", on="coding", target=inner.id, coder="marit")
    desk = desk_page(study, page={"shadow": shadow})
    card = desk.page.locator(".kv-card")
    desk.page.locator(".kv-piece").first.hover()
    expect(card).to_be_visible()
    entries = card.locator(".kv-cardentry").all_inner_texts()
    assert (
        len(entries) == 2
        and "Kode 2" in entries[0]
        and "marit" in entries[0]
        and "<b>Husk</b> referatet." in entries[0]
    )
    assert "Kode 1" in entries[1] and "ida" in entries[1]
    expect(desk.page.locator(".kv-raised")).to_have_count(2)  # the inner passage, and its name in the margin
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_click_puts_the_innermost_coding_in_focus_and_the_next_click_the_one_around_it(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    start = TWO.index("Møtene er fine")
    study = study_of(tmp_path, TWO, [(start, start + 14, 1, "ida"), (start, start + 6, 2, "ida")])
    desk = desk_page(study)
    inner = desk.page.locator(".kv-piece").first
    names = desk.page.locator(".kv-label.kv-focused")
    inner.click(position={"x": 10, "y": 8})
    expect(names).to_have_text(["Kode 2"])
    desk.page.wait_for_timeout(600)  # else it is a double click
    inner.click(position={"x": 10, "y": 8})
    expect(names).to_have_text(["Kode 1"])
    desk.page.locator(".kv-label", has_text="Kode 2").click()
    expect(names).to_have_text(["Kode 2"])


def test_a_suggestion_is_dotted_and_its_card_tells_the_reason(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = study_of(tmp_path, TWO.replace("ingen", "ord3"), [])
    study.apply_rules()
    desk = desk_page(study)
    dotted = desk.page.locator(".kv-piece")
    expect(dotted).to_have_count(1)
    assert "repeating-linear-gradient" in dotted.first.evaluate("(piece) => piece.style.backgroundImage")
    assert desk.page.locator(".kv-label").count() == 0
    dotted.first.hover()
    expect(desk.page.locator(".kv-card")).to_contain_text("u3")


def test_a_stroke_draws_its_own_turns_anew_and_no_others(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    text = text_of_turns(12, 5)
    study = study_of(tmp_path, text, random_spans(text, 10, 6))
    desk = desk_page(study, page={"height": 3000})
    page = desk.page
    page.wait_for_selector(".kv-piece")
    page.wait_for_timeout(200)
    page.evaluate(
        """() => {
          window.redrawn = new Set();
          const turns = [...document.querySelectorAll(".kv-turn")];
          const watch = new MutationObserver((all) => all.forEach(({ target }) => window.redrawn.add(turns.indexOf(target.closest(".kv-turn")))));
          turns.forEach((turn) => watch.observe(turn.querySelector(".kv-speech"), { childList: true, subtree: true }));
        }"""
    )
    page.locator(".kv-line").nth(5).dblclick(position={"x": 8, "y": 12})
    page.keyboard.press("c")
    page.keyboard.insert_text("Kode 7")
    before = page.locator(".kv-label").count()
    page.keyboard.press("Enter")
    expect(page.locator(".kv-label")).to_have_count(before + 1)
    assert page.evaluate("[...window.redrawn]") == [5]


def test_only_turns_near_the_view_carry_marks_and_all_of_the_text_is_in_the_page(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    text = text_of_turns(300, 7)
    study = study_of(tmp_path, text, random_spans(text, 600, 8))
    desk = desk_page(study)
    page = desk.page
    page.wait_for_selector(".kv-piece")
    marked = "[...document.querySelectorAll('.kv-turn')].flatMap((turn, at) => (turn.querySelector('.kv-piece') ? [at] : []))"
    assert 0 < max(page.evaluate(marked)) < 40
    said = page.evaluate(
        "[...document.querySelectorAll('.kv-turn')].map((t) => t.querySelector('.kv-speech').textContent)"
    )
    source = study.snapshot.source("inf-1").id
    whole = study.snapshot.text(source)
    assert said == [whole[s.body : s.end] for s in study.snapshot.version(source).segments] and len(said) == 300
    page.locator(".kv-turn").first.focus()
    page.keyboard.press("End")
    page.wait_for_function(f"Math.min(...{marked}) > 200")
    assert max(page.evaluate(marked)) >= 295
