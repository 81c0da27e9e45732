"""Questionnaires as tables, .xlsx or .csv: one row a respondent, and a plan that says what the columns are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kodeverk.errors import AmbiguousName, FormatError, UnknownName, nearest
from kodeverk.reading.survey_plan import (
    MULTIPLE,
    OPEN,
    PLAN_SHEETS,
    RESPONDENT,
    SCALE,
    Variable,
    read_survey_plan,
    sheet_plan,
)
from kodeverk.reading.tables import Plain, Sheet, number, read_tables

Answer: TypeAlias = str | int | frozenset[str] | None

DONT_KNOW = "don't know"
"""What stands for *don't know* among the answers; no answer at all is None."""

_DONT_KNOW = frozenset({"vet ikke", "veit ikkje", "don't know"})
_TICKED, _NOT_TICKED = frozenset({"1", "x", "ja", "yes", "true"}), frozenset({"0", "nei", "no", "false"})
_NUMBER = re.compile(r"[A-Za-zÆØÅæøå]{0,3}\d{1,7}")  # eight digits are a telephone number
SHOWN = 10
"""Most faults one error lists."""


class SurveyTable(NamedTuple):
    """The answers to a questionnaire.

    Attributes
    ----------
    file : str
    variables : tuple of Variable
    respondents : tuple of str
        Their numbers: those of the column of kind ``respondent``, else counted from 1.
    answers : dict of str to tuple
        By variable, one for each respondent: a whole number on a scale, `DONT_KNOW`, a text, for a multiple response
        the labels ticked, or None where there is no answer.
    warnings : tuple of str
        What was found in reading the table, such as formulas without a stored result, read as no answer.
    """

    file: str
    variables: tuple[Variable, ...]
    respondents: tuple[str, ...]
    answers: Mapping[str, tuple[Answer, ...]]
    warnings: tuple[str, ...] = ()

    def variable(self, name: str, *kinds: str) -> Variable:
        """Return the variable of a name, or the only one of a kind, of one of these kinds.

        Raises
        ------
        UnknownName
            If there is none.
        AmbiguousName
            If a kind is named that several have.
        """
        fitting = [one for one in self.variables if not kinds or one.kind in kinds]
        found = [one for one in fitting if one.name == name] or [one for one in fitting if one.kind == name]
        if len(found) == 1:
            return found[0]
        known = [one.name for one in fitting]
        if found:
            raise AmbiguousName(f"Several variables are of kind {name}: {', '.join(one.name for one in found)}.")
        near = nearest(name, known)
        hint = f" Nearest: {', '.join(near)}." if near else f" There are: {', '.join(known) or 'none'}."
        raise UnknownName(f"{self.file} has no variable {name!r} of kind {' or '.join(kinds) or 'any'}.{hint}")


def read_survey(path: str | Path, plan: str | Path | None = None) -> SurveyTable:
    """Return the answers to a questionnaire.

    Parameters
    ----------
    path : str or Path
        An .xlsx or .csv file, one row a respondent.
    plan : str or Path, optional
        A YAML file that says what the columns are; without it the workbook's sheet ``variabler`` does.

    Raises
    ------
    ReadingError
        If a file cannot be read.
    FormatError
        If there is no plan, a column is missing, or answers do not fit their variables; one error for all.
    """
    sheets = read_tables(path)
    beside = next((sheet for sheet in sheets if sheet.name.casefold() in PLAN_SHEETS), None)
    answers = next((sheet for sheet in sheets if sheet is not beside), None)
    file = Path(path).name
    if answers is None:
        raise FormatError(f"{file} holds the sheet {sheets[0].name} only; the answers are missing. Nothing was read.")
    if plan is not None:
        variables = read_survey_plan(plan)
    elif beside is not None:
        variables = sheet_plan(beside)
    else:
        raise FormatError(
            f"It is not said what the columns of {file} are. Give a plan in YAML, or add a sheet variabler with the "
            "columns variabel, type, tekst, min, maks, etiketter and vet ikke. Nothing was read."
        )
    return _table(answers, variables)


