"""Sentences of a template found again in an agreement: unchanged, in other words, or not at all; and what is added."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kodeverk.analysis.documents.numbering import roman
from kodeverk.analysis.documents.wording import CONTENT, NAME, Sentence, Word, keys
from kodeverk.language.lemma import lemma
from kodeverk.model import Span

UNCHANGED, CHANGED, LEFT_OUT, ADDED, FILLED, OPEN = "unchanged", "changed", "left out", "added", "filled in", "open"
FOUND = (UNCHANGED, CHANGED, LEFT_OUT, ADDED, FILLED, OPEN)
"""What becomes of a sentence. *Filled in*, *open*: of one that is a place to fill in and nothing else."""

_MOST_IN_A_NAME, _MOST_IN_CONTENT = 5, 120
"""How many words a place for a name, and one for content, may be filled in with."""
_REFERS = frozenset(
    {"punkt", "punktet", "punktene", "punkta", "pkt", "kapittel", "kap", "artikkel", "paragraf", "section"}
)
_LINKS = frozenset({"og", "eller", "til", "and", "or"})

Renumbered = Mapping[str, str]
"""Number of a point in the template, and its number in the agreement."""


class Text(NamedTuple):
    """The sentences of a stretch of a document.

    Attributes
    ----------
    text : str
        Of the whole document.
    sentences : tuple of Sentence
    """

    text: str
    sentences: tuple[Sentence, ...]


class Pair(NamedTuple):
    """What became of a sentence of the template, or a sentence that is added.

    Attributes
    ----------
    found : str
        One of `FOUND`.
    template : Sentence or None
        None where it is added.
    span : Span or None
        Where it stands in the agreement, in code points; None where it does not.
    likeness : float
        0-1; see `likeness`.
    fillings : tuple of Span
        What places for content in it are filled in with, where they are.
    """

    found: str
    template: Sentence | None
    span: Span | None
    likeness: float
    fillings: tuple[Span, ...] = ()


def likeness(one: Sequence[Word], other: Sequence[Word]) -> float:
    """Return how much of their words a sentence of a template and another share, 0-1, whatever their order.

    ``2 c / (a + b)`` (the coefficient of Dice, 1945) where `a` and `b` are their numbers of words and `c` is how many
    they have in common, inflection aside (lemmas). Up to five words for each place for a name in the template are not
    counted in `b`; with a place for content, which any number of words may fill in, it is ``c / a``.
    """
    wanted, there = Counter(map(lemma, keys(one))), Counter(map(lemma, keys(other)))
    a, b, c = wanted.total(), there.total(), (wanted & there).total()
    if not (a and b):
        return 0.0
    if any(word.key == CONTENT for word in one):
        return c / a
    names = sum(word.key == NAME for word in one)
    return 2 * c / (a + b - min(b - c, _MOST_IN_A_NAME * names))


def match(wanted: Sequence[Sentence], there: Text, renumbered: Renumbered, least: float) -> list[Pair]:
    """Return what became of each sentence of a template in a stretch of an agreement, and what is added.

    First the sentences that stand there unchanged, wherever sentences or lines end; then, of the rest, the pairs with
    the greatest sum of likeness, one to one, each at least `least`. What is left where the template has a
    place that is a sentence by itself fills it in; what is left besides is added.

    Parameters
    ----------
    wanted : sequence of Sentence
        Of the template.
    there : Text
    renumbered : dict
    least : float
        0-1.
    """
    board = Board(there, renumbered)
    spoken = [number for number, one in enumerate(wanted) if one.spoken]
    pairs: dict[int, Pair] = {}
    singly = sorted(spoken, key=lambda n: any(word.key == CONTENT for word in wanted[n].words))
    for run in [[number] for number in singly] + _runs(spoken):
        if not pairs.keys() & set(run):
            pairs |= zip(run, board.take([wanted[number] for number in run]), strict=False)
    rest = board.left()
    alike = _alike({n: wanted[n] for n in spoken if n not in pairs}, rest, least)
    pairs |= alike
    taken = {pair.span for pair in alike.values()}
    pairs |= {n: Pair(LEFT_OUT, wanted[n], None, 0.0) for n in spoken if n not in pairs}
    extra = [one for one in rest if Span(one.start, one.end) not in taken]
    extra = _filled(wanted, pairs, extra, there.text)
    return [pairs[number] for number in sorted(pairs)] + [
        Pair(ADDED, None, Span(one.start, one.end), 0.0) for one in extra
    ]


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Return every run of two or more, the longest first: sentences may be divided otherwise in the agreement."""
    lengths = range(len(numbers), 1, -1)
    return [list(numbers[first : first + length]) for length in lengths for first in range(len(numbers) - length + 1)]


