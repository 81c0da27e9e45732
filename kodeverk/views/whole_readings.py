"""Readings of sources as wholes: who has read which through, and what each says it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kodeverk.messages import _, _n
from kodeverk.model import Snapshot, Source, WholeReading
from kodeverk.views import html
from kodeverk.views.naming import names, natural
from kodeverk.views.quotes import frame_from

if TYPE_CHECKING:
    import pandas as pd


class Row(NamedTuple):
    """One coder's reading of one source.

    Attributes
    ----------
    source, coder : str
    read : str
        When it was marked as read through, ISO 8601 in UTC; empty until then.
    note : str
        What it is about, in the coder's words.
    version : int
        Version of the source that was read, or that the note was written on.
    stale : bool
        Whether the text has a newer version.
    """

    source: str
    coder: str
    read: str
    note: str
    version: int
    stale: bool


class WholeReadings(NamedTuple):
    """Who has read which source through as a whole, with notes.

    Attributes
    ----------
    rows : tuple of Row
        By source, then coder.
    sources : int
        How many sources there are to read.
    """

    rows: tuple[Row, ...]
    sources: int

    @property
    def frame(self) -> pd.DataFrame:
        """One row per source and coder.

        Columns: source, coder, read (when, ISO 8601; empty until then), note, version, stale (whether the text has a
        newer version).
        """
        return frame_from(Row, self.rows)

    @property
    def read(self) -> int:
        """How many sources somebody has read through, in the version in force."""
        return len({row.source for row in self.rows if row.read and not row.stale})

    def __repr__(self) -> str:
        return f"<{self.told}>"

    @property
    def told(self) -> str:
        """How many sources have been read through, in the language in use."""
        told = _n("{read} of {count} source read through", "{read} of {count} sources read through", self.sources)
        return told.format(read=self.read, count=self.sources)

    def _repr_html_(self) -> str:
        columns = [_("source"), _("coder"), _("read through"), _("what it is about as a whole")]
        rows = [(row.source, row.coder, _when(row), row.note) for row in self.rows]
        return str(html.block(html.tag("p", self.told), html.table(columns, rows)))


def _when(row: Row) -> str:
    day = row.read[: len("2026-11-21")] or "–"
    return _("{day} (the text was corrected since)").format(day=day) if row.stale else day


def whole_readings(snapshot: Snapshot) -> WholeReadings:
    """Return who has read which source through as a whole, with notes, by source and coder.

    Parameters
    ----------
    snapshot : Snapshot
    """
    sources, known = snapshot.table(Source), names(snapshot).source
    place = {key: number for number, key in enumerate(known)}
    found = sorted(snapshot.all(WholeReading), key=lambda one: (place[one.source_id], natural(one.coder)))
    rows = (
        Row(known[r.source_id], r.coder, r.read, r.note, r.version, r.version < sources[r.source_id].version)
        for r in found
    )
    return WholeReadings(tuple(rows), len(sources))
