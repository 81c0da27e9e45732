"""Where a sentence ends in speech that has been written down."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.language.sentences import Sentences, sentences
from kodeverk.model import Span


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Vi har bl.a. NAV-kontoret og f.eks. Husbanken med.",
        "Det var ca. 10 stykker, dvs. nr. 2 kl. 10.30 den 1. mai.",
        "Vi hadde møter, samtaler osv. hele tiden.",
        "«Hva skal vi gjøre?» sa hun da.",
        "– Kommer du? spurte sjefen.",
        "Jeg … vet ikke helt ... altså.",
        "Han A. Hansen var sjef.",
        "Det står\nover to linjer.",
    ],
)
def test_this_is_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ja. Nei! Kanskje? Vet ikke …", ["Ja.", "Nei!", "Kanskje?", "Vet ikke …"]),
        ("ja. det var sånn. vi snakka", ["ja.", "det var sånn.", "vi snakka"]),
        ("Møter osv. Eg veit ikkje.", ["Møter osv.", "Eg veit ikkje."]),
        ("Hun sa det. «Gå hjem!» Så gikk vi.", ["Hun sa det.", "«Gå hjem!»", "Så gikk vi."]),
        ("Det var i 2006. Da kom reformen.", ["Det var i 2006.", "Da kom reformen."]),
        ("– Ja, sa hun\n– Nei, sa han", ["– Ja, sa hun", "– Nei, sa han"]),
        ("Ett avsnitt\n\nEt annet", ["Ett avsnitt", "Et annet"]),
    ],
)
def test_these_are_several_sentences(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_only_the_stretch_asked_for_is_divided() -> None:
    text = "I: Hva? 5: Ja. Nei."
    assert [s.of(text) for s in sentences(text, Span(11, 19))] == ["Ja.", "Nei."]


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="aB.!?… «»–\n1", max_size=40))
def test_sentences_hold_every_letter_once_and_in_order(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


PARTS = [
    "Ja", "nei", "flytta", "bl.a", "osv", "kl", "A", "1", "dr", "inkl", "Økonomien", "i", "Hun", "ca", "NAV",
    "etter", "«Hva", "– Ja",
]  # fmt: skip
ENDS = [" ", ". ", ". ", "! ", "? ", " … ", "... ", ".» ", "?» ", ", ", ".\n", "\n\n", "\n– ", ".", "?! ", ".  "]


@settings(deadline=None, max_examples=500)
@given(
    st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(ENDS)), min_size=1, max_size=12).map(
        lambda parts: "".join(part + end for part, end in parts)
    ),
    st.data(),
)
def test_the_sentence_around_a_place_is_the_one_of_all_sentences_that_holds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    within = Span(start, data.draw(st.integers(start + 1, len(text))))
    every = sentences(text, within)
    words = [Span(*word.span()) for word in re.finditer(r"\w+", text) if within.contains(Span(*word.span()))]
    for first in words:
        last = data.draw(st.sampled_from(words[words.index(first) :]))
        held = [sentence for sentence in every if sentence.overlaps(first.hull(last))]
        assert Sentences(text).around(first.hull(last), within) == held[0].hull(held[-1])


def test_an_abbreviation_before_a_capital_ends_no_sentence_around_a_place() -> None:
    text = "Vi flytta. Det var bl.a. NAV, inkl. Husbanken og A. Hansen. Ja!"
    found = Sentences(text).around(Span(25, 28), Span(0, len(text)))
    assert found.of(text) == "Det var bl.a. NAV, inkl. Husbanken og A. Hansen."
