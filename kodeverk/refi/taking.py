"""A project of another program on its way into records: what has been made of it, and what became of each element."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from kodeverk.messages import _
from kodeverk.model import Code, Coder, Memo, Record, Segment, Source, Span, content_id
from kodeverk.refi.exchange import Exchange, ForeignCoding
from kodeverk.refi.losses import Loss, summed


class Passage(NamedTuple):
    """Where a selection stands: in which source, and in which span of its canonical text."""

    source_id: str
    span: Span


class Text(NamedTuple):
    """A source that was made, with its segments and the role of each speaker label."""

    source: Source
    segments: tuple[Segment, ...]
    roles: dict[str, str]


class Target(NamedTuple):
    """What a memo can be about: the kind of record, its id, and its name for people."""

    on: str
    id: str
    name: str


STUDY = Target("study", "", "")


class Taking:
    """Records made so far, by the GUIDs of what they were made of; and what was kept and left out.

    Parameters
    ----------
    exchange : Exchange
    file : str
        Name of the file, which values and memos say they come from.

    Attributes
    ----------
    records : list of Record
    texts, originals : list
        What source versions refer to.
    codebook : str
        Id of the codebook the codes go into.
    codes : dict of str to Code
    held : dict of str to Text
    passages : dict of str to Passage
    targets : dict of str to Target
        By the GUID of anything a note or link can point at. A GUID used twice stands for the first.
    references : list of (str, Target)
        Notes by GUID, and what they are about.
    of_cases : dict of str to list of Passage
        Passages coded with a case instead of a code, by its GUID.
    warnings : dict of str to None
        What a person should look at, each once, in order.
    coders : dict of str to str
        Names of the coders by the GUID of the user; under no GUID whoever stands for nobody named.
    """

    def __init__(self, exchange: Exchange, file: str) -> None:
        self.exchange, self.file = exchange, file
        self.records: list[Record] = []
        self.texts: list[str] = []
        self.originals: list[bytes] = []
        self.codebook = ""
        self.codes: dict[str, Code] = {}
        self.held: dict[str, Text] = {}
        self.passages: dict[str, Passage] = {}
        self.targets: dict[str, Target] = {}
        self.references: list[tuple[str, Target]] = []
        self.of_cases: dict[str, list[Passage]] = {}
        self.warnings: dict[str, None] = {}
        self.coders = self._coders()
        self._ids: set[tuple[str, str]] = set()
        self._notes = {note.guid for note in exchange.notes}
        self._rows: dict[tuple[str, str], list[int]] = {}

    def kept(self, element: str, note: str = "", count: int = 1) -> None:
        """Count elements that came across, with a word on where they went if that is not plain."""
        self._count(element, note, count, 0)

    def left(self, element: str, why: str, count: int = 1) -> None:
        """Count elements that did not come across, with the reason."""
        self._count(element, why, 0, count)

    def _count(self, element: str, note: str, kept: int, left: int) -> None:
        if kept or left:
            row = self._rows.setdefault((element, note), [0, 0])
            row[0] += kept
            row[1] += left

    def losses(self) -> tuple[Loss, ...]:
        """Return what became of every element."""
        rows = (Loss(name, kept + left, kept, left, note) for (name, note), (kept, left) in self._rows.items())
        return summed((*rows, *self.exchange.losses))

    def own_id(self, table: str, guid: str, *content: object) -> str:
        """Return the GUID as id of a record, or one made of its content where the GUID is taken or missing."""
        found = guid
        while not found or (table, found) in self._ids:
            found = content_id(table, found, guid, *content)
        self._ids.add((table, found))
        return found

    def point(self, guid: str, target: Target, notes: Iterable[str] = ()) -> None:
        """Note what a GUID stands for, and the notes that are about it."""
        if guid:
            self.targets.setdefault(guid, target)
        for note in notes:
            if note in self._notes:
                self.kept("NoteRef")
                self.references.append((note, target))
            else:
                self.left("NoteRef", _("the note is not in the project"))

    def memo(self, target: Target, text: str, *, guid: str = "", user: str = "", made: str = "") -> None:
        """Make a memo; one without text is none."""
        if text.strip():
            coder = self.coder(user)
            key = self.own_id("memo", guid, target, text, coder)
            self.records.append(Memo(key, target.on, target.id, text.strip(), coder, moment(made)))

    def coder(self, *users: str) -> str:
        """Return the name of the first of these users who is named, or of the one who stands for nobody named."""
        guid = next((user for user in users if user), "")
        if guid not in self.coders:
            self.coders[guid] = free(f"user {guid[:8]}", self.coders.values())
            self.records.append(Coder(self.coders[guid]))
        return self.coders[guid]

    def coder_of(self, coding: ForeignCoding, *users: str) -> str:
        """Return who made a coding: who is named on it, on its passage, or on its source."""
        return self.coder(coding.user, *users)

    def _coders(self) -> dict[str, str]:
        """Return the names of the users by GUID; under no GUID stands the only user, or else the program."""
        found: dict[str, str] = {}
        for user in self.exchange.users:
            if user.guid not in found:
                found[user.guid] = free(clean(user.name or user.short) or f"user {user.guid[:8]}", found.values())
        self.records += [Coder(name) for name in found.values()]
        if len(found) == 1:
            return {**found, "": next(iter(found.values()))}
        nobody = free(clean(self.exchange.origin) or "unknown", found.values())
        self.records.append(Coder(nobody))
        return {**found, "": nobody}


def clean(name: str) -> str:
    """Return a name on one line."""
    return " ".join(name.split())


def free(name: str, taken: Iterable[str]) -> str:
    """Return a name nothing goes by yet: the name itself, or with a number.

    >>> free("ledelse", ["ledelse", "ledelse (2)"])
    'ledelse (3)'
    """
    known = taken if isinstance(taken, set | dict) else set(taken)
    number, found = 1, name
    while found in known:
        number += 1
        found = f"{name} ({number})"
    return found


def moment(written: str) -> str:
    """Return a time in UTC to the second; without zone as it is written, and nothing where it is no time.

    >>> moment("2019-03-18T10:00:00+01:00"), moment("2019-03-18T10:00:00"), moment("in March")
    ('2019-03-18T09:00:00+00:00', '2019-03-18T10:00:00', '')
    """
    try:
        found = datetime.fromisoformat(written.strip())
        found = found.astimezone(UTC) if found.tzinfo else found
    except (ValueError, OverflowError):
        return ""
    return found.isoformat(timespec="seconds")
