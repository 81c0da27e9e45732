"""Lines of an agreement that may begin a point: numbered, or headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kodeverk.analysis.documents.numbering import LETTERED, Numbering, key, numbering
from kodeverk.analysis.documents.wording import BROKEN, is_wrapped, keys, words

MOST_WORDS, LONGEST = 14, 110
"""A heading is no longer than this, in words and in code points."""
KNOWN_LIKENESS = 0.9
"""Least likeness (0-1) of a line to a heading of the template for it to be that heading, without a number."""

TITLE = re.compile(r"\b\w*(?:avtale|mal|agreement|template)\w*\b", re.I)
CLOSING = re.compile(
    r"[\W_]*(?:underskrift\w*|underteikn\w*|undertegn\w*|signatur\w*|vedlegg\w*|sted\s*(?:og|/|,)\s*dato|stad\s*(?:og|/|,)"
    r"\s*dato|signed|appendix)\b.{0,60}$",
    re.I,
)
_ENDS = ".:;,!?"
"""How a line ends that is no heading."""
_BELOW = re.compile(r"\n[^\S\n]*(\S)")
_HEADED, _KNOWN, _FOLLOWED = 2.0, 4.0, 0.5
"""How much more than 1 a numbered line weighs as the start of a point where it is a heading, is a heading of the
template, or is followed by text and not by another numbered line."""


class Line(NamedTuple):
    """A line that may begin a point: key, heading, where it and the text after it start, weight, whether it is sure.

    `above`: whether it stands over text as a heading does, and does not end as a sentence.
    """

    key: str
    heading: str
    start: int
    body: int
    weight: float
    sure: bool
    above: bool = False


class Page(NamedTuple):
    """A text, how it numbers, where its lines are, where the file has headings, and the headings of the template."""

    text: str
    numbering: Numbering
    lines: Sequence[tuple[int, int]]
    headings: Collection[int]
    known: Collection[str]
    wrapped: bool


def page_of(text: str, headings: Collection[int], known: Collection[str]) -> Page:
    """Return a text in lines: where the file has headings, and the headings of the template."""
    wanted = {folded(one) for one in known}
    numbers = numbering(text)
    return Page(text, numbers, _lines(text, numbers, wanted), headings, wanted, is_wrapped(text))


def _lines(text: str, numbers: Numbering, known: Collection[str]) -> list[tuple[int, int]]:
    """Return where the lines are; a heading broken over several is one, with the number that stands above it."""
    there = [line.span() for line in re.finditer(r"[^\n]*\S[^\n]*", text)]
    found: list[tuple[int, int]] = []
    for start, end in there:
        if found:
            before, said = text[found[-1][0] : found[-1][1]], text[start:end].strip()
            below = _BELOW.match(text, end)
            goes_on = below is not None and below[1].islower()
            headed = numbers.alone.match(before) and _is_heading(said, numbers, known) and not goes_on
            if headed or _goes_on(before, said, numbers, known):
                found[-1] = (found[-1][0], end)
                continue
        found.append((start, end))
    return found


def _goes_on(line: str, following: str, numbers: Numbering, known: Collection[str]) -> bool:
    """Return whether a line ends in a broken word, or the two together are more like a heading of the template."""
    if BROKEN.search(line) and following[0].islower():
        return True
    alone, both = _unnumbered(line, numbers), _unnumbered(f"{line}\n{following}", numbers)
    return bool(alone) and heading_likeness(both, known) >= max(KNOWN_LIKENESS, heading_likeness(alone, known) + 0.01)


def _unnumbered(line: str, numbers: Numbering) -> str:
    found = numbers.line.match(line) or LETTERED.match(line)
    return found["heading"] if found else line


def _is_heading(said: str, numbers: Numbering, known: Collection[str]) -> bool:
    """Return whether a line below a number that stands by itself is its heading, and not the text of the point."""
    if numbers.line.match(said) or LETTERED.match(said) or CLOSING.match(said):
        return False
    begins = said[0].isalpha() or said[0] in "#*_«"  # else an item of a list
    return _is_known(said, known) or (begins and _like_a_heading(said) and said[-1] not in _ENDS)


def starting(page: Page, number: int) -> Line | None:
    """Return a line as the start of a point, if it may be one."""
    text, known = page.text, page.known
    start, end = page.lines[number]
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    in_file = any(start <= heading < end for heading in page.headings)
    found = page.numbering.line.match(text, start, end) or page.numbering.alone.match(text, start, end)
    if found is None or not found["number"]:
        return _without_number(page, first, end, in_file)
    heading, body = _heading(found.groupdict().get("heading") or "", end, known)
    begins = not page.wrapped or _begins(text, first)
    signed = re.match(r"\s*(?:§|punkt|pkt)", found[0], re.I) or (begins and (found["letter"] or found["end"].strip()))
    if not heading and not in_file and not signed:
        return None
    is_known = _is_known(heading, known)
    if not (is_known or in_file) and heading and not _like_a_heading(heading):
        return None
    after = text[slice(*page.lines[number + 1])].strip() if number + 1 < len(page.lines) else ""
    following = bool(after) and not page.numbering.line.match(after)
    sure = is_known or in_file
    closed = text[start:end].rstrip()[-1] in _ENDS or after[:1].islower() or not begins
    above = following and not closed
    weight = 1 + _HEADED * in_file + _KNOWN * is_known + _FOLLOWED * following
    return Line(key(found), heading, first, body, weight, sure, above)


def _begins(text: str, start: int) -> bool:
    """Return whether what stands here in a wrapped text does not go on from a sentence above it."""
    before = text[:start].rstrip()
    return not before or before[-1] in _ENDS or text.count("\n", len(before), start) > 1


def _without_number(page: Page, start: int, end: int, in_file: bool) -> Line | None:
    line, known = page.text[start:end].strip(), page.known
    lettered = LETTERED.match(line)
    if lettered and (in_file or _is_known(lettered["heading"], known)):
        heading, body = _heading(lettered["heading"], end, known)
        return Line(lettered["letter"], heading, start, body, 1 + _HEADED, _is_known(heading, known))
    bare = line.strip("#*_ \t:.")
    if _is_known(bare, known) and (
        in_file or _like_a_heading(bare)
    ):  # else the last word of a sentence that is wrapped
        return Line("", bare, start, end, 1 + _KNOWN, True)
    if in_file and not TITLE.search(bare) and not CLOSING.match(bare):
        return Line("", bare, start, end, 1 + _HEADED, False)
    return None


def _heading(said: str, end: int, known: Collection[str]) -> tuple[str, int]:
    """Return the heading that follows a number, and where the text begins: on the same line after a known heading."""
    for stop in re.finditer(r"[.:]\s+|\s[–—-]\s", said):
        if said[stop.end() :].strip() and _is_known(said[: stop.start()], known):
            return said[: stop.start()].strip(), end - len(said) + stop.end()
    return said.strip().strip("*_:").rstrip(". "), end


def _like_a_heading(said: str) -> bool:
    first = next((character for character in said if character.isalpha()), "")
    return first.isupper() and len(said) <= LONGEST and len(said.split()) <= MOST_WORDS and said[-1] not in ";,"


def _is_known(heading: str, known: Collection[str]) -> bool:
    return heading_likeness(heading, known) >= KNOWN_LIKENESS


def heading_likeness(heading: str, known: Collection[str]) -> float:
    """Return how much a line is like the heading of the template it is most like, 0-1."""
    from rapidfuzz import fuzz, process

    if not heading or not known or len(heading) > LONGEST:
        return 0.0
    nearest = process.extractOne(folded(heading), known, scorer=fuzz.ratio)
    return nearest[1] / 100 if nearest else 0.0


def folded(heading: str) -> str:
    """Return the words of a heading as they are compared."""
    return " ".join(keys(words(heading)))
