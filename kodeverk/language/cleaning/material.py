"""What a rule reads, what it hands back, and how a word is taken out of a sentence without a trace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from kodeverk.language.cleaning.lists import BINDS
from kodeverk.model import Segment, Span
from kodeverk.model.text import LINE_ENDS

SPACES = " \t\xa0\u202f"
_OPENING = '.?!…:–—(«"“' + LINE_ENDS
"""After one of these, and where speech starts, a word is the first of what is said."""


class Found(NamedTuple):
    """What a rule would put in place of ``[start, end)`` of the text.

    Attributes
    ----------
    start, end : int
        In code points.
    text : str
        What is put there; empty where text is only taken out.
    moved : tuple of (int, int, int)
        Where text is put in another order: stretches ``[start, end)`` of the old text that are there again, unaltered,
        from this place of `text` on.
    """

    start: int
    end: int
    text: str = ""
    moved: tuple[tuple[int, int, int], ...] = ()


class Material(NamedTuple):
    """A text and what a rule may know of it.

    Attributes
    ----------
    text : str
        Canonical text.
    segments : tuple of Segment
    keep : frozenset of str
        Words and marks that stay, in small letters.
    words : dict of str to str
        Words to exchange, in small letters, and what is written in their place.
    """

    text: str
    segments: tuple[Segment, ...]
    keep: frozenset[str] = frozenset()
    words: Mapping[str, str] = {}

    def speech(self) -> Iterator[tuple[Segment, Segment | None]]:
        """Yield every turn and paragraph something is said in, with the segment before it."""
        before: Segment | None = None
        for segment in self.segments:
            if segment.kind in ("turn", "paragraph") and segment.body < segment.end:
                yield segment, before
            before = segment

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Segment, Segment | None]]:
        """Yield where a pattern is found in speech: the match, its segment, and the segment before that."""
        for segment, before in self.speech():
            for found in pattern.finditer(self.text, segment.body, segment.end):
                yield found, segment, before


Finder: TypeAlias = Callable[[Material], Iterable[Found]]


def taken_out(text: str, start: int, end: int, within: Span) -> Found:
    """Return what takes ``[start, end)`` out of what is said, with the commas and spaces only it needed.

    Of two commas around it one stays, none after a word that binds (*Kari og, eh, Ola*). The first letter of what now
    begins a sentence becomes a capital, where what was taken out had one.

    Examples
    --------
    >>> def without(text, word):
    ...     start = text.index(word)
    ...     found = taken_out(text, start, start + len(word), Span(0, len(text)))
    ...     return text[:found.start] + found.text + text[found.end:]
    >>> without("Eh, vi er to.", "Eh"), without("Vi er eh to.", "eh"), without("Vi er, eh, to.", "eh")
    ('Vi er to.', 'Vi er to.', 'Vi er to.')
    >>> without("Vi er to, altså.", "altså"), without("Ja. Eh.", "Eh"), without("Vi er eh … to.", "eh")
    ('Vi er to.', 'Ja.', 'Vi er … to.')
    """
    left, right = start, _over(text, end, within.end, SPACES)
    while left > within.start and text[left - 1] in SPACES:
        left -= 1
    if left == within.start or text[left - 1] in _OPENING:
        right = _over(text, right, within.end, ",.;…" + SPACES)
        if right == within.end or text[right] in LINE_ENDS:
            return Found(start if left == within.start else left, right)
        if text[start].isupper() and text[right].islower():
            return Found(start, right + 1, text[right].upper())
        return Found(start, right)
    after = text[right : right + 1] if right < within.end else ""
    if after and after not in ",.;:…?!)" + LINE_ENDS:
        return Found(start, right)
    if after == "…" or text[right : right + 2] == "..":
        return Found(start, right)
    comma = text[left - 1] == ","
    if comma and after == "," and text[within.start : left - 1].rpartition(" ")[2].casefold() in BINDS:
        return Found(left - 1, right + 1)
    return Found(left - comma, right)


def _over(text: str, place: int, end: int, signs: str) -> int:
    """Return the first place from `place` on, before `end`, where none of these signs stands."""
    while place < end and text[place] in signs:
        place += 1
    return place
