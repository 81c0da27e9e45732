"""The one way in and out of a study file: connections, transactions, and errors a person can act on.

Every setting of SQLite that safety rests on is set on every connection. Reads run in a transaction of
their own, so that what they see hangs together; writes begin with ``BEGIN IMMEDIATE``, so that a busy
file is waited for and never half changed.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from kodeverk.errors import StoreError

BUSY_SECONDS = 30

_PRAGMAS = (
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "mmap_size=0",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "journal_mode=DELETE",
    "synchronous=FULL",
    "fullfsync=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)
_READ_ONLY = "READONLY", "CANTOPEN", "PERM"
_DAMAGED = "CORRUPT", "NOTADB"


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Return a connection to an existing study file, every setting made; it never creates a file."""
    uri = f"{path.as_uri()}?mode={'ro' if read_only else 'rw'}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()
    except BaseException:
        connection.close()
        raise
    return connection


class Gateway:
    """The connections to one study file.

    A connection is opened for each read and each write and closed again: nothing is shared between
    threads or carried into a child process, and no handle keeps the file from being moved.

    Parameters
    ----------
    path : pathlib.Path
        Absolute path of an existing file.
    read_only : bool
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.engine = sa.create_engine(
            "sqlite://",
            creator=lambda: connect(path, read_only=read_only),
            poolclass=NullPool,
            hide_parameters=True,
        )
        sa.event.listen(self.engine, "begin", _begin)

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Return a connection that sees one state of the file."""
        with said(self.path), self.engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Return a connection that alone may write; commits when the block ends well, else takes all back.

        Raises
        ------
        StoreError
            If the file cannot be written.
        """
        if self.read_only:
            raise StoreError(read_only_message(self.path))
        with said(self.path), self.engine.connect().execution_options(kodeverk_writing=True) as connection:
            connection.begin()
            yield connection
            try:
                connection.commit()
            except sa.exc.IntegrityError:
                raise StoreError(_dangling(connection)) from None


def _begin(connection: sa.Connection) -> None:
    writing = connection.get_execution_options().get("kodeverk_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def read_only_message(path: Path) -> str:
    """Return what to say when a study that cannot be written is to be changed."""
    return (
        f"{path.name} is open for reading only: the file or its folder cannot be written. Nothing was "
        "changed. Copy the study to a folder of your own, or ask for the right to write."
    )


@contextlib.contextmanager
def said(path: Path) -> Iterator[None]:
    """Turn what SQLite reports into a StoreError that names the file and what to do."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise StoreError(_message(path, error.orig)) from None
    except sqlite3.Error as error:
        raise StoreError(_message(path, error)) from None
    except UnicodeEncodeError as error:  # holds the whole text: it must not travel with the error
        before = str(error.object)[: error.start].rpartition("\x1f")[2]  # what ids are made of is parted so
        raise StoreError(
            f"{path.name}: a text holds a lone surrogate, half a character, at position {len(before)}; "
            "nothing was written."
        ) from None
    except OverflowError:
        raise StoreError(f"{path.name}: a number is too large to be kept; nothing was written.") from None


def _message(path: Path, error: BaseException | None) -> str:
    name = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
    if name.startswith(("BUSY", "LOCKED")):
        return (
            f"{path.name} is busy: another program has been writing to it for {BUSY_SECONDS} seconds. "
            "Nothing was changed. Try again, or close the other program."
        )
    if name.startswith(_READ_ONLY):
        return read_only_message(path)
    if name.startswith("FULL"):
        return f"The disk is full. Nothing was changed in {path.name}; make room and try again."
    if name.startswith(_DAMAGED):
        return f"{path.name} is damaged or is no kodeverk study. It was left as it is; restore a backup."
    if name.startswith("CONSTRAINT"):
        what = str(error).removeprefix("UNIQUE constraint failed: ")
        return (
            f"{path.name}: the study holds such a record already, or a field is missing ({what}). Nothing was written."
        )
    if name.startswith("IOERR"):
        return f"{path.name} could not be read or written ({name}). Nothing was changed; check the disk or network."
    if not name:  # a text that is no UTF-8: what Python says of it quotes the text
        return f"{path.name} is damaged: a text in it cannot be read. It was left as it is; restore a backup."
    return f"{path.name}: {type(error).__name__}: {error}. Nothing was written."


def _dangling(connection: sa.Connection) -> str:
    """Return what is missing, while the refused transaction is still there to look at."""
    raw = connection.connection.driver_connection
    assert raw is not None, "the connection is open until the block ends"
    found = {(row[0], row[2]) for row in raw.execute("PRAGMA foreign_key_check").fetchmany(1000)}
    what = ", ".join(f"a {child} names a {parent} that is not in the study" for child, parent in sorted(found))
    return f"Nothing was written: {what or 'a record names another that is not in the study'}."
