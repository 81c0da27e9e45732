"""Backups: copies made by SQLite itself, verified before they count, and put back without losing anything."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.errors import KodeverkError, StoreError
from kodeverk.files import replacing
from kodeverk.store.gateway import connect, said
from kodeverk.store.verify import verify

if TYPE_CHECKING:
    from kodeverk.store.reader import Reader

_STAMP = re.compile(r"-\d{8}T\d{6}\.\d{6}Z$")


def backup(study: Reader | str | PathLike[str], folder: str | PathLike[str] | None = None, keep: int = 10) -> Path:
    """Return the path of a new, verified backup; only then are older ones removed.

    Parameters
    ----------
    study : Store or path-like
        May be open and written to meanwhile.
    folder : path-like, optional
        Where to; without it, the study's own folder. Made where it is missing.
    keep : int
        How many backups of this study to keep, the new one among them.

    Raises
    ------
    StoreError
        If the study is not whole: no backup is made and none is removed.
    """
    if keep < 1:
        raise KodeverkError(f"keep is {keep}; at least one backup is kept.")
    path = _path(study)
    target = (Path(folder) if folder is not None else path.parent) / f"{path.stem}-{_stamp()}.kodeverk"
    if not path.is_file():
        raise StoreError(f"There is no study {path.name} in the folder {path.parent.name!r}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target, mode=path.stat().st_mode & 0o777) as draft:
        copied(path, draft)
        found = verify(draft)
        if not found.ok:
            raise StoreError(
                f"{path.name} is not whole ({len(found.findings)} findings, the first: {found.findings[0].what}). "
                "No backup was made; the older ones were kept. Run verify, and restore the newest backup."
            )
    _rotate(target, path.stem, keep)
    return target


def restore(backup: str | PathLike[str], path: str | PathLike[str]) -> Path | None:
    """Put a backup in the place of a study, and return the name the study that was there is kept under.

    Parameters
    ----------
    backup : path-like
        The backup; it stays where it is.
    path : path-like
        The study to replace; nobody may have it open.

    Returns
    -------
    pathlib.Path or None
        None where there was no study.

    Raises
    ------
    StoreError
        If the backup is not whole: nothing is changed.
    """
    source, target = Path(backup).absolute(), Path(path).absolute()
    found = verify(source)
    if not found.ok:
        raise StoreError(f"The backup {source.name} is not whole ({found.findings[0].what}). Nothing was changed.")
    kept = target.with_name(f"{target.stem}-replaced-{_stamp()}{target.suffix}") if target.exists() else None
    with replacing(target) as draft:
        copied(source, draft)
        if kept:
            _put_aside(target, kept)
    return kept


def copied(source: Path, target: Path) -> None:
    """Copy a study with SQLite's backup, which waits for writers and sees one state."""
    with (
        said(source),
        contextlib.closing(connect(source)) as original,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)


def _put_aside(path: Path, kept: Path) -> None:
    """Give the study another name; its journal goes with it, or it would be played into the new file."""
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        journal.rename(kept.with_name(kept.name + "-journal"))
    try:
        kept.hardlink_to(path)  # so that there is a study under its name at every moment
    except OSError:  # a disk without links
        path.rename(kept)


def _rotate(newest: Path, stem: str, keep: int) -> None:
    study = _study(newest)
    others = [p for p in newest.parent.glob("*.kodeverk") if p != newest and _STAMP.sub("", p.stem) == stem]
    older = sorted(p for p in others if _STAMP.search(p.stem) and _study(p) == study)
    for path in older[: len(older) - keep + 1] if len(older) >= keep else []:
        path.unlink()


def _study(path: Path) -> str | None:
    """Return the id of the study in a file; None where it cannot be read."""
    with contextlib.suppress(StoreError), said(path), contextlib.closing(connect(path)) as connection:
        row = connection.execute("SELECT value FROM meta WHERE key = 'study'").fetchone()
        return str(row[0]) if row else None
    return None


def _path(study: Reader | str | PathLike[str]) -> Path:
    return Path(study).absolute() if isinstance(study, str | PathLike) else study.path


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
