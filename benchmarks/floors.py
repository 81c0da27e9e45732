"""What kodeverk is measured against: the same job with sqlite3, numpy and ahocorasick_rs alone.

A floor does the same durable work as kodeverk (the same journal, one transaction a batch, texts and
files under their SHA-256, quote and surroundings beside each coding, a line in the change log for each
record) and nothing else: it checks no names, knows no undo and gives no receipt.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

TABLES = """
CREATE TABLE source (id TEXT PRIMARY KEY, name TEXT, version INTEGER) STRICT;
CREATE TABLE source_version (id TEXT PRIMARY KEY, source_id TEXT, number INTEGER, sha256 TEXT, original TEXT,
    length INTEGER, report TEXT) STRICT;
CREATE TABLE text (sha256 TEXT PRIMARY KEY, length INTEGER, content TEXT) STRICT;
CREATE TABLE original (sha256 TEXT PRIMARY KEY, size INTEGER, content BLOB) STRICT;
CREATE TABLE turn (source_id TEXT, start INTEGER, body INTEGER, "end" INTEGER, speaker TEXT,
    PRIMARY KEY (source_id, start)) STRICT, WITHOUT ROWID;
CREATE TABLE speaker (source_id TEXT, label TEXT, case_id TEXT, PRIMARY KEY (source_id, label)) STRICT, WITHOUT ROWID;
CREATE TABLE coding (id TEXT PRIMARY KEY, source_id TEXT, version INTEGER, start INTEGER, "end" INTEGER, code_id TEXT,
    coder TEXT, sub_question TEXT, made TEXT, quote TEXT, before TEXT, after TEXT,
    UNIQUE (source_id, version, start, "end", code_id, coder)) STRICT;
CREATE INDEX coding_code ON coding (code_id);
CREATE TABLE suggestion (id TEXT PRIMARY KEY, source_id TEXT, version INTEGER, start INTEGER, "end" INTEGER,
    code_id TEXT, coder TEXT, reason TEXT, quote TEXT, before TEXT, after TEXT) STRICT;
CREATE INDEX suggestion_code ON suggestion (code_id);
CREATE INDEX suggestion_source ON suggestion (source_id);
CREATE TABLE txn (seq INTEGER PRIMARY KEY, at TEXT, who TEXT, verb TEXT) STRICT;
CREATE TABLE change (seq INTEGER, n INTEGER, tbl TEXT, record_id TEXT, source_id TEXT, case_id TEXT, before TEXT,
    after TEXT, PRIMARY KEY (seq, n)) STRICT, WITHOUT ROWID;
CREATE INDEX change_record ON change (record_id);
CREATE INDEX change_source ON change (source_id);
"""
AT = "2026-01-01T00:00:00+00:00"
CONTEXT = 32

_TURN = re.compile(r"^(I|Informant \d+):[ ]*(.*)$", re.M)
_END = re.compile(r"[.!?](?=\s|$)")
_ASCII_LETTERS = bytes(code for code in range(128) if chr(code).isalnum())
_ASCII_OTHERS = bytes(code for code in range(128) if not chr(code).isalnum())
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Row(NamedTuple):
    """A coding to be entered."""

    source_id: str
    start: int
    end: int
    code_id: str
    coder: str


def connect(path: Path, *, new: bool = False) -> sqlite3.Connection:
    """Return a connection with kodeverk's own settings for safety."""
    file = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode=DELETE", "synchronous=FULL", "fullfsync=ON", "secure_delete=ON", "temp_store=MEMORY"):
        file.execute(f"PRAGMA {setting}")
    if new:
        for statement in filter(str.strip, TABLES.split(";")):
            file.execute(statement)
    return file


def _id(*parts: object) -> str:
    return hashlib.sha1("\x1f".join(map(str, parts)).encode()).hexdigest()


def _log(file: sqlite3.Connection, verb: str, lines: Iterable[tuple[str, str, str | None, dict[str, Any]]]) -> None:
    """Write the change log of one transaction: table, id, source and the record as JSON."""
    seq = file.execute("INSERT INTO txn (at, who, verb) VALUES (?, 'ida', ?)", (AT, verb)).lastrowid
    rows = (
        (seq, n, table, key, source, None, None, _dumps(after)) for n, (table, key, source, after) in enumerate(lines)
    )
    file.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def import_sources(folder: Path, path: Path) -> int:
    """Read every file, check and hash it, find its turns, report, and keep all of it; return the number of turns."""
    files = ((found.stem, found.read_bytes()) for found in sorted(folder.glob("*.txt")))
    return import_texts(((name, data, data.decode("utf-8")) for name, data in files), path)


