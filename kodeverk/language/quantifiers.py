"""Quantifiers: finding the words by which a sentence says how many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kodeverk.language import quantity_words as words
from kodeverk.language.quantity import (
    ALL,
    ALL_BUT,
    AT_LEAST,
    EXACTLY,
    FRACTION,
    HALF,
    LESS_THAN,
    NONE,
    NUMBER,
    PERCENT,
    THE,
    Holding,
    Quantifier,
    holds,
)

__all__ = ["Holding", "Quantifier", "holds", "quantifiers", "read_quantifier", "unclear"]

_NAME = r"(?-i:(?:[Ii]nformant\s+\d+|[A-ZÆØÅ][\wæøå-]+))"
_NAMES = rf"(?P<names>{_NAME}(?:(?:,\s+|\s+(?:og|and)\s+){_NAME})*)"
_FILLERS = rf"(?:\s+(?!{words.NOUN}){words.FILLER})*"
_SENSE, _NUMBER = rf"(?:{words.SENSE})?", rf"(?P<number>{words.NUMBER})"
_EXCEPTED = rf"\s+(?P<number>{words.NUMBER})(?!\s+{words.NOISE})|\s+{_NAMES}"
_ALL_OF = rf"(?:{words.ALL}){_FILLERS}(?:\s+(?P<of>{words.NUMBER}))?{_FILLERS}(?:\s+(?P<noun>{words.NOUN}))?"
_PER_CENT = r"\s*(?:%|prosent\b|per\s?cent\b)"
_OF_SO_MANY = rf"(?P<open>\()?{words.FROM}(?P<the>{_FILLERS})\s+(?P<of>{words.NUMBER})(?(open)\)|)"
_HEADS = (
    (ALL_BUT, rf"{_ALL_OF},?\s+(?:{words.EXCEPT})(?:{_EXCEPTED}|)"),
    (
        ALL_BUT,
        rf"(?:{words.ALL}){_FILLERS}(?:\s+(?P<noun>{words.NOUN})|(?=\s+{words.VERB}))[^.;:!?()]{{1,100}}?\s"
        rf"(?:{words.EXCEPT_APART})(?:{_EXCEPTED})(?=\s*[,.;:!?)]|\s*$|\s+(?:{words.RELATIVE}|{words.FROM}|{words.NOUN}))",
    ),
    (
        ALL_BUT,
        rf"(?:{words.EXCEPT_APART})(?:{_EXCEPTED})(?:\s+(?P<noun>{words.NOUN}))?(?:,|,?\s+{words.VERB})\s+(?:{words.ALL})",
    ),
    (NONE, rf"(?:{words.NEITHER}){_FILLERS}\s+(?P<noun>{words.NOUN}\s+(?:{words.NOR}){_FILLERS}\s+{words.NOUN})"),
    *words.HEADS,
    (HALF, rf"{_SENSE}(?:halvparten|halvdelen|half)"),
    (PERCENT, rf"{_SENSE}(?P<number>\d{{1,3}}){words.TO}(?P<upto>\d{{1,3}}){_PER_CENT}"),
    (PERCENT, rf"{_SENSE}(?P<number>\d{{1,3}}(?:[.,]\d+)?){_PER_CENT}"),
    (FRACTION, rf"{_SENSE}(?P<number>{words.NUMBER}|a)[\s-]+(?P<part>{'|'.join(words.PARTS)})(?:e[rn]|ar|s)?"),
    (FRACTION, rf"{_SENSE}(?P<number>\d{{1,2}})/(?P<of>\d{{1,2}})(?=\s+{words.FROM})"),
    (FRACTION, rf"{_SENSE}{_NUMBER}\s+in\s+(?P<of>{words.NUMBER})"),
    (FRACTION, words.ANY_OTHER),
    (NUMBER, rf"{_SENSE}(?P<number>\d{{1,2}})/(?P<of>\d{{1,2}})(?!\s+{words.FROM})"),
    (NUMBER, rf"{_SENSE}{_NUMBER}(?:\s+(?P<noun>{words.NOUN}))?\s+{_OF_SO_MANY}"),
    (NUMBER, rf"(?:mellom|between)\s+{_NUMBER}\s+(?:og|and)\s+(?P<upto>{words.NUMBER})"),
    (NUMBER, rf"{_SENSE}(?:(?:fra|frå|from)\s+)?{_NUMBER}{words.TO}(?P<upto>{words.NUMBER})"),
    (NUMBER, rf"{_SENSE}{_NUMBER}\s+(?:eller|or)\s+(?P<next>{words.NUMBER})"),
    (NUMBER, rf"{_NUMBER}\s+{words.OR_MORE}"),
    (NUMBER, words.PAIR),
    (NUMBER, rf"{_SENSE}{_NUMBER}"),
    (NUMBER, rf"(?:{words.ONLY})\s+{_NAMES}"),
    (THE, rf"(?:{words.THE})\s+(?P<of>{words.NUMBER})"),
)
_PATTERNS = [
    (kind, re.compile(rf"(?<![\w/–—-])(?<!\d[.,])(?:{head})(?![\w/–—-])", re.IGNORECASE)) for kind, head in _HEADS
]
_AFTER = re.compile(
    rf"(?P<fill>(?:\s+{words.FROM})?{_FILLERS})(?:\s+(?P<of>{words.NUMBER}))?(?P<more>{_FILLERS})"
    rf"(?:\s+(?P<noun>{words.NOUN}))?(?P<relative>\s+{words.RELATIVE})?(?P<verb>\s+{words.VERB})?"
    rf"(?P<noise>\s+{words.NOISE})?",
    re.IGNORECASE,
)
_FLOATING = re.compile(
    rf"(?P<noun>{words.NOUN})\s+(?:(?P<be>er|var|blir|are|were)\s+|(?P<verb>{words.VERB})\s+|)$", re.IGNORECASE
)
_EXCEPTING = re.compile(
    rf"(?<!\w)(?:{words.EXCEPT_APART})(?:{re.sub('P<[a-z]+>', ':', _EXCEPTED)}|{_FILLERS}\s+{words.NOUN})",
    re.IGNORECASE,
)
_OF_THEM = re.compile(rf"\s+{words.FROM}.*\s{words.PRONOUN}$|\s+{words.PRONOUN}$", re.IGNORECASE)
_OF_THOSE = re.compile(rf"\s+{words.FROM}\s+(?:de|dei|dem|those|them)$", re.IGNORECASE)
_OPENS = re.compile(r"""(?:^|[.!?:;,–(«"“…]|\b(?:at|og|men|mens|medan|that|and|but|while))\s*$""", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([\w%]+)\.?\s*$")
_INFINITIVE = re.compile(words.INFINITIVE, re.IGNORECASE)
_STARTS = re.compile(r"""(?:^|[.!?]\s*)[«"“]?$""")
_BEFORE = re.compile(
    rf"(?:[/–—-]|\d[.,]|\d\s|\b{words.NUMBER}{words.TO}|\b(?:mellom|between)\s+{words.NUMBER}\s+(?:og|and)\s+)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\w/–—-]")
"""What stands right before and right after a number that is a part of another, or of a range."""
_COMPARED = re.compile(words.COMPARED, re.IGNORECASE)
_PAIR = re.compile(words.PAIR, re.IGNORECASE)
_PARTITIVE = re.compile(rf"\s+{words.FROM}", re.IGNORECASE)
_THAT = re.compile(r"\s+(?:at|that|å)\b", re.IGNORECASE)


def quantifiers(text: str) -> list[Quantifier]:
    """Return the quantifiers in a text in bokmål, nynorsk or English, in the order they stand.

    A word that says how many is one only where it counts what claims are about: before a noun for informants,
    offices or items (``de fleste lederne``), before ``av dem``, or alone before a verb (``de fleste mener``). So
    ``alle møtene``, ``flere ganger``, ``for alle del`` and ``figur 4`` are none. Nouns and verbs are those listed in
    `quantity_words`.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> [(q.words, q.kind, q.number, q.of, q.unit) for q in quantifiers("Fire av fem ledere sier det, som oftest.")]
    [('Fire av fem', 'number', 4, 5, 'informants')]
    >>> quantifiers("I alle fall var det flere møter.")
    []
    """
    found = sorted(_candidates(text), key=lambda q: (q.start, -q.end))
    kept: list[Quantifier] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return [one for one in kept if one.kind == ALL_BUT or not _excepted(text, one.start, one.end, kept)]


def unclear(text: str, start: int, end: int) -> bool:
    """Return whether words of quantity at this place say something else by what stands beside them.

    After a word that turns them (``ikke mange``, ``eller alle``), as a part of a number (the 3 of ``1/3``, the 5 of
    ``3–5``), or where somebody is excepted whom they do not name (``bortsett fra lederne sier alle``). Such words are
    not read.
    """
    before, after = text[:start], text[end:]
    word = found[1].lower() if (found := _WORD_BEFORE.search(before[-60:])) else ""
    if word in words.TURNING or _BEFORE.search(before[-60:]) or _BEHIND.match(after):
        return True
    return _excepted(text, start, end, quantifiers(text))


def _excepted(text: str, start: int, end: int, found: list[Quantifier]) -> bool:
    """Return whether somebody is excepted in the sentence, and no quantifier of it says so."""
    for phrase in _EXCEPTING.finditer(text):
        between = text[min(end, phrase.end()) : max(start, phrase.start())]
        read = any(one.kind == ALL_BUT and one.start <= phrase.start() < one.end for one in found)
        if not read and not re.search("[.;:!?]", between):
            return True
    return False


def read_quantifier(said: str) -> Quantifier | None:
    """Return what words of quantity say by themselves, whatever they stand beside; None where they say no quantity.

    Examples
    --------
    >>> read_quantifier("4 av 5").number, read_quantifier("alle").kind, read_quantifier("ofte")
    (4, 'all', None)
    """
    found = quantifiers(f"{said} av informantene")
    if len(found) != 1 or found[0].words != said:
        return None
    return found[0]._replace(noun="", unit="")


def _candidates(text: str) -> Iterator[Quantifier]:
    for kind, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            after = _AFTER.match(text, hit.end())
            assert after is not None, "every part of it is optional"
            noun = _noun(kind, text, hit, after)
            if noun is not None:
                yield _made(kind, hit, after, noun)


def _group(hit: re.Match[str], name: str) -> str:
    return hit.groupdict().get(name) or ""


def _noun(kind: str, text: str, hit: re.Match[str], after: re.Match[str]) -> str | None:
    """Return the noun that says what is counted, empty where none does; None where this is no quantifier."""
    before = text[max(0, hit.start() - 60) : hit.start()]
    word = found[1].lower() if (found := _WORD_BEFORE.search(before)) else ""
    number, noun = _group(hit, "number").lower(), _group(hit, "noun") or after["noun"] or ""
    partitive = _PARTITIVE.match(after["fill"]) is not None
    if _no_quantity(kind, text, hit, after, word) or (
        after["of"] and not partitive and not _may_have_number(kind, hit)
    ):
        return None
    if kind == THE:
        return noun or None
    if _INFINITIVE.match(text, hit.start()) or (_group(hit, LESS_THAN.replace(" ", "_")) and _numeral(number) == 1):
        return None
    if _group(hit, "names") or (kind == NUMBER and _group(hit, "of") and "/" not in hit[0]):
        return noun
    if kind == ALL_BUT:
        return noun if noun or number else None
    if kind == NUMBER and not _counts(hit[0].lower(), number, partitive, after, before, word):
        return None
    if noun or _OF_THEM.search(after["fill"]) or (_OF_THOSE.search(after["fill"]) and after["relative"]):
        return noun
    if kind == ALL and (floating := _FLOATING.search(before)) and not after["fill"]:
        that = floating["verb"] and _THAT.match(text, hit.end())
        return floating["noun"] if floating["be"] or that or (after["verb"] and not floating["verb"]) else None
    if after["fill"] or "/" in hit[0]:
        return None
    alone = hit[0].lower() not in words.NEVER_ALONE and (after["verb"] or (after["relative"] and kind != ALL))
    return "" if alone or hit[0].lower() in words.ALWAYS else None


def _no_quantity(kind: str, text: str, hit: re.Match[str], after: re.Match[str], word: str) -> bool:
    """Return whether words count nothing here, compare, or are turned by what stands beside them."""
    number, of, upto = (_numeral(_group(hit, name)) for name in ("number", "of", "upto"))
    following = _numeral(_group(hit, "next"))
    nouns = [noun for noun in (_group(hit, "noun"), after["noun"]) if noun]
    return bool(
        after["noise"]
        or word in words.TURNING
        or word in words.NOT_AFTER.get(hit[0].lower(), ())
        or (number is not None and word in words.LABELS)
        or (number is not None and _BEFORE.search(text[max(0, hit.start() - 60) : hit.start()]))
        or (upto is not None and upto <= (number or 0))
        or (following is not None and following != (number or 0) + 1)
        or (kind == FRACTION and number is not None and of is not None and number >= of)
        or (len(nouns) == 2 and len({_unit(noun) for noun in nouns}) == 2)
        or _COMPARED.match(text, after.end())
    )


def _may_have_number(kind: str, hit: re.Match[str]) -> bool:
    """Return whether a number right after says how many there are: ``alle tre``, not ``hver tre``, ``et par tre``."""
    return kind not in (NUMBER, PERCENT, FRACTION) and not words.EACH.fullmatch(hit[0])


def _counts(whole: str, number: str, partitive: bool, after: re.Match[str], before: str, word: str) -> bool:
    """Return whether a bare number counts those a claim is about, and is no article, year or object."""
    if number in words.ARTICLES and whole == number:
        return partitive
    if partitive:
        return True
    if word in words.HAVING:
        return False
    opens = _OPENS.search(before) is not None
    if after["noun"]:
        return whole != number or bool((opens and after["verb"]) or _STARTS.search(before))
    return not number.isdigit() and number != "one" and opens


def _made(kind: str, hit: re.Match[str], after: re.Match[str], noun: str) -> Quantifier:
    names = tuple(re.sub(r"^[Ii]nformant\s+", "", n) for n in re.split(r",\s+|\s+(?:og|and)\s+", _group(hit, "names")))
    names = tuple(name for name in names if name)
    sense = next((name for name in words.SENSES if _group(hit, name.replace(" ", "_"))), EXACTLY)
    said, of, end = _numeral(_group(hit, "number")), _numeral(_group(hit, "of")), hit.end()
    upto = _numeral(_group(hit, "upto") or _group(hit, "next"))
    if kind == PERCENT:
        whole, _mark, decimals = _group(hit, "number").replace(",", ".").partition(".")
        said, of = int(whole + decimals), 100 * 10 ** len(decimals)
    elif kind == FRACTION:
        said, of = said or 1, of or words.PARTS.get(_group(hit, "part").lower()) or words.ONE_IN.get(
            _group(hit, "one_in").lower(), 2
        )  # fmt: skip
        if of == 2 * said:
            kind, said, of = HALF, None, None
    elif after["of"] and of is None:
        of, end = _numeral(after["of"]), after.end("of")
    if hit[0].lower() in words.TWO:
        of = 2
    if names or _PAIR.fullmatch(hit[0]):
        said = len(names) or 2
    if kind == NUMBER and sense == EXACTLY and _tells_of_one(hit, after):
        sense = AT_LEAST
    said_so = hit.string[hit.start() : end]
    return Quantifier(hit.start(), end, said_so, kind, said, of, sense, names, noun, _unit(noun), upto)


def _unit(noun: str) -> str:
    """Return the unit a noun names, or two nouns alike; empty where they name none, or two."""
    found = {
        unit for word in noun.split() for unit, nouns in words.UNITS.items() if re.fullmatch(nouns, word, re.IGNORECASE)
    }
    return found.pop() if len(found) == 1 else ""


def _tells_of_one(hit: re.Match[str], after: re.Match[str]) -> bool:
    """Return whether a number is the article of ``en av lederne``, which tells of one and does not count."""
    if hit.groupdict().get("the") is not None:
        return hit[0].lower().split()[0] in (*words.ARTICLES, "one") and bool(_group(hit, "the").strip())
    return hit[0].lower() in (*words.ARTICLES, "one") and bool(after["fill"])


def _numeral(said: str) -> int | None:
    return (int(said) if said.isdigit() else words.NUMBERS.get(said.lower())) if said else None
