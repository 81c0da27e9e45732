"""What undo and redo did, in one line for the status line and the screen reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kodeverk.messages import _, _n
from kodeverk.model import TABLES, Coding, Receipt, Record, Snapshot, Source, Suggestion, WholeReading, record_label
from kodeverk.notebook.seat import Seat
from kodeverk.notebook.shown import is_orphan

SHARED = ("code", "codebook")
"""Kinds that are nobody's own."""


def taken_back(kind: str, receipt: Receipt, seat: Seat, before: Snapshot, after: Snapshot) -> str:
    """Return what undo or redo did, as far as it is seen from this seat.

    A correction is told as the one thing it is, whatever it moved; a blind coder is not told how much others have.

    Parameters
    ----------
    kind : str
        ``undo`` or ``redo``.
    receipt : Receipt
    seat : Seat
    before, after : Snapshot
        The study just before and just after.
    """
    heading = _("Taken back") if kind == "undo" else _("Done again")
    known = receipt.seq is not None and after.seq >= receipt.seq  # else the study could not be read just after
    told = ", ".join(_told(receipt, seat, before, after)) if known else ""
    return f"{heading}: {told}." if told else f"{heading}."


def _told(receipt: Receipt, seat: Seat, before: Snapshot, after: Snapshot) -> Iterator[str]:
    kinds = {TABLES[key.rpartition(" ")[0]] for key in receipt.counts}
    if "source altered" in receipt.counts:
        yield _("the correction of the text")
        if lost := _lost(receipt, seat, before, after):
            text = _n("{count} coding has lost its text", "{count} codings have lost their text", lost)
            yield text.format(count=lost)
        return
    ways = {"made": _("made"), "altered": _("altered"), "removed": _("removed")}
    for table, of in TABLES.items():
        if table == "coder" or of not in kinds:
            continue
        if of is WholeReading:
            yield from _reading(receipt, seat, before, after)
            continue
        was, now = before.find(of, receipt.ids), after.find(of, receipt.ids)
        done: Counter[str] = Counter()
        for key in was.keys() | now.keys():
            if any(_seen(seat, table, one) for one in (was.get(key), now.get(key)) if one is not None):
                done["made" if key not in was else "altered" if key in now else "removed"] += 1
        yield from (f"{record_label(table, done[how])} {words}" for how, words in ways.items() if done[how])


def _seen(seat: Seat, table: str, record: Record) -> bool:
    """Return whether a record is seen from this seat; of suggestions, a blind coder's are those she decided on."""
    if isinstance(record, Suggestion):
        return seat.sees(record.decided_by)
    return not seat.blind or table in SHARED or getattr(record, "coder", None) == seat.coder


def _reading(receipt: Receipt, seat: Seat, before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Yield what changed of how a coder has read sources as a whole: her note, her mark, or both."""
    was, now = before.find(WholeReading, receipt.ids), after.find(WholeReading, receipt.ids)
    none = WholeReading("", "", 0, "", "", "", "")
    pairs = [(was.get(key, none), now.get(key, none)) for key in was.keys() | now.keys()]
    pairs = [(one, other) for one, other in pairs if seat.sees(one.coder or other.coder)]
    if any(one.note != other.note for one, other in pairs):
        yield _("the note on the source as a whole")
    if any(one.read != other.read for one, other in pairs):
        yield _("the mark that a source is read through")


def _lost(receipt: Receipt, seat: Seat, before: Snapshot, after: Snapshot) -> int:
    """Return how many of the codings that are seen had their text, and have it no more; these are not altered."""
    corrected, was = after.find(Source, receipt.ids), before.table(Coding)
    here = [one for one in after.all(Coding) if one.source_id in corrected and seat.sees(one.coder)]
    return sum(is_orphan(after, one) and one.id in was and not is_orphan(before, was[one.id]) for one in here)
