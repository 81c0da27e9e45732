"""The tables of a study file: one for each kind of record, the texts, and the change log.

``PRAGMA user_version`` holds the version of this layout and ``PRAGMA application_id`` says that the
file is a kodeverk study at all. A change to the layout is a new version with its step in migrate.py.
"""

from __future__ import annotations

import typing
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from kodeverk.model import TABLES, Record

VERSION = 4
APPLICATION_ID = 0x4B4F4456
FORMAT = "kodeverk study"

CHECKED = ("coding", "suggestion")
"""Tables whose rows carry the quote and its surroundings beside the record, as a check."""

CHECKS = ("quote", "before", "after")

KEY = ("source_id", "version", "start", "end", "code_id", "coder")
"""What makes two codings one."""

REFERENCES: dict[str, dict[str, str]] = {
    "source": {"office_id": "case.id"},
    "source_version": {"source_id": "source.id", "sha256": "text.sha256"},
    "case": {"office_id": "case.id"},
    "speaker": {"source_id": "source.id", "case_id": "case.id"},
    "value": {"case_id": "case.id"},
    "consent": {"case_id": "case.id"},
    "code": {"codebook": "codebook.id"},
    "category": {"codebook": "codebook.id"},
    "asked": {"source_id": "source.id", "coder": "coder.id"},
    "proposition": {"theory": "theory.id"},
    "coding": {"source_id": "source.id", "code_id": "code.id", "coder": "coder.id"},
    "suggestion": {"source_id": "source.id", "code_id": "code.id", "coder": "coder.id"},
    "memo": {"coder": "coder.id"},
    "condensation": {"case_id": "case.id", "coder": "coder.id"},
    "actor": {"office_id": "case.id", "fills": "actor.id", "case_id": "case.id"},
    "relation": {
        "from_actor": "actor.id",
        "to_actor": "actor.id",
        "initiator": "actor.id",
        "coding_id": "coding.id",
        "coder": "coder.id",
    },
    "evidence": {
        "coding_id": "coding.id",
        "proposition": "proposition.id",
        "coder": "coder.id",
        "source_id": "source.id",
    },
    "crosswalk": {"from_codebook": "codebook.id", "to_codebook": "codebook.id"},
    "claim": {"coder": "coder.id"},
    "mark": {"case_id": "case.id", "code_id": "code.id"},
    "area_plan": {"case_id": "case.id", "code_id": "code.id"},
    "activity": {"case_id": "case.id"},
    "whole_reading": {"source_id": "source.id", "coder": "coder.id"},
    "adjudication": {"source_id": "source.id", "layer": "coder.id", "coder": "coder.id"},
}
"""Which columns name another record. A suggestion's coding may be gone: it tells what came of it."""

_TYPES: dict[type, type[sa.types.TypeEngine[typing.Any]]] = {
    str: sa.TEXT,
    int: sa.INTEGER,
    bool: sa.INTEGER,
    float: sa.REAL,
}
_DEFERRED: typing.Any = {"deferrable": True, "initially": "DEFERRED"}

metadata = sa.MetaData()


def plain_type(hint: typing.Any) -> tuple[type | None, bool]:
    """Return the plain type of a field (None for a structure, kept as JSON), and whether it may be empty.

    Examples
    --------
    >>> plain_type(int), plain_type(str | None), plain_type(tuple[str, ...])
    ((<class 'int'>, False), (<class 'str'>, True), (None, False))
    """
    arguments = [a for a in typing.get_args(hint) if a is not type(None)]
    optional = type(None) in typing.get_args(hint)
    if optional and len(arguments) == 1:
        return (arguments[0] if arguments[0] in _TYPES else None), True
    return (hint if hint in _TYPES else None), optional


def _record_table(name: str, kind: type[Record]) -> sa.Table:
    references = REFERENCES.get(name, {})
    columns = []
    for field, hint in typing.get_type_hints(kind).items():
        plain, optional = plain_type(hint)
        key = [sa.ForeignKey(references[field], **_DEFERRED)] if field in references else []
        indexed = (field in references and field not in ("coder", "source_id")) or (
            field == "source_id" and name != "coding"
        )
        columns.append(
            sa.Column(field, _TYPES[plain or str], *key, primary_key=field == "id", nullable=optional, index=indexed)
        )
    extra: list[sa.schema.SchemaItem] = []
    if name in CHECKED:
        columns += [sa.Column(check, sa.TEXT, nullable=False) for check in CHECKS]
        extra.append(
            sa.ForeignKeyConstraint(
                ["source_id", "version"], ["source_version.source_id", "source_version.number"], **_DEFERRED
            )
        )
    if name == "coding":  # its index begins with the source, so that none is needed on the source alone
        extra.append(sa.UniqueConstraint(*KEY))
    if name == "source_version":
        extra.append(sa.UniqueConstraint("source_id", "number"))
    return sa.Table(name, metadata, *columns, *extra, sqlite_strict=True)


TABLE: dict[str, sa.Table] = {name: _record_table(name, kind) for name, kind in TABLES.items()}

text = sa.Table(
    "text",
    metadata,
    sa.Column("sha256", sa.TEXT, primary_key=True, nullable=False),
    sa.Column("length", sa.INTEGER, nullable=False),
    sa.Column("content", sa.TEXT, nullable=False),
    sqlite_strict=True,
)

original = sa.Table(
    "original",
    metadata,
    sa.Column("sha256", sa.TEXT, primary_key=True, nullable=False),
    sa.Column("size", sa.INTEGER, nullable=False),
    sa.Column("content", sa.BLOB, nullable=False),
    sqlite_strict=True,
)

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.TEXT, primary_key=True, nullable=False),
    sa.Column("value", sa.TEXT, nullable=False),
    sqlite_strict=True,
)

txn = sa.Table(
    "txn",
    metadata,
    sa.Column("seq", sa.INTEGER, primary_key=True),
    sa.Column("at", sa.TEXT, nullable=False),
    sa.Column("who", sa.TEXT, nullable=False),
    sa.Column("verb", sa.TEXT, nullable=False),
    sa.Column("why", sa.TEXT, nullable=False),
    sa.Column("state", sa.TEXT, nullable=False, index=True),
    sa.Column("of", sa.INTEGER, sa.ForeignKey("txn.seq", **_DEFERRED)),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

change = sa.Table(
    "change",
    metadata,
    sa.Column("seq", sa.INTEGER, sa.ForeignKey("txn.seq", **_DEFERRED), primary_key=True, nullable=False),
    sa.Column("n", sa.INTEGER, primary_key=True, nullable=False),
    sa.Column("tbl", sa.TEXT, nullable=False),
    sa.Column("record_id", sa.TEXT, nullable=False, index=True),
    sa.Column("source_id", sa.TEXT),
    sa.Column("case_id", sa.TEXT),
    sa.Column("before", sa.TEXT),
    sa.Column("after", sa.TEXT),
    sqlite_strict=True,
)
for _column in (change.c.source_id, change.c.case_id):
    sa.Index(f"ix_change_{_column.name}", _column, sqlite_where=_column.is_not(None))


@cache
def statements() -> tuple[str, ...]:
    """Return the statements that make an empty study file, tables before indexes."""
    dialect = sqlite.dialect()
    tables = metadata.sorted_tables
    made: list[sa.schema.DDLElement] = [CreateTable(table) for table in tables]
    indexes = [CreateIndex(i) for table in tables for i in sorted(table.indexes, key=lambda i: str(i.name))]
    return tuple(str(item.compile(dialect=dialect)).strip() for item in [*made, *indexes])
