"""Changes into tables: checked against what is there, written in bulk, with the quote beside each coding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from kodeverk.errors import StoreError
from kodeverk.model import (
    TABLE_OF,
    Case,
    Change,
    Coding,
    Memo,
    Record,
    Source,
    SourceVersion,
    Suggestion,
    context,
    sha256,
)
from kodeverk.store.log import Line
from kodeverk.store.rows import Once, Row, Shape, shape
from kodeverk.store.schema import CHECKED, CHECKS, TABLE

TextOf = Callable[[str], str]

AT_ONCE = 500
"""How many ids are looked up in one query."""


def netted(changes: Iterable[Change]) -> list[Change]:
    """Return at most one change for each record, without those that change nothing.

    Raises
    ------
    StoreError
        If the changes of one record do not follow on each other.
    """
    net: dict[tuple[type[Record], str], Change] = {}
    for change in changes:
        key = change.kind, change.record.id
        if change.before is not None and change.after is not None and change.before.id != change.after.id:
            raise StoreError(f"A change gives a record of kind {TABLE_OF[key[0]]} another id; ids are kept for life.")
        if key in net:
            if net[key].after != change.before:
                raise StoreError(f"Two changes of the {TABLE_OF[key[0]]} {key[1]!r} do not follow on each other.")
            change = Change(net[key].before, change.after)
        net[key] = change
    return [change for change in net.values() if change.before != change.after]


def keep_contents(connection: sa.Connection, texts: Mapping[str, str], originals: Iterable[bytes]) -> None:
    """Write texts and files under their SHA-256; what is there already stays."""
    rows = [(key, len(text), text) for key, text in texts.items()]
    files = [(sha256(data), len(data), data) for data in originals]
    for table, contents in (("text", rows), ("original", files)):
        if contents:
            connection.exec_driver_sql(f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?)", contents)


def write_rows(connection: sa.Connection, changes: Sequence[Change], text_of: TextOf, once: Once) -> Callable[[], None]:
    """Check the changes and return the function that writes them.

    Nothing is written while they are checked: texts are read through other connections, which a large
    write would lock out.

    Raises
    ------
    StoreError
        If a record is not as the change found it, or a span does not fit its text.
    """
    by_kind: dict[type[Record], list[Change]] = defaultdict(list)
    for change in changes:
        by_kind[change.kind].append(change)
    check_before(connection, by_kind)
    _check_versions(by_kind[SourceVersion], text_of)
    places = _Places(connection, by_kind[SourceVersion], text_of)
    written = [_statements(shape(kind), found, places, once) for kind, found in by_kind.items()]

    def write() -> None:
        for statement, rows in (pair for pairs in written for pair in pairs if pair[1]):
            connection.exec_driver_sql(statement, rows)

    return write


def check_before(connection: sa.Connection, by_kind: Mapping[type[Record], Sequence[Change]]) -> None:
    """Raise StoreError unless every record is as its change found it."""
    for kind, changes in by_kind.items():
        expected = {c.before.id: c.before for c in changes if c.before is not None}
        now = dict(found(connection, kind, list(expected)))
        name = TABLE_OF[kind]
        for record_id, record in expected.items():
            if record_id not in now:
                raise StoreError(f"The {name} {record_id!r} is no longer in the study; nothing was written.")
            if now[record_id] != record and shape(kind).rows([record]) != shape(kind).rows([now[record_id]]):
                raise StoreError(f"The {name} {record_id!r} was changed meanwhile; nothing was written. Try again.")


def found(connection: sa.Connection, kind: type[Record], ids: Sequence[str]) -> Iterable[tuple[str, Record]]:
    """Return the records of one kind with these ids, by id."""
    as_kept = shape(kind)
    for first in range(0, len(ids), AT_ONCE):
        query = as_kept.select().where(TABLE[as_kept.name].c.id.in_(ids[first : first + AT_ONCE]))
        for row in connection.execute(query):
            record = as_kept.record(row)
            yield record.id, record


def _check_versions(changes: Iterable[Change], text_of: TextOf) -> None:
    for change in changes:
        before, after = change.before, change.after
        if not isinstance(after, SourceVersion):
            continue
        if isinstance(before, SourceVersion) and (before.sha256, before.number) != (after.sha256, after.number):
            raise StoreError(f"The text of {after.id!r} is kept for life: a correction makes a new version.")
        length = len(text_of(after.sha256))
        if after.length != length or any(s.end > length for s in after.segments):
            raise StoreError(
                f"The version {after.id!r} says its text has {after.length} code points, or has segments "
                f"beyond its end; the text has {length}. Nothing was written."
            )


class _Places:
    """The quote and the surroundings of spans, from the texts they point into."""

    def __init__(self, connection: sa.Connection, changes: Iterable[Change], text_of: TextOf) -> None:
        self._connection = connection
        self._text_of = text_of
        self._texts: dict[tuple[str, int], str] = {}
        self._new = {c.after.id: c.after.sha256 for c in changes if isinstance(c.after, SourceVersion)}

    def checks(self, record: Record) -> Row:
        """Return the 32 code points before a span, and those after it, behind its own text."""
        assert isinstance(record, Coding | Suggestion), "only codings and suggestions have spans"
        key = record.source_id, record.version
        if key not in self._texts:
            self._texts[key] = self._text(*key)
        text = self._texts[key]
        if not record.span.fits(len(text)):
            raise StoreError(
                f"The span {record.start} to {record.end} does not fit version {record.version} of the source "
                f"{record.source_id!r}, which has {len(text)} code points. Nothing was written."
            )
        before, quote, after = context(text, record.start, record.end)
        return quote, before, after

    def _text(self, source_id: str, number: int) -> str:
        version = f"{source_id}/{number}"
        table = TABLE["source_version"]
        kept = self._new.get(version) or self._connection.scalar(
            sa.select(table.c.sha256).where(table.c.source_id == source_id, table.c.number == number)
        )
        if kept is None:
            raise StoreError(f"There is no version {number} of a source {source_id!r}. Nothing was written.")
        return self._text_of(kept)


def _statements(as_kept: Shape, changes: Sequence[Change], places: _Places, once: Once) -> list[tuple[str, list[Row]]]:
    """Return what removes, alters and makes records of one kind; removals first, since they free keys."""
    gone = [(c.record.id,) for c in changes if c.after is None]
    altered = [c.after for c in changes if c.after is not None and c.before is not None]
    made = [c.after for c in changes if c.after is not None and c.before is None]
    checked = as_kept.name in CHECKED
    columns = [f'"{name}"' for name in (*as_kept.fields, *(CHECKS if checked else ()))]

    def rows(records: list[Record]) -> list[Row]:
        plain = as_kept.rows(records, once)
        if not checked:
            return plain
        return [row + places.checks(record) for row, record in zip(plain, records, strict=True)]

    table, marks = f'"{as_kept.name}"', ", ".join("?" * len(columns))
    sets = ", ".join(f"{column} = ?" for column in columns)
    return [
        (f'DELETE FROM {table} WHERE "id" = ?', gone),
        ('UPDATE "coding" SET "end" = -rowid WHERE "id" = ?', _moved(changes)),
        (f'UPDATE {table} SET {sets} WHERE "id" = ?', [(*row, row[0]) for row in rows(altered)]),
        (f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows(made)),
    ]


def _moved(changes: Sequence[Change]) -> list[Row]:
    """Return the ids of codings that get another key: they make way first, since one may take another's place."""
    pairs = ((c.before, c.after) for c in changes)
    return [(b.id,) for b, a in pairs if isinstance(b, Coding) and isinstance(a, Coding) and b.key != a.key]


