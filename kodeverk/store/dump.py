"""The whole study as stable, sorted plain text, for people to read and for git to compare and merge.

::

    study.yaml          which study it is
    codebook.yaml ...   what people write definitions in: codebooks, codes, categories, guides, theories
    coding.csv ...      all other records, one a line, sorted by id
    segment.csv         the segments of every version of a source
    texts/              every text a version refers to, under its SHA-256
    originals/          every imported file, as it was, under its SHA-256

Equal studies give equal bytes. The change log and what was undone are not part of it.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import typing
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kodeverk.errors import StoreError
from kodeverk.files import synced
from kodeverk.model import TABLES, Record, Segment, SourceVersion
from kodeverk.model.codec import to_plain
from kodeverk.store.schema import plain_type

if TYPE_CHECKING:
    from kodeverk.store.store import Store

FORMAT = "kodeverk dump"
VERSION = 1
WRITTEN = ("codebook", "code", "category", "guide", "theory", "proposition")
"""The tables kept as YAML: what people write by hand."""

KEPT = ("study", "created")
"""What of the file's own description goes with the study."""

STUDY, BEFORE = "study.yaml", "study.yaml.replaced"


def dump(study: Store, folder: str | PathLike[str]) -> Path:
    """Write the whole study as plain text to a folder, and return the folder.

    Parameters
    ----------
    study : Store
    folder : path-like
        Made where it is missing. An earlier dump in it is replaced; other files in it stay.

    Raises
    ------
    StoreError
        If the folder holds files, but no dump.
    """
    target = Path(folder)
    if target.exists() and not (target.is_dir() and (not any(target.iterdir()) or is_dump(target))):
        raise StoreError(f"{target.name} is not empty and holds no dump. Nothing was written; name another folder.")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".dump-", dir=target) as name:
        draft = Path(name)
        _write(study, draft)
        _replace(draft, target)
    synced(target)
    return target


def is_dump(folder: Path) -> bool:
    """Return whether the folder holds a dump, or one that was being replaced when something stopped it."""
    return any((folder / name).is_file() for name in (STUDY, BEFORE))


def parts() -> list[str]:
    """Return the name of every file and folder a dump consists of, `STUDY` last."""
    return [*(file_of(name) for name in TABLES), "segment.csv", "texts", "originals", STUDY]


def file_of(table: str) -> str:
    """Return the name of the file that holds a table."""
    return f"{table}.{'yaml' if table in WRITTEN else 'csv'}"


def _replace(draft: Path, target: Path) -> None:
    """Put the new dump in place; until `STUDY` is there, last of all, the folder cannot be loaded."""
    if (target / STUDY).exists():
        (target / STUDY).replace(target / BEFORE)
    for name in parts():
        if (target / name).is_dir():
            shutil.rmtree(target / name)
        (draft / name).replace(target / name)
    (target / BEFORE).unlink(missing_ok=True)


def _write(study: Store, folder: Path) -> None:
    snapshot = study.snapshot()
    versions = _sorted(snapshot.table(SourceVersion).values())
    for name, kind in TABLES.items():
        records = _sorted(snapshot.table(kind).values())
        if name in WRITTEN:
            _put(folder / file_of(name), yaml_text([to_plain(record) for record in records]))
        else:
            _put(folder / file_of(name), csv_text(kind, records))
    lines = [(version.id, *cells(Segment, segment)) for version in versions for segment in version.segments]
    _put(folder / "segment.csv", _csv(("version_id", *Segment._fields), lines))
    for part, keys in (("texts", {v.sha256 for v in versions}), ("originals", {v.original for v in versions} - {""})):
        (folder / part).mkdir()
        for key in sorted(keys):
            content = study.text(key).encode("utf-8") if part == "texts" else study.original(key)
            _put(folder / part / name_of(part, key), content)
    meta = study.meta()
    about = {"format": FORMAT, "version": VERSION, **{key: meta[key] for key in KEPT if key in meta}}
    _put(folder / STUDY, yaml_text(about))


def name_of(part: str, key: str) -> str:
    """Return the file name of a text or an original."""
    return f"{key}.txt" if part == "texts" else key


def _sorted(records: Iterable[Any]) -> list[Any]:
    return sorted(records, key=lambda record: record.id)


def _put(path: Path, content: str | bytes) -> None:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    synced(path)


# --- YAML ------------------------------------------------------------------------------------


def yaml_text(content: object) -> str:
    """Return plain values as YAML, in the order they are in."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 2**30  # one value, one line
    yaml.allow_unicode = True
    out = io.StringIO(newline="")
    yaml.dump(_quoted_where_needed(content), out)
    return out.getvalue()


def _quoted_where_needed(content: Any) -> Any:
    """Return plain values with every text that holds more than printable signs marked to be quoted.

    YAML folds some of those (U+0085, U+2028) into line ends where they stand unquoted.
    """
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(content, str):
        return content if content.isprintable() else DoubleQuotedScalarString(content)
    if isinstance(content, list):
        return [_quoted_where_needed(item) for item in content]
    if isinstance(content, dict):
        return {_quoted_where_needed(key): _quoted_where_needed(item) for key, item in content.items()}
    return content


# --- CSV -------------------------------------------------------------------------------------


def columns(kind: Any) -> list[tuple[str, type | None, bool]]:
    """Return the columns a record is written in: name, plain type (None for JSON), may be empty."""
    hints = typing.get_type_hints(kind)
    return [(field, *plain_type(hint)) for field, hint in hints.items() if (kind, field) != (SourceVersion, "segments")]


def cells(kind: Any, record: Any) -> list[str]:
    """Return the cells a record is written in."""
    return [_cell(getattr(record, field), plain, optional) for field, plain, optional in columns(kind)]


def csv_text(kind: type[Record], records: Sequence[Record]) -> str:
    """Return records as CSV: a heading, and a line for each."""
    return _csv([field for field, _, _ in columns(kind)], (cells(kind, record) for record in records))


def _cell(value: Any, plain: type | None, optional: bool) -> str:
    """Return one value as text; where a cell may be empty, a text that is empty or looks like JSON is JSON."""
    if value is None:
        return ""
    if plain is None or (optional and plain is str and value[:1] in ("", '"')):
        return json.dumps(to_plain(value), ensure_ascii=False)
    if plain is bool:
        return "yes" if value else "no"
    return value if plain is str else repr(value)


def _csv(heading: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return lines as CSV; unlike `csv.writer`, with every kind of line end in a cell quoted."""
    return "".join(",".join(map(_quoted, line)) + "\n" for line in (heading, *lines))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\n\r') else cell
