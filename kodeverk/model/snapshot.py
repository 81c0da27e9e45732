"""The snapshot: one immutable state of a study, read table by table as it is needed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar, cast

from kodeverk.errors import UnknownName
from kodeverk.model.case import KNOWN, Case, Value
from kodeverk.model.change import Change, Event, Record
from kodeverk.model.codebook import Code
from kodeverk.model.coding import Coding, Suggestion, rekeyed
from kodeverk.model.names import match_code, match_one
from kodeverk.model.source import Segment, Source, SourceVersion, Speaker
from kodeverk.model.speech import Speech

Key: TypeAlias = tuple[str, int, int, int, str, str]
R = TypeVar("R")
T = TypeVar("T")

_FEW = 8
"""Up to this many versions of sources are read one by one; whoever wants more is given the table."""


class Loader(Protocol):
    """Where a snapshot reads from: the store, or nothing at all."""

    def load(self, kind: type[Record], seq: int) -> Mapping[str, Record]:
        """Return every record of one kind as of transaction `seq`, by id."""

    def find(self, kind: type[Record], ids: Iterable[str], seq: int) -> Mapping[str, Record]:
        """Return the records of one kind with these ids as of transaction `seq`, by id; no others are read."""

    def speech(self, seq: int) -> Mapping[str, Speech]:
        """Return the segments of every source's version as of transaction `seq` as columns, by the version's id."""

    def text(self, sha256: str) -> str:
        """Return the text kept under this SHA-256."""

    def each_text(self, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the texts kept under these SHA-256s, each with its own, a few in memory at a time."""

    def same(self, codings: Sequence[Coding]) -> Mapping[Key, Coding]:
        """Return the codings there are with the same key as one of these, by key."""

    def history(self, kind: type[Record], seq: int) -> list[Event]:
        """Return what was done to records of one kind up to transaction `seq`, oldest first."""


class _Read(NamedTuple):
    """What was read of versions of sources one by one: the same for every snapshot with the same versions."""

    versions: dict[str, SourceVersion]
    speech: dict[str, Speech]


