"""The desk's JavaScript as one module: the files of ``desk/``, joined in the order they need each other.

Notebooks load a widget from one module. Joining is all that is done: the files are ordinary ES modules, so that they
are tested as they stand, and nobody needs a build.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "desk"
MAIN = FOLDER / "main.js"

_IMPORT = re.compile(r'^import \{[^}]*\} from "(?P<file>\.{1,2}/[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


def modules(start: Path = MAIN) -> list[Path]:
    """Return the files that a module is made of, each after those it imports.

    Raises
    ------
    ValueError
        If two files import each other.
    """
    found: list[Path] = []
    _visit(start.resolve(), found, ())
    return found


def _visit(file: Path, found: list[Path], above: tuple[Path, ...]) -> None:
    if file in above:
        raise ValueError(f"{file.name} and {above[-1].name} import each other.")
    if file in found:
        return
    for match in _IMPORT.finditer(file.read_text(encoding="utf-8")):
        _visit((file.parent / match["file"]).resolve(), found, (*above, file))
    found.append(file)


@cache
def esm() -> str:
    """Return the desk's JavaScript as one ES module."""
    joined = (_EXPORT.sub("", _IMPORT.sub("", file.read_text(encoding="utf-8"))) for file in modules())
    return "\n".join(joined)


@cache
def css() -> str:
    """Return the desk's style sheets as one, ``desk.css`` first: the others use its colours and measures."""
    files = sorted(FOLDER.glob("*.css"), key=lambda file: (file.name != "desk.css", file.name))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)
