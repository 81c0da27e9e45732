"""Quotation marks: the passages they hold, and marks that are wrong, missing or of two kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kodeverk.analysis.proofreading.report import QUOTE, Paragraph
from kodeverk.model import Span

UNCLOSED, UNOPENED, TURNED, MIXED = "not closed", "not opened", "turned the wrong way", "of two kinds"

_FAMILY = {**dict.fromkeys("«»", "guillemet"), **dict.fromkeys("‹›", "single guillemet"),
           **dict.fromkeys("“”„‟", "curly"), '"': "straight"}  # fmt: skip
_OPENS, _CLOSES = "«‹„", "»›"
_MARKS = re.compile("[" + "".join(_FAMILY) + "]")
_SINGLE = re.compile(r"(?<!\w)[‘'‚](?=\w)((?:[^‘‚'’\n]|(?<=\w)['’](?=\w)){16,}?)(?<=[\w.,!?…])[’'](?!\w)")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_BLOCK_END = re.compile(r"\s*(?:\([^()]*\)|[–—-]\s*[^.!?«»\"“”\n]{1,70})[.\s]*$")
_SAID_BY = re.compile(
    r"^\s*(?P<who>(?:I|Int|Intervjuer|Interviewer|Informant\s*\d+|Inf\.?\s*\d+|\d{1,2}))\s*:\s+", re.M
)
_CUT = re.compile(
    r"\s*(?:\b\d{1,2}|\((?:\d{1,3}|[^()]*(?:informant|leder|leiar|ansatt|tilsett|stat|kommun)[^()]*))\)", re.I
)

LONG = 4
"""Words from which a single-quoted passage is held to be a quote; shorter ones of other marks may be terms."""


class Quoted(NamedTuple):
    """A passage a report quotes.

    Attributes
    ----------
    paragraph : Paragraph
    start, end : int
        Of the words quoted, marks left out, in code points of the paragraph's text.
    outer : Span
        With the marks.
    block : bool
        Whether it is a block quote without marks.
    label : str
        Who a block quote names before a colon: ``Intervjuer``, ``Informant 5``.
    """

    paragraph: Paragraph
    start: int
    end: int
    outer: Span
    block: bool = False
    label: str = ""

    @property
    def text(self) -> str:
        """The words quoted."""
        return self.paragraph.text[self.start : self.end]

    @property
    def words(self) -> int:
        """How many words are quoted."""
        return len(_WORD.findall(self.text))


class Defect(NamedTuple):
    """A quotation mark that is wrong.

    Attributes
    ----------
    paragraph : Paragraph
    start : int
        Where it stands, in code points of the paragraph's text.
    kind : str
        `UNCLOSED`, `UNOPENED`, `TURNED` or `MIXED`.
    """

    paragraph: Paragraph
    start: int
    kind: str


class Marks(NamedTuple):
    """The passages a paragraph quotes, and the marks in it that are wrong."""

    quoted: list[Quoted]
    defects: list[Defect]


class _Open(NamedTuple):
    place: int
    character: str


def marks_of(paragraphs: Iterable[Paragraph]) -> Marks:
    """Return the passages some paragraphs quote, and what is wrong with the marks.

    A mark opens or closes by what stands beside it, since «typed» marks are often the wrong ones. A quote of several
    paragraphs may open each and close the last, or run through to a mark that closes it.

    Examples
    --------
    >>> one = Paragraph(1, "text", "Hun sier «det går» og «det er ikke lett« (5).")
    >>> [q.text for q in marks_of([one]).quoted], [(d.kind, d.start) for d in marks_of([one]).defects]
    (['det går', 'det er ikke lett'], [('turned the wrong way', 39)])
    """
    quoted: list[Quoted] = []
    defects: list[Defect] = []
    running: _Open | None = None
    last: Defect | None = None
    for paragraph in paragraphs:
        found, wrong, left = _in_paragraph(paragraph, running)
        starts = _MARKS.match(paragraph.text)
        closed_here = running is not None and left is None and any(q.outer.start == 0 for q in found)
        if last is not None and (closed_here or (starts and running and _to_the_end(quoted, last))):
            defects.remove(last)
        running, last = left, None
        if left is not None:
            last = Defect(paragraph, left.place, UNCLOSED)
            wrong.append(last)
        defects += wrong
        quoted += _with_blocks(paragraph, found)
    return Marks(quoted, defects)


def _to_the_end(quoted: list[Quoted], open_: Defect) -> bool:
    """Return whether the quote a mark opens runs to the end of its paragraph, so that it may go on in the next."""
    text = open_.paragraph.text
    return any(q.paragraph is open_.paragraph and q.outer.end == len(text) for q in quoted)


def _in_paragraph(paragraph: Paragraph, running: _Open | None) -> tuple[list[Quoted], list[Defect], _Open | None]:
    """Return what is quoted in a paragraph, which marks are wrong, and the mark that is open at its end."""
    text = paragraph.text
    found: list[Quoted] = []
    wrong: list[Defect] = []
    stack: list[_Open] = []
    for mark in _MARKS.finditer(text):
        place, character = mark.start(), mark[0]
        opens = _opens(text, place, stack)
        if opens:
            if character in _CLOSES:
                wrong.append(Defect(paragraph, place, TURNED))
            if stack and _FAMILY[stack[-1].character] == _FAMILY[character]:  # the one before was never closed
                first = stack.pop()
                if not stack:
                    found.append(_cut(paragraph, first.place, place))
                    wrong.append(Defect(paragraph, first.place, UNCLOSED))
            stack.append(_Open(place, character))
        elif stack:
            first = _closed(stack, character)
            if character in _OPENS or (character == "“" and first.character == "“"):
                wrong.append(Defect(paragraph, place, TURNED))
            elif _FAMILY[first.character] != _FAMILY[character]:
                wrong.append(Defect(paragraph, place, MIXED))
            if not stack:
                found.append(Quoted(paragraph, first.place + 1, place, Span(first.place, place + 1)))
        elif running is not None and not found:
            found.append(Quoted(paragraph, 0, place, Span(0, place + 1)))
            running = None
        else:
            wrong.append(Defect(paragraph, place, UNOPENED))
    if stack:
        found.append(_cut(paragraph, stack[0].place, len(text)))
    for single in _SINGLE.finditer(text):
        inside = any(q.outer.start <= single.start() < q.outer.end for q in found)
        if not inside and len(_WORD.findall(single[1])) >= LONG:
            found.append(Quoted(paragraph, single.start(1), single.end(1), Span(*single.span())))
    return sorted(found, key=lambda q: q.start), wrong, stack[0] if stack else None


def _opens(text: str, place: int, stack: list[_Open]) -> bool:
    """Return whether a mark opens, by what stands on either side of it; where that does not tell, by the mark."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    left = not before or before.isspace() or before in "([{–—-/" or before in _FAMILY
    right = not after or after.isspace() or after in ".,;:!?)]}–—-/…" or after in _FAMILY
    if left != right:
        return left
    if text[place] in _OPENS + _CLOSES:
        return text[place] in _OPENS
    return not stack


def _closed(stack: list[_Open], character: str) -> _Open:
    """Take from the stack, and return, the mark that this one closes: the nearest of its kind, else the last."""
    at = next((n for n in range(len(stack) - 1, -1, -1) if _FAMILY[stack[n].character] == _FAMILY[character]), -1)
    first = stack[at]
    del stack[at:]
    return first


def _cut(paragraph: Paragraph, start: int, end: int) -> Quoted:
    """Return the passage of a quote that is not closed: as far as a bracket that says who spoke, or the next mark."""
    text = paragraph.text
    bracket = _CUT.search(text, start + 1, end)
    stop = bracket.start() if bracket else end
    stop = start + len(text[start:stop].rstrip())
    return Quoted(paragraph, start + 1, stop, Span(start, stop))


def _with_blocks(paragraph: Paragraph, found: list[Quoted]) -> list[Quoted]:
    """Return the quotes of a paragraph; a block quote that marks do not hold is one by itself."""
    if paragraph.kind != QUOTE:
        return found
    text = paragraph.text
    held = sum(q.outer.length for q in found)
    tail = _BLOCK_END.search(text)
    end = tail.start() if tail and len(_WORD.findall(text[: tail.start()])) >= LONG else len(text)
    if found and (held > 0.6 * end or (found[0].outer.start == 0 and found[-1].outer.end >= end - 2)):
        return found
    parts = list(_SAID_BY.finditer(text, 0, end))
    if not parts:
        return [Quoted(paragraph, 0, end, Span(0, end), block=True)]
    bounds = [*(part.start() for part in parts[1:]), end]
    return [
        Quoted(paragraph, part.end(), part.end() + len(text[part.end() : stop].rstrip()), Span(part.start(), stop),
               block=True, label=part["who"])
        for part, stop in zip(parts, bounds, strict=True)
    ]  # fmt: skip
