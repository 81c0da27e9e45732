"""A literature log from .xlsx or .csv: what was found in which search, what was read, and what became of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from kodeverk.errors import FormatError
from kodeverk.reading.tables import Plain, Sheet, read_tables

_COLUMNS = {
    "id": ("id", "nr"),
    "authors": ("forfatter", "forfattere", "forfattarar", "author", "authors"),
    "year": ("år", "year"),
    "title": ("tittel", "title"),
    "type": ("type",),
    "source": ("kilde", "kjelde", "søk", "source", "search"),
    "read": ("lest", "lesen", "read"),
    "excluded": ("utelatt", "utelate", "excluded", "excluded reason"),
    "level": ("nivå", "level"),
    "narrow": ("snever", "snevert", "snevar", "narrow"),
}
_NEEDED = ("authors", "title", "read", "excluded", "type")
_SAID = {
    "": None,
    **dict.fromkeys(("1", "x", "ja", "yes", "true"), True),
    **dict.fromkeys(("0", "nei", "no", "false"), False),
}
_BETWEEN = re.compile(r"\s*(?:;|&|\bog\b|\band\b)\s*")


class Entry(NamedTuple):
    """One publication.

    Attributes
    ----------
    id : str
        As the log has it, else the row's number.
    authors : tuple of str
        ``Surname, Initial`` or surname alone, in their order.
    year, title, type, source : str
        `source` is the search it was found in.
    read : bool or None
        None where it is not stated.
    excluded : str
        Why it was left out; empty where it was not.
    level : str
    narrow : bool or None
        Whether it is about the matter in the narrow sense; None where it is not stated.
    written : tuple of str
        The authors as the log has them, before any name was unified.
    """

    id: str
    authors: tuple[str, ...]
    year: str
    title: str
    type: str
    source: str
    read: bool | None
    excluded: str
    level: str
    narrow: bool | None
    written: tuple[str, ...]


def read_literature(path: str | Path) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the publications of a literature log, and warnings of what was found in reading the table.

    Parameters
    ----------
    path : str or Path
        Columns ``forfatter``, ``tittel``, ``type``, ``lest`` and ``utelatt`` (why); besides ``id``, ``år``, ``kilde``
        (which search), ``nivå`` and ``snever``; or the same in English. Several authors are parted by ``;``.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column is missing, an id is missing or stands twice, or a cell is neither yes nor no; one error for all.
    """
    sheet = read_tables(path)[0]
    columns = {key: next((one for one in names if one in sheet.columns), "") for key, names in _COLUMNS.items()}
    missing = [_COLUMNS[key][0] for key in _NEEDED if not columns[key]]
    if missing:
        raise FormatError(
            f"{sheet.file} has no column {' and no column '.join(missing)}. "
            f"Columns found: {', '.join(sheet.columns.values())}. Nothing was read."
        )
    faults: list[str] = []
    entries = tuple(_entry(sheet, columns, row, faults) for row in sheet.rows)
    ids = [entry.id for entry in entries]
    twice = sorted({one for one in filter(None, ids) if ids.count(one) > 1})
    faults += [f"the id {one} stands twice" for one in twice]
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults[:10])
        raise FormatError(f"{sheet.file} cannot be read:\n{listed}\nNothing was read.")
    return entries, tuple(sheet.warnings)


def _entry(sheet: Sheet, columns: dict[str, str], row: tuple[int, dict[str, Plain]], faults: list[str]) -> Entry:
    number, cells = row
    said = {key: _text(cells[column]) if column else "" for key, column in columns.items()}
    for key in ("read", "narrow"):
        if said[key].casefold() not in _SAID:
            faults.append(f"{sheet.place(columns[key], number)}: neither yes (x, ja, 1) nor no (nei, 0), nor empty")
    if columns["id"] and not said["id"]:
        faults.append(f"{sheet.place(columns['id'], number)}: the publication has no id")
    authors = tuple(name for name in _BETWEEN.split(said["authors"]) if name)
    read, narrow = (_SAID.get(said[key].casefold()) for key in ("read", "narrow"))
    return Entry(
        said["id"] if columns["id"] else str(number), authors, said["year"], said["title"], said["type"],
        said["source"], read, said["excluded"], said["level"], narrow, authors,
    )  # fmt: skip


def _text(cell: Plain) -> str:
    return "" if cell is None else " ".join(str(cell).split())
