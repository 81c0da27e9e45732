"""A framework matrix out to Excel, edited there, and back: links are kept, and nothing is lost in silence."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kodeverk.errors import FormatError, KodeverkError, ReadingError
from kodeverk.model import Coding, Condensation
from kodeverk.project import Project
from tests.needs import program

TEXTS = {
    "inf-01": "I: Hvem leder?\nA: Vi har to sjefer, og de drar hver sin vei.\nA: Møtene er fine nok.",
    "inf-02": "I: Hvem leder?\nB: Én leder for alle, det virker.",
    "inf-03": "I: Hva gjør du?\nC: Jeg sitter i mottaket.",
}
CODINGS = (
    ("ledelse", "inf-01", "Vi har to sjefer"), ("ledelse", "inf-01", "de drar hver sin vei"),
    ("møter", "inf-01", "Møtene er fine nok."), ("ledelse", "inf-02", "Én leder for alle"),
)  # fmt: skip
THEMES = ["ledelse", "møter"]


@pytest.fixture
def study(tmp_path: Path) -> Project:
    """1 speaks of leadership and meetings, 2 of leadership, 3 of neither; ida has condensed 1 on leadership."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "informanter.csv").write_text("informant;office\n1;Tangvåg\n2;Tangvåg\n3;Lyngmo\n", encoding="utf-8")
    project = Project(tmp_path / "s.kodeverk")
    project.add_sources([tmp_path / f"{name}.txt" for name in TEXTS])
    project.add_cases(tmp_path / "informanter.csv")
    for label, case in zip("ABC", "123", strict=True):
        project.bind(label, case, source=f"inf-0{case}")
    for theme in THEMES:
        project.add_code(theme)
    for code, source, quote in CODINGS:
        project.code(code, source=source, quote=quote, coder="ida")
    project.condense("1", "ledelse", "To sjefer, to retninger.", coder="ida")
    return project


def written(study: Project, tmp_path: Path, edit: Callable[[Worksheet], None] | None = None) -> Path:
    """The matrix as a workbook, edited."""
    path = study.framework_to_excel(tmp_path / "matrise.xlsx", themes=THEMES)
    if edit is not None:
        book = openpyxl.load_workbook(path)
        edit(book.worksheets[0])
        book.save(path)
    return path


def put(**cells: object) -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return edit


def texts(study: Project) -> dict[tuple[str, str, str], str]:
    rows = study.condensations().frame.itertuples()
    return {(row.case, row.theme, row.coder): row.text for row in rows}


BEFORE = {("1", "ledelse", "ida"): "To sjefer, to retninger."}


def test_the_workbook_shows_the_matrix_and_hides_what_ties_it_to_the_study(study: Project, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(study, tmp_path))
    sheet = book.worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, min_col=2)] == [
        ["Case", "Office", "ledelse", "møter"],
        ["1", "Tangvåg", "To sjefer, to retninger.", "1 coding"],
        ["2", "Tangvåg", "1 coding", "unknown whether asked"],
        ["3", "Lyngmo", "unknown whether asked", "unknown whether asked"],
    ]
    assert sheet.row_dimensions[1].hidden and sheet.column_dimensions["A"].hidden
    assert book.worksheets[1].sheet_state == "hidden"
    assert sheet.auto_filter.ref == "A2:E5"  # a sorting takes the hidden ids along


def test_a_workbook_nobody_has_changed_changes_nothing(study: Project, tmp_path: Path) -> None:
    assert study.add_framework(written(study, tmp_path), coder="ida").seq is None
    assert study.add_framework(written(study, tmp_path, put(D3="  To sjefer,\nto retninger. ")), coder="ida").seq is None
    assert texts(study) == BEFORE


def test_changed_cells_become_condensations_tied_to_their_codings(study: Project, tmp_path: Path) -> None:
    path = written(study, tmp_path, put(D3="To sjefer drar hver sin vei.", D4="Én leder, og det virker.", E3="Gode møter."))
    assert study.add_framework(path, coder="ida").counts == {"condensation altered": 1, "condensation made": 2}
    assert texts(study) == {
        ("1", "ledelse", "ida"): "To sjefer drar hver sin vei.",
        ("2", "ledelse", "ida"): "Én leder, og det virker.",
        ("1", "møter", "ida"): "Gode møter.",
    }
    frame = study.condensations().frame
    assert frame["codings"].tolist() == [2, 1, 1] and not frame["stale"].any()
    quotes = {c.id: study.snapshot.quote(c) for c in study.snapshot.all(Coding)}
    linked = {r.text: [quotes[i] for i in r.codings] for r in study.snapshot.all(Condensation)}
    assert linked["Gode møter."] == ["Møtene er fine nok."]
    assert study.add_framework(path, coder="ida").seq is None  # a second time


