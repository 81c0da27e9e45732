"""Tables of relations: who has to do with whom, as passages tell of it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kodeverk.errors import FormatError
from kodeverk.reading.coded import CodingRow, read_codings
from kodeverk.reading.tables import read_tables

_ANSWERS = {"": None, **dict.fromkeys(("yes", "ja", "true"), True), **dict.fromkeys(("no", "nei", "false"), False)}


class RelationRow(NamedTuple):
    """One relation as a table has it.

    Attributes
    ----------
    coding : CodingRow
        The passage that tells of it.
    from_actor, to_actor, initiator : str
        Names of actors; the last is empty where the passage does not say.
    reciprocal : bool or None
    channel, frequency : str
    """

    coding: CodingRow
    from_actor: str
    to_actor: str
    initiator: str
    reciprocal: bool | None
    channel: str
    frequency: str


def read_relations(path: str | Path) -> list[RelationRow]:
    """Return the relations of a .csv or .xlsx file.

    Columns: those of a table of codings (``source``, ``code``, ``coder``, and ``quote``, ``turn`` or ``start`` and
    ``end``), ``from``, ``to``; and ``initiator``, ``reciprocal`` (``yes``, ``no`` or empty), ``channel`` and
    ``frequency``, empty where the passage does not say.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column or a cell that is needed is missing, or ``reciprocal`` is neither yes nor no; such rows are named.
    """
    sheet = read_tables(path)[0]
    for column in ("from", "to", "initiator", "reciprocal", "channel", "frequency"):
        sheet.wanted(column)
    rows, faults = [], list[str]()
    for coding, (number, cells) in zip(read_codings(path), sheet.rows, strict=True):
        from_actor, to_actor, initiator, reciprocal, channel, frequency = (
            "" if cells.get(column) is None else str(cells[column]).strip()
            for column in ("from", "to", "initiator", "reciprocal", "channel", "frequency")
        )
        if reciprocal.casefold() not in _ANSWERS:
            faults.append(f"row {number}: {reciprocal!r}")
        both = _ANSWERS.get(reciprocal.casefold())
        rows.append(RelationRow(coding, from_actor, to_actor, initiator, both, channel, frequency))
    if faults:
        raise FormatError(
            f"{sheet.file}: the column reciprocal must hold yes, no or nothing. {'; '.join(faults)}. Nothing was read."
        )
    return rows
