"""Cases and attributes from tables, and their way into the study."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kodeverk.errors import FormatError, ReadingError
from kodeverk.model import Case, Snapshot, Speaker, Value
from kodeverk.reading import add_cases, add_sources, read_cases, read_source
from tests.memory import MemoryLoader
from tests.reading.made import written

CSV = """Informant;Kontor;Kilde;Linje;År i NAV;Lønn;Merknad
1;Tangvåg;inf-01;stat;10;28.ooo;
2;Lyngmo;inf-02.txt;kommune;3,5;ukjent;ikke frigitt
"""


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def empty() -> Snapshot:
    return Snapshot(MemoryLoader())


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_file_is_read_whatever_its_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = CSV.replace("3,5", "35").replace(";", delimiter)
    table = read_cases(written(tmp_path, text.encode(encoding), "informanter.csv"))
    assert [(row.name, row.office) for row in table.informants] == [("1", "Tangvåg"), ("2", "Lyngmo")]
    assert table.informants[0].values["år_i_nav"] == (10, "known", "informanter.csv, E2")
    assert [office.name for office in table.offices] == ["Tangvåg", "Lyngmo"]


def test_unknown_is_a_value_and_numbers_with_the_letter_o_are_told(tmp_path: Path) -> None:
    table = read_cases(written(tmp_path, CSV.encode(), "informanter.csv"))
    first, second = (row.values for row in table.informants)
    assert first["lønn"][:2] == ("28.ooo", "known") and first["merknad"][:2] == (None, "unknown")
    assert second["lønn"][:2] == (None, "unknown") and second["merknad"][:2] == (None, "not released")
    assert second["år_i_nav"][:2] == (3.5, "known")
    assert len(table.warnings) == 1 and "F2" in table.warnings[0]


@pytest.mark.parametrize(
    "word, state",
    [("ukjent", "unknown"), ("Unknown", "unknown"), ("?", "unknown"), ("ikke relevant", "not applicable"),
     ("ikke aktuelt", "not applicable"), ("n/a", "not applicable"), ("not applicable", "not applicable"),
     ("ikke frigitt", "not released"), ("not released", "not released"), ("Ikkje frigjeve.", "not released"),
     ("vet ikke", "unknown"), ("#REF!", "unknown")],
)  # fmt: skip
def test_every_word_for_not_knowing(tmp_path: Path, word: str, state: str) -> None:
    table = read_cases(written(tmp_path, f"navn,rolle\n1,{word}\n".encode(), "a.csv"))
    assert table.informants[0].values["rolle"][:2] == (None, state)


def test_an_excel_file_with_offices_of_its_own(tmp_path: Path) -> None:
    path = book(
        tmp_path / "informanter.xlsx",
        informanter=[["informant", "kontor", "line"], [1, "Lyngmo", "stat"], [2.0, "Lyngmo", None]],
        kontorer=[["kontor", "leader_model", "staff"], ["Lyngmo", "enleder", 20]],
    )
    table = read_cases(path)
    assert [row.name for row in table.informants] == ["1", "2"]
    assert table.offices[0].values["staff"][:2] == (20, "known")
    assert table.informants[0].values["line"][2].endswith("informanter, C2")
    assert table.informants[1].values["line"][:2] == (None, "unknown")


def test_a_formula_that_was_never_computed_is_told(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", informanter=[["navn", "alder"], ["1", "=20+20"]])
    table = read_cases(path)
    assert table.informants[0].values["alder"][:2] == (None, "unknown")
    assert len(table.warnings) == 1 and "1" in table.warnings[0]


WRONG = {
    "a column that is not there": (
        "deltaker;linje\n1;stat\n",
        "no column informant or navn .* Columns found: deltaker, linje",
    ),
    "a name that stands twice": ("navn;linje\n1;stat\n1;kommune\n", "A3: the name '1' stands twice"),
    "two columns of one name": ("navn;linje;Linje\n1;a;b\n", "several columns named linje"),
    "two columns that become one": ("navn;i nav;i-nav\n1;a;b\n", "both become i_nav"),
    "nothing": ("\n\n", "holds no table"),
    "a quotation mark that does not end": ('navn;linje\n"1;stat\n2;kommune\n', "no sound CSV file"),
    "more cells than columns": ("navn,årsverk,linje\n1,6,8,stat\n", "row 2 has 4 cells, and there are 3 columns"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_table_that_breaks_the_form_is_refused(tmp_path: Path, what: str) -> None:
    text, message = WRONG[what]
    with pytest.raises(FormatError, match=message):
        read_cases(written(tmp_path, text.encode(), "informanter.csv"))


def test_a_named_column_that_is_missing_lists_those_there_are(tmp_path: Path) -> None:
    path = written(tmp_path, CSV.encode(), "informanter.csv")
    with pytest.raises(
        FormatError, match=r"informanter\.csv has no column deltaker\. Columns found: Informant, Kontor"
    ):
        read_cases(path, name="deltaker")
    with pytest.raises(FormatError, match="has no column enhet"):
        read_cases(path, office="enhet")
    assert [row.office for row in read_cases(path, name="Linje", office="Kilde").informants] == ["inf-01", "inf-02.txt"]


@pytest.mark.parametrize(
    "name, data, message",
    [("a.xlsx", b"PK\x03\x04 nothing", "damaged"), ("a.csv", b"PK\x03\x04", "is a zip file"), ("a.xls", b"x", "no table"),
     ("a.xlsx", b"", "is empty")],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read_cases(written(tmp_path, data, name))
    with pytest.raises(ReadingError, match="There is no file"):
        read_cases(tmp_path / "ingen.csv")


def test_cases_come_in_once_and_changed_cells_are_updated(tmp_path: Path) -> None:
    table = read_cases(written(tmp_path, CSV.encode(), "informanter.csv"))
    changed = read_cases(written(tmp_path, CSV.replace(";10;", ";11;").encode(), "informanter.csv"))
    plan = add_cases(empty(), table)
    assert [type(change.after).__name__ for change in plan.changes][:2] == ["Case", "Case"]
    assert {c.after.name for c in plan.changes if isinstance(c.after, Case)} == {"1", "2", "Tangvåg", "Lyngmo"}
    loader = MemoryLoader()
    loader.add(*(change.after for change in plan.changes if change.after is not None))
    assert add_cases(Snapshot(loader), table).changes == []
    (change,) = add_cases(Snapshot(loader), changed).changes
    assert isinstance(change.before, Value) and isinstance(change.after, Value)
    assert (change.before.value, change.after.value) == (10, 11)


@pytest.mark.parametrize("cases_first", [True, False])
def test_informants_are_bound_to_the_source_their_row_names(tmp_path: Path, cases_first: bool) -> None:
    table = read_cases(written(tmp_path, CSV.encode(), "informanter.csv"))
    readings = [read_source(written(tmp_path, f"I: Hei?\nNL: Ja {n}.".encode(), f"inf-0{n}.txt")) for n in (1, 2)]
    loader = MemoryLoader()
    steps = [lambda s: add_cases(s, table), lambda s: add_sources(s, readings)]
    for step in steps if cases_first else reversed(steps):
        loader.add(*(change.after for change in step(Snapshot(loader)).changes if change.after is not None))
    snapshot = Snapshot(loader)
    bound = {(snapshot.table(Case)[s.case_id].name if s.case_id else None, s.label) for s in snapshot.all(Speaker)}
    assert bound == {("1", "NL"), ("2", "NL"), (None, "I")}


def test_a_table_of_offices_alone_is_read_as_offices(tmp_path: Path) -> None:
    table = read_cases(written(tmp_path, "kontor;årsverk\nTolvik;34\nRugdal;11,8\n".encode(), "kontorark.csv"))
    assert table.informants == ()
    assert [(row.name, row.values["årsverk"][0]) for row in table.offices] == [("Tolvik", 34), ("Rugdal", 11.8)]


TWO = "I: Hvem er sjefen?\nLeder stat: Det er jeg.\nLeder kommune: Og jeg.\n"
WHO = "informant;kontor;kilde;taler\nL4;Tolvik;int-tolvik;Leder kommune\nL5;Tolvik;int-tolvik;leder stat\n"


@pytest.mark.parametrize("sources_first", [True, False])
@pytest.mark.parametrize("labelled", [True, False])
def test_two_informants_of_one_source_are_each_bound_to_her_own_label(
    tmp_path: Path, sources_first: bool, labelled: bool
) -> None:
    table = read_cases(written(tmp_path, (WHO if labelled else WHO.replace("taler", "merke")).encode(), "a.csv"))
    reading = read_source(written(tmp_path, TWO.encode(), "int-tolvik.txt"))
    loader = MemoryLoader()
    steps = [lambda s: add_cases(s, table), lambda s: add_sources(s, [reading])]
    plans = []
    for step in steps[::-1] if sources_first else steps:
        plans.append(step(Snapshot(loader)))
        loader.add(*(change.record for change in plans[-1].changes))
    known = {case.id: case.name for case in Snapshot(loader).all(Case)}
    bound = {s.label: known.get(s.case_id or "") for s in Snapshot(loader).all(Speaker) if s.role == "informant"}
    assert bound == dict.fromkeys(bound, None) | ({"Leder stat": "L5", "Leder kommune": "L4"} if labelled else {})
    assert len(bound) == 2
    assert ("bound to none" in plans[-1].note) == (sources_first and not labelled)


def test_what_may_be_a_slip_of_the_pen_is_told(tmp_path: Path) -> None:
    short = read_cases(written(tmp_path, "navn;linje;år\n1;stat\n2;kommune;4\n".encode(), "a.csv"))
    assert short.informants[0].values["år"][:2] == (None, "unknown") and "in row 2;" in short.warnings[0]
    path = book(
        tmp_path / "b.xlsx",
        informanter=[["informant", "kontor"], ["1", "Lyngmo"], ["2", "Lyngmoe"]],
        kontorer=[["kontor", "ansatte"], ["Lyngmo", 20]],
    )
    table = read_cases(path)
    assert [office.name for office in table.offices] == ["Lyngmo", "Lyngmoe"]
    assert len(table.warnings) == 1 and "Lyngmoe" in table.warnings[0]


def test_informants_without_an_office_are_told_where_offices_are_known(tmp_path: Path) -> None:
    """The column of offices is misspelt; then one cell of it is empty; then nobody has an office, or is to have one."""
    offices = [["kontor", "ansatte"], ["Lyngmo", 20]]
    misspelt = [["informant", "ktr"], ["1", "Lyngmo"], ["2", "Lyngmo"]]
    (told,) = read_cases(book(tmp_path / "a.xlsx", informanter=misspelt, kontorer=offices)).warnings
    assert told == "a.xlsx: informants without an office: 1, 2. Is the column called kontor or office, and filled in?"
    (told,) = read_cases(written(tmp_path, b"navn;kontor\n1;Lyngmo\n2;\n", "b.csv")).warnings
    assert "without an office: 2." in told
    assert read_cases(written(tmp_path, b"navn;linje\n1;stat\n", "c.csv")).warnings == ()


def test_a_word_among_numbers_is_told(tmp_path: Path) -> None:
    """Of three cells in a column two are numbers; where as many are words, words may be meant."""
    rows = "kontor;innbyggere;areal;navn_på_leder\nA;4000;1;1\nB;mange;stort;to\nC;5000;lite;tre\nD;300;2;ukjent\n"
    table = read_cases(written(tmp_path, rows.encode(), "a.csv"))
    assert table.warnings == ("a.csv, B3: a word stands among numbers; it is kept as text.",)
    assert table.offices[1].values["innbyggere"][:2] == ("mange", "known")


def test_a_number_typed_with_the_letter_o_is_told_once(tmp_path: Path) -> None:
    table = read_cases(written(tmp_path, b"kontor;ansatte\nA;4\nB;1o\nC;7\n", "a.csv"))
    assert len(table.warnings) == 1 and "letter o" in table.warnings[0]
