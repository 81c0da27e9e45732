"""Who speaks, and what has been noted: a key away, with what is not known told apart from what is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.desk.modes import HOSTILE, at, study_in

CASES = "\n".join(
    [
        "informant,kontor,alder,utdanning,barn,kjønn",
        f"Åse,Lyngmo,44,{HOSTILE[0].replace(',', ' ')},ikke aktuelt,ikke frigitt",
    ]
)


def with_case(folder: Path) -> Any:
    """Return the study with Åse at Lyngmo: her age is known, two values are states, and one is hostile."""
    study = study_in(folder)
    (folder / "cases.csv").write_text(CASES, encoding="utf-8")
    study.add_cases(folder / "cases.csv", name="informant", office="kontor")
    study.bind("Åse", "Åse", source="inf-1")
    return study


def test_attributes_of_who_speaks_tell_values_from_what_is_not_known(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = with_case(tmp_path)
    ida = at(desk_page, study)
    ida.turn(2).focus()
    ida.press("i")
    side = ida.desk.locator(".kv-panel-case")
    expect(side).to_be_visible()
    expect(side.locator(".kv-case-name")).to_have_text("Åse")
    told = dict(zip(side.locator("dt").all_inner_texts(), side.locator("dd").all(), strict=True))
    states = {name: value.get_attribute("data-state") for name, value in told.items()}
    assert len(told) == 4 and sorted(map(str, states.values())) == ["None", "None", "not applicable", "not released"]
    assert {value.inner_text() for value in told.values()} >= {"44", HOSTILE[0]}
    ida.inert()


def test_the_panel_follows_the_turn_in_focus(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    study = study_in(tmp_path)
    ida = at(desk_page, study)
    side = ida.panel("Case")
    ida.turn(2).focus()
    expect(side.locator(".kv-who")).to_contain_text("Åse: bound to no case yet.")
    ida.turn(1).focus()
    expect(side.locator(".kv-who")).to_contain_text("No case is bound to anybody who speaks here.")
    expect(side.locator(".kv-memos")).to_have_count(3)


def test_memos_on_turn_interview_case_coding_and_study_are_read_and_written_here(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = with_case(tmp_path)
    study.code("styring", source="inf-1", quote="to sjefer", coder="ida")
    (coding,) = study.table("codings")["coding_id"]
    for on, target, text in [
        ("segment", "inf-1/2", "om turen"), ("source", "inf-1", "om intervjuet"), ("case", "Åse", "om henne"),
        ("study", "", "om studien"), ("coding", coding, HOSTILE[1]),
    ]:  # fmt: skip
        study.memo(text, on=on, target=target, coder="marit")
    ida = at(desk_page, study)
    ida.mouse.click("to sjefer")
    ida.press("i")
    side = ida.desk.locator(".kv-panel-case")
    read = {
        memo.get_attribute("data-on"): memo.locator(".kv-memo-text").all_inner_texts()
        for memo in side.locator(".kv-memos").all()
    }
    read.pop("code", None)
    assert read == {
        "coding": [HOSTILE[1]], "segment": ["om turen"], "source": ["om intervjuet"], "case": ["om henne"],
        "study": ["om studien"],
    }  # fmt: skip
    side.locator(".kv-memos[data-on=case]").get_by_role("button").click()
    ida.page.keyboard.insert_text("Mitt om henne.")
    ida.press("Control+Enter")
    expect(side.locator(".kv-memos[data-on=case] .kv-memo-text")).to_have_text(["om henne", "Mitt om henne."])
    memos = study.table("memos")
    assert memos[memos["coder"] == "ida"][["on", "text"]].values.tolist() == [["case", "Mitt om henne."]]
    ida.inert()
