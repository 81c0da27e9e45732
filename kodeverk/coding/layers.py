"""Layers of a text: what each version did to the one before it, and where a stretch of one stands in another.

A version made by edits or by rules keeps where it took text out and how much it put in, never the words themselves;
from that positions are exact both ways. One that came as a whole text or file is laid beside the one before it, and
what has no certain place there has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any, NamedTuple, TypeAlias, cast

from kodeverk.coding.alignment import Aligned
from kodeverk.coding.edits import Edited, Moving, applied
from kodeverk.language.graphemes import snapped
from kodeverk.model import Snapshot, Source, SourceVersion, Span

Taken: TypeAlias = tuple[int, int, int]
"""Where text was taken out of the version before, ``[start, end)``, and how many code points were put there."""


class Layer:
    """A text before and after edits of which only the lengths are known, and where stretches stand on either side.

    Parameters
    ----------
    old, new : str
    taken : sequence of (int, int, int)
        In order, not overlapping.
    moved : sequence of (int, int, int)
        Stretches ``[start, end)`` of `old` that stand, unaltered, from this place of `new` on, in what was put in.

    Examples
    --------
    >>> layer = Layer("vi er eh to", "vi er to", [(6, 9, 0)])
    >>> layer.span(Span(0, 11)), layer.earlier(Span(0, 8)), layer.span(Span(6, 8)), layer.earlier(Span(6, 8))
    (Span(start=0, end=8), Span(start=0, end=11), None, Span(start=9, end=11))
    """

    def __init__(self, old: str, new: str, taken: Sequence[Taken], moved: Sequence[Taken] = ()) -> None:
        self.old, self.new = old, new
        self._taken = taken
        back, shift = [], 0
        for start, end, put_in in taken:
            back.append((start + shift, start + shift + put_in, end - start))
            shift += put_in - (end - start)
        self._back = back
        self._pieces = _pieces(taken, back, moved, (len(old), len(new))) if moved else ()

    def span(self, span: Span) -> Span | None:
        """Return where a stretch of the old text stands in the new one; None where nothing of it is left."""
        if self._pieces:
            return _by_pieces(self._pieces, span)
        return _snapped(self.old, self.new, span, self._taken)

    def earlier(self, span: Span) -> Span | None:
        """Return where a stretch of the new text stood in the old one; None where nothing of it was there."""
        if self._pieces:
            return _by_pieces([(to, to + end - start, start) for start, end, to in self._pieces], span)
        return _snapped(self.new, self.old, span, self._back)


def _snapped(old: str, new: str, span: Span, taken: Iterable[Taken]) -> Span | None:
    """Return where a stretch is after edits, its edges between characters where they were so before."""
    found = Moving([(start, end, range(put_in)) for start, end, put_in in taken]).span(span)
    return snapped(new, found) if found is not None and snapped(old, span) == span else found


def _pieces(
    taken: Sequence[Taken], back: Sequence[Taken], moved: Iterable[Taken], ends: tuple[int, int]
) -> tuple[Taken, ...]:
    """Return every stretch of the old text that is in the new one, with where it is there."""
    edges = [(0, 0), *chain.from_iterable(((o[0], n[0]), (o[1], n[1])) for o, n in zip(taken, back, strict=True)), ends]
    stayed = ((one[0], other[0], one[1]) for one, other in list(pairwise(edges))[::2])
    return tuple(sorted(piece for piece in chain(stayed, moved) if piece[0] < piece[1]))


def _by_pieces(pieces: Sequence[Taken], span: Span) -> Span | None:
    """Return where a stretch is; None where what it consists of no longer stands together."""
    images = [
        (to + max(span.start - start, 0), to + min(span.end, end) - start)
        for start, end, to in sorted(pieces)
        if start < span.end and span.start < end
    ]
    if not images or images != sorted(images):
        return None
    found = Span(images[0][0], images[-1][1])
    strangers = [to for start, end, to in pieces if to < found.end and found.start < to + end - start]
    return found if len(strangers) == len(images) else None


class Placed(NamedTuple):
    """Where a stretch of one version of a text stands in another.

    Attributes
    ----------
    source : str
    version : int
        The version asked for.
    start, end : int or None
        In code points of that version; None where nothing of it stands there, or no place is certain.
    text : str
        What it says there; empty where it has no place.
    exact : bool
        Whether every version between was made by edits that were kept; else one was laid beside the other.
    """

    source: str
    version: int
    start: int | None
    end: int | None
    text: str
    exact: bool


def kept(edited: Edited) -> dict[str, object]:
    """Return what a version keeps of the edits that made it: where, and how much was put in.

    Nothing is kept where letters beside an edit became one with it, so that the edits do not say all.
    """
    if applied(edited.old, edited.edits) != edited.new:
        return {}
    return {"edits": [[edit.start, edit.end, len(edit.text)] for edit in edited.edits]}


def placed(snapshot: Snapshot, source: Source, span: Span, from_version: int, to_version: int) -> Placed:
    """Return where a stretch of one version of a source stands in another, earlier or later."""
    found: Span | None = span
    exact = True
    step = 1 if to_version > from_version else -1
    for number in range(from_version, to_version, step):
        later = max(number, number + step)
        old, new = (snapshot.text(source.id, n) for n in (later - 1, later))
        layer = layer_of(snapshot.version(source.id, later), old, new)
        exact = exact and layer is not None
        if found is None:
            continue
        if layer is not None:
            found = layer.span(found) if step > 0 else layer.earlier(found)
        else:
            found = (Aligned(old, new) if step > 0 else Aligned(new, old)).span(found)
    if found is None:
        return Placed(source.name, to_version, None, None, "", exact)
    text = found.of(snapshot.text(source.id, to_version))
    return Placed(source.name, to_version, found.start, found.end, text, exact)


def layer_of(version: SourceVersion, old: str, new: str) -> Layer | None:
    """Return what made a version of the one before it; None where its edits were not kept."""
    report = cast("Mapping[str, Any]", version.report)
    if "edits" not in report:
        return None
    return Layer(old, new, [tuple(one) for one in report["edits"]], [tuple(one) for one in report.get("moved", ())])
