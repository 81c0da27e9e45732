"""The words of a report that say who somebody is, one by one: numbers, offices, roles, lines, models."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kodeverk.analysis.proofreading.vocabulary import CONNECTS, EMPLOYED, ONE, WHO, same_word
from kodeverk.language.quantity_words import NUMBERS

_SIDES = re.compile(r"(?P<stem>stats?|kommunal|kommune)-?(?:linje|linja|linjen|side|sida|siden)", re.IGNORECASE)
_OFFICE_OF = re.compile(r"(?:s-|s|-)?(?:kontor(?:et|ene|s|a)?|modell(?:en)?)", re.IGNORECASE)
_WITH_LEADERS = r"\b(?:med|with)\s+(?P<count>to|én|en|ein|éin|two|one)\s+(?:leder|leiar|leader)(?:e|ar|s)?\b"
_INFORMANT = re.compile(
    r"(?:informant|intervjuperson|intervjuobjekt|respondent|deltaker|deltakar|kandidat|inf|participant|interviewee)"
    r"(?:en|er|ene|ar|ane|s)?|intervju|interview",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    rf"(?P<model>{_WITH_LEADERS})|\((?P<inside>[^()]{{1,60}})\)|[^\W_]+(?:[-‑][^\W_]+)*-?|[^\w\s]", re.IGNORECASE
)
_THE_ONE = re.compile(r"[eao]ren\b", re.IGNORECASE)
"""The ending of one person who is known: ``lederen``, ``leiaren``, ``rektoren``."""
_SHORT = re.compile(r"(?:inf|informant|i|ip)\.?-?0*(?P<number>\d{1,3})", re.IGNORECASE)
_AND = frozenset({"og", "eller", "samt", "and", "or", "/", "&", "–", "-"})


class Said(NamedTuple):
    """What one word says: an informant's number, an office, a value, a head (``informant``), or nothing (connects)."""

    kind: str
    value: str
    start: int
    end: int


OFFICE = "office"
HEAD, CASE, STRANGER, LINK, JOIN, COMMA, OTHER = "head", "case", "stranger", "link", "join", ",", ""


