"""Making a study file, and telling whether a file is one before anything is read from it."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from kodeverk.errors import StoreError
from kodeverk.files import synced
from kodeverk.store import schema
from kodeverk.store.gateway import connect, said
from kodeverk.store.log import now


def create(path: Path, meta: Mapping[str, str] | None = None) -> None:
    """Make an empty study at `path`, whole or not at all; a file that is there by then is kept."""
    if not path.parent.is_dir():
        raise StoreError(f"There is no folder {path.parent.name!r} to make {path.name} in.")
    known = {"study": str(uuid.uuid4()), "created": now(), **(meta or {})}
    known |= {"format": schema.FORMAT, "schema": str(schema.VERSION), "kodeverk": made_with()}
    with said(path), contextlib.suppress(FileExistsError), placing(path) as draft:
        draft.touch()
        with contextlib.closing(connect(draft)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in schema.statements():
                connection.execute(statement)
            connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(known.items()))
            stamp(connection, schema.VERSION)
            connection.execute("COMMIT")


@contextlib.contextmanager
def placing(path: Path) -> Iterator[Path]:
    """Return the path of a draft that gets the name `path` when the block ends well.

    Raises
    ------
    FileExistsError
        If another program took the name meanwhile; its file stands.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix=".kodeverk-", dir=path.parent)
    except OSError as error:
        raise StoreError(f"{path.name} cannot be made in the folder {path.parent.name!r}: {error.strerror}.") from None
    with folder:
        draft = Path(folder.name) / path.name
        yield draft
        _put(draft, path)
    synced(path.parent)


def made_with() -> str:
    """Return the version of kodeverk at work."""
    return str(import_module("kodeverk").__version__)  # by name: the front door looks up to every room


def stamp(connection: sqlite3.Connection, version: int) -> None:
    """Mark the file as a kodeverk study with this layout, within the transaction."""
    connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={version}")


def _put(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if path.exists():
            raise FileExistsError(path) from None
        draft.replace(path)


def layout(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of the study's layout.

    Raises
    ------
    StoreError
        If the file is no kodeverk study, is made by a newer kodeverk, or holds tables, views or
        triggers that do not belong.
    """
    mark, version = (connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("application_id", "user_version"))
    if mark != schema.APPLICATION_ID:
        raise StoreError(f"{path.name} is no kodeverk study. It was left as it is.")
    if version > schema.VERSION:
        row = connection.execute("SELECT value FROM meta WHERE key = 'kodeverk'").fetchone()
        raise StoreError(
            f"{path.name} was made with kodeverk {row[0] if row else 'of a later version'}, which is newer than "
            f"this one ({made_with()}). It was left as it is; update kodeverk to open it."
        )
    if version == schema.VERSION and (odd := names(connection) ^ known_names()):
        what = ", ".join(sorted(f"{kind} {name}" for kind, name in odd))
        raise StoreError(f"{path.name} is not laid out as a study: {what}. It was left as it is; restore a backup.")
    return int(version)


def names(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Return the kind and name of every table, index, view and trigger in the file."""
    query = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    return set(connection.execute(query))


@cache
def known_names() -> frozenset[tuple[str, str]]:
    """Return what `names` gives for a study of this layout."""
    with contextlib.closing(blank()) as connection:
        return frozenset(names(connection))


def blank() -> sqlite3.Connection:
    """Return an empty study in memory, to compare files with."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in schema.statements():
        connection.execute(statement)
    return connection
