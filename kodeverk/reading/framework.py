"""The framework matrix as a workbook, read back: what was changed in it, and which cell of the study that is."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.errors import FormatError, ReadingError
from kodeverk.reading.tables import file_bytes
from kodeverk.reading.workbooks import opened
from kodeverk.visible import visible

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MARK = "kodeverk framework 1"
"""In the first cell of the matrix: what the workbook is, and the number of its layout."""
LINKS = "kodeverk"
"""Name of the hidden sheet that ties each cell to its case, theme and condensations."""
COLUMNS = ("case_id", "case", "theme_id", "theme", "shown", "seen", "condensations")
"""Columns of the hidden sheet."""
FIRST_ROW, FIRST_COLUMN = 3, 4
"""Where the cells of the matrix begin: above stand the ids (hidden) and names of the themes, to the left those of
the cases, and their office."""


class Exported(NamedTuple):
    """One cell as it was written.

    Attributes
    ----------
    case_id, case, theme_id, theme : str
        What it is tied to, and what row and column were headed.
    shown : str
        What stood in the cell.
    seen : str
        Fingerprint of the codings then.
    condensations : str
        Ids of the condensations in it, parted by a space; empty where nothing was condensed.
    """

    case_id: str
    case: str
    theme_id: str
    theme: str
    shown: str
    seen: str
    condensations: str


class Returned(NamedTuple):
    """One cell of a matrix as it comes back.

    Attributes
    ----------
    place : str
        Where it stands, such as ``matrise.xlsx, D5``.
    exported : Exported
        The cell as it was written.
    text : str
        What stands in it now.
    """

    place: str
    exported: Exported
    text: str

    @property
    def changed(self) -> bool:
        """Whether it says anything else than when it was written; white space alone is no change."""
        return not alike(self.text, self.exported.shown)


def alike(one: str, other: str) -> bool:
    """Return whether two texts say the same, whatever the white space and however signs are shown.

    >>> alike("To sjefer.\\r\\nEtt kontor. ", "To sjefer.\\nEtt kontor."), alike("to", "To")
    (True, False)
    """
    return visible(one).replace("␍", " ").split() == visible(other).replace("␍", " ").split()


def read_framework(path: str | Path) -> list[Returned]:
    """Return the cells of a framework matrix that was written to Excel, and perhaps edited there.

    Rows and columns may have been sorted, moved or removed. A cell without text of its own that was none of the
    matrix is passed over.

    Raises
    ------
    ReadingError
        If the file is missing, damaged or of another kind.
    FormatError
        If it is no matrix kodeverk has written; or a row, column or formula is in it that the matrix has not: the
        message names the cell.
    """
    path = Path(path)
    book = _opened(file_bytes(path, (".xlsx",)), path.name)
    sheets = [sheet for sheet in book.worksheets if sheet["A1"].value == MARK]
    if len(sheets) != 1 or LINKS not in book.sheetnames:
        raise FormatError(
            f"{path.name} is no framework matrix written by kodeverk, or its hidden rows or sheet are gone. "
            "Export it anew and edit that."
        )
    return list(_cells(sheets[0], _links(book[LINKS]), path.name))


def _opened(data: bytes, file: str) -> Workbook:
    import openpyxl

    opened(data, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data))
    except Exception as error:  # openpyxl raises many kinds on damaged files
        raise ReadingError(f"{file} is damaged ({type(error).__name__}). Open it in Excel and save it anew.") from error


def _links(sheet: Worksheet) -> Mapping[tuple[str, str], Exported]:
    rows = list(sheet.iter_rows(max_col=len(COLUMNS), values_only=True))
    found = [Exported._make("" if value is None else str(value) for value in row) for row in rows[1:]]
    return {(link.case_id, link.theme_id): link for link in found}


def _cells(sheet: Worksheet, links: Mapping[tuple[str, str], Exported], file: str) -> Iterator[Returned]:
    from openpyxl.utils import get_column_letter

    met: dict[tuple[str, str], str] = {}
    for row in range(FIRST_ROW, sheet.max_row + 1):
        for column in map(get_column_letter, range(FIRST_COLUMN, sheet.max_column + 1)):
            place = f"{file}, {column}{row}"
            key = _text(sheet[f"A{row}"]), _text(sheet[f"{column}1"])
            text = _written(sheet[f"{column}{row}"], place)
            link = links.get(key)
            if link is None:
                if text:
                    raise FormatError(f"{place}: {_stranger(key, links)} Nothing was read.")
                continue
            _check_headings(sheet, {f"B{row}": link.case, f"{column}2": link.theme}, place)
            if key in met:
                raise FormatError(f"{place}: the same case and theme stand in {met[key]} too. Nothing was read.")
            met[key] = f"{column}{row}"
            yield Returned(place, link, text)


def _stranger(key: tuple[str, str], links: Mapping[tuple[str, str], Exported]) -> str:
    row = key[0] in {case for case, _theme in links}
    what = "column" if row else "row"
    named = "theme" if row else "case"
    return f"the {what} was not in the matrix when it was written; a {named} is added in kodeverk, not here."


def _check_headings(sheet: Worksheet, headings: Mapping[str, str], place: str) -> None:
    """Raise FormatError where the heading of a row or column no longer is the one its hidden id belongs to."""
    for heading, wanted in headings.items():
        if not alike(_text(sheet[heading]), wanted):
            raise FormatError(
                f"{place}: {heading} does not hold the name it was written with, so it cannot be told what the cell "
                f"belongs to. Put {wanted!r} back in it, or export the matrix anew. Nothing was read."
            )


def _written(cell: Cell, place: str) -> str:
    if cell.data_type == "f":
        raise FormatError(f"{place} holds a formula; a condensation is text. Nothing was read.")
    return _text(cell)


def _text(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value).strip()
