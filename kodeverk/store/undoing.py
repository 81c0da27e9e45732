"""Which change is undone or done again, and whether one coder's can be while others have worked on since.

A change stands from when it was made, or last done again, until it is undone. Without a coder the change that came to
stand last is undone, and what was undone last is done again, until somebody makes a new change. With a coder both are
looked for among her own changes; others' new changes leave hers to be done again. Her change is taken out from under
later ones only where none of these has touched the same records, and nothing that stands refers to what would go: so
the order in which all is undone without a coder holds whatever coders have taken back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import sqlalchemy as sa

from kodeverk.errors import KodeverkError
from kodeverk.model import (
    TABLE_OF,
    TABLES,
    Adjudication,
    Category,
    Change,
    Code,
    Condensation,
    Evidence,
    Memo,
    Record,
    Snapshot,
    WholeReading,
)
from kodeverk.store.log import DONE, REDO, UNDO, UNDONE
from kodeverk.store.rows import Row, shape
from kodeverk.store.schema import REFERENCES, TABLE, change, txn
from kodeverk.store.writing import AT_ONCE, found

Key: TypeAlias = tuple[str, str]
"""Name of a table, and the id of a record in it."""

_LOOSE: tuple[type[Record], ...] = (Memo, Condensation, Adjudication, Category, WholeReading, Evidence)
"""Kinds of records that name others where SQLite does not hold them to it; suggestions outlive their codings."""


def to_undo(connection: sa.Connection, coder: str | None = None) -> int:
    """Return the number of the change that came to stand last, with a coder that of hers.

    Raises
    ------
    KodeverkError
        If there is none.
    """
    standing = _standing()
    query = sa.select(standing.c.seq).order_by(standing.c.since.desc()).limit(1)
    return _one(connection, query if coder is None else query.where(standing.c.who == coder), coder, "undo")


def to_redo(connection: sa.Connection, coder: str | None = None) -> int:
    """Return the number of the change that was undone last, with a coder that of hers.

    Raises
    ------
    KodeverkError
        If there is none, or a new change was made since; with a coder, a new one of hers.
    """
    undone = _last(UNDO)
    query = sa.select(txn.c.seq).join(undone, undone.c.of == txn.c.seq).where(txn.c.state == UNDONE)
    if coder is None:
        query = query.where(
            undone.c.seq > sa.select(sa.func.max(txn.c.seq)).where(txn.c.of.is_(None)).scalar_subquery()
        )
    else:
        query = query.where(txn.c.who == coder)
    return _one(connection, query.order_by(undone.c.seq.desc()).limit(1), coder, "redo")


def _one(connection: sa.Connection, query: sa.Select[Any], coder: str | None, verb: str) -> int:
    seq = connection.scalar(query)
    if seq is None:
        who = "" if coder is None else f" of {coder}'s"
        why = ": nothing was undone, or something was changed since" if verb == "redo" else ""
        raise KodeverkError(f"There is nothing{who} to {verb}{why}.")
    return int(seq)


def _last(verb: str) -> sa.Subquery:
    """Return for each change that was undone, or done again, the number of the transaction that did it last."""
    query = sa.select(txn.c.of, sa.func.max(txn.c.seq).label("seq")).where(txn.c.verb == verb, txn.c.of.is_not(None))
    return query.group_by(txn.c.of).subquery()


def _standing() -> sa.Subquery:
    """Return every change that stands, with the number of the transaction since which it does."""
    again = _last(REDO)
    since = sa.func.coalesce(again.c.seq, txn.c.seq).label("since")
    query = sa.select(txn.c.seq, txn.c.who, txn.c.verb, since).outerjoin(again, again.c.of == txn.c.seq)
    return query.where(txn.c.state == DONE, txn.c.of.is_(None)).subquery()


# --- may it be? ------------------------------------------------------------------------------------


def check_alone(connection: sa.Connection, snapshot: Snapshot, of: int, changes: Sequence[Change]) -> None:
    """Raise KodeverkError unless a change can be undone, or done again, by itself.

    Parameters
    ----------
    connection : sqlalchemy.Connection
    snapshot : Snapshot
        The study as it is.
    of : int
        Number of the change.
    changes : sequence of Change
        What undoing it, or doing it again, would change.
    """
    if touched := [*_touched_since(connection, of, changes)] or [*_otherwise(connection, changes)]:
        raise _refused("what it changed has been changed since", touched)
    if hanging := [*_held(connection, changes), *_named(snapshot, changes), *_out_of_place(snapshot, changes)]:
        raise _refused("what it would take away, or bring back, is bound to", hanging)


def _refused(why: str, what: Iterable[str]) -> KodeverkError:
    told = ", ".join(f"{name} ({count})" for name, count in sorted(Counter(what).items()))
    return KodeverkError(f"The change cannot be taken by itself: {why}: {told}. Nothing was changed.")


def _touched_since(connection: sa.Connection, of: int, changes: Iterable[Change]) -> Iterator[str]:
    """Yield who changed a record of these after change `of` came to stand, once for each record; if it stands."""
    standing = _standing()
    since = connection.scalar(sa.select(standing.c.since).where(standing.c.seq == of))
    if since is None:
        return
    for table, ids in _ids(changes).items():
        query = sa.select(standing.c.who, standing.c.verb).join(change, change.c.seq == standing.c.seq)
        query = query.where(standing.c.since > since, change.c.tbl == table)
        for some in _batches(ids):
            yield from (
                f"{verb} by {who}" for who, verb in connection.execute(query.where(change.c.record_id.in_(some)))
            )


def _otherwise(connection: sa.Connection, changes: Iterable[Change]) -> Iterator[str]:
    """Yield the kind of each record that is not as these changes would find it."""
    expected = {(c.kind, c.record.id): c.before for c in changes}
    for kind in {kind for kind, _id in expected}:
        ids = [key for other, key in expected if other is kind]
        there = dict(found(connection, kind, ids))
        yield from (TABLE_OF[kind] for key in ids if _kept(there.get(key)) != _kept(expected[kind, key]))


def _kept(record: Record | None) -> Sequence[Row]:
    """Return a record as it is kept: what was read from the log may hold lists where the study has tuples."""
    return [] if record is None else shape(type(record)).rows([record])


def _held(connection: sa.Connection, changes: Sequence[Change]) -> Iterator[str]:
    """Yield what stands and refers, by a key of its table, to a record that would go."""
    going = _ids(c for c in changes if c.after is None)
    own = _ids(changes)
    for table, references in REFERENCES.items():
        for column, target in references.items():
            gone, child = going.get(target.removesuffix(".id")), TABLE[table]
            for some in _batches(gone) if gone and target.endswith(".id") else ():
                for (key,) in connection.execute(sa.select(child.c.id).where(child.c[column].in_(some))):
                    if key not in own.get(table, ()):
                        yield table


def _named(snapshot: Snapshot, changes: Sequence[Change]) -> Iterator[str]:
    """Yield what stands and names a record that would go, and what would come back and names one that is gone."""
    own = {(TABLE_OF[c.kind], c.record.id) for c in changes}
    gone = {(TABLE_OF[c.kind], c.record.id) for c in changes if c.after is None}
    if gone:
        for kind in _LOOSE:
            for record in snapshot.all(kind):
                if (TABLE_OF[kind], record.id) not in own and gone.intersection(_names(record)):
                    yield TABLE_OF[kind]
    coming = [c.after for c in changes if c.after is not None]
    for table, key in {name for record in coming for name in _names(record)}:
        if (table, key) not in own and key not in snapshot.find(TABLES[table], [key]):
            yield f"{table} that is gone"


def _names(record: Record) -> Iterator[Key]:
    """Yield the records a record names where SQLite does not hold it to them."""
    if isinstance(record, Memo):
        if record.on == "segment":
            yield "source_version", record.target_id.rpartition("/")[0]
        elif record.on in TABLES:
            yield record.on, record.target_id
    if isinstance(record, Condensation):
        yield from (("coding", key) for key in record.codings)
    if isinstance(record, Adjudication):
        yield from (("coding", key) for key in (*record.between, *record.kept))
    if isinstance(record, Category):
        questions = (key for question in record.sub_questions for key in question.codes)
        yield from (("code", key) for key in (*record.codes, *questions))
    if isinstance(record, WholeReading | Adjudication) or (isinstance(record, Evidence) and record.coding_id is None):
        yield "source_version", f"{record.source_id}/{record.version}"


def _out_of_place(snapshot: Snapshot, changes: Sequence[Change]) -> Iterator[str]:
    """Yield ``code`` for each that would be left with its parent gone, or share its path with another."""
    if not any(c.kind is Code for c in changes):
        return
    own = [c for c in changes if c.kind is Code]
    yield from ["code"] * (_misplaced(snapshot.supposing(own).all(Code)) - _misplaced(snapshot.all(Code)))


def _misplaced(codes: Iterable[Code]) -> int:
    paths = Counter((code.codebook, code.path) for code in codes)
    orphans = sum(bool(parent := path.rpartition("/")[0]) and (book, parent) not in paths for book, path in paths)
    return orphans + paths.total() - len(paths)


def _ids(changes: Iterable[Change]) -> Mapping[str, list[str]]:
    ids: dict[str, list[str]] = defaultdict(list)
    for one in changes:
        ids[TABLE_OF[one.kind]].append(one.record.id)
    return ids


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE))
