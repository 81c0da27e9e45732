"""Captions in WebVTT (.vtt), as video meetings and speech recognition write them: cues become turns with a time.

A turn is a line ``[00:12:31.000] Name: what is said``: cues of one speaker in a row are joined, under the time of the
first. The format: https://www.w3.org/TR/webvtt1/.
"""

from __future__ import annotations

import html
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.model import canonical
from kodeverk.reading.kinds import letters
from kodeverk.reading.nature import nature, wrong_kind
from kodeverk.reading.plain import decode
from kodeverk.reading.report import Block, Content, Raw
from kodeverk.reading.turns import divide, lines_of

_HEADER = re.compile(r"WEBVTT(?:[ \t]+(?:[-–][ \t]*)?(?P<title>.*))?")
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_UNCLOSED = re.compile(r"<v[.\s][^>]*(?:<|\Z)")
_TAG = re.compile(r"</?(?:[cibuv]|lang|ruby|rt)(?:[.\s][^>]*)?>|<\d[\d:.]*>")
_APART = {"NOTE": "comments", "STYLE": "style blocks", "REGION": "style blocks"}
MOST_FAULTS = 5


class Cue(NamedTuple):
    """What one speaker says in a cue: the voice it names (empty if none), the lines, and start and end in seconds."""

    start: float
    voice: str
    text: str
    end: float = math.inf


def read_captions(data: bytes, file: str) -> Raw:
    """Return a WebVTT file as turns; notes, styles and the names of cues are left out and counted.

    A voice that cannot be told from other text once it stands as a label gets a number instead of its name, and a
    warning says so.

    Raises
    ------
    ReadingError
        If the file is no WebVTT, the times of a cue cannot be read or stand within another cue, or a voice tag is not
        closed; the message names the lines.
    """
    if (what := nature(data)) != "text":
        raise wrong_kind(file, what)
    decoded, encoding, warnings = decode(data, file)
    text, changes = canonical(decoded)
    (number, head), *blocks = [*_blocks(text)] or [(0, [""])]
    header = _HEADER.fullmatch(head[0].strip())
    if number != 1 or header is None or any("-->" in line for line in head):
        raise ReadingError(
            f"{file} is no WebVTT file: its first line must be WEBVTT, and an empty line must follow before the first "
            "cue. Export the captions anew as .vtt, or save the transcript as .txt. Nothing was imported from it."
        )
    left: Counter[str] = Counter()
    found: Counter[str] = Counter()
    cues = list(_cues(blocks, file, found, left))
    lines, told = _turns(cues, found, left)
    told += _out_of_order(cues)
    kept = letters("".join(lines))
    rows = [Content("letters", kept + sum(left.values()), kept, sum(left.values()))]
    rows += [Content(kind, count, 0, count, _letters_left(left[kind])) for kind, count in found.items()]
    return Raw([Block(line) for line in lines], "\n", encoding, rows, changes, warnings + told, header["title"] or "")


def _cues(blocks: Iterable[tuple[int, list[str]]], file: str, found: Counter[str], left: Counter[str]) -> Iterator[Cue]:
    """Yield what is said in the cues; what is no cue is counted."""
    faults = []
    for number, block in blocks:
        keyword = re.split(r"[\s:]", block[0], maxsplit=1)[0]
        timing = next((place for place, line in enumerate(block[:2]) if "-->" in line), None)
        if timing is None and (kind := _APART.get(keyword)):
            found[kind] += 1
            left[kind] += letters("".join(block).removeprefix(keyword))
            continue
        times = _TIMING.fullmatch(block[timing]) if timing is not None else None
        said = block[(timing or 0) + 1 :]
        wrong = [number + (timing or 0)] if times is None else []
        wrong += [number + place for place, line in enumerate(said, (timing or 0) + 1) if _TIMING.fullmatch(line)]
        if _UNCLOSED.search("\n".join(said)):
            wrong.append(number + (timing or 0))
        faults += wrong
        if wrong or times is None:
            continue
        if timing:
            found["cue names"] += 1
            left["cue names"] += letters(block[0])
        for cue in _voices(_seconds(*times.groups()[:4]), "\n".join(said)):
            yield cue._replace(end=_seconds(*times.groups()[4:]))
    if faults:
        named = ", ".join(map(str, faults[:MOST_FAULTS])) + (" ..." if len(faults) > MOST_FAULTS else "")
        raise ReadingError(
            f"{file} is no sound WebVTT: at line {named} stands a cue without times such as "
            "00:01:05.000 --> 00:01:09.000, without an empty line before it, or with a voice tag <v that is not "
            "closed. An empty line within a cue does that too. Mend it in a text editor. Nothing was imported from it."
        )


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the blocks between empty lines, each with the number of its first line, counted from 1."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""]):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block) + 1, block
            block = []


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _out_of_order(cues: Sequence[Cue]) -> list[str]:
    """Return the warning on cues whose times run backwards."""
    count = sum(end < start for start, end in dict.fromkeys((cue.start, cue.end) for cue in cues))
    count += sum(after.start < before.start for before, after in pairwise(cues))
    told = _n(
        "{count} cue ends before it begins, or begins before the one above it; the order of the file is kept.",
        "{count} cues end before they begin, or begin before the one above; the order of the file is kept.",
        count,
    )
    return [told.format(count=count)] if count else []


