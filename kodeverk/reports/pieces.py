"""Overlapping and nested codings of a turn, cut into pieces that can be shown side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kodeverk.model import Coding, Span


class Piece(NamedTuple):
    """A stretch of text throughout which the same codings hold.

    Attributes
    ----------
    start, end : int
        Half-open, in code points.
    codings : tuple of Coding
        Outermost first; empty where nothing is coded.
    """

    start: int
    end: int
    codings: tuple[Coding, ...]


def pieces(span: Span, codings: Sequence[Coding]) -> list[Piece]:
    """Return `span` cut wherever a coding starts or ends; together the pieces are the span, once.

    Examples
    --------
    >>> outer, inner = (Coding(i, "s", 1, *at, "c", "ida") for i, at in [("o", (2, 9)), ("i", (4, 6))])
    >>> [(p.start, p.end, [c.id for c in p.codings]) for p in pieces(Span(0, 10), [outer, inner])]
    [(0, 2, []), (2, 4, ['o']), (4, 6, ['o', 'i']), (6, 9, ['o']), (9, 10, [])]
    """
    inside = [c for c in codings if c.span.overlaps(span)]
    edges = {span.start, span.end}
    for coding in inside:
        edges |= {max(coding.start, span.start), min(coding.end, span.end)}
    starting = sorted(inside, key=lambda c: c.start)
    places, found, open_now, following = sorted(edges), [], [], 0
    for start, end in pairwise(places):
        while following < len(starting) and starting[following].start <= start:
            open_now.append(starting[following])
            following += 1
        open_now = [c for c in open_now if c.end > start]
        found.append(Piece(start, end, tuple(sorted(open_now, key=_outermost))))
    return found


def lanes(codings: Sequence[Coding]) -> dict[str, int]:
    """Return for each coding the line it is drawn on, 0 nearest the text: overlapping ones never share one.

    Examples
    --------
    >>> spans = {"a": (0, 9), "b": (2, 4), "c": (4, 12)}
    >>> lanes([Coding(i, "s", 1, *at, "c", "ida") for i, at in spans.items()])
    {'a': 0, 'b': 1, 'c': 1}
    """
    ends: list[int] = []
    found: dict[str, int] = {}
    for coding in sorted(codings, key=_outermost):
        lane = next((n for n, end in enumerate(ends) if end <= coding.start), len(ends))
        ends[lane : lane + 1] = [coding.end]
        found[coding.id] = lane
    return found


def _outermost(coding: Coding) -> tuple[int, int, str, str]:
    return coding.start, -coding.end, coding.code_id, coding.coder
