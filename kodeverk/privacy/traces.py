"""Everything a study holds of one informant: what access, portability and withdrawal start from."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from kodeverk.model import (
    TABLE_OF,
    Actor,
    Adjudication,
    Case,
    Coding,
    Condensation,
    Consent,
    Evidence,
    Memo,
    Record,
    Relation,
    Snapshot,
    Source,
    SourceVersion,
    Speaker,
    Suggestion,
    Value,
    WholeReading,
)


class Trace(NamedTuple):
    """One record that speaks of an informant, or holds her words.

    Attributes
    ----------
    table : str
        Name of the table.
    id : str
        Id of the record.
    why : str
        ``case``, ``attribute``, ``speech``, ``on speech`` (hangs on it, or on a coding or a passage of it) or
        ``shared source`` (where others speak too).
    """

    table: str
    id: str
    why: str


def traces(snapshot: Snapshot, person: str) -> list[Trace]:
    """Return every record that speaks of an informant or holds her words, in the order of the tables.

    The change log is not part of a snapshot; its rows name source and case in columns of their own.

    Parameters
    ----------
    snapshot : Snapshot
    person : str
        Name of the case.

    Raises
    ------
    UnknownName
        If there is no such case.
    """
    case = snapshot.case(person)
    speakers = [s for s in snapshot.all(Speaker) if s.case_id == case.id]
    sources = {s.source_id for s in speakers}
    shared = {s.source_id for s in snapshot.all(Speaker) if s.case_id not in (None, case.id)} & sources
    found = [_trace(case, "case")]
    found += [_trace(v, "attribute") for v in snapshot.all(Value) if v.case_id == case.id]
    found += [_trace(c, "case") for c in snapshot.all(Consent) if c.case_id == case.id]
    found += [_trace(a, "case") for a in snapshot.all(Actor) if a.case_id == case.id]
    found += [_trace(s, "speech") for s in speakers]
    whole: list[Record] = [s for s in snapshot.all(Source) if s.id in sources]
    whole += [v for v in snapshot.all(SourceVersion) if v.source_id in sources]
    for record in whole:
        source_id = record.source_id if isinstance(record, SourceVersion) else record.id
        found.append(_trace(record, "shared source" if source_id in shared else "speech"))
    found += [_trace(r, "on speech") for r in snapshot.all(WholeReading) if r.source_id in sources]
    return sorted(found + _codings(snapshot, case), key=lambda t: (list(TABLE_OF.values()).index(t.table), t.id))


def _codings(snapshot: Snapshot, case: Case) -> list[Trace]:
    codings = {c.id for c in snapshot.codings_by_case().get(case.id, [])}
    mine = [s for s in snapshot.all(Suggestion) if case.id in snapshot.cases_of(s)]
    found = [_trace(snapshot.table(Coding)[i], "speech") for i in codings] + [_trace(s, "speech") for s in mine]
    hanging: list[Record] = [e for e in snapshot.all(Evidence) if _hangs(snapshot, e, case, codings)]
    hanging += [m for m in snapshot.all(Memo) if m.target_id in codings or m.target_id == case.id]
    hanging += [r for r in snapshot.all(Relation) if r.coding_id in codings]
    hanging += [c for c in snapshot.all(Condensation) if c.case_id == case.id]
    hanging += [d for d in snapshot.all(Adjudication) if codings & {*d.between, *d.kept}]
    return found + [_trace(record, "on speech") for record in hanging]


def _hangs(snapshot: Snapshot, evidence: Evidence, case: Case, codings: Collection[str]) -> bool:
    if evidence.coding_id is not None:
        return evidence.coding_id in codings
    return case.id in snapshot.cases_of(evidence.passage({}))


def _trace(record: Record, why: str) -> Trace:
    return Trace(TABLE_OF[type(record)], record.id, why)