class Reader:
    """Reads a text word by word as what each says of somebody.

    Parameters
    ----------
    named : dict of str to str
        Ids of informants by their name, case folded.
    offices : iterable of str
    values : dict of str to dict of str to tuple of str
        From `value_words`.
    """

    def __init__(
        self, named: Mapping[str, str], offices: Iterable[str], values: Mapping[str, Mapping[str, tuple[str, ...]]]
    ) -> None:
        self._named, self._offices, self._values = named, tuple(offices), values

    def read(self, text: str, bracket: bool) -> list[Said]:
        """Return what each word of a text says; in a `bracket` after a quote a bare number is an informant."""
        found: list[Said] = []
        for token in _TOKEN.finditer(text):
            if token["model"]:
                found.append(self._model(token["count"], *token.span()))
            elif token["inside"]:
                found += self._aside(text, token["inside"], token.start("inside"), found)
            else:
                found.append(self._word(token[0], *token.span(), found, bracket))
        if bracket and any(one.kind == OTHER and one.value.isalpha() for one in found):  # ``(se figur 3)`` names nobody
            named = [one.kind in (CASE, STRANGER) and not _after_head(found[:place]) for place, one in enumerate(found)]
            found = [one._replace(kind=OTHER) if bare else one for one, bare in zip(found, named, strict=True)]
        return found

    def _aside(self, text: str, inside: str, start: int, before: list[Said]) -> list[Said]:
        """Return what stands in brackets within a sentence, said of whom they follow: ``informant 6 (leder, stat)``.

        A bare number is an informant only after one person: ``en av de ansatte (3)``, ``lederen i stat (1)``, but not
        ``ledere (4)``.
        """
        said = [one._replace(start=one.start + start, end=one.end + start) for one in self.read(inside, True)]
        apart = Said(OTHER, "(", start - 1, start)
        told = [one for one in said if one.kind not in (LINK, COMMA, JOIN)]
        if before and before[-1].kind not in (LINK, JOIN, COMMA, OTHER) and told and all(o.kind != OTHER for o in told):
            run = list(reversed(before))
            first = next((o for o in run if o.kind == OTHER or o.value in ONE), apart)
            single = first.value in ONE or _THE_ONE.search(text, first.end if first is not apart else 0, start)
            if (
                single
                or before[-1].kind in (CASE, STRANGER)
                or not (told[0].kind in (CASE, STRANGER) and inside.strip().isdigit())
            ):
                opened = Said(LINK, "(", start - 1, start)
                return [opened, *(one._replace(kind=LINK) if one.kind == COMMA else one for one in said)]
        rest = self.read(inside, False)
        return [apart, *(one._replace(start=one.start + start, end=one.end + start) for one in rest), apart]

    def _model(self, count: str, start: int, end: int) -> Said:
        """Return what *med to ledere* or *med én leder* says, where the register has such models."""
        wanted = ("to", "two") if count.lower() == "to" else ("en", "én", "ein", "éin", "one")
        for attribute, values in self._values.items():
            for value in values:
                if value.lower().replace("-", "") in [f"{w}{h}" for w in wanted for h in ("leder", "leiar", "leader")]:
                    return Said(attribute, value, start, end)
        return Said(OTHER, "", start, end)

    def _word(self, word: str, start: int, end: int, before: list[Said], bracket: bool) -> Said:
        lower = word.casefold()
        numbered = bool(before) and before[-1].kind in (HEAD, CASE, STRANGER, JOIN, COMMA, LINK)
        if _INFORMANT.fullmatch(word):
            return Said(HEAD, "", start, end)
        if short := _SHORT.fullmatch(lower):
            lower = short["number"] if short["number"] in self._named else lower
            if lower in self._named:
                return Said(CASE, self._named[lower], start, end)
        digits = lower.isdigit() and (bracket or (numbered and _after_head(before)))
        if lower in self._named and (digits or (word[0].isupper() and not lower.isdigit())):
            return Said(CASE, self._named[lower], start, end)
        if lower.isdigit() and len(lower) < 3 and ((numbered and _after_head(before)) or (bracket and len(before) < 1)):
            return Said(STRANGER, word, start, end)
        if NUMBERS.get(lower) and before and before[-1].kind == HEAD and str(NUMBERS[lower]) in self._named:
            return Said(CASE, self._named[str(NUMBERS[lower])], start, end)
        for office in self._offices:
            rest = word[len(office) :]
            if word.startswith(office) and (rest in ("", "s") or _OFFICE_OF.fullmatch(rest)):
                return Said(OFFICE, office, start, end)
        if lower in _AND:
            return Said(JOIN, "", start, end)
        if word == ",":
            return Said(COMMA, "", start, end)
        described = self._described(lower)
        if described is not None and (bracket or not _verb(lower, before)):
            return Said(*described, start, end)
        stop = lower == "." and bool(before) and (before[-1].kind == HEAD or before[-1].value == "nr")
        return Said(LINK if lower in CONNECTS or stop else OTHER, lower, start, end)

    def _described(self, word: str) -> tuple[str, str] | None:
        """Return the attribute and value a word says of a person, if it says one."""
        last = word.rstrip("-").rpartition("-")[2] if word.startswith("nav-") else word.rstrip("-")
        side = _SIDES.fullmatch(word)
        for attribute, values in self._values.items():
            for value, said in values.items():
                stem = value.casefold()
                rest = word[len(stem) :].lstrip("-") if word.startswith(stem) else None
                if rest and _OFFICE_OF.fullmatch(rest):
                    return attribute, value
                if (side and side["stem"].rstrip("s") in said) or any(same_word(last, one) for one in said):
                    return attribute, value
        return None


