"""A batch of files: one bad file stops none of the others, nothing is half done, and files are recognised (IM-8, IM-9)."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import openpyxl
import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

import kodeverk as kv
from kodeverk.errors import KodeverkError, ReadingError
from kodeverk.model import Source
from kodeverk.project import progress
from kodeverk.reading.tables import read_tables
from tests.reading.made import docx, p, written, zipped

BAD = docx(p("x"))[:400]


def text(number: int) -> bytes:
    return docx(p(f"I: Spørsmål {number}?") + p(f"Kari: Svar {number}, ja."))


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    return kv.Project(tmp_path / "s.kodeverk")


# --- IM-8: all or nothing, per file ---------------------------------------------------------


@pytest.mark.parametrize("place", range(20))
def test_im_8_of_twenty_files_one_bad_one_is_named_and_nineteen_come_in(tmp_path: Path, place: int) -> None:
    folder = tmp_path / "filer"
    folder.mkdir()
    for number in range(20):
        written(folder, BAD if number == place else text(number), f"inf-{number:02}.docx")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        done = study.add_sources(folder)
        assert list(done.refused) == [f"inf-{place:02}.docx"] and "damaged or cut short" in str(done.refused)
        assert len(done.reports) == 19 == len(study.table("sources"))


CHILD = """
import sys
import kodeverk as kv
from kodeverk.store import Store
with kv.Project(sys.argv[1]) as study:
    study.add_sources(sys.argv[2], progress=lambda files: (print(n, flush=True) or f for n, f in enumerate(files)))
    print("done", flush=True)
    sys.stdin.read()
"""


def killed(study: Path, folder: Path, word: str, after: float = 0) -> None:
    """Import a folder in another Python and kill that once it has said a word, and so many seconds are gone."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, study, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None and child.stdin is not None
    for line in child.stdout:
        if line.strip() == word:
            break
    time.sleep(after)
    child.kill()
    child.wait()
    child.stdout.close()
    child.stdin.close()


@pytest.mark.parametrize("word", ["0", "3", "5", "done"])
def test_im_8_an_import_that_is_killed_leaves_no_half_source(tmp_path: Path, word: str) -> None:
    folder, path = tmp_path / "filer", tmp_path / "s.kodeverk"
    folder.mkdir()
    for number in range(6):
        written(folder, text(number), f"inf-{number}.docx")
    kv.Project(path).close()
    killed(path, folder, word)
    assert kv.Project(path).verify().ok
    with kv.Project(path) as study:
        names = [source.name for source in study.snapshot.all(Source)]
        assert len(names) in (0, 6) and (word != "done" or len(names) == 6)
        for name in names:
            assert study.version(name).text.count("Kari: Svar") == 1
        study.add_sources(folder)
        assert len(study.table("sources")) == 6


@pytest.mark.slow
def test_im_8_killed_at_a_hundred_points_there_is_never_half_a_source(tmp_path: Path) -> None:
    folder = tmp_path / "filer"
    folder.mkdir()
    for number in range(6):
        written(folder, text(number), f"inf-{number}.docx")
    counts = []
    for point in range(100):
        path = tmp_path / f"{point}.kodeverk"
        kv.Project(path).close()
        killed(path, folder, str(point % 6), after=point / 1000)
        with kv.Project(path) as study:
            assert study.verify().ok
            counts.append(len(study.table("sources")))
    assert set(counts) <= {0, 6} and 0 in counts


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_in_the_middle_imports_nothing_and_the_next_import_is_sound(study: kv.Project, tmp_path: Path) -> None:
    files = [written(tmp_path, text(number), f"inf-{number}.docx") for number in range(4)]

    def stopped(found: object) -> object:
        for number, file in enumerate(files):
            if number == 2:
                threading.Timer(0.001, os.kill, (os.getpid(), signal.SIGINT)).start()
            yield file
            threading.Event().wait(0.2 if number == 2 else 0)

    with pytest.raises(KeyboardInterrupt):
        study.add_sources(files, progress=stopped)  # type: ignore[arg-type]
    assert len(study.table("sources")) == 0
    assert len(study.add_sources(files).reports) == 4


# --- the same file --------------------------------------------------------------------------


def test_the_same_file_twice_is_one_source_under_another_name_too_and_that_is_said(
    study: kv.Project, tmp_path: Path
) -> None:
    folder = tmp_path / "filer"
    folder.mkdir()
    for name in ("inf-01.docx", "inf-01 - kopi.docx"):
        written(folder, text(1), name)
    done = study.add_sources(folder)
    assert list(study.table("sources")["source"]) == ["inf-01 - kopi"]
    assert "inf-01.docx (the same file as inf-01 - kopi)" in repr(done)
    again = repr(study.add_sources(folder / "inf-01 - kopi.docx"))
    assert "already in the study: inf-01 - kopi.docx" in again and "the same file as" not in again


# --- IM-9: files that are not what they should be -------------------------------------------


def workbook(name: str = "") -> bytes:
    held, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["navn", name])
    book.save(held)
    return held.getvalue()


