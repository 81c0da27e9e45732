"""Correcting a text at the desk: codings move along, and the page is told what became of each that needs a look."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk import Project
from kodeverk.notebook.session import Session
from tests.notebook.desks import TRANSCRIPT, Page, codings, study_in
from tests.notebook.test_suggestions import suggest


@pytest.fixture
def study(tmp_path: Path) -> Project:
    return study_in(tmp_path)


def test_codings_move_along_and_those_to_be_looked_at_are_told_with_both_texts(study: Project) -> None:
    page = Page(Session(study, "ida"))
    before, altered, inside, gone = (
        page.code("to ledere"),
        page.code("har to sjefer"),
        page.code("bra"),
        page.code("alltid"),
    )
    to, alltid = page.span("to sjefer"), page.span(" alltid")
    reply = page.change("correct", edits=[[to[0], to[0] + 2, "tre"], [*alltid, ""]], why="Hørt på nytt.")
    outcome = reply["result"]["outcome"]
    assert {what: outcome[what] for what in ("kept", "moved", "changed", "orphaned")} == {
        "kept": 1, "moved": 1, "changed": 1, "orphaned": 1,
    }  # fmt: skip
    rows = {row["coding"]: (row["outcome"], row["before"], row["after"]) for row in outcome["rows"]}
    assert rows == {altered: ("changed", "har to sjefer", "har tre sjefer"), gone: ("orphaned", "alltid", "")}
    assert set(reply["delta"]["put"]) == {"source"}  # codings are told with the new text
    page.open("inf-01")
    assert page.source["version"] == 2 and page.source["text"] == TRANSCRIPT.replace("to sjefer", "tre sjefer").replace(
        " alltid", ""
    )
    told = page.known["coding"]
    assert {id: page.source["text"][told[id]["start"] : told[id]["end"]] for id in (before, altered, inside)} == {
        before: "to ledere", altered: "har tre sjefer", inside: "bra",
    }  # fmt: skip
    assert told[gone]["orphan"] and told[gone]["quote"] == "alltid"
    old = page.ask("look", source=page.source["id"], what="version", number=1)["result"]
    new = page.ask("look", source=page.source["id"], what="version", number=2)["result"]
    assert old["text"] == TRANSCRIPT and new["reason"] == "Hørt på nytt." and new["replaced"] is None
    assert [(number, speaker, TRANSCRIPT[body:end]) for number, _start, end, body, speaker in old["segments"]][:2] == [
        (1, "I", "Har dere to ledere?"), (2, "5", "Ja, vi har to sjefer, og det går bra."),
    ]  # fmt: skip
    version = study.version("inf-01")
    assert old["replaced"] == {"at": version.made, "who": "ida", "why": "Hørt på nytt."}
    history = page.ask("look", source=page.source["id"], what="history", coding=altered)["result"]["rows"]
    assert [row["text"] for row in history] == ["Coded with tvil", "Moved by a correction of the text"]
    page.change("adjust", coding=gone, span=page.span("vet jeg ikke"))  # it stands in the text again
    assert ("vet jeg ikke", "tvil", "ida") in codings(study) and not page.known["coding"][gone]["orphan"]


def test_undo_brings_the_old_text_back_and_every_coding_to_its_place(study: Project) -> None:
    page = Page(Session(study, "ida"))
    page.code("alltid")
    hash_before, known = study.state_hash(), page.known
    page.change("correct", edits=[[*page.span(" alltid"), ""]])
    page.open("inf-01")
    page.ask("undo")
    page.open("inf-01")
    assert study.state_hash() == hash_before and page.known == known and page.source["text"] == TRANSCRIPT


def test_a_correction_made_on_another_text_is_refused_as_stale(study: Project) -> None:
    page, other = Page(Session(study, "ida")), Page(Session(study, "marit"))
    other.change("correct", edits=[[0, 1, "Int"]])
    assert page.refused("correct", edits=[[0, 1, "X"]]) == "stale"
    page.open("inf-01")
    length = len(page.source["text"])
    assert page.refused("correct", edits=[[length, length + 1, "x"]]) == "malformed"
    assert page.refused("correct", edits=[[5, 4, "x"]]) == "malformed"
    assert page.refused("correct", edits=[[5, 9, "x"], [7, 12, "y"]]) == "refused"
    assert page.refused("correct", edits=[[0, length, ""]]) == "refused"
    assert page.source["version"] == study.snapshot.source("inf-01").version == 2


def test_a_correction_that_changes_nothing_makes_no_version(study: Project) -> None:
    page = Page(Session(study, "ida"))
    reply = page.change("correct", edits=[[0, 1, "I"]])
    assert reply["said"] == "So it was already." and reply["result"]["outcome"]["rows"] == []
    assert study.snapshot.source("inf-01").version == 1


def test_what_else_loses_its_text_is_told_by_kind(study: Project) -> None:
    """Turn 3 is emptied: a suggestion of a rule goes with it, and ida's memo on the turn stays without its text."""
    suggest(study, a="bestemmer")
    page = Page(Session(study, "ida"))
    assert len(page.known["suggestion"]) == 1
    page.change("memo", on="segment", target="3", text="Viktig.")
    said = page.span("I: Hvem bestemmer?\n")
    outcome = page.change("correct", edits=[[*said, ""]])["result"]["outcome"]
    assert outcome["lost"] == ["1 memo", "1 suggestion"] and outcome["orphaned"] == 0
    page.open("inf-01")
    assert page.known["suggestion"] == {}


def test_a_blind_coder_is_told_what_became_of_hers_alone(study: Project) -> None:
    study.code("tvil", source="inf-01", quote="sjefer", coder="marit")
    page = Page(Session(study, "ida", blind=True))
    page.code("to sjefer")
    start, end = page.span("sjefer")
    outcome = page.change("correct", edits=[[start, end, "ledere"]])["result"]["outcome"]
    assert (outcome["changed"], outcome["orphaned"], len(outcome["rows"])) == (1, 0, 1)
    assert "marit" not in page.all_heard()


def test_a_number_that_another_text_got_after_an_undo_is_refused_as_stale(study: Project) -> None:
    """Version 2 is undone and made otherwise while a page shows the first one; its spans count in a text that is gone."""
    study.correct("inf-01", edits=[(0, 1, "Intervjuer")], coder="tone")
    page = Page(Session(study, "marit"))
    other = Page(Session(study, "ida"))
    study.undo()
    study.correct("inf-01", edits=[(0, 1, "X")], coder="tone")
    assert study.version("inf-01").number == page.source["version"] == 2
    assert page.refused("code", spans=[[12, 20]], code=page.code_id("tvil")) == "stale"
    assert other.refused("memo", on="source", target=other.source["id"], text="Se.") == "stale"
    assert len(study.table("codings").query("coder == 'marit'")) == 0
    page.open("inf-01")
    page.change("code", spans=[[3, 10]], code=page.code_id("tvil"))
    assert len(study.table("codings").query("coder == 'marit'")) == 1
