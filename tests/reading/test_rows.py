"""Interviews in rows: a row is a source, bound to its informant; every cell is imported or reported."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

import kodeverk as kv
from kodeverk.errors import FormatError, KodeverkError, LeavesOut
from kodeverk.model import Case, Snapshot, Source, Speaker, Value
from kodeverk.reading.report import ImportReport
from kodeverk.reading.rows import Rows, add_rows, read_rows
from tests.memory import MemoryLoader

ANSWERS = """Navn;Kontor;Rolle;Alder;Hva er bra?;Hva er vanskelig?
R1;Lyngmo;leder;52;Vi sitter sammen.;To sjefer, og ingen bestemmer.
R2;Tangvåg;saksbehandler;31;;Tiden.
R3;Lyngmo;leder;;;
"""
TEXT = ["Hva er bra?", "Hva er vanskelig?"]


def written(folder: Path, text: str = ANSWERS, name: str = "svar.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def read(folder: Path, text: str = ANSWERS) -> Rows:
    return read_rows(written(folder, text), text=TEXT, name="navn")


def content(report: ImportReport) -> dict[str, tuple[int, int, int]]:
    return {row.kind: (row.found, row.imported, row.left_out) for row in report.content}


def test_an_answer_is_a_turn_under_a_heading_with_the_question(tmp_path: Path) -> None:
    first = read(tmp_path).readings["R1"]
    assert first.text == "Hva er bra?\nVi sitter sammen.\nHva er vanskelig?\nTo sjefer, og ingen bestemmer."
    assert [(s.number, s.kind, s.speaker, s.span.of(first.text)) for s in first.segments] == [
        (1, "heading", "", "Hva er bra?"),
        (2, "turn", "R1", "Vi sitter sammen."),
        (3, "heading", "", "Hva er vanskelig?"),
        (4, "turn", "R1", "To sjefer, og ingen bestemmer."),
    ]
    assert first.roles == {"R1": "informant"} and first.name == "R1" and first.file == "svar.csv row 2"


def test_questions_without_an_answer_are_counted_and_a_row_that_says_nothing_is_no_source(tmp_path: Path) -> None:
    rows = read(tmp_path)
    assert list(rows.readings) == ["R1", "R2"]
    assert rows.readings["R2"].text == "Hva er vanskelig?\nTiden."
    assert content(rows.readings["R2"].report) == {
        "letters": (5, 5, 0),
        "answers": (1, 1, 0),
        "empty answers": (1, 0, 1),
    }
    assert content(rows.report)["rows"] == (3, 3, 0) and content(rows.report)["empty answers"] == (3, 0, 3)
    assert [row.name for row in rows.table.informants] == ["R1", "R2", "R3"]


def test_a_cell_that_holds_a_transcript_is_divided_by_its_labels(tmp_path: Path) -> None:
    text = 'id;intervju\n7;"I: Hva gjør du?\nNL: Jeg leder.\nOg styrer.\nI: Ja vel."\n'
    one = read_rows(written(tmp_path, text), text="intervju", name="id").readings["7"]
    assert [(s.kind, s.speaker, s.speech.of(one.text)) for s in one.segments] == [
        ("turn", "I", "Hva gjør du?"),
        ("turn", "NL", "Jeg leder.\nOg styrer."),
        ("turn", "I", "Ja vel."),
    ]
    assert one.roles == {"I": "interviewer", "NL": "informant"} or one.roles["I"] == "interviewer"


def test_an_answer_with_points_of_its_own_is_no_transcript(tmp_path: Path) -> None:
    text = 'id;a;b\n7;"Positivt: ro\nNegativt: tid\nPositivt: kaffe\nNegativt: mas";ja\n'
    one = read_rows(written(tmp_path, text), text=["a", "b"], name="id").readings["7"]
    assert [s.speaker for s in one.segments] == ["", "7", "", "7"]


def test_sources_are_bound_to_their_informants_who_have_the_other_columns(tmp_path: Path) -> None:
    with kv.Project(tmp_path / "s.kodeverk") as study:
        came = study.add_rows(written(tmp_path), text=TEXT, name="Navn")
        assert [report.file for report in came.reports] == ["svar.csv", "svar.csv row 2", "svar.csv row 3"]
        snapshot = study.snapshot
        cases = {case.id: case for case in snapshot.all(Case)}
        bound = {speaker.label: cases[speaker.case_id].name for speaker in snapshot.all(Speaker)}
        assert bound == {"R1": "R1", "R2": "R2"}
        offices = {c.name: cases[c.office_id].name for c in cases.values() if c.kind == "informant"}
        assert offices == {"R1": "Lyngmo", "R2": "Tangvåg", "R3": "Lyngmo"}
        values = {(cases[v.case_id].name, v.attribute): (v.value, v.state) for v in snapshot.all(Value)}
        assert values["R1", "alder"] == (52, "known") and values["R3", "alder"] == (None, "unknown")
        assert {attribute for _name, attribute in values} == {"rolle", "alder"}
        assert {(s.name, s.format, s.kind) for s in snapshot.all(Source)} == {
            ("R1", "csv", "interview"),
            ("R2", "csv", "interview"),
        }


def test_the_same_row_twice_is_one_source_and_new_rows_come_in(tmp_path: Path) -> None:
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_rows(written(tmp_path), text=TEXT, name="Navn")
        again = study.add_rows(written(tmp_path), text=TEXT, name="Navn")
        assert "already in the study: svar.csv row 2, svar.csv row 3" in str(again.receipt)
        assert len(study.snapshot.all(Source)) == 2
        more = written(tmp_path, ANSWERS + "R4;Tangvåg;leder;40;Alt.;Intet.\n")
        study.add_rows(more, text=TEXT, name="Navn")
        assert {source.name for source in study.snapshot.all(Source)} == {"R1", "R2", "R4"}
        other = written(tmp_path, ANSWERS.replace("Tiden.", "Rommet."))
        with pytest.raises(KodeverkError, match="'R2' already") as told:
            study.add_rows(other, text=TEXT, name="Navn")
        assert "Rommet" not in str(told.value)


def workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "svar"
    for row in (
        ["navn", "rolle", "svar"],
        ["R1", "leder", "Ja, på øya."],
        [None, "sjef", "Uten navn."],
        ["R2", "leder", None],
    ):
        sheet.append(row)
    sheet["C2"].comment = Comment("Hun lo.", "tone")
    sheet["C4"].comment = Comment("Blank med vilje.", "tone")
    sheet["E2"] = "i margen"
    book.create_sheet("notater").append(["ring R2"])
    book.save(folder / "svar.xlsx")
    return folder / "svar.xlsx"


def test_what_would_be_left_out_of_a_workbook_needs_a_word(tmp_path: Path) -> None:
    with kv.Project(tmp_path / "s.kodeverk") as study:
        with pytest.raises(LeavesOut) as told:
            study.add_rows(workbook(tmp_path), text="svar", name="navn")
        asked = {row.kind: row.left_out for row in told.value.content}
        assert asked == {"comments": 1, "rows without a name": 1, "unnamed columns": 1, "other sheets": 1}
        assert "margen" not in str(told.value) and study.snapshot.all(Source) == []
        came = study.add_rows(workbook(tmp_path), text="svar", name="navn", leave_out=list(asked))
        assert [report.file for report in came.reports] == ["svar.xlsx", "svar.xlsx row 2"]
        source = study.snapshot.source("R1")
        assert study.snapshot.text(source.id) == "svar\nJa, på øya.\nHun lo."
        version = study.snapshot.version(source.id)
        assert [s.kind for s in version.segments] == ["heading", "turn", "comment"]


def test_letters_of_the_workbook_are_letters_imported_and_letters_reported(tmp_path: Path) -> None:
    """The oracle reads the XML of cells and comments itself; a comment's text begins with its author in some."""
    path = workbook(tmp_path)
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode() for name in package.namelist() if re.search(r"sheet\d.xml$|comment", name)]
    texts = [html.unescape(one) for part in parts for one in re.findall(r"<t[^>]*>([^<]*)</t>", part)]
    assert "Hun lo." in texts and "ring R2" in texts
    row = read_rows(path, text="svar", name="navn").report.content[0]
    assert row.found == sum(map(str.isalnum, "".join(texts))) == row.imported + row.left_out
    told = [one for one in read_rows(path, text="svar", name="navn").report.content[1:] if "letter" in one.note]
    assert sum(int(one.note.split()[0]) for one in told) + len("Blankmedvilje") == row.left_out


