"""What the walks through documents share: blocks, and the account of every letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.model import canonical
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Block, Content

AT_THE_END = (("footnotes", "note"), ("endnotes", "note"), ("comments", "comment"))
"""What is anchored in the text and stands at its end, in this order, with the kind of block each becomes."""


DELETIONS = frozenset({"tracked deletions", "text moved from"})
INSERTIONS = frozenset({"tracked insertions", "text moved to"})
"""Kinds of tracked changes."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_WORDS_OF_PAGE_NUMBERS = frozenset(
    ("page", "numpages", "sectionpages", "mergeformat", "arabic", "side", "sida", "av", "of", "s", "p")
)


class Walk:
    """A walk through one document: every letter comes in once, or is counted as left out.

    Parameters
    ----------
    tracked : str
        Which text of a document with tracked changes: ``accepted``, or ``original`` as it was before them.

    Attributes
    ----------
    blocks : list of Block
        What came in, in reading order.
    found, lost : Counter
        Items per kind of content; those of them left out.
    left : Counter
        Letters left out, per kind of content.
    places : dict of str to list
        Where comments and notes that came in are anchored: number of the block and offset in it, per kind.
    away : frozenset of str
        Kinds of tracked changes whose text is left out.
    levels : int
        Levels of the deepest list.
    """

    def __init__(self, tracked: str = "accepted") -> None:
        if tracked not in ("accepted", "original"):
            raise ReadingError(f"tracked must be 'accepted' or 'original', not {tracked!r}.")
        self.away = INSERTIONS if tracked == "original" else DELETIONS
        self.blocks: list[Block] = []
        self.found: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self.places: dict[str, list[tuple[int, int]]] = {}
        self.levels = 0
        self._dropped = ""
        self._pieces: list[str] = []
        self._bold: list[bool] = []
        self._floating: list[Block] = []
        self._outer: list[tuple[list[Block], list[str], list[bool], list[Block]]] = []

    # --- counting ------------------------------------------------------------------------

    def count(self, kind: str, number: int = 1) -> None:
        """Count items of a kind; within something left out, nothing but that is counted."""
        if self._dropped in ("", kind):
            self.found[kind] += number
            self.lost[kind] += number * bool(self._dropped)

    def lose(self, kind: str, number: int = 1, held: int = 0) -> None:
        """Count items of a kind that never come in, and the letters they hold."""
        if self._dropped in ("", kind):
            self.found[kind] += number
            self.lost[kind] += number
        self.left[self._dropped or kind] += held

    def tracked(self, kind: str, number: int = 1) -> AbstractContextManager[None]:
        """Count tracked changes of a kind, and leave out what is met inside where the text asked for is without it."""
        with self.leaving_out(kind) if kind in self.away else nullcontext():
            self.count(kind, number)
        return self.leaving_out(kind) if kind in self.away else nullcontext()

    def list_item(self, level: int) -> None:
        """Count a paragraph with a number or bullet the program makes, at a level counted from 1."""
        self.lose("automatic numbers")
        if not self._dropped:
            self.levels = max(self.levels, level)

    @contextmanager
    def leaving_out(self, kind: str) -> Iterator[None]:
        """Leave out, and count under `kind`, everything met inside."""
        before, self._dropped = self._dropped, self._dropped or kind
        yield
        self._dropped = before

    def _put(self, text: str, bold: bool = False) -> None:
        """Let text come in, or count its letters as left out."""
        if self._dropped:
            self.left[self._dropped] += letters(text)
            return
        self._pieces.append(text)
        self._bold.append(bold or not text.strip())

    # --- blocks --------------------------------------------------------------------------

    def _finish(self, kind: str = "paragraph") -> None:
        """Close the paragraph under way; text boxes anchored in it follow it."""
        text = "".join(self._pieces)
        if text.strip():
            bold = 0
            for piece, is_bold in zip(self._pieces, self._bold, strict=True):
                if not is_bold:
                    break
                bold += len(piece)
            self.blocks.append(Block(text, kind, bold if text[:bold].strip() else 0))
        self.blocks += self._floating
        self._pieces, self._bold, self._floating = [], [], []

    def _open(self) -> None:
        """Begin to collect blocks apart from the paragraph and the blocks under way."""
        self._outer.append((self.blocks, self._pieces, self._bold, self._floating))
        self.blocks, self._pieces, self._bold, self._floating = [], [], [], []

    def _close(self) -> list[Block]:
        """Return the blocks collected apart, and go on with what was under way."""
        self._finish()
        inner = self.blocks
        self.blocks, self._pieces, self._bold, self._floating = self._outer.pop()
        return inner

    @contextmanager
    def _inside(self) -> Iterator[list[Block]]:
        """Collect blocks apart; the list is complete once the context is left."""
        self._open()
        inner = self.blocks
        yield inner
        self._close()

    def _float(self, blocks: list[Block]) -> None:
        """Let blocks follow the paragraph under way."""
        self._floating += [block for block in blocks if block.text.strip()]

    def _place(self) -> tuple[int, int]:
        """Return where the walk is: number of the block, and offset in it."""
        if self._outer:
            return len(self._outer[0][0]), 0
        return len(self.blocks), sum(map(len, self._pieces))


