"""Interviews made up at random, edited as somebody edits a file outside, with where each coding truly is afterwards.

Every character carries the numbers of the codings it belongs to; an edit moves, removes and puts in characters. Where
the characters of a coding stand afterwards is where it truly is, whatever a comparison of the two texts may guess.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

WORDS = ["vi", "har", "to", "sjefer", "her", "og", "det", "er", "ikke", "lett", "å", "si", "hvem", "som", "bestemmer", "når", "begge", "vil", "noe", "jeg", "synes", "kommunen", "burde", "ta", "mer", "ansvar", "for", "oppfølging", "av", "brukere", "i", "kontoret", "men", "stat", "og", "partnerskap", "gjør", "møter", "tunge", "lederen", "spør", "ofte", "om", "dette", "budsjett", "fordi", "avtalen", "sier", "lite", "enhet", "ansatte", "tid", "plan", "mål", "samarbeid", "likeverd", "økonomi", "rolle", "makt", "uke", "år", "veldig", "egentlig", "kanskje", "bare", "alltid", "aldri", "noen", "ganger", "før", "etter", "sammen", "alene", "på", "vårt", "eget", "vis"]
NAMES = ("Kari", "Ola", "Aslaug", "Bjørn", "Lyngmo", "Skarvøy", "Tone")
REPEATED = ("Ja.", "Ja, det stemmer.", "Mm.", "Det vet jeg ikke.", "Nei, det tror jeg ikke vi har.")
SENTENCE = re.compile(r"[^.?\n:]+[.?]")
WORD = re.compile(r"\w+")

Mark = tuple[str, frozenset[int], bool]
"""A character, the codings it belongs to, and whether it does so of its own: what is put in between others does not."""


class Edited(NamedTuple):
    """A text, the codings on it, the text as edited, and where each coding truly is in it.

    `truth` holds for each coding its places, in order: none where it is gone, several where it was torn apart.
    """

    old: str
    spans: list[tuple[int, int]]
    new: str
    truth: list[list[tuple[int, int]]]


def sentence(rng: random.Random) -> str:
    if rng.random() < 0.12:
        return rng.choice(REPEATED)
    words = [rng.choice(WORDS) if rng.random() < 0.93 else rng.choice(NAMES) for _ in range(rng.randint(4, 18))]
    return " ".join(words).capitalize() + rng.choice("...?")


def interview(rng: random.Random, turns: int) -> str:
    said = [" ".join(sentence(rng) for _ in range(rng.choice((1, 1, 2, 3, 5)))) for _ in range(turns)]
    return "\n".join(f"{'I' if n % 2 == 0 else 'NL'}: {one}" for n, one in enumerate(said))


def spans_in(rng: random.Random, text: str, count: int) -> list[tuple[int, int]]:
    """Return codings as people make them: some words, a sentence, some sentences in a row."""
    words, sentences = [m.span() for m in WORD.finditer(text)], [m.span() for m in SENTENCE.finditer(text)]
    found = []
    while len(found) < count:
        if rng.random() < 0.5:
            first = rng.randrange(len(words))
            span = words[first][0], words[min(first + rng.randint(0, 15), len(words) - 1)][1]
        else:
            first = rng.randrange(len(sentences))
            start, end = sentences[first][0], sentences[min(first + rng.choice((0, 0, 1, 2)), len(sentences) - 1)][1]
            span = start + (text[start] == " "), end
        found.append(span)
    return found


def put(line: list[Mark], start: int, end: int, text: str) -> None:
    """Exchange characters: what is put in belongs to what it stands in, or to what it stands in place of."""
    taken = line[start:end]
    if taken:
        shared = frozenset(n for n in taken[0][1] if all(n in marks for _c, marks, _own in taken))
    else:
        before = line[start - 1][1] if start else frozenset()
        shared = before & (line[end][1] if end < len(line) else frozenset())
    own = bool(taken) and all(own for _c, _marks, own in taken)
    line[start:end] = [(character, shared, own) for character in text]


def text_of(line: list[Mark]) -> str:
    return "".join(map(itemgetter(0), line))


def _words(rng: random.Random, line: list[Mark]) -> tuple[int, int]:
    return rng.choice([m for m in WORD.finditer(text_of(line)) if m[0] not in ("I", "NL")]).span()


def _sentences(rng: random.Random, line: list[Mark]) -> tuple[int, int]:
    return rng.choice(list(SENTENCE.finditer(text_of(line)))).span()


def typo(rng: random.Random, line: list[Mark]) -> None:
    start, end = _words(rng, line)
    at = rng.randrange(start, end)
    put(line, start, end, text_of(line[start:at]) + rng.choice("aeiorst") + text_of(line[at + rng.randint(0, 1) : end]))


def put_in_word(rng: random.Random, line: list[Mark]) -> None:
    _start, end = _words(rng, line)
    put(line, end, end, " " + rng.choice(WORDS))


def take_out_word(rng: random.Random, line: list[Mark]) -> None:
    start, end = _words(rng, line)
    put(line, start, end + (line[end][0] == " " if end < len(line) else 0), "")


def other_word(rng: random.Random, line: list[Mark]) -> None:
    put(line, *_words(rng, line), rng.choice(WORDS))


def pseudonym(rng: random.Random, line: list[Mark]) -> None:
    name = rng.choice(NAMES)
    for found in reversed(list(re.finditer(rf"\b{name}\b", text_of(line)))):
        put(line, *found.span(), f"[{'Sted' if name in NAMES[4:6] else 'Person'} {NAMES.index(name)}]")


def put_in_sentence(rng: random.Random, line: list[Mark]) -> None:
    _start, end = _sentences(rng, line)
    put(line, end, end, " " + sentence(rng))


def take_out_sentence(rng: random.Random, line: list[Mark]) -> None:
    put(line, *_sentences(rng, line), "")


def other_sentence(rng: random.Random, line: list[Mark]) -> None:
    start, end = _sentences(rng, line)
    put(line, start, end, (" " if line[start][0] == " " else "") + sentence(rng))


def move_sentence(rng: random.Random, line: list[Mark]) -> None:
    start, end = _sentences(rng, line)
    moved = line[start:end]
    del line[start:end]
    _start, at = _sentences(rng, line)
    around = line[at - 1][1] & (line[at][1] if at < len(line) else frozenset())
    space = [] if moved[0][0] == " " else [(" ", around, False)]
    line[at:at] = space + [(character, (marks | around) if own else around, own) for character, marks, own in moved]


def repeat_sentence(rng: random.Random, line: list[Mark]) -> None:
    start, end = _sentences(rng, line)
    put(line, end, end, ("" if line[start][0] == " " else " ") + text_of(line[start:end]))


def take_out_repeated(rng: random.Random, line: list[Mark]) -> None:
    found = [m.span() for said in REPEATED for m in re.finditer(re.escape(said), text_of(line))]
    if found:
        put(line, *rng.choice(found), "")


def rewrap(rng: random.Random, line: list[Mark]) -> None:
    """Break lines elsewhere, as an editor with another width does."""
    width, column = rng.randint(50, 100), 0
    for place, (character, marks, own) in enumerate(line):
        column = 0 if character == "\n" else column + 1
        if character == " " and column > width:
            line[place], column = ("\n", marks, own), 0


Act = Callable[[random.Random, list[Mark]], None]
HARD: tuple[Act, ...] = (
    typo, typo, typo, put_in_word, take_out_word, other_word, pseudonym, put_in_sentence, take_out_sentence,
    other_sentence, move_sentence, repeat_sentence, take_out_repeated, rewrap,
)  # fmt: skip
"""More than half of the edits are of whole sentences."""
USUAL = (*HARD, *(typo,) * 5, *(put_in_word, take_out_word, other_word) * 3)
"""As proofreading goes: mostly words, now and then a sentence."""


def edited(seed: int, *, turns: int = 240, edits: int = 30, acts: tuple[Act, ...] = USUAL) -> Edited:
    """Return an interview with codings, edited at random, with where each coding is then."""
    rng = random.Random(seed)
    old = interview(rng, turns)
    spans = spans_in(rng, old, 30)
    edges = sorted({0, len(old), *chain.from_iterable(spans)})
    line: list[Mark] = []
    for first, last in pairwise(edges):
        marks = frozenset(n for n, (start, end) in enumerate(spans) if start <= first < end)
        line += [(character, marks, True) for character in old[first:last]]
    for _ in range(edits):
        rng.choice(acts)(rng, line)
    places: list[list[tuple[int, int]]] = [[] for _ in spans]
    ends: list[int] = [-1] * len(spans)
    for place, (_character, marks, _own) in enumerate(line):
        for n in marks:
            if places[n] and ends[n] == place - 1:
                places[n][-1] = (places[n][-1][0], place + 1)
            else:
                places[n].append((place, place + 1))
            ends[n] = place
    return Edited(old, spans, text_of(line), places)
