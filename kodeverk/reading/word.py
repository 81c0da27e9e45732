"""Word documents (.docx): an own walk over the package, with an account of every letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.model import canonical
from kodeverk.reading.kinds import letters
from kodeverk.reading.package import Package, Relation
from kodeverk.reading.report import Block, Content, Raw
from kodeverk.reading.word_styles import Styles
from kodeverk.reading.word_walk import Walk
from kodeverk.reading.word_xml import W, held, single

_NOTES = (("footnotes", "footnote", "note"), ("endnotes", "endnote", "note"), ("comments", "comment", "comment"))
_LEFT_OUT = (("header", "headers"), ("footer", "footers"), ("chart", "charts"), ("diagramData", "diagrams"))
_CHART_VALUE = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_word(data: bytes, file: str) -> Raw:
    """Return a Word document as paragraphs, headings and table rows, then notes and comments.

    Tracked changes are taken as accepted. Headers, footers, pictures and the like are left out and counted.

    Raises
    ------
    ReadingError
        If the file is no Word document, protected, damaged, or built to do harm.
    """
    package = Package(data, file)
    main = _main_part(package)
    relations = package.relations(main)
    styles = _first(package, relations.values(), "styles")
    walk = Walk(Styles(styles))
    root = single(package.xml(main))
    walk.part(_body(root, package))
    found = held(root)
    for kind, element, becomes in _NOTES:
        found += _notes(package, relations.values(), walk, (kind, element, becomes))
    found += _chunks(package, relations, walk)
    for part_kind, kind in _LEFT_OUT:
        found += _left_out(package, relations.values(), walk, (part_kind, kind))
    found += _loose(package, walk)
    content = _content(walk, found)
    return Raw(walk.blocks, "\n", "Word", content, {}, _warnings(walk, found), _title(package))


def _main_part(package: Package) -> str:
    main = next((r.target for r in package.relations("").values() if r.kind == "officeDocument"), "word/document.xml")
    if main not in package or not main.startswith("word/"):
        raise ReadingError(
            f"{package.file} is no Word document, whatever its name says. Open it in the program it was made with, "
            "save it as .docx and read that. Nothing was imported from it."
        )
    return main


def _body(root: etree._Element, package: Package) -> etree._Element:
    if root.tag != W + "document" or (body := root.find(W + "body")) is None:
        raise package.damaged()
    return body


def _parts(package: Package, relations: Iterable[Relation], kind: str) -> Iterator[str]:
    seen = set()
    for relation in relations:
        if relation.kind == kind and not relation.external and relation.target in package:
            if relation.target not in seen:
                yield relation.target
            seen.add(relation.target)


def _first(package: Package, relations: Iterable[Relation], kind: str) -> etree._Element | None:
    name = next(_parts(package, relations, kind), None)
    return package.xml(name) if name else None


def _notes(package: Package, relations: Iterable[Relation], walk: Walk, names: tuple[str, str, str]) -> int:
    """Walk the notes or comments of a document, each becoming one block; return the letters they hold."""
    kind, element, becomes = names
    found = 0
    for part in _parts(package, relations, kind):
        root = single(package.xml(part))
        found += held(root)
        for note in root.iter(W + element):
            is_separator = "eparator" in note.get(W + "type", "") or note.get(W + "type") == "continuationNotice"
            if is_separator and not held(note):
                continue
            walk.count(kind)
            before = len(walk.blocks)
            walk.part(note, becomes)
            anchor = walk.anchors.pop((kind, note.get(W + "id", "")), None)
            if anchor and len(walk.blocks) > before:
                walk.anchors[kind, f"block {before}"] = anchor
    return found


def _chunks(package: Package, relations: dict[str, Relation], walk: Walk) -> int:
    """Count documents embedded by reference (altChunk); return the letters they hold."""
    total = 0
    for chunk in walk.chunks:
        relation = relations.get(chunk)
        data = package.read(relation.target) if relation and relation.target in package else b""
        count = letters(re.sub(r"<[^>]*>", "", data.decode("utf-8", "replace"))) if data[:2] != b"PK" else 0
        walk.found["embedded documents"] += 1
        walk.lost["embedded documents"] += 1
        walk.left["embedded documents"] += count
        total += count
    return total


def _left_out(package: Package, relations: Iterable[Relation], walk: Walk, names: tuple[str, str]) -> int:
    """Count the letters of parts that are not read: headers, footers, charts, diagrams."""
    part_kind, kind = names
    total = 0
    for part in _parts(package, relations, part_kind):
        root = single(package.xml(part))
        count = held(root) + sum(letters(value.text or "") for value in root.iter(_CHART_VALUE))
        if count:
            walk.found[kind] += 1
            walk.lost[kind] += 1
            walk.left[kind] += count
        total += count
    return total


def _loose(package: Package, walk: Walk) -> int:
    """Count building blocks and macros, which nothing in the running text refers to."""
    total = 0
    for name in package.names():
        if name == "word/glossary/document.xml":
            total = held(single(package.xml(name)))
            walk.found["building blocks"] += 1
            walk.lost["building blocks"] += 1
            walk.left["building blocks"] += total
        elif name.endswith("vbaProject.bin"):
            walk.found["macros"] += 1
            walk.lost["macros"] += 1
    return total


def _content(walk: Walk, found: int) -> list[Content]:
    """Return the account: letters first, then each kind of content met."""
    lost = sum(walk.left.values())
    rows = [Content("letters", found, walk.kept, lost)]
    kinds = list(walk.found) + [kind for kind in walk.left if kind not in walk.found]
    for kind in kinds:
        count = walk.found[kind]
        out = count if not count and walk.left[kind] else walk.lost[kind]
        if kind in ("tracked deletions", "text moved from"):
            out = count
        if kind == "field codes":
            count = out = walk.found["fields"] or 1
        if count:
            rows.append(Content(kind, count, count - out, out, _note(walk, kind)))
    return rows


def _note(walk: Walk, kind: str) -> str:
    notes = []
    if left := walk.left[kind]:
        notes.append(_n("{count} letter left out", "{count} letters left out", left).format(count=left))
    fixed = {
        "hidden text": _("kept, though Word does not show it"),
        "equations": _("kept as plain text, without their layout"),
        "text moved from": _("stands where it was moved to"),
        "comments": _("at the end of the text"),
        "footnotes": _("at the end of the text"),
        "endnotes": _("at the end of the text"),
        "automatic numbers": _("Word makes them; they are not text in the file"),
    }
    if kind in fixed:
        notes.append(fixed[kind])
    places = [_place(walk.blocks, at) for (of, _id), at in walk.anchors.items() if of == kind and _id[:6] == "block "]
    if places:
        notes.append(_("anchored at {places}").format(places=", ".join(places)))
    return "; ".join(notes)


def _place(blocks: list[Block], anchor: tuple[int, int]) -> str:
    """Return where in the text a note is anchored, in code points."""
    number, offset = anchor
    before = sum(len(canonical(block.text).text) + 1 for block in blocks[:number])
    inside = canonical(blocks[number].text[:offset]).text if number < len(blocks) else ""
    return str(before + len(inside))


def _warnings(walk: Walk, found: int) -> list[str]:
    warnings = []
    missing = found - walk.kept - sum(walk.left.values())
    if missing:
        warnings.append(
            _n(
                "The account does not balance: {count} letter of the file is neither imported nor left out.",
                "The account does not balance: {count} letters of the file are neither imported nor left out.",
                missing,
            ).format(count=missing)
        )
    if any("\ue000" <= character <= "\uf8ff" for block in walk.blocks for character in block.text):
        warnings.append(_("Some symbols belong to a font of their own and may look different here."))
    return warnings


def _title(package: Package) -> str:
    core = _first(package, package.relations("").values(), "core-properties")
    element = core.find(_TITLE) if core is not None else None
    return (element.text or "").strip() if element is not None else ""
