"""Turns that look wrongly divided or attributed, for a person to judge; nothing is changed by it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kodeverk.messages import _, _n
from kodeverk.model import Segment
from kodeverk.reading.roles import INFORMANT, INTERVIEWER, base_of

HEADING, WITHIN, ALIKE, LONG, TWO_LABELS, BACKWARDS, TABLE = (
    "heading", "speaker within", "labels alike", "long", "two labels", "time backwards", "table",
)  # fmt: skip

TIMES, WORDS = 10, 300
"""A turn is long that has so many times the words of the speaker's middle turn, and at least so many."""
SHORTEST = 4
"""Labels of fewer code points differ by a letter because they are different: initials."""
MOST_LABELS = 200
"""Labels held against each other: a text with more is no interview, and their pairs would take long."""

_HEADINGS = frozenset(
    {
        "innledning", "innleiing", "bakgrunn", "avslutning", "avslutting", "oppsummering", "konklusjon", "presentasjon",
        "introduksjon", "tema", "temaer", "del", "kapittel", "hoveddel", "vedlegg", "merknad", "merknader", "notater",
        "refleksjoner", "intervjuguide", "transkripsjon", "deltakere", "deltakarar", "varighet", "dato", "sted", "stad",
    }
)  # fmt: skip
_ASKS = r"I|Int|Interv|Intervjuer|Intervjuar|Interviewer"
_LIKE_A_LABEL = re.compile(rf"(?:\n|\r)[ \t]*(?:{_ASKS})[ \t]*[.;)–-][ \t]+(?=[^\W\d_])[^\n]*\?")
_CELLS = re.compile(r"\S\t+\S[^\n]*\t+\S")


class Unlikely(NamedTuple):
    """A turn that looks wrong.

    Attributes
    ----------
    number : int
        Of the segment.
    reason : str
        ``heading``, ``speaker within``, ``labels alike``, ``long``, ``two labels``, ``time backwards`` or ``table``.
    label : str
        The speaker's.
    other : str
        The label it is like, or that stands within; empty otherwise.
    """

    number: int
    reason: str
    label: str
    other: str = ""


def unlikely(text: str, segments: Sequence[Segment], roles: Mapping[str, str]) -> list[Unlikely]:
    """Return the turns that look wrongly divided or attributed, in the order of the text.

    - *heading*: a speaker's label with nothing said after it, or that is a word of headings (*Bakgrunn:*);
    - *speaker within*: a label of this text, or *I:*, stands within what another says, or a question behind a line
      break starts like *I.* or *Int -*;
    - *labels alike*: the label is another one but for a letter, two letters exchanged, capitals or spaces;
    - *long*: ten times the words of the speaker's middle turn, and 300 at least;
    - *two labels*: the turn before has the initials of this speaker, or she those of the one before;
    - *time backwards*: the time stamp is before the last one;
    - *table*: what is said has the tabs of a table row.

    Parameters
    ----------
    text : str
    segments : sequence of Segment
    roles : dict of str to str
        Role of each label.

    Examples
    --------
    >>> from kodeverk.reading.turns import divide, lines_of
    >>> text = "I: To?\\nNL: Ja. I: Og kontoret? Det er ett.\\nI: Takk."
    >>> turns = divide(text, lines_of(text, 0))
    >>> unlikely(text, turns.segments, turns.roles)
    [Unlikely(number=2, reason='speaker within', label='NL', other='I')]
    """
    turns = [segment for segment in segments if segment.kind == "turn" and segment.speaker]
    found = [*_headings(text, turns), *_within(text, turns, roles), *_alike(turns), *_long(text, turns)]
    found += [*_two_labels(turns), *_backwards(turns)]
    found += [Unlikely(one.number, TABLE, one.speaker) for one in turns if _CELLS.search(text, one.body, one.end)]
    return sorted(found)


def warning(found: Sequence[Unlikely]) -> list[str]:
    """Return the line of an import report that says how many turns look wrong, and why; none where none does."""
    if not found:
        return []
    counts = Counter(reason_label(one.reason) for one in found)
    told = ", ".join(f"{reason} {count}" for reason, count in counts.items())
    count = len({one.number for one in found})
    line = _n(
        "{count} turn looks wrongly divided or attributed ({told}): look at unlikely_turns().",
        "{count} turns look wrongly divided or attributed ({told}): look at unlikely_turns().",
        count,
    )
    return [line.format(count=count, told=told)]


