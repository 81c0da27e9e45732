"""The same word, different content, counted by hand.

Line *stat* (1, 3) speaks of oppfølging as control on the screen, *kommune* (2, 4) as being there; 4 never says it.
"""

from __future__ import annotations

import pytest

from kodeverk.errors import UnknownName
from kodeverk.model import Snapshot, Value
from kodeverk.views.concept import concept
from tests.memory import study_of
from tests.views.four import PAYLOADS, hostile

TEXTS = {
    "inf-01": "I: Hva er oppfølging?\n1: Oppfølging er kontroll på skjermen. Skjermen styrer oppfølgingen. Ferdig.",
    "inf-02": "I: Og for deg?\n2: Oppfølginga er tillit og tid.\nI: Ja?\n2: Vi bruker tid.",
    "inf-03": "I: Hva er oppfølging?\n3: Det er kontroll. Eg driv oppfølging med kontroll, og oppfølging med skjema.",
    "inf-04": "I: Hva er oppfølging?\n4: Det vet jeg ikke.\nUkjent: Jobboppfølging og oppfølging.",
}
CASES: dict[str, tuple[str, dict[str, object]]] = {
    "1": ("A", {"line": "stat"}), "2": ("A", {"line": "kommune"}), "3": ("B", {"line": "stat"}), "4": ("B", {"line": "kommune"}),
}  # fmt: skip
CODINGS = (
    ("inf-01", "Oppfølging er kontroll", "måling/skjerm", "ida"),
    ("inf-01", "Ferdig.", "tillit", "ida"),
    ("inf-02", "Oppfølginga er tillit og tid.", "tillit", "ida"),
    ("inf-03", "Eg driv oppfølging med kontroll, og oppfølging med skjema.", "måling/skjerm", "tone"),
)


def study() -> Snapshot:
    return study_of(TEXTS, CASES, ["måling/skjerm", "tillit"], CODINGS)


def test_every_form_of_the_word_is_counted_by_group_and_the_silent_stay_in_the_count_of_cases() -> None:
    assert concept(study(), "oppfølging", by="line").frame.to_numpy().tolist() == [
        # group, cases, with_word, hits, words, said_by
        ["kommune", 2, 1, 1, 5 + 3 + 4, "2"],
        ["stat", 2, 2, 4, 9 + 12, "1; 3"],
    ]


def test_the_interviewer_is_not_heard_and_unbound_speech_is_in_no_group() -> None:
    found = concept(study(), "oppfølging", by="line")
    lines = found.lines[["group", "case", "source", "segment", "keyword", "codes"]].to_numpy().tolist()
    assert lines == [
        ["stat", "1", "inf-01", 2, "Oppfølging", "måling/skjerm"],
        ["stat", "1", "inf-01", 2, "oppfølgingen", ""],
        ["kommune", "2", "inf-02", 2, "Oppfølginga", "tillit"],
        ["stat", "3", "inf-03", 2, "oppfølging", "måling/skjerm"],
        ["stat", "3", "inf-03", 2, "oppfølging", "måling/skjerm"],
        ["", "", "inf-04", 3, "oppfølging", ""],
    ]
    assert "without case: 1" in repr(found)
    assert "2 of 2 cases, 4 hits" in repr(found)


def test_compounds_are_found_where_they_are_asked_for() -> None:
    assert len(concept(study(), "*oppfølging", by="line").lines) == len(
        [w for text in TEXTS.values() for line in text.split("\n") if not line.startswith("I:")
         for w in line.split() if w.strip(".,").lower().endswith("oppfølging")]
    )  # fmt: skip


def test_the_company_is_counted_in_cases_and_sentences_within_the_sentence_alone() -> None:
    frame = concept(study(), "oppfølging", by="line").company.set_index("word")
    # kontroll: 1 in one sentence, 3 in the one sentence that has the word twice (her first sentence has not the word)
    assert frame.loc["kontroll"].tolist() == [2, 0, 0, 2, 2]
    assert frame.index[0] == "kontroll"  # the only one two cases apart
    assert frame.loc["skjerm"].tolist() == [1, 0, 0, 1, 2]
    assert frame.loc["tillit"].tolist() == [1, 1, 1, 0, 0]
    assert frame.loc["tid", "sentences: kommune"] == 1  # not the turn after
    assert not {"ferdig", "bruke", "er", "på", "og", "oppfølging"} & set(frame.index)
    assert list(frame.columns) == ["difference", "cases: kommune", "sentences: kommune", "cases: stat", "sentences: stat"]


def test_the_codes_on_the_word_are_counted_by_group() -> None:
    assert concept(study(), "oppfølging", by="line").codes.to_numpy().tolist() == [
        ["måling/skjerm", 2, 0, 0, 2, 3],
        ["tillit", 1, 1, 1, 0, 0],
    ]


def test_a_case_whose_value_is_not_known_stands_in_a_group_of_its_own() -> None:
    unknown = [value for value in study().all(Value) if value.case_id != "case-3"]
    unknown.append(Value("case-3/line", "case-3", "line", None, "not released"))
    frame = concept(study().replacing(Value, unknown), "oppfølging", by="line").frame
    assert frame[["group", "cases", "hits"]].to_numpy().tolist() == [
        ["kommune", 2, 1], ["stat", 1, 2], ["not released", 1, 2],
    ]  # fmt: skip


def test_groups_stand_side_by_side_and_one_case_is_no_contrast() -> None:
    shown = concept(study(), "oppfølging", by="line")._repr_html_()
    assert shown.index("kommune") < shown.index("stat")
    assert "<b>kontroll</b> (0 / 2)" in shown
    assert "<b>tillit</b>" not in shown and "tillit" in shown
    nothing = concept(study(), "samordning", by="line")
    assert nothing.lines.empty and nothing.company.empty and nothing.frame["hits"].tolist() == [0, 0]
    assert "0 of 2 cases" in nothing._repr_html_()


def test_an_unknown_attribute_is_refused() -> None:
    with pytest.raises(UnknownName, match="'linje'"):
        concept(study(), "oppfølging", by="linje")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_said_around_the_word_becomes_html(payload: str) -> None:
    shown = concept(hostile(payload), "sa", by="line")._repr_html_()
    assert "sa" in shown and payload not in shown
    assert "<img" not in shown and "<script" not in shown and "<svg" not in shown
