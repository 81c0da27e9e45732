"""The workbook: text stays text (EX-1), nothing is cut (EX-2), nothing is dropped (EX-3), and the counts are right."""

import zipfile

import openpyxl
import pytest

from kodeverk.analysis import check
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Coding, Memo
from kodeverk.reports import to_excel
from kodeverk.reports.excel import LONGEST, continued
from kodeverk.reports.sheets import Column, Sheet
from kodeverk.visible import visible
from tests.memory import study_of
from tests.reports.studies import reserved, small

FORMULAS = [
    "=1+1", "=CMD()", "=cmd|'/C calc'!A0", '=HYPERLINK("http://x.invalid","x")', "=", "==", "= 2", "=A1", "=SUM(A:A)",
    '=WEBSERVICE("http://x.invalid")', "={1,2}", "=IMPORTXML(1)", '=DDE("x";"y";"z")', "=æøå", "='x'",
    "+1", "+1+1", "+47 22 22 22 22", "+SUM(A1)", "+", "-1", "-1+1", "-SUM(A1)", "- ja", "-", "–1", "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)", "@", "@navn", "\t=1+1", "\tja", "\n=1+1", " =1+1", "\u00a0=1+1",
    "http://x.invalid", "https://x.invalid/?q=1", "mailto:a@x.invalid", "ftp://x.invalid", "file:///etc/passwd",
    "internal:Sheet1!A1", "external:c:/x.xlsx", "{=1+1}", "1", "1e5", "0012", "TRUE", "#REF!", "_x0041_", "'=1+1", "<b>&amp;", "<r><t>rich</t></r>", "<r></r>", "<r>a & b</r>", "<r><f>=1+1</f></r>",
]  # fmt: skip


def sheets(path) -> dict[str, list[tuple]]:
    """Every sheet's rows as values; no cell may be a formula or a link."""
    book, found = openpyxl.load_workbook(path), {}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"} and cell.hyperlink is None, cell.coordinate
        found[sheet.title] = list(sheet.values)
    return found


def quoted(quotes: list[str]):
    """A study where each quote is a memo, and the speech of a turn that is coded with its label."""
    memos = [Memo(f"m{n:02}", "study", "", quote, "ida", "2026") for n, quote in enumerate(quotes)]
    return study_of(
        {f"inf-{n:02}": f"5: {quote}" for n, quote in enumerate(quotes)},
        codes=["ros"],
        codings=[(f"inf-{n:02}", f"5: {quote}", "ros", "ida") for n, quote in enumerate(quotes)],
        extra=memos,
    )