def _alike(wanted: Mapping[int, Sentence], there: Sequence[Sentence], least: float) -> dict[int, Pair]:
    """Return the sentences that are found in other words: one to one, with the greatest sum of likeness."""
    import networkx as nx

    graph = nx.Graph()
    for number, one in wanted.items():
        for place, other in enumerate(there):
            share = likeness(one.words, other.words)
            if share >= least:
                graph.add_edge(("wanted", number), ("there", place), weight=share)
    made = {}
    for edge in nx.max_weight_matching(graph):
        (_one, number), (_other, place) = sorted(edge, reverse=True)
        span, share = Span(there[place].start, there[place].end), graph.edges[edge]["weight"]
        made[number] = Pair(CHANGED, wanted[number], span, share)
    return made


def _filled(wanted: Sequence[Sentence], pairs: dict[int, Pair], extra: Sequence[Sentence], text: str) -> list[Sentence]:
    """Fill in the places that are sentences by themselves, and lists after a colon; return what is not taken for it.

    Such a place is filled in by what stands between the sentences before and after it; of several together each
    takes one sentence, the last the rest.
    """
    left = list(extra)
    for number, one in enumerate(wanted):
        if one.spoken and not _asks_for_list(pairs[number], text):
            continue
        before = max((p.span.end for n, p in pairs.items() if n <= number and p.span), default=0)
        after = min((p.span.start for n, p in pairs.items() if n > number and p.span), default=len(text))
        between = [each for each in left if before <= each.start < after]
        more = number + 1 < len(wanted) and not wanted[number + 1].spoken
        mine = between[:1] if more and not one.spoken else between
        left = [each for each in left if each not in mine]
        spans = tuple(Span(each.start, each.end) for each in mine if each.spoken)
        if one.spoken:
            pairs[number] = pairs[number]._replace(fillings=(*pairs[number].fillings, *spans))
        else:
            whole = Span(mine[0].start, mine[-1].end) if mine else None
            pairs[number] = Pair(FILLED if spans else OPEN, one, whole, 0.0, spans)
    return left


def _asks_for_list(pair: Pair, text: str) -> bool:
    """Return whether a sentence ends with a place for content that is not filled in on its own line, but after it."""
    sentence = pair.template
    if pair.found != UNCHANGED or sentence is None or pair.span is None or sentence.words[-1].key != CONTENT:
        return False
    return text[: pair.span.end].rstrip().endswith(":")


def _pattern(words: Sequence[Word], renumbered: Renumbered) -> str:
    """Return the pattern of words laid out as `_laid_out` does; each place for content is a group."""
    parts, refers = [], False
    for word in words:
        if word.key == NAME:
            parts.append(rf"(?:[^ \t\n\0]+[ \t\n]){{1,{_MOST_IN_A_NAME}}}?")
        elif word.key == CONTENT:
            parts.append(rf"((?:[^ \t\n\0]+[ \t\n]){{0,{_MOST_IN_CONTENT}}}?)")
        else:
            known = {word.key, renumbered.get(word.key, word.key)} if refers else {word.key}
            known |= {roman(number) for number in known if refers and number[:1].isdigit()}
            parts.append(f"(?:{'|'.join(sorted(map(re.escape, known)))})[ \t\n]")
        refers = word.key in _REFERS or (refers and (word.key[:1].isdigit() or word.key in _LINKS))
    return "".join(parts)


