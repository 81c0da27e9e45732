"""What the page has been told, and what is so now: the difference is all that is sent.

Both are functions of a snapshot and a seat. Two snapshots share the records that did not change, so that comparing
them costs a look at each, and only those that changed, and what hangs on them, are told anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import compress, count, islice
from operator import is_not
from typing import Any, NamedTuple

from kodeverk.model import Coding, Evidence, Memo, Record, Relation, Snapshot, Source, Speaker, Suggestion
from kodeverk.notebook import shelf, shown
from kodeverk.notebook.seat import Seat
from kodeverk.notebook.shelf import Tally
from kodeverk.notebook.shown import Told

Touched = dict[str, set[str]]
"""Ids of records of an open source that may have to be told anew, by kind."""

Delta = dict[str, dict[str, list[Any]]]


class State(NamedTuple):
    """The study at one moment, as told to one seat.

    Attributes
    ----------
    snapshot : Snapshot
    seat : Seat
    tally : Counter
    shelves : dict
        What is told of the study as a whole, by kind and id.
    """

    snapshot: Snapshot
    seat: Seat
    tally: Tally
    shelves: dict[str, dict[str, Told]]


def state(snapshot: Snapshot, seat: Seat) -> State:
    """Return the study as it is told, counted from the start."""
    tally = shelf.counted(snapshot, seat, snapshot.all(Coding), snapshot.all(Suggestion))
    return State(snapshot, seat, tally, {kind: shelf.shelf(snapshot, seat, tally, kind) for kind in shelf.KINDS})


def advanced(old: State, snapshot: Snapshot, seat: Seat) -> tuple[State, Touched]:
    """Return the study as it is told now, with what was touched of the sources since `old`."""
    touched = _touched(old, snapshot, seat)
    tally = old.tally.copy()
    codings, suggestions = touched["coding"], touched["suggestion"]
    tally.subtract(shelf.counted(old.snapshot, old.seat, *_both(old.snapshot, codings, suggestions)))
    tally.update(shelf.counted(snapshot, seat, *_both(snapshot, codings, suggestions)))
    new = State(snapshot, seat, tally, {})
    for kind in shelf.KINDS:
        new.shelves[kind] = _shelf(old, new, touched, kind)
    return new, touched


def _both(snapshot: Snapshot, codings: set[str], suggestions: set[str]) -> tuple[list[Coding], list[Suggestion]]:
    return list(snapshot.find(Coding, codings).values()), list(snapshot.find(Suggestion, suggestions).values())


def _shelf(old: State, new: State, touched: Touched, kind: str) -> dict[str, Told]:
    """Return one kind told anew: whole where what it is told from changed, else only those whose counts may have."""
    _of, _tell, told_from = shelf.KINDS[kind]
    if any(old.snapshot.table(one) is not new.snapshot.table(one) for one in told_from):
        return shelf.shelf(new.snapshot, new.seat, new.tally, kind)
    before, counts = old.shelves[kind], shelf.COUNTS.get(kind)
    if counts is None:
        return before
    changed = _counted_anew(old.snapshot, touched, kind) | _counted_anew(new.snapshot, touched, kind)
    return {**before, **{key: before[key] | counts(new.snapshot, new.seat, new.tally, key) for key in changed}}


def _counted_anew(snapshot: Snapshot, touched: Touched, kind: str) -> set[str]:
    """Return the ids of the sources, or codes, that what was touched belongs to."""
    name = "source_id" if kind == "source" else "code_id"
    kinds = ("coding", "suggestion", "reading") if kind == "source" else ("coding",)
    found = (snapshot.find(shown.KINDS[one][0], touched[one]) for one in kinds)
    return {getattr(record, name) for records in found for record in records.values()}


def _touched(old: State, snapshot: Snapshot, seat: Seat) -> Touched:
    before = old.snapshot
    touched: Touched = defaultdict(set)
    for kind, (of, _tell) in shown.KINDS.items():
        touched[kind] = changed(before, snapshot, of)
    sources = {key for key in changed(before, snapshot, Source) if _version(before, key) != _version(snapshot, key)}
    if sources:
        for kind, of in (("coding", Coding), ("suggestion", Suggestion)):
            touched[kind] |= {r.id for s in (before, snapshot) for r in s.all(of) if r.source_id in sources}
    touched["suggestion"] |= seat.dismissed.keys() - old.seat.dismissed.keys()
    if before.table(Speaker) is not snapshot.table(Speaker):
        touched["memo"] |= {m.id for m in snapshot.all(Memo) if m.on == "case"}
    if touched["coding"]:
        _hanging(before, snapshot, seat, touched)
    return touched


def _version(snapshot: Snapshot, source: str) -> int:
    found = snapshot.table(Source).get(source)
    return found.version if found is not None else 0


def _hanging(before: Snapshot, snapshot: Snapshot, seat: Seat, touched: Touched) -> None:
    """Add what hangs on the codings that were touched: where they stand, and whether they are seen, it follows."""
    codings = touched["coding"]
    touched["evidence"] |= {e.id for e in snapshot.all(Evidence) if e.coding_id in codings}
    touched["relation"] |= {r.id for r in snapshot.all(Relation) if r.coding_id in codings}
    touched["memo"] |= {m.id for m in snapshot.all(Memo) if m.on == "coding" and m.target_id in codings}
    if seat.blind:  # what others decided is open to her until she has coded so herself
        places = {c[1:6] for s in (before, snapshot) for c in s.find(Coding, codings).values()}
        touched["suggestion"] |= {s.id for s in snapshot.all(Suggestion) if s.decision and s[1:6] in places}
        touched["suggestion"] |= {id for id, coding in seat.dismissed.items() if coding in codings}


def changed(before: Snapshot, after: Snapshot, kind: type[Record]) -> set[str]:
    """Return the ids of the records of one kind that were made, altered or removed between two snapshots."""
    old, new = before.table(kind), after.table(kind)
    if old is new:
        return set()
    # Up to the first that differs both hold the same records in the same order; new ones come last.
    alike = next(compress(count(), map(is_not, old.values(), new.values())), min(len(old), len(new)))
    rest = islice(new.items(), alike, None)
    found = {key for key, record in rest if (was := old.get(key)) is not record and was != record}
    return found | {key for key in islice(old, alike, None) if key not in new}


def delta(old: State, new: State, touched: Touched, source: str | None) -> Delta:
    """Return what a view with this source open has to be told: records put, and ids of those gone.

    Without a source, or where its text has another version than the view knows, only what is told of the study.
    """
    put: dict[str, list[Any]] = {}
    gone: dict[str, list[Any]] = {}
    for kind, key, was, now in _pairs(old, new, touched, source):
        if now is None and was is not None:
            gone.setdefault(kind, []).append(key)
        elif now is not None and now != was:
            put.setdefault(kind, []).append(now)
    return {"put": put, "gone": gone}


def _pairs(
    old: State, new: State, touched: Touched, source: str | None
) -> Iterator[tuple[str, str, Told | None, Told | None]]:
    for kind, shelf_now in new.shelves.items():
        before = old.shelves[kind]
        if shelf_now is not before:
            for key in before.keys() | shelf_now.keys():
                yield kind, key, before.get(key), shelf_now.get(key)
    if source is not None:
        for kind, ids in touched.items():
            for key in sorted(ids):
                was = shown.told(old.snapshot, old.seat, source, kind, key)
                yield kind, key, was, shown.told(new.snapshot, new.seat, source, kind, key)
