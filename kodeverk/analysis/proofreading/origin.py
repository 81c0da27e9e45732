"""What a report presents a quote as being from, where it is no informant: literature, a document, a term."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kodeverk.analysis.proofreading.prose import CAPITAL
from kodeverk.analysis.proofreading.report import LITERATURE as LISTED
from kodeverk.analysis.proofreading.report import Paragraph

PERSON, DOCUMENT, INTERVIEWER, LITERATURE, WRITTEN, TERM, NOBODY = (
    "person", "document", "interviewer", "literature", "written", "term", "nobody",
)  # fmt: skip

_YEAR = r"(?:1[89]|20)\d\d[a-z]?\b"
_NAME = rf"{CAPITAL}[^\W\d_]+(?:-[^\W\d_]+)*"
_OTHERS = r"(?:\s+(?:mfl\.|m\.\s?fl\.|et al\.?|med flere|and colleagues))?"
_AUTHOR = re.compile(rf"(?P<name>{_NAME})(?:['’]s?)?{_OTHERS},?\s*\(\s*{_YEAR}")
_CITED = re.compile(rf"(?P<names>(?:{_NAME},?\s+(?:og|&|and)\s+)?{_NAME}){_OTHERS},?\s+{_YEAR}")
_ENTRY = re.compile(rf"(?P<names>[^()]{{3,120}}?)[.,]?\s*\({_YEAR}")
_PAGE = re.compile(r"\s*(?:ss?|pp?|side|sidene|page|kap|ch)\.?\s*\d+[\d\s,.–-]*(?:ff?\.?)?\s*", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:likhet|likskap|tråd|linje|motsetning|motsetnad|samsvar|forlengelse|forlenging|lys|støtte|strid|line|contrast|like|unlike"
    r"|keeping|light|jf|jfr|cf|ulikt)\.?\s+(?:(?:med|av|til|i|hos|with|of|to)\s+)?(?:[^\W\d_]+\s+(?:og|&|and)\s+)?$",
    re.IGNORECASE,
)
_PAPER = (
    r"(?:\w*(?:avtal(?:e|en|ane|ene|er)|dokument\w*|brev(?:et|ene|a)?|referat\w*|rapport(?:en|ene|er)?|rundskriv\w*"
    r"|protokoll\w*|strategi(?:en|er)?|forskrift\w*|notat(?:et|er)?|artikkel\w*|nettside\w*|plakat\w*|utredning\w*"
    r"|årsmelding\w*|stortingsmelding\w*|proposisjon\w*|instruks\w*|håndbok\w*|rutine\w*|retningslinje\w*)|veiledningen"
    r"|agreements?|minutes|reports?|guidelines?|contract|\w*plan(?:en|er)?|\w*lov(?:en|a))"
)
_STATES = (
    r"(?:står|heter|heiter|sier|seier|skriver|skriv|slår|fastslår|krever|krev|lyder|lyd|nevner|understreker|beskriver|pålegger"
    r"|forplikter|ber|says?|states?|reads?|requires?)"
)
_PAPER_STATES = re.compile(
    rf"\b{_PAPER}(?:\s+(?!og\b|men\b|and\b|but\b)\w+){{0,4}}?\s+{_STATES}\b|\b{_STATES}\s+(?:det\s+)?(?:\w+\s+){{0,4}}?{_PAPER}\b"
    rf"|\b(?:ifølge|ifølgje|etter|according to)\s+(?:\w+\s+){{0,2}}?{_PAPER}\b",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    rf"\b(?:{_PAPER}|bok[ae]n?|h(?:eter|eiter) det|det h(?:eter|eiter)|står det|det står|skriver|skriv|skrev"
    r"|forfatt[ea]r\w*|writes?|wrote|authors?|book)\b",
    re.IGNORECASE,
)
_SHE_WRITES = re.compile(
    r"\b(?:hun|ho|han|hen|de|dei|she|he|they|forfatter(?:en|ne)|forfattar(?:en|ane)|the authors?)\b", re.IGNORECASE
)
_TITLE = re.compile(
    r"\b(?:bok[ae]|boken|artikkel(?:en)?|kapit(?:tel|let|telet)|(?:masteroppgav|avhandling|utredning)\w*|studien|rapporten|essayet"
    r"|antologien|book|article|chapter|thesis|report)\s*$",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"(?:begrep\w*|omgrep\w*|uttrykk\w*|ord(?:et|ene|a)?|titt?el\w*|kal(?:t|les|la)|såkalt\w*|overskrift\w*|slagord\w*"
    r"|ordtak\w*|tema(?:et|ene)?|problemstilling\w*|forskningsspørsmål\w*|påstand\w*|kategori\w*|kode(?:n|ne)?|term(?:en)?"
    r"|called|term|title|word)[\s:]*(?:er|var|lyder|is)?[\s:]*$"
    r"|\b(?:problemstilling|forskningsspørsmål|(?:arbeids)?titt?el|hypotese|tema|kategori|kode|question|code)\w*"
    r"(?:\s+\w+){0,3}\s+(?:er|var|ble|blei|vart|lyder|lød|lydde|is|was)(?:\s+\w+){0,2}[\s:]*$", re.IGNORECASE,
)  # fmt: skip
_ASKING = re.compile(
    r"\b(?:intervju[ea]r\w*|intervjuguid\w*|spør|spurte|spurt|spørsmål\w*|spurde|interviewer|asked|question)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:svar\w*|answer\w*|repl\w+|(?:si(?:er|ar)|seier|sa|fort\w+|says|said)\s+(?:hun|ho|han|hen|she|he))\b",
    re.IGNORECASE,
)


_ASKED_BY = re.compile(
    r"[\s,_–—]*(?:(?:spør|spurte|spurde|ask(?:s|ed))\s+(?:jeg|eg|i)\b|[^\W\d_]+\s+(?:the\s+)?(?:intervju[ea]r|interviewer))",
    re.IGNORECASE,
)


def cites(inside: str) -> bool:
    """Return whether brackets cite a work: ``(Vike 2018, s. 34)``, ``(2018)``, ``(s. 34)``."""
    return re.search(rf"\b{_YEAR}", inside) is not None or _PAGE.fullmatch(inside) is not None


def is_paper(inside: str) -> bool:
    """Return whether brackets name a document: ``(samarbeidsavtalen, punkt 2)``."""
    return re.match(rf"\s*{_PAPER}\b", inside, re.IGNORECASE) is not None


def is_title(before: str) -> bool:
    """Return whether what is quoted next is the title of a work: ``i boka «…»``."""
    return _TITLE.search(before.rstrip()) is not None


def is_term(before: str) -> bool:
    """Return whether what is quoted next is a term: ``begrepet «…»``."""
    return _TERM.search(before.rstrip(" ")) is not None


def asking(lead: str) -> int:
    """Return the place after the last word that says somebody asks, where no answer follows it; else -1."""
    last = max((found.end() for found in _ASKING.finditer(lead)), default=-1)
    answers = list(_ANSWERS.finditer(lead, max(last, 0)))
    direct = answers and re.search(r"intervju[ea]r\w*$", lead[:last]) and not lead[last : answers[0].start()].strip()
    return -1 if answers and not direct else last


def asked_by(tail: str) -> bool:
    """Return whether words after a quote say that the interviewer said it: ``, spurte jeg``, ``sier intervjueren``."""
    return _ASKED_BY.match(tail) is not None


def stated(text: str) -> int:
    """Return the place after the last document that is said to state something; -1 where there is none."""
    return max((found.end() for found in _PAPER_STATES.finditer(text)), default=-1)


class Authors:
    """The authors a report cites.

    Parameters
    ----------
    paragraphs : iterable of Paragraph
        All of the report.
    besides : iterable of str
        Names, case folded, that are no authors' here: informants and offices.
    """

    def __init__(self, paragraphs: Iterable[Paragraph], besides: Iterable[str]) -> None:
        self._besides = frozenset(besides)
        named: set[str] = set()
        for one in paragraphs:
            named |= {found["name"] for found in _AUTHOR.finditer(one.text)}
            for pattern in (_CITED, *((_ENTRY,) if one.kind == LISTED else ())):
                named |= {name for found in pattern.finditer(one.text) for name in re.findall(_NAME, found["names"])}
        self._named = {name for name in named if name.casefold() not in self._besides and not name.isupper()}

    def cited(self, text: str) -> int:
        """Return the place after the last work a text cites by author and year as saying something; else -1."""
        found = [one for one in _AUTHOR.finditer(text) if one["name"].casefold() not in self._besides]
        return max((one.end() for one in found if not _COMPARED.search(text[: one.start()])), default=-1)

    def named(self, text: str) -> int:
        """Return the place after the last author a text names, with the year or without; else -1."""
        found = (one for one in re.finditer(_NAME, text) if {one[0], one[0].removesuffix("s")} & self._named)
        return max((one.end() for one in found), default=-1)


def is_written(text: str) -> bool:
    """Return whether words say, or suggest, that something was written and not spoken."""
    return _WRITTEN.search(text) is not None


def is_hers(text: str) -> bool:
    """Return whether words point back to somebody: ``hun understreker``, ``forfatterne``."""
    return _SHE_WRITES.search(text) is not None
