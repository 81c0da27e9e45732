"""Sentences of a report: written prose, in which brackets and page numbers hold what a full stop would part."""

from __future__ import annotations

import re

from kodeverk.language.sentences import sentences
from kodeverk.model import Span

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
"""A capital letter, as a regular expression: É and Ö too."""

_BEFORE_NUMBER = re.compile(
    r"\b(?:ss?|pp?|fig|tab|avsn|pkt|kap|nr|bd|vol|no|et al|m\. ?fl|mfl|red|eds?)\.$", re.IGNORECASE
)
"""Abbreviations that a number or a bracket follows: ``s. 14``, ``Vike et al. (2018)``."""
_LONGEST = 120
"""Code points a bracket may hold across a full stop; one that is longer was never closed."""


def prose_sentences(text: str) -> list[Span]:
    """Return the sentences of written prose: none ends inside brackets, or between *s.* and the page.

    Examples
    --------
    >>> text = "Vike (2018, s. 34) skriver om det. Se s. 12 hos Busch et al. (2011). Slutt."
    >>> [span.of(text) for span in prose_sentences(text)]
    ['Vike (2018, s. 34) skriver om det.', 'Se s. 12 hos Busch et al. (2011).', 'Slutt.']
    """
    found: list[Span] = []
    for span in sentences(text, Span(0, len(text))):
        if found and _goes_on(found[-1].of(text), text[span.start : span.start + _LONGEST]):
            found[-1] = found[-1].hull(span)
        else:
            found.append(span)
    return found


def _goes_on(before: str, rest: str) -> bool:
    """Return whether a full stop ends no sentence, by what stands before it and after it."""
    if _BEFORE_NUMBER.search(before):
        return re.match(r"[\d(]", rest) is not None
    closing = re.match(r"[^()«»\"“”]*\)", rest)
    return closing is not None and before.rfind("(") > before.rfind(")") and len(before) - before.rfind("(") < _LONGEST
