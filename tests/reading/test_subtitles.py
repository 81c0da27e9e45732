"""SL-4: every cue of a caption file is kept or reported, however the file is written."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pysubs2
import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import ReadingError
from kodeverk.reading import Reading, read_source
from kodeverk.reading.captions import read_captions, read_subtitles
from kodeverk.reading.kinds import BY_DESIGN
from tests.reading.caption_files import MADE, Made
from tests.reading.made import written


def read(folder: Path, made: Made) -> Reading:
    return read_source(written(folder, made.data, made.file))


def said(reading: Reading, *kinds: str) -> list[str]:
    return [s.speech.of(reading.text) for s in reading.segments if s.kind in kinds]


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def letters_besides_times(data: bytes) -> int:
    """Letters of all lines but those of times; where these have more behind them, that counts too."""
    text = data.decode("utf-8-sig" if b"\xf8" not in data else "cp1252")
    lines = [re.sub(r"^[\d:., ]+-->\s*[\d:.,]+(?:[ \t]+[A-Za-z]\w*:\S+)*", "", line) for line in text.splitlines()]
    return sum(map(letters, lines))


def test_sl_4_there_are_thirty_files_and_more() -> None:
    assert len(MADE) >= 30
    assert sum(made.sound for made in MADE.values()) >= 15


@pytest.mark.parametrize("what", MADE)
def test_sl_4_every_cue_is_kept_in_its_order_with_its_speaker_and_its_time(tmp_path: Path, what: str) -> None:
    made = MADE[what]
    reading = read(tmp_path, made)
    turns = [
        (s.speaker, s.seconds, s.speech.of(reading.text)) for s in reading.segments if s.kind in ("turn", "paragraph")
    ]
    assert turns == made.turns
    assert said(reading, "note") == list(made.notes)
    assert said(reading, "comment") == list(made.comments)


@pytest.mark.parametrize("what", MADE)
def test_sl_4_letters_in_the_file_are_letters_imported_and_letters_reported(tmp_path: Path, what: str) -> None:
    made = MADE[what]
    reading = read(tmp_path, made)
    row = reading.report.content[0]
    assert row.kind == "letters" and row.found == row.imported + row.left_out
    assert row.found == letters_besides_times(made.data)
    stamps = sum(letters(stamp) for stamp in re.findall(r"^\[[\d:.]+\]", reading.text, re.MULTILINE))
    assert row.imported == letters(reading.text) - stamps
    told = [int(other.note.split()[0]) for other in reading.report.content[1:] if "letter" in other.note]
    assert sum(told) == row.left_out
    assert all(other.found == other.imported + other.left_out for other in reading.report.content)
    assert {other.kind for other in reading.report.left_out} <= BY_DESIGN | {"letters"}


SOUND = [what for what, made in MADE.items() if made.sound]


@pytest.mark.parametrize("what", [what for what in SOUND if MADE[what].file.endswith(".vtt")])
def test_sl_4_an_independent_reader_of_webvtt_finds_no_word_that_ours_has_not(tmp_path: Path, what: str) -> None:
    made = MADE[what]
    text = made.data.decode("utf-8-sig")
    ours = read(tmp_path, made).text
    theirs = webvtt.from_string(text).captions
    words = [word for caption in theirs for word in re.findall(r"\w+", re.sub(r"&\w+;|&#\d+;", " ", caption.text))]
    assert len(words) >= 2
    missing = [word for word in words if word not in ours and word not in ("p", "ya")]
    assert missing == []


@pytest.mark.parametrize("what", [what for what in SOUND if MADE[what].file.endswith(".srt")])
def test_sl_4_an_independent_reader_of_subrip_finds_the_same_cues(tmp_path: Path, what: str) -> None:
    made = MADE[what]
    ours = read_source(written(tmp_path, made.data, made.file))
    decoded = made.data.decode("cp1252" if b"\xf8" in made.data else "utf-8-sig").replace("\r\n", "\n")
    theirs = pysubs2.SSAFile.from_string(decoded, format_="srt")
    assert len(theirs) >= 1
    assert next(row.found for row in ours.report.content if row.kind == "cues") == len(theirs)
    times = {s.seconds for s in ours.segments if s.seconds is not None}
    assert times <= {event.start / 1000 for event in theirs}
    joined = " ".join(ours.text.split())
    for event in theirs:
        for word in re.findall(r"\w+", event.plaintext):
            assert word in joined


TOLD = {
    "short times": "2 cues have times that are not written as they should be",
    "aTrain, past midnight": "a day was added",
    "aTrain, a thousand thousandths": "2 cues have times that are not written",
    "noScribe": "noScribe gives a turn the time of its last words",
    "YouTube, rolling": "1 line repeats the one before",
    "no head": "The first line is not WEBVTT",
    "an empty line within a cue": "1 piece of text belongs to no cue",
    "a voice tag that is not closed": "1 voice tag is not closed",
    "cues in disorder and over each other": "1 cue ends before it begins, or begins before the one above",
    "several voices in a cue": "1 cue names no speaker",
}


@pytest.mark.parametrize("what", TOLD)
def test_sl_4_what_is_uncertain_is_told(tmp_path: Path, what: str) -> None:
    assert any(TOLD[what] in told for told in read(tmp_path, MADE[what]).report.warnings)


@pytest.mark.parametrize("what", SOUND)
def test_of_a_sound_file_nothing_is_told_about_how_it_is_written(tmp_path: Path, what: str) -> None:
    told = read(tmp_path, MADE[what]).report.warnings
    assert not any("written" in one or "WEBVTT" in one for one in told)


def test_cues_empty_over_each_other_and_pauses_are_counted(tmp_path: Path) -> None:
    empty = read(tmp_path, MADE["empty cues, and times at the end without one"]).report.content
    assert ("cues", 1, 1, 0) in [row[:4] for row in empty] and ("empty cues", 3, 0, 3) in [row[:4] for row in empty]
    over = read(tmp_path, MADE["cues in disorder and over each other"]).report.content
    assert ("overlaps", 1, 0, 1) in [row[:4] for row in over]
    text = b"1\n00:00:01,000 --> 00:00:02,000\nHei\n\n2\n00:00:14,500 --> 00:00:15,000\nJa\n\n3\n00:00:16,000 --> 00:00:17,000\nog"
    paused = read_source(written(tmp_path, text, "p.srt")).report.content
    pause = next(row for row in paused if row.kind == "pauses")
    assert pause[1:4] == (1, 0, 1) and "the longest is 12.5 seconds" in pause.note


def test_only_what_holds_no_cue_is_refused(tmp_path: Path) -> None:
    for name, data in {"a.vtt": b"WEBVTT\n\nHei\n", "b.srt": b"Hei\n", "c.vtt": b"\n", "d.srt": b"1\n2\n3"}.items():
        with pytest.raises(ReadingError, match="no line has times") as told:
            read_source(written(tmp_path, data, name))
        assert name in str(told.value) and "Hei" not in str(told.value)


LINES = st.sampled_from(
    ["WEBVTT", "", "1", "2", A := "00:01.000 --> 00:02.000", "00:00:03,5 --> 00:04", "x --> y", "NOTE", "NOTE ab", "STYLE",
     "<v Kari>hei", "<v Kari hei", "</v>", "I: ja", "og &amp; <i>da</i>", "Kari Nordmann: nei", "[SPEAKER_01]: å", "7", "ord"]
)  # fmt: skip


@given(st.lists(LINES, max_size=14))
@settings(deadline=None, max_examples=200)
def test_whatever_the_lines_every_letter_is_imported_or_reported(lines: list[str]) -> None:
    text = "\n".join([*lines, A, "slutt"])
    raw = read_captions(text.encode(), "x.vtt")
    row = raw.content[0]
    assert row.found == row.imported + row.left_out
    assert row.found == sum(letters(line) for line in text.split("\n") if "-->" not in line or "x" in line)
    told = sum(int(other.note.split()[0]) for other in raw.content[1:] if "letter" in other.note)
    assert told == row.left_out


@given(st.binary(max_size=200), st.booleans())
@settings(deadline=None, max_examples=200)
def test_whatever_the_bytes_there_is_a_text_or_one_kind_of_error(data: bytes, headed: bool) -> None:
    try:
        read_captions((b"WEBVTT\n\n00:01.000 --> 00:02.000\n" if headed else b"") + data, "x.vtt")
    except ReadingError as error:
        assert str(error).startswith("x.vtt ")


def test_pysubs2_reads_what_we_call_sound_from_a_stream_too() -> None:
    """The oracle itself: it keeps cues in order and gives their times in thousandths."""
    read_ = pysubs2.SSAFile.from_file(io.StringIO("1\n00:00:01,000 --> 00:00:02,000\nHei\n"), format_="srt")
    assert [(event.start, event.text) for event in read_] == [(1000, "Hei")]


def test_a_number_among_signs_that_are_space_to_some_is_still_a_number() -> None:
    data = b"1\n00:00:01,000 --> 00:00:02,000\nHei\n\n\x1d2\x1d\n00:00:03,000 --> 00:00:04,000\nhei"
    assert "".join(block.text for block in read_subtitles(data, "a.srt").blocks).count("ei") == 2
