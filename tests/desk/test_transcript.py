"""The transcript at the desk: what a turn shows, how one moves through it, and that nothing in it acts."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

import kodeverk as kv
from kodeverk.model import Coding
from kodeverk.notebook.session import Session
from tests.desk.interview import study_file
from tests.desk.page import HOST, DeskPage
from tests.reports.payloads import PAYLOADS

THREE = """\
I: Hvem bestemmer?
Åse: Vi får ikke gjort alt. Familien 👨‍👩‍👧‍👦 går først.
Det er én linje til.
I: Og så?
Åse: Da venter vi på sjefen.
I: Takk.
Åse: Sjefen takker.
"""


def opened(desk_page: Callable[..., Any], folder: Path, text: str = THREE, **options: Any) -> Any:
    return desk_page(kv.Project(study_file(folder, text=text, **options)))


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_a_turn_shows_its_number_who_speaks_and_its_lines_and_the_interviewer_is_quieter(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    page = opened(desk_page, tmp_path).page
    turns = page.locator(".kv-turn")
    expect(turns).to_have_count(6)
    assert page.locator(".kv-number").all_inner_texts() == ["1", "2", "3", "4", "5", "6"]
    assert page.locator(".kv-speaker").all_inner_texts() == ["I", "Åse"] * 3
    assert turns.nth(1).locator(".kv-line").all_inner_texts() == [
        "Vi får ikke gjort alt. Familien 👨‍👩‍👧‍👦 går først.", "Det er én linje til.",
    ]  # fmt: skip
    assert turns.nth(1).locator(".kv-line").nth(1).get_attribute("data-number") == "2:2"
    quiet, loud = (turns.nth(n).locator(".kv-speech").evaluate("(e) => getComputedStyle(e).color") for n in (0, 1))
    assert quiet != loud
    assert turns.nth(1).get_attribute("aria-label") == "Turn 2, Åse"
    feed = page.get_by_role("feed")
    assert feed.get_attribute("aria-label") == "Transcript of inf-1" and feed.get_by_role("article").count() == 6


def test_the_time_of_a_recording_stands_beside_its_turn(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    page = opened(desk_page, tmp_path, "[00:00:05] I: Hei.\n[01:02:07] Åse: Hei du.\n").page
    assert page.locator(".kv-time").all_inner_texts() == ["0:05", "1:02:07"]


def test_keys_go_from_turn_to_turn_and_only_one_turn_is_in_the_order_of_tabs(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    page = opened(desk_page, tmp_path).page
    assert page.locator(".kv-turn[tabindex='0']").count() == 1
    page.locator(".kv-turn").first.focus()
    said = []
    for key in ["j", "ArrowDown", "k", "End", "ArrowDown", "Home", "ArrowUp", "PageDown"]:
        page.keyboard.press(key)
        said.append(focused(page).split(",")[0].removeprefix("Turn "))
    assert said == ["2", "3", "2", "6", "6", "1", "1", "2"]
    assert page.locator(".kv-turn[tabindex='0']").count() == 1


def test_the_next_uncoded_turn_is_the_next_of_an_informant_in_which_she_has_coded_nothing(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = kv.Project(study_file(tmp_path, text=THREE))
    study.code("tid", source="inf-1", quote="Da venter vi", coder="ida")
    study.code("tid", source="inf-1", quote="Sjefen takker.", coder="marit")  # another's does not count
    page = desk_page(study).page
    page.locator(".kv-turn").first.focus()
    said = []
    for _ in range(3):
        page.keyboard.press("w")
        said.append(focused(page))
    assert said == ["Turn 2, Åse", "Turn 6, Åse", "Turn 2, Åse"]
    study.code("styring", source="inf-1", quote="Familien", coder="ida")
    study.code("styring", source="inf-1", quote="takker", coder="ida")
    again = desk_page(study).page
    again.locator(".kv-turn").first.focus()
    again.keyboard.press("w")
    expect(again.locator(".kv-said")).to_have_text("Every turn an informant speaks in has a coding.")


def test_suggestions_and_codings_are_gone_through_in_the_order_of_the_text_and_round(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = kv.Project(study_file(tmp_path, text=THREE, rules=True))
    study.code("omsorg", source="inf-1", quote="Familien", coder="ida")
    study.code("omsorg", source="inf-1", quote="Takk.", coder="ida")
    page = desk_page(study).page
    page.locator(".kv-turn").first.focus()

    def after(key: str) -> str:
        page.keyboard.press(key)
        return "".join(page.locator(".kv-piece.kv-focused").all_inner_texts())

    assert [after("f") for _ in range(3)] == ["Familien", "Takk.", "Familien"]
    assert after("Shift+F") == "Takk."
    waits, thanks = "Da venter vi på sjefen.", "Sjefen takker."  # two codes are suggested for the first
    assert [after("s") for _ in range(4)] == [thanks, waits, waits, thanks]
    assert focused(page) == "Turn 6, Åse"


def test_a_source_opened_again_is_shown_where_one_was(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = kv.Project(study_file(tmp_path, text=THREE * 30))
    (tmp_path / "inf-2.txt").write_text(THREE, encoding="utf-8")
    study.add_sources(tmp_path / "inf-2.txt")
    page = desk_page(study, source="inf-1").page
    page.locator(".kv-turn").nth(90).focus()
    page.wait_for_timeout(300)
    before = page.locator(".kv-turn").nth(90).bounding_box()["y"]
    page.keyboard.press("Alt+PageDown")
    expect(page.locator(".kv-turn")).to_have_count(6)
    page.keyboard.press("Alt+PageUp")
    expect(page.locator(".kv-turn")).to_have_count(180)
    expect(page.locator(".kv-turn[tabindex='0']")).to_have_attribute("aria-posinset", "91")
    page.wait_for_timeout(300)
    assert abs(page.locator(".kv-turn").nth(90).bounding_box()["y"] - before) < 60


def test_reading_as_a_whole_shows_the_text_without_marks(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = kv.Project(study_file(tmp_path, text=THREE, rules=True))
    study.code("omsorg", source="inf-1", quote="Familien", coder="ida")
    page = desk_page(study).page
    page.wait_for_selector(".kv-piece")
    page.locator(".kv-turn").first.focus()
    page.keyboard.press("g")
    expect(page.locator(".kv-piece, .kv-label, .kv-bar")).to_have_count(0)
    page.locator(".kv-turn").first.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("g")


class Hostile:
    """A session in whose answers every name, label, note and colour is a text that would act if it were markup."""

    FIELDS = ("label", "path", "name", "reason", "text", "colour", "speaker", "definition", "note", "title")

    def __init__(self, session: Session) -> None:
        self.session = session
        self.payloads = itertools.cycle(PAYLOADS)
        self.used: set[str] = set()

    def handle(self, raw: object) -> list[dict[str, Any]]:
        return [self.spoilt(answer) for answer in self.session.handle(raw)]

    def payload(self) -> str:
        self.used.add(found := next(self.payloads))
        return found

    def spoilt(self, value: Any, inside: str = "") -> Any:
        if isinstance(value, dict):
            kept = {"words", "settings"}
            spoilt = {
                key: self.payload() if key in self.FIELDS and isinstance(item, str) and inside == "put"
                else self.spoilt(item, "put" if key in ("put", "delta") or inside == "put" else "") if key not in kept else item
                for key, item in value.items()
            }  # fmt: skip
            if "segments" in spoilt:
                for segment in spoilt["segments"]:
                    segment[5] = self.payload()
            return spoilt
        return [self.spoilt(item, inside) for item in value] if isinstance(value, list | tuple) else value


def test_sixty_texts_that_would_act_are_shown_as_text_wherever_they_stand(browser: Any, tmp_path: Path) -> None:
    printable = [payload.replace("\n", " ") for payload in PAYLOADS if payload.isprintable()]
    text = "".join(f"{'I' if n % 2 == 0 else 'Åse'}: sjef {payload} venter\n" for n, payload in enumerate(printable))
    study = kv.Project(study_file(tmp_path, text=text, rules=True))
    source = study.snapshot.source("inf-1").id
    whole, segments = study.snapshot.text(source), study.snapshot.version(source).segments
    for segment in segments[:12]:
        study.code("tid", source="inf-1", span=(segment.body, segment.end), coder="ida")
    for coding in study.snapshot.all(Coding):
        study.memo("x", on="coding", target=coding.id, coder="ida")
    session = Hostile(Session(study, "ida"))
    desk = DeskPage(browser, session)  # type: ignore[arg-type]
    try:
        dialogs: list[str] = []
        desk.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page = desk.page
        page.wait_for_selector(".kv-piece")
        assert page.evaluate("[...document.querySelectorAll('.kv-speech')].map((e) => e.textContent)") == [
            whole[s.body : s.end] for s in segments
        ]
        for number in range(8):
            page.locator(".kv-piece").nth(number).hover()
            page.locator(".kv-card").wait_for()
        page.locator(".kv-turn").first.focus()
        for key in "fffsssjjw+":
            page.keyboard.press(key)
        page.wait_for_timeout(400)
        tags = set(
            page.evaluate(
                "[...document.querySelectorAll('.kv-transcript *, .kv-tray *, .kv-card *')].map((e) => e.localName)"
            )
        )
        assert tags <= {"article", "div", "span", "bdi", "button", "p", "time"}
        handlers = "[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((name) => name.startsWith('on'))"
        assert page.evaluate(handlers) == [] and page.evaluate("window.ran") is None
        assert dialogs == [] and set(desk.requested) == {f"{HOST}/", f"{HOST}/desk.js", f"{HOST}/desk.css"}
        assert len(session.used) == len(PAYLOADS) >= 60 and desk.errors == []
    finally:
        desk.close()
