"""Tables as people keep them, .xlsx or .csv: rows of cells that know where they stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kodeverk.errors import FormatError, ReadingError
from kodeverk.messages import _, _n
from kodeverk.reading.decoding import decoded

Plain: TypeAlias = str | int | float | bool | None

_SEPARATOR = re.compile(r"sep=([;,\t|])", re.IGNORECASE)
"""A first line by which Excel is told what stands between cells."""

csv.field_size_limit(2**27)  # a cell may hold a whole transcript
_WHOLE = re.compile(r"[+-]?(0|[1-9]\d{0,14})")
_DECIMAL = re.compile(r"[+-]?(0|[1-9]\d{0,14})[.,]\d{1,9}")


class Sheet(NamedTuple):
    """A table: its columns, and rows of cells by column name.

    Attributes
    ----------
    file, name : str
        File name, and the sheet's name (empty for .csv).
    columns : dict of str to str
        Name in small letters to the name as written.
    rows : list of (int, dict)
        Row number in the file, counted from 1, and cells by column name in small letters.
    letters : dict of str to str
        Name in small letters to the column's letter.
    warnings : list of str
    comments : dict of str to str
        Comments on cells, by cell such as ``B4``.
    unnamed : tuple of str
        What stands in columns without a name, and is not among the rows.
    encoding : str
    """

    file: str
    name: str
    columns: dict[str, str]
    rows: list[tuple[int, dict[str, Plain]]]
    letters: dict[str, str]
    warnings: list[str]
    comments: Mapping[str, str] = {}
    unnamed: tuple[str, ...] = ()
    encoding: str = "utf-8"

    def place(self, column: str, row: int) -> str:
        """Return where a cell stands, such as ``informanter.xlsx, ark informanter, C4``."""
        sheet = _("sheet {name}").format(name=self.name) if self.name else ""
        return ", ".join(part for part in (self.file, sheet, f"{self.letters[column]}{row}") if part)

    def wanted(self, *names: str) -> str:
        """Return the first of these columns the table has.

        Raises
        ------
        FormatError
            If it has none of them; the message lists the columns found.
        """
        for name in names:
            if name.casefold() in self.columns:
                return name.casefold()
        where = f"{self.file}, sheet {self.name}" if self.name else self.file
        found = ", ".join(self.columns.values()) or "none"
        raise FormatError(f"{where} has no column {' or '.join(names)}. Columns found: {found}.")


def read_tables(path: str | Path) -> list[Sheet]:
    """Return every table of an .xlsx or .csv file that holds anything.

    Raises
    ------
    ReadingError
        If the file is missing, damaged or of another kind.
    FormatError
        If a table has no heading row, or two columns of one name.
    """
    return [sheet._replace(warnings=[*sheet.warnings, *_unread(sheet)]) for sheet in sheets_of(path)]


def _unread(sheet: Sheet) -> Iterator[str]:
    """Yield the warnings on what a table holds besides its columns."""
    if count := len(sheet.comments):
        yield _n(
            "{file}: {count} comment on a cell was not read.", "{file}: {count} comments on cells were not read.", count
        ).format(file=sheet.file, count=count)
    if count := len(sheet.unnamed):
        yield _n(
            "{file}: {count} cell stands in a column without a name; it was not read.",
            "{file}: {count} cells stand in columns without a name; they were not read.",
            count,
        ).format(file=sheet.file, count=count)


def sheets_of(path: str | Path) -> list[Sheet]:
    """Return every table as `read_tables` does, without warnings of comments and of columns without a name."""
    path = Path(path)
    data = file_bytes(path, (".csv", ".xlsx"))
    sheets = _read_xlsx(data, path.name) if path.suffix.lower() == ".xlsx" else _read_csv(data, path.name)
    if not sheets:
        raise FormatError(f"{path.name} holds no table: there must be a row of column names and rows below it.")
    return sheets


def file_bytes(path: Path, endings: tuple[str, ...]) -> bytes:
    """Return a table file as bytes.

    Raises
    ------
    ReadingError
        If it is missing, cannot be opened, or ends otherwise.
    """
    if not path.is_file():
        raise ReadingError(f"There is no file {path.name} in {path.parent}.")
    if path.suffix.lower() not in endings:
        wanted = " or ".join(endings)
        raise ReadingError(f"{path.name} is no table that is read; there must be {wanted}. Save it as such.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadingError(
            f"{path.name} cannot be opened ({error.strerror}). Close it in Excel and try again. Nothing was read."
        ) from error


def _read_csv(data: bytes, file: str) -> list[Sheet]:
    text, encoding, _changes, doubts = decoded(data, file)
    warnings = [f"{file}: {doubt}" for doubt in doubts]
    first, _end, rest = text.partition("\n")
    if said := _SEPARATOR.fullmatch(first):
        text, delimiter, before = rest, said[1], 1
    else:
        delimiter, before = max(";\t,", key=first.count), 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows: list[tuple[int, list[Plain]]] = [
            (number, [cell.strip() for cell in row]) for number, row in enumerate(reader, 1 + before)
        ]
    except csv.Error as error:
        raise FormatError(
            f"{file} is no sound CSV file: {error}. A quotation mark that begins a cell must end it too. Nothing was "
            "read."
        ) from error
    _check_lengths(rows, file, warnings)
    return [sheet._replace(encoding=encoding) for sheet in _sheet(file, "", rows, warnings)]


def _check_lengths(rows: list[tuple[int, list[Plain]]], file: str, warnings: list[str]) -> None:
    """Raise FormatError where a row has more cells than there are columns; warn of rows that have fewer."""
    filled = [(number, row) for number, row in rows if any(row)]
    wide = max((place for place, cell in enumerate(filled[0][1], 1) if cell), default=0) if filled else 0
    for number, row in filled[1:]:
        if any(row[wide:]):
            raise FormatError(
                f"{file}, row {number} has {len(row)} cells, and there are {wide} columns: a cell with the separator "
                "in it must stand in quotation marks. Nothing was read."
            )
    short = [str(number) for number, row in filled[1:] if len(row) < wide]
    if short:
        told = _("{file}: fewer cells than columns in row {rows}; what is missing is blank.")
        warnings.append(told.format(file=file, rows=", ".join(short)))


def number(text: str) -> Plain:
    """Return a number written as text as a number; anything else as it is. Decimal comma or point.

    >>> number("12"), number("3,5"), number("007"), number("28.ooo")
    (12, 3.5, '007', '28.ooo')
    """
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else text


def _read_xlsx(data: bytes, file: str) -> list[Sheet]:
    from kodeverk.reading.workbooks import books

    return [
        sheet._replace(comments=book.comments)
        for book in books(data, file)
        for sheet in _sheet(file, book.name, book.rows, book.warnings)
    ]


def _sheet(file: str, name: str, rows: list[tuple[int, list[Plain]]], warnings: list[str]) -> list[Sheet]:
    filled = [(number, row) for number, row in rows if any(cell not in (None, "") for cell in row)]
    if not filled:
        return []
    heading = {index: str(cell).strip() for index, cell in enumerate(filled[0][1]) if cell not in (None, "")}
    folded = [column.casefold() for column in heading.values()]
    twice = sorted({column for column in folded if folded.count(column) > 1})
    if twice:
        raise FormatError(f"{file} has several columns named {', '.join(twice)}. Give each a name of its own.")
    columns = {column.casefold(): column for column in heading.values()}
    letters = {column.casefold(): _letter(index) for index, column in heading.items()}
    unnamed = tuple(
        str(cell)
        for _number, row in filled[1:]
        for index, cell in enumerate(row)
        if index not in heading and cell not in (None, "")
    )
    kept = [
        (number, {column.casefold(): row[index] if index < len(row) else None for index, column in heading.items()})
        for number, row in filled[1:]
    ]
    return [Sheet(file, name, columns, kept, letters, list(warnings), {}, unnamed)]


def _letter(index: int) -> str:
    """Return the letter of a column counted from 0.

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
