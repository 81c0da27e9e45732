"""The desk where researchers use it: in JupyterLab and Notebook 7, with a real kernel and the mouse of a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.desk.at_work import AtWork
from tests.desk.interview import INTERVIEW, coded, study_file

ACROSS = "Øystein låner bort bilen når det kniper.\nI: Hvem bestemmer da?\nÅse: Sjefen i kommunen"
FAMILY = "Familien 👨‍👩‍👧‍👦 går først, og sjefen vet det. Øystein"


def cells(file: Path, options: str = "") -> tuple[str, str]:
    """Return the cells that open the desk of a study."""
    return f"import kodeverk as kv\nstudy = kv.Project({str(file)!r})", f'desk = study.desk(coder="ida"{options})\ndesk'


@pytest.mark.slow
def test_a_passage_across_two_turns_is_coded_with_the_mouse_in_jupyterlab(
    lab: Callable[..., Any], tmp_path: Path
) -> None:
    file = study_file(tmp_path)
    notebook = lab(*cells(file))
    ida = AtWork(notebook, file)
    ida.mouse.mark_quote(ACROSS)
    ida.code("omsorg")
    assert coded(file) == [(ACROSS, "omsorg")]
    ida.mouse.mark_quote(FAMILY, backwards=True)
    ida.code("tid")
    assert coded(file) == [(FAMILY, "tid"), (ACROSS, "omsorg")]
    assert notebook.left_the_machine == [] and len(notebook.requested) > 20


@pytest.mark.slow
def test_overlap_recode_memo_suggestions_and_undo_in_jupyterlab(lab: Callable[..., Any], tmp_path: Path) -> None:
    file = study_file(tmp_path, rules=True)
    notebook = lab(*cells(file))
    ida = AtWork(notebook, file)
    ida.mouse.mark_quote("Vi får ikke gjort alt. Familien 👨‍👩‍👧‍👦 går først")
    ida.code("tid")
    ida.mouse.mark_quote("👨‍👩‍👧‍👦 går først, og sjefen vet det.")
    ida.code("omsorg")
    ida.code("styring")  # what is selected stays selected
    assert [code for _quote, code in coded(file)] == ["tid", "omsorg", "styring"]
    ida.press("Escape")
    ida.mouse.click("Vi får ikke gjort")
    ida.press("x")
    ida.choose("styring")
    expect(ida.desk.locator(".kv-context")).to_contain_text("Styring")
    assert coded(file)[0] == ("Vi får ikke gjort alt. Familien 👨‍👩‍👧‍👦 går først", "styring")
    ida.press("m")
    ida.page.keyboard.insert_text("Går familien foran? <b>Spør</b> igjen.")
    ida.press("Control+Enter")
    expect(ida.desk.locator("dialog, .kv-dialog")).to_have_count(0)
    assert notebook.python("study.table('memos')['text'].tolist()") == ["Går familien foran? <b>Spør</b> igjen."]
    assert len(notebook.python("study.suggestions()['quote'].tolist()")) == 4
    ida.press("Escape", "s", "a")
    ida.saved(4)
    ida.press("s", "r")
    undecided = "study.suggestions()['decision'].tolist().count('')"
    notebook.until(lambda: notebook.python(undecided) == 2)
    ida.press("u")
    notebook.until(lambda: notebook.python(undecided) == 3)
    ida.press("u")
    ida.saved(3)
    assert len(coded(file)) == 3
    assert notebook.left_the_machine == []


@pytest.mark.slow
def test_keys_pressed_in_the_desk_are_not_commands_to_the_notebook(lab: Callable[..., Any], tmp_path: Path) -> None:
    file = study_file(tmp_path)
    notebook = lab(*cells(file), "'the last cell'")
    ida = AtWork(notebook, file)
    ida.mouse.click("Da venter vi.")
    before = notebook.sources()
    ida.press(
        *"abcdfijklmnorsuvwxyz",
        "Escape",
        "d",
        "d",
        "0",
        "0",
        "Escape",
        "Delete",
        "Shift+m",
        "Escape",
        "Enter",
        "Escape",
    )
    assert notebook.sources() == before and len(before) == 3
    ida.mouse.mark_quote("Da venter vi.")
    ida.press("c")
    ida.desk.locator(".kv-palette").get_by_role("combobox").press_sequentially("xxdd ab")
    ida.press("Escape", "Escape")
    assert notebook.sources() == before


@pytest.mark.slow
def test_two_cells_with_the_desk_keep_in_step_and_a_third_desk_catches_up(
    lab: Callable[..., Any], tmp_path: Path
) -> None:
    file = study_file(tmp_path)
    first, second = cells(file)
    notebook = lab(first, second, "desk", 'study.desk(coder="ida")', height=2600)
    desks = [AtWork(notebook, file, which=which) for which in range(3)]
    desks[0].mouse.mark_quote("Det tar tid, og tid er det vi har minst av.")
    desks[0].code("tid")
    desks[1].saved(1)
    desks[2].desk.locator(".kv-text").hover()
    desks[2].saved(1)
    desks[1].mouse.mark_quote("Hva skjer om de to er uenige?")
    desks[1].code("styring")
    desks[0].saved(2)
    assert len(coded(file)) == 2


@pytest.mark.slow
def test_a_saved_notebook_holds_its_widgets_and_none_of_the_interview(lab: Callable[..., Any], tmp_path: Path) -> None:
    file = study_file(tmp_path, rules=True)
    notebook = lab(*cells(file))
    ida = AtWork(notebook, file)
    ida.mouse.mark_quote(FAMILY)
    ida.code("omsorg")
    ida.press("m")
    ida.page.keyboard.insert_text("Kanarifugl")
    ida.press("Control+Enter")
    expect(ida.desk.locator("dialog, .kv-dialog")).to_have_count(0)
    saved = notebook.save()
    widgets = saved["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    (state,) = (each["state"] for each in widgets.values() if "unanswered" in each["state"])
    assert (state["title"], "1 source" in state["summary"]) == ("s", True)
    held = notebook.file.read_text(encoding="utf-8")
    canaries = {word for word in re.findall(r"\w+", INTERVIEW) if len(word) > 5} | {
        "Kanarifugl",
        "omsorg",
        "Omsorg",
        "inf-1",
    }
    assert len(canaries) > 15
    assert [word for word in canaries if word in held] == []


@pytest.mark.slow
def test_the_desk_opens_and_codes_in_notebook_7(notebook: Callable[..., Any], tmp_path: Path) -> None:
    file = study_file(tmp_path)
    opened = notebook(*cells(file))
    ida = AtWork(opened, file)
    ida.mouse.mark_quote(ACROSS)
    ida.code("omsorg")
    ida.mouse.click("Hvem bestemmer da?")
    before = opened.sources()
    ida.press("d", "d", "x", "Escape", "b")
    assert opened.sources() == before
    assert coded(file) == [(ACROSS, "omsorg")]
    assert opened.left_the_machine == []
