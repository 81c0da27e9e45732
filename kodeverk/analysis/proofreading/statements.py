"""What running text says of informants and offices, against the register: who they are, and numbers told of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kodeverk.analysis.proofreading.findings import ERROR, MISDESCRIBED, OTHER_NUMBER, WARNING, Finding
from kodeverk.analysis.proofreading.prose import prose_sentences
from kodeverk.analysis.proofreading.register import Mention, Register
from kodeverk.analysis.proofreading.report import CAPTION, NOTE, TABLE, TEXT, Paragraph
from kodeverk.analysis.proofreading.words import OFFICE
from kodeverk.language.quantity_words import NUMBERS
from kodeverk.messages import _
from kodeverk.model import KNOWN, Case, Span

_NUMBER = rf"(?P<number>\d{{1,3}}(?:[.,]\d)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_SENSE = (
    r"(?:(?P<over>over|mer enn|meir enn|more than)|(?P<under>under|mindre enn|less than)"
    r"|(?P<vague>nesten|omtrent|om lag|rundt|cirka|ca\.?|snart|vel|knapt|about|nearly|almost))\s+"
)
PARTS = {
    "years": r"(?P<unit>år|måneder|månader|years|months)", "year": r"(?P<unit>år|måneder|månader|years|months)",
    "år": r"(?P<unit>år|måneder|månader)", "staff": "(?:ansatte|tilsette|medarbeidere|employees)",
    "ansatte": "(?:ansatte|tilsette|medarbeidere|employees)", "nav": r"nav\b",
    "former": r"(?:trygdeetaten|trygda|trygdekontoret|aetat|arbeidsmarkedsetaten|sosialkontoret|sosialtjenesten)",
    "agency": "", "i": "", "in": "", "number": "", "antall": "",
}  # fmt: skip
"""Words by which reports tell what the parts of an attribute's name say: ``years_nav`` is told as *ti år i NAV*."""
_AT = r"\s+(?:i|på|ved|hos|frå|fra|in|at)\s+(?:det\s+|den\s+|the\s+)?(?:gamle\s+|tidligere\s+|former\s+)?"


_CELL = 4
"""Words from which a cell of a table is text, and not the value of an attribute."""


