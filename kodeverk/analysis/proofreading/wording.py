"""How a report leads in to a quote, and who of those it mentions is thereby said to speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kodeverk.analysis.proofreading.register import Mention

VERBS = (
    r"(?:si(?:er|ar)|sei(?:er)?|sa|fort(?:eller|alte|el|alde)|men(?:er|te)|mein(?:er|te)|beskriver?|beskrev|skildr(?:er|a)"
    r"|opplev(?:er|de)|uttrykk(?:er|te|jer)|uttal(?:er|te)|understrek(?:er|et|a)|på(?:peker|pekte|peikar)|pe[ki]k?(?:er|te|ar|a)"
    r"|trekker|trakk|forklar(?:er|te|ar|a)|kall(?:er|te|ar|a)|svar(?:er|te|ar|a)|legger|legg|la|oppsummer(?:er|te)"
    r"|formuler(?:er|te)|hevd(?:er|et|ar|a)|innrømm(?:er|et|a)|ønsk(?:er|et)|ønskjer|ynskjer|etterlys(?:er|te)"
    r"|syn(?:es|tes|est)|tykkjer|undr(?:er|et|ast)|nevn(?:er|te)|nemner|presiser(?:er|te)|fr[ea]m?hev(?:er|et|ar|a)"
    r"|utdyp(?:er|et|ar|a)|konkluder(?:er|te)|sammenlign(?:er|et)|samanliknar|spør|spurte|spurde|bruk(?:er|te|ar|a)|ser"
    r"|føl(?:er|te)|setter|set|ordlegger|viser?|viste|gir|gjev|ga|påstår|tilføy(?:er|de)|føyer|føyde|fortsett(?:er|e)"
    r"|fortsatte|held|minn(?:er|te|es)|konstater(?:er|te)|medgir|medga|avslutt(?:er|et|ar|a)|innvend(?:er|te)"
    r"|kommenter(?:er|te)|bemerk(?:er|et)|advar(?:er|te)|beton(?:er|te)|fastslår|fastslo|omtal(?:er|te|ar)|husk(?:er|et)"
    r"|hugsar|erkjenn(?:er|te)|vurder(?:er|te)|tror|trur|karakteriser(?:er|te)|gjengir|refererer|skriver|skriv|skrev"
    r"|says?|said|tells?|told|thinks?|thought|explain(?:s|ed)|describe[sd]|puts?|add(?:s|ed)|recall(?:s|ed)|answer(?:s|ed)"
    r"|repl(?:ies|ied)|argue[sd]|state[sd]|note[sd]|claim(?:s|ed)|call(?:s|ed)|admit(?:s|ted)|conclude[sd]|remark(?:s|ed)"
    r"|write[s]?|wrote|ask(?:s|ed))"
)
_SHE = r"(?:hun|ho|han|hen|vedkommende|she|he|they)"
_BETWEEN = r"(?:(?!som\b|at\b|om\b|og\b|that\b|who\b)\w+\s+)?"
_SAME_PLACE = r"(?:(?:samme? (?:sted|stad|kontor)|på (?:sin|si) side|for (?:sin|sitt) (?:del|vedkommende))\s+)?"
_DETERMINERS = (
    r"(?:(?:en|ei|eit|et|ein|én|ett|av|de|dei|den|det|to|tre|alle|begge|også|òg|selv|sjølv|andre|flere|fleire|noen|nokre"
    r"|derimot|likevel|a|an|the|one|of|also)\s+){0,5}"
)
_VERB_AFTER = re.compile(rf"[\s,)]*{_SAME_PLACE}{_BETWEEN}{VERBS}\b", re.IGNORECASE)
_VERB_BEFORE = re.compile(rf"\b(?P<verb>{VERBS}|ifølge|ifølgje|iflg\.|according to)\s+{_DETERMINERS}$", re.IGNORECASE)
_TAKEN = re.compile(rf"\b{_SHE}\s+(?:\w+\s+)?$|\bkolleg\w+\s+(?:\w+\s+)?$|colleague\w*\s+(?:\w+\s+)?$", re.IGNORECASE)
_RELATIVE = re.compile(rf"(?:\s*\([^()]*\))?,\s+(?:som|who)\s+(?:\w+\s+){{0,2}}?{VERBS}\b", re.IGNORECASE)
PRONOUN = re.compile(rf"\b(?:{_SHE}\s+(?:\w+\s+)?{VERBS}|{VERBS}\s+(?:\w+\s+)?{_SHE})\b", re.IGNORECASE)
"""Somebody who is named elsewhere speaks: ``svarer hun``, ``ho seier``."""
INQUIT = re.compile(rf"[\s,_–—]*(?:{VERBS}|er svaret|var svaret|h(?:eter|eiter) det|lyder det)\b", re.IGNORECASE)
"""What tells, right after a quote, who said it: ``, sier lederen``."""
_CLAUSE = re.compile(
    r"[,–—]?\s*\b(?:mens|medan|men|while|whereas|but)\b|[,–—]\s*(?:og|samt|som|and|who)\b|;", re.IGNORECASE
)
_QUESTION = re.compile(
    r"(?:^|(?<=[.,:;]\s))\W*(?:spurt|spurd|på (?:\w+ )?spørsmål\w*|asked|når (?:jeg|eg) spør|da (?:jeg|eg) spurte)\b"
    rf"[^.;:]*?,\s+(?=(?:{VERBS}|kom|er|var|blir|vart|is|was|{_SHE}\s)\b)",
    re.IGNORECASE,
)
"""What somebody was asked about; nobody in it is said to speak."""
_OBJECT = re.compile(
    r"\b(?:om|enn|mot|overfor|mellom|uten|utan|til|med|av|about|than|against|between|without|(?<!according )to|with|of"
    r"|by|(?:skille?r?|skil)\s+seg\s+fr[aå]|(?:forskjell\w*|ulik\w*|avviker)\s+fr[aå]|different from|ulikt|unlike)"
    rf"\s+{_DETERMINERS}(?:(?:sin|si|sitt|sine|hennes|hans|deres|her|his|their)\s+)?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(rf"\b(?:om|enn|mot|til|about|than|against)\s+{_DETERMINERS}$", re.IGNORECASE)
_PARTITIVE = re.compile(
    r"\b(?:en|ei|én|ein|éin|to|tre|fire|begge|flere|fleire|noen|nokre|ingen|one|two|three|some|several|both)\s+(?:av|of)\s+"
    r"(?:(?:de|dei|the|disse|våre)\s+)?(?:\w+\s+)?$"
    r"|\b(?:intervju\w*|samtale\w*|interview)\s+(?:med|with)\s+(?:(?:en|ei|ein|den|de|the|a|an)\s+)*$"
    r"|\b(?:sagt|sies|seiast|fortalt|beskrevet|beskrives|formulert|kalt|uttrykt|said|described|put)\s+(?:\w+\s+)?(?:av|by)\s+"
    r"(?:(?:en|ei|ein|den|de|the|a|an)\s+)*$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:\b(?:ved|på|i|fra|frå|hos|at|in|from)\s+(?:det\s+|the\s+)?|\b(?:kontor|office)\w*\s+)$", re.IGNORECASE
)
_OWNER = re.compile(r"(?:[ea]ns|nes|ttes|['’]s?)$")
_HIS = re.compile(r"\s+(?:sin|si|sitt|sine)\b", re.IGNORECASE)
_HER_WORDS = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:ord|syn|svar|mening|vurdering|formulering|beskrivelse|beskriving|bilde|bilete|uttrykk|words?|view|answer"
    r"|account|phrase)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:en|ei|ein|én|noen|nokon|flere|fleire|one|some)\s+(?:annen|anna|annan|andre|other|another"
    r"|(?:av|of)\s+(?:hennes|hans|sine|deres|hennar|her|his|their))\b|\b(?:kolleg|colleague)\w*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"[\s_,.;:()–—-]*(?:(?:og|men|så|at|som|også|òg|deretter|derpå|videre|vidare|likevel|samtidig|dessuten|siden|senere"
    rf"|straks etter|i stedet|derfor|her|der|and|but|then|later|also|that|who)\s+)*"
    rf"(?:$|(?:{VERBS}|{_SHE}\s+(?:\w+\s+)?{VERBS}|er|var|har|hadde|blir|ble|vert|vart|kan|vil|skal|må|is|was|has|had)\b)",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """Who words around a quote say that speaks.

    Attributes
    ----------
    speakers : tuple of Mention
        Those who say it.
    others : tuple of Mention
        Those, and places, that may be meant though no word says that they speak.
    start : int
        Where the clauses begin that lead in to the quote; what stands before them is about something else.
    goes_on : bool
        Whether these words go on with who spoke before: ``og legger til at``.
    """

    speakers: tuple[Mention, ...]
    others: tuple[Mention, ...]
    start: int
    goes_on: bool


def introduced(lead: str, mentions: Sequence[Mention]) -> Told:
    """Return who is said to speak in words that lead in to a quote: by the clause nearest to it that names somebody.

    A clause that has another subject ends the search: in ``lederen ler, mens kollegaen sier`` no leader speaks.

    Parameters
    ----------
    lead : str
        From the quote before, if the sentence has one, to this quote.
    mentions : sequence of Mention
        Those in it.
    """
    text = _QUESTION.sub(lambda asked: " " * len(asked[0]), lead)
    mentions = [one for one in mentions if text[one.start : one.end].strip()]
    parted = list(_CLAUSE.finditer(text))
    starts, stops = [0, *(found.end() for found in parted)], [*(found.start() for found in parted), len(text)]
    for start, stop in zip(reversed(starts), reversed(stops), strict=True):
        own = [one for one in mentions if start <= one.start < stop]
        speakers, others = _in_clause(text, start, stop, own)
        if speakers or others:
            return Told(speakers, others, start, False)
        clause = text[start:stop]
        if not (_GOES_ON.match(clause) or PRONOUN.search(clause)):
            return Told((), (), start, False)
    return Told((), (), 0, True)


def tagged(after: str, mentions: Sequence[Mention]) -> Told:
    """Return who is said to speak in the clause after a quote: ``, sier lederen``.

    Parameters
    ----------
    after : str
        From the quote to the next one, or to the end of its sentence.
    mentions : sequence of Mention
        Those in it.
    """
    stop = clause_end(after)
    own = [one for one in mentions if one.start < stop]
    speakers, others = _in_clause(after, 0, stop, own, first=True)
    return Told(speakers, others, 0, not own)


def clause_end(after: str) -> int:
    """Return where the clause ends that a text begins with."""
    found = _CLAUSE.search(after, len(after) - len(after.lstrip(" ,_–—;")))
    return found.start() if found else len(after)


def _in_clause(
    text: str, start: int, stop: int, own: Sequence[Mention], *, first: bool = False
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return who of those a clause mentions speaks, the last of them or the `first`, and who else may be meant."""
    people = [one for one in own if _RELATIVE.match(text[one.end :]) or not _is_object(text, one)]
    end = start + (found.start() if (found := PRONOUN.search(text[start:stop])) else stop - start)
    if first:  # ``svarer hun på spørsmål om hva lederen mener``
        people = [one for one in people if one.start < end]
    speaking = [one for one in people if _speaks(text, one, people)]
    if speaking:
        chosen = speaking[0] if first else speaking[-1]
        return (chosen,), tuple(one for one in people if one is not chosen)
    people = [one for one in people if one.start < end]
    if people and _ANOTHER.search(text, people[-1].end, stop):
        return (), ()
    return (), tuple(people)


