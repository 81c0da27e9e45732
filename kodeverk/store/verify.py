"""Proof that a study file is whole: the file, the layout, every text, quote and reference, and the log.

SQLite's own check misses most single flipped bits in a text; the SHA-256 of every text and the quote
beside every coding do not.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kodeverk.errors import StoreError
from kodeverk.messages import _, _n
from kodeverk.model import TABLES, Record, SourceVersion, context, record_label, sha256
from kodeverk.store import schema
from kodeverk.store.gateway import connect, said
from kodeverk.store.layouts import LAYOUTS
from kodeverk.store.opening import layout
from kodeverk.store.rows import from_log, shape, to_log

_MOST = 1000
"""How many findings are listed at most."""


class Finding(NamedTuple):
    """Something in a study file that is not as it should be.

    Attributes
    ----------
    what : str
        What is wrong, such as ``text does not match its SHA-256``.
    where : str
        Table and id; never interview text.
    """

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Verification(NamedTuple):
    """The outcome of a verification.

    Attributes
    ----------
    ok : bool
        Whether nothing was found.
    findings : list of Finding
    counts : dict of str to int
        How many records, texts, originals and transactions were checked, by table.
    """

    ok: bool
    findings: list[Finding]
    counts: dict[str, int]

    def __str__(self) -> str:
        found = len(self.findings)
        outcome = _("whole") if self.ok else _n("{count} finding", "{count} findings", found).format(count=found)
        checked = ", ".join(_counted(name, count) for name, count in self.counts.items() if count)
        head = _("{outcome} (checked: {checked})").format(outcome=outcome, checked=checked or _("nothing"))
        return "\n".join([head, *map(str, self.findings)])


def _counted(name: str, count: int) -> str:
    besides = {
        "text": _n("{count} text", "{count} texts", count),
        "original": _n("{count} original file", "{count} original files", count),
        "txn": _n("{count} transaction", "{count} transactions", count),
    }
    return besides[name].format(count=count) if name in besides else record_label(name, count)


def verify(path: str | os.PathLike[str]) -> Verification:
    """Return whether the study file is whole, and what is wrong with it where it is not.

    Parameters
    ----------
    path : path-like

    Raises
    ------
    StoreError
        If there is no such file.
    """
    file = Path(path).absolute()
    if not file.is_file():
        raise StoreError(f"There is no study {file.name} in the folder {file.parent.name!r}.")
    findings: list[Finding] = []
    counts: dict[str, int] = {}
    try:
        with said(file), contextlib.closing(_opened(file)) as connection:
            version = layout(connection, file)
            connection.execute("BEGIN")
            for finding in _checks(connection, version, counts):
                findings.append(finding)
                if len(findings) == _MOST:
                    break
    except StoreError as error:
        findings.append(Finding(str(error), file.name))
    return Verification(not findings, findings, counts)


def _opened(path: Path) -> sqlite3.Connection:
    """Return a connection that reads any bytes as text; one that may write, to recover what a crash left."""
    connection = connect(path, read_only=not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)))
    connection.text_factory = lambda kept: kept.decode("utf-8", "surrogateescape")
    return connection


def _checks(connection: sqlite3.Connection, version: int, counts: dict[str, int]) -> Iterator[Finding]:
    for (message,) in connection.execute("PRAGMA integrity_check(100)"):
        if message != "ok":
            yield Finding(f"SQLite's integrity check says: {message}", "file")
    for row in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield Finding(f"names a {row[2]} that is not there", f"{row[0]}, row {row[1]}")
    yield from _layout(connection, version)
    yield from _contents(connection, counts)
    if version == schema.VERSION:
        yield from _versions(connection)
        yield from _quotes(connection)
        yield from _judged(connection)
        yield from _log(connection, counts)


def _layout(connection: sqlite3.Connection, version: int) -> Iterator[Finding]:
    with contextlib.closing(sqlite3.connect(":memory:")) as known:
        for statement in LAYOUTS.get(version, schema.statements()):
            known.execute(statement)
        expected, found = fingerprint(known), fingerprint(connection)
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key) != found.get(key):
            missing, extra = key not in found, key not in expected
            what = "is missing" if missing else "does not belong in a study" if extra else "has another layout"
            yield Finding(what, " ".join(key))


def fingerprint(connection: sqlite3.Connection) -> dict[tuple[str, str], object]:
    """Return the layout of a file: every table, index, view and trigger with its columns and references."""
    query = "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    found: dict[tuple[str, str], object] = {}
    for kind, name, table in connection.execute(query).fetchall():
        if kind == "table":
            pragmas = "table_list", "table_xinfo", "foreign_key_list"
            rows = [sorted(map(repr, connection.execute(f'PRAGMA {p}("{name}")'))) for p in pragmas]
            unique = connection.execute(f"SELECT name FROM pragma_index_list(\"{name}\") WHERE origin = 'u'").fetchall()
            found[kind, name] = rows, sorted(_columns(connection, index) for (index,) in unique)
        else:
            found[kind, name] = table, _columns(connection, name) if kind == "index" else ""
    return found


def _columns(connection: sqlite3.Connection, index: str) -> str:
    return repr(connection.execute(f'PRAGMA index_xinfo("{index}")').fetchall())


def _contents(connection: sqlite3.Connection, counts: dict[str, int]) -> Iterator[Finding]:
    for table in ("text", "original"):
        counts[table] = 0
        for key, length, content in connection.execute(f"SELECT * FROM {table}"):
            counts[table] += 1
            data = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
            if sha256(data) != key:
                yield Finding("does not match its SHA-256", f"{table} {key}")
            elif len(content) != length:
                yield Finding("does not have the length noted", f"{table} {key}")


def _rows(connection: sqlite3.Connection, kind: type[Record]) -> Iterator[tuple[str, Record | None]]:
    """Yield the id and the record of every row; None where a row cannot be read."""
    as_kept = shape(kind)
    columns = ", ".join(f'"{field}"' for field in as_kept.fields)
    for row in connection.execute(f'SELECT {columns} FROM "{as_kept.name}"'):
        try:
            yield row[0], as_kept.record(row)
        except (TypeError, ValueError, AttributeError, KeyError):
            yield row[0], None


def _versions(connection: sqlite3.Connection) -> Iterator[Finding]:
    lengths: dict[str, int] = dict(connection.execute("SELECT sha256, length FROM text"))
    originals = {key for (key,) in connection.execute("SELECT sha256 FROM original")}
    for name, version in _rows(connection, SourceVersion):
        where = f"source_version {name}"
        if not isinstance(version, SourceVersion):
            yield Finding("cannot be read", where)
            continue
        if version.length != lengths.get(version.sha256):
            yield Finding("does not have the length of its text", where)
        if version.original and version.original not in originals:
            yield Finding("names a file that is not kept", where)
        for s in version.segments:
            if not 0 <= s.start <= s.body <= s.end <= version.length:
                yield Finding(f"segment {s.number} does not lie within the text", where)


def _quotes(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table in schema.CHECKED:
        query = (
            f'SELECT c.id, v.sha256, c.start, c."end", c."before", c.quote, c."after" FROM {table} c '
            "LEFT JOIN source_version v ON v.source_id = c.source_id AND v.number = c.version ORDER BY v.sha256"
        )
        known, text = "", ""
        for name, key, start, end, *kept in connection.execute(query):
            if key is None:
                continue  # found as a dangling reference
            if key != known:
                known, text = key, _text(connection, key)
            if not 0 <= start < end <= len(text):
                yield Finding("has a span that does not fit its text", f"{table} {name}")
            elif context(text, start, end) != tuple(kept):
                yield Finding("does not stand where its quote and surroundings stand", f"{table} {name}")


def _judged(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield passages judged by themselves, without coding, that do not lie in a text there is."""
    query = (
        'SELECT e.id, v.length, e.start, e."end" FROM evidence e LEFT JOIN source_version v '
        "ON v.source_id = e.source_id AND v.number = e.version WHERE e.coding_id IS NULL"
    )
    for name, length, start, end in connection.execute(query):
        if length is None:
            yield Finding("names a version of a source that is not there", f"evidence {name}")
        elif not 0 <= start < end <= length:
            yield Finding("has a span that does not fit its text", f"evidence {name}")


