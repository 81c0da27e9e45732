"""A bar while many files are read: in a terminal and in a notebook, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
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
    if console.is_jupyter:
        return _in_notebook(files)
    return track(files, _("Reading"), console=console, transient=True) if console.is_terminal else files


def _in_notebook(files: Sequence[Any]) -> Iterator[Any]:
    """Yield the files under a bar that is gone when all are read: rich's own leaves an empty widget in the notebook."""
    page: Any = import_module("IPython.display")  # its functions have no types

    def shown(number: int) -> Any:
        return page.HTML(f"<progress max={len(files)} value={number}></progress> {number}/{len(files)}")

    handle = page.display(shown(0), display_id=True)
    try:
        for number, file in enumerate(files, 1):
            yield file
            handle.update(shown(number))
    finally:
        handle.update(page.HTML(""))
