"""A list of words to exchange, such as words of a dialect, from .csv, .xlsx or YAML."""

from __future__ import annotations

from pathlib import Path

from kodeverk.errors import FormatError
from kodeverk.reading.tables import read_tables
from kodeverk.reading.yaml_lines import read_yaml


def read_word_changes(path: str | Path) -> dict[str, str]:
    """Return for each word what is written in its place.

    Parameters
    ----------
    path : str or Path
        A table with the columns ``from`` and ``to`` (.csv, .xlsx), or YAML with one word a line: ``itj: ikke``.

    Raises
    ------
    ReadingError
        If the file is missing or damaged.
    FormatError
        If a column is missing, a cell is empty, a word stands twice, or it is more than one word.
    """
    path = Path(path)
    if path.suffix.lower() in (".yaml", ".yml"):
        value = read_yaml(path).value
        if not isinstance(value, dict) or not all(isinstance(new, str) for new in value.values()):
            raise FormatError(f"{path.name} must hold one word a line and what it becomes, such as 'itj: ikke'.")
        pairs = [(f"{path.name}, {old}", str(old), new) for old, new in value.items()]
    else:
        pairs = []
        for sheet in read_tables(path):
            old, new = sheet.wanted("from"), sheet.wanted("to")
            for row, cells in sheet.rows:
                pairs.append((sheet.place(old, row), str(cells.get(old) or ""), str(cells.get(new) or "")))
    return _checked(path.name, pairs)


def _checked(file: str, pairs: list[tuple[str, str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, old, new in pairs:
        word, becomes = old.strip().casefold(), new.strip()
        if not word.isalpha() or not becomes:
            raise FormatError(f"{place}: there must be one word, of letters, and what is written in its place.")
        if word in found:
            raise FormatError(f"{place}: the word {word!r} stands twice.")
        found[word] = becomes
    if not found:
        raise FormatError(f"{file} holds no words.")
    return found
