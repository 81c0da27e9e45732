"""An agreement divided into its points, by numbers and headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from kodeverk.analysis.documents.wording import BROKEN, Sentence, divided, is_wrapped, keys, words
from kodeverk.model import Segment

MOST_WORDS, LONGEST = 14, 110
"""A heading is no longer than this, in words and in code points."""
_KNOWN_LIKENESS = 0.9
"""Least likeness (0-1) of a line to a heading of the template for it to be that heading, without a number."""

_SIGN = r"(?:§+|(?:punkt|pkt|pt|kapittel|kap|artikkel|del|ledd|paragraf|section|clause)\b\.?)?"
_NUMBERED = re.compile(
    rf"[#*_\s]*{_SIGN}\s*(?P<number>\d{{1,2}})"
    r"(?:\.(?P<decimal>\d{1,2})(?!\d)|\s?\.?(?P<letter>[a-h])(?![^\W_])|\s(?P<apart>[a-h])(?=\)|\.|\s[A-ZÆØÅ]))?"
    r"(?P<end>\s*[.):–—-]*)(?:\s+|(?<=[.):–—])\s*)(?P<heading>[\s\S]*)",
    re.I,
)
_LETTERED = re.compile(r"[#*_\s]*(?P<letter>[a-h])[.)]\s+(?P<heading>[\s\S]+)")
_BARE = re.compile(rf"[#*_\s]*{_SIGN}\s*(?P<number>\d{{1,2}})\s?(?P<letter>[a-h])?[.):]?[*_\s]*$", re.I)
_TITLE = re.compile(r"\b\w*(?:avtale|mal|agreement|template)\w*\b", re.I)
_CLOSING = re.compile(
    r"[\W_]*(?:underskrift\w*|underteikn\w*|undertegn\w*|signatur\w*|vedlegg\w*|sted\s*(?:og|/|,)\s*dato|stad\s*(?:og|/|,)"
    r"\s*dato|signed|appendix)\b.{0,60}$",
    re.I,
)
_HEADED, _KNOWN, _FOLLOWED = 2.0, 4.0, 0.5
"""How much more than 1 a numbered line weighs as the start of a point where it is a heading, is a heading of the
template, or is followed by text and not by another numbered line."""


class Point(NamedTuple):
    """A point of an agreement.

    Attributes
    ----------
    key : str
        Number and letter, ``3a``; of a point without a number its place among those without, ``*1``.
    numbered : bool
    heading : str
        Without its number; empty where there is none.
    start, body, end : int
        Where its heading, its text and the next point begin, in code points.
    sentences : tuple of Sentence
    """

    key: str
    numbered: bool
    heading: str
    start: int
    body: int
    end: int
    sentences: tuple[Sentence, ...]

    @property
    def parent(self) -> str:
        """Number of the point this is a part of: ``3`` of ``3a``; empty where it is none."""
        return self.key[:-1] if self.numbered and self.key[-1:].isalpha() else ""


class _Line(NamedTuple):
    """A line that may begin a point: key, heading, where it and the text after it start, weight, whether it is sure."""

    key: str
    heading: str
    start: int
    body: int
    weight: float
    sure: bool


def split(text: str, segments: Sequence[Segment], known: Collection[str] = ()) -> list[Point]:
    """Return the points of an agreement, with their sentences, in the order they stand.

    A point begins at a numbered line (``1. Parter``, ``§ 1``, ``Punkt 1:``, ``3a``, ``3.1``) or at a heading. Of
    numbered lines, which may be items of a list too, those are taken that go on from one another with most weight:
    lines that are headings in the file, or of the template, weigh more. A line without a number is a heading where it
    has the words of one of the template's, or where the file says so; the title is none. What stands before the first
    point, and from the signatures on, belongs to no point.

    Parameters
    ----------
    text : str
        Canonical text.
    segments : sequence of Segment
        Which lines the file has as headings.
    known : collection of str
        Headings of the template; empty for the template itself.
    """
    headings = {segment.start for segment in segments if segment.kind == "heading"}
    wanted = {_folded(one) for one in known}
    lines = _lines(text, wanted)
    candidates = [one for number in range(len(lines)) if (one := _line(text, lines, number, headings, wanted))]
    starts = _begun(candidates)
    if not starts:
        starts = _by_headings(text, lines, headings)
    return _points(text, starts, _closed(text, lines, starts))


def _lines(text: str, known: Collection[str]) -> list[tuple[int, int]]:
    """Return where the lines of a text are; a heading that is broken over several is one."""
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        if found and _goes_on(text[found[-1][0] : found[-1][1]], line[0], known):
            found[-1] = (found[-1][0], line.end())
        else:
            found.append(line.span())
    return found


def _goes_on(line: str, following: str, known: Collection[str]) -> bool:
    """Return whether a line ends in a broken word, or the two together are more like a heading of the template."""
    if BROKEN.search(line) and following.lstrip()[0].islower():
        return True
    alone, both = _unnumbered(line), _unnumbered(f"{line}\n{following}")
    return bool(alone) and _likeness(both, known) >= max(_KNOWN_LIKENESS, _likeness(alone, known) + 0.01)


def _unnumbered(line: str) -> str:
    found = _NUMBERED.match(line) or _LETTERED.match(line)
    return found["heading"] if found else line


def _line(
    text: str, lines: Sequence[tuple[int, int]], number: int, headings: Collection[int], known: Collection[str]
) -> _Line | None:
    """Return a line as the start of a point, if it may be one."""
    start, end = lines[number]
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    in_file = first in headings
    found = _NUMBERED.match(text, start, end) or _BARE.match(text, start, end)
    if found is None:
        return _without_number(text, first, end, in_file, known)
    named = found.groupdict()
    heading, body = _heading(named.get("heading") or "", end, known)
    if not heading and not in_file and not re.match(r"\s*(?:§|punkt|pkt)", found[0], re.I):
        return None
    is_known = _is_known(heading, known)
    if not (is_known or in_file) and heading and not _like_a_heading(heading):
        return None
    letter = named.get("letter") or named.get("apart") or _as_letter(named.get("decimal"))
    following = number + 1 < len(lines) and not _NUMBERED.match(text, *lines[number + 1])
    weight = 1 + _HEADED * in_file + _KNOWN * is_known + _FOLLOWED * following
    return _Line(f"{int(found['number'])}{letter.lower()}", heading, first, body, weight, is_known or in_file)


def _without_number(text: str, start: int, end: int, in_file: bool, known: Collection[str]) -> _Line | None:
    line = text[start:end].strip()
    lettered = _LETTERED.match(line)
    if lettered and (in_file or _is_known(lettered["heading"], known)):
        heading, body = _heading(lettered["heading"], end, known)
        return _Line(lettered["letter"], heading, start, body, 1 + _HEADED, _is_known(heading, known))
    bare = line.strip("#*_ \t:.")
    if _is_known(bare, known) and (
        in_file or _like_a_heading(bare)
    ):  # else the last word of a sentence that is wrapped
        return _Line("", bare, start, end, 1 + _KNOWN, True)
    if in_file and not _TITLE.search(bare) and not _CLOSING.match(bare):
        return _Line("", bare, start, end, 1 + _HEADED, False)
    return None


def _heading(said: str, end: int, known: Collection[str]) -> tuple[str, int]:
    """Return the heading that follows a number, and where the text begins: on the same line after a known heading."""
    for stop in re.finditer(r"[.:]\s+|\s[–—-]\s", said):
        if said[stop.end() :].strip() and _is_known(said[: stop.start()], known):
            return said[: stop.start()].strip(), end - len(said) + stop.end()
    return said.strip().strip("*_:").rstrip(". "), end


def _like_a_heading(said: str) -> bool:
    first = next((character for character in said if character.isalpha()), "")
    return first.isupper() and len(said) <= LONGEST and len(said.split()) <= MOST_WORDS and said[-1] not in ";,"


def _is_known(heading: str, known: Collection[str]) -> bool:
    return _likeness(heading, known) >= _KNOWN_LIKENESS


def _likeness(heading: str, known: Collection[str]) -> float:
    """Return how much a line is like the heading of the template it is most like, 0-1."""
    from rapidfuzz import fuzz, process

    if not heading or not known or len(heading) > LONGEST:
        return 0.0
    nearest = process.extractOne(_folded(heading), known, scorer=fuzz.ratio)
    return nearest[1] / 100 if nearest else 0.0


def _folded(heading: str) -> str:
    return " ".join(keys(words(heading)))


def _as_letter(decimal: str | None) -> str:
    return chr(ord("a") + int(decimal) - 1) if decimal and 0 < int(decimal) <= 8 else ""


def _order(key: str) -> tuple[int, str]:
    found = re.match(r"\d+", key)
    return (int(found[0]) if found else 0, key[found.end() :] if found else key)


def _begun(candidates: Sequence[_Line]) -> list[_Line]:
    """Return the lines that begin points: the numbered ones that go on from one another, and those of the template."""
    numbered = [one for one in candidates if one.key[:1].isdigit()]
    best: list[tuple[float, list[int]]] = []
    for number, one in enumerate(numbered):
        before = [best[k] for k in range(number) if _order(numbered[k].key) < _order(one.key)]
        weight, chain = max(before, key=lambda found: found[0], default=(0.0, []))
        best.append((weight + one.weight, [*chain, number]))
    chain = max(best, key=lambda found: found[0])[1] if best else []
    chosen = {id(numbered[k]) for k in chain}
    chain_keys = {one.key for one in numbered if id(one) in chosen}
    made: list[_Line] = []
    for one in candidates:
        if one.key[:1].isdigit():
            if id(one) in chosen or (one.sure and one.key not in chain_keys):
                made.append(one)
        elif made or one.sure:
            made.append(_in_its_point(one, made))
    return made if any(one.key[:1].isdigit() or one.sure for one in made) else []


def _in_its_point(one: _Line, made: Sequence[_Line]) -> _Line:
    """Return a line with its whole key: ``3b`` of a line ``b)`` in point 3."""
    above = next((re.match(r"\d+", before.key) for before in reversed(made) if before.key[:1].isdigit()), None)
    return one._replace(key=above[0] + one.key) if above and one.key else one


def _by_headings(text: str, lines: Sequence[tuple[int, int]], headings: Collection[int]) -> list[_Line]:
    """Return the headings of a file without numbers, numbered as they stand: automatic numbers are not in the text."""
    found: list[_Line] = []
    for start, end in lines:
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        heading = text[first:end].strip()
        titled = not found and _TITLE.search(heading)
        if first in headings and not titled and not _CLOSING.match(heading):
            found.append(_Line(str(len(found) + 1), heading.rstrip(".: "), first, end, 1, False))
    return found


def _closed(text: str, lines: Sequence[tuple[int, int]], starts: Sequence[_Line]) -> int:
    """Return where the signatures begin, after the last point; else where the text ends."""
    last = max((one.body for one in starts), default=0)
    return next((start for start, end in lines if start >= last and _CLOSING.match(text[start:end])), len(text))


def _points(text: str, starts: Sequence[_Line], end: int) -> list[Point]:
    wrapped = is_wrapped(text)
    made, bare = [], 0
    ends = [*(line.start for line in starts[1:]), end]
    for one, after in zip(starts, ends, strict=False):
        numbered = one.key[:1].isdigit()
        bare += not numbered
        sentences = divided(text, one.body, after, wrapped=wrapped)
        made.append(
            Point(
                one.key if numbered else f"*{bare}", numbered, one.heading, one.start, one.body, after, tuple(sentences)
            )
        )
    return made


def by_key(points: Sequence[Point]) -> Mapping[str, Point]:
    """Return points by their keys, the first where several have the same."""
    found: dict[str, Point] = {}
    for point in points:
        found.setdefault(point.key, point)
    return found


def parts(points: Sequence[Point]) -> Iterator[tuple[Point, list[Point]]]:
    """Yield each point that is no part of another, with those that are judged by themselves under it."""
    whole = by_key(points)
    for point in points:
        if point.parent not in whole:
            yield point, [one for one in points if one.parent == point.key and point.numbered]
