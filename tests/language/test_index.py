"""The index of a text: where its words stand, made once."""

from __future__ import annotations

from kodeverk.language.index import index, kept_index
from kodeverk.language.phrase import phrase
from kodeverk.language.vocabulary import Vocabulary
from kodeverk.model import sha256

TEXT = "😀 Ja, sje\u00adfen og to sjefer."


def test_the_index_finds_words_and_phrases_in_code_points_of_the_text() -> None:
    made = index(TEXT)
    known = Vocabulary(made.starts)
    word, two = phrase("sjef", known), phrase("to sjefer", known)
    assert word is not None and two is not None
    assert [span.of(TEXT) for span in sorted(made.find(word))] == ["sje\u00adfen", "sjefer"]
    assert [span.of(TEXT) for span in made.find(two)] == ["to sjefer"]


def test_a_text_is_read_once() -> None:
    read: list[str] = []

    def text() -> str:
        read.append(TEXT)
        return TEXT

    assert kept_index(sha256(TEXT), text) is kept_index(sha256(TEXT), text)
    assert len(read) == 1
