"""The walk through the XML of a Word document: every letter comes in once, or is counted as left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Block, Raw
from kodeverk.reading.walk import told_apart
from kodeverk.reading.walk_tree import TreeWalk
from kodeverk.reading.word_styles import Styles, on
from kodeverk.reading.word_xml import (
    ATTRIBUTES,
    BETWEEN,
    CHARACTERS,
    KINDS,
    PROPERTIES,
    TEXT,
    TRACKED,
    A,
    R,
    V,
    W,
    symbol,
)


class WordWalk(TreeWalk):
    """A walk through the parts of one Word document.

    Parameters
    ----------
    styles : Styles
    tracked : str
        Which text of a document with tracked changes: ``accepted`` or ``original``.
    embedded : function, optional
        What returns an embedded document by its relation id.

    Attributes
    ----------
    anchors : dict
        For a comment or note, by kind and id, where it is anchored: number of the block and offset in it.
    held : int
        Letters that embedded documents hold.
    """

    def __init__(self, styles: Styles, tracked: str = "accepted", embedded: Callable[[str], Raw] | None = None) -> None:
        super().__init__(tracked)
        self.styles = styles
        self.anchors: dict[tuple[str, str], tuple[int, int]] = {}
        self.held = 0
        self._embedded = embedded
        self._fields: list[str] = []  # kind under which the code of each field is left out; empty in its result
        self._outer_fields: list[list[str]] = []
        self._actions: dict[str, Callable[[etree._Element], None]] = {
            W + "p": self._paragraph,
            W + "tbl": self._table,
            W + "r": self._run,
            W + "fldChar": self._field,
            W + "fldSimple": self._simple_field,
            W + "ruby": lambda element: self._read_aloud(element, W + "rubyBase", W + "rt"),
            W + "sym": self._symbol,
            **dict.fromkeys(BETWEEN, self._part_of_equation),
            W + "txbxContent": self._text_box,
            W + "altChunk": self._chunk,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._object,
            V + "textpath": self._word_art,
        }
        for name, key in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
            self._actions[f"{W}{name}Reference"] = lambda element, key=key: self._anchor(key, element)  # type: ignore[misc]

    # --- blocks --------------------------------------------------------------------------

    def part(self, root: etree._Element, kind: str = "") -> int:
        """Walk a part or a note; with `kind` its blocks become one of that kind. Return how many came in."""
        self._fields = []
        return super().part(root, kind)

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
        elif tag in TRACKED:
            with self.tracked(TRACKED[tag]):
                self._children(element)
        elif tag not in PROPERTIES:
            if tag in KINDS:
                self.count(KINDS[tag])
            for name in ATTRIBUTES.get(tag, ()):
                self._described(element.get(name, ""))
            self._children(element)

    def _described(self, text: str) -> None:
        """Count the description of a picture or shape, which is left out."""
        if held := letters(text):
            self.lose("picture descriptions", 1, held)

    def _chunk(self, element: etree._Element) -> None:
        """Let an embedded document come in where it stands."""
        if self._embedded is None:
            return
        raw = self._embedded(element.get(R + "id", ""))
        found, kept, left = raw.content[0][1:4]
        self.held += found
        if self._dropped:
            self.left[self._dropped] += found
            return
        self._finish()
        self.blocks += raw.blocks
        self.found["embedded documents"] += 1
        self.lost["embedded documents"] += not kept
        self.left["embedded documents"] += left
        for kind, number, _kept, out, _note in raw.content[1:]:
            self.found[kind] += number
            self.lost[kind] += out

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(W + "pPr")
        kind = "heading" if self.styles.is_heading(properties) else "paragraph"
        if level := self.styles.list_level(properties):
            self.list_item(level)
        self._fields = [""] * len(self._fields)
        for child in element:
            if child is not properties:
                self._visit(child)
        mark = properties.find(W + "rPr") if properties is not None else None
        away = (tag for tag, what in TRACKED.items() if what in self.away)
        if mark is None or all(mark.find(tag) is None for tag in away):
            self._finish(kind)

    def _open(self) -> None:
        super()._open()
        self._outer_fields.append(self._fields)
        self._fields = []

    def _close(self) -> list[Block]:
        inner = super()._close()
        self._fields = self._outer_fields.pop()
        return inner

    def _rows(self, element: etree._Element) -> None:
        for row in element:
            if row.tag == W + "tr":
                marks = (tag for tag in TRACKED if row.find(f"{W}trPr/{tag}") is not None)
                if mark := next(marks, ""):
                    with self.tracked(TRACKED[mark]):
                        self._row(row)
                else:
                    self._row(row)
            elif row.tag not in PROPERTIES:
                if row.tag in KINDS:
                    self.count(KINDS[str(row.tag)])
                self._rows(row)

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
        text = element.text or ""
        instruction = tag in (W + "instrText", W + "delInstrText")
        if instruction and self._fields:
            self._fields[-1] = told_apart(self._fields[-1], text)
        code = next(filter(None, reversed(self._fields)), "field codes" if instruction else "")
        deleted = tag == W + "delText" and "tracked deletions" in self.away
        with self.leaving_out(code or ("tracked deletions" if deleted else self._dropped)):
            self._put(text)

    def _field(self, element: etree._Element) -> None:
        state = element.get(W + "fldCharType")
        if state == "begin":
            self.count("fields")
            self._fields.append("field codes")
        elif self._fields and state in ("separate", "end"):
            if self._fields[-1]:
                self.lose(self._fields[-1])
            self._fields[-1:] = [""] if state == "separate" else []

    def _simple_field(self, element: etree._Element) -> None:
        self.count("fields")
        self._children(element)

    def _symbol(self, element: etree._Element) -> None:
        self.count("symbols")
        self._put(symbol(element))

    def _part_of_equation(self, element: etree._Element) -> None:
        self._put(BETWEEN[str(element.tag)])
        self._children(element)

    def _drawing(self, element: etree._Element) -> None:
        if images := sum(1 for _image in element.iter(A + "blip", V + "imagedata")):
            self.lose("pictures", images)
        self._children(element)

    def _object(self, element: etree._Element) -> None:
        self.lose("embedded objects")
        self._children(element)

    def _word_art(self, element: etree._Element) -> None:
        with self._inside() as blocks:
            self._put(element.get("string", ""))
        self._float(blocks)

    def _anchor(self, kind: str, element: etree._Element) -> None:
        self.anchors.setdefault((kind, element.get(W + "id", "")), self._place())