class Snapshot:
    """One immutable state of a study.

    Tables are read when first asked for, as they were at transaction `seq`; texts are read when
    first quoted. Two snapshots of the same `seq` are equal in every table.

    Parameters
    ----------
    loader : Loader
        Where tables and texts come from.
    seq : int
        Number of the last transaction the snapshot sees.
    tables : dict of type to dict, optional
        Tables known already.
    """

    def __init__(
        self, loader: Loader, seq: int = 0, tables: Mapping[type[Record], Mapping[str, Record]] | None = None
    ) -> None:
        self._loader = loader
        self.seq = seq
        self._tables = dict(tables or {})
        self._derived: dict[str, Any] = {}
        self._read = _Read({}, {})

    def table(self, kind: type[R]) -> Mapping[str, R]:
        """Return every record of one kind, by id."""
        key = cast("type[Record]", kind)
        if key not in self._tables:
            self._tables[key] = self._loader.load(key, self.seq)
        return cast("Mapping[str, R]", self._tables[key])

    def all(self, kind: type[R]) -> list[R]:
        """Return every record of one kind, in a stable order."""
        return list(self.table(kind).values())

    def after(self, changes: Sequence[Change], seq: int) -> Snapshot:
        """Return the snapshot as these changes leave it, without reading anything anew."""
        tables = dict(self._tables)
        copied: dict[type[Record], dict[str, Record]] = {}
        read = _Read({}, {}) if any(change.kind is SourceVersion for change in changes) else self._read
        for change in changes:
            if change.kind not in tables:
                continue
            if change.kind not in copied:
                tables[change.kind] = copied[change.kind] = dict(tables[change.kind])
            if change.after is None:
                copied[change.kind].pop(change.record.id, None)
            else:
                copied[change.kind][change.record.id] = change.after
        newer = Snapshot(self._loader, seq, tables)
        newer._read = read
        if "keys" in self._derived:
            newer._derived["keys"] = rekeyed(self._derived["keys"], changes)
        return newer

    def supposing(self, changes: Sequence[Change]) -> Snapshot:
        """Return the snapshot as these changes would leave it; nothing is written."""
        for kind in {change.kind for change in changes}:
            self.table(kind)
        return self.after(changes, self.seq)

    def replacing(self, kind: type[R], records: Iterable[R]) -> Snapshot:
        """Return the snapshot with the records of one kind exchanged for these."""
        table = {cast("Record", record).id: cast("Record", record) for record in records}
        return Snapshot(self._loader, self.seq, {**self._tables, cast("type[Record]", kind): table})

    def derive(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` makes, made once for each snapshot and kept under `name`."""
        if name not in self._derived:
            self._derived[name] = make()
        return cast("T", self._derived[name])

    def history(self, kind: type[R]) -> list[Event]:
        """Return what was done to records of one kind, oldest first; what was undone is in it, and its undoing."""
        key = cast("type[Record]", kind)
        return self.derive(f"history {kind.__name__}", lambda: self._loader.history(key, self.seq))

    # --- names ---------------------------------------------------------------------------

    def source(self, name: str) -> Source:
        """Return the source that goes by `name`: its short name, file name or id."""
        return match_one("source", name, self.table(Source), lambda s: (s.name, s.file, s.id))

    def case(self, name: str) -> Case:
        """Return the case that goes by `name` or id."""
        return match_one("case", str(name), self.table(Case), lambda c: (c.name, c.id))

    def code(self, name: str) -> Code:
        """Return the code that goes by `name`: ``codebook:path``, path, or last part where unique."""
        return match_code(name, self.table(Code))

    def find(self, kind: type[R], ids: Iterable[str]) -> Mapping[str, R]:
        """Return the records of one kind with these ids; the store is asked for these alone where none were read."""
        key = cast("type[Record]", kind)
        if key in self._tables:
            return {id: self.table(kind)[id] for id in ids if id in self.table(kind)}
        return cast("Mapping[str, R]", self._loader.find(key, list(ids), self.seq))

    def same(self, codings: Sequence[Coding]) -> Mapping[Key, Coding]:
        """Return the codings there are with the same key as one of these, by key.

        Asks the store for these alone where the codings have not been read.
        """
        if Coding not in self._tables:
            return self._loader.same(codings)
        known = self.derive("keys", lambda: {c.key: c for c in self.table(Coding).values()})
        return {c.key: known[c.key] for c in codings if c.key in known}

    # --- texts and turns -----------------------------------------------------------------

    def version(self, source_id: str, number: int | None = None) -> SourceVersion:
        """Return one version of a source; without `number` the one in force."""
        number = self.table(Source)[source_id].version if number is None else number
        key, known = f"{source_id}/{number}", self._read.versions
        if SourceVersion in self._tables or (key not in known and len(known) >= _FEW):
            return self.table(SourceVersion)[key]
        return self._versions([key])[key]

    def _versions(self, keys: Iterable[str]) -> Mapping[str, SourceVersion]:
        """Return the versions with these ids, read together, and others that are known."""
        if SourceVersion in self._tables:
            return self.table(SourceVersion)
        known = self._read.versions
        if missing := [key for key in keys if key not in known]:
            known.update(cast("Mapping[str, SourceVersion]", self._loader.find(SourceVersion, missing, self.seq)))
        return known

    def text(self, source_id: str, number: int | None = None) -> str:
        """Return the canonical text of a source's version; without `number` the one in force."""
        return self._loader.text(self.version(source_id, number).sha256)

    def texts(self, versions: Iterable[SourceVersion]) -> dict[str, str]:
        """Return the canonical texts of versions by their SHA-256, many read at a time."""
        return dict(self._loader.each_text(version.sha256 for version in versions))

    def quote(self, coding: Coding | Suggestion) -> str:
        """Return the text a coding or suggestion points at."""
        return self.text(coding.source_id, coding.version)[coding.start : coding.end]

    def quotes(self, codings: Iterable[Coding]) -> Mapping[str, str]:
        """Return the text each coding points at by the coding's id, every text read once."""
        in_version: dict[str, list[Coding]] = defaultdict(list)
        for coding in codings:
            in_version[_version_of(coding)].append(coding)
        versions = self._versions(in_version)
        in_text: dict[str, list[Coding]] = defaultdict(list)
        for key, found in in_version.items():
            in_text[versions[key].sha256] += found
        texts = self._loader.each_text(in_text)
        return {coding.id: text[coding.start : coding.end] for key, text in texts for coding in in_text[key]}

    def speakers(self) -> Mapping[tuple[str, str], Speaker]:
        """Return every speaker by source id and label."""
        return self.derive("speakers", lambda: {(s.source_id, s.label): s for s in self.table(Speaker).values()})

    def segments(self, coding: Coding | Suggestion) -> tuple[Segment, ...]:
        """Return the segments whose speech the span of a coding or suggestion overlaps."""
        version = self.version(coding.source_id, coding.version)
        starts = self.derive(f"starts {version.id}", lambda: [s.start for s in version.segments])
        first = max(0, bisect_right(starts, coding.start) - 1)
        last = bisect_left(starts, coding.end)
        start, end = coding.start, coding.end
        return tuple(s for s in version.segments[first:last] if s.body < end and start < s.end)

    # --- cases ---------------------------------------------------------------------------

    def cases_of(self, coding: Coding | Suggestion) -> tuple[str, ...]:
        """Return the ids of the cases whose speech a coding overlaps; empty in unbound speech."""
        key, known = _version_of(coding), self._read.speech
        if key not in known:
            known[key] = Speech.of(self.version(coding.source_id, coding.version).segments)
        return known[key].cases(coding.start, coding.end, self._bound.get(coding.source_id, {}))

    def with_cases(self, codings: Sequence[Coding]) -> list[tuple[Coding, tuple[str, ...]]]:
        """Return some codings, each with the ids of the cases whose speech it overlaps."""
        self._versions({_version_of(coding) for coding in codings})
        return [(coding, self.cases_of(coding)) for coding in codings]

    @property
    def _bound(self) -> Mapping[str, Mapping[str, str | None]]:
        return self.derive("bound", self._all_bound)

    def _all_bound(self) -> Mapping[str, Mapping[str, str | None]]:
        found: dict[str, dict[str, str | None]] = defaultdict(dict)
        for speaker in self.table(Speaker).values():
            found[speaker.source_id][speaker.label] = speaker.case_id
        return found

    def codings_by_case(self) -> Mapping[str | None, list[Coding]]:
        """Return codings by case id; under None those in unbound speech."""
        return self.derive("codings by case", self._codings_by_case)

    def _codings_by_case(self) -> Mapping[str | None, list[Coding]]:
        found: dict[str | None, list[Coding]] = defaultdict(list)
        known, bound = self._read.speech, self._bound
        for coding in self.table(Coding).values():
            key = _version_of(coding)
            if key not in known:
                known.update(self._all_speech())
            for case_id in known[key].cases(coding.start, coding.end, bound.get(coding.source_id, {})) or (None,):
                found[case_id].append(coding)
        return found

    def _all_speech(self) -> Mapping[str, Speech]:
        if SourceVersion not in self._tables:
            return self._loader.speech(self.seq)
        return {version.id: Speech.of(version.segments) for version in self.table(SourceVersion).values()}

    def values(self, case_id: str) -> Mapping[str, Value]:
        """Return the attributes of a case by name, those of its office included."""
        return self.derive("values", self._values).get(case_id, {})

    def value(self, case_id: str, attribute: str) -> object:
        """Return the value of one attribute of a case; None where it is not known."""
        value = self.values(case_id).get(attribute)
        return value.value if value is not None and value.state == KNOWN else None

    def _values(self) -> Mapping[str, Mapping[str, Value]]:
        own: dict[str, dict[str, Value]] = defaultdict(dict)
        for value in self.table(Value).values():
            own[value.case_id][value.attribute] = value
        return {
            case.id: {**own.get(case.office_id or "", {}), **own.get(case.id, {})} for case in self.table(Case).values()
        }

    def attributes(self) -> tuple[str, ...]:
        """Return the names of all attributes, sorted."""
        return tuple(sorted({value.attribute for value in self.table(Value).values()}))

    def attribute(self, name: str) -> str:
        """Return `name` if some case has an attribute of that name, else raise UnknownName."""
        if name in self.attributes():
            return name
        if not self.table(Case):
            raise UnknownName(f"Nobody has an attribute {name!r}: the study, or this selection of it, holds no case.")
        raise UnknownName(f"No case has an attribute {name!r}. Known: {', '.join(self.attributes()) or 'none'}.")


def _version_of(coding: Coding | Suggestion) -> str:
    """Return the id of the version of a source that a coding counts in."""
    return f"{coding.source_id}/{coding.version}"
