"""The walk through the XML of a Word document: every letter comes in once, or is counted as left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lxml import etree

from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Block
from kodeverk.reading.word_styles import Styles, on
from kodeverk.reading.word_xml import CHARACTERS, DROPPED, KINDS, PROPERTIES, TEXT, A, R, V, W


class Walk:
    """A walk through the parts of one Word document.

    Parameters
    ----------
    styles : Styles

    Attributes
    ----------
    blocks : list of Block
        What came in, in reading order.
    found, lost : Counter
        Items per kind of content; those of them left out.
    kept : int
        Letters that came in.
    left : Counter
        Letters left out, per kind of content.
    anchors : dict
        For a comment or note, where it is anchored: number of the block and offset in it.
    chunks : list of str
        Relation ids of embedded documents.
    """

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.blocks: list[Block] = []
        self.found: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self.kept = 0
        self.anchors: dict[tuple[str, str], tuple[int, int]] = {}
        self.chunks: list[str] = []
        self._dropped = ""
        self._pieces: list[str] = []
        self._bold: list[bool] = []
        self._floating: list[Block] = []
        self._fields: list[bool] = []
        self._base: int | None = None
        self._actions: dict[str, Callable[[etree._Element], None]] = {
            W + "p": self._paragraph,
            W + "tbl": self._table,
            W + "r": self._run,
            W + "fldChar": self._field,
            W + "fldSimple": self._simple_field,
            W + "ruby": self._ruby,
            W + "sym": self._symbol,
            W + "txbxContent": self._text_box,
            W + "altChunk": lambda element: self.chunks.append(element.get(R + "id", "")),
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._object,
            V + "textpath": lambda element: self._float([Block(self._said(element.get("string", "")))]),
        }
        for name, key in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
            self._actions[f"{W}{name}Reference"] = lambda element, key=key: self._anchor(key, element)  # type: ignore[misc]

    # --- counting ------------------------------------------------------------------------

    def count(self, kind: str, number: int = 1) -> None:
        """Count items of a kind; they are left out where the walk is inside something left out."""
        self.found[kind] += number
        if self._dropped:
            self.lost[kind] += number

    @contextmanager
    def leaving_out(self, kind: str) -> Iterator[None]:
        """Leave out, and count under `kind`, everything met inside."""
        before, self._dropped = self._dropped, self._dropped or kind
        yield
        self._dropped = before

    def _said(self, text: str) -> str:
        """Return `text` if it comes in; count its letters either way."""
        if self._dropped:
            self.left[self._dropped] += letters(text)
            return ""
        self.kept += letters(text)
        return text

    def _put(self, text: str, bold: bool = False) -> None:
        said = self._said(text)
        self._pieces.append(said)
        self._bold.append(bold or not said.strip())

    # --- blocks --------------------------------------------------------------------------

    def part(self, root: etree._Element, kind: str = "") -> int:
        """Walk a part or a note; with `kind` its blocks become one of that kind. Return how many came in."""
        before = len(self.blocks)
        self._pieces, self._bold, self._fields = [], [], []
        self._children(root)
        self._finish("paragraph")
        if kind:
            text = "\n".join(block.text for block in self.blocks[before:])
            self.blocks[before:] = [Block(text, kind)] if text.strip() else []
        return len(self.blocks) - before

    def _children(self, element: etree._Element) -> None:
        for child in element:
            self._visit(child)

    def _visit(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in TEXT:
            self._text(element, tag)
        elif tag in CHARACTERS:
            character, kind = CHARACTERS[tag]
            self.count(kind)
            self._put(character)
        elif action := self._actions.get(tag):
            action(element)
        elif tag in DROPPED:
            with self.leaving_out(DROPPED[tag]):
                self.count(DROPPED[tag])
                self._children(element)
        elif tag not in PROPERTIES:
            if tag in KINDS:
                self.count(KINDS[tag])
            self._children(element)

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(W + "pPr")
        kind = "heading" if self.styles.is_heading(properties) else "paragraph"
        if self.styles.is_numbered(properties):
            self.count("automatic numbers")
            self.lost["automatic numbers"] += not self._dropped
        self._fields = [False] * len(self._fields)
        for child in element:
            if child is not properties:
                self._visit(child)
        mark = properties.find(W + "rPr") if properties is not None else None
        merged = mark is not None and any(mark.find(tag) is not None for tag in DROPPED)
        if not merged:
            self._finish(kind)

    def _finish(self, kind: str) -> None:
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

    @contextmanager
    def _inside(self) -> Iterator[list[Block]]:
        """Collect blocks apart from the paragraph and the blocks under way."""
        outer = self.blocks, self._pieces, self._bold, self._floating, self._fields
        base, self._base = self._base, len(self.blocks) if self._base is None else self._base
        self.blocks, self._pieces, self._bold, self._floating, self._fields = [], [], [], [], []
        inner = self.blocks
        yield inner
        self._finish("paragraph")
        self.blocks, self._pieces, self._bold, self._floating, self._fields = outer
        self._base = base

    def _table(self, element: etree._Element) -> None:
        self._finish("paragraph")
        self.count("tables")
        self._rows(element)

    def _rows(self, element: etree._Element) -> None:
        for row in element:
            if row.tag == W + "tr":
                deleted = row.find(f"{W}trPr/{W}del") is not None
                with self.leaving_out("tracked deletions") if deleted else self.leaving_out(self._dropped):
                    self.count("tracked deletions", int(deleted))
                    self._row(row)
            elif row.tag not in PROPERTIES:
                if row.tag in KINDS:
                    self.count(KINDS[str(row.tag)])
                self._rows(row)

    def _row(self, row: etree._Element) -> None:
        cells: list[str] = []
        after: list[Block] = []
        for cell in self._cells(row):
            with self._inside() as blocks:
                self._children(cell)
            cells.append("\n".join(block.text for block in blocks if block.kind != "table"))
            after += [block for block in blocks if block.kind == "table"]
        text = "\t".join(cells)
        self.blocks += [Block(text, "table")] if text.strip() else []
        self.blocks += after

    def _cells(self, row: etree._Element) -> Iterator[etree._Element]:
        for child in row:
            if child.tag == W + "tc":
                yield child
            elif child.tag not in PROPERTIES:
                if child.tag in KINDS:
                    self.count(KINDS[str(child.tag)])
                yield from self._cells(child)

    def _text_box(self, element: etree._Element) -> None:
        self.count("text boxes")
        with self._inside() as blocks:
            self._children(element)
        self._float(blocks)

    def _float(self, blocks: list[Block]) -> None:
        self._floating += [block for block in blocks if block.text.strip()]

    # --- inside a paragraph --------------------------------------------------------------

    def _run(self, element: etree._Element) -> None:
        properties = element.find(W + "rPr")
        if properties is not None:
            self.count("hidden text", int(on(properties, "vanish")))
            self.count("right-to-left text", int(on(properties, "rtl")))
        bold = self.styles.is_bold(properties)
        for child in element:
            if child.tag == W + "t" and not any(self._fields):
                self._put(child.text or "", bold)
            elif child is not properties:
                self._visit(child)

    def _text(self, element: etree._Element, tag: str) -> None:
        dropped = {W + "delText": "tracked deletions"}.get(tag, "")
        code = tag in (W + "instrText", W + "delInstrText") or any(self._fields)
        with self.leaving_out("field codes" if code else dropped or self._dropped):
            self._put(element.text or "")

    def _field(self, element: etree._Element) -> None:
        state = element.get(W + "fldCharType")
        if state == "begin":
            self.count("fields")
            self._fields.append(True)
        elif self._fields and state == "separate":
            self._fields[-1] = False
        elif self._fields and state == "end":
            self._fields.pop()

    def _simple_field(self, element: etree._Element) -> None:
        self.count("fields")
        self._children(element)

    def _ruby(self, element: etree._Element) -> None:
        self.count("ruby")
        for name, before, after in (("rubyBase", "", ""), ("rt", "(", ")")):
            for part in element.findall(W + name):
                self._put(before)
                self._children(part)
                self._put(after)

    def _symbol(self, element: etree._Element) -> None:
        self.count("symbols")
        try:
            character = chr(int(element.get(W + "char", ""), 16))
        except (ValueError, OverflowError):
            character = "\ufffd"
        if not self._dropped:
            self._pieces.append(character)
            self._bold.append(False)

    def _drawing(self, element: etree._Element) -> None:
        images = [*element.iter(A + "blip"), *element.iter(V + "imagedata")]
        self.count("pictures", len(images))
        self.lost["pictures"] += 0 if self._dropped else len(images)
        self._children(element)

    def _object(self, element: etree._Element) -> None:
        self.count("embedded objects")
        self.lost["embedded objects"] += not self._dropped
        self._children(element)

    def _anchor(self, kind: str, element: etree._Element) -> None:
        place = (len(self.blocks), len("".join(self._pieces))) if self._base is None else (self._base, 0)
        self.anchors.setdefault((kind, element.get(W + "id", "")), place)
