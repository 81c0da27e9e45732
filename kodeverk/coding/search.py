"""Search: words in their inflected forms and phrases, shown in context, ready to be coded."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple, overload

from kodeverk.coding.speech import INFORMANT, segments_of
from kodeverk.errors import GrammarError
from kodeverk.language.fold import fold, folded
from kodeverk.language.graphemes import snapped
from kodeverk.language.index import Index, kept_index
from kodeverk.language.kwic import kwic
from kodeverk.language.phrase import Phrase, phrase
from kodeverk.language.vocabulary import Vocabulary
from kodeverk.messages import _, _n
from kodeverk.model import Segment, Snapshot, Source, Span, record_label
from kodeverk.visible import visible

SHOWN = 100
"""Hits shown in a notebook; all are in the list."""

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


class Hit(NamedTuple):
    """A place where what was searched for is said.

    Attributes
    ----------
    source : str
        Name of the source.
    segment : int
        Number of the turn or paragraph.
    speaker : str
        Label of the speaker.
    cases : tuple of str
        Ids of the cases that speak.
    span : Span
        Where the keyword stands, in code points; `source` and `span` are what coding it takes.
    before, keyword, after : str
        The keyword in context, from the same segment.
    """

    source: str
    segment: int
    speaker: str
    cases: tuple[str, ...]
    span: Span
    before: str
    keyword: str
    after: str


class Hits(Sequence[Hit]):
    """The hits of a search, by source and in the order said.

    Parameters
    ----------
    query : str
    hits : sequence of Hit
    """

    def __init__(self, query: str, hits: Sequence[Hit]) -> None:
        self.query = query
        self._hits = tuple(hits)

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, number: int) -> Hit: ...
    @overload
    def __getitem__(self, number: slice) -> Hits: ...
    def __getitem__(self, number: int | slice) -> Hit | Hits:
        return Hits(self.query, self._hits[number]) if isinstance(number, slice) else self._hits[number]

    def rows(self) -> list[dict[str, object]]:
        """Return one plain row per hit: source, segment, speaker, cases, start, end, before, keyword, after."""
        return [
            {
                "source": hit.source,
                "segment": hit.segment,
                "speaker": hit.speaker,
                "cases": "; ".join(hit.cases),
                "start": hit.span.start,
                "end": hit.span.end,
                "before": hit.before,
                "keyword": hit.keyword,
                "after": hit.after,
            }
            for hit in self._hits
        ]

    def __repr__(self) -> str:
        lines = [f"{h.source} {h.segment}  {h.before:>60} [{h.keyword}] {h.after}" for h in self._hits[:SHOWN]]
        return visible("\n".join([self._heading(), *lines]))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in (_("source"), _("segment"), _("speaker"), "", "", ""))
        body = "".join(map(_html_row, self._hits[:SHOWN]))
        return f"<p>{_shown(self._heading())}</p><table><tr>{head}</tr>{body}</table>"

    def _heading(self) -> str:
        hits = _n("{count} hit", "{count} hits", len(self)).format(count=len(self))
        sources = record_label("source", len({hit.source for hit in self._hits}))
        heading = _("{query}: {hits} in {sources}").format(query=self.query, hits=hits, sources=sources)
        more = _("the first {shown} are shown").format(shown=SHOWN)
        return f"{heading} ({more})" if len(self) > SHOWN else heading


def _html_row(hit: Hit) -> str:
    left = "".join(f"<td>{_shown(str(value))}</td>" for value in (hit.source, hit.segment, hit.speaker))
    before = f'<td style="text-align:right">{_shown(hit.before)}</td>'
    after = f'<td style="text-align:left">{_shown(hit.after)}</td>'
    return f"<tr>{left}{before}<td><b>{_shown(hit.keyword)}</b></td>{after}</tr>"


def _shown(text: str) -> str:
    return f"<bdi>{escape(visible(text))}</bdi>"


def search(snapshot: Snapshot, query: str, *, forms: bool = True, case: bool = False, speech: str = INFORMANT) -> Hits:
    """Return where a word or phrase is said, in context.

    Parameters
    ----------
    snapshot : Snapshot
    query : str
        Words, ``"phrases in quotes"``, ``prefix*`` and ``*suffix``, parted by spaces: a hit is a place where one of
        them stands as a whole. å is never a. Soft hyphens and their kin are ignored; between the words of a phrase
        stands white space, a line break too.
    forms : bool
        Whether inflected forms are found, by bokmål and nynorsk lemmas.
    case : bool
        Whether capitals count: each letter that a form shares with the word sought must be as large.
    speech : str
        ``informant`` (default): not what the interviewer says; ``all``: every segment.

    Returns
    -------
    Hits

    Raises
    ------
    GrammarError
        If the query is empty, a quote is not closed, or a ``*`` stands elsewhere than at an end of a word.
    """
    terms = _terms(query)
    indexes = {source: _index(snapshot, source) for source in snapshot.all(Source)}
    known = snapshot.derive("search vocabulary", lambda: Vocabulary(f for i in indexes.values() for f in i.starts))
    sought = [(term, found) for term in terms if (found := phrase(term, known, inflected=forms)) is not None]
    hits: list[Hit] = []
    for source, index in indexes.items():
        segments = segments_of(snapshot, source.id, speech=speech)
        spans = _spans(index, sought, snapshot.text(source.id) if case else None)
        hits += _in_context(snapshot, source, segments, spans)
    return Hits(query, hits)


def _terms(query: str) -> list[str]:
    if query.count('"') % 2:
        raise GrammarError(f"A quote is not closed in {query!r}.")
    terms = [quoted or word for quoted, word in _TERM.findall(query)]
    if not any(term.strip() for term in terms):
        raise GrammarError('Search for what? Give a word, a "phrase in quotes", prefix* or *suffix.')
    return list(dict.fromkeys(term for term in terms if term.strip()))


def _index(snapshot: Snapshot, source: Source) -> Index:
    return kept_index(snapshot.version(source.id).sha256, lambda: snapshot.text(source.id))


def _spans(index: Index, sought: Sequence[tuple[str, Phrase]], text: str | None) -> list[Span]:
    """Return where the terms stand, of those that overlap the first and longest; with `text`, where capitals agree."""
    found = {s for term, phrase in sought for s in index.find(phrase) if text is None or _as_large(s.of(text), term)}
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or not span.overlaps(kept[-1]):
            kept.append(span)
    return kept


def _in_context(
    snapshot: Snapshot, source: Source, segments: Sequence[Segment], spans: Sequence[Span]
) -> Iterator[Hit]:
    if not spans:
        return
    text, speakers = snapshot.text(source.id), snapshot.speakers()
    starts = [segment.body for segment in segments]
    for found in spans:
        segment = segments[bisect_right(starts, found.start) - 1] if segments else None
        if segment is None or not segment.speech.contains(found):
            continue
        span = snapped(text, found)
        who = speakers.get((source.id, segment.speaker))
        cases = (who.case_id,) if who is not None and who.case_id else ()
        line = kwic(text, span, segment.speech)
        yield Hit(source.name, segment.number, segment.speaker, cases, span, *line)


def _as_large(said: str, term: str) -> bool:
    """Return whether each word said has capitals where the word sought has, as far as they share letters.

    >>> _as_large("NAVs", "NAV"), _as_large("navet", "NAV"), _as_large("Stortinget", "*tinget")
    (True, False, True)
    """
    pairs = zip(re.findall(r"\w+", folded(said).seen), re.findall(r"[\w*]+", term), strict=True)
    return all(_shared(w[::-1], s.strip("*")[::-1]) if s[0] == "*" else _shared(w, s.strip("*")) for w, s in pairs)


def _shared(word: str, sought: str) -> bool:
    for one, other in zip(word, sought, strict=False):
        if fold(one) != fold(other):
            break
        if one != other:
            return False
    return True
