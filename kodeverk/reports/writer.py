"""What the chapters of an analysis are written with, whether they become a Word document or a web page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from kodeverk.messages import _, _n
from kodeverk.reports.paper import TALLEST, Cell, Text
from kodeverk.views.quotes import Quote

if TYPE_CHECKING:
    from kodeverk.pictures import Picture

Item = TypeVar("Item")


class Room(NamedTuple):
    """How much of what there is a document prints; the rest is counted. None is all of it.

    Attributes
    ----------
    names : int or None
        Cases named after a count.
    deviant : int or None
        Deviant cases of a proposition whose quotes are printed.
    rows : int or None
        Rows of a table, or points of a list, with one for each of something.
    places : int or None
        Places of quotes that are not printed themselves.
    """

    names: int | None
    deviant: int | None
    rows: int | None
    places: int | None


WHOLE, PAGES = Room(None, None, None, None), Room(names=20, deviant=5, rows=60, places=20)
"""A web page, which is searched and folded away, has all; what is read on paper must come to an end."""


class Said(NamedTuple):
    """A quote as an analysis prints it.

    Attributes
    ----------
    quote : Quote
    before, after : tuple of str
        What stands in the line below it before its place (who says it), and after it (code, stance, coder, note).
    language : str
        Language tag of the words.
    stance : str
        Where it was judged; else empty.
    """

    quote: Quote
    before: tuple[str, ...]
    after: tuple[str, ...]
    language: str
    stance: str = ""


class Writer(Protocol):
    """A document being written from top to bottom.

    Attributes
    ----------
    room : Room
    """

    room: Room

    def heading(self, text: str, level: int, anchor: str = "") -> None:
        """Add a heading, level 1 to 3; `anchor` is what links to it name."""

    def paragraph(self, *texts: Text) -> None:
        """Add a paragraph."""

    def lead(self, *texts: Text) -> None:
        """Add a line in italics that stays with what it leads to."""

    def small(self, *texts: Text) -> None:
        """Add a paragraph in smaller letters: where something comes from, how it is counted."""

    def points(self, points: Iterable[Sequence[Text]]) -> None:
        """Add a list, one point each."""

    def table(self, widths: Sequence[int], head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a table; widths in relation to one another; a row of one cell goes across."""

    def quotes(self, quotes: Sequence[Said], most: int | None = None) -> None:
        """Add quotes; of more than `most`, say where the rest stand."""

    def quotes_once(self, quotes: Sequence[Said]) -> None:
        """Add quotes; of one printed by this before, where the document does not fold away, say under what."""

    def picture(self, picture: Picture, caption: str, *, high: float = TALLEST) -> None:
        """Add a picture with a numbered caption; on paper at most so many inches high."""


def some(items: Sequence[str], most: int | None, sign: str = ", ") -> str:
    """Return items in a row; of more than `most`, the first of them and how many more there are.

    Examples
    --------
    >>> some(["1", "2", "3", "4"], 4), some(["1", "2", "3", "4"], 2), some([], 2)
    ('1, 2, 3, 4', '1, 2 and 2 more', '')
    """
    shown = sign.join(items[:most])
    rest = len(items) - len(items[:most])
    return _("{shown} and {count} more").format(shown=shown, count=rest) if rest else shown


def listed(writer: Writer, lines: Sequence[str]) -> None:
    """Add a list; of more lines than there is room for, the first, and how many more there are."""
    shown = lines[: writer.room.rows]
    writer.points([line] for line in shown)
    left_out(writer, len(lines) - len(shown))


def left_out(writer: Writer, count: int) -> None:
    """Say how many more there are, if there are any."""
    if count:
        told = _n("{count} more is not printed here.", "{count} more are not printed here.", count)
        writer.small(told.format(count=count))


def one_each(found: Iterable[Item], key: Callable[[Item], object]) -> list[Item]:
    """Return the first of every key before the second of any, else in the order given.

    Examples
    --------
    >>> one_each(["a1", "a2", "b1"], key=lambda item: item[0])
    ['a1', 'b1', 'a2']
    """
    seen: Counter[object] = Counter()
    ranked = []
    for item in found:
        ranked.append((seen[key(item)], item))
        seen[key(item)] += 1
    return [item for _rank, item in sorted(ranked, key=lambda pair: pair[0])]
