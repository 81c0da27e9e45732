"""Who asks and who answers: told by the label, else guessed from how they speak."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from kodeverk.model import Segment

_FORM = re.compile(r"([^\W\d_]+)[ ._-]*\d{0,3}\.?")

INTERVIEWER = frozenset(
    {
        "i", "int", "interv", "intervjuer", "intervjuar", "interviewer", "iv", "spm", "spørsmål",
        "spørjar", "q", "forsker", "forskar", "moderator", "researcher",
    }
)  # fmt: skip
INFORMANT = frozenset(
    {
        "informant", "inf", "respondent", "resp", "ip", "intervjuobjekt", "r", "a", "svar",
        "deltaker", "deltakar", "participant",
    }
)  # fmt: skip


def base_of(label: str) -> str:
    """Return the word of a label without its number, in small letters; empty if it is no single word."""
    found = _FORM.fullmatch(label)
    return found[1].casefold() if found else ""


def roles_of(text: str, segments: Collection[Segment]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the role of each speaker, and the labels of which it was guessed from how they speak."""
    bases = {label: base_of(label) for label in dict.fromkeys(segment.speaker for segment in segments) if label}
    interviewers = [label for label, base in bases.items() if base in INTERVIEWER]
    if interviewers:
        return {label: "interviewer" if label in interviewers else "informant" for label in bases}, ()
    open_labels = [label for label, base in bases.items() if base not in INFORMANT]
    asks = _asks_most(_speech(text, segments)) if len(bases) > 1 else None
    if asks in open_labels:
        return {label: "interviewer" if label == asks else "informant" for label in bases}, tuple(open_labels)
    return {label: "unknown" if label in open_labels else "informant" for label in bases}, ()


def _speech(text: str, segments: Iterable[Segment]) -> dict[str, list[str]]:
    speech: dict[str, list[str]] = {}
    for segment in segments:
        if segment.speaker:
            speech.setdefault(segment.speaker, []).append(segment.speech.of(text))
    return speech


def _asks_most(speech: Mapping[str, list[str]]) -> str | None:
    """Return the one who asks most and says least, if one does both: at least two questions, and twice as many."""
    questions = {label: sum(turn.count("?") for turn in turns) for label, turns in speech.items()}
    words = {label: sum(len(turn.split()) for turn in turns) for label, turns in speech.items()}
    first, second = sorted(questions, key=lambda label: -questions[label])[:2]
    fewest = min(words.values())
    alone = list(words.values()).count(fewest) == 1
    enough = questions[first] >= 2 and questions[first] >= 2 * questions[second]
    return first if enough and alone and words[first] == fewest else None
