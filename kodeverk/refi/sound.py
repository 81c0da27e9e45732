"""Whether a record read from a file holds what its fields say, in every part; no file is believed."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from kodeverk.model import Record, SourceVersion

Check = Callable[[Any], bool]


def is_sound(record: Record) -> bool:
    """Return whether every field of a record, and every part of it, is of its type, and segments lie in their text.

    >>> from kodeverk.model import Coder
    >>> is_sound(Coder("ida")), is_sound(Coder(7))
    (True, False)
    """
    kind: Any = type(record)
    if not _check(kind)(record):
        return False
    if not isinstance(record, SourceVersion):
        return True
    return all(0 <= s.start <= s.body <= s.end <= record.length for s in record.segments)


@cache
def _check(hint: Any) -> Check:
    """Return the function that tells whether a value is of a type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hasattr(hint, "_fields"):
        hints = typing.get_type_hints(hint)
        checks = [_check(hints[name]) for name in hint._fields]
        return lambda value: isinstance(value, hint) and all(c(v) for c, v in zip(checks, value, strict=True))
    if origin is tuple:
        inner = _check(arguments[0])
        return lambda value: isinstance(value, tuple) and all(map(inner, value))
    if origin in (types.UnionType, typing.Union):
        either = [_check(argument) for argument in arguments]
        return lambda value: any(check(value) for check in either)
    if origin is not None and issubclass(origin, Mapping):
        inner = _check(arguments[1])
        return lambda value: isinstance(value, Mapping) and all(isinstance(k, str) and inner(value[k]) for k in value)
    if hint is float:
        return lambda value: type(value) in (int, float)
    return lambda value: hint is object or type(value) is hint
