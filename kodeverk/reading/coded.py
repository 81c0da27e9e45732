"""Tables of codings, of judged evidence, and of which turn asks which question of the guide."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kodeverk.errors import FormatError
from kodeverk.reading.tables import Plain, Sheet, read_tables


class CodingRow(NamedTuple):
    """One coding as a table has it.

    Attributes
    ----------
    source, code, coder, quote : str
    start, end : int or None
        Span in code points, where the table has one.
    turn : int or None
        Number of the segment, where the table has one.
    sub_question : str
    row : int
        Row in the file, for messages.
    """

    source: str
    code: str
    coder: str
    quote: str
    start: int | None
    end: int | None
    turn: int | None
    sub_question: str
    row: int


class JudgementRow(NamedTuple):
    """One judgement as a table has it: what a coding says about a proposition.

    Attributes
    ----------
    source, quote, code, proposition, stance, coder, note : str
    turn : int or None
    row : int
    """

    source: str
    quote: str
    code: str
    proposition: str
    stance: str
    coder: str
    note: str
    turn: int | None
    row: int


class AskedRow(NamedTuple):
    """One link as a table has it: which question of the guide an interviewer's turn asks.

    Attributes
    ----------
    source : str
    turn : int
    question, coder : str
        The question is empty where the turn asks nothing from the guide.
    row : int
    """

    source: str
    turn: int
    question: str
    coder: str
    row: int


def read_codings(path: str | Path) -> list[CodingRow]:
    """Return the codings of a .csv or .xlsx file.

    Columns: ``source``, ``code``, ``coder``, and ``quote``, or ``start`` and ``end``, or ``turn``; optional
    ``sub_question``.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column or a cell that is needed is missing, or a number is none.
    """
    return _codings(read_tables(path)[0])


def codings_of(records: Iterable[Mapping[Hashable, object]], name: str = "frame") -> list[CodingRow]:
    """Return the codings of a table in memory: one mapping a row, with the columns of `read_codings`.

    Raises
    ------
    FormatError
        If a column or a cell that is needed is missing, or a number is none.
    """
    rows = [({str(key).casefold(): _cell(value) for key, value in record.items()}) for record in records]
    columns = {column: column for row in rows for column in row}
    return _codings(Sheet(name, "", columns, list(enumerate(rows, 1)), {}, []))


def _cell(value: object) -> Plain:
    """Return a cell of a table in memory as a table on file would have it; what is not a number (NaN) is empty."""
    if value is None or value != value:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else str(value)


def _codings(sheet: Sheet) -> list[CodingRow]:
    for column in ("source", "code", "coder"):
        sheet.wanted(column)
    sheet.wanted("quote", "start", "turn")
    rows = []
    for row, cells in sheet.rows:
        start, end, turn = (_number(sheet, row, cells, column) for column in ("start", "end", "turn"))
        source, code, coder = (_needed(sheet, row, cells, column) for column in ("source", "code", "coder"))
        quote = _text(cells, "quote")
        if not quote and start is None and turn is None:
            raise _missing(sheet, row, "quote")
        if (start is None) != (end is None):
            raise _missing(sheet, row, "start" if start is None else "end")
        rows.append(CodingRow(source, code, coder, quote, start, end, turn, _text(cells, "sub_question"), row))
    return rows


def read_judgements(path: str | Path) -> list[JudgementRow]:
    """Return the judgements of a .csv or .xlsx file.

    Columns: ``source``, ``quote``, ``code``, ``proposition``, ``stance``, ``coder``, ``note``; optional ``turn``.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column or a cell that is needed is missing, or a number is none.
    """
    needed = ("source", "quote", "code", "proposition", "stance", "coder")
    sheet = _table(path, (*needed, "note"))
    rows = []
    for row, cells in sheet.rows:
        texts = {column: _needed(sheet, row, cells, column) for column in needed}
        turn, note = _number(sheet, row, cells, "turn"), _text(cells, "note")
        rows.append(JudgementRow(**texts, note=note, turn=turn, row=row))
    return rows


def read_asked(path: str | Path) -> list[AskedRow]:
    """Return the links from turns to guide questions of a .csv or .xlsx file.

    Columns: ``source``, ``turn``, ``question``, ``coder``.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column or a cell that is needed is missing, or a turn is no number.
    """
    sheet = _table(path, ("source", "turn", "question", "coder"))
    rows = []
    for row, cells in sheet.rows:
        turn = _number(sheet, row, cells, "turn")
        if turn is None:
            raise _missing(sheet, row, "turn")
        source, coder = (_needed(sheet, row, cells, column) for column in ("source", "coder"))
        rows.append(AskedRow(source, turn, _text(cells, "question"), coder, row))
    return rows


def _table(path: str | Path, columns: tuple[str, ...]) -> Sheet:
    sheet = read_tables(path)[0]
    for column in columns:
        sheet.wanted(column)
    return sheet


def _text(cells: dict[str, Plain], column: str) -> str:
    value = cells.get(column)
    return "" if value is None else str(value)


def _needed(sheet: Sheet, row: int, cells: dict[str, Plain], column: str) -> str:
    text = _text(cells, column)
    if not text:
        raise _missing(sheet, row, column)
    return text


def _missing(sheet: Sheet, row: int, column: str) -> FormatError:
    return FormatError(f"{sheet.file}, row {row}: the column {column} is empty. Fill it in; nothing was read.")


def _number(sheet: Sheet, row: int, cells: dict[str, Plain], column: str) -> int | None:
    text = _text(cells, column)
    if not text:
        return None
    if not text.isdecimal():
        raise FormatError(f"{sheet.file}, row {row}: the column {column} must hold a whole number; nothing was read.")
    return int(text)
