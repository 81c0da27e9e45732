"""What a person sees on screen: headings and tables (rich, which respects NO_COLOR)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text


class Screen:
    """A screen to write findings on; silent where machines read.

    Parameters
    ----------
    silent : bool
        Write nothing.
    """

    def __init__(self, *, silent: bool = False) -> None:
        self.console = Console(quiet=silent, soft_wrap=False)

    def heading(self, text: str) -> None:
        """Write a heading."""
        self.console.print()
        self.console.print(Text(text, style="bold"))

    def line(self, text: str, style: str = "") -> None:
        """Write a line; text is never read as markup."""
        self.console.print(Text(text, style=style))

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Write a table; numbers stand to the right."""
        table = Table(box=None, pad_edge=False, header_style="dim")
        body = [tuple(row) for row in rows]
        for place, name in enumerate(columns):
            numbers = bool(body) and all(isinstance(row[place], int) for row in body)
            table.add_column(Text(name), justify="right" if numbers else "left", overflow="fold")
        for row in body:
            table.add_row(*(Text(str(cell)) for cell in row))
        self.console.print(table)
