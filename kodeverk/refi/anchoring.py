"""Where a passage stands that is stored with its own words: positions are believed only where the words agree.

Programs with a database of their own often count in more than one way within one project: what a person marks in a
window is counted by the window's toolkit (UTF-16 units, a line end as one), what a search marks by the language the
program is written in. Each passage is therefore held against its stored words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kodeverk.refi.rulers import Ruler, distinct, ruler

NEAR = 200
"""How many code points away a passage's own words are looked for where its positions do not point at them."""

_SAME = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\u00a0": " "})
"""What Qt and GTK hand over for what stands in the text: signs for line ends, and plain spaces for no-break ones."""


class Place(NamedTuple):
    """Start and end in code points of the text, and whether that is elsewhere than the positions say."""

    start: int
    end: int
    moved: bool = False


Way = tuple[str, str]
"""A way of counting: its unit, and how line ends count, as in `kodeverk.refi.rulers`."""

STANDARD: Way = ("code points", "as they stand")
QT: Way = ("utf-16", "crlf as one")
"""How a text window of Qt counts."""

UTF_8: Way = ("utf-8", "as they stand")
"""How Taguette counts; nobody else counts bytes, so they are tried there alone."""


def prevailing(texts: Iterable[tuple[str, Iterable[tuple[int, int, str]]]], otherwise: Way) -> tuple[Way, bool]:
    """Return the way of counting that finds most stored words in texts where it matters, and whether it is one alone.

    Parameters
    ----------
    texts : iterable of (str, iterable of (int, int, str))
        Each text with the start, end and words of its passages.
    otherwise : (str, str)
        The way where stored words do not tell.
    """
    hits: Counter[Way] = Counter()
    for text, passages in texts:
        found = Anchors(text, passages, otherwise).hits
        hits.update(found if len(set(found.values())) > 1 else {})
    best = [way for way, count in hits.items() if count == max(hits.values())]
    return (best[0], True) if len(best) == 1 else (otherwise, False)


class Anchors:
    """The ways to count in one text, the one that fits most of its passages first.

    Parameters
    ----------
    text : str
    passages : iterable of (int, int, str)
        Start, end and the words stored with them; empty words say nothing.
    likely : (str, str)
        The way that comes first where as many passages fit another.

    Attributes
    ----------
    hits : dict of (str, str) to int
        How many passages each way finds, of the ways that differ in this text.
    """

    def __init__(self, text: str, passages: Iterable[tuple[int, int, str]] = (), likely: Way = STANDARD) -> None:
        self.text = text
        self._same = text.translate(_SAME)
        units, lines = {STANDARD[0], UTF_8[0] if likely == UTF_8 else QT[0]}, {STANDARD[1], QT[1]}
        tried = (one for one in distinct(text) if one.unit in units and one.lines in lines)
        ways = list(dict.fromkeys((one.unit, one.lines) for one in tried))
        rulers = {way: ruler(text, *way) for way in ways}
        told = [passage for passage in passages if passage[2]]
        self.hits = {way: sum(self._fits(marks, *passage) for passage in told) for way, marks in rulers.items()}
        nearest = _in(likely, ways)
        self._ways = [rulers[way] for way in sorted(ways, key=lambda way: (-self.hits[way], way != nearest))]

    def counted(self, start: int, end: int) -> Place | None:
        """Return where positions point, in the way of counting that fits most; None where they lie outside."""
        return self._read(self._ways[0], start, end)

    def find(self, start: int, end: int, quote: str) -> Place | None:
        """Return where a passage stands.

        That is where its positions point in some way of counting, if its words stand there; else the one place near
        by where they do; None if there is none, or more than one.
        """
        if not quote:
            return self.counted(start, end)
        for way in self._ways:
            if self._fits(way, start, end, quote):
                return self._read(way, start, end)
        return self._near(start, quote)

    def _fits(self, way: Ruler, start: int, end: int, quote: str) -> bool:
        place = self._read(way, start, end)
        return place is not None and _lines(self._same[place.start : place.end]) == _lines(quote.translate(_SAME))

    def _read(self, way: Ruler, start: int, end: int) -> Place | None:
        (start, whole), (end, too) = way.back(start), way.back(end)
        return Place(start, end) if whole and too and 0 <= start < end <= len(self.text) else None

    def _near(self, start: int, quote: str) -> Place | None:
        lines = _lines(quote.translate(_SAME))
        found = set()
        for words in {lines, lines.replace("\n", "\r\n")}:
            at = self._same.find(words, max(0, start - NEAR))
            while 0 <= at <= start + NEAR:
                found.add(Place(at, at + len(words), True))
                at = self._same.find(words, at + 1)
        return found.pop() if len(found) == 1 else None


def _in(likely: Way, ways: Sequence[Way]) -> Way:
    """Return the way of a text that counts as the likely one does there; where a text has no CRLF, they count alike."""
    unit = likely[0] if any(likely[0] == way[0] for way in ways) else STANDARD[0]
    return (unit, likely[1]) if (unit, likely[1]) in ways else (unit, STANDARD[1])


def _lines(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")
