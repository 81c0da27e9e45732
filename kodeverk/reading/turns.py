"""Turns and speakers: who says what, from labels at the start of lines.

A label is short, stands at the start of a paragraph and ends with a colon; it is taken as a speaker
if it is a known form (``I:``, ``Intervjuer:``, ``Informant 5:``, ``S01:``, ``NL:``) or recurs and looks like a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from kodeverk.model import Segment
from kodeverk.reading.plain import LINE_ENDS
from kodeverk.reading.roles import INFORMANT, INTERVIEWER, base_of, roles_of

LONGEST, MOST_WORDS = 40, 4
_COLONS = 5
"""How many colons of a line are looked at for the one that ends a label: a label may hold some."""

_STAMP = r"[\[({#]?\d{1,2}(?::\d{2}){1,2}(?:[.,-]\d{1,3})?[\])}#]?"
_HEAD = re.compile(
    rf"(?:(?P<before>{_STAMP})[ \t]*[-–]?[ \t]*)?"
    r"(?P<label>[^\W_](?:[^\n:?!;,\"«»\[\]{}#]{0,38}?[^\s:?!;,\"«»\[\]{}#])?)"
    rf"[ \t\xa0]*(?P<inside>{_STAMP})?[ \t]*:(?P<space>(?:[ \t\xa0]+|$)?)(?P<after>{_STAMP})?\s*"
)
_PARTS = re.compile(r"(?P<whole>\d{1,2}(?::\d{2}){1,2})(?:[.,-](?P<part>\d{1,3}))?")
_STAMP_ALONE = re.compile(rf"\s*{_STAMP}\s*(?:[-–]\s*)?")
_BEFORE = re.compile(rf"({_STAMP})[ \t]*")
_AFTER = re.compile(r"\s*(?:([\[(]\d{1,2}(?::\d{2}){1,2}[\])])\s*)?")
"""In brackets: else it is a time somebody speaks of."""
_INITIALS = re.compile(r"[A-ZÆØÅ]{2,3}\d{0,3}")
_LINE = re.compile(rf"\S(?:[^{LINE_ENDS}]*\S)?")
_LINE_OF_LF = re.compile(r"\S(?:.*\S)?")
"""The same for a text whose lines all end in LF, as nearly all do: three times as quick."""

_AT_ONCE = frozenset(
    {
        "i", "int", "interv", "intervjuer", "intervjuar", "interviewer", "inf", "informant", "respondent",
        "resp",
    }
)  # fmt: skip
_NUMBERED = frozenset(
    {
        "s", "sp", "spk", "speaker", "taler", "talar", "person", "stemme", "p",
        "deltaker", "deltakar",
    }
)  # fmt: skip
_NAMED_BY_ROLE = frozenset(
    {
        "leder", "leiar", "ansatt", "tilsett", "medarbeider", "medarbeidar", "veileder", "rettleiar", "fagleder",
        "fagleiar", "kontorleder", "avdelingsleder", "mellomleder", "informant",
        "respondent", "deltaker", "deltakar", "intervjuer", "intervjuar",
    }
)  # fmt: skip
_NO_SPEAKER = frozenset(
    {
        "husk", "merk", "nb", "obs", "ps", "altså", "eksempel", "eksempelvis", "poenget",
        "spørsmålet", "svaret", "dato", "sted", "stad", "tid", "tema", "ja", "nei",
        "og", "men", "så", "konklusjon", "resultat", "tittel", "notat", "kommentar", "problemet",
        "tlf", "kilde", "varighet", "mål", "note", "notes", "remember", "example", "date",
        "place", "time", "topic", "kl", "nr", "punkt", "del", "kapittel", "for", "nav",
    }
)  # fmt: skip


class Line(NamedTuple):
    """A line of the canonical text, or a whole table row, note or comment.

    Attributes
    ----------
    start, end : int
        In code points, white space around it left out.
    kind : str
        As for a segment.
    bold : int
        Where the bold start of the line ends; `start` if it is not bold.
    """

    start: int
    end: int
    kind: str
    bold: int


class Head(NamedTuple):
    """The start of a line read as a speaker label: where what is said starts (behind white space), and the time."""

    label: str
    body: int
    seconds: float | None
    tight: bool
    alone: bool


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
    sure = frozenset(known)
    heads = [_head(text, line, sure) if spoken else None for line in lines]
    labels = _speakers(heads, lines) | sure
    segments = _segments(text, lines, [head if head and head.label in labels else None for head in heads])
    roles, guessed = roles_of(text, segments)
    passed = sum(1 for head in heads if head and head.label not in labels and not head.tight)
    return Turns(segments, roles, guessed, passed)


def named(text: str, start: int, end: int, known: Collection[str]) -> tuple[str, int] | None:
    """Return the longest known label that a line begins with, followed by a colon, and where what is behind it starts.

    >>> named("Nordmann, Kari : Hei", 0, 20, {"Nordmann, Kari"})
    ('Nordmann, Kari', 16)
    """
    found, colon = None, start - 1
    for _colon in range(_COLONS):
        colon = text.find(":", colon + 1, end)
        if colon < 0:
            break
        if (label := text[start:colon].rstrip(" \t\xa0")) in known:
            found = label, colon + 1
    return found


def _told(text: str, line: Line, known: Collection[str]) -> Head | None:
    """Return the head of a line that begins with a known label."""
    before = _BEFORE.match(text, line.start, line.end)
    found = named(text, before.end() if before else line.start, line.end, known)
    if not found:
        return None
    after = _AFTER.match(text, found[1], line.end)
    assert after is not None, "it may be nothing"
    return Head(found[0], after.end(), _seconds((before and before[1]) or after[1]), False, False)


def _head(text: str, line: Line, known: Collection[str]) -> Head | None:
    if line.kind not in ("paragraph", "table"):
        return None
    if known and (told := _told(text, line, known)):
        return told
    found = _HEAD.match(text, line.start, line.end)
    if found:
        before, label, inside, space, after = found.groups()
        if len(label.split()) <= MOST_WORDS:
            tight = not space and not after and found.end() < line.end
            return Head(label, found.end(), _seconds(before or inside or after), tight, False)
    whole = text[line.start : line.end]
    if line.bold >= line.end and len(whole) <= LONGEST and _like_a_name(whole):
        return Head(whole, line.end, None, False, True)
    name = text[line.start : line.bold].strip()  # a bold name, and what is said after a space or tab
    if line.start < line.bold < line.end and len(name) <= LONGEST and _like_a_name(name):
        body = line.end - len(text[line.bold : line.end].lstrip())
        if text[body - 1].isspace():
            return Head(name, body, None, False, False)
    return None


def _seconds(stamp: str | None) -> float | None:
    """Return a time stamp in seconds.

    >>> _seconds("[00:12:31]"), _seconds("#01:02:03-5#"), _seconds("2:05"), _seconds("[0:02.5] -")
    (751.0, 3723.5, 125.0, 2.5)
    """
    if not stamp or not (found := _PARTS.search(stamp)):
        return None
    seconds = 0
    for number in found["whole"].split(":"):
        seconds = seconds * 60 + int(number)
    return seconds + float(f"0.{found['part'] or 0}")


def _like_a_name(label: str) -> bool:
    words = label.split()
    if not words or len(words) > MOST_WORDS or words[0].casefold().rstrip(".") in _NO_SPEAKER:
        return False
    if words[0].casefold() in _NAMED_BY_ROLE:
        return True
    return all(word.lstrip("(")[:1].isupper() or word[:1].isdigit() for word in words)


def _known(label: str) -> bool:
    base = base_of(label)
    numbered = base in _NUMBERED and label[-1:].isdigit()
    initials = _INITIALS.fullmatch(label) and base not in _NO_SPEAKER
    return bool(initials) or numbered or (base in _AT_ONCE and (len(base) > 1 or label.isupper()))


def _speakers(heads: list[Head | None], lines: list[Line]) -> frozenset[str]:
    counts = Counter(head.label for head in heads if head and not head.tight)
    labels = {
        label
        for label, count in counts.items()
        if _known(label) or (count > 1 and (_like_a_name(label) or base_of(label) in INTERVIEWER | INFORMANT))
    } | {head.label for head in heads if head and head.tight and _known(head.label)}
    if labels and all(head is not None for head in heads):
        labels |= {label for label in counts if _like_a_name(label)}
    return frozenset(labels)


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
            start, seconds = stamp.start, _seconds(text[stamp.start : stamp.end])
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
