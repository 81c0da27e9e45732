"""Coded segments as other programs export them: coded where their words stand, or every row that does not fit is named."""

import io

import docx
import openpyxl
import pytest

import kodeverk
from kodeverk.errors import FormatError, KodeverkError
from kodeverk.model import Code, Coding, Source

TEXT = "I: Hvem leder?\nKari: Vi har to sjefer,\nog det er vanskelig. Ja.\nI: Ja?\nKari: Ingen 😀 bestemmer. Ja."


@pytest.fixture
def study(tmp_path):
    (tmp_path / "inf-01.txt").write_text(TEXT, encoding="utf-8")
    with kodeverk.Project(tmp_path / "studie.kodeverk") as made:
        made.add_sources(tmp_path / "inf-01.txt")
        for path in ("ledelse", "ledelse/to sjefer", "makt, avmakt"):
            made.add_code(path)
        yield made


def table(path, columns, *rows):
    book = openpyxl.Workbook()
    for row in (columns, *rows):
        book.active.append(row)
    book.save(path)
    return path


def report(path, *paragraphs):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    held = io.BytesIO()
    document.save(held)
    path.write_bytes(held.getvalue())
    return path


def coded(study) -> list[tuple[str, str, str]]:
    now = study.snapshot
    text = {source.id: now.text(source.id) for source in now.all(Source)}
    codes = now.table(Code)
    return sorted((c.span.of(text[c.source_id]), codes[c.code_id].path, c.coder) for c in now.all(Coding))


MAXQDA = ("Color", "Comment", "Document group", "Document name", "Code", "Beginning", "End", "Segment", "Author")
MAXQDA_DE = ("Farbe", "Dokumentgruppe", "Dokumentname", "Code", "Anfang", "Ende", "Segment", "Autor")
ATLAS = ("ID", "Document", "Quotation Name", "Quotation Content", "Comment", "Codes", "Reference", "Created by")
DEDOOSE = ("Media Title", "Excerpt Range", "Excerpt Creator", "Excerpt Copy", "Codes Applied Combined")
TAGUETTE = ("id", "document", "tag", "content")


def test_maxqdas_retrieved_segments_are_coded_and_its_comments_counted(study, tmp_path):
    path = table(
        tmp_path / "segmenter.xlsx", MAXQDA,
        ("●", "Sterkt", "Runde 1", "inf-01", "ledelse\\to sjefer", 2, 3, "to sjefer, og det", "IDA"),
        ("●", None, "Runde 1", "inf-01", "ledelse > to sjefer", 2, 3, "vanskelig", "OLA"),
    )  # fmt: skip
    receipt = study.add_codings(path)
    assert coded(study) == [
        ("to sjefer,\nog det", "ledelse/to sjefer", "IDA"), ("vanskelig", "ledelse/to sjefer", "OLA"),
    ]  # fmt: skip
    told = "Color (2), Comment (1), Document group (2), Beginning (2), End (2)"
    assert receipt.note == f"columns not brought in, with how many cells: {told}"


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        (MAXQDA_DE, ("●", "R1", "inf-01", "ledelse", 1, 1, "Ingen 😀 bestemmer.", "AN"), [("Ingen 😀 bestemmer.", "ledelse")]),
        (
            ATLAS, ("1:2", "inf-01.txt", "to sj…", "to sjefer", "", "ledelse\nto sjefer", "¶ 2", "AN"),
            [("to sjefer", "ledelse"), ("to sjefer", "ledelse/to sjefer")],
        ),
        (ATLAS, ("1:2", "inf-01", "", "...vanskelig…", "", "makt, avmakt", "", "AN"), [("vanskelig", "makt, avmakt")]),
        (
            DEDOOSE, ("inf-01.txt", "15-23", "AN", "sjefer", "to sjefer, ledelse"),
            [("sjefer", "ledelse"), ("sjefer", "ledelse/to sjefer")],
        ),
    ],
    ids=["MAXQDA in German", "ATLAS.ti, two codes", "ATLAS.ti, cut at both ends", "Dedoose"],
)  # fmt: skip
def test_other_programs_tables_are_known_by_their_columns(study, tmp_path, columns, row, expected):
    study.add_codings(table(tmp_path / "ut.xlsx", columns, row))
    assert coded(study) == [(quote, code, "AN") for quote, code in expected]


def test_taguettes_highlights_as_csv_name_no_coder_so_she_says_who(study, tmp_path):
    (tmp_path / "ut.csv").write_text("id,document,tag,content\n1,inf-01,ledelse,to sjefer\n", encoding="utf-8")
    with pytest.raises(FormatError, match="does not say who coded. Say it with coder="):
        study.add_codings(tmp_path / "ut.csv")
    study.add_codings(tmp_path / "ut.csv", coder="ida")
    assert coded(study) == [("to sjefer", "ledelse", "ida")]


