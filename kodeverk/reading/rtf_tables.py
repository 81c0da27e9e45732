"""Tables of an RTF file, which it gives as paragraphs that end in a cell or a row."""

from __future__ import annotations

from collections import defaultdict

from kodeverk.reading.report import Block
from kodeverk.reading.walk import row_of

DEEPEST = 30
"""Tables within tables that are told apart."""


class _Row:
    """A row under way: its cells, and the blocks of the cell under way."""

    def __init__(self) -> None:
        self.cells: list[list[Block]] = []
        self.cell: list[Block] = []


class Rows:
    """The table rows under way, one for each level of tables within tables.

    Attributes
    ----------
    going_on : bool
        Whether the outermost table may go on: a row of it has just ended.
    """

    def __init__(self) -> None:
        self.going_on = False
        self._rows: dict[int, _Row] = defaultdict(_Row)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, level: int, blocks: list[Block]) -> None:
        """Put blocks into the cell under way."""
        self._rows[level].cell += blocks

    def end_cell(self, level: int) -> None:
        """End the cell under way."""
        self._within(level)
        row = self._rows[level]
        row.cells.append(row.cell)
        row.cell = []

    def end_row(self, level: int) -> tuple[list[Block], bool]:
        """End the row under way; return it as blocks, and whether it begins a table.

        A row of a table within a table goes into the cell around it, and no blocks are returned.
        """
        self._within(level)
        row = self._rows.pop(level, _Row())
        blocks = row_of([*row.cells, row.cell] if row.cell else row.cells)
        if level == 1:
            begins, self.going_on = not self.going_on, True
            return blocks, begins
        around = self._rows[level - 1].cell
        begins = not (around and around[-1].kind == "table")
        around += blocks
        return [], begins

    def _within(self, level: int) -> None:
        """End the rows of tables within a cell that ends."""
        while self._rows and (deepest := max(self._rows)) > level:
            self.end_row(deepest)
