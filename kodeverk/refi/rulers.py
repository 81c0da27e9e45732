"""Rulers: how a program counted the places of a text, and where those places are in canonical text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kodeverk.model import canonical

UNITS = ("code points", "utf-16", "utf-8")
LINES = ("as they stand", "crlf as one", "lf as two")

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_LINE_END = re.compile("\r?\n")
_WRITTEN = {"crlf as one": "CRLF as one", "lf as two": "LF as two"}


class Convention(NamedTuple):
    """A way of counting places in a text.

    Attributes
    ----------
    unit : str
        ``code points``, ``utf-16`` (code units) or ``utf-8`` (bytes).
    lines : str
        How line ends count: ``as they stand`` in the file, ``crlf as one`` or ``lf as two``.
    shifted : bool
        Whether the first character after a byte order mark has the place behind the mark; in a text without the mark,
        whether places are counted from 1.
    inclusive : bool
        Whether the end is the last character and not the place behind it.
    """

    unit: str = "code points"
    lines: str = "as they stand"
    shifted: bool = False
    inclusive: bool = False

    def __str__(self) -> str:
        parts = [self.unit, _WRITTEN.get(self.lines, "")]
        parts += ["shifted" if self.shifted else "", "end included" if self.inclusive else ""]
        return ", ".join(part for part in parts if part)


CONVENTIONS = tuple(
    Convention(unit, lines, shifted, inclusive)
    for unit in UNITS
    for lines in LINES
    for shifted in (False, True)
    for inclusive in (False, True)
)
"""Every way of counting that is tried; the first is the standard's."""

BY_NAME = {str(convention).casefold(): convention for convention in CONVENTIONS}
"""Ways of counting by the name a person writes, such as ``utf-16, LF as two``."""


class Ruler:
    """Stretches of a text that are counted with another length than they have, in order.

    Parameters
    ----------
    stretches : iterable of (int, int, int)
        Where a stretch starts in the one text, its length there, and its length in the other.
    """

    def __init__(self, stretches: Iterable[tuple[int, int, int]]) -> None:
        self.here: list[int] = []
        self.there: list[int] = []
        self.lengths: list[tuple[int, int]] = []
        shift = 0
        for start, length, other in stretches:
            self.here.append(start)
            self.there.append(start + shift)
            self.lengths.append((length, other))
            shift += other - length

    def onward(self, place: int, *, late: bool = False) -> tuple[int, bool]:
        """Return the place in the other text, and whether there is exactly one; within a stretch its start or end."""
        return self._over(place, self.here, self.there, 0, late)

    def back(self, place: int, *, late: bool = False) -> tuple[int, bool]:
        """Return the place in the one text for a place in the other."""
        return self._over(place, self.there, self.here, 1, late)

    def _over(self, place: int, known: list[int], wanted: list[int], side: int, late: bool) -> tuple[int, bool]:
        at = bisect_right(known, place) - 1
        if at < 0:
            return place, True
        into, length, other = place - known[at], self.lengths[at][side], self.lengths[at][1 - side]
        if into >= length:
            return wanted[at] + other + into - length, True
        return wanted[at] + (other if late and into else 0), into == 0


def ruler(text: str, unit: str, lines: str) -> Ruler:
    """Return the ruler from a text, without byte order mark, to places counted in a unit.

    >>> ruler("a😀b", "utf-16", "as they stand").back(3)
    (2, True)
    """
    stretches = list(_wide(text, unit))
    for found in _LINE_END.finditer(text) if lines != "as they stand" else ():
        whole = found.end() - found.start()
        if lines == "lf as two" and whole == 1:
            stretches.append((found.start(), 1, 2))
        elif lines == "crlf as one" and whole == 2:
            stretches.append((found.start(), 2, 1))
    return Ruler(sorted(stretches))


def _wide(text: str, unit: str) -> Iterator[tuple[int, int, int]]:
    if unit == "utf-16":
        return ((found.start(), 1, 2) for found in _ASTRAL.finditer(text))
    if unit == "utf-8":
        return (
            (found.start(), 1, 2 if found[0] < "\u0800" else 3 if found[0] < "\U00010000" else 4)
            for found in _BEYOND_ASCII.finditer(text)
        )
    return iter(())


def distinct(text: str) -> list[Convention]:
    """Return the ways of counting that can differ in this text, the standard's first.

    >>> [str(convention) for convention in distinct("abc")]
    ['code points', 'code points, end included', 'code points, shifted', 'code points, shifted, end included']
    """
    same_units = {"utf-16": not _ASTRAL.search(text), "utf-8": text.isascii()}
    ends = set(_LINE_END.findall(text))
    same_lines = {"crlf as one": "\r\n" not in ends, "lf as two": "\n" not in ends}
    return [one for one in CONVENTIONS if not same_units.get(one.unit) and not same_lines.get(one.lines)]


def to_canonical(raw: str) -> tuple[str, Ruler]:
    """Return the canonical text, and the ruler from places in the text as the file has it to places there.

    >>> text, way = to_canonical("\\ufeffpa\\u030a\\r\\ngata")
    >>> text, way.onward(6), way.onward(10)
    ('på\\ngata', (3, True), (7, True))
    """
    text = canonical(raw).text
    if text == raw:
        return text, Ruler(())
    return text, Ruler(_pieces(raw))


_JOINED = re.compile("\r\n|[\ud800-\udbff][\udc00-\udfff]")


def _pieces(raw: str) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches of a text that canonical form changes."""
    at = 0
    if raw.startswith("\ufeff"):
        yield 0, 1, 0
        at = 1
    if unicodedata.is_normalized("NFC", raw):
        for found in _JOINED.finditer(raw, at):
            yield found.start(), 2, 1
        return
    for start, end in _clusters(raw, at):
        became = canonical("\n" + raw[start:end]).text[1:]
        if became != raw[start:end]:
            yield start, end - start, len(became)


def _clusters(raw: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield stretches that become canonical each for itself: what comes after never joins with what is before."""
    start = at
    for place in range(at + 1, len(raw) + 1):
        if place == len(raw) or _apart(raw, start, place):
            yield start, place
            start = place


def _apart(raw: str, start: int, place: int) -> bool:
    after = raw[place]
    if after.isascii():
        return not (after == "\n" and raw[place - 1] == "\r")
    if unicodedata.combining(after) or "\ud800" <= after <= "\udfff":
        return False
    before = raw[start:place]
    joined = unicodedata.normalize("NFC", before + after)
    return joined == unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", after)
