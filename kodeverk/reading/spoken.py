"""What is said with its times becomes turns: cues of captions, segments of recognised speech.

A turn is a line ``[00:12:31.000] Name: what is said``: what one speaker says in a row is joined, under the time of the
first. What belongs to no cue stands as a note of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kodeverk.messages import _, _n
from kodeverk.reading.cues import Cue
from kodeverk.reading.heads import named, read_as_speech
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Block, Content
from kodeverk.reading.turns import divide, lines_of

PAUSE = 2.0
"""Shortest silence between cues that is counted as a pause, in seconds."""
LATEST = 100 * 3600
"""Times from here on, in seconds, are no times of a recording; a time stamp has two digits for hours."""

_BRACKETED = re.compile(r"\[((?:SPEAKER|Speaker|Taler|Talar|S)[ _]?\d{1,3})\][ \t]*:?[ \t]*")


class Spoken(NamedTuple):
    """Cues as turns.

    Attributes
    ----------
    blocks : list of Block
        Turns as lines, and notes.
    speakers : tuple of str
        Their labels.
    letters : int
        How many letters of the file stand in the blocks; time stamps are not counted.
    content : list of Content
    left : int
        How many letters the kinds of content in `content` leave out.
    warnings : list of str
    """

    blocks: list[Block]
    speakers: tuple[str, ...]
    letters: int
    content: list[Content]
    left: int
    warnings: list[str]


class _Joined(NamedTuple):
    turns: list[Cue]
    repeated: list[str]
    nobody: int


def turns_of(cues: Sequence[Cue]) -> Spoken:
    """Return cues as turns, with what is uncertain about who speaks and when."""
    voiced = any(cue.voice for cue in cues)
    told_apart, passed = (list(cues), 0) if voiced else _labelled(cues)
    joined = _joined(told_apart, voiced)
    kept = sum(letters(turn.text) + letters(turn.voice) for turn in joined.turns)
    left = sum(map(letters, joined.repeated))
    repeated = sum(map(bool, joined.repeated))
    content = [left_row("repeated labels", repeated, left)] if repeated else []
    outside = sum(cue.outside for cue in cues)
    content += [Content("text outside cues", outside, outside, 0, _("notes, said by nobody"))] if outside else []
    timed = [cue for cue in cues if cue.start is not None]
    starts, kept_starts = ({one.start for one in held} - {None} for held in (timed, joined.turns))
    times = dict.fromkeys((cue.start, cue.end) for cue in timed)
    if starts:
        content.append(Content("cue times", len(starts), len(kept_starts), len(starts) - len(kept_starts)))
    content += _silences([(start, end) for start, end in times if start is not None and end is not None])
    warnings = _told(joined.nobody) + read_as_speech(passed) + _out_of_order(list(times)) + _rolling(timed)
    speakers = tuple(dict.fromkeys(turn.voice for turn in joined.turns if turn.voice))
    return Spoken([_block(turn) for turn in joined.turns], speakers, kept, content, left, warnings)


def left_row(kind: str, count: int, left: int) -> Content:
    """Return the row on a kind of content that is left out: how many there are, with how many letters."""
    note = _n("{count} letter left out", "{count} letters left out", left).format(count=left) if left else ""
    return Content(kind, count, 0, count, note)


def _joined(cues: Iterable[Cue], voiced: bool) -> _Joined:
    """Return cues of one speaker in a row as one; those that name nobody go on with who spoke before."""
    turns: list[Cue] = []
    repeated: list[str] = []
    nobody = 0
    for cue in cues:
        said = cue._replace(text=" ".join(filter(None, cue.text.split("\n"))))
        before = turns[-1].voice if turns and not turns[-1].outside else ""
        if before and not cue.outside and cue.voice in (before, ""):
            nobody += voiced and not cue.voice
            repeated.append(cue.voice)
            turns[-1] = turns[-1]._replace(text=" ".join(filter(None, (turns[-1].text, said.text))))
        else:
            turns.append(cue if cue.outside else said)
    return _Joined(turns, repeated, nobody)


def _labelled(cues: Iterable[Cue]) -> tuple[list[Cue], int]:
    """Return cues with the speakers their lines name, and how many lines begin as if they named one."""
    cues = [cue if cue.outside else cue._replace(text=_without_brackets(cue.text)) for cue in cues]
    text = "\n".join(cue.text for cue in cues if not cue.outside)
    turns = divide(text, lines_of(text, 0))
    return list(_by_speaker(cues, frozenset(turns.roles))), turns.passed_over


def _by_speaker(cues: Iterable[Cue], labels: frozenset[str]) -> Iterator[Cue]:
    """Yield the lines of cues with the speaker they name at their start, if at all: ``Name:``, ``[SPEAKER_00]``."""
    for cue in cues:
        if cue.outside or not labels:
            yield cue
            continue
        parts = [("", "")]
        for line in cue.text.split("\n"):
            if found := named(line, 0, len(line), labels):
                parts.append((found[0], line[found[1] :].lstrip(" \t\xa0")))
            else:
                parts[-1] = (parts[-1][0], f"{parts[-1][1]}\n{line}")
        yield from (cue._replace(voice=voice, text=text) for voice, text in parts if voice or text)


def _without_brackets(text: str) -> str:
    return "\n".join(_BRACKETED.sub(r"\1: ", line, count=1) if line[:1] == "[" else line for line in text.split("\n"))


def _block(turn: Cue) -> Block:
    if turn.outside:
        return Block(turn.text, "note")
    stamp = f"[{clock(turn.start)}]" if turn.start is not None else ""
    if turn.voice:
        return Block(f"{stamp} {turn.voice}: {turn.text}".lstrip())
    return Block("\n".join(filter(None, (stamp, turn.text))))


def clock(seconds: float) -> str:
    """Return seconds as ``hh:mm:ss``, with thousandths where there are any.

    >>> clock(751.0), clock(3723.5)
    ('00:12:31', '01:02:03.500')
    """
    return to_the_thousandth(round(seconds * 1000)).removesuffix(".000")


def to_the_thousandth(milliseconds: int) -> str:
    """Return a time in milliseconds as ``hh:mm:ss.mmm``.

    >>> to_the_thousandth(751_250)
    '00:12:31.250'
    """
    seconds, part = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{part:03d}"


def _silences(times: list[tuple[float, float]]) -> list[Content]:
    """Return the rows on pauses between cues, and on cues that begin before what was said before is over."""
    pauses, overlaps, latest = [], 0, None
    for start, end in sorted(times):
        if latest is not None and start - latest >= PAUSE:
            pauses.append(start - latest)
        overlaps += latest is not None and latest - start > 0.0005
        latest = end if latest is None else max(latest, end)
    rows = []
    if pauses:
        note = _("of {shortest} seconds or more; the longest is {longest} seconds")
        note = note.format(shortest=round(PAUSE), longest=round(max(pauses), 1))
        rows.append(Content("pauses", len(pauses), 0, len(pauses), note))
    return rows + ([Content("overlaps", overlaps, 0, overlaps)] if overlaps else [])


def _told(nobody: int) -> list[str]:
    told = _n(
        "{count} cue names no speaker; it is read as said by who spoke before.",
        "{count} cues name no speaker; they are read as said by who spoke before.",
        nobody,
    )
    return [told.format(count=nobody)] if nobody else []


def _out_of_order(times: Sequence[tuple[float | None, float | None]]) -> list[str]:
    """Return the warning on cues whose times run backwards."""
    count = sum(start is not None and end is not None and end < start for start, end in times)
    count += sum((after or 0) < (before or 0) for (before, _end), (after, _later) in pairwise(times))
    told = _n(
        "{count} cue ends before it begins, or begins before the one above it; the order of the file is kept.",
        "{count} cues end before they begin, or begin before the one above; the order of the file is kept.",
        count,
    )
    return [told.format(count=count)] if count else []


def _rolling(cues: Sequence[Cue]) -> list[str]:
    """Return the warning on lines that stand in two cues in a row, as in captions that roll over the screen."""
    lines = [cue.text.split("\n") for cue in cues if cue.text]
    count = sum(len(after[0].split()) > 1 and after[0] == before[-1] for before, after in pairwise(lines))
    told = _n(
        "{count} line repeats the one before, as rolling captions and looping speech recognition do; it is kept. "
        "Check whether it was said twice.",
        "{count} lines repeat the one before, as rolling captions and looping speech recognition do; they are kept. "
        "Check whether they were said twice.",
        count,
    )
    return [told.format(count=count)] if count else []