def reason_label(reason: str) -> str:
    """Return why a turn looks wrong, in the language in use."""
    return {
        HEADING: _("heading taken for a speaker"),
        WITHIN: _("another speaker within the turn"),
        ALIKE: _("label nearly as another"),
        LONG: _("much longer than the speaker's other turns"),
        TWO_LABELS: _("same speaker under two labels"),
        BACKWARDS: _("time runs backwards"),
        TABLE: _("table row as speech"),
    }[reason]


def _headings(text: str, turns: Sequence[Segment]) -> Iterator[Unlikely]:
    for turn in turns:
        if not turn.speech.of(text).strip() or base_of(turn.speaker) in _HEADINGS:
            yield Unlikely(turn.number, HEADING, turn.speaker)


def _within(text: str, turns: Sequence[Segment], roles: Mapping[str, str]) -> Iterator[Unlikely]:
    labels = sorted({*roles, *_ASKS.split("|")}, key=len, reverse=True)
    label = re.compile(rf"(?:(?<=[.!?…»\")\]] )|(?<=\n))({'|'.join(map(re.escape, labels))}):[ \t]+(?=\S)")
    for turn in turns:
        if found := label.search(text, turn.body, turn.end):
            yield Unlikely(turn.number, WITHIN, turn.speaker, found[1])
        elif roles.get(turn.speaker) != "interviewer" and _LIKE_A_LABEL.search(text, turn.body, turn.end):
            yield Unlikely(turn.number, WITHIN, turn.speaker)


def _alike(turns: Sequence[Segment]) -> Iterator[Unlikely]:
    """Yield the first turn under each label that is nearly one used more often; of very many labels, the most used."""
    from rapidfuzz.distance import OSA

    counts = Counter(turn.speaker for turn in turns)
    first = {turn.speaker: turn.number for turn in reversed(turns)}
    ranked = sorted(counts, key=lambda label: (-counts[label], first[label]))[:MOST_LABELS]
    for place, label in enumerate(ranked):
        for other in ranked[:place]:
            one, two = _plain(label), _plain(other)
            digits = re.sub(r"\D", "", one) == re.sub(r"\D", "", two)
            near = min(len(one), len(two)) >= SHORTEST and digits and OSA.distance(one, two, score_cutoff=1) <= 1
            if one == two or near:
                yield Unlikely(first[label], ALIKE, label, other)
                break


def _plain(label: str) -> str:
    return re.sub(r"[\s._-]", "", label.casefold())


def _long(text: str, turns: Sequence[Segment]) -> Iterator[Unlikely]:
    words = {turn.number: len(turn.speech.of(text).split()) for turn in turns}
    by_label: dict[str, list[int]] = {}
    for turn in turns:
        by_label.setdefault(turn.speaker, []).append(turn.number)
    for label, own in by_label.items():
        most = max(WORDS, TIMES * median(words[number] for number in own))
        yield from (Unlikely(number, LONG, label) for number in own if words[number] >= most and len(own) > 1)


def _two_labels(turns: Sequence[Segment]) -> Iterator[Unlikely]:
    for before, turn in pairwise(turns):
        one, two = before.speaker, turn.speaker
        if turn.number == before.number + 1 and one != two and (_initials(one) == two or _initials(two) == one):
            yield Unlikely(turn.number, TWO_LABELS, two, one)


def _initials(label: str) -> str:
    """Return the initials of a name of several words; empty of one that is no name."""
    words = label.split()
    named = (
        len(words) > 1 and all(word[0].isupper() for word in words) and base_of(words[0]) not in INFORMANT | INTERVIEWER
    )
    return "".join(word[0] for word in words) if named else ""


def _backwards(turns: Sequence[Segment]) -> Iterator[Unlikely]:
    last = 0.0
    for turn in turns:
        if turn.seconds is not None:
            if turn.seconds < last:
                yield Unlikely(turn.number, BACKWARDS, turn.speaker)
            last = turn.seconds
