"""What REFI-QDA cannot say of a study, carried as JSON lines in one note: what the elements say is not said again.

`said` reads the records out of the elements alone. Writing compares them with the records there are and carries the
difference; reading puts the two together. What both must do alike stands here once.

A line says one record::

    {"kodeverk": 1, ...}                               the first: which study, how many elements of each kind
    {"t": "code", "g": <GUID>, "m": {...}, "o": {...}}  a record that has an element
    {"t": "claim", "w": {...}}                         a record that has none, whole
    {"text": <SHA-256>, "is": "..."}                   the text of an earlier version
    {"original": <SHA-256>, "is": <base64>}            an imported file, where it was asked for

``m`` holds fields the element has no place for. ``o`` holds fields it has a place for but cannot hold exactly, each
with a fingerprint of what the element said: where another program has changed the element since, the element wins.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from kodeverk.model import TABLES, Record, sha256
from kodeverk.model.case import KNOWN, UNKNOWN
from kodeverk.model.codec import to_plain
from kodeverk.refi.exchange import Exchange, ForeignCode, Note
from kodeverk.refi.xml import colour

MARK = '{"kodeverk":'
"""What the note begins with; so a note is known though another program gave it a new GUID or name."""

VERSION = 1
LABELS = ("Use when", "Do not use when", "Example")
"""What stands before a code's rules in its description; in English whatever the language, so that bytes are equal."""

ELEMENTS = (
    "coder", "source", "source_version", "case", "value", "codebook", "code", "category", "coding", "memo",
    "condensation", "whole_reading",
)  # fmt: skip
"""The tables whose records have an element of their own; parents before children."""

Fields = dict[str, Any]
Said = dict[tuple[str, str], Fields]


class Known(NamedTuple):
    """What must be known to tell records from elements, and does not stand in them.

    Attributes
    ----------
    ids : dict of (str, str) to str
        Ids of records by table and GUID, where they are not the GUID itself.
    versions : dict of str to int
        Number of the version in force by the GUID of its source, where it is not 1.
    notes : dict of str to str
        The table each note belongs to, by GUID, where it is no memo; empty where it only shows what is carried.
    sets : frozenset of str
        GUIDs of sets that only show what is carried.
    book : str
        Codebook of the codes that stand under none.
    """

    ids: Mapping[tuple[str, str], str]
    versions: Mapping[str, int]
    notes: Mapping[str, str]
    sets: frozenset[str]
    book: str

    def id(self, table: str, guid: str) -> str:
        """Return the id of the record with this GUID."""
        return self.ids.get((table, guid), guid)


def said(exchange: Exchange, known: Known) -> Said:
    """Return what the elements of a project say of each record, as plain fields by table and GUID.

    Texts must be canonical, and positions code points in them. References are ids of records; those to nothing are left
    as they are.
    """
    found: Said = {}
    for user in exchange.users:
        found["coder", user.guid] = {"id": user.name or user.guid}
    found |= _codes(exchange, known)
    for one in exchange.sets:
        if one.guid not in known.sets and one.codes:
            codes = [known.id("code", code) for code in one.codes]
            found["category", one.guid] = {
                "codebook": known.book, "name": one.name, "label": _words(one.name),
                "definition": _words(one.description), "codes": codes,
            }  # fmt: skip
    names = {variable.guid: variable.name for variable in exchange.variables}
    for case in exchange.cases:
        found["case", case.guid] = {"name": case.name}
        for variable, value in case.values:
            id, attribute = known.id("case", case.guid), names.get(variable, variable)
            found["value", f"{case.guid} {variable}"] = {
                "id": f"{id}/{attribute}", "case_id": id, "attribute": attribute,
                "value": value, "state": UNKNOWN if value is None else KNOWN,
            }  # fmt: skip
    found |= _codings(exchange, known)
    found |= _notes(exchange, known)
    return found


def _codes(exchange: Exchange, known: Known) -> Said:
    below: dict[str, list[ForeignCode]] = defaultdict(list)
    for code in exchange.codes:
        below[code.parent].append(code)
    found: Said = {}
    taken: set[tuple[str, str]] = set()
    waiting = [(code, known.book, "") for code in reversed(below[""])]
    while waiting:
        code, book, above = waiting.pop()
        if ("codebook", code.guid) in known.ids:
            book, path = known.ids["codebook", code.guid], ""
            found["codebook", code.guid] = {"title": _words(code.name)}
        else:
            path = above + code.name.replace("/", "|")
            while (book, path) in taken:
                path += "'"
            taken.add((book, path))
            found["code", code.guid] = {
                "codebook": book, "path": path, "label": _words(code.name), "colour": colour(code.colour),
                **_rules(code.description),
            }  # fmt: skip
            path += "/"
        waiting += [(one, book, path) for one in reversed(below[code.guid])]
    return found


def _rules(description: str) -> Fields:
    """Return the parts of a code's description.

    >>> _rules("About two.\\nExample: to sjefer")["example"]
    {'nb': 'to sjefer'}
    """
    rest, found = "\n" + description, {}
    for field, label in zip(("example", "exclude", "include"), reversed(LABELS), strict=True):
        before, sign, after = rest.rpartition(f"\n{label}: ")
        found[field] = _words(after if sign else "")
        rest = before if sign else rest
    return {"definition": _words(rest[1:]), **found}


