"""The same desk in marimo, which shows widgets in a shadow root and runs cells by what they depend on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.desk.at_work import AtWork
from tests.desk.interview import INTERVIEW, coded, study_file

ACROSS = "Øystein låner bort bilen når det kniper.\nI: Hvem bestemmer da?\nÅse: Sjefen i kommunen"

NOTEBOOK = """\
import marimo

app = marimo.App(width="full")


@app.cell
def _():
    import kodeverk as kv

    study = kv.Project({file!r})
    return (study,)


@app.cell
def _(study):
    study.desk(coder="ida")
    return


if __name__ == "__main__":
    app.run()
"""


@pytest.mark.slow
@pytest.mark.parametrize("how", ["run", "edit"])
def test_the_desk_opens_and_codes_with_the_mouse_in_marimo(
    how: str, marimo: Callable[..., Any], tmp_path: Path
) -> None:
    file = study_file(tmp_path)
    opened = marimo(NOTEBOOK.format(file=str(file)), how=how)
    ida = AtWork(opened, file)
    assert ida.desk.evaluate("(desk) => desk.getRootNode() instanceof ShadowRoot")
    ida.mouse.mark_quote(ACROSS)
    ida.code("omsorg")
    ida.mouse.mark_quote("Familien 👨‍👩‍👧‍👦 går først", backwards=True)
    ida.code("tid")
    assert coded(file) == [("Familien 👨‍👩‍👧‍👦 går først", "tid"), (ACROSS, "omsorg")]
    ida.mouse.click("Hvem bestemmer da?")
    ida.press("u")
    expect(ida.desk.locator(".kv-said")).not_to_be_empty()
    ida.saved(1)
    assert opened.left_the_machine == []
    kept = [each for each in opened.server.folder.rglob("*") if each.is_file()]
    assert kept and all(
        word not in each.read_text(encoding="utf-8", errors="replace")
        for each in kept
        for word in INTERVIEW.split()
        if len(word) > 7
    )
