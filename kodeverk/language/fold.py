"""Folding case, and leaving out what the eye does not see, without losing a position."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from kodeverk.model import Span

UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Soft hyphen, zero-width characters and marks of direction: kept in a text, ignored in a search."""

_WITHOUT = str.maketrans("", "", UNSEEN)
_SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_ALIKE = {**dict.fromkeys(_SPACES, " "), "\u2010": "-", "\u2011": "-"}
"""White space that is no space, and hyphens that are not the usual one, with what they are read as."""
_RUN = re.compile("  +")
_RUN_OR_UNSEEN = re.compile(f" [ {UNSEEN}]+|[{UNSEEN}]+")


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
    if not _unseen_in(text):
        return Folded(text, fold(text), [])
    seen = text.translate(_WITHOUT)
    places = [place for place, character in enumerate(text) if character in UNSEEN]
    return Folded(seen, fold(seen), [place - count for count, place in enumerate(places)])


def evened(text: str) -> Folded:
    """Return `text` made ready for searching for phrases: a run of white space is one space, and hyphens are alike.

    Examples
    --------
    >>> ready = evened("To\\n  sje\\u00adfer")
    >>> ready.lower, ready.original(3, 9)
    ('to sjefer', Span(start=5, end=12))
    """
    for character, alike in _ALIKE.items():
        if character in text:
            text = text.replace(character, alike)
    unseen = _unseen_in(text)
    if not unseen and "  " not in text:
        return Folded(text, fold(text), [])
    runs = list((_RUN_OR_UNSEEN if unseen else _RUN).finditer(text))
    kept = [run.start() + (run[0][0] == " ") for run in runs]  # of white space the first stays
    pieces = zip([0, *(run.end() for run in runs)], [*kept, len(text)], strict=True)
    seen = "".join(text[start:end] for start, end in pieces)
    places = [place for start, run in zip(kept, runs, strict=True) for place in range(start, run.end())]
    return Folded(seen, fold(seen), [place - count for count, place in enumerate(places)])


def _unseen_in(text: str) -> bool:
    return any(character in text for character in UNSEEN)
