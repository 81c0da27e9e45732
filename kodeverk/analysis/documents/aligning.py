"""Which point of an agreement answers to which of the template: by heading, number and wording together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kodeverk.analysis.documents.limits import Thresholds
from kodeverk.analysis.documents.matching import Board, Text, likeness
from kodeverk.analysis.documents.split import Point
from kodeverk.analysis.documents.wording import Sentence, keys, words
from kodeverk.language.function_words import FUNCTION_WORDS
from kodeverk.language.lemma import lemma

HEADING, NUMBER, WORDING, TOGETHER = "heading", "number", "wording", "together with another point"
EVIDENCE = (HEADING, NUMBER, WORDING, TOGETHER)
"""What can align two points. *Together*: it has no heading of its own, but stands under that of another point."""
_WORTH = {HEADING: 1.0, NUMBER: 0.3, WORDING: 1.0}
"""What each weighs in the total that the best alignment has most of; heading and wording by how alike they are."""
_RELATED, _SHORTEST = 0.5, 3
"""Least likeness (0-1) of headings, or letters of a word they share, for the number to align points that say different
things."""


class Alignment(NamedTuple):
    """A point of a template and the one of an agreement that answers to it.

    Attributes
    ----------
    template : Point
    document : Point or None
        None where there is none.
    by : tuple of str
        Of `EVIDENCE`.
    """

    template: Point
    document: Point | None
    by: tuple[str, ...]


def align(
    template: tuple[str, Sequence[Point]], document: tuple[str, Sequence[Point]], thresholds: Thresholds
) -> list[Alignment]:
    """Return for each point of a template the one that answers to it: one to one, with the greatest total.

    Two points may answer to each other if their headings are alike or the template's stands within the other, if
    enough of the one's sentences stand in the other, or if they have the same number and headings that share a word or
    much of their letters. The total counts likeness of headings (0-1), share of sentences found (0-1, by their words)
    and 0.3 for the same number. A point left without answers to one that is taken already if enough of its sentences
    stand there, the one where most of them do and they are most alike: two points under one heading.

    Parameters
    ----------
    template, document : tuple of str and list of Point
        The text, and its points.
    thresholds : Thresholds
    """
    import networkx as nx

    text, points = document
    there = [Text(text, point.sentences) for point in points]
    graph = nx.Graph()
    shares = {}
    for number, one in enumerate(template[1]):
        for place, other in enumerate(points):
            shares[number, place] = _share(one, there[place], thresholds)
            if by := _evidence(one, other, shares[number, place][0], thresholds):
                worth = sum(_WORTH[kind] * how for kind, how in by.items())
                graph.add_edge(("template", number), ("document", place), weight=worth, by=tuple(by))
    found: dict[int, Alignment] = {}
    for edge in nx.max_weight_matching(graph):
        (_one, number), (_other, place) = sorted(edge, reverse=True)
        found[number] = Alignment(template[1][number], points[place], graph.edges[edge]["by"])
    for number, one in enumerate(template[1]):
        if number not in found and one.sentences and points:
            nearest = max(range(len(points)), key=lambda place: shares[number, place])
            if shares[number, nearest][0] >= thresholds.wording:
                found[number] = Alignment(one, points[nearest], (TOGETHER,))
    return [found.get(number, Alignment(one, None, ())) for number, one in enumerate(template[1])]


def _evidence(one: Point, other: Point, share: float, thresholds: Thresholds) -> dict[str, float]:
    """Return what speaks for two points answering to each other, each with how much; empty where too little does."""
    from rapidfuzz import fuzz

    headings = fuzz.ratio(_folded(one.heading), _folded(other.heading)) / 100 if one.heading and other.heading else 0.0
    if (said := _told_by(one.heading)) and said <= _told_by(other.heading):
        headings = max(headings, thresholds.heading)  # *Drift* in *Drift av kontoret*
    same = one.numbered and one.key == other.key
    found = {}
    if headings >= thresholds.heading:
        found[HEADING] = headings
    if share >= thresholds.wording and one.sentences:
        found[WORDING] = share
    if same and (found or headings >= _RELATED or not other.heading or _share_a_word(one.heading, other.heading)):
        found[NUMBER] = 1.0
    return found


def _share_a_word(one: str, other: str) -> bool:
    return not _told_by(one).isdisjoint(_told_by(other))


def _told_by(heading: str) -> set[str]:
    """Return the words of a heading that say what it is about, without inflection."""
    found = {lemma(word) for word in keys(words(heading))}
    return {word for word in found if len(word) >= _SHORTEST and word not in FUNCTION_WORDS}


def _folded(heading: str) -> str:
    return " ".join(keys(words(heading)))


def _share(one: Point, there: Text, thresholds: Thresholds) -> tuple[float, float]:
    """Return how much of a point stands in a text, sentences unchanged or in other words, and how alike it is, 0-1.

    Sentences count by their words; the second is the mean of their likeness, 1 where one stands there unchanged.
    """
    found = [(len(keys(one.words)), _alike(one, there)) for one in one.sentences if one.spoken]
    n = sum(words for words, _alike in found) or 1
    stand = sum(words for words, alike in found if alike >= thresholds.sentence)
    return stand / n, sum(words * alike for words, alike in found) / n


def _alike(sentence: Sentence, there: Text) -> float:
    if Board(there, {}).take([sentence]):
        return 1.0
    return max((likeness(sentence.words, other.words) for other in there.sentences), default=0.0)