def locked_pdf() -> bytes:
    plain, held = io.BytesIO(), io.BytesIO()
    page = Canvas(plain)
    page.drawString(72, 720, "I: Hei")
    page.save()
    writer = pypdf.PdfWriter(clone_from=plain)
    writer.encrypt("hemmelig")
    writer.write(held)
    return held.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
PROTECTED = OLE + "EncryptedPackage".encode("utf-16-le")
LINK = bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(100)
PHONE = b"\0\0\0\x18ftypheic" + bytes(50)
TWENTY = {
    "passord.docx": (PROTECTED, "protected with a password"),
    "passord.pdf": (locked_pdf(), "password"),
    "gammel.doc": (OLE, "old Word file"),
    "gammel-omdøpt.docx": (OLE, "old Office file"),
    "regneark.xls": (OLE, "save it as .xlsx"),
    "makro.docm": (docx(p("x")), "may hold macros"),
    "omdøpt.docx": (b"%PDF-1.7 ...", "is a PDF file.*ending .pdf"),
    "omdøpt.txt": (docx(p("x")), "Office document, not plain text"),
    "null.docx": (b"", "0 bytes.*cloud folder"),
    "onedrive.docx": (bytes(4096), "nothing but zeros.*cloud folder"),
    "snarvei.lnk": (LINK, "shortcut"),
    "snarvei.docx": (LINK, "shortcut"),
    "nettside.url": (b"[InternetShortcut]\r\nURL=https://x.no\r\n", "shortcut"),
    "disk.gdoc": (b'{"doc_id": "1"}', "link to a document on the web"),
    "mac.pages": (zipped({"Index/Document.iwa": b""}), "document of Pages"),
    "pakke.zip": (zipped({"a.docx": docx(p("x"))}), "Unpack it"),
    "opptak.mp3": (b"ID3\x03" + bytes(50), "recording.*transcribed"),
    "opptak.txt": (b"\0\0\0\x18ftypM4A " + bytes(50), "recording.*transcribed"),
    "bilde.heic": (PHONE, "picture"),
    "bilde.docx": (b"\xff\xd8\xff\xe0" + bytes(50), "picture"),
}


@pytest.mark.parametrize("name", TWENTY)
def test_im_9_each_of_twenty_wrong_files_is_called_what_it_is(study: kv.Project, tmp_path: Path, name: str) -> None:
    data, told = TWENTY[name]
    with pytest.raises(ReadingError, match=f"(?s){name}.*{told}"):
        study.add_sources(written(tmp_path, data, name))
    assert len(study.table("sources")) == 0


def test_im_9_a_protected_workbook_is_called_that(tmp_path: Path) -> None:
    for name, data, told in (
        ("passord.xlsx", PROTECTED, "protected with a password"),
        ("gammel.xlsx", OLE, "old Office file"),
        ("tom.xlsx", b"", "0 bytes"),
    ):
        with pytest.raises(KodeverkError, match=told):
            read_tables(written(tmp_path, data, name))
    assert read_tables(written(tmp_path, workbook("kontor") + b"", "sunn.xlsx")) != []


# --- IM-10: nothing is fetched --------------------------------------------------------------


def test_im_10_linked_templates_remote_pictures_and_pages_are_never_fetched(study: kv.Project, tmp_path: Path) -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    linked = "".join(
        f'<Relationship Id="{kind}" Type="{kinds}/{kind}" Target="{address}/{kind}" TargetMode="External"/>'
        for kind in ("attachedTemplate", "image", "aFChunk", "hyperlink", "oleObject", "frame", "subDocument")
    )
    body = (
        p("I: Hei")
        + '<w:altChunk r:id="aFChunk"/><w:p><w:r><w:drawing><a:blip r:link="image"/></w:drawing></w:r></w:p>'
    )
    made = docx(body)
    parts = {"word/_rels/document.xml.rels": f"{start}{linked}</Relationships>"}
    import zipfile

    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()} | parts
    page = (
        f'<!DOCTYPE html SYSTEM "{address}/dtd"><html><head><link rel="stylesheet" href="{address}/css"><base '
        f'href="{address}"></head><body><p>I: Hei</p><img src="{address}/img"><iframe src="{address}/frame"></iframe>'
    )
    files = [written(tmp_path, zipped(parts), "a.docx"), written(tmp_path, page.encode(), "b.html")]
    for file in files:
        done = study.add_sources(file, leave_out="all")
        assert done.reports[0].characters > 5
    server.shutdown()
    server.server_close()
    assert asked == []


# --- the bar --------------------------------------------------------------------------------


def test_a_bar_is_shown_of_many_files_where_somebody_can_see_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(progress.bar(range(9))) == list(range(9))
    assert capsys.readouterr() == ("", "")
    monkeypatch.setenv("FORCE_COLOR", "1")  # what rich takes as a terminal
    assert list(progress.bar(range(9))) == list(range(9))
    shown = capsys.readouterr()
    assert "Reading" in shown.err and shown.out == ""
    assert list(progress.bar(range(3))) == [0, 1, 2] and capsys.readouterr() == ("", "")
