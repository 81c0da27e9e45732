"""Deciding between coders: what is decided goes into a layer of its own, and nothing of theirs is altered.

The layer is a coder of kind ``adjudicated``; its codings are the decided ones. Each decision is kept with the codings
it was between, so that it can be traced, and made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

from kodeverk.coding.codings import hanging_on, new_coding, now, own_ids
from kodeverk.coding.decided import ADJUDICATED, LAYER, decisions
from kodeverk.coding.place import place
from kodeverk.errors import KodeverkError, QuoteError, UnknownName
from kodeverk.messages import _n
from kodeverk.model import Adjudication, Change, Coder, Coding, Plan, Snapshot, Source, Span, content_id, made
from kodeverk.model.snapshot import Key


class Agreed(NamedTuple):
    """A passage that two coders coded alike.

    Attributes
    ----------
    between : tuple of str
        Ids of the codings of either coder.
    code : str
        Id of the code.
    spans : tuple of Span
        Where the decided layer is to have it.
    """

    between: tuple[str, ...]
    code: str
    spans: tuple[Span, ...]


def adjudicate(
    snapshot: Snapshot,
    between: Iterable[str],
    *,
    codes: Iterable[tuple[str, tuple[int, int] | None]],
    coder: str,
    layer: str = LAYER,
    note: str = "",
) -> Plan:
    """Return the plan that decides what is coded on a passage two coders coded differently.

    Deciding between the same codings again replaces what was decided before: codings of the layer that came of it and
    of no other decision go.

    Parameters
    ----------
    snapshot : Snapshot
    between : iterable of str
        Ids of the codings it is decided between, of one source; one side may have none.
    codes : list of (str, (int, int) or None)
        What is decided on: a code and where, start and end in code points, widened to whole characters; without a
        span, the whole passage. Empty: nothing is coded here.
    coder : str
        The person who decides.
    layer : str
        Name of the layer of decided codings, made if it is not there.
    note : str, optional
        Why.

    Returns
    -------
    Plan
        Its first id is the decision's, the others those of the layer's codings that it keeps.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such coding or code, or a name fits several.
    KodeverkError
        If the codings are of several sources, of an older version of the text or of the layer itself, if a span lies
        outside the passage, even in part, or if a person goes by the layer's name.
    """
    _check_names(snapshot, layer, coder)
    codings = _codings(snapshot, between, layer)
    row, source = _Row(codings, []), snapshot.table(Source)[codings[0].source_id]
    passage = row.passage
    for code, span in _codes(codes):
        _source, where = place(snapshot, source.id, span=passage if span is None else span)
        if span is not None and not passage.contains(Span(*span)):
            raise QuoteError(
                f"The span {where.start}-{where.end} of {source.name} is not within the passage that is decided on, "
                f"{passage.start}-{passage.end}. Nothing was changed."
            )
        row.wanted.append(new_coding(source, where, snapshot.code(code), layer))
    return _decided(snapshot, [row], coder=coder, layer=layer, note=note)


def adopt(snapshot: Snapshot, agreed: Iterable[Agreed], *, coder: str, layer: str = LAYER) -> Plan:
    """Return the plan that takes over into the layer what two coders coded alike, each as a decision.

    What stands decided between the same codings already is left as it is.

    Parameters
    ----------
    snapshot : Snapshot
    agreed : iterable of Agreed
    coder : str
        The person who takes it over.
    layer : str
        Name of the layer of decided codings, made if it is not there.

    Raises
    ------
    KodeverkError
        If a person goes by the layer's name.
    """
    _check_names(snapshot, layer, coder)
    standing, rows, left = decisions(snapshot, layer), [], 0
    for one in agreed:
        if frozenset(one.between) in standing:
            left += 1
            continue
        codings = _codings(snapshot, one.between, layer)
        source, code = snapshot.table(Source)[codings[0].source_id], snapshot.code(one.code)
        questions = {coding.sub_question for coding in codings}
        placed = questions.pop() if len(questions) == 1 else ""
        wanted = [new_coding(source, span, code, layer, sub_question=placed) for span in one.spans]
        rows.append(_Row(codings, wanted))
    told = _n("{count} passage was decided already", "{count} passages were decided already", left).format(count=left)
    return _decided(snapshot, rows, coder=coder, layer=layer)._replace(note=told if left else "")


def _check_names(snapshot: Snapshot, layer: str, coder: str) -> None:
    """Raise KodeverkError unless a layer and the person who decides go by these names."""
    known = snapshot.table(Coder)
    if not layer.strip():
        raise UnknownName("Into which layer is it decided? Give layer=. Nothing was changed.")
    for name, kind in ((layer, ADJUDICATED), (coder, "person")):
        if name in known and known[name].kind != kind:
            raise KodeverkError(
                f"{name!r} is a coder of kind {known[name].kind}, and cannot be taken for one of kind {kind}. "
                "Nothing was changed."
            )
    if layer == coder:
        raise KodeverkError(f"{coder!r} cannot be both the person who decides and the layer. Nothing was changed.")


def _codes(codes: Iterable[tuple[str, tuple[int, int] | None]]) -> list[tuple[str, tuple[int, int] | None]]:
    """Return codes with their spans, each a pair of the two."""
    chosen = [] if isinstance(codes, str) else list(codes)
    if isinstance(codes, str) or any(not isinstance(one, tuple | list) or len(one) != 2 for one in chosen):
        raise KodeverkError(
            "What is decided on is given as pairs of a code and where: codes=[('code', (start, end))], or "
            "codes=[('code', None)] for the whole passage. Nothing was changed."
        )
    return chosen


def _codings(snapshot: Snapshot, between: Iterable[str], layer: str) -> list[Coding]:
    """Return the codings with these ids, all of one source's version in force and none of the layer."""
    if isinstance(between, str):
        raise KodeverkError("It is decided between codings: give a list of their ids. Nothing was changed.")
    ids = list(dict.fromkeys(between))
    there = snapshot.find(Coding, ids)
    if missing := [key for key in ids if key not in there]:
        raise UnknownName(f"{len(missing)} of {len(ids)} ids belong to no coding: {', '.join(missing[:5])}.")
    if not ids:
        raise KodeverkError("Between which codings is it decided? Give their ids. Nothing was changed.")
    found = [there[key] for key in ids]
    source = snapshot.table(Source)[found[0].source_id]
    if {(coding.source_id, coding.version) for coding in found} != {(source.id, source.version)}:
        raise KodeverkError(
            f"What is decided between is in one source, in its version in force; these {len(ids)} codings are not all "
            f"in version {source.version} of {source.name}. Nothing was changed."
        )
    if any(coding.coder == layer for coding in found):
        raise KodeverkError(f"{layer} is the layer decided into, and no side to decide between. Nothing was changed.")
    return found


