"""PDF attacks and damage (IM-11): every file ends in a reading or in one kind of error, in bounded time."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kodeverk.errors import ReadingError
from kodeverk.reading.pdf import read_pdf
from kodeverk.reading.worker import limited
from tests.reading.made import written

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SAYS = b"BT /F1 12 Tf 72 700 Td (NL: Hei.) Tj ET"


def file_of(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of these objects, the first its catalog."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d %b >>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, trailer, len(out))
    )


def stream(data: bytes, keys: bytes = b"", packed: bool = False) -> bytes:
    if packed:
        data, keys = zlib.compress(data, 9), keys + b" /Filter /FlateDecode"
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), keys, data)


def page(
    content: bytes = SAYS, resources: bytes = b"", more: Sequence[bytes] = (), catalog: bytes = b"", keys: bytes = b"",
    packed: bool = False,
) -> bytes:  # fmt: skip
    """Return a PDF of one page; what `more` holds are objects 6, 7 ..."""
    held = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %b >> %b >>"
    return file_of(
        [b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         held % (resources, keys), stream(content, packed=packed), FONT, *more]
    )  # fmt: skip


def form(inside: bytes, keys: bytes) -> bytes:
    return stream(inside, b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] " + keys)


DRAWS = b"/XObject << /X 6 0 R >>"
CID = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding %b /DescendantFonts [7 0 R] >>"
INNER = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A %b /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R >>"
ABOUT = b"<< /Type /FontDescriptor /FontName /A /Flags 4 >>"
SHAPES = {
    "pages within themselves": file_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
    "a form that draws itself": page(b"/X Do " + SAYS, DRAWS, [form(b"/X Do", b"/Resources << /XObject << /X 6 0 R >> >>")]),
    "ten to the twelfth forms": page(b"/X Do", DRAWS, [form(b"/Y Do " * 10, b"/Resources << /XObject << /Y %d 0 R >> >>" % (7 + depth)) for depth in range(12)]),
    "an object that refers to itself": page(catalog=b"/AcroForm 6 0 R /Names 7 0 R", more=[b"6 0 R", b"<< /EmbeddedFiles 8 0 R >>", b"<< /Kids [8 0 R 8 0 R] >>"]),
    "a content that refers to itself": page(keys=b"/Contents 6 0 R", more=[b"6 0 R"]).replace(b"/Contents 4 0 R", b""),
    "a length that refers to itself": page(more=[b"<< /Length 6 0 R >>\nstream\nabc\nendstream"]),
    "a field that is its own parent": page(keys=b"/Annots [6 0 R]", more=[b"<< /Subtype /Widget /Parent 6 0 R /FT /Tx >>"]),
    "a hundred thousand brackets": page(catalog=b"/A " + b"[" * 100_000),
    "brackets in a content": page(b"[" * 200_000 + SAYS),
    "dictionaries in dictionaries": page(catalog=b"/A " + b"<< /A " * 50_000 + b">> " * 50_000),
    "packed space": page(b"\n" * 100_000_000, packed=True),
    "three million letters": page(b"BT /F1 1 Tf (" + b"a" * 3_000_000 + b") Tj ET", packed=True),
    "a million paths": page(b"0 0 m 9 9 l S\n" * 1_000_000, packed=True),
    "a character map by path (CVE-2025-64512)": page(b"BT /F2 9 Tf <0001> Tj ET", b"/Font << /F2 6 0 R >>", [CID % b"/#2Ftmp#2Fpdfmap", INNER % b"", ABOUT]),
    "a thousand million widths": page(b"BT /F2 9 Tf <0001> Tj ET", b"/Font << /F2 6 0 R >>", [CID % b"/Identity-H", INNER % b"/W [0 999999999 500]", ABOUT]),
    "a row of a hundred thousand million columns": page(zlib.compress(b"a" * 99)).replace(b"/Length ", b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 99999999999 >> /Length ", 1),
    "a page number of twenty digits": page(catalog=b"/PageLabels << /Nums [0 << /S /r /St 99999999999999999999 >>] >>"),
    "an object stream that extends itself": page(more=[stream(b"7 0 ", b"/Type /ObjStm /N 99999999 /First 4 /Extends 6 0 R")]),
    "a table of a thousand million objects": page().replace(b"0 6\n", b"0 999999999\n"),
    "a table before itself": page().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9"),
}  # fmt: skip


@pytest.mark.slow
def test_im_11_attacks_end_in_a_reading_or_one_error_in_bounded_time(tmp_path: Path) -> None:
    paths = [written(tmp_path, data, f"{number}.pdf") for number, data in enumerate(SHAPES.values())]
    ended = []
    with limited() as call:
        for path in paths:
            try:
                call("kodeverk.reading.files", "read_source", path, seconds=3)
                ended.append("read")
            except ReadingError as error:
                ended.append("refused")
                assert str(error).startswith(path.name) and "Hei" not in str(error)
    assert len(ended) == len(SHAPES) and {"read", "refused"} == set(ended)


@pytest.mark.parametrize("name", ["pages within themselves", "a form that draws itself", "an object that refers to itself", "a length that refers to itself", "a field that is its own parent", "a table before itself"])  # fmt: skip
def test_im_11_what_runs_in_circles_ends_by_itself(name: str) -> None:
    raw = read_pdf(SHAPES[name], "a.pdf")
    assert [block.text for block in raw.blocks] == ([] if name.startswith("pages") else ["NL: Hei."])


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_damaged_files_end_in_a_reading_or_one_error(data: st.DataObject) -> None:
    held = io.BytesIO()
    canvas = Canvas(held, pageCompression=0)
    canvas.drawString(72, 700, "NL: Hemmelig.")
    canvas.save()
    content = bytearray(held.getvalue())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(100, len(content)))
    try:
        read_pdf(b"%PDF-1.4" + bytes(content[8:cut]), "a.pdf")
    except ReadingError as error:
        assert str(error).startswith("a.pdf ") and "Hemmelig" not in str(error)
        assert error.__cause__ is None  # pdfminer's own message may quote the text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 cut", "damaged or cut short"),
        (b"PK\x03\x04", "zip file"),
        (b"", "empty"),
        (page(catalog=b"/Collection << >>"), "portfolio"),
    ],
)
def test_the_error_says_what_the_file_is(data: bytes, says: str) -> None:
    with pytest.raises(ReadingError, match=rf"^a\.pdf .*{says}.*Nothing was imported from it\.$"):
        read_pdf(data, "a.pdf")


@pytest.mark.parametrize(("password", "opens"), [("", True), ("hemmelig", False)])
def test_a_file_only_its_owner_may_change_is_read_and_one_with_a_password_is_named(password: str, opens: bool) -> None:
    held = io.BytesIO()
    canvas = Canvas(held, encrypt=StandardEncryption(password, ownerPassword="eier", canCopy=0))
    canvas.drawString(72, 700, "NL: Hei.")
    canvas.save()
    if opens:
        assert [block.text for block in read_pdf(held.getvalue(), "a.pdf").blocks] == ["NL: Hei."]
        return
    with pytest.raises(ReadingError, match="protected with a password"):
        read_pdf(held.getvalue(), "a.pdf")


def test_glyphs_without_a_letter_are_counted_with_their_page_and_ligatures_taken_apart() -> None:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /A /ToUnicode 7 0 R >>"
    cmap = stream(
        b"/CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <01> <fb01> <02> <0061> endbfchar"
    )
    raw = read_pdf(page(b"BT /F1 9 Tf 72 700 Td <010203> Tj ET", b"/Font << /F1 6 0 R >>", [font, cmap]), "a.pdf")
    assert [block.text for block in raw.blocks] == ["fia\ufffd"] and raw.changes == {"ligatures": 1}
    lost = next(row for row in raw.content if row.kind == "characters without a letter")
    assert (lost.found, lost.left_out) == (1, 1) and "page 1" in lost.note


def test_faults_are_told_and_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        broken = page(zlib.compress(SAYS)[:-9], packed=False).replace(b"/Length", b"/Filter /FlateDecode /Length", 1)
        raw = read_pdf(broken, "a.pdf")
    assert any("faulty" in warning for warning in raw.warnings)
    assert not caplog.records and logging.getLogger("pdfminer").propagate


def test_pages_the_file_promises_and_does_not_hold_are_counted() -> None:
    raw = read_pdf(page().replace(b"/Count 1", b"/Count 3"), "a.pdf")
    pages = next(row for row in raw.content if row.kind == "pages")
    assert pages[1:4] == (3, 1, 2)
