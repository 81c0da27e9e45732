"""Interviews in rows: a table, .xlsx or .csv, where each row is an interview or a respondent's open answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kodeverk.errors import FormatError
from kodeverk.messages import _, _n
from kodeverk.model import Plan, Segment, Snapshot, canonical
from kodeverk.reading.cases import OFFICE_COLUMNS, CaseRow, CaseTable, add_cases, case_rows
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Content, ImportReport, Reading
from kodeverk.reading.sources import add_sources
from kodeverk.reading.tables import Plain, Sheet, sheets_of
from kodeverk.reading.turns import divide, lines_of


class Rows(NamedTuple):
    """The interviews of a table.

    Attributes
    ----------
    table : CaseTable
        The informants, their offices and attributes.
    readings : dict of str to Reading
        By informant; a row in which nothing is said has none.
    report : ImportReport
        What came in of the file besides what the report of each row tells.
    """

    table: CaseTable
    readings: dict[str, Reading]
    report: ImportReport


class _Said(NamedTuple):
    """What a row says, put together: text, segments and who speaks."""

    text: str
    segments: tuple[Segment, ...]
    roles: Mapping[str, str]


def read_rows(
    path: str | Path, *, text: str | Sequence[str], name: str, office: str | None = None, sheet: str | None = None
) -> Rows:
    """Return each row of a table as a source, and its remaining columns as attributes of the informant.

    An answer is a turn of the informant under a heading with its column's name. A cell that holds a transcript with
    speaker labels is divided into turns by these.

    Parameters
    ----------
    path : str or Path
        An .xlsx or .csv file.
    text : str or sequence of str
        The columns that hold what is said.
    name : str
        The column that names the informant; so is the source called.
    office : str, optional
        The column with her office; else ``kontor`` or ``office``, if there is one.
    sheet : str, optional
        The sheet; else the first that has these columns.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column or the sheet is missing, or a name stands twice; the message lists those found.
    """
    wanted = [text] if isinstance(text, str) else list(text)
    sheets = sheets_of(path)
    chosen = _chosen(sheets, sheet, [name, *wanted])
    columns = list(dict.fromkeys(chosen.wanted(column) for column in wanted))
    names = chosen.wanted(name)
    offices = chosen.wanted(office) if office else next((one for one in OFFICE_COLUMNS if one in chosen.columns), None)
    if not columns or {names, offices} & set(columns):
        raise FormatError(f"{chosen.file}: the columns of text must be others than those of names and offices.")
    warnings: list[str] = []
    others = {folded: written for folded, written in chosen.columns.items() if folded not in columns}
    informants = tuple(case_rows(chosen._replace(columns=others), names, offices, warnings))
    known = dict.fromkeys(row.office for row in informants if row.office)
    table = CaseTable(chosen.file, informants, tuple(CaseRow(one, "", {}) for one in known))
    readings = {}
    for number, cells in chosen.rows:
        if (who := _shown(cells[names])) and (read := _reading(chosen, (number, cells), who, columns)):
            readings[who] = read
    return Rows(table, readings, _report(sheets, chosen, names, columns, (readings, warnings)))


def _chosen(sheets: list[Sheet], sheet: str | None, columns: list[str]) -> Sheet:
    if sheet is not None:
        found = [one for one in sheets if one.name.casefold() == sheet.casefold()]
        if not found:
            there = ", ".join(one.name for one in sheets if one.name) or "none"
            raise FormatError(f"{sheets[0].file} has no sheet {sheet}. Sheets found: {there}.")
        return found[0]
    fitting = (one for one in sheets if all(column.casefold() in one.columns for column in columns))
    return next(fitting, sheets[0])


def _shown(cell: Plain) -> str:
    return "" if cell is None else canonical(str(cell)).text.strip()


def _reading(sheet: Sheet, row: tuple[int, Mapping[str, Plain]], who: str, columns: list[str]) -> Reading | None:
    """Return the source a row makes; None where it says nothing."""
    number, cells = row
    answers = {sheet.columns[column]: answer for column in columns if (answer := _shown(cells[column]))}
    if not answers:
        return None
    comments = [*_comments(sheet, number)]
    said = _put_together(answers, who, comments, alone=len(columns) == 1)
    headings = sum(letters(part.span.of(said.text)) for part in said.segments if part.kind == "heading")
    found = sum(map(letters, answers.values())) + sum(map(letters, comments))
    imported = letters(said.text) - headings
    empty = len(columns) - len(answers)
    content = [
        Content("letters", found, imported, found - imported, _("besides the questions")),
        Content("answers", len(answers), len(answers), 0),
        *([Content("empty answers", empty, 0, empty)] if empty else []),
        *([Content("comments", len(comments), len(comments), 0, _("at the end of the text"))] if comments else []),
    ]
    turns = sum(part.kind == "turn" for part in said.segments)
    form, file = Path(sheet.file).suffix.lower().lstrip("."), f"{sheet.file} row {number}"
    unsure = [label for label, role in said.roles.items() if role == "unknown"]
    told = _("Interviewer or informant? Unknown for: {labels}.").format(labels=", ".join(unsure))
    report = ImportReport(
        file=file, format=form, encoding=sheet.encoding, characters=len(said.text), turns=turns,
        speakers=tuple(said.roles), tables=0, content=tuple(content), warnings=(told,) if unsure else (),
    )  # fmt: skip
    held = {sheet.columns[column]: cell for column, cell in cells.items()}
    original = json.dumps(held, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Reading(" ".join(who.split()), file, form, said.text, said.segments, said.roles, report, original)


def _comments(sheet: Sheet, number: int) -> Iterator[str]:
    """Yield the comments on the cells of a row, from left to right."""
    for letter in sheet.letters.values():
        if comment := _shown(sheet.comments.get(f"{letter}{number}")):
            yield comment


def _put_together(answers: Mapping[str, str], who: str, comments: Iterable[str], *, alone: bool) -> _Said:
    parts: list[str] = []
    segments: list[Segment] = []
    roles: dict[str, str] = {}
    at = 0

    def add(part: str, *pieces: Segment) -> None:
        nonlocal at
        for piece in pieces:
            place = piece._replace(start=at + piece.start, end=at + piece.end, body=at + piece.body)
            segments.append(place._replace(number=len(segments) + 1))
        parts.append(part)
        at += len(part) + 1

    for question, answer in answers.items():
        turns = divide(answer, lines_of(answer, 0))
        if turns.roles and (alone or set(turns.roles.values()) != {"unknown"}):
            add(answer, *turns.segments)
            roles |= turns.roles
        else:
            heading = canonical(question).text
            add(heading, Segment(1, 0, len(heading), 0, "heading"))
            add(answer, Segment(1, 0, len(answer), 0, "turn", who))
            roles.setdefault(who, "informant")
    for comment in comments:
        add(comment, Segment(1, 0, len(comment), 0, "comment"))
    return _Said("\n".join(parts), tuple(segments), roles)


def _report(
    sheets: list[Sheet], sheet: Sheet, names: str, columns: list[str], found: tuple[Mapping[str, Reading], list[str]]
) -> ImportReport:
    """Return what came in of a file, cell by cell; `found` is the readings and the warnings."""
    readings, warnings = found
    named = [(number, cells) for number, cells in sheet.rows if _shown(cells[names])]
    nameless = [cells for _number, cells in sheet.rows if not _shown(cells[names])]
    with_text = {number for number, cells in named if any(_shown(cells[column]) for column in columns)}
    kept = {f"{letter}{number}" for letter in sheet.letters.values() for number in with_text}
    comments = {place: said for place, said in sheet.comments.items() if said}
    attached = sum(place in kept for place in comments)
    left = {
        "rows without a name": (len(nameless), sum(map(_letters, nameless))),
        "unnamed columns": (len(sheet.unnamed), sum(map(letters, sheet.unnamed))),
        "other sheets": (len(sheets) - 1, sum(_all_letters(one) for one in sheets if one is not sheet)),
    }
    lost = sum(count for _number, count in left.values())
    lost += sum(letters(said) for place, said in comments.items() if place not in kept)
    every = sum(map(_all_letters, sheets))
    empty = sum(not _shown(cells[column]) for _number, cells in named for column in columns)
    content = [Content("letters", every, every - lost, lost), Content("rows", len(named), len(named), 0)]
    if comments:
        content.append(Content("comments", len(comments), attached, len(comments) - attached))
    content += [Content("empty answers", empty, 0, empty)] if empty else []
    for kind, (number, count) in left.items():
        note = _n("{count} letter left out", "{count} letters left out", count).format(count=count)
        content += [Content(kind, number, 0, number, note)] if number else []
    characters, turns = (
        sum(getattr(one.report, field) for one in readings.values()) for field in ("characters", "turns")
    )
    form = Path(sheet.file).suffix.lower().lstrip(".")
    return ImportReport(sheet.file, form, sheet.encoding, characters, turns, (), 0, tuple(content), {}, tuple(warnings))


def _letters(cells: Mapping[str, Plain]) -> int:
    return sum(letters(_shown(cell)) for cell in cells.values())


def _all_letters(sheet: Sheet) -> int:
    """Return how many letters a sheet holds: names of columns, cells, and comments."""
    told = [*sheet.columns.values(), *sheet.unnamed, *sheet.comments.values()]
    return sum(map(letters, told)) + sum(_letters(cells) for _number, cells in sheet.rows)


def add_rows(snapshot: Snapshot, rows: Rows, *, kind: str = "interview") -> Plan:
    """Return the changes that bring the informants into the study, and sources bound to them.

    A row that is in the study already is recognised and left as it is.

    Parameters
    ----------
    snapshot : Snapshot
    rows : Rows
        From `read_rows`.
    kind : str
        Kind of the sources.

    Raises
    ------
    KodeverkError
        If the study has a source of an informant's name with another text.
    """
    cases = add_cases(snapshot, rows.table)
    ids = dict(zip((row.name for row in rows.table.informants), cases.ids[len(rows.table.offices) :], strict=True))
    speaks = {read.name: ids[who] for who, read in rows.readings.items()}
    sources = add_sources(snapshot, rows.readings.values(), kind=kind, cases=speaks)
    notes = "; ".join(filter(None, (cases.note, sources.note)))
    return Plan([*cases.changes, *sources.changes], sources.ids, notes, sources.texts, sources.originals)
