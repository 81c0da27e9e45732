"""Calibration: how a program counted the places of its passages, told by stored quotes and the edges of words.

REFI-QDA says code points of a text, but not how its line ends and its byte order mark count, and programs differ. A
passage's name is very often its quote, and people mark whole words: the way of counting that makes most passages
equal their quotes, and lets most begin and end at words, is the one the program used. What several ways give the same
passages for is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kodeverk.errors import UnknownName, UnsurePositions
from kodeverk.model import Span
from kodeverk.model.names import unknown
from kodeverk.refi.counted import Counted, Passage
from kodeverk.refi.exchange import ForeignSource
from kodeverk.refi.rulers import BY_NAME, CONVENTIONS, Convention, to_canonical

MARGIN = 3.0
"""How much better, in natural logarithms of odds, the best way of counting must be than the next to be sure."""

_PRIOR_AT_MOST = 12.0  # how much the rest of a project can speak against a source's own way
_AT_LEAST, _SAMPLE = 12, 2000  # passages weighed in a source, and in a project


class Calibration(NamedTuple):
    """How places in one source are counted.

    Attributes
    ----------
    source : str
        Name of the source.
    convention : Convention
    hits, named : int
        How many passages equal the quote stored with them, of how many that have one.
    edges : float
        Share (0-1) of the passages' ends that stand at the edge of a word.
    selections : int
        How many passages there are.
    sure : bool
        Whether no other way of counting that gives other passages is nearly as likely.
    rivals : tuple of (Convention, int)
        The ways of counting that may as well be meant, with their hits; empty where it is sure.
    """

    source: str
    convention: Convention
    hits: int
    named: int
    edges: float
    selections: int
    sure: bool
    rivals: tuple[tuple[Convention, int], ...] = ()


def calibrated(sources: Sequence[ForeignSource], positions: str | Mapping[str, str] | None = None) -> list[Calibration]:
    """Return, for each source, how its places are counted, and how sure that is.

    Parameters
    ----------
    sources : sequence of ForeignSource
    positions : str or dict of str to str, optional
        A way of counting that is known, for all sources or by their names; the rest is found out.

    Raises
    ------
    UnknownName
        If there is no such way of counting.
    """
    given = [_given(source, positions) for source in sources]
    if positions is not None and not isinstance(positions, Mapping):
        return [_known(source, Counted(source), way) for source, way in zip(sources, given, strict=True) if way]
    texts = [Counted(source) for source in sources]
    most = max(_AT_LEAST, _SAMPLE // max(1, len(sources)))
    weights = [_weights(text, _spread(text.passages, most)) for text in texts]
    total = {way: sum(found[text.like(way)] for found, text in zip(weights, texts, strict=True)) for way in CONVENTIONS}
    return [
        _known(source, text, way) if way else _found(source, text, own, total, most)
        for source, text, way, own in zip(sources, texts, given, weights, strict=True)
    ]


def unsure(found: Sequence[Calibration], file: str) -> UnsurePositions:
    """Return the error that names the sources whose way of counting is not sure, and what to say."""
    doubtful = [one for one in found if not one.sure]
    candidates = {
        one.source: {str(way): (hits, one.named) for way, hits in ((one.convention, one.hits), *one.rivals)}
        for one in doubtful
    }
    told = "\n".join(
        f"- {name}: "
        + ", ".join(f"{way!r} finds {hits} of {named} stored quotes" for way, (hits, named) in ways.items())
        for name, ways in list(candidates.items())[:10]
    )
    more = f"\n... and {len(doubtful) - 10} more" if len(doubtful) > 10 else ""
    first = doubtful[0].source
    likely = max(candidates[first], key=lambda way: candidates[first][way][0])
    whole = f"positions={likely!r} for all, or " if len(doubtful) == len(found) else ""
    return UnsurePositions(
        f"How {file} counts places in its texts cannot be told for certain for {len(doubtful)} of {len(found)} "
        f"sources; nothing was written.\n{told}{more}\nSay which is meant: {whole}"
        f"positions={{{first!r}: {likely!r}}} for one. The standard's way is 'code points'.",
        candidates,
    )


class Placed(NamedTuple):
    """The canonical text of a source, and where its passages stand there.

    Attributes
    ----------
    text : str
    spans : tuple of (Span or None)
        One for each selection; None for an area outside the text, an empty passage, and one the text does not have.
    points : tuple of (int or None)
        One for each sync point; None where it has no position, or one the text does not have.
    cut : int
        How many passages began or ended within a character and were widened to its edge.
    """

    text: str
    spans: tuple[Span | None, ...]
    points: tuple[int | None, ...]
    cut: int


def placed(source: ForeignSource, way: Convention) -> Placed:
    """Return where the passages and sync points of a source stand in its canonical text."""
    text, onward = to_canonical(source.text)
    counted = Counted(source)
    way, cut = counted.like(way), 0
    spans: list[Span | None] = []
    for one in source.selections:
        found = None if one.place or one.start < 0 else counted.at(way, one.start, one.end)
        if found is None:
            spans.append(None)
            continue
        start, whole = onward.onward(found[0] + counted.marked)
        end, whole_too = onward.onward(found[1] + counted.marked, late=True)
        cut += not (found[2] and whole and whole_too)
        spans.append(Span(start, end) if start < end else None)
    places = [None if one.position is None else counted.place(way, one.position) for one in source.sync_points]
    points = tuple(None if place is None else onward.onward(place + counted.marked)[0] for place in places)
    return Placed(text, tuple(spans), points, cut)


def _given(source: ForeignSource, positions: str | Mapping[str, str] | None) -> Convention | None:
    written = positions.get(source.name) if isinstance(positions, Mapping) else positions
    if written is None:
        return None
    if written.casefold() not in BY_NAME:
        raise UnknownName(unknown("way of counting", written, map(str, CONVENTIONS)))
    return BY_NAME[written.casefold()]


def _known(source: ForeignSource, text: Counted, way: Convention) -> Calibration:
    hits, named, edges = text.told(text.like(way))
    return Calibration(source.name, way, hits, named, edges, len(text.passages), True)


def _weights(text: Counted, passages: Sequence[Passage]) -> dict[Convention, float]:
    return {way: text.weigh(way, passages) for way in text.ways}


def _found(
    source: ForeignSource,
    text: Counted,
    own: Mapping[Convention, float],
    total: Mapping[Convention, float],
    most: int,
) -> Calibration:
    rest = {way: total[way] - own[way] for way in text.ways}
    highest = max(rest.values())
    prior = {way: max(-_PRIOR_AT_MOST, rest[way] - highest) - _unusual(text, way) for way in text.ways}
    ways = _near({way: own[way] + prior[way] for way in text.ways}, _PRIOR_AT_MOST)
    if len(ways) > 1 and len(text.passages) > most:
        ways = _near({way: text.weigh(way, text.passages) + prior[way] for way, _behind in ways}, _PRIOR_AT_MOST)
    best = ways[0][0]
    spans = _spans(text, best)
    hits, named, edges = text.told(best)
    others = [(way, behind) for way, behind in ways[1:] if behind < MARGIN or hits < named]
    told = tuple(
        (way, found)
        for way, behind in others
        if _spans(text, way) != spans and ((found := text.told(way)[0]) > hits or behind < MARGIN)
    )
    return Calibration(source.name, best, hits, named, edges, len(text.passages), not told, told)


def _near(weights: Mapping[Convention, float], most: float) -> list[tuple[Convention, float]]:
    """Return the ways of counting that are not far behind the best, best first, with how far they are behind."""
    best = max(weights.values())
    found = [(way, best - weight) for way, weight in weights.items() if best - weight <= most]
    return sorted(found, key=lambda one: one[1])


def _unusual(text: Counted, way: Convention) -> float:
    """Return how much speaks against a way of counting beforehand, in natural logarithms of odds.

    The standard's way is taken where nothing speaks against it; what programs are known to disagree on (UTF-16, how a
    line end or a byte order mark counts) is not taken for granted, and has to be seen.
    """
    shifted = 1.5 if text.marked else 3.5
    return _UNITS[way.unit] + _LINES[way.lines] + shifted * way.shifted + 3.5 * way.inclusive


_UNITS = {"code points": 0.0, "utf-16": 2.0, "utf-8": 4.0}
_LINES = {"as they stand": 0.0, "crlf as one": 1.0, "lf as two": 2.0}


def _spans(text: Counted, way: Convention) -> list[tuple[int, int, bool] | None]:
    return [text.at(way, one.start, one.end) for one in text.passages]


def _spread(passages: Sequence[Passage], most: int) -> Sequence[Passage]:
    if len(passages) <= most:
        return passages
    return [passages[number * len(passages) // most] for number in range(most)]
