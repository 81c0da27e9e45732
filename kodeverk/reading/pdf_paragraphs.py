"""From the lines of columns to paragraphs: joined where a line was broken for want of room, kept apart elsewhere."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from kodeverk.reading.pdf_layout import Column, Line
from kodeverk.reading.report import Block

WIDE, FULL = 100.0, 0.5
"""Narrowest column, in points, and least share of it, 0-1, that a line fills which can be said to be full."""

NEAR, ENOUGH = 0.2, 3
"""How near the right edge, as a share of the column, and how many lines must come for it to be one."""

HYPHENS = "-\u00ad\u2010"

_STARTS = re.compile(
    r"(?:[\[(]?\d{1,2}(?::\d{2}){1,2}[^\]) ]*[\])]?\s*)?[^\W\d_][^\n:.?!]{0,30}:(?:\s|$)"  # a speaker's label
    r"|[\[(]?\d{1,2}:\d{2}|[•▪◦‣○●■–—*-]\s|\(?\d{1,3}[.)]\s|[a-z][.)]\s"  # a time, a bullet, a number
)
_NOTE = re.compile(r"\d{1,3}(?=\D|$)|[*†‡]")


class Paragraphs(NamedTuple):
    """Blocks in reading order, and where pages begin.

    Attributes
    ----------
    blocks : list of Block
    pages : list of (int, int, int)
        Block, offset in it in characters, and the number of the page that begins there.
    hyphens : int
        Hyphens at line ends, each followed by a line end.
    gaps : int
        Lines with wide gaps, as in tables.
    footnotes : int
        Notes at the feet of pages, put at the end.
    """

    blocks: list[Block]
    pages: list[tuple[int, int, int]]
    hyphens: int
    gaps: int
    footnotes: int


class _Open:
    """A paragraph being put together."""

    def __init__(self, line: Line, column: Column, edge: float) -> None:
        self.lines = [line]
        self.text = line.text
        self.bold = line.bold
        self.breaks: list[tuple[int, int]] = []
        self.at(column, edge)

    def at(self, column: Column, edge: float) -> None:
        """Say which column the last line stands in, and its right edge."""
        self.column, self.edge = column, edge


def paragraphs(columns: Sequence[Column]) -> Paragraphs:
    """Return the lines of all columns, in reading order, as paragraphs and headings, footnotes last.

    A line is joined to the one above where that is certain: it would not have fitted there, stands at the distance and
    in the size of running text, and does not begin like a turn or a list item, nor in bold as another line does. Over
    the end of a column or page the sentence must also be open and go on in small letters.
    """
    body = _body_size(columns)
    notes, columns = _without_footnotes(columns, body)
    edges, leading, names = _edges(columns), _leading(columns), _bold_starts(columns)
    done: list[_Open] = []
    for column in columns:
        edge = edges[_key(column)]
        for number, line in enumerate(column.lines):
            after = column.lines[number + 1] if number + 1 < len(column.lines) else None
            if (
                done
                and not (_in_bold(line) in names and _ends_plain(done[-1]))
                and _goes_on(done[-1], line, column, after, leading)
            ):
                _join(done[-1], line)
                done[-1].at(column, edge)
            else:
                done.append(_Open(line, column, edge))
    blocks = [Block(one.text, _kind(one, body), one.bold) for one in done]
    hyphens = len(re.findall(rf"\w[{HYPHENS}]\n\w", "\n".join(block.text for block in blocks)))
    pages = list(_page_starts(done))
    gaps = sum(_gaps(line) for column in columns for line in column.lines)
    return Paragraphs(blocks + [Block(note, "note") for note in notes], pages, hyphens, gaps, len(notes))


def _bold_starts(columns: Sequence[Column]) -> set[str]:
    """Return what lines begin with in bold, and go on with otherwise, more than once: names of speakers, mostly."""
    counts = Counter(_in_bold(line) for column in columns for line in column.lines)
    return {start for start, count in counts.items() if start and count > 1}


def _in_bold(line: Line) -> str:
    return line.text[: line.bold].strip() if line.bold < len(line.text) else ""


def _ends_plain(one: _Open) -> bool:
    return one.bold < len(one.text)


def _body_size(columns: Sequence[Column]) -> float:
    weights: Counter[float] = Counter()
    for column in columns:
        for line in column.lines:
            weights[line.size] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 1.0


def _without_footnotes(columns: Sequence[Column], body: float) -> tuple[list[str], list[Column]]:
    """Return the footnotes, and the columns without them: small lines at the foot that begin with a number or mark."""
    notes: list[str] = []
    kept: list[Column] = []
    for column in columns:
        foot = len(column.lines)
        while foot and column.lines[foot - 1].size < 0.93 * body:
            foot -= 1
        small = column.lines[foot:]
        if not foot or not small or not _NOTE.match(small[0].text):
            kept.append(column)
            continue
        kept.append(column._replace(lines=column.lines[:foot]))
        for line in small:
            if _NOTE.match(line.text):
                notes.append(line.text)
            else:
                notes[-1] += ("\n" if _hyphen(notes[-1], line.text) else " ") + line.text
    return notes, kept


def _key(column: Column) -> tuple[int, int]:
    return round(min(line.x0 for line in column.lines) / 12), round(column.gutter / 6)


def _edges(columns: Sequence[Column]) -> dict[tuple[int, int], float]:
    """Return the right edge of each column of the document: as far as its longest line goes on any page.

    An edge that fewer than three lines come near is none: it is infinitely far, and no line is full.
    """
    ends: dict[tuple[int, int], list[float]] = {}
    starts: dict[tuple[int, int], float] = {}
    for column in columns:
        key = _key(column)
        ends.setdefault(key, []).extend(line.x1 for line in column.lines)
        starts[key] = min(line.x0 for line in column.lines)
    edges = {}
    for key, found in ends.items():
        edge = max(found)
        near = edge - NEAR * (edge - starts[key])
        edges[key] = edge if sum(end >= near for end in found) >= ENOUGH else math.inf
    return edges


def _leading(columns: Sequence[Column]) -> float:
    """Return the usual distance from line to line, in heights of the line."""
    steps = [
        (before.y0 - line.y0) / max(line.size, 1.0)
        for column in columns
        for before, line in zip(column.lines, column.lines[1:], strict=False)
        if before.size == line.size
    ]
    return median(step for step in steps) if steps else 1.2


def _goes_on(one: _Open, line: Line, column: Column, after: Line | None, leading: float) -> bool:
    """Return whether a line continues the paragraph above it."""
    before = one.lines[-1]
    if abs(before.size - line.size) > 0.08 * before.size or _STARTS.match(line.text):
        return False
    if _gaps(before) and _gaps(line):
        return False
    broken = _hyphen(before.text, line.text) and line.text[0].islower()
    if not broken and not _full(before, line, one):
        return False
    if column is not one.column:
        return broken or (before.text[-1] not in '.?!:…»"”' and line.text[:1].islower())
    if not 0 < (before.y0 - line.y0) / max(line.size, 1.0) <= 1.25 * leading:
        return False
    if abs(line.x0 - before.hang) < 3 and _gaps(before):
        return True  # below what is said beside a label
    indent = (line.x0 - before.x0) / max(line.size, 1.0)
    if indent > 0.8:  # a first line set in, unless the lines below are set in as well: a hanging label
        return after is None or after.x0 > before.x0 + 0.8 * line.size
    return indent > -0.8 or len(one.lines) == 1


def _full(before: Line, line: Line, one: _Open) -> bool:
    """Return whether the first word of a line would not have fitted at the end of the one above."""
    start = min(above.x0 for above in one.column.lines)
    fills = one.edge - start >= WIDE and before.x1 - start >= FULL * (one.edge - start)
    return fills and one.edge - before.x1 < line.first + 0.35 * line.size


def _gaps(line: Line) -> bool:
    return line.hang > line.x0


def _hyphen(before: str, after: str) -> bool:
    """Return whether a word may have been divided between two lines, or a hyphen of its own stands there."""
    return before[-1] in HYPHENS and before[-2:-1].isalnum() and after[:1].isalnum()


def _join(one: _Open, line: Line) -> None:
    one.text += "\n" if _hyphen(one.text, line.text) else " "
    if one.bold == len(one.text) - 1 and line.bold:
        one.bold = len(one.text) + line.bold
    if line.page != one.lines[-1].page:
        one.breaks.append((len(one.text), line.page))
    one.text += line.text
    one.lines.append(line)


def _kind(one: _Open, body: float) -> str:
    return "heading" if one.lines[0].size >= 1.15 * body and len(one.text) <= 200 else "paragraph"


def _page_starts(done: Sequence[_Open]) -> Iterator[tuple[int, int, int]]:
    """Yield where each page begins: block, offset in it, number of the page."""
    page = 0
    for number, one in enumerate(done):
        for offset, start in [(0, one.lines[0].page), *one.breaks]:
            if start > page:
                page = start
                yield number, offset, page
