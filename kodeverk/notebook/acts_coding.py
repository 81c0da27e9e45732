"""What the desk's requests do to codings and suggestions: plans, worked out on the study as it is when written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kodeverk.coding import adjusting, codings, decisions, recode
from kodeverk.model import Code, Codebook, Coding, Plan, Snapshot, Source, Span
from kodeverk.notebook.answers import MALFORMED, UNKNOWN, Refused, not_so
from kodeverk.notebook.checks import (
    Fields,
    one,
    open_suggestions,
    own_codings,
    source_of,
    source_to_code,
    spans_of,
)
from kodeverk.notebook.seat import Seat

OWN_BOOK = "eget"
"""The codebook for codes made at the desk, unless another is asked for."""

NAME_AT_MOST = 60
"""Longest name, in characters, of a code that is named by what was said."""


def code(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that codes passages with one code."""
    source = source_to_code(now, seat, fields)
    return _coded(now, seat, source, spans_of(now, source, fields["spans"]), one(now, Code, fields["code"]))


def _coded(now: Snapshot, seat: Seat, source: Source, spans: Sequence[Span], chosen: Code) -> Plan:
    rows = [codings.Row(source.id, chosen.id, seat.coder, span=(span.start, span.end)) for span in spans]
    return codings.code(now, rows)


def in_vivo(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that codes passages with a new code named by the first of them, or with the code of its words."""
    source = source_to_code(now, seat, fields)
    book, spans = _book(now, fields), spans_of(now, source, fields["spans"])
    quote = spans[0].of(now.text(source.id))
    name = name_from(quote)
    if not name:
        raise not_so("no words")
    if there := _code_of(now, book, name, quote):
        coded = _coded(now, seat, source, spans, there)
        return coded._replace(ids=(there.id, *coded.ids))
    return _with_new_code(now, seat, source, spans, recode.add(now, unused(now, book, name), codebook=book))


def new_code(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that makes a code, with its parents, and codes passages with it; the code's id comes first.

    A code that codes nothing can be made before there is any source.
    """
    book = _book(now, fields)
    names = [" ".join(name.split()) for name in fields["path"].split("/")]
    if not all(names):
        raise not_so("no name")
    path = "/".join(names)
    made = recode.add(now, path, codebook=book, definition=fields.get("definition", "").strip())
    if fields["spans"]:
        if "source" not in fields:
            raise Refused(MALFORMED)
        source = source_to_code(now, seat, fields)
        return _with_new_code(now, seat, source, spans_of(now, source, fields["spans"]), made)
    if "source" in fields:
        source_of(now, fields)
    return made


def _with_new_code(now: Snapshot, seat: Seat, source: Source, spans: Sequence[Span], made: Plan) -> Plan:
    """Return the plan that makes a code and codes with it; the ids are the code's, and then the codings'."""
    then = now.supposing(made.changes)
    coded = _coded(then, seat, source, spans, then.table(Code)[made.ids[0]])
    return Plan([*made.changes, *coded.changes], (*made.ids, *coded.ids), coded.note)


def _book(now: Snapshot, fields: Fields) -> str:
    book: str = fields.get("codebook", OWN_BOOK)
    if book != OWN_BOOK and book not in now.table(Codebook):
        raise Refused(UNKNOWN)
    return book


def name_from(quote: str) -> str:
    """Return a code's name from what was said: on one line, without ``/``, cut between words.

    Examples
    --------
    >>> name_from("han og/eller \\n hun"), name_from("ord " * 20)
    ('han og-eller hun', 'ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord…')
    """
    name = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", quote).replace("/", "-").split())
    if len(name) <= NAME_AT_MOST:
        return name
    cut = name[: NAME_AT_MOST + 1].rpartition(" ")[0] or name[:NAME_AT_MOST]
    return f"{cut[:NAME_AT_MOST].rstrip(' ,;:-–')}…"


def _code_of(now: Snapshot, book: str, name: str, quote: str) -> Code | None:
    """Return the code at the top of a codebook that is named by these words; a name that is cut must be of them all."""
    words = " ".join(quote.split())
    for code in now.all(Code):
        numbered = code.path.startswith(f"{name} (")
        if code.codebook != book or not (code.path == name or numbered):
            continue
        if code.path == words or any(
            " ".join(now.quote(one).split()) == words for one in now.all(Coding) if one.code_id == code.id
        ):
            return code
    return None


def unused(now: Snapshot, book: str, name: str) -> str:
    """Return a name at the top of a codebook that no code has: this one, or this one with a number."""
    taken = {c.path for c in now.all(Code) if c.codebook == book}
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found


def uncode(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that removes codings of this coder's own."""
    source = source_of(now, fields)
    return codings.uncode(now, [c.id for c in own_codings(now, seat, source, fields["codings"])])


def adjust(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that gives a coding of this coder's own another span or code."""
    source = source_of(now, fields)
    (coding,) = own_codings(now, seat, source, [fields["coding"]])
    span = spans_of(now, source, [fields["span"]])[0] if "span" in fields else None
    code = one(now, Code, fields["code"]).id if "code" in fields else None
    wanted = coding._replace(code_id=code or coding.code_id)
    if span is not None:
        wanted = wanted._replace(version=source.version, start=span.start, end=span.end)
    if wanted.key != coding.key and now.same([wanted]):
        raise not_so("twice")
    return adjusting.adjust(now, coding.id, coder=seat.coder, span=span, code=code)


def accept(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that makes codings of suggestions."""
    source = source_to_code(now, seat, fields)
    chosen = open_suggestions(now, seat, source, fields["suggestions"])
    plan = decisions.accept(now, [s.id for s in chosen if not s.decision], coder=seat.coder)
    others = [s for s in chosen if s.decision]  # decided by somebody a blind coder does not see: hers stands beside it
    rows = [codings.Row(source.id, s.code_id, seat.coder, span=(s.start, s.end)) for s in others]
    beside = codings.code(now.supposing(plan.changes), rows) if rows else Plan([])
    return Plan([*plan.changes, *beside.changes], (*plan.ids, *beside.ids))


def reject(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that keeps a no to suggestions."""
    source = source_of(now, fields)
    chosen = open_suggestions(now, seat, source, fields["suggestions"])
    return decisions.reject(now, [s.id for s in chosen if not s.decision], coder=seat.coder)


def change(now: Snapshot, seat: Seat, fields: Fields) -> Plan:
    """Return the plan that makes a coding of a suggestion with another code or span."""
    source = source_to_code(now, seat, fields)
    (suggestion,) = open_suggestions(now, seat, source, [fields["suggestion"]])
    code = one(now, Code, fields["code"]).id if "code" in fields else suggestion.code_id
    span = spans_of(now, source, [fields["span"]])[0] if "span" in fields else suggestion.span
    if suggestion.decision:
        return codings.code(now, [codings.Row(source.id, code, seat.coder, span=(span.start, span.end))])
    return decisions.change(now, suggestion.id, coder=seat.coder, code=code, span=(span.start, span.end))
