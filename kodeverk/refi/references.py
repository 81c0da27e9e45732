"""Which fields of a record name another record, and what goes when that is not there."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any

from kodeverk.model import TABLES, Memo, Record

REFERENCES: dict[str, dict[str, str]] = {
    "source": {"office_id": "case"},
    "source_version": {"source_id": "source"},
    "case": {"office_id": "case"},
    "speaker": {"source_id": "source", "case_id": "case"},
    "value": {"case_id": "case"},
    "consent": {"case_id": "case"},
    "code": {"codebook": "codebook"},
    "category": {"codebook": "codebook"},
    "asked": {"source_id": "source", "coder": "coder"},
    "proposition": {"theory": "theory"},
    "coding": {"source_id": "source", "code_id": "code", "coder": "coder"},
    "suggestion": {"source_id": "source", "code_id": "code", "coder": "coder"},
    "memo": {"coder": "coder"},
    "condensation": {"case_id": "case", "coder": "coder"},
    "actor": {"office_id": "case", "fills": "actor", "case_id": "case"},
    "relation": {
        "from_actor": "actor", "to_actor": "actor", "initiator": "actor", "coding_id": "coding", "coder": "coder",
    },
    "evidence": {"coding_id": "coding", "proposition": "proposition", "coder": "coder", "source_id": "source"},
    "crosswalk": {"from_codebook": "codebook", "to_codebook": "codebook"},
    "claim": {"coder": "coder"},
    "mark": {"case_id": "case", "code_id": "code"},
    "area_plan": {"case_id": "case", "code_id": "code"},
    "activity": {"case_id": "case"},
    "whole_reading": {"source_id": "source", "coder": "coder"},
    "adjudication": {"source_id": "source", "layer": "coder", "coder": "coder"},
}  # fmt: skip
"""By table and field the table named, as a study file holds it."""

_UNBOUND = {("speaker", "case_id"), ("case", "office_id"), ("source", "office_id")}
"""What stays, unbound, when what it was bound to is not there."""

Tables = dict[str, dict[str, Any]]


def fitting(tables: Mapping[str, Mapping[str, Record]]) -> tuple[Tables, dict[str, int]]:
    """Return the records of which everything they name is there, by table and id, and how many of each table are not.

    A speaker, a case or a source stays, and is bound to nothing.
    """
    kept: Tables = {name: dict(tables.get(name, {})) for name in TABLES}
    before = {name: len(records) for name, records in kept.items()}
    while True:
        gone = False
        for name, records in kept.items():
            for id, record in list(records.items()):
                fit = _fit(name, record, kept)
                gone |= fit is not record
                if fit is None:
                    del records[id]
                else:
                    records[id] = fit
        if not gone:
            return kept, {name: before[name] - len(kept[name]) for name in TABLES if before[name] > len(kept[name])}


def _fit(table: str, record: Any, kept: Tables) -> Any:
    """Return the record, unbound where it must be; None where it cannot stay."""
    for field, target in REFERENCES.get(table, {}).items():
        named = getattr(record, field)
        if named is not None and named not in kept[target]:
            if (table, field) not in _UNBOUND:
                return None
            record = record._replace(**{field: None})
    if table in ("coding", "suggestion") and f"{record.source_id}/{record.version}" not in kept["source_version"]:
        return None
    return None if isinstance(record, Memo) and not _is_there(record, kept) else record


def _is_there(memo: Memo, kept: Tables) -> bool:
    if memo.on == "segment":
        return memo.target_id.rpartition("/")[0] in kept["source"]
    return memo.on not in kept or memo.target_id in typing.cast("Mapping[str, object]", kept[memo.on])
