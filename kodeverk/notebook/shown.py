"""What the page is told of one source: records of the study as plain dicts, and only what this seat may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kodeverk.model import (
    KNOWN,
    Adjudication,
    Case,
    Coding,
    Evidence,
    Memo,
    Record,
    Relation,
    Snapshot,
    Source,
    Suggestion,
    WholeReading,
)
from kodeverk.notebook.seat import Seat
from kodeverk.views.naming import attribute_label, names, natural, state_label
from kodeverk.views.removed import is_said

Told = dict[str, Any]


def coding(snapshot: Snapshot, seat: Seat, source: str, record: Coding) -> Told | None:
    """Return a coding as it is told, or None where it is not; where its text is gone, with its quote.

    ``uncertain`` says that the words still stand in the text, but not for certain at one place.
    """
    if record.source_id != source or not seat.sees(record.coder):
        return None
    told: Told = {
        "id": record.id, "start": record.start, "end": record.end, "code": record.code_id, "coder": record.coder,
        "made": record.made, "mine": record.coder == seat.coder, "orphan": is_orphan(snapshot, record),
    }  # fmt: skip
    if told["orphan"]:
        quote = snapshot.quote(record)
        told |= {"version": record.version, "quote": quote, "uncertain": is_said(snapshot, source, quote)}
    return told


def is_orphan(snapshot: Snapshot, record: Coding) -> bool:
    """Return whether a coding's text is no longer in its source."""
    return record.version != snapshot.table(Source)[record.source_id].version


def suggestion(snapshot: Snapshot, seat: Seat, source: str, record: Suggestion) -> Told | None:
    """Return a suggestion as it is told, or None where it awaits no decision here."""
    if record.source_id != source or not seat.open_to(snapshot, record):
        return None
    return {
        "id": record.id, "start": record.start, "end": record.end, "code": record.code_id, "coder": record.coder,
        "reason": record.reason,
    }  # fmt: skip


def memo(snapshot: Snapshot, seat: Seat, source: str, record: Memo) -> Told | None:
    """Return a memo as it is told: on the study, a code, or the source, its turns, cases and codings."""
    if not seat.sees(record.coder) or not _about(snapshot, seat, source, record):
        return None
    told = {"id": record.id, "on": record.on, "target": record.target_id, "text": record.text}
    return {**told, "coder": record.coder, "made": record.made}


def _about(snapshot: Snapshot, seat: Seat, source: str, record: Memo) -> bool:
    if record.on in ("study", "code"):
        return True
    if record.on == "coding":
        found = snapshot.table(Coding).get(record.target_id)
        return found is not None and found.source_id == source and seat.sees(found.coder)
    if record.on == "case":
        return record.target_id in cases_heard(snapshot, source)
    return record.on in ("source", "segment") and record.target_id.partition("/")[0] == source


def evidence(snapshot: Snapshot, seat: Seat, source: str, record: Evidence) -> Told | None:
    """Return evidence as it is told, with where its passage stands."""
    if not seat.sees(record.coder):
        return None
    found = snapshot.table(Coding).get(record.coding_id or "") if record.coding_id else record.passage({})
    if found is None or found.source_id != source or not seat.sees(found.coder):
        return None
    if record.coding_id is None and is_orphan(snapshot, found):
        return None
    return {
        "id": record.id, "coding": record.coding_id, "start": found.start, "end": found.end,
        "proposition": record.proposition, "stance": record.stance, "coder": record.coder, "note": record.note,
    }  # fmt: skip


def relation(snapshot: Snapshot, seat: Seat, source: str, record: Relation) -> Told | None:
    """Return a relation as it is told, by the coding of the passage that tells of it."""
    found = snapshot.table(Coding).get(record.coding_id)
    if found is None or found.source_id != source or not (seat.sees(record.coder) and seat.sees(found.coder)):
        return None
    return {
        "id": record.id, "from": record.from_actor, "to": record.to_actor, "initiator": record.initiator,
        "reciprocal": record.reciprocal, "channel": record.channel, "frequency": record.frequency,
        "coding": record.coding_id, "coder": record.coder,
    }  # fmt: skip


