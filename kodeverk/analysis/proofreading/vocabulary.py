"""What words say of people: the values of a register, and the words that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kodeverk.language.lemma import STEM, lemmas, sought
from kodeverk.model import KNOWN, Snapshot
from kodeverk.views.quotes import SPEAKER_ATTRIBUTES

ALIKE = (
    (
        "leder", "leiar", "sjef", "nav-leder", "nav-leiar", "kontorleder", "kontorleiar", "avdelingsleder",
        "avdelingsleiar", "enhetsleder", "einingsleiar", "mellomleder", "mellomleiar", "leader", "manager",
    ),
    (
        "ansatt", "ansatte", "tilsett", "medarbeider", "medarbeidar", "saksbehandler", "saksbehandlar", "veileder",
        "rettleiar", "rådgiver", "rådgivar", "employee", "caseworker",
    ),
    ("stat", "statlig", "statleg", "statsansatt", "state"),
    ("kommune", "kommunal", "kommuneansatt", "municipality", "municipal"),
)  # fmt: skip
"""Words that say the same of a person, beside the values of the register themselves: leader, employee, line."""

CONNECTS = frozenset(
    {
        "en", "ei", "et", "én", "ein", "eit", "den", "det", "de", "dei", "av", "ved", "på", "fra", "frå", "i",
        "som", "er", "jobber", "jobbar", "arbeider", "arbeidar", "nr",
        "nummer", "to", "tre", "fire", "begge", "alle", "andre", "nav", "kontoret", "kontor", "siden", "side", "sida",
        "linje", "linja", "linjen", "utdannet", "utdanna", "the", "of", "at", "in", "from", "an", "who", "is", "works",
    }
)  # fmt: skip
"""Words that may stand between words that describe one person."""

EMPLOYED = frozenset({"er", "var", "blir", "ble", "blei", "vart", "har", "blitt", "være", "vore"})
"""Words after which *ansatt* is a participle: a leader too *er ansatt i kommunen*."""

ONE = frozenset({"en", "ei", "et", "én", "ein", "éin", "den", "det", "a", "an", "the", "one"})
"""Words for one person."""

WHO = frozenset({"jeg", "eg", "du", "hun", "ho", "han", "hen", "vi", "me", "de", "dei"})
"""Words after which *leder* is a verb."""

_VALUE = re.compile(r"(?=.{4})[^\W\d_]+(?:-[^\W\d_]+)*")


def value_words(snapshot: Snapshot, informants: Iterable[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return, by attribute and value, the words that say it.

    An attribute counts where its values are single words of four letters or more, and at least two. Of attributes
    that share a word (the line, and who employs the head) that of `SPEAKER_ATTRIBUTES` counts, else the first by name.
    """
    values: dict[str, set[str]] = {}
    odd: set[str] = set()
    for case in informants:
        for attribute, value in snapshot.values(case).items():
            if value.state == KNOWN:
                word = value.value
                values.setdefault(attribute, set()).add(str(word))
                if not isinstance(word, str) or not _VALUE.fullmatch(word):
                    odd.add(attribute)
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    taken: set[str] = set()
    for attribute in sorted(values, key=lambda name: (name not in SPEAKER_ATTRIBUTES, name)):
        words = values[attribute]
        if attribute in odd or len(words) < 2 or words & taken:
            continue
        taken |= words
        found[attribute] = {
            word: (word, *(one for group in ALIKE if word.casefold() in group for one in group if one != word))
            for word in sorted(words)
        }
    return found


@lru_cache(maxsize=1 << 14)
def same_word(word: str, base: str) -> bool:
    """Return whether a word of a text is a form of a base form: their lemmas meet, and they begin alike.

    Examples
    --------
    >>> same_word("lederne", "leder"), same_word("statlige", "statlig"), same_word("leddet", "leder")
    (True, True, False)
    """
    if word == base:
        return True
    if word[: max(3, len(base) - 1)] != base[: max(3, len(base) - 1)]:
        return False
    meant = {lemma for lemma in sought(base) if not lemma.startswith(STEM)}
    return bool(meant & {lemma for lemma in lemmas(word) if not lemma.startswith(STEM)})