def joined(blocks: list[Block], kind: str) -> Block:
    """Return blocks as one block of a kind.

    >>> joined([Block("Ja."), Block("Nei.")], "note").text
    'Ja.\\nNei.'
    """
    return Block("\n".join(block.text for block in blocks), kind)


def row_of(cells: list[list[Block]]) -> list[Block]:
    """Return a table row as a block, followed by the rows of tables within its cells.

    >>> row_of([[Block("a"), Block("b")], [Block("c"), Block("inner", "table")]])
    [Block(text='a\\nb\\tc', kind='table', bold=0), Block(text='inner', kind='table', bold=0)]
    """
    text = "\t".join(joined([block for block in cell if block.kind != "table"], "").text for cell in cells)
    inner = [block for cell in cells for block in cell if block.kind == "table"]
    return [Block(text, "table"), *inner] if text.strip() else inner


def told_apart(kind: str, text: str) -> str:
    """Return the kind of what is left out more exactly, by its text.

    Headers and footers that hold no more than page numbers are those; the code of an EQ field holds the very text that
    is shown, such as a word with its reading aid.

    >>> told_apart("footers", "Side PAGE 1 av NUMPAGES 9"), told_apart("headers", "Fortrolig PAGE 1")
    ('page numbers', 'headers')
    >>> told_apart("field codes", " EQ \\\\o(a,b)")
    'formula fields'
    """
    if kind == "field codes":
        return "formula fields" if re.match(r"\s*EQ\b", text) else kind
    words = set(re.findall(r"[^\W\d_]+", text.lower())) if kind in ("headers", "footers") else set()
    return "page numbers" if words and words <= _WORDS_OF_PAGE_NUMBERS else kind


def accounted(walk: Walk, found: int) -> tuple[list[Content], list[str]]:
    """Return the account of a walk, letters first, then each kind of content met; and what does not add up.

    Parameters
    ----------
    walk : Walk
    found : int
        Letters the file holds, counted by another way than the walk.
    """
    kept, left = sum(letters(block.text) for block in walk.blocks), sum(walk.left.values())
    rows = [Content("letters", found, kept, left)]
    rows += rows_met(walk.found, walk.lost, walk.left, lambda kind: _note(walk, kind))
    warnings = rows[0].unbalanced()
    if any(_PRIVATE.search(block.text) for block in walk.blocks):
        warnings.append(_("Some symbols belong to a font of their own and may look different here."))
    return rows, warnings


def rows_met(
    found: Counter[str], lost: Counter[str], left: Counter[str], note: Callable[[str], str]
) -> Iterator[Content]:
    """Yield a row for each kind of content met; one known by the letters left out alone is counted once."""
    for kind in dict.fromkeys([*found, *left]):
        count = found[kind] or int(left[kind] > 0)
        out = lost[kind] if found[kind] else count
        if count:
            yield Content(kind, count, count - out, out, note(kind))


def _note(walk: Walk, kind: str) -> str:
    notes = []
    if left := walk.left[kind]:
        notes.append(_n("{count} letter left out", "{count} letters left out", left).format(count=left))
    fixed = {
        "hidden text": _("kept, though it is not shown"),
        "equations": _("kept as plain text, without their layout"),
        "text moved from": _("stands where it was moved to") if kind in walk.away else "",
        "text moved to": _("stands where it was moved from") if kind in walk.away else "",
        **dict.fromkeys(("comments", "footnotes", "endnotes"), _("at the end of the text")),
        "automatic numbers": _("the program makes them when it shows the text"),
    }
    if fixed.get(kind):
        notes.append(fixed[kind])
    if kind == "automatic numbers" and walk.levels > 1:
        notes.append(
            _n("lists of {count} level", "lists of up to {count} levels", walk.levels).format(count=walk.levels)
        )
    if places := _positions(walk.blocks, walk.places.get(kind, [])):
        notes.append(_("anchored at {places}").format(places=", ".join(places)))
    return "; ".join(notes)


def _positions(blocks: list[Block], places: list[tuple[int, int]]) -> list[str]:
    """Return where in the text notes are anchored, in code points."""
    starts = [0]
    for block in blocks if places else ():
        starts.append(starts[-1] + len(canonical(block.text).text) + 1)
    inside = (
        len(canonical(blocks[number].text[:offset]).text) if number < len(blocks) else 0 for number, offset in places
    )
    return [str(starts[number] + offset) for (number, _offset), offset in zip(places, inside, strict=True)]
