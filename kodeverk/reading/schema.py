"""Codebooks, guides and theories checked against their published JSON Schemas, all problems told at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kodeverk.errors import nearest
from kodeverk.reading.yaml_lines import Document, Trouble, read_yaml, refused


def read_document(path: str | Path, kind: str) -> Document:
    """Return a YAML file that keeps to the schema of its `kind`: ``codebook``, ``guide`` or ``theory``.

    Raises
    ------
    FormatError
        One error with everything wrong, line by line.
    """
    document = read_yaml(path)
    troubles = list(document.troubles)
    if not isinstance(document.value, dict):
        raise refused(document.file, kind, [Trouble(1, "", "it is no list of keys and values")])
    wanted, found = f"kodeverk/{kind}/1", document.value.get("format")
    if found != wanted:
        what = (
            f"format is {found!r}; a {kind} starts with 'format: {wanted}'"
            if found
            else f"the line 'format: {wanted}' is missing"
        )
        raise refused(document.file, kind, [Trouble(document.line(("format",)), "", what)])
    for error in _validator(kind).iter_errors(document.value):
        troubles += _told(document, error)
    if troubles:
        raise refused(document.file, kind, troubles)
    return document


@cache
def _validator(kind: str) -> Any:
    from jsonschema import Draft202012Validator

    path = Path(__file__).parent / "schemas" / f"{kind}.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def _told(document: Document, error: Any) -> Iterable[Trouble]:
    place, value = tuple(error.absolute_path), error.instance
    schema = error.schema
    if error.validator == "additionalProperties":
        known = list(schema.get("properties", {}))
        for key in sorted(set(value) - set(known)):
            near = nearest(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
            yield Trouble(document.line((*place, key)), document.words(place), f"unknown key {key!r}; {hint}")
        return
    if error.validator == "required":
        for key in error.validator_value:
            if key not in value:
                yield document.trouble(place, f"the key {key!r} is missing")
        return
    yield document.trouble(place, _wrong(error, value))


def _wrong(error: Any, value: object) -> str:
    limit = error.validator_value
    if error.validator == "type":
        if value in ("", None):
            return "it is empty"
        names = {"object": "keys and values", "array": "a list", "string": "text", "integer": "a whole number"}
        hint = ", such as {nb: ..., en: ...}" if error.schema.get("title") == "Wording" else ""
        return f"there must be {names.get(str(limit), limit)} here{hint}"
    if error.validator == "enum":
        return f"{_short(value)} is not one of {', '.join(map(str, limit))}"
    if error.validator in ("minLength", "minItems"):
        return "it is empty"
    if error.validator == "pattern":
        return f"{_short(value)} does not have the right form: {error.schema.get('description', limit)}"
    return str(error.message)[:120]


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
