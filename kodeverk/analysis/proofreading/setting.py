"""What a report says around a quote: who is named in brackets after it, who leads in to it, what else it is from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kodeverk.analysis.proofreading import origin
from kodeverk.analysis.proofreading.marks import Quoted
from kodeverk.analysis.proofreading.origin import (
    DOCUMENT,
    INTERVIEWER,
    LITERATURE,
    NOBODY,
    PERSON,
    TERM,
    WRITTEN,
    Authors,
)
from kodeverk.analysis.proofreading.prose import CAPITAL, prose_sentences
from kodeverk.analysis.proofreading.register import Mention, Register
from kodeverk.analysis.proofreading.report import CAPTION, HEADING, QUOTE, TABLE, TEXT, Paragraph
from kodeverk.analysis.proofreading.wording import INQUIT, Told, clause_end, introduced, tagged
from kodeverk.model import Span

_CONTRAST = re.compile(
    r"\b(?:motsetning|motsetnad|forskjell fra|skilnad frå|enn|ulikt|unlike|than|contrast)\b", re.IGNORECASE
)
_BRACKET = re.compile(r"[\s.,;:]{0,3}\((?P<inside>[^()]{1,90})\)")
_BEHIND = re.compile(r"\((?P<inside>[^()]{1,90})\)[\s.,;:]*$|\b(?:hun|ho|han|hen|she|he) \((?P<whose>[^()]{1,30})\)")
_JOINED = re.compile(r"\b(?:og|eller|samt|både|men|and|or|but)\b", re.IGNORECASE)
_SQUARE = re.compile(r"[\s.,;:]{0,3}\[(?P<inside>\d{1,2})\]")
_DASH = re.compile(r"[\s.]*(?:\n\s*|\s)[–—-]\s*(?P<inside>[^.!?«»\"“”\n]{1,70})\.?\s*$")
_NO_OPENING = re.compile(r"[\s.,]{0,2}(?P<inside>\d{1,2}|[Ii]nformant \d{1,2})\)")
_NO_CLOSING = re.compile(
    rf"[\s.,]{{0,2}}\((?P<inside>\d{{1,2}}|[^\W\d_][^().«»\"]{{2,50}}?)(?=[.\n]|\s(?:{CAPITAL}|«)|$)"
)


class Setting(NamedTuple):
    """What stands around a quote.

    Attributes
    ----------
    bracket : Mention or None
        Who is named right after it: ``(5)``, ``(leder, stat)``, ``– ansatt, Lyngmo``.
    broken : str
        The brackets, where one of them is missing: ``1)``.
    speakers : tuple of Mention
        Those who, in its sentence, are said to speak.
    others : tuple of Mention
        Those who are mentioned besides, and places.
    passing : tuple of Mention
        Those mentioned earlier in the paragraph.
    by : str
        Whom or what it is presented as being from: `PERSON`, `DOCUMENT`, `INTERVIEWER`, `LITERATURE`, `WRITTEN` (it is
        not told where), `TERM`, `NOBODY`.
    contrast : bool
        Whether the sentence sets somebody against another.
    """

    bracket: Mention | None
    broken: str
    speakers: tuple[Mention, ...]
    others: tuple[Mention, ...]
    passing: tuple[Mention, ...]
    by: str
    contrast: bool

    @property
    def words(self) -> int:
        """How many mentions there are to judge it by."""
        return (self.bracket is not None) + len(self.speakers) + len(self.others)


class _Around(NamedTuple):
    """The words around a quote, other quotes in them blanked.

    Attributes
    ----------
    lead : str
        From the quote before, if its sentence has one, to this quote.
    after : str
        From this quote to the next, or to the end of its sentence.
    earlier : str
        What the paragraph says before its sentence.
    previous : Quoted or None
        The quote before in its sentence.
    """

    lead: str
    after: str
    earlier: str
    previous: Quoted | None = None


class Surroundings:
    """The paragraphs of a report with what they quote blanked, to be read around each quote.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
        All, in order, numbered from 1.
    quoted : sequence of Quoted
    register : Register
    """

    def __init__(self, paragraphs: Sequence[Paragraph], quoted: Sequence[Quoted], register: Register) -> None:
        self._paragraphs = paragraphs
        self._register = register
        self._authors = Authors(paragraphs, (name.casefold() for name in register.named()))
        self._by_paragraph: dict[int, list[Quoted]] = {}
        for one in quoted:
            self._by_paragraph.setdefault(one.paragraph.number, []).append(one)
        self.blanked = {p.number: blanked(p.text, self._by_paragraph.get(p.number, [])) for p in paragraphs}

    def of(self, quoted: Quoted) -> Setting:
        """Return what stands around a quote.

        The words between the quote before and this one lead in to it, but for those that tell who said the one before.
        Where they go on with who spoke there, it is taken from there.
        """
        bracket, broken = self._bracket(quoted)
        around = self._around(quoted, led=bracket is None)
        lead, after = self._register.mentions(around.lead), self._register.mentions(around.after)
        told, tag = introduced(around.lead, lead), tagged(around.after, after)
        bracket = bracket or self._behind(around.after, after)
        speakers = told.speakers or tag.speakers
        others = (*told.others, *(tag.others if told.goes_on or told.others or not around.lead.strip() else ()))
        if quoted.label and (labelled := self._register.mentions(quoted.label, bracket=True)):
            speakers = tuple(labelled)
        tail = _tail(quoted.paragraph.text, quoted)
        by = PERSON if bracket else self._from(quoted, tail["inside"] if tail else "", around, told, tag)
        if around.previous is not None and told.goes_on and not speakers and by in (NOBODY, WRITTEN):
            before = self.of(around.previous)
            others = (*others, *before.speakers, *([before.bracket] if before.bracket else before.others))
            joined = before.by != TERM or not re.search(r"\w", _JOINED.sub("", around.lead))  # ``ordene «…» og «…»``
            by = before.by if joined and before.by != PERSON else NOBODY
        passing = (*self._register.mentions(around.earlier), *(one for one in (*lead, *after) if one not in others))
        contrast = _CONTRAST.search(around.lead + around.after) is not None
        return Setting(bracket, broken, speakers, others, passing, by, contrast)

    def _bracket(self, quoted: Quoted) -> tuple[Mention | None, str]:
        """Return who is named right after a quote, and the brackets as they stand where one of them is missing."""
        text = quoted.paragraph.text
        found = _tail(text, quoted) or self._beneath(quoted)
        if found is not None:
            if self._cites(found["inside"]):
                return None, ""
            return next(iter(self._register.mentions(found["inside"], bracket=True)), None), ""
        rest, level = text[quoted.outer.end :], text[: quoted.start].count("(") - text[: quoted.start].count(")")
        for pattern in (_NO_OPENING, _NO_CLOSING):
            half = pattern.match(rest)
            named = self._register.mentions(half["inside"], bracket=True) if half and level <= 0 else []
            if half and named and (pattern is _NO_OPENING or ")" not in rest[half.end() : half.end() + 1]):
                return named[0], half[0].strip(" .,\n")
        return None, ""

    def _beneath(self, quoted: Quoted) -> re.Match[str] | None:
        """Return the line beneath a block quote that says who speaks: ``(5)``, ``– leder, stat``."""
        number = quoted.paragraph.number
        if quoted.paragraph.kind != QUOTE or number >= len(self._paragraphs):
            return None
        line = self._paragraphs[number].text.strip()
        whole = re.fullmatch(r"\((?P<inside>[^()]{1,60})\)\.?|[–—-]\s*(?P<dash>[^.!?]{1,60})\.?", line)
        return re.fullmatch(r"[–—(-]\s*(?P<inside>.*?)\)?\.?", line) if whole else None

    def _behind(self, after: str, mentions: Sequence[Mention]) -> Mention | None:
        """Return who is named in brackets behind the words that tell who said it: ``, sier hun (5)``."""
        found = _BEHIND.search(after[: clause_end(after)]) if INQUIT.match(after) else None
        inside, opened = (found["inside"] or found["whose"], after.index("(", found.start())) if found else ("", 0)
        if found is None or self._cites(inside):
            return None
        if any(one.start < opened and not after[one.end : opened].strip() for one in mentions):
            return None  # read as one with those mentioned, or the number of them: ``sier de ansatte (4)``
        return next(iter(self._register.mentions(inside, bracket=True)), None)

    def _around(self, quoted: Quoted, *, led: bool) -> _Around:
        """Return the words around a quote; with `led` a block quote is led in to by what stands above, colon or not."""
        text, outer = self.blanked[quoted.paragraph.number], quoted.outer
        spans = prose_sentences(text)
        whole = next((s for s in spans if s.start <= outer.start < s.end), Span(0, len(text)))
        quotes = self._by_paragraph[quoted.paragraph.number]
        held = [one for one in quotes if whole.start <= one.outer.start < whole.end]
        following = [one.outer.start for one in held if one.outer.start > outer.start]
        after = text[outer.end : min([whole.end, *following])]
        if following and not re.search(r"[^\W_]{2}", re.sub(_JOINED, "", after)):  # ``«…» og «…», sier lederen``
            after = text[max(one.outer.end for one in held if one.outer.start == following[0]) : whole.end]
        earlier, previous = text[: whole.start], [one for one in held if one.outer.end <= outer.start]
        if previous:
            between = text[previous[-1].outer.end : outer.start]
            tag = clause_end(between) if INQUIT.match(between) else 0
            return _Around(between[tag:].lstrip(" _"), after, text[: whole.start], previous[-1])
        lead = text[whole.start : outer.start]
        if not lead.strip(" \n,.–—-_"):
            above = [s.of(text) for s in spans if s.end <= outer.start]
            if above and above[-1].rstrip().endswith(":"):
                lead = above[-1]
            elif not earlier.strip(" _\n") and quoted.paragraph.kind in (QUOTE, TEXT):
                lead, more = self._led_in(quoted.paragraph, led=led)
                earlier = more + earlier
        return _Around(lead, after, earlier)

    def _led_in(self, paragraph: Paragraph, *, led: bool) -> tuple[str, str]:
        """Return the sentence that leads in to a paragraph from the one above it, and what stands before it."""
        above = (p for p in reversed(self._paragraphs[: paragraph.number - 1]) if p.kind not in (CAPTION, TABLE, QUOTE))
        one = next(above, None)
        text = self.blanked[one.number] if one is not None and one.kind != HEADING else ""
        spans = prose_sentences(text)
        if not spans:
            return "", ""
        last, more = spans[-1].of(text), text[: spans[-1].start]
        leads = last.endswith(":") or (led and paragraph.kind == QUOTE and "_" not in last)
        return (last, more) if leads else ("", text)

    def _from(self, quoted: Quoted, inside: str, around: _Around, told: Told, tag: Told) -> str:
        """Return whom or what a quote with no informant in brackets is presented as being from."""
        lead, tail = around.lead[told.start :], around.after[: clause_end(around.after)]
        if inside and self._cites(inside):
            return LITERATURE
        if inside and origin.is_paper(inside):
            return DOCUMENT
        if _interviewer(quoted.label):
            return INTERVIEWER
        if origin.is_title(lead):
            return TERM
        led = lead.rstrip().endswith(":") and any(one.person for one in told.others)
        named = told.speakers or (told.others if led else ())
        speaking = max((one.end for one in named), default=told.start) - told.start
        cited, stated, asking = self._authors.cited(lead), origin.stated(lead), origin.asking(lead)
        last, by = max((cited, LITERATURE), (stated, DOCUMENT), (asking, INTERVIEWER))
        if by == INTERVIEWER and told.speakers:  # ``informant 5 spør``
            last = -1
        if last > speaking or (last >= 0 and not told.speakers and not led):
            return by
        if not told.speakers and origin.asked_by(tail):
            return INTERVIEWER
        if told.speakers or tag.speakers or led:
            return PERSON
        if INQUIT.match(tail) and (self._authors.cited(tail) >= 0 or origin.stated(tail) >= 0):
            return LITERATURE if self._authors.cited(tail) >= 0 else DOCUMENT
        if origin.is_term(lead):
            return TERM
        people = any(one.person for one in (*told.others, *tag.others))
        return WRITTEN if not people and self._is_written(lead, tail, around.earlier) else NOBODY

    def _is_written(self, lead: str, tail: str, earlier: str) -> bool:
        """Return whether a quote may be from something written: by an author named here, or last of all before."""
        words = f"{lead} {tail if INQUIT.match(tail) else ''}"
        if self._authors.named(words) >= 0 or origin.is_written(words):
            return True
        last = max((one.end for one in self._register.mentions(earlier) if one.person), default=-1)
        return origin.is_hers(words) and self._authors.named(earlier) > last

    def _cites(self, inside: str) -> bool:
        """Return whether brackets cite a work, and name no informant: ``(Vike 2018)``, not ``(Informant 5, 2017)``."""
        return origin.cites(inside) and not any(m.cases or m.wanted for m in self._register.mentions(inside))


def _interviewer(label: str) -> bool:
    return re.fullmatch(r"I|Int|Intervjuer|Interviewer", label) is not None


def _tail(text: str, quoted: Quoted) -> re.Match[str] | None:
    """Return the brackets, or what stands behind a dash, right after a quote."""
    rest = text[quoted.outer.end :]
    return _BRACKET.match(rest) or _SQUARE.match(rest) or _DASH.match(rest)


def blanked(text: str, quoted: Sequence[Quoted]) -> str:
    """Return a text with its quotes, and the brackets right after them, as underscores, full stops kept.

    Examples
    --------
    >>> paragraph = Paragraph(1, "text", "Hun sier «ja.» (5) Så går hun.")
    >>> blanked(paragraph.text, [Quoted(paragraph, 10, 13, Span(9, 14))])
    'Hun sier ________. Så går hun.'
    """
    result = text
    for one in quoted:
        tail = _BRACKET.match(text[one.outer.end :])
        end = one.outer.end + (tail.end() if tail else 0)
        ends = re.search(r"[.!?…]\W*$", text[one.start : one.end]) is not None
        goes_on = re.match(r"[\s]*[,;:a-zæøå]", text[end:]) is not None
        blank = "_" * (end - one.outer.start - 1) + ("." if ends and not goes_on else "_")
        result = result[: one.outer.start] + blank + result[end:]
    return result
