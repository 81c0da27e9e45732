"""Keyword in context (KWIC): a hit with the words before and after it.

Luhn (1960), Key word-in-context index for technical literature, doi:10.1002/asi.5090110403.
"""

from __future__ import annotations

from typing import NamedTuple

from kodeverk.model import Span

WIDTH = 60
"""Code points shown before and after the keyword, at most."""


class Line(NamedTuple):
    """A keyword in context.

    Attributes
    ----------
    before, keyword, after : str
        `before` and `after` on one line, cut between words.
    """

    before: str
    keyword: str
    after: str


def kwic(text: str, keyword: Span, within: Span, width: int = WIDTH) -> Line:
    """Return a keyword with what stands before and after it in the same stretch of text.

    Parameters
    ----------
    text : str
    keyword : Span
    within : Span
        The stretch context is taken from, such as what is said in one turn.
    width : int
        Most code points of context on each side.

    Examples
    --------
    >>> kwic("Det var to sjefer\\nher, og det gikk bra.", Span(11, 17), Span(0, 40), width=12)
    Line(before='Det var to', keyword='sjefer', after='her, og det')
    """
    start, end = max(within.start, keyword.start - width), min(within.end, keyword.end + width)
    before, after = text[start : keyword.start], text[keyword.end : end]
    if start > within.start and not text[start - 1].isspace():
        before = _from_space(before)
    if end < within.end and not text[end].isspace():
        after = _from_space(after[::-1])[::-1]
    return Line(" ".join(before.split()), keyword.of(text), " ".join(after.split()))


def _from_space(text: str) -> str:
    """Return `text` from its first white space on, so that no word is shown in half."""
    return next((text[place:] for place, character in enumerate(text) if character.isspace()), "")
