"""Zip files built to do harm: refused before they are unpacked, and nothing is written by the names in them (IM-3 to IM-5)."""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kodeverk.errors import ReadingError
from kodeverk.reading import read_source
from kodeverk.reading.package import Limits, Package
from kodeverk.refi.opening import read_package
from tests.reading.made import docx, p, written, zipped

# --- IM-3: what grows when unpacked ---------------------------------------------------------


class Entry(NamedTuple):
    """What a table of contents says of a part."""

    name: bytes
    packed: int
    size: int
    crc: int
    at: int = 0


def with_contents(body: bytes, entries: list[Entry]) -> bytes:
    """Return a zip file whose table of contents says what is given."""
    table = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, one.crc, one.packed, one.size, len(one.name), 0,
                    0, 0, 0, 0, one.at) + one.name
        for one in entries
    )  # fmt: skip
    count = len(entries)
    return body + table + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(table), len(body), 0)


def local(one: Entry) -> bytes:
    return (
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, one.crc, one.packed, one.size, len(one.name), 0)
        + one.name
    )


def deflated(content: bytes) -> bytes:
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    return maker.compress(content) + maker.flush()


def quoted_overlap(count: int = 100, size: int = 2**20) -> bytes:
    """A zip bomb whose members quote the heads of those after them, so that all end in one kernel.

    The construction is David Fifield's, "A better zip bomb" (USENIX WOOT 2019), section 3: here 100 members of a file
    of some kilobytes unpack to 100 MiB.
    """
    content, body = bytes(size), deflated(bytes(size))
    names = [b"word/%03d.xml" % number for number in range(count)]
    entries = [Entry(names[-1], len(body), size, zlib.crc32(content))]
    whole = local(entries[0]) + body
    for name in reversed(names[:-1]):
        head = whole[: 30 + len(name)]
        content = head + content
        body = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF) + whole  # a stored block: it quotes the head
        entries.insert(0, Entry(name, len(body), len(content), zlib.crc32(content)))
        whole = local(entries[0]) + body
    step = 30 + len(names[0]) + 5
    return with_contents(whole, [one._replace(at=number * step) for number, one in enumerate(entries)])


def one_for_all(count: int = 2000) -> bytes:
    """A zip file of some hundred kilobytes whose 2000 members of 1 MiB are the same bytes."""
    body = deflated(bytes(2**20))
    one = Entry(b"a", len(body), 2**20, zlib.crc32(bytes(2**20)))
    return with_contents(local(one) + body, [one._replace(name=b"a%d" % number) for number in range(count)])


def many_entries(count: int = 1_000_000) -> bytes:
    """A table of contents of a million entries, in 47 MB; the number it gives itself is 1."""
    first = local(Entry(b"a", 0, 0, 0))
    one = with_contents(first, [Entry(b"a", 0, 0, 0)])[len(first) :]
    entry, end = one[:47], bytearray(one[47:])
    end[12:16] = struct.pack("<L", count * len(entry))
    return first + entry * count + end


def squeezed(method: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as package:
        package.writestr("word/document.xml", bytes(90 * 2**20))
    return held.getvalue()


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "members that quote each other": (quoted_overlap, "parts that overlap"),
    "members that are one": (one_for_all, "parts that overlap"),
    "a million entries": (many_entries, "more than 5000 parts"),
    "1 GiB in one part": (lambda: lying_size(2**30), "too large unpacked"),
    "bzip2": (lambda: squeezed(zipfile.ZIP_BZIP2), "uncommon way|packed too hard"),
    "lzma": (lambda: squeezed(zipfile.ZIP_LZMA), "uncommon way|packed too hard"),
    "a zip in a zip in a zip": (lambda: nested(8), "is no Word document"),
}


def nested(depth: int) -> bytes:
    inner = zipped({"word/document.xml": bytes(2**20)})
    for _ in range(depth):
        inner = zipped({f"{n}.zip": inner for n in range(10)})
    return inner


def lying_size(told: int, content: bytes = b"x" * 1000) -> bytes:
    """A document part that says it has another length, under a CRC that is right for what it says where it can be."""
    packed = deflated(content)
    one = Entry(b"word/document.xml", len(packed), told, zlib.crc32(content[:told]))
    return with_contents(local(one) + packed, [one])


