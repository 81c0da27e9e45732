"""Turns that look wrongly divided or attributed are flagged, and those that are right are not."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.reading import read_source
from kodeverk.reading.turns import divide, lines_of
from kodeverk.reading.unlikely import unlikely

CORPUS = Path(__file__).parents[2] / "corpora"


def flagged(text: str) -> list[tuple[int, str, str, str]]:
    turns = divide(text, lines_of(text, 0))
    return [tuple(one) for one in unlikely(text, turns.segments, turns.roles)]


TALK = "I: Hva gjør du?\nNL: Jeg er leder.\nI: Ja?\nNL: Ja.\n"


def test_what_is_right_is_not_flagged() -> None:
    assert flagged(TALK) == []
    assert flagged("I: Hva sa han?\nNL: Han sa: Nei. Og jeg sa: I morgen.\nI: Mm.\nNL: Husk: begge to.") == []
    assert flagged("Informant 1: Ja.\nInformant 2: Nei.\nInformant 1: Jo.\nInformant 2: Nei.") == []
    assert flagged("I: Er du enig?\nNL: …\nI: Nei?\nNL: (pause)") == []
    assert flagged("S01: Ja.\nS02: Nei.\nS10: Jo.\nNL: Hm?\nNB2: Ja.") == []


def test_a_heading_taken_for_a_speaker_is_flagged() -> None:
    text = (
        "Bakgrunn:\nOm kontoret.\n"
        + TALK
        + "Bakgrunn:\nMer om det.\nAnsatte Lyngmo:\n"
        + TALK
        + "Ansatte Lyngmo:\nI: Takk."
    )
    found = flagged(text)
    assert [(reason, label) for _number, reason, label, _other in found] == [
        ("heading", "Bakgrunn"), ("heading", "Bakgrunn"), ("heading", "Ansatte Lyngmo"), ("heading", "Ansatte Lyngmo"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "within",
    [
        "NL: Jeg er leder. I: Og kontoret? Det er ett.",
        "NL: Jeg er leder.\nI. Og kontoret er vel ett?",
        "NL: Jeg er leder.\nInt - Og kontoret er vel ett?\nJa, det er det.",
    ],
)
def test_a_line_of_the_interviewer_within_the_turn_of_another_is_flagged(within: str) -> None:
    ((number, reason, label, _other),) = flagged(TALK + within + "\nI: Takk.")
    assert (number, reason, label) == (5, "speaker within", "NL")


def test_a_line_of_the_informant_within_a_question_is_flagged() -> None:
    assert flagged(TALK + "I: Er det slik? NL: Ja, det er det.\nNL: Ja.") == [(5, "speaker within", "I", "NL")]


def test_a_label_nearly_as_another_is_flagged_under_the_rarer() -> None:
    text = "I: Hei?\nInformant 1: Ja.\nI: Mm?\nInformnat 1: Nei.\nI: Og?\ninformant 1: Jo.\nInformant 1: Så."
    assert [(n, reason, label, other) for n, reason, label, other in flagged(text)] == [
        (4, "labels alike", "Informnat 1", "Informant 1"),
        (6, "labels alike", "informant 1", "Informant 1"),
    ]


def test_a_turn_much_longer_than_the_others_and_times_that_run_backwards_are_flagged() -> None:
    text = "".join(f"I: Nummer {n}?\nNL: Ja, det er det.\n" for n in range(4)) + "I: Og?\nNL: " + "ord " * 300
    assert flagged(text) == [(10, "long", "NL", "")]
    times = "[00:01:00] I: Hei?\n[00:02:00] NL: Ja.\n[00:01:30] I: Og?\n[00:01:31] NL: Så."
    assert flagged(times) == [(3, "time backwards", "I", "")]


def test_one_speaker_under_two_labels_in_a_row_and_a_table_row_are_flagged() -> None:
    text = "I: Hei?\nNina Lund: Ja.\nNL: Vi er to.\nI: Og?\nNina Lund: Ja.\nI: Mm?\nNL: Ja."
    assert flagged(text) == [(3, "two labels", "NL", "Nina Lund")]
    assert flagged(TALK + "NL: leder\t2\t14\nI: Takk.") == [(5, "table", "NL", "")]


def test_the_import_report_counts_them_and_names_no_word(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TALK + "NL: Det er tungt. I: Hvorfor? Fordi.\nI: Takk.\n", encoding="utf-8")
    told = [line for line in read_source(tmp_path / "a.txt").report.warnings if "unlikely_turns" in line]
    assert told == [
        "1 turn looks wrongly divided or attributed (another speaker within the turn 1): look at unlikely_turns()."
    ]


def test_the_study_lists_them_with_their_text_until_they_are_corrected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TALK + "NL: Det er <b>tungt</b>. I: Hvorfor? Fordi.\nI: Takk.\n", encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "a.txt")
        found = study.unlikely_turns()
        (row,) = found.frame.itertuples(index=False)
        assert list(found.frame.columns) == ["source", "turn", "label", "reason", "other", "start", "end", "text"]
        assert tuple(row)[:5] == ("a", 5, "NL", "speaker within", "I")
        assert row.text == "NL: Det er <b>tungt</b>. I: Hvorfor? Fordi."
        page = found._repr_html_()
        assert "&lt;b&gt;tungt" in page and "<b>tungt" not in page
        text = study.version("a").text
        fixed = text.replace(" I: Hvorfor? Fordi.", "\nI: Hvorfor?\nNL: Fordi.")
        study.correct("a", text=fixed, coder="ida")
        assert repr(study.unlikely_turns()) == "<0 turns to look at>" and study.unlikely_turns("a").rows == ()


@pytest.mark.parametrize("folder", ["likeverd-2019", "partnerskap-2007"])
def test_the_shipped_interviews_are_rightly_divided(folder: str) -> None:
    files = [
        path
        for path in sorted((CORPUS / folder).glob("in*"))
        if path.suffix in (".docx", ".txt", ".md", ".odt", ".vtt")
    ]
    assert len(files) >= 5
    for path in files:
        read = read_source(path)
        assert unlikely(read.text, read.segments, read.roles) == [], path.name
