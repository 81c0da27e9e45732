"""The study as a workbook: codebook, cases, codings, matrices, theory check; text stays text."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kodeverk.errors import KodeverkError
from kodeverk.files import replacing
from kodeverk.messages import _
from kodeverk.model import Snapshot
from kodeverk.reports.people import naming
from kodeverk.reports.sheets import Cell, Column, Row, Sheet, study_sheets
from kodeverk.reports.standing_sheets import comparison_sheets, standing_sheet
from kodeverk.reports.theory_sheets import theory_sheets
from kodeverk.visible import invisible, visible

if TYPE_CHECKING:
    from kodeverk.analysis.theory.findings import TheoryCheck

LONGEST = 32_767
"""UTF-16 units a cell can hold."""

LINE, TALLEST = 13.0, 409.0
"""Height of a line, and of the highest row Excel allows, in points."""

CREATED = datetime(2000, 1, 1)
"""A fixed date, so that the same study gives the same bytes, whenever it is written."""


def to_excel(
    snapshot: Snapshot,
    path: str | os.PathLike[str],
    *,
    checks: Sequence[TheoryCheck] = (),
    by: str | None = None,
    coder_names: bool = False,
) -> Path:
    """Write the study as a workbook (.xlsx) and return its path.

    Sheets: read me, codebook, categories, sources, cases, codings, case x code, case x category,
    co-occurrence, who stands where, comparison (with `by`), theory check, theory check by case, memos.
    Every text is a text cell, never a formula or link. A text too long for a cell goes on in the next
    row, which says so.

    Parameters
    ----------
    snapshot : Snapshot
        A selection gives a workbook of the selection.
    path : path-like
        The file to write, ``.xlsx``.
    checks : sequence of TheoryCheck
        What ``check`` found, for the two sheets of the theory check.
    by : str, optional
        Attribute whose groups are compared.
    coder_names : bool
        Whether coders are named; they go by K1, K2 ... if not.

    Raises
    ------
    UnknownName
        If no case has the attribute `by`.
    KodeverkError
        If a sheet would have more rows or columns than Excel can hold.
    """
    import xlsxwriter

    people = naming(snapshot, coder_names)
    *sheets, memos = study_sheets(people)
    sheets += [standing_sheet(snapshot), *comparison_sheets(snapshot, by), *theory_sheets(people, checks), memos]
    sheets = [_read_me(sheets, checks), *sheets]
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with replacing(path) as draft, xlsxwriter.Workbook(str(draft), options) as book:
        book.set_properties({"title": _("Findings"), "created": CREATED})
        for sheet in sheets:
            _Writer(book, sheet).write()
    return Path(path)


class _Writer:
    """Writes one sheet; every return code is looked at, since the library reports a lost cell by number only."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.sheet = sheet
        self.page = book.add_worksheet(visible(sheet.name)[:31])
        base = {"text_wrap": True, "valign": "top", "font_name": "Calibri", "font_size": 10}
        head = {**base, "bold": True, "valign": "bottom", "bg_color": "#e9edf1", "bottom": 1}
        self.cell = book.add_format(base)
        self.head = book.add_format(head)
        self.upright = book.add_format({**head, "rotation": 90, "text_wrap": False})
        self.plain = book.add_format({"font_name": "Calibri", "font_size": 10})
        self.nothing = book.add_format({"font_color": "#a6a6a6"})

    def write(self) -> None:
        """Write headings, rows, widths, filters and print set-up."""
        rows = [row for given in self.sheet.rows for row in continued(given)]
        columns = list(self.sheet.columns)
        if len(rows) > len(self.sheet.rows):
            columns.append(Column(_("Continues"), 12))
        for number, column in enumerate(columns):
            self.page.set_column(number, number, column.width, self.cell)
            self._put(0, number, column.title, self.upright if column.upright else self.head)
        for number, row in enumerate(rows, 1):
            self.page.set_row(number, height(columns, row))
            for place, value in enumerate(row):
                self._put(number, place, value, self.cell)
        self._arrange(columns, len(rows))

    def _put(self, row: int, column: int, value: Cell, format_: Any) -> None:
        if isinstance(value, str):
            failed = put_text(self.page, (row, column), value, format_, self.plain) if value else 0
        else:
            failed = self.page.write_number(row, column, value, format_)
        if failed:
            raise KodeverkError(
                f"The sheet {self.sheet.name!r} is larger than Excel can hold (row {row + 1}, column {column + 1}). "
                "Nothing was written; export a selection."
            )

    def _arrange(self, columns: Sequence[Column], rows: int) -> None:
        upright = [len(column.title) for column in columns if column.upright]
        if upright:
            self.page.set_row(0, min(400, 12 + 6 * max(upright)))
        self.page.freeze_panes(1, self.sheet.fixed)
        self.page.autofilter(0, 0, rows, len(columns) - 1)
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(0)
        self.page.set_footer("&L&A&R&P / &N")
        if self.sheet.heat and rows:
            area = (1, self.sheet.fixed, rows, len(columns) - 1)
            zero = {"type": "cell", "criteria": "==", "value": 0, "format": self.nothing, "stop_if_true": True}
            self.page.conditional_format(*area, zero)
            scale = {"type": "2_color_scale", "min_type": "num", "min_value": 0}
            self.page.conditional_format(*area, {**scale, "min_color": "#ffffff", "max_color": "#7fb3dd"})


