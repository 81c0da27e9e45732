"""What a walk through an RTF file keeps in mind: what holds in a group, and what is read apart."""

from __future__ import annotations

from typing import NamedTuple

from kodeverk.reading.rtf_tables import Rows


class State(NamedTuple):
    """What holds until the group ends.

    Attributes
    ----------
    bold, hidden, backward : bool
        Backward is text that runs from right to left.
    deleted, inserted : str
        Kind of tracked change; empty where there is none.
    level : int
        Tables the paragraph stands in, one within the other.
    heading : bool
    dropped : str
        Kind of content of a destination that is left out; empty for what comes in.
    silent : str
        One of `SILENT`, for what holds no text of the document; empty for text.
    listening : bool
        Whether silent text is a name or a title.
    endings : tuple
        What is done where the group ends.
    """

    bold: bool = False
    hidden: bool = False
    backward: bool = False
    deleted: str = ""
    inserted: str = ""
    level: int = 0
    heading: bool = False
    dropped: str = ""
    silent: str = ""
    listening: bool = False
    endings: tuple[tuple[str, int], ...] = ()


class Flow:
    """A note, comment or text box under way: what it is, where it is anchored, and the rows under way outside it."""

    def __init__(self, kind: str, place: tuple[int, int], rows: Rows) -> None:
        self.kind = kind
        self.place = place
        self.rows = rows
