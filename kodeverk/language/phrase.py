"""Words in a row: how a search form is cut into words, and how it is found around one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import NamedTuple

from kodeverk.errors import GrammarError
from kodeverk.language.fold import evened, fold
from kodeverk.language.vocabulary import Vocabulary

_PART = re.compile(r"[\w*]+|[^\w*]+")
_WORD = re.compile(r"\*?\w+\*?")


class Phrase(NamedTuple):
    """A word, or words in a row, with every form each of them may take.

    Attributes
    ----------
    words : tuple of frozenset of str
        For each word its forms, case folded.
    gaps : tuple of str
        What stands between two words: a space for any run of white space, or a mark such as ``-``.
    anchor : int
        Which word the phrase is looked for by.
    """

    words: tuple[frozenset[str], ...]
    gaps: tuple[str, ...]
    anchor: int

    @property
    def ways(self) -> int:
        """Number of ways to write the phrase."""
        return prod(map(len, self.words))

    def written(self) -> Iterator[str]:
        """Return every way to write the phrase in an evened text.

        >>> sorted(phrase("to sjefer", Vocabulary(["to", "sjef", "sjefene"])).written())
        ['to sjef', 'to sjefene']
        """
        parts: list[Iterable[str]] = [self.words[0]]
        for gap, forms in zip(self.gaps, self.words[1:], strict=True):
            parts += [(gap,), forms]
        return map("".join, product(*parts))

    def around(self, lower: str, start: int, end: int) -> tuple[int, int] | None:
        """Return where the whole phrase stands, given where its anchor does; None where it does not stand.

        Parameters
        ----------
        lower : str
            Case-folded text.
        start, end : int
            Where one of the anchor's forms stands as a whole word.
        """
        for place in range(self.anchor + 1, len(self.words)):
            after = _word_end(lower, begin := _gap_end(lower, end))
            if lower[begin:after] not in self.words[place] or not _alike(lower[end:begin], self.gaps[place - 1]):
                return None
            end = after
        for place in range(self.anchor - 1, -1, -1):
            before = _word_start(lower, stop := _gap_start(lower, start))
            if lower[before:stop] not in self.words[place] or not _alike(lower[stop:start], self.gaps[place]):
                return None
            start = before
        return start, end


def phrase(form: str, vocabulary: Vocabulary, *, inflected: bool = True) -> Phrase | None:
    """Return a word or phrase with the forms that occur in a vocabulary; None where a word of it never does.

    Marks before the first word and after the last are left out.

    Raises
    ------
    GrammarError
        If there is no word in it, or a ``*`` that is not at an end of a word.

    Examples
    --------
    >>> known = Vocabulary(["to", "sjefene", "tosjefsmodell"])
    >>> [sorted(forms) for forms in phrase("to sjefer", known).words]
    [['to'], ['sjefene']]
    """
    form = unicodedata.normalize("NFC", form)  # as every text is: a Mac hands over letters and marks apart
    if form.isalnum():  # most are one word
        alone = vocabulary.of(fold(form), inflected=inflected)
        return Phrase((alone,), (), 0) if alone else None
    parts = _PART.findall(evened(form).lower)
    words = [part for part in parts if part[0] == "*" or is_word(part[0])]
    if not words or not all(map(_WORD.fullmatch, words)):
        raise GrammarError(f"{form!r} cannot be searched for: give words, with * at an end of a word if at all.")
    first, last = parts.index(words[0]), len(parts) - parts[::-1].index(words[-1])
    gaps = tuple(parts[first + 1 : last : 2])
    forms = tuple(vocabulary.of(word, inflected=inflected, alone=len(words) == 1) for word in words)
    if not all(forms):
        return None
    # The longest word is most often the rarest.
    return Phrase(forms, gaps, max(range(len(words)), key=lambda place: min(map(len, forms[place]))))


def is_word(character: str) -> bool:
    """Return whether a character can stand in a word."""
    return character.isalnum() or character == "_"


def _alike(between: str, gap: str) -> bool:
    return between == gap or evened(between).lower == gap


def _gap_end(text: str, at: int) -> int:
    while at < len(text) and not is_word(text[at]):
        at += 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and is_word(text[at]):
        at += 1
    return at


def _gap_start(text: str, at: int) -> int:
    while at > 0 and not is_word(text[at - 1]):
        at -= 1
    return at


def _word_start(text: str, at: int) -> int:
    while at > 0 and is_word(text[at - 1]):
        at -= 1
    return at
