"""ED-4: where a stretch of text stands after edits, at its edges above all; forty cases done by hand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.coding.edits import Edited, Moving, checked
from kodeverk.errors import KodeverkError
from kodeverk.model import Span

# What is coded stands in brackets, before and after; edits are (start, end, new) in the text without brackets.
FAMILY, THUMB, TONE, RING = "👩‍👩‍👧", "👍", "🏽", "\u030a"
CASES = [
    ("put in before", "ja [to] nei", [(0, 0, "å ")], "å ja [to] nei"),
    ("put in at the very start", "ja [to] nei", [(3, 3, "de ")], "ja de [to] nei"),
    ("put in inside", "ja [to] nei", [(4, 4, "x")], "ja [txo] nei"),
    ("put in at the very end", "ja [to] nei", [(5, 5, "en")], "ja [to]en nei"),
    ("put in after", "ja [to] nei", [(6, 6, "nei ")], "ja [to] nei nei"),
    ("put in at both edges", "[to]", [(0, 0, "a"), (2, 2, "b")], "a[to]b"),
    ("taken out before", "ja [to] nei", [(0, 3, "")], "[to] nei"),
    ("taken out up to the start", "ja [to] nei", [(2, 3, "")], "ja[to] nei"),
    ("taken out at the start", "ja [tosk] nei", [(3, 5, "")], "ja [sk] nei"),
    ("taken out inside", "ja [tosk] nei", [(4, 6, "")], "ja [tk] nei"),
    ("taken out at the end", "ja [tosk] nei", [(5, 7, "")], "ja [to] nei"),
    ("taken out from the end on", "ja [to] nei", [(5, 6, "")], "ja [to]nei"),
    ("taken out after", "ja [to] nei", [(6, 9, "")], "ja [to] "),
    ("taken out across the start", "ja [tosk] nei", [(1, 5, "")], "j[sk] nei"),
    ("taken out across the end", "ja [tosk] nei", [(5, 9, "")], "ja [to]ei"),
    ("all of it taken out", "ja [to] nei", [(3, 5, "")], None),
    ("all of it and more taken out", "ja [to] nei", [(2, 6, "")], None),
    ("the whole text taken out but a letter", "ja [to] nei", [(1, 9, "")], None),
    ("taken out in two goes", "ja [to] nei", [(3, 4, ""), (4, 5, "")], None),
    ("exchanged before", "ja [to] nei", [(0, 2, "nja")], "nja [to] nei"),
    ("exchanged up to the start", "ja [to] nei", [(0, 3, "nja ")], "nja [to] nei"),
    ("exchanged at the start", "ja [tosk] nei", [(3, 5, "fi")], "ja [fisk] nei"),
    ("a name at the start for a pseudonym", "[Kari sa nei]", [(0, 4, "[A]")], "[{A} sa nei]"),
    ("exchanged inside", "ja [tosk] nei", [(4, 6, "us")], "ja [tusk] nei"),
    ("exchanged at the end", "ja [tosk] nei", [(5, 7, "rn")], "ja [torn] nei"),
    ("all of it exchanged", "ja [to] nei", [(3, 5, "tre")], "ja [tre] nei"),
    ("all of it and what is before exchanged", "ja [to] nei", [(0, 5, "å tre")], None),
    ("all of it and what is after exchanged", "ja [to] nei", [(3, 9, "tre")], None),
    ("exchanged across the start", "ja [tosk] nei", [(0, 5, "x")], "x[sk] nei"),
    ("exchanged across the end", "ja [tosk] nei", [(5, 9, "x")], "ja [to]xei"),
    ("exchanged across both edges in two goes", "ja [tosk] nei", [(2, 4, "x"), (6, 8, "y")], "jax[os]ynei"),
    ("exchanged after", "ja [to] nei", [(6, 9, "jo")], "ja [to] jo"),
    ("taken out at the start and put in there", "ja [tosk] nei", [(3, 5, ""), (5, 5, "x")], "ja [xsk] nei"),
    ("put in before what is taken out", "ja [tosk] nei", [(3, 3, "x"), (3, 5, "")], "ja x[sk] nei"),
    ("one letter, put in at both sides", "a[b]c", [(1, 1, "x"), (2, 2, "y")], "ax[b]yc"),
    ("the whole text is coded", "[to]", [(1, 1, "-")], "[t-o]"),
    ("nothing exchanged for nothing", "ja [to]", [(1, 1, "")], "ja [to]"),
    ("a skin tone put in at the end belongs to the thumb", f"ja [{THUMB}] nei", [(4, 4, TONE)], f"ja [{THUMB}{TONE}] nei"),
    ("a ring put in at the end makes another letter", "[ja] nei", [(2, 2, RING)], "[jå] nei"),
    ("a family parted", f"[a {FAMILY}] b", [(3, 5, "")], f"[a 👩{FAMILY[3:]}] b"),
]  # fmt: skip


def read(marked: str) -> tuple[str, Span]:
    start = marked.index("[")
    end = marked.rindex("]") - 1
    text = marked[:start] + marked[start + 1 : end + 1] + marked[end + 2 :]
    return text.replace("{", "[").replace("}", "]"), Span(start, end)


@pytest.mark.parametrize(("before", "edits", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_edges_follow_the_rules(before: str, edits: list[tuple[int, int, str]], after: str | None) -> None:
    text, span = read(before)
    edited = Edited(text, edits)
    if after is None:
        assert edited.span(span) is None
    else:
        assert (edited.new, edited.span(span)) == read(after)


def test_there_are_forty_cases() -> None:
    assert len(CASES) == len({case[0] for case in CASES}) == 40


@pytest.mark.parametrize(
    "edits", [[(0, 20, "")], [(-1, 2, "")], [(3, 2, "")], [(0, 3, "a"), (2, 4, "b")], [(0, 4, "a"), (2, 2, "b")]]
)
def test_edits_that_do_not_fit_are_refused_without_telling_the_text(edits: list[tuple[int, int, str]]) -> None:
    with pytest.raises(KodeverkError, match="Nothing was changed") as told:
        checked("hemmelig", edits)
    assert "hemmelig" not in str(told.value)


LETTERS = st.text("abå \n👍" + RING + "\u200d" + TONE, max_size=4)


@settings(max_examples=300, deadline=None)
@given(st.text("abcdefgh å👍", min_size=1, max_size=14), st.data())
def test_stretches_follow_their_characters(text: str, data: st.DataObject) -> None:
    """Against characters that carry a mark: those put in inside, or in place of marked ones alone, are marked too."""
    text = unicodedata.normalize("NFC", text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    edits = [(a, b, data.draw(LETTERS)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = list(checked(text, edits))
    marked: list[tuple[str, bool]] = []
    last = 0
    for a, b, put_in in [*edits, (len(text), len(text), "")]:
        marked += [(text[n], start <= n < end) for n in range(last, a)]
        inside = start < a < end if a == b else start <= a and b <= end
        marked += [(character, inside) for character in put_in]
        last = b
    own = [n for n, (_character, mark) in enumerate(marked) if mark]
    assert Moving(edits).span(Span(start, end)) == (Span(own[0], own[-1] + 1) if own else None)
    new = Edited(text, edits).new
    assert unicodedata.is_normalized("NFC", new)
    assert new == unicodedata.normalize("NFC", "".join(character for character, _mark in marked))


@pytest.mark.parametrize(
    "one", [(0.5, 1, "x"), ("0", 1, "x"), (0, 1), (0, 1, None), (0, 1, b"x"), "abc", 7, (True, 2, "x")]
)
def test_what_is_no_edit_is_told_and_not_what_it_says(one: object) -> None:
    with pytest.raises(KodeverkError, match="An edit is three things: start and end, whole numbers"):
        checked("to sjfer", [one])  # type: ignore[list-item]


def test_an_edit_that_ends_before_it_starts_is_said_to() -> None:
    with pytest.raises(KodeverkError, match="The edit 5-3 ends before it starts"):
        checked("to sjfer", [(5, 3, "x")])
