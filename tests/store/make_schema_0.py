"""Makes tests/fixtures/schema-0.kodeverk, a study as the first layout kept it. Run once; the file is frozen.

python -m tests.store.make_schema_0
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from kodeverk.model import sha256
from kodeverk.store.layouts import LAYOUT_0
from kodeverk.store.schema import APPLICATION_ID

FIXTURE = Path(__file__).parent.parent / "fixtures" / "schema-0.kodeverk"

TEXT = """I: Hvem bestemmer hos dere?
K: Vi er ett kontor med to sjefer 🙂, og det går på et vis.
I: Hva gjør det med deg?
K: Jeg blir stående mellom to stoler."""


def records() -> list[tuple[str, dict[str, object]]]:
    """Return what the study holds: table and fields, as layout 0 had them."""
    turns, start = [], 0
    for number, line in enumerate(TEXT.split("\n"), 1):
        speaker = line[0]
        turns.append(
            {"number": number, "start": start, "end": start + len(line), "body": start + 3, "speaker": speaker}
        )
        start += len(line) + 1
    quotes = {"to sjefer 🙂": "cb:sjefer", "ett kontor": "cb:kontor", "mellom to stoler": "cb:sjefer"}
    spans = [(TEXT.index(quote), TEXT.index(quote) + len(quote), code) for quote, code in quotes.items()]
    wording = lambda nb: {"nb": nb}
    code = {"codebook": "cb", "definition": {}, "include": {}, "exclude": {}, "example": {}, "colour": "", "levels": []}
    version = {"number": 1, "sha256": sha256(TEXT), "original": sha256(TEXT), "length": len(TEXT), "segments": turns}
    return [
        ("coder", {"id": "tone", "kind": "person", "version": ""}),
        ("source", {"id": "s1", "name": "inf-05", "kind": "interview", "format": "txt", "file": "inf-05.txt", "version": 1}),
        ("source_version", {"id": "s1/1", "source_id": "s1", **version, "report": {"turns": 4}, "made": "", "reason": ""}),
        ("case", {"id": "k", "name": "Lyngmo", "kind": "office", "office_id": None}),
        ("case", {"id": "5", "name": "5", "kind": "informant", "office_id": "k"}),
        ("speaker", {"id": "s1/K", "source_id": "s1", "label": "K", "role": "informant", "case_id": "5"}),
        ("value", {"id": "k/leaders", "case_id": "k", "attribute": "leaders", "value": 2, "state": "known", "read_from": ""}),
        ("codebook", {"id": "cb", "version": "1", "title": wording("Prøve"), "description": {}, "source": "", "declares": {}}),
        ("code", {"id": "cb:sjefer", "path": "to sjefer", "label": wording("To sjefer"), "expressions": [], "order": 1, **code}),
        ("code", {"id": "cb:kontor", "path": "kontor", "label": wording("Kontor"), "expressions": [], "order": 2, **code}),
        *(
            ("coding", {
                "id": f"c{n}", "source_id": "s1", "version": 1, "start": a, "end": b, "code_id": code_id,
                "coder": "tone", "made": f"2026-01-0{n}T12:00:00Z",
            })
            for n, (a, b, code_id) in enumerate(spans, 1)
        ),
        ("memo", {"id": "m1", "on": "coding", "target_id": "c1", "text": "Se også 6.", "coder": "tone", "made": ""}),
        ("theory", {"id": "t", "version": "1", "title": wording("Teori"), "source": "", "written": "",
                    "relative_to_coding": "before", "groups": {"a": wording("A")}}),
        ("proposition", {
            "id": "t:1", "theory": "t", "name": "1", "group": "a", "statement": wording("To sjefer gir tvil."),
            "kind": "proposition", "source": {}, "codes": ["cb:to sjefer"], "categories": [], "supports": {},
            "contradicts": {}, "nuances": {}, "expected": {}, "applies_to": "", "concluded": {}, "order": 1,
        }),
        ("evidence", {"id": "e1", "coding_id": "c1", "proposition": "t:1", "stance": "supports", "coder": "tone",
                      "note": "", "made": ""}),
    ]  # fmt: skip


def make(path: Path) -> None:
    """Write the study to `path`."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA page_size=1024")
    connection.execute("BEGIN")
    for statement in LAYOUT_0:
        connection.execute(statement)
    about = {"format": "kodeverk study", "schema": "0", "kodeverk": "0.0.9", "created": "2026-01-01T10:00:00Z"}
    about["study"] = "00000000-0000-4000-8000-000000000005"
    connection.executemany("INSERT INTO meta VALUES (?, ?)", about.items())
    connection.execute("INSERT INTO text VALUES (?, ?, ?)", (sha256(TEXT), len(TEXT), TEXT))
    connection.execute("INSERT INTO original VALUES (?, ?, ?)", (sha256(TEXT), len(TEXT.encode()), TEXT.encode()))
    for seq, (table, record) in enumerate(records(), 1):
        row: dict[str, object] = {k: _cell(table, k, v) for k, v in record.items()}
        if table == "coding":
            row["quote"] = TEXT[record["start"] : record["end"]]  # type: ignore[misc]
        names, marks = ", ".join(f'"{k}"' for k in row), ", ".join("?" * len(row))
        connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))
        connection.execute(
            "INSERT INTO txn (seq, at, who, verb, state) VALUES (?, ?, 'tone', 'add', 'done')",
            (seq, f"2026-01-{seq:02}"),
        )
        source = "s1" if table in ("source", "source_version", "speaker", "coding", "memo", "evidence") else None
        after = json.dumps(record, ensure_ascii=False)
        connection.execute(
            "INSERT INTO change VALUES (?, 0, ?, ?, ?, ?, NULL, ?)",
            (seq, table, record["id"], source, record.get("case_id"), after),
        )
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("PRAGMA user_version=0")
    connection.execute("COMMIT")
    connection.close()


def _cell(table: str, field: str, value: object) -> object:
    structured = isinstance(value, dict | list) or (table, field) == ("value", "value")
    return json.dumps(value, ensure_ascii=False) if structured else value


if __name__ == "__main__":
    make(FIXTURE)
