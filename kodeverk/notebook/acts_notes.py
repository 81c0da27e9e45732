"""What the desk's requests do besides coding: memos, evidence, relations, and the reading of a source as a whole."""

from __future__ import annotations

from kodeverk.coding import notes, relations, whole_reading
from kodeverk.model import PREMISE, Actor, Code, Plan, Proposition, Snapshot, Source
from kodeverk.notebook.answers import UNKNOWN, Refused, not_so
from kodeverk.notebook.checks import Fields, one, seen_codings, source_of
from kodeverk.notebook.seat import Seat
from kodeverk.notebook.shown import cases_heard


def memo(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that keeps a memo on the study, or on something told with this source."""
    source = source_of(now, fields)
    if not fields["text"].strip():
        raise not_so("empty memo")
    target = _target(now, seat, source, fields["on"], fields["target"])
    return notes.memo(now, fields["text"], on=fields["on"], target=target, coder=seat.coder)


def _target(now: Snapshot, seat: Seat, source: Source, on: str, target: str) -> str:
    """Return the id a memo is kept under; a turn is given by its number, a case by its id or name."""
    if on == "study":
        return ""
    if on == "source":
        return source.id
    if on == "coding":
        return seen_codings(now, seat, source, [target])[0].id
    if on == "code":
        return one(now, Code, target).id
    if on == "segment":
        number = target.rpartition("/")[2]
        if number.isdecimal() and number.isascii() and 1 <= int(number) <= len(now.version(source.id).segments):
            return f"{source.id}/{int(number)}"
        raise Refused(UNKNOWN)
    found = [case.id for case in cases_heard(now, source.id).values() if target in (case.id, case.name)]
    if len(found) != 1:
        raise Refused(UNKNOWN)
    return found[0]


def judge(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that keeps a coding as evidence on a proposition."""
    source = source_of(now, fields)
    (coding,) = seen_codings(now, seat, source, [fields["coding"]])
    proposition = one(now, Proposition, fields["proposition"])
    if proposition.kind == PREMISE:
        raise not_so("premise")
    note = fields.get("note", "").strip()
    return notes.judge(now, coding.id, proposition.id, fields["stance"], coder=seat.coder, note=note)


def relate(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that keeps a relation a coded passage tells of; what it does not say stays not said."""
    source = source_of(now, fields)
    (coding,) = seen_codings(now, seat, source, [fields["coding"]])
    actor, other = (one(now, Actor, fields[name]).id for name in ("from", "to"))
    first = one(now, Actor, fields["initiator"]).id if fields.get("initiator") else ""
    if actor == other:
        raise not_so("one actor")
    if first not in ("", actor, other):
        raise not_so("initiative")
    tie = relations.Tie(
        coding.id,
        actor,
        other,
        first,
        fields.get("reciprocal"),
        fields.get("channel", ""),
        fields.get("frequency", ""),
        seat.coder,
    )
    return relations.relate(now, [tie])


def read(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that marks a source as read through, or takes the mark away."""
    return whole_reading.read_through(now, source_of(now, fields).id, coder=seat.coder, read=fields["read"])


def whole_note(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that keeps the coder's note on a source as a whole."""
    return whole_reading.whole_note(now, source_of(now, fields).id, fields["text"], coder=seat.coder)
