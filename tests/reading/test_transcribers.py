"""Plain text from aTrain and noScribe: turns with speaker and time, and the text as it was written."""

from __future__ import annotations

from pathlib import Path

from kodeverk.reading import Reading, read_source
from tests.reading.made import written

Turn = tuple[str, str, float | None, str]


def read(folder: Path, text: str) -> Reading:
    reading = read_source(written(folder, text.encode(), "transcription.txt"))
    assert reading.text == text, "the text stays as it is written"
    return reading


def turns(reading: Reading) -> list[Turn]:
    return [(s.kind, s.speaker, s.seconds, s.speech.of(reading.text)) for s in reading.segments]


HEAD = ("paragraph", "", None, "Transcription for 20240101-intervj")


def test_atrain_with_speakers_on_lines_of_their_own(tmp_path: Path) -> None:
    text = "Transcription for 20240101-intervj\n\nSPEAKER_00\nHei du.\nHva gjør du?\n\nSPEAKER_01\nJeg leder.\n"
    assert turns(read(tmp_path, text)) == [
        HEAD,
        ("turn", "SPEAKER_00", None, "Hei du.\nHva gjør du?"),
        ("turn", "SPEAKER_01", None, "Jeg leder."),
    ]


def test_atrain_with_times(tmp_path: Path) -> None:
    text = (
        "Transcription for 20240101-intervj\n\nSPEAKER_00\n[00:00:01] - Hei du.\n[00:00:05] - Hva gjør du?\n\n"
        "SPEAKER_01\n[01:00:07] - Jeg leder.\n"
    )
    assert turns(read(tmp_path, text)) == [
        HEAD,
        ("turn", "SPEAKER_00", 1.0, "Hei du."),
        ("turn", "SPEAKER_00", 5.0, "Hva gjør du?"),
        ("turn", "SPEAKER_01", 3607.0, "Jeg leder."),
    ]


def test_atrain_for_maxqda_with_many_times_on_a_line(tmp_path: Path) -> None:
    text = (
        "Transcription for 20240101-intervj\n\nSPEAKER_00\n[00:00:01] - Hei du. [00:00:05] - Hva gjør du? \n\n"
        "SPEAKER_01\n[01:00:07] - Jeg leder. "
    )
    assert turns(read(tmp_path, text)) == [
        HEAD,
        ("turn", "SPEAKER_00", 1.0, "Hei du."),
        ("turn", "SPEAKER_00", 5.0, "Hva gjør du?"),
        ("turn", "SPEAKER_01", 3607.0, "Jeg leder."),
    ]


def test_atrain_without_speakers_and_with_one_it_could_not_tell(tmp_path: Path) -> None:
    assert turns(read(tmp_path, "Transcription for 20240101-intervj\n\n[00:00:01] - Hei.\n[00:00:05] - Ja.\n")) == [
        HEAD,
        ("paragraph", "", 1.0, "Hei."),
        ("paragraph", "", 5.0, "Ja."),
    ]
    text = (
        "Transcription for 20240101-intervj\n\nSPEAKER_00\n[00:00:01] - Hei.\n\nSpeaker undefined\n[00:00:05] - Ja.\n"
    )
    assert turns(read(tmp_path, text))[1:] == [
        ("turn", "SPEAKER_00", 1.0, "Hei."),
        ("heading", "", None, "Speaker undefined"),
        ("paragraph", "", 5.0, "Ja."),
    ]


NOSCRIBE = """intervju

Transcribed with noScribe vers. 0.6.2
Audio source: /opptak/intervju.mp3

S00: [00:00:00] Hei. Hva gjør du? (..)

S01: [00:00:12] Jeg (12 seconds pause) leder //S00: mm// et kontor.

S00: [00:01:02] Ja vel? (.)
"""


def test_noscribe_with_times_pauses_and_overlaps(tmp_path: Path) -> None:
    reading = read(tmp_path, NOSCRIBE)
    assert turns(reading)[-3:] == [
        ("turn", "S00", 0.0, "Hei. Hva gjør du? (..)"),
        ("turn", "S01", 12.0, "Jeg (12 seconds pause) leder //S00: mm// et kontor."),
        ("turn", "S00", 62.0, "Ja vel? (.)"),
    ]
    assert all(kind == "paragraph" for kind, _who, _when, _said in turns(reading)[:-3])
    rows = {row.kind: row for row in reading.report.content}
    assert rows["pauses"][1:4] == (3, 3, 0)
    assert rows["overlaps"][1:4] == (1, 1, 0) and "within the turn of who spoke first" in rows["overlaps"].note


def test_a_stamp_on_a_line_of_its_own_under_a_label_is_the_time_of_that_turn(tmp_path: Path) -> None:
    text = "I:\n[00:00:05]\nHva?\nNL:\n[00:00:09] -\nJa.\n"
    assert turns(read(tmp_path, text)) == [("turn", "I", 5.0, "Hva?"), ("turn", "NL", 9.0, "Ja.")]


def test_in_other_texts_such_marks_are_nothing_but_text(tmp_path: Path) -> None:
    reading = read(tmp_path, "I: Hva? (..)\nNL: Ja //I: mm// så.\n")
    assert [row.kind for row in reading.report.content] == ["letters"]
