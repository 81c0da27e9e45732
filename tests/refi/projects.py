"""Projects as other programs write them: made by hand, with what their makers know of every passage."""

from __future__ import annotations

import io
import random
import unicodedata
import uuid
import zipfile
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

NAMESPACE = "urn:QDA-XML:project:1.0"

SENTENCE = (
    "vi har to sjefer og det går fint på kontoret selv om fylkesmannen spør etter partnerskapsavtalen hver høst "
    "likeverd er et ord som brukes mye når staten og kommunen møtes rundt bordet men ærlig talt så øver vi fortsatt"
)
WORDS = SENTENCE.split()
EMOJI = ("😀", "👩‍👩‍👧", "🇳🇴", "👍🏽", "🎉")


class Counting(NamedTuple):
    """How a program counts, said by what it does to the text before it counts."""

    name: str
    unit: str = "code points"
    file_ends: str = "\n"
    counted_ends: str = "\n"
    mark: bool = False
    mark_counted: bool = False
    inclusive: bool = False


SIX = (
    Counting("code points"),
    Counting("utf-16", unit="utf-16"),
    Counting("code points, CRLF as one", file_ends="\r\n"),
    Counting("code points, LF as two", counted_ends="\r\n"),
    Counting("code points, shifted", mark=True, mark_counted=True),
    Counting("code points, end included", inclusive=True),
)
"""The six conventions every generated project is made in."""

MIXED = (
    Counting("code points", file_ends="\r\n", counted_ends="\r\n"),
    Counting("code points", mark=True),
    Counting("utf-16, CRLF as one", unit="utf-16", file_ends="\r\n"),
    Counting("utf-16, end included", unit="utf-16", inclusive=True),
    Counting("utf-16, LF as two", unit="utf-16", counted_ends="\r\n"),
    Counting("utf-8", unit="utf-8"),
)
"""What else is met, several departures at once."""


class Passage(NamedTuple):
    """A passage as its maker knows it: the words in canonical text, and the name the file gives it."""

    words: str
    name: str
    start: int
    end: int


class Made(NamedTuple):
    """A project file, and per source what its maker knows: name, canonical text and passages."""

    data: bytes
    sources: list[tuple[str, str, list[Passage]]]


def guid(number: int, kind: int = 0) -> str:
    """Return a GUID that tells its kind and number."""
    return f"{kind:08x}-0000-4000-8000-{number:012x}"


def package(qde: str | bytes, members: dict[str, bytes] | None = None, name: str = "project.qde") -> bytes:
    """Return a .qdpx file with this document and these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr(name, qde)
        for member, content in (members or {}).items():
            held.writestr(member, content)
    return out.getvalue()


def project(inner: str, *, origin: str = "Test", namespace: str = NAMESPACE, name: str = "Prosjekt") -> str:
    """Return a project document around its sections."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<Project xmlns="{namespace}" name="{name}" origin="{origin}">{inner}</Project>'
    )


def length(text: str, counting: Counting) -> int:
    """Return how long a text with LF as line end is to a program, by making what it counts."""
    text = text.replace("\n", counting.counted_ends)
    if counting.unit == "utf-16":
        return len(text.encode("utf-16-le")) // 2
    return len(text.encode()) if counting.unit == "utf-8" else len(text)


def generated(seed: int, counting: Counting, *, sources: int = 1, passages: int = 25) -> Made:
    """Return a generated project: emoji, decomposed letters, sloppy ends, and names given, cut short or missing."""
    rng = random.Random(seed)
    held, members, known = [], {}, []
    for number in range(sources):
        text = _text(rng)
        before = length("\ufeff", counting) if counting.mark_counted else 0
        made = [_passage(rng, text, counting, before) for _ in range(passages)]
        canon = unicodedata.normalize("NFC", text)
        known.append((f"inf-{number:02}", canon, made))
        content = ("\ufeff" if counting.mark else "") + text.replace("\n", counting.file_ends)
        members[f"sources/{guid(number, 1)}.txt"] = content.encode()
        marked = "".join(
            f'<PlainTextSelection guid="{uuid.UUID(int=rng.getrandbits(128))}" '
            + (f"name={quoteattr(one.name)} " if one.name else "")
            + f'startPosition="{one.start}" endPosition="{one.end}">'
            f'<Coding guid="{uuid.UUID(int=rng.getrandbits(128))}"><CodeRef targetGUID="{guid(rng.randint(1, 3), 2)}"/>'
            "</Coding></PlainTextSelection>"
            for one in made
        )
        held.append(
            f'<TextSource guid="{guid(number, 1)}" name="inf-{number:02}" '
            f'plainTextPath="internal://{guid(number, 1)}.txt">{marked}</TextSource>'
        )
    codes = "".join(f'<Code guid="{guid(n, 2)}" name="kode {n}" isCodable="true"/>' for n in (1, 2, 3))
    inner = f"<CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{''.join(held)}</Sources>"
    return Made(package(project(inner), members), known)


def _text(rng: random.Random) -> str:
    lines = []
    for turn in range(rng.randint(30, 50)):
        words = rng.choices(WORDS, k=rng.randint(5, 25))
        if rng.random() < 0.3:
            words.insert(rng.randint(0, len(words)), rng.choice(EMOJI))
        if rng.random() < 0.3:
            words = [unicodedata.normalize("NFD", word) if rng.random() < 0.5 else word for word in words]
        lines.append(f"{'I' if turn % 2 else 'NL'}: {' '.join(words).capitalize()}.")
    return "\n".join(lines) + "\n"


def _passage(rng: random.Random, text: str, counting: Counting, before: int) -> Passage:
    edges = [i for i in range(1, len(text)) if text[i - 1] in " \n" and text[i] not in " \n"]
    start = rng.choice(edges)
    end = min(len(text) - 1, start + rng.randint(8, 160))
    while end < len(text) and text[end] not in " \n.":
        end += 1
    if rng.random() < 0.15:
        start, end = _sloppy(rng, text, start, end)
    words, chance = text[start:end], rng.random()
    name = words if chance < 0.4 else (words[:20].rstrip() + rng.choice(("…", "...")) if chance < 0.7 else "")
    first = before + length(text[:start], counting)
    last = before + length(text[:end], counting) - counting.inclusive
    return Passage(unicodedata.normalize("NFC", words), name, first, last)


def _sloppy(rng: random.Random, text: str, start: int, end: int) -> tuple[int, int]:
    """Return ends moved by one or two characters, as a hasty hand marks, but not into a character."""
    moved = start + rng.choice((-1, 1, 0)), end + rng.choice((-2, -1, 1))
    whole = all(0 < at < len(text) and _between(text, at) for at in moved)
    return moved if whole else (start, end)


def _between(text: str, at: int) -> bool:
    joined = unicodedata.combining(text[at]) or text[at] in "\u200d\ufe0f" or text[at - 1] == "\u200d"
    return not joined
