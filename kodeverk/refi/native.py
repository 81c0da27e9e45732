"""Project files of other programs that are SQLite databases: opened with care, copied row by row, never adopted.

The file is read as bytes and opened in memory, so that SQLite never touches the file itself, and no journal beside it.
What a hostile file could do is shut off as SQLite's own advice has it (https://sqlite.org/security.html, "Untrusted
SQLite Database Files"): no schema is trusted, the pages are checked, nothing can be written, and rows are taken from
ordinary tables alone, one SELECT for each, without an expression in it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from kodeverk.errors import ReadingError
from kodeverk.reading.nature import nature, wrong_kind
from kodeverk.refi.exchange import User
from kodeverk.refi.losses import Loss

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = Mapping[str, Cell]

LARGEST = 200 * 2**20
"""Largest database read, in bytes; pictures and recordings lie outside it."""

_MAGIC = b"SQLite format 3\x00"
_LONGEST_CELL = 64 * 2**20
_MOST_ROWS = 2_000_000


def is_database(data: bytes) -> bool:
    """Return whether a file is an SQLite database by its first bytes."""
    return data.startswith(_MAGIC)


def read_bytes(path: Path) -> bytes:
    """Return a database file as bytes, whole.

    Raises
    ------
    ReadingError
        If it cannot be opened, is too large, or another program has it open and has not written everything yet.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ReadingError(
                f"{path.name} is larger than {LARGEST // 2**20} MiB. Nothing was imported from it: divide "
                "the project in its program, or export it as REFI-QDA (.qdpx)."
            )
        for beside in (path.with_name(f"{path.name}{end}") for end in ("-journal", "-wal")):
            if beside.is_file() and beside.stat().st_size:
                raise ReadingError(
                    f"{path.name} is open in another program, or was not closed well: what {beside.name} holds is not "
                    "in it yet. Open it in the program it belongs to, close it there, and read it again. Nothing was "
                    "imported from it."
                )
        return path.read_bytes()
    except OSError as error:
        raise ReadingError(
            f"{path.name} cannot be opened ({error.strerror}). Close it in other programs and try again. Nothing was "
            "imported from it."
        ) from error


