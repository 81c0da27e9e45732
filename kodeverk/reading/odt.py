"""OpenDocument texts (.odt): an own walk over the package, with an account of every letter."""

from __future__ import annotations

from functools import partial

from lxml import etree

from kodeverk.errors import ReadingError
from kodeverk.reading.kinds import letters
from kodeverk.reading.odt_styles import OFFICE, STYLE, TEXT, OdtStyles
from kodeverk.reading.odt_walk import ABOUT, DC, OdtWalk
from kodeverk.reading.package import Package
from kodeverk.reading.report import Raw
from kodeverk.reading.walk import accounted, told_apart

_MANIFEST = "META-INF/manifest.xml"
_MARGINS = {f"{STYLE}{what}{which}": f"{what}s" for what in ("header", "footer") for which in ("", "-left", "-first")}


def read_odt(data: bytes, file: str, *, tracked: str = "accepted") -> Raw:
    """Return an OpenDocument text as paragraphs, headings and table rows, then notes and comments.

    Headers, footers, pictures and the like are left out and counted.
    The format: OASIS Open Document Format for Office Applications 1.2, part 1.

    Parameters
    ----------
    data : bytes
    file : str
        File name, for messages.
    tracked : str
        Which text where changes were tracked: ``accepted``, or ``original`` as it was before them.

    Raises
    ------
    ReadingError
        If the file is no OpenDocument text, protected, damaged, or built to do harm.
    """
    package = Package(data, file)
    root = _root(package)
    styles = package.xml("styles.xml") if "styles.xml" in package else None
    walk = OdtWalk(
        OdtStyles(
            root.find(OFFICE + "automatic-styles"), styles.find(OFFICE + "styles") if styles is not None else None
        ),
        tracked,
        partial(_object, package),
    )
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise _no_text(file)
    walk.part(body)
    walk.notes()
    found = held(body) + _margins(styles, walk) + sum(map(held, walk.objects))
    if any(name.startswith("Basic/") for name in package.names()):
        walk.lose("macros")
    content, warnings = accounted(walk, found)
    return Raw(walk.blocks, "\n", "OpenDocument", content, {}, warnings, _title(package))


def held(root: etree._Element) -> int:
    """Return how many letters an element holds, by a plain scan that knows nothing of the walk.

    Who wrote a comment or made a change, and when, is not counted.
    """
    if root.tag in ABOUT:
        return 0
    return letters(root.text or "") + sum(held(child) + letters(child.tail or "") for child in root)


def _root(package: Package) -> etree._Element:
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise ReadingError(
            f"{package.file} is protected with a password. Open it in LibreOffice, save it without the password "
            "(File > Save As, Save with password unticked), and read it again. Nothing was imported from it."
        )
    if "content.xml" not in package:
        raise _no_text(package.file)
    return package.xml("content.xml")


def _no_text(file: str) -> ReadingError:
    return ReadingError(
        f"{file} is no OpenDocument text, whatever its name says. Open it in the program it was made with, "
        "save it as .odt or .docx and read that. Nothing was imported from it."
    )


def _margins(styles: etree._Element | None, walk: OdtWalk) -> int:
    """Count the headers and footers, which are not read; return the letters they hold."""
    total = 0
    for element in styles.iter(*_MARGINS) if styles is not None else ():
        kind, count = _MARGINS[str(element.tag)], held(element)
        if count:
            walk.lose(told_apart(kind, _with_fields_named(element)), 1, count)
        total += count
    return total


def _with_fields_named(element: etree._Element) -> str:
    """Return the text of a header or footer with a word in place of each page number."""
    numbers = (TEXT + "page-number", TEXT + "page-count")
    parts = ((" page ", one.tail) if one.tag in numbers else (one.text, one.tail) for one in element.iter())
    return " ".join(part or "" for pair in parts for part in pair)


def _object(package: Package, folder: str) -> etree._Element | None:
    name = f"{folder}/content.xml"
    return package.xml(name) if folder and name in package else None


def _title(package: Package) -> str:
    title = next(package.xml("meta.xml").iter(DC + "title"), None) if "meta.xml" in package else None
    return (title.text or "").strip() if title is not None else ""
