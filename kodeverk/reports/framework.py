"""The framework matrix as a workbook to write in: what is changed there can be brought back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kodeverk.errors import KodeverkError
from kodeverk.files import replacing
from kodeverk.messages import _
from kodeverk.reading.framework import COLUMNS, LINKS, MARK, Exported
from kodeverk.reports.excel import CREATED, LONGEST, height, put_text
from kodeverk.reports.sheets import Column
from kodeverk.views.condensations import stale_label
from kodeverk.views.framework import Cell, Framework, placeholder
from kodeverk.visible import visible

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

WIDTH = 38
"""Width of a theme's column, in characters."""


def framework_to_excel(matrix: Framework, path: str | os.PathLike[str]) -> Path:
    """Write a framework matrix as a workbook (.xlsx) to write condensations in, and return its path.

    A cell shows what is condensed, with a note and on a tint where its codings have changed; else how many codings
    there are, or who is silent. Which case, theme and condensations a cell belongs to stands in a hidden row, a
    hidden column and a hidden sheet, so that rows and columns can be sorted and moved. Every text is a text cell,
    never a formula or link.

    Parameters
    ----------
    matrix : Framework
    path : path-like
        The file to write, ``.xlsx``.

    Raises
    ------
    KodeverkError
        If a condensation is longer than a cell can hold.
    """
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with replacing(path) as draft, xlsxwriter.Workbook(str(draft), options) as book:
        book.set_properties({"title": _("Framework matrix"), "created": CREATED})
        page = book.add_worksheet(_("framework matrix")[:31])
        _write_matrix(book, page, matrix)
        _write_links(book, matrix)
        page.activate()
    return Path(path)


def _write_matrix(book: Any, page: Worksheet, matrix: Framework) -> None:
    base = {"text_wrap": True, "valign": "top", "font_name": "Calibri", "font_size": 10}
    plain, cell_format = book.add_format({"font_name": "Calibri", "font_size": 10}), book.add_format(base)
    bold = book.add_format({**base, "bold": True, "bg_color": "#e9edf1"})
    stale = book.add_format({**base, "bg_color": "#fbe9c6"})
    grey = book.add_format({**base, "italic": True, "font_color": "#6b6b6b"})
    columns = [Column("", 4), Column(_("Case"), 10), Column(_("Office"), 12)]
    columns += [Column(theme.heading, WIDTH) for theme in matrix.themes]
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width, cell_format, {"hidden": number == 0})
        _put(page, (1, number), column.title, bold, plain)
    _put(page, (0, 0), MARK, cell_format, plain)
    for number, cell in enumerate(matrix.cells[0] if matrix.cells else (), 3):
        _put(page, (0, number), cell.theme_id, cell_format, plain)
    page.set_row(0, None, None, {"hidden": True})
    for number, line in enumerate(matrix.cells, 2):
        shown = [line[0].case_id, line[0].case, line[0].office, *map(_shown, line)]
        page.set_row(number, height(columns[1:], shown[1:]))
        own = (stale if cell.stale else cell_format if cell.summaries else grey for cell in line)
        formats = [cell_format, bold, cell_format, *own]
        for place, (text, format_) in enumerate(zip(shown, formats, strict=True)):
            _put(page, (number, place), text, format_, plain)
        for place, cell in enumerate(line, 3):
            if cell.stale:
                page.write_comment(number, place, _why_stale(cell), {"author": "kodeverk"})
    _arrange(page, len(matrix.cells), len(columns))


def _arrange(page: Worksheet, rows: int, columns: int) -> None:
    page.freeze_panes(2, 3)
    page.autofilter(1, 0, rows + 1, columns - 1)  # from the hidden ids on, so that a sorting takes them along
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)


def _put(page: Worksheet, place: tuple[int, int], text: str, format_: Any, plain: Any) -> None:
    if put_text(page, place, text, format_, plain):
        raise KodeverkError(
            f"The framework matrix is larger than Excel can hold (row {place[0] + 1}, column {place[1] + 1}). "
            "Nothing was written; choose fewer themes, or select fewer cases."
        )


def _why_stale(cell: Cell) -> str:
    why = [f"{s.coder}: {stale_label(s.why_stale)}" for s in cell.summaries if s.stale]
    return visible(_("stale") + " – " + "; ".join(why))


def _shown(cell: Cell) -> str:
    text = cell.text or placeholder(cell)
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        raise KodeverkError(
            f"What is condensed of {cell.case} under {cell.theme!r} is longer than a cell of Excel can hold. "
            "Nothing was written; leave the theme out, or shorten it."
        )
    return text


def _write_links(book: Any, matrix: Framework) -> None:
    page = book.add_worksheet(LINKS)
    page.hide()
    plain = book.add_format({"font_name": "Calibri", "font_size": 10})
    rows: list[Sequence[str]] = [COLUMNS]
    rows += [
        Exported(
            cell.case_id, cell.case, cell.theme_id, theme.heading, _shown(cell), cell.seen,
            " ".join(summary.condensation_id for summary in cell.summaries),
        )
        for line in matrix.cells
        for theme, cell in zip(matrix.themes, line, strict=True)
    ]  # fmt: skip
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            if text:
                _put(page, (number, place), text, plain, plain)
