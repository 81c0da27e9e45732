"""A study made anew from the plain text that `dump` wrote."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from os import PathLike
from pathlib import Path
from typing import Any

from kodeverk.errors import FormatError, StoreError
from kodeverk.model import TABLES, Plan, Record, Segment, SourceVersion, made, sha256
from kodeverk.model.codec import from_plain, to_plain
from kodeverk.store import opening
from kodeverk.store.dump import FORMAT, KEPT, STUDY, VERSION, WRITTEN, columns, file_of, name_of
from kodeverk.store.store import Store


def load(folder: str | PathLike[str], into: str | PathLike[str]) -> Store:
    """Return a new study with everything a dump holds, as one transaction of its change log.

    Parameters
    ----------
    folder : path-like
        A folder that `dump` wrote.
    into : path-like
        The study file to make.

    Raises
    ------
    FormatError
        If the folder holds no dump, or a part of it cannot be read or is missing.
    StoreError
        If there is a file `into` already, or the records do not fit together.
    """
    source, target = Path(folder), Path(into).absolute()
    if target.exists():
        raise StoreError(f"There is a file {target.name} already. Nothing was written; name another.")
    about = _yaml(source / STUDY)
    if not isinstance(about, dict) or about.get("format") != FORMAT or about.get("version") != VERSION:
        raise FormatError(f"{source.name} holds no dump that this kodeverk can read: see {STUDY}. Nothing was written.")
    plan = _plan(source)
    try:
        with opening.placing(target) as draft:
            opening.create(draft, {key: str(about[key]) for key in KEPT if key in about})
            with Store(draft) as study:
                study.fill(plan, verb="load", who="kodeverk", why=f"from the folder {source.name}")
    except FileExistsError:
        raise StoreError(f"There is a file {target.name} already. Nothing was written; name another.") from None
    return Store(target)


def _plan(folder: Path) -> Plan:
    records: list[Record] = []
    segments = _segments(folder / "segment.csv")
    for name, kind in TABLES.items():
        path = folder / file_of(name)
        if name in WRITTEN:
            records += _written(path, kind)
        else:
            extra = (lambda row: {"segments": segments[row["id"]]}) if kind is SourceVersion else None
            records += (record for _, record in _lines(path, kind, extra))
    versions = [record for record in records if isinstance(record, SourceVersion)]
    texts = [_content(folder, "texts", key) for key in sorted({v.sha256 for v in versions})]
    originals = [_content(folder, "originals", key) for key in sorted({v.original for v in versions} - {""})]
    return Plan(made(*records), texts=tuple(text.decode("utf-8") for text in texts), originals=tuple(originals))


def _content(folder: Path, part: str, key: str) -> bytes:
    """Return a text or file, checked against the SHA-256 it is named by."""
    path = folder / part / name_of(part, key)
    if not (len(key) == 64 and key.isalnum()):
        raise FormatError(f"source_version.csv holds {key[:20]!r}, which is no SHA-256. Nothing was written.")
    content = _bytes(path)
    if sha256(content) != key:
        raise FormatError(f"{part}/{path.name} was changed: it does not match its SHA-256. Nothing was written.")
    return content


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FormatError(f"The dump is not whole: {path.name} cannot be read ({error.strerror}).") from None


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path.name} is no UTF-8 at byte {error.start}. Nothing was written.") from None


def _yaml(path: Path) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    try:
        return YAML(typ="safe", pure=True).load(_text(path))
    except MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise FormatError(f"{path.name}{line}: {error.problem}. Nothing was written.") from None


def _written(path: Path, kind: type[Record]) -> Iterator[Record]:
    entries = _yaml(path)
    if not isinstance(entries, list):
        raise FormatError(f"{path.name} holds no list of records. Nothing was written.")
    for number, entry in enumerate(entries, 1):
        try:
            yield from_plain(kind, entry)
        except (TypeError, ValueError, AttributeError):
            raise FormatError(f"{path.name}, entry {number}: fields missing or unknown. Nothing was written.") from None


def _segments(path: Path) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row, segment in _lines(path, Segment, None):
        found[row["version_id"]].append(to_plain(segment))
    return found


def _lines(
    path: Path, kind: Any, extra: Callable[[dict[str, str]], dict[str, Any]] | None
) -> Iterator[tuple[dict[str, str], Any]]:
    """Yield each line of a CSV file by column, and the record it holds."""
    reading = columns(kind)
    limit = csv.field_size_limit(sys.maxsize >> 32)
    try:
        rows = list(csv.DictReader(io.StringIO(_text(path), newline=""), strict=True))
    except csv.Error as error:
        raise FormatError(f"{path.name}: {error}. Nothing was written.") from None
    finally:
        csv.field_size_limit(limit)
    for number, row in enumerate(rows, 1):
        try:
            values = {field: _value(row[field], plain, optional) for field, plain, optional in reading}
            if extra is not None:
                values |= extra(row)
            yield row, from_plain(kind, values)
        except (TypeError, ValueError, KeyError, AttributeError):
            raise FormatError(f"{path.name}, record {number}: cannot be read. Nothing was written.") from None


def _value(cell: str, plain: type | None, optional: bool) -> Any:
    if optional and cell == "":
        return None
    if plain is None or (optional and plain is str and cell.startswith('"')):
        return json.loads(cell)
    if plain is bool:
        return {"yes": True, "no": False}[cell]
    return cell if plain is str else (plain or str)(cell)
