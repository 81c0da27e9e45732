"""How an evidence board is laid out on a page: its columns, and whether cases are named or counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kodeverk.analysis.theory.findings import Finding
from kodeverk.analysis.theory.showing import standing_label
from kodeverk.analysis.theory.verdict import CASE_STATUSES, verdict_label
from kodeverk.messages import _
from kodeverk.pictures.sheet import MARGIN, PAGE, SMALL, shortened, widest, width, wrapped

LINE, CARD, INSIDE, APART, BETWEEN = 0.16, 0.2, 0.1, 0.05, 0.08
"""Inches: the height of a line and of a card, within a card beside its name, between cards, between columns."""
ROOM, LONGEST, BAR = PAGE - 2 * MARGIN, 0.9, 0.13
"""Inches: the width there is, the longest card, and the height of a bar."""
HEAD_LINES, STATEMENT_LINES, CARD_LINES, CASES = 4, 3, 6, 40
"""Lines of a heading, of a statement and of cards at most, and cases: where there are more, cases are counted."""


class Column(NamedTuple):
    """A way to stand, with room for the cards of those who stand so.

    Attributes
    ----------
    status : str
    most : int
        Cases that stand so to one proposition, at most.
    card, least : float
        Width of a card, and of the column at least, in inches.
    across : int
        Cards side by side.
    left, room : float
        Where it is put, in inches.
    """

    status: str
    most: int
    card: float
    least: float
    across: int = 1
    left: float = 0.0
    room: float = 0.0

    @property
    def width(self) -> float:
        """Inches it needs."""
        return max(self.least, self.across * (self.card + APART) - APART)

    @property
    def lines(self) -> int:
        """Lines of cards, at most."""
        return -(-self.most // self.across)

    @property
    def heading(self) -> list[str]:
        """The lines above it."""
        return _heading(self.status, self.room, HEAD_LINES)


class Board(NamedTuple):
    """How rows are laid out: their columns, and whether cases are counted, as they are where they are too many."""

    columns: list[Column]
    counted: bool

    @property
    def top(self) -> float:
        """Inches above the rows."""
        key = BAR + 0.06 if self.counted else 0.0
        return 0.42 + key + 0.14 * max((len(column.heading) for column in self.columns), default=1)

    def height(self, finding: Finding) -> float:
        """Return the height of a row: its statement, and below it cards, or numbers and a bar."""
        lines = max((-(-finding.count(column.status) // column.across) for column in self.columns), default=0)
        below = LINE + BAR if self.counted else lines * (CARD + APART)
        return LINE * len(statement(finding)) + below + 0.16


def board(findings: Sequence[Finding]) -> Board:
    """Return the columns across the page: the most crowded are made wider until it is full."""
    stands = {
        status: cases
        for status in CASE_STATUSES
        if any(cases := [[case.case for case in one.with_status(status)] for one in findings])
    }
    counted = max(map(everyone, findings), default=0) > CASES
    columns = _columns(stands, cards=not counted)
    while not counted and (wider := _wider(columns)):
        columns = wider
    if not counted and any(column.lines > CARD_LINES or _alike(column, stands[column.status]) for column in columns):
        counted, columns = True, _columns(stands, cards=False)
    free = (ROOM - _together(columns)) / max(len(columns), 1)
    placed, left = [], MARGIN
    for column in columns:
        room = column.width + min(free, 0.3)
        placed.append(column._replace(left=left, room=room))
        left += room + BETWEEN
    return Board(placed, counted)


def everyone(finding: Finding) -> int:
    """Return how many cases there are."""
    return sum(case.case_id is not None for case in finding.cases)


def card(case: str, most: float = LONGEST) -> str:
    """Return what stands on the card of a case that is no wider than `most` inches."""
    return shortened(case, most - INSIDE + 0.001, SMALL)


def verdict(finding: Finding) -> str:
    """Return what stands to the right of the statement."""
    return _("{verdict}, n = {n}").format(verdict=verdict_label(finding.verdict), n=finding.n)


def statement(finding: Finding) -> list[str]:
    """Return the lines of the statement, broken so that the verdict stands beside it."""
    most = ROOM - width(verdict(finding), SMALL) - 0.2
    return wrapped(f"{finding.name}  {finding.statement}", most, SMALL, STATEMENT_LINES)


def _columns(stands: Mapping[str, Sequence[Sequence[str]]], *, cards: bool) -> list[Column]:
    """Return a column for each way to stand, as narrow as its heading, and its longest card if any, let it be."""
    lines, limit = HEAD_LINES - 1, LONGEST
    while True:
        columns = []
        for status, cases in stands.items():
            wide = widest((card(case, limit) for found in cases for case in found), SMALL) + INSIDE if cards else 0.0
            least = min(max(wide, _heading_width(status, lines)), limit)
            columns.append(Column(status, max(map(len, cases)), wide, least))
        if _together(columns) <= ROOM:
            return columns
        lines, limit = HEAD_LINES, limit * 0.97


def _heading(status: str, room: float, lines: int) -> list[str]:
    return wrapped(standing_label(status), room, SMALL, lines, bold=True)


def _heading_width(status: str, lines: int) -> float:
    """Return how narrow the column may be without a word of its heading being cut off."""
    room = widest(standing_label(status).split(), SMALL, bold=True) + 0.01
    while any(line.endswith("…") for line in _heading(status, room, lines)):
        room += 0.05
    return room


def _wider(columns: Sequence[Column]) -> list[Column]:
    """Return the columns with one card more across in the most crowded that can have one; none if none can."""
    for crowded in sorted(columns, key=lambda column: -column.lines):
        more = [one._replace(across=one.across + 1) if one is crowded else one for one in columns]
        if crowded.lines > 1 and _together(more) <= ROOM:
            return more
    return []


def _alike(column: Column, cases: Iterable[Sequence[str]]) -> bool:
    """Return whether two names that had to be cut off look the same on their cards."""
    names = {case for found in cases for case in found}
    return len({card(name, column.card) for name in names}) < len(names)


def _together(columns: Sequence[Column]) -> float:
    return sum(column.width + BETWEEN for column in columns)
