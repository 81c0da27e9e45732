"""Finding the expressions of a codebook in a text: all of them in one pass.

The expressions are first expanded to the word forms that occur in the corpus. One Aho-Corasick pass
(Aho & Corasick 1975, doi:10.1145/360825.360855) over the case-folded text then finds every word and phrase, and one
word of every token pattern; spaCy's matcher looks only at the segments where a pattern's word stands. Time grows
with the text and the hits, hardly with the number of expressions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

import ahocorasick_rs

from kodeverk.language.fold import Folded, evened, folded
from kodeverk.language.patterns import PatternMatcher, needed, written
from kodeverk.language.phrase import Phrase, is_word, phrase
from kodeverk.language.vocabulary import Vocabulary
from kodeverk.model import Expression, Span

WAYS = 250
"""Ways to write a phrase that are all looked for; of one with more, one word is, and the others are read around it."""

_by_span = attrgetter("span")


class Hit(NamedTuple):
    """A place where an expression of a code stands.

    Attributes
    ----------
    key : str
        What the expression belongs to, such as the id of a code.
    label : str
        Label of the expression.
    form : str
        The word, phrase or pattern that hit, as the codebook has it.
    span : Span
        In code points of the text searched.
    """

    key: str
    label: str
    form: str
    span: Span


class _Sought(NamedTuple):
    """A word or phrase, and how to read on from one word of it where that word alone is looked for."""

    key: str
    label: str
    form: str
    around: Callable[[str, int, int], tuple[int, int] | None] | None


class _Pattern(NamedTuple):
    key: str
    label: str
    pattern: Sequence[Mapping[str, object]]


class Matcher:
    """The expressions of some codes, ready to be expanded by a vocabulary.

    Parameters
    ----------
    expressions : dict of str to sequence of Expression
        Expressions by what they belong to, such as the id of a code.

    Examples
    --------
    >>> from kodeverk.language.vocabulary import vocabulary
    >>> text = "Eg har to\\nsjefar, og dei likar ikkje kvarandre."
    >>> matcher = Matcher({"c1": [Expression("opplevelse", phrases=("to sjefar",))]})
    >>> matcher.expand(vocabulary([text])).find(text)
    [Hit(key='c1', label='opplevelse', form='to sjefar', span=Span(start=7, end=16))]
    """

    def __init__(self, expressions: Mapping[str, Sequence[Expression]]) -> None:
        self._expressions = [(key, expression) for key, several in expressions.items() for expression in several]

    def expand(self, vocabulary: Vocabulary) -> Expanded:
        """Return the expressions expanded to the word forms of a vocabulary, ready to search its texts.

        Raises
        ------
        GrammarError
            If a word or phrase cannot be searched for.
        FormatError
            If a token pattern is not one spaCy knows.
        """
        sought = [
            (key, expression.label, form, found)
            for key, expression in self._expressions
            for form in (*expression.words, *expression.phrases)
            if (found := phrase(form, vocabulary)) is not None
        ]
        patterns = [
            (_Pattern(key, expression.label, pattern), needed(pattern, vocabulary))
            for key, expression in self._expressions
            for pattern in expression.patterns
        ]
        return Expanded(sought, [(pattern, words) for pattern, words in patterns if words is None or words])


class Expanded:
    """Expressions as the word forms of one vocabulary; made by `Matcher.expand`."""

    def __init__(
        self,
        sought: Iterable[tuple[str, str, str, Phrase]],
        patterns: Sequence[tuple[_Pattern, frozenset[str] | None]],
    ) -> None:
        self._patterns = [pattern for pattern, _ in patterns]
        self._everywhere = any(words is None for _, words in patterns)
        at: dict[str, list[_Sought | None]] = defaultdict(list)
        for key, label, form, found in sought:
            whole = found.ways <= WAYS
            one = _Sought(key, label, form, None if whole else found.around)
            for string in found.written() if whole else found.words[found.anchor]:
                at[string].append(one)
        for string in set().union(*(words or () for _, words in patterns)):
            at[string].append(None)  # no word of a code: a token pattern may fit nearby
        self._at = list(at.values())
        self._strings = ahocorasick_rs.AhoCorasick(list(at), store_patterns=False)

    def find(self, text: str, within: Sequence[Span] | None = None, *, ready: Folded | None = None) -> list[Hit]:
        """Return where the expressions stand, in order; of overlapping hits with the same key the longest.

        Parameters
        ----------
        text : str
            A text whose words are in the vocabulary.
        within : sequence of Span, optional
            Stretches, in order and apart, that a hit must lie in one of; without it the whole text.
        ready : Folded, optional
            The text evened, where that has been done.
        """
        ready = ready or evened(text)
        places = _Places(within if within is not None else [Span(0, len(text))])
        hits: list[Hit] = []
        touched: set[int] = set(range(len(places.spans))) if self._everywhere else set()
        for one, start, end in self._stand(ready.lower):
            span = ready.original(start, end)
            if (place := places.of(span)) is None:
                continue
            if one is None:
                touched.add(place)
            else:
                hits.append(Hit(one.key, one.label, one.form, span))
        if self._patterns and touched:
            hits += self._fitting(folded(text), [places.spans[place] for place in sorted(touched)])
        return longest(hits)

    def _stand(self, lower: str) -> Iterator[tuple[_Sought | None, int, int]]:
        length = len(lower)
        for number, start, end in self._strings.find_matches_as_indexes(lower, overlapping=True):
            if (start and is_word(lower[start - 1])) or (end < length and is_word(lower[end])):
                continue
            for one in self._at[number]:
                if one is None or one.around is None:
                    yield one, start, end
                elif (found := one.around(lower, start, end)) is not None:
                    yield one, *found

    def _fitting(self, ready: Folded, spans: Sequence[Span]) -> Iterator[Hit]:
        stretches = [ready.found(span) for span in spans]
        texts = [ready.seen[start:end] for start, end in stretches]
        for (start, _), found in zip(stretches, self._matcher.find(texts), strict=True):
            for number, span in found:
                one = self._patterns[number]
                yield Hit(one.key, one.label, written(one.pattern), ready.original(*span.shifted(start)))

    @cached_property
    def _matcher(self) -> PatternMatcher:
        return PatternMatcher([(one.label, one.pattern) for one in self._patterns])


class _Places:
    """Stretches of a text, found by what lies in them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self._starts = [span.start for span in spans]

    def of(self, span: Span) -> int | None:
        """Return the number of the stretch `span` lies in, or None."""
        place = bisect_right(self._starts, span.start) - 1
        return place if place >= 0 and span.end <= self.spans[place].end else None


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits in order of the text, of those with the same key that overlap only the longest.

    Of equally long ones the first in the text stays, and of those the first in the codebook.
    """
    by_key: dict[str, list[Hit]] = defaultdict(list)
    for hit in sorted(hits, key=_by_span):
        by_key[hit.key].append(hit)
    kept = [hit for several in by_key.values() for cluster in _clusters(several) for hit in _apart(cluster)]
    return sorted(kept, key=_by_span)


def _clusters(hits: Iterable[Hit]) -> Iterator[list[Hit]]:
    """Yield hits in order of the text in groups that do not overlap one another."""
    cluster: list[Hit] = []
    end = 0
    for hit in hits:
        if cluster and hit.span.start >= end:
            yield cluster
            cluster = []
        cluster.append(hit)
        end = max(end, hit.span.end)
    yield cluster


def _apart(cluster: list[Hit]) -> list[Hit]:
    if len(cluster) == 1:
        return cluster
    kept: list[Hit] = []
    for hit in sorted(cluster, key=lambda hit: -hit.span.length):
        if not any(hit.span.overlaps(other.span) for other in kept):
            kept.append(hit)
    return kept
