"""Questionnaires: the plan says what the columns are, and what does not fit is told at once."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kodeverk.analysis.surveys.survey import Survey
from kodeverk.errors import AmbiguousName, FormatError, ReadingError, UnknownName
from kodeverk.reading.surveys import DONT_KNOW, read_survey

PLAN = """
format: kodeverk/survey/1
id: skjema
version: "1"
variables:
  - {name: nr, kind: respondent}
  - {name: rolle, kind: role, labels: {"1": ordfører, "2": rådmann}}
  - {name: godt, kind: scale, min: 1, max: 5, text: Hvor godt?, labels: {"5": svært godt}, dont_know: ["9"]}
  - {name: møter, kind: multiple, labels: {m1: rådmann, m2: ordfører}}
  - {name: mer, kind: open}
"""
ANSWERS = """nr;rolle;godt;m1;m2;mer
11;1;5;x;;Nei.
12;2;Svært godt;1;0;
13;2;9;0;0;
14;;vet ikke;;;Jo, altså.
15;2;;;x;
"""


def survey(folder: Path, answers: str = ANSWERS, plan: str = PLAN):  # type: ignore[no-untyped-def]
    (folder / "svar.csv").write_text(answers, encoding="utf-8")
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    return read_survey(folder / "svar.csv", folder / "plan.yaml")


def test_answers_are_scores_labels_ticks_and_texts_and_dont_know_is_no_missing_answer(tmp_path: Path) -> None:
    read = survey(tmp_path)
    assert read.respondents == ("11", "12", "13", "14", "15")
    assert read.answers == {
        "rolle": ("ordfører", "rådmann", "rådmann", None, "rådmann"),
        "godt": (5, 5, DONT_KNOW, DONT_KNOW, None),
        "møter": (frozenset({"rådmann"}), frozenset({"rådmann"}), frozenset(), None, frozenset({"ordfører"})),
        "mer": ("Nei.", None, None, "Jo, altså.", None),
    }


def test_a_workbook_may_bring_its_plan_in_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    answers = book.worksheets[0]
    for row in (["rolle", "godt", "m1"], ["ordfører", 4, "x"], ["rådmann", 9, None]):
        answers.append(row)
    plan = book.create_sheet("Variabler")
    for row in (
        ["variabel", "type", "tekst", "min", "maks", "etiketter", "vet ikke"],
        ["rolle", "rolle"],
        ["godt", "skala", "Hvor godt?", 1, 5, "1=svært dårlig; 5=svært godt", 9],
        ["møter", "flervalg", None, None, None, "m1=rådmann"],
    ):
        plan.append(row)
    book.save(tmp_path / "svar.xlsx")
    read = read_survey(tmp_path / "svar.xlsx")
    assert read.respondents == ("1", "2") and read.answers["godt"] == (4, DONT_KNOW)
    assert (
        read.variable("godt").labels == {"1": "svært dårlig", "5": "svært godt"} and read.variable("godt").points == 5
    )
    assert read.answers["møter"] == (frozenset({"rådmann"}), None)


WRONG_PLANS = {
    "a scale without ends": ("min: 1, max: 5", "min: 5", "needs min and max"),
    "a scale without its lower end": ("min: 1, max: 5", "max: 5", "needs min and max"),
    "labels that say nothing": ('"5": svært godt', '"5": ""', "the labels of godt are not written 1=what it means"),
    "two columns that mean the same": ("m2: ordfører", "m2: Rådmann", "two labels of møter are the same"),
    "a kind there is none of": ("kind: open", "kind: opne", "'opne' is not one of"),
    "a variable twice": ("name: mer", "name: godt", "the variable godt stands twice"),
    "two respondents": ("name: mer, kind: open", "name: mer, kind: respondent", "two variables of kind respondent"),
    "no columns of a multiple response": ("labels: {m1: rådmann, m2: ordfører}", "text: Hvem", "needs labels"),
    "an unknown key": ("kind: open", "kind: open, skala: x", "unknown key 'skala'"),
}


@pytest.mark.parametrize("what", WRONG_PLANS)
def test_a_plan_that_is_wrong_gives_one_error(tmp_path: Path, what: str) -> None:
    old, new, message = WRONG_PLANS[what]
    assert old in PLAN
    with pytest.raises(FormatError, match=message):
        survey(tmp_path, plan=PLAN.replace(old, new, 1))


@pytest.mark.parametrize("labels", ["dårlig, bra", "1=dårlig, 5=bra"])
def test_labels_in_a_sheet_that_are_not_understood_are_told(tmp_path: Path, labels: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["godt"])
    book.worksheets[0].append([1])
    plan = book.create_sheet("variabler")
    for row in (["variabel", "type", "min", "maks", "etiketter"], ["godt", "skala", 1, 5, labels]):
        plan.append(row)
    book.save(tmp_path / "svar.xlsx")
    with pytest.raises(FormatError, match="row 2: the labels of godt are not written"):
        read_survey(tmp_path / "svar.xlsx")


def test_a_formula_without_a_result_is_warned_of(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["mer"], ["=A1"], ["ja"]):
        book.worksheets[0].append(row)
    plan = book.create_sheet("variabler")
    for row in (["variabel", "type"], ["mer", "åpen"]):
        plan.append(row)
    book.save(tmp_path / "svar.xlsx")
    read = read_survey(tmp_path / "svar.xlsx")
    assert (
        read.answers["mer"] == ("ja",)
        and len(read.warnings) == 1
        and "1 formula has no stored result" in read.warnings[0]
    )
    assert "1 formula has no stored result" in repr(Survey(read))


def test_a_telephone_number_is_no_number_of_a_respondent(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="A2: respondents are told apart by number.*telephone") as told:
        survey(tmp_path, "nr;rolle;godt;m1;m2;mer\n99887766;1;5;x;;\n")
    assert "99887766" not in str(told.value)


def test_missing_columns_are_named_in_one_error_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"no column godt and no column m2, which its plan names.*nr, rolle, m1, mer"):
        survey(tmp_path, "nr;rolle;m1;mer\n1;1;x;Hei\n")


def test_answers_that_do_not_fit_are_told_by_cell_and_never_repeated(tmp_path: Path) -> None:
    with pytest.raises(FormatError) as told:
        survey(tmp_path, "nr;rolle;godt;m1;m2;mer\nKari Berg;1;7;x;;\n2;1;hemmelig;kanskje;;\n2;1;5;;;\n3;1;2,5;;;\n")
    message = str(told.value)
    for part in (
        "C2: neither a whole number from 1 to 5",
        "C3: neither a whole number",
        "C5: neither a whole number",
        "D3: neither ticked",
        "A2: respondents are told apart by number, never by name",
        "A4: the respondent's number stands twice",
        "Nothing was read.",
    ):
        assert part in message
    assert not any(word in message for word in ("Kari", "hemmelig", "kanskje"))


def test_without_a_plan_or_with_only_one_it_is_said_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "svar.csv").write_text("a;b\n1;2\n")
    with pytest.raises(FormatError, match="Give a plan in YAML, or add a sheet variabler"):
        read_survey(tmp_path / "svar.csv")
    with pytest.raises(ReadingError, match="no file borte.yaml"):
        read_survey(tmp_path / "svar.csv", tmp_path / "borte.yaml")
    book = openpyxl.Workbook()
    book.worksheets[0].title = "variabler"
    book.worksheets[0].append(["variabel", "type"])
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(FormatError, match="the answers are missing"):
        read_survey(tmp_path / "plan.xlsx")


def test_a_variable_goes_by_its_name_or_by_a_kind_only_it_has(tmp_path: Path) -> None:
    read = survey(tmp_path)
    assert read.variable("role", "role").name == "rolle"
    with pytest.raises(UnknownName, match="no variable 'gidt' of kind scale. Nearest: godt"):
        read.variable("gidt", "scale")
    more = PLAN.replace("name: mer, kind: open", "name: mer, kind: scale, min: 1, max: 4")
    both = survey(tmp_path, ANSWERS.replace("Nei.", "").replace("Jo, altså.", ""), more)
    with pytest.raises(AmbiguousName, match="godt, mer"):
        both.variable("scale")
