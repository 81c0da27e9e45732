"""The thresholds of a comparison with a template, in one place; each is shown with the result.

They are conventions: set so that a sentence in which a few words are exchanged is still recognised, and one that says
the same in quite other words is not. None is a result of statistics.
"""

from __future__ import annotations

from typing import NamedTuple


class Thresholds(NamedTuple):
    """Where a sentence is recognised, a point is still reworded and not a new one, a heading is the same.

    Attributes
    ----------
    sentence : float
        Least likeness (0-1) of two sentences for the one to be the other in other words.
    kept : float
        Least share (0-1) of a point's sentences that are found again, unchanged or recognised, in a point that is
        *reworded*; below it is its *own*.
    heading : float
        Least likeness (0-1) of two headings for them to align two points.
    wording : float
        Least share (0-1) of a point's sentences, by their words, found in another for them to align the two, or for a
        point to be one of several under one heading.
    """

    sentence: float = 0.4
    kept: float = 0.5
    heading: float = 0.8
    wording: float = 0.5
