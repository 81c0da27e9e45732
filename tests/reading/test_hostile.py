"""Files built to do harm, in every zipped or XML format: refused soon, in little memory, and nothing leaves (IM-1, IM-2)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kodeverk.errors import KodeverkError
from kodeverk.reading import read_source
from kodeverk.reading.tables import read_tables
from kodeverk.refi.opening import read_package
from kodeverk.refi.qdc import read_qdc
from tests.reading.made import docx, p, written, xml, zipped

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def as_docx(dtd: str, use: str) -> bytes:
    start, rest = xml(p("Hei") + f"<w:p><w:r><w:t>{use}</w:t></w:r></w:p>").split("\n", 1)
    return docx("", document=start + dtd + rest)


def as_odt(dtd: str, use: str) -> bytes:
    body = f"<office:body><office:text><text:p>Hei {use}</text:p></office:text></office:body>"
    content = f"{HEAD}{dtd}<office:document-content {ODF}>{body}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def as_xlsx(dtd: str, use: str) -> bytes:
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return zipped(
        {
            "xl/workbook.xml": f"{HEAD}<workbook {names}/>",
            "xl/sharedStrings.xml": f"{HEAD}{dtd}<sst {names}><si><t>{use}</t></si></sst>",
        }
    )


def as_qdpx(dtd: str, use: str) -> bytes:
    names = 'xmlns="urn:QDA-XML:project:1.0" name="x" origin="x"'
    return zipped({"project.qde": f"{HEAD}{dtd}<Project {names}><Description>{use}</Description></Project>"})


def as_qdc(dtd: str, use: str) -> bytes:
    codes = (
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes><Code guid="" name="{use}"/></Codes></CodeBook>'
    )
    return f"{HEAD}{dtd}{codes}".encode()


READERS: dict[str, tuple[Callable[[str, str], bytes], Callable[[Path], object]]] = {
    "a.docx": (as_docx, read_source),
    "a.odt": (as_odt, read_source),
    "a.xlsx": (as_xlsx, read_tables),
    "a.qdpx": (as_qdpx, read_package),
    "a.qdc": (as_qdc, read_qdc),
}


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a web server here, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None: ...

    held = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=held.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{held.server_port}", asked
    held.shutdown()
    held.server_close()


# --- IM-1, IM-2: entities -------------------------------------------------------------------

EXTERNAL = {
    "a file": '<!DOCTYPE d [<!ENTITY e SYSTEM "file://{canary}">]>',
    "an address": '<!DOCTYPE d [<!ENTITY e SYSTEM "{address}/e">]>',
    "an external DTD": '<!DOCTYPE d SYSTEM "{address}/d.dtd" [<!ENTITY e "x">]>',
    "a parameter entity": '<!DOCTYPE d [<!ENTITY % p SYSTEM "{address}/p"> %p; <!ENTITY e "x">]>',
}


@pytest.mark.parametrize("kind", EXTERNAL)
@pytest.mark.parametrize("name", READERS)
def test_im_1_nothing_outside_the_file_is_read_or_fetched_and_the_file_is_refused(
    tmp_path: Path, server: tuple[str, list[str]], name: str, kind: str
) -> None:
    canary = written(tmp_path, b"kanarifugl", "canary.txt")
    make, read = READERS[name]
    dtd = EXTERNAL[kind].format(canary=canary, address=server[0])
    with pytest.raises(KodeverkError, match=f"{name}.*contains a DTD") as told:
        read(written(tmp_path, make(dtd, "&e;"), name))
    assert "kanarifugl" not in str(told.value) and server[1] == []


BILLION = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
GROWING = {
    "billion laughs": (f'<!DOCTYPE d [<!ENTITY e0 "lol">{BILLION}]>', "&e9;"),
    "a million": (f'<!DOCTYPE d [<!ENTITY e0 "lol">{BILLION}]>', "&e6;"),
    "quadratic": (f'<!DOCTYPE d [<!ENTITY e "{"a" * 100_000}">]>', "&e;" * 10_000),
    "one within itself": ('<!DOCTYPE d [<!ENTITY e "&f;"><!ENTITY f "&e;">]>', "&e;"),
    "in an attribute": ('<!DOCTYPE d [<!ENTITY e0 "lol">' + BILLION + '<!ATTLIST d a CDATA "&e9;">]>', ""),
}


@pytest.mark.parametrize("kind", GROWING)
@pytest.mark.parametrize("name", READERS)
def test_im_2_entities_that_grow_are_refused_in_little_memory(tmp_path: Path, name: str, kind: str) -> None:
    make, read = READERS[name]
    path = written(tmp_path, make(*GROWING[kind]), name)
    begun = time.process_time()
    with pytest.raises(KodeverkError, match=f"{name}"):
        read(path)
    assert time.process_time() - begun < 10  # without the refusal: minutes, or all memory
