"""Coded passages of another program's database, each set where its own words stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kodeverk.messages import _, _n
from kodeverk.model import content_id
from kodeverk.refi.anchoring import STANDARD, Anchors, Way
from kodeverk.refi.exchange import ForeignCoding, Note, Selection
from kodeverk.refi.losses import Loss


class Passage(NamedTuple):
    """One row of a table of codings.

    Attributes
    ----------
    guid : str
    code, code_name : str
        GUID and name of the code; no GUID where the row is a remark or part of a case and codes nothing.
    start, end : int or None
        As the database has them.
    quote : str
        The words stored with it; empty where the program stores none.
    memo, user, made : str
    """

    guid: str
    code: str
    code_name: str
    start: int | None
    end: int | None
    quote: str = ""
    memo: str = ""
    user: str = ""
    made: str = ""


class Placed(NamedTuple):
    """What the passages of one source became.

    Attributes
    ----------
    selections : tuple of Selection
    notes : tuple of Note
        Memos on codings.
    displaced : tuple of Note
        For each passage that has no place in the text, its code, words and memo: notes on the source.
    moved : int
        How many stand elsewhere than their positions said.
    losses : tuple of Loss
    """

    selections: tuple[Selection, ...]
    notes: tuple[Note, ...]
    displaced: tuple[Note, ...]
    moved: int
    losses: tuple[Loss, ...]


def told(passages: Iterable[Passage]) -> list[tuple[int, int, str]]:
    """Return start, end and words of the passages that have positions."""
    return [(one.start, one.end, one.quote) for one in passages if one.start is not None and one.end is not None]


def placed(text: str, passages: Sequence[Passage], likely: Way = STANDARD) -> Placed:
    """Return passages as selections in code points of `text`, and what has no place in it as notes.

    Parameters
    ----------
    text : str
        As the database has it.
    passages : sequence of Passage
    likely : (str, str)
        How positions count where the words of this text's passages do not tell.
    """
    anchors = Anchors(text, told(passages), likely)
    selections, notes, displaced, moved = [], [], [], 0
    for one in passages:
        place = None if one.start is None or one.end is None else anchors.find(one.start, one.end, one.quote)
        if place is None:
            displaced.append(_displaced(one))
            continue
        moved += place.moved
        memo = (content_id(one.guid, "memo"),) if one.memo and one.code else ()
        notes += [Note(note, one.code_name, one.memo, user=one.user, made=one.made) for note in memo]
        coding = ForeignCoding(one.guid, one.code, one.user, one.made, memo)
        selections.append(
            Selection(
                one.guid, text[place.start : place.end], place.start, place.end, (coding,) if one.code else (),
                description="" if one.code else one.memo, user=one.user, made=one.made,
            )
        )  # fmt: skip
    lost = len(displaced)
    why = _("their words stand nowhere near their positions; kept as memos on the source")
    losses = (Loss("PlainTextSelection", lost, 0, lost, why),) if lost else ()
    return Placed(tuple(selections), tuple(notes), tuple(displaced), moved, losses)


def _displaced(one: Passage) -> Note:
    where = f"{one.start}-{one.end}"
    name = _("Passage without a place in the text ({where}): {code}").format(where=where, code=one.code_name)
    return Note(one.guid, name, "\n".join(filter(None, (one.quote, one.memo))) or name, user=one.user, made=one.made)


def warnings_of(found: Iterable[tuple[str, Placed]]) -> tuple[str, ...]:
    """Return what a person should look at, source by source; each passage without a place by its code and positions."""
    lines = []
    for source, one in found:
        if one.moved:
            lines.append(
                _n(
                    "{source}: {count} coding was set where its words stand; its positions pointed beside them.",
                    "{source}: {count} codings were set where their words stand; their positions pointed beside them.",
                    one.moved,
                ).format(source=source, count=one.moved)
            )
        lines += [f"{source}: {note.name}" for note in one.displaced]
    return tuple(lines)