def import_texts(texts: Iterable[tuple[str, bytes, str]], path: Path) -> int:
    """Keep texts by name, with their turns and the files they come from if any; return the number of turns."""
    file, log, count = connect(path), [], 0
    file.execute("BEGIN IMMEDIATE")
    for name, data, text in texts:
        _check_canonical(text)
        encoded, original = text.encode("utf-8"), hashlib.sha256(data).hexdigest()
        sha = hashlib.sha256(encoded).hexdigest()
        turns = [(m.start(), m.start(2), m.end(), m[1]) for m in _TURN.finditer(text)]
        labels = sorted({turn[3] for turn in turns})
        report = {"characters": len(text), "letters": _letters(encoded), "turns": len(turns), "speakers": labels}
        version = (f"{name}/1", name, 1, sha, original, len(text), _dumps(report))
        file.execute("INSERT INTO source VALUES (?, ?, 1)", (name, name))
        file.execute("INSERT INTO source_version VALUES (?, ?, ?, ?, ?, ?, ?)", version)
        file.execute("INSERT INTO text VALUES (?, ?, ?)", (sha, len(text), text))
        if data:
            file.execute("INSERT INTO original VALUES (?, ?, ?)", (original, len(data), data))
        file.executemany("INSERT INTO turn VALUES (?, ?, ?, ?, ?)", ((name, *turn) for turn in turns))
        file.executemany("INSERT INTO speaker VALUES (?, ?, NULL)", ((name, label) for label in labels))
        log.append(("source", name, name, {"id": name, "name": name, "version": 1}))
        log.append(("source_version", version[0], name, {"version": version, "segments": turns}))
        log += [("speaker", f"{name}/{label}", name, {"source_id": name, "label": label}) for label in labels]
        count += len(turns)
    _log(file, "add_sources", log)
    file.execute("COMMIT")
    file.close()
    return count


def _check_canonical(text: str) -> None:
    """Refuse a text that is not in canonical form, as all here are."""
    if "\r" in text or "\0" in text or text.startswith("\ufeff") or not unicodedata.is_normalized("NFC", text):
        raise ValueError("the floor brings no text into canonical form")


def _letters(data: bytes) -> int:
    """Return how many letters and digits a text in UTF-8 has: what its import report counts."""
    kept = data.translate(None, _ASCII_OTHERS)
    beyond = kept.translate(None, _ASCII_LETTERS)
    wide = beyond.decode("utf-8")
    return len(kept) - len(beyond) + sum(map(wide.count, filter(str.isalnum, set(wide))))


def bind(path: Path) -> None:
    """Say that each informant's label is the case of the same name."""
    file = connect(path)
    file.execute("UPDATE speaker SET case_id = label WHERE label LIKE 'Informant %'")
    file.close()


def texts(file: sqlite3.Connection) -> dict[str, str]:
    """Return every text by the id of its source."""
    query = "SELECT v.source_id, t.content FROM source_version v JOIN text t ON t.sha256 = v.sha256"
    return dict(file.execute(query).fetchall())


