"""What the desk does to a text: it is corrected where a turn was edited, and all that counts in it moves along."""

from __future__ import annotations

from kodeverk.coding import correcting
from kodeverk.coding.ways import by_edits
from kodeverk.model import Plan, Snapshot, Span
from kodeverk.notebook.answers import MALFORMED, Refused
from kodeverk.notebook.checks import Fields, source_of
from kodeverk.notebook.seat import Seat
from kodeverk.reading.corrected import divided_anew

NOT_TOLD = {"outcome": {**dict.fromkeys(correcting.OUTCOMES, 0), "rows": [], "lost": []}}
"""What a correction did, where it cannot be told."""


def correct(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that corrects a text where it was edited."""
    source = source_of(now, fields)
    edits = [(start, end, put_in) for start, end, put_in in fields["edits"]]
    within = Span(0, len(now.text(source.id)))
    if any(start > end or not within.contains(Span(start, end)) for start, end, _put_in in edits):
        raise Refused(MALFORMED)
    return correcting.correct(
        now, source, by_edits(now, source, edits, divided_anew), why=fields.get("why", "").strip()
    )
