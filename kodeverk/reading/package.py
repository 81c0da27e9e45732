"""Office packages opened with care: checked before anything is unpacked, and never a DTD."""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO, NamedTuple

from lxml import etree

from kodeverk.errors import ReadingError
from kodeverk.reading.nature import nature, wrong_kind

MEMBERS = 5_000
MEMBER_SIZE = 100 * 2**20
TOTAL_SIZE = 200 * 2**20
RATIO = 200
_SMALL = 2**20  # a small member may be compressed as hard as it likes
_NAMED = 512  # bytes a part may take in the table of contents, on average
_LOCAL = 30  # bytes before a part, its name apart (APPNOTE.TXT 4.3.7)
_END, _END64, _AT64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"  # APPNOTE.TXT 4.3.16, 4.3.14, 4.3.15
_ENTRY = b"PK\x01\x02"  # APPNOTE.TXT 4.3.12
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}


class Limits(NamedTuple):
    """What a package may hold: parts, bytes of a part and of all unpacked, how hard they are packed, and what is read.

    Attributes
    ----------
    parts, part_size, total_size, ratio : int
    endings : tuple of str
        Endings of the names of parts that may be read, in small letters; empty where all may. Others, such as
        recordings, are never unpacked and may be as large as they like.
    """

    parts: int = MEMBERS
    part_size: int = MEMBER_SIZE
    total_size: int = TOTAL_SIZE
    ratio: int = RATIO
    endings: tuple[str, ...] = ()

    def readable(self, name: str) -> bool:
        """Return whether a part may be read."""
        return not self.endings or name.lower().endswith(self.endings)


OFFICE = Limits()
"""What an Office document may hold."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)


class Relation(NamedTuple):
    """A part another part refers to: last word of the relation's type, and the target's name."""

    kind: str
    target: str
    external: bool


class Package:
    """An Office package whose members are read one by one, never unpacked by name.

    Parameters
    ----------
    data : bytes or Path
        The package, or where it lies: then its parts are read from there one by one.
    file : str
        File name, for messages.
    limits : Limits
        What it may hold.

    Raises
    ------
    ReadingError
        If it is no zip file, too large unpacked, has repeated or overlapping members, or is damaged.
    """

    def __init__(self, data: bytes | Path, file: str, limits: Limits = OFFICE) -> None:
        self.file, self._limits = file, limits
        head, size = (data, len(data)) if isinstance(data, bytes) else _start(data)
        if (what := nature(head)) != "zip":
            raise wrong_kind(file, what)
        try:
            with io.BytesIO(data) if isinstance(data, bytes) else data.open("rb") as held:
                if not _few_parts(held, limits.parts):  # before each of them takes memory
                    raise self._refused([f"more than {limits.parts} parts"])
            self._zip = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.damaged() from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._check(self._zip.infolist(), size)

    def damaged(self) -> ReadingError:
        """Return the error for a package that cannot be read."""
        return ReadingError(
            f"{self.file} is damaged or cut short. Fetch it anew, or open it in the program it comes from, such as "
            "Word, let it be repaired, and save it. Nothing was imported from it."
        )

    def _check(self, members: list[zipfile.ZipInfo], size: int) -> None:
        limits = self._limits
        read = [member for member in members if limits.readable(member.filename)]
        total = sum(member.file_size for member in read)
        names = [member.filename.casefold() for member in members]
        packed = sorted(
            (member.header_offset, _LOCAL + len(member.filename) + member.compress_size) for member in members
        )
        packed.append((self._zip.start_dir, 0))
        reasons = {
            f"more than {limits.parts} parts": len(members) > limits.parts,
            "a part too large unpacked": any(member.file_size > limits.part_size for member in read),
            "too large unpacked": total > limits.total_size or (total > 10 * _SMALL and total > limits.ratio * size),
            "a part packed too hard": any(
                member.file_size > _SMALL and member.file_size > limits.ratio * max(1, member.compress_size)
                for member in read
            ),
            "two parts of the same name": len(set(names)) < len(names),
            "parts packed in an uncommon way": any(
                member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members
            ),
            "parts that overlap": any(
                start + length > following for (start, length), (following, _) in pairwise(packed)
            ),
        }
        if any(member.flag_bits & 1 for member in members):
            raise wrong_kind(self.file, "protected")
        found = [reason for reason, holds in reasons.items() if holds]
        if found:
            raise self._refused(found)

    def _refused(self, reasons: list[str]) -> ReadingError:
        return ReadingError(
            f"{self.file} is refused: it has {' and '.join(reasons)}. No program makes such a file "
            "of itself; if you trust it, open it where it comes from and save it anew. Nothing was imported from it."
        )

    def names(self) -> Iterator[str]:
        """Yield the names of all parts."""
        return iter(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return the content of a part; one that is longer than the package says is damage."""
        try:
            told = self._members[name]
            longer = copy.copy(told)
            longer.file_size += 1  # so that what is said to be its length does not end the reading
            with self._opened(longer) as part:
                content = part.read(longer.file_size)  # never more than that is unpacked
        except _DAMAGE as error:
            raise self.damaged() from error
        if len(content) != told.file_size:
            raise self.damaged()
        return content

    def open(self, name: str) -> IO[bytes]:
        """Return a part to be read piece by piece, which may raise what `zipfile` raises."""
        return self._opened(self._members[name])

    def _opened(self, member: zipfile.ZipInfo) -> IO[bytes]:
        if not self._limits.readable(member.filename):
            raise self.damaged()
        return self._zip.open(member)

    def xml(self, name: str) -> etree._Element:
        """Return the root of an XML part; entities are never resolved and a DTD is refused."""
        data = self.read(name)
        if _STRICT in data[:4096]:
            for strict, transitional in _TRANSITIONAL.items():
                data = data.replace(_STRICT + strict, transitional)
        dtd = ReadingError(
            f"{self.file} is refused: it contains a DTD, which could fetch other files. "
            "Word and Excel never write one. Nothing was imported from it."
        )
        return root_of(data, damaged=self.damaged(), dtd=dtd)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to, by relation id; `part` empty for the package itself."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self:
            return {}
        found = {}
        for element in self.xml(rels).iter("{*}Relationship"):
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relation(kind, target, external)
        return found


