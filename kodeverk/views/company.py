"""The company a word keeps: the content words of the sentences it stands in, counted group by group.

Firth (1957), A synopsis of linguistic theory 1930-1955: a word is known by the company it keeps. Here it is counted,
not weighed: with few cases a measure of association says less than who says what.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kodeverk.coding.search import Hit
from kodeverk.language.fold import fold
from kodeverk.language.function_words import FUNCTION_WORDS
from kodeverk.language.lemma import in_dictionary, lemma
from kodeverk.language.sentences import Sentences
from kodeverk.model import Segment, Snapshot, Span
from kodeverk.views.naming import names, natural

_WORD = re.compile(r"[^\W\d_]{2,}")


class Share(NamedTuple):
    """Something that goes with the word: a word beside it, or a code on it, with how much in each group.

    Attributes
    ----------
    name : str
        Base form of the word, or name of the code.
    cases, hits : tuple of int
        Group by group: how many cases say so, and in how many sentences (a code: at how many hits).
    """

    name: str
    cases: tuple[int, ...]
    hits: tuple[int, ...]

    @property
    def difference(self) -> int:
        """Most cases in a group less the fewest."""
        return max(self.cases, default=0) - min(self.cases, default=0)


def speaker_of(hit: Hit) -> str:
    """Return the id of the case that says a hit; empty in speech that is bound to nobody."""
    return hit.cases[0] if hit.cases else ""


def company(snapshot: Snapshot, hits: Sequence[Hit]) -> list[tuple[str, str]]:
    """Return each word that stands in a sentence with the word sought, with who says it; once for each sentence."""
    sources = {name: key for key, name in names(snapshot).source.items()}
    in_source: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        in_source[sources[hit.source]].append(hit)
    said: list[tuple[str, str]] = []
    forms: dict[str, set[str]] = defaultdict(set)
    for source_id, found in in_source.items():
        text, segments = snapshot.text(source_id), snapshot.version(source_id).segments
        divided, sentences = Sentences(text), dict[Span, Hit]()
        for hit in found:
            sentences.setdefault(divided.around(hit.span, _within(segments, hit, len(text))), hit)
        for sentence, hit in sentences.items():
            content = dict(_content(text, sentence, [one.span for one in found]))
            said += [(speaker_of(hit), base) for base in content]
            for base, form in content.items():
                forms[base].add(form)
    # A base form no dictionary has is a guess (enhetslede): then the shortest form said stands for all of them.
    shown = {base: base if in_dictionary(base) else min(own, key=lambda f: (len(f), f)) for base, own in forms.items()}
    return [(case_id, shown[base]) for case_id, base in said]


def _within(segments: Sequence[Segment], hit: Hit, length: int) -> Span:
    return segments[hit.segment - 1].speech if segments else Span(0, length)


def _content(text: str, sentence: Span, keywords: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """Yield the base form and the form of each content word of a sentence, the keywords left out."""
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        form = fold(match[0])
        if form in FUNCTION_WORDS or any(Span(*match.span()).overlaps(keyword) for keyword in keywords):
            continue
        base = lemma(form)
        if base not in FUNCTION_WORDS:
            yield base, form


def shares(pairs: Iterable[tuple[str, str]], groups: Mapping[str, list[str]]) -> tuple[Share, ...]:
    """Return how many cases and how many times each name goes with, group by group; most different first."""
    said: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for case_id, name in pairs:
        said[name][case_id] += 1
    found = []
    for name, by_case in said.items():
        counts = [[by_case[case_id] for case_id in cases if case_id in by_case] for cases in groups.values()]
        found.append(Share(name, tuple(map(len, counts)), tuple(map(sum, counts))))
    return tuple(sorted(found, key=lambda s: (-s.difference, -sum(s.cases), -sum(s.hits), natural(s.name))))
