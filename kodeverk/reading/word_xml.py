"""The XML of a Word document: its names, what in it is text, and how many letters it holds."""

from __future__ import annotations

from lxml import etree

from kodeverk.reading.kinds import letters

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

TEXT = frozenset({W + "t", W + "delText", W + "instrText", W + "delInstrText", M + "t", A + "t"})
"""Elements whose text is text of the document."""

KINDS = {
    W + "hyperlink": "links",
    W + "sdt": "content controls",
    W + "smartTag": "smart tags",
    W + "customXml": "custom XML",
    M + "oMath": "equations",
}
"""Elements counted by kind; what is in them comes in."""

TRACKED = {
    W + "ins": "tracked insertions",
    W + "moveTo": "text moved to",
    W + "del": "tracked deletions",
    W + "moveFrom": "text moved from",
}
"""Elements of tracked changes: what is in them comes in or not, as asked for."""

BETWEEN = {M + "den": "/", M + "sup": "^", M + "sub": "_"}
"""Parts of equations, with the sign that keeps them apart from what stands before, as in Word's linear format."""

ATTRIBUTES = {WP + "docPr": ("descr", "title"), V + "shape": ("alt",)}
"""Attributes in which somebody described a picture or shape."""

CHARACTERS = {
    W + "tab": ("\t", "tabs"),
    W + "ptab": ("\t", "tabs"),
    W + "br": ("\n", "line breaks"),
    W + "cr": ("\n", "line breaks"),
    W + "noBreakHyphen": ("\u2011", "no-break hyphens"),
    W + "softHyphen": ("\u00ad", "soft hyphens"),
}
"""Elements that stand for one character each, with the kind they are counted under."""

PROPERTIES = frozenset(
    W + name for name in ("rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "rubyPr")
)
"""Elements that say how something looks and hold no text."""


def single(root: etree._Element) -> etree._Element:
    """Take out the second copy of everything Word writes twice for older programs; return the root."""
    for both in list(root.iter(MC + "AlternateContent")):
        choices, fallback = both.findall(MC + "Choice"), both.findall(MC + "Fallback")
        keep = next((choice for choice in choices + fallback if held(choice)), None)
        for copy in choices + fallback:
            if copy is not keep and not (keep is None and copy is (choices + fallback)[0]):
                both.remove(copy)
    return root


def symbol(element: etree._Element) -> str:
    """Return the character of a ``w:sym`` element."""
    try:
        return chr(int(element.get(W + "char", ""), 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def held(root: etree._Element) -> int:
    """Return how many letters an XML part holds, by a plain scan that knows nothing of the walk."""
    total = sum(letters(element.text or "") for element in root.iter(*TEXT))
    total += sum(letters(path.get("string", "")) for path in root.iter(V + "textpath"))
    total += sum(letters(symbol(element)) for element in root.iter(W + "sym"))
    described = (element.get(name, "") for element in root.iter(*ATTRIBUTES) for name in ATTRIBUTES[str(element.tag)])
    return total + sum(map(letters, described))