def test_rows_and_columns_may_be_sorted_moved_and_removed(study: Project, tmp_path: Path) -> None:
    def turned(sheet: Worksheet) -> None:
        sheet["D4"], sheet["E3"] = "Én leder.", "Gode møter."
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        body = sorted(rows[2:], key=lambda row: str(row[1]), reverse=True)[1:]  # 3 is taken out
        for r, row in enumerate([*rows[:2], *body, [None] * 5], 1):
            for c, value in enumerate([row[0], row[1], row[2], row[4], row[3]], 1):
                sheet.cell(r, c).value = value

    study.add_framework(written(study, tmp_path, turned), coder="ida")
    assert texts(study) == {**BEFORE, ("2", "ledelse", "ida"): "Én leder.", ("1", "møter", "ida"): "Gode møter."}


def test_what_another_writes_stands_beside_what_was_there(study: Project, tmp_path: Path) -> None:
    study.add_framework(written(study, tmp_path, put(D3="Splittet ledelse.")), coder="tone")
    assert texts(study) == {**BEFORE, ("1", "ledelse", "tone"): "Splittet ledelse."}
    with pytest.raises(FormatError, match="D3 holds what several coders have condensed"):
        study.add_framework(written(study, tmp_path, put(D3="Noe tredje.")), coder="ida")


def test_where_codings_changed_meanwhile_the_text_is_kept_stale_and_told(study: Project, tmp_path: Path) -> None:
    path = written(study, tmp_path, put(D3="Uenige sjefer.", D4="Én leder."))
    study.code("ledelse", source="inf-01", quote="Møtene er fine", coder="ida")
    receipt = study.add_framework(path, coder="ida")
    assert "stale, since codings changed after it was written to Excel: D3" in str(receipt)
    frame = study.condensations().frame.set_index("case")
    assert frame.loc["1", ["text", "why_stale"]].tolist() == ["Uenige sjefer.", "1 came"]
    assert not frame.loc["2", "stale"]


def test_a_stale_cell_is_marked_in_the_workbook_and_unchanged_when_it_comes_back(study: Project, tmp_path: Path) -> None:
    study.code("ledelse", source="inf-01", quote="Møtene er fine", coder="ida")
    path = written(study, tmp_path, put())
    cell = openpyxl.load_workbook(path).worksheets[0]["D3"]
    assert cell.value == "To sjefer, to retninger."
    assert cell.comment is not None and "1 coding came" in cell.comment.text
    assert study.add_framework(path, coder="ida").seq is None


def test_an_emptied_cell_removes_nothing_unless_it_is_asked_for(study: Project, tmp_path: Path) -> None:
    path = written(study, tmp_path, put(D3=None, E3=None, E5=""))
    assert "emptied, and left as it was: D3" in str(study.add_framework(path, coder="ida"))
    assert texts(study) == BEFORE
    study.add_framework(path, coder="ida", remove=True)
    assert texts(study) == {}


def test_what_was_changed_in_the_study_too_is_not_overwritten(study: Project, tmp_path: Path) -> None:
    path = written(study, tmp_path, put(D3="Fra Excel."))
    study.condense("1", "ledelse", "Fra notatboka.", coder="ida")
    with pytest.raises(FormatError, match=r"matrise.xlsx, D3: .* was changed in the study after"):
        study.add_framework(path, coder="ida")
    assert texts(study) == {("1", "ledelse", "ida"): "Fra notatboka."}


