"""Where in a source: from a quote, a span or a segment to the one span it means."""

from __future__ import annotations

import operator
from typing import SupportsIndex

from rapidfuzz import fuzz

from kodeverk.errors import QuoteError, UnknownName
from kodeverk.language.graphemes import snapped
from kodeverk.model import Segment, Snapshot, Source, Span, canonical

_NEAR = 75.0
"""Likeness (0-100) from which a passage is worth naming as what the quote may have meant."""


def place(
    snapshot: Snapshot,
    source: str,
    *,
    quote: str | None = None,
    span: tuple[int, int] | None = None,
    segment: int | None = None,
) -> tuple[Source, Span]:
    """Return the source and the one span that a quote, a span or a segment number means.

    A span that would begin or end inside a grapheme cluster - what a reader takes for one character, such as an emoji
    of a family or a letter with its marks - is widened to hold the whole of it.

    Parameters
    ----------
    snapshot : Snapshot
    source : str
        Name of the source.
    quote : str, optional
        The exact words. With `segment` they are looked for in that segment alone.
    span : (int, int), optional
        Start and end in code points.
    segment : int, optional
        Number of a turn or paragraph, counted from 1; alone it means all that is said in it.

    Raises
    ------
    QuoteError
        If the quote is not there (the message names the nearest passage) or there more than once (it
        names each), or if the span does not fit the text.
    UnknownName
        If there is no such source or segment.
    """
    found = snapshot.source(source)
    text = snapshot.text(found.id)
    within = Span(0, len(text))
    if segment is not None:
        within = _segment(snapshot, found, segment).speech
    if span is not None:
        return found, snapped(text, _checked(found, _span(found, span), within, quote, text))
    if quote is not None:
        return found, _locate(snapshot, found, canonical(quote).text, within, segment)
    if segment is None:
        raise QuoteError(f"Where in {found.name}? Give a quote, a span or a segment.")
    return found, snapped(text, _checked(found, within, within, quote, text))


def _checked(source: Source, chosen: Span, within: Span, quote: str | None, text: str) -> Span:
    """Return the span if it fits the text and agrees with the quote and segment given with it."""
    if not chosen.fits(len(text)):
        raise QuoteError(
            f"The span {chosen.start}-{chosen.end} does not fit {source.name}: it is empty or reaches outside "
            f"0-{len(text)}. Nothing was changed."
        )
    if not within.contains(chosen) or (quote is not None and canonical(quote).text != chosen.of(text)):
        raise QuoteError(
            f"The span {chosen.start}-{chosen.end} of {source.name} is not where the quote or segment given with it "
            "is. Give one of them, or such as agree. Nothing was changed."
        )
    return chosen


def occurrences(text: str, quote: str, within: Span) -> list[Span]:
    """Return every place in `within` where `quote` stands word for word, overlapping ones too.

    Examples
    --------
    >>> occurrences("ja ja ja", "ja ja", Span(0, 8))
    [Span(start=0, end=5), Span(start=3, end=8)]
    """
    found: list[Span] = []
    start = text.find(quote, within.start, within.end)
    while start >= 0:
        found.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1, within.end)
    return found


def _span(source: Source, span: tuple[int, int]) -> Span:
    try:
        start, end = map(operator.index, span)
    except (TypeError, ValueError):
        raise QuoteError(f"A span in {source.name} is two whole numbers, start and end. Nothing was changed.") from None
    return Span(start, end)


def _segment(snapshot: Snapshot, source: Source, number: int) -> Segment:
    segments = snapshot.version(source.id).segments
    if not isinstance(number, SupportsIndex) or not 1 <= operator.index(number) <= len(segments):
        raise UnknownName(f"{source.name} has segments 1-{len(segments)}; there is no segment {number!r}.")
    return segments[operator.index(number) - 1]


def _locate(snapshot: Snapshot, source: Source, quote: str, within: Span, segment: int | None) -> Span:
    text = snapshot.text(source.id)
    if not quote.strip():
        raise QuoteError(f"An empty quote points nowhere in {source.name}. Nothing was changed.")
    found = list(dict.fromkeys(snapped(text, span) for span in occurrences(text, quote, within)))
    if len(found) == 1:
        return found[0]
    said, where = f"The quote ({len(quote)} characters)", source.name
    if segment is not None:
        where = f"segment {segment} of {source.name}"
    if found:
        places = "; ".join(_where(snapshot, source, span) for span in found)
        raise QuoteError(
            f"{said} stands {len(found)} times in {where}: {places}. "
            "Say which with segment= (in a table, a column turn), or give span= (start and end). Nothing was changed."
        )
    elsewhere = occurrences(text, quote, Span(0, len(text)))
    if elsewhere:
        places = "; ".join(_where(snapshot, source, span) for span in elsewhere)
        hint = f"It stands elsewhere: {places}."
    else:
        hint = _nearest(snapshot, source, quote, within)
    raise QuoteError(f"{said} does not stand in {where}. {hint} Nothing was changed.")


def _nearest(snapshot: Snapshot, source: Source, quote: str, within: Span) -> str:
    match = fuzz.partial_ratio_alignment(quote, within.of(snapshot.text(source.id)), score_cutoff=_NEAR)
    if match is None:
        return "Nothing in it is much like the quote."
    span = Span(match.dest_start, match.dest_end).shifted(within.start)
    return f"Nearest ({match.score:.0f} % alike): {_where(snapshot, source, span)}."


def _where(snapshot: Snapshot, source: Source, span: Span) -> str:
    inside = [s.number for s in snapshot.version(source.id).segments if s.span.overlaps(span)]
    segment = f"segment {inside[0]}, " if inside else ""
    return f"{segment}span {span.start}-{span.end}"
