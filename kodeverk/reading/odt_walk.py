"""The walk through the XML of an OpenDocument text: every letter comes in once, or is counted as left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from kodeverk.reading.kinds import letters
from kodeverk.reading.odt_styles import DRAW, META, OFFICE, SVG, TABLE, TEXT, OdtStyles
from kodeverk.reading.walk import AT_THE_END
from kodeverk.reading.walk_tree import TreeWalk

DC = "{http://purl.org/dc/elements/1.1/}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
XLINK = "{http://www.w3.org/1999/xlink}"

ABOUT = frozenset(
    {DC + "creator", DC + "date", META + "creator-initials", META + "date-string", OFFICE + "change-info"}
)
"""Elements that say who wrote a comment or changed the text, and when: no text of the document."""

_SPACE = re.compile(r"[ \t\r\n]+")
_CHARACTERS = {TEXT + "tab": ("\t", "tabs"), TEXT + "line-break": ("\n", "line breaks")}
_COUNTED_IN_TEXT = {"\u00ad": "soft hyphens", "\u2011": "no-break hyphens"}
_INLINE = frozenset(TEXT + name for name in ("span", "a", "meta", "ruby-base", "ruby-text", "section", "list-header"))
_SHAPES = frozenset(
    DRAW + name
    for name in (
        "text-box", "custom-shape", "rect", "circle", "ellipse", "line", "polyline", "polygon", "regular-polygon",
        "path", "connector", "caption", "measure",
    )
)  # fmt: skip
_LEFT_OUT = {
    TEXT + "number": "automatic numbers",
    TEXT + "note-citation": "automatic numbers",
    TEXT + "script": "field codes",
    SVG + "title": "picture descriptions",
    SVG + "desc": "picture descriptions",
    **{TEXT + f"{name}-source": "field codes" for name in ("table-of-content", "illustration-index", "table-index",
       "object-index", "user-index", "alphabetical-index", "bibliography")},
}  # fmt: skip


class OdtWalk(TreeWalk):
    """A walk through one OpenDocument text.

    Parameters
    ----------
    styles : OdtStyles
    tracked : str
        Which text of a document with tracked changes: ``accepted`` or ``original``.
    embedded : function
        What returns the content of an embedded object by its folder in the package, or None where it has none.

    Attributes
    ----------
    objects : list of Element
        Contents of the embedded objects met.
    """

    def __init__(self, styles: OdtStyles, tracked: str, embedded: Callable[[str], etree._Element | None]) -> None:
        super().__init__(tracked)
        self.objects: list[etree._Element] = []
        self._embedded = embedded
        self._odt = styles
        self._bold_now = False
        self._swallow = True  # white space at the start of a paragraph, or after white space, is layout
        self._level = 0
        self._changes: dict[str, etree._Element] = {}
        self._inserted: set[str] = set()
        self._notes: list[tuple[str, etree._Element, tuple[int, int]]] = []
        self._actions = {
            TEXT + "p": self._paragraph,
            TEXT + "h": self._paragraph,
            TEXT + "span": self._span,
            TEXT + "a": self._counted("links"),
            TEXT + "s": lambda element: self._sign(" " * min(int(element.get(TEXT + "c", "1") or 1), 1000)),
            TEXT + "list": self._list,
            TEXT + "list-item": self._item,
            TEXT + "tracked-changes": self._tracked,
            TEXT + "change": self._restore,
            TEXT + "change-start": lambda element: self._insertion(element, begins=True),
            TEXT + "change-end": lambda element: self._insertion(element, begins=False),
            TEXT + "note": self._note,
            OFFICE + "annotation": self._note,
            TEXT + "ruby": lambda element: self._read_aloud(element, TEXT + "ruby-base", TEXT + "ruby-text"),
            TABLE + "table": self._table,
            DRAW + "image": self._picture,
            DRAW + "object": self._object,
            DRAW + "object-ole": self._object,
            **dict.fromkeys(_SHAPES, self._shape),
        }

    def notes(self) -> None:
        """Walk footnotes, endnotes and comments met so far; each becomes one block at the end of the text."""
        for change in self._changes.values():  # deleted text that stands nowhere in the document
            with self.leaving_out("tracked deletions"):
                self.count("tracked deletions")
                self._children(change)
        for kind, becomes in AT_THE_END:
            for of, element, anchor in self._notes:  # a note may hold comments, which are met on the way
                if of == kind:
                    self.count(kind)
                    if self.part(element, becomes):
                        self.places.setdefault(kind, []).append(anchor)

    # --- elements ------------------------------------------------------------------------

    def _children(self, element: etree._Element) -> None:
        inline = bool(self._pieces) or element.tag in _INLINE or element.tag in (TEXT + "p", TEXT + "h")
        self._characters(element.text, inline)
        for child in element:
            self._visit(child)
            self._characters(child.tail, inline)

    def _visit(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in ABOUT:
            return
        if tag in _CHARACTERS:
            character, kind = _CHARACTERS[tag]
            self.count(kind)
            self._sign(character)
        elif kind := _LEFT_OUT.get(tag, ""):
            with self.leaving_out(kind):
                self.count(kind, int(tag == TEXT + "note-citation"))
                self._children(element)
        elif action := self._actions.get(tag):
            action(element)
        else:
            is_field = tag.startswith(TEXT) and tag not in _INLINE and bool((element.text or "").strip())
            self.count("fields", int(is_field))
            self._children(element)

    def _characters(self, text: str | None, inline: bool = True) -> None:
        """Put text in, with white space as the format reads it: a run of it is one space."""
        if not text or not (inline or text.strip()):
            return
        if self._dropped:
            self._put(text)
            return
        for character, kind in _COUNTED_IN_TEXT.items():
            if character in text:
                self.count(kind, text.count(character))
        text = _SPACE.sub(" ", text)
        if self._swallow:
            text = text.removeprefix(" ")
        if text:
            self._swallow = text.endswith(" ")
            self._put(text, self._bold_now)

    def _sign(self, character: str) -> None:
        self._swallow = False
        self._put(character, self._bold_now)

    def _counted(self, kind: str) -> Callable[[etree._Element], None]:
        def counted(element: etree._Element) -> None:
            self.count(kind)
            self._children(element)

        return counted

    # --- paragraphs ----------------------------------------------------------------------

    def _paragraph(self, element: etree._Element) -> None:
        name = element.get(TEXT + "style-name", "")
        self._bold_now, self._swallow = bool(self._odt.is_bold("paragraph", name)), True
        heading = element.tag == TEXT + "h"
        if heading and self._odt.is_numbered(element):
            self.lose("automatic numbers")
        self._children(element)
        self._bold_now = False
        if self._dropped not in self.away:  # without its end, a paragraph goes on in the next
            self._finish("heading" if heading or self._odt.is_heading(name) else "paragraph")

    def _list(self, element: etree._Element) -> None:
        self._level += 1
        self._children(element)
        self._level -= 1

    def _item(self, element: etree._Element) -> None:
        if any(child.tag in (TEXT + "p", TEXT + "h") for child in element):
            self.list_item(self._level)
        self._children(element)

    # --- tracked changes: deleted text is kept apart, before the text; inserted text is marked in it -----------------

    def _tracked(self, element: etree._Element) -> None:
        for change in element.iterfind("*/*"):
            region = change.getparent()
            if change.tag == TEXT + "deletion" and "tracked deletions" not in self.away and region is not None:
                self._changes[region.get(TEXT + "id", "")] = change
            elif change.tag == TEXT + "deletion":
                with self.tracked("tracked deletions"):
                    self._children(change)
            elif change.tag == TEXT + "insertion" and region is not None:
                self._inserted.add(region.get(TEXT + "id", ""))
                with self.tracked("tracked insertions"):
                    self._children(change)

    def _restore(self, element: etree._Element) -> None:
        """Let deleted text come in where it stood."""
        change = self._changes.pop(element.get(TEXT + "change-id", ""), None)
        if change is None:
            return
        self.count("tracked deletions")
        for number, child in enumerate(change.iterfind(TEXT + "*")):
            if number:
                self._finish()
            self._children(child) if child.tag in (TEXT + "p", TEXT + "h") else self._visit(child)

    def _insertion(self, element: etree._Element, begins: bool) -> None:
        """Leave out, from here or up to here, what was inserted."""
        kind = "tracked insertions"
        if kind in self.away and element.get(TEXT + "change-id", "") in self._inserted:
            if begins and not self._dropped:
                self._dropped = kind
            elif not begins and self._dropped == kind:
                self._dropped = ""

    def _span(self, element: etree._Element) -> None:
        name, before = element.get(TEXT + "style-name", ""), self._bold_now
        bold = self._odt.is_bold("text", name)
        self._bold_now = before if bold is None else bold
        self.count("hidden text", int(self._odt.is_hidden("text", name)))
        self._children(element)
        self._bold_now = before

    def _note(self, element: etree._Element) -> None:
        """Keep a note or comment for the end of the text; what is deleted is only counted."""
        if self._dropped:
            self._children(element)
            return
        of_note = "endnotes" if element.get(TEXT + "note-class") == "endnote" else "footnotes"
        for citation in element.findall(TEXT + "note-citation"):
            self._visit(citation)
        body = element.find(TEXT + "note-body")
        if body is None:
            self._notes.append(("comments", element, self._place()))
        else:
            self._notes.append((of_note, body, self._place()))

    # --- tables, drawings ----------------------------------------------------------------

    def _rows(self, element: etree._Element) -> None:
        for child in element:
            if child.tag == TABLE + "table-row":
                self._row(child)
            elif child.tag == TABLE + "title" or child.tag == TABLE + "desc":
                with self.leaving_out("tables"):
                    self._children(child)
            else:
                self._rows(child)

    def _cells(self, row: etree._Element) -> Iterator[etree._Element]:
        for cell in row:
            if cell.tag == TABLE + "table-cell":
                again = int(times) - 1 if (times := cell.get(TABLE + "number-columns-repeated", "")).isdecimal() else 0
                if again > 0 and letters("".join(map(str, cell.itertext()))):  # its text comes in once
                    self.lose("repeated cells", again)
                yield cell

    def _shape(self, element: etree._Element) -> None:
        self.count("text boxes", int(letters("".join(map(str, element.itertext()))) > 0))
        bold, swallow = self._bold_now, self._swallow
        with self._inside() as blocks:
            self._children(element)
        self._float(blocks)
        self._bold_now, self._swallow = bold, swallow

    def _picture(self, element: etree._Element) -> None:
        frame = element.getparent()
        stands_in = frame is not None and any(one.tag in (DRAW + "object", DRAW + "object-ole") for one in frame)
        if not stands_in:
            self.lose("pictures")

    def _object(self, element: etree._Element) -> None:
        root = self._embedded(element.get(XLINK + "href", "").removeprefix("./"))
        equation = root is not None and root.tag == MATH + "math"
        self.count("equations") if equation else self.lose("embedded objects")
        with self.leaving_out("" if equation else "embedded objects"):
            self._children(element)
            for part in root.iter() if root is not None else ():
                with self.leaving_out("field codes" if part.tag == MATH + "annotation" else ""):
                    self._put((part.text or "").strip())
                self._put((part.tail or "").strip())
            self._swallow = self._swallow and not equation
        self.objects += [root] if root is not None else []
