"""The room for opportunity from a workbook as a working group keeps it: status, plans, expectations, yearly cycle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kodeverk.errors import FormatError
from kodeverk.messages import _
from kodeverk.model import (
    MARKS,
    QUESTIONS,
    Activity,
    AreaPlan,
    Case,
    Change,
    Expectation,
    Mark,
    Plan,
    Snapshot,
    content_id,
)
from kodeverk.model.opportunity import FOLLOWED_UP, NEED, PLANNED, PRIORITISED, STRONG
from kodeverk.reading.areas import areas
from kodeverk.reading.cases import CASE_COLUMNS, OFFICE_COLUMNS, CaseRow, CaseTable, add_cases, case_rows
from kodeverk.reading.room_cells import Cells, office_key, text
from kodeverk.reading.room_notes import file_of, kept, made_offices, otherwise
from kodeverk.reading.tables import Sheet, read_tables

Said: TypeAlias = Mark | AreaPlan | Expectation | Activity

STATUS, PLANS, EXPECTATIONS, CYCLE, OFFICES = "status", "planer", "forventninger", "årshjul", "kontorer"
_SHEETS = {
    STATUS: ("status",),
    PLANS: ("planer", "planar", "plans"),
    EXPECTATIONS: ("forventninger", "forventningar", "expectations"),
    CYCLE: ("årshjul", "yearly cycle"),
    OFFICES: ("kontorer", "kontor", "offices"),
}
_AREA = ("område nr", "områdenr", "område", "nr", "area")
_MARKS = {
    STRONG: ("sterk", "sterkt", "strong"),
    NEED: ("behov", "need"),
    PRIORITISED: ("prioritert", "prioritised"),
    PLANNED: ("i plan", "i planen", "in plan"),
    FOLLOWED_UP: ("fulgt opp", "følgt opp", "followed up"),
}
_ANSWERS = {
    "why": ("hvorfor", "kvifor", "why"),
    "what": ("hva", "kva", "what"),
    "how": ("hvordan", "korleis", "how"),
    "who is involved": ("hvem er med", "kven er med", "who is involved"),
    "who is responsible": ("hvem har ansvar", "kven har ansvar", "who is responsible"),
    "follow-up": ("oppfølging", "follow-up"),
}
_PART = ("del", "part")
_OF, _TOPIC, _TEXT = ("til rolle", "to role"), ("tema", "topic"), ("forventning", "expectation")
_MONTH, _WHAT = ("måned", "månad", "month"), ("hva", "kva", "aktivitet", "what")
_RESPONSIBLE, _AGENDA = ("ansvarlig", "ansvarleg", "responsible"), ("saker", "agenda")
_ITEM = re.compile(r"\s*[;\n]\s*")
_HELD: dict[str, type[Said]] = {STATUS: Mark, PLANS: AreaPlan, EXPECTATIONS: Expectation, CYCLE: Activity}
"""What each sheet holds."""


class RoomBook(NamedTuple):
    """The tables of a workbook, by what they hold.

    Attributes
    ----------
    file : str
    sheets : dict of str to Sheet
        By `STATUS`, `PLANS`, `EXPECTATIONS`, `CYCLE` and `OFFICES`; those there are, with rows.
    passed_over : tuple of str
        Names of sheets that are none of these, or have no row.
    """

    file: str
    sheets: Mapping[str, Sheet]
    passed_over: tuple[str, ...] = ()


def read_room(path: str | Path) -> RoomBook:
    """Return the tables of a workbook (.xlsx) with any of the sheets status, planer, forventninger and årshjul.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If it has none of the sheets.
    """
    found: dict[str, Sheet] = {}
    others = []
    for sheet in read_tables(path):
        kind = next((kind for kind, names in _SHEETS.items() if sheet.name.casefold().strip() in names), None)
        if kind is None or kind in found or not sheet.rows:
            others.append(sheet.name)
        else:
            found[kind] = sheet
    if not found.keys() - {OFFICES}:
        wanted = ", ".join((STATUS, PLANS, EXPECTATIONS, CYCLE))
        have = ", ".join(filter(None, [*found, *others])) or "one without a name"
        raise FormatError(f"{Path(path).name} has none of the sheets {wanted} with rows in it. Found: {have}.")
    return RoomBook(Path(path).name, found, tuple(others))


def add_room(snapshot: Snapshot, book: RoomBook, codebook: str | None = None) -> Plan:
    """Return the changes that bring a workbook on the room for opportunity into the study.

    The same workbook again changes nothing; changed cells are updated, and what its sheets no longer say is removed. A
    sheet that is not there, or has no row, removes nothing. Where another workbook said otherwise of the same thing,
    this one replaces it, and the note says where; what only another says is kept, and counted. Offices that are not in
    the study are made.

    Parameters
    ----------
    snapshot : Snapshot
    book : RoomBook
        From `read_room`.
    codebook : str, optional
        Id of the codebook whose codes are the areas; without it, the one with levels.

    Raises
    ------
    FormatError
        If a column is missing or a cell cannot be understood; one error for all cells.
    KodeverkError
        If it is not clear which codes are the areas.
    """
    offices = _offices(snapshot, book)
    made = add_cases(snapshot, offices)
    ids = dict(zip((row.name for row in offices.offices), made.ids, strict=True))
    known = {office_key(case.name): case.id for case in snapshot.all(Case) if case.kind == "office"}
    cells = Cells(book.file, areas(snapshot, codebook), known | {office_key(name): id for name, id in ids.items()})
    said: dict[str, Said] = {}
    for kind, rows in {STATUS: _marks, PLANS: _plans, EXPECTATIONS: _expectations, CYCLE: _activities}.items():
        if kind in book.sheets:
            _put(cells, rows(cells, book.sheets[kind]), said)
    cells.check()
    before = {r.id: r for r in _there(snapshot)}
    changes: list[Change] = [Change(before.get(r.id), r) for r in said.values() if before.get(r.id) != r]
    notes = [*made_offices(made), *otherwise(book.file, changes)]
    absent = [(sheet, r.read_from) for sheet, kind in _HELD.items() if sheet not in book.sheets
              for r in before.values() if isinstance(r, kind)]  # fmt: skip
    read = tuple(kind for sheet, kind in _HELD.items() if sheet in book.sheets)
    unsaid = [r for r in before.values() if isinstance(r, read) and r.id not in said]
    changes += [Change(r, None) for r in unsaid if file_of(r.read_from) == book.file]
    notes += kept(book.file, absent, [r.read_from for r in unsaid if file_of(r.read_from) != book.file])
    notes += _passed_over(book)
    return Plan([*made.changes, *changes], tuple(said), "; ".join(filter(None, (*notes, made.note))))


def _there(snapshot: Snapshot) -> Iterator[Said]:
    for kind in _HELD.values():
        yield from snapshot.all(kind)


def _offices(snapshot: Snapshot, book: RoomBook) -> CaseTable:
    """Return the offices the workbook lists, named as the study names them where it has them."""
    sheet = book.sheets.get(OFFICES)
    warnings: list[str] = []
    if sheet is not None:
        rows = list(case_rows(sheet, sheet.wanted(*OFFICE_COLUMNS, *CASE_COLUMNS), None, warnings))
    else:
        status = book.sheets.get(STATUS)
        column = status.wanted(*OFFICE_COLUMNS) if status else ""
        named: dict[str, str] = {}
        for _row, cells in status.rows if status else ():
            if name := text(cells[column]):
                named.setdefault(office_key(name), name)
        rows = [CaseRow(name, "", {}) for name in named.values()]
    known = {office_key(case.name): case.name for case in snapshot.all(Case) if case.kind == "office"}
    rows = [row._replace(name=known.get(office_key(row.name), row.name)) for row in rows]
    if twice := next((row.name for row in rows if [one.name for one in rows].count(row.name) > 1), ""):
        raise FormatError(
            f"{book.file}: the office {twice} stands twice. Each office has one row; nothing was changed."
        )
    return CaseTable(book.file, (), tuple(rows), tuple(warnings))


def _put(cells: Cells, records: Iterator[tuple[Said, Sheet, str, int]], said: dict[str, Said]) -> None:
    """Add records by id; the same said twice is a fault."""
    for record, sheet, column, row in records:
        if record.id in said:
            cells.fault(sheet, column, row, f"the same stands in {said[record.id].read_from}; keep one of the two.")
        said[record.id] = record


# --- sheet by sheet ----------------------------------------------------------------------------


def _marks(cells: Cells, sheet: Sheet) -> Iterator[tuple[Said, Sheet, str, int]]:
    office, area = sheet.wanted(*OFFICE_COLUMNS), sheet.wanted(*_AREA)
    columns = {mark: sheet.wanted(*_MARKS[mark]) for mark in MARKS}
    seen: dict[tuple[str, str], int] = {}
    for row in sheet.rows:
        of, on = cells.office(sheet, office, row), cells.area(sheet, area, row)
        said = {mark: cells.mark(sheet, column, row) for mark, column in columns.items()}
        if of is None or on is None:
            continue
        if first := seen.get((of, on.id)):
            cells.fault(sheet, area, row[0], f"the same office and area stand in row {first}; keep one of the two.")
        seen.setdefault((of, on.id), row[0])
        for mark, column in columns.items():
            stated, holds = said[mark]
            if stated and seen[of, on.id] == row[0]:
                place = sheet.place(column, row[0])
                yield Mark(f"{of}/{on.id}/{mark}", of, on.id, mark, holds, place), sheet, column, row[0]


def _plans(cells: Cells, sheet: Sheet) -> Iterator[tuple[Said, Sheet, str, int]]:
    office, area = sheet.wanted(*OFFICE_COLUMNS), sheet.wanted(*_AREA)
    part = _column(sheet, _PART)
    columns = {question: sheet.wanted(*_ANSWERS[question]) for question in QUESTIONS}
    for row in sheet.rows:
        of, on = cells.office(sheet, office, row), cells.area(sheet, area, row)
        if of is None or on is None:
            continue
        answers = {q: answer for q, column in columns.items() if (answer := text(row[1][column]))}
        split, place = text(row[1][part]) if part else "", sheet.place(area, row[0])
        yield AreaPlan(f"{of}/{on.id}/{split}", of, on.id, split, answers, place), sheet, area, row[0]


def _expectations(cells: Cells, sheet: Sheet) -> Iterator[tuple[Said, Sheet, str, int]]:
    to, topic, wanted = sheet.wanted(*_OF), sheet.wanted(*_TOPIC), sheet.wanted(*_TEXT)
    roles = [column for column in sheet.columns if column not in (to, topic, wanted)]
    if not roles:
        raise FormatError(
            f"{sheet.file}, sheet {sheet.name} has no column for a role that was asked. Add one for each."
        )
    for row in sheet.rows:
        of, under, expected = (text(row[1][column]) for column in (to, topic, wanted))
        if not (of and expected):
            cells.fault(
                sheet, wanted if of else to, row[0], "an expectation needs the role it is directed to, and a text."
            )
            continue
        for column in roles:
            role, raised = sheet.columns[column], cells.mark(sheet, column, row)[1]
            key = content_id("expectation", of, under, expected, role)
            place = sheet.place(column, row[0])
            yield Expectation(key, of, under, expected, role, raised, place), sheet, column, row[0]


def _activities(cells: Cells, sheet: Sheet) -> Iterator[tuple[Said, Sheet, str, int]]:
    month, what = sheet.wanted(*_MONTH), sheet.wanted(*_WHAT)
    responsible, agenda = _column(sheet, _RESPONSIBLE), _column(sheet, _AGENDA)
    office = _column(sheet, OFFICE_COLUMNS)
    for row in sheet.rows:
        number, title = cells.month(sheet, month, row), text(row[1][what])
        of = cells.office(sheet, office, row) if office and text(row[1][office]) else None
        if not title:
            cells.fault(sheet, what, row[0], "it is not said what is done.")
        items = tuple(filter(None, _ITEM.split(text(row[1][agenda])))) if agenda else ()
        who, place = text(row[1][responsible]) if responsible else "", sheet.place(what, row[0])
        key = content_id("activity", of or "", number, title)
        yield Activity(key, of, number, title, who, items, place), sheet, what, row[0]


def _column(sheet: Sheet, names: Sequence[str]) -> str | None:
    return next((name for name in names if name in sheet.columns), None)


def _passed_over(book: RoomBook) -> list[str]:
    told = [_("sheets passed over: {names}").format(names=", ".join(book.passed_over))] if book.passed_over else []
    return told + [warning for sheet in book.sheets.values() for warning in sheet.warnings]
