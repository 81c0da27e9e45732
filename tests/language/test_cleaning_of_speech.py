"""Fillers, repetitions, marks, dialect and white space: what each rule takes out, and what it must leave."""

from __future__ import annotations

import pytest

from tests.coding.cleaned import cleaned, said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Vi har eh to sjefer.", "Vi har to sjefer."),
        ("Eh, vi har to sjefer.", "Vi har to sjefer."),
        ("Ehm … vi har to.", "Vi har to."),
        ("Vi har øh to, øhm, sjefer.", "Vi har to, sjefer."),
        ("Kari og, eh, Ola.", "Kari og Ola."),
        ("Vi er, liksom, eit lag.", "Vi er eit lag."),
        ("Vi er liksom et lag, altså.", "Vi er et lag."),
        ("Det er tungt, ikke sant, med to.", "Det er tungt, med to."),
        ("Det er tungt, ikkje sant.", "Det er tungt."),
        ("Det var, holdt jeg på å si, kaos.", "Det var kaos."),
        ("Det er på en måte to verdener.", "Det er to verdener."),
        ("Det er på ein måte to verder.", "Det er to verder."),
        ("Ja. Mm. Vi har to.", "Ja. Vi har to."),
        ("Vi har to. Eh.", "Vi har to."),
        ("Vi har eh, eh, to.", "Vi har, to."),
        ("Eh, eh, vi har to.", "Vi har to."),
        ("Vi har eh… to.", "Vi har … to."),
        ("Hun sa, eh, ja.", "Hun sa, ja."),
        ("Først linja eh\nog så den andre.", "Først linja\nog så den andre."),
    ],
)
def test_a_filler_goes_with_the_commas_and_spaces_only_it_needed(before: str, after: str) -> None:
    assert said(before, "fillers") == after


@pytest.mark.parametrize(
    "text",
    [
        "Mm.",
        "Ja.",
        "Eh.",
        "Eh … mm.",
        "Mm (latter)",
        "Nei, ja.",
        "Det er EH umulig.",
        "Det er *liksom* et lag.",
        "Hun sa bare «mm» til meg.",
        "Altså! Nå er det nok.",
        "Det er tungt, ikke sant?",
        "Det er ikke sant.",
        "Det er sant, det de sier.",
        "Han holdt på å si opp jobben.",
        "På en måte som alle forstår.",
        "På ein måte eg ikkje likar.",
        "Ja, på en måte.",
        "På en måte er det bra.",
        "På en måte, ja, på en annen måte nei.",
        "Det er på en måte bra, men på en annen måte ikke.",
        "Vi løste det på en måte alle var fornøyde med.",
        "Han lekte på liksom.",
        "Altså er det bra.",
        "Vi er to. Altså må vi dele.",
        "Det kom 20 mm regn.",
        "Har vi nok folk? Mm, det har vi.",
        "Vi brukte e-postlista og EHM-skjemaet.",
        "Behemen og Emma mente det.",
        "Det er to. Sant. Ja.",
        "Jeg er øm i kroppen.",
    ],
)
def test_what_answers_strengthens_or_is_no_filler_stays(text: str) -> None:
    assert said(text, "fillers") == text


@pytest.mark.parametrize(
    "before, after",
    [
        ("Altså det er bra.", "Det er bra."),
        ("Altså, er det bra?", "Er det bra?"),
        ("Vi må på en måte finne ut av det.", "Vi må finne ut av det."),
        ("Det er, på en måte, rart.", "Det er rart."),
    ],
)
def test_the_same_words_go_where_they_say_nothing(before: str, after: str) -> None:
    assert said(before, "fillers") == after


@pytest.mark.parametrize(
    "text",
    ["Det som er er at vi mangler folk.", "Det jeg gjør gjør jeg godt.", "Det vi jobber med med barna, er lek.",
     "Vi holder på på kontoret.", "Vi visste hva det gikk ut på på forhånd.", "Det som var var at hun sluttet."],
)  # fmt: skip
def test_a_word_that_ends_a_clause_and_begins_the_next_is_no_repetition(text: str) -> None:
    assert said(text, "repetitions") == text


def test_the_same_words_are_repeated_where_no_clause_ends() -> None:
    assert said("Det er er tungt. De gikk på på tur med med barna.", "repetitions") == (
        "Det er tungt. De gikk på tur med barna."
    )


def test_s09_a_filler_that_answers_a_question_stays_and_a_hesitation_before_the_answer_goes() -> None:
    text = "I: Har dere to ledere?\nNL: Mm, det har vi.\nI: Mm.\nNL: Mm, og så eh to kontorer.\nI: Er det mye?\nNL: Eh, ja."
    assert cleaned(text, "fillers") == (
        "I: Har dere to ledere?\nNL: Mm, det har vi.\nI: Mm.\nNL: Og så to kontorer.\nI: Er det mye?\nNL: Ja."
    )


