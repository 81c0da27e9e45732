"""Wording made comparable: the words of a text, its sentences, and the places left open to be filled in."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from kodeverk.language.fold import UNSEEN, fold
from kodeverk.language.sentences import sentences
from kodeverk.model import Span

NAME, CONTENT = "\ue000", "\ue001"
"""A place for a name (municipality, county, office), and a place for something to be agreed."""

_NAMES = frozenset(
    {
        "kommune", "kommunen", "kommunens", "kommuna", "bydel", "bydelen", "fylke", "fylket", "fylkets", "kontor",
        "kontoret", "kontorets", "nav", "navn", "navnet", "namn", "namnet", "på", "sted", "stad", "etat", "i",
        "municipality", "county", "office", "name", "of", "the",
    }
)  # fmt: skip
"""A place whose words are all among these asks for a name."""
_OWNERS = r"(?:kommunes?|fylkes?|bydels?|county|municipality)\b"
_PLACE = re.compile(
    rf"<(?P<a>[^<>]{{1,300}})>|\[(?P<b>[^\[\]]{{1,900}})\]|\{{(?P<c>[^{{}}]{{1,300}})\}}"
    rf"|(?P<d>(?:_{{3,}}|\.{{4,}}|…{{2,}})(?P<e>\s+{_OWNERS})?)|\b(?P<f>X{{1,3}}|N\.?\s?N\.?)(?P<g>\s+{_OWNERS})"
)
_HYPHEN = r"[-\u2010\u2011\u2013]"
_AND = r"(?:og|eller|samt|men|til|enn|and|or)\b"
_WORD = re.compile(
    rf"[^\W_]+(?:(?:[{UNSEEN}]+\s*|{_HYPHEN}(?=[^\W\d_])|{_HYPHEN}[ \t]*\n?\s*(?!{_AND})(?=[a-zæøå]))[^\W_]+)*"
)
"""A word, also where a hyphen ends its line, but not the first of ``stats- og kommuneansatte``."""
BROKEN = re.compile(rf"(?:[^\W\d_]{_HYPHEN}|\u00ad)\s*$")
"""How a line ends in a word that goes on in the next."""
_NO_LETTER = re.compile(r"[\W_]+")
_MARKER = re.compile(
    r"\s*(?:[-–—•·*▪◦●○■□o\uf0b7]|\(?[a-zæøå]\)|\(?[ivx]{1,4}\)|\(?\d{1,2}\)"
    r"|\d{1,2}\.(?!\s*(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[sc])))\s+",
    re.I,
)
"""What a list item begins with; a date is none."""
_LEAST_WRAPPED, _NEARLY_FULL = 0.2, 0.6
"""A text is broken into lines where so large a share (0-1) of its lines go on in small letters in the next; only a line
that is so long (0-1) compared with the longest does."""


class Word(NamedTuple):
    """A word as it is compared, or a place left open (`NAME`, `CONTENT`); where it stands, in code points."""

    key: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence or list item: where it stands, in code points, and its words."""

    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def spoken(self) -> bool:
        """Whether it says anything besides places left open."""
        return any(word.key not in (NAME, CONTENT) for word in self.words)


def shown(text: str) -> str:
    """Return a stretch of text on one line, as it is shown, without the mark of a list item.

    >>> shown("- felles  mål\\nog tjenes\\u00adter")
    'felles mål og tjenester'
    """
    seen = "".join(character for character in text if character not in UNSEEN)
    seen = re.sub(rf"(?<=[^\W\d_])({_HYPHEN})\s*\n\s*(?!{_AND})(?=[a-zæøå])", "", seen)
    return _unmarked(" ".join(seen.split()))


def together(parts: Iterable[str]) -> str:
    """Return sentences and list items on one line: what does not end as a sentence does is followed by ``;``.

    >>> together(["Til kontoret legges:", "rusarbeid", "bolig"])
    'Til kontoret legges: rusarbeid; bolig'
    """
    found = [part for part in parts if part]
    ended = [part if part[-1] in ".:;,!?" else f"{part};" for part in found[:-1]]
    return " ".join([*ended, *found[-1:]])


def listed(text: str, span: Span, items: Iterable[Span]) -> str:
    """Return a stretch as it is shown; items in it that are parted by nothing but a new line and a mark stay apart."""
    parts, start = [], span.start
    for one, after in pairwise(item for item in items if item.end <= span.end):
        between = text[one.end : after.start]
        if "\n" in between and shown(f"{between}x") == "x":
            parts.append(shown(text[start : one.end]))
            start = after.start
    return together([*parts, shown(text[start : span.end])])