def _after_head(before: list[Said]) -> bool:
    """Return whether a number that comes now names an informant: ``informant 5``, ``informantene 5, 6 og 7``."""
    for one in reversed(before):
        if one.kind == HEAD:
            return True
        if one.kind not in (CASE, STRANGER, JOIN, COMMA) and one.value not in ("nr", "nummer", "."):
            return False
    return False


def _verb(word: str, before: list[Said]) -> bool:
    """Return whether a word that may be a noun is a verb here: ``hun leder møtet``, ``er ansatt i kommunen``."""
    last = before[-1] if before else Said(OTHER, "", 0, 0)
    if word in ("ansatt", "tilsett"):
        return last.value in EMPLOYED
    place = last.kind == OFFICE or last.end - last.start > len(last.value) + 4  # ``tolederkontoret leder``
    return word in ("leder", "leiar") and (
        last.value in WHO or last.kind in (CASE, STRANGER) or (last.value != "" and place)
    )


def runs(said: list[Said], bracket: bool) -> list[list[Said]]:
    """Return the words that speak of one and the same: parted by other words, and by *and* between unlike things."""
    runs: list[list[Said]] = [[]]
    for place, one in enumerate(said):
        telling = any(x.kind not in (LINK, JOIN, COMMA) for x in runs[-1])
        if one.kind == OTHER or (telling and one.value in ("av", "of")):  # ``informant 3 ved siden av lederen``
            runs.append([])
        elif one.kind in (HEAD, CASE) and _another(runs[-1]) and not bracket:
            runs.append([one])
        elif one.kind == COMMA and (bracket or _apposition(said, place) or _named_after(said, place)):
            runs[-1].append(one)
        elif one.kind in (JOIN, COMMA):
            before = next((x.kind for x in reversed(runs[-1]) if x.kind not in (LINK, JOIN, COMMA)), None)
            after = next((x.kind for x in said[place + 1 :] if x.kind != LINK), None)
            if before == after or {before, after} <= {CASE, STRANGER}:
                runs[-1].append(one)
            else:
                runs.append([])
        else:
            runs[-1].append(one)
    return runs


def _another(run: list[Said]) -> bool:
    """Return whether an informant named now is another than the one described: ``ulikt lederen er informant 2``."""
    described = any(one.kind not in (HEAD, CASE, STRANGER, LINK, JOIN, COMMA) for one in run)
    return described and not any(one.value == "(" for one in run) and run[-1].kind not in (COMMA, HEAD)


def _named_after(said: list[Said], comma: int) -> bool:
    """Return whether a comma opens the number of who is described before it: ``lederen i stat, informant 1, …``."""
    after = said[comma + 1 : comma + 5]
    kinds = [one.kind for one in after]
    closed = len(after) == 2 or (len(after) > 2 and (kinds[2] == COMMA or after[2].value in (".", ")", ":", ";")))
    described = comma > 0 and said[comma - 1].kind not in (LINK, JOIN, COMMA, OTHER, CASE, STRANGER, HEAD)
    return described and kinds[:2] == [HEAD, CASE] and closed and JOIN not in kinds[3:]


def _apposition(said: list[Said], comma: int) -> bool:
    """Return whether a comma opens what is said of the informant before it: ``informant 6, en leder i stat, mener``."""
    if comma == 0 or said[comma - 1].kind not in (CASE, STRANGER):
        return False
    stop = next((n for n in range(comma + 1, len(said)) if said[n].kind in (OTHER, COMMA, JOIN)), len(said))
    told = [one.kind for one in said[comma + 1 : stop] if one.kind != LINK]
    closed = stop == len(said) or said[stop].kind == COMMA or said[stop].value in (".", ")", ";", ":")
    listed = stop + 1 < len(said) and said[stop + 1].kind == JOIN
    return bool(told) and closed and not listed and not {CASE, STRANGER, HEAD} & set(told)
