"""YAML with a memory of line numbers: plain values, and the line each of them stands on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kodeverk.errors import FormatError, ReadingError

Place: TypeAlias = tuple[str | int, ...]
_TYPED = frozenset({"declares", "patterns"})
_WORDS = {"true": True, "false": False, "null": None, "~": None}
_WHOLE = re.compile(r"[+-]?(0|[1-9]\d*)")
_INDENT_TAB = re.compile(r"^ *\t", re.MULTILINE)
SHOWN = 25
"""Most problems one error lists."""


class Trouble(NamedTuple):
    """One thing wrong in a file: line, where in words, and what."""

    line: int
    where: str
    what: str


class Document(NamedTuple):
    """A YAML file as plain values.

    Attributes
    ----------
    file : str
    value : object
        Scalars are text; numbers and truth values only under ``declares`` and ``patterns``.
    lines : dict of tuple to int
        Line of each value by its place: keys and indexes from the top.
    troubles : list of Trouble
        Keys that stand twice.
    """

    file: str
    value: Any
    lines: dict[Place, int]
    troubles: list[Trouble]

    def line(self, place: Place) -> int:
        """Return the line of a value, or of the nearest value that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def words(self, place: Place) -> str:
        """Return a place in words: keys, and for list items their name, id or label."""
        said, value = [], self.value
        for step in place:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                value = None
            said.append(step if isinstance(step, str) else _called(value, step))
        return " > ".join(said)

    def trouble(self, place: Place, what: str) -> Trouble:
        """Return something wrong at a place."""
        return Trouble(self.line(place), self.words(place), what)


def read_yaml(path: str | Path) -> Document:
    """Return a YAML file as plain values with their lines.

    Raises
    ------
    ReadingError
        If the file is missing.
    FormatError
        If it is not YAML in UTF-8, has a tab in its indentation, or uses anchors.
    """
    path = Path(path)
    if not path.is_file():
        raise ReadingError(f"There is no file {path.name} in {path.parent}.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path.name} is not UTF-8 (at byte {error.start}). Save it as UTF-8.") from error
    if len(text) > 20_000_000:
        raise FormatError(f"{path.name} is too large for a codebook, guide or theory.")
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, ValueError) as error:
        raise FormatError(_not_yaml(path.name, text, error)) from error
    except RecursionError as error:
        raise FormatError(f"{path.name} is nested too deep for a codebook, guide or theory.") from error
    if node is None:
        raise FormatError(f"{path.name} is empty.")
    reader = _Reader(path.name)
    value = reader.value(node, (), False)
    return Document(path.name, value, reader.lines, reader.troubles)


def refused(file: str, what: str, troubles: list[Trouble]) -> FormatError:
    """Return one error that tells everything wrong in a file, in the order of its lines."""
    rows = [
        f"  line {trouble.line}{f', {trouble.where}' if trouble.where else ''}: {trouble.what}"
        for trouble in sorted(set(troubles))[:SHOWN]
    ]
    more = len(set(troubles)) - len(rows)
    places = "one place" if len(set(troubles)) == 1 else f"{len(set(troubles))} places"
    rows += [f"  ... and {more} more."] if more > 0 else []
    return FormatError(
        f"{file} breaks the format of a {what} in {places}; nothing was read from it.\n" + "\n".join(rows)
    )


def _not_yaml(file: str, text: str, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    tab = _INDENT_TAB.search(text)
    if tab:
        line = text.count("\n", 0, tab.end()) + 1
        return f"{file}, line {line}: a tab stands in the indentation. YAML is indented with spaces; replace the tab."
    where = f", line {mark.line + 1}" if mark is not None else ""
    if mark is not None and "\t" in text.split("\n")[min(mark.line, text.count("\n"))]:
        return f"{file}{where}: a tab stands where YAML does not take one. Replace it with spaces."
    problem = getattr(error, "problem", None) or "it cannot be read"
    return f"{file}{where}: not sound YAML ({problem}). Check indentation, colons and quotation marks there."


def _called(value: object, index: int) -> str:
    if isinstance(value, dict):
        for key in ("name", "id", "label"):
            if isinstance(value.get(key), str):
                return str(value[key])
    return f"number {index + 1}"


class _Reader:
    """Turns YAML nodes into plain values and keeps their lines."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.troubles: list[Trouble] = []
        self._seen: set[int] = set()

    def value(self, node: Node, place: Place, typed: bool) -> Any:
        line = node.start_mark.line + 1
        if id(node) in self._seen:
            raise FormatError(
                f"{self.file}, line {line}: anchors and aliases (& and *) are not used here. Write it out."
            )
        self._seen.add(id(node))
        self.lines.setdefault(place, line)
        if isinstance(node, MappingNode):
            return self._mapping(node, place, typed)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*place, index), typed) for index, item in enumerate(node.value)]
        return _scalar(node, typed)

    def _mapping(self, node: MappingNode, place: Place, typed: bool) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                raise FormatError(f"{self.file}, line {line}: a key must be a single word.")
            key = str(key_node.value)
            if key in found:
                where = " > ".join(str(step) for step in place)
                self.troubles.append(Trouble(line, where, f"the key {key!r} stands twice"))
                continue
            self.lines[*place, key] = line
            found[key] = self.value(value_node, (*place, key), typed or key in _TYPED)
        return found


def _scalar(node: Node, typed: bool) -> Any:
    text = node.value
    if typed and not getattr(node, "style", None):
        if _WHOLE.fullmatch(text):
            return int(text)
        return _WORDS.get(text.lower(), text)
    return text
