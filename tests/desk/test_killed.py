"""The kernel is killed with no warning: what the desk confirmed is in the study, and nothing else was confirmed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.desk.at_work import AtWork
from tests.desk.interview import coded, study_file
from tests.desk.test_jupyter import cells

PASSAGES = (
    "Hvordan er det å jobbe her", "Si gjerne fra hvis noe er uklart.", "Vi får ikke gjort alt.",
    "Familien 👨‍👩‍👧‍👦 går først", "Øystein låner bort bilen", "Sjefen i kommunen", "på kafé 🇳🇴 med kollegaene 👩🏽‍⚕️ våre",
    "Det tar tid", "Da venter vi.",
)  # fmt: skip

TELL = """(desk) => {
  const saved = desk.querySelector(".kv-saved");
  new MutationObserver(() => window.lineAtTheFoot(saved.textContent)).observe(saved, { childList: true, subtree: true, characterData: true });
}"""

DIES = {
    "before the transaction": """
import os, signal
kill = lambda *args, **more: os.kill(os.getpid(), signal.SIGKILL)
type(study).write = kill""",
    "with the transaction open": """
import os, signal, sqlalchemy
kill = lambda *args: os.kill(os.getpid(), signal.SIGKILL)
sqlalchemy.event.listen(sqlalchemy.engine.Engine, "commit", kill)""",
    "after it, before the answer": """
import os, signal
write = type(study).write
def kill(*args, **more):
    write(*args, **more)
    os.kill(os.getpid(), signal.SIGKILL)
type(study).write = kill""",
}
"""Python that makes a kernel die at the next stroke, by when."""


@pytest.mark.slow
def test_every_coding_confirmed_before_the_kernel_is_killed_is_there_when_the_desk_is_opened_again(
    lab: Callable[..., Any], tmp_path: Path
) -> None:
    file = study_file(tmp_path)
    notebook = lab(*cells(file))
    told: list[str] = []
    deadly: list[tuple[int, int]] = []  # how many codings are confirmed when the kernel is killed, and the kernel

    def line_at_the_foot(text: str) -> None:
        told.append(text)
        if deadly and f" {deadly[-1][0]} coding" in f" {text}" and len(told) > 1:
            os.kill(deadly.pop()[1], signal.SIGKILL)

    notebook.page.expose_function("lineAtTheFoot", line_at_the_foot)
    for killed, passages in enumerate((PASSAGES[:3], PASSAGES[3:6], PASSAGES[6:])):
        ida = AtWork(notebook, file)
        ida.desk.evaluate(TELL)
        for passage in passages[:-1]:
            ida.mouse.mark_quote(passage)
            ida.code("tid")
        ida.mouse.mark_quote(passages[-1])
        deadly.append((3 * killed + 3, notebook.python("__import__('os').getpid()")))
        ida.press("c")
        ida.choose("tid")
        notebook.until(lambda: not deadly)
        notebook.died()
        expected = [(passage, "tid") for passage in PASSAGES[: 3 * killed + 3]]
        assert coded(file) == expected
        notebook.run()
        again = AtWork(notebook, file)
        again.saved(len(expected))
    assert len(told) >= len(PASSAGES)


@pytest.mark.slow
@pytest.mark.parametrize("when", DIES)
def test_a_stroke_that_the_kernel_died_of_is_said_not_to_be_confirmed(
    when: str, lab: Callable[..., Any], tmp_path: Path
) -> None:
    file = study_file(tmp_path)
    notebook = lab(*cells(file))
    ida = AtWork(notebook, file)
    ida.mouse.mark_quote(PASSAGES[0])
    ida.code("tid")
    ida.mouse.mark_quote(PASSAGES[3])
    notebook.do(DIES[when])
    ida.press("c")
    ida.choose("omsorg")
    notebook.died()
    expect(ida.desk.locator(".kv-banner")).to_contain_text("not confirmed", timeout=30_000)
    ida.saved(1)
    kept = [(PASSAGES[0], "tid"), (PASSAGES[3], "omsorg")][: 2 if when.startswith("after") else 1]
    assert coded(file) == kept
    notebook.run()
    again = AtWork(notebook, file)
    again.saved(len(kept))
    again.mouse.mark_quote(PASSAGES[8])
    again.code("styring")
    assert coded(file) == [*kept, (PASSAGES[8], "styring")]
