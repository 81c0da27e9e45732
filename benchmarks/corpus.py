"""Synthetic interviews, codebooks and codings: made from a seed, the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate, product
from typing import NamedTuple

from benchmarks import words

CODERS = ("ida", "per")
OFFICES = 4
"""Informants in one office."""


class Size(NamedTuple):
    """How much of everything.

    Attributes
    ----------
    name : str
    interviews, words : int
        Number of interviews, and of words in each.
    codings : int
        By both coders together.
    codes, expressions : int
        Number of codes, and of expressions under each.
    """

    name: str
    interviews: int
    words: int
    codings: int
    codes: int = 40
    expressions: int = 10


TINY = Size("tiny", 3, 1_500, 60, 20, 10)
S = Size("S", 8, 12_000, 300)
M = Size("M", 200, 12_000, 10_000)


class Turn(NamedTuple):
    """A turn: where it starts, where what is said starts, where it ends, and who speaks."""

    start: int
    body: int
    end: int
    speaker: str


class Interview(NamedTuple):
    """A transcript with its turns."""

    name: str
    text: str
    turns: tuple[Turn, ...]


class Mark(NamedTuple):
    """A coding: number of the interview, span, number of the code, coder."""

    interview: int
    start: int
    end: int
    code: int
    coder: str


class Corpus(NamedTuple):
    """Interviews, the expressions of each code, and the codings."""

    size: Size
    interviews: list[Interview]
    expressions: list[list[str]]
    marks: list[Mark]


def corpus(size: Size, seed: int = 2026) -> Corpus:
    """Return the corpus of this size that belongs to the seed."""
    chance = random.Random(seed)
    expressions = _expressions(size, chance)
    said, weights = _vocabulary(chance)
    interviews = [_interview(n, size.words, said, weights, chance) for n in range(1, size.interviews + 1)]
    return Corpus(size, interviews, expressions, marks(interviews, size, chance))


def marks(interviews: list[Interview], size: Size, chance: random.Random) -> list[Mark]:
    """Return codings of informant speech; one in twenty runs on into the informant's next turn."""
    speech = [[turn for turn in interview.turns if turn.speaker != "I"] for interview in interviews]
    found: dict[Mark, None] = {}
    while len(found) < size.codings:
        which = chance.randrange(len(interviews))
        text, turns = interviews[which].text, speech[which]
        place = chance.randrange(len(turns) - 1)
        ends = [turns[place].body, *(i + 1 for i in range(*turns[place][1:3]) if text[i] in ".?!")]
        first = chance.randrange(len(ends) - 1)
        last = min(first + chance.randint(1, 3), len(ends) - 1)
        start = ends[first] + (text[ends[first]] == " ")
        end = min(turns[place + 1].body + 10, len(text)) if chance.random() < 0.05 else ends[last]
        found[Mark(which, start, end, chance.randrange(size.codes), chance.choice(CODERS))] = None
    return list(found)


def _expressions(size: Size, chance: random.Random) -> list[list[str]]:
    """Return for each code its expressions: of five, three are words, one ends in ``*``, one is a phrase."""
    nouns = [word.base for word in words.compounds()]
    phrases = [f"{a.base} {b.base}" for a, b in _pairs()]
    chance.shuffle(nouns)
    chance.shuffle(phrases)
    kinds: list[Iterator[str]] = [*[iter(nouns)] * 3, (noun + "*" for noun in nouns[::-1]), iter(phrases)]
    return [[next(kinds[number % 5]) for number in range(size.expressions)] for _code in range(size.codes)]


def _pairs() -> Iterator[tuple[words.Word, words.Word]]:
    """Return an adjective with a noun, as a phrase has them."""
    return product(words.adjectives(), words.nouns())


def _vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Return all that can be said and how often: three fifths little words, a tenth compounds."""
    layers = [
        (0.6, words.LITTLE.split()),
        (0.29, [form for word in words.common() for form in word.forms]),
        (0.1, [form for word in words.compounds() for form in word.forms]),
        (0.01, [f"{x} {y}" for a, b in _pairs() for x, y in product(a.forms, b.forms)]),
    ]
    said: list[str] = []
    weights: list[float] = []
    for share, forms in layers:
        if share < 0.6:
            chance.shuffle(forms)
        zipf = [1 / (rank + 10) for rank in range(len(forms))]
        said += forms
        weights += [share * weight / sum(zipf) for weight in zipf]
    return said, list(accumulate(weights))


def _interview(number: int, count: int, said: list[str], weights: list[float], chance: random.Random) -> Interview:
    stream = iter(chance.choices(said, cum_weights=weights, k=count))
    lines: list[str] = []
    turns: list[Turn] = []
    at, left, asking = 0, count, True
    while left > 0:
        speaker = "I" if asking else f"Informant {number}"
        sentences = [chance.randint(5, 18) for _ in range(1 if asking else chance.randint(5, 11))]
        spoken = [_sentence([w for _, w in zip(range(n), stream, strict=False)], asking, chance) for n in sentences]
        line = f"{speaker}: {' '.join(filter(None, spoken))}"
        turns.append(Turn(at, at + len(speaker) + 2, at + len(line), speaker))
        lines.append(line)
        at, left, asking = at + len(line) + 1, left - sum(sentences), not asking
    text = "\n".join(lines)
    turns = [turn for turn in turns if turn.body < turn.end]
    return Interview(f"inf-{number:03}", text.rstrip(), tuple(turns))


def _sentence(said: list[str], asking: bool, chance: random.Random) -> str:
    if not said:
        return ""
    if len(said) > 8:
        middle = len(said) // 2
        said[middle] += chance.choice((",", ",", ",", " –", ""))
    end = "?" if asking else chance.choice("......!?")
    line = " ".join(said)
    return line[0].upper() + line[1:] + end
