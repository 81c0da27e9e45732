"""Overlapping codings cut into pieces: nothing lost, nothing twice, checked character by character."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.model import Coding, Span
from kodeverk.reports.pieces import lanes, pieces

spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))
codings = st.lists(spans, max_size=8).map(
    lambda found: [Coding(f"{n}", "s", 1, *span, f"c{n}", "ida") for n, span in enumerate(found)]
)


@given(codings, spans)
@settings(deadline=None, max_examples=200)
def test_each_character_lies_in_one_piece_with_just_the_codings_that_cover_it(found, turn):
    cut = pieces(Span(*turn), found)
    places = [place for piece in cut for place in range(piece.start, piece.end)]
    assert places == list(range(*turn))
    for piece in cut:
        for place in range(piece.start, piece.end):
            assert {c.id for c in piece.codings} == {c.id for c in found if c.start <= place < c.end}


@given(codings)
@settings(deadline=None, max_examples=200)
def test_two_codings_on_one_line_never_overlap_and_no_line_is_left_empty(found):
    line = lanes(found)
    assert set(line) == {c.id for c in found}
    assert set(line.values()) == set(range(len(set(line.values()))))
    assert not [
        (a, b) for a in found for b in found if a.id < b.id and line[a.id] == line[b.id] and a.span.overlaps(b.span)
    ]


def test_a_nested_coding_is_drawn_below_the_one_around_it():
    outer, inner = Coding("o", "s", 1, 2, 9, "c", "ida"), Coding("i", "s", 1, 2, 6, "c", "ida")
    assert lanes([inner, outer]) == {"o": 0, "i": 1}
    assert [[c.id for c in p.codings] for p in pieces(Span(0, 9), [inner, outer])] == [[], ["o", "i"], ["o"]]
