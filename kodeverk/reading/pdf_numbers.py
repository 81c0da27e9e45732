"""Line numbers in the margin of a page, which a word processor adds in printing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kodeverk.reading.pdf_layout import Piece

FEWEST, MOST = 4, 0.8
"""Fewest numbers in a file, and least share of them, 0-1, that count the lines between them."""

Row = list[Piece]


def without_line_numbers(pages: Sequence[Sequence[Row]]) -> tuple[list[list[Row]], list[Row]]:
    """Return the rows of each page without line numbers, and the line numbers of each page.

    Line numbers stand to the left of all else on a page, and two of them differ by as much as there are lines between
    them (or more: empty lines may be counted). Numbers of turns differ by one over several lines and stay.

    Parameters
    ----------
    pages : sequence of sequence of rows
        Rows from the top down, each from left to right.
    """
    found = [_beside(rows) for rows in pages]
    steps = [
        (other[0] - one[0], int(other[1].text) - int(one[1].text)) for page in found for one, other in pairwise(page)
    ]
    counting = sum(0 < lines <= number for lines, number in steps)
    if sum(map(len, found)) < FEWEST or counting < MOST * len(steps):
        return [list(rows) for rows in pages], [[] for _page in pages]
    taken = [[number for _row, number in page] for page in found]
    kept = [
        [rest for row in rows if (rest := [piece for piece in row if not any(piece is one for one in numbers)])]
        for rows, numbers in zip(pages, taken, strict=True)
    ]
    return kept, taken


def _beside(rows: Sequence[Row]) -> list[tuple[int, Piece]]:
    """Return the numbers that stand to the left of all else on a page, each with the row it stands in."""
    numbers = [(place, row[0]) for place, row in enumerate(rows) if row[0].text.isdecimal() and len(row[0].text) <= 4]
    ours = {id(piece) for _place, piece in numbers}
    edge = min((piece.x0 for row in rows for piece in row if id(piece) not in ours), default=0.0)
    return [(place, piece) for place, piece in numbers if piece.x1 < edge]
