"""Codings whose text a correction removed: never dropped, always marked, with the quote they had."""

from __future__ import annotations

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
    """Return the mark of a passage whose text was removed, with the version it stands in; empty for any other."""
    return text_removed(passage.version) if is_removed(snapshot, passage) else ""


def text_removed(version: int) -> str:
    """Return the mark of a passage whose text was removed, with the version it stands in."""
    return _("text removed (version {n})").format(n=version)


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
