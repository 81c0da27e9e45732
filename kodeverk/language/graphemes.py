"""Grapheme clusters: what a reader takes for one character, of however many code points it is made.

A family of emoji, a flag, a hand with a skin tone or a letter with combining marks is one cluster; a passage begins and
ends between clusters, never inside one (Unicode Standard Annex 29, Unicode Text Segmentation).
"""

from __future__ import annotations

import regex

from kodeverk.model import Span

_CLUSTER = regex.compile(r"\X")
_PLAIN = "\u0300"
"""Two code points below this never join, but for CR and LF, and canonical text has no CR."""


def snapped(text: str, span: Span) -> Span:
    """Return the smallest span of whole grapheme clusters that holds `span`.

    Parameters
    ----------
    text : str
        Canonical text.
    span : Span
        Non-empty and within the text, in code points.

    Examples
    --------
    >>> snapped("ja \U0001f44d\U0001f3fd!", Span(3, 4))       # a thumb without its skin tone
    Span(start=3, end=5)
    >>> snapped("ja nei", Span(3, 6))
    Span(start=3, end=6)
    """
    return Span(_cluster(text, span.start)[0], _cluster(text, span.end)[1])


def _cluster(text: str, place: int) -> tuple[int, int]:
    """Return where the cluster starts and ends that a place is inside of; the place itself, twice, between clusters."""
    start = place
    while _may_join(text, start):
        start -= 1
    while start < place:
        found = _CLUSTER.match(text, start)
        assert found is not None, "every code point is in a cluster"
        if found.end() > place:
            return start, found.end()
        start = found.end()
    return place, place


def _may_join(text: str, place: int) -> bool:
    """Return whether what stands before and after a place may be parts of one cluster."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return "\n" not in (before, after) and not (before < _PLAIN and after < _PLAIN)
