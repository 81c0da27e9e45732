"""Plain text as programs that transcribe write it: aTrain and noScribe.

aTrain sets the speaker on a line of its own and ``[00:00:05] -`` before each piece of speech, in its file for MAXQDA
with many on one line. noScribe writes ``S01: [00:00:05] text``, pauses as ``(..)`` or ``(12 seconds pause)``, and what
another says meanwhile as ``//S02: text//``. The text stays as it is written; only where it is divided is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kodeverk.messages import _
from kodeverk.reading.report import Block, Content

_ATRAIN = re.compile(r"\s*Transcription for \S")
_NOSCRIBE = re.compile(r"noScribe", re.IGNORECASE)
_HEAD = 2000
"""How many characters at the start of a file may tell which program wrote it."""

_ALONE = re.compile(r"[ \t]*(?:SPEAKER_\d{2,3}|Speaker undefined)[ \t]*\n?")
_STAMP = re.compile(r"(?<!\S)\[\d{2}:\d{2}:\d{2}\] - ")
_PAUSE = re.compile(r"\((?:\.{1,3}|\d+ (?:seconds?|minutes?)(?: \d+ seconds?)? pause)\)")
_OVERLAP = re.compile(r"//[^\s/:][^/:\n]{0,30}:[^\n]*?//")


def blocks_of(text: str) -> list[Block]:
    """Return a text as blocks that join to the same text, each the start of a turn where a program marked one.

    >>> [block.text for block in blocks_of("Transcription for a\\n\\nSPEAKER_00\\n[00:00:01] - Hei. [00:00:03] - Ja.")]
    ['Transcription for a\\n', '\\n', 'SPEAKER_00\\n', '[00:00:01] - ', 'Hei. ', '[00:00:03] - ', 'Ja.']
    """
    if not _ATRAIN.match(text[:_HEAD]):
        return [Block(text)]
    return [block for line in re.findall(r"[^\n]*\n|[^\n]+$", text) for block in _divided(line)]


def _divided(line: str) -> Iterator[Block]:
    if _ALONE.fullmatch(line):
        # Who is not told apart is nobody: what follows must not go on as said by who spoke before.
        named = "SPEAKER_" in line
        yield Block(line, "paragraph", len(line.rstrip())) if named else Block(line, "heading")
        return
    at = 0
    for stamp in _STAMP.finditer(line):
        if stamp.start() > at:
            yield Block(line[at : stamp.start()])
        yield Block(stamp[0])
        at = stamp.end()
    if at < len(line):
        yield Block(line[at:])


def marks_of(text: str) -> list[Content]:
    """Return the rows on pauses and overlapping speech as noScribe marks them within the text."""
    if not _NOSCRIBE.search(text[:_HEAD]):
        return []
    pauses, overlaps = len(_PAUSE.findall(text)), len(_OVERLAP.findall(text))
    rows = [Content("pauses", pauses, pauses, 0, _("as marks in the text"))] if pauses else []
    within = _("they stand within the turn of who spoke first")
    return rows + ([Content("overlaps", overlaps, overlaps, 0, within)] if overlaps else [])
