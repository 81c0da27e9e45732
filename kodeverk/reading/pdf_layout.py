"""From the glyphs of a page to lines in reading order: columns one after the other, tables row by row."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

from kodeverk.reading.pdf_pages import Glyph, Rule

WORD_GAP, PIECE_GAP, TAB_GAP = 0.15, 1.0, 1.8
"""Gaps between glyphs, in heights of the glyph: a space, the end of a piece, the gap between cells."""

_SIDE_BY_SIDE = 3
"""Lines that must stand beside each other before two columns are believed in."""


class Piece(NamedTuple):
    """Glyphs in a row without a wide gap.

    Attributes
    ----------
    text : str
    x0, y0, x1, y1 : float
    size : float
        Height of most glyphs, in points.
    bold : int
        How many characters at the start are bold.
    first : float
        Width of the first word, in points.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: int = 0
    first: float = 0.0


class Line(NamedTuple):
    """A line of a column.

    Attributes
    ----------
    text : str
    x0, y0, x1, y1 : float
    size : float
    bold : int
    first : float
        Width of the first word, in points.
    hang : float
        Where what stands after the last wide gap begins; `x0` where there is none.
    page : int
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: int
    first: float
    hang: float
    page: int


class Column(NamedTuple):
    """Lines below each other, and the gutter to their right (0 where none is)."""

    lines: list[Line]
    gutter: float


def pieces_of(glyphs: Iterable[Glyph]) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of a page, and those that stand askew."""
    straight: list[Piece] = []
    askew: list[Piece] = []
    held: list[Glyph] = []
    for glyph in glyphs:
        if held and not _follows(held, glyph):
            (straight if held[0].upright else askew).extend(_piece(held))
            held = []
        held.append(glyph)
    if held:
        (straight if held[0].upright else askew).extend(_piece(held))
    return straight, askew


def _follows(held: Sequence[Glyph], glyph: Glyph) -> bool:
    last = held[-1]
    if glyph.upright != last.upright:
        return False
    size = max(glyph.size, last.size)
    if not glyph.upright:
        return abs(glyph.x0 - last.x0) + abs(glyph.y0 - last.y0) < 3 * size
    if len(held) > 2 and not (glyph.text + held[-1].text + held[-2].text).strip():
        return False  # a run of spaces stands for a gap between columns or cells
    overlap = min(glyph.y1, last.y1) - max(glyph.y0, last.y0)
    return overlap >= 0.5 * min(glyph.size, last.size) and -0.5 * size <= glyph.x0 - last.x1 <= PIECE_GAP * size


def _piece(held: Sequence[Glyph]) -> list[Piece]:
    """Return the glyphs as one piece, or none where they are only white space."""
    parts: list[str] = []
    bold, all_bold = 0, True
    for before, glyph in zip([None, *held], held, strict=False):
        gap = glyph.x0 - before.x1 if before and glyph.upright else 0.0
        spaced = before is not None and not before.text.endswith(" ") and not glyph.text.startswith(" ")
        parts.append((" " if spaced and gap > WORD_GAP * glyph.size else "") + glyph.text)
        all_bold = all_bold and (glyph.bold or not glyph.text.strip())
        bold += len(parts[-1]) if all_bold else 0
    whole = "".join(parts)
    text = " ".join(filter(None, whole.split(" ")))
    if not text.strip():
        return []
    inked = [glyph for glyph in held if glyph.text.strip()]
    first = len(whole) - len(whole.lstrip()) + len(whole.split(maxsplit=1)[0])
    ends = [glyph.x1 for glyph, place in zip(held, accumulate(map(len, parts)), strict=True) if place <= first]
    bold = len(" ".join(filter(None, whole[:bold].split(" "))))
    size = Counter(round(glyph.size, 1) for glyph in inked).most_common(1)[0][0]
    return [
        Piece(
            text, min(glyph.x0 for glyph in inked), min(glyph.y0 for glyph in inked),
            max(glyph.x1 for glyph in inked), max(glyph.y1 for glyph in inked), size, bold,
            max(ends, default=inked[0].x1) - inked[0].x0,
        )
    ]  # fmt: skip


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces that stand on one line together, from the top down, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (-(one.y0 + one.y1), one.x0)):
        first = rows[-1][0] if rows else None
        overlap = min(piece.y1, first.y1) - max(piece.y0, first.y0) if first else 0.0
        if first and overlap >= 0.5 * min(piece.y1 - piece.y0, first.y1 - first.y0) > 0:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _cell_by_cell(rows: list[list[Piece]]) -> list[list[Piece]]:
    """Return rows with what stands below the cells of a row put behind each cell, as a table is read.

    A line stands below cells if all of it begins where a cell of the row begins, the first cell aside: lines of running
    text begin at the first.
    """
    ordered: list[list[Piece]] = []
    number = 0
    while number < len(rows):
        row, end = rows[number], number + 1
        starts = [cell.x0 for cell in row]
        while len(row) > 1 and end < len(rows) and _below(rows[end - 1], rows[end], starts[1:]):
            end += 1
        below = [piece for line in rows[number + 1 : end] for piece in line]
        ordered.append(row[:2] if below else row)
        for cell in range(1, len(row) if below else 0):
            ordered += [[row[cell]]] if cell > 1 else []
            ordered += [[piece] for piece in below if min(starts, key=lambda x: abs(x - piece.x0)) == starts[cell]]
        number = end
    return ordered


def _below(above: Sequence[Piece], line: Sequence[Piece], starts: Sequence[float]) -> bool:
    near = above[0].y0 - line[0].y0 < 2 * line[0].size
    return near and all(any(abs(piece.x0 - x) <= 3 for x in starts) for piece in line)


