"""Reading a source as a whole: marked as read through, with a note of what it is about, coder by coder."""

from __future__ import annotations

from kodeverk.coding.codings import now
from kodeverk.errors import KodeverkError
from kodeverk.messages import _
from kodeverk.model import Change, Plan, Snapshot, Source, WholeReading


def read_through(snapshot: Snapshot, source: str, *, coder: str, read: bool = True) -> Plan:
    """Return the plan that marks a source, in its version in force, as read through by a coder, or takes the mark away.

    Parameters
    ----------
    snapshot : Snapshot
    source : str
        Name of the source.
    coder : str
        Who has read it.
    read : bool
        False takes the mark away; a note stays.

    Raises
    ------
    UnknownName
        If there is no such source.
    """
    found = snapshot.source(source)
    before = reading_of(snapshot, found, coder)
    if read and before.read and before.version == found.version:
        return Plan([], (before.id,), _("read through already"))
    if not read and not before.read:
        return Plan([], (before.id,), _("not marked as read through"))
    time = now()
    if read:
        return _kept(snapshot, before._replace(version=found.version, read=time, made=time))
    return _kept(snapshot, before._replace(read="", made=time))


def whole_note(snapshot: Snapshot, source: str, text: str, *, coder: str) -> Plan:
    """Return the plan that keeps a coder's note of what a source as a whole is about, in place of her earlier one.

    Parameters
    ----------
    snapshot : Snapshot
    source : str
        Name of the source.
    text : str
        The note; an empty one takes it away.
    coder : str
        Whose note it is.

    Raises
    ------
    UnknownName
        If there is no such source.
    KodeverkError
        If the note is no text.
    """
    if not isinstance(text, str):
        raise KodeverkError(f"A note is a text, not {type(text).__name__}; '' takes it away. Nothing was changed.")
    found = snapshot.source(source)
    before = reading_of(snapshot, found, coder)
    note = text if text.strip() else ""
    if note == before.note:
        return Plan([], (before.id,), _("noted already") if note else _("there is no note"))
    version = before.version if before.read else found.version
    return _kept(snapshot, before._replace(version=version, note=note, made=now()))


def reading_of(snapshot: Snapshot, source: Source, coder: str) -> WholeReading:
    """Return a coder's reading of a source as a whole; one with neither mark nor note where the study has none."""
    key = f"{source.id}/{coder}"
    none = WholeReading(key, source.id, source.version, coder, "", "", "")
    return snapshot.table(WholeReading).get(key, none)


def _kept(snapshot: Snapshot, after: WholeReading) -> Plan:
    """Return the plan that keeps a reading; one with neither mark nor note is taken away."""
    before = snapshot.table(WholeReading).get(after.id)
    return Plan([Change(before, after if after.read or after.note else None)], (after.id,))
