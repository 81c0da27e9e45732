"""Running heads, running feet and page numbers: lines that stand at the same place on page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from kodeverk.reading.pdf_layout import Piece, line_of

MARGIN, DEEPEST = 0.17, 3
"""Share of the page's height, 0-1, and lines from the edge, where running heads and feet are looked for."""

CERTAIN = 4
"""Pages that must repeat a line for it to be a running head though no empty space parts it from the text."""

_NUMBER = re.compile(r"\W*(?:(?:side|page|s|p)\b\.?)?\s*(\d{1,4})(?:\s*(?:/|av|of|\()\s*\d{1,4}\)?)?\W*", re.IGNORECASE)

Row = list[Piece]


class Margins(NamedTuple):
    """The rows of a page that are text, and those that are not, by kind of content."""

    body: list[Row]
    apart: list[tuple[str, Row]]


class _Candidate(NamedTuple):
    page: int
    row: int
    key: str
    place: float
    text: str


def margins(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> list[Margins]:
    """Return the rows of each page with running heads, running feet and page numbers told apart.

    A row is one of these if it is among the outermost three, within 17 % of the page's height from its edge, recurs at
    the same place, numbers aside, on at least 30 % of the pages and on two, and is parted from the text by empty space
    or recurs on four. A page number counts with the pages. On a single page nothing can be told.

    Parameters
    ----------
    pages : sequence of sequence of rows
        Rows from the top down.
    heights : sequence of float
        Heights of the pages, in points.
    """
    candidates = [
        candidate
        for page, (rows, height) in enumerate(zip(pages, heights, strict=True))
        for candidate in _candidates(page, rows, height)
    ]
    groups: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[candidate.key].append(candidate)
    enough = max(2.0, 0.3 * sum(map(bool, pages)))
    counts = {candidate[:2]: _pages_at(groups[candidate.key], candidate.place) for candidate in candidates}
    kinds = {
        candidate[:2]: "page numbers" if _counts_pages(candidate, groups[candidate.key]) else "running heads"
        for candidate in candidates
        if counts[candidate[:2]] >= enough
    }
    return [_parted(number, list(rows), kinds, counts) for number, rows in enumerate(pages)]


def _candidates(page: int, rows: Sequence[Row], height: float) -> Iterable[_Candidate]:
    outermost = {*range(min(DEEPEST, len(rows))), *range(max(0, len(rows) - DEEPEST), len(rows))}
    for number in sorted(outermost):
        place = (rows[number][0].y0 + rows[number][0].y1) / 2
        if place < MARGIN * height or place > (1 - MARGIN) * height:
            text = line_of(rows[number], page).text
            yield _Candidate(page, number, re.sub(r"\d+", "#", text), place, text)


def _pages_at(group: Sequence[_Candidate], place: float) -> int:
    return len({one.page for one in group if abs(one.place - place) <= 3})


def _counts_pages(candidate: _Candidate, group: Sequence[_Candidate]) -> bool:
    found = _NUMBER.fullmatch(candidate.text)
    if not found:
        return False
    offset = int(found[1]) - candidate.page
    return any(
        (other := _NUMBER.fullmatch(one.text)) and int(other[1]) - one.page == offset
        for one in group
        if one.page != candidate.page
    )


def _parted(
    page: int, rows: list[Row], kinds: dict[tuple[int, int], str], counts: dict[tuple[int, int], int]
) -> Margins:
    """Return the rows of one page, told apart."""
    numbers = range(len(rows))
    top = [*takewhile(lambda number: (page, number) in kinds, numbers)]
    bottom = [*takewhile(lambda number: (page, number) in kinds and number not in top, reversed(numbers))]
    apart: set[int] = set()
    for run, inward in ((top, 1), (bottom, -1)):
        while run:
            number = run[-1]
            beyond = number + inward
            free = not 0 <= beyond < len(rows) or _space(rows[number], rows[beyond]) > 0.8 * rows[number][0].size
            if free or counts[page, number] >= CERTAIN:
                apart |= set(run)
                break
            run = run[:-1]
    return Margins(
        [row for number, row in enumerate(rows) if number not in apart],
        [(kinds[page, number], rows[number]) for number in sorted(apart)],
    )


def _space(row: Row, other: Row) -> float:
    """Return the empty space between two rows, in points."""
    above, below = (row, other) if row[0].y0 > other[0].y0 else (other, row)
    return min(piece.y0 for piece in above) - max(piece.y1 for piece in below)
