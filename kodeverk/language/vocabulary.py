"""The vocabulary of a corpus: its unique word forms, and which of them a word stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from kodeverk.language.fold import Folded, evened
from kodeverk.language.lemma import lemmas, sought

_WORD = re.compile(r"\w+")
_LAST = "\U0010ffff"


class Vocabulary:
    """The word forms of a corpus, case folded, found by lemma, by beginning and by ending.

    Parameters
    ----------
    forms : iterable of str
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = frozenset(forms)

    @cached_property
    def by_lemma(self) -> Mapping[str, set[str]]:
        """Forms by each of their lemmas."""
        found: dict[str, set[str]] = defaultdict(set)
        for form in self.forms:
            for lemma in lemmas(form):
                found[lemma].add(form)
        return found

    def of(self, word: str, *, inflected: bool = True, alone: bool = True) -> frozenset[str]:
        """Return the forms that occur of a case-folded word.

        Parameters
        ----------
        word : str
            Case folded. ``*`` at an end stands for any continuation there, also none.
        inflected : bool
            Whether inflected forms count.
        alone : bool
            Whether it is a word by itself, not one of a phrase; see `lemma.sought`.

        Examples
        --------
        >>> known = Vocabulary(["kontor", "kontoret", "storkontor", "kontinuerlig"])
        >>> sorted(known.of("kontor")), sorted(known.of("*kontor")), sorted(known.of("konto*"))
        (['kontor', 'kontoret'], ['kontor', 'storkontor'], ['kontor', 'kontoret'])
        """
        if "*" in word:
            return self._continued(word)
        found = {word} & self.forms
        if inflected:
            found = found.union(*(self.by_lemma.get(lemma, ()) for lemma in sought(word, alone=alone)))
        return frozenset(found)

    def _continued(self, word: str) -> frozenset[str]:
        part = word.strip("*")
        if word.startswith("*") and word.endswith("*"):
            return frozenset(form for form in self.forms if part in form)
        if word.startswith("*"):
            return frozenset(form[::-1] for form in _beginning(self._reversed, part[::-1]))
        return frozenset(_beginning(self._sorted, part))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.forms)

    @cached_property
    def _reversed(self) -> list[str]:
        return sorted(form[::-1] for form in self.forms)


def _beginning(forms: list[str], part: str) -> list[str]:
    return forms[bisect_left(forms, part) : bisect_left(forms, part + _LAST)]


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Return the vocabulary of some texts. A word is a run of letters, digits and ``_``.

    Examples
    --------
    >>> sorted(vocabulary(["Ja, NAV-lederen", "sa ja."]).forms)
    ['ja', 'lederen', 'nav', 'sa']
    """
    return vocabulary_of(evened(text) for text in texts)


def vocabulary_of(texts: Iterable[Folded]) -> Vocabulary:
    """Return the vocabulary of some texts that have been evened."""
    # Pieces between spaces recur many times over: only the unique ones are cut into words. Bytes are parted faster.
    pieces: set[bytes] = set()
    for text in texts:
        pieces.update(text.lower.encode("utf-8").split())
    return Vocabulary(_WORD.findall(b" ".join(pieces).decode("utf-8")))
