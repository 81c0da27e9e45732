"""Rules for what a page did to a text: hyphens at line ends, soft hyphens, running heads and page numbers, columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kodeverk.language.cleaning.lists import NUMBERS
from kodeverk.language.cleaning.material import Found, Material
from kodeverk.model.text import LINE_ENDS

_BREAK = rf"[ \t]*[{LINE_ENDS}](?:[ \t]|(?<=\n)\f)*"
_AT_END = re.compile(rf"(?<![\w-])(?P<first>[^\W\d_][\w-]*)(?P<mark>[-\u2010])(?P<gap>{_BREAK})(?P<second>\w+)")
_SOFT = re.compile(rf"\u00ad(?:{_BREAK}(?=[^\W\d_]))?(?![\u0300-\u036f])")
_WORD = re.compile(r"\w+(?:-\w+)*")
_GO_ON = frozenset({"og", "eller", "samt", "men", "til", "and", "or"})
SHORTEST = 25
"""A line of fewer code points was hardly broken for want of room: its last word was rather broken off."""

_LINE = re.compile(rf"[^{LINE_ENDS}]*(?:[{LINE_ENDS}]|$)")
_NUMBER = re.compile(
    r"(?P<word>side|page|s\.|p\.)?\s*[-–]?\s*(?P<n>\d{1,4})\s*[-–]?(?P<of>\s*(?:av|of|/)\s*\d{1,4})?", re.IGNORECASE
)
EDGE, PAGES, RUN = 2, 3, 3
"""Lines of a page, at its top and at its foot, that may be running heads; pages one is on; numbers in a row."""

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)|^ {8,}(?=\S)")
BOTH, WORDS = 4, 2.5
"""Lines with text in both columns, and words in a line of either on average, before two columns are seen."""


def hyphens(material: Material) -> Iterator[Found]:
    """Join words divided at the end of a line, version 1.

    ``samar-`` and ``beid`` on the next line become ``samarbeid``. The hyphen stays, and the line break goes, where the
    text has the word with a hyphen elsewhere, after capitals (``NAV-kontor``), a single letter or a digit, between
    numbers (``to-tre``), and before a capital. Untouched are ``barne-`` before ``og ungdoms-``, an empty line, another
    turn, and a line of fewer than 25 code points, unless the whole word stands elsewhere: there speech was rather
    broken off.
    """
    text, known = material.text, Counter(word.casefold() for word in _WORD.findall(material.text))
    heads = {segment.start for segment in material.segments if segment.kind != "paragraph"}
    heads |= {segment.start for segment in material.segments if segment.body > segment.start}
    for found in _AT_END.finditer(text):
        first, second = found["first"].rstrip("-"), found["second"]
        if second.casefold() in _GO_ON or found.start("second") in heads or not first:
            continue
        joined, parted = (known[(first + mark + second).casefold()] for mark in ("", "-"))
        if _is_short(text, found.start(), found.end("mark")) and not joined + parted:
            continue
        told = (len(first) == 1 or first.isupper() or first[-1].isdigit()) or not second[0].islower()
        told = told or {first.casefold(), second.casefold()} <= NUMBERS
        stays = parted > joined or (parted == joined and told)
        yield Found(found.end("mark") if stays else found.start("mark"), found.start("second"))


def _is_short(text: str, word: int, end: int) -> bool:
    """Return whether the line that ends at `end`, in a word that starts at `word`, is too short to have been broken."""
    return end < SHORTEST or any(sign in LINE_ENDS for sign in text[end - SHORTEST : word])


def soft_hyphens(material: Material) -> Iterator[Found]:
    """Take out soft hyphens (U+00AD), with the line break behind one within a word, version 1."""
    for found in _SOFT.finditer(material.text):
        yield Found(found.start(), found.end())


class _Line(NamedTuple):
    """A line: where it starts, where it ends with and without what ends it, what it says, its page, place there."""

    start: int
    end: int
    whole: int
    said: str
    page: int
    edge: bool


def page_furniture(material: Material) -> Iterator[Found]:
    """Take out running heads and page numbers, version 1.

    Page numbers are ``Side 3 av 12``, ``s. 3``, ``- 3 -``, ``3/12`` or ``3`` alone on a line. Where the text has
    form feeds they stand among the two first or two last lines of their pages and go up by one a page; elsewhere
    three at least go up by one each, or two where they say *side* or *av*. A running head is the same line, a
    number at its start or end apart, among the two first or last of three pages at least; without form feeds,
    beside page numbers three times at least. A line with a speaker's label, and all that is said in a turn, are no
    furniture.
    """
    labelled = {segment.start for segment in material.segments if segment.body > segment.start}
    lines = [line for line in _lines(material.text) if line.start not in labelled]
    numbers = _page_numbers(lines)
    beside = {line.start: line for line in lines if line.edge} or _beside(lines, numbers)
    seen = {(_mask(line), line.page if line.edge else line.start) for line in beside.values()}
    masks = Counter(mask for mask, _place in seen)
    heads = {
        line for line in beside.values()
        if masks[_mask(line)] >= PAGES and any(sign.isalpha() for sign in line.said) and len(line.said) <= 100
    }  # fmt: skip
    for line in sorted(heads | set(numbers)):
        yield Found(line.start, line.end if material.text[line.end : line.whole] == "\f" else line.whole)


def _lines(text: str) -> list[_Line]:
    """Return the lines that say something; of a text with form feeds, those at the edge of a page marked so."""
    found, page, paged = [], 0, "\f" in text
    for line in _LINE.finditer(text):
        bare = line[0].rstrip(LINE_ENDS)
        if bare.strip():
            found.append(_Line(line.start(), line.start() + len(bare), line.end(), bare.strip(), page, False))
        page += line[0].endswith("\f")
    if not paged:
        return found
    marked = []
    for _page, on in groupby(found, key=lambda line: line.page):
        held = list(on)
        edges = {*range(EDGE), *range(len(held) - EDGE, len(held))}
        marked += [line._replace(edge=place in edges) for place, line in enumerate(held)]
    return marked


def _page_numbers(lines: Sequence[_Line]) -> list[_Line]:
    paged = any(line.edge for line in lines)
    read = [(line, found) for line in lines if (line.edge or not paged) and (found := _NUMBER.fullmatch(line.said))]
    if paged:
        offsets = Counter(offset for offset, _page in {(int(f["n"]) - line.page, line.page) for line, f in read})
        return [line for line, f in read if offsets[int(f["n"]) - line.page] > 1]
    told = [(line, f) for line, f in read if f["word"] or f["of"]]
    return [*_rows(told, 2), *_rows([pair for pair in read if pair not in told], RUN)]


def _rows(read: Sequence[tuple[_Line, re.Match[str]]], fewest: int) -> Iterator[_Line]:
    """Yield the lines whose numbers go up by one each, where so many in a row do."""
    for _offset, run in groupby(enumerate(read), key=lambda item: int(item[1][1]["n"]) - item[0]):
        held = [line for _place, (line, _found) in run]
        yield from held if len(held) >= fewest else ()


def _beside(lines: Sequence[_Line], numbers: Iterable[_Line]) -> dict[int, _Line]:
    """Return the lines right before and after page numbers, by their start."""
    places = {line.start: place for place, line in enumerate(lines)}
    near = {places[line.start] + step for line in numbers for step in (-1, 1)}
    taken = {line.start for line in numbers}
    return {lines[p].start: lines[p] for p in near if 0 <= p < len(lines) and lines[p].start not in taken}


def _mask(line: _Line) -> str:
    return " ".join(re.sub(r"^\d+\b|\b\d+$", "#", line.said).casefold().split())


def columns(material: Material) -> Iterator[Found]:
    """Put text that stands in two columns side by side one after the other, version 1.

    Two columns are seen where at least four lines on end have text on both sides of a gap of three spaces or more, with
    the right one starting at the same place in each, and 2.5 words or more a line in either on average, which a table
    of short cells has not. The left column comes first, each line as it was; nothing but the spaces of the gap goes.
    They end at a line across the gap, and at an empty line unless they go on behind it. Lines with speakers' labels are
    never reordered.
    """
    text = material.text
    heads = [segment.start for segment in material.segments if segment.body > segment.start]
    lines = [(found.start(), found[0].rstrip(LINE_ENDS)) for found in _LINE.finditer(text) if found[0]]
    first = 0
    while first < len(lines):
        at = _column(lines[first][1])
        last = first
        while at and last < len(lines) and _fits([said for _start, said in lines[last : last + 2]], at):
            last += 1
        block = lines[first:last]
        end = block[-1][0] + len(block[-1][1]) if block else 0
        labelled = any(block[0][0] <= head < end for head in heads)
        if _two_columns([said for _start, said in block], at) and not labelled:
            yield _reordered(block, at, end)
            first = last
        else:
            first += 1


def _column(line: str) -> int:
    """Return where the right column of a line starts; 0 where there is no gap, or more than one."""
    gaps = list(_GAP.finditer(line))
    return gaps[0].end() if len(gaps) == 1 else 0


def _fits(lines: Sequence[str], at: int) -> bool:
    """Return whether a line has no word across the gap before `at`; an empty one fits where one with a gap follows."""
    line = lines[0]
    if not line.strip():
        return len(lines) > 1 and len(lines[1]) > at and _fits(lines[1:], at)
    return len(line.rstrip()) < at or (not line[at - 2 : at].strip() and line[at] != " ")


def _two_columns(lines: Sequence[str], at: int) -> bool:
    both = [(line[:at].split(), line[at:].split()) for line in lines if line[:at].strip() and line[at:].strip()]
    fewest = min((sum(len(side[k]) for side in both) / len(both) for k in (0, 1)), default=0.0) if both else 0.0
    return len(both) >= BOTH and fewest >= WORDS


def _reordered(block: Sequence[tuple[int, str]], at: int, end: int) -> Found:
    text, moved = "", []
    for first, last in ((0, at), (at, None)):
        for start, line in block:
            said = line[first:last].strip()
            if said:
                text += "\n" if text else ""
                place = start + first + line[first:last].index(said)
                moved.append((place, place + len(said), len(text)))
                text += said
            elif not line.strip():
                text += "\n"
    return Found(block[0][0], end, text, tuple(moved))