def adjudication(snapshot: Snapshot, seat: Seat, source: str, record: Adjudication) -> Told | None:
    """Return a decision between coders as it is told; never to a blind coder."""
    if record.source_id != source or seat.blind or record.version != snapshot.table(Source)[source].version:
        return None
    return {
        "id": record.id, "start": record.start, "end": record.end, "between": list(record.between),
        "kept": list(record.kept), "layer": record.layer, "coder": record.coder, "note": record.note,
    }  # fmt: skip


def reading(snapshot: Snapshot, seat: Seat, source: str, record: WholeReading) -> Told | None:
    """Return a reading of the source as a whole as it is told."""
    if record.source_id != source or not seat.sees(record.coder):
        return None
    told = {"id": record.id, "coder": record.coder, "read": record.read, "note": record.note}
    return {**told, "made": record.made}


KINDS: Mapping[str, tuple[type[Record], Callable[[Snapshot, Seat, str, Any], Told | None]]] = {
    "coding": (Coding, coding),
    "suggestion": (Suggestion, suggestion),
    "memo": (Memo, memo),
    "evidence": (Evidence, evidence),
    "relation": (Relation, relation),
    "adjudication": (Adjudication, adjudication),
    "reading": (WholeReading, reading),
}
"""What is told of an open source: each kind with its record and the function that tells it."""


def told(snapshot: Snapshot, seat: Seat, source: str, kind: str, id: str) -> Told | None:
    """Return one record of an open source as it is told; None where there is none, or it is not for this seat."""
    record_kind, tell = KINDS[kind]
    record = snapshot.table(record_kind).get(id)
    return None if record is None else tell(snapshot, seat, source, record)


def all_told(snapshot: Snapshot, seat: Seat, source: str) -> dict[str, list[Told]]:
    """Return all that is told of an open source, by kind."""
    return {
        kind: [one for record in snapshot.all(of) if (one := tell(snapshot, seat, source, record)) is not None]
        for kind, (of, tell) in KINDS.items()
    }


def cases_heard(snapshot: Snapshot, source: str) -> Mapping[str, Case]:
    """Return the cases that speak in a source, and their offices, by id."""
    return snapshot.derive(f"cases heard {source}", lambda: _cases_heard(snapshot, source))


def _cases_heard(snapshot: Snapshot, source: str) -> dict[str, Case]:
    cases = speaking(snapshot, source)
    offices = [snapshot.table(Case).get(case.office_id or "") for case in cases]
    return {case.id: case for case in (*cases, *offices) if case is not None}


def transcript(snapshot: Snapshot, source: str) -> Told:
    """Return a source's text with its turns and who speaks in it."""
    record, version, speakers = snapshot.table(Source)[source], snapshot.version(source), snapshot.speakers()
    case = names(snapshot).case
    turns = []
    for s in version.segments:
        who = speakers.get((source, s.speaker))
        role, label = (who.role, case.get(who.case_id or "", "")) if who is not None else ("unknown", "")
        turns.append([s.number, s.start, s.end, s.body, s.kind, s.speaker, s.seconds, role, label])
    text = snapshot.text(source)
    heard = [{"id": c.id, "case": c.name, "attributes": _attributes(snapshot, c)} for c in speaking(snapshot, source)]
    return {
        "id": source, "name": record.name, "version": version.number, "text": text, "segments": turns, "who": heard,
    }  # fmt: skip


def speaking(snapshot: Snapshot, source: str) -> list[Case]:
    """Return the cases that speak in a source, in order of name; of a document nobody speaks in, its office."""
    heard = (s for s in snapshot.speakers().values() if s.source_id == source)
    wanted = {speaker.case_id for speaker in heard if speaker.case_id}
    wanted = wanted or {snapshot.table(Source)[source].office_id or ""}
    found = snapshot.find(Case, wanted).values()
    return sorted(found, key=lambda case: (natural(case.name), case.id))


def _attributes(snapshot: Snapshot, case: Case) -> list[list[str]]:
    """Return name, value and state of each attribute; where it is not known, the state stands for the value."""
    return [
        [attribute_label(name), str(v.value) if v.state == KNOWN else state_label(v.state), v.state]
        for name, v in sorted(snapshot.values(case.id).items())
    ]
