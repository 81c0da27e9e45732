"""spaCy token patterns: which words they cannot do without, and where they fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from kodeverk.errors import FormatError
from kodeverk.language.fold import fold
from kodeverk.language.lemma import NB, NN, lemma
from kodeverk.language.vocabulary import Vocabulary
from kodeverk.model import Span

Pattern: TypeAlias = Sequence[Mapping[str, object]]

_AS_WRITTEN = ("LOWER", "TEXT", "ORTH")


def needed(pattern: Pattern, vocabulary: Vocabulary) -> frozenset[str] | None:
    """Return the word forms, case folded, one of which a pattern cannot do without; None if there are no such.

    Of its tokens that must be there the one with the longest words is taken. Empty: the pattern fits nowhere in
    the vocabulary.
    """
    best: tuple[int, frozenset[str]] | None = None
    for token in pattern:
        if token.get("OP", "1") not in ("1", "+"):
            continue
        for attribute, condition in token.items():
            words = _literal(condition)
            if attribute not in (*_AS_WRITTEN, "LEMMA") or words is None or not all(map(_part, words)):
                continue
            parts = {_part(word) for word in words}
            forms = _forms(attribute, parts, vocabulary)
            length = min(map(len, parts), default=0)
            if best is None or length > best[0]:
                best = length, forms
    return best[1] if best else None


def written(pattern: Pattern) -> str:
    """Return a token pattern in one line, for a person to recognise it by.

    Examples
    --------
    >>> written([{"LEMMA": {"IN": ["ta", "løfte"]}}, {"OP": "?"}, {"LOWER": "opp"}])
    'ta|løfte [?] opp'
    """
    shown = []
    for token in pattern:
        words = next((found for a, c in token.items() if a != "OP" and (found := _literal(c))), None)
        shown.append("|".join(words or ["[]"]) + (f"[{token['OP']}]" if "OP" in token else ""))
    return " ".join(shown).replace("[][", "[")


class PatternMatcher:
    """spaCy's matcher over bokmål and nynorsk lemmas.

    Parameters
    ----------
    patterns : sequence of (label, pattern)

    Raises
    ------
    FormatError
        If spaCy does not accept one; the message names the expression.
    """

    def __init__(self, patterns: Sequence[tuple[str, Pattern]]) -> None:
        from spacy.matcher import Matcher

        from kodeverk.language.tokens import pipeline

        self._matcher = Matcher(pipeline(NB).vocab, validate=True)
        for number, (label, pattern) in enumerate(patterns):
            try:
                self._matcher.add(str(number), [[dict(token) for token in pattern]])
            except ValueError as error:  # spaCy's MatchPatternError is one
                raise FormatError(
                    f"A token pattern of the expression {label!r} is not one spaCy knows: {written(pattern)}. "
                    "Nothing was searched; correct the codebook."
                ) from error

    def find(self, texts: Iterable[str]) -> Iterable[list[tuple[int, Span]]]:
        """Return for each text where which pattern fits, read with bokmål lemmas and with nynorsk ones."""
        from kodeverk.language.tokens import COMPONENT, pipeline

        relemma = pipeline(NN).get_pipe(COMPONENT)
        for doc in pipeline(NB).pipe(texts):
            found = set(self._matcher(doc)) | set(self._matcher(relemma(doc)))
            strings = doc.vocab.strings
            yield sorted(
                (int(strings[number]), Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))
                for number, start, end in found
            )


def _literal(condition: object) -> list[str] | None:
    """Return the words a condition asks for one of, or None where it asks in another way."""
    if isinstance(condition, str):
        return [condition]
    if isinstance(condition, Mapping) and isinstance(condition.get("IN"), Sequence):
        return [str(word) for word in condition["IN"]]
    return None


def _part(word: str) -> str:
    """Return the longest part of a token that is a word to the vocabulary (`28` of `28.`), case folded."""
    return max(re.findall(r"\w+", fold(word)), key=len, default="")


def _forms(attribute: str, words: set[str], vocabulary: Vocabulary) -> frozenset[str]:
    if attribute in _AS_WRITTEN:
        return frozenset(words & vocabulary.forms)
    # Every form whose one lemma in either language is wanted has it among its lemmas, too.
    near = set().union(*(vocabulary.by_lemma.get(word, ()) for word in words)) | (words & vocabulary.forms)
    return frozenset(form for form in near if {lemma(form, NB), lemma(form, NN)} & words)
