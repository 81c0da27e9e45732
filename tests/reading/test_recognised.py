"""Recognised speech (.json): segments become turns with speaker and time, and all else in the file is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import ReadingError
from kodeverk.reading import Reading, read_source
from kodeverk.reading.kinds import BY_DESIGN
from kodeverk.reading.recognised import read_recognised
from tests.reading.made import written

ATRAIN = {
    "segments": [
        {"start": 0.5, "end": 2.0, "text": " Hva gjør du på jobb?", "speaker": "SPEAKER_00"},
        {"start": 2.0, "end": 3.0, "text": " Til vanlig?", "speaker": "SPEAKER_00"},
        {"start": 3.25, "end": 5.0, "text": " Jeg leder.", "speaker": "SPEAKER_01"},
        {"start": 9.0, "end": 9.5, "text": " mm", "speaker": "SPEAKER_00"},
        {"start": 9.25, "end": 12.0, "text": " Et kontor.", "speaker": "SPEAKER_01"},
    ]
}
ATRAIN_TURNS = [
    ("SPEAKER_00", 0.5, "Hva gjør du på jobb? Til vanlig?"),
    ("SPEAKER_01", 3.25, "Jeg leder."),
    ("SPEAKER_00", 9.0, "mm"),
    ("SPEAKER_01", 9.25, "Et kontor."),
]
WHISPER = {
    "text": " hei du hva da",
    "segments": [
        {"id": 0, "seek": 0, "start": 0.0, "end": 1.5, "text": " hei du", "tokens": [50364, 1], "avg_logprob": -0.2},
        {"id": 1, "seek": 0, "start": 1.5, "end": 3.0, "text": " hva da", "tokens": [1, 2], "temperature": 0.0},
    ],
    "language": "no",
}
WHISPERX = {
    "segments": [
        {
            "start": 1.0, "end": 2.0, "text": "Hei du.", "speaker": "Kari",
            "words": [{"word": "Hei", "start": 1.0, "speaker": "Kari"}, {"word": "du.", "speaker": "Ola"}],
        },
        {"start": 2.0, "end": 3.0, "text": "Ja.", "words": [{"word": "Ja.", "start": 2.0}]},
    ],
    "word_segments": [{"word": "Hei"}, {"word": "du."}, {"word": "Ja."}],
}  # fmt: skip
VERBOSE = {
    "task": "transcribe", "language": "norwegian", "duration": 3.0, "text": "Hei du. Hva da?",
    "words": [{"word": word, "start": 0.1, "end": 0.2} for word in ("Hei", "du", "Hva", "da")],
    "segments": [{"start": 0.0, "end": 1.5, "text": "Hei du."}, {"start": 1.5, "end": 3.0, "text": "Hva da?"}],
}  # fmt: skip
CHUNKS = {
    "text": "Hei du. Hva da?",
    "chunks": [{"timestamp": [0.0, 1.5], "text": "Hei du."}, {"timestamp": [1.5, None], "text": "Hva da?"}],
}
CPP = {
    "systeminfo": "AVX = 1", "model": {"type": "base"}, "result": {"language": "no"},
    "transcription": [
        {"timestamps": {"from": "00:00:00,000", "to": "00:00:01,500"}, "offsets": {"from": 0, "to": 1500}, "text": " Hei du."},
        {"timestamps": {"from": "00:00:01,500", "to": "00:00:03,000"}, "offsets": {"from": 1500, "to": 3000}, "text": " Hva da?"},
    ],
}  # fmt: skip
TWO = [("", 0.0, "Hei du."), ("", 1.5, "Hva da?")]
FORMS = {
    "aTrain": (ATRAIN, ATRAIN_TURNS),
    "a plain list of segments": (ATRAIN["segments"], ATRAIN_TURNS),
    "Whisper, verbatim": (WHISPER, [("", 0.0, "hei du"), ("", 1.5, "hva da")]),
    "whisperX": (WHISPERX, [("Kari", 1.0, "Hei du. Ja.")]),
    "an interface, verbose": (VERBOSE, TWO),
    "transformers": (CHUNKS, TWO),
    "whisper.cpp": (CPP, TWO),
    "speakers by number": (
        [{"start": 0, "end": 1, "text": "Hei", "speaker": 0}, {"start": 1, "end": 2, "text": "Ja", "speaker": 1}],
        [("Speaker 0", 0.0, "Hei"), ("Speaker 1", 1.0, "Ja")],
    ),
    "no times": ([{"text": "Hei"}, {"text": "Ja", "start": None}], [("", None, "Hei"), ("", None, "Ja")]),
}


def read(folder: Path, held: object) -> Reading:
    return read_source(written(folder, json.dumps(held, ensure_ascii=False).encode(), "transcription.json"))


def letters(held: object, key: str = "") -> int:
    """Letters of every text in the file, counted by a walk of its own."""
    if isinstance(held, dict):
        return sum(letters(value, name) for name, value in held.items())
    if isinstance(held, list):
        return sum(map(letters, held))
    if key == "speaker" and isinstance(held, int):
        held = f"Speaker {held}"
    return sum(map(str.isalnum, held)) if isinstance(held, str) else 0


@pytest.mark.parametrize("form", FORMS)
def test_every_segment_is_kept_with_its_speaker_and_its_time(tmp_path: Path, form: str) -> None:
    held, turns = FORMS[form]
    reading = read(tmp_path, held)
    assert [(s.speaker, s.seconds, s.speech.of(reading.text)) for s in reading.segments] == turns


@pytest.mark.parametrize("form", FORMS)
def test_letters_in_the_file_are_letters_imported_and_letters_reported(tmp_path: Path, form: str) -> None:
    held, turns = FORMS[form]
    content = read(tmp_path, held).report.content
    row = content[0]
    assert row.kind == "letters" and row.found == row.imported + row.left_out == letters(held) > 0
    assert row.imported == sum(letters(who) + letters(said) for who, _when, said in turns)
    assert sum(int(one.note.split()[0]) for one in content[1:] if "letter" in one.note) == row.left_out
    assert {one.kind for one in content if one.left_out} <= BY_DESIGN | {"letters"}


def test_pauses_and_overlaps_between_segments_are_counted(tmp_path: Path) -> None:
    rows = {row.kind: row for row in read(tmp_path, ATRAIN).report.content}
    assert rows["pauses"][1:4] == (1, 0, 1) and "the longest is 4.0 seconds" in rows["pauses"].note
    assert rows["overlaps"][1:4] == (1, 0, 1)
    assert rows["cues"][1:4] == (5, 5, 0)


def test_words_that_another_says_are_told_of_and_text_that_is_no_repetition_is_asked_for(tmp_path: Path) -> None:
    told = " ".join(read(tmp_path, WHISPERX).report.warnings)
    assert "1 word is given to another speaker than its segment" in told
    other = {"text": "hei du og noe mer", "title": "Intervju 4", "segments": WHISPER["segments"]}
    rows = {row.kind: row for row in read(tmp_path, other).report.content}
    assert rows["other fields"][1:4] == (2, 0, 2) and "other fields" not in BY_DESIGN


def test_times_no_recording_has_are_left_out_and_told(tmp_path: Path) -> None:
    held = [
        {"start": -1, "end": 2, "text": "Hei"}, {"start": 1e12, "end": 2, "text": "du"},
        {"start": True, "end": 2, "text": "der"}, {"start": "1.0", "end": 4, "text": "ja"}, {"start": 5, "end": 6, "text": "nei"},
    ]  # fmt: skip
    reading = read(tmp_path, held)
    assert [s.seconds for s in reading.segments] == [None, None, None, None, 5.0]
    assert any("4 segments have times that no recording has" in told for told in reading.report.warnings)


def test_a_segment_said_again_and_again_is_told_of_and_kept(tmp_path: Path) -> None:
    held = [{"start": n, "end": n + 1, "text": "takk for det"} for n in range(4)]
    reading = read(tmp_path, held)
    assert reading.text.count("takk for det") == 4
    assert any("3 lines repeat the one before" in told for told in reading.report.warnings)


def test_letters_of_every_kind_come_through(tmp_path: Path) -> None:
    data = b'[{"text": "p\\u00e5 \\ud83d\\ude00 a\\u030a \\ud83d", "start": 0, "end": 1}]'
    reading = read_source(written(tmp_path, data, "a.json"))
    assert reading.text == "[00:00:00]\npå 😀 å \ufffd"
    assert reading.report.changes == {"surrogates": 1, "NFC": 1}
    wide = json.dumps([{"text": "på øya", "start": 0, "end": 1}], ensure_ascii=False)
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        assert "på øya" in read_source(written(tmp_path, wide.encode(encoding), "b.json")).text


WRONG = {
    "no segments": (
        '{"results": {"Kari Nordmann sa": 1}, "status": "ok"}',
        "holds no segments; found: results, status",
    ),
    "names as fields": ('{"Kari Nordmann": "hei"}', "found: 1 fields with other names"),
    "an empty list": ("[]", "holds no segments"),
    "a text": ('"hei"', "holds no segments; found: a text"),
    "no text": ('[{"text": "hei"}, {"start": 1, "word": "hei"}]', "no text in segment 2; found there: start, word"),
    "not closed": ('{"segments": [{"text": "hei"', r"is no sound JSON \(line 1"),
    "twice": ('[{"text": "hei", "text": "nei"}]', "has a field twice"),
    "NaN": ('[{"text": "hei", "start": NaN}]', "NaN"),
    "Infinity": ('[{"text": "hei", "start": -Infinity}]', "Infinity"),
    "a huge number": ('[{"text": "hei", "start": ' + "9" * 5000 + "}]", "too large"),
    "deep lists": ("[" * 100_000, "too deep"),
    "deep records": ('{"a":' * 60 + "1" + "}" * 60, "too deep"),
    "subtitles": ("1\n00:00:01,000 --> 00:00:02,000\nhei", "is no sound JSON"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_recognised_speech_gives_one_error_that_names_fields_and_never_what_is_said(what: str) -> None:
    text, message = WRONG[what]
    with pytest.raises(ReadingError, match=message) as told:
        read_recognised(text.encode(), "opptak.json")
    assert str(told.value).startswith("opptak.json ")
    assert "hei" not in str(told.value) and "Kari" not in str(told.value)


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["text", "start", "end", "speaker", "words", "word", "segments", "timestamp"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.lists(st.fixed_dictionaries({"text": st.text(max_size=8)}, optional=dict.fromkeys(("start", "end", "speaker", "words", "timestamp", "note"), TREES)), max_size=4) | TREES)  # fmt: skip
@settings(deadline=None, max_examples=200)
def test_whatever_the_tree_it_is_accounted_for_or_refused_by_one_error(held: object) -> None:
    try:
        content = read_recognised(json.dumps(held).encode(), "x.json").content
    except ReadingError:
        return
    row = content[0]
    assert row.found == row.imported + row.left_out
    assert sum(int(one.note.split()[0]) for one in content[1:] if "letter" in one.note) == row.left_out
