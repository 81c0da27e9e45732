"""Positions between layers of a text: exact both ways, against characters that know who they are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.coding.cleaning import _moved
from kodeverk.coding.drafting import drafted, how, narrowed
from kodeverk.coding.edits import Edited, applied
from kodeverk.coding.layers import Layer
from kodeverk.coding.turning import segments_after
from kodeverk.language.graphemes import snapped
from kodeverk.model import Span
from kodeverk.reading.turns import divide, lines_of
from tests.language.test_cleaning_of_pages import PARTS, RULES, SIDES


def told_apart(text: str, edits: list[tuple[int, int, str]]) -> list[tuple[str, int | None]]:
    """The text after edits as characters, each with the place it had before; None for those put in."""
    there: list[tuple[str, int | None]] = [(sign, place) for place, sign in enumerate(text)]
    for start, end, put_in in sorted(edits, reverse=True):
        there[start:end] = [(sign, None) for sign in put_in]
    return there


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=30), st.sets(st.sampled_from(RULES), min_size=1), st.data())
def test_a_passage_whose_ends_the_rules_keep_goes_there_and_back_to_itself(
    parts: list[str], rules: set[str], data: st.DataObject
) -> None:
    from kodeverk.model import canonical

    text = canonical("I: " + " ".join(parts) + " slutt").text
    segments = divide(text, lines_of(text, 0)).segments
    wanted = how(rules, (), {"æ": "jeg"} if "dialect" in rules else None)
    edits = [edit for draft in drafted(text, segments, wanted) for edit in narrowed(text, draft)]
    edited = Edited(text, edits)
    assert edited.new == applied(text, edited.edits)
    assert drafted(edited.new, segments_after(segments, edited)[0], wanted) == []
    layer = Layer(text, edited.new, [(start, end, len(new)) for start, end, new in edits])
    characters = told_apart(text, edits)
    assert "".join(sign for sign, _place in characters) == layer.new
    kept = [(old, new) for new, (_sign, old) in enumerate(characters) if old is not None]
    (a, at), (b, bt) = sorted(data.draw(st.lists(st.sampled_from(kept), min_size=2, max_size=2)))
    passage = snapped(text, Span(a, b + 1))
    there = layer.span(passage)
    assert there == snapped(layer.new, Span(at, bt + 1))
    assert layer.earlier(there) == passage


def test_what_was_taken_out_has_no_place_and_what_stands_for_a_word_has_its_place() -> None:
    old, new = "æ er eh her", "jeg er her"
    layer = Layer(old, new, [(0, 1, 3), (5, 8, 0)])
    assert layer.span(Span(5, 7)) is None
    assert layer.span(Span(0, 1)) == Span(0, 3) and layer.earlier(Span(0, 3)) == Span(0, 1)
    assert layer.earlier(Span(4, 10)) == Span(2, 11)


def test_a_line_that_only_moved_has_its_place_and_a_passage_torn_apart_has_none() -> None:
    text = "\n".join(["Før.", *(f"{left:<32}{right}" for left, right in SIDES), "", "Etter."])
    segments = divide(text, lines_of(text, 0), spoken=False).segments
    found = drafted(text, segments, how("columns"))
    (draft,) = found
    new = text[: draft.start] + draft.text + text[draft.end :]
    layer = Layer(text, new, [(draft.start, draft.end, len(draft.text))], _moved(found))

    def place(words: str, within: str) -> Span:
        return Span(within.index(words), within.index(words) + len(words))

    for words in ("ledere på", "Kommunen eier", "sin. Det må de snakke om", "Før.", "Etter.", "en felles avtale."):
        assert layer.span(place(words, text)) == place(words, new)
        assert layer.earlier(place(words, new)) == place(words, text)
    for two in ("ledere på\nkontoret", "Kommunen eier sin del av\ntjenestene"):
        assert layer.earlier(place(two, new)) is None, "in the old text the other column stands between"
    assert layer.earlier(place("avtale.\nKommunen", new)) is None, "the one stands before the other there"
    row = place(f"{SIDES[0][0]:<32}{SIDES[0][1]}", text)
    assert layer.span(row) is None
    whole = layer.span(Span(draft.start, draft.end))
    assert whole is None or whole == Span(draft.start, draft.start + len(draft.text))


def test_a_passage_in_another_order_has_no_place() -> None:
    layer = Layer("abcd", "adcb", [(0, 4, 4)], [(0, 1, 0), (1, 2, 3), (2, 3, 2), (3, 4, 1)])
    assert layer.span(Span(0, 3)) is None and layer.earlier(Span(0, 3)) is None
    assert layer.span(Span(1, 2)) == Span(3, 4) and layer.span(Span(0, 1)) == Span(0, 1)
