"""WebVTT captions: cues become turns with a time, and nothing that is said is lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.reading import Reading, read_source
from tests.reading.made import written

MEETING = """\ufeffWEBVTT - Intervju 4

NOTE tatt opp i kantina

STYLE
::cue { color: red }

intro
00:00:05.000 --> 00:00:07.500 align:start
<v Intervjuer>Hva gjør
du?</v>

00:08.250 --> 00:00:10.000
<v Leder stat>Jeg <i>leder</i> &amp; <00:00:09.000>styrer</v>

00:00:10.000 --> 00:00:12.000
<v Leder stat>litt. <ler></v>

1:00:12.000 --> 1:00:14.000
<v.loud Intervjuer>Mm.</v><v Leder stat>Ja.</v>
"""


def read(folder: Path, text: str) -> Reading:
    return read_source(written(folder, text.replace("1:00:", "01:00:").encode(), "opptak.vtt"))


def turns(reading: Reading) -> list[tuple[str, float | None, str]]:
    return [(s.speaker, s.seconds, s.speech.of(reading.text)) for s in reading.segments]


def left(reading: Reading) -> dict[str, tuple[int, str]]:
    return {row.kind: (row.left_out, row.note) for row in reading.report.left_out if row.kind != "letters"}


def test_voices_are_speakers_and_cues_in_a_row_are_one_turn_under_the_time_of_the_first(tmp_path: Path) -> None:
    reading = read(tmp_path, MEETING)
    assert turns(reading)[:-1] == [
        ("Intervjuer", 5.0, "Hva gjør du?"),
        ("Leder stat", 8.25, "Jeg leder & styrer litt. <ler>"),
        ("Intervjuer", 3612.0, "Mm."),
        ("Leder stat", 3612.0, "Ja."),
    ]
    assert reading.text.startswith("[00:00:05] Intervjuer: Hva gjør du?\n[00:00:08.250] Leder stat: ")
    assert reading.roles == {"Intervjuer": "interviewer", "Leder stat": "informant"}
    assert reading.title == "Intervju 4" and reading.format == "vtt"


def test_what_is_no_speech_is_left_out_and_counted(tmp_path: Path) -> None:
    reading = read(tmp_path, MEETING)
    assert left(reading) == {
        "style blocks": (1, "16 letters left out"),
        "header lines": (1, "15 letters left out"),
        "cue names": (1, "5 letters left out"),
        "caption marks": (15, "32 letters left out"),
        "repeated labels": (1, "9 letters left out"),
        "cue times": (1, ""),
        "pauses": (1, "of 2 seconds or more; the longest is 3600.0 seconds"),
    }


def test_what_a_person_noted_in_the_file_stands_at_the_end_as_a_comment(tmp_path: Path) -> None:
    reading = read(tmp_path, MEETING)
    assert [(s.kind, s.speech.of(reading.text)) for s in reading.segments][-1] == ("comment", "tatt opp i kantina")
    assert ("comments", 1, 1, 0) in [row[:4] for row in reading.report.content]


def test_names_in_the_text_are_speakers_too_and_cues_without_one_go_on(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "WEBVTT\n\n00:01.000 --> 00:02.000\nI: Er det noe?\n\n00:02.000 --> 00:03.000\nNL: Nei.\nHusk: begge.\n\n"
        "00:03.000 --> 00:04.000\nEller jo.\n\n00:04.000 --> 00:05.000\nNL: Ja.\nI: Hva?\n",
    )
    assert turns(reading) == [
        ("I", 1.0, "Er det noe?"),
        ("NL", 2.0, "Nei. Husk: begge. Eller jo. Ja."),
        ("I", 4.0, "Hva?"),
    ]


def test_without_speakers_each_cue_is_a_paragraph_with_its_time(tmp_path: Path) -> None:
    reading = read(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\nførst\n\n00:02.000 --> 00:03.000\nså\n")
    assert turns(reading) == [("", 1.0, "først"), ("", 2.0, "så")]


def test_a_cue_without_a_voice_is_told_of_and_a_voice_that_looks_like_no_label_is_one(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Intervjuer>Hva?\n\n00:02.000 --> 00:03.000\nAltså.\n\n"
        "00:03.000 --> 00:04.000\n<v hun, som sitter ved vinduet>Ingenting.\n",
    )
    assert turns(reading) == [("Intervjuer", 1.0, "Hva? Altså."), ("hun, som sitter ved vinduet", 3.0, "Ingenting.")]
    told = " ".join(reading.report.warnings)
    assert "1 cue names no speaker" in told


def test_times_that_run_backwards_are_warned_of(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "WEBVTT\n\n00:05.000 --> 00:02.000\n<v A>Hei\n\n00:01.000 --> 00:02.000\n<v B>Du\n\n00:01.000 --> 00:03.000\n<v A>Jo",
    )
    assert [start for _speaker, start, _said in turns(reading)] == [5.0, 1.0, 1.0]
    assert any(told.startswith("2 cues end before they begin, or begin before") for told in reading.report.warnings)


VOICES = st.sampled_from(["I", "Leder stat", "Kari", "hun der", "Berg, Kari"])
WORD = st.text("abcæøå&.", min_size=1, max_size=6).filter(lambda one: any(map(str.isalnum, one)))
CUES = st.lists(st.tuples(VOICES, st.lists(WORD, min_size=1, max_size=5)), min_size=1, max_size=8)


@given(CUES)
@settings(deadline=None, max_examples=80)
def test_every_word_is_said_once_and_in_its_order_by_who_said_it(
    tmp_path_factory: pytest.TempPathFactory, cues: list[tuple[str, list[str]]]
) -> None:
    blocks = [
        f"00:{n:02d}.000 --> 00:{n + 1:02d}.000\n<v {voice}>{' '.join(words).replace('&', '&amp;')}</v>\n"
        for n, (voice, words) in enumerate(cues)
    ]
    reading = read(tmp_path_factory.mktemp("vtt"), "WEBVTT\n\n" + "\n".join(blocks))
    assert " ".join(said for _who, _when, said in turns(reading)).split() == [w for _v, words in cues for w in words]
    changes = 1 + sum(one[0] != other[0] for one, other in pairwise(cues))
    assert len(reading.segments) == changes and all(s.kind == "turn" for s in reading.segments)
    assert len({s.speaker for s in reading.segments}) == len({voice for voice, _words in cues})


def test_the_interview_of_the_corpus_is_read_whole() -> None:
    path = Path(__file__).resolve().parents[2] / "corpora" / "partnerskap-2007" / "int-tolvik.vtt"
    reading = read_source(path)
    assert reading.roles == {"Intervjuer": "interviewer", "Leder kommune": "informant", "Leder stat": "informant"}
    cues = path.read_text(encoding="utf-8").count("-->")
    joined = next(row.left_out for row in reading.report.content if row.kind == "repeated labels")
    *said, comment = reading.segments
    assert len(said) == cues - joined > 100 and all(s.seconds is not None for s in said)
    assert comment.kind == "comment" and reading.report.warnings == ()


def test_a_name_that_stands_once_and_is_read_as_speech_is_told(tmp_path: Path) -> None:
    cues = ["Kari: Hva gjør dere?", "Ole: Vi er to.", "Og så.", "Kari: Ja."]
    lines = "\n\n".join(f"00:00:0{at}.000 --> 00:00:0{at}.900\n{cue}" for at, cue in enumerate(cues))
    (tmp_path / "a.vtt").write_text(f"WEBVTT\n\n{lines}\n", encoding="utf-8")
    reading = read_source(tmp_path / "a.vtt")
    assert reading.report.speakers == ("Kari",)
    assert "1 line begins like a speaker label but was read as speech." in reading.report.warnings
