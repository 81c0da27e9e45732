"""Whether a claim counts those its sentence speaks of: role words, places and values beside the quantifier."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kodeverk.analysis.claims.counting import Count, Member, count
from kodeverk.analysis.claims.verdict import unit_label
from kodeverk.analysis.proofreading.register import Mention, Register
from kodeverk.analysis.proofreading.vocabulary import ALIKE, same_word
from kodeverk.language import quantity_words as words
from kodeverk.language.quantifiers import Quantifier
from kodeverk.messages import _
from kodeverk.model import KNOWN, NOT_APPLICABLE, Claim, Snapshot, Value
from kodeverk.model.claim import INFORMANTS, ITEMS

_VERB = re.compile(rf"(?<!\bsom)(?<!\bwho)(?<!\bthat)\s+{words.VERB}", re.IGNORECASE)
_WHERE = r"(?:på|ved|i|hos|fra|frå|av|blant|med|among|at|in|from|of|with)\b"
_GAP = re.compile(
    rf"[\s(]*(?:{words.RELATIVE}\s+(?:er|var|jobber|jobbar|arbeider|arbeidar|are|works?)\s+)?(?:{_WHERE}\s*)*"
    rf"(?:(?:{words.FILLER}|{words.NUMBER}|nav|kontoret)\s*)*",
    re.IGNORECASE,
)
"""What may stand between the noun and what more is said of those it names."""
_FRONTED = re.compile(rf"^\W*{_WHERE}\s+", re.IGNORECASE)
_MORE = re.compile(rf"[\s,(]*(?:{_WHERE}|{words.RELATIVE}|\d)", re.IGNORECASE)
_OF = re.compile(rf"^\s*{words.FROM}\s*", re.IGNORECASE)
_RELATIVE = re.compile(rf"\s*,?\s*{words.RELATIVE}", re.IGNORECASE)
_PLACE = re.compile(
    r"\s+(?:ved|på|hos|fra|frå|at|from)\s+"
    r"(?!(?:(?:alle|begge|de|dei|all|both|the|to|two)\s+|nav-)*(?:kontor(?:ene|a)|nav|offices)\b)",
    re.IGNORECASE,
)
"""A place, which is not all of them: ``ved distriktskontoret``, but not ``ved de to kontorene``."""
_CLEFT = re.compile(
    r"\b(?:det|there)\s+(?:er|var|ble|blei|blir|vart|finnes|fins|finst|is|are|was|were)\b[^.;:]*$", re.IGNORECASE
)
"""``Det er tre informanter som sier det``: what follows is said of them, and does not choose among them."""
_STAFF = re.compile(r"(?:de\s+)?(?:ansatt|tilsett|tilsatt|employee)\w*", re.IGNORECASE)
"""May mean all who are employed, or those who do not lead."""


class _Subject(NamedTuple):
    """Those a sentence speaks of: as it stands, what the register makes of it, and whether all of it is understood."""

    text: str
    mentions: tuple[Mention, ...]
    understood: bool


def unbound(snapshot: Snapshot, claim: Claim, quantifier: Quantifier, counted: Count) -> str:
    """Return why a claim counts others than those its sentence speaks of; empty where it counts them.

    The sentence speaks of the noun of its quantifier, what describes it up to the verb (``lederne på Lyngmo``), and
    what stands first in it (``På Lyngmo sier …``). Role words, lines, offices and values of attributes are
    looked up in the register, and each of those counted must be known to be such a one. What the register does not
    know, a place or a relative clause among it, must be said with `among`. ``Ansatte`` may be all or those who do not
    lead: with `among`, they are those it selects.

    Parameters
    ----------
    snapshot : Snapshot
    claim : Claim
    quantifier : Quantifier
    counted : Count
        In the unit stated.
    """
    if counted.unit == ITEMS:
        return ""
    register = snapshot.derive("register of people", lambda: Register(snapshot))
    subject = _subject(snapshot, register, claim, quantifier)
    people = [m for m in count(snapshot, claim, INFORMANTS).members if m.among and m.status != NOT_APPLICABLE]
    others = [m for m in people if any(register.wrong(one, m.id) for one in subject.mentions)]
    unsure = [m for m in people if m not in others and not _known(register, subject.mentions, m.id)]
    values = {"whom": subject.text, "n": counted.n, "unit": unit_label(counted.unit)}
    told = []
    if others:
        told.append(_("It speaks of «{whom}», which {others} are not, who are counted."))
    if unsure:
        told.append(_("It speaks of «{whom}», and of {unsure}, who are counted, it is not known."))
    if told:
        told.append(_("What would bind it: among={among}."))
        values |= {"others": _names(others), "unsure": _names(unsure)}
        return " ".join(told).format(**values, among=repr(_among(register, claim, subject.mentions)))
    if not subject.understood and not claim.among:
        text = _("It speaks of «{whom}», and all {n} {unit} are counted: say with among= of whom it speaks.")
        return text.format(**values)
    return ""


def _known(register: Register, mentions: Iterable[Mention], case: str) -> bool:
    """Return whether the register knows of a case all that the mentions say."""
    return all(register.of(case, attribute) is not None for one in mentions for attribute in one.wanted)


def _names(members: Iterable[Member]) -> str:
    return ", ".join(member.name for member in members)


def _among(register: Register, claim: Claim, mentions: Iterable[Mention]) -> str:
    """Return the selection that binds a claim to those it speaks of."""
    wanted: dict[str, frozenset[str]] = {}
    for one in mentions:
        wanted |= one.wanted
        if one.cases:
            wanted["case"] = frozenset(register.name(case) for case in one.cases)
    parts = [f"({claim.among})" if " or " in claim.among else claim.among] if claim.among else []
    for attribute, values in wanted.items():
        listed = [json.dumps(value, ensure_ascii=False) for value in sorted(values)]
        parts.append(f"{attribute} == {listed[0]}" if len(listed) == 1 else f"{attribute} in ({', '.join(listed)})")
    return " and ".join(dict.fromkeys(parts))


def _subject(snapshot: Snapshot, register: Register, claim: Claim, quantifier: Quantifier) -> _Subject:
    before, after = claim.text[: quantifier.start], claim.text[quantifier.end :]
    noun = quantifier.noun
    inside = bool(noun) and noun in quantifier.words
    phrase = f"{noun}{after}" if inside else after
    noun_end = phrase.find(noun) + len(noun) if noun else 0
    phrase = phrase[: _end(phrase, noun_end)]
    mentions, end = _described(register, phrase, noun_end)
    strange = _RELATIVE.match(phrase, end) is not None and not _CLEFT.search(before)
    strange = strange or (end <= noun_end and _PLACE.match(phrase, noun_end) is not None)
    known = not noun or words.EVERYBODY.fullmatch(noun) or any(m.start < noun_end <= m.end for m in mentions)
    if not known and (found := _by_value(snapshot, noun)):
        known, mentions = True, [Mention(0, 0, frozenset(), (), found, True), *mentions]
    elif _STAFF.fullmatch(noun) and claim.among:
        loose = {attribute for one in register.mentions(noun) for attribute in one.wanted}
        mentions = [m._replace(wanted={a: v for a, v in m.wanted.items() if a not in loose}) for m in mentions]
    adjectives = [hit.start() for hit in re.finditer(words.DESCRIBING, phrase[:noun_end], re.IGNORECASE)]
    described = all(any(m.start <= place < m.end for m in mentions) for place in adjectives)
    text = _OF.sub("", phrase[: max(end, noun_end)]).strip(" ,(")
    if fronted := _FRONTED.match(before):
        verb = _VERB.search(before, fronted.end())
        place = before[fronted.end() : verb.start() if verb else None]
        more, reach = _described(register, place, 0)
        mentions += more
        text = " … ".join(filter(None, (f"{fronted[0]}{place[:reach]}".strip() if more else "", text)))
    return _Subject(text, tuple(mentions), bool(known and described and not strange))


def _end(phrase: str, noun_end: int) -> int:
    """Return where the words end that may describe those a noun names: at the noun, or at the verb after ``på …``."""
    if not _MORE.match(phrase, noun_end):
        return noun_end
    verb = _VERB.search(phrase, noun_end)
    return verb.start() if verb else len(phrase)


def _described(register: Register, phrase: str, end: int) -> tuple[list[Mention], int]:
    """Return what a phrase says of those its noun names, which ends at `end`, and where that ends."""
    found: list[Mention] = []
    for mention in register.mentions(phrase):
        if mention.start > end and not _GAP.fullmatch(phrase, end, mention.start):
            break
        found.append(mention)
        end = max(end, mention.end)
    return found, end


def _by_value(snapshot: Snapshot, noun: str) -> Mapping[str, frozenset[str]]:
    """Return the attribute and value a noun says where all whose value is known have the same: nobody there is not."""
    for value in snapshot.all(Value):
        if value.state == KNOWN and isinstance(value.value, str):
            alike = next((group for group in ALIKE if value.value.casefold() in group), (value.value.casefold(),))
            if any(same_word(noun.casefold(), one) for one in alike):
                return {value.attribute: frozenset([value.value])}
    return {}
