"""Edits: where text was taken out and put in, and where a stretch of the text stands afterwards.

The rules for a stretch, such as what a coding points at; every character of it is followed:

- Before and after an edit nothing happens to it but that it stands elsewhere.
- What is put in at its very edge stays outside; what is put in between two characters of it becomes part of it.
- What is put in place of characters that all belong to it (all of it too) becomes part of it.
- Of characters across its edge, those of its own that were taken out are lost to it, and what is put in place of them
  stays outside.
- Where nothing of it is left, it is gone.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import index
from typing import NamedTuple

import regex

from kodeverk.errors import KodeverkError
from kodeverk.language.graphemes import snapped
from kodeverk.model import Span, canonical

_CLUSTER = regex.compile(r"\X")


class Edit(NamedTuple):
    """What is put in place of ``[start, end)`` of a text; where the two are equal nothing is taken out.

    Attributes
    ----------
    start, end : int
        In code points of the text before all edits.
    text : str
        What is put in; empty where text is only taken out.
    """

    start: int
    end: int
    text: str


def checked(text: str, edits: Iterable[tuple[int, int, str]]) -> tuple[Edit, ...]:
    """Return edits in the order of the text, what is put in brought into canonical form.

    Raises
    ------
    KodeverkError
        If one is not two whole numbers and a text, ends before it starts or reaches outside the text, or two overlap.

    Examples
    --------
    >>> checked("to sjfer", [(5, 5, "e"), (0, 2, "tre")])
    (Edit(start=0, end=2, text='tre'), Edit(start=5, end=5, text='e'))
    """
    found = [_edit(one) for one in edits]
    found = sorted((e for e in found if e.start != e.end or e.text), key=lambda e: e[:2])
    last = 0
    for edit in found:
        if edit.start > edit.end:
            raise KodeverkError(f"The edit {edit.start}-{edit.end} ends before it starts. Nothing was changed.")
        if not 0 <= edit.start <= edit.end <= len(text):
            raise KodeverkError(
                f"The edit {edit.start}-{edit.end} reaches outside the text, which has {len(text)} code points. "
                "Nothing was changed."
            )
        if edit.start < last:
            raise KodeverkError(f"The edit {edit.start}-{edit.end} overlaps the one before it. Nothing was changed.")
        last = edit.end
    return tuple(found)


def _edit(one: object) -> Edit:
    """Return an edit as it was handed over, what is put in brought into canonical form."""
    parts = tuple(one) if isinstance(one, Sequence) and not isinstance(one, str) else ()
    kinds = [type(part) for part in parts]
    if len(parts) != 3 or not isinstance(parts[2], str) or bool in kinds:
        raise _no_edit(kinds)
    try:
        return Edit(index(parts[0]), index(parts[1]), canonical(parts[2]).text)
    except TypeError:
        raise _no_edit(kinds) from None


def _no_edit(kinds: Sequence[type]) -> KodeverkError:
    got = ", ".join(kind.__name__ for kind in kinds) or "something else"
    return KodeverkError(
        f"An edit is three things: start and end, whole numbers of code points, and the text put there. Got: {got}. "
        "Nothing was changed."
    )


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return the text after edits that are in order.

    >>> applied("to sjfer", checked("to sjfer", [(5, 5, "e"), (0, 2, "tre")]))
    'tre sjefer'
    """
    parts, last = [], 0
    for edit in edits:
        parts += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join([*parts, text[last:]])


class Moving:
    """Where stretches stand after edits, found by bisection.

    Parameters
    ----------
    edits : sequence of (start, end, what is put in)
        In order, not overlapping; of what is put in only the length is asked.

    Examples
    --------
    >>> moving = Moving(checked("vi har to sjefer", [(7, 9, "tre"), (16, 16, " her")]))
    >>> moving.span(Span(0, 6)), moving.span(Span(7, 16)), moving.span(Span(8, 16))
    (Span(start=0, end=6), Span(start=7, end=17), Span(start=10, end=17))
    """

    def __init__(self, edits: Sequence[tuple[int, int, Sequence[object]]]) -> None:
        self._edits = edits
        self._ends = [end for _start, end, _text in edits]
        self._shift = [0, *accumulate(len(text) - (end - start) for start, end, text in edits)]

    def span(self, span: Span) -> Span | None:
        """Return where a stretch stands after the edits; None where nothing of it is left."""
        start, end = self.start(span.start), self.end(span.end)
        return Span(start, end) if start < end else None

    def start(self, place: int) -> int:
        """Return where a stretch that started at `place` starts: behind what was put in there."""
        upto = bisect_right(self._ends, place)
        if upto < len(self._edits) and self._edits[upto][0] < place:
            return self._edits[upto][0] + self._shift[upto] + len(self._edits[upto][2])
        return place + self._shift[upto]

    def end(self, place: int) -> int:
        """Return where a stretch that ended at `place` ends: before what was put in there."""
        upto = bisect_right(self._ends, place)
        while upto and self._edits[upto - 1][:2] == (place, place):
            upto -= 1
        if upto < len(self._edits) and self._edits[upto][0] < place:
            return self._edits[upto][0] + self._shift[upto]
        return place + self._shift[upto]


class Edited:
    """A text and what edits make of it, in canonical form.

    Where what was put in and what stands beside it make up one letter, such as ``a`` and a ring, that letter is put in
    place of both.

    Parameters
    ----------
    old : str
    edits : iterable of (int, int, str)
        Start and end in code points of `old`, and what is put there.

    Examples
    --------
    >>> edited = Edited("a vi har", [(1, 1, chr(0x30A))])
    >>> edited.new, edited.span(Span(0, 1))
    ('å vi har', Span(start=0, end=1))
    """

    def __init__(self, old: str, edits: Iterable[tuple[int, int, str]]) -> None:
        first = checked(old, edits)
        between = applied(old, first)
        joined = _joining(between)
        self.old, self.new, self.edits = old, applied(between, joined), first
        self._steps = [(between, Moving(first)), *([(self.new, Moving(joined))] if joined else [])]

    def span(self, span: Span) -> Span | None:
        """Return where a stretch stands afterwards; None where nothing of it is left.

        An edge that would come to stand inside a grapheme cluster goes outward to the cluster's edge.
        """
        whole = snapped(self.old, span) == span
        found: Span | None = span
        for text, moving in self._steps:
            found = moving.span(found) if found is not None else None
            found = snapped(text, found) if found is not None and whole else found
        return found


def _joining(text: str) -> tuple[Edit, ...]:
    """Return the edits that bring a text into canonical form whose parts are in it, but not where they meet."""
    if unicodedata.is_normalized("NFC", text):
        return ()
    clusters = ((found.start(), found.end(), found[0]) for found in _CLUSTER.finditer(text))
    pairs = ((start, end, said, unicodedata.normalize("NFC", said)) for start, end, said in clusters)
    return tuple(Edit(start, end, composed) for start, end, said, composed in pairs if composed != said)
