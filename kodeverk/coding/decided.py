"""What stands decided between coders: each decision for as long as what it was between is judged as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kodeverk.model import Adjudication, Change, Coding, Event, Snapshot

LAYER = "avgjort"
"""The layer decisions go into unless another is named."""

ADJUDICATED = "adjudicated"
"""Kind of the coder that is a layer."""


def decisions(snapshot: Snapshot, layer: str = LAYER) -> dict[frozenset[str], Adjudication]:
    """Return what stands decided in a layer, by the ids of the codings it was decided between.

    A decision stands until one of these codings is removed or its coder gives it another code or another span. That a
    correction of the text moves them leaves it standing.
    """
    mine = [one for one in snapshot.all(Adjudication) if one.layer == layer]
    if not mine:
        return {}
    decided = _decided_at(snapshot, mine)
    codings, wanted = snapshot.table(Coding), {key for one in mine for key in one.between}
    done: dict[str, list[Event]] = defaultdict(list)
    for event in snapshot.history(Coding):
        if event.change.record.id in wanted:
            done[event.change.record.id].append(event)
    return {
        frozenset(one.between): one
        for one in mine
        if one.id in decided
        and _between(decided[one.id]) == set(one.between)
        and all(_as_it_was(codings.get(key), done[key], decided[one.id].seq) for key in one.between)
    }


def _decided_at(snapshot: Snapshot, mine: Iterable[Adjudication]) -> dict[str, Event]:
    """Return for each decision the event that made it as it is; what hangs on its codings may have changed it since."""
    as_made, found = {one.id: _as_made(one) for one in mine}, dict[str, Event]()
    for event in snapshot.history(Adjudication):
        after = event.change.after
        if isinstance(after, Adjudication) and as_made.get(after.id) == _as_made(after):
            found.setdefault(after.id, event)
    return found


def _as_made(decision: Adjudication) -> Adjudication:
    """Return a decision without what corrections of the text and removals of codings may change of it."""
    return decision._replace(version=0, start=0, end=0, between=(), kept=())


def _between(event: Event) -> set[str]:
    after = event.change.after
    assert isinstance(after, Adjudication), "an event that makes a decision leaves one"
    return set(after.between)


def _as_it_was(coding: Coding | None, done: Iterable[Event], seq: int) -> bool:
    """Return whether a coding is judged as it was at transaction `seq`, by what was done to it."""
    then = [event.change.after for event in done if event.seq <= seq]
    if coding is None or not then or not isinstance(then[-1], Coding) or then[-1].code_id != coding.code_id:
        return False
    if then[-1].version == coding.version:
        return then[-1].span == coding.span
    return not any(_adjusts(event.change) for event in done if event.seq > seq)


def _adjusts(change: Change) -> bool:
    """Return whether a change gives a coding another span of the same text; a correction moves it to another text."""
    before, after = change.before, change.after
    if not (isinstance(before, Coding) and isinstance(after, Coding)):
        return False
    return before.version == after.version and before.span != after.span


def without(decision: Adjudication, gone: Iterable[str]) -> Adjudication:
    """Return a decision that no longer names codings which go."""
    return exchanged(decision, dict.fromkeys(gone))


def exchanged(decision: Adjudication, into: Mapping[str, str | None]) -> Adjudication:
    """Return a decision with the ids of codings exchanged for others, or left out."""

    def each(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new for key in ids if (new := into.get(key, key)) is not None))

    return decision._replace(between=each(decision.between), kept=each(decision.kept))
