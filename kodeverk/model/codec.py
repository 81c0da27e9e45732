"""Records to plain values (for JSON, tables and text files) and back, exactly."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

Decoder = Callable[[Any], Any]

_PLAIN = frozenset({str, int, float, bool, types.NoneType})


def to_plain(value: Any) -> Any:
    """Return `value` with every record as a dict and every tuple as a list.

    Fields that hold their default are left out, so that text files stay readable.

    Examples
    --------
    >>> from kodeverk.model import Segment
    >>> to_plain(Segment(1, 0, 9, 3, speaker="I"))
    {'number': 1, 'start': 0, 'end': 9, 'body': 3, 'speaker': 'I'}
    """
    if type(value) in _PLAIN:  # most values by far, and asking for a Mapping is slow
        return value
    if hasattr(value, "_fields"):
        defaults = value._field_defaults
        return {
            name: item if type(item) in _PLAIN else to_plain(item)
            for name, item in zip(value._fields, value, strict=True)
            if name not in defaults or item != defaults[name]
        }
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    return value


def from_plain(kind: Any, plain: Any) -> Any:
    """Return the record of type `kind` that `plain` was made from.

    Examples
    --------
    >>> from kodeverk.model import Segment
    >>> from_plain(Segment, {"number": 1, "start": 0, "end": 9, "body": 3})
    Segment(number=1, start=0, end=9, body=3, kind='turn', speaker='', seconds=None)
    """
    return decoder(kind)(plain)


@cache
def decoder(kind: Any) -> Decoder:
    """Return the function that turns plain values into `kind`."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if hasattr(kind, "_fields"):
        return _record_decoder(kind)
    if origin is tuple:
        item = decoder(arguments[0])
        return lambda plain: tuple(item(value) for value in plain)
    if origin in (types.UnionType, typing.Union):
        inner = [decoder(a) for a in arguments if hasattr(a, "_fields")]
        return inner[0] if inner else _same
    if origin is not None and issubclass(origin, Mapping):
        item = decoder(arguments[1])
        return lambda plain: {key: item(value) for key, value in plain.items()}
    return _same


def _record_decoder(kind: Any) -> Decoder:
    hints = typing.get_type_hints(kind)
    decoders = {name: decoder(hints[name]) for name in kind._fields}
    nested = {name: item for name, item in decoders.items() if item is not _same}
    if not nested:
        return lambda plain: kind(**plain)

    def decode(plain: Mapping[str, Any]) -> Any:
        values = dict(plain)
        for name, item in nested.items():
            if name in values:
                values[name] = item(values[name])
        return kind(**values)

    return decode


def _same(plain: Any) -> Any:
    return plain


def is_plain(kind: type, name: str) -> bool:
    """Return whether field `name` of record type `kind` is a single plain value, not a structure."""
    return decoder(typing.get_type_hints(kind)[name]) is _same
