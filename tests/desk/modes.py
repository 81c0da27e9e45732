"""A small study, and a researcher at its desk in a page, for the tests of suggestions, reading, correcting and deciding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

import kodeverk as kv
from kodeverk.model import Suggestion
from tests.desk.interview import study_file
from tests.desk.mouse import Mouse

TEXT = """\
I: Hvem bestemmer her?
Åse: Vi har to sjefer her 👩‍👩‍👧 på huset. Den ene er streng. Da venter vi bare.
I: Hva gjør dere når de to er uenige?
Åse: Sjefen i kommunen må si ja først. Så venter vi på den andre.
"""

HOSTILE = [
    "<img src=x onerror=window.hit=1>",
    '"><script>window.hit=1</script>',
    "<svg onload=window.hit=1>",
    "javascript:window.hit=1",
    "</textarea><iframe srcdoc='<script>parent.hit=1</script>'>",
    "{{constructor.constructor('window.hit=1')()}}",
]


def study_in(folder: Path, text: str = TEXT, *, rules: bool = False) -> kv.Project:
    """Return a study with one interview, ``inf-1``, and the codes tid, styring and omsorg."""
    return kv.Project(study_file(folder, rules=rules, text=text))


class Researcher:
    """Somebody at a desk: what she does by mouse and keys, and where she looks."""

    def __init__(self, study: kv.Project, opened: Any) -> None:
        self.study, self.opened, self.page = study, opened, opened.page
        self.desk: Locator = opened.page.locator(".kodeverk-desk")

    @property
    def mouse(self) -> Mouse:
        """The mouse, in the text as it is now."""
        now = self.study.snapshot
        source = now.source("inf-1").id
        return Mouse(self.page, self.desk, now.text(source), now.version(source).segments)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def panel(self, name: str) -> Locator:
        """Bring a panel of the side forward, and return it."""
        self.desk.get_by_role("tab", name=name).click()
        return self.desk.locator(".kv-panel:visible")

    def turn(self, number: int) -> Locator:
        """Return a turn of the transcript."""
        return self.desk.locator(".kv-turn").nth(number - 1)

    def choose(self, name: str) -> None:
        """Type a code's name where codes are chosen, and take the first."""
        field = self.desk.locator(".kv-palette").get_by_role("combobox")
        expect(field).to_be_focused()
        field.press_sequentially(name)
        field.press("Enter")

    def sent(self, kind: str) -> list[dict[str, Any]]:
        """Return the requests of one kind the page has made."""
        return [message for message in self.opened.sent if message["kind"] == kind]

    def inert(self) -> None:
        """Nothing of the study has become an element, run, or asked for anything."""
        assert self.page.evaluate("window.hit") is None
        assert self.desk.locator("img, script, iframe, svg:not(.kv-icon)").count() == 0
        assert all(url.startswith("http://desk.test/") for url in self.opened.requested)
        assert self.opened.errors == []


def at(desk_page: Callable[..., Any], study: kv.Project, coder: str = "ida", **options: Any) -> Researcher:
    """Return somebody at a desk of the study, opened in a page."""
    return Researcher(study, desk_page(study, coder, **options))


def quotes(study: kv.Project, coder: str | None = None) -> list[tuple[str, str]]:
    """Return quote and code of the codings in the study, in the order of the text."""
    frame = study.table("codings").sort_values(["start", "end", "code"])
    if coder:
        frame = frame[frame["coder"] == coder]
    return list(frame[["quote", "code"]].itertuples(index=False, name=None))


def suggested(study: kv.Project, decision: str = "") -> list[str]:
    """Return the passages of the suggestions with this decision, in the order of the text."""
    now = study.snapshot
    found = [s for s in now.all(Suggestion) if s.decision == decision]
    return [s.span.of(now.text(s.source_id)) for s in sorted(found, key=lambda s: s.start)]
