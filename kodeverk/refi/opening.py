"""Projects of other programs in the exchange format REFI-QDA (.qdpx), opened with care and read whole."""

from __future__ import annotations

import codecs
import os
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote

from lxml import etree

from kodeverk.errors import MissingExtra, ReadingError
from kodeverk.messages import _
from kodeverk.reading.files import FORMATS, reader_of
from kodeverk.reading.kinds import label
from kodeverk.reading.nature import nature, wrong_kind
from kodeverk.reading.package import Limits, Package
from kodeverk.refi.exchange import Exchange, ForeignSource, Note
from kodeverk.refi.sources import KINDS, Texts, note, sources
from kodeverk.refi.xml import Element, Walk, cases, codes, description, links, local, sets, targets, users, variables

LIMITS = Limits(
    parts=100_000,
    part_size=2**30,
    total_size=2 * 2**30,
    endings=(".qde", ".txt", ".docx", ".doc", ".rtf", ".odt", ".pdf"),
)
"""What a project file may hold: recordings and pictures besides may be as large as the standard lets them be."""

_SECTIONS = ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs")
_NATIVE = "is a project in its program's own form. Read it with kodeverk.read_project."
_ELSEWHERE = {".qda": _NATIVE, ".sqlite3": _NATIVE, ".rqda": _NATIVE,
              ".qdc": "is a codebook. Bring it into a study with use_codebook."}  # fmt: skip
_SCHEMES = ("internal:", "relative:", "absolute:", "file:")


