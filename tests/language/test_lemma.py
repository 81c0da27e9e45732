"""Which word forms belong together, in bokmål and nynorsk."""

from __future__ import annotations

import pytest

from kodeverk.language.lemma import lemma, lemmas, sought
from kodeverk.language.tokens import pipeline
from kodeverk.language.vocabulary import Vocabulary

TOGETHER = [
    # bokmål
    ("sjef", "sjefer"),
    ("sjef", "sjefene"),
    ("leder", "lederne"),
    ("leder", "lederens"),
    ("kontor", "kontorene"),
    ("kommune", "kommunens"),
    ("avtale", "avtalene"),
    ("part", "parter"),
    ("eier", "eiernes"),
    ("rapportere", "rapporterte"),
    ("tillit", "tilliten"),
    ("makt", "maktens"),
    ("jente", "jenta"),
    ("gå", "gikk"),
    ("likeverdig", "likeverdige"),
    ("saksbehandler", "saksbehandlernes"),
    ("partnerskapsmøte", "partnerskapsmøtene"),
    ("enhetsleder", "enhetslederen"),
    ("tosjefsmodell", "tosjefsmodellen"),
    ("fagkonflikt", "fagkonflikten"),
    ("fagkonflikten", "fagkonflikt"),
    ("fagkonflikt", "fagkonfliktene"),
    ("ansattdel", "ansattdelene"),
    ("ansattdelene", "ansattdel"),
    ("enhetslederen", "enhetsleder"),
    ("stor", "større"),
    # nynorsk
    ("leiar", "leiarane"),
    ("lærar", "lærarane"),
    ("ungdom", "ungdommane"),
    ("kjensle", "kjenslene"),
    ("eigar", "eigarar"),
    ("sjef", "sjefane"),
    ("kommune", "kommunane"),
    ("teneste", "tenestene"),
    ("få", "fekk"),
    ("konflikt", "konfliktar"),
]

APART = [
    ("på", "pa"),
    ("sånn", "sann"),
    ("så", "sa"),
    ("leder", "led"),
    ("stole", "stjal"),
    ("tall", "toll"),
    ("likeverd", "likeverdige"),
    ("makt", "maktesløs"),
    ("fagkonflikt", "fagkongress"),
]


@pytest.mark.parametrize(("base", "form"), TOGETHER)
def test_an_inflected_form_is_found_by_its_base_form(base: str, form: str) -> None:
    assert form in Vocabulary(["og", form, "ikke"]).of(base)


@pytest.mark.parametrize(("base", "form"), APART)
def test_a_word_that_only_looks_alike_is_not_found(base: str, form: str) -> None:
    assert form not in Vocabulary([form]).of(base)


def test_every_reading_of_an_ambiguous_form_is_kept() -> None:
    assert lemmas("sa") == {"si", "seie"}
    assert {"styrt", "styra"} <= lemmas("styrt")


def test_a_form_nobody_knows_falls_back_on_its_marked_stem() -> None:
    assert lemmas("partnerskapsmøte") == {"partnerskapsmøte", "~partnerskapsmøt"}
    assert "~partnerskapsmøt" in sought("partnerskapsmøte")


@pytest.mark.parametrize(("form", "other"), [("fagkonflikt", "fagkonflikten"), ("ansattdel", "ansattdelene")])
def test_two_forms_whose_lemmas_are_guessed_apart_meet_in_their_stem(form: str, other: str) -> None:
    assert {lemma(form), lemma(other)} != {lemma(form)}
    assert lemmas(form) & lemmas(other)


@pytest.mark.parametrize("form", ["leder", "sjefene", "kommunens", "likeverdige", "stjal", "gikk"])
def test_a_form_a_dictionary_knows_has_no_stem_and_so_meets_nothing_by_it(form: str) -> None:
    assert lemmas(form) and not any(reading.startswith("~") for reading in lemmas(form))


def test_a_word_of_a_phrase_is_read_in_every_way_and_a_single_word_is_not() -> None:
    assert "led" in sought("leder", alone=False)
    assert "led" not in sought("leder")


def test_the_first_language_wins_and_the_other_still_helps() -> None:
    assert (lemma("sa", "nb"), lemma("sa", "nn")) == ("si", "seie")
    assert lemma("ungdommane", "nb") == "ungdom"


def test_spacys_tokens_carry_the_lemmas_of_the_pipelines_language() -> None:
    assert [t.lemma_ for t in pipeline("nb")("Sjefene sa det")] == ["sjef", "si", "den"]
    assert [t.lemma_ for t in pipeline("nn")("Ungdommane sa det")] == ["ungdom", "seie", "det"]
    assert pipeline("nb") is pipeline("nb")


@pytest.mark.parametrize("form", ["s", "S", "_", "1", "ß", "é"])
def test_a_single_character_is_a_form_like_any_other(form: str) -> None:
    assert form.lower() in Vocabulary([form.lower()]).of(form.lower())
