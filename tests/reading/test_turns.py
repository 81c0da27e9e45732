"""Who says what: labels, where speech starts, roles, time stamps."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.reading.turns import Turns, divide, lines_of


def divided(text: str) -> Turns:
    return divide(text, lines_of(text, 0))


def said(text: str) -> list[tuple[str, str]]:
    return [(s.speaker, s.speech.of(text)) for s in divided(text).segments]


@pytest.mark.parametrize(
    "label, role",
    [("I", "interviewer"), ("Int", "interviewer"), ("INT", "interviewer"), ("Intervjuer", "interviewer"),
     ("Intervjuer 2", "interviewer"), ("NL", "unknown"), ("S02", "unknown"), ("Interviewer", "interviewer"), ("Informant 5", "informant"),
     ("Inf. 5", "informant"), ("INF", "informant"), ("Respondent", "informant")],
)  # fmt: skip
def test_known_labels_count_at_once_and_tell_the_role(label: str, role: str) -> None:
    text = f"{label}: Hei på deg."
    turns = divided(text)
    assert said(text) == [(label, "Hei på deg.")]
    assert turns.roles == {label: role}


@pytest.mark.parametrize(
    "label", ["Q", "Spm", "NAVL", "Kari", "Kari Nordmann", "Leder kommune", "5", "A-1", "Leder (stat)"]
)
def test_other_labels_count_when_they_recur(label: str) -> None:
    text = f"{label}: Først.\nI: Mm.\n{label}: Så."
    assert said(text) == [(label, "Først."), ("I", "Mm."), (label, "Så.")]


@pytest.mark.parametrize(
    "sentence",
    ["Husk: dette er viktig.", "Poenget: vi må snakke.", "Jeg sa: nå holder det.", "Klokka 12:30 gikk vi.",
     "Se https://nav.no for mer.", "Det er to ting, nemlig: én og to.", "NB: husk nøkkel."],
)  # fmt: skip
def test_a_sentence_with_a_colon_inside_a_turn_is_no_speaker(sentence: str) -> None:
    text = f"I: Hva da?\nNL: Altså.\n{sentence}\nNL: Ja.\n{sentence}"
    assert said(text) == [("I", "Hva da?"), ("NL", f"Altså.\n{sentence}"), ("NL", f"Ja.\n{sentence}")]


def test_lines_read_as_speech_though_they_begin_like_a_label_are_counted() -> None:
    assert divided("I: Hva?\nNL: Ja.\nRådmannen: nei.\nOg så.\nNL: Mm.").passed_over == 1


def test_body_is_where_speech_starts() -> None:
    text = "Tittel\n\nI:  Hva?\n[00:12:31] S01: Jeg 😀 er.\nS02: [1:02:03,5] Ja.\nS01 [00:13]:\n  Neste linje."
    segments = divided(text).segments
    assert [(s.start, s.body, s.end, s.seconds) for s in segments] == [
        (0, 0, 6, None), (8, 12, 16, None), (17, 33, 42, 751.0), (43, 60, 63, 3723.5), (64, 79, 91, 13.0),
    ]  # fmt: skip
    assert [s.speech.of(text) for s in segments] == ["Tittel", "Hva?", "Jeg 😀 er.", "Ja.", "Neste linje."]
    assert [s.kind for s in segments] == ["paragraph"] + ["turn"] * 4


def test_a_time_stamp_on_a_line_of_its_own_belongs_to_the_turn_that_follows() -> None:
    text = "[00:00:05]\nI: Hei?\n[00:00:09]\nNL: Hei.\n[00:01:00]\nMer.\nNL: Slutt."
    assert [(s.speaker, s.seconds, s.speech.of(text)) for s in divided(text).segments] == [
        ("I", 5.0, "Hei?"), ("NL", 9.0, "Hei."), ("NL", 60.0, "Mer."), ("NL", None, "Slutt."),
    ]  # fmt: skip


def test_unlabelled_paragraphs_go_on_with_the_turn_before_them() -> None:
    text = "I: Hva?\n\nNL: Først.\n\nSå dette.\n\nOg dette.\n\nI: Mm."
    assert said(text) == [("I", "Hva?"), ("NL", "Først.\n\nSå dette.\n\nOg dette."), ("I", "Mm.")]


def test_text_before_the_first_turn_has_no_speaker() -> None:
    turns = divided("Intervju med leder\nDato: 3. mai\nI: Hva?\nNL: Ja.\nNL: Nei.")
    assert [(s.kind, s.speaker) for s in turns.segments[:2]] == [("paragraph", ""), ("paragraph", "")]
    assert turns.roles == {"I": "interviewer", "NL": "informant"}


def test_a_text_without_speakers_stays_paragraphs() -> None:
    turns = divided("Avtalen gjelder fra 2007.\n\nPartene møtes hver måned.")
    assert [s.kind for s in turns.segments] == ["paragraph", "paragraph"] and turns.roles == {}


def test_who_interviews_is_guessed_only_from_clear_signs() -> None:
    clear = "S01: Hva gjør du?\nS02: Jeg er leder for et kontor her.\nS01: Trives du?\nS02: Ja, det gjør jeg nok."
    unclear = "S01: Hva gjør du?\nS02: Hva mener du med det?\nS01: Jobben, altså.\nS02: Å, leder?"
    assert divided(clear).roles == {"S01": "interviewer", "S02": "informant"}
    assert divided(clear).guessed == ("S01", "S02")
    assert divided(unclear).roles == {"S01": "unknown", "S02": "unknown"}
    assert divided(unclear).guessed == ()


def test_an_informant_known_by_label_is_never_guessed_to_interview() -> None:
    text = "Informant 1: Hva? Hvem? Hvor?\nKari: Vi har alltid gjort det sånn her hos oss.\nKari: Ja."
    assert divided(text).roles == {"Informant 1": "informant", "Kari": "unknown"}


@given(st.text(st.sampled_from("I NL:a?.\n\u2028\t[]0123Æ😀"), max_size=80))
@settings(max_examples=200, deadline=None)
def test_segments_cover_the_text_in_order_and_nothing_twice(text: str) -> None:
    segments = divided(text).segments
    assert [s.number for s in segments] == list(range(1, len(segments) + 1))
    covered = [range(s.start, s.end) for s in segments]
    assert all(a.stop <= b.start for a, b in pairwise(covered))
    assert all(s.start <= s.body <= s.end for s in segments)
    inside = {at for one in covered for at in one}
    assert all(at in inside for at, character in enumerate(text) if not character.isspace())


@given(
    st.lists(st.sampled_from(["a", "I: b", " ", "\t", "\n", "\v", "\f", "\x85", "\u2028", "\u2029", "\x1c", "\u2009"]))
)
@settings(deadline=None, max_examples=200)
def test_lines_end_at_every_line_end_without_the_white_space_around_them(parts: list[str]) -> None:
    text = "".join(parts)
    pieces = [piece.strip() for piece in re.split("[\n\v\f\x85\u2028\u2029]", text)]
    assert [text[line.start : line.end] for line in lines_of(text, 0)] == [piece for piece in pieces if piece]


@pytest.mark.parametrize("space", ["", " ", "\t", "\xa0", "\u2009", " \u2009 "])
def test_speech_starts_behind_any_white_space(space: str) -> None:
    assert said(f"I:{space}Hei på deg.\nNL: [00:12:31]{space}Hei.") == [("I", "Hei på deg."), ("NL", "Hei.")]


def test_a_stamp_with_thousandths_and_a_dash_behind_it_is_a_time() -> None:
    text = "[00:00:02.500] -\nI: Hvem leder?\n[00:00:05,250] –\nNL: Begge to."
    assert [segment.seconds for segment in divide(text, lines_of(text, 0)).segments] == [2.5, 5.25]