def _checked(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def enter(path: Path, rows: Sequence[Row]) -> int:
    """Enter codings in one transaction, and return how many."""
    file = connect(path)
    file.execute("BEGIN IMMEDIATE")
    names = ("id", "source_id", "version", "start", "end", "code_id", "coder", "sub_question", "made")
    wanted = {row.source_id for row in rows}
    text = texts(file) if len(wanted) > 1 else {key: _text(file, key) for key in wanted}
    kept = [(_id(*row), row[0], 1, *row[1:], "", AT) for row in rows]
    checked = (row + _checked(text[row[1]], row[3], row[4]) for row in kept)
    file.executemany(f"INSERT INTO coding VALUES ({', '.join('?' * 12)})", checked)
    _log(file, "code", (("coding", row[0], row[1], dict(zip(names, row, strict=True))) for row in kept))
    file.execute("COMMIT")
    file.close()
    return len(kept)


def _text(file: sqlite3.Connection, source_id: str) -> str:
    query = "SELECT t.content FROM source_version v JOIN text t ON t.sha256 = v.sha256 WHERE v.id = ?"
    return str(file.execute(query, (f"{source_id}/1",)).fetchone()[0])


def suggest(path: Path, expressions: Sequence[Mapping[str, Iterable[str]]]) -> int:
    """Write one suggestion for each code and sentence of an informant in which an expression stands; return how many.

    Every form of every expression is given, code by code: the floor inflects nothing.
    """
    import ahocorasick_rs

    owner: dict[str, list[tuple[int, str]]] = {}
    for code, forms in enumerate(expressions):
        for written, several in forms.items():
            for said in several:
                owner.setdefault(said, []).append((code, written))
    patterns = list(owner)
    automaton = ahocorasick_rs.AhoCorasick(patterns)
    codes = [owner[pattern] for pattern in patterns]
    file = connect(path)
    file.execute("BEGIN IMMEDIATE")
    rows: list[tuple[Any, ...]] = []
    for source_id, text in texts(file).items():
        turns = file.execute("SELECT body, \"end\" FROM turn WHERE source_id = ? AND speaker <> 'I'", (source_id,))
        spans = dict.fromkeys(_sentences(text, turns.fetchall(), automaton, codes))
        rows += [(_id(source_id, *span), source_id, 1, *span[:3], "regler", span[3]) for span in spans]
    names = ("id", "source_id", "version", "start", "end", "code_id", "coder", "reason")
    text_of = texts(file)
    checked = (row + _checked(text_of[row[1]], row[3], row[4]) for row in rows)
    file.executemany(f"INSERT INTO suggestion VALUES ({', '.join('?' * 11)})", checked)
    _log(file, "apply_rules", (("suggestion", row[0], row[1], dict(zip(names, row, strict=True))) for row in rows))
    file.execute("COMMIT")
    file.close()
    return len(rows)


def _sentences(text: str, turns: list[Any], automaton: Any, codes: list[Any]) -> Iterator[tuple[int, int, str, str]]:
    """Yield the sentence around each hit that is a whole word in an informant's turn, once a code."""
    lower, turn, seen = text.lower(), 0, set()
    for which, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        if (start and lower[start - 1].isalnum()) or (end < len(lower) and lower[end].isalnum()):
            continue
        while turn < len(turns) and turns[turn][1] <= start:
            turn += 1
        if turn == len(turns):
            return
        body, stop = turns[turn]
        if start < body:
            continue
        first = max(lower.rfind(mark, body, start) for mark in (". ", "! ", "? "))
        last = _END.search(lower, end, stop)
        span = (body if first < 0 else first + 2, last.end() if last else stop)
        for code, written in codes[which]:
            if (code, span) not in seen:
                seen.add((code, span))
                yield *span, f"code-{code}", written


CASE_BY_CODE = """
SELECT p.case_id, c.code_id, count(DISTINCT c.id) FROM coding c
JOIN turn t ON t.source_id = c.source_id AND t.start < c."end" AND t."end" > c.start AND t.start >= coalesce(
    (SELECT max(u.start) FROM turn u WHERE u.source_id = c.source_id AND u.start <= c.start), 0)
JOIN speaker p ON p.source_id = t.source_id AND p.label = t.speaker
WHERE p.case_id IS NOT NULL GROUP BY p.case_id, c.code_id
"""


def case_by_code(path: Path) -> Counter[int]:
    """Return how often each count occurs in the table of cases and codes, from coding to turn to speaker to case."""
    file = connect(path)
    found = file.execute(CASE_BY_CODE).fetchall()
    file.close()
    return Counter(row[2] for row in found)


def together(path: Path) -> list[int]:
    """Return how often two codes overlap in one coder's codings, sorted; the counts that are not 0."""
    import numpy as np

    file = connect(path)
    rows = file.execute('SELECT source_id, coder, start, "end", code_id FROM coding').fetchall()
    file.close()
    group = np.unique([f"{row[0]}/{row[1]}" for row in rows], return_inverse=True)[1]
    code_names, code = np.unique([row[4] for row in rows], return_inverse=True)
    start, end = (np.array([row[place] for row in rows]) for place in (2, 3))
    order = np.lexsort((start, group))
    group, start, end, code = group[order], start[order], end[order], code[order]
    counts = np.zeros((len(code_names), len(code_names)), dtype=np.int64)
    # Spans in one group sorted by start: those that begin before this one ends stand right after it.
    longest = (end - start).max() + 1 + end.max()
    last = np.searchsorted(group * longest + start, group * longest + end)
    number = last - np.arange(len(start)) - 1
    first = np.repeat(np.arange(len(start)), number)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(number) - number, number)
    np.add.at(counts, (code[first], code[second]), 1)
    counts += counts.T
    return sorted(int(n) for n in counts[np.triu_indices(len(counts), 1)] if n)


def quotes(path: Path, code: str) -> list[tuple[Any, ...]]:
    """Return the quotes under one code with who says them, by source and place."""
    query = """
    SELECT c.source_id, c.start, c.quote, c.coder, p.case_id FROM coding c
    JOIN turn t ON t.source_id = c.source_id AND t.start = (
        SELECT max(u.start) FROM turn u WHERE u.source_id = c.source_id AND u.start <= c.start)
    JOIN speaker p ON p.source_id = t.source_id AND p.label = t.speaker
    WHERE c.code_id = ? ORDER BY c.source_id, c.start
    """
    file = connect(path)
    found = file.execute(query, (code,)).fetchall()
    file.close()
    return found


def opened(path: Path) -> int:
    """Open a file, and return the number of its last transaction."""
    file = connect(path)
    (seq,) = file.execute("SELECT max(seq) FROM txn").fetchone()
    file.close()
    return int(seq or 0)
