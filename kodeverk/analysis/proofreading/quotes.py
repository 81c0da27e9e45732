"""The quotes of a report checked: what is quoted, and who is said to say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kodeverk.analysis.proofreading import origin as around
from kodeverk.analysis.proofreading.findings import (
    ALTERED,
    ATTRIBUTED_NOT,
    ATTRIBUTED_WRONG,
    BRACKET,
    CONSISTENT,
    ERROR,
    MARK,
    MISSING,
    NOTE,
    OF_DOCUMENT,
    OF_INTERVIEWER,
    STITCHED_QUOTE,
    UNCHECKED,
    UNKNOWN_QUOTE,
    WARNING,
    WRONG,
    Finding,
    QuoteCheck,
)
from kodeverk.analysis.proofreading.marks import LONG, MIXED, TURNED, UNCLOSED, UNOPENED, Defect, Quoted
from kodeverk.analysis.proofreading.matching import EXACT, NEAR, STITCHED, UNKNOWN, Match, match
from kodeverk.analysis.proofreading.origin import PERSON
from kodeverk.analysis.proofreading.register import Mention, Register
from kodeverk.analysis.proofreading.report import HEADING, LITERATURE
from kodeverk.analysis.proofreading.setting import Setting, Surroundings
from kodeverk.analysis.proofreading.shelf import DOCUMENT, INFORMANT, INTERVIEWER, Place, Shelf
from kodeverk.messages import _


class Checker:
    """Checks quotes one by one.

    Parameters
    ----------
    shelf : Shelf
    register : Register
    surroundings : Surroundings
    """

    def __init__(self, shelf: Shelf, register: Register, surroundings: Surroundings) -> None:
        self._shelf, self._register, self._surroundings = shelf, register, surroundings

    def check(self, quoted: Quoted) -> tuple[QuoteCheck | None, list[Finding]]:
        """Return a quote with its verdicts, and what is wrong with it; None where it is a term and no quote."""
        setting = self._surroundings.of(quoted)
        found = match(self._shelf, quoted.text)
        if not _is_quote(quoted, setting, found):
            return None, []
        place = self._chosen(found, setting)
        verdict = found.verdict
        if place is not None and verdict in (EXACT, NEAR) and place.speaker in (INTERVIEWER, DOCUMENT):
            verdict = place.speaker
        attribution, told = self._attribution(quoted, found, setting, place)
        one = QuoteCheck(
            quoted.text, quoted.paragraph, quoted.start, quoted.end, found, verdict, self._named(setting), attribution,
            place,
        )  # fmt: skip
        findings = [*self._words(one, setting), *told]
        if setting.broken:
            advice = _("A bracket is missing around who says it.")
            findings.append(_finding(BRACKET, WARNING, quoted, advice, found=setting.broken))
        return one, findings

    # --- the words ---------------------------------------------------------------------------

    def _words(self, one: QuoteCheck, setting: Setting) -> Iterator[Finding]:
        """Yield what is wrong with the words of a quote."""
        text, m = (one.paragraph, one.start, one.end, one.quote), one.match
        source = self._source(one.place)
        if one.verdict == INTERVIEWER and setting.by != around.INTERVIEWER:
            yield Finding(
                OF_INTERVIEWER, ERROR, *text, source, _("The interviewer says this, and no informant."), one.place
            )
        if one.verdict == DOCUMENT and setting.by in (PERSON, around.NOBODY):
            severity = ERROR if setting.by == PERSON else WARNING
            advice = _("This stands in {source}, and nobody says it in an interview.").format(source=source)
            yield Finding(OF_DOCUMENT, severity, *text, source, advice, one.place)
        if m.verdict == STITCHED:
            where = "; ".join(dict.fromkeys(self._source(place) for place in m.places))
            advice = _("The parts are said, but in different turns or in another order. Quote them one by one.")
            yield Finding(STITCHED_QUOTE, ERROR, *text, where, advice, one.place)
        elif m.verdict == NEAR:
            severity = NOTE if m.punctuation_only else WARNING
            signs = _("Signs or capitals are not those in {source}; the words are.")
            edited = _("This is not word for word what stands in {source}. Mark what is left out or put in.")
            advice = (signs if m.punctuation_only else edited).format(source=source)
            yield Finding(
                ALTERED, severity, *text[:3], m.diff, " ".join(e.source for e in m.edits if e.source), advice, one.place
            )
        elif m.verdict == UNKNOWN:
            severity = ERROR if setting.by == PERSON else WARNING
            near = _("Nearest: {source}.").format(source=source) if one.place is not None else ""
            advice = _("Nobody says this in the sources. If it is from literature or a document, say which.")
            yield Finding(UNKNOWN_QUOTE, severity, *text, near, advice, one.place)

    # --- who says it -------------------------------------------------------------------------

    def _chosen(self, found: Match, setting: Setting) -> Place | None:
        """Return the place a quote is taken from: one that fits what is said of who speaks, else the first."""
        wanted = {around.DOCUMENT: DOCUMENT, around.INTERVIEWER: INTERVIEWER}.get(setting.by)
        for place in found.places:
            if place.speaker == wanted:
                return place
        for mentions in ((setting.bracket,) if setting.bracket else (), setting.speakers, setting.others):
            for place in found.places:
                if place.case_id and any(not self._register.wrong(m, place.case_id) for m in mentions):
                    return place
        return next(iter(found.places), None)

    def _attribution(
        self, quoted: Quoted, found: Match, setting: Setting, place: Place | None
    ) -> tuple[str, list[Finding]]:
        """Return the verdict on who is said to say it, and what is wrong with it."""
        if place is None or found.verdict == UNKNOWN:
            return UNCHECKED, []
        if place.speaker != INFORMANT:
            return (CONSISTENT if setting.by == place.speaker else UNCHECKED), []
        speaking = {p.case_id for p in found.places} if found.verdict == STITCHED else {place.case_id}
        if None in speaking:
            return UNCHECKED, []
        if setting.by in (around.DOCUMENT, around.LITERATURE) and found.verdict == EXACT and quoted.words > LONG:
            return WRONG, [self._wrong(quoted, setting.by, place)]
        wrong = self._mismatch(setting, [case for case in speaking if case])
        if wrong:
            said, registered = wrong
            return WRONG, [self._wrong(quoted, said, place, registered)]
        if setting.words or setting.by != around.NOBODY:
            return CONSISTENT if setting.words else UNCHECKED, []
        if setting.passing or quoted.paragraph.kind == HEADING or quoted.words < LONG:
            return UNCHECKED, []
        advice = _("The report does not say who says this; it is {who}.").format(who=self._who(place))
        return MISSING, [_finding(ATTRIBUTED_NOT, NOTE, quoted, advice, expected=self._who(place), place=place)]

    def _mismatch(self, setting: Setting, cases: list[str]) -> tuple[str, str] | None:
        """Return what is said of who speaks and what the register says, where they differ; None where they agree."""
        bracket = [setting.bracket] if setting.bracket is not None else []
        around_it = list(setting.speakers) or ([] if bracket or setting.contrast else list(setting.others))
        for mentions in (bracket, around_it):
            wrong = [min((self._register.wrong(m, case) for case in cases), key=len) for m in mentions]
            if wrong and all(wrong) and not (mentions is around_it and bracket and setting.contrast):
                nearest = wrong[0]
                return "; ".join(dict.fromkeys(said for _a, said, _r in nearest)), "; ".join(
                    dict.fromkeys(registered for _a, _s, registered in nearest)
                )
        return None

    def _wrong(self, quoted: Quoted, said: str, place: Place, registered: str = "") -> Finding:
        advice = {
            around.LITERATURE: _("The report has this from literature. It is said by {who}, in {source}."),
            around.DOCUMENT: _("The report has this from a document. It is said by {who}, in {source}."),
        }.get(said, _("The report names {said}. It is said by {who}, in {source}."))
        advice = advice.format(said=said, who=self._who(place), source=self._source(place))
        expected = registered or self._who(place)
        return _finding(ATTRIBUTED_WRONG, ERROR, quoted, advice, found=said, expected=expected, place=place)

    def _who(self, place: Place) -> str:
        from kodeverk.views.quotes import speaker_line

        return speaker_line(self._register.snapshot, place.case_id)

    def _source(self, place: Place | None) -> str:
        if place is None:
            return ""
        if not place.segment:
            return place.source
        return _("{source}, segment {segment}").format(source=place.source, segment=place.segment)

    def _named(self, setting: Setting) -> str:
        """Return whom the report says a quote is from, by what can be checked of it."""
        mentions = [setting.bracket] if setting.bracket else list(setting.speakers or setting.others)
        return "; ".join(self._describe(m) for m in mentions if m) or (
            "" if setting.by == around.NOBODY else setting.by
        )

    def _describe(self, mention: Mention) -> str:
        named = [self._register.name(case) for case in mention.cases]
        values = [value for said in mention.wanted.values() for value in sorted(said)]
        return ", ".join([*sorted(named), *mention.strangers, *values])


def _finding(
    kind: str, severity: str, quoted: Quoted, advice: str, *, found: str = "", expected: str = "",
    place: Place | None = None,
) -> Finding:  # fmt: skip
    return Finding(
        kind, severity, quoted.paragraph, quoted.start, quoted.end, found or quoted.text, expected, advice, place
    )


def _is_quote(quoted: Quoted, setting: Setting, found: Match) -> bool:
    """Return whether a passage is held to be a quote, and not a term, a title or somebody else's words.

    Fewer than four words are one only with brackets after them that name somebody. What nobody says is none where it
    is presented as being from literature, from a document that is not at hand, from the guide, or as a term; nor in a
    heading, or an indented paragraph that names nobody.
    """
    if quoted.paragraph.kind == LITERATURE or (not found.places and not quoted.words):
        return False
    if quoted.words < LONG:
        return setting.bracket is not None
    if found.verdict in (EXACT, STITCHED):
        return True
    if found.verdict == NEAR and (setting.by == PERSON or found.likeness > 0.8):
        return setting.by not in (around.LITERATURE, around.TERM)
    if not quoted.paragraph.sure and quoted.block:
        return setting.by == PERSON
    return setting.by == PERSON or (setting.by == around.NOBODY and quoted.paragraph.kind != HEADING)


def mark_findings(defects: Iterable[Defect]) -> Iterator[Finding]:
    """Yield a finding for each quotation mark that is wrong."""
    advice = {
        UNCLOSED: _("The quote is not closed."),
        UNOPENED: _("A mark closes a quote that nothing opens."),
        TURNED: _("The mark is turned the wrong way."),
        MIXED: _("The quote is opened by one kind of mark and closed by another."),
    }
    for one in defects:
        text = one.paragraph.text
        shown = text[max(0, one.start - 20) : one.start + 21].strip()
        yield Finding(MARK, WARNING, one.paragraph, one.start, one.start + 1, shown, "", advice[one.kind])
