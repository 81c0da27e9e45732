"""Where in the sources a quoted passage stands: word for word, nearly so, put together of pieces, or nowhere."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from sys import intern
from typing import NamedTuple

from kodeverk.language.fold import folded
from kodeverk.model import Span

OMISSION, INSERTION, JOINED = "omission", "insertion", ""

_REMARK = re.compile(r"[(\[]\s*[^\W\d_][^()\[\]\n]{0,38}[)\]]")
"""What a transcriber puts in brackets: ``(ler)``, ``[pause]``; of up to `_REMARK_WORDS` words."""
_REMARK_WORDS = 4
_WORD = re.compile(r"\w+(?:[-'’‑]\w+)*")
_OMITTED = r"[\[(/]\s*(?:\.{2,}|…|[-–—]{1,3})\s*[\])/]|(?<=\s)[-–—]\s[-–—](?=\s)|-{3,}|\*{3}"
_PIECES = re.compile(
    rf"(?P<omission>{_OMITTED})|(?P<bracket>\[[^\[\]]*\]|\([^()]*\))|(?P<dots>…|\.{{3,}})|(?P<word>{_WORD.pattern})"
)
_INSIDE = re.compile(r"\[(\w{1,3})\](?=\w)|(?<=\w)\[(\w{1,4})\]")
_MOST = 3
"""Words of the source an insertion may stand for."""
_WORDS = 1 << 32
"""More than any text has words."""


class Words(NamedTuple):
    """The words of a text with their places; remarks of the transcriber are left out.

    Attributes
    ----------
    key : str
        Id of the source, or name of a document.
    text : str
    forms : list of str
        Case folded; each form is one object in all texts.
    starts, ends : array of int
        In code points.
    """

    key: str
    text: str
    forms: list[str]
    starts: array[int]
    ends: array[int]


class Piece(NamedTuple):
    """Words of a quote that stand together, and what is between them and those before.

    Attributes
    ----------
    forms : tuple of str
        Case folded.
    starts, ends : tuple of int
        In code points of the quote.
    gap : str
        `OMISSION`, `INSERTION`, or `JOINED` for the first.
    """

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gap: str


class Quotation(NamedTuple):
    """A quote made ready for comparing.

    Attributes
    ----------
    text : str
    pieces : tuple of Piece
    insertions : tuple of str
        What stands in brackets, and is the editor's where the source does not have it.
    """

    text: str
    pieces: tuple[Piece, ...]
    insertions: tuple[str, ...]


class Hit(NamedTuple):
    """Where a piece stands: number of the text, and of its first word and the word after its last."""

    text: int
    first: int
    last: int


def words_of(key: str, text: str) -> Words:
    """Return the words of a source with their places.

    Examples
    --------
    >>> words_of("a", "Nei (ler), itj\\u00ad nåkka!").forms
    ['nei', 'itj', 'nåkka']
    """
    ready = folded(text)
    lower = _form(ready.lower)
    away = [m.span() for m in _REMARK.finditer(lower) if len(_WORD.findall(m[0])) <= _REMARK_WORDS]
    forms: list[str] = []
    starts, ends = array("L"), array("L")
    skipped = iter([*away, (len(lower), len(lower))])
    out = next(skipped)
    for word in _WORD.finditer(lower):
        start, end = word.span()
        while start >= out[1]:
            out = next(skipped, (len(lower) + 1, len(lower) + 2))
        if start < out[0]:
            forms.append(intern(word[0]))
            starts.append(start)
            ends.append(end)
    if ready.unseen:
        spans = [ready.original(*span) for span in zip(starts, ends, strict=True)]
        starts, ends = (array("L", column) for column in zip(*spans, strict=True)) if spans else (starts, ends)
    return Words(key, text, forms, starts, ends)


def _form(word: str) -> str:
    return word.replace("’", "'").replace("‑", "-")


def quotations(text: str) -> list[Quotation]:
    """Return the ways a quote may be meant, likeliest first.

    Brackets are the editor's before they are the speaker's; three dots are a pause before they are an omission.

    Examples
    --------
    >>> first = quotations("Vi […] møtes (linjene) aldri")[0]
    >>> [(p.forms, p.gap) for p in first.pieces], first.insertions
    ([(('vi',), ''), (('møtes',), 'omission'), (('aldri',), 'insertion')], ('linjene',))
    """
    found: list[Quotation] = []
    for dots in (False, True):
        for brackets in (False, True):
            one = _read(text, dots=dots, brackets=brackets)
            if one.pieces and one not in found:
                found.append(one)
    return found


def _read(text: str, *, dots: bool, brackets: bool) -> Quotation:
    joined = _INSIDE.sub(lambda m: m[1] or m[2], text)
    same = len(joined) == len(text)
    lower = folded(joined)
    pieces: list[Piece] = []
    insertions: list[str] = []
    gap = JOINED
    tokens: list[tuple[str, int, int, str]] = []
    for m in _PIECES.finditer(lower.lower):
        if m["omission"] or (m["dots"] and dots):
            tokens.append(("", 0, 0, OMISSION))
        elif m["bracket"] and not brackets:
            tokens.append(("", 0, 0, INSERTION))
            insertions.append(lower.original(*m.span()).of(joined)[1:-1].strip())
        elif m["bracket"]:
            tokens += [(_form(w[0]), m.start() + w.start(), m.start() + w.end(), "") for w in _WORD.finditer(m[0])]
        elif m["word"]:
            tokens.append((_form(m[0]), m.start(), m.end(), ""))
    run: list[tuple[str, int, int]] = []
    for form, start, end, mark in [*tokens, ("", 0, 0, "end")]:
        if not mark:
            run.append((form, *lower.original(start, end)))
            continue
        if run:
            words, starts, ends = zip(*run, strict=True)
            pieces.append(Piece(words, starts, ends, gap))
            run, gap = [], JOINED
        gap = OMISSION if OMISSION in (gap, mark) else mark
    return Quotation(text if same else joined, tuple(pieces), tuple(insertions))


class Library:
    """The words of many texts, found by word.

    Parameters
    ----------
    texts : iterable of Words
    """

    def __init__(self, texts: Iterable[Words]) -> None:
        self.texts = list(texts)
        self._places: dict[str, array[int]] = defaultdict(lambda: array("Q"))  # both numbers of a place in one
        for number, text in enumerate(self.texts):
            for place, form in enumerate(text.forms, number * _WORDS):
                self._places[form].append(place)

    def count(self, form: str) -> int:
        """Return in how many places a word stands."""
        return len(self._places.get(form, ()))

    def places(self, form: str) -> list[tuple[int, int]]:
        """Return every place of a word: number of the text, number of the word."""
        return [divmod(place, _WORDS) for place in self._places.get(form, ())]

    def exact(self, forms: Sequence[str]) -> list[Hit]:
        """Return every place where these words stand beside each other."""
        rare = min(range(len(forms)), key=lambda n: self.count(forms[n]))
        wanted = list(forms)
        found = []
        for number, at in self.places(forms[rare]):
            first = at - rare
            if first >= 0 and self.texts[number].forms[first : first + len(wanted)] == wanted:
                found.append(Hit(number, first, first + len(wanted)))
        return found

    def in_order(self, pieces: Sequence[Piece]) -> list[list[Hit]]:
        """Return every way all pieces stand in order in one text; words an insertion stands for lie between."""
        later = [self.exact(piece.forms) for piece in pieces[1:]]
        found = []
        for first in self.exact(pieces[0].forms):
            hits = [first]
            for piece, places in zip(pieces[1:], later, strict=True):
                limit = hits[-1].last + _MOST if piece.gap == INSERTION else 1 << 60
                after = [h for h in places if h.text == first.text and hits[-1].last <= h.first <= limit]
                if not after:
                    break
                hits.append(after[0])
            if len(hits) == len(pieces):
                found.append(hits)
        return found

    def longest(self, forms: Sequence[str]) -> list[Hit]:
        """Return the places where the longest run of words from the first of `forms` on stands."""
        best: list[Hit] = []
        for number, at in self.places(forms[0]):
            text, length = self.texts[number].forms, 0
            while length < len(forms) and at + length < len(text) and text[at + length] == forms[length]:
                length += 1
            if best and length < best[0].last - best[0].first:
                continue
            if best and length > best[0].last - best[0].first:
                best = []
            best.append(Hit(number, at, at + length))
        return best

    def span(self, hit: Hit) -> Span:
        """Return where a hit stands in its text, in code points."""
        text = self.texts[hit.text]
        return Span(text.starts[hit.first], text.ends[hit.last - 1])
