"""Rules: a codebook's expressions give suggestions, never codings."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kodeverk.coding.accuracy import Accuracy, precision_recall
from kodeverk.coding.speech import segments_of
from kodeverk.errors import UnknownName
from kodeverk.language.fold import Folded, evened
from kodeverk.language.graphemes import snapped
from kodeverk.language.matcher import Hit, Matcher
from kodeverk.language.sentences import Sentences
from kodeverk.language.vocabulary import vocabulary_of
from kodeverk.messages import _
from kodeverk.model import (
    Change,
    Code,
    Codebook,
    Coder,
    Plan,
    Segment,
    Snapshot,
    Source,
    SourceVersion,
    Suggestion,
    content_id,
    made,
    removed,
)

__all__ = ["Accuracy", "apply_rules", "precision_recall", "rule_coder"]

RULES = "rules"
FEW = 16
"""Texts kept in memory at a time: no more than so many are read only once."""


def rule_coder(codebook: Codebook, name: str | None = None) -> Coder:
    """Return the coder a codebook's expressions are, with the codebook's version in its name.

    Examples
    --------
    >>> from kodeverk.model import Wording
    >>> rule_coder(Codebook("bok", "2", Wording(nb="Bok")))
    Coder(id='regler:bok@2', kind='rules', version='2')
    """
    return Coder(f"{name or f'regler:{codebook.id}'}@{codebook.version}", RULES, codebook.version)


def apply_rules(
    snapshot: Snapshot,
    *,
    codebook: str | None = None,
    sources: Iterable[str] | None = None,
    coder: str | None = None,
) -> Plan:
    """Return the plan that suggests a code wherever one of its expressions is said.

    The suggestion covers the sentence an informant says it in; several hits of a code in one sentence are one
    suggestion. What a person has decided stays decided and is not suggested anew. Undecided suggestions of the
    same rules that no longer hold - of an older version of the codebook or of the text - are taken back.

    Parameters
    ----------
    snapshot : Snapshot
    codebook : str, optional
        Id of a codebook; without it every codebook with expressions.
    sources : iterable of str, optional
        Names of sources; without it all.
    coder : str, optional
        Name of the rules, to stand before ``@<version>``; without it ``regler:<codebook id>``.

    Returns
    -------
    Plan
        Its ids are those of every suggestion that holds.

    Raises
    ------
    UnknownName
        If there is no such codebook or source.
    GrammarError, FormatError
        If an expression cannot be searched for.
    """
    chosen = [snapshot.source(name) for name in sources] if sources is not None else snapshot.all(Source)
    chosen = list(dict.fromkeys(chosen))
    sets = [_rules(snapshot, book, coder) for book in _books(snapshot, codebook)]
    found = _found(snapshot, sets, chosen)
    changes: list[Change] = []
    ids: list[str] = []
    for rules in sets:
        more, holding = _changes(snapshot, rules, {source.id for source in chosen}, found[rules.book])
        changes += more
        ids += holding
    coders = dict.fromkeys(rules.coder for rules in sets if found[rules.book])
    changes[:0] = made(*(one for one in coders if one.id not in snapshot.table(Coder)))
    note = "" if any(rules.codes for rules in sets) else _("no code has expressions")
    return Plan(changes, tuple(ids), note or ("" if changes else _("nothing new")))


class _Rules(NamedTuple):
    book: str
    coder: Coder
    codes: Mapping[str, Code]


class _Place(NamedTuple):
    """A sentence one code is suggested for; what makes two suggestions one, whatever the version of the rules."""

    source_id: str
    version: int
    start: int
    end: int
    code_id: str


def _books(snapshot: Snapshot, name: str | None) -> list[Codebook]:
    books = snapshot.table(Codebook)
    if name is None:
        return list(books.values())
    if name not in books:
        raise UnknownName(f"There is no codebook {name!r}. There are: {', '.join(books) or 'none'}.")
    return [books[name]]


def _rules(snapshot: Snapshot, book: Codebook, name: str | None) -> _Rules:
    codes = {c.id: c for c in snapshot.all(Code) if c.codebook == book.id and c.expressions}
    return _Rules(book.id, rule_coder(book, name), codes)


def _found(snapshot: Snapshot, sets: Sequence[_Rules], sources: Sequence[Source]) -> dict[str, dict[_Place, str]]:
    """Return for each codebook where which code is suggested, with the reason; a few texts are in memory at a time."""
    book_of = {code_id: rules.book for rules in sets for code_id in rules.codes}
    matcher = Matcher({code.id: code.expressions for rules in sets for code in rules.codes.values()})
    if len(sources) > 1:
        snapshot.table(SourceVersion)  # read together, not one by one

    @lru_cache(FEW)
    def read(source_id: str) -> tuple[str, Folded]:
        text = snapshot.text(source_id)
        return text, evened(text)

    expanded = matcher.expand(vocabulary_of(read(source.id)[1] for source in sources))
    found: dict[str, dict[_Place, str]] = {rules.book: {} for rules in sets}
    for source in sources:
        (text, ready), segments = read(source.id), segments_of(snapshot, source.id)
        hits = expanded.find(text, [segment.speech for segment in segments], ready=ready)
        for place, reason in _places(source, text, segments, hits):
            found[book_of[place.code_id]][place] = reason
    return found


def _places(
    source: Source, text: str, segments: Sequence[Segment], hits: Iterable[Hit]
) -> Iterator[tuple[_Place, str]]:
    starts, sentences = [segment.body for segment in segments], Sentences(text)
    forms: dict[_Place, dict[str, None]] = defaultdict(dict)
    for hit in hits:
        turn = segments[bisect_right(starts, hit.span.start) - 1]
        span = snapped(text, sentences.around(hit.span, turn.speech))
        forms[_Place(source.id, source.version, span.start, span.end, hit.key)][_reason(hit)] = None
    for place, reasons in forms.items():
        yield place, "; ".join(reasons)


def _reason(hit: Hit) -> str:
    return f"{hit.label}: {hit.form}"


def _changes(
    snapshot: Snapshot, rules: _Rules, sources: set[str], found: Mapping[_Place, str]
) -> tuple[list[Change], list[str]]:
    """Return the changes of one set of rules, and the ids of its suggestions that hold."""
    mine = [s for s in snapshot.all(Suggestion) if s.source_id in sources and _by(snapshot, rules, s)]
    decided = {_place(s): s.id for s in mine if s.decision}
    suggested = {place: _suggestion(place, rules.coder, reason) for place, reason in found.items()}
    holding = {place: decided.get(place) or one.id for place, one in suggested.items()}
    there, kept = {s.id for s in mine}, set(holding.values())
    stale = [s for s in mine if not s.decision and s.id not in kept]
    new = [suggested[place] for place, key in holding.items() if key not in there]
    return [*removed(*stale), *made(*new)], list(holding.values())


def _by(snapshot: Snapshot, rules: _Rules, suggestion: Suggestion) -> bool:
    """Return whether a suggestion was made by these rules, in whatever version."""
    code = snapshot.table(Code)[suggestion.code_id]
    name, own = suggestion.coder.rpartition("@")[0], rules.coder.id.rpartition("@")[0]
    return name == own and code.codebook == rules.book


def _place(suggestion: Suggestion) -> _Place:
    return _Place(*suggestion[1:6])


def _suggestion(place: _Place, coder: Coder, reason: str) -> Suggestion:
    return Suggestion(content_id(coder.id, place.code_id, *place[:4]), *place, coder.id, reason)
