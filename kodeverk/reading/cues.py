"""Cues of captions, found line by line: what is said with its times, and everything else there is in the file.

WebVTT (https://www.w3.org/TR/webvtt1/) and SubRip, both as programs write them rather than as they should be: times
with comma or point, without hours or thousandths, cues without an empty line between them, text that no times go with.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

_STAMP = r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,4}))?"
_SETTINGS = r"(?:[ \t]+[A-Za-z]\w*:\S+)*[ \t]*$"
TIMING = re.compile(rf"^[ \t]*{_STAMP}[ \t]*--?>[ \t]*{_STAMP}(?:{_SETTINGS}|[ \t]+|$)", re.MULTILINE)
"""The times of a cue with its settings; what stands behind them on the line is said."""

_STRICT = re.compile(r"\s*(?:\d{2,}:)?\d{2}:\d{2}[.,]\d{3}[ \t]*-->[ \t]*(?:\d{2,}:)?\d{2}:\d{2}[.,]\d{3}(?!\d).*")
_HEADER = re.compile(r"WEBVTT(?:[ \t]+(?:[-–][ \t]*)?(?P<title>.*))?")
_NOTE = re.compile(r"NOTE(?:[ \t]|$)")
_STYLE = re.compile(r"(?:STYLE|REGION)[ \t]*")
_MACHINE = re.compile(
    r"\s*(?:Confidence:|duration:|language:|recognizability:|media:|Transcribed with noScribe|Created (?:by|with)\b)"
)
_NUMBER = re.compile(r"\s*\d{1,6}\s*")
_GUID = re.compile(r"\s*[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?:[/-]\S+)?\s*")
_DAY = 86400


class Cue(NamedTuple):
    """What a cue says.

    Attributes
    ----------
    start : float or None
        In seconds; None where the file gives no time.
    voice : str
        Who is named as speaking; empty if nobody.
    text : str
    end : float or None
        In seconds.
    outside : bool
        Whether the text belongs to no cue: it is kept, and said by nobody.
    """

    start: float | None
    voice: str
    text: str
    end: float | None = None
    outside: bool = False


class Captions(NamedTuple):
    """What a file of captions holds.

    Attributes
    ----------
    cues : list of Cue
        In the order of the file, as they are written: with tags, without a voice.
    comments : list of str
        Notes of persons.
    left : dict of str to list of str
        What is not said, by kind: ``cue names``, ``header lines``, ``machine notes``, ``style blocks``.
    title : str
    headed : bool
        Whether the first line says WEBVTT.
    odd : int
        How many cues have times that are not written as WebVTT or SubRip have them.
    days : int
        How many times the times began anew, as they do after 24 hours with some programs.
    """

    cues: list[Cue]
    comments: list[str]
    left: dict[str, list[str]]
    title: str
    headed: bool
    odd: int
    days: int


def captions_of(text: str) -> Captions:
    """Return the cues of a canonical text, and all the rest of it.

    >>> found = captions_of("1\\n00:00:01,000 --> 00:00:02,500\\nHei\\n2\\n00:03 --> 00:04\\nog deg")
    >>> [(cue.start, cue.text) for cue in found.cues], found.left, found.odd
    ([(1.0, 'Hei'), (3.0, 'og deg')], {'cue names': ['1', '2']}, 1)
    """
    walk = _Walk()
    for line in text.split("\n"):
        walk.read(line)
    walk.close()
    left = {kind: held for kind, held in walk.left.items() if held}
    odd = walk.counts["odd"]
    return Captions(walk.cues, walk.comments, left, walk.title, walk.headed, odd, walk.counts["days"])


class _Walk:
    """The walk over the lines: which block a line belongs to."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.comments: list[str] = []
        self.left: dict[str, list[str]] = {}
        self.counts: Counter[str] = Counter()
        self.title = ""
        self.headed = False
        self.first = True
        self.state = ""
        self.block: list[str] = []
        self.times: tuple[float, float] = (0.0, 0.0)
        self.number = -1

    def read(self, line: str) -> None:
        timing = TIMING.match(line)
        if timing:
            name = self._name()
            self.close()
            if name is not None:
                self._leave("cue names", name)
            self._begin(timing)
            self.counts["odd"] += not _STRICT.fullmatch(line)
            said = line[timing.end() :]
            self.block = [said] if said.strip() else []
        elif not line or (not line.strip() and self.state != "cue"):  # a blank within a cue does not end it
            self.close()
        elif self.first and (header := _HEADER.fullmatch(line.strip())):
            self.state, self.headed, self.title = "header lines", True, (header["title"] or "").strip()
            self.block = [line]
        elif self.state and not ("-->" in line and self.state == "cue"):
            self.block.append(line)
        else:
            self.close()
            self.state = self._opened(line)
            self.block = [line]
        self.first = self.first and not line.strip()

    def _opened(self, line: str) -> str:
        """Return what a block is that begins with a line which is no times."""
        if self.headed and _NOTE.match(line):
            return "comment"
        return "style blocks" if self.headed and _STYLE.fullmatch(line) else "outside"

    def _name(self) -> str | None:
        """Take the name of the cue to come off the block above its times, if its last line is one."""
        if not self.block or self.state not in ("cue", "outside", "header lines"):
            return None
        last = self.block[-1]
        number = _NUMBER.fullmatch(last) is not None
        follows = number and int(last.strip()) == self.number + 1
        alone = self.state == "outside" and len(self.block) == 1 and "-->" not in last
        named = alone and (number or (self.headed and len(last.split()) == 1))
        if not (named or follows or _GUID.fullmatch(last)):
            return None
        self.number = int(last.strip()) if number else self.number
        return self.block.pop()

    def _begin(self, timing: re.Match[str]) -> None:
        start, end = seconds(*timing.groups()[:4]), seconds(*timing.groups()[4:])
        start += self.counts["days"] * _DAY
        if start + _DAY / 2 < self.times[0]:
            self.counts["days"] += 1
            start += _DAY
        end += self.counts["days"] * _DAY + (_DAY if end < start % _DAY - _DAY / 2 else 0)
        self.times, self.state = (start, end), "cue"

    def _leave(self, kind: str, held: str) -> None:
        self.left.setdefault(kind, []).append(held)

    def close(self) -> None:
        """End the block at hand."""
        held = "\n".join(self.block)
        if self.state == "cue":
            self.cues.append(Cue(self.times[0], "", held, self.times[1]))
        elif self.state == "comment" and not _MACHINE.match(held.removeprefix("NOTE")):
            self.comments.append(held)
        elif self.state == "outside" and held:
            self.cues.append(Cue(None, "", held, outside=True))
        elif held:
            self._leave("machine notes" if self.state == "comment" else self.state, held)
        self.state, self.block = "", []


def seconds(hours: str | None, minutes: str, whole: str, part: str | None) -> float:
    """Return a time in seconds; a thousand thousandths, as rounding gives, are one second.

    >>> seconds("01", "02", "03", "500"), seconds(None, "71", "5", None), seconds("00", "00", "59", "1000")
    (3723.5, 4265.0, 60.0)
    """
    thousandths = int(part) if part == "1000" else round(float(f"0.{part or 0}") * 1000)
    return (int(hours or 0) * 3600 + int(minutes) * 60 + int(whole)) + thousandths / 1000
