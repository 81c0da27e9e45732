"""Older layouts brought up to date: a backup first, then one transaction, statement by statement."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from kodeverk.errors import StoreError
from kodeverk.store import schema
from kodeverk.store.backup import backup
from kodeverk.store.gateway import connect, said
from kodeverk.store.layouts import LAYOUTS
from kodeverk.store.opening import layout, made_with, stamp

_OLD = "earlier_"

_MISSING = {
    "coding": {
        "sub_question": "''",
        "before": "(SELECT substr(t.content, max(o.start - 32, 0) + 1, min(o.start, 32)) {text})",
        "after": '(SELECT substr(t.content, o."end" + 1, 32) {text})',
    },
    "txn": {"why": "''"},
    "source": {"office_id": "NULL"},
    "value": {"others": "'[]'"},
    "proposition": {"rules": "'{{}}'", "opposite": "'[]'", "written": "''", "relative_to_coding": "''"},
    "condensation": {"seen": "''"},
    "evidence": {"source_id": "NULL", "version": "0", "start": "0", "end": "0"},
}
"""What the columns that an earlier layout lacks are filled with."""

_TEXT = (
    f"FROM {_OLD}source_version v JOIN {_OLD}text t ON t.sha256 = v.sha256 "
    "WHERE v.source_id = o.source_id AND v.number = o.version"
)


def migrate(path: Path) -> Path:
    """Bring the study at `path` up to today's layout, and return the backup made before.

    Raises
    ------
    StoreError
        If the study is not whole or cannot be written; it stays as it was.
    """
    kept = backup(path)
    with said(path), contextlib.closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")  # tables are rebuilt; all references are checked at the end
        connection.execute("BEGIN IMMEDIATE")
        version = layout(connection, path)
        if version < schema.VERSION:  # else another program did it while we waited
            _rebuild(connection, version)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise StoreError(
                    f"{path.name} cannot be brought up to date: a reference is broken. It was left as it is."
                )
            connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(schema.VERSION),))
            connection.execute("UPDATE meta SET value = ? WHERE key = 'kodeverk'", (made_with(),))
            stamp(connection, schema.VERSION)
        connection.execute("COMMIT")
    return kept


def _rebuild(connection: sqlite3.Connection, version: int) -> None:
    """Build today's tables from those of an earlier layout, which differ only in what is missing."""
    assert version in LAYOUTS, "every earlier layout is kept"
    old = [name for (name,) in connection.execute(_TABLES)]
    for name in old:
        connection.execute(f'ALTER TABLE "{name}" RENAME TO "{_OLD}{name}"')
    tables = [s for s in schema.statements() if s.startswith("CREATE TABLE")]
    for statement in tables:
        connection.execute(statement)
    for name in old:
        same = [row[1] for row in connection.execute(f'PRAGMA table_info("{_OLD}{name}")')]
        filled = {column: value for column, value in _MISSING.get(name, {}).items() if column not in same}
        columns = ", ".join(f'"{column}"' for column in [*same, *filled])
        values = ", ".join([*(f'o."{column}"' for column in same), *(v.format(text=_TEXT) for v in filled.values())])
        connection.execute(f'INSERT INTO "{name}" ({columns}) SELECT {values} FROM "{_OLD}{name}" o ORDER BY rowid')
    for name in old:
        connection.execute(f'DROP TABLE "{_OLD}{name}"')
    for statement in schema.statements()[len(tables) :]:
        connection.execute(statement)


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
