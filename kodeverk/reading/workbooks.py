"""What an .xlsx file holds: the cells of its sheets as they are shown, and what stands beside the cells.

Excel writes control characters in cells as ``_x000D_``, and an underscore that would begin such a mark as ``_x005F_``
(ECMA-376, part 1, 22.9.2.19).
"""

from __future__ import annotations

import datetime
import io
import math
import re
import warnings as python_warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.reading.package import Package
from kodeverk.reading.tables import Plain

if TYPE_CHECKING:
    from lxml import etree

_MARK = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COMMENTS = {"comments": "comment", "threadedComment": "threadedComment"}
"""Kinds of relation from a sheet to the comments on its cells, and the element of one comment."""


class Book(NamedTuple):
    """A sheet of a workbook.

    Attributes
    ----------
    name : str
    rows : list of (int, list)
        Row number, counted from 1, and cells.
    comments : dict of str to str
        Comments on cells, by cell such as ``B4``.
    warnings : list of str
        What is not as it looks: hidden rows, merged cells, formulas without a result ...
    """

    name: str
    rows: list[tuple[int, list[Plain]]]
    comments: dict[str, str]
    warnings: list[str]


class _Beside(NamedTuple):
    """What stands beside the cells of a sheet."""

    hidden: bool
    hidden_rows: int
    hidden_columns: int
    merged: int
    drawn: int
    comments: dict[str, str]


def opened(data: bytes, file: str) -> Package:
    """Return the parts of a workbook that is safe to open.

    Raises
    ------
    ReadingError
        If it is none, or holds a DTD, which openpyxl would not refuse.
    """
    package = Package(data, file)
    for name in package.names():
        if name.endswith((".xml", ".rels")):
            package.xml(name)
    if "xl/workbook.xml" not in package:
        raise ReadingError(
            f"{file} is no Excel file, whatever its name says. Save the table as .xlsx or .csv. Nothing was read."
        )
    return package


def books(data: bytes, file: str) -> list[Book]:
    """Return the sheets of a workbook in their order.

    Raises
    ------
    ReadingError
        If the file is no sound workbook.
    """
    beside = _beside(opened(data, file))
    values, formulas = _grids(data, file), _grids(data, file, formulas=True)
    found = []
    for name, cells in values.items():
        uncomputed = _not_computed(cells, formulas[name])
        marks = sum(len(_MARK.findall(cell)) for _row, row in cells for cell in row if isinstance(cell, str))
        rows = [(number, [_shown(cell) for cell in row]) for number, row in cells]
        here = beside.get(name, _Beside(False, 0, 0, 0, 0, {}))
        told = [*_told(here, uncomputed, marks)]
        where = f"{file}, {_('sheet {name}').format(name=name)}"
        found.append(Book(name, rows, here.comments, [f"{where}: {one}" for one in told]))
    return found


def _told(here: _Beside, uncomputed: int, marks: int) -> Iterator[str]:
    """Yield what is not as it looks in a sheet."""
    if uncomputed:
        yield _n(
            "{count} formula has no stored result. Open it in Excel and save it.",
            "{count} formulas have no stored result. Open it in Excel and save it.",
            uncomputed,
        ).format(count=uncomputed)
    if here.hidden:
        yield _("the sheet is hidden; it was read.")
    if here.hidden_rows or here.hidden_columns:
        yield _("hidden are {rows} rows and {columns} columns; they were read.").format(
            rows=here.hidden_rows, columns=here.hidden_columns
        )
    if here.merged:
        yield _n(
            "{count} group of cells is merged; its first cell alone holds what it says, the others are blank.",
            "{count} groups of cells are merged; the first cell alone holds what each says, the others are blank.",
            here.merged,
        ).format(count=here.merged)
    if here.drawn:
        yield _n(
            "{count} text box or picture lies over the cells; it was not read.",
            "{count} text boxes or pictures lie over the cells; they were not read.",
            here.drawn,
        ).format(count=here.drawn)
    if marks:
        yield _n(
            "{count} control character that Excel writes as _x000D_ and the like was read as such.",
            "{count} control characters that Excel writes as _x000D_ and the like were read as such.",
            marks,
        ).format(count=marks)


def _grids(data: bytes, file: str, formulas: bool = False) -> dict[str, list[tuple[int, list[object]]]]:
    import openpyxl

    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # else cells outside the range a program wrote down are passed over
            return {sheet.title: [(n, list(row)) for n, row in enumerate(sheet.values, 1)] for sheet in book.worksheets}
    except Exception as error:  # openpyxl raises many kinds on damaged files
        raise ReadingError(
            f"{file} is damaged ({type(error).__name__}). Open it in Excel and save it anew. Nothing was read."
        ) from error


def _shown(value: object) -> Plain:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and math.isfinite(value):
        return int(value)
    if isinstance(value, str):
        return _MARK.sub(lambda mark: chr(int(mark[1], 16)), value).strip()
    return value if isinstance(value, bool | int | float) or value is None else str(value)


def _not_computed(values: list[tuple[int, list[object]]], formulas: list[tuple[int, list[object]]]) -> int:
    return sum(
        value is None and formula is not None
        for (_a, row), (_b, other) in zip(values, formulas, strict=False)
        for value, formula in zip(row, other, strict=False)
    )


def _beside(package: Package) -> dict[str, _Beside]:
    relations = package.relations("xl/workbook.xml")
    found = {}
    for sheet in package.xml("xl/workbook.xml").iter("{*}sheet"):
        key = sheet.get(_RELATION, "")
        part = relations[key].target if key in relations else ""
        if part in package and relations[key].kind == "worksheet":
            hidden = sheet.get("state", "visible") != "visible"
            found[sheet.get("name", "")] = _beside_cells(package, part, hidden)
    return found


def _beside_cells(package: Package, part: str, hidden: bool) -> _Beside:
    root = package.xml(part)
    comments: dict[str, str] = {}
    drawn = 0
    for relation in package.relations(part).values():
        if relation.external or relation.target not in package:
            continue
        if element := _COMMENTS.get(relation.kind):
            for comment in package.xml(relation.target).iter(f"{{*}}{element}"):
                comments[comment.get("ref", "")] = _text_of(comment)  # a thread stands in both, longest read last
        elif relation.kind == "drawing":
            drawn += sum(1 for _anchor in package.xml(relation.target).iter("{*}sp", "{*}pic"))
    columns = sum(
        max(0, _whole(column.get("max")) - _whole(column.get("min")) + 1)
        for column in root.iter("{*}col")
        if column.get("hidden") in ("1", "true")
    )
    rows = sum(row.get("hidden") in ("1", "true") and len(row) > 0 for row in root.iter("{*}row"))
    merged = sum(1 for _cell in root.iter("{*}mergeCell"))
    return _Beside(hidden, rows, columns, merged, drawn, comments)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0


def _text_of(comment: etree._Element) -> str:
    return "".join(text.text or "" for text in comment.iter("{*}t", "{*}text") if not len(text)).strip()