def _speaks(text: str, one: Mention, people: Sequence[Mention]) -> bool:
    """Return whether a verb of saying has somebody mentioned for its subject."""
    rest = text[one.end :]
    if not one.person:
        return False
    if _RELATIVE.match(rest):
        return True
    if re.match(r",?\s+(?:som|who)\b", rest):  # ``en ansatt som sa``
        return False
    if _owns(text, one):
        return _HER_WORDS.match(rest) is not None
    before = _VERB_BEFORE.search(text[: one.start])
    if before is None:
        return _VERB_AFTER.match(rest) is not None
    taken = any(
        other.end <= before.start() and (found := _VERB_AFTER.match(text[other.end :]))
        and other.end + found.end() >= before.end("verb")
        for other in people
    )  # fmt: skip
    return not taken and not _TAKEN.search(text[: before.start()])


def _is_object(text: str, one: Mention) -> bool:
    """Return whether somebody is only spoken of, and a place not where somebody speaks."""
    before = text[: one.start]
    if not one.person:
        return _PLACE.search(before) is None
    if _owns(text, one):
        return _HER_WORDS.match(text[one.end :]) is None or _ABOUT.search(before) is not None
    return _OBJECT.search(before) is not None and _PARTITIVE.search(before) is None


def _owns(text: str, one: Mention) -> bool:
    """Return whether somebody is named as the owner of something: ``lederens egne``, ``leiaren sine ord``."""
    owner = _OWNER.search(text[one.start : one.end]) and not one.cases
    return bool(owner and re.match(r"\s+[^\W\d_]", text[one.end :])) or _HIS.match(text[one.end :]) is not None