class Database:
    """The ordinary tables of a database somebody else wrote; made by `opened`."""

    def __init__(self, connection: sqlite3.Connection, file: str) -> None:
        self.file = file
        self._connection = connection
        schema = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
        self._kinds = {_plain(name).casefold(): (_plain(kind), _plain(sql)) for kind, name, sql in schema}
        self.tables = tuple(name for name in self._kinds if name in self and not name.startswith("sqlite_"))

    def __contains__(self, table: str) -> bool:
        """Return whether there is an ordinary table of that name."""
        kind, sql = self._kinds.get(table.casefold(), ("", ""))
        return kind == "table" and not sql.lstrip().upper().startswith("CREATE VIRTUAL")

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns, in small letters; none where there is no such table.

        Raises
        ------
        ReadingError
            If it is a view or a virtual table, or one of its columns is computed.
        """
        if table.casefold() not in self._kinds:
            return ()
        if table not in self:
            raise self.hostile(f"{table} is no table but something that is computed")
        found = self._connection.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
        if any(column[6] for column in found):
            raise self.hostile(f"a column of {table} is computed")
        return tuple(column[1].casefold() for column in found)

    def rows(self, table: str, names: Sequence[str]) -> list[Row]:
        """Return a table's rows with these columns, in small letters; one the table does not have is None in each row.

        Raises
        ------
        ReadingError
            If the table is computed, holds too many rows, or what is no text.
        """
        columns = self.columns(table)
        if not columns:
            return []
        there = [name for name in names if name in (*columns, "rowid")]
        listed = ", ".join(f'"{name}"' for name in there)
        found = self._connection.execute(f'SELECT {listed} FROM "{table}" LIMIT {_MOST_ROWS + 1}').fetchall()
        if len(found) > _MOST_ROWS:
            raise self.hostile(f"{table} has more than {_MOST_ROWS} rows")
        empty = dict.fromkeys(names)
        return [empty | dict(zip(there, map(self._cell, row), strict=True)) for row in found]

    def count(self, table: str) -> int:
        """Return how many rows an ordinary table has; 0 where there is none of that name."""
        if table not in self:
            return 0
        quoted = table.replace('"', '""')
        return int(self._connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])

    def hostile(self, why: str) -> ReadingError:
        """Return the error for a file that is not as any program writes it."""
        return ReadingError(
            f"{self.file} is refused: {why}, which the program it should come from never writes. Open it there, and "
            "save it anew if you trust it. Nothing was imported from it."
        )

    def _cell(self, value: object) -> Cell:
        if isinstance(value, bytes):
            raise self.hostile("a cell that should hold text does not")
        return value  # type: ignore[return-value]


@contextmanager
def opened(data: bytes, file: str) -> Iterator[Database]:
    """Open a database held in memory for reading; every fault in it is a ReadingError.

    Parameters
    ----------
    data : bytes
    file : str
        File name, for messages.

    Raises
    ------
    ReadingError
        If it is no SQLite database, is damaged, or is built as no program would build it.
    """
    if not is_database(data):
        raise wrong_kind(file, nature(data))
    # A database in write-ahead mode cannot be opened from memory; the two bytes say which mode it is in.
    data = data[:18] + (b"\x01\x01" if data[18:20] == b"\x02\x02" else data[18:20]) + data[20:]
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(data)
            _shut_off(connection)
            checked = connection.execute("PRAGMA quick_check(1)").fetchone()
            if checked is None or checked[0] != "ok":
                raise _damaged(file)
            yield Database(connection, file)
    except (sqlite3.Error, sqlite3.Warning, UnicodeError, OverflowError, MemoryError):
        # What SQLite says of a cell may hold its text, so it is not passed on.
        raise _damaged(file) from None


def _shut_off(connection: sqlite3.Connection) -> None:
    limits = {
        sqlite3.SQLITE_LIMIT_LENGTH: _LONGEST_CELL,
        sqlite3.SQLITE_LIMIT_SQL_LENGTH: 2**20,
        sqlite3.SQLITE_LIMIT_COLUMN: 500,
        sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
        sqlite3.SQLITE_LIMIT_ATTACHED: 0,
        sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
        sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
    }
    for limit, most in limits.items():
        connection.setlimit(limit, most)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _damaged(file: str) -> ReadingError:
    return ReadingError(
        f"{file} is damaged or cut short, or is no project of a program read here. Open it in the program it belongs "
        "to, save it anew, and read that. Nothing was imported from it."
    )


def _plain(value: object) -> str:
    return value if isinstance(value, str) else ""


def text(row: Row, name: str) -> str:
    """Return a cell as text; empty where it is."""
    value = row[name]
    return "" if value is None else str(value)


def whole(row: Row, name: str) -> int | None:
    """Return a cell as a whole number; None where it holds none.

    >>> whole({"a": 3.0}, "a"), whole({"a": "12"}, "a"), whole({"a": "b"}, "a")
    (3, 12, None)
    """
    value = row[name]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 18:
        return int(value)
    return value if isinstance(value, int) else None


def iso(when: str) -> str:
    """Return a time as ISO 8601, from that or from C's ``ctime``; empty where it is neither.

    >>> iso("2024-01-15 10:00:00"), iso("Tue Mar 10 12:00:05 2009"), iso("i fjor")
    ('2024-01-15T10:00:00', '2009-03-10T12:00:05', '')
    """
    for read in (datetime.fromisoformat, lambda told: datetime.strptime(told, "%a %b %d %H:%M:%S %Y")):
        try:
            return read(when.strip()).isoformat(timespec="seconds")
        except ValueError:
            continue
    return ""


def number(value: str) -> str | int | float:
    """Return a number written as text as a number; anything else as it is.

    >>> number("12"), number("3.5"), number("Lyngmo")
    (12, 3.5, 'Lyngmo')
    """
    if re.fullmatch(r"-?\d{1,15}", value):
        return int(value)
    return float(value) if re.fullmatch(r"-?\d{1,15}\.\d{1,9}", value) else value


def users_of(names: Iterable[str], guid: Callable[..., str]) -> dict[str, User]:
    """Return a user for each name, in the order of the alphabet; nobody for an empty one."""
    return {name: User(guid("user", name), name) for name in sorted(set(names)) if name}


def elsewhere(base: Database, known: Iterable[str]) -> list[Loss]:
    """Return what tables hold that are not read, one row for each that holds anything."""
    counts = {table: base.count(table) for table in base.tables if table not in set(known)}
    return [Loss(f"table {table}", count, 0, count) for table, count in counts.items() if count]
