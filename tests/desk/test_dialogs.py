"""The dialogs of the desk: what is asked, what is saved, what is kept where the study says no."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

import kodeverk as kv
from kodeverk.errors import StoreError
from kodeverk.model import Actor, Evidence, Memo, Relation, Wording, made
from kodeverk.model.change import Plan
from tests.desk.modes import HOSTILE, Researcher, at, study_in

THEORY = """\
format: kodeverk/theory/1
id: teori
version: "1"
title: {nb: Teori}
groups:
  - id: P
    title: {nb: Teori}
    propositions:
"""


def use_theory(study: kv.Project, folder: Path, *statements: str) -> None:
    """Give the study a theory of these propositions: P-1, P-2 ..."""
    lines = [
        f"""      - {{id: P-{number}, kind: proposition, statement: {{nb: '{text.replace("'", "''")}'}}, codes: ["bok:tid"],
         supports: {{nb: Ja}}, contradicts: {{nb: Nei}}}}\n"""
        for number, text in enumerate(statements, 1)
    ]
    (folder / "teori.yaml").write_text(THEORY + "".join(lines), encoding="utf-8")
    study.use_theory(folder / "teori.yaml")


def with_coding(tmp_path: Path) -> kv.Project:
    """Return the study with one coding by ida: "to sjefer her" with styring."""
    study = study_in(tmp_path)
    study.code("styring", source="inf-1", quote="to sjefer her", coder="ida")
    return study


def at_coding(desk_page: Callable[..., Any], study: kv.Project) -> Researcher:
    """Return ida with the coding in focus."""
    ida = at(desk_page, study)
    ida.turn(1).focus()
    ida.press("f")
    expect(ida.desk.locator(".kv-coding-line .kv-codetag")).to_have_text("Styring")
    return ida


def dialog_of(ida: Researcher) -> Locator:
    """Return the dialog that is shown."""
    return ida.desk.get_by_role("dialog")


def with_actors(study: kv.Project, *labels: str) -> None:
    """Add actors with these labels."""
    records = [
        Actor(f"a{number}", f"aktør-{number}", Wording(nb=label), "person", "service", "state")
        for number, label in enumerate(labels)
    ]
    study.write(lambda _now: Plan(made(*records), "test"), verb="test", who="ida")


def test_a_memo_is_about_what_is_nearest_unless_another_is_chosen(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = with_coding(tmp_path)
    ida = at_coding(desk_page, study)
    for about in ("this coding: Styring", "turn 2", "the whole text: inf-1", "the code: Styring", "the study"):
        ida.press("m")
        dialog_of(ida).get_by_label("About").select_option(label=about)
        dialog_of(ida).get_by_label("What do you think?").fill(f"Om {about}")
        dialog_of(ida).get_by_role("button", name="Save").click()
        expect(dialog_of(ida)).to_have_count(0)
    kinds = {memo.text: memo.on for memo in study.snapshot.all(Memo)}
    assert [kinds[f"Om {about}"] for about in ("this coding: Styring", "turn 2", "the whole text: inf-1")] == [
        "coding",
        "segment",
        "source",
    ]
    assert [kinds[f"Om {about}"] for about in ("the code: Styring", "the study")] == ["code", "study"]


def test_evidence_takes_a_stance_that_somebody_chose(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = with_coding(tmp_path)
    use_theory(study, tmp_path, "To sjefer gir uklarhet.")
    ida = at_coding(desk_page, study)
    ida.press("e")
    dialog = dialog_of(ida)
    expect(dialog.locator(".kv-quote")).to_have_text("to sjefer her")
    assert dialog.get_by_role("radio", checked=True).count() == 0
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_have_text("This must be filled in: Proposition")
    dialog.get_by_label("Proposition").select_option(label="P-1: To sjefer gir uklarhet.")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_have_text("Choose one: supports / contradicts / nuances / illustrates")
    assert list(study.snapshot.all(Evidence)) == []
    dialog.get_by_role("radio", name="contradicts").check()
    dialog.get_by_label("Note").fill("Han sier det motsatte.")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    (one,) = study.snapshot.all(Evidence)
    assert (one.stance, one.coder, one.note) == ("contradicts", "ida", "Han sier det motsatte.")


def test_what_a_passage_does_not_say_of_a_relation_stays_unsaid(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = with_coding(tmp_path)
    with_actors(study, "NAV-leder", "rådmann")
    ida = at_coding(desk_page, study)
    for reciprocal in (None, "No"):
        ida.press("l")
        dialog = dialog_of(ida)
        assert dialog.get_by_role("radio", name="Not said", checked=True).count() == 3
        dialog.get_by_role("combobox", name="Who", exact=True).select_option(label="NAV-leder")
        dialog.get_by_label("with whom").select_option(label="rådmann")
        if reciprocal:
            dialog.get_by_role("radio", name=reciprocal, exact=True).check()
            dialog.get_by_label("Who takes the initiative").select_option(label="rådmann")
        dialog.get_by_role("button", name="Save").click()
        expect(dialog).to_have_count(0)
        (told,) = study.snapshot.all(Relation)
        assert (told.from_actor, told.to_actor, told.channel, told.frequency) == ("a0", "a1", "", "")
        assert (told.reciprocal, told.initiator) == ((False, "a1") if reciprocal else (None, None))
        ida.press("u")
        expect(ida.desk.locator(".kv-said")).to_contain_text("Taken back")
        assert list(study.snapshot.all(Relation)) == []


def test_a_refusal_stays_in_the_dialog_and_nothing_typed_is_lost(
    desk_page: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = with_coding(tmp_path)
    ida = at_coding(desk_page, study)
    ida.press("m")
    ida.page.keyboard.type("En lang tanke")

    def full(*_args: object, **_options: object) -> None:
        raise StoreError("The disk is full. Nothing was saved.")

    with monkeypatch.context() as broken:
        broken.setattr(study, "write", full)
        ida.press("Control+Enter")
        expect(dialog_of(ida).get_by_role("alert")).to_contain_text("Nothing was saved")
    expect(dialog_of(ida).get_by_label("What do you think?")).to_have_value("En lang tanke")
    ida.press("Escape")
    expect(dialog_of(ida)).to_have_count(0)
    ida.press("m")
    expect(dialog_of(ida).get_by_label("What do you think?")).to_have_value("En lang tanke")
    ida.press("Control+Enter")
    expect(dialog_of(ida)).to_have_count(0)
    assert [memo.text for memo in study.snapshot.all(Memo)] == ["En lang tanke"]
    ida.press("m")
    expect(dialog_of(ida).get_by_label("What do you think?")).to_have_value("")


def test_a_dialog_holds_focus_and_gives_it_back(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at_coding(desk_page, with_coding(tmp_path))
    before = ida.page.evaluate_handle("document.activeElement")
    ida.press("m")
    seen = set()
    for _ in range(12):
        ida.press("Tab")
        assert ida.page.evaluate("document.activeElement.closest('.kv-dialog') !== null")
        seen.add(ida.page.evaluate("document.activeElement.tagName + document.activeElement.textContent"))
    assert len(seen) == 5  # about, text, cancel, save, close
    ida.press("Shift+Tab")
    assert ida.page.evaluate("document.activeElement.closest('.kv-dialog') !== null")
    box, desk = dialog_of(ida).bounding_box(), ida.desk.bounding_box()
    assert box and desk and box["y"] >= desk["y"] and box["y"] + box["height"] <= desk["y"] + desk["height"]
    ida.press("Escape")
    assert ida.page.evaluate("(before) => document.activeElement === before", before)


def test_dialogs_work_in_a_shadow_root(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = with_coding(tmp_path)
    ida = at(desk_page, study, page={"shadow": True})
    ida.turn(1).focus()
    ida.press("f", "m")
    ida.page.keyboard.type("I skyggen")
    ida.press("Tab", "Tab", "Tab", "Tab", "Tab", "Control+Enter")
    expect(dialog_of(ida)).to_have_count(0)
    assert [memo.text for memo in study.snapshot.all(Memo)] == ["I skyggen"]
    expect(ida.desk.locator(".kv-turn:focus, .kv-turn :focus")).to_have_count(1)


def test_names_of_actors_and_propositions_are_inert(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = with_coding(tmp_path)
    with_actors(study, *HOSTILE)
    use_theory(study, tmp_path, *HOSTILE)
    ida = at_coding(desk_page, study)
    ida.press("l")
    expect(dialog_of(ida).get_by_label("with whom").locator("option")).to_have_text(["Choose …", *HOSTILE])
    ida.press("Escape", "e")
    for number, text in enumerate(HOSTILE, 1):
        dialog_of(ida).get_by_label("Proposition").select_option(label=f"P-{number}: {text}")
        expect(dialog_of(ida).locator(".kv-help-text")).to_have_text(text)
    ida.press("Escape", "m")
    for text in HOSTILE:
        dialog_of(ida).get_by_label("What do you think?").fill(text)
        ida.press("Control+Enter")
        expect(dialog_of(ida)).to_have_count(0)
        ida.press("m")
    ida.press("Escape")
    assert {memo.text for memo in study.snapshot.all(Memo)} == set(HOSTILE)
    ida.inert()


def test_how_a_coding_came_to_be_is_told(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at_coding(desk_page, with_coding(tmp_path))
    ida.desk.get_by_role("button", name="How it came to be").click()
    expect(dialog_of(ida).get_by_role("listitem")).to_have_count(1)
    expect(dialog_of(ida)).to_contain_text("ida")
