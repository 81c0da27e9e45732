"""Where coders differ: the passages to talk about, with both quotes side by side.

Passages are compared, not codings: what one coder has coded in several pieces with nothing but spaces and
punctuation between is one passage, and its ends are taken from its first word to its last. Only informant speech in
sources both have coded is compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

from kodeverk.analysis.agreement.result import Difference, Side
from kodeverk.analysis.agreement.units import Axis, Work
from kodeverk.coding.speech import segments_of
from kodeverk.model import Code, Coding, Snapshot, Source, Span
from kodeverk.views.naming import ancestors, names
from kodeverk.views.quotes import first_turn

CODE, SUB_CODE, EXTENT, MISSED = "code", "sub-code", "extent", "missed"
GAP = " […] "
"""Stands between the quotes of one coder's passages that overlap the same passage of the other."""
_WORD = re.compile(r"\w")


class Passage(NamedTuple):
    """What a coder has coded without a break with one code.

    Attributes
    ----------
    span : Span
        On the line of informant speech, from first word to last.
    coder, code_id : str
    codings : tuple of str
        Ids of the codings it is made of.
    """

    span: Span
    coder: str
    code_id: str
    codings: tuple[str, ...]


_Pair: TypeAlias = tuple[str, list[Passage], list[Passage]]
"""A kind of difference, and the passages of the one coder and the other."""


def differences(snapshot: Snapshot, work: Work, code_of: Callable[[Coding], str | None]) -> list[Difference]:
    """Return the passages that two coders differ on, in the order of the text.

    *Extent*: same code, overlapping, not from the same words to the same words. Of passages that overlap none of the
    other coder's with the same code: *sub-code* where both overlap and one code is above the other, *code* where both
    overlap otherwise and are of one codebook, *missed* where the other has no such passage there.

    Parameters
    ----------
    snapshot : Snapshot
    work : Work
    code_of : function
        The id of the code a coding is compared as; None where it is not compared.
    """
    found: list[Difference] = []
    for source_id, codings in work.codings.items():
        present = [coder for coder in work.coders if coder in work.coded[source_id]]
        if len(present) < 2:
            continue
        place = Place(snapshot, source_id)
        by_coder = place.passages(codings, code_of)
        for one, other in combinations(present, 2):
            pairs = _compared(snapshot, by_coder[one], by_coder[other])
            found += sorted((place.difference(pair, (one, other)) for pair in pairs), key=_order)
    return found


def _order(one: Difference) -> tuple[int, int, str, str]:
    starts = [side.start for side in (one.a, one.b) if side.start is not None]
    ends = [side.end for side in (one.a, one.b) if side.end is not None]
    return min(starts), max(ends), one.a.code, one.b.code


# --- passages ------------------------------------------------------------------------------------


def _passages(
    speech: str, axis: Axis, codings: Iterable[Coding], code_of: Callable[[Coding], str | None]
) -> dict[str, list[Passage]]:
    spans: dict[tuple[str, str], list[tuple[Span, str]]] = defaultdict(list)
    for coding in codings:
        code, span = code_of(coding), axis.on(coding.span)
        if code is not None and span is not None:
            spans[coding.coder, code].append((span, coding.id))
    found: dict[str, list[Passage]] = defaultdict(list)
    for (coder, code), pieces in spans.items():
        joined = ((_trimmed(speech, span), ids) for span, ids in _joined(speech, sorted(pieces)))
        found[coder] += (Passage(span, coder, code, ids) for span, ids in joined if span is not None)
    return found


