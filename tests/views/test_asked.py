from __future__ import annotations

import pytest

from kodeverk.errors import UnknownName
from kodeverk.model import Asked, Code, Codebook, Guide, Part, Snapshot, Wording
from kodeverk.views import NOT_ASKED, SAID, SILENT, UNKNOWN_ASKED, status
from kodeverk.views.asked import own_code, question_feeds
from tests.memory import asked, study_of
from tests.views.four import ASKED, CODINGS, GUIDE, four

LEDELSE, SJEFER, MOTER, LUNSJ = "code-ledelse", "code-ledelse/to sjefer", "code-møter", "code-lunsj"


@pytest.mark.parametrize(
    ("case", "codes", "expected"),
    [
        ("case-1", [LEDELSE], SAID),
        ("case-1", [LUNSJ], NOT_ASKED),  # both turns judged, neither feeds lunch
        ("case-2", [SJEFER], SILENT),  # asked about leadership, which counts for its child
        ("case-2", [MOTER], NOT_ASKED),
        ("case-2", [LUNSJ], SAID),  # volunteered: never asked, still said
        ("case-3", [LUNSJ], UNKNOWN_ASKED),  # nobody has judged the turns of inf-03
        ("case-3", [LEDELSE], SAID),
        ("case-4", [LEDELSE], NOT_ASKED),
        ("case-4", [], UNKNOWN_ASKED),  # no codes: nothing to ask about
        ("office-Tangvåg", [MOTER], SAID),
        ("office-Tangvåg", [SJEFER], SAID),
        ("office-Lyngmo", [LUNSJ], UNKNOWN_ASKED),
    ],
)
def test_said_silent_not_asked_and_unknown_are_told_apart(case: str, codes: list[str], expected: str) -> None:
    assert status(four(), case, codes) == expected


def test_a_question_that_feeds_a_child_asks_about_its_parent() -> None:
    theme = GUIDE.parts[0].themes[0]._replace(feeds=("to sjefer",))
    guide = GUIDE._replace(parts=(GUIDE.parts[0]._replace(themes=(theme,)),))
    snapshot = four(codings=()).replacing(Guide, [guide])
    assert status(snapshot, "case-1", [LEDELSE]) == SILENT


def test_one_unjudged_turn_makes_it_unknown() -> None:
    snapshot = four().replacing(Asked, [a for a in ASKED if a.source_id != "src-inf-02" or a.segment != 3])
    assert status(snapshot, "case-2", [MOTER]) == UNKNOWN_ASKED


def test_a_question_of_a_guide_the_study_does_not_have_makes_it_unknown() -> None:
    snapshot = four().replacing(Asked, [*ASKED, asked("inf-02", 3, "guide-annen:9")])
    assert status(snapshot, "case-2", [MOTER]) == UNKNOWN_ASKED


def test_without_judgements_nobody_is_said_not_to_have_been_asked() -> None:
    snapshot = four(codings=()).replacing(Asked, [])
    assert {status(snapshot, f"case-{n}", [MOTER]) for n in (1, 2, 3, 4)} == {UNKNOWN_ASKED}


def test_a_case_without_source_is_unknown() -> None:
    snapshot = study_of({"a": "I: Hei?\n1: Hei."}, {"1": ("K", {}), "2": ("K", {})}, ["x"], extra=[asked("a", 1)])
    assert status(snapshot, "case-1", ["code-x"]) == NOT_ASKED
    assert status(snapshot, "case-2", ["code-x"]) == UNKNOWN_ASKED
    assert status(snapshot, "office-K", ["code-x"]) == UNKNOWN_ASKED


def test_every_source_a_case_speaks_in_must_be_judged() -> None:
    texts = {"a": "I: Hei?\n1: Hei.", "b": "I: Igjen?\n1: Hei."}
    once: Snapshot = study_of(texts, {"1": ("K", {})}, ["x"], extra=[asked("a", 1)])
    both = study_of(texts, {"1": ("K", {})}, ["x"], extra=[asked("a", 1), asked("b", 1)])
    assert status(once, "case-1", ["code-x"]) == UNKNOWN_ASKED
    assert status(both, "case-1", ["code-x"]) == NOT_ASKED


def test_a_source_without_interviewer_cannot_tell_what_was_asked() -> None:
    alone = study_of({"brev": "1: Til kontoret: hei."}, {"1": ("K", {})}, ["x"])
    assert status(alone, "case-1", ["code-x"]) == UNKNOWN_ASKED


def test_coding_counts_are_not_needed_to_be_silent() -> None:
    assert status(four(codings=CODINGS[3:]), "case-1", [LEDELSE]) == SILENT


def test_a_guide_means_the_codes_of_its_own_codebook_first() -> None:
    other = [Codebook("annen", "1", Wording()), Code("x", "annen", "ledelse", Wording())]
    snapshot = four(other)
    assert own_code(snapshot, "guide-bok", "ledelse") == LEDELSE
    assert own_code(snapshot, "guide-annen", "ledelse") == "x"
    assert own_code(snapshot, "guide-annen", "bok:ledelse") == LEDELSE
    assert own_code(snapshot, "guide-annen", "møter") == MOTER
    with pytest.raises(UnknownName):
        own_code(snapshot, "guide-annen", "bok:finnes ikke")


def test_a_question_whose_codes_cannot_be_told_makes_it_unknown() -> None:
    other = [Code(key, book, "møter", Wording()) for key, book in (("x", "en"), ("y", "to"))]
    theme = GUIDE.parts[0].themes[0]
    guide = Guide("guide-tre", "1", Wording(), parts=(Part("1", Wording(), (theme._replace(feeds=("møter",)),)),))
    snapshot = four([*other, guide]).replacing(Asked, [*ASKED, asked("inf-02", 3, "guide-tre:a.1")])
    assert question_feeds(snapshot)["guide-tre:a.1"] is None
    assert status(snapshot, "case-2", [MOTER]) == UNKNOWN_ASKED
