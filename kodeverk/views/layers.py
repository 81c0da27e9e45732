"""Layers of what was decided between coders: counted like one more coder, and said wherever codings are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kodeverk.coding.decided import ADJUDICATED
from kodeverk.messages import _n
from kodeverk.model import Coder, Coding, Snapshot


def on_top(snapshot: Snapshot, ids: Iterable[str] | None = None) -> str:
    """Return in words how many codings are of a decided layer and counted on top of the coders' own; empty for none.

    Parameters
    ----------
    snapshot : Snapshot
    ids : iterable of str, optional
        Ids of the codings that are counted; without it, all.
    """
    layers = {coder.id for coder in snapshot.all(Coder) if coder.kind == ADJUDICATED}
    if not layers:
        return ""
    codings = snapshot.all(Coding) if ids is None else snapshot.find(Coding, set(ids)).values()
    counted = Counter(coding.coder for coding in codings)
    decided = {layer: counted[layer] for layer in sorted(layers) if counted[layer]}
    count = sum(decided.values())
    if count in (0, counted.total()):
        return ""
    told = _n(
        "{count} of the codings was decided between coders ({layer}) and is counted on top of theirs",
        "{count} of the codings were decided between coders ({layer}) and are counted on top of theirs",
        count,
    )
    return told.format(count=count, layer=", ".join(decided))
