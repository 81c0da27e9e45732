"""Spans: stretches of canonical text, counted in Unicode code points."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a text, in Unicode code points.

    A span is a value: it knows nothing of the text it points into.

    Attributes
    ----------
    start : int
        First code point inside the span, counted from 0.
    end : int
        First code point after the span.

    Examples
    --------
    >>> a, b = Span(2, 6), Span(5, 9)
    >>> a.overlaps(b), a.intersection(b), a.hull(b)
    (True, Span(start=5, end=6), Span(start=2, end=9))
    >>> Span(2, 5).overlaps(Span(5, 9))       # they touch, they do not overlap
    False
    >>> Span(5, 9).of("kaffe på kontoret")
    ' på '
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of code points inside the span.

        >>> Span(2, 6).length
        4
        """
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the stretch of `text` the span points at."""
        return text[self.start : self.end]

    def fits(self, length: int) -> bool:
        """Return whether the span is non-empty and lies within a text of `length` code points.

        >>> Span(0, 4).fits(4), Span(2, 2).fits(4), Span(-1, 2).fits(4), Span(3, 5).fits(4)
        (True, False, False, False)
        """
        return 0 <= self.start < self.end <= length

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Return whether `other` lies wholly inside this span.

        >>> Span(0, 9).contains(Span(0, 9)), Span(0, 9).contains(Span(8, 10))
        (True, False)
        """
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: Span) -> Span | None:
        """Return the shared stretch, or None where there is none.

        >>> Span(0, 3).intersection(Span(3, 5)) is None
        True
        """
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def hull(self, other: Span) -> Span:
        """Return the smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shifted(self, by: int) -> Span:
        """Return the span moved `by` code points.

        >>> Span(2, 4).shifted(-2)
        Span(start=0, end=2)
        """
        return Span(self.start + by, self.end + by)


def merged(spans: list[Span]) -> list[Span]:
    """Return the spans sorted, with overlapping and touching ones joined.

    Examples
    --------
    >>> merged([Span(5, 7), Span(0, 2), Span(2, 4), Span(6, 9)])
    [Span(start=0, end=4), Span(start=5, end=9)]
    """
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = result[-1].hull(span)
        else:
            result.append(span)
    return result


def covered(spans: list[Span]) -> int:
    """Return how many code points lie under at least one of the spans.

    Examples
    --------
    >>> covered([Span(0, 4), Span(2, 6), Span(10, 11)])
    7
    """
    return sum(span.length for span in merged(spans))