def lines(connection: sa.Connection, changes: Sequence[Change]) -> list[Line]:
    """Return the changes with the source and the case each speaks of, for the log.

    What hangs on a coding speaks of its source. All that one informant said is found by the case
    and by the sources in which a speaker is bound to the case, also where the binding came later.
    """
    sources = {c.record.id: c.record.source_id for c in changes if isinstance(c.record, Coding)}
    wanted = {hung_on for c in changes if (hung_on := _coding_of(c.record)) and hung_on not in sources}
    for coding_id, coding in found(connection, Coding, sorted(wanted)):
        assert isinstance(coding, Coding), "found among the codings"
        sources[coding_id] = coding.source_id
    return [Line(change, *_about(change.record, sources)) for change in changes]


def _coding_of(record: Any) -> str | None:
    if isinstance(record, Memo):
        return record.target_id if record.on == "coding" else None
    return None if isinstance(record, Suggestion) else getattr(record, "coding_id", None)


def _about(record: Any, sources: Mapping[str, str]) -> tuple[str | None, str | None]:
    if isinstance(record, Coding):
        return record.source_id, None
    if isinstance(record, Source):
        return record.id, None
    if isinstance(record, Case):
        return None, record.id
    if isinstance(record, Memo) and record.on in ("source", "segment"):
        return record.target_id.partition("/")[0], None
    if isinstance(record, Memo) and record.on == "case":
        return None, record.target_id
    source_id = getattr(record, "source_id", None) or sources.get(_coding_of(record) or "")
    return source_id, getattr(record, "case_id", None)
