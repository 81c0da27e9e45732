"""A text as words and signs: what two versions of it are compared by."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from kodeverk.model import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Tokens:
    """A text as words and signs; where it is broken into lines says nothing.

    Attributes
    ----------
    keys : list of str
        The words and signs.
    starts, ends : list of int
        Where each is, in code points.
    """

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        self.keys = [one[0] for one in found]
        self.starts, self.ends = [one.start() for one in found], [one.end() for one in found]
        self._words = [0, *accumulate(key[0].isalnum() for key in self.keys)]
        self._line = in_line(self.keys)
        self._places = list(accumulate((len(key) + 1 for key in self.keys), initial=0))

    def around(self, span: Span) -> Span:
        """Return the tokens a stretch of the text touches; none where it touches only white space."""
        return Span(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def words(self, run: Span) -> int:
        """Return how many words there are among some tokens."""
        return self._words[run.end] - self._words[run.start]

    def said(self, run: Span) -> str:
        """Return the words among some tokens in a line, so that they can be looked for in others."""
        return in_line(key for key in self.keys[run.start : run.end] if key[0].isalnum())

    def wide(self, run: Span, words: int) -> tuple[Span, Span]:
        """Return the first and the last tokens of a run that have so many words; of a short one those around it too."""
        start, end = run
        while self.words(Span(start, end)) < words and (start > 0 or end < len(self.keys)):
            start, end = max(0, start - 1), min(end + 1, len(self.keys))
        first, last = self._words[start] + words, self._words[end] - words
        return Span(start, bisect_left(self._words, first)), Span(max(0, bisect_right(self._words, last) - 1), end)

    def once(self, keys: Sequence[str]) -> int | None:
        """Return the number of the token these start at; None where they stand nowhere in a row, or more than once."""
        said = in_line(keys)
        found = self._line.find(said)
        if found < 0 or self._line.find(said, found + 1) >= 0:
            return None
        return bisect_left(self._places, found)


def in_line(keys: Iterable[str]) -> str:
    """Return tokens in a line, so that some can be looked for among others."""
    return "\x1f".join(["", *keys, ""])
