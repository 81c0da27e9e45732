"""What a PDF holds beside its pages: comments, form fields, attached files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from kodeverk.reading.pdf_layout import Piece
from kodeverk.reading.pdf_pages import Page

_DEEPEST = 12  # fields within fields
_MOST = 100_000
_COMMENTS = frozenset(
    {"Text", "FreeText", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Ink", "Stamp", "Line", "Square",
     "Circle", "Polygon", "PolyLine"}
)  # fmt: skip
_OBJECTS = frozenset({"Sound", "Movie", "Screen", "RichMedia", "3D"})
_DRAWN = frozenset({"Ink", "Stamp"})


class Extras(NamedTuple):
    """What stands on top of one page.

    Attributes
    ----------
    fields : list of Piece
        Values of form fields, where they stand.
    comments : list of str
    found, lost : Counter
        Items per kind of content; those of them left out.
    """

    fields: list[Piece]
    comments: list[str]
    found: Counter[str]
    lost: Counter[str]


def extras(page: Page, seen: set[int]) -> Extras:
    """Return the form fields and comments of a page; `seen` holds fields whose value has been read."""
    result = Extras([], [], Counter(), Counter())
    for annotation in _dictionaries(page.annotations):
        kind = _name(annotation.get("Subtype"))
        if kind == "Widget":
            _field(annotation, seen, result)
        elif kind == "Link":
            result.found["links"] += 1
        elif kind == "FileAttachment" or kind in _OBJECTS:
            _left_out("attached files" if kind == "FileAttachment" else "embedded objects", result)
        elif kind in _COMMENTS:
            text = _text(annotation.get("Contents")).strip()
            if text:
                result.found["comments"] += 1
                result.comments.append(text)
            elif kind in _DRAWN:
                _left_out("drawings", result)
    return result


def attached(document: PDFDocument) -> int:
    """Return how many files a PDF holds in its list of attached files."""
    names = resolved(document.catalog.get("Names"))
    tree = resolved(names.get("EmbeddedFiles")) if isinstance(names, dict) else None
    count, waiting, seen = 0, [tree], 0
    while waiting and seen < _MOST:
        node = waiting.pop()
        seen += 1
        if isinstance(node, dict):
            held = resolved(node.get("Names"))
            count += len(held) // 2 if isinstance(held, list) else 0
            kids = resolved(node.get("Kids"))
            waiting += [resolved(kid) for kid in kids[:_MOST]] if isinstance(kids, list) else []
    return count


def is_portfolio(document: PDFDocument) -> bool:
    """Return whether a PDF is a cover around other files."""
    return isinstance(resolved(document.catalog.get("Collection")), dict)


def has_xfa(document: PDFDocument) -> bool:
    """Return whether a PDF holds a form that only Adobe's programs lay out (XFA)."""
    form = resolved(document.catalog.get("AcroForm"))
    return isinstance(form, dict) and bool(resolved(form.get("XFA")))


def resolved(value: object) -> Any:
    """Return what a reference leads to; None where it leads in a circle, which pdfminer would follow for ever."""
    for _step in range(_DEEPEST):
        if not isinstance(value, PDFObjRef):
            return value
        value = value.resolve()
    return None


def _field(widget: dict[str, Any], seen: set[int], result: Extras) -> None:
    kind = holder = value = None
    at: Any = widget
    for _step in range(_DEEPEST):
        if not isinstance(at, dict):
            break
        kind = kind or _name(at.get("FT"))
        if value is None and at.get("V") is not None:
            value, holder = resolved(at["V"]), at
        at = resolved(at.get("Parent"))
    if holder is None or id(holder) in seen:
        return
    seen.add(id(holder))
    if kind == "Btn":
        if _name(value) not in ("", "Off"):
            _left_out("ticked boxes", result)
        return
    values = value if isinstance(value, list) else [value]
    lines = [line for one in values for line in _text(one).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line.strip() for line in lines if line.strip()]
    if lines:
        result.found["form fields"] += 1
        result.fields.extend(_placed(lines, widget.get("Rect")))


def _placed(lines: list[str], rect: object) -> Iterator[Piece]:
    """Yield the lines of a field's value, within its box."""
    corners = resolved(rect)
    numbers = [float(resolved(corner)) for corner in corners] if isinstance(corners, list) else []
    x0, y0, x1, y1 = numbers if len(numbers) == 4 else (0.0, 0.0, 0.0, 0.0)
    height = (max(y0, y1) - min(y0, y1)) / len(lines)
    for number, line in enumerate(lines):
        top = max(y0, y1) - number * height
        yield Piece(line, min(x0, x1), top - height, max(x0, x1), top, round(min(height, 12.0), 1))


def _left_out(kind: str, result: Extras) -> None:
    result.found[kind] += 1
    result.lost[kind] += 1


def _dictionaries(held: object) -> Iterator[dict[str, Any]]:
    """Yield the annotations of a page, each once."""
    listed = resolved(held)
    numbers = set()
    for one in listed[:_MOST] if isinstance(listed, list) else ():
        if isinstance(one, PDFObjRef):
            if one.objid in numbers:
                continue
            numbers.add(one.objid)
        annotation = resolved(one)
        if isinstance(annotation, dict):
            yield annotation


def _name(value: object) -> str:
    held = resolved(value)
    return str(held.name) if isinstance(held, PSLiteral) else ""


def _text(value: object) -> str:
    """Return a text string; a long one may be kept as a stream."""
    held = resolved(value)
    data = held.get_data() if isinstance(held, PDFStream) else held
    if not isinstance(data, bytes):
        return ""
    return data[3:].decode("utf-8", "replace") if data.startswith(b"\xef\xbb\xbf") else decode_text(data)
