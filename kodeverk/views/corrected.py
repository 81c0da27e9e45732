"""What each correction of a text did, read from the change log, so that it is there after a restart too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias, TypeVar, cast

from kodeverk.coding.correcting import OUTCOMES, outcome
from kodeverk.model import (
    TABLE_OF,
    Adjudication,
    Asked,
    Coding,
    Evidence,
    Memo,
    Segment,
    Snapshot,
    SourceVersion,
    Span,
    Suggestion,
)
from kodeverk.views.corrections import Correction, Corrections, Moved
from kodeverk.views.naming import names

Spanned: TypeAlias = Coding | Suggestion | Evidence | Adjudication
R = TypeVar("R", Coding, Suggestion, Evidence, Adjudication, Memo, Asked)
S = TypeVar("S", Coding, Suggestion, Evidence, Adjudication)


def corrections(snapshot: Snapshot, source: str | None = None) -> Corrections:
    """Return every correction that is in force with what it did, oldest first; one that was undone is not told.

    Parameters
    ----------
    snapshot : Snapshot
    source : str, optional
        Name of a source; without it, of all.

    Raises
    ------
    UnknownName
        If there is no such source.
    """
    wanted = None if source is None else snapshot.source(source).id
    versions = [v for v in snapshot.all(SourceVersion) if v.number > 1 and wanted in (None, v.source_id)]
    made = _made(snapshot) if versions else {}
    in_order = sorted((made[version.id].seq, version) for version in versions)
    return Corrections(tuple(_correction(snapshot, version, made[version.id]) for _seq, version in in_order))


def correction(snapshot: Snapshot, source_id: str) -> Correction:
    """Return what the correction did that made the version of a source that is in force, which is not its first."""
    version = snapshot.version(source_id)
    return _correction(snapshot, version, _made(snapshot)[version.id])


class _Made(NamedTuple):
    """The transaction that made a version, the last time where it was undone and done again, and who asked for it."""

    seq: int
    who: str


def _made(snapshot: Snapshot) -> dict[str, _Made]:
    found: dict[str, _Made] = {}
    asked: dict[tuple[str, str, str], str] = {}
    for event in snapshot.history(SourceVersion):
        after = event.change.after
        if isinstance(after, SourceVersion) and event.change.before is None:
            who = asked.setdefault((after.id, after.sha256, after.made), event.who)
            found[after.id] = _Made(event.seq, who)
    return found


def _correction(snapshot: Snapshot, version: SourceVersion, made: _Made) -> Correction:
    told = _Told(snapshot, version, made.seq)
    spanned = (told.spanned(Coding), told.spanned(Suggestion), told.spanned(Evidence), told.spanned(Adjudication))
    rows = [*chain.from_iterable(spanned), *told.memos(), *told.asked()]
    rows.sort(key=lambda row: (row.kind != "coding", OUTCOMES.index(row.outcome), row.start, row.end, row.id))
    name = names(snapshot).source[version.source_id]
    return Correction(name, version.number, version.made, made.who, version.reason, tuple(rows))


class _Told:
    """What one correction did, from the records as they were before it and what it changed."""

    def __init__(self, snapshot: Snapshot, version: SourceVersion, seq: int) -> None:
        self._snapshot, self._seq, self._version = snapshot, seq, version
        self._before = snapshot.version(version.source_id, version.number - 1)
        self._old = snapshot.text(version.source_id, version.number - 1)
        self._new = snapshot.text(version.source_id, version.number)

    def _records(self, kind: type[R]) -> tuple[dict[str, R], dict[str, R]]:
        """Return the records of one kind as they were before the correction, and as it left them."""
        states: tuple[dict[str, R], dict[str, R]] = ({}, {})
        for event in self._snapshot.history(kind):
            for state in states[event.seq == self._seq :] if event.seq <= self._seq else ():
                if event.change.after is None:
                    state.pop(event.change.record.id, None)
                else:
                    state[event.change.record.id] = cast("R", event.change.after)
        return states

    def spanned(self, kind: type[S]) -> Iterator[Moved]:
        """Yield what became of the codings, or of other records of one kind that have a span."""
        there, then = self._records(kind)
        for key, one in there.items():
            if one.source_id == self._version.source_id and one.version == self._before.number:
                now = then.get(key)
                moved = Span(now.start, now.end) if now is not None and now.version == self._version.number else None
                yield self._row(TABLE_OF[kind], key, Span(one.start, one.end), moved, (self._about(one), one.coder))

    def memos(self) -> Iterator[Moved]:
        """Yield what became of the memos on turns."""
        there, then = self._records(Memo)
        for key, memo in there.items():
            version, _slash, number = memo.target_id.rpartition("/")
            if memo.on == "segment" and version == self._before.id:
                now_on, _slash, now = then[key].target_id.rpartition("/")
                turn = int(now) if now_on == self._version.id else None
                yield self._of_turn("memo", key, (int(number), turn), ("", memo.coder))

    def asked(self) -> Iterator[Moved]:
        """Yield what became of the questions linked to turns; one asked in a turn that is gone went with it."""
        there, then = (self._links(links) for links in self._records(Asked))
        for (question, coder), turns in there.items():
            left = then.get((question, coder), [])
            for number, now in zip(turns, self._paired(turns, left), strict=True):
                key = f"{self._version.source_id}/{number}/{question}"
                yield self._of_turn("asked", key, (number, now), (question, coder))

    def _links(self, links: Mapping[str, Asked]) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for link in links.values():
            if link.source_id == self._version.source_id:
                found[link.question, link.coder].append(link.segment)
        return {key: sorted(turns) for key, turns in found.items()}

    def _paired(self, turns: Sequence[int], left: Sequence[int]) -> list[int | None]:
        """Return for each turn that was linked the one that is: in order, and where some are gone by what is said."""
        if len(turns) == len(left):
            return list(left)
        said: dict[str, list[int]] = defaultdict(list)
        for number in left:
            said[_turn(self._version.segments, number).of(self._new)].append(number)
        before = [said[_turn(self._before.segments, number).of(self._old)] for number in turns]
        return [alike.pop(0) if alike else None for alike in before]

    def _about(self, one: Spanned) -> str:
        known = names(self._snapshot)
        if isinstance(one, Evidence):
            return known.proposition.get(one.proposition, one.proposition)
        return "" if isinstance(one, Adjudication) else known.code.get(one.code_id, "")

    def _of_turn(self, kind: str, key: str, numbers: tuple[int, int | None], about: tuple[str, str]) -> Moved:
        number, now = numbers
        after = _turn(self._version.segments, now) if now is not None else None
        return self._row(kind, key, _turn(self._before.segments, number), after, about)

    def _row(self, kind: str, key: str, before: Span, after: Span | None, about: tuple[str, str]) -> Moved:
        what = outcome(self._old, self._new, before, after)
        says = after.of(self._new) if after is not None else ""
        return Moved(kind, key, what, *about, before.of(self._old), says, *before, *(after or (None, None)))


def _turn(segments: Sequence[Segment], number: int) -> Span:
    return segments[number - 1].speech