def test_a_code_as_nvivo_exports_it_is_named_by_the_file_or_the_text(study, tmp_path):
    lines = (
        "Files\\\\Runde 1\\\\inf-01 - § 2 references coded [ 5.10% Coverage]", "Reference 1 - 2.40% Coverage",
        "to sjefer,", "og det er vanskelig.", "Reference 2 - 2.70% Coverage", "Ingen 😀 bestemmer.",
    )  # fmt: skip
    study.add_codings(report(tmp_path / "to sjefer.docx", *lines), coder="ida")
    expected = ["Ingen 😀 bestemmer.", "to sjefer,\nog det er vanskelig."]
    assert coded(study) == [(quote, "ledelse/to sjefer", "ida") for quote in expected]
    older = ("Name: ledelse", "<Internals\\inf-01> - § 1 reference coded  [0,40% Coverage]", *lines[4:])
    study.add_codings(report(tmp_path / "rapport.docx", *older), coder="ida")
    assert ("Ingen 😀 bestemmer.", "ledelse", "ida") in coded(study)


def test_a_report_that_holds_other_than_it_announces_and_a_document_that_is_none_are_refused(study, tmp_path):
    head = "Files\\\\inf-01 - § 2 references coded [ 5.10% Coverage]"
    with pytest.raises(FormatError, match="announces 2 references of one file and holds 1"):
        study.add_codings(report(tmp_path / "a.docx", head, "Reference 1 - 2.40% Coverage", "to sjefer"), coder="ida")
    with pytest.raises(FormatError, match="no report of a code as NVivo exports it"):
        study.add_codings(report(tmp_path / "b.docx", "I: Hvem leder?"), coder="ida")
    assert coded(study) == []


def test_every_row_that_does_not_fit_is_named_without_its_words_and_none_is_coded(study, tmp_path):
    path = table(
        tmp_path / "ut.xlsx", TAGUETTE,
        (1, "inf-01", "ledelse", "to sjefer"), (2, "inf-01", "ledelse", "Ja."), (3, "inf-01", "ledelse", "aldri sagt"),
        (4, "inf-99", "ledelse", "to sjefer"), (5, "inf-01", "glede", "to sjefer"),
    )  # fmt: skip
    with pytest.raises(KodeverkError) as refused:
        study.add_codings(path, coder="ida")
    said = str(refused.value)
    assert "4 of 5 codings cannot be made; none was made" in said
    for row in (3, 4, 5, 6):
        assert f"ut.xlsx, row {row}:" in said
    assert "stands 2 times in inf-01" in said and "inf-99" in said and "glede" in said
    assert "aldri sagt" not in said and coded(study) == []


def test_words_that_stand_several_times_are_coded_where_the_turn_or_the_range_says(study, tmp_path):
    last = TEXT.rindex("Ja.")
    study.add_codings(table(tmp_path / "a.xlsx", (*TAGUETTE, "turn"), (1, "inf-01", "ledelse", "Ja.", 4)), coder="ida")
    study.add_codings(table(tmp_path / "b.xlsx", DEDOOSE, ("inf-01", f"{last}-{last + 3}", "ola", "Ja.", "ledelse")))
    spans = sorted((c.start, c.coder) for c in study.snapshot.all(Coding))
    assert spans == [(last, "ida"), (last, "ola")]
    with pytest.raises(KodeverkError, match="stands 2 times"):
        study.add_codings(table(tmp_path / "c.xlsx", DEDOOSE, ("inf-01", "1-4", "ola", "Ja.", "ledelse")))
    # Overlapping places are several too.
    (tmp_path / "inf-02.txt").write_text("Kari: ja ja ja", encoding="utf-8")
    study.add_sources(tmp_path / "inf-02.txt")
    with pytest.raises(KodeverkError, match="stands 2 times"):
        study.add_codings(table(tmp_path / "d.xlsx", TAGUETTE, (1, "inf-02", "ledelse", "ja ja")), coder="ida")


def test_an_export_twice_codes_once_and_the_programs_own_table_is_read_as_before(study, tmp_path):
    path = table(tmp_path / "ut.xlsx", TAGUETTE, (1, "inf-01", "ledelse", "to sjefer"))
    study.add_codings(path, coder="ida")
    assert "coded already" in study.add_codings(path, coder="ida").note
    own = table(tmp_path / "egen.xlsx", ("source", "code", "coder", "quote"), ("inf-01", "ledelse", "ola", "vanskelig"))
    study.add_codings(own)
    assert coded(study) == [("to sjefer", "ledelse", "ida"), ("vanskelig", "ledelse", "ola")]


def test_a_table_of_neither_kind_and_an_empty_cell_are_said_so(study, tmp_path):
    with pytest.raises(FormatError, match="has no column source. Columns found: a, b"):
        study.add_codings(table(tmp_path / "a.xlsx", ("a", "b"), (1, 2)))
    with pytest.raises(FormatError, match="row 2: the column content is empty"):
        study.add_codings(table(tmp_path / "b.xlsx", TAGUETTE, (1, "inf-01", "ledelse", None)), coder="ida")
