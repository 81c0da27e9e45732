"""The ways transcripts say who speaks: numbers and times around labels, tabs instead of colons, names over a time."""

from __future__ import annotations

import pytest

from kodeverk.reading.turns import divide, lines_of

SAID = ["Hva gjør du?", "Æ e leder, «kanskje» – jo.", "Kvifor?", "Nei, ikkje sant."]


def turns(text: str, kind: str = "paragraph") -> list[tuple[str, float | None, str]]:
    lines = (line for line in lines_of(text, 0))
    if kind == "table":
        lines = (line._replace(kind="table") for line in lines)
    return [(s.speaker, s.seconds, s.speech.of(text)) for s in divide(text, lines).segments]


def written(form: str) -> str:
    """Return the four turns of I and NL, each in a form that may name n, s, x, and m for a minute of its own."""
    return "\n".join(
        form.format(n=number, s="I" if number % 2 else "NL", x=x, m=number + 9) for number, x in enumerate(SAID, 1)
    )


@pytest.mark.parametrize(
    "form",
    ["{n}. {s}: {x}", "{n} {s}: {x}", "{n:03d} {s}: {x}", "({n}) {s}: {x}", "[{n}] {s}: {x}", "{n}) {s}: {x}",
     "{n}\t{s}:\t{x}", "[{s}]: {x}", "**{s}:** {x}", "**{s}**: {x}", "{s}\t{x}", "{n}\t{s}\t{x}"],
)  # fmt: skip
def test_numbers_and_marks_around_a_label_are_no_part_of_it(form: str) -> None:
    assert turns(written(form)) == [(s, None, x) for s, x in zip(["I", "NL"] * 2, SAID, strict=True)]


@pytest.mark.parametrize(
    "form",
    ["00:{m}:05 {s}: {x}", "{s} {m}:05: {x}", "{s} ({m}:05): {x}", "{s}: ({m}:05) {x}", "{m}:05\n{s}: {x}",
     "00:{m}:05\n{s}: {x}", "{s} 00:{m}:05\n{x}", "{s}   {m}:05\n{x}", "[{s}] 00:{m}:05\n{x}", "{m}:05\t{s}\t{x}"],
)  # fmt: skip
def test_a_time_beside_a_label_is_a_time_and_no_part_of_it(form: str) -> None:
    seconds = [605.0, 665.0, 725.0, 785.0]
    assert turns(written(form)) == list(zip(["I", "NL"] * 2, seconds, SAID, strict=True))


@pytest.mark.parametrize("text", ["00:00:04 Hva?\n00:00:08 Jo.\n00:00:12 Da så.", "00:00:04\nHva?\n00:00:08\nJo."])
def test_times_alone_are_no_speakers(text: str) -> None:
    assert {speaker for speaker, _seconds, _said in turns(text)} == {""}


def test_rows_of_a_table_with_speaker_and_speech_are_turns_and_its_head_is_none() -> None:
    text = "Taler\tTekst\nIntervjuer\tHva?\nKari\tJo.\nIntervjuer\tMm.\nKari\tNei."
    assert turns(text, "table") == [
        ("", None, "Taler\tTekst"), ("Intervjuer", None, "Hva?"), ("Kari", None, "Jo."), ("Intervjuer", None, "Mm."),
        ("Kari", None, "Nei."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["NAV\t12\tja\nNAV\t13\tnei\nKommune\t1\tja\nKommune\t2\tja",  # three cells
     "Alder\t44\nKjønn\tkvinne\nKontor\tNAV A",  # nothing recurs
     "NAV\tmål\nNAV\ttiltak\nAndre\tmål\nFolk\ttiltak\nTid\tnei"],  # one label recurs
)  # fmt: skip
def test_other_tables_are_no_turns(text: str) -> None:
    assert {speaker for speaker, _seconds, _said in turns(text, "table")} == {""}


def test_tabs_and_times_tell_who_speaks_only_where_no_colon_does() -> None:
    text = "I: Hva?\nNL: Dette:\nKari\tsjef\nOle\tfagleder\nKari\tigjen\nOle\tigjen\nI: Mm."
    assert [speaker for speaker, _seconds, _said in turns(text)] == ["I", "NL", "I"]


def test_numbers_that_do_not_rise_are_part_of_the_label() -> None:
    text = "1 Kari: Hei.\n2 Ola: Ja.\n1 Kari: Mm.\n2 Ola: Nei.\nOg mer.\n1 Kari: Så."
    assert [speaker for speaker, _seconds, _said in turns(text)] == ["1 Kari", "2 Ola", "1 Kari", "2 Ola", "1 Kari"]


def test_who_speaks_but_once_is_told_by_a_full_name_where_the_others_have_one() -> None:
    text = "Kari Nordmann: Hei.\nOle Hansen: Ja.\nOg mer.\nPer Olsen: Jeg òg.\nKari Nordmann: Mm.\nOle Hansen: Nei."
    assert turns(text)[2] == ("Per Olsen", None, "Jeg òg.")


def test_small_initials_count_where_another_label_is_in_small_letters() -> None:
    text = "i: Hva?\nnl: Jo.\nda: ja: nei.\ni: Mm.\nnl: Så.\nja: nei."
    assert turns(text) == [("i", None, "Hva?"), ("nl", None, "Jo.\nda: ja: nei."), ("i", None, "Mm."),
                           ("nl", None, "Så.\nja: nei.")]  # fmt: skip


def test_what_is_added_in_parentheses_to_a_name_may_be_in_small_letters() -> None:
    text = "Kari (leder): Hei.\nOg mer.\nOle (ansatt): Ja.\nKari (leder): Mm.\nOle (ansatt): Nei."
    assert {speaker for speaker, _seconds, _said in turns(text)} == {"Kari (leder)", "Ole (ansatt)"}
