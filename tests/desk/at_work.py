"""What a researcher does at a desk in a notebook, by mouse and keys, and what she sees there."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.desk.interview import text_of
from tests.desk.lab import WAIT, Opened
from tests.desk.mouse import Mouse


class AtWork:
    """A researcher at one desk.

    Parameters
    ----------
    notebook : Opened
        The page of the notebook.
    file : pathlib.Path
        The study's file, from which the text is read.
    which : int
        Which desk of the page.
    """

    def __init__(self, notebook: Opened, file: Path, *, which: int = 0) -> None:
        self.page = notebook.page
        self.desk: Locator = notebook.desk(which)
        text, version = text_of(file)
        self.mouse = Mouse(self.page, self.desk, text, version.segments)
        expect(self.desk.locator(".kv-turn")).to_have_count(len(version.segments), timeout=WAIT)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def choose(self, name: str) -> None:
        """Type a code's name where codes are chosen, and take the first."""
        field = self.desk.locator(".kv-palette").get_by_role("combobox")
        expect(field).to_be_focused()
        field.press_sequentially(name)
        field.press("Enter")

    def code(self, name: str) -> None:
        """Code what is selected, and wait until the study has said that it is saved."""
        count = self.marks()
        self.press("c")
        self.choose(name)
        self.saved(count + 1)
        expect(self.desk.locator(".kv-palette")).to_have_count(0)  # and what is pressed next is for the text again

    def marks(self) -> int:
        """Return how many codings of her own the desk says are saved."""
        told = re.search(r"(\d+) coding", self.desk.locator(".kv-saved").inner_text())
        assert told is not None
        return int(told[1])

    def saved(self, codings: int) -> None:
        """Wait until the desk says that so many codings of her own are saved."""
        line = re.compile(rf"\b{codings} coding")
        expect(self.desk.locator(".kv-saved:not(:has(.kv-saving))")).to_have_text(line, timeout=WAIT)
