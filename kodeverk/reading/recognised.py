"""Recognised speech as .json: segments with times, and speakers where the program told them apart.

Read are lists of segments with ``text``, and ``start`` and ``end`` in seconds, as aTrain, Whisper, faster-whisper,
whisperX and the interfaces modelled on them write; ``chunks`` with a ``timestamp`` (transformers); and
``transcription`` with ``offsets`` in thousandths (whisper.cpp).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.model import canonical
from kodeverk.reading.cues import Cue
from kodeverk.reading.decoding import decoded, replaced
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Content, Raw
from kodeverk.reading.spoken import LATEST, left_row, turns_of

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Record: TypeAlias = "dict[str, Json]"
Way: TypeAlias = "tuple[str | int, ...]"

_LISTS = ("segments", "chunks", "transcription")
_MACHINE = frozenset(
    {"language", "language_code", "lang", "model", "type", "systeminfo", "task", "id", "timestamps", "from", "to"}
)
"""Fields whose words a program wrote, and nobody said."""

_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,30}")
_MOST_NAMED = 12
_DEEPEST = 40
_LONGEST_NUMBER = 20


class _FaultyError(ValueError):
    """What is wrong with a file, in words that quote nothing of it."""


class _Heard(NamedTuple):
    """A segment as a cue: whether its times cannot be those of a recording, how many of its words others say."""

    cue: Cue
    odd: bool
    strangers: int


def read_recognised(data: bytes, file: str, *, encoding: str | None = None) -> Raw:
    """Return recognised speech as turns: segments of one speaker in a row are joined, under the time of the first.

    Raises
    ------
    ReadingError
        If the file is no JSON, or holds no segments; the message names the fields found, and never what they hold.
    """
    text, encoding, changes, warnings = decoded(data, file, encoding)
    try:
        tree = _parsed(text)
        strings = [*_strings(tree, ())]
        where, segments = _segments(tree)
    except _FaultyError as fault:
        raise ReadingError(
            f"{file} {fault}. Give the file of segments that the speech recognition wrote, or its .vtt, .srt or .txt. "
            "Nothing was imported from it."
        ) from None
    heard = [_cue(segment) for segment in segments]
    cues = [one.cue for one in heard if one.cue.text]
    spoken = turns_of(cues)
    others = _others(strings, where, segments)
    found, left = sum(letters(held) for _path, held in strings), sum(count for _number, count in others.values())
    rows = [
        Content("letters", found, spoken.letters, left + spoken.left, _("besides times")),
        Content("cues", len(cues), len(cues), 0),
    ]
    if empty := len(heard) - len(cues):
        rows.append(Content("empty cues", empty, 0, empty))
    rows += [left_row(kind, *counts) for kind, counts in others.items()]
    for segment in segments:
        for kind, count in canonical(str(segment["text"])).changes.items():
            changes[kind] = changes.get(kind, 0) + count
    warnings += [*replaced(changes), *_told(heard), *spoken.warnings]
    return Raw(spoken.blocks, "\n", encoding, rows + spoken.content, changes, warnings, "", spoken.speakers)


def _parsed(text: str) -> Json:
    def record(pairs: list[tuple[str, Json]]) -> Record:
        if len({key for key, _value in pairs}) < len(pairs):
            raise _FaultyError("has a field twice in one record")
        return dict(pairs)

    def whole(digits: str) -> int:
        if len(digits) > _LONGEST_NUMBER:
            raise _FaultyError("holds a number too large for a time")
        return int(digits)

    def refused(_constant: str) -> float:
        raise _FaultyError("holds NaN or Infinity, which are no JSON")

    try:
        read: Json = json.loads(text, object_pairs_hook=record, parse_int=whole, parse_constant=refused)
        return read
    except json.JSONDecodeError as error:
        raise _FaultyError(f"is no sound JSON (line {error.lineno}, column {error.colno})") from None
    except RecursionError:
        raise _FaultyError("is built too deep") from None


def _strings(held: Json, path: Way) -> Iterator[tuple[Way, str]]:
    """Yield every text in the file with the fields that lead to it; a speaker told by a number is one too."""
    if len(path) > _DEEPEST:
        raise _FaultyError("is built too deep")
    if isinstance(held, str):
        yield path, canonical(held).text
    elif isinstance(held, dict):
        for key, value in held.items():
            yield from _strings(_voice(value) if key == "speaker" else value, (*path, key))
    elif isinstance(held, list):
        for place, value in enumerate(held):
            yield from _strings(value, (*path, place))


def _voice(held: Json) -> Json:
    return f"Speaker {held}" if isinstance(held, int) and not isinstance(held, bool) else held


def _segments(tree: Json) -> tuple[Way, list[Record]]:
    """Return the fields that lead to the list of segments, and the segments."""
    where = next((key for key in _LISTS if isinstance(tree, dict) and isinstance(tree.get(key), list)), None)
    found = tree[where] if isinstance(tree, dict) and where else tree
    if not isinstance(found, list) or not found:
        raise _FaultyError(f"holds no segments; found: {_named(tree)}")
    segments: list[Record] = []
    for number, one in enumerate(found, 1):
        if not isinstance(one, dict) or not isinstance(one.get("text"), str):
            raise _FaultyError(f"holds no text in segment {number}; found there: {_named(one)}")
        segments.append(one)
    return (where,) if where else (), segments


def _named(held: Json) -> str:
    """Return what a value is, by the names of its fields where they look like such."""
    if not isinstance(held, dict):
        kinds = {list: "a list", str: "a text", bool: "a truth value", int: "a number", float: "a number"}
        return kinds.get(type(held), "nothing") + (" without records" if isinstance(held, list) else "")
    names = [key for key in held if _FIELD.fullmatch(key)]
    shown = ", ".join(names[:_MOST_NAMED]) + (" ..." if len(names) > _MOST_NAMED else "")
    rest = len(held) - len(names)
    return ", ".join(filter(None, (shown, f"{rest} fields with other names" if rest else ""))) or "an empty record"


def _cue(segment: Record) -> _Heard:
    voice = _voice(segment.get("speaker"))
    label = " ".join(canonical(voice).text.split()) if isinstance(voice, str) else ""
    times, factor = [segment.get("start"), segment.get("end")], 1.0
    if isinstance(pair := segment.get("timestamp"), list) and len(pair) == 2:
        times = pair
    elif isinstance(offsets := segment.get("offsets"), dict):
        times, factor = [offsets.get("from"), offsets.get("to")], 0.001
    start, end = (_seconds(time, factor) for time in times)
    odd = (start is None and times[0] is not None) or (end is None and times[1] is not None)
    words = segment.get("words")
    told = [word.get("speaker") for word in words if isinstance(word, dict)] if isinstance(words, list) else []
    strangers = sum(who is not None and _voice(who) != voice for who in told)
    return _Heard(Cue(start, label, canonical(str(segment["text"])).text.strip(), end), odd, strangers)


def _seconds(time: Json, factor: float) -> float | None:
    """Return a time in seconds; None where there is none, or none a recording can have."""
    if isinstance(time, bool) or not isinstance(time, int | float):
        return None
    seconds = time * factor
    return seconds if 0 <= seconds < LATEST else None


def _others(strings: list[tuple[Way, str]], where: Way, segments: list[Record]) -> dict[str, tuple[int, int]]:
    """Return how many texts there are besides those of the segments, and their letters, by kind of content."""
    said = [_bare(str(segment["text"])) for segment in segments]
    heard = [bool(canonical(str(segment["text"])).text.strip()) for segment in segments]
    repeats: dict[Way, list[str]] = {}
    kinds: list[tuple[str | Way, str]] = []
    for path, held in strings:
        kind = _kind(path, where, heard)
        if not isinstance(kind, str) and path[-1] != "speaker":
            repeats.setdefault(kind, []).append(_bare(held))
        if kind:
            kinds.append((kind, held))
    whole = "".join(said)
    again = {
        way for way, held in repeats.items() if "".join(held) in (whole if len(way) == 1 else said[int(way[-1])], "")
    }
    counts: dict[str, tuple[int, int]] = {}
    for kind, held in kinds:
        if not isinstance(kind, str):  # one that only says who speaks repeats nothing, and adds nothing
            kind = "repeated text" if kind in again or kind not in repeats else "other fields"
        number, count = counts.get(kind, (0, 0))
        counts[kind] = number + 1, count + letters(held)
    return counts


def _kind(path: Way, where: Way, heard: list[bool]) -> str | Way:
    """Return the kind of content a text is by its place; empty for what is said, a path for what should repeat it."""
    rest = path[len(where) :] if path[: len(where)] == where else ()
    if len(rest) == 2 and isinstance(rest[0], int) and rest[1] in ("text", "speaker"):
        return "" if heard[rest[0]] or rest[1] == "text" else "machine fields"
    if "tokens" in path or path[-1] in _MACHINE:
        return "machine fields"
    if len(rest) == 4 and rest[1] == "words" and isinstance(rest[0], int) and rest[3] in ("word", "text", "speaker"):
        return ("words", rest[0])
    again = path == ("text",) or (path[0] in ("words", "word_segments") and path[-1] in ("word", "text", "speaker"))
    return path[:1] if again else "other fields"


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, canonical(text).text))


def _told(heard: list[_Heard]) -> Iterator[str]:
    """Yield what a person should look at."""
    if untimed := sum(one.cue.start is None for one in heard):
        yield _n(
            "{count} segment has no time of its own.", "{count} segments have no time of their own.", untimed
        ).format(count=untimed)
    if odd := sum(one.odd for one in heard):
        yield _n(
            "{count} segment has a time that no recording has; it was left out.",
            "{count} segments have times that no recording has; they were left out.",
            odd,
        ).format(count=odd)
    if strangers := sum(one.strangers for one in heard):
        yield _n(
            "{count} word is given to another speaker than its segment; the segment's stands.",
            "{count} words are given to other speakers than their segments; the segments' stand.",
            strangers,
        ).format(count=strangers)
