"""Coded segments as other programs export them: tables known by their columns, and NVivo's report of a code in Word.

Such a table has a passage's words and no position that can be relied on; `located` finds where in its source they
stand. White space may differ, and an ellipsis at either end is what the other program cut; nothing else may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kodeverk.errors import AmbiguousName, FormatError, UnknownName
from kodeverk.model import Snapshot, canonical
from kodeverk.reading.coded import CodingRow
from kodeverk.reading.tables import Plain, Sheet, read_tables

_COLUMNS = {
    "source": ("document name", "dokumentname", "dokumentnavn", "document", "dokument", "media title"),
    "quote": (
        "segment", "coded segment", "codiertes segment", "codierte segmente", "kodet segment", "quotation content",
        "text content", "excerpt copy", "content",
    ),
    "code": ("code", "codes", "kode", "koder", "tag", "codes applied combined"),
    "coder": ("author", "autor", "created by", "erstellt von", "forfatter", "excerpt creator"),
    "range": ("excerpt range",),
    "turn": ("turn",),
}  # fmt: skip
"""What the columns are called by MAXQDA (English, German, as one would in Norwegian), ATLAS.ti, Dedoose, Taguette."""

_FILE = re.compile(r"<?(?P<source>[^<>]+?)>? - § (?P<count>\d+) \D*\[\s*\d+(?:[.,]\d+)?\s?% [^\]]+\]")
_REFERENCE = re.compile(r"\w+ \d+\s*-\s*\d+(?:[.,]\d+)?\s?% \w+")
_NAME = re.compile(r"(?:Name|Navn|Nodes?|Codes?):?\s*(?P<name>\S.*)")
_ELLIPSIS = re.compile(r"^\s*(?:\[?(?:\.\.\.|…)\]?\s*)+|(?:\s*\[?(?:\.\.\.|…)\]?)+\s*$")
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")


class Segments(NamedTuple):
    """Coded segments as read.

    Attributes
    ----------
    rows : tuple of CodingRow
        `code` holds what the cell holds, which may be several; the coder is empty where the file does not say.
    unread : dict of str to int
        Columns that hold something which is not brought in, and how many of their cells do.
    """

    rows: tuple[CodingRow, ...]
    unread: dict[str, int]


def read_segments(path: str | Path) -> Segments | None:
    """Return the coded segments of another program's export; None for a table with this program's own columns.

    Parameters
    ----------
    path : str or Path
        ``.xlsx`` or ``.csv`` with a column each for document, code and the words; or ``.docx``, a code as NVivo
        exports it: for each file a heading ``Files\\\\name - § 2 references coded [ 5.10% Coverage]``, and before each
        passage ``Reference 1 - 2.40% Coverage``. The code is named in the text, or by the file's name.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If it is none of these.
    """
    path = Path(path)
    if path.suffix.lower() == ".docx":
        return _nvivo(path)
    sheets = read_tables(path)
    if {"source", "code", "coder"} <= set(sheets[0].columns):
        return None
    for sheet in sheets:
        named = {what: next((n for n in names if n in sheet.columns), "") for what, names in _COLUMNS.items()}
        if all(named[what] for what in ("source", "quote", "code")):
            return _table(sheet, named)
    return None


def _table(sheet: Sheet, named: dict[str, str]) -> Segments:
    rows = []
    for number, cells in sheet.rows:
        source, quote, coder = (_text(cells, named[what]) for what in ("source", "quote", "coder"))
        codes = _text(cells, named["code"])
        if not (source and quote and codes):
            empty = next(named[what] for what in ("source", "quote", "code") if not _text(cells, named[what]))
            column = sheet.columns[empty]
            raise FormatError(
                f"{sheet.file}, row {number}: the column {column} is empty. Fill it in; nothing was read."
            )
        span, turn = _RANGE.fullmatch(_text(cells, named["range"])), _text(cells, named["turn"])
        start, end = (int(span[1]), int(span[2])) if span else (None, None)
        rows.append(
            CodingRow(source, codes, coder, quote, start, end, int(turn) if turn.isdecimal() else None, "", number)
        )
    other = [name for name in sheet.columns if name not in named.values()]
    filled = {sheet.columns[name]: sum(bool(_text(cells, name)) for _row, cells in sheet.rows) for name in other}
    return Segments(tuple(rows), {name: count for name, count in filled.items() if count})


def _text(cells: dict[str, Plain], column: str) -> str:
    value = cells.get(column)
    return "" if value is None else str(value).replace("_x000D_", "")


def _nvivo(path: Path) -> Segments:
    from kodeverk.reading.tables import file_bytes
    from kodeverk.reading.word import read_word

    blocks = read_word(file_bytes(path, (".docx",)), path.name).blocks
    lines = [canonical(line).text for block in blocks for line in block.text.split("\n")]
    code, source, announced, quotes = path.stem, "", 0, list[list[str]]()
    rows: list[CodingRow] = []
    for line in [*lines, None]:
        found = _FILE.fullmatch(line.strip()) if line is not None else None
        if found or line is None:
            rows += _passages(path, source, code, announced, quotes, len(rows))
            source, announced = (found["source"], int(found["count"])) if found else ("", 0)
            quotes = []
        elif source and _REFERENCE.fullmatch(line.strip()):
            quotes.append([])
        elif source and quotes:
            quotes[-1].append(line)
        elif not source and (named := _NAME.fullmatch(line.strip())):
            code = named["name"]
    if not rows:
        raise FormatError(
            f"{path.name} is no report of a code as NVivo exports it: there is no line like "
            "'Files\\\\name - § 2 references coded [ 5.10% Coverage]'. Nothing was read."
        )
    return Segments(tuple(rows), {})


def _passages(
    path: Path, source: str, code: str, announced: int, quotes: list[list[str]], before: int
) -> Iterable[CodingRow]:
    if len(quotes) != announced:
        raise FormatError(
            f"{path.name} announces {announced} references of one file and holds {len(quotes)}. Export it anew, with "
            "the references shown. Nothing was read."
        )
    for number, lines in enumerate(quotes, before + 1):
        yield CodingRow(source, code, "", "\n".join(lines).strip(), None, None, None, "", number)


def located(snapshot: Snapshot, rows: Iterable[CodingRow]) -> list[CodingRow]:
    """Return the rows with sources and codes as the study names them, one for each code, and where their words stand.

    A row gets a span where its words stand once in its source (or in its turn, where it says one), or where they stand
    several times and its own range points at one of them. Others are left with their words, so that whoever codes
    them says what is wrong with each.

    Parameters
    ----------
    snapshot : Snapshot
    rows : iterable of CodingRow
    """
    found = []
    for row in rows:
        source = _source(snapshot, row.source)
        start, end = _place(snapshot, source, row) or (None, None)
        for code in _codes(snapshot, row.code):
            placed = row._replace(source=source, code=code, start=start, end=end)
            found.append(placed._replace(quote="", turn=None) if start is not None else placed)
    return found


def _source(snapshot: Snapshot, name: str) -> str:
    last = re.split(r"[\\/]+", name)[-1]
    for candidate in (name, last, last.rpartition(".")[0]):
        try:
            return snapshot.source(candidate).name
        except (UnknownName, AmbiguousName):
            continue
    return last


def _codes(snapshot: Snapshot, cell: str) -> list[str]:
    """Return the codes a cell names: one, or several on lines of their own or with a sign between."""
    for parts in ([cell], cell.split("\n"), cell.split(";"), cell.split(",")):
        named = [_code(snapshot, part.strip()) for part in parts if part.strip()]
        if all(named):
            return [code for code in named if code]
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    return [_code(snapshot, line) or line for line in lines]


def _code(snapshot: Snapshot, name: str) -> str | None:
    path = "/".join(part.strip() for part in re.split(r"\\+|\s>\s|/", name))
    for candidate in (name, path, path.partition("/")[2]):
        try:
            return snapshot.code(candidate).path if candidate else None
        except (UnknownName, AmbiguousName):
            continue
    return None


def _place(snapshot: Snapshot, source: str, row: CodingRow) -> tuple[int, int] | None:
    try:
        held = snapshot.source(source)
    except (UnknownName, AmbiguousName):
        return None
    text, segments = snapshot.text(held.id), snapshot.version(held.id).segments
    first, last = 0, len(text)
    if row.turn is not None:
        if not 1 <= row.turn <= len(segments):
            return None
        first, last = segments[row.turn - 1].start, segments[row.turn - 1].end
    quote = canonical(row.quote).text
    for words in (quote.split(), _ELLIPSIS.sub("", quote).split()):
        said = re.compile("(?=(" + r"\s+".join(map(re.escape, words)) + "))")  # ahead, so that overlapping places count
        spans = [one.span(1) for one in said.finditer(text, first, last)] if words else []
        pointed = [span for span in spans if span == (row.start, row.end)]
        if spans:
            return spans[0] if len(spans) == 1 else next(iter(pointed), None)
    return None
