"""Records to rows of a table and to lines of the change log, and back, exactly."""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from kodeverk.errors import StoreError
from kodeverk.model import TABLE_OF, TABLES, Record, Segment
from kodeverk.model.codec import decoder, from_plain, is_plain, to_plain
from kodeverk.model.speech import Speech
from kodeverk.store.schema import TABLE, plain_type

Row = tuple[Any, ...]

_to_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Once:
    """The JSON of structures, each encoded once: the row of a record and its line of the log share it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, Callable[[Any], Any]], tuple[Any, str | None]] = {}

    def __call__(self, write: Callable[[Any], str | None], value: Any) -> str | None:
        """Return what `write` makes of `value`."""
        key = id(value), write
        if key not in self._kept:
            self._kept[key] = value, write(value)  # held, so that its id stays its own
        return self._kept[key][1]


class Shape(NamedTuple):
    """How records of one kind are kept.

    Attributes
    ----------
    name : str
        Name of the table.
    fields : tuple of str
    types : tuple of type
        What each field may hold, looked at one level deep.
    read, write : dict of int to function
        For each column that is not kept as it is: from what is kept to the field's value, and back.
    """

    kind: type[Record]
    name: str
    fields: tuple[str, ...]
    types: tuple[tuple[type, ...], ...]
    read: dict[int, Callable[[Any], Any]]
    write: dict[int, Callable[[Any], Any]]

    def select(self) -> sa.Select[Any]:
        """Return the query for every record of this kind, in the order they were made."""
        table = TABLE[self.name]
        return sa.select(*(table.c[field] for field in self.fields)).order_by(sa.text("rowid"))

    def rows(self, records: Iterable[Record], once: Once | None = None) -> list[Row]:
        """Return the rows the records are kept as.

        Parameters
        ----------
        records : iterable of Record
        once : Once, optional
            What the same transaction has encoded already.

        Raises
        ------
        StoreError
            If a field holds something that cannot be kept.
        """
        try:
            encode = once or Once()
            return [self._row(record, encode) for record in records]
        except (TypeError, ValueError):
            raise StoreError(
                f"A record of kind {self.name} holds a value that cannot be kept; nothing was written. "
                "Fields hold texts, whole numbers, finite numbers, and lists and dicts of these."
            ) from None

    def _row(self, record: Record, once: Once) -> Row:
        if not all(map(isinstance, record, self.types)):
            raise TypeError
        if not self.write:
            return tuple(record)
        return tuple(once(self.write[i], value) if i in self.write else value for i, value in enumerate(record))

    def record(self, row: Sequence[Any]) -> Record:
        """Return the record a row was made from."""
        make = typing.cast("Callable[..., Record]", self.kind)
        if not self.read:
            return make(*row)
        return make(*(self.read[i](value) if i in self.read else value for i, value in enumerate(row)))

    def records(self, rows: Iterable[Sequence[Any]]) -> Iterator[Record]:
        """Return the records that rows were made from."""
        if self.read:
            return map(self.record, rows)
        return map(typing.cast("Any", self.kind)._make, rows)

    def canonical(self, row: Sequence[Any]) -> str:
        """Return a row as canonical JSON: equal records give equal text."""
        values = row if not self.read else [to_plain(value) for value in self.record(row)]
        return _canonical([self.name, dict(zip(self.fields, values, strict=True))])


@cache
def select_all(name: str) -> str:
    """Return `Shape.select` of a table as SQL, put together once: each study that is opened would do it anew."""
    return str(SHAPES[name].select().compile(dialect=sqlite.dialect()))


def shape(kind: type[Record]) -> Shape:
    """Return how records of one kind are kept."""
    return SHAPES[TABLE_OF[kind]]


def _shape(name: str, kind: type[Record]) -> Shape:
    read: dict[int, Callable[[Any], Any]] = {}
    write: dict[int, Callable[[Any], Any]] = {}
    types: list[tuple[type, ...]] = []
    for i, (field, hint) in enumerate(typing.get_type_hints(kind).items()):
        plain, optional = plain_type(hint)
        types.append((object,) if plain is None else (plain, type(None)) if optional else (plain,))
        if plain is bool:
            read[i] = _read_flag if optional else bool
        elif plain is None:
            read[i] = _reader(decoder(hint) if not is_plain(kind, field) else None, optional)
            write[i] = _write_segments if hint == tuple[Segment, ...] else _write_optional if optional else _write
    return Shape(kind, name, kind._fields, tuple(types), read, write)


def _read_flag(kept: int | None) -> bool | None:
    return None if kept is None else bool(kept)


def _write(value: Any) -> str:
    return _to_json(to_plain(value))


def _write_segments(segments: Iterable[Segment]) -> str:
    """Return what `_write` does, five times as quick: a study's segments are most of its import.

    >>> _write_segments([Segment(1, 0, 9, 3, speaker="I")])
    '[{"number":1,"start":0,"end":9,"body":3,"speaker":"I"}]'
    """
    written, labels = [], {"": ""}
    for number, start, end, body, kind, speaker, seconds in segments:
        if speaker not in labels:
            labels[speaker] = f',"speaker":{_to_json(speaker)}'
        kinds = "" if kind == "turn" else f',"kind":{_to_json(kind)}'
        time = "" if seconds is None else f',"seconds":{_to_json(seconds)}'
        place = f'"number":{number:d},"start":{start:d},"end":{end:d},"body":{body:d}'
        written.append(f"{{{place}{kinds}{labels[speaker]}{time}}}")
    return f"[{','.join(written)}]"


def _write_optional(value: Any) -> str | None:
    return None if value is None else _write(value)


def _reader(decode: Callable[[Any], Any] | None, optional: bool) -> Callable[[Any], Any]:
    def read(kept: str | None) -> Any:
        if kept is None and optional:
            return None
        value = json.loads(typing.cast("str", kept))
        return decode(value) if decode else value

    return read


def speech(kept: str) -> Speech:
    """Return the segments of a version, as they are kept, as columns: no record is made of each."""
    segments = json.loads(kept)
    starts, bodies, ends = ([segment[name] for segment in segments] for name in ("start", "body", "end"))
    return Speech(starts, bodies, ends, [segment.get("speaker", "") for segment in segments])


def to_log(record: Record | None, once: Once | None = None) -> str | None:
    """Return a record as a line of the change log: JSON with every field by name."""
    if record is None:
        return None
    write = shape(type(record)).write
    if not write:
        return _to_json(dict(zip(record._fields, record, strict=True)))
    encode = once or Once()
    texts = (encode(write[i], value) or "null" if i in write else _to_json(value) for i, value in enumerate(record))
    fields = (f'"{field}":{text}' for field, text in zip(record._fields, texts, strict=True))
    return f"{{{','.join(fields)}}}"


def from_log(kind: type[Record], line: str | None) -> Record | None:
    """Return the record a line of the change log was made from."""
    return None if line is None else from_plain(kind, json.loads(line))


SHAPES = {name: _shape(name, kind) for name, kind in TABLES.items()}
"""How the records of each table are kept, parents before children."""
