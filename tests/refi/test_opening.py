"""Project files are opened with care: whatever the bytes, there is a project or one kind of error."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest
from reportlab.pdfgen.canvas import Canvas

from kodeverk.errors import ReadingError
from kodeverk.reading.worker import read_limited
from kodeverk.refi.exchange import Exchange
from kodeverk.refi.opening import read_package
from tests.reading.made import docx, p
from tests.refi.projects import guid, package, project
from tests.refi.test_foreign import DIALECTS

TEXT = "Vi har to sjefer på kontoret.\n"


def opened(data: bytes, tmp_path) -> Exchange:
    file = tmp_path / "prosjekt.qdpx"
    file.write_bytes(data)
    return read_package(file)


def source(attributes: str, inner: str = "") -> str:
    return project(f'<Sources><TextSource guid="{guid(1, 1)}" name="a" {attributes}>{inner}</TextSource></Sources>')


@pytest.mark.parametrize(
    ("content", "text", "warned"),
    [
        (TEXT.encode(), TEXT, ""),
        (b"\xef\xbb\xbf" + TEXT.encode(), "\ufeff" + TEXT, ""),
        (TEXT.encode("utf-16"), "\ufeff" + TEXT, ""),
        ("\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"), "\ufeff" + TEXT, ""),
        (TEXT.encode("cp1252"), TEXT, "cp1252"),
        (TEXT.replace("\n", "\r\n").encode(), TEXT.replace("\n", "\r\n"), ""),
    ],
    ids=["UTF-8", "UTF-8 with mark", "UTF-16 LE", "UTF-16 BE", "Windows-1252", "CRLF"],
)
def test_texts_are_as_the_file_has_them(content, text, warned, tmp_path):
    found = opened(package(source('plainTextPath="internal://a.txt"'), {"sources/a.txt": content}), tmp_path)
    assert found.sources[0].text == text
    assert len(found.warnings) == bool(warned)
    assert all(warned in warning.lower() or "windows" in warning.lower() for warning in found.warnings)


def test_a_word_file_beside_the_text_is_kept_and_read_where_there_is_no_text(tmp_path):
    word = docx(p("Vi har to sjefer.") + p("Og to avtaler."))
    both = source('plainTextPath="internal://a.txt" richTextPath="internal://a.docx"')
    found = opened(package(both, {"sources/a.txt": TEXT.encode(), "sources/a.docx": word}), tmp_path).sources[0]
    assert (found.text, found.file, found.original) == (TEXT, "a.docx", word)
    alone = opened(package(source('richTextPath="internal://a.docx"'), {"sources/a.docx": word}), tmp_path)
    assert alone.sources[0].text == "Vi har to sjefer.\nOg to avtaler."
    assert any("positions may not fit" in warning for warning in alone.warnings)


def test_a_pdf_without_text_in_the_project_is_read_by_its_own_text_layer(tmp_path):
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.drawString(72, 700, "Partene er enige.")
    canvas.save()
    pdf = project(f'<Sources><PDFSource guid="{guid(1, 1)}" name="avtale" path="internal://a.pdf"/></Sources>')
    found = opened(package(pdf, {"sources/a.pdf": page.getvalue()}), tmp_path)
    assert (found.sources[0].text.strip(), found.sources[0].original) == ("Partene er enige.", page.getvalue())
    broken = opened(package(pdf, {"sources/a.pdf": b"%PDF-1.4"}), tmp_path)
    assert broken.sources[0].text == "" and len(broken.warnings) == 1


def test_recordings_are_named_and_never_unpacked(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        inner = f'<AudioSource guid="{guid(1, 1)}" name="opptak" path="internal://a.m4a"/>'
        held.writestr("project.qde", project(f"<Sources>{inner}</Sources>"))
        with held.open("sources/a.m4a", "w") as member:
            for _ in range(30):
                member.write(bytes(2**20))
    found = opened(out.getvalue(), tmp_path)
    assert [(one.name, one.kind, one.text, one.original) for one in found.sources] == [("opptak", "audio", "", b"")]


def test_a_project_in_a_folder_of_the_zip_is_found_with_its_sources(tmp_path):
    document = source('plainTextPath="internal://a.txt"')
    packed = {"Eksport/sources/a.txt": TEXT.encode(), "__MACOSX/Eksport/._project.qde": b"x"}
    found = opened(package(document, packed, name="Eksport/project.qde"), tmp_path)
    assert found.sources[0].text == TEXT


def test_codes_without_the_container_are_read(tmp_path):
    found = opened(package(project(f'<CodeBook><Code guid="{guid(1, 2)}" name="a"/></CodeBook>')), tmp_path)
    assert [code.name for code in found.codes] == ["a"]


def lying() -> bytes:
    """A part that says it is shorter than it is."""
    data = bytearray(package(project("<Description>" + "a" * 5000 + "</Description>")))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as held, pytest.warns(UserWarning, match="Duplicate name"):
        held.writestr("project.qde", project(""))
        held.writestr("project.qde", project(""))
    return out.getvalue()


def protected() -> bytes:
    data = bytearray(package(project("")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


HOSTILE = {
    "nothing": (b"", "is empty"),
    "text": (b"I: Hei", "holds no REFI-QDA project"),
    "a zip without project": (docx(p("Hei")), "holds no REFI-QDA project"),
    "another document": (package('<?xml version="1.0"?><CodeBook/>'), "holds a CodeBook"),
    "cut": (package(project(""))[:-40], "damaged"),
    "a lying size": (lying(), "damaged|not well-formed"),
    "protected": (protected(), "password"),
    "too deep": (package(project("<a>" * 5000 + "</a>" * 5000)), "not well-formed"),
    "no XML": (package(b"\x00\x01\x02"), "not well-formed"),
    "an entity nobody declared": (package(project("<Description>&x;</Description>")), "not well-formed"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_im_9_what_is_no_project_is_one_error_that_says_which(name, tmp_path):
    data, says = HOSTILE[name]
    with pytest.raises(ReadingError, match=says):
        opened(data, tmp_path)


def test_im_5_two_parts_of_the_same_name_are_refused(tmp_path):
    with pytest.raises(ReadingError, match="two parts of the same name"):
        opened(twice(), tmp_path)


def test_no_path_of_the_makers_machine_comes_along(tmp_path):
    document = source('plainTextPath="absolute://C:\\Users\\Kari Nordmann\\hemmelig.txt"')
    found = opened(package(document), tmp_path)
    assert found.sources[0].text == "" and found.warnings
    assert "Kari" not in repr(found)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_im_6_damaged_projects_are_read_or_refused_with_one_error(dialect, tmp_path):
    data = DIALECTS[dialect]()
    rng = random.Random(dialect)
    outcomes = set()
    for _ in range(40):
        outcomes.add(outcome(damaged(rng, data), tmp_path))
    assert outcomes <= {"read", "refused"} and "refused" in outcomes


def damaged(rng: random.Random, data: bytes) -> bytes:
    """A project file with some of its bytes, of a part or of the whole, changed, dropped or doubled."""
    whole = rng.random() < 0.3
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    name = rng.choice(list(parts))
    content = bytearray(data if whole else parts[name])
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(content) or 1)
        piece = content[at : at + rng.randint(1, 40)]
        content[at : at + len(piece)] = rng.choice([b"", bytes(piece) * 2, bytes([rng.randrange(256)])])
    if whole:
        return bytes(content)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        for member, kept in (parts | {name: bytes(content)}).items():
            held.writestr(member, kept)
    return out.getvalue()


def outcome(data: bytes, tmp_path) -> str:
    try:
        opened(data, tmp_path)
    except ReadingError as error:
        assert not re.search("sjefer|statlig", str(error)), "no interview text in a message"
        return "refused"
    return "read"


def test_a_project_read_in_the_limited_process_is_the_same(tmp_path):
    file = tmp_path / "p.qdpx"
    file.write_bytes(DIALECTS["nvivo"]())
    assert read_limited(read_package, file) == read_package(file)
