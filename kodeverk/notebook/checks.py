"""What a request of the desk names, found in the study as it is at the moment of writing, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from kodeverk.language.graphemes import snapped
from kodeverk.model import Coding, Snapshot, Source, Span, Suggestion, WholeReading
from kodeverk.notebook.answers import MALFORMED, NOT_YOURS, STALE, UNKNOWN, UNREAD, Refused
from kodeverk.notebook.seat import Seat

R = TypeVar("R")
Fields = Mapping[str, Any]


def source_of(now: Snapshot, fields: Fields) -> Source:
    """Return the source a request is about, its text still being what the page shows."""
    source = one(now, Source, fields["source"])
    if source.version != fields["version"] or fields["text told"] not in ("", now.version(source.id).sha256):
        raise Refused(STALE)
    return source


def source_to_code(now: Snapshot, seat: Seat, fields: Fields) -> Source:
    """Return the source a request codes; refused until it is read, where the desk insists on that."""
    source = source_of(now, fields)
    reading = now.table(WholeReading).get(f"{source.id}/{seat.coder}")
    if seat.read_first and not (reading and reading.read):
        raise Refused(UNREAD)
    return source


def one(now: Snapshot, kind: type[R], id: str) -> R:
    """Return the record of a kind with this id; names are not looked up."""
    found = now.table(kind).get(id)
    if found is None:
        raise Refused(UNKNOWN)
    return found


def spans_of(now: Snapshot, source: Source, given: Iterable[Sequence[int]]) -> list[Span]:
    """Return spans of a source's text as whole grapheme clusters, each once."""
    text = now.text(source.id)
    found: dict[Span, None] = {}
    for start, end in given:
        if not Span(start, end).fits(len(text)):
            raise Refused(MALFORMED)
        found[snapped(text, Span(start, end))] = None
    return list(found)


def seen_codings(now: Snapshot, seat: Seat, source: Source, ids: Iterable[str]) -> list[Coding]:
    """Return codings of a source that are seen from this seat; others are as if they were not there."""
    return [_seen(now, seat, source, id) for id in dict.fromkeys(ids)]


def own_codings(now: Snapshot, seat: Seat, source: Source, ids: Iterable[str]) -> list[Coding]:
    """Return codings of a source that are this coder's own."""
    found = seen_codings(now, seat, source, ids)
    if any(coding.coder != seat.coder for coding in found):
        raise Refused(NOT_YOURS)
    return found


def _seen(now: Snapshot, seat: Seat, source: Source, id: str) -> Coding:
    found = one(now, Coding, id)
    if found.source_id != source.id or not seat.sees(found.coder):
        raise Refused(UNKNOWN)
    return found


def open_suggestions(now: Snapshot, seat: Seat, source: Source, ids: Iterable[str]) -> list[Suggestion]:
    """Return suggestions in a source that await this coder's decision."""
    found = [one(now, Suggestion, id) for id in dict.fromkeys(ids)]
    if any(s.source_id != source.id or not seat.open_to(now, s) for s in found):
        raise Refused(UNKNOWN)
    return found
