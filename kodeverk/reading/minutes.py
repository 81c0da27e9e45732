"""Minutes: what their head says, what is checked when they are brought in, and tables of what their items are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kodeverk.errors import FormatError
from kodeverk.language.agenda import agenda
from kodeverk.language.dates import Written, dates
from kodeverk.model import Span
from kodeverk.reading.report import Reading
from kodeverk.reading.tables import read_tables

_DATED = re.compile(r"^\W*(?:møte)?(?:dato|dag|tid|tidspunkt|date)\b[^:\n]*:", re.I)
"""How a line of the head says when the meeting was held: ``Møtedato: 14.11.2006``."""


def check_minutes(reading: Reading) -> None:
    """Raise FormatError where the head of minutes, as read from a file, dates the meeting on a day that does not exist.

    Raises
    ------
    FormatError
        The message names the file, the date and what to do.
    """
    date = meeting_date(reading.text, agenda(reading.text, reading.segments).head)
    if date is not None and not date.iso:
        raise FormatError(
            f"{reading.file}: the meeting is dated {reading.text[date.start : date.end]}, and there is no such day. "
            "Correct the date in the file and add it again; it was not brought in."
        )


def meeting_date(text: str, head: Span) -> Written | None:
    """Return when a meeting was held, as the head of its minutes says; None where it does not.

    The first date on a line such as ``Møtedato: 14.11.2006``, else the first date in the head.

    Parameters
    ----------
    text : str
    head : Span
        What stands before the first item.
    """
    lines = list(_lines(text, head))
    for line in [line for line in lines if _DATED.match(line.of(text))] + lines:
        if found := dates(line.of(text)):
            return found[0]._replace(start=found[0].start + line.start, end=found[0].end + line.start)
    return None


def _lines(text: str, head: Span) -> Iterator[Span]:
    for found in re.finditer(r"[^\n]+", head.of(text)):
        yield Span(*found.span()).shifted(head.start)


class ItemCoding(NamedTuple):
    """A judgement of an item as a table has it.

    Attributes
    ----------
    source, item, code, coder : str
        The item by its number: ``3/06``.
    at : str
        Where it stands, such as ``sakskategorier.csv, row 4``, for messages.
    """

    source: str
    item: str
    code: str
    coder: str
    at: str


def read_item_codings(path: str | Path) -> list[ItemCoding]:
    """Return the judgements of items of a .csv or .xlsx file, with the columns source, item, code and coder.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column or a cell is missing, or there is no row.
    """
    sheet = read_tables(path)[0]
    columns = [sheet.wanted(name) for name in ("source", "item", "code", "coder")]
    if not sheet.rows:
        raise FormatError(f"{sheet.file} holds no judgements: there must be a row below the column names.")
    found = []
    for row, cells in sheet.rows:
        at = f"{sheet.file}, row {row}"
        texts = {column: "" if cells.get(column) is None else str(cells[column]).strip() for column in columns}
        if missing := [column for column, text in texts.items() if not text]:
            raise FormatError(f"{at}: the column {missing[0]} is empty. Fill it in; nothing was read.")
        found.append(ItemCoding(**texts, at=at))
    return found
