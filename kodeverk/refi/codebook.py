"""The codebook as REFI-QDA 1.0 (.qdc): codes as a tree, categories as sets."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.files import replacing
from kodeverk.messages import _, language
from kodeverk.model import Category, Code, Codebook, Snapshot, Wording, content_id
from kodeverk.refi.exchange import ForeignCode, Grouping
from kodeverk.visible import visible

Words = Callable[[Wording], str]

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
    codes = [code for code in snapshot.all(Code) if codebook in (None, code.codebook)]
    if not codes:
        raise KodeverkError("There is no code to write, and a .qdc file must hold at least one. Use a codebook first.")
    labels = (_("Use when"), _("Do not use when"), _("Example"))
    wanted = {code.codebook for code in codes}
    categories = [category for category in snapshot.all(Category) if category.codebook in wanted]
    root = ET.Element("CodeBook", {"xmlns": NAMESPACE, "origin": "kodeverk"})
    add_codes(ET.SubElement(root, "Codes"), code_nouns(codes, books, words=_in_language, labels=labels))
    add_sets(root, set_nouns(categories, codes, words=_in_language), member="guid")
    ET.indent(root)
    with replacing(path) as draft:
        draft.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return Path(path)


def guid(record_id: str) -> str:
    """Return a record's id where it is a GUID already, as all ids are that kodeverk makes; else one made from it."""
    return record_id.lower() if _GUID.fullmatch(record_id) else content_id("guid", record_id)


def book_guid(codebook: str) -> str:
    """Return the GUID of the code that stands for a whole codebook, where a file holds several."""
    return content_id("codebook", codebook)


def code_nouns(
    codes: Iterable[Code],
    books: Mapping[str, Codebook],
    *,
    words: Words,
    labels: Sequence[str],
    notes: Mapping[str, tuple[str, ...]] | None = None,
) -> list[ForeignCode]:
    """Return codes as the format has them, each after the one above it.

    Parameters
    ----------
    codes : iterable of Code
    books : dict of str to Codebook
        By id. Where the codes are of several, each codebook is a code at the top that cannot be coded.
    words : function
        From a wording to the words to write.
    labels : sequence of str
        What stands before when to use a code, when not to, and the example.
    notes : dict of str to tuple of str, optional
        GUIDs of the notes on each code, by its id.
    """
    ordered = sorted(codes, key=lambda c: (c.codebook, c.path.count("/"), c.order, c.path))
    several = len({code.codebook for code in ordered}) > 1
    found: list[ForeignCode] = []
    above: dict[tuple[str, str], ForeignCode] = {}
    for code in ordered:
        top = book_guid(code.codebook) if several else ""
        if several and (code.codebook, "") not in above:
            book = books.get(code.codebook)
            title = visible((words(book.title) if book else "") or code.codebook)
            found.append(ForeignCode(top, title, codable=False))
            above[code.codebook, ""] = found[-1]._replace(guid=top)
        parent = above.get((code.codebook, code.parent)) or above.get((code.codebook, ""))
        colour = code.colour or (parent.colour if parent else "")
        told = visible(_description(code, words, labels))
        one = ForeignCode(guid(code.id), visible(code.name), parent.guid if parent else "", True, colour, told)
        above[code.codebook, code.path] = one
        found.append(one._replace(
            colour=colour if _COLOUR.fullmatch(colour) else "", notes=(notes or {}).get(code.id, ())
        ))  # fmt: skip
    return found


def set_nouns(categories: Iterable[Category], codes: Iterable[Code], *, words: Words) -> list[Grouping]:
    """Return categories as sets of codes, in their order."""
    known = {code.id for code in codes}
    found = []
    for category in sorted(categories, key=lambda c: (c.codebook, c.order, c.name, c.id)):
        lines = [words(category.definition)] if category.definition else []
        lines += [f"{question.id}: {words(question.text)}" for question in category.sub_questions]
        members = tuple(guid(code) for code in category.codes if code in known)
        name = visible(words(category.label) or category.name)
        found.append(Grouping(guid(category.id), name, visible("\n".join(lines)), members))
    return found


def add_codes(top: ET.Element, codes: Iterable[ForeignCode]) -> None:
    """Write codes as a tree into an element."""
    elements: dict[str, ET.Element] = {}
    for code in codes:
        attributes = {"guid": code.guid, "name": code.name, "isCodable": "true" if code.codable else "false"}
        if code.colour:
            attributes["color"] = code.colour
        element = ET.SubElement(elements.get(code.parent, top), "Code", attributes)
        elements[code.guid] = element
        add_description(element, code.description)
        for note in code.notes:
            ET.SubElement(element, "NoteRef", {"targetGUID": note})


def add_sets(root: ET.Element, groupings: Sequence[Grouping], *, member: str = "targetGUID") -> None:
    """Write sets into a project or codebook; `member` is the attribute that names what is in a set."""
    # An empty container is invalid, so there is no <Sets> without a set.
    sets = ET.SubElement(root, "Sets") if groupings else root
    for one in groupings:
        element = ET.SubElement(sets, "Set", {"guid": one.guid, "name": one.name})
        add_description(element, one.description)
        for kind, members in (("Code", one.codes), ("Source", one.sources), ("Note", one.notes)):
            for guid_of_it in members:
                ET.SubElement(element, f"Member{kind}", {member: guid_of_it})


def add_description(element: ET.Element, description: str) -> None:
    """Write a description, where there is one."""
    if description:
        ET.SubElement(element, "Description").text = description


def _description(code: Code, words: Words, labels: Sequence[str]) -> str:
    parts = zip(("", *labels), (code.definition, code.include, code.exclude, code.example), strict=True)
    written = [(label, words(wording)) for label, wording in parts if wording]
    return "\n".join(f"{label}: {text}" if label else text for label, text in written)


def _in_language(wording: Wording) -> str:
    return wording.in_language(language())