def test_a_nod_that_begins_a_turn_as_a_sentence_stays() -> None:
    text = "I: To budsjett, ja.\nNL: Mm. Hun har mm statens. Mm. Jeg har mine.\nI: Greit."
    assert cleaned(text, "fillers") == "I: To budsjett, ja.\nNL: Mm. Hun har statens. Jeg har mine.\nI: Greit."


def test_s09_a_lone_yes_or_hesitation_as_a_whole_answer_stays() -> None:
    for answer in ("Ja.", "Mm.", "Eh.", "Ja", "Nja, eh.", "Liksom."):
        whole = f"I: Er det likeverd?\nNL: {answer}\nI: Takk."
        expected = whole.replace("Nja, eh.", "Nja.")
        assert cleaned(whole, "fillers") == expected


def test_words_to_keep_stay() -> None:
    assert said("Altså, vi er liksom to.", "fillers", keep=["altså"]) == "Altså, vi er to."
    assert said("Vi er to (latter) og (kremter) en.", "sounds", keep=["latter"]) == "Vi er to (latter) og en."


def test_a_mark_between_two_parts_of_one_letter_stays() -> None:
    assert said("Vi ᄀ(ler)ᅡ ja (ler).", "sounds") == "Vi ᄀ(ler)ᅡ ja."


def test_a_label_is_never_touched() -> None:
    text = "I: Hei.\nMM: Jeg er mm leder.\nI: Ja.\nMM: Mm, eh, to."
    assert cleaned(text, "fillers") == "I: Hei.\nMM: Jeg er leder.\nI: Ja.\nMM: To."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Jeg jeg gikk.", "Jeg gikk."),
        ("Det er det er tungt.", "Det er tungt."),
        ("Eg eg eg veit ikkje.", "Eg veit ikkje."),
        ("Vi har vi har vi har to.", "Vi har to."),
    ],
)
def test_words_said_twice_while_looking_for_the_next_are_said_once(before: str, after: str) -> None:
    assert said(before, "repetitions") == after


@pytest.mark.parametrize(
    "text",
    [
        "Ja ja.",
        "Veldig, veldig tungt.",
        "Det det handler om, er tid.",
        "Lenge lenge.",
        "Arbeid arbeid arbeid.",
        "Hun var så grei så grei.",
        "Det gjør jeg, jeg har trodd på det.",
        "Hvordan var det, var det vanskelig?",
    ],
)
def test_words_said_twice_for_weight_or_by_grammar_stay(text: str) -> None:
    assert said(text, "repetitions") == text


def test_what_one_rule_leaves_the_next_one_finds() -> None:
    assert said("Jeg eh jeg gikk.", "repetitions", "fillers") == "Jeg gikk."
    assert said(
        "Jeg (kremter) eh jeg itj gikk.", "sounds", "fillers", "repetitions", "dialect", words={"itj": "ikke"}
    ) == ("Jeg ikke gikk.")


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("omissions", "Vi har [...] to sjefer (…).", "Vi har to sjefer."),
        ("unheard", "Vi har [uhørbart] to [utydelig 00:12:31] (ikkje høyrbart) her [?].", "Vi har to her."),
        ("sounds", "(latter) Vi har (kremter) to *ler* [begge ler høyt].", "Vi har to."),
        ("pauses", "Vi har (pause) to (.) og (2,5) tre [kort stillhet].", "Vi har to og tre."),
    ],
)
def test_marks_of_the_transcriber_go_by_kind(rule: str, before: str, after: str) -> None:
    assert said(before, rule) == after
    for other in {"omissions", "unheard", "sounds", "pauses"} - {rule}:
        assert said(before, other) == before


@pytest.mark.parametrize(
    "text",
    [
        "(latter)",
        "Det er *viktig*.",
        "[to sjefer?] sa hun.",
        "(nesten latterlig)",
        "[Leder 1] ler av det.",
        "Hun ler og ler.",
    ],
)
def test_what_is_said_within_marks_and_a_mark_alone_in_a_turn_stay(text: str) -> None:
    assert said(text, "omissions", "unheard", "sounds", "pauses") == text


def test_words_of_a_dialect_are_exchanged_whole_and_with_their_capitals() -> None:
    words = {"itj": "ikke", "æ": "jeg"}
    assert said("Æ vet itj. ITJ! Æresord, itjnå.", "dialect", words=words) == "Jeg vet ikke. IKKE! Æresord, itjnå."
    assert said("Æ vet itj.", "dialect", words=words, keep=["æ"]) == "Æ vet ikke."


def test_white_space_is_evened_but_not_in_tables_and_no_dots_move() -> None:
    assert said("Vi  har\tto , og  \n  så ... tre !", "spaces") == "Vi har to, og\nså ... tre!"
    assert said("10\xa0000 kroner :-)", "spaces") == "10\xa0000 kroner :-)"
