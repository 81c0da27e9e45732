"""Rules for what the transcriber wrote into speech: omissions, the unheard, sounds and pauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kodeverk.language.cleaning.lists import HOW, PAUSES, SOUNDS, UNHEARD
from kodeverk.language.cleaning.material import Found, Material, taken_out

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"\[([^\[\]\n]{1,60})\]|\(([^()\n]{1,60})\)|\*([^*\n]{1,40})\*|<([^<>\n]{1,40})>")
_OMISSION = re.compile(r"\[\s*(?:\.{2,}|…)\s*\]|\(\s*(?:\.{3,}|…)\s*\)")
_LENGTH = re.compile(r"\((?:\.{1,2}|\d{1,3}(?:[.,]\d{1,2})?(?: ?(?:s|sek|sekund|sekunder)\.?)?)\)")


def omissions(material: Material) -> Iterator[Found]:
    """Take out marks of what was left out, ``[...]`` and ``(…)``, version 1.

    A quote no longer shows then that something is missing in it: keep them unless the omissions themselves are noise.
    """
    for found, segment, _before in material.search(_OMISSION):
        yield taken_out(material.text, found.start(), found.end(), segment.speech)


def unheard(material: Material) -> Iterator[Found]:
    """Take out marks of what could not be heard, version 1.

    ``[uhørbart]``, ``(utydelig)``, ``[ikkje høyrbart]``, with a time beside or not, and ``[?]``. What was heard with
    doubt, ``[to sjefer?]``, is speech and stays.
    """
    yield from _of_words(material, UNHEARD, re.compile(r"[\[(]\?+[\])]"))


def sounds(material: Material) -> Iterator[Found]:
    """Take out descriptions of sounds, version 1.

    ``(latter)``, ``[kremter]``, ``*ler*``, ``(begge ler høyt)``: in brackets or stars, and every word one of a list of
    sounds and of how they are. ``(latter og gråt i stemmen hennes)`` and ``*viktig*`` stay. A mark that is all there is
    in a turn stays.
    """
    yield from _of_words(material, SOUNDS)


def pauses(material: Material) -> Iterator[Found]:
    """Take out marks of pauses, ``(pause)``, ``[kort stillhet]``, ``(.)``, ``(2,5)``, version 1; not dots in speech."""
    yield from _of_words(material, PAUSES, _LENGTH)


def _of_words(material: Material, words: frozenset[str], bare: re.Pattern[str] | None = None) -> Iterator[Found]:
    """Yield what takes out marks that hold one of these words and none but these and those that say how."""
    for found, segment, _before in material.search(_BRACKETED):
        inside = next(said for said in found.groups() if said is not None).strip()
        said = {word.casefold() for word in _WORD.findall(inside)}
        named = bool(said & words) and said <= words | HOW
        alone = bare is not None and bare.fullmatch(found[0]) is not None
        if (named or alone) and not said & material.keep and found[0].casefold() not in material.keep:
            yield taken_out(material.text, found.start(), found.end(), segment.speech)
