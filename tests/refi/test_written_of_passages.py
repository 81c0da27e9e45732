"""What other programs write besides the words of a passage comes along, and stored quotes are believed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import ReadingError, UnsurePositions
from kodeverk.model import Code, Memo
from kodeverk.project import Project
from kodeverk.refi.counted import Counted
from kodeverk.refi.losses import Loss, LossReport
from kodeverk.refi.opening import decoded
from kodeverk.refi.rulers import Convention
from tests.refi.projects import guid, package, project
from tests.refi.studies import new_study
from tests.refi.test_positions import source as counted_source
from tests.refi.test_traps import BOOK, TEXT, quotes, records, selection, simple, source, took

EMOJI = "I: 😀😀😀 Hvem leder?\nNL: Vi har to sjefer.\n"


def told(taken) -> list[tuple[str, int, int, int]]:
    return [row[:4] for row in taken.losses.rows if row.element.endswith(" name")]


@pytest.mark.parametrize("name", ["to sjefer", "to  sje…", "to...", "tosjef", "26,35", "1:12", "", "ledelse", "inf-01"])
def test_sl_8_a_name_that_says_no_more_than_quote_number_code_or_source_makes_no_memo(name, tmp_path):
    taken = took(simple(TEXT.encode(), selection(26, 35, name)), tmp_path)
    assert quotes(taken) == ["to sjefer"] and records(taken, Memo) == [] and told(taken) == []


def test_sl_8_a_name_somebody_gave_a_passage_is_kept_as_a_memo(tmp_path):
    inner = "<Description>en merknad</Description>"
    taken = took(simple(TEXT.encode(), selection(26, 35, "Ord om makt", inner=inner)), tmp_path)
    assert [(memo.on, memo.text) for memo in records(taken, Memo)] == [("coding", "Ord om makt\n\nen merknad")]
    assert told(taken) == [("PlainTextSelection name", 1, 1, 0)]


def test_sl_8_the_stored_quote_of_a_passage_without_a_place_is_kept_with_its_code(tmp_path):
    marked = selection(26, 35, "to sjefer") + selection(500, 510, "De to er enige.", number=2)
    taken = took(simple(TEXT.encode(), marked), tmp_path)
    assert [(memo.on, memo.text) for memo in records(taken, Memo)] == [("source", "ledelse\nDe to er enige.")]
    assert {row.element: row.left_out for row in taken.losses.left_out} == {"PlainTextSelection": 1, "Coding": 1}


def test_sl_2_text_in_and_behind_elements_that_do_not_belong_in_a_text_is_text(tmp_path):
    text = (
        f'<TextSource guid="{guid(1, 1)}" name="inf-01"><PlainTextContent>Vi har <b>to</b> sjefer.</PlainTextContent>'
    )
    data = package(project(f"{BOOK}<Sources>{text}{selection(7, 16, 'to sjefer')}</TextSource></Sources>"), {})
    taken = took(data, tmp_path)
    assert taken.plan.texts == ("Vi har to sjefer.",) and quotes(taken) == ["to sjefer"]
    assert [row[:4] for row in taken.losses.left_out] == [("b", 1, 0, 1)], "the element is told all the same"


def one_of_its_own() -> bytes:
    """Four sources counted in UTF-16, and one in code points, with the same text."""
    start, end = EMOJI.index("to sjefer"), EMOJI.index(".")
    marked = {number: selection(start + 3, end + 3, "to sjefer", number=number) for number in range(1, 5)}
    marked[5] = selection(start, end, "to sjefer", number=5)
    held = "".join(source(inner, number=number, name=f"inf-0{number}") for number, inner in marked.items())
    return package(project(f"{BOOK}<Sources>{held}</Sources>"), {"sources/a.txt": EMOJI.encode()})


def test_sl_8_stored_quotes_of_a_source_are_not_outvoted_by_the_rest_of_the_project(tmp_path):
    with pytest.raises(UnsurePositions) as raised:
        took(one_of_its_own(), tmp_path)
    assert "'utf-16' finds 0 of 1 stored quotes" in str(raised.value)
    assert "positions={'inf-05': 'code points'}" in str(raised.value) and "for all" not in str(raised.value)
    assert quotes(took(one_of_its_own(), tmp_path, positions={"inf-05": "code points"})) == ["to sjefer"] * 5


def test_sl_8_a_stored_quote_that_stands_elsewhere_is_told_source_by_source(tmp_path):
    taken = took(one_of_its_own(), tmp_path, positions="utf-16")
    assert quotes(taken)[:4] == ["to sjefer"] * 4 and quotes(taken)[4] != "to sjefer"
    warning = "inf-05: 1 of 1 stored quotes stands elsewhere in the text than its passage; look at it."
    assert [one for one in taken.losses.warnings if "inf-0" in one] == [warning]


@pytest.mark.parametrize(("text", "place"), [("a👩‍👧 b", 2), ("a👩‍👧 b", 3), ("a👍🏽 b", 2), ("a🇳🇴 b", 2), ("ja", 1)])
def test_un_6_an_end_within_a_family_of_emoji_speaks_against_a_way_of_counting(text, place):
    counted = Counted(counted_source(text, ("", place, len(text))))
    outside = Counted(counted_source(text, ("", 0, len(text))))
    way = Convention()
    assert counted.weigh(way, counted.passages) < outside.weigh(way, outside.passages) - 2
    assert (counted.told(way)[2], outside.told(way)[2]) == (0.5, 1.0)


def test_sl_8_a_coding_that_names_no_code_is_put_on_no_code(tmp_path):
    book = '<CodeBook><Codes><Code name="uten"/><Code name="andre"/></Codes></CodeBook>'
    marked = (
        f'<PlainTextSelection guid="{guid(1, 5)}" startPosition="26" endPosition="35"><Coding/></PlainTextSelection>'
    )
    data = package(project(f"{book}<Sources>{source(marked)}</Sources>"), {"sources/a.txt": TEXT.encode()})
    taken = took(data, tmp_path)
    assert quotes(taken) == [] and {code.path for code in records(taken, Code)} == {"uten", "andre"}
    assert ("Coding", 1, 0, 1) in [row[:4] for row in taken.losses.left_out]


def test_sl_8_two_codes_of_one_guid_are_told(tmp_path):
    twice = BOOK.replace("</Codes>", f'<Code guid="{guid(1, 2)}" name="likeverd" isCodable="true"/></Codes>')
    inner = f"{twice}<Sources>{source(selection(26, 35, 'to sjefer'))}</Sources>"
    taken = took(package(project(inner), {"sources/a.txt": TEXT.encode()}), tmp_path)
    assert {code.path for code in records(taken, Code)} == {"ledelse", "likeverd"}
    told = "Two codes have one GUID, ledelse and likeverd; what is coded with either stands on the first."
    assert told in taken.losses.warnings


def test_a_utf_8_text_with_nul_is_not_said_to_be_in_another_encoding():
    text, told = decoded(b"Hei\0 du", "1.txt")
    assert text == "Hei\0 du" and told == ["Characters no text can hold were replaced by U+FFFD."]


@pytest.mark.parametrize(("name", "right"), [("a.qda", "read_project"), ("a.sqlite3", "read_project"),
                                             ("a.rqda", "read_project"), ("a.qdc", "use_codebook")])  # fmt: skip
def test_a_file_that_is_read_elsewhere_is_sent_there(name, right, tmp_path):
    (tmp_path / name).write_bytes(b"SQLite format 3\0")
    with pytest.raises(ReadingError, match=f"^{name} is .*{right}. Nothing was imported.$"):
        kv.read_qdpx(tmp_path / name, tmp_path / "studie.kodeverk")


def changed(path: Path, change) -> Path:
    """The same project after another program has changed its document."""
    file = path.with_name("andre.qdpx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data.decode()).encode() if name == "project.qde" else data)
    return file


def test_sl_8_what_another_program_adds_is_counted_beside_what_is_there(tmp_path):
    new_study(tmp_path / "a.kodeverk", 6).close()
    with Project(tmp_path / "a.kodeverk") as study:
        path = Path(study.to_qdpx(tmp_path / "a.qdpx"))
    xml = zipfile.ZipFile(path).read("project.qde").decode()
    code = re.search(r'<Code guid="([^"]+)"[^>]*isCodable="true"', xml)[1]
    added = (
        f'<PlainTextSelection guid="{guid(1, 5)}" name="Hva jeg tenkte" startPosition="0" endPosition="3">'
        f'<Coding guid="{guid(1, 6)}"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )
    file = changed(path, lambda xml: xml.replace("<PlainTextSelection", added + "<PlainTextSelection", 1))
    before = kv.read_qdpx(path, tmp_path / "b.kodeverk").losses.rows
    after = kv.read_qdpx(file, tmp_path / "c.kodeverk").losses.rows
    rows = {row.element: row[1:4] for row in before}
    rows["coding"] = tuple(count + one for count, one in zip(rows["coding"], (1, 1, 0), strict=True))
    rows["coder"] = tuple(count + one for count, one in zip(rows["coder"], (1, 1, 0), strict=True))
    assert {row.element: row[1:4] for row in after} == rows | {"PlainTextSelection name": (1, 0, 1)}


def test_what_was_left_out_stands_out_in_a_notebook():
    rows = (Loss("Code", 2, 2, 0), Loss("Graph", 1, 0, 1, "<i>"))
    shown = LossReport(rows)._repr_html_()
    assert re.findall(r"<b>(.*?)</b>", shown) == ["Graph", "1", "0", "1", "&lt;i&gt;"]
