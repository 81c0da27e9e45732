"""From the short name a person writes to the one record it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from kodeverk.errors import AmbiguousName, UnknownName, nearest
from kodeverk.model.codebook import Code

R = TypeVar("R")


def match_one(kind: str, name: str, records: Mapping[str, R], names_of: Callable[[R], Iterable[str]]) -> R:
    """Return the one record that goes by `name`.

    Parameters
    ----------
    kind : str
        What is looked for, for the message.
    name : str
    records : dict of str to record
        By id.
    names_of : function
        The names a record goes by.

    Raises
    ------
    UnknownName
        If none does; the message gives the nearest names.
    AmbiguousName
        If several do; the message gives the first name of each, where that tells them apart.
    """
    if name in records:
        return records[name]
    found = [record for record in records.values() if name in names_of(record)]
    if len(found) == 1:
        return found[0]
    if found:
        first = {next(iter(names_of(record))) for record in found}
        which = f": {', '.join(sorted(first))}. Write one of these." if len(first) == len(found) else "; use the id."
        raise AmbiguousName(f"{len(found)} records of kind {kind} go by {name!r}{which}")
    known = sorted({next(iter(names_of(record))) for record in records.values()})
    raise UnknownName(unknown(kind, name, known))


def match_code(name: str, codes: Mapping[str, Code]) -> Code:
    """Return the code that goes by `name`: ``codebook:path``, path, or last part where unique.

    Raises
    ------
    UnknownName, AmbiguousName
        The message lists the nearest names, or every path that fits.
    """
    if name in codes:
        return codes[name]
    tests: list[Callable[[Code], str]] = [
        lambda c: f"{c.codebook}:{c.path}",
        lambda c: c.path,
        lambda c: c.name,
        lambda c: f"{c.codebook}:{c.name}",
    ]
    for as_written in tests:
        found = [code for code in codes.values() if as_written(code) == name]
        if len(found) == 1:
            return found[0]
        if found:
            paths = ", ".join(sorted(f"{c.codebook}:{c.path}" for c in found))
            raise AmbiguousName(f"The code name {name!r} fits several codes: {paths}. Write the path.")
    known = [c.path for c in codes.values()] + [c.name for c in codes.values()]
    raise UnknownName(unknown("code", name, known))


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Return the message for a name nothing goes by, with the nearest names."""
    known = list(dict.fromkeys(known))
    near = nearest(name, known)
    if near:
        hint = "Nearest: " + ", ".join(near) + "."
    else:
        hint = f"There are {len(known)}: " + ", ".join(known[:8]) + (" ..." if len(known) > 8 else "") + "."
    return f"No {kind} goes by the name {name!r}. {hint if known else 'The study, or this selection, holds none.'}"
