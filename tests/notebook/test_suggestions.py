"""Suggestions at the desk: accepted, changed and rejected by the coder, and never mixed with codings."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk import Project
from kodeverk.model import Coder, Coding, Plan, Suggestion, made
from kodeverk.notebook.session import Session
from tests.notebook.desks import Page, codings, study_in


def suggest(study: Project, **quotes: str) -> None:
    """Add suggestions of ``tvil`` by id, each by a rule coder of its own."""
    now = study.snapshot
    source, code = now.source("inf-01").id, now.code("tvil").id
    coders = [Coder(f"regler:{id}@1", "rules", "1") for id in quotes]
    text = now.text(source)
    found = [
        Suggestion(id, source, 1, text.index(quote), text.index(quote) + len(quote), code, coder.id, f"uttrykk {id}")
        for (id, quote), coder in zip(quotes.items(), coders, strict=True)
    ]
    study.write(lambda now: Plan(made(*coders, *found)), verb="apply_rules")


@pytest.fixture
def page(tmp_path: Path) -> Page:
    study = study_in(tmp_path)
    suggest(study, a="to sjefer", b="bra", c="Hvem bestemmer", same="to sjefer")
    return Page(Session(study, "ida"))


def test_suggestions_are_told_with_their_reason_and_are_no_codings(page: Page) -> None:
    told = page.known["suggestion"]["a"]
    assert [told["start"], told["end"]] == page.span("to sjefer") and told["reason"] == "uttrykk a"
    assert page.known["coding"] == {} and page.known["source"][page.source["id"]]["undecided"] == 4


def test_accepting_makes_a_coding_of_each_place_and_undo_brings_them_back(page: Page) -> None:
    study = page.session.study
    reply = page.change("accept", suggestions=["a", "b", "same"])
    assert codings(study) == {("to sjefer", "tvil", "ida"), ("bra", "tvil", "ida")} and len(reply["ids"]) == 2  # type: ignore[arg-type]
    assert list(page.known["suggestion"]) == ["c"] and set(page.known["coding"]) == set(reply["ids"])
    by_id = study.snapshot.table(Suggestion)
    assert by_id["a"].coding_id == by_id["same"].coding_id and by_id["a"].decided_by == "ida"
    page.ask("undo")
    assert set(page.known["suggestion"]) == {"a", "b", "c", "same"} and page.known["coding"] == {}


def test_a_suggestion_is_changed_to_another_code_and_extent(page: Page) -> None:
    page.change("change", suggestion="a", code=page.code_id("ledelse"), span=page.span("har to sjefer"))
    assert codings(page.session.study) == {("har to sjefer", "ledelse", "ida")}  # type: ignore[arg-type]
    page.change("change", suggestion="b", code=page.code_id("ledelse"))
    assert ("bra", "ledelse", "ida") in codings(page.session.study) and set(page.known["suggestion"]) == {"c", "same"}  # type: ignore[arg-type]


def test_a_rejected_one_is_gone_and_decided_ones_cannot_be_decided_again(page: Page) -> None:
    reply = page.change("reject", suggestions=["a", "b"])
    assert reply["said"] == "Rejected 2 suggestions." and set(page.known["suggestion"]) == {"c", "same"}
    assert page.refused("accept", suggestions=["a", "c"]) == "unknown"
    assert page.session.study.snapshot.all(Coding) == [] and "c" in page.known["suggestion"]


def test_two_that_suggest_the_same_make_one_coding_for_a_blind_coder_too(page: Page) -> None:
    study = page.session.study
    study.accept("a", coder="marit")  # type: ignore[attr-defined]
    blind = Page(Session(study, "ida", blind=True))
    assert set(blind.known["suggestion"]) == {"a", "b", "c", "same"}
    blind.change("accept", suggestions=["a", "same"])
    assert codings(study) == {("to sjefer", "tvil", "ida"), ("to sjefer", "tvil", "marit")}  # type: ignore[arg-type]
    assert set(blind.known["suggestion"]) == {"b", "c"}
