"""What the page looks up, and nothing changes by: earlier texts, how a coding came to be, where two coders differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kodeverk.coding.decided import decisions
from kodeverk.messages import _
from kodeverk.model import Adjudication, Code, Coding, Event, Snapshot, Source
from kodeverk.notebook import shown
from kodeverk.notebook.answers import UNKNOWN, Refused, not_so
from kodeverk.notebook.checks import Fields, one, seen_codings, source_of
from kodeverk.notebook.seat import Seat
from kodeverk.notebook.shown import Told
from kodeverk.reports.html import label


def open_source(now: Snapshot, seat: Seat, fields: Fields) -> Told:
    """Return a source's text, turns, who speaks, and all that is told with it."""
    source = one(now, Source, fields["source"]).id
    return {**shown.transcript(now, source), "put": shown.all_told(now, seat, source)}


def look(now: Snapshot, seat: Seat, fields: Fields) -> Told:
    """Return an earlier version of a text, or the history of a coding."""
    source = one(now, Source, fields["source"])
    if fields["what"] == "history":
        (coding,) = seen_codings(now, seat, source, [fields.get("coding", "")])
        return {"rows": list(_history(now, seat, coding))}
    number = fields.get("number", 0)
    if not 1 <= number <= source.version:
        raise Refused(UNKNOWN)
    version = now.version(source.id, number)
    text = now.text(source.id, number)
    return {"number": number, "text": text, "made": version.made, "reason": version.reason}


def _history(now: Snapshot, seat: Seat, coding: Coding) -> Iterator[Told]:
    """Yield what was done to a coding, oldest first; who did it, as far as this seat sees her."""
    for event in now.history(Coding):
        if event.change.record.id == coding.id:
            was, is_now = event.change.before, event.change.after
            there = is_now if isinstance(is_now, Coding) else was
            assert isinstance(there, Coding), "the history is of codings"
            who = event.who if seat.sees(event.who) else ""
            yield {"at": event.at, "who": who, "text": _happened(now, event), "quote": now.quote(there)}


def _happened(now: Snapshot, event: Event) -> str:
    """Return in words what one change did to a coding."""
    before, after = event.change.before, event.change.after
    if not isinstance(after, Coding):
        return _("Taken away")
    if not isinstance(before, Coding):
        return _("Coded with {code}").format(code=_code(now, after))
    done = []
    if before.code_id != after.code_id:
        codes = {"before": _code(now, before), "after": _code(now, after)}
        done.append(_("Another code: {after} instead of {before}").format(**codes))
    if before.version != after.version:
        done.append(_("Moved by a correction of the text"))
    elif before.span != after.span:
        done.append(_("Another extent"))
    return "; ".join(done) or _("Placed under another sub-question")


def _code(now: Snapshot, coding: Coding) -> str:
    code = now.table(Code).get(coding.code_id)
    return label(code) if code is not None else _("a code that is removed")


def differences(now: Snapshot, seat: Seat, fields: Fields) -> Told:
    """Return where the two coders to be decided between differ in a source, with what is decided already."""
    from kodeverk.analysis.agreement.differences import differences
    from kodeverk.analysis.agreement.result import CODES, Side
    from kodeverk.analysis.agreement.showing import kind_label
    from kodeverk.analysis.agreement.units import Work

    source = source_of(now, fields)
    if not seat.adjudicate:
        raise not_so("not deciding")
    codings = [c for c in now.all(Coding) if c.source_id == source.id and c.version == source.version]
    compared = [c for c in codings if c.coder in seat.adjudicate]
    work = Work(seat.adjudicate, {source.id: compared}, {source.id: {c.coder for c in compared}})
    decided: Mapping[frozenset[str], Adjudication] = decisions(now, seat.layer)

    def side(of: Side) -> Told:
        code = now.table(Coding)[of.codings[0]].code_id if of.codings else None
        told = {"coder": of.coder, "code": code, "label": of.code, "quote": of.quote, "start": of.start, "end": of.end}
        return {**told, "codings": list(of.codings)}

    rows = []
    for found in differences(now, work, lambda coding: coding.code_id):
        decision = decided.get(frozenset((*found.a.codings, *found.b.codings)))
        told = {"kind": found.kind, "kind_label": kind_label(found.kind, CODES), "turn": found.segment}
        rows.append({**told, "a": side(found.a), "b": side(found.b), "decided": decision.id if decision else None})
    return {"rows": rows}


LOOKS: Mapping[str, Callable[[Snapshot, Seat, Fields], Any]] = {
    "open": open_source,
    "look": look,
    "differences": differences,
}
