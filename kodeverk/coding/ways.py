"""The three ways a corrected text comes: as edits, as a whole new text, or as the file read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from kodeverk.coding.alignment import Aligned
from kodeverk.coding.correcting import Corrected
from kodeverk.coding.edits import Edited
from kodeverk.coding.layers import kept
from kodeverk.coding.turning import segments_after
from kodeverk.model import Segment, Snapshot, Source, canonical


class Divided(Protocol):
    """A text divided: its segments and the role of each speaker label."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """In the order of the text."""

    @property
    def roles(self) -> Mapping[str, str]:
        """By label."""


DividedAnew = Callable[[str, Sequence[Segment], str, Sequence[Segment]], Divided | None]
"""`kodeverk.reading.corrected.divided_anew`, handed over by the rooms above: reading and coding know nothing of each
other."""


def by_edits(
    snapshot: Snapshot, source: Source, edits: Iterable[tuple[int, int, str]], divided_anew: DividedAnew
) -> Corrected:
    """Return the text in force as edits leave it.

    Turns stay turns; only where a speaker label is altered or taken out are they found anew, if that is certain.

    Parameters
    ----------
    snapshot : Snapshot
    source : Source
    edits : iterable of (int, int, str)
        Start and end in code points of the version in force, and what is put there; none may overlap.
    divided_anew : function

    Raises
    ------
    KodeverkError
        If an edit reaches outside the text, or two overlap.
    """
    version, text = snapshot.version(source.id), snapshot.text(source.id)
    edited = Edited(text, edits)
    segments, whole = segments_after(version.segments, edited)
    anew = None if whole else divided_anew(text, version.segments, edited.new, segments)
    if anew is not None:
        return Corrected(edited, anew.segments, version.number, anew.roles, report=kept(edited))
    return Corrected(edited, segments, version.number, report=kept(edited))


def by_text(snapshot: Snapshot, source: Source, new: str, divided_anew: DividedAnew) -> Corrected:
    """Return a whole new text, its turns found anew where that is certain and else as what differs leaves them."""
    version, text = snapshot.version(source.id), snapshot.text(source.id)
    aligned = Aligned(text, canonical(new).text)
    segments, _whole = segments_after(version.segments, Edited(text, aligned.edits))
    anew = divided_anew(text, version.segments, aligned.new, segments)
    if anew is not None:
        return Corrected(aligned, anew.segments, version.number, anew.roles)
    return Corrected(aligned, segments, version.number)


def by_file(
    snapshot: Snapshot, source: Source, divided: Divided, text: str, *, original: bytes, report: Mapping[str, object]
) -> Corrected:
    """Return the text of a file as its reader divides it.

    Parameters
    ----------
    snapshot : Snapshot
    source : Source
    divided : Divided
        The file as read.
    text : str
        Its canonical text.
    original : bytes
        The file as it is.
    report : dict
        What was found and left out in it.
    """
    aligned = Aligned(snapshot.text(source.id), text)
    number = snapshot.version(source.id).number
    return Corrected(aligned, divided.segments, number, divided.roles, original, report)
