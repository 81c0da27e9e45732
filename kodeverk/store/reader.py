"""Reading a study file: records as of any transaction, texts, the change log, and the state hash."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa

from kodeverk.errors import StoreError
from kodeverk.model import TABLE_OF, TABLES, Coding, Event, Record, SourceVersion
from kodeverk.model.speech import Speech
from kodeverk.store import log, schema
from kodeverk.store.gateway import Gateway
from kodeverk.store.log import LogEntry
from kodeverk.store.rows import from_log, select_all, shape, speech
from kodeverk.store.writing import found

Key = tuple[str, int, int, int, str, str]

_FEW = 200
"""Up to this many codings are looked up one by one; more are found among all codings of their sources."""

_TEXTS = 256
"""How many texts are kept in memory."""

_AT_ONCE = 64
"""How many texts are read on one connection, and ids looked up in one query."""


class Reader:
    """One study file, open for reading; what a `Snapshot` loads from.

    Parameters
    ----------
    path : pathlib.Path
        Absolute path of an existing study file.
    read_only : bool
    """

    def __init__(self, path: Path, *, read_only: bool = True) -> None:
        self.path = path
        self.read_only = read_only
        self._gateway = Gateway(path, read_only=read_only)
        self._closed = False
        self._kept: dict[str, str] = {}
        self._keeping = threading.Lock()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        self._check_open()
        with self._gateway.reading() as connection:
            yield connection

    def load(self, kind: type[Record], seq: int) -> Mapping[str, Record]:
        """Return every record of one kind as of transaction `seq`, by id."""
        as_kept = shape(kind)
        with self._reading() as connection:
            rows = connection.exec_driver_sql(select_all(as_kept.name))
            table = {record.id: record for record in as_kept.records(_plain(rows))}
            later = log.changes_since(connection, seq, kind) if log.last_seq(connection) > seq else []
        for change in reversed(later):
            if change.before is None:
                table.pop(change.record.id, None)
            else:
                table[change.record.id] = change.before
        return table

    def find(self, kind: type[Record], ids: Iterable[str], seq: int) -> Mapping[str, Record]:
        """Return the records of one kind with these ids as of transaction `seq`, by id; no others are read."""
        wanted = list(dict.fromkeys(ids))
        table: dict[str, Record] = {}
        with self._reading() as connection:
            moved_on = log.last_seq(connection) != seq
            for first in range(0, len(wanted), _AT_ONCE):
                some = wanted[first : first + _AT_ONCE]
                table |= dict(found(connection, kind, some))
                for record_id, line in _before(connection, kind, some, seq) if moved_on else ():
                    before = from_log(kind, line)
                    if before is None:
                        table.pop(record_id, None)
                    else:
                        table[record_id] = before
        return table

    def speech(self, seq: int) -> Mapping[str, Speech]:
        """Return the segments of every source's version as of transaction `seq` as columns, by the version's id."""
        with self._reading() as connection:
            if log.last_seq(connection) == seq or not log.changes_since(connection, seq, SourceVersion):
                rows = connection.exec_driver_sql("SELECT id, segments FROM source_version")
                return {version: speech(kept) for version, kept in _plain(rows)}
        versions = self.load(SourceVersion, seq).values()
        return {v.id: Speech.of(v.segments) for v in versions if isinstance(v, SourceVersion)}

    def text(self, sha256: str) -> str:
        """Return the text kept under this SHA-256."""
        return dict(self.each_text([sha256]))[sha256]

    def each_text(self, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the texts kept under these SHA-256s, each with its own, a few in memory at a time."""
        wanted = list(dict.fromkeys(keys))
        for first in range(0, len(wanted), _AT_ONCE):
            yield from self._texts(wanted[first : first + _AT_ONCE]).items()

    def _texts(self, keys: Sequence[str]) -> dict[str, str]:
        self._check_open()
        with self._keeping:
            texts = {key: self._kept.pop(key) for key in keys if key in self._kept}
        if missing := [key for key in keys if key not in texts]:
            texts |= self._read_texts(missing)
        with self._keeping:
            self._kept |= texts  # those used last stand last
            for key in list(self._kept)[:-_TEXTS]:
                del self._kept[key]
        return {key: texts[key] for key in keys}

    def _read_texts(self, keys: Sequence[str]) -> dict[str, str]:
        kept = schema.text.c
        with self._reading() as connection:
            rows = connection.execute(sa.select(kept.sha256, kept.content).where(kept.sha256.in_(keys)))
            texts: dict[str, str] = dict(_plain(rows))
        for key in keys:
            if key not in texts:
                raise StoreError(f"{self.path.name} holds no text with the SHA-256 {key[:12]}...; nothing was written.")
        return texts

    def original(self, sha256: str) -> bytes:
        """Return the imported file kept under this SHA-256, as it was."""
        kept = schema.original.c
        with self._reading() as connection:
            found = connection.scalar(sa.select(kept.content).where(kept.sha256 == sha256))
        if found is None:
            raise StoreError(f"{self.path.name} holds no file with the SHA-256 {sha256[:12]}....")
        return bytes(found)

    def same(self, codings: Sequence[Coding]) -> Mapping[Key, Coding]:
        """Return the codings there are with the same key as one of these, by key."""
        as_kept, columns = shape(Coding), schema.TABLE["coding"].c
        wanted = {coding.key for coding in codings}
        query = sa.select(*(columns[field] for field in as_kept.fields))
        with self._reading() as connection:
            if len(wanted) <= _FEW:
                one = query.where(*(columns[name] == sa.bindparam(f"_{name}") for name in schema.KEY))
                names = [f"_{name}" for name in schema.KEY]
                rows = [r for key in wanted for r in connection.execute(one, dict(zip(names, key, strict=True)))]
            else:
                sources = sorted({coding.source_id for coding in codings})
                rows = [r for s in sources for r in connection.execute(query.where(columns.source_id == s))]
        there = (Coding(*row) for row in rows)
        return {coding.key: coding for coding in there if coding.key in wanted}

    def meta(self) -> dict[str, str]:
        """Return what the file says of itself: id of the study, layout, when and with what it was made."""
        with self._reading() as connection:
            return {row.key: row.value for row in connection.execute(sa.select(schema.meta))}

    def state_hash(self) -> str:
        """Return the SHA-256 of all records: equal data give an equal hash, however they came about."""
        digest = hashlib.sha256()
        with self._reading() as connection:
            for kind in TABLES.values():
                as_kept = shape(kind)
                for row in sorted(connection.execute(as_kept.select()), key=lambda row: str(row[0])):
                    digest.update(as_kept.canonical(row).encode("utf-8") + b"\n")
        return digest.hexdigest()

    def changes(self) -> list[LogEntry]:
        """Return every transaction of the change log, oldest first."""
        with self._reading() as connection:
            return log.entries(connection)

    def history(self, kind: type[Record], seq: int) -> list[Event]:
        """Return what was done to records of one kind up to transaction `seq`, oldest first."""
        with self._reading() as connection:
            return log.history(connection, kind, seq)

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"{self.path.name} is closed. Open the study again.")

    def close(self) -> None:
        """Close the study; nothing needs saving, every change was written when it was made."""
        self._closed = True
        with self._keeping:
            self._kept.clear()
        self._gateway.engine.dispose()


def _plain(rows: sa.CursorResult[Any]) -> Iterator[tuple[Any, ...]]:
    """Return what a query found as plain tuples: SQLAlchemy's own rows take as long again as SQLite."""
    return cast("Iterator[tuple[Any, ...]]", rows.cursor)


def _before(
    connection: sa.Connection, kind: type[Record], ids: Sequence[str], seq: int
) -> Iterable[tuple[str, str | None]]:
    """Yield the id of each of these records that changed after transaction `seq`, with how it was before it did."""
    c = schema.change.c
    later = sa.select(c.record_id, c.before).where(c.record_id.in_(ids), c.tbl == TABLE_OF[kind], c.seq > seq)
    return dict(reversed(list(_plain(connection.execute(later.order_by(c.seq, c.n)))))).items()
