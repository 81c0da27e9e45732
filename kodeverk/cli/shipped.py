"""Where the shipped codebooks and synthetic interviews lie: beside the package, or installed with it."""

from __future__ import annotations

import sysconfig
from pathlib import Path

from kodeverk.errors import ReadingError


def shipped(name: str) -> Path:
    """Return the folder ``codebooks`` or ``corpora``.

    Raises
    ------
    ReadingError
        If it lies neither in the checkout nor among the installed data.
    """
    checkout = Path(__file__).resolve().parents[2] / name
    installed = Path(sysconfig.get_path("data")) / "share" / "kodeverk" / name
    for folder in (checkout, installed):
        if folder.is_dir():
            return folder
    raise ReadingError(f"The folder {name} is neither at {checkout} nor at {installed}; install kodeverk anew.")
