"""Which program a project file belongs to, told by what it holds, and its reader."""

from __future__ import annotations

from pathlib import Path

from kodeverk.errors import ReadingError
from kodeverk.reading.package import Limits, Package
from kodeverk.refi.exchange import Exchange
from kodeverk.refi.native import LARGEST, is_database, opened, read_bytes
from kodeverk.refi.qualcoder import is_qualcoder, read_qualcoder
from kodeverk.refi.rqda import is_rqda, read_rqda
from kodeverk.refi.taguette import is_taguette, read_taguette

READ = (
    "Projects of QualCoder (the folder .qda, or that folder zipped), Taguette (.sqlite3) and RQDA (.rqda) are read "
    "here, and those of every program that exports REFI-QDA (.qdpx) with kodeverk.read_qdpx."
)
DATABASE = "data.qda"
"""Where in a QualCoder project its database lies."""

_CLOSED = {
    ".nvp": "NVivo", ".nvpx": "NVivo", ".nvcx": "NVivo", ".qrk": "Quirkos", ".qpd": "Quirkos",
    ".atlproj": "ATLAS.ti", ".atlasproj": "ATLAS.ti", ".atlproj23": "ATLAS.ti", ".hpr": "ATLAS.ti", ".hpr7": "ATLAS.ti",
    ".f4a": "f4analyse", ".f4p": "f4analyse",
}  # fmt: skip
_ZIPPED = Limits(part_size=LARGEST, total_size=2 * 2**30, endings=(f"/{DATABASE}", DATABASE))


def read_native(path: str | Path, project: str = "") -> Exchange:
    """Return what a project of QualCoder, Taguette or RQDA holds; which of them it is, its tables tell.

    Parameters
    ----------
    path : str or Path
        A file, or the folder of a QualCoder project.
    project : str
        Name of the project where a file of Taguette holds several.

    Raises
    ------
    ReadingError
        If there is no such file, it is of another program, or it is damaged or not as its program writes it.
    """
    path = Path(path)
    data = _data(path)
    with opened(data, path.name) as base:
        tables = {"qualcoder": is_qualcoder(base), "taguette": is_taguette(base), "rqda": is_rqda(base)}
    if tables["qualcoder"]:
        named = path.parent if path.name == DATABASE else path
        return read_qualcoder(data, path.name, named.name.removesuffix(".zip").removesuffix(".qda"))
    if tables["taguette"]:
        return read_taguette(data, path.name, project)
    if tables["rqda"]:
        return read_rqda(data, path.name, path.stem)
    raise _unknown(path)


def _data(path: Path) -> bytes:
    """Return the database a project is, or lies in."""
    if path.is_dir():
        path = path / DATABASE
    if not path.is_file():
        raise ReadingError(f"There is no file {path.name} in {path.parent}. Nothing was imported.")
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise ReadingError(f"{path.name} cannot be opened ({error.strerror}). Nothing was imported.") from error
    if is_database(head):
        return read_bytes(path)
    if head.startswith(b"PK\x03\x04") and path.suffix.lower() in (".zip", ".qda"):
        return _zipped(path)
    raise _unknown(path)


def _zipped(path: Path) -> bytes:
    package = Package(path, path.name, _ZIPPED)
    found = [name for name in package.names() if name.rpartition("/")[2] == DATABASE]
    if len(found) != 1:
        raise ReadingError(
            f"{path.name} holds {len(found)} databases {DATABASE}; a zipped QualCoder project has one. "
            "Zip the one project folder. Nothing was imported from it."
        )
    return package.read(found[0])


def _unknown(path: Path) -> ReadingError:
    """Return the error for a project that is not read here, with the way to bring it in all the same."""
    ending = path.suffix.lower()
    program = "MAXQDA" if ending.startswith((".mx", ".mqda")) else _CLOSED.get(ending)
    if ending == ".qdpx":
        told = "is a REFI-QDA project. Read it with kodeverk.read_qdpx."
    elif ending == ".qdc":
        told = "is a codebook. Bring it into a study with use_codebook."
    elif program:
        told = (
            f"is a project of {program}, in a form only {program} knows. Open it there, export it as a REFI-QDA "
            "project (.qdpx), and read that with kodeverk.read_qdpx."
        )
    else:
        told = f"is no project that is read here. {READ}"
    return ReadingError(f"{path.name} {told} Nothing was imported.")
