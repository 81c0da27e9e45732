"""Starts of lines that say who speaks: a label with a colon, or where a text has none, a tab, a time, or bold type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kodeverk.messages import _n
from kodeverk.reading.roles import INFORMANT, INTERVIEWER, base_of

LONGEST, MOST_WORDS = 40, 4
_COLONS = 5
"""How many colons of a line are looked at for the one that ends a label: a label may hold some."""
_RISING, _MOST = 0.8, 2 / 3
"""Least share, 0-1, of turn numbers that rise; of lines with a tab, or a time behind a name, that a speaker begins."""

STAMP = r"[\[({#]?\d{1,2}(?::\d{2}){1,2}(?:[.,-]\d{1,3})?[\])}#]?"
_LABEL = r"[^\W_](?:[^\n\t:?!;,\"«»\[\]{}#]{0,38}?[^\s:?!;,\"«»\[\]{}#])??"
_HEAD = re.compile(
    rf"(?:(?P<before>{STAMP})[ \t]*[-–]?[ \t]*)?"
    rf"(?P<mark>\[|\*\*)?(?!\d{{1,2}}:\d{{2}})(?P<label>{_LABEL})(?(mark)(?:\]|\*\*)?)"
    rf"[ \t\xa0]*(?P<inside>{STAMP})?[ \t]*(?:(?<!\d):|:(?!\d\d(?!\d)))"
    rf"(?P<space>(?:[ \t\xa0]+|$)?)(?(mark)(?:\*\*)?)[ \t\xa0]*(?P<after>{STAMP})?\s*"
)
_NUMBER = re.compile(r"(?:[\[(]\d{1,4}[\])]|\d{1,4}[.)]?)[ \t\xa0]+")
_CELL = re.compile(
    rf"(?:\d{{1,4}}\.?\t+)?(?:(?P<before>{STAMP})[ \t]*\t+)?(?P<label>{_LABEL})[ \t]*\t+"
    rf"(?:(?P<after>{STAMP})[ \t]*\t+)?(?=[^\s])(?!.*\t)"
)
_TIMED = re.compile(rf"\[?(?P<label>(?!\d){_LABEL})\]?[ \t\xa0]+(?P<after>{STAMP})")
_PARTS = re.compile(r"(?P<whole>\d{1,2}(?::\d{2}){1,2})(?:[.,-](?P<part>\d{1,3}))?")
_BEFORE = re.compile(rf"({STAMP})[ \t]*")
_AFTER = re.compile(r"\s*(?:([\[(]\d{1,2}(?::\d{2}){1,2}[\])])\s*)?")
"""In brackets: else it is a time somebody speaks of."""
_INITIALS = re.compile(r"[A-ZÆØÅ]{2,3}\d{0,3}")
_FULL_NAME = re.compile(r"[A-ZÆØÅ]\w+(?:[ -][A-ZÆØÅ]\w+)+")
_ADDED = re.compile(r"(?<=\S)\s*\([^()]*\)$")

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


def heads_of(text: str, lines: Sequence[Line], known: frozenset[str]) -> tuple[list[Head | None], int]:
    """Return for each line the head that says who speaks, and how many lines begin like one but are read as speech.

    Parameters
    ----------
    text : str
        Canonical text.
    lines : sequence of Line
    known : frozenset of str
        Labels that are speakers, whatever they look like.

    Notes
    -----
    Numbers before labels are turn numbers where they rise. Where no line has a label with a colon, a line may begin
    with the speaker and a tab, as in a table, or be a name with a time.
    """
    heads = [_head(text, line, known) for line in lines]
    if not known:
        heads = _unnumbered(text, lines, heads)
    labels = _speakers(heads) | known
    if not labels:
        for find in (_timed, _cells):
            if found := _recurring(find(text, lines)):
                return found, 0
    passed = sum(1 for head in heads if head and head.label not in labels and not head.tight)
    return [head if head and head.label in labels else None for head in heads], passed


def read_as_speech(count: int) -> list[str]:
    """Return the warning on lines that begin like a label but are read as speech, if there are any."""
    told = _n(
        "{count} line begins like a speaker label but was read as speech.",
        "{count} lines begin like a speaker label but were read as speech.",
        count,
    )
    return [told.format(count=count)] if count else []


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
    return Head(found[0], after.end(), seconds_of((before and before[1]) or after[1]), False, False)


def _head(text: str, line: Line, known: Collection[str]) -> Head | None:
    if line.kind not in ("paragraph", "table"):
        return None
    if known and (told := _told(text, line, known)):
        return told
    if head := _with_colon(text, line, line.start):
        return head
    whole = text[line.start : line.end]
    if line.bold >= line.end and len(whole) <= LONGEST and _like_a_name(whole):
        return Head(whole, line.end, None, False, True)
    name = text[line.start : line.bold].strip()  # a bold name, and what is said after a space or tab
    if line.start < line.bold < line.end and len(name) <= LONGEST and _like_a_name(name):
        body = line.end - len(text[line.bold : line.end].lstrip())
        if text[body - 1].isspace():
            return Head(name, body, None, False, False)
    return None


def _with_colon(text: str, line: Line, start: int) -> Head | None:
    found = _HEAD.match(text, start, line.end)
    if not found or len(found["label"].split()) > MOST_WORDS:
        return None
    tight = not found["space"] and not found["mark"] and not found["after"] and found.end() < line.end
    seconds = seconds_of(found["before"] or found["inside"] or found["after"])
    return Head(found["label"], found.end(), seconds, tight, False)


def _unnumbered(text: str, lines: Sequence[Line], heads: list[Head | None]) -> list[Head | None]:
    """Return the heads without numbers before their labels, if these rise as numbers of turns do."""
    found: dict[int, Head] = {}
    numbers = []
    for place, line in enumerate(lines):
        number = _NUMBER.match(text, line.start, line.end) if line.kind in ("paragraph", "table") else None
        head = _with_colon(text, line, number.end()) if number else None
        if number and head and not head.tight:
            found[place] = head
            numbers.append(int(re.sub(r"\D", "", number[0])))
    rising = sum(one < other for one, other in pairwise(numbers))
    if len(numbers) < 3 or rising < _RISING * (len(numbers) - 1):
        return heads
    return [found.get(place, head) for place, head in enumerate(heads)]


def _timed(text: str, lines: Sequence[Line]) -> Iterator[Head | None]:
    """Yield for each line whether it is a name and a time, as Teams and Otter set them above what is said."""
    for line in lines:
        found = _TIMED.fullmatch(text, line.start, line.end) if line.kind == "paragraph" else None
        yield Head(found["label"], line.end, seconds_of(found["after"]), False, True) if found else None


def _cells(text: str, lines: Sequence[Line]) -> Iterator[Head | None]:
    """Yield for each line whether it is a short cell, a tab, and one more cell: who speaks, and what is said."""
    for line in lines:
        found = _CELL.match(text, line.start, line.end) if line.kind in ("paragraph", "table") else None
        seconds = seconds_of(found["before"] or found["after"]) if found else None
        yield Head(found["label"], found.end(), seconds, False, False) if found else None


def _recurring(found: Iterator[Head | None]) -> list[Head | None]:
    """Return heads whose labels look like names and recur, if two labels at least make up most of them; else none."""
    heads = list(found)
    counts = Counter(head.label for head in heads if head)
    labels = {label for label, count in counts.items() if count > 1 and (_known(label) or _like_a_name(label))}
    enough = len(labels) > 1 and sum(counts[label] for label in labels) >= _MOST * sum(counts.values())
    labels |= {label for label in counts if enough and _FULL_NAME.fullmatch(label)}
    return [head if head and head.label in labels else None for head in heads] if enough else []


def seconds_of(stamp: str | None) -> float | None:
    """Return a time stamp in seconds.

    >>> seconds_of("[00:12:31]"), seconds_of("#01:02:03-5#"), seconds_of("2:05"), seconds_of("[0:02.5] -")
    (751.0, 3723.5, 125.0, 2.5)
    """
    if not stamp or not (found := _PARTS.search(stamp)):
        return None
    seconds = 0
    for number in found["whole"].split(":"):
        seconds = seconds * 60 + int(number)
    return seconds + float(f"0.{found['part'] or 0}")


def _like_a_name(label: str) -> bool:
    words = _ADDED.sub("", label).split()
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


def _speakers(heads: Sequence[Head | None]) -> frozenset[str]:
    counts = Counter(head.label for head in heads if head and not head.tight)
    labels = {
        label
        for label, count in counts.items()
        if _known(label) or (count > 1 and (_like_a_name(label) or base_of(label) in INTERVIEWER | INFORMANT))
    } | {head.label for head in heads if head and head.tight and _known(head.label)}
    if labels and all(head is not None for head in heads):
        labels |= {label for label in counts if _like_a_name(label)}
    if any(map(_FULL_NAME.fullmatch, labels)):  # whoever is called as the others are may speak but once
        labels |= {label for label in counts if _FULL_NAME.fullmatch(label) and _like_a_name(label)}
    if any(label.islower() for label in labels):
        labels |= {label for label, count in counts.items() if count > 1 and _small_initials(label)}
    return frozenset(labels)


def _small_initials(label: str) -> bool:
    return _INITIALS.fullmatch(label.upper()) is not None and label not in _NO_SPEAKER
