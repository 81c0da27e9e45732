"""Word documents (.docx): an own walk over the package, with an account of every letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath

from lxml import etree

from kodeverk.errors import ReadingError
from kodeverk.reading.files import reader_of
from kodeverk.reading.kinds import letters
from kodeverk.reading.package import Package, Relation
from kodeverk.reading.report import Content, Raw
from kodeverk.reading.walk import AT_THE_END, accounted, told_apart
from kodeverk.reading.word_styles import Styles
from kodeverk.reading.word_walk import WordWalk
from kodeverk.reading.word_xml import TEXT, W, held, single

_LEFT_OUT = {
    "header": "headers",
    "footer": "footers",
    "chart": "charts",
    "chartEx": "charts",
    "diagramData": "diagrams",
}
_CHART_TEXTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}v",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}pt",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}v",
)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_EMBEDDED = (".htm", ".html", ".txt", ".rtf", ".docx")
"""Kinds of embedded documents that are read; others are counted."""


def read_word(data: bytes, file: str, *, tracked: str = "accepted") -> Raw:
    """Return a Word document as paragraphs, headings and table rows, then notes and comments.

    Headers, footers, pictures and the like are left out and counted. An embedded document comes in where it stands.
    The format: ECMA-376, Office Open XML, part 1.

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
        If the file is no Word document, protected, damaged, or built to do harm.
    """
    return _read(Package(data, file), tracked, embedded=True)


def _read(package: Package, tracked: str, *, embedded: bool) -> Raw:
    main = _main_part(package)
    relations = package.relations(main)
    others = list(relations.values())
    chunk = partial(_chunk, package, relations, tracked, embedded)
    walk = WordWalk(Styles(_first(package, others, "styles")), tracked, chunk)
    root = single(package.xml(main))
    walk.part(_body(root, package))
    found = held(root)
    for kind, becomes in AT_THE_END:
        found += _notes(package, others, walk, kind, becomes)
    for part_kind, kind in _LEFT_OUT.items():
        found += _left_out(package, others, walk, part_kind, kind)
    found += _loose(package, walk)
    content, warnings = accounted(walk, found + walk.held)
    return Raw(walk.blocks, "\n", "Word", content, {}, warnings, _title(package))


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


def _notes(package: Package, relations: Iterable[Relation], walk: WordWalk, kind: str, becomes: str) -> int:
    """Walk the notes or comments of a document, each becoming one block; return the letters they hold."""
    found = 0
    for part in _parts(package, relations, kind):
        root = single(package.xml(part))
        found += held(root)
        for note in root.iter(W + kind.removesuffix("s")):
            is_separator = "eparator" in note.get(W + "type", "") or note.get(W + "type") == "continuationNotice"
            if is_separator and not held(note):
                continue
            walk.count(kind)
            anchor = walk.anchors.get((kind, note.get(W + "id", "")))
            if walk.part(note, becomes) and anchor:
                walk.places.setdefault(kind, []).append(anchor)
    return found


def _chunk(package: Package, relations: dict[str, Relation], tracked: str, read: bool, chunk: str) -> Raw:
    """Return a document embedded by reference (altChunk): read where that can be done, else only counted."""
    relation = relations.get(chunk)
    part = relation.target if relation and relation.target in package else ""
    data = package.read(part) if part else b""
    ending = PurePosixPath(part).suffix.lower()
    try:
        if read and ending == ".docx":  # what is embedded in it again is only counted
            return _read(Package(data, package.file), tracked, embedded=False)
        if read and ending in _EMBEDDED:
            raw = reader_of(part)(data, package.file)
            count = letters("".join(block.text for block in raw.blocks))
            whole = raw.content[:1] and raw.content[0].kind == "letters"
            return raw if whole else raw._replace(content=[Content("letters", count, count, 0), *raw.content])
    except ReadingError:
        pass  # counted as it stands
    count = letters(re.sub(r"<[^>]*>", "", data.decode("utf-8", "replace"))) if data[:2] != b"PK" else 0
    return Raw([], "\n", "", [Content("letters", count, 0, count)], {}, [])


def _left_out(package: Package, relations: Iterable[Relation], walk: WordWalk, part_kind: str, kind: str) -> int:
    """Count the letters of parts that are not read: headers, footers, charts, diagrams."""
    total = 0
    for part in _parts(package, relations, part_kind):
        root = single(package.xml(part))
        count = held(root) + sum(letters(value.text or "") for value in root.iter(*_CHART_TEXTS))
        if count:
            text = " ".join(element.text or "" for element in root.iter(*TEXT))
            walk.lose(told_apart(kind, text), 1, count)
        total += count
    return total


def _loose(package: Package, walk: WordWalk) -> int:
    """Count building blocks and macros, which nothing in the running text refers to."""
    total = 0
    for name in package.names():
        if name == "word/glossary/document.xml":
            total = held(single(package.xml(name)))
            walk.lose("building blocks", 1, total)
        elif name.endswith("vbaProject.bin"):
            walk.lose("macros")
    return total


def _title(package: Package) -> str:
    core = _first(package, package.relations("").values(), "core-properties")
    element = core.find(_TITLE) if core is not None else None
    return (element.text or "").strip() if element is not None else ""
