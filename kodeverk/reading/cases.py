"""Cases and their attributes from a table: informants, the offices they belong to, what is known of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kodeverk.errors import FormatError
from kodeverk.messages import _, _n
from kodeverk.model import (
    KNOWN,
    NOT_APPLICABLE,
    NOT_RELEASED,
    UNKNOWN,
    Case,
    Change,
    Plan,
    Record,
    Snapshot,
    Source,
    Speaker,
    Value,
    content_id,
)
from kodeverk.reading.sources import SOURCE_ATTRIBUTES, SPEAKER_ATTRIBUTES, names_source, speaker_of
from kodeverk.reading.tables import Plain, Sheet, number, read_tables
from kodeverk.reading.values import RESERVED, attribute_name, heard

CASE_COLUMNS = ("informant", "navn", "namn", "name", "id", "case")
OFFICE_COLUMNS = ("kontor", "office")
_INFORMANT_SHEETS = frozenset({"informanter", "informant", "informantar", "informants", "cases"})
_OFFICE_SHEETS = frozenset({"kontor", "kontorer", "office", "offices"})
_STATES = {
    **dict.fromkeys(("", "ukjent", "ukjend", "vet ikke", "veit ikkje", "unknown", "?"), UNKNOWN),
    **dict.fromkeys(("ikke relevant", "ikke aktuelt", "ikkje relevant", "not applicable", "n/a"), NOT_APPLICABLE),
    **dict.fromkeys(
        ("ikke frigitt", "ikkje frigitt", "ikkje frigjeve", "ikkje frigjeven", "not released"), NOT_RELEASED
    ),
}
_FAULTS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_LETTER_O = re.compile(r"(?=.*\d)(?=.*[oO])[\doO]+(?:[ .,\u00a0][\doO]+)*")


class CaseRow(NamedTuple):
    """One case as a table has it.

    Attributes
    ----------
    name, office : str
        Office is empty for offices and for informants without one.
    values : dict of str to (value, state, read_from)
        By attribute.
    """

    name: str
    office: str
    values: dict[str, tuple[Plain, str, str]]


class CaseTable(NamedTuple):
    """The cases of a file.

    Attributes
    ----------
    file : str
    informants, offices : tuple of CaseRow
    warnings : tuple of str
        What a person should look at.
    """

    file: str
    informants: tuple[CaseRow, ...]
    offices: tuple[CaseRow, ...]
    warnings: tuple[str, ...] = ()


def read_cases(path: str | Path, *, name: str | None = None, office: str | None = None) -> CaseTable:
    """Return the informants and offices of an .xlsx or .csv file, with their attributes.

    Of an .xlsx file the sheets named ``informanter`` and ``kontorer`` are read, else the first sheet. A table with a
    column of offices and none of informants is one of offices. A column ``kilde`` or ``source`` names the transcript
    an informant speaks in, and ``taler`` or ``speaker`` her label there, where several speak in one.

    Parameters
    ----------
    path : str or Path
    name : str, optional
        Column with the informants' names; else ``informant``, ``navn``, ``name``, ``id`` or ``case``.
    office : str, optional
        Column with their offices; else ``kontor`` or ``office``, if there is one.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column is missing, or a name stands twice; the message lists the columns found.
    """
    sheets = read_tables(path)
    offices = [sheet for sheet in sheets if _lists_offices(sheet, name)]
    people = next((sheet for sheet in sheets if sheet.name.casefold() in _INFORMANT_SHEETS), None)
    people = people or next((sheet for sheet in sheets if sheet not in offices), None)
    warnings: list[str] = []
    informants = tuple(_informants(people, name, office, warnings)) if people else ()
    known = {
        row.name: row
        for sheet in offices
        for row in case_rows(sheet, sheet.wanted(*OFFICE_COLUMNS, *CASE_COLUMNS), None, warnings)
    }
    new = dict.fromkeys(row.office for row in informants if row.office and row.office not in known)
    if known and new:
        told = _("{file}: offices named with informants alone: {offices}. Are they spelt right?")
        warnings.append(told.format(file=Path(path).name, offices=", ".join(new)))
    known |= {name: CaseRow(name, "", {}) for name in new}
    if known and (without := [row.name for row in informants if not row.office]):
        told = _("{file}: informants without an office: {names}. Is the column called kontor or office, and filled in?")
        warnings.append(told.format(file=Path(path).name, names=", ".join(without)))
    return CaseTable(Path(path).name, informants, tuple(known.values()), tuple(warnings))


def _lists_offices(sheet: Sheet, name: str | None) -> bool:
    """Return whether a sheet is one of offices: it is called so, or nothing else can name its rows."""
    if name or sheet.name.casefold() in _OFFICE_SHEETS:
        return sheet.name.casefold() in _OFFICE_SHEETS
    return sheet.columns.keys().isdisjoint(CASE_COLUMNS) and not sheet.columns.keys().isdisjoint(OFFICE_COLUMNS)


def _informants(people: Sheet, name: str | None, office: str | None, warnings: list[str]) -> Iterator[CaseRow]:
    name_column = people.wanted(name) if name else people.wanted(*CASE_COLUMNS)
    if office:
        office_column: str | None = people.wanted(office)
    else:
        office_column = next((column for column in OFFICE_COLUMNS if column in people.columns), None)
    return case_rows(people, name_column, None if office_column == name_column else office_column, warnings)


def case_rows(sheet: Sheet, name_column: str, office_column: str | None, warnings: list[str]) -> Iterator[CaseRow]:
    """Yield the case of each row of a sheet; what a person should look at is added to `warnings`.

    Raises
    ------
    FormatError
        If a name stands twice, or a column cannot be an attribute.
    """
    warnings += sheet.warnings
    attributes = _attributes(sheet, {name_column, office_column})
    seen: set[str] = set()
    columns: dict[str, list[tuple[Plain, str]]] = {attribute: [] for attribute in attributes}
    for number_, cells in sheet.rows:
        name = _text(cells[name_column])
        if not name:
            warnings.append(
                _("{place}: no name; the row was passed over.").format(place=sheet.place(name_column, number_))
            )
            continue
        if name in seen:
            raise FormatError(
                f"{sheet.place(name_column, number_)}: the name {name!r} stands twice. Each case has one row."
            )
        seen.add(name)
        values = {}
        for attribute, column in attributes.items():
            place = sheet.place(column, number_)
            values[attribute] = (*_value(cells[column], attribute, place, warnings), place)
            columns[attribute].append((values[attribute][0], place))
        yield CaseRow(name, _text(cells[office_column]) if office_column else "", values)
    for column_values in columns.values():
        warnings += _words_among_numbers(column_values)


def _words_among_numbers(column: list[tuple[Plain, str]]) -> list[str]:
    """Return what to look at in a column: its words where it has more numbers; a letter o is told of already."""
    words = [(value, place) for value, place in column if isinstance(value, str)]
    numbers = [value for value, _place in column if isinstance(value, int | float) and not isinstance(value, bool)]
    if len(words) >= len(numbers):
        return []
    told = _("{place}: a word stands among numbers; it is kept as text.")
    return [told.format(place=place) for value, place in words if not _LETTER_O.fullmatch(str(value))]


def _attributes(sheet: Sheet, apart: Iterable[str | None]) -> dict[str, str]:
    """Return attribute to column, for the columns that are no name."""
    found: dict[str, str] = {}
    for column, written in sheet.columns.items():
        attribute = attribute_name(written)
        if column in apart or not attribute:
            continue
        if attribute in RESERVED:
            raise FormatError(
                f"{sheet.file}: the column {written} is called as something else is in every table and selection. "
                "Rename it; nothing was read."
            )
        if attribute in found:
            both = f"{sheet.columns[found[attribute]]} and {written}"
            raise FormatError(f"{sheet.file}: the columns {both} would both become {attribute}. Rename one.")
        found[attribute] = column
    return found


def _text(value: Plain) -> str:
    return "" if value is None else str(value).strip()


def _value(cell: Plain, attribute: str, place: str, warnings: list[str]) -> tuple[Plain, str]:
    if not isinstance(cell, str) and cell is not None:
        return (str(cell) if attribute in SOURCE_ATTRIBUTES else cell), KNOWN
    text = (cell or "").strip()
    if state := _STATES.get(text.casefold().rstrip(".")):
        return None, state
    if text in _FAULTS:
        warnings.append(_("{place}: Excel shows a fault there; it is kept as unknown.").format(place=place))
        return None, UNKNOWN
    if attribute in SOURCE_ATTRIBUTES:
        return text, KNOWN
    if _LETTER_O.fullmatch(text):
        warnings.append(_("{place}: a number is typed with the letter o; it is kept as text.").format(place=place))
    return number(text), KNOWN


def add_cases(snapshot: Snapshot, table: CaseTable) -> Plan:
    """Return the changes that bring offices, informants and attributes into the study.

    The same table again changes nothing; changed cells are updated. Where another file said otherwise, its
    value stays and what this one says is kept beside it, see `heard`. Informants are bound to the informant
    speakers of the source their row names, unless these are bound already.

    Parameters
    ----------
    snapshot : Snapshot
    table : CaseTable
        From `read_cases`.
    """
    known = {(case.kind, case.name): case for case in snapshot.all(Case)}
    records: list[Record] = []
    ids: list[str] = []
    offices: dict[str, str] = {}
    for kind, rows in (("office", table.offices), ("informant", table.informants)):
        for row in rows:
            there = known.get((kind, row.name))
            case_id = there.id if there else content_id("case", kind, row.name)
            office_id = offices.get(row.office) or (there.office_id if there else None)
            records.append(Case(case_id, row.name, kind, office_id))
            records += [
                heard(snapshot, Value(f"{case_id}/{name}", case_id, name, *value)) for name, value in row.values.items()
            ]
            ids.append(case_id)
            if kind == "office":
                offices[row.name] = case_id
    speakers, notes = _bound(snapshot, dict(zip(ids[len(table.offices) :], table.informants, strict=True)))
    changes = [
        Change(before, record)
        for record in [*records, *speakers]
        if (before := snapshot.table(type(record)).get(record.id)) != record
    ]
    return Plan(changes, tuple(ids), "; ".join([*notes, *_conflicts(changes), *table.warnings]))


def _conflicts(changes: Iterable[Change]) -> list[str]:
    """Return the note on values that another file had otherwise."""
    count = sum(isinstance(c.after, Value) and bool(c.after.others) for c in changes)
    note = _n("{count} value is otherwise in another file", "{count} values are otherwise in another file", count)
    return [note.format(count=count)] if count else []


def _bound(snapshot: Snapshot, informants: dict[str, CaseRow]) -> tuple[list[Speaker], list[str]]:
    """Return the informant speakers as bound to the case that names their source, and what could not be bound."""
    speakers: list[Speaker] = []
    notes: list[str] = []
    named = {case_id: _written(row, SOURCE_ATTRIBUTES) for case_id, row in informants.items()}
    labels = {case_id: _written(row, SPEAKER_ATTRIBUTES) for case_id, row in informants.items()}
    for source in snapshot.all(Source):
        here = {case_id: labels[case_id] for case_id, written in named.items() if names_source(written, source)}
        if not here:
            continue
        free = [s for s in snapshot.all(Speaker) if (s.source_id, s.role, s.case_id) == (source.id, "informant", None)]
        bound = [s._replace(case_id=case_id) for s in free if (case_id := speaker_of(here, s.label))]
        if free and not bound:
            notes.append(_("{source}: named by several informants, bound to none").format(source=source.name))
        speakers += bound
    return speakers, notes


def _written(row: CaseRow, attributes: Iterable[str]) -> str:
    return "; ".join(str(row.values[name][0]) for name in attributes if name in row.values and row.values[name][0])
