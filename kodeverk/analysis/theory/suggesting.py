"""Evidence suggested from what a theory says would be heard: passages to read and judge, never evidence."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.theory.computed import computed_label, propositions_of, ruled_passages
from kodeverk.analysis.theory.concerns import applies, concerned
from kodeverk.errors import KodeverkError
from kodeverk.language.fold import fold
from kodeverk.language.function_words import FUNCTION_WORDS
from kodeverk.language.lemma import lemmas
from kodeverk.messages import _, _n
from kodeverk.model import CONTRADICTS, NUANCES, PREMISE, SUPPORTS, Coding, Evidence, Proposition, Snapshot, Wording
from kodeverk.views import html
from kodeverk.views.naming import names
from kodeverk.views.quotes import said_order

if TYPE_CHECKING:
    import pandas as pd

LIMIT = 50
"""How many passages are suggested unless more are asked for."""

_WORD = re.compile(r"[^\W\d_]{2,}")
Passage = tuple[str, int, int, int]


class EvidenceSuggestion(NamedTuple):
    """A passage that may be evidence on a proposition, for a person to judge.

    Attributes
    ----------
    proposition : str
        Short name.
    stance : str
        ``supports``, ``contradicts`` or ``nuances``: whose indicator it shares most with; words shared do not tell
        which way somebody speaks.
    case, source : str
        Names; several cases joined by commas.
    start, end : int
        In code points of the source's text.
    quote, code : str
    score : float
        Sum of the weights of the words shared; only its order means anything.
    reason : str
        The indicator's words shared in some form, rarest first, and what the theory's rules say of the passage.
    coding_id : str
        The coding to judge.
    """

    proposition: str
    stance: str
    case: str
    source: str
    start: int
    end: int
    quote: str
    code: str
    score: float
    reason: str
    coding_id: str


class EvidenceSuggestions(NamedTuple):
    """Passages to read and judge, the likeliest first; nothing is written, and nothing counts until judged.

    Attributes
    ----------
    suggestions : tuple of EvidenceSuggestion
    found : int
        How many passages share a word with an indicator; those beyond the limit are not shown.
    """

    suggestions: tuple[EvidenceSuggestion, ...]
    found: int

    @property
    def frame(self) -> pd.DataFrame:
        """One row per passage and proposition, the likeliest first.

        Columns: proposition, stance, case, source, start, end (code points), quote, code, score, reason, coding_id.
        """
        import pandas as pd

        return pd.DataFrame(self.suggestions, columns=EvidenceSuggestion._fields)

    def __repr__(self) -> str:
        count = len(self.suggestions)
        told = _n(
            "{count} passage to judge, of {all} that share a word with an indicator",
            "{count} passages to judge, of {all} that share a word with an indicator",
            count,
        )
        return f"<{told.format(count=count, all=self.found)}>"

    def _repr_html_(self) -> str:
        caution = _("Found by words alone: read each passage and judge it. Nothing here counts until it is judged.")
        shown = [
            html.together([
                html.tag("p", html.tag("b", s.proposition), f" – {computed_label(s.stance)}? – {s.reason}"),
                html.blockquote(s.quote, f"{s.case} – {s.source} – {s.code}"),
            ])
            for s in self.suggestions
        ]  # fmt: skip
        return str(html.block(html.tag("p", caution), *shown))


class _Word(NamedTuple):
    """A word of an indicator: its weight, how it is written, and the texts that hold it in some form."""

    weight: float
    written: str
    texts: Set[str]


class _Found(NamedTuple):
    """A passage with the stance whose indicator it shares most with, and the words shared."""

    proposition: Proposition
    coding: Coding
    stance: str
    score: float
    words: tuple[_Word, ...]


def suggest_evidence(snapshot: Snapshot, theory: str | None = None, *, limit: int = LIMIT) -> EvidenceSuggestions:
    """Return passages that may speak for or against propositions, the likeliest first; nothing is written.

    A passage is a coding under one of a proposition's codes, in a case the proposition applies to, that
    nobody has judged on it. Its score is the sum, over the words of content it shares by lemma with what the
    proposition says would support, contradict or nuance it, of ``log(1 + N / (1 + n))``: N coded passages, n of
    them with the word (inverse document frequency, Spärck Jones 1972, smoothed). Words are compared in bokmål
    and nynorsk; function words do not count. Passages that share words with none are not found, so silence
    here is no sign that nothing was said.

    Parameters
    ----------
    snapshot : Snapshot
    theory : str, optional
        Id of one theory; otherwise all.
    limit : int
        How many to return at most.

    Returns
    -------
    EvidenceSuggestions

    Raises
    ------
    UnknownName
        If there is no such theory.
    """
    if limit < 1:
        raise KodeverkError(f"At least one suggestion must be wanted; limit is {limit}.")
    known = names(snapshot).proposition
    chosen = [proposition for proposition in propositions_of(snapshot, theory) if proposition.kind != PREMISE]
    found = sorted(
        _found(snapshot, chosen),
        key=lambda one: (-one.score, known[one.proposition.id], said_order(snapshot, one.coding)),
    )
    shown = found[:limit]
    quotes = snapshot.quotes(one.coding for one in shown)
    ruled = {one.proposition.id: ruled_passages(snapshot, one.proposition) for one in shown}
    told = tuple(_told(snapshot, one, quotes[one.coding.id], ruled[one.proposition.id]) for one in shown)
    return EvidenceSuggestions(told, len(found))


def _found(snapshot: Snapshot, propositions: Iterable[Proposition]) -> Iterator[_Found]:
    """Yield each passage not judged with the stance whose indicator it shares most with."""
    codings = snapshot.table(Coding)
    judged = {(_place(e.passage(codings)), e.proposition) for e in snapshot.all(Evidence)}
    quotes = snapshot.quotes(codings.values())
    by_code: dict[str, list[Coding]] = defaultdict(list)
    for coding in sorted(codings.values(), key=lambda c: (c.coder, c.id)):
        by_code[coding.code_id].append(coding)
    held = _held(set(quotes.values()))
    weighed: dict[str, list[_Word]] = {}
    for proposition in propositions:
        indicators = dict(_indicators(proposition))
        for text in indicators.values():
            if text not in weighed:
                weighed[text] = _weighed(text, held, len(quotes))
        codes = concerned(snapshot, proposition).codes
        seen: set[Passage] = set()
        for coding in _applicable(snapshot, proposition, (c for code in codes for c in by_code[code])):
            place = _place(coding)
            if place not in seen and (place, proposition.id) not in judged:
                seen.add(place)
                quote = quotes[coding.id]
                shared = {stance: _shared(weighed[text], quote) for stance, text in indicators.items()}
                stance = max(shared, key=lambda one: sum(word.weight for word in shared[one]))
                if words := shared[stance]:
                    yield _Found(proposition, coding, stance, sum(word.weight for word in words), words)


def _place(coding: Coding) -> Passage:
    return coding.source_id, coding.version, coding.start, coding.end


def _applicable(snapshot: Snapshot, proposition: Proposition, codings: Iterable[Coding]) -> Iterator[Coding]:
    holds, _notes = applies(snapshot, proposition)
    for coding in codings:
        cases = snapshot.cases_of(coding)
        if not cases or any(holds.get(case, True) is not False for case in cases):
            yield coding


def _indicators(proposition: Proposition) -> Iterator[tuple[str, str]]:
    texts: dict[str, Wording] = {
        SUPPORTS: proposition.supports, CONTRADICTS: proposition.contradicts, NUANCES: proposition.nuances,
    }  # fmt: skip
    return ((stance, f"{text.nb} {text.nn}" if text.nb or text.nn else text.en) for stance, text in texts.items())


def _held(texts: Iterable[str]) -> Mapping[str, set[str]]:
    """Return the texts that hold each lemma."""
    found: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for word in _words(text):
            for one in lemmas(word):
                found[one].add(text)
    return found


def _words(text: str) -> set[str]:
    return {word for word in map(fold, _WORD.findall(text)) if word not in FUNCTION_WORDS}


def _weighed(indicator: str, held: Mapping[str, set[str]], passages: int) -> list[_Word]:
    """Return the words of an indicator, the rarest first; one that stands twice, in other forms, counts once."""
    counted: set[str] = set()
    found: list[_Word] = []
    for word in sorted(_words(indicator)):
        readings = lemmas(word)
        if counted.isdisjoint(readings):
            counted |= readings
            texts: set[str] = set().union(*(held.get(one, ()) for one in readings))
            found.append(_Word(math.log(1 + passages / (1 + len(texts))), word, texts))
    return sorted(found, key=lambda one: (one.weight, one.written), reverse=True)


def _shared(indicator: list[_Word], text: str) -> tuple[_Word, ...]:
    return tuple(word for word in indicator if text in word.texts)


def _told(snapshot: Snapshot, found: _Found, quote: str, ruled: Set[tuple[str, str]]) -> EvidenceSuggestion:
    coding, known = found.coding, names(snapshot)
    reason = _("shares: {words}").format(words=", ".join(word.written for word in found.words))
    rules = [s for s in (SUPPORTS, CONTRADICTS, NUANCES) if (coding.id, s) in ruled]
    if rules:
        reason += "; " + _("the rule says: {stances}").format(stances=", ".join(map(computed_label, rules)))
    cases = ", ".join(known.case[case] for case in snapshot.cases_of(coding))
    return EvidenceSuggestion(
        known.proposition[found.proposition.id], found.stance, cases, known.source[coding.source_id], coding.start,
        coding.end, quote, known.code.get(coding.code_id, ""), round(found.score, 2), reason, coding.id,
    )  # fmt: skip
