"""The requests of the coding desk's page: what each may hold, as JSON Schemas, and nothing that does not fit passes.

Every request has ``kind``, ``id`` and ``view``; those about a source have ``source`` and ``version`` besides. Positions
are whole numbers, in code points of the source's version in force. Who codes is never part of a request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator, validators

from kodeverk.model import STANCES
from kodeverk.model.network import CHANNELS, FREQUENCIES
from kodeverk.notebook.answers import MALFORMED, Refused

Schema = dict[str, Any]

TEXT_AT_MOST, SPANS_AT_MOST, IDS_AT_MOST, ID_AT_MOST = 100_000, 500, 10_000, 200
PLACE_AT_MOST = 10**9
MEMO_ON = ("study", "source", "segment", "case", "code", "coding")

# Neither NUL nor half a surrogate pair, which no study can keep.
_KEPT = "^[^\\x00\\ud800-\\udfff]*$"
ID: Schema = {"type": "string", "minLength": 1, "maxLength": ID_AT_MOST, "pattern": _KEPT}
NAMED: Schema = {"type": "string", "maxLength": ID_AT_MOST, "pattern": _KEPT}
TEXT: Schema = {"type": "string", "maxLength": TEXT_AT_MOST, "pattern": _KEPT}
PLACE: Schema = {"type": "integer", "minimum": 0, "maximum": PLACE_AT_MOST}
SPAN: Schema = {"type": "array", "items": PLACE, "minItems": 2, "maxItems": 2}
BOOLEAN: Schema = {"type": "boolean"}


_ADDRESS = re.compile("[\\x20-\\x7e]{1,200}")


def _list(of: Schema, *, least: int = 1, most: int = IDS_AT_MOST) -> Schema:
    return {"type": "array", "items": of, "minItems": least, "maxItems": most}


def _one_of(*values: str) -> Schema:
    return {"enum": list(values)}


def _object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_SPANS = _list(SPAN, most=SPANS_AT_MOST)
_IDS = _list(ID)
_ALWAYS: dict[str, Schema] = {"id": ID, "view": ID}
_SOURCE: dict[str, Schema] = {"source": ID, "version": {**PLACE, "minimum": 1}}
_EDIT: Schema = {"type": "array", "prefixItems": [PLACE, PLACE, TEXT], "items": False, "minItems": 3}
_DECIDED = _object({"code": ID}, {"span": _or_none(SPAN)})

ABOUT_A_SOURCE: dict[str, tuple[dict[str, Schema], dict[str, Schema]]] = {
    "code": ({"spans": _SPANS, "code": ID}, {}),
    "in_vivo": ({"spans": _SPANS}, {"codebook": ID}),
    "uncode": ({"codings": _IDS}, {}),
    "adjust": ({"coding": ID}, {"span": SPAN, "code": ID}),
    "memo": ({"on": _one_of(*MEMO_ON), "target": NAMED, "text": TEXT}, {}),
    "judge": ({"coding": ID, "proposition": ID, "stance": _one_of(*STANCES)}, {"note": TEXT}),
    "relate": (
        {"coding": ID, "from": ID, "to": ID},
        {
            "initiator": _or_none(ID),
            "reciprocal": _or_none(BOOLEAN),
            "channel": _one_of("", *CHANNELS),
            "frequency": _one_of("", *FREQUENCIES),
        },
    ),
    "accept": ({"suggestions": _IDS}, {}),
    "reject": ({"suggestions": _IDS}, {}),
    "change": ({"suggestion": ID}, {"code": ID, "span": SPAN}),
    "read": ({"read": BOOLEAN}, {}),
    "whole_note": ({"text": TEXT}, {}),
    "correct": ({"edits": _list(_EDIT, most=SPANS_AT_MOST)}, {"why": TEXT}),
    "decide": ({"between": _IDS, "codes": _list(_DECIDED, least=0, most=SPANS_AT_MOST)}, {"note": TEXT}),
    "differences": ({}, {}),
}
"""What requests about the version in force of a source hold: what they must, and what they may."""

OTHERS: dict[str, tuple[dict[str, Schema], dict[str, Schema]]] = {
    "hello": ({}, {}),
    "open": ({"source": ID}, {}),
    "sync": ({}, {}),
    "undo": ({}, {}),
    "redo": ({}, {}),
    "new_code": (
        {"path": ID, "spans": _list(SPAN, least=0, most=SPANS_AT_MOST)},
        {**_SOURCE, "codebook": ID, "definition": TEXT},
    ),
    "look": ({"source": ID, "what": _one_of("version", "history")}, {"number": {**PLACE, "minimum": 1}, "coding": ID}),
}
"""What all other requests hold."""

KINDS = (*OTHERS, *ABOUT_A_SOURCE)


class Request(NamedTuple):
    """A request that has the shape of its kind.

    Attributes
    ----------
    kind, id, view : str
    fields : dict
        All the rest.
    """

    kind: str
    id: str
    view: str
    fields: Mapping[str, Any]


class Malformed(Refused):
    """A message that is no request of any kind."""

    def __init__(self) -> None:
        super().__init__(MALFORMED)


def schema(kind: str) -> Schema:
    """Return the JSON Schema (draft 2020-12) of one kind of request."""
    if kind in ABOUT_A_SOURCE:
        required, optional = ABOUT_A_SOURCE[kind]
        return _object({"kind": {"const": kind}, **_ALWAYS, **_SOURCE, **required}, optional)
    required, optional = OTHERS[kind]
    together = {"dependentRequired": {"source": ["version"], "version": ["source"]}} if "version" in optional else {}
    return {**_object({"kind": {"const": kind}, **_ALWAYS, **required}, optional), **together}


def checked(raw: object) -> Request:
    """Return a message as a request.

    Raises
    ------
    Malformed
        If it does not fit the schema of its kind.
    """
    kind = raw.get("kind") if isinstance(raw, dict) else None
    try:
        fits = isinstance(raw, dict) and isinstance(kind, str) and kind in KINDS and _validator(kind).is_valid(raw)
    except (RecursionError, TypeError, ValueError):  # what is no JSON at all, or nested without end
        fits = False
    if not fits or not isinstance(raw, dict):
        raise Malformed()
    rest = {name: value for name, value in raw.items() if name not in ("kind", "id", "view")}
    return Request(raw["kind"], raw["id"], raw["view"], rest)


def address(raw: object) -> tuple[str, str]:
    """Return view and id of a message, whatever it is; empty where it has none that can be answered to."""
    found = [raw.get(name) if isinstance(raw, dict) else None for name in ("view", "id")]
    view, id = (value if isinstance(value, str) and _ADDRESS.fullmatch(value) else "" for value in found)
    return view, id


@cache
def _validator(kind: str) -> Any:
    """Return what validates one kind of request; a whole number is an int and no other type."""
    whole = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _checker, value: type(value) is int)
    strict: Any = validators.extend(Draft202012Validator, type_checker=whole)  # type: ignore[no-untyped-call]
    return strict(schema(kind))