def _words(text: str) -> Fields:
    return {"nb": text} if text else {}


def _moment(made: str) -> str:
    """Return a time as kodeverk writes it."""
    return made.removesuffix("Z") + "+00:00" if made.endswith("Z") else made


def _codings(exchange: Exchange, known: Known) -> Said:
    found: Said = {}
    for source in exchange.sources:
        id, version = known.id("source", source.guid), known.versions.get(source.guid, 1)
        found["source", source.guid] = {"name": source.name}
        found["source_version", source.guid] = {
            "id": f"{id}/{version}", "source_id": id, "number": version, "made": _moment(source.made),
            "sha256": sha256(source.text), "length": len(source.text),
        }  # fmt: skip
        whole = [(0, len(source.text), source.codings)] if source.codings else []
        for start, end, codings in [*((s.start, s.end, s.codings) for s in source.selections if not s.place), *whole]:
            for coding in codings:
                found["coding", coding.guid] = {
                    "source_id": id, "version": version, "start": start, "end": end,
                    "code_id": known.id("code", coding.code), "coder": known.id("coder", coding.user),
                    "made": _moment(coding.made),
                }  # fmt: skip
    return found


def _notes(exchange: Exchange, known: Known) -> Said:
    about = _about(exchange, known)
    found: Said = {}
    for note in exchange.notes:
        table = known.notes.get(note.guid, "memo")
        if not table or is_carried(note):
            continue
        fields = {"coder": known.id("coder", note.user), "made": _moment(note.made)}
        if table == "memo":
            on, target = about.get(note.guid, ("study", ""))
            fields |= {"on": on, "target_id": target}
        found[table, note.guid] = {**fields, "note" if table == "whole_reading" else "text": note.text}
    return found


def _about(exchange: Exchange, known: Known) -> dict[str, tuple[str, str]]:
    """Return the kind and id of what each note is about, by its GUID; what names it first counts."""
    found: dict[str, tuple[str, str]] = {}

    def name(notes: Iterable[str], table: str, guid: str) -> None:
        for note in notes:
            found.setdefault(note, (table, known.id(table, guid)))

    for source in exchange.sources:
        for selection in source.selections:
            for coding in selection.codings:
                name(coding.notes, "coding", coding.guid)
            name(selection.notes, "source", source.guid)
        for coding in source.codings:
            name(coding.notes, "coding", coding.guid)
        name(source.notes, "source", source.guid)
    for code in exchange.codes:
        name(code.notes, "code", code.guid)
    cases = {case.guid for case in exchange.cases}
    for link in exchange.links:
        for note, case in ((link.origin, link.target), (link.target, link.origin)):
            if case in cases:
                name((note,), "case", case)
    return found


# --- the lines -------------------------------------------------------------------------------


def line(table: str, guid: str, record: Record, fields: Fields) -> Fields | None:
    """Return what the elements do not say of a record that has one; None where they say all.

    Parameters
    ----------
    table, guid : str
    record : Record
    fields : dict
        What the elements say of it.
    """
    kind: Any = type(record)
    more: Fields = {}
    over: Fields = {}
    for name, value in zip(kind._fields, record, strict=True):
        plain, default = to_plain(value), kind._field_defaults.get(name, ...)
        if name in fields or name == "id":
            element = fields.get(name, guid)
            if not same(plain, element):
                over[name] = [fingerprint(element), plain]
        elif default is ... or not same(plain, to_plain(default)):
            more[name] = plain
    if not more and not over:
        return None
    return {"t": table, "g": guid} | ({"m": more} if more else {}) | ({"o": over} if over else {})


def whole(table: str, record: Record, guid: str = "") -> Fields:
    """Return the line of a record that has no element; `guid` is of the note that shows it."""
    return {"t": table, "w": to_plain(record)} | ({"g": guid} if guid else {})


def same(one: Any, other: Any) -> bool:
    """Return whether two plain values are the same, 1 and 1.0 and True told apart.

    >>> same(1, 1.0), same([1], [True]), same({"a": 1}, {"a": 1})
    (False, False, True)
    """
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, list):
        return all(map(same, one, other))
    return all(same(one[key], other[key]) for key in one) if isinstance(one, dict) else True


def fingerprint(value: Any) -> str:
    """Return a short fingerprint of a plain value."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def written(lines: Iterable[Fields]) -> str:
    """Return lines as text; in ASCII, so that whatever a program does to letters and line ends leaves them whole."""
    return "".join(json.dumps(one, separators=(",", ":")) + "\n" for one in lines)


def carried(exchange: Exchange) -> Iterator[Fields]:
    """Yield the lines that a project carries; none where kodeverk did not write it."""
    return (one for note in exchange.notes if is_carried(note) for one in _read(note.text))


def is_carried(note: Note) -> bool:
    """Return whether a note is the one in which kodeverk carries what elements cannot say."""
    return note.text.lstrip("\ufeff \t\r\n").startswith(MARK)


def _read(text: str) -> Iterator[Fields]:
    for written_line in text.lstrip("\ufeff").splitlines():
        if written_line.strip():
            one = json.loads(written_line)
            if not isinstance(one, dict):
                raise ValueError
            yield cast("Fields", one)


def kind_of(table: str) -> Any:
    """Return the kind of record a table holds; ValueError where there is no such table."""
    if table not in TABLES:
        raise ValueError(table)
    return TABLES[table]
