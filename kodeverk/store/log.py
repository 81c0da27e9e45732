"""The change log: who changed what, when and why; what undo takes back, and the audit trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import sqlalchemy as sa

from kodeverk.model import TABLE_OF, TABLES, Change, Event, Record
from kodeverk.store.rows import Once, from_log, to_log
from kodeverk.store.schema import change, txn

DONE, UNDONE, DISCARDED = "done", "undone", "discarded"
UNDO, REDO = "undo", "redo"


class LogEntry(NamedTuple):
    """One transaction of the change log.

    Attributes
    ----------
    seq : int
        Number of the transaction; the order of events, whatever the clock said.
    at : str
        When, ISO 8601 in UTC.
    who : str
        Name of the coder, as given.
    verb, why : str
    state : str
        ``done``; ``undone``, and can be done again; ``discarded``: undone for good.
    of : int or None
        For ``undo`` and ``redo`` the transaction that was undone or done again.
    counts : dict of str to int
        How many records were made, altered and removed, such as ``{"coding made": 3}``.
    """

    seq: int
    at: str
    who: str
    verb: str
    why: str
    state: str
    of: int | None
    counts: Mapping[str, int]


class Line(NamedTuple):
    """A change with the source and the case it speaks of."""

    change: Change
    source_id: str | None
    case_id: str | None


def last_seq(connection: sa.Connection) -> int:
    """Return the number of the last transaction; 0 before the first."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM txn").scalar_one())


def open_entry(connection: sa.Connection, verb: str, who: str, why: str, of: int | None = None) -> int:
    """Begin a transaction in the log and return its number.

    A new change discards what was undone of those its maker made before it.
    """
    if of is None:
        undone = sa.update(txn).where(txn.c.state == UNDONE, txn.c.who == who)
        connection.execute(undone.values(state=DISCARDED))
    values = {"at": now(), "who": who, "verb": verb, "why": why, "state": DONE, "of": of}
    seq = connection.execute(sa.insert(txn).values(values)).inserted_primary_key
    assert seq is not None, "SQLite numbers the transaction"
    return int(seq[0])


def append(connection: sa.Connection, seq: int, lines: Iterable[Line], once: Once) -> None:
    """Write what the transaction changed; `once` has what was encoded for the rows of the records."""
    rows = [
        (
            seq, n, TABLE_OF[line.change.kind], line.change.record.id, line.source_id, line.case_id,
            to_log(line.change.before, once), to_log(line.change.after, once),
        )
        for n, line in enumerate(lines)
    ]  # fmt: skip
    connection.exec_driver_sql("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def lines_of(connection: sa.Connection, seq: int) -> list[Line]:
    """Return what one transaction changed, in order."""
    return _lines(connection, change.c.seq == seq)


def changes_since(connection: sa.Connection, seq: int, kind: type[Record] | None = None) -> list[Change]:
    """Return what was changed after transaction `seq`, oldest first; of one kind of record, or of all."""
    where = change.c.seq > seq
    if kind is not None:
        where = where & (change.c.tbl == TABLE_OF[kind])
    return [line.change for line in _lines(connection, where)]


def _lines(connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[Line]:
    c = change.c
    query = sa.select(c.tbl, c.before, c.after, c.source_id, c.case_id).where(where).order_by(c.seq, c.n)
    return [Line(_change(*row[:3]), row[3], row[4]) for row in connection.execute(query)]


def _change(table: str, before: str | None, after: str | None) -> Change:
    kind = TABLES[table]
    return Change(from_log(kind, before), from_log(kind, after))


def set_state(connection: sa.Connection, seq: int, state: str) -> None:
    """Note that a transaction is undone or done again."""
    connection.execute(sa.update(txn).where(txn.c.seq == seq).values(state=state))


def entries(connection: sa.Connection) -> list[LogEntry]:
    """Return every transaction, oldest first."""
    kinds = sa.case((change.c.before.is_(None), "made"), (change.c.after.is_(None), "removed"), else_="altered")
    counted = sa.select(change.c.seq, change.c.tbl, kinds.label("how"), sa.func.count()).group_by(
        change.c.seq, change.c.tbl, "how"
    )
    counts: dict[int, dict[str, int]] = {}
    for seq, table, how, count in connection.execute(counted):
        counts.setdefault(seq, {})[f"{table} {how}"] = count
    rows = connection.execute(sa.select(txn).order_by(txn.c.seq))
    return [LogEntry._make((*row, counts.get(row.seq, {}))) for row in rows]


def history(connection: sa.Connection, kind: type[Record], seq: int) -> list[Event]:
    """Return what was done to records of one kind up to transaction `seq`, oldest first."""
    c = change.c
    query = (
        sa.select(txn.c.seq, txn.c.at, txn.c.who, txn.c.verb, txn.c.why, c.tbl, c.before, c.after)
        .join_from(change, txn)
        .where(c.tbl == TABLE_OF[kind], c.seq <= seq)
        .order_by(c.seq, c.n)
    )
    return [Event(*row[:5], _change(*row[5:])) for row in connection.execute(query)]


def counted(changes: Sequence[Change]) -> dict[str, int]:
    """Return how many records were made, altered and removed, by table."""
    how = {(True, False): "made", (False, False): "altered", (False, True): "removed"}
    found = Counter(f"{TABLE_OF[c.kind]} {how[c.before is None, c.after is None]}" for c in changes)
    return dict(sorted(found.items()))


def now() -> str:
    """Return the time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
