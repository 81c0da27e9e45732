"""Which guide question an interviewer turn seems to ask: suggestions, for a person to judge."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kodeverk.language.lemma import lemma
from kodeverk.model import Asked, Guide, Segment, Snapshot, Source

LEAST = 0.4
"""Share of a question's weighted words a turn must hold for the question to be suggested."""

_WORD = re.compile(r"[^\W\d_]{2,}")


class QuestionSuggestion(NamedTuple):
    """A guide question that an interviewer turn seems to ask.

    Attributes
    ----------
    source : str
        Name of the source.
    turn : int
        Number of the interviewer's turn.
    question : str
        ``<guide>:<question id>``.
    score : float
        Share (0-1) of the question's words, rare ones counting more, that the turn holds.
    """

    source: str
    turn: int
    question: str
    score: float


def suggest_questions(snapshot: Snapshot, guides: Iterable[Guide], *, least: float = LEAST) -> list[QuestionSuggestion]:
    """Return, for each interviewer turn nobody has judged, the question it is most like, best first.

    Words are compared by lemma and weighted by how few of the guides' wordings hold them (inverse
    document frequency, Spärck Jones 1972); a question's probes count as other wordings of it.

    Parameters
    ----------
    snapshot : Snapshot
    guides : iterable of Guide
    least : float
        Lowest score (0-1) worth showing.
    """
    wordings = [
        (f"{g.id}:{q.id}", _words(w)) for g in guides for _, q in g.questions() for w in _texts(q.text, q.probes)
    ]
    held = Counter(word for _, words in wordings for word in words)
    weight = {word: math.log(1 + len(wordings) / count) for word, count in held.items()}
    found: list[QuestionSuggestion] = []
    for source, turn, text in _unjudged(snapshot):
        said = _words(text)
        scores = [(_share(words, said, weight), question) for question, words in wordings]
        score, question = max(scores, default=(0.0, ""))
        if score >= least:
            found.append(QuestionSuggestion(source.name, turn.number, question, round(score, 3)))
    return sorted(found, key=lambda s: (-s.score, s.source, s.turn))


def _share(words: frozenset[str], said: frozenset[str], weight: dict[str, float]) -> float:
    whole = sum(weight[word] for word in words)
    return sum(weight[word] for word in words & said) / whole if whole else 0.0


def _texts(text: tuple[str, ...], probes: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    return (wording for wording in (text[0], *(probe[0] for probe in probes)) if wording)


def _words(text: str) -> frozenset[str]:
    return frozenset(lemma(word) for word in _WORD.findall(text))


def _unjudged(snapshot: Snapshot) -> Iterator[tuple[Source, Segment, str]]:
    judged = {(asked.source_id, asked.segment) for asked in snapshot.all(Asked)}
    speakers = snapshot.speakers()
    for source in snapshot.all(Source):
        text = snapshot.text(source.id)
        for segment in snapshot.version(source.id).segments:
            speaker = speakers.get((source.id, segment.speaker))
            if speaker and speaker.role == "interviewer" and (source.id, segment.number) not in judged:
                yield source, segment, segment.speech.of(text)