@pytest.mark.parametrize("kind", BOMBS)
def test_im_3_what_grows_when_unpacked_is_refused_before_it_does(tmp_path: Path, kind: str) -> None:
    make, told = BOMBS[kind]
    path = written(tmp_path, make())
    tracemalloc.start()
    with pytest.raises(ReadingError, match=told):
        read_source(path)
    peak = tracemalloc.get_traced_memory()[1] - path.stat().st_size * 3
    tracemalloc.stop()
    assert peak < 50 * 2**20


def test_im_3_members_that_quote_each_other_are_no_damage() -> None:
    data = quoted_overlap()
    assert len(data) < 20_000
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert sum(member.file_size for member in package.infolist()) > 100 * 2**20
        try:
            assert package.testzip() is None  # so Python up to 3.11.7 unpacks all of it
        except zipfile.BadZipFile as error:
            assert "Overlap" in str(error)


# --- IM-4: names ----------------------------------------------------------------------------

NAMES = [
    "../ut.txt", "../../ut.txt", "a/../../ut.txt", "/tmp/ut.txt", "//server/ut.txt", "C:/ut.txt", "C:ut.txt", "c:\\ut.txt",
    "..\\..\\ut.txt", "\\\\server\\share\\ut.txt", "\\\\?\\C:\\ut.txt", "CON", "NUL.txt", "con.docx", "aux", "PRN.xml",
    "COM1", "LPT1.txt", "x:ads", "x.txt::$DATA", "ut.txt.", "ut.txt ", " ", ".", "..", "...", "~/ut.txt", "$HOME/ut.txt",
    "%APPDATA%/ut.txt", "a\nb.txt", "a\tb.txt", "a\x01b.txt", "ut\x7f.txt", "\u202etxt.exe", "a" * 300, "a/" * 200 + "b",
    "%2e%2e/ut.txt", "file:///tmp/ut.txt", "http://x/ut.txt", "word/../../../ut.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_im_4_no_part_is_ever_written_under_its_name(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(docx(p("I: Hei")))) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    path = written(inner, zipped({name: b"ut", **parts}))
    here = Path.cwd()
    os.chdir(inner)
    try:
        assert "I: Hei" in read_source(path).text
    finally:
        os.chdir(here)
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "a", inner, path]


def test_im_4_there_are_forty_names_and_a_link_is_no_link(tmp_path: Path) -> None:
    assert len(NAMES) == 40
    held = io.BytesIO(docx(p("I: Hei")))
    with zipfile.ZipFile(held, "a") as package:
        link = zipfile.ZipInfo("word/media/link")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    assert read_source(written(tmp_path, held.getvalue())).text == "I: Hei"
    assert len(list(tmp_path.iterdir())) == 1


# --- IM-5: what says two things -------------------------------------------------------------


@pytest.mark.parametrize(("told", "content"), [(10, b"x" * 9000), (9000, b"x" * 10), (0, b"x" * 50)])
def test_im_5_a_part_that_lies_about_its_length_is_refused_and_never_unpacked_beyond_it(
    told: int, content: bytes
) -> None:
    package = Package(lying_size(told, content), "a.docx")
    with pytest.raises(ReadingError, match="damaged or cut short"):
        package.read("word/document.xml")


def test_im_5_of_a_part_that_says_it_is_small_no_more_than_that_is_unpacked() -> None:
    data = lying_size(100, bytes(2**26))
    tracemalloc.start()
    with pytest.raises(ReadingError):
        Package(data, "a.docx", Limits(ratio=10**9)).read("word/document.xml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**22


@pytest.mark.parametrize("second", ["project.qde", "Project.QDE"])
def test_im_5_two_projects_of_one_name_are_refused(tmp_path: Path, second: str) -> None:
    held = io.BytesIO(zipped({"project.qde": "<Project/>"}))
    with warnings.catch_warnings(), zipfile.ZipFile(held, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr(second, "<Project/>")
    with pytest.raises(ReadingError, match="two parts of the same name"):
        read_package(written(tmp_path, held.getvalue(), "a.qdpx"))
