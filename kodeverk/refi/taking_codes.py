"""Codes and sets of another program as codes and categories."""

from __future__ import annotations

import re

from kodeverk.messages import _
from kodeverk.model import Category, Code, Codebook, Wording
from kodeverk.refi.exchange import ForeignCode, Grouping
from kodeverk.refi.taking import STUDY, Taking, Target, clean, free

_PAIR = re.compile(r"\s*([^:]{1,60}?)\s*:\s*(\S.{0,200}?)\s*", re.DOTALL)


def take_codes(taking: Taking) -> None:
    """Make the codebook and its codes; equal names in two branches are two codes, as they are in the file."""
    exchange = taking.exchange
    taking.codebook = clean(exchange.name).replace(":", "") or "imported"
    title = Wording(nb=clean(exchange.name))
    if exchange.codes or any(one.codes for one in exchange.sets):
        taking.records.append(Codebook(taking.codebook, "1", title, source=clean(exchange.origin)))
    taken: dict[str, str] = {}
    for order, code in enumerate(exchange.codes):
        _code(taking, code, order, taken)


def _code(taking: Taking, code: ForeignCode, order: int, taken: dict[str, str]) -> None:
    above = taking.codes.get(code.parent)
    written = clean(code.name)
    name = written.replace("/", "-") or "code"
    path = free(f"{above.path}/{name}" if above else name, taken)
    key = taking.own_id("code", code.guid, path)
    taken[path] = key
    definition = Wording(nb=code.description.strip())
    record = Code(key, taking.codebook, path, Wording(nb=written), definition, colour=code.colour, order=order)
    taking.records.append(record)
    if code.guid and (first := taking.codes.setdefault(code.guid, record)) is not record:
        told = _("Two codes have one GUID, {first} and {second}; what is coded with either stands on the first.")
        taking.warnings[told.format(first=first.path, second=path)] = None
    note = _("the sign / in its name is written -: it parts the names of a path") if "/" in written else ""
    taking.kept("Code", note if code.codable else note or _("only holds other codes"))
    if code.description:
        taking.kept("Description")
    taking.point(code.guid, Target("code", key, path), code.notes)


def attribute_in(one: Grouping) -> tuple[str, str] | None:
    """Return the attribute and value a set of sources is named by, as ATLAS.ti hands attributes over.

    >>> attribute_in(Grouping("", "gender: male", sources=("1",)))
    ('gender', 'male')
    """
    found = _PAIR.fullmatch(one.name)
    return (found[1], found[2]) if found and one.sources and not one.codes and not one.notes else None


def take_sets(taking: Taking, attributes_from_sets: bool) -> None:
    """Make categories of sets of codes, and memos of what else sets hold."""
    taken: dict[str, str] = {}
    for order, one in enumerate(taking.exchange.sets):
        codes = tuple(dict.fromkeys(taking.codes[guid].id for guid in one.codes if guid in taking.codes))
        if one.description:
            taking.kept("Description")
        if codes:
            key = taking.own_id("category", one.guid, one.name)
            name = free(clean(one.name) or "set", taken)
            taken[name] = key
            definition = Wording(nb=one.description.strip())
            taking.records.append(
                Category(key, taking.codebook, name, Wording(nb=clean(one.name)), definition, codes, order=order)
            )
            taking.targets.setdefault(one.guid, Target("category", key, name))
        missing = sum(guid not in taking.codes for guid in one.codes)
        taking.kept("MemberCode", count=len(one.codes) - missing)
        taking.left("MemberCode", _("the code is not in the project"), missing)
        _rest(taking, one, attributes_from_sets, category=bool(codes))


def _rest(taking: Taking, one: Grouping, attributes_from_sets: bool, *, category: bool) -> None:
    """Keep what a set holds besides codes as a memo on the study, or as values where that was asked for."""
    if attributes_from_sets and attribute_in(one):
        taking.kept("Set", _("as values of an attribute"))
        taking.kept("MemberSource", _("as values of an attribute"), len(one.sources))
        if one.description:
            taking.memo(STUDY, f"{one.name}\n\n{one.description}", guid=one.guid)
        return
    notes = {note.guid: note.name for note in taking.exchange.notes}
    known = [taking.targets[guid].name for guid in one.sources if guid in taking.targets]
    known += [notes[guid] for guid in one.notes if guid in notes]
    for element, members, there in (("MemberSource", one.sources, taking.targets), ("MemberNote", one.notes, notes)):
        missing = sum(guid not in there for guid in members)
        taking.kept(element, _("named in a memo on the study"), len(members) - missing)
        taking.left(element, _("it is not in the project"), missing)
    if known or not category:
        lines = [one.name, *([] if category else [one.description]), *(f"- {name}" for name in known)]
        taking.memo(STUDY, "\n".join(line for line in lines if line), guid="" if category else one.guid)
    if category or known or one.name.strip() or one.description.strip():
        taking.kept("Set", _("as a category") if category else _("as a memo on the study"))
    else:
        taking.left("Set", _("it is empty"))