def _unmarked(text: str) -> str:
    marker = _MARKER.match(text)
    return text[marker.end() :] if marker else text


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a stretch of text as they are compared, and the places in it that are left open.

    Capitals, punctuation, quotation marks, dashes, soft hyphens and hyphens within words or at the end of lines are not
    compared. A place is ``<kommune>``, ``[statlig/kommunal]``, ``{dato}``, ``____``, ``.....`` or ``X kommune``; one
    that names nothing but a municipality, county, office or name is for a *name*, any other for *content*.

    Examples
    --------
    >>> [word.key for word in words("«NAV-kontoret» sam-\\narbeider, stats- og fylkesvis")]
    ['navkontoret', 'samarbeider', 'stats', 'og', 'fylkesvis']
    >>> [word.key for word in words("I <kommune> fra <dato>")] == ["i", NAME, "fra", CONTENT]
    True
    """
    end = len(text) if end is None else end
    found: list[Word] = []
    at = start
    for place in _PLACE.finditer(text, start, end):
        found += _plain(text, at, place.start())
        found.append(Word(_kind(place), place.start(), place.end()))
        at = place.end()
    return found + list(_plain(text, at, end))


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    for word in _WORD.finditer(text, start, end):
        key = _NO_LETTER.sub("", fold(unicodedata.normalize("NFKC", word[0])))
        if key:
            yield Word(key, word.start(), word.end())


def _kind(place: re.Match[str]) -> str:
    inside = place["a"] or place["b"] or place["c"]
    if inside is None:
        return NAME if place["e"] or place["f"] else CONTENT
    said = re.findall(r"[^\W\d_]+|[^\w\s]", fold(inside))
    return NAME if said and all(word in _NAMES for word in said) else CONTENT


def divided(text: str, start: int, end: int, *, wrapped: bool) -> list[Sentence]:
    """Return the sentences and list items of a stretch of text; places left open are never divided.

    Parameters
    ----------
    text : str
    start, end : int
        In code points.
    wrapped : bool
        Whether the text is broken into lines, so that a line may go on in the next.
    """
    masked = text[:start] + _PLACE.sub(_masked, text[start:end])
    found = words(text, start, end)
    starts = [word.start for word in found]
    made = []
    for paragraph in _paragraphs(masked, start, end, wrapped):
        for span in sentences(masked, paragraph):
            inside = found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            if inside:
                made.append(Sentence(span.start, span.end, tuple(inside)))
    return made


def _masked(place: re.Match[str]) -> str:
    """Return a place left open as one word that ends a sentence where what stands in it does."""
    ends = place[0][-2:-1] in (".", "!", "?") and place["d"] is None
    return "X" * (len(place[0]) - 2) + ".)" if ends else "X" * len(place[0])


def is_wrapped(text: str) -> bool:
    """Return whether a text is broken into lines that go on in the next.

    >>> is_wrapped("Partene møtes fire\\nganger i året for å\\ndrøfte mål."), is_wrapped("Formål\\nPartene møtes.")
    (True, False)
    """
    lines = [line.strip() for line in text.splitlines()]
    full = _NEARLY_FULL * max(map(len, lines), default=0)
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    on = [a for a, b in pairs if len(a) >= full and a[-1] not in ".:;!?" and b[0].islower() and not _MARKER.match(b)]
    return len(on) >= 2 and len(on) >= _LEAST_WRAPPED * len(pairs)


def _paragraphs(text: str, start: int, end: int, wrapped: bool) -> Iterator[Span]:
    """Yield the lines of a stretch, those that go on in the next taken together, without the marks of list items."""
    lines = [
        Span(start + found.start(), start + found.end()) for found in re.finditer(r"[^\n]*\S[^\n]*", text[start:end])
    ]
    longest = max((line.length for line in lines), default=0)
    begun: int | None = None
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        begun = line.start if begun is None else begun
        if after is None or not _goes_on(text, line, after, longest if wrapped else None):
            marker = _MARKER.match(text, begun, line.end)
            yield Span(marker.end() if marker else begun, line.end)
            begun = None


def _goes_on(text: str, line: Span, after: Span, longest: int | None) -> bool:
    """Return whether a line goes on in the next; `longest` is the length of the longest line of a wrapped text."""
    said, following = line.of(text).strip(), after.of(text).strip()
    if "\n" in text[line.end : after.start].replace("\n", "", 1) or _MARKER.match(following):
        return False
    if BROKEN.search(said) and following[0].islower():
        return True
    if longest is None or said[-1] in ".:;!?":
        return False
    return len(said) >= _NEARLY_FULL * longest


def keys(found: Iterable[Word]) -> list[str]:
    """Return words as they are compared, without places left open."""
    return [word.key for word in found if word.key not in (NAME, CONTENT)]