class _Row(NamedTuple):
    """One decision to be made: what it is between, and what the layer is to have."""

    between: list[Coding]
    wanted: list[Coding]

    @property
    def passage(self) -> Span:
        return reduce(Span.hull, (coding.span for coding in self.between))


def _decided(snapshot: Snapshot, rows: Sequence[_Row], *, coder: str, layer: str, note: str = "") -> Plan:
    """Return the plan that makes decisions, with the layer's codings that come of them and those that go for them."""
    standing, there = decisions(snapshot, layer), _in_layer(snapshot, [coding for row in rows for coding in row.wanted])
    now_decided = {one.id: one for one in snapshot.all(Adjudication) if one.layer == layer}
    earlier = {frozenset(one.between): one for one in now_decided.values()}
    changes, ids, old = [], [], dict[str, None]()
    for row in rows:
        between = tuple(coding.id for coding in row.between)
        kept = tuple(dict.fromkeys(there[coding.key].id for coding in row.wanted))
        before = earlier.get(frozenset(between))
        key = before.id if before else _new_id(snapshot, layer, between)
        where = row.between[0][1:3]
        after = Adjudication(key, *where, *row.passage, between, kept, layer, coder, note, now())
        if before is None or frozenset(between) not in standing or after._replace(made=before.made) != before:
            changes.append(Change(before, after))
            now_decided[key] = after
        old |= dict.fromkeys(before.kept if before else ())
        ids += [key, *kept]
    used = {key for one in now_decided.values() for key in one.kept}
    gone = snapshot.find(Coding, [key for key in old if key not in used])
    there_already = snapshot.find(Coding, [coding.id for coding in there.values()])
    new = [coding for coding in there.values() if coding.id not in there_already]
    coders = [] if layer in snapshot.table(Coder) else [Coder(layer, ADJUDICATED)]
    hanging = [c for c in hanging_on(snapshot, gone) if getattr(c.record, "layer", "") != layer]
    going = [Change(coding, None) for coding in gone.values()]
    return Plan([*made(*coders, *new), *changes, *hanging, *going] if changes else [], tuple(ids))


def _in_layer(snapshot: Snapshot, wanted: Sequence[Coding]) -> dict[Key, Coding]:
    """Return for each key the coding of the layer that has it, or else a new one."""
    there = dict(snapshot.same(wanted))
    new = {coding.key: coding for coding in wanted if coding.key not in there}
    return there | {coding.key: coding for coding in own_ids(snapshot, list(new.values()))}


def _new_id(snapshot: Snapshot, layer: str, between: Iterable[str]) -> str:
    """Return an id nobody has: what was decided between these once may be between fewer now, and keeps its own."""
    key = content_id("adjudication", layer, *sorted(between))
    while key in snapshot.table(Adjudication):
        key = content_id(key, "again")
    return key