def test_there_is_no_condensation_without_source_from_excel_either(study: Project, tmp_path: Path) -> None:
    path = written(study, tmp_path, put(D3="Endret.", E4="Sier ikke noe om møter."))
    with pytest.raises(KodeverkError, match="matrise.xlsx, E4: .*no condensation without source"):
        study.add_framework(path, coder="ida")
    assert texts(study) == BEFORE  # all of them, or none


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (put(D6="Ny rad."), "D6: the row was not in the matrix"),
        (put(B6="4", D6="Ny rad."), "D6: the row was not in the matrix"),
        (put(F3="Ny kolonne."), "F3: the column was not in the matrix"),
        (put(F2="notat", F3="Ny kolonne."), "F3: the column was not in the matrix"),
        (put(B3="2"), "D3: B3 does not hold the name it was written with"),
        (put(D2="styring"), "D3: D2 does not hold the name it was written with"),
        (put(D3="=1+1"), "D3 holds a formula"),
        (put(E3='=HYPERLINK("http://x")'), "E3 holds a formula"),
    ],
)
def test_what_cannot_be_told_names_its_cell(
    study: Project, tmp_path: Path, edit: Callable[[Worksheet], None], message: str
) -> None:
    with pytest.raises(FormatError, match=message):
        study.add_framework(written(study, tmp_path, edit), coder="ida")
    assert texts(study) == BEFORE


def test_a_row_that_stands_twice_is_refused(study: Project, tmp_path: Path) -> None:
    def doubled(sheet: Worksheet) -> None:
        for column in range(1, 6):
            sheet.cell(6, column).value = sheet.cell(3, column).value

    with pytest.raises(FormatError, match="D6: the same case and theme stand in D3 too"):
        study.add_framework(written(study, tmp_path, doubled), coder="ida")


def test_a_workbook_of_another_kind_is_refused(study: Project, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no framework matrix written by kodeverk"):
        study.add_framework(study.to_excel(tmp_path / "funn.xlsx"), coder="ida")
    with pytest.raises(ReadingError, match=r"no table that is read; there must be \.xlsx"):
        study.add_framework(tmp_path / "informanter.csv", coder="ida")
    with pytest.raises(ReadingError, match="There is no file"):
        study.add_framework(tmp_path / "borte.xlsx", coder="ida")


def test_a_matrix_of_another_study_is_refused(study: Project, tmp_path: Path) -> None:
    path = written(study, tmp_path, put(D3="Endret."))
    with Project(tmp_path / "annen.kodeverk") as other, pytest.raises(FormatError, match="D3: '?1'? is not in the study"):
        other.add_framework(path, coder="ida")


HOSTILE = ("=1+1", '=HYPERLINK("http://x","klikk")', "@SUM(A1)", "<r>x</r>", "http://x.no", "-5", "007", "a\x0bb\r\nc", "🙂 «sitat»")


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_inert_in_the_workbook_and_unchanged_when_it_comes_back(
    study: Project, tmp_path: Path, text: str
) -> None:
    study.condense("1", "ledelse", text, coder="ida")
    before = texts(study)
    path = written(study, tmp_path)
    cell = openpyxl.load_workbook(path).worksheets[0]["D3"]
    assert cell.data_type == "s" and cell.hyperlink is None
    book = openpyxl.load_workbook(path)
    book.save(path)
    assert study.add_framework(path, coder="ida").seq is None
    assert texts(study) == before


def test_a_text_too_long_for_a_cell_is_refused_before_anything_is_written(study: Project, tmp_path: Path) -> None:
    study.condense("1", "ledelse", "ord " * 9000, coder="ida")
    with pytest.raises(KodeverkError, match="What is condensed of 1 under 'ledelse' is longer than a cell"):
        study.framework_to_excel(tmp_path / "lang.xlsx", themes=THEMES)
    assert not (tmp_path / "lang.xlsx").exists()


def test_the_same_study_gives_the_same_bytes(study: Project, tmp_path: Path) -> None:
    first = study.framework_to_excel(tmp_path / "en.xlsx").read_bytes()
    assert first == study.framework_to_excel(tmp_path / "to.xlsx").read_bytes()


@pytest.mark.slow
def test_libreoffice_saves_the_workbook_anew_and_nothing_is_lost(study: Project, tmp_path: Path) -> None:
    office = program("soffice", "libreoffice")
    study.condense("1", "møter", "=ikke en formel, men «fine nok»\n\nNy linje.", coder="ida")
    path = written(study, tmp_path, put(D4="Én leder, og det virker."))
    out = tmp_path / "ut"
    profile = (tmp_path / "profil").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=300)
    saved = out / path.name
    assert saved.read_bytes() != path.read_bytes()
    before = texts(study)
    assert study.add_framework(saved, coder="ida").counts == {"condensation made": 1}
    assert texts(study) == {**before, ("2", "ledelse", "ida"): "Én leder, og det virker."}
