"""Folding case, and leaving out what the eye does not see, without losing a position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from kodeverk.model import Span

UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Soft hyphen, zero-width characters and marks of direction: kept in a text, ignored in a search."""

_WITHOUT = str.maketrans("", "", UNSEEN)


class Folded(NamedTuple):
    """A text made ready for searching.

    Attributes
    ----------
    seen : str
        The text without soft hyphens and their kin.
    lower : str
        `seen` in lower case, of the same length.
    unseen : list of int
        Where in `seen` something was left out, one entry for each character, in order.
    """

    seen: str
    lower: str
    unseen: list[int]

    def original(self, start: int, end: int) -> Span:
        """Return where a stretch of `seen` stands in the original text."""
        if not self.unseen:
            return Span(start, end)
        return Span(start + bisect_right(self.unseen, start), end + bisect_left(self.unseen, end))

    def found(self, span: Span) -> tuple[int, int]:
        """Return where a span of the original text stands in `seen`."""
        originals = [place + count for count, place in enumerate(self.unseen)]
        return span.start - bisect_left(originals, span.start), span.end - bisect_left(originals, span.end)


def fold(text: str) -> str:
    """Return `text` in lower case, of the same length in code points; no accent or ring is lost.

    Examples
    --------
    >>> fold("ÅPENT KONTOR"), len(fold("İ")), fold("på") == fold("pa")
    ('åpent kontor', 1, False)
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(character.lower()[0] for character in text)


def folded(text: str) -> Folded:
    """Return `text` made ready for searching.

    Examples
    --------
    >>> ready = folded("Et Kon\\u00adtor")
    >>> ready.lower, ready.original(3, 9)
    ('et kontor', Span(start=3, end=10))
    """
    if not any(character in text for character in UNSEEN):
        return Folded(text, fold(text), [])
    seen = text.translate(_WITHOUT)
    places = [place for place, character in enumerate(text) if character in UNSEEN]
    return Folded(seen, fold(seen), [place - count for count, place in enumerate(places)])
