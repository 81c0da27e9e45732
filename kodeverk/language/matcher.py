"""Finding the expressions of a codebook in a text: all of them in one pass.

The expressions are first expanded to the word forms that occur in the corpus. One Aho-Corasick pass
(Aho & Corasick 1975, doi:10.1145/360825.360855) over the case-folded text then finds every word, one word of
every phrase, and one word of every token pattern; phrases are read on from there, and spaCy's matcher looks
only at the segments where a pattern's word stands. Time grows with the text and the hits, hardly with the
number of expressions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import ahocorasick_rs

from kodeverk.language.fold import Folded, folded
from kodeverk.language.patterns import PatternMatcher, needed, written
from kodeverk.language.phrase import Phrase, is_word, phrase, word_after, word_before
from kodeverk.language.vocabulary import Vocabulary
from kodeverk.model import Expression, Span


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
    key: str
    label: str
    form: str
    phrase: Phrase


class _Pattern(NamedTuple):
    key: str
    label: str
    pattern: Sequence[Mapping[str, object]]


class _At(NamedTuple):
    """What is looked for where one word form stands: words, and phrases by the word beside it.

    A word such as `kontor` may be in hundreds of phrases; the word beside it tells which can stand here.
    """

    alone: list[_Sought | None]
    after: dict[str, list[_Sought]]
    before: dict[str, list[_Sought]]

    def add(self, one: _Sought) -> None:
        """Look for one word or phrase here."""
        words, anchor = one.phrase.words, one.phrase.anchor
        if len(words) == 1:
            self.alone.append(one)
        elif anchor + 1 < len(words):
            for form in words[anchor + 1]:
                self.after.setdefault(form, []).append(one)
        else:
            for form in words[anchor - 1]:
                self.before.setdefault(form, []).append(one)

    def phrases(self, lower: str, start: int, end: int) -> list[_Sought]:
        """Return the phrases that may stand around the form found from `start` to `end`."""
        after = self.after.get(word_after(lower, end), []) if self.after else []
        before = self.before.get(word_before(lower, start), []) if self.before else []
        return after + before


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
            _Sought(key, expression.label, form, found)
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

    def __init__(self, sought: Sequence[_Sought], patterns: Sequence[tuple[_Pattern, frozenset[str] | None]]) -> None:
        self._patterns = [pattern for pattern, _ in patterns]
        self._everywhere = any(words is None for _, words in patterns)
        at: dict[str, _At] = defaultdict(lambda: _At([], {}, {}))
        for one in sought:
            for form in one.phrase.words[one.phrase.anchor]:
                at[form].add(one)
        for form in set().union(*(words or () for _, words in patterns)):
            at[form].alone.append(None)  # no word of a code: a token pattern may fit nearby
        self._at = list(at.values())
        # Forms are whole words, so among those in one run of letters the leftmost longest is the only one that can be
        # the whole run: overlapping matches need not be asked for.
        self._forms = ahocorasick_rs.AhoCorasick(
            list(at), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )

    def find(self, text: str, within: Sequence[Span] | None = None) -> list[Hit]:
        """Return where the expressions stand, in order; of overlapping hits with the same key the longest.

        Parameters
        ----------
        text : str
            A text whose words are in the vocabulary.
        within : sequence of Span, optional
            Stretches, in order and apart, that a hit must lie in one of; without it the whole text.
        """
        ready = folded(text)
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
            hits += self._fitting(ready, [places.spans[place] for place in sorted(touched)])
        return longest(hits)

    def _stand(self, lower: str) -> Iterator[tuple[_Sought | None, int, int]]:
        length = len(lower)
        for number, start, end in self._forms.find_matches_as_indexes(lower):
            if (start and is_word(lower[start - 1])) or (end < length and is_word(lower[end])):
                continue
            at = self._at[number]
            for one in at.alone:
                yield one, start, end
            for beside in at.phrases(lower, start, end):
                if (found := beside.phrase.around(lower, start, end)) is not None:
                    yield beside, *found

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
    for hit in hits:
        by_key[hit.key].append(hit)
    kept = [hit for several in by_key.values() for cluster in _clusters(several) for hit in _apart(cluster)]
    return sorted(kept, key=lambda hit: hit.span)


def _clusters(hits: Iterable[Hit]) -> Iterator[list[Hit]]:
    """Yield the hits in groups that do not overlap one another."""
    cluster: list[Hit] = []
    end = 0
    for hit in sorted(hits, key=lambda hit: hit.span.start):
        if cluster and hit.span.start >= end:
            yield cluster
            cluster = []
        cluster.append(hit)
        end = max(end, hit.span.end)
    yield cluster


def _apart(cluster: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(cluster, key=lambda hit: -hit.span.length):
        if not any(hit.span.overlaps(other.span) for other in kept):
            kept.append(hit)
    return kept
