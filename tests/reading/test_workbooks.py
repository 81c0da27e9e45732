"""SL-6: what is not as it looks in a workbook is read or reported, never passed over."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from kodeverk.errors import ReadingError
from kodeverk.reading import read_cases
from kodeverk.reading.tables import read_tables


def altered(path: Path, change: Callable[[bytes], bytes], part: str = "sheet1.xml") -> Path:
    """Rewrite a part of a workbook, byte by byte."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, change(content) if name.endswith(part) else content)
    path.write_bytes(held.getvalue())
    return path


def fixture(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "svar"
    for row in (
        ["navn", "dato", "andel", "svar", "sum"],
        ["R1", datetime.date(2024, 5, 17), 0.5, "Hei_x000D_\npå deg", "=1+1"],
        ["R2", datetime.datetime(2024, 5, 17, 13, 30), 2.0, "_x005F_x0041_", None],
        ["R3", None, None, None, None],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.merge_cells("A3:A4")
    sheet["D2"].comment = Comment("Hun lo da hun skrev det.", "tone")
    sheet["G2"] = "i margen"
    other = book.create_sheet("gjemt")
    other.append(["navn"])
    other.append(["R9"])
    other.sheet_state = "hidden"
    path = folder / "svar.xlsx"
    book.save(path)
    return path


def test_sl_6_cells_are_read_as_they_are_shown(tmp_path: Path) -> None:
    first, hidden = read_tables(fixture(tmp_path))
    assert first.rows == [
        (2, {"navn": "R1", "dato": "2024-05-17", "andel": 0.5, "svar": "Hei\r\npå deg", "sum": None}),
        (3, {"navn": "R2", "dato": "2024-05-17T13:30:00", "andel": 2, "svar": "_x0041_", "sum": None}),
    ]
    assert hidden.name == "gjemt" and hidden.rows == [(2, {"navn": "R9"})]


def test_sl_6_what_is_hidden_merged_commented_or_not_computed_is_told(tmp_path: Path) -> None:
    first, hidden = read_tables(fixture(tmp_path))
    told = "\n".join(first.warnings)
    for part in (
        "1 formula has no stored result",
        "hidden are 1 rows and 1 columns; they were read",
        "1 group of cells is merged",
        "2 control characters that Excel writes as _x000D_",
        "1 comment on a cell was not read",
        "1 cell stands in a column without a name",
    ):
        assert part in told
    assert len(first.warnings) == 6
    assert all("svar.xlsx" in one and "Hun lo" not in one and "margen" not in one for one in first.warnings)
    assert hidden.warnings == ["svar.xlsx, sheet gjemt: the sheet is hidden; it was read."]


def test_sl_6_a_result_that_is_stored_is_read_and_an_empty_one_told(tmp_path: Path) -> None:
    path = altered(fixture(tmp_path), lambda xml: xml.replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>").replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))  # fmt: skip
    first = read_tables(path)[0]
    assert first.rows[0][1]["sum"] == 2 and not any("formula" in one for one in first.warnings)


def test_sl_6_cells_outside_the_range_a_program_wrote_down_are_read_all_the_same(tmp_path: Path) -> None:
    path = fixture(tmp_path)
    with zipfile.ZipFile(path) as package:
        assert b'<dimension ref="A1:G4"' in package.read("xl/worksheets/sheet1.xml")
    altered(path, lambda xml: xml.replace(b'ref="A1:G4"', b'ref="A1:B2"'))
    assert [row for row, _cells in read_tables(path)[0].rows] == [2, 3]
    assert read_tables(path)[0].rows[0][1]["svar"] == "Hei\r\npå deg"


def test_sl_6_rows_keep_their_numbers_over_gaps(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["A5"] = "navn", "R1"
    book.save(tmp_path / "a.xlsx")
    assert read_tables(tmp_path / "a.xlsx")[0].rows == [(5, {"navn": "R1"})]


def test_sl_6_it_reaches_who_brings_the_cases_in(tmp_path: Path) -> None:
    table = read_cases(fixture(tmp_path))
    assert any("1 comment on a cell was not read" in one for one in table.warnings)
    assert any("merged" in one for one in table.warnings)


def test_a_workbook_with_a_dtd_is_refused(tmp_path: Path) -> None:
    path = altered(fixture(tmp_path), lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml)
    with pytest.raises(ReadingError, match="DTD"):
        read_tables(path)


CSV = {
    "semicolons": ("navn;svar\nR1;ja, på øya\n", "utf-8"),
    "commas and a mark": ('navn,svar\nR1,"ja, på øya"\n', "utf-8-sig"),
    "tabs in UTF-16, as Excel saves Unicode text": ("navn\tsvar\nR1\tja, på øya\n", "utf-16"),
    "Windows letters and line ends": ("navn;svar\r\nR1;ja, på øya\r\n", "cp1252"),
    "Macintosh letters and line ends": ("navn;svar\rR1;ja, på øya\r", "mac_roman"),
    "said in a first line": ("sep=;\nnavn;svar\nR1;ja, på øya\n", "utf-8"),
    "said in a first line, a bar": ("sep=|\nnavn|svar\nR1|ja, på øya\n", "utf-8"),
}


@pytest.mark.parametrize("what", CSV)
def test_every_way_of_writing_csv_gives_the_same_cells(tmp_path: Path, what: str) -> None:
    text, encoding = CSV[what]
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    (sheet,) = read_tables(tmp_path / "a.csv")
    row = 3 if text.startswith("sep") else 2
    assert sheet.rows == [(row, {"navn": "R1", "svar": "ja, på øya"})] and sheet.warnings == []


def test_a_cell_may_hold_a_whole_transcript(tmp_path: Path) -> None:
    said = "NL: Ja. " * 40_000
    (tmp_path / "a.csv").write_text(f'navn;svar\nR1;"{said}"\n', encoding="utf-8")
    assert read_tables(tmp_path / "a.csv")[0].rows[0][1]["svar"] == said.strip()


def test_what_is_uncertain_about_the_letters_of_a_csv_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("navn;svar\nR1;p\ufffd øya\n".encode())
    assert any("a.csv" in one and "1 character was lost" in one for one in read_tables(tmp_path / "a.csv")[0].warnings)
