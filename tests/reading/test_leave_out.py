"""Leaving out needs one word from the user: nothing is left out of a file before somebody has said that it may."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.cli.main import main
from kodeverk.errors import KodeverkError, LeavesOut, ReadingError
from kodeverk.messages import use_language
from kodeverk.reading import Content, read_source
from kodeverk.reading.kinds import BY_DESIGN, left_out_kinds
from kodeverk.reading.leaving_out import check_left_out, needs_word, said
from kodeverk.reading.report import ImportReport
from tests.reading.made import docx, p, r, written, xml

SPOKEN = p("I: Er det to sjefer?") + p("Kari: Ja.")
HEADED = docx(SPOKEN, {"header1.xml": xml(p("Konfidensielt"), "hdr")})
FOOTED = docx(SPOKEN + p("I: Takk."), {"header1.xml": xml(p("Utkast"), "hdr"), "footer1.xml": xml(p("A7"), "ftr")})
TRACKED = docx(p("I: Er det to?") + f"<w:p>{r('Kari: Ja.')}<w:del><w:r><w:delText>Nei.</w:delText></w:r></w:del></w:p>")


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    return kv.Project(tmp_path / "s.kodeverk")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "filer"
    place.mkdir()
    for name, data in (("a.docx", HEADED), ("b.docx", FOOTED), ("c.docx", TRACKED), ("d.txt", b"I: Hei\n")):
        written(place, data, name)
    return place


def test_a_file_is_not_imported_before_what_is_left_out_has_been_named(study: kv.Project, folder: Path) -> None:
    with pytest.raises(LeavesOut, match=r"^a.docx: headers \(1\) would be left out\..*say leave_out='headers'") as told:
        study.add_sources(folder / "a.docx")
    assert [(row.kind, row.left_out) for row in told.value.content] == [("headers", 1)]
    assert "Konfidensielt" not in str(told.value)
    assert len(study.table("sources")) == 0
    study.add_sources(folder / "a.docx", leave_out="headers")
    assert list(study.table("sources")["source"]) == ["a"]


def test_of_a_batch_the_others_come_in_and_one_sentence_says_the_word_for_the_rest(
    study: kv.Project, folder: Path
) -> None:
    done = study.add_sources(folder)
    assert [report.file for report in done.reports] == ["c.docx", "d.txt"]
    assert list(done.refused) == ["a.docx", "b.docx"] and {row.kind for row in done.asked} == {"headers", "footers"}
    word = "leave_out=['headers', 'footers']"
    assert word in repr(done) and word.replace("'", "&#x27;") in done._repr_html_()
    again = study.add_sources(folder, leave_out=["headers", "footers"])
    assert again.refused == {} and again.asked == () and len(study.table("sources")) == 4
    assert study.add_sources(folder, leave_out="all").receipt.counts.get("source", 0) == 0


def test_a_word_for_another_kind_does_not_do(study: kv.Project, folder: Path) -> None:
    with pytest.raises(LeavesOut, match=r"footers \(1\) would be left out.*leave_out='footers'"):
        study.add_sources(folder / "b.docx", leave_out="headers")
    with pytest.raises(LeavesOut):
        study.add_sources([folder / "a.docx", folder / "b.docx"], leave_out="pictures")
    assert len(study.table("sources")) == 0


def test_words_are_ids_or_the_names_in_the_readers_language_and_others_are_refused() -> None:
    use_language("nb")
    assert said(["Topptekster", "footers"]) == said(("headers", "footers")) == {"headers", "footers"}
    with pytest.raises(KodeverkError, match=r"called 'heders'\. Did you mean: headers"):
        said("heders")
    assert said("all") == {"all"}


def test_what_nobody_wrote_is_left_out_without_asking_and_still_counted(study: kv.Project, folder: Path) -> None:
    done = study.add_sources(folder / "c.docx")
    assert [(row.kind, row.left_out) for row in done.reports[0].left_out] == [("letters", 3), ("tracked deletions", 1)]
    assert left_out_kinds() >= BY_DESIGN and "headers" not in BY_DESIGN


def test_letters_no_kind_accounts_for_are_asked_for() -> None:
    report = ImportReport("a.docx", "docx", "utf-8", 3, 0, (), 0, (Content("letters", 9, 3, 6),))
    with pytest.raises(LeavesOut, match=r"letters \(6\) would be left out"):
        check_left_out(report, frozenset())
    explained = report._replace(content=(*report.content, Content("field codes", 2, 0, 2)))
    short = report._replace(content=(Content("letters", 9, 3, 5), Content("field codes", 2, 0, 2)))
    assert [row.kind for row in needs_word(short, frozenset())] == ["letters"]
    assert needs_word(explained, frozenset()) == () == needs_word(report, frozenset({"all"}))


def test_documents_and_corrections_ask_too(study: kv.Project, folder: Path) -> None:
    with pytest.raises(LeavesOut):
        study.add_documents(folder / "b.docx", kind="report")
    study.add_documents(folder / "b.docx", kind="report", leave_out=("headers", "footers"))
    study.add_sources(folder / "d.txt")
    with pytest.raises(LeavesOut, match="say leave_out='headers'"):
        study.correct("d", file=folder / "a.docx", coder="ida")
    assert study.version("d").text == "I: Hei\n"
    study.correct("d", file=folder / "a.docx", coder="ida", leave_out="headers")
    assert "to sjefer" in study.version("d").text


def test_the_command_line_takes_the_word(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = str(tmp_path / "t.kodeverk")
    assert main(["import", study, str(folder)]) == 1
    assert "leave_out=['headers', 'footers']" in capsys.readouterr().out
    assert main(["import", study, str(folder), "--leave-out", "headers", "--leave-out", "footers"]) == 0
    assert main(["import", study, str(folder / "a.docx")]) == 2
    assert "headers (1) would be left out" in capsys.readouterr().err


def test_the_original_text_of_tracked_changes_and_an_encoding_can_be_asked_for(study: kv.Project, folder: Path) -> None:
    assert "Nei." in read_source(folder / "c.docx", tracked="original").text
    done = study.add_sources(folder / "c.docx", tracked="original")
    assert "Nei." in study.version("c").text and done.refused == {}
    mac = written(folder, "I: Går det på en måte?\n".encode("mac_roman"), "e.txt")
    study.add_sources(mac, encoding="mac_roman")
    assert study.version("e").text == "I: Går det på en måte?\n"
    with pytest.raises(ReadingError):
        study.add_sources(folder / "d.txt", encoding="roman")


@pytest.mark.parametrize(
    "rows, marked",
    [
        ([Content("field codes", 1, 0, 1)], set()),
        ([Content("field codes", 1, 0, 1), Content("headers", 1, 0, 1)], {"letters", "headers"}),
        ([], {"letters"}),
    ],
)
def test_letters_left_out_by_design_are_not_marked_as_lost(rows: list[Content], marked: set[str]) -> None:
    report = ImportReport("a.docx", "docx", "Word", 3, 0, (), 0, (Content("letters", 9, 3, 6), *rows))
    assert report.marked() == marked
    assert str(report).count("\n! ") == report._repr_html_().count("<strong>") == len(marked)
