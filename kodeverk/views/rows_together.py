"""The rows of the tables of what was decided between coders, and of who has read what as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from kodeverk.coding.decided import decisions as standing_decisions
from kodeverk.model import Adjudication, Coding, Snapshot, Source, WholeReading
from kodeverk.views.naming import names, natural

Rows: TypeAlias = Iterable[tuple[object, ...]]


def decisions(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``decisions``."""
    known, found = names(snapshot), snapshot.all(Adjudication)
    standing = {one.id for layer in {d.layer for d in found} for one in standing_decisions(snapshot, layer).values()}
    for d in sorted(found, key=lambda d: (natural(known.source[d.source_id]), *d.span, d.layer, d.id)):
        sides, kept = snapshot.find(Coding, d.between).values(), snapshot.find(Coding, d.kept).values()
        used = {coding.code_id for coding in kept}
        codes = "; ".join(name for key, name in known.code.items() if key in used)
        coders = "; ".join(sorted({coding.coder for coding in sides}, key=natural))
        where = (known.source[d.source_id], d.start, d.end, d.span.of(snapshot.text(d.source_id, d.version)))
        ids = ("; ".join(d.between), "; ".join(d.kept), d.source_id, d.version, d.id)
        yield *where, codes, coders, d.layer, d.coder, d.note, d.made, d.id in standing, *ids


def readings(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``readings``."""
    known, sources = names(snapshot).source, snapshot.table(Source)
    for r in sorted(snapshot.all(WholeReading), key=lambda r: (natural(known[r.source_id]), natural(r.coder))):
        stale = r.version != sources[r.source_id].version
        yield known[r.source_id], r.coder, r.read, r.note, r.made, r.version, stale, r.source_id, r.id