def test_what_is_missing_is_named_with_what_there_is(tmp_path: Path) -> None:
    path = written(tmp_path)
    with pytest.raises(FormatError, match="has no column svar. Columns found: Navn, Kontor"):
        read_rows(path, text="svar", name="Navn")
    with pytest.raises(FormatError, match="has no sheet ark. Sheets found: none"):
        read_rows(path, text=TEXT, name="Navn", sheet="ark")
    with pytest.raises(FormatError, match="must be others than"):
        read_rows(path, text="Navn", name="Navn")
    with pytest.raises(FormatError, match="stands twice"):
        read_rows(written(tmp_path, ANSWERS + "R1;x;y;1;a;b\n"), text=TEXT, name="Navn")


def test_letters_in_any_form_become_one(tmp_path: Path) -> None:
    rows = read(tmp_path, ANSWERS.replace("Vi sitter sammen.", '"på\u00a0a\u030a\r\nsam\u00adarbeid 👩\u200d🚀"'))
    assert rows.readings["R1"].text.split("\n")[1:3] == ["på\u00a0å", "sam\u00adarbeid 👩\u200d🚀"]


def test_the_plan_of_rows_is_made_of_the_plans_of_cases_and_sources(tmp_path: Path) -> None:
    plan = add_rows(Snapshot(MemoryLoader()), read(tmp_path), kind="survey")
    kinds = [type(change.after).__name__ for change in plan.changes]
    assert kinds.count("Source") == 2 and kinds.count("Case") == 5 and len(plan.texts) == len(plan.originals) == 2
