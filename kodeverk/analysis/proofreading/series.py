"""Numbers in a row: captions, headings and letters that are used twice, left out or out of place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from kodeverk.analysis.proofreading.findings import CAPTION_NUMBER, HEADING_NUMBER, LETTER, WARNING, Finding
from kodeverk.analysis.proofreading.report import (
    CAPTION,
    FIGURES,
    HEADING,
    QUOTE,
    TEXT,
    Paragraph,
    caption_of,
    heading_number,
)
from kodeverk.messages import _

Number: TypeAlias = tuple[int, ...]

_LETTER = re.compile(r"(?:^|(?<=[\n(\s]))(?P<letter>[a-zæøå])\)\s|^(?P<first>[a-zæøå])\.\s", re.MULTILINE)


class Fault(NamedTuple):
    """A number that does not fit among those before and after it.

    Attributes
    ----------
    at : int
        Place in the row.
    twice : bool
        Whether the same number stands elsewhere in the row.
    expected : tuple of Number
        What is missing there; empty where nothing is.
    """

    at: int
    twice: bool
    expected: tuple[Number, ...]


def faults(numbers: Sequence[Number], follows: Callable[[Number, Number], tuple[Number, ...]]) -> list[Fault]:
    """Return the numbers of a row that are out of place, and those before which some are left out.

    What is in place is the longest part of the row that grows throughout, so that one slip is one fault, and
    not one for each number after it.

    Parameters
    ----------
    numbers : sequence of Number
    follows : function
        Of two numbers in place, those missing between them.

    Examples
    --------
    >>> faults([(1,), (2,), (2,), (4,)], missing)
    [Fault(at=2, twice=True, expected=((3,),))]
    """
    kept = _growing(numbers)
    found: list[Fault] = []
    for before, after in pairwise([-1, *kept, len(numbers)]):
        last = numbers[before] if before >= 0 else ()
        gap = follows(last, numbers[after]) if after < len(numbers) else ()
        gap = tuple(number for number in gap if number not in numbers)
        between = range(before + 1, after)
        found += [Fault(place, numbers.count(numbers[place]) > 1, gap) for place in between]
        if gap and not between:
            found.append(Fault(after, False, gap))
    return found


def _growing(numbers: Sequence[Number]) -> list[int]:
    """Return the places of the longest growing part of a row, the earliest where there are several."""
    length, before = [1] * len(numbers), [-1] * len(numbers)
    for n, number in enumerate(numbers):
        for earlier in range(n):
            if numbers[earlier] < number and length[earlier] + 1 > length[n]:
                length[n], before[n] = length[earlier] + 1, earlier
    at = max(range(len(numbers)), key=lambda n: (length[n], -n), default=-1)
    kept: list[int] = []
    while at >= 0:
        kept.append(at)
        at = before[at]
    return kept[::-1]


def missing(before: Number, after: Number) -> tuple[Number, ...]:
    """Return the numbers left out between two captions: in the last part, or from 1 on in a new chapter.

    >>> missing((1,), (4,)), missing((3, 2), (4, 1)), missing((), (2,))
    (((2,), (3,)), (), ((1,),))
    """
    start = before[-1] if before[:-1] == after[:-1] and before else 0
    return tuple((*after[:-1], n) for n in range(start + 1, after[-1]))


def skipped(before: Number, after: Number) -> tuple[Number, ...]:
    """Return the headings left out between two: the one that should have stood first of them.

    >>> skipped((4, 3), (4, 3, 1)), skipped((4, 3, 2), (4, 4)), skipped((4, 3), (4, 3, 2)), skipped((4, 3), (4, 6))
    ((), (), ((4, 3, 1),), ((4, 4),))
    """
    if not before:
        return ()
    shared = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    start = before[shared] if shared < len(before) else 0
    if after[shared] > start + 1:
        return ((*after[:shared], start + 1),)
    rest = after[shared + 1 :]
    return () if all(part == 1 for part in rest) else ((*after[: shared + 1], 1),)


def _shown(number: Number) -> str:
    return ".".join(map(str, number))


def _parts(number: str) -> Number:
    return tuple(int(part) for part in re.findall(r"\d+", number))


def series_findings(paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """Yield a finding for each number of a caption or heading, and each letter of a list, that is out of place."""
    captions = [(p, *named) for p in paragraphs if p.kind == CAPTION and (named := caption_of(p.text))]
    for kind in dict.fromkeys(FIGURES.values()):
        row = [(p, _parts(number)) for p, its, number in captions if its == kind and number[0].isdigit()]
        yield from _told(CAPTION_NUMBER, row, missing)
    headings = [(p, _parts(number)) for p in paragraphs if p.kind == HEADING and (number := heading_number(p))]
    yield from _told(HEADING_NUMBER, headings, skipped)
    for _heading, section in groupby(paragraphs, key=lambda p: p.heading):
        for letters in _lists(list(section)):
            yield from _told(LETTER, letters, missing, lambda n: chr(96 + n[0]))


def _lists(section: Sequence[Paragraph]) -> list[list[tuple[Paragraph, Number]]]:
    """Return the lettered lists of a section; each begins with *a*, and one of one letter is none."""
    lists: list[list[tuple[Paragraph, Number]]] = []
    for one in section:
        for found in _LETTER.finditer(one.text) if one.kind in (TEXT, QUOTE) else ():
            letter = found["letter"] or found["first"]
            number = ord(letter) - 96
            if number == 1:
                lists.append([])
            if lists and number <= 26:
                lists[-1].append((one, (number,)))
    return [letters for letters in lists if len(letters) > 1]


def _told(
    kind: str,
    row: Sequence[tuple[Paragraph, Number]],
    follows: Callable[[Number, Number], tuple[Number, ...]],
    shown: Callable[[Number], str] = _shown,
) -> Iterator[Finding]:
    numbers = [number for _paragraph, number in row]
    for fault in faults(numbers, follows):
        paragraph, number = row[fault.at]
        expected = ", ".join(shown(one) for one in fault.expected)
        first = numbers.index(number)
        if fault.twice:
            advice = _("{number} is used more than once.").format(number=shown(number))
        elif fault.expected and first == fault.at and (fault.at == 0 or numbers[fault.at - 1] < number):
            advice = _("{number} is missing before {next}.").format(number=expected, next=shown(number))
        else:
            advice = _("{number} is out of place here.").format(number=shown(number))
        text = paragraph.label if paragraph.label and kind == HEADING_NUMBER else shown(number)
        yield Finding(kind, WARNING, paragraph, 0, min(len(paragraph.text), 60), text, expected, advice)
