"""What an import counts as letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.reading.kinds import letters


@pytest.mark.parametrize(
    "text, count",
    [("", 0), (" .,-–«»", 0), ("På øya", 5), ("1 av 2", 4), ("½ ² ٣ Ⅷ", 4), ("a_b", 2), ("a\u030a", 1), ("日本", 2),
     ("😀 😀", 0), ("𝔘𝔘", 2), ("\ud83d\ude00x\ud800", 1)],
)  # fmt: skip
def test_letters_and_digits_of_any_script_count_and_nothing_else(text: str, count: int) -> None:
    assert letters(text) == count


@given(st.text(st.characters(codec=None) | st.sampled_from("aåÅ1 \t\n–½é")))
@settings(deadline=None, max_examples=200)
def test_the_count_is_that_of_asking_each_character(text: str) -> None:
    assert letters(text) == sum(map(str.isalnum, text))
