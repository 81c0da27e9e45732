"""The codebook as REFI-QDA 1.0 (.qdc): codes as a tree, categories as sets."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.files import replacing
from kodeverk.messages import _, language
from kodeverk.model import Category, Code, Codebook, Snapshot, Wording, content_id
from kodeverk.visible import visible

NAMESPACE = "urn:QDA-XML:codebook:1.0"

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_COLOUR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def to_qdc(snapshot: Snapshot, path: str | os.PathLike[str], *, codebook: str | None = None) -> Path:
    """Write the codebook in the exchange format REFI-QDA 1.0 and return its path.

    Codes keep their tree and their permanent ids; definition, use and example stand in the
    description; categories become sets, with their sub-questions in the description. Several codebooks
    become one file with a code that cannot be coded at the top of each. Equal codebooks give equal bytes.

    Parameters
    ----------
    snapshot : Snapshot
    path : path-like
        The file to write, ``.qdc``.
    codebook : str, optional
        Id of the one codebook to write; all of them if not given.

    Raises
    ------
    UnknownName
        If there is no codebook of that id.
    KodeverkError
        If there is no code: the format demands at least one.
    """
    books = snapshot.table(Codebook)
    if codebook is not None and codebook not in books:
        raise UnknownName(f"No codebook goes by the id {codebook!r}. There are: {', '.join(sorted(books)) or 'none'}.")
    wanted = [codebook] if codebook else sorted({code.codebook for code in snapshot.all(Code)})
    codes = [code for code in snapshot.all(Code) if code.codebook in wanted]
    if not codes:
        raise KodeverkError("There is no code to write, and a .qdc file must hold at least one. Use a codebook first.")
    root = ET.Element("CodeBook", {"xmlns": NAMESPACE, "origin": "kodeverk"})
    top = ET.SubElement(root, "Codes")
    for name in wanted:
        under = top if len(wanted) == 1 else _book(top, name, books.get(name))
        _add_codes(under, [code for code in codes if code.codebook == name])
    categories = [category for category in snapshot.all(Category) if category.codebook in wanted]
    _add_sets(root, sorted(categories, key=lambda c: (c.codebook, c.order, c.name)), codes)
    ET.indent(root)
    with replacing(path) as draft:
        draft.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return Path(path)


def guid(record_id: str) -> str:
    """Return a record's id where it is a GUID already (all ids kodeverk makes are), else one made from it."""
    return record_id if _GUID.fullmatch(record_id) else content_id("guid", record_id)


def _book(top: ET.Element, name: str, book: Codebook | None) -> ET.Element:
    title = _in_language(book.title) if book is not None else ""
    attributes = {"guid": content_id("codebook", name), "name": visible(title or name), "isCodable": "false"}
    return ET.SubElement(top, "Code", attributes)


def _add_codes(top: ET.Element, codes: Iterable[Code]) -> None:
    elements: dict[str, ET.Element] = {}
    colours: dict[str, str] = {}
    for code in sorted(codes, key=lambda c: (c.path.count("/"), c.order, c.path)):
        colours[code.path] = code.colour or colours.get(code.parent, "")
        attributes = {"guid": guid(code.id), "name": visible(code.name), "isCodable": "true"}
        if _COLOUR.fullmatch(colours[code.path]):
            attributes["color"] = colours[code.path]
        element = ET.SubElement(elements.get(code.parent, top), "Code", attributes)
        elements[code.path] = element
        if description := _description(code):
            ET.SubElement(element, "Description").text = visible(description)


def _description(code: Code) -> str:
    parts = [
        ("", code.definition),
        (_("Use when"), code.include),
        (_("Do not use when"), code.exclude),
        (_("Example"), code.example),
    ]
    written = [(label, _in_language(wording)) for label, wording in parts if wording]
    return "\n".join(f"{label}: {text}" if label else text for label, text in written)


def _add_sets(root: ET.Element, categories: list[Category], codes: list[Code]) -> None:
    known = {code.id for code in codes}
    # An empty container is invalid, so there is no <Sets> without a category.
    sets = ET.SubElement(root, "Sets") if categories else root
    for category in categories:
        name = visible(_in_language(category.label) or category.name)
        element = ET.SubElement(sets, "Set", {"guid": guid(category.id), "name": name})
        lines = [_in_language(category.definition)] if category.definition else []
        lines += [f"{question.id}: {_in_language(question.text)}" for question in category.sub_questions]
        if lines:
            ET.SubElement(element, "Description").text = visible("\n".join(lines))
        for code_id in category.codes:
            if code_id in known:
                ET.SubElement(element, "MemberCode", {"guid": guid(code_id)})


def _in_language(wording: Wording) -> str:
    return wording.in_language(language())
