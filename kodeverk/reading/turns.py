"""Turns and speakers: who says what, from labels at the start of lines.

A label is short, stands at the start of a paragraph and ends with a colon; it is taken as a speaker
if it is a known form (``I:``, ``Intervjuer:``, ``Informant 5:``, ``S01:``, ``NL:``) or recurs and looks like a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from kodeverk.model import Segment
from kodeverk.model.text import LINE_ENDS
from kodeverk.reading.heads import STAMP, Head, Line, heads_of, seconds_of
from kodeverk.reading.roles import roles_of

_STAMP_ALONE = re.compile(rf"\s*{STAMP}\s*(?:[-–]\s*)?")
_LINE = re.compile(rf"\S(?:[^{LINE_ENDS}]*\S)?")
_LINE_OF_LF = re.compile(r"\S(?:.*\S)?")
"""The same for a text whose lines all end in LF, as nearly all do: three times as quick."""


class Turns(NamedTuple):
    """A text divided: segments, the role of each speaker, and what is uncertain.

    Attributes
    ----------
    segments : tuple of Segment
    roles : dict of str to str
    guessed : tuple of str
        Labels whose role was guessed from how they speak.
    passed_over : int
        Lines that begin like a label but were read as speech.
    """

    segments: tuple[Segment, ...]
    roles: Mapping[str, str]
    guessed: tuple[str, ...]
    passed_over: int


def lines_of(text: str, start: int, kind: str = "paragraph", bold: int = 0) -> Iterator[Line]:
    """Yield the lines of a block that stands at `start`; only paragraphs are divided."""
    if kind != "paragraph":
        stripped = text.strip()
        if stripped:
            first = start + text.index(stripped[0])
            yield Line(first, first + len(stripped), kind, first)
        return
    other_ends = any(end in text for end in LINE_ENDS if end != "\n")
    for found in (_LINE if other_ends else _LINE_OF_LF).finditer(text):
        first, last = found.span()
        edge = max(first, bold) if bold and not text[:first].strip() else first
        yield Line(start + first, start + last, kind, start + edge)


def divide(text: str, lines: Iterable[Line], *, spoken: bool = True, known: Collection[str] = ()) -> Turns:
    """Return the turns, paragraphs, headings and table rows of a text, with its speakers.

    Parameters
    ----------
    text : str
        Canonical text.
    lines : iterable of Line
        Its lines in order.
    spoken : bool
        Whether lines may begin with speaker labels; in a document none does, and each line is a segment.
    known : collection of str
        Labels that are speakers, whatever they look like: those a format itself says who speaks by.

    Examples
    --------
    >>> text = "I: Hva gjør du?\\nNL: Leder.\\nHusk: begge.\\nI: Mm."
    >>> turns = divide(text, lines_of(text, 0))
    >>> [(s.speaker, s.speech.of(text)) for s in turns.segments]
    [('I', 'Hva gjør du?'), ('NL', 'Leder.\\nHusk: begge.'), ('I', 'Mm.')]
    """
    lines = list(lines)
    heads, passed = heads_of(text, lines if spoken else (), frozenset(known))
    segments = _segments(text, lines, heads or [None] * len(lines))
    roles, guessed = roles_of(text, segments)
    return Turns(segments, roles, guessed, passed)


def _segments(text: str, lines: list[Line], heads: list[Head | None]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    stamp: Line | None = None
    for line, head in zip(lines, heads, strict=True):
        if head is None and line.kind == "paragraph" and _STAMP_ALONE.fullmatch(text, line.start, line.end):
            found += [_alone(stamp, len(found))] if stamp else []
            stamp = line
            continue
        start, seconds = line.start, head.seconds if head else None
        if stamp is not None:
            start, seconds = stamp.start, seconds_of(text[stamp.start : stamp.end])
        if head is not None:
            found.append(Segment(len(found) + 1, start, line.end, head.body, "turn", head.label, seconds))
            stamp = None
            continue
        speaker = found[-1].speaker if found and found[-1].kind == "turn" else ""
        if line.kind == "paragraph" and speaker and (stamp is None or found[-1].body == found[-1].end):
            found[-1] = _longer(found[-1], line, seconds)
        elif line.kind == "paragraph" and speaker:
            found.append(Segment(len(found) + 1, start, line.end, line.start, "turn", speaker, seconds))
        else:
            found.append(Segment(len(found) + 1, start, line.end, line.start, line.kind, "", seconds))
        stamp = None
    return tuple(found + ([_alone(stamp, len(found))] if stamp else []))


def _alone(stamp: Line, before: int) -> Segment:
    return Segment(before + 1, stamp.start, stamp.end, stamp.start, "paragraph")


def _longer(turn: Segment, line: Line, seconds: float | None) -> Segment:
    body = line.start if turn.body == turn.end else turn.body
    return turn._replace(end=line.end, body=body, seconds=turn.seconds if turn.seconds is not None else seconds)
