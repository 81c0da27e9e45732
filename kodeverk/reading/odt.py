"""OpenDocument texts (.odt): an own walk over the package, with an account of every letter."""

from __future__ import annotations

from lxml import etree

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.model import canonical
from kodeverk.reading.kinds import letters
from kodeverk.reading.odt_walk import ABOUT, DC, OFFICE, STYLE, OdtStyles, OdtWalk
from kodeverk.reading.package import Package
from kodeverk.reading.report import Content, Raw

_MANIFEST = "META-INF/manifest.xml"
_MARGINS = {f"{STYLE}{what}{which}": f"{what}s" for what in ("header", "footer") for which in ("", "-left", "-first")}


def read_odt(data: bytes, file: str) -> Raw:
    """Return an OpenDocument text as paragraphs, headings and table rows, then notes and comments.

    Tracked changes are taken as accepted. Headers, footers, pictures and the like are left out and counted.

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
        )
    )
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise _no_text(file)
    walk.part(body)
    walk.notes()
    found = held(body) + _margins(styles, walk) + _objects(package, walk)
    if any(name.startswith("Basic/") for name in package.names()):
        walk.count("macros")
        walk.lost["macros"] += 1
    return Raw(walk.blocks, "\n", "OpenDocument", _content(walk, found), {}, _warnings(walk, found), _title(package))


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
            walk.found[kind] += 1
            walk.lost[kind] += 1
            walk.left[kind] += count
        total += count
    return total


def _objects(package: Package, walk: OdtWalk) -> int:
    """Count the letters of embedded objects, which are not read."""
    total = 0
    for folder in walk.objects:
        if folder and (name := f"{folder}/content.xml") in package:
            total += held(package.xml(name))
    walk.left["embedded objects"] += total
    return total


def _content(walk: OdtWalk, found: int) -> list[Content]:
    """Return the account: letters first, then each kind of content met."""
    kinds = [*walk.found, *(kind for kind in walk.left if kind not in walk.found)]
    rows = [Content("letters", found, walk.kept, sum(walk.left.values()))]
    for kind in kinds:
        count = walk.found[kind] or int(walk.left[kind] > 0)
        out = walk.lost[kind] if walk.found[kind] else count
        if count:
            rows.append(Content(kind, count, count - out, out, _note(walk, kind)))
    return rows


def _note(walk: OdtWalk, kind: str) -> str:
    notes = []
    if left := walk.left[kind]:
        notes.append(_n("{count} letter left out", "{count} letters left out", left).format(count=left))
    fixed = {
        "hidden text": _("kept, though it is not shown"),
        **dict.fromkeys(("comments", "footnotes", "endnotes"), _("at the end of the text")),
        "automatic numbers": _("the program makes them when it shows the text"),
    }
    if kind in fixed:
        notes.append(fixed[kind])
    places = [_place(walk, at) for (of, _id), at in walk.anchors.items() if of == kind]
    if places:
        notes.append(_("anchored at {places}").format(places=", ".join(places)))
    return "; ".join(notes)


def _place(walk: OdtWalk, anchor: tuple[int, int]) -> str:
    """Return where in the text a note is anchored, in code points."""
    number, offset = anchor
    before = sum(len(canonical(block.text).text) + 1 for block in walk.blocks[:number])
    inside = canonical(walk.blocks[number].text[:offset]).text if number < len(walk.blocks) else ""
    return str(before + len(inside))


def _warnings(walk: OdtWalk, found: int) -> list[str]:
    missing = found - walk.kept - sum(walk.left.values())
    if not missing:
        return []
    return [
        _n(
            "The account does not balance: {count} letter of the file is neither imported nor left out.",
            "The account does not balance: {count} letters of the file are neither imported nor left out.",
            missing,
        ).format(count=missing)
    ]


def _title(package: Package) -> str:
    title = next(package.xml("meta.xml").iter(DC + "title"), None) if "meta.xml" in package else None
    return (title.text or "").strip() if title is not None else ""
