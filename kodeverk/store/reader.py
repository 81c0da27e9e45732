"""Reading a study file: records as of any transaction, texts, the change log, and the state hash."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa

from kodeverk.errors import StoreError
from kodeverk.model import TABLES, Coding, Record
from kodeverk.store import log, schema
from kodeverk.store.gateway import Gateway
from kodeverk.store.log import LogEntry, Version
from kodeverk.store.rows import shape

Key = tuple[str, int, int, int, str, str]

_FEW = 200
"""Up to this many codings are looked up one by one; more are found among all codings of their sources."""

_TEXTS = 256
"""How many texts are kept in memory."""


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
        self._text = lru_cache(maxsize=_TEXTS)(self._read_text)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        self._check_open()
        with self._gateway.reading() as connection:
            yield connection

    def load(self, kind: type[Record], seq: int) -> Mapping[str, Record]:
        """Return every record of one kind as of transaction `seq`, by id."""
        as_kept = shape(kind)
        with self._reading() as connection:
            table = {row[0]: as_kept.record(row) for row in connection.execute(as_kept.select())}
            later = log.changes_since(connection, seq, kind)
        for change in reversed(later):
            if change.before is None:
                table.pop(change.record.id, None)
            else:
                table[change.record.id] = change.before
        return table

    def text(self, sha256: str) -> str:
        """Return the text kept under this SHA-256."""
        return self._text(sha256)

    def _read_text(self, key: str) -> str:
        with self._reading() as connection:
            found = connection.scalar(sa.select(schema.text.c.content).where(schema.text.c.sha256 == key))
        if found is None:
            raise StoreError(f"{self.path.name} holds no text with the SHA-256 {key[:12]}...; nothing was written.")
        return str(found)

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
        found = (Coding(*row) for row in rows)
        return {coding.key: coding for coding in found if coding.key in wanted}

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

    def history(self, record_id: str) -> list[Version]:
        """Return what was done to the record with this id, oldest first."""
        with self._reading() as connection:
            return log.history(connection, record_id)

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"{self.path.name} is closed. Open the study again.")

    def close(self) -> None:
        """Close the study; nothing needs saving, every change was written when it was made."""
        self._closed = True
        self._text.cache_clear()
        self._gateway.engine.dispose()
