"""One text counted in many ways: where its passages stand in each, and how much they speak for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from kodeverk.refi.exchange import ForeignSource, Selection
from kodeverk.refi.rulers import Convention, Ruler, distinct, ruler

_EXACT, _WHOLE, _CUT = 6.0, 5.0, 4.0  # evidence of a stored quote: letter by letter, but for white space, cut short
_CLEAN, _SPACE, _INSIDE, _OUTSIDE = 1.0, -0.5, -1.5, -6.0  # of an end at a word's edge, in space, in a word, no place
_SHORTEST = 3
_CUT_AT = 20  # a name this long may be cut short without a mark
_FLAGS = "\U0001f1e6\U0001f1ff"  # the first and last of the signs that make a flag two by two
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")  # with tones of skin


class Passage(NamedTuple):
    """A passage to weigh: start and end as the file has them, its quote as written and in one form, whether cut."""

    start: int
    end: int
    name: str
    quote: str
    cut: bool


class Counted:
    """A source's text without byte order mark, with the ways of counting that can differ in it."""

    def __init__(self, source: ForeignSource) -> None:
        self.marked = source.text.startswith("\ufeff")
        self.text = source.text[self.marked :]
        self.ways = distinct(self.text)
        # An empty passage tells nothing: there are programs that write them.
        self.passages = [passage_of(one) for one in source.selections if not one.place and one.start != one.end]
        self._rulers: dict[tuple[str, str], Ruler] = {}

    def like(self, way: Convention) -> Convention:
        """Return the first way of counting that is the same as this one in this text."""
        if way in self.ways:
            return way
        less = [way._replace(unit="code points"), way._replace(lines="as they stand")]
        return next((one for one in less if one in self.ways), less[0]._replace(lines="as they stand"))

    def ruler(self, way: Convention) -> Ruler:
        """Return the ruler of a way of counting."""
        known = self._rulers.get(way[:2])
        if known is None:
            known = self._rulers[way[:2]] = ruler(self.text, way.unit, way.lines)
        return known

    def _first(self, way: Convention) -> int:
        return (3 if self.marked and way.unit == "utf-8" else 1) if way.shifted else 0

    def at(self, way: Convention, start: int, end: int) -> tuple[int, int, bool] | None:
        """Return start and end in code points of the text, and whether both are whole; None where there is no such."""
        known, first = self.ruler(way), self._first(way)
        one, exact = known.back(start - first)
        other, exact_too = known.back(end - first + way.inclusive, late=True)
        return (one, other, exact and exact_too) if 0 <= one < other <= len(self.text) else None

    def place(self, way: Convention, place: int) -> int | None:
        """Return one place in code points of the text, such as a sync point's; None where there is no such."""
        found, _exact = self.ruler(way).back(place - self._first(way))
        return found if 0 <= found <= len(self.text) else None

    def weigh(self, way: Convention, passages: Sequence[Passage]) -> float:
        """Return how much the passages speak for a way of counting."""
        return sum(self._weight(way, passage) for passage in passages)

    def _weight(self, way: Convention, passage: Passage) -> float:
        found = self.at(way, passage.start, passage.end)
        if found is None or not found[2]:
            return _OUTSIDE
        start, end, _exact = found
        return self._quoted(start, end, passage) + self._edge(start, start) + self._edge(end, end - 1)

    def _quoted(self, start: int, end: int, passage: Passage) -> float:
        if not passage.quote:
            return 0.0
        words = self.text[start:end]
        if words == passage.name:
            return _EXACT
        if not passage.cut and len(passage.quote) > end - start:
            return 0.0
        words = squashed(words[: 4 * len(passage.name) + 80] if passage.cut else words)
        if words == passage.quote:
            return _WHOLE
        return _CUT if passage.cut and words.startswith(passage.quote) else 0.0

    def _edge(self, place: int, inner: int) -> float:
        if self.text[inner].isspace():
            return _SPACE
        inside = 0 < place < len(self.text) and _joined(self.text[place - 1], self.text[place])
        return _INSIDE if inside else _CLEAN

    def told(self, way: Convention) -> tuple[int, int, float]:
        """Return how many passages equal their quotes, how many have one, and the share of ends at edges."""
        whole, hits, named, clean, ends = "", 0, 0, 0, 0
        for passage in self.passages:
            found = self.at(way, passage.start, passage.end)
            if found is not None:
                ends += 2
                clean += (self._edge(found[0], found[0]) == _CLEAN) + (self._edge(found[1], found[1] - 1) == _CLEAN)
            if found is not None and self._quoted(found[0], found[1], passage):
                hits, named = hits + 1, named + 1
            elif passage.quote:
                whole = whole or squashed(self.text)
                named += passage.quote in whole
        return hits, named, clean / ends if ends else 0.0


def passage_of(one: Selection) -> Passage:
    """Return a selection as what there is to weigh of it."""
    quote = squashed(one.name)
    stem = quote.removesuffix("…").removesuffix("...").rstrip()
    cut = stem != quote or len(quote) >= _CUT_AT
    return Passage(one.start, one.end, one.name, stem if len(stem) >= _SHORTEST else "", cut)


def quotes(name: str, words: str) -> bool:
    """Return whether the name of a passage says no more than how its words begin.

    One without letters says nothing: MAXQDA and ATLAS.ti number passages.

    >>> quotes("Det er  vik…", "Det er\\nviktig."), quotes("Utdrag 1", "Det er viktig."), quotes("1:12", "Ja.")
    (True, False, True)
    """
    if name == words or not any(map(str.isalpha, name)):
        return True
    stem = "".join(squashed(name).removesuffix("…").removesuffix("...").split())
    return "".join(squashed(words).split()).startswith(stem)


def squashed(text: str) -> str:
    """Return a text in composed letters with every run of white space as one space: how quotes are compared."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _joined(sign: str, other: str) -> bool:
    """Return whether one sign goes on in the next: within a word, an accented letter, a family of emoji, or a flag."""
    flag = _FLAGS[0] <= sign <= _FLAGS[1] and _FLAGS[0] <= other <= _FLAGS[1]
    return flag or sign == "\u200d" or other in _JOINERS or (_letter(sign) and _letter(other))


def _letter(sign: str) -> bool:
    return sign.isalnum() or bool(unicodedata.combining(sign)) or sign in _JOINERS
