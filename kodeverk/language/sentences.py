"""Norwegian sentences in speech that has been written down, by rule."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kodeverk.model import Span

_END = re.compile(r"""(?P<mark>[.!?…]+)(?P<quote>["»”’')\]]*)(?P<space>\s+|$)|\n\s*\n\s*|\n\s*(?=[-–—]\s)""")
_MARK = re.compile(r"[.!?…\n]")
_NEXT = re.compile(r"""[-–—\s"«“„‘'(\[]*(\w)""")
_BEFORE = re.compile(r"[\w.]+$")
_NEVER = re.compile(
    r"bl\.a\.|bl\.anna\.|ca\.|d\.v\.s\.|dr\.|dvs\.|evt\.|f\.eks\.|f\.o\.m\.|fhv\.|hhv\.|iflg\.|inkl\.|jf\.|jfr\.|kap\.|kl\."
    r"|kr\.|m\.a\.|mht\.|mill\.|mrd\.|nr\.|pga\.|pkt\.|pr\.|prof\.|s\.k\.|stk\.|t\.d\.|t\.o\.m\.|tlf\.|vedr\."
)
"""Abbreviations that something always follows."""
_LONGEST = 20
"""How far back the word before a full stop is looked for; no abbreviation is longer."""
_MAY_END = re.compile(
    r"e\.kr\.|e\.l\.|el\.l\.|etc\.|f\.kr\.|m\.fl\.|m\.m\.|m\.v\.|mfl\.|mm\.|mv\.|o\.a\.|o\.l\.|o\.s\.b\.|o\.s\.v\.|osb\.|osv\."
)
"""Abbreviations that end a sentence where a capital follows."""

_LETTERS = 5
"""With so many letters in a row before its full stop a word is no abbreviation, and no initial."""
_CAPITAL = re.compile(r"[.!?] (?=[A-ZÆØÅ])(?<=\w..)")
"""Where a sentence ends, whatever stands farther off, unless it is at an abbreviation or an initial."""


class Sentences:
    """The sentences of a text, found around a place without dividing all of it.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> text = "Vi flytta. Det var bl.a. NAV som flytta. Ja!"
    >>> Sentences(text).around(Span(25, 28), Span(0, len(text))).of(text)
    'Det var bl.a. NAV som flytta.'
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [end.end() for end in _CAPITAL.finditer(text)]

    def around(self, place: Span, within: Span) -> Span:
        """Return the sentence a place is in, or from the first to the last of those it runs through.

        Parameters
        ----------
        place : Span
            With no white space at its ends.
        within : Span
            The stretch that is divided into sentences, such as what is said in one turn.
        """
        inside = bisect_left(self._starts, within.start + 3)
        before = bisect_right(self._starts, place.start, inside) - 1
        while before >= inside and self._goes_on(before, within):
            before -= 1
        after = bisect_right(self._starts, place.end, inside)
        while after < len(self._starts) and self._goes_on(after, within):
            after += 1
        start = self._starts[before] if before >= inside else within.start
        end = min(self._starts[after] - 1 if after < len(self._starts) else within.end, within.end)
        held = [s for s in sentences(self._text, Span(start, end)) if s.overlaps(place)]
        return held[0] if len(held) == 1 else held[0].hull(held[-1])

    def _goes_on(self, number: int, within: Span) -> bool:
        stop = self._starts[number] - 1
        letters = self._text[max(within.start, stop - 1 - _LETTERS) : stop - 1]
        if self._text[stop - 1] != "." or (len(letters) == _LETTERS and letters.isalpha()):
            return False
        return _goes_on_after(_word(self._text, within.start, stop))


def sentences(text: str, within: Span) -> list[Span]:
    """Return the sentences in a stretch of text, without the white space around them.

    A sentence ends at ``. ! ? …`` with closing quotes and brackets, at an empty line, before a dash that opens a
    line, and where the stretch ends. It does not end at an abbreviation (``bl.a.``, ``f.eks.``, ``kl.``), at an
    initial, at an ordinal (``1. mai``), inside ``10.30``, or where what was quoted or trailed off goes on
    (``«Hva?» sa hun``, ``jeg … vet ikke``).

    Parameters
    ----------
    text : str
    within : Span
        Such as what is said in one turn.

    Examples
    --------
    >>> text = "«Går det?» sa hun. Bl.a. kl. 10.30 … ja. Ja!"
    >>> [span.of(text) for span in sentences(text, Span(0, len(text)))]
    ['«Går det?» sa hun.', 'Bl.a. kl. 10.30 … ja.', 'Ja!']
    """
    if not _MARK.search(text, within.start, within.end - 1):
        whole = _trimmed(text, within)
        return [whole] if whole.length else []
    stretch = within.of(text)
    found: list[Span] = []
    start = 0
    for end in _END.finditer(stretch):
        if end["mark"] is None:
            stop = end.start()
        elif _ends(stretch, start, end):
            stop = end.start("space")
        else:
            continue
        found.append(Span(start, stop))
        start = end.end()
    found.append(Span(start, len(stretch)))
    trimmed = (_trimmed(stretch, span) for span in found)
    return [span.shifted(within.start) for span in trimmed if span.length]


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Return whether a sentence that starts at `start` ends at these marks."""
    follows = _NEXT.match(text, end.end())
    goes_on = follows is not None and follows[1].islower()
    mark = end["mark"]
    if mark != ".":
        dialogue = text[start : start + 2] in ("- ", "– ", "— ")
        return not (goes_on and (end["quote"] or dialogue or mark.endswith(("…", ".."))))
    if end["quote"]:
        return not goes_on
    word = _word(text, start, end.end("mark"))
    if _goes_on_after(word):
        return False
    return not (goes_on and (_MAY_END.fullmatch(word.lower()) is not None or word[:-1].isdigit()))


def _word(text: str, start: int, stop: int) -> str:
    """Return the word that ends at `stop` with its full stop, and begins at `start` at the earliest."""
    return str(_BEFORE.findall(text, max(start, stop - 1 - _LONGEST), stop)[0])


def _goes_on_after(word: str) -> bool:
    """Return whether a word with a full stop is an abbreviation that something follows, or an initial."""
    return _NEVER.fullmatch(word.lower()) is not None or (len(word) == 2 and word[0].isupper())


def _trimmed(text: str, span: Span) -> Span:
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.start + len(inside.rstrip())))