class Board:
    """The words of an agreement, of which sentences that stand there unchanged are taken one by one.

    Parameters
    ----------
    there : Text
    renumbered : dict
    """

    def __init__(self, there: Text, renumbered: Renumbered) -> None:
        self._there = there
        self._renumbered = renumbered
        self._words = [(number, word) for number, one in enumerate(there.sentences) for word in one.words]
        self._free = [True] * len(self._words)

    def take(self, run: Sequence[Sentence]) -> list[Pair]:
        """Return where sentences of a template stand unchanged, one after the other; empty if they do not.

        The first begins and the last ends where a sentence or else a line does.
        """
        laid, starts = self._laid_out()
        inside = "".join(f"(?P<s{n}>{_pattern(one.words, self._renumbered)})" for n, one in enumerate(run))
        found = None
        for edge in ("\n", "\n\t"):
            found = found or re.search(rf"(?<![^{edge}]){inside}(?<=[{edge}])", laid)
        if found is None or any(not found[f"s{n}"] for n in range(len(run))):
            return []
        places = [found.span(f"s{n}") for n in range(len(run))]
        for at in range(bisect_left(starts, found.start()), bisect_left(starts, found.end())):
            self._free[at] = False
        return [
            Pair(UNCHANGED, one, self._span(starts, place), 1.0, self._fillings(found, place, starts))
            for one, place in zip(run, places, strict=True)
        ]

    def left(self) -> list[Sentence]:
        """Return what has not been taken, as the sentences it is of."""
        made: list[Sentence] = []
        for number, sentence in enumerate(self._there.sentences):
            pairs = zip(self._words, self._free, strict=True)
            words = tuple(word for (of, word), free in pairs if free and of == number)
            if words:
                whole = len(words) == len(sentence.words)
                made.append(sentence if whole else Sentence(words[0].start, words[-1].end, words))
        return made

    def _laid_out(self) -> tuple[str, list[int]]:
        """Return the words, those taken blotted out, and where each begins.

        A space follows each, ``\\t`` where its line ends, ``\\n`` where its sentence does.
        """
        parts: list[str] = []
        starts: list[int] = []
        at = 0
        following: list[tuple[int, Word | None]] = [*self._words[1:], (-1, None)]
        for (of, word), free, (of_next, after) in zip(self._words, self._free, following, strict=False):
            line_ends = after is not None and "\n" in self._there.text[word.end : after.start]
            starts.append(at)
            parts.append((word.key if free else "\0") + ("\n" if of != of_next else "\t" if line_ends else " "))
            at += len(parts[-1])
        return "".join(parts), starts

    def _span(self, starts: Sequence[int], place: tuple[int, int]) -> Span:
        """Return where words stand in the document; to the end of the sentence where they are its last."""
        first, last = bisect_left(starts, place[0]), bisect_left(starts, place[1]) - 1
        number, word = self._words[last]
        sentence = self._there.sentences[number]
        return Span(self._words[first][1].start, sentence.end if word is sentence.words[-1] else word.end)

    def _fillings(self, found: re.Match[str], place: tuple[int, int], starts: Sequence[int]) -> tuple[Span, ...]:
        """Return what places for content in a sentence are filled in with; one left open as it was is none."""
        named = set(found.re.groupindex.values())
        made = []
        for group in set(range(1, found.re.groups + 1)) - named:
            start, end = found.span(group)
            words = [word for _of, word in self._words[bisect_left(starts, start) : bisect_left(starts, end)]]
            if place[0] <= start and end <= place[1] and any(word.key not in (NAME, CONTENT) for word in words):
                made.append(self._closed(Span(words[0].start, words[-1].end)))
        return tuple(sorted(made))

    def _closed(self, span: Span) -> Span:
        """Return a stretch with the bracket that closes the one in it."""
        said = span.of(self._there.text)
        closes = said.count("(") > said.count(")") and self._there.text[span.end : span.end + 1] == ")"
        return span._replace(end=span.end + closes)