class Statements:
    """Checks what a report says of informants and offices outside its quotes.

    Parameters
    ----------
    register : Register
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._told = self._numbers()

    def check(self, paragraph: Paragraph, blanked: str) -> Iterator[Finding]:
        """Yield a finding for each informant who is described otherwise than in the register, and each other number.

        An informant is described by what stands beside her number: ``informant 6 ved tolederkontoret``, ``informant 6,
        en leder i stat,``. A number is compared where a sentence names one informant or office alone, and the number
        stands beside the words of an attribute: ``nitten år i trygdeetaten``.

        Parameters
        ----------
        paragraph : Paragraph
        blanked : str
            Its text, what it quotes blanked.
        """
        if paragraph.kind == TABLE:
            yield from self._row(paragraph)
        if paragraph.kind not in (TEXT, NOTE, CAPTION):
            return
        for span in prose_sentences(blanked):
            sentence = span.of(blanked)
            mentions = self._register.mentions(sentence)
            for one in mentions:
                yield from self._described(paragraph, span, sentence, one)
            yield from self._numbered(paragraph, span, sentence, mentions)

    def _described(self, paragraph: Paragraph, span: Span, sentence: str, one: Mention) -> Iterator[Finding]:
        register, said = self._register, sentence[one.start : one.end]
        place = (paragraph, span.start + one.start, span.start + one.end, said)
        if one.strangers:
            known = ", ".join(register.name(case) for case in register.informants)
            advice = _("The register has no informant {name}.").format(name=", ".join(one.strangers))
            yield Finding(MISDESCRIBED, ERROR, *place, known, advice)
        for case in sorted(one.cases, key=register.name):
            for _attribute, values, registered in register.wrong(one, case):
                advice = _("The register has {registered} for informant {name}, not {said}.").format(
                    name=register.name(case), registered=registered, said=values
                )
                yield Finding(MISDESCRIBED, ERROR, *place, registered, advice)
        places = {name: values for name, values in one.wanted.items() if name in register.of_places}
        where = one._replace(cases=frozenset(), strangers=(), wanted=places)
        if not one.cases and OFFICE in places and len(places) > 1 and not register.fitting(where):
            yield Finding(MISDESCRIBED, ERROR, *place, "", _("No office in the register is so described."))

    def _row(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield a finding for each cell of a row of informants that the register denies: ``5 | Lyngmo | stat``."""
        first, *cells = paragraph.text.split("\t")
        named = self._register.mentions(first, bracket=True)
        if len(named) != 1 or len(named[0].cases) != 1 or named[0].wanted:
            return
        case = next(iter(named[0].cases))
        for cell in cells:
            said = self._register.mentions(cell, bracket=True) if len(cell.split()) < _CELL else []
            for _attribute, values, registered in self._register.wrong(said[0], case) if len(said) == 1 else ():
                if not said[0].cases and not said[0].strangers:
                    advice = _("The register has {registered} for informant {name}, not {said}.").format(
                        name=self._register.name(case), registered=registered, said=values
                    )
                    place = (paragraph, 0, len(paragraph.text), cell.strip())
                    yield Finding(MISDESCRIBED, ERROR, *place, registered, advice)

    # --- numbers -----------------------------------------------------------------------------

    def _numbers(self) -> dict[str, re.Pattern[str]]:
        """Return, for each attribute that is a number, the words that tell it."""
        snapshot, found = self._register.snapshot, {}
        cases = [*self._register.informants, *self._register.offices.values()]
        for attribute in snapshot.attributes():
            values = [v for case in cases if (v := snapshot.values(case).get(attribute)) and v.state == KNOWN]
            if not values or any(isinstance(v.value, bool) or not isinstance(v.value, int | float) for v in values):
                continue
            parts = [PARTS.get(part, re.escape(part)) for part in attribute.casefold().split("_")]
            words = [part for part in parts if part]
            if words and (any("unit" in word for word in words) == (len(words) > 1)):
                pattern = rf"(?:{_SENSE})?\b{_NUMBER}\s+{_AT.join(words)}"
                found[attribute] = re.compile(pattern, re.IGNORECASE)
        return found

    def _numbered(self, paragraph: Paragraph, span: Span, sentence: str, mentions: list[Mention]) -> Iterator[Finding]:
        for attribute, pattern in self._told.items():
            for told in pattern.finditer(sentence):
                case = self._alone([m for m in mentions if m.end <= told.start() or told.end() <= m.start])
                value = self._own(case, attribute) if case else None
                if value is not None and not _agrees(told, value):
                    advice = _("The register says {value} ({attribute}).").format(value=value, attribute=attribute)
                    place = (paragraph, span.start + told.start(), span.start + told.end())
                    yield Finding(OTHER_NUMBER, WARNING, *place, told[0], str(value), advice)

    def _alone(self, mentions: list[Mention]) -> str | None:
        """Return the one informant, or else the one office, that a sentence names; None where it names several."""
        named = {case for one in mentions for case in one.cases}
        offices = {office for one in mentions for office in one.wanted.get(OFFICE, ())}
        if named:
            return next(iter(named)) if len(named) == 1 else None
        return self._register.offices[next(iter(offices))] if len(offices) == 1 else None

    def _own(self, case_id: str, attribute: str) -> float | None:
        """Return a number of a case; None where it is not known, or is its office's and not its own."""
        office = self._register.snapshot.table(Case)[case_id].office_id
        value = self._register.snapshot.values(case_id).get(attribute)
        inherited = value is not None and value.case_id == office
        known = value is not None and value.state == KNOWN and isinstance(value.value, int | float)
        return value.value if value is not None and known and not inherited else None  # type: ignore[return-value]


def _agrees(told: re.Match[str], value: float) -> bool:
    """Return whether a number told agrees with the register's; one told as approximate always does."""
    if told["vague"]:
        return True
    word = told["number"].lower().replace(",", ".")
    number = float(NUMBERS.get(word, word))
    unit = (told.groupdict().get("unit") or "").lower()
    number /= 12 if unit.startswith(("mån", "month")) else 1
    if told["over"]:
        return value > number
    if told["under"]:
        return value < number
    return abs(value - number) <= 0.05 or (unit.startswith("mån") and abs(value - number) < 0.1)
