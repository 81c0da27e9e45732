"""Sources: documents as text, their versions, their segments and who speaks in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kodeverk.model.span import Span

KINDS = ("interview", "agreement", "minutes", "report", "survey", "other")
ROLES = ("interviewer", "informant", "unknown")


class Segment(NamedTuple):
    """A stretch of a source with structure of its own: a turn, a paragraph, a heading, a table row.

    Attributes
    ----------
    number : int
        Place in the source, counted from 1.
    start, end : int
        The whole segment, label included, in code points.
    body : int
        Where what is said starts, after speaker label and time stamp, in code points.
    kind : str
        ``turn``, ``paragraph``, ``heading``, ``table``, ``note`` or ``comment``.
    speaker : str
        The label as the file has it, without its colon; empty where nobody is named.
    seconds : float or None
        Time stamp in the recording, in seconds.
    """

    number: int
    start: int
    end: int
    body: int
    kind: str = "turn"
    speaker: str = ""
    seconds: float | None = None

    @property
    def span(self) -> Span:
        """The whole segment as a span."""
        return Span(self.start, self.end)

    @property
    def speech(self) -> Span:
        """What is said, without label and time stamp."""
        return Span(self.body, self.end)


class Source(NamedTuple):
    """A document as text; immutable: a correction makes a new version.

    Attributes
    ----------
    id : str
        Permanent id.
    name : str
        The short name every verb accepts: the file's stem.
    kind : str
        One of `KINDS`.
    format : str
        Format of the imported file: ``docx``, ``txt``, ``md``.
    file : str
        Name of the imported file, without its folder.
    version : int
        Number of the version in force.
    office_id : str or None
        The office a document belongs to; None for interviews, whose speakers say it, and for what is common to all.
    """

    id: str
    name: str
    kind: str
    format: str
    file: str
    version: int = 1
    office_id: str | None = None


class SourceVersion(NamedTuple):
    """One version of a source's text; the text itself is kept once, under its SHA-256.

    Attributes
    ----------
    id : str
        ``<source id>/<number>``.
    source_id : str
    number : int
        1 for the text as imported.
    sha256 : str
        SHA-256 of the canonical text (UTF-8), 64 hexadecimal digits.
    original : str
        SHA-256 of the file as it was, kept as bytes.
    length : int
        Length of the canonical text in code points.
    segments : tuple of Segment
        In the order of the text; together with the white space between them they cover it.
    report : dict
        What was found, imported and left out at import, per kind of content; of a version made by edits or by rules,
        where it was edited, in lengths and never words (`kodeverk.coding.layers`), and the rules.
    made : str
        When, ISO 8601 in UTC.
    reason : str
        Why this version was made.
    """

    id: str
    source_id: str
    number: int
    sha256: str
    original: str
    length: int
    segments: tuple[Segment, ...]
    report: Mapping[str, object]
    made: str
    reason: str = ""


class Speaker(NamedTuple):
    """A speaker label of a source, told apart as interviewer or informant and bound to a case.

    Attributes
    ----------
    id : str
        ``<source id>/<label>``.
    source_id : str
    label : str
        As the file has it; empty for text nobody is named for.
    role : str
        ``interviewer``, ``informant`` or ``unknown``.
    case_id : str or None
        The case that speaks; None for interviewers and until somebody binds it.
    """

    id: str
    source_id: str
    label: str
    role: str
    case_id: str | None = None


class Asked(NamedTuple):
    """A person's judgement of which guide question an interviewer turn asks.

    Attributes
    ----------
    id : str
        ``<source id>/<segment>/<question>``.
    source_id : str
    segment : int
        Number of the interviewer's turn.
    question : str
        ``<guide>:<question id>``; empty when the turn asks nothing from the guide.
    coder : str
        Who judged.
    """

    id: str
    source_id: str
    segment: int
    question: str
    coder: str


class WholeReading(NamedTuple):
    """One coder's reading of a source as a whole, before and beside the coding of its parts.

    Attributes
    ----------
    id : str
        ``<source id>/<coder>``.
    source_id : str
    version : int
        Version of the source when it was marked as read through, or else when the note was written.
    coder : str
    read : str
        When it was marked as read through, ISO 8601 in UTC; empty until then.
    note : str
        Holistic note: what the interview as a whole is about, in the coder's words; may be empty.
    made : str
        When either was last changed.
    """

    id: str
    source_id: str
    version: int
    coder: str
    read: str
    note: str
    made: str
