"""A bar while many files are read: in a terminal and in a notebook, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kodeverk.messages import _

Progress = Callable[[Sequence[Any]], Iterable[Any]]

FEW = 3
"""Most files read without a bar."""


def bar(files: Sequence[Any]) -> Iterable[Any]:
    """Return the files, with a bar that shows how many are read, where there are many and somebody to see it."""
    if len(files) <= FEW:
        return files
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)  # what is printed stays what was asked for
    seen = console.is_terminal or console.is_jupyter
    return track(files, _("Reading"), console=console, transient=True) if seen else files
