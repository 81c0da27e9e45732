"""Codings whose text a correction removed, or left without a certain place: never dropped, always marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kodeverk.messages import _, _n
from kodeverk.model import Coding, Snapshot, Source


def removed(snapshot: Snapshot) -> dict[str, int]:
    """Return by id the codings whose text was removed by a correction, each with the version it stayed in."""

    def found() -> dict[str, int]:
        sources = snapshot.table(Source)
        return {c.id: c.version for c in snapshot.all(Coding) if c.version != sources[c.source_id].version}

    return snapshot.derive("removed", found)


def is_removed(snapshot: Snapshot, passage: Coding) -> bool:
    """Return whether a coding, or a passage judged by itself, counts in an older version of its source."""
    return passage.version != snapshot.table(Source)[passage.source_id].version


def mark(snapshot: Snapshot, passage: Coding) -> str:
    """Return the mark of a passage that stayed in an older version, and in which; empty for any other.

    Where its words still stand in the text in force it says that the place is not certain, else that the text is
    removed.
    """
    if not is_removed(snapshot, passage):
        return ""
    return mark_of(snapshot, passage.source_id, passage.version, snapshot.quote(passage))


def mark_of(snapshot: Snapshot, source_id: str, version: int, quote: str) -> str:
    """Return the mark of a quote from an older version of a source."""
    if is_said(snapshot, source_id, quote):
        return _("place not certain (version {n})").format(n=version)
    return _("text removed (version {n})").format(n=version)


def is_said(snapshot: Snapshot, source_id: str, quote: str) -> bool:
    """Return whether the words of a quote stand in the text in force, wherever its lines are broken."""
    lines = snapshot.derive("texts in force in a line", dict[str, str])
    if source_id not in lines:
        lines[source_id] = f" {' '.join(snapshot.text(source_id).split())} "
    said = " ".join(quote.split())
    return re.search(rf"(?<!\w){re.escape(said)}(?!\w)", lines[source_id]) is not None


def marked(place: str, mark: str) -> str:
    """Return where something is said, with the mark behind it if there is one.

    >>> marked("inf-05, segment 2", "text removed (version 1)"), marked("inf-05", "")
    ('inf-05, segment 2, text removed (version 1)', 'inf-05')
    """
    return f"{place}, {mark}" if mark else place


def told(snapshot: Snapshot, ids: Iterable[str]) -> str:
    """Return in words how many of some codings have their text removed; empty where none has."""
    if not (count := len(removed(snapshot).keys() & set(ids))):
        return ""
    return _n("{count} with its text removed", "{count} with their text removed", count).format(count=count)