def _table(sheet: Sheet, variables: tuple[Variable, ...]) -> SurveyTable:
    wanted = [column for variable in variables for column in variable.columns]
    missing = [column for column in wanted if column.casefold() not in sheet.columns]
    if missing:
        raise FormatError(
            f"{sheet.file} has no column {' and no column '.join(missing)}, which its plan names. "
            f"Columns found: {', '.join(sheet.columns.values())}. Nothing was read."
        )
    faults: list[str] = []
    answers = {
        variable.name: tuple(_answers(sheet, variable, faults)) for variable in variables if variable.kind != RESPONDENT
    }
    column = next((variable.name for variable in variables if variable.kind == RESPONDENT), "")
    respondents = tuple(_respondents(sheet, column, faults))
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults[:SHOWN])
        more = f"\n  and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        raise FormatError(f"{sheet.file} does not fit its plan:\n{listed}{more}\nNothing was read.")
    return SurveyTable(sheet.file, variables, respondents, answers, tuple(sheet.warnings))


def _respondents(sheet: Sheet, column: str, faults: list[str]) -> Iterator[str]:
    """Yield the number of each respondent; names and addresses are refused."""
    seen: set[str] = set()
    for place, (row, cells) in enumerate(sheet.rows, 1):
        said = str(place) if not column else _text(cells[column.casefold()])
        if not _NUMBER.fullmatch(said):
            told = "respondents are told apart by number, never by name; eight digits are a telephone number"
            faults.append(f"{sheet.place(column.casefold(), row)}: {told}")
        elif said in seen:
            faults.append(f"{sheet.place(column.casefold(), row)}: the respondent's number stands twice")
        seen.add(said)
        yield said


def _answers(sheet: Sheet, variable: Variable, faults: list[str]) -> Iterator[Answer]:
    columns = [column.casefold() for column in variable.columns]
    codes = {label.casefold(): code for code, label in variable.labels.items()}
    for row, cells in sheet.rows:
        if variable.kind == MULTIPLE:
            yield _ticked(sheet, variable, (row, cells), faults)
            continue
        said = _text(cells[columns[0]])
        if variable.kind == OPEN:
            yield said or None
        elif said.casefold() in _DONT_KNOW or said in variable.unknown:
            yield DONT_KNOW if variable.kind == SCALE else None
        elif not said or variable.kind != SCALE:
            yield variable.labels.get(said, said) or None
        else:
            value = number(codes.get(said.casefold(), said))
            if not isinstance(value, int) or not variable.low <= value <= variable.high:
                ends = f"{variable.low} to {variable.high}"
                faults.append(
                    f"{sheet.place(columns[0], row)}: neither a whole number from {ends} nor one of its labels"
                )
            yield value if isinstance(value, int) else None


def _ticked(
    sheet: Sheet, variable: Variable, row: tuple[int, Mapping[str, Plain]], faults: list[str]
) -> frozenset[str] | None:
    """Return the labels ticked in a row; None where all its columns are empty."""
    ticked, answered = set(), False
    for column, label in variable.labels.items():
        said = _text(row[1][column.casefold()]).casefold()
        answered = answered or bool(said)
        if said in _TICKED:
            ticked.add(label or column)
        elif said and said not in _NOT_TICKED:
            faults.append(
                f"{sheet.place(column.casefold(), row[0])}: neither ticked (1, x, ja) nor not (0, nei, empty)"
            )
    return frozenset(ticked) if answered else None


def _text(cell: Plain) -> str:
    return "" if cell is None else str(cell).strip()


def counted(answers: Iterable[Answer]) -> tuple[int, int, int]:
    """Return how many answered, how many said *don't know*, and how many gave no answer.

    >>> counted([1, 5, DONT_KNOW, None, None])
    (2, 1, 2)
    """
    every = list(answers)
    missing, unknown = every.count(None), every.count(DONT_KNOW)
    return len(every) - missing - unknown, unknown, missing
