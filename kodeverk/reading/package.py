"""Office packages opened with care: checked before anything is unpacked, and never a DTD."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from kodeverk.errors import ReadingError
from kodeverk.reading.nature import nature, wrong_kind

MEMBERS = 5_000
MEMBER_SIZE = 100 * 2**20
TOTAL_SIZE = 200 * 2**20
RATIO = 200
_SMALL = 2**20  # a small member may be compressed as hard as it likes
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}


class Relation(NamedTuple):
    """A part another part refers to: last word of the relation's type, and the target's name."""

    kind: str
    target: str
    external: bool


class Package:
    """An Office package whose members are read one by one, never unpacked by name.

    Parameters
    ----------
    data : bytes
    file : str
        File name, for messages.

    Raises
    ------
    ReadingError
        If it is no zip file, too large unpacked, has repeated or overlapping members, or is damaged.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        if (what := nature(data)) != "zip":
            raise wrong_kind(file, what)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.damaged() from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._check(self._zip.infolist(), len(data))

    def damaged(self) -> ReadingError:
        """Return the error for a package that cannot be read."""
        return ReadingError(
            f"{self.file} is damaged or cut short. Fetch it anew, or open it in Word or LibreOffice, "
            "let it be repaired, and save it. Nothing was imported from it."
        )

    def _check(self, members: list[zipfile.ZipInfo], size: int) -> None:
        total = sum(member.file_size for member in members)
        names = [member.filename.casefold() for member in members]
        packed = sorted((member.header_offset, member.compress_size) for member in members)
        reasons = {
            f"more than {MEMBERS} parts": len(members) > MEMBERS,
            "a part too large unpacked": any(member.file_size > MEMBER_SIZE for member in members),
            "too large unpacked": total > TOTAL_SIZE or (total > 10 * _SMALL and total > RATIO * size),
            "a part packed too hard": any(
                member.file_size > _SMALL and member.file_size > RATIO * max(1, member.compress_size)
                for member in members
            ),
            "two parts of the same name": len(set(names)) < len(names),
            "parts that overlap": any(
                start + length > following for (start, length), (following, _) in pairwise(packed)
            ),
        }
        if any(member.flag_bits & 1 for member in members):
            raise wrong_kind(self.file, "protected")
        found = [reason for reason, holds in reasons.items() if holds]
        if found:
            raise ReadingError(
                f"{self.file} is refused: it has {' and '.join(found)}. Files made by Word or Excel are not "
                "like that; open it there and save it anew if you trust it. Nothing was imported from it."
            )

    def names(self) -> Iterator[str]:
        """Yield the names of all parts."""
        return iter(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return the content of a part."""
        try:
            return self._zip.read(self._members[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
                KeyError) as error:  # fmt: skip
            raise self.damaged() from error

    def xml(self, name: str) -> etree._Element:
        """Return the root of an XML part; entities are never resolved and a DTD is refused."""
        data = self.read(name)
        if _STRICT in data[:4096]:
            for strict, transitional in _TRANSITIONAL.items():
                data = data.replace(_STRICT + strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                raise self._dtd() from error
            raise self.damaged() from error
        if root.getroottree().docinfo.internalDTD is not None or next(root.iter(etree.Entity), None) is not None:
            raise self._dtd()
        return root

    def _dtd(self) -> ReadingError:
        return ReadingError(
            f"{self.file} is refused: it contains a DTD, which could fetch other files. "
            "Word and Excel never write one. Nothing was imported from it."
        )

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
