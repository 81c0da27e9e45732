"""An index of a text: every word form with where it stands, made once for each text."""

from __future__ import annotations

import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from kodeverk.language.fold import Folded, folded
from kodeverk.language.phrase import Phrase
from kodeverk.model import Span

KEPT = 1000
"""Indexes kept at a time."""

_WORD = re.compile(r"\w+")
_indexes: OrderedDict[str, Index] = OrderedDict()


class Index(NamedTuple):
    """Where every word form of a text stands.

    Attributes
    ----------
    text : Folded
        The text made ready for searching.
    starts : dict of str to array of int
        Start of each occurrence in `text.lower`, by case-folded form.
    """

    text: Folded
    starts: Mapping[str, array[int]]

    def find(self, phrase: Phrase) -> Iterator[Span]:
        """Yield where a word or phrase stands, in code points of the text as it is."""
        for form in phrase.words[phrase.anchor]:
            for start in self.starts.get(form, ()):
                found = phrase.around(self.text.lower, start, start + len(form))
                if found is not None:
                    yield self.text.original(*found)


def index(text: str) -> Index:
    """Return the index of a text.

    Examples
    --------
    >>> index("Ja, ja og nei.").starts["ja"].tolist()
    [0, 4]
    """
    ready = folded(text)
    starts: dict[str, array[int]] = {}
    for word in _WORD.finditer(ready.lower):
        starts.setdefault(word[0], array("I")).append(word.start())
    return Index(ready, starts)


def kept_index(sha256: str, text: Callable[[], str]) -> Index:
    """Return the index of the text with this SHA-256, made when first asked for and kept in memory.

    Parameters
    ----------
    sha256 : str
    text : function
        Gives the text; called only where there is no index of it yet.
    """
    found = _indexes.pop(sha256, None) or index(text())
    _indexes[sha256] = found
    while len(_indexes) > KEPT:
        _indexes.popitem(last=False)
    return found
