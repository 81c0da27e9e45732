"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str], *, mode: int | None = None) -> Iterator[Path]:
    """Return a temporary path beside `path` that takes its place when the block ends well.

    The file is on the disk before it takes the name, so that a crash, a full disk or an error leaves
    the file that was there. On an error the temporary file is removed.

    Parameters
    ----------
    path : path-like
        The file to write; its folder must exist.
    mode : int, optional
        Who may read and write it, such as 0o600; without it, as the file that is replaced.

    Yields
    ------
    pathlib.Path
        An empty file in the same folder, with the same ending.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> report = Path(folder.name) / "funn.txt"
    >>> with replacing(report) as draft:
    ...     _ = draft.write_text("to sjefer", encoding="utf-8")
    >>> report.read_text(encoding="utf-8"), len(list(report.parent.iterdir()))
    ('to sjefer', 1)
    >>> folder.cleanup()
    """
    target = Path(path)
    draft = target.with_name(f".{secrets.token_hex(8)}.tmp{target.suffix}")
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "There is no such folder", str(target.parent))
    if mode is None and target.exists():
        mode = target.stat().st_mode & 0o777
    draft.touch(exist_ok=False)
    try:
        if mode is not None:
            draft.chmod(mode)
        yield draft
        synced(draft)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    synced(target.parent)


def synced(path: Path) -> None:
    """Wait until a file or folder is on the disk; folders only where the system can."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
