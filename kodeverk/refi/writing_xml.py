"""A project as a .qdpx package: one XML document and the texts, the same bytes for the same project."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

from kodeverk.refi.codebook import add_codes, add_description, add_sets
from kodeverk.refi.exchange import (
    Exchange,
    ForeignCase,
    ForeignCoding,
    ForeignSource,
    Note,
    Selection,
    Setting,
    User,
    Variable,
)

NAMESPACE = "urn:QDA-XML:project:1.0"
DOCUMENT = "project.qde"

LONG = 50_000
"""Notes longer than this, in code points, are files beside the document, as the texts of sources are."""

_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip file can hold: when it was written is no part of what it says."""


def write_package(exchange: Exchange, path: Path) -> None:
    """Write a project as REFI-QDA 1.0 to a file that may be overwritten.

    Parameters
    ----------
    exchange : Exchange
        Every text in it already such as XML can hold, but for those of sources.
    path : pathlib.Path
    """
    texts = {source.guid: source.text for source in exchange.sources}
    texts |= {note.guid: note.text for note in exchange.notes if len(note.text) > LONG}
    with zipfile.ZipFile(path, "w") as package:
        with package.open(_member(DOCUMENT), "w") as document:
            for part in _document(exchange):
                document.write(part.encode("utf-8"))
        for guid in sorted(texts):
            package.writestr(_member(f"sources/{guid}.txt"), texts[guid].encode("utf-8"))


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system, member.external_attr = 3, 0o644 << 16  # else what system wrote it would stand in it
    return member


def _document(exchange: Exchange) -> Iterator[str]:
    """Yield the document piece by piece: a large project is never in memory as a tree."""
    attributes = {"name": exchange.name, "origin": exchange.origin, "xmlns": NAMESPACE}
    head = ET.tostring(ET.Element("Project", attributes), encoding="unicode", short_empty_elements=False)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{head.removesuffix("</Project>")}\n'
    yield from _section("Users", map(_user, exchange.users))
    if exchange.codes:
        book = ET.Element("CodeBook")
        add_codes(ET.SubElement(book, "Codes"), exchange.codes)
        yield _text(book)
    yield from _section("Variables", map(_variable, exchange.variables))
    kinds = {variable.guid: variable.kind for variable in exchange.variables}
    yield from _section("Cases", (_case(case, kinds) for case in exchange.cases))
    yield from _section("Sources", map(_source, exchange.sources))
    yield from _section("Notes", map(_note, exchange.notes))
    links = (
        {"guid": one.guid, "name": one.name, "direction": one.direction, "originGUID": one.origin,
         "targetGUID": one.target}
        for one in exchange.links
    )  # fmt: skip
    yield from _section("Links", (ET.Element("Link", link) for link in links))
    if exchange.sets:
        top = ET.Element("Project")
        add_sets(top, exchange.sets)
        yield _text(top[0])
    for note in exchange.notes_on_project:
        yield _text(ET.Element("NoteRef", {"targetGUID": note}))
    yield "</Project>\n"


def _section(name: str, elements: Iterable[ET.Element]) -> Iterator[str]:
    """Yield a container with its elements; none where there are none, since an empty one is invalid."""
    empty = True
    for element in elements:
        yield (f"<{name}>\n" if empty else "") + _text(element)
        empty = False
    if not empty:
        yield f"</{name}>\n"


def _text(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode") + "\n"


def _user(one: User) -> ET.Element:
    return ET.Element("User", {"guid": one.guid, "name": one.name})


def _variable(one: Variable) -> ET.Element:
    return ET.Element("Variable", {"guid": one.guid, "name": one.name, "typeOfVariable": one.kind})


def _case(one: ForeignCase, kinds: dict[str, str]) -> ET.Element:
    element = ET.Element("Case", {"guid": one.guid, "name": one.name})
    add_description(element, one.description)
    for value in one.values:
        _value(element, value, kinds[value.variable])
    for name, targets in (("SourceRef", one.sources), ("SelectionRef", one.selections)):
        for target in targets:
            ET.SubElement(element, name, {"targetGUID": target})
    return element


def _value(case: ET.Element, setting: Setting, kind: str) -> None:
    """Write a value; one that is missing has no element, since an empty one would be invalid."""
    element = ET.SubElement(case, "VariableValue")
    ET.SubElement(element, "VariableRef", {"targetGUID": setting.variable})
    if setting.value is None:
        return
    written = str(setting.value)
    if kind == "Boolean":
        written = "true" if setting.value else "false"
    elif kind == "Float":
        written = format(Decimal(repr(setting.value)), "f")
    ET.SubElement(element, f"{kind}Value").text = written


def _source(one: ForeignSource) -> ET.Element:
    attributes = {"guid": one.guid, "name": one.name, "plainTextPath": f"internal://{one.guid}.txt"}
    element = ET.Element("TextSource", attributes | _made(one.user, one.made))
    for selection in one.selections:
        _selection(element, selection)
    _note_refs(element, one.notes)
    return element


def _selection(source: ET.Element, one: Selection) -> None:
    place = {"startPosition": str(one.start), "endPosition": str(one.end)}
    attributes = {"guid": one.guid, "name": one.name, **place, **_made(one.user, one.made)}
    element = ET.SubElement(source, "PlainTextSelection", attributes)
    for coding in one.codings:
        _coding(element, coding)
    _note_refs(element, one.notes)


def _coding(selection: ET.Element, one: ForeignCoding) -> None:
    element = ET.SubElement(selection, "Coding", {"guid": one.guid, **_made(one.user, one.made)})
    ET.SubElement(element, "CodeRef", {"targetGUID": one.code})
    _note_refs(element, one.notes)


def _note(one: Note) -> ET.Element:
    attributes = {"guid": one.guid, "name": one.name}
    if len(one.text) > LONG:
        attributes["plainTextPath"] = f"internal://{one.guid}.txt"
    element = ET.Element("Note", attributes | _made(one.user, one.made))
    add_description(element, one.description)
    if len(one.text) <= LONG:
        ET.SubElement(element, "PlainTextContent").text = one.text
    return element


def _note_refs(element: ET.Element, notes: Iterable[str]) -> None:
    for note in notes:
        ET.SubElement(element, "NoteRef", {"targetGUID": note})


def _made(user: str, made: str) -> dict[str, str]:
    return ({"creatingUser": user} if user else {}) | ({"creationDateTime": made} if made else {})