def put_text(page: Any, place: tuple[int, int], text: str, format_: Any, plain: Any) -> int:
    """Write a text cell, and return what XlsxWriter does: 0 where all is well.

    XlsxWriter takes ``<r>...</r>`` for XML of its own unless it comes in pieces, the first of them `plain`.
    """
    text = visible(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        return int(page.write_rich_string(*place, text[:1], plain, text[1:], format_))
    return int(page.write_string(*place, text, format_))


def height(columns: Sequence[Column], row: Row) -> float:
    """Return a row's height in points, by the lines its longest cell takes; not every program finds it itself."""
    lines = (
        sum(1 + len(line) // column.width for line in str(cell).split("\n"))
        for column, cell in zip(columns, row, strict=False)
    )
    return min(TALLEST, 3 + LINE * max(lines, default=1))


def continued(row: Row) -> Iterator[Row]:
    """Return `row` as the rows it takes: one, or more where a text is too long for one cell.

    The following rows repeat short texts, so that filters still find them, leave numbers out, so that
    sums still hold, and say in a last cell that they continue. Together their cells are the text, whole.

    Examples
    --------
    >>> first, second = continued(["x" * 40_000, "ros", 3])
    >>> len(first[0]), len(second[0]), first[1:], second[1:-1]
    (32767, 7233, ['ros', 3], ['ros', ''])
    """
    parts = [list(_parts(cell)) if isinstance(cell, str) else [cell] for cell in row]
    for number in range(max(map(len, parts), default=1)):
        if number == 0:
            yield [part[0] for part in parts]
        else:
            yield [*(_following(part, number) for part in parts), _("continued")]


def _following(parts: Sequence[Cell], number: int) -> Cell:
    if len(parts) == 1:
        return parts[0] if isinstance(parts[0], str) else ""
    return parts[number] if number < len(parts) else ""


def _parts(text: str) -> Iterator[str]:
    """Return a text in parts that each fit a cell; characters outside the first plane take two units."""
    units = text.encode("utf-16-le", "surrogatepass")
    start = 0
    while len(units) - 2 * start > 2 * LONGEST:
        end = start + LONGEST
        if 0xD8 <= units[2 * end - 1] <= 0xDB:  # a pair must not be parted
            end -= 1
        yield units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        start = end
    yield units[2 * start :].decode("utf-16-le", "surrogatepass")


def _read_me(sheets: Sequence[Sheet], checks: Sequence[TheoryCheck]) -> Sheet:
    rows: list[Row] = [
        [
            _("About"),
            _("Made with kodeverk from coded interviews. The quotes are what was said; the codes are judgements."),
        ],
        [
            _("Numbers"),
            _("Cases are the unit: n is the number of cases. Codings show how much is coded, not how many agree."),
        ],
        [
            _("Zeros"),
            _(
                "A zero in a matrix says that nothing is coded, not why. Whether a case was silent or not asked, or "
                'nobody knows, stands in the sheet "{name}".'
            ).format(name=_("who stands where")),
        ],
        [_("Coders"), _("Coders go by K1, K2 ... where they are not named.")],
    ]
    rows += [[_("Verdicts"), rule] for rule in dict.fromkeys(check.rule.in_words() for check in checks)]
    shown = sum(invisible(cell) for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str))
    if shown:
        about = _("Control characters shown as visible signs (␀, ␍ ...): {number}").format(number=shown)
        rows.append([_("Signs"), about])
    rows += [[_("Sheet: {name}").format(name=sheet.name), sheet.about] for sheet in sheets]
    columns = [Column(_("What"), 32), Column(_("Explanation"), 100)]
    return Sheet(_("read me"), "", columns, rows, fixed=0)