def _voices(start: float, text: str) -> Iterator[Cue]:
    """Yield what each voice of a cue says; what comes before the first voice tag is nobody's."""
    parts = _VOICE.split(text)
    for voice, said in zip(["", *parts[1::2]], parts[::2], strict=True):
        lines = (" ".join(line.split()) for line in html.unescape(_TAG.sub("", said)).split("\n"))
        if plain := "\n".join(filter(None, lines)):
            yield Cue(start, " ".join(html.unescape(voice).split()), plain)


def _turns(cues: list[Cue], found: Counter[str], left: Counter[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the canonical text, and what is uncertain about who speaks."""
    voiced = any(cue.voice for cue in cues)
    labelled = cues if voiced else _labelled(cues)
    joined: list[Cue] = []
    nobody = 0
    for start, label, text, _end in labelled:
        said = text.replace("\n", " ")
        before = joined[-1].voice if joined else ""
        nobody += voiced and not label
        if before and label in (before, ""):
            found["repeated labels"] += bool(label)
            left["repeated labels"] += letters(label)
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} {said}")
        else:
            joined.append(Cue(start, label, said))
    lines, renamed = _lines(joined)
    told = [
        _("The voice {name} cannot stand as a label; it is called {label}.").format(name=name, label=label)
        for name, label in renamed.items()
    ]
    if nobody:
        told.append(
            _n(
                "{count} cue names no speaker; it is read as said by who spoke before.",
                "{count} cues name no speaker; they are read as said by who spoke before.",
                nobody,
            ).format(count=nobody)
        )
    return lines, told


def _labelled(cues: list[Cue]) -> Iterator[Cue]:
    """Yield the lines of cues with the speaker they name, if at all, as ``Name:`` at their start."""
    text = "\n".join(cue.text for cue in cues)
    labels = sorted(divide(text, lines_of(text, 0)).roles, key=len, reverse=True)
    for cue in cues:
        for line in cue.text.split("\n"):
            label = next((one for one in labels if re.match(rf"{re.escape(one)}[ \t]*:", line)), "")
            yield Cue(cue.start, label, line[len(label) :].lstrip().removeprefix(":").lstrip() if label else line)


def _lines(turns: list[Cue]) -> tuple[list[str], dict[str, str]]:
    """Return the turns as lines, and the voices that had to be called otherwise to be read as labels."""

    def written(called: Mapping[str, str]) -> list[str]:
        return [
            f"[{_clock(start)}]" + (f" {called.get(voice, voice)}: {said}" if voice else f"\n{said}")
            for start, voice, said, _end in turns
        ]

    lines = written({})
    text = "\n".join(lines)
    read = divide(text, lines_of(text, 0)).roles
    voices = dict.fromkeys(turn.voice for turn in turns if turn.voice)
    called = {voice: f"Stemme {number}" for number, voice in enumerate(voices, 1) if voice not in read}
    return written(called), called


def _clock(seconds: float) -> str:
    """Return seconds as ``hh:mm:ss``, with thousandths where there are any.

    >>> _clock(751.0), _clock(3723.5)
    ('00:12:31', '01:02:03.500')
    """
    whole, part = divmod(round(seconds * 1000), 1000)
    said = f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{said}.{part:03d}" if part else said


def _letters_left(count: int) -> str:
    return _n("{count} letter left out", "{count} letters left out", count).format(count=count) if count else ""
