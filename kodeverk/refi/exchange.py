"""What a project of another program holds, in one form: every reader makes it, and one place turns it into a study.

The nouns are those of REFI-QDA 1.5, section by section, with its names in brackets. Positions are as the file has them
and count in the text as the file has it: nothing is moved before `kodeverk.refi.positions` has found out how that
program counts.
"""

from __future__ import annotations

from typing import NamedTuple

from kodeverk.refi.losses import Loss


class User(NamedTuple):
    """Somebody who coded [User]: GUID, name, and short name where the file has one."""

    guid: str
    name: str
    short: str = ""


class ForeignCode(NamedTuple):
    """A code [Code].

    Attributes
    ----------
    guid, name : str
    parent : str
        GUID of the code above; empty at the top.
    codable : bool
        False for what only holds other codes.
    colour : str
        ``#rrggbb`` or empty.
    description : str
    notes : tuple of str
        GUIDs of notes.
    """

    guid: str
    name: str
    parent: str = ""
    codable: bool = True
    colour: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()


class Variable(NamedTuple):
    """An attribute [Variable]; `kind` is ``Text``, ``Boolean``, ``Integer``, ``Float``, ``Date`` or ``DateTime``."""

    guid: str
    name: str
    kind: str = "Text"
    description: str = ""


class Setting(NamedTuple):
    """What a variable is for a case or a source [VariableValue]; `value` is None where the file gives none."""

    variable: str
    value: str | int | float | bool | None


class ForeignCase(NamedTuple):
    """A case [Case]: its values, and by GUID the codes, sources and selections that belong to it."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    values: tuple[Setting, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class ForeignCoding(NamedTuple):
    """A code put on a selection or a whole source [Coding]; `code` may be the GUID of a case."""

    guid: str
    code: str
    user: str = ""
    made: str = ""
    notes: tuple[str, ...] = ()


class Selection(NamedTuple):
    """A marked passage [PlainTextSelection and its kin], or a marked area of a page, picture or recording.

    Attributes
    ----------
    guid : str
    name : str
        What the program calls it; often the quote, whole or cut short.
    start, end : int
        As the file has them, in a way of counting that is not known yet; -1 where it gives none.
    codings : tuple of ForeignCoding
    description : str
    notes : tuple of str
    user, made : str
    element : str
        Which element it is: ``PlainTextSelection``, ``TranscriptSelection``, ``PDFSelection`` ...
    place : str
        In words, where it is outside the text: ``page 3``, ``00:12-00:20``; empty for a passage of the text.
    """

    guid: str
    name: str
    start: int
    end: int
    codings: tuple[ForeignCoding, ...] = ()
    description: str = ""
    notes: tuple[str, ...] = ()
    user: str = ""
    made: str = ""
    element: str = "PlainTextSelection"
    place: str = ""


class SyncPoint(NamedTuple):
    """Where a place in a transcript stands in the recording [SyncPoint]: position as the file has it, and seconds."""

    guid: str
    position: int | None
    seconds: float | None


class ForeignSource(NamedTuple):
    """A source with a text [TextSource, PDFSource/Representation, AudioSource/Transcript ...].

    Attributes
    ----------
    guid, name : str
    kind : str
        ``text``, ``pdf``, ``audio``, ``video`` or ``picture``: what the text belongs to; ``transcript`` for one
        besides the first of the same recording.
    text : str
        As the file has it: no line end translated, no mark dropped.
    original : bytes
        The file itself where the project holds it, else empty.
    file : str
        Its name.
    description : str
    selections : tuple of Selection
    codings : tuple of ForeignCoding
        On the source as a whole.
    values : tuple of Setting
    notes : tuple of str
    sync_points : tuple of SyncPoint
    user, made : str
    """

    guid: str
    name: str
    kind: str
    text: str
    original: bytes = b""
    file: str = ""
    description: str = ""
    selections: tuple[Selection, ...] = ()
    codings: tuple[ForeignCoding, ...] = ()
    values: tuple[Setting, ...] = ()
    notes: tuple[str, ...] = ()
    sync_points: tuple[SyncPoint, ...] = ()
    user: str = ""
    made: str = ""


class Note(NamedTuple):
    """A memo [Note]: its text, and what it says of itself."""

    guid: str
    name: str
    text: str
    description: str = ""
    user: str = ""
    made: str = ""
    codings: tuple[ForeignCoding, ...] = ()
    selections: tuple[Selection, ...] = ()


class ForeignLink(NamedTuple):
    """A link between two things by GUID [Link]; `direction` is ``Associative``, ``OneWay`` or ``Bidirectional``."""

    guid: str
    name: str
    origin: str
    target: str
    direction: str = "Associative"
    colour: str = ""
    notes: tuple[str, ...] = ()


class Grouping(NamedTuple):
    """A set [Set]: by GUID the codes, sources and notes in it."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Exchange(NamedTuple):
    """A project of another program, as read.

    Attributes
    ----------
    name : str
    origin : str
        The program that wrote it, as the file says.
    users, codes, variables, cases, sources, notes, links, sets : tuple
    description : str
    notes_on_project : tuple of str
        GUIDs of notes on the project as a whole.
    losses : tuple of Loss
        What the reader met and could not take along.
    warnings : tuple of str
        What a person should look at; never interview text.
    """

    name: str
    origin: str
    users: tuple[User, ...] = ()
    codes: tuple[ForeignCode, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[ForeignCase, ...] = ()
    sources: tuple[ForeignSource, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[ForeignLink, ...] = ()
    sets: tuple[Grouping, ...] = ()
    description: str = ""
    notes_on_project: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    warnings: tuple[str, ...] = ()
