"""Folding keeps length and letters; what the eye does not see is left out without losing a position."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.language.fold import UNSEEN, evened, fold, folded
from kodeverk.model import Span


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_folding_never_changes_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_the_capital_i_with_a_dot_stays_one_character() -> None:
    assert len("İ".lower()) == 2
    assert fold("İS på Å") == "is på å"


def test_no_ring_or_accent_is_lost() -> None:
    assert fold("PÅ ÉN ØY") == "på én øy"


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="aÅ 😀" + UNSEEN[:3], max_size=20), st.data())
def test_a_stretch_of_what_is_seen_points_at_the_same_letters_in_the_text(text: str, data: st.DataObject) -> None:
    ready = folded(text)
    start = data.draw(st.integers(0, len(ready.seen)))
    end = data.draw(st.integers(start, len(ready.seen)))
    if start < end:
        span = ready.original(start, end)
        assert "".join(c for c in span.of(text) if c not in UNSEEN) == ready.seen[start:end]
        assert span.of(text)[0] not in UNSEEN and span.of(text)[-1] not in UNSEEN
        assert ready.found(span) == (start, end)


def test_what_is_seen_of_a_span_that_starts_at_a_soft_hyphen() -> None:
    text = "ab\u00adcd"
    assert folded(text).found(Span(2, 5)) == (2, 4)


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="aÅİ -\u2010\n\u00a0😀" + UNSEEN[:2], max_size=20), st.data())
def test_an_evened_text_has_one_space_for_every_run_of_white_space_and_loses_no_position(
    text: str, data: st.DataObject
) -> None:
    ready = evened(text)
    assert ready.seen == _even(text)
    assert len(ready.lower) == len(ready.seen)
    start = data.draw(st.integers(0, len(ready.seen)))
    end = data.draw(st.integers(start, len(ready.seen)))
    if start < end:
        span = ready.original(start, end)
        assert _even(span.of(text)) == ready.seen[start:end]
        assert ready.found(span) == (start, end)


def _even(text: str) -> str:
    seen = "".join(character for character in text if character not in UNSEEN)
    return re.sub(r"\s+", " ", seen).replace("\u2010", "-")


def test_every_white_space_there_is_counts_as_a_space() -> None:
    spaces = [character for character in map(chr, range(0x110000)) if character.isspace()]
    assert len(spaces) > 20
    assert {evened(f"a{character}b").lower for character in spaces} == {"a b"}
