"""Files that are not what they should be (IM-9), built to do harm (IM-1, IM-2, IM-3), and files found."""

from __future__ import annotations

import io
import struct
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import pytest

from kodeverk.errors import ReadingError
from kodeverk.reading import find_files, read_source
from kodeverk.reading.tables import read_tables
from tests.reading.made import docx, p, written, xml, zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
PROTECTED = OLE + "EncryptedPackage".encode("utf-16-le")
LINK = bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(100)

WRONG = {
    "empty.docx": (b"", r"is empty \(0 bytes\)"),
    "empty.txt": (b"", r"is empty \(0 bytes\)"),
    "empty.md": (b"", "OneDrive"),
    "blank.txt": (b" \n\n", "holds no text"),
    "blank.docx": (docx("<w:p/>"), "holds no text"),
    "locked.docx": (PROTECTED, "protected with a password"),
    "locked.txt": (PROTECTED, "protected with a password"),
    "old.docx": (OLE, "is an old Office file"),
    "old.doc": (OLE, "save it as .docx"),
    "macro.docm": (docx(p("x")), "may hold macros"),
    "report.docx": (b"%PDF-1.7 ...", "is a PDF file"),
    "report.txt": (b"%PDF-1.7 ...", "is a PDF file"),
    "rich.docx": (b"{\\rtf1 hei}", "is an RTF file"),
    "page.docx": (b"<!DOCTYPE html><html>hei</html>", "is a web page"),
    "page.txt": (b"<html>hei</html>", "is a web page"),
    "plain.docx": (b"I: Hei", "rename it to .txt"),
    "renamed.txt": (docx(p("x")), "is a zip file or an Office document"),
    "sheet.docx": (zipped({"xl/workbook.xml": "<x/>"}), "is no Word document"),
    "short.docx": (docx(p("x"))[:400], "is damaged or cut short"),
    "cut.docx": (docx("", document="<w:document"), "is damaged or cut short"),
    "link.docx": (LINK, "is a shortcut"),
    "link.lnk": (LINK, "is a shortcut"),
    "table.xlsx": (b"PK", "add_cases"),
    "sound.mp3": (b"ID3", "no transcript.* It is a recording"),
    "picture.txt": (bytes(range(256)) * 2, "is not text"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_named_with_what_to_do_and_nothing_is_read(tmp_path: Path, name: str) -> None:
    data, message = WRONG[name]
    with pytest.raises(ReadingError, match=message) as told:
        read_source(written(tmp_path, data, name))
    assert name in str(told.value)


def test_a_missing_file_is_named_with_its_nearest_neighbour(tmp_path: Path) -> None:
    written(tmp_path, b"I: Hei", "inf-01.txt")
    with pytest.raises(ReadingError, match=r"no file inf-10\.txt .* Nearest there: inf-01\.txt"):
        read_source(tmp_path / "inf-10.txt")
    with pytest.raises(ReadingError, match="is a folder"):
        read_source(tmp_path)


# --- IM-1, IM-2: DTD and entities -----------------------------------------------------------

BOMB = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
DTDS = {
    "external entity": '<!DOCTYPE d [<!ENTITY e SYSTEM "file://{canary}">]>',
    "external dtd": '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
    "parameter entity": '<!DOCTYPE d [<!ENTITY % e SYSTEM "file://{canary}"> %e;]>',
    "billion laughs": f'<!DOCTYPE d [<!ENTITY a "haha">{BOMB}<!ENTITY e "&i;">]>',
    "quadratic": f'<!DOCTYPE d [<!ENTITY e "{"a" * 50_000}">]>',
    "harmless": "<!DOCTYPE d>",
}


@pytest.mark.parametrize("part", ["document.xml", "footnotes.xml", "styles.xml"])
@pytest.mark.parametrize("kind", DTDS)
def test_a_dtd_is_refused_wherever_it_stands(tmp_path: Path, kind: str, part: str) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("kanarifugl")
    use = (
        "" if kind in ("external dtd", "harmless", "parameter entity") else "&e;" * (500 if kind == "quadratic" else 1)
    )
    root = {"document.xml": "", "footnotes.xml": "footnotes", "styles.xml": "styles"}[part]
    start, rest = xml(p("Hei") + f"<w:p><w:r><w:t>{use}</w:t></w:r></w:p>", root).split("\n", 1)
    hostile = start + DTDS[kind].replace("{canary}", str(canary)) + rest
    data = docx("", document=hostile) if not root else docx(p("Hei"), {part: hostile})
    with pytest.raises(ReadingError, match="contains a DTD") as told:
        read_source(written(tmp_path, data))
    assert "kanarifugl" not in str(told.value)


def test_a_dtd_in_an_excel_file_is_refused(tmp_path: Path) -> None:
    book = zipped({"xl/workbook.xml": '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e "x">]><workbook>&e;</workbook>'})
    with pytest.raises(ReadingError, match="contains a DTD"):
        read_tables(written(tmp_path, book, "informanter.xlsx"))


# --- IM-3: zip bombs ------------------------------------------------------------------------


def overlapping() -> bytes:
    """A zip whose two members share their bytes."""
    data = bytearray(zipped({"word/a.xml": b"a" * 5000, "word/b.xml": b"b" * 5000}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 42 : entry + 46] = struct.pack("<I", 0)
    return bytes(data)


def twice(first: str, second: str) -> bytes:
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w") as package:
        warnings.simplefilter("ignore")
        package.writestr(first, xml(p("første")))
        package.writestr(second, xml(p("andre")))
    return held.getvalue()


def lying() -> bytes:
    """A document part that says it is smaller than it is."""
    data = bytearray(docx(p("x" * 9000)))
    entry = data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(docx(p("x")))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    return bytes(data)


BOMBS = {
    "one part of 120 MiB": (lambda: zipped({"word/document.xml": bytes(120 * 2**20)}), "too large unpacked"),
    "300 MiB in all": (lambda: zipped({f"word/{n}.xml": bytes(60 * 2**20) for n in range(5)}), "too large unpacked"),
    "packed too hard": (lambda: zipped({"word/document.xml": bytes(8 * 2**20)}), "packed too hard"),
    "6000 parts": (lambda: zipped({f"word/{n}.xml": b"" for n in range(6000)}), "more than 5000 parts"),
    "the same name twice": (lambda: twice("word/document.xml", "word/document.xml"), "two parts of the same name"),
    "names alike but for case": (lambda: twice("word/document.xml", "word/Document.xml"), "two parts of the same name"),
    "overlap": (overlapping, "parts that overlap"),
    "a lying size": (lying, "is damaged or cut short"),
    "an encrypted part": (encrypted, "protected with a password"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, name: str) -> None:
    make, message = BOMBS[name]
    path = written(tmp_path, make())
    tracemalloc.start()
    with pytest.raises(ReadingError, match=message):
        read_source(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50 * 2**20


def test_xml_nested_without_end_is_refused(tmp_path: Path) -> None:
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    with pytest.raises(ReadingError, match=r"damaged|too deep"):
        read_source(written(tmp_path, docx(deep)))


def test_nothing_is_written_or_fetched_by_name(tmp_path: Path) -> None:
    body = '<w:altChunk r:id="../../ut.htm"/>' + p("I: Hei")
    data = docx(body, {"../../ut.htm": b"<html>hei</html>"})
    before = sorted(path.name for path in tmp_path.parent.iterdir())
    assert "I: Hei" in read_source(written(tmp_path, data)).text
    assert sorted(path.name for path in tmp_path.parent.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["intervju.docx"]


# --- which files are read -------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.docx", "c.MD", "~$a.docx", ".skjult.txt", "informanter.xlsx", "kodinger.csv", "README.md"):
        written(tmp_path, b"I: Hei", name)
    return tmp_path


def test_a_folder_gives_its_transcripts_sorted(folder: Path) -> None:
    assert [file.name for file in find_files(folder)] == ["a.docx", "b.txt", "c.MD"]
    assert [file.name for file in find_files(str(folder / "*.txt"))] == ["b.txt"]
    assert [file.name for file in find_files([folder / "b.txt", folder / "*.docx", folder / "b.txt"])] == [
        "a.docx",
        "b.txt",
    ]


def test_nothing_found_is_an_error_that_says_what_is_there(folder: Path) -> None:
    with pytest.raises(ReadingError, match=r"No transcripts in .*found \.xlsx"):
        find_files(folder / "*.xlsx")
    with pytest.raises(ReadingError, match="There is no file finnes-ikke"):
        find_files(folder / "finnes-ikke")
