"""The walk through the XML of an OpenDocument text: every letter comes in once, or is counted as left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from kodeverk.reading.kinds import letters
from kodeverk.reading.word_styles import Styles
from kodeverk.reading.word_walk import Walk

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW, STYLE, FO, SVG, META = (
    f"{_ODF}{name}:1.0}}"
    for name in ("office", "text", "table", "drawing", "style", "xsl-fo-compatible", "svg-compatible", "meta")
)
DC = "{http://purl.org/dc/elements/1.1/}"
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
    TEXT + "deletion": "tracked deletions",
    TEXT + "script": "field codes",
    SVG + "title": "picture descriptions",
    SVG + "desc": "picture descriptions",
    **{TEXT + f"{name}-source": "field codes" for name in ("table-of-content", "illustration-index", "table-index",
       "object-index", "user-index", "alphabetical-index", "bibliography")},
}  # fmt: skip


class OdtStyles:
    """The styles of a document, with what each inherits.

    Parameters
    ----------
    *roots : Element or None
        Elements that hold styles, such as ``office:automatic-styles`` and ``office:styles``.
    """

    def __init__(self, *roots: etree._Element | None) -> None:
        held = [root for root in roots if root is not None]
        self._styles = {
            (style.get(STYLE + "family", ""), style.get(STYLE + "name", "")): style
            for root in reversed(held)
            for style in root.iter(STYLE + "style")
        }
        self._numbered = {
            level.get(TEXT + "level")
            for root in held
            for level in root.iter(TEXT + "outline-level-style")
            if level.get(STYLE + "num-format")
        }

    def _family(self, family: str, name: str) -> Iterator[etree._Element]:
        """Yield a style and those it inherits from, nearest first."""
        for _step in range(20):
            if (style := self._styles.get((family, name))) is None:
                return
            yield style
            name = style.get(STYLE + "parent-style-name", "")

    def _property(self, family: str, name: str, attribute: str) -> str:
        found = (style.find(STYLE + "text-properties") for style in self._family(family, name))
        return next((one.get(attribute, "") for one in found if one is not None and one.get(attribute)), "")

    def is_bold(self, family: str, name: str) -> bool | None:
        """Return whether a style is bold; None where it does not say."""
        weight = self._property(family, name, FO + "font-weight")
        return weight in ("bold", "600", "700", "800", "900") if weight else None

    def is_hidden(self, family: str, name: str) -> bool:
        """Return whether what has this style is not shown."""
        return self._property(family, name, TEXT + "display") == "none"

    def is_heading(self, name: str) -> bool:
        """Return whether a paragraph style is one of headings or titles."""
        names = (style.get(STYLE + "name", "") for style in self._family("paragraph", name))
        return any(one.startswith(("Heading", "Title", "Subtitle")) for one in names)

    def is_numbered(self, heading: etree._Element) -> bool:
        """Return whether the program puts a chapter number before a heading."""
        return heading.get(TEXT + "outline-level") in self._numbered and heading.get(TEXT + "is-list-header") != "true"


class OdtWalk(Walk):
    """A walk through one OpenDocument text; blocks and accounts are kept as for a Word document.

    Parameters
    ----------
    styles : OdtStyles

    Attributes
    ----------
    objects : list of str
        Folders of embedded objects, in the package.
    """

    def __init__(self, styles: OdtStyles) -> None:
        super().__init__(Styles(None))
        self.objects: list[str] = []
        self._odt = styles
        self._bold_now = False
        self._swallow = True  # white space at the start of a paragraph, or after white space, is layout
        self._notes: list[tuple[str, etree._Element, tuple[int, int]]] = []
        self._actions = {
            TEXT + "p": self._paragraph,
            TEXT + "h": self._paragraph,
            TEXT + "span": self._span,
            TEXT + "a": self._counted("links"),
            TEXT + "s": lambda element: self._sign(" " * min(int(element.get(TEXT + "c", "1") or 1), 1000)),
            TEXT + "list-item": self._item,
            TEXT + "insertion": self._counted("tracked insertions"),
            TEXT + "note": self._note,
            OFFICE + "annotation": self._note,
            TEXT + "ruby": self._ruby,
            TABLE + "table": self._table,
            DRAW + "image": self._picture,
            DRAW + "object": self._object,
            DRAW + "object-ole": self._object,
            **dict.fromkeys(_SHAPES, self._shape),
        }

    def notes(self) -> None:
        """Walk footnotes, endnotes and comments met so far; each becomes one block at the end of the text."""
        for kind, becomes in (("footnotes", "note"), ("endnotes", "note"), ("comments", "comment")):
            for of, element, anchor in self._notes:  # a note may hold comments, which are met on the way
                if of != kind:
                    continue
                self.count(kind)
                before = len(self.blocks)
                self.part(element, becomes)
                if len(self.blocks) > before:
                    self.anchors[kind, f"block {before}"] = anchor

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
                self.count(kind, int(kind == "tracked deletions" or tag == TEXT + "note-citation"))
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
            self._said(text)
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
        self._numbered(heading and self._odt.is_numbered(element))
        self._children(element)
        self._bold_now = False
        self._finish("heading" if heading or self._odt.is_heading(name) else "paragraph")

    def _item(self, element: etree._Element) -> None:
        self._numbered(any(child.tag in (TEXT + "p", TEXT + "h") for child in element))
        self._children(element)

    def _numbered(self, by_itself: bool) -> None:
        self.count("automatic numbers", int(by_itself))
        self.lost["automatic numbers"] += int(by_itself and not self._dropped)

    def _span(self, element: etree._Element) -> None:
        name, before = element.get(TEXT + "style-name", ""), self._bold_now
        bold = self._odt.is_bold("text", name)
        self._bold_now = before if bold is None else bold
        self.count("hidden text", int(self._odt.is_hidden("text", name)))
        self._children(element)
        self._bold_now = before

    def _ruby(self, element: etree._Element) -> None:
        self.count("ruby")
        for name, before, after in (("ruby-base", "", ""), ("ruby-text", "(", ")")):
            for part in element.findall(TEXT + name):
                self._put(before)
                self._children(part)
                self._put(after)

    def _note(self, element: etree._Element) -> None:
        """Keep a note or comment for the end of the text; what is deleted is only counted."""
        if self._dropped:
            self._children(element)
            return
        of_note = "endnotes" if element.get(TEXT + "note-class") == "endnote" else "footnotes"
        for citation in element.findall(TEXT + "note-citation"):
            self._visit(citation)
        body = element.find(TEXT + "note-body")
        place = (len(self.blocks), len("".join(self._pieces))) if self._base is None else (self._base, 0)
        if body is None:
            self._notes.append(("comments", element, place))
        else:
            self._notes.append((of_note, body, place))

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
                    self.count("repeated cells", again)
                    self.lost["repeated cells"] += again * (not self._dropped)
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
        self.count("pictures", int(not stands_in))
        self.lost["pictures"] += int(not stands_in and not self._dropped)

    def _object(self, element: etree._Element) -> None:
        self.count("embedded objects")
        self.lost["embedded objects"] += not self._dropped
        self.objects.append(element.get(XLINK + "href", "").removeprefix("./"))
        with self.leaving_out("embedded objects"):
            self._children(element)
