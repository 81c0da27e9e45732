"""An agreement divided into its points, by numbers and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kodeverk.analysis.documents.lines import (
    CLOSING,
    KNOWN_LIKENESS,
    TITLE,
    Line,
    folded,
    heading_likeness,
    page_of,
    starting,
)
from kodeverk.analysis.documents.numbering import order
from kodeverk.analysis.documents.wording import Sentence, divided
from kodeverk.model import Segment


class Point(NamedTuple):
    """A point of an agreement.

    Attributes
    ----------
    key : str
        Number and letter, ``3a``, also of ``III a``; of a point without a number its place among those without, ``*1``.
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


def split(text: str, segments: Sequence[Segment], known: Collection[str] = ()) -> list[Point]:
    """Return the points of an agreement, with their sentences, in the order they stand.

    A point begins at a numbered line (``1. Parter``, ``§ 1``, ``Punkt 1:``, ``3a``, ``3.1``, ``IV Drift``), the number
    also on a line of its own, or at a heading. Of numbered lines, which may be items of a list too, those are taken
    that go on from one another with most weight: lines that are headings in the file, or of the template, weigh more.
    One that repeats the number of another point is a point too where its heading is of the template or the file, or
    where it stands by itself beside the point whose number it repeats. A line without a number is a heading where it
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
    page = page_of(text, headings, known)
    candidates = [one for number in range(len(page.lines)) if (one := starting(page, number))]
    starts = _begun(candidates)
    if not starts:
        starts = _by_headings(text, page.lines, headings)
    return _points(text, starts, _closed(text, page.lines, starts), wrapped=page.wrapped)


def _begun(candidates: Sequence[Line]) -> list[Line]:
    """Return the lines that begin points: the numbered ones that go on from one another, and those of the template."""
    numbered = [one for one in candidates if one.key[:1].isdigit()]
    best: list[tuple[float, list[int]]] = []
    for number, one in enumerate(numbered):
        before = [best[k] for k in range(number) if order(numbered[k].key) < order(one.key)]
        weight, chain = max(before, key=lambda found: found[0], default=(0.0, []))
        best.append((weight + one.weight, [*chain, number]))
    chain = max(best, key=lambda found: found[0])[1] if best else []
    chosen = {id(numbered[k]) for k in (*chain, *_besides(numbered, chain))}
    made: list[Line] = []
    for one in candidates:
        if one.key[:1].isdigit():
            if id(one) in chosen:
                made.append(one)
        elif made or one.sure:
            made.append(_in_its_point(one, made))
    return made if any(one.key[:1].isdigit() or one.sure for one in made) else []


def _besides(numbered: Sequence[Line], chain: Sequence[int]) -> Iterator[int]:
    """Yield the numbered lines that begin points though they do not go on from the others.

    Several between two points are a list; one with the number and the heading of a point stands in a table of contents.
    """
    by_number = {numbered[k].key: numbered[k] for k in chain}
    for before, after in pairwise((-1, *chain, len(numbered))):
        beside = {numbered[k].key for k in (before, after) if k in chain}
        for k in range(before + 1, after):
            one = numbered[k]
            twin = by_number.get(one.key)
            by_itself = one.key in beside and k - before == after - k == 1
            if twin is None:
                begins = one.sure
            else:
                begins = (one.sure or (by_itself and one.above)) and not _same_heading(one, twin)
            if begins:
                yield k


def _same_heading(one: Line, other: Line) -> bool:
    return heading_likeness(one.heading, [folded(other.heading)]) >= KNOWN_LIKENESS


def _in_its_point(one: Line, made: Sequence[Line]) -> Line:
    """Return a line with its whole key: ``3b`` of a line ``b)`` in point 3."""
    above = next((re.match(r"\d+", before.key) for before in reversed(made) if before.key[:1].isdigit()), None)
    return one._replace(key=above[0] + one.key) if above and one.key else one


def _by_headings(text: str, lines: Sequence[tuple[int, int]], headings: Collection[int]) -> list[Line]:
    """Return the headings of a file without numbers, numbered as they stand: automatic numbers are not in the text."""
    found: list[Line] = []
    for start, end in lines:
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        heading = text[first:end].strip()
        titled = not found and TITLE.search(heading)
        if first in headings and not titled and not CLOSING.match(heading):
            found.append(Line(str(len(found) + 1), heading.rstrip(".: "), first, end, 1, False))
    return found


def _closed(text: str, lines: Sequence[tuple[int, int]], starts: Sequence[Line]) -> int:
    """Return where the signatures begin, after the last point; else where the text ends."""
    last = max((one.body for one in starts), default=0)
    return next((start for start, end in lines if start >= last and CLOSING.match(text[start:end])), len(text))


def _points(text: str, starts: Sequence[Line], end: int, *, wrapped: bool) -> list[Point]:
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


def doubled(points: Sequence[Point]) -> tuple[str, ...]:
    """Return the numbers that several points have."""
    return tuple(number for number, n in Counter(one.key for one in points if one.numbered).items() if n > 1)


def has_numbers(text: str, points: Sequence[Point]) -> bool:
    """Return whether a point's number stands in the text; those a word processor makes do not."""
    return any(one.numbered and not (one.heading and text.startswith(one.heading, one.start)) for one in points)


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
