"""UN-6: no passage begins or ends inside what a reader takes for one character."""

from __future__ import annotations

import random

import pytest

from kodeverk.language.graphemes import snapped
from kodeverk.model import Span

CLUSTERS = (
    "a", "å", "Æ", " ", "\n", "7", "©", "e\u0301", "n\u0308", "o\u0302\u0323", "\u0928\u093f", "\u1112\u1161\u11ab",
    "🙂", "👍🏽", "👋🏿", "❤️", "☎️", "1️⃣", "🇳🇴", "🇸🇪", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👩‍🚀", "👨‍👩‍👧‍👦", "👩🏽‍🤝‍👨🏻", "🏳️‍🌈", "👁️‍🗨️",
)  # fmt: skip
"""Each is one grapheme cluster: families, flags, skin tones, keycaps, letters with marks, and plain letters."""


def made(seed: int) -> tuple[str, list[int]]:
    """A text put together of clusters, with every place where one begins or the last ends."""
    rng = random.Random(seed)
    parts = [rng.choice(CLUSTERS) for _ in range(rng.randint(1, 25))]
    return "".join(parts), [sum(map(len, parts[:n])) for n in range(len(parts) + 1)]


def test_un_6_in_two_thousand_sequences_no_cluster_is_cut_and_no_span_grows_more_than_it_must() -> None:
    inside = 0
    for seed in range(2000):
        text, edges = made(seed)
        rng = random.Random(seed)
        start = rng.randrange(len(text))
        end = rng.randint(start + 1, len(text))
        wanted = Span(max(e for e in edges if e <= start), min(e for e in edges if e >= end))
        assert snapped(text, Span(start, end)) == wanted, (seed, text, start, end)
        inside += wanted != (start, end)
    assert inside > 500, "many of the spans would have cut a cluster"


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_every_span_that_touches_one_cluster_is_the_whole_of_it(cluster: str) -> None:
    text = f"før {cluster} etter"
    whole = Span(4, 4 + len(cluster))
    for start in range(whole.start, whole.end):
        for end in range(start + 1, whole.end + 1):
            assert snapped(text, Span(start, end)) == whole
    assert snapped(text, Span(0, len(text))) == (0, len(text))


def test_flags_side_by_side_are_told_apart_from_where_they_begin() -> None:
    flags = "🇳🇴🇸🇪🇩🇰🇫🇮"
    assert [snapped(flags, Span(n, n + 1)) for n in range(8)] == [Span(n - n % 2, n - n % 2 + 2) for n in range(8)]


def test_a_mark_that_opens_a_line_belongs_to_no_letter_before_it() -> None:
    assert snapped("a\n\u0301b", Span(2, 3)) == (2, 3)
    assert snapped("a\n\u0301b", Span(0, 1)) == (0, 1)