def _text(connection: sqlite3.Connection, key: str) -> str:
    row = connection.execute("SELECT content FROM text WHERE sha256 = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def _log(connection: sqlite3.Connection, counts: dict[str, int]) -> Iterator[Finding]:
    numbers = [seq for (seq,) in connection.execute("SELECT seq FROM txn ORDER BY seq")]
    counts["txn"] = len(numbers)
    for missing in sorted(set(range(1, (numbers or [0])[-1] + 1)) - set(numbers)):
        yield Finding("is missing", f"transaction {missing}")
    last: dict[tuple[str, str], str | None] = {}
    expected = (0, 0)
    for seq, n, table, name, before, after in connection.execute(
        "SELECT seq, n, tbl, record_id, before, after FROM change ORDER BY seq, n"
    ):
        if n != (expected[1] if seq == expected[0] else 0):
            yield Finding("has a gap in its changes", f"transaction {seq}")
        expected = seq, n + 1
        if not _equal(table, last.get((table, name)), before):
            yield Finding("does not follow on the change before it", f"transaction {seq}, {table} {name}")
        last[table, name] = after
    for table, kind in TABLES.items():
        counts[table] = 0
        for name, record in _rows(connection, kind):
            counts[table] += 1
            logged = last.pop((table, name), None)
            if record is None:
                yield Finding("cannot be read", f"{table} {name}")
            elif not _equal(table, logged, to_log(record)):
                yield Finding("is not as the change log left it", f"{table} {name}")
    for table, name in (key for key, after in last.items() if after is not None):
        yield Finding("is in the change log, but not in the study", f"{table} {name}")


def _equal(table: str, one: str | None, other: str | None) -> bool:
    """Return whether two lines of the log hold the same record; an older line may lack newer fields."""
    if one == other:
        return True
    if one is None or other is None or table not in TABLES:
        return False
    try:
        return from_log(TABLES[table], one) == from_log(TABLES[table], other)
    except (TypeError, ValueError, AttributeError):
        return False
