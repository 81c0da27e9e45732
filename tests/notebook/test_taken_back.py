"""What undo and redo say: what was taken back, in the field's words, and to a blind coder nothing of what others did."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk import Project
from kodeverk.model import Suggestion
from kodeverk.notebook.session import Session
from tests.notebook.desks import Page, study_in
from tests.notebook.test_telling import suggested


@pytest.fixture
def study(tmp_path: Path) -> Project:
    return study_in(tmp_path)


def test_a_coding_with_what_hangs_on_it_is_told_by_kind(study: Project) -> None:
    page = Page(Session(study, "ida"))
    coding = page.code("vet jeg ikke")
    page.change("memo", on="coding", target=coding, text="Hm.")
    page.change("uncode", codings=[coding])
    assert page.ask("undo")["said"] == "Taken back: 1 coding made, 1 memo made."
    assert page.ask("redo")["said"] == "Done again: 1 coding removed, 1 memo removed."


@pytest.mark.parametrize("blind", [False, True])
def test_a_correction_is_told_as_the_one_thing_it_is_whatever_it_moved(study: Project, blind: bool) -> None:
    suggested(study, 3)
    for quote in ("to sjefer", "bra", "alltid"):
        study.code("tvil", source="inf-01", quote=quote, coder="marit")
    study.reject("s1", coder="marit")
    page = Page(Session(study, "ida", blind=blind))
    page.code("Hvem bestemmer")
    page.code("alltid")
    page.change("correct", edits=[[0, 0, "X"], [*page.span(" alltid"), ""]])
    assert {one.version for one in study.snapshot.all(Suggestion)} == {2}
    page.open("inf-01")
    assert page.ask("undo")["said"] == "Taken back: the correction of the text."
    page.open("inf-01")
    lost = "1 coding has lost its text" if blind else "2 codings have lost their text"
    assert page.ask("redo")["said"] == f"Done again: the correction of the text, {lost}."


def test_a_blind_coder_is_told_of_hers_alone(study: Project) -> None:
    suggested(study, 2)
    page = Page(Session(study, "ida", blind=True))
    mine = page.code("vet jeg ikke")
    study.memo("Noe annet", on="coding", target=mine, coder="marit")
    page.change("memo", on="coding", target=mine, text="Hm.")
    page.change("uncode", codings=[mine])
    assert page.ask("undo")["said"] == "Taken back: 1 coding made, 1 memo made."
    page.change("accept", suggestions=["s0"])
    assert page.ask("undo")["said"] == "Taken back: 1 coding removed, 1 suggestion altered."


def test_a_note_on_the_whole_is_no_reading_that_is_taken_away(study: Project) -> None:
    page = Page(Session(study, "ida"))
    page.change("whole_note", text="Om å ha to ledere.")
    assert page.ask("undo")["said"] == "Taken back: the note on the source as a whole."
    page.ask("redo")
    page.change("read", read=True)
    assert page.ask("undo")["said"] == "Taken back: the mark that a source is read through."
    assert page.ask("redo")["said"] == "Done again: the mark that a source is read through."
