"""What the desk's requests decide between coders; the codings of either stay as they are."""

from __future__ import annotations

from kodeverk.coding.adjudicating import adjudicate
from kodeverk.model import Code, Plan, Snapshot
from kodeverk.notebook.answers import NOT_YOURS, Refused, not_so
from kodeverk.notebook.checks import Fields, one, seen_codings, source_of, spans_of
from kodeverk.notebook.seat import Seat


def decide(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that decides what is coded on a passage two coders coded differently."""
    source = source_of(now, fields)
    if not seat.adjudicate:
        raise not_so("not deciding")
    between = seen_codings(now, seat, source, fields["between"])
    if any(coding.coder not in seat.adjudicate for coding in between):
        raise Refused(NOT_YOURS)
    codes = []
    for wanted in fields["codes"]:
        span = wanted.get("span")
        where = spans_of(now, source, [span])[0] if span else None
        codes.append((one(now, Code, wanted["code"]).id, where))
    ids = [coding.id for coding in between]
    note = fields.get("note", "").strip()
    return adjudicate(now, ids, codes=codes, coder=seat.coder, layer=seat.layer, note=note)
