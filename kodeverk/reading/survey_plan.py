"""What the columns of a questionnaire are: from YAML, or from a sheet ``variabler`` beside the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kodeverk.errors import FormatError
from kodeverk.reading.schema import read_document
from kodeverk.reading.tables import Plain, Sheet
from kodeverk.reading.yaml_lines import Trouble, refused

RESPONDENT, ROLE, EMPLOYER, OFFICE, MUNICIPALITY = "respondent", "role", "employer", "office", "municipality"
SCALE, MULTIPLE, OPEN = "scale", "multiple", "open"
GROUPS = (ROLE, EMPLOYER, OFFICE, MUNICIPALITY)
"""Kinds of variables respondents are grouped by."""
VARIABLE_KINDS = (RESPONDENT, *GROUPS, SCALE, MULTIPLE, OPEN)
PLAN_SHEETS = ("variabler", "variablar", "variables")

_KIND_WORDS = {
    **{kind: kind for kind in VARIABLE_KINDS},
    "nummer": RESPONDENT, "rolle": ROLE, "arbeidsgiver": EMPLOYER, "arbeidsgivar": EMPLOYER, "kontor": OFFICE,
    "kommune": MUNICIPALITY, "skala": SCALE, "flervalg": MULTIPLE, "fleirval": MULTIPLE, "åpen": OPEN, "åpent": OPEN,
    "ope": OPEN,
}  # fmt: skip
_COLUMNS = {
    "name": ("variabel", "variable"),
    "kind": ("type", "kind"),
    "text": ("tekst", "text"),
    "min": ("min",),
    "max": ("maks", "max"),
    "labels": ("etiketter", "etikettar", "labels"),
    "dont_know": ("vet ikke", "veit ikkje", "don't know"),
}


class Variable(NamedTuple):
    """One question, or one thing known of the respondents.

    Attributes
    ----------
    name : str
        Its column; of a multiple response, a name of its own.
    kind : str
        One of `VARIABLE_KINDS`.
    text : str
        The question as it was put.
    low, high : int
        Ends of a scale; 0 where it is none.
    labels : dict of str to str
        What a code means; of a multiple response, column to what it stands for.
    unknown : tuple of str
        Codes of *don't know*.
    """

    name: str
    kind: str
    text: str = ""
    low: int = 0
    high: int = 0
    labels: Mapping[str, str] = {}
    unknown: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        """How many points the scale has; 0 where it is none."""
        return self.high - self.low + 1 if self.kind == SCALE else 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns its answers stand in."""
        return tuple(self.labels) if self.kind == MULTIPLE else (self.name,)


def read_survey_plan(path: str | Path) -> tuple[Variable, ...]:
    """Return the variables of a plan in YAML.

    Raises
    ------
    ReadingError
        If the file is missing.
    FormatError
        If it breaks the format; one error for all.
    """
    document = read_document(path, "survey")
    variables: list[Variable] = []
    troubles: list[Trouble] = []
    for number, plain in enumerate(document.value["variables"]):
        variable = _variable(plain)
        faults = _faults(plain, variable, variables)
        troubles += [document.trouble(("variables", number), what) for what in faults]
        variables.append(variable)
    if troubles:
        raise refused(document.file, "survey", troubles)
    return tuple(variables)


def sheet_plan(sheet: Sheet) -> tuple[Variable, ...]:
    """Return the variables of a sheet ``variabler``: variabel, type, tekst, min, maks, etiketter, vet ikke.

    Labels are written ``1=svært dårlig; 5=svært godt``; of a multiple response, ``column=what it stands for``.

    Raises
    ------
    FormatError
        If a column is missing or a row cannot be understood; one error for all.
    """
    columns = {key: next((one for one in names if one in sheet.columns), "") for key, names in _COLUMNS.items()}
    for key in ("name", "kind"):
        columns[key] = sheet.wanted(*_COLUMNS[key])
    variables: list[Variable] = []
    faults: list[str] = []
    for number, row in sheet.rows:
        plain: dict[str, Any] = {key: _text(row[column]) for key, column in columns.items() if column}
        plain["kind"] = _KIND_WORDS.get(plain["kind"].casefold(), plain["kind"])
        plain["labels"] = dict(_pairs(plain.get("labels", "")))
        plain["dont_know"] = [code.strip() for code in plain.get("dont_know", "").split(";") if code.strip()]
        variable = _variable(plain)
        faults += [f"row {number}: {what}" for what in _faults(plain, variable, variables)]
        variables.append(variable)
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults)
        raise FormatError(f"{sheet.file}, sheet {sheet.name}, cannot be read:\n{listed}\nNothing was read.")
    return tuple(variables)


def _text(cell: Plain) -> str:
    return "" if cell is None else str(cell).strip()


def _pairs(written: str) -> Iterator[tuple[str, str]]:
    for part in written.split(";"):
        code, _equals, label = part.partition("=")
        if code.strip():
            yield code.strip(), label.strip()


def _variable(plain: Mapping[str, Any]) -> Variable:
    low, high = (int(end) if (end := plain.get(key, "")).isdecimal() else 0 for key in ("min", "max"))
    unknown = tuple(plain.get("dont_know", ()))
    return Variable(
        plain["name"], plain["kind"], plain.get("text", "").strip(), low, high, plain.get("labels", {}), unknown
    )


def _faults(plain: Mapping[str, Any], variable: Variable, before: list[Variable]) -> Iterator[str]:
    """Yield what is wrong with a variable, in words."""
    stated = all(plain.get(key, "").isdecimal() for key in ("min", "max"))
    meant = [label or column for column, label in variable.labels.items()]
    if variable.kind not in VARIABLE_KINDS:
        yield f"{variable.kind!r} is no kind of variable; there must be one of {', '.join(VARIABLE_KINDS)}"
    if variable.kind == SCALE and not (stated and variable.high > variable.low):
        yield f"the scale {variable.name} needs min and max, as whole numbers"
    if variable.kind != MULTIPLE and any(not label or "=" in label for label in variable.labels.values()):
        yield f"the labels of {variable.name} are not written 1=what it means; 2=what it means"
    if variable.kind in (SCALE, MULTIPLE) and len(set(map(str.casefold, meant))) < len(meant):
        yield f"two labels of {variable.name} are the same"
    if variable.kind == MULTIPLE and not variable.labels:
        yield f"the multiple response {variable.name} needs labels: column=what it stands for"
    if variable.name.casefold() in {one.name.casefold() for one in before}:
        yield f"the variable {variable.name} stands twice"
    if variable.kind == RESPONDENT and any(one.kind == RESPONDENT for one in before):
        yield "there are two variables of kind respondent"