def read_package(path: str | os.PathLike[str]) -> Exchange:
    """Return the project that a .qdpx file holds, whichever program wrote it, as the file has it.

    Nothing is unpacked by name, no DTD is accepted, and nothing outside the file is read.

    Parameters
    ----------
    path : path-like

    Raises
    ------
    ReadingError
        If the file is missing, damaged, protected or no REFI-QDA project, or holds several projects.

    References
    ----------
    REFI-QDA standard 1.5 (2019), sections 3 (project exchange) and 6 (compliance).
    """
    file = Path(path)
    if file.suffix.lower() in _ELSEWHERE:
        raise ReadingError(f"{file.name} {_ELSEWHERE[file.suffix.lower()]} Nothing was imported.")
    try:
        with file.open("rb") as held:
            what = nature(held.read(4096))
        if what != "zip":
            raise wrong_kind(file.name, what) if what == "empty" else _no_project(file.name)
        package = _Members(Package(file, file.name, LIMITS), file.name)
    except OSError as error:
        raise ReadingError(f"{file.name} cannot be opened ({error.strerror}). Nothing was imported.") from None
    walk = Walk()
    texts = Texts(package.plain, package.original, package.rich)
    try:
        found = _parsed(package, walk, texts)
    except etree.XMLSyntaxError as error:
        raise ReadingError(
            f"{file.name}: {package.project} is not well-formed XML at line {error.lineno}. Export the project anew. "
            "Nothing was imported."
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise ReadingError(f"{file.name} is damaged or cut short. Export it anew. Nothing was imported.") from error
    warnings = (*found.warnings, *package.warnings, *walk.warnings)
    return found._replace(losses=walk.losses() + found.losses, warnings=warnings)


def _parsed(package: _Members, walk: Walk, texts: Texts) -> Exchange:
    """Return the project; each source is read and let go as it comes, so that a large project needs little memory."""
    parser = etree.iterparse(
        package.open(package.project), events=("start", "end"), resolve_entities=False, load_dtd=False,
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    held: list[ForeignSource] = []
    notes: list[Note] = []
    root: Element | None = None
    for event, element in parser:
        if root is None:
            root = _checked(element, package)
        if event == "end" and (parent := element.getparent()) is not None and parent.getparent() is root:
            name, section = local(element), local(parent)
            if section == "Sources" and name in KINDS:
                held += sources(walk, element, texts)
                element.clear()
            elif section == "Notes" and name == "Note":
                notes.append(note(walk, element, texts))
                element.clear()
    assert root is not None, "a document has a root"
    return _around(root, walk)._replace(sources=tuple(held), notes=tuple(notes))


def _checked(root: Element, package: _Members) -> Element:
    """Return the root of a project; refuse a DTD before anything in it can be of use, and other documents."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadingError(
            f"{package.file} is refused: {package.project} contains a DTD, which could fetch other files. "
            "No program that exports REFI-QDA writes one. Nothing was imported."
        )
    if local(root) != "Project":
        raise ReadingError(
            f"{package.file}: {package.project} holds a {local(root)[:40]}, not a REFI-QDA project. "
            "Nothing was imported."
        )
    return root


def _around(root: Element, walk: Walk) -> Exchange:
    """Return the project with everything but its sources and notes, which have been read."""
    parts = walk.parts(root, (*_SECTIONS, "Description", "NoteRef"))
    section = {name: parts[name][0] for name in _SECTIONS if name in parts}
    for name, held in parts.items():
        known = {"Sources": tuple(KINDS), "Notes": ("Note",)}.get(name)
        for one in held[1:] if known is None and name in _SECTIONS else ():
            walk.leave(one, _("a second section of its kind"))
        for one in held if known is not None else ():
            walk.parts(one, known or ())
    for graph in section.get("Graphs", ()):
        walk.leave(graph, _("drawings are not taken over"))
    books = walk.parts(section["CodeBook"], ("Codes", "Sets", "Code")) if "CodeBook" in section else {}
    top = [code for book in books.get("Codes", []) for code in walk.parts(book, ("Code",)).get("Code", [])]
    return Exchange(
        name=root.get("name") or "",
        origin=root.get("origin") or "",
        users=users(walk, section["Users"]) if "Users" in section else (),
        codes=tuple(codes(walk, [*top, *books.get("Code", [])])),
        variables=variables(walk, section["Variables"]) if "Variables" in section else (),
        cases=cases(walk, section["Cases"]) if "Cases" in section else (),
        links=links(walk, section["Links"]) if "Links" in section else (),
        sets=tuple(one for place in (*books.get("Sets", []), section.get("Sets")) if place is not None
                   for one in sets(walk, place)),
        description=description(parts),
        notes_on_project=targets(parts, "NoteRef"),
    )  # fmt: skip


class _Members:
    """The parts of a .qdpx file, found by the paths its elements name, in whatever case they are written."""

    def __init__(self, package: Package, file: str) -> None:
        self.file, self.warnings = file, list[str]()
        self._package = package
        self._names = {_plain(name): name for name in package.names()}
        self.project = self._found()
        self._folder = _plain(self.project).rpartition("/")[0]

    def _found(self) -> str:
        """Return the name of the project's document: the one .qde at the top, or in the one folder of all."""
        inside = [name for name in self._package.names() if name.lower().endswith(".qde") and "__MACOSX" not in name]
        depth = min((_plain(name).count("/") for name in inside), default=0)
        found = [name for name in inside if _plain(name).count("/") == depth]
        if not found:
            raise _no_project(self.file)
        if len(found) > 1:
            raise ReadingError(
                f"{self.file} is refused: it holds {len(found)} projects, and a .qdpx file holds one. Export it anew. "
                "Nothing was imported."
            )
        if found[0] != "project.qde":
            self.warnings.append(
                _("The project's document is named {name}; the standard says project.qde.").format(name=found[0])
            )
        return found[0]

    def read(self, name: str) -> bytes:
        """Return a part."""
        return self._package.read(name)

    def open(self, name: str) -> IO[bytes]:
        """Return a part to be read piece by piece."""
        return self._package.open(name)

    def _member(self, path: str) -> str | None:
        """Return the name of the part a path points to, or None where it points outside the file or at nothing."""
        scheme = next((one for one in _SCHEMES if path.lower().startswith(one)), "")
        if scheme and scheme != "internal:":
            return None
        name = _plain(unquote(path[len(scheme) :])) if scheme else _plain(path)
        raw = _plain(path[len(scheme) :])
        for one in (raw, name):
            for folder in ("sources/", ""):
                whole = f"{self._folder}/{folder}{one}".lstrip("/")
                if one and whole in self._names:
                    return self._names[whole]
        return None

    def plain(self, path: str) -> str | None:
        """Return a plain text as it stands in the file: nothing is translated, no mark dropped."""
        name = self._member(path)
        if name is None:
            self._missing(path)
            return None
        data = self.read(name)
        text, uncertain = decoded(data, name)
        self.warnings += uncertain
        return text

    def original(self, path: str) -> tuple[str, bytes] | None:
        """Return a file of the project with its name; recordings and pictures are not kept."""
        name = self._member(path) if path else None
        if name is None or not name.lower().endswith((".docx", ".doc", ".rtf", ".odt", ".pdf")):
            return None
        return name.replace("\\", "/").rpartition("/")[2], self.read(name)

    def rich(self, path: str) -> str | None:
        """Return the text of a Word, OpenDocument, RTF or PDF file, as its own reader gives it."""
        name = self._member(path)
        if name is None or PurePosixPath(name).suffix.lower() not in FORMATS:
            self._missing(path)
            return None
        try:
            raw = reader_of(name)(self.read(name), name)
        except (ReadingError, MissingExtra) as error:
            self.warnings.append(str(error))
            return None
        told = _("{file}: {kind}: {count} left out")
        for row in raw.content:
            if row.left_out:
                self.warnings.append(told.format(file=name, kind=label(row.kind), count=row.left_out))
        return (raw.separator or "\n").join(block.text for block in raw.blocks)

    def _missing(self, path: str) -> None:
        # The path itself may tell of somebody's home folder, and is not repeated.
        ending = next((known for known in LIMITS.endings if path.lower().endswith(known)), "?")
        self.warnings.append(
            _("A file that the project names is not in it ({ending}); files outside are never read.").format(
                ending=ending
            )
        )


def _no_project(file: str) -> ReadingError:
    return ReadingError(
        f"{file} holds no REFI-QDA project: there is no .qde document in it. In the program it comes from, export the "
        "project as REFI-QDA (.qdpx). Nothing was imported."
    )


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("./").casefold()


def decoded(data: bytes, file: str) -> tuple[str, list[str]]:
    """Return the text of a plain file with its byte order mark, if it has one, and what is uncertain about it.

    >>> decoded(b"\\xef\\xbb\\xbfp\\xc3\\xa5", "1.txt")
    ('\\ufeffpå', [])
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" not in text:
        return text, []
    from kodeverk.model import canonical
    from kodeverk.reading.decoding import decode, replaced

    text, encoding, uncertain = decode(data, file)
    told = _("{file} is not in UTF-8, as the standard says, and was read as {encoding}.")
    other = [] if encoding == "utf-8" else [told.format(file=file, encoding=encoding)]
    return text, [*other, *uncertain, *replaced(canonical(text).changes)]