def test_fifty_texts_that_look_like_formulas_numbers_or_links_come_back_as_the_text_they_are(tmp_path):
    assert len(set(FORMULAS)) >= 50
    snapshot = quoted(FORMULAS)
    speech = [coding._replace(start=3) for coding in snapshot.all(Coding)]
    found = sheets(to_excel(snapshot.replacing(Coding, speech), tmp_path / "f.xlsx"))
    assert [row[0] for row in found["codings"][1:]] == FORMULAS
    assert [row[3] for row in found["memos"][1:]] == FORMULAS
    with zipfile.ZipFile(tmp_path / "f.xlsx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not [name for name, part in parts.items() if b"<f>" in part or b"<f " in part or b"hyperlink" in part]


def test_a_carriage_return_in_a_note_is_shown(tmp_path):
    memo = Memo("m", "study", "", "\r=1+1", "ida", "2026")
    assert sheets(to_excel(study_of({}, extra=[memo]), tmp_path / "f.xlsx"))["memos"][1][3] == "␍=1+1"


def test_a_quote_of_forty_thousand_characters_goes_on_in_the_next_row(tmp_path):
    quote = "".join(chr(97 + n % 26) for n in range(40_000))
    rows = sheets(to_excel(study_of({"a": f"5: {quote}"}, codes=["ros"], codings=[("a", quote, "ros", "ida")]),
                           tmp_path / "f.xlsx"))["codings"]  # fmt: skip
    head, first, second = rows
    assert first[0] + second[0] == quote and len(first[0]) == LONGEST
    assert first[1] == second[1] == "ros" and head[-1] == "Continues"
    assert (first[-1], second[-1]) == (None, "continued")
    assert first[8:10] == (3, 40_003) and second[8:10] == (None, None)


def test_a_long_text_is_not_parted_inside_a_character():
    text = "a" * (LONGEST - 1) + "😀" + "b"
    first, second = continued([text, 7])
    assert first == ["a" * (LONGEST - 1), 7] and second[:2] == ["😀b", ""]
    assert max(len(part[0].encode("utf-16-le")) // 2 for part in continued(["😀" * 40_000])) <= LONGEST


def test_all_characters_xml_cannot_hold_are_shown_and_counted(tmp_path):
    illegal = [chr(n) for n in range(32) if chr(n) not in "\t\n\r"] + ["\ufffe", "\uffff", "\ud800"]
    assert len(illegal) == 32
    note = "".join(f"<{c}>" for c in illegal)
    found = sheets(to_excel(study_of({}, extra=[Memo("m", "study", "", note, "ida", "2026")]), tmp_path / "f.xlsx"))
    assert found["memos"][1][3] == visible(note) and len(visible(note)) == len(note)
    assert not set(illegal) & set(found["memos"][1][3])
    assert ("Signs", "Control characters shown as visible signs (␀, ␍ ...): 32") in found["read me"]


def test_the_sheets_hold_what_the_study_holds(tmp_path):
    snapshot = small()
    found = sheets(to_excel(snapshot, tmp_path / "f.xlsx", checks=[check(snapshot)]))
    assert list(found) == [
        "read me", "codebook", "categories", "sources", "cases", "codings", "case x code", "case x category",
        "co-occurrence", "who stands where", "theory check", "theory check by case", "memos",
    ]  # fmt: skip
    assert [(row[2], row[10], row[11]) for row in found["codebook"][1:]] == [
        ("styring", 0, 0), ("styring/to sjefer", 2, 1), ("styring/linjer", 2, 1), ("ros", 2, 2), ("utenfor", 1, 0),
    ]  # fmt: skip
    assert [row[5] for row in found["categories"][1:]] == ["V1", "V2", None]
    assert [row[0] for row in found["sources"][1:]] == ["inf-01", "inf-02", "inf-03", "inf-04"]
    assert found["cases"][0][4:] == ("leader_model", "line", "målform", "role")
    assert ("3", "informant", "Lyngmo", 1, "enleder", "stat", "nynorsk", "ansatt") in found["cases"]
    assert ("1", "informant", "Tangvåg", 4, "toleder", "stat", "unknown", "leder") in found["cases"]


def test_the_codings_stand_in_the_order_said_with_who_and_where(tmp_path):
    rows = sheets(to_excel(small(), tmp_path / "f.xlsx"))["codings"]
    assert rows[0] == ("Quote", "Code", "Case", "Office", "Coder", "Source", "Segment", "Sub-question", "Start", "End",
                       "Remark")  # fmt: skip
    whole = "Vi har to linjer, og det går i hverandre."
    assert [row[:7] for row in rows[1:]] == [
        (whole, "styring/to sjefer", "1", "Tangvåg", "K1", "inf-01", 2),
        (whole, "styring/to sjefer", "1", "Tangvåg", "K2", "inf-01", 2),
        (whole, "styring/linjer", "1", "Tangvåg", "K1", "inf-01", 2),
        ("to linjer", "styring/linjer", "1", "Tangvåg", "K2", "inf-01", 2),
        ("Vi får ros av rådmannen 😀.", "ros", "2", "Tangvåg", "K1", "inf-02", 4),
        ("Eg synest me får for lite ros.", "ros", "3", "Lyngmo", "K1", "inf-03", 2),
        ("Det synes jeg også.", "utenfor", None, None, "K1", "inf-03", 3),
    ]
    assert rows[1][8:] == (36, 77, None)


def test_the_matrices_count_with_zero_as_zero(tmp_path):
    found = sheets(to_excel(small(), tmp_path / "f.xlsx"))
    assert found["case x code"] == [
        ("Case", "Office", "styring", "styring/to sjefer", "styring/linjer", "ros", "utenfor"),
        ("1", "Tangvåg", 0, 2, 2, 0, 0),
        ("2", "Tangvåg", 0, 0, 0, 1, 0),
        ("3", "Lyngmo", 0, 0, 0, 1, 0),
        ("4", "Lyngmo", 0, 0, 0, 0, 0),
        ("without case", None, 0, 0, 0, 0, 1),
    ]
    assert [row[2:] for row in found["case x category"][1:]] == [(4, 0), (0, 1), (0, 1), (0, 0), (0, 0)]
    together = {row[0]: row[1:] for row in found["co-occurrence"][1:]}
    assert together["styring/to sjefer"] == (0, 2, 2, 0, 0) and together["styring/linjer"] == (0, 2, 2, 0, 0)


def test_the_theory_check_stands_by_proposition_and_by_case(tmp_path):
    snapshot = small()
    found = sheets(to_excel(snapshot, tmp_path / "f.xlsx", checks=[check(snapshot)]))
    head, first, second = found["theory check"]
    assert dict(zip(head, first, strict=True)) | {"Notes": None} == {
        "Theory": "teori-bok", "Proposition": "P-1", "Statement": "To sjefer gir uro.", "Verdict": "open", "Provisional": None, "supports": 1,
        "contradicts": 0, "speaks both ways": 0, "disputed between coders": 0, "nuances": 0, "illustrates": 0, "silent": 1, "not asked": 2, "unknown whether asked": 0,
        "speaks of it, nothing judged": 0, "not applicable": 0, "also nuancing": None, "Deviant cases": None, "Pieces of evidence": 1,
        "Coders": "K2", "Notes": None,
    }  # fmt: skip
    assert second[5:7] == (1, 1)
    by_case = [(row[0], row[2], row[4], row[7], row[11]) for row in found["theory check by case"][1:]]
    assert ("P-1", "1", "supports", "Vi har to linjer, og det går i hverandre.", "K2") in by_case
    assert ("P-1", "2", "silent", None, None) in by_case and ("P-2", "4", "not asked", None, None) in by_case
    assert len(by_case) == 8
    rule = dict(row[:2] for row in found["read me"] if row[0])["Verdicts"]
    assert rule.startswith("Cases are counted, not quotes;")


def test_every_sheet_can_be_filtered_and_keeps_its_head_in_view(tmp_path):
    for sheet in openpyxl.load_workbook(to_excel(small(), tmp_path / "f.xlsx")):
        assert sheet.freeze_panes is not None and sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:") and sheet["A1"].alignment.wrap_text


def test_an_empty_study_gives_a_workbook_with_heads_alone(tmp_path):
    found = sheets(to_excel(study_of({}, codes=[]), tmp_path / "f.xlsx"))
    assert len(found) == 13 and len(found["codings"]) == 1 and len(found["memos"]) == 1


def test_what_excel_cannot_hold_is_refused_and_the_old_file_stays(tmp_path, monkeypatch):
    path = to_excel(small(), tmp_path / "f.xlsx")
    before = path.read_bytes()
    wide = Sheet("wide", "", [Column("x")] * 16_385, [])
    monkeypatch.setattr("kodeverk.reports.excel.study_sheets", lambda _people: [wide, wide])
    with pytest.raises(KodeverkError, match="larger than Excel can hold"):
        to_excel(small(), path)
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_who_stands_where_tells_apart_what_is_zero_in_the_matrices(tmp_path):
    found = sheets(to_excel(small(), tmp_path / "f.xlsx"))
    unasked = ["not asked"] * 2
    assert found["who stands where"] == [
        ("Kind", "Name", "Label", "1", "2", "3", "4"),
        ("Category", "vertikalt", "Styring", "said (4)", "silent", *unasked),
        ("Category", "ros", "Ros", "not asked", "said (1)", "said (1)", "not asked"),
        ("Code", "styring", "styring", "said (4)", "silent", *unasked),
        ("Code", "styring/to sjefer", "styring/to sjefer", "said (2)", "silent", *unasked),
        ("Code", "styring/linjer", "styring/linjer", "said (2)", "not asked", *unasked),
        ("Code", "ros", "ros", "not asked", "said (1)", "said (1)", "not asked"),
        ("Code", "utenfor", "utenfor", "not asked", "not asked", *unasked),
    ]
    zeros = dict(row[:2] for row in found["read me"])["Zeros"]
    assert zeros.startswith("A zero in a matrix") and zeros.endswith('in the sheet "who stands where".')


def test_where_nobody_linked_turns_to_the_guide_it_is_unknown_whether_a_case_was_asked(tmp_path):
    study = study_of({"a": "I: Nå?\n1: Ja.", "b": "I: Nå?\n2: Nei."}, {"1": ("X", {}), "2": ("X", {})}, ["ros"],
                     [("a", "Ja.", "ros", "ida")])  # fmt: skip
    rows = sheets(to_excel(study, tmp_path / "f.xlsx"))["who stands where"]
    assert rows[1:] == [("Code", "ros", "ros", "said (1)", "unknown whether asked")]


def test_groups_are_compared_in_a_sheet_where_an_attribute_is_given(tmp_path):
    found = sheets(to_excel(small(), tmp_path / "f.xlsx", by="leader_model"))["comparison"]
    assert found[0][:8] == ("Theme", "Label", "leader_model", "Cases", "said", "silent", "not asked",
                            "unknown whether asked")  # fmt: skip
    rows = {(row[0], row[2]): row for row in found[1:]}
    assert rows["vertikalt", "toleder"][3:12] == (2, 1, 1, 0, 0, "1", "2", None, None)
    assert rows["vertikalt", "enleder"][3:12] == (2, 0, 0, 2, 0, None, None, "3; 4", None)
    general = [row[-1] for row in found if row[0] == "all themes"]
    assert "One office against one: no test can tell what makes the difference." in general
    assert "The groups were not asked alike (enleder: 2 of 2 not asked, toleder: 0 of 2 not asked)." in rows[
        "vertikalt", "toleder"
    ][-1].split("\n")


def test_an_unknown_attribute_is_refused_and_no_workbook_is_written(tmp_path):
    with pytest.raises(UnknownName):
        to_excel(small(), tmp_path / "f.xlsx", by="ledermodell")
    assert list(tmp_path.iterdir()) == []


def test_a_verdict_shows_who_nuances_beside_supporting_and_who_is_not_judged(tmp_path):
    found = sheets(to_excel(reserved(), tmp_path / "f.xlsx", checks=[check(reserved())]))["theory check"]
    row = dict(zip(found[0], found[2], strict=True))
    assert (row["Verdict"], row["supports"], row["nuances"], row["also nuancing"]) == ("partly", 2, 0, "2")
    assert row["Provisional"] == "provisional: 1 of 4 cases speak of it and are not judged"
