"""What the walks through the XML of Word and OpenDocument texts share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from lxml import etree

from kodeverk.reading.report import Block
from kodeverk.reading.walk import Walk, joined, row_of


class TreeWalk(Walk, ABC):
    """A walk through a tree of elements, each of which does what its name says."""

    @abstractmethod
    def _visit(self, element: etree._Element) -> None:
        """Do what an element says."""

    @abstractmethod
    def _rows(self, element: etree._Element) -> None:
        """Walk the rows of a table."""

    @abstractmethod
    def _cells(self, row: etree._Element) -> Iterator[etree._Element]:
        """Yield the cells of a row."""

    def part(self, root: etree._Element, kind: str = "") -> int:
        """Walk a part or a note; with `kind` its blocks become one of that kind. Return how many came in."""
        before = len(self.blocks)
        self._children(root)
        self._finish()
        if kind:
            note = joined(self.blocks[before:], kind)
            self.blocks[before:] = [note] if note.text.strip() else []
        return len(self.blocks) - before

    def _children(self, element: etree._Element) -> None:
        for child in element:
            self._visit(child)

    def _table(self, element: etree._Element) -> None:
        self._finish()
        self.count("tables")
        self._rows(element)

    def _row(self, row: etree._Element) -> None:
        cells: list[list[Block]] = []
        for cell in self._cells(row):
            with self._inside() as blocks:
                self._children(cell)
            cells.append(blocks)
        self.blocks += row_of(cells)

    def _read_aloud(self, element: etree._Element, base: str, reading: str) -> None:
        """Let ruby come in: the word, and how it is read in brackets."""
        self.count("ruby")
        for name, before, after in ((base, "", ""), (reading, "(", ")")):
            for part in element.findall(name):
                self._put(before)
                self._children(part)
                self._put(after)
