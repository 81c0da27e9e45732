"""A desk in which whatever is marked is coded at once, so that what the study keeps can be compared with what was marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import kodeverk as kv
from kodeverk.model import Coding
from tests.desk.interview import study_file, text_of

WATCH = """() => {
  window.marked = [];
  document.addEventListener("mouseup", () => window.marked.push(getSelection().toString()), true);
}"""


class Selecting:
    """A desk in which whatever is marked is coded at once, by the key for the code used last."""

    def __init__(self, desk_page: Callable[..., Any], folder: Path, text: str, **page: Any) -> None:
        self.file = study_file(folder, text=text)
        self.text, version = text_of(self.file)
        self.segments = version.segments
        self.study = kv.Project(self.file)
        self.desk = desk_page(self.study, page=page)
        self.page = self.desk.page
        self.page.evaluate(WATCH)
        self.page.locator(".kv-line").nth(1).dblclick(position={"x": 8, "y": 12})
        self.page.keyboard.press("c")
        self.page.keyboard.insert_text("tid")
        self.page.keyboard.press("Enter")
        self.asked("code")
        self.page.keyboard.press("u")
        self.asked("undo")

    def asked(self, kind: str, more: int = 1) -> list[dict[str, Any]]:
        """Wait until the page has asked for this once more than before, and return all it asked for of the kind."""
        counts = self.__dict__.setdefault("counts", {})
        counts[kind] = counts.get(kind, 0) + more
        for _ in range(200):
            found = [each for each in self.desk.sent if each["kind"] == kind]
            if len(found) >= counts[kind]:
                self.page.wait_for_timeout(10)  # the reply is taken in
                return found
            self.page.wait_for_timeout(10)
        raise AssertionError(f"the page never asked for {kind}")

    def coded(self) -> tuple[int, int]:
        """Code what is marked, and return the span the study has kept; `new` says whether it had it not before."""
        before = len(self.study.snapshot.all(Coding))
        self.page.keyboard.press(".")
        (asked,) = self.asked("code")[-1]["spans"]
        kept = {(c.start, c.end) for c in self.study.snapshot.all(Coding)}
        self.new = len(self.study.snapshot.all(Coding)) > before
        assert tuple(asked) in kept
        return asked[0], asked[1]

    def undo(self) -> None:
        self.page.keyboard.press("u")
        self.asked("undo")


def shown(page: Any) -> list[str]:
    """What the desk itself draws as marked."""
    return page.evaluate(
        """() => [...CSS.highlights.get("kv-selection") ?? []].map((range) => {
          const lines = [...range.commonAncestorContainer.querySelectorAll?.(".kv-line") ?? []].filter((l) => range.intersectsNode(l));
          return lines.length > 1 ? lines.length + " lines" : range.toString();
        })"""
    )


def quote_of(at: Selecting) -> str:
    start, end = at.coded()
    return at.text[start:end]


def line(at: Selecting, number: int) -> Any:
    return at.page.locator(".kv-line").nth(number)
