"""Suggestions at the desk: a list of their own, decided by key, one by one or by expression.

The rules of the codebook suggest, in the text of ``modes.TEXT``:
turn 2, "Vi har to sjefer her ... på huset." styring (sjef) and "Da venter vi bare." tid (vente);
turn 4, "Sjefen i kommunen må si ja først." styring (sjef) and "Så venter vi på den andre." tid (vente).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from kodeverk.errors import StoreError
from tests.desk.modes import HOSTILE, at, quotes, study_in, suggested

FIRST, SECOND = "Vi har to sjefer her 👩‍👩‍👧 på huset.", "Da venter vi bare."
THIRD, FOURTH = "Sjefen i kommunen må si ja først.", "Så venter vi på den andre."


def test_the_list_groups_what_is_undecided_by_code_and_expression(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path, rules=True)
    ida = at(desk_page, study)
    side = ida.panel("Suggestions")
    expect(side.locator(".kv-progress")).to_have_text("0 of 4 suggestions decided")
    expect(side.locator("summary")).to_have_text(["Tid2", "Styring2"])  # in the order of the codebook
    side.locator("summary").nth(1).click()
    expect(side.locator(".kv-expression")).to_have_text(["sjefen: sjef"])
    expect(side.locator(".kv-row mark")).to_have_text([FIRST, THIRD])
    expect(side.locator(".kv-where")).to_have_text(["2 · Åse", "4 · Åse"])
    assert quotes(study) == []
    side.locator("summary").nth(1).click()
    expect(side.locator(".kv-row")).to_have_count(0)


def test_accepting_by_key_codes_the_passage_and_goes_to_the_next_in_the_text(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path, rules=True)
    ida = at(desk_page, study)
    side = ida.panel("Suggestions")
    ida.press("s")
    expect(side.locator("[aria-current] mark")).to_have_text(FIRST)
    ida.press("a")
    expect(side.locator("[aria-current] mark")).to_have_text(SECOND)
    expect(side.locator(".kv-progress")).to_have_text("1 of 4 suggestions decided")
    expect(ida.desk.get_by_role("tab", name="Suggestions").locator(".kv-badge")).to_have_text("3")
    assert quotes(study) == [(FIRST, "styring")]
    assert suggested(study, "accepted") == [FIRST] and suggested(study) == [SECOND, THIRD, FOURTH]
    for _ in range(3):
        before = side.locator("[aria-current] mark").inner_text()
        ida.press("a")
        expect(side.locator(".kv-row mark", has_text=before)).to_have_count(0)
    expect(side.locator(".kv-empty")).to_have_text("Every suggestion in this text is decided.")
    assert suggested(study) == [] and len(quotes(study)) == 4


def test_a_rejected_suggestion_codes_nothing_and_undo_brings_it_back(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path, rules=True)
    ida = at(desk_page, study)
    side = ida.panel("Suggestions")
    ida.press("s", "s", "r")
    expect(side.locator("[aria-current] mark")).to_have_text(THIRD)
    expect(side.locator(".kv-progress")).to_have_text("1 of 4 suggestions decided")
    assert suggested(study, "rejected") == [SECOND] and quotes(study) == []
    ida.press("u")
    expect(side.locator(".kv-progress")).to_have_text("0 of 4 suggestions decided")
    assert suggested(study) == [FIRST, SECOND, THIRD, FOURTH]


def test_a_suggestion_is_changed_to_another_code_on_the_passage_marked(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path, rules=True)
    ida = at(desk_page, study)
    side = ida.panel("Suggestions")
    side.locator("summary").nth(1).click()
    side.locator(".kv-row-main").first.click()
    ida.mouse.mark_quote("to sjefer her")
    side.locator(".kv-row-main").first.click()
    side.locator("[aria-current] button", has_text="Change").click()
    ida.choose("omsorg")
    expect(side.locator(".kv-progress")).to_have_text("1 of 4 suggestions decided")
    assert quotes(study) == [("to sjefer her", "omsorg")]
    assert suggested(study, "changed") == [FIRST]


def test_all_of_one_expression_are_accepted_at_once_after_a_look_at_each(
    desk_page: Callable[..., Any], tmp_path: Path
) -> None:
    study = study_in(tmp_path, rules=True)
    ida = at(desk_page, study)
    side = ida.panel("Suggestions")
    side.locator("summary").first.click()
    side.get_by_role("button", name="Look at all 2").click()
    expect(side.locator(".kv-looking mark")).to_have_text([SECOND, FOURTH])
    assert quotes(study) == []
    side.get_by_role("button", name="I have looked: accept all 2").click()
    expect(side.locator(".kv-progress")).to_have_text("2 of 4 suggestions decided")
    assert quotes(study) == [(SECOND, "tid"), (FOURTH, "tid")]
    assert len(ida.sent("accept")) == 1
    ida.press("u")
    expect(side.locator(".kv-progress")).to_have_text("0 of 4 suggestions decided")
    assert quotes(study) == []


def test_what_could_not_be_saved_stays_undecided_and_in_focus(
    desk_page: Callable[..., Any], tmp_path: Path, monkeypatch: Any
) -> None:
    study = study_in(tmp_path, rules=True)
    ida = at(desk_page, study)
    side = ida.panel("Suggestions")
    ida.press("s")

    def full(*_args: object, **_options: object) -> None:
        raise StoreError("The disk is full. Nothing was saved.")

    with monkeypatch.context() as broken:
        broken.setattr(study, "write", full)
        ida.press("a")
        expect(ida.desk).to_contain_text("Nothing was saved")
    expect(side.locator("[aria-current] mark")).to_have_text(FIRST)
    assert suggested(study) == [FIRST, SECOND, THIRD, FOURTH] and quotes(study) == []
    ida.press("a")
    expect(side.locator("[aria-current] mark")).to_have_text(SECOND)


def test_hostile_passages_are_shown_as_text(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    said = "".join(f"Åse: Sjefen sier {text} \n" for text in HOSTILE)
    study = study_in(tmp_path, f"I: Hva sier sjefen?\n{said}", rules=True)
    ida = at(desk_page, study)
    side = ida.panel("Suggestions")
    assert suggested(study)
    side.locator("summary").first.click()
    expect(side).to_contain_text(HOSTILE[0])
    ida.press("s", "a", "s", "r")
    ida.inert()


def test_the_bar_says_which_suggestion_is_decided_on_and_how(desk_page: Callable[..., Any], tmp_path: Path) -> None:
    ida = at(desk_page, study_in(tmp_path, rules=True))
    ida.turn(1).focus()
    ida.press("s")
    bar = ida.desk.get_by_role("region", name="What can be done with the passage")
    expect(bar.locator(".kv-codetag")).to_have_text("Styring")
    expect(bar.locator("q")).to_have_text(FIRST)
    expect(bar).to_contain_text("Suggested, not decided on")
    for word in ("Accept", "Reject", "Change"):
        expect(bar.get_by_text(word, exact=True)).to_be_visible()
    ida.press("Escape")
    expect(bar.locator(".kv-codetag")).to_have_count(0)
