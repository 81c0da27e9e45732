"""Elements known again where a program gave them new GUIDs: by name, by text, and by place.

Some programs make new GUIDs each time they export. What kodeverk carries names elements by theirs, so it carries a
fingerprint too of what each of these elements is called and says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kodeverk.model import Snapshot, sha256
from kodeverk.model.coding import Adjudication, Condensation
from kodeverk.model.network import Relation
from kodeverk.model.theory import Evidence
from kodeverk.refi.exchange import Exchange

Index = dict[str, str]
"""Fingerprints by GUID."""


def index(exchange: Exchange, snapshot: Snapshot, carried: Iterable[tuple[str, str]]) -> Index:
    """Return the fingerprint of each element that what is carried depends on.

    Parameters
    ----------
    exchange : Exchange
    snapshot : Snapshot
    carried : iterable of (str, str)
        Table and GUID of the elements of which something is carried.
    """
    needed = {guid for _table, guid in carried}
    needed |= {one.coding_id for one in snapshot.all(Evidence) if one.coding_id is not None}
    needed |= {one.coding_id for one in snapshot.all(Relation)}
    needed |= {id for one in snapshot.all(Condensation) for id in one.codings}
    needed |= {id for one in snapshot.all(Adjudication) for id in (*one.between, *one.kept)}
    return {
        guid: print_
        for kind, guid, print_ in _prints(exchange)
        if kind not in ("coding", "note") or guid in needed
    }  # fmt: skip


def recognised(exchange: Exchange, known: Mapping[str, str]) -> tuple[Exchange, int]:
    """Return a project with the GUIDs kodeverk gave its elements, and how many had others.

    Parameters
    ----------
    exchange : Exchange
        With canonical texts and places in them.
    known : dict of str to str
        What `index` gave when the project was written.
    """
    now = {guid: print_ for _kind, guid, print_ in _prints(exchange)}
    alike = Counter(known.values())
    missing = {print_: guid for guid, print_ in known.items() if guid not in now and alike[print_] == 1}
    strangers = [(guid, print_) for guid, print_ in now.items() if guid not in known and print_ in missing]
    several = Counter(print_ for _guid, print_ in strangers)
    names = {guid: missing[print_] for guid, print_ in strangers if several[print_] == 1}
    return (_renamed(exchange, names) if names else exchange), len(names)


def _prints(exchange: Exchange) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the GUID and the fingerprint of every element that has a name, a text or a place."""
    users = {user.guid: user.name for user in exchange.users}
    codes: dict[str, str] = {}
    for code in exchange.codes:
        codes[code.guid] = f"{codes.get(code.parent, '')}\x1f{code.name}"
    plain = [("user", users), ("code", codes)]
    plain.append(("variable", {one.guid: one.name for one in exchange.variables}))
    plain.append(("case", {one.guid: one.name for one in exchange.cases}))
    plain.append(("set", {one.guid: one.name for one in exchange.sets}))
    plain.append(("note", {one.guid: f"{one.name}\x1f{one.text}" for one in exchange.notes}))
    for kind, named in plain:
        yield from ((kind, guid, _print(kind, what)) for guid, what in named.items())
    for source in exchange.sources:
        of_text = _print("source", source.name, sha256(source.text))
        yield "source", source.guid, of_text
        for one in source.selections:
            for coding in one.codings:
                coded = codes.get(coding.code, ""), users.get(coding.user, "")
                yield "coding", coding.guid, _print("coding", of_text, one.start, one.end, *coded)


def _print(*parts: object) -> str:
    return sha256("\x1f".join(map(str, parts)))[:16]


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return nouns with the GUIDs in them exchanged."""
    if isinstance(value, str):
        return names.get(value, value)
    if not isinstance(value, tuple):
        return value
    items = [_renamed(item, names) for item in value]
    return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