def line_of(row: Sequence[Piece], page: int, width: float = math.inf) -> Line:
    """Return a row as a line of a column so wide; a wide gap in it is a tab, unless the text is justified."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(row)]
    justified = len(gaps) > 1 and min(gaps) > 0 and max(gaps) < 1.5 * min(gaps)
    if len(gaps) == 1 and not any(" " in piece.text for piece in row):
        justified = row[1].x1 - row[0].x0 >= width - 1  # two words, drawn apart to fill the line
    text, bold, hang = row[0].text, row[0].bold, row[0].x0
    for gap, piece in zip(gaps, row[1:], strict=True):
        wide = gap > TAB_GAP * piece.size and not justified
        between = "\t" if wide else " " if gap > WORD_GAP * piece.size else ""
        hang = piece.x0 if wide else hang
        if bold == len(text) and piece.bold:
            bold += len(between) + piece.bold
        text += between + piece.text
    size = max(row, key=lambda one: len(one.text)).size
    return Line(
        text, row[0].x0, min(one.y0 for one in row), max(one.x1 for one in row), max(one.y1 for one in row), size,
        bold, row[0].first, hang, page,
    )  # fmt: skip


def gutters(pieces: Sequence[Piece], known: Iterable[float] = ()) -> list[float]:
    """Return the places of gutters between columns of text that a page shows, best first.

    A gutter has lines beside each other on both sides, which fill a good part of columns of comparable width. A narrow
    column of speaker labels, or the cells of a table, are no columns of text: they are read line by line.

    Parameters
    ----------
    pieces : sequence of Piece
    known : iterable of float
        Gutters other pages show, which one line on each side confirms.
    """
    starts = Counter(round(piece.x0) for piece in pieces)
    likely = {x for x in starts if sum(starts[x + off] for off in (-2, -1, 0, 1, 2)) >= _SIDE_BY_SIDE}
    known = [x for gutter in known for x in starts if abs(x - gutter) <= 3]
    found = []
    for x in likely | set(known):
        left, right, across = _sides(pieces, x)
        beside = _beside(left, right)
        enough = 1 if x in known else _SIDE_BY_SIDE
        if beside >= enough and len(across) < len(left) + len(right) and (x in known or _like_text(left, right, x)):
            found.append((len(across), -beside, float(x)))
    return [x for _across, _beside, x in sorted(found)]


def _sides(pieces: Iterable[Piece], x: float) -> tuple[list[Piece], list[Piece], list[Piece]]:
    left: list[Piece] = []
    right: list[Piece] = []
    across: list[Piece] = []
    for piece in pieces:
        side = right if piece.x0 >= x - 3 else left if piece.x1 <= x - 0.4 * piece.size else across
        side.append(piece)
    return left, right, across


def _beside(left: Sequence[Piece], right: Sequence[Piece]) -> int:
    """Return how many lines to the right have one to the left at their height."""
    heights = sorted((piece.y0 + piece.y1) / 2 for piece in left)
    return sum(bisect_left(heights, piece.y0) < bisect_right(heights, piece.y1) for piece in right)


def _like_text(left: Sequence[Piece], right: Sequence[Piece], x: float) -> bool:
    start, end = min(piece.x0 for piece in left), max(piece.x1 for piece in right)
    widths = (max(piece.x1 for piece in left) - start, end - x)
    fills = all(
        median(piece.x1 - piece.x0 for piece in side) >= 0.4 * width
        for side, width in zip((left, right), widths, strict=True)
    )
    return fills and min(widths) >= 0.25 * (end - start)


def columns(
    pieces: Sequence[Piece], rules: Sequence[Rule], page: int, known: Sequence[float] = (), depth: int = 0
) -> list[Column]:
    """Return the lines of a page, or of a part of it, as columns in reading order.

    What crosses a gutter divides the page: above it all columns are read, then it, then those below. A rule that
    crosses it is the border of a table row, so that tables with rules are read row by row, cell by cell.
    """
    found = gutters(pieces, known) if depth < 5 else []
    if not found:
        width = max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces) if pieces else 0.0
        lines = [line_of(row, page, width) for row in _cell_by_cell(rows_of(pieces))]
        return [Column(lines, 0.0)] if lines else []
    x = found[0]
    left, right, across = _sides(pieces, x)
    cuts = sorted({y for start, end, y in rules if start < x - 4 and end > x + 4}, reverse=True)
    ordered: list[Column] = []
    for band, whole in _bands(left + right, across, cuts):
        if whole:
            ordered += columns(band, rules, page, known, 5)
            continue
        for side in _sides(band, x)[:2]:
            parts = columns(side, rules, page, known, depth + 1) if side else []
            ordered += (
                [part._replace(gutter=part.gutter or x) for part in parts] if side and side[0].x0 < x - 3 else parts
            )
    return ordered


def _bands(beside: list[Piece], across: list[Piece], cuts: Sequence[float]) -> list[tuple[list[Piece], bool]]:
    """Return the pieces in bands from the top down, and for each whether it goes across the columns."""
    items = [(-(piece.y0 + piece.y1) / 2, False, piece) for piece in beside]
    items += [(-(piece.y0 + piece.y1) / 2, True, piece) for piece in across]
    bands: list[tuple[list[Piece], bool]] = []
    open_cuts = list(cuts)
    for place, crosses, piece in sorted(items, key=lambda item: item[:2]):
        cut = False
        while open_cuts and -place < open_cuts[0]:
            open_cuts.pop(0)
            cut = True
        if not bands or bands[-1][1] != crosses or cut:
            bands.append(([], crosses))
        bands[-1][0].append(piece)
    return bands
