"""Captions in WebVTT (.vtt) and SubRip (.srt), as video meetings and speech recognition write them: cues become turns.

Every cue is kept: how its times are written, or what is missing around it, is no reason to lose what was said. Text
that belongs to no cue is kept as a note of nobody. `kodeverk.reading.cues` tells which formats, and what is let pass.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.model import canonical
from kodeverk.reading.cues import TIMING, Captions, Cue, captions_of
from kodeverk.reading.decoding import decoded
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Block, Content, Raw
from kodeverk.reading.spoken import left_row, turns_of

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>\n]*)>")
_UNCLOSED = re.compile(r"<v(?:\.[^\s<>]*)?[ \t][^<>]*(?=<|\Z)")
_TAG = re.compile(
    r"</?(?:[cibuvs]|lang|ruby|rt)(?:[.\s][^<>]*)?>|</?font(?:\s[^<>]*)?>|<\d[\d:.]*>|\{\\[^{}\n]*\}", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_LATE = re.compile(r"noScribe", re.IGNORECASE)


def read_captions(data: bytes, file: str, *, encoding: str | None = None) -> Raw:
    """Return a WebVTT file as turns; comments stand at the end of the text, what a program wrote is counted.

    A voice that cannot be told from other text once it stands as a label gets a number instead of its name, and a
    warning says so.

    Raises
    ------
    ReadingError
        If the file is no text, or holds no cue.
    """
    return _read(data, file, encoding, "WebVTT")


def read_subtitles(data: bytes, file: str, *, encoding: str | None = None) -> Raw:
    """Return a SubRip file as turns, its speakers told by labels such as ``Kari:`` or ``[SPEAKER_00]``.

    Raises
    ------
    ReadingError
        If the file is no text, or holds no cue.
    """
    return _read(data, file, encoding, "SubRip")


def _read(data: bytes, file: str, encoding: str | None, form: str) -> Raw:
    text, encoding, changes, warnings = decoded(data, file, encoding)
    found = captions_of(text)
    if all(cue.outside for cue in found.cues):
        raise ReadingError(
            f"{file} is no {form} file: no line has times such as 00:01:05.000 --> 00:01:09.000. Export the captions "
            "anew, or save the transcript as .txt. Nothing was imported from it."
        )
    cues, marks, marked = _plain(found.cues)
    spoken = turns_of(cues)
    left = {kind: sum(map(letters, held)) for kind, held in found.left.items()}
    comments = [note.removeprefix("NOTE").strip() for note in found.comments]
    marked += sum(map(letters, found.comments)) - sum(map(letters, comments))
    kept = spoken.letters + sum(map(letters, comments))
    rows = [Content("letters", _letters_in(text), kept, spoken.left + sum(left.values()) + marked, _("besides times"))]
    rows += _kinds(found, cues)
    rows += [left_row(kind, len(found.left[kind]), left[kind]) for kind in found.left]
    rows += [left_row("caption marks", marks + len(comments), marked)] if marks or comments else []
    blocks = spoken.blocks + [Block(comment, "comment") for comment in comments if comment]
    warnings += [*_warnings(found, file, form), *spoken.warnings]
    return Raw(blocks, "\n", encoding, rows + spoken.content, changes, warnings, found.title, spoken.speakers)


def _letters_in(text: str) -> int:
    """Return how many letters a file holds besides the times of its cues: found in its text, not by its cues."""
    return letters(TIMING.sub("", text))


def _kinds(found: Captions, cues: list[Cue]) -> Iterator[Content]:
    """Yield the rows on cues and comments."""
    empty = sum(not cue.outside and not _without_marks(cue.text).strip() for cue in found.cues)
    full = sum(not cue.outside for cue in found.cues) - empty
    yield Content("cues", full, full, 0)
    if empty:
        yield Content("empty cues", empty, 0, empty)
    if comments := len(found.comments):
        yield Content("comments", comments, comments, 0, _("at the end of the text"))


def _plain(cues: list[Cue]) -> tuple[list[Cue], int, int]:
    """Return what each voice of the cues says, how many marks were taken off, and how many letters these had."""
    plain: list[Cue] = []
    marks, marked = 0, 0
    for cue in cues:
        said = [cue] if cue.outside else [*_voices(cue)]
        marks += 0 if cue.outside else len(_TAG.findall(cue.text)) + len(_ENTITY.findall(cue.text))
        marked += letters(cue.text) - sum(letters(one.voice) + letters(one.text) for one in said)
        plain += said
    return plain, marks, marked


def _voices(cue: Cue) -> Iterator[Cue]:
    """Yield what each voice of a cue says; what comes before the first voice tag is nobody's."""
    parts = _VOICE.split(cue.text)
    for voice, said in zip(["", *parts[1::2]], parts[::2], strict=True):
        lines = (re.sub(r"[ \t]+", " ", line).strip(" ") for line in _without_marks(said).split("\n"))
        if plain := "\n".join(filter(None, lines)):
            yield cue._replace(voice=re.sub(r"\s+", " ", _without_marks(voice)).strip(), text=plain)


def _without_marks(text: str) -> str:
    return canonical(_unescaped(_TAG.sub("", text))).text


def _unescaped(text: str) -> str:
    """Return a text with its character references replaced; those that stand for no character stay."""

    def character(found: re.Match[str]) -> str:
        read = html.unescape(found[0])
        return found[0] if read in ("", "\ufffd", "\r") or read == found[0] else read

    return _ENTITY.sub(character, text)


def _warnings(found: Captions, file: str, form: str) -> Iterator[str]:
    """Yield what a person should look at in how the file is written."""
    if form == "WebVTT" and not found.headed:
        yield _("The first line is not WEBVTT; the captions were read all the same.")
    if found.odd:
        yield _n(
            "{count} cue has times that are not written as they should be (with hours, minutes, seconds and three "
            "decimals); they were read.",
            "{count} cues have times that are not written as they should be (with hours, minutes, seconds and three "
            "decimals); they were read.",
            found.odd,
        ).format(count=found.odd)
    if found.days:
        yield _("The times begin anew after 24 hours; a day was added to those that follow.")
    if unclosed := sum(bool(_UNCLOSED.search(cue.text)) for cue in found.cues):
        yield _n(
            "{count} voice tag is not closed; it stands in the text as it is written.",
            "{count} voice tags are not closed; they stand in the text as they are written.",
            unclosed,
        ).format(count=unclosed)
    if outside := sum(cue.outside for cue in found.cues):
        yield _n(
            "{count} piece of text belongs to no cue; it is kept as a note that nobody says.",
            "{count} pieces of text belong to no cue; they are kept as notes that nobody says.",
            outside,
        ).format(count=outside)
    if any(_LATE.search(note) for note in found.left.get("machine notes", ())):
        yield _(
            "noScribe gives a turn the time of its last words in the first caption; its .html file has the right times."
        )