def _joined(speech: str, pieces: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    span, ids = pieces[0][0], [pieces[0][1]]
    for piece, key in pieces[1:]:
        if piece.start <= span.end or not _WORD.search(speech, span.end, piece.start):
            span = span.hull(piece)
        else:
            yield span, tuple(ids)
            span, ids = piece, []
        ids.append(key)
    yield span, tuple(ids)


def _trimmed(speech: str, span: Span) -> Span | None:
    """Return a span from its first letter or digit to its last; None where it has none, and nothing can differ."""
    quote = span.of(speech)
    first, last = _WORD.search(quote), _WORD.search(quote[::-1])
    return Span(span.start + first.start(), span.end - last.start()) if first and last else None


# --- what differs --------------------------------------------------------------------------------


def _compared(snapshot: Snapshot, ones: Iterable[Passage], others: Iterable[Passage]) -> Iterator[_Pair]:
    """Yield the kind of every difference, with the passages of either coder."""
    left: tuple[list[Passage], list[Passage]] = ([], [])
    for mine, theirs in same_code(ones, others):
        if not (mine and theirs):
            left[0].extend(mine)
            left[1].extend(theirs)
        elif [passage.span for passage in mine] != [passage.span for passage in theirs]:
            yield EXTENT, mine, theirs
    book = {key: code.codebook for key, code in snapshot.table(Code).items()}  # codes of two are no alternatives
    pairs = [(_kind(snapshot, a, b), a, b) for a, b in _overlapping(*left) if book[a.code_id] == book[b.code_id]]
    pairs.sort(key=lambda pair: (pair[0] == CODE, -_shared(pair[1], pair[2]), pair[1:]))
    told: set[Passage] = set()
    for kind, a, b in pairs:  # the closest first, and none in a second pair unless its partner has no other
        if a not in told or b not in told:
            yield kind, [a], [b]
            told |= {a, b}
    yield from ((MISSED, [a], []) for a in left[0] if a not in told)
    yield from ((MISSED, [], [b]) for b in left[1] if b not in told)


def same_code(ones: Iterable[Passage], others: Iterable[Passage]) -> Iterator[tuple[list[Passage], list[Passage]]]:
    """Yield the passages of either coder with one code, those together that overlap, by way of others too."""
    sides = [(passage, 0) for passage in ones] + [(passage, 1) for passage in others]
    together: tuple[list[Passage], list[Passage]] = ([], [])
    code, end = "", 0
    for passage, side in sorted(sides, key=lambda one: (one[0].code_id, one)):
        if any(together) and (passage.code_id != code or passage.span.start >= end):
            yield together
            together, end = ([], []), 0
        together[side].append(passage)
        code, end = passage.code_id, max(end, passage.span.end)
    if any(together):
        yield together


def _kind(snapshot: Snapshot, a: Passage, b: Passage) -> str:
    related = a.code_id in ancestors(snapshot, b.code_id) or b.code_id in ancestors(snapshot, a.code_id)
    return SUB_CODE if related else CODE


def _shared(a: Passage, b: Passage) -> int:
    common = a.span.intersection(b.span)
    return common.length if common else 0


def _overlapping(ones: Iterable[Passage], others: Iterable[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Yield every pair of overlapping passages, one of each, in one pass along the line."""
    open_: tuple[list[Passage], list[Passage]] = ([], [])
    sides = [(passage, 0) for passage in ones] + [(passage, 1) for passage in others]
    for passage, side in sorted(sides):
        open_[1 - side][:] = [p for p in open_[1 - side] if p.span.end > passage.span.start]
        for other in open_[1 - side]:
            yield (passage, other) if side == 0 else (other, passage)
        open_[side].append(passage)


class Place:
    """A source, to say what passages are coded in it, where a difference lies and what is said there."""

    def __init__(self, snapshot: Snapshot, source_id: str) -> None:
        self.snapshot, self.source_id = snapshot, source_id
        self.axis = Axis.of(segment.speech for segment in segments_of(snapshot, source_id))
        self.version = snapshot.table(Source)[source_id].version
        self.text = snapshot.text(source_id)
        self.speech = "".join(self.text[start:end] for start, end in zip(self.axis.starts, self.axis.ends, strict=True))

    def passages(
        self, codings: Iterable[Coding], code_of: Callable[[Coding], str | None] = lambda coding: coding.code_id
    ) -> dict[str, list[Passage]]:
        """Return the passages of each coder, by the code each coding is compared as."""
        return _passages(self.speech, self.axis, codings, code_of)

    def difference(self, pair: _Pair, coders: tuple[str, str]) -> Difference:
        """Return what two coders differ on as it is told."""
        kind, a, b = pair
        spans = [self.axis.back(passage.span) for passage in (*a, *b)]
        told = (kind, self._side(a, coders[0]), self._side(b, coders[1]))
        return at(self.snapshot, self.source_id, self.version, spans, told)

    def _side(self, passages: Sequence[Passage], coder: str) -> Side:
        if not passages:
            return Side(coder)
        spans = [self.axis.back(passage.span) for passage in passages]
        code, quote = names(self.snapshot).code[passages[0].code_id], GAP.join(span.of(self.text) for span in spans)
        codings = tuple(key for passage in passages for key in passage.codings)
        return Side(coder, code, quote, spans[0].start, spans[-1].end, codings)


def at(
    snapshot: Snapshot, source_id: str, version: int, spans: Sequence[Span], told: tuple[str, Side, Side]
) -> Difference:
    """Return a difference with its source, segment and who speaks there; `told` is its kind and both sides."""
    whole = Coding("", source_id, version, min(s.start for s in spans), max(s.end for s in spans), "", "")
    known = names(snapshot)
    cases = "; ".join(known.case[case] for case in snapshot.cases_of(whole))
    return Difference(known.source[source_id], first_turn(snapshot, whole), cases, *told)
