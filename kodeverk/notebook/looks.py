"""What the page looks up, and nothing changes by: earlier texts, how a coding came to be, where two coders differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kodeverk.analysis.agreement.deciding import Row, differences_between
from kodeverk.analysis.agreement.result import CODES, Side
from kodeverk.analysis.agreement.showing import kind_label
from kodeverk.coding.correcting import CHANGED, ORPHANED, OUTCOMES
from kodeverk.messages import _
from kodeverk.model import Code, Coding, Event, Snapshot, Source, record_label
from kodeverk.notebook import shown
from kodeverk.notebook.answers import UNKNOWN, Refused, not_so
from kodeverk.notebook.checks import Fields, one, seen_codings, source_of
from kodeverk.notebook.seat import Seat
from kodeverk.notebook.shown import Told
from kodeverk.reports.html import label
from kodeverk.views.corrected import correction, corrections


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
    turns = [[one.number, one.start, one.end, one.body, one.speaker] for one in version.segments]
    told = {"number": number, "text": now.text(source.id, number), "segments": turns, "made": version.made}
    return {**told, "reason": version.reason, "replaced": _replaced(now, seat, source, number)}


def _replaced(now: Snapshot, seat: Seat, source: Source, number: int) -> Told | None:
    """Return when, by whom and why the version after this one was made; None where this one is in force."""
    if number == source.version:
        return None
    (next_one,) = (one for one in corrections(now, source.name).corrections if one.number == number + 1)
    return {"at": next_one.at, "who": next_one.who if seat.sees(next_one.who) else "", "why": next_one.why}


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
    source = source_of(now, fields)
    if not seat.adjudicate:
        raise not_so("not deciding")
    here = now.replacing(Coding, [coding for coding in now.all(Coding) if coding.source_id == source.id])
    found = differences_between(here, *seat.adjudicate, layer=seat.layer)
    return {"rows": [_difference(here, row) for row in found.rows]}


def _difference(here: Snapshot, row: Row) -> Told:
    one = row.difference
    told = {"kind": one.kind, "kind_label": kind_label(one.kind, CODES), "turn": one.segment}
    decided = row.decision.id if row.decision else None
    return {**told, "a": _side(here, one.a), "b": _side(here, one.b), "decided": decided}


def _side(here: Snapshot, side: Side) -> Told:
    code = here.table(Coding)[side.codings[0]].code_id if side.codings else None
    told = {"coder": side.coder, "code": code, "label": side.code, "quote": side.quote}
    return {**told, "start": side.start, "end": side.end, "codings": list(side.codings)}


def outcome(now: Snapshot, seat: Seat, fields: Fields) -> Told:
    """Return what the correction just made did to the codings that are seen, those to be looked at with both texts.

    ``lost`` says how many suggestions, pieces of evidence and so on have no text any more, in the reader's language.
    """
    source = one(now, Source, fields["source"])
    done = correction(now, source.id).rows if source.version > fields["version"] else ()
    seen = [row for row in done if seat.sees(row.coder)]
    rows = [row for row in seen if row.kind == "coding"]
    lost = Counter(row.kind for row in seen if row.kind != "coding" and row.outcome == ORPHANED)
    counts = Counter(row.outcome for row in rows)
    looked_at = [
        {"coding": row.id, "outcome": row.outcome, "before": row.before, "after": row.after}
        for row in rows
        if row.outcome in (CHANGED, ORPHANED)
    ]
    others = [record_label(kind, count) for kind, count in lost.items()]
    return {"outcome": {**{what: counts[what] for what in OUTCOMES}, "rows": looked_at, "lost": others}}


LOOKS: Mapping[str, Callable[[Snapshot, Seat, Fields], Any]] = {
    "open": open_source,
    "look": look,
    "differences": differences,
    "correct": outcome,
}
"""What a request gives back, on the study as it is once the request is carried out."""
