"""Sentences that say how many, against the register and the ledger of claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kodeverk.analysis.claims.evaluate import claims
from kodeverk.analysis.claims.ledger import Ledger
from kodeverk.analysis.claims.verdict import DEPENDS, FALSE, PLURALITY, REFUSED, UNBOUND, UNSTATED, verdict_label
from kodeverk.analysis.proofreading.findings import CLAIM, ERROR, MISCOUNTED, WARNING, Counting, Finding
from kodeverk.analysis.proofreading.prose import prose_sentences
from kodeverk.analysis.proofreading.register import Mention, Register
from kodeverk.analysis.proofreading.report import CAPTION, NOTE, TEXT, Paragraph
from kodeverk.analysis.proofreading.words import OFFICE
from kodeverk.language import quantity_words
from kodeverk.language.quantifiers import Quantifier, holds, quantifiers
from kodeverk.language.quantity import ALL, FEW, MANY, NUMBER, SEVERAL, SOME, THE
from kodeverk.messages import _
from kodeverk.model import Source, Span
from kodeverk.model.claim import INFORMANTS, ITEMS, OFFICES

_BETWEEN = re.compile(r"\s*(?:(?:av|de|dei|the|of|alle|all|våre|disse|our|these)\s+)*", re.IGNORECASE)
_EVERYBODY = re.compile(
    r"(?:informant|intervjuperson|intervjuobjekt|respondent|deltaker|deltakar|participant)\w*", re.I
)
_INTERVIEWS = re.compile(r"(?:intervju(?:er|ene|a)?|interviews?)", re.IGNORECASE)
_NOT_OURS = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:studie\w*|undersøkelse\w*|undersøking\w*|forskning\w*|survey|planla\w*|opprinnelig\w*"
    r"|opphavleg\w*|kontakta|kontaktet|invitert\w*|takket nei|takka nei|forespurt\w*|prøveintervju\w*|pilot\w*|study"
    r"|planned|invited)\b", re.IGNORECASE,
)  # fmt: skip
"""Signs that a sentence counts other people than those interviewed, or what was planned."""
_IS = re.compile(r"\s+(?:er|var|is|are|was|were)\s+(?:utdannet|utdanna|alle)?\s*", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;:)(]|$)")
_SO_MANY = re.compile(
    rf"\b(?P<number>{quantity_words.NUMBER})\s+(?:(?:av|of)\s+)?(?:(?!{quantity_words.NOUN}){quantity_words.FILLER}\s+){{0,3}}"
    rf"(?P<noun>{quantity_words.NOUN})",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\((?P<inside>[^()]{3,60})\)")
_ENGLISH_TO = re.compile(r"to\s+(?:the|an?|her|his|their|our|each|every|all|both)\b", re.IGNORECASE)
"""The English preposition, which is spelled like the Norwegian number."""
_VAGUE = (SEVERAL, MANY, FEW, SOME, THE)


class _Group(NamedTuple):
    """Those a quantifier speaks of: all, then those of each office, since a text may be speaking of one office alone.

    Attributes
    ----------
    scopes : list of list of str
        Ids.
    rest : str
        What the sentence says after them.
    described : bool
        Whether they are described by more than that they are informants.
    """

    scopes: list[list[str]]
    rest: str
    described: bool = False

    @property
    def sizes(self) -> set[int]:
        return {len(scope) for scope in self.scopes}


class Counter:
    """Checks the sentences of a report that say how many.

    Parameters
    ----------
    register : Register
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._ledger: Ledger = claims(register.snapshot)

    def check(self, paragraph: Paragraph, blanked: str) -> tuple[list[Counting], list[Finding]]:
        """Return the sentences of a paragraph that say how many, and what is wrong with them.

        Parameters
        ----------
        paragraph : Paragraph
        blanked : str
            Its text, what it quotes blanked.
        """
        counted: list[Counting] = []
        findings: list[Finding] = []
        if paragraph.kind not in (TEXT, NOTE, CAPTION):
            return counted, findings
        for span in prose_sentences(blanked):
            sentence = span.of(blanked)
            findings += [*self._listed(paragraph, span, sentence), *self._from_offices(paragraph, span, sentence)]
            found = _quantities(sentence)
            if not found:
                continue
            claim_id, verdict, told = self._claimed(paragraph, span)
            findings += told
            for one in found:
                registered = "" if _NOT_OURS.search(sentence) else self._registered(sentence, one)
                counted.append(
                    Counting(
                        span.of(paragraph.text), one.words, paragraph, span.start + one.start, registered, claim_id,
                        verdict or (FALSE if registered else ""),
                    )
                )  # fmt: skip
                if registered:
                    place = (paragraph, span.start + one.start, span.start + one.end)
                    findings.append(
                        Finding(
                            MISCOUNTED,
                            ERROR,
                            *place,
                            span.of(paragraph.text),
                            registered,
                            _("The register says otherwise."),
                        )
                    )
        return counted, findings

    # --- the ledger --------------------------------------------------------------------------

    def _claimed(self, paragraph: Paragraph, span: Span) -> tuple[str, str, list[Finding]]:
        """Return the claim a sentence makes, its verdict, and what is to be said of it."""
        sentence = span.of(paragraph.text)
        match = self._ledger.claim_for(sentence)
        if match is None:
            return "", "", []
        finding, claim = match.finding, match.finding.claim
        place = (paragraph, span.start, span.end, sentence)
        if match.quantifiers:
            mine, theirs = match.quantifiers
            advice = _("The claim in the ledger says {claim}, the report {report}.").format(claim=mine, report=theirs)
            return claim.id, finding.verdict, [Finding(CLAIM, ERROR, *place, claim.text, advice)]
        told = []
        if finding.verdict in (FALSE, PLURALITY, DEPENDS, UNSTATED, UNBOUND, REFUSED):
            severity = ERROR if finding.verdict == FALSE else WARNING
            told.append(Finding(CLAIM, severity, *place, finding.why, verdict_label(finding.verdict)))
        if finding.stale:
            changed = " ".join(finding.changes)
            told.append(
                Finding(
                    CLAIM,
                    WARNING,
                    *place,
                    changed,
                    _("What the claim is counted from has changed since it was recorded."),
                )
            )
        return claim.id, finding.verdict, told

    # --- the register ------------------------------------------------------------------------

    def _registered(self, sentence: str, one: Quantifier) -> str:
        """Return what the register says instead of a number or a share; empty where it agrees or does not tell."""
        group = self._group(sentence, one)
        if group is None:
            return ""
        sizes = group.sizes
        largest = max(sizes)
        if one.of is not None and one.kind in (NUMBER, ALL) and one.of not in sizes:
            return _("The register has {n}.").format(n=len(group.scopes[0]))
        said = one.of if one.kind == THE else one.number if one.kind == NUMBER else None
        if said is not None and said > largest:
            return _("The register has {n}.").format(n=largest)
        return self._shared(one, group)

    def _group(self, sentence: str, one: Quantifier) -> _Group | None:
        """Return those a quantifier speaks of; None where the register cannot tell who they are."""
        if one.unit == ITEMS or not one.noun:
            return None
        if _INTERVIEWS.fullmatch(one.noun):
            sources = [s.id for s in self._register.snapshot.all(Source) if s.kind == "interview"]
            return _Group([sources], "")
        mention = self._beside(sentence, one)
        said = max(one.number or 0, one.of or 0)
        if one.unit == OFFICES:
            wanted = {self._register.of(case, OFFICE) for case in (self._fitting(mention) if mention else self._all)}
            return _Group([sorted(office for office in wanted if office)], "")
        if one.unit != INFORMANTS or (mention is None and not _EVERYBODY.fullmatch(one.noun)):
            return None
        if said > 2 * len(self._all):  # the staff of an office, who were not all interviewed
            return None
        everybody = self._fitting(mention) if mention else self._all
        end = mention.end if mention else sentence.find(one.noun, one.start) + len(one.noun)
        if not everybody or re.match(r"\s+(?:som|who|that)\b", sentence[end:]):
            return None
        by_office = [[c for c in everybody if self._register.of(c, OFFICE) == o] for o in self._register.offices]
        return _Group(
            [scope for scope in (everybody, *by_office) if scope], sentence[end:], bool(mention and mention.wanted)
        )

    @property
    def _all(self) -> list[str]:
        return list(self._register.informants)

    def _fitting(self, mention: Mention) -> list[str]:
        return self._register.fitting(mention._replace(cases=frozenset(), strangers=()))

    def _beside(self, sentence: str, one: Quantifier) -> Mention | None:
        """Return the mention that the noun of a quantifier is in, or that stands right after."""
        verb = _IS.search(sentence, one.end)
        for mention in self._register.mentions(sentence[: verb.start()] if verb else sentence):
            if mention.end <= one.start or mention.cases or mention.strangers:
                continue
            between = sentence[one.end : mention.start] if mention.start > one.end else ""
            return mention if _BETWEEN.fullmatch(between) else None
        return None

    def _shared(self, one: Quantifier, group: _Group) -> str:
        """Return what the register says of ``halvparten av informantene er sosionomer``; empty where it agrees."""
        verb = _IS.match(group.rest)
        if verb is None or one.kind in _VAGUE:
            return ""
        said = group.rest[verb.end() :]
        told = next(iter(self._register.mentions(said)), None)
        if told is None or not told.wanted or told.cases or told.start > 4 or not _ENDS.match(said[told.end :]):
            return ""
        why = ""
        for scope in group.scopes if group.described else group.scopes[:1]:
            true = [c for c in scope if not self._register.wrong(told, c)]
            unknown = [c for c in true if any(self._register.of(c, a) is None for a in told.wanted)]
            held = holds(one, said=len(true) - len(unknown), silent=len(scope) - len(true), unknown=len(unknown))
            if held.true is not False:
                return ""
            why = why or held.why
        return why

    def _listed(self, paragraph: Paragraph, span: Span, sentence: str) -> Iterator[Finding]:
        """Yield a finding where as many are not listed as are said: ``to informanter (5, 6 og 7)``."""
        counts = [m for m in _SO_MANY.finditer(sentence) if _number(m["number"]) > 1]
        lists = []
        for bracket in _BRACKET.finditer(sentence):
            mentions = self._register.mentions(bracket["inside"], bracket=True)
            if (
                len(mentions) == 1
                and len(mentions[0].cases) > 1
                and not mentions[0].wanted
                and not mentions[0].strangers
            ):
                lists.append(len(mentions[0].cases))
        if len(counts) == len(lists) == 1 and lists[0] != _number(counts[0]["number"]):
            place = (paragraph, span.start + counts[0].start(), span.start + counts[0].end(), span.of(paragraph.text))
            listed = _("{n} are listed.").format(n=lists[0])
            yield Finding(MISCOUNTED, ERROR, *place, listed, _("The number and the list do not agree."))

    def _from_offices(self, paragraph: Paragraph, span: Span, sentence: str) -> Iterator[Finding]:
        """Yield a finding where more are said to be from an office than the register has: ``fem fra Tangvåg``."""
        if _NOT_OURS.search(sentence):
            return
        lower = sentence.casefold()
        for office in self._register.offices:
            if office.casefold() not in lower:
                continue
            there = sum(self._register.of(case, OFFICE) == office for case in self._all)
            said = rf"\b(?P<number>{quantity_words.NUMBER})\s+(?:fra|frå|ved|på|hos|i|from|at)\s+{re.escape(office)}\b"
            for hit in re.finditer(said, sentence, re.IGNORECASE):
                if there < _number(hit["number"]) <= 2 * len(self._all):
                    place = (paragraph, span.start + hit.start(), span.start + hit.end(), span.of(paragraph.text))
                    registered = _("The register has {n}.").format(n=there)
                    yield Finding(MISCOUNTED, ERROR, *place, registered, _("The register says otherwise."))


def _quantities(sentence: str) -> list[Quantifier]:
    """Return the quantifiers of a sentence, and bare numbers before a noun that count somebody all the same."""
    found = quantifiers(sentence)
    for bare in _SO_MANY.finditer(sentence):
        if any(one.start < bare.end() and bare.start() < one.end for one in found) or _number(bare["number"]) < 2:
            continue
        noun = bare["noun"]
        unit = next(u for u, nouns in quantity_words.UNITS.items() if re.fullmatch(nouns, noun, re.IGNORECASE))
        start, end = bare.span("number")
        found.append(Quantifier(start, end, bare["number"], NUMBER, _number(bare["number"]), noun=noun, unit=unit))
    found = [one for one in found if not _ENGLISH_TO.match(sentence, one.start)]
    return sorted(found, key=lambda q: q.start)


def _number(said: str) -> int:
    return int(said) if said.isdigit() else quantity_words.NUMBERS[said.lower()]