def root_of(data: bytes, *, damaged: ReadingError, dtd: ReadingError) -> etree._Element:
    """Return the root of an XML document, without comments and instructions; entities are never resolved.

    Raises
    ------
    ReadingError
        `damaged` if it is not well-formed, `dtd` if it holds a DTD.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise (dtd if b"<!DOCTYPE" in data or b"<!ENTITY" in data else damaged) from error
    if root.getroottree().docinfo.internalDTD is not None or next(root.iter(etree.Entity), None) is not None:
        raise dtd
    return root


def _start(path: Path) -> tuple[bytes, int]:
    """Return the first bytes of a file, and its size."""
    with path.open("rb") as file:
        return file.read(4096), path.stat().st_size


def _few_parts(file: IO[bytes], most: int) -> bool:
    """Return whether the table of contents names no more parts, told from its bytes.

    Where the table lies is found as `zipfile` finds it, which then reads it whole.
    """
    size = file.seek(0, io.SEEK_END)
    start = max(0, size - 2**16 - 128)
    file.seek(start)
    tail = file.read()
    plain = tail[-22:-18] == _END and tail.endswith(b"\0\0")
    end = len(tail) - 22 if plain else tail.rfind(_END)
    if end < 0:
        return True  # no zip file: told of when it is opened
    length = int.from_bytes(tail[end + 12 : end + 16], "little")
    if end >= 76 and tail[end - 20 : end].startswith(_AT64) and tail[end - 76 : end].startswith(_END64):
        end -= 76
        length = int.from_bytes(tail[end + 40 : end + 48], "little")
    if length > most * _NAMED:
        return False
    file.seek(max(0, start + end - length))
    return file.read(length).count(_ENTRY) <= most
