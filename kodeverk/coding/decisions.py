"""A person's decisions on suggestions; nothing suggested counts as coded before her yes."""

from __future__ import annotations

from collections.abc import Iterable

from kodeverk.coding.codings import new_coding, own_ids, widened
from kodeverk.coding.place import place
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Change, Code, Coding, Plan, Snapshot, Source, Span, Suggestion, made

ACCEPTED, REJECTED, CHANGED = "accepted", "rejected", "changed"


def accept(snapshot: Snapshot, ids: Iterable[str], *, coder: str) -> Plan:
    """Return the plan that makes codings, by `coder`, of suggestions.

    Raises
    ------
    UnknownName
        If there is no such suggestion.
    KodeverkError
        If one has been decided already, or was made on a text that has been corrected since.
    """
    changes: dict[str, Change] = {}
    for suggestion in _undecided(snapshot, ids):
        code, span = snapshot.table(Code)[suggestion.code_id], _standing(snapshot, suggestion)
        for one in _decided(snapshot, suggestion, code, span, coder, ACCEPTED):
            changes.setdefault(one.record.id, one)  # two that suggest the same make one coding
    return Plan(list(changes.values()), tuple(c.record.id for c in changes.values() if c.kind is Coding))


def change(
    snapshot: Snapshot, id: str, *, coder: str, code: str | None = None, span: tuple[int, int] | None = None
) -> Plan:
    """Return the plan that makes a coding of a suggestion with another code or another span.

    The span counts code points of the text in force, and is widened to whole characters.

    Raises
    ------
    UnknownName, KodeverkError
        As for `accept`.
    QuoteError
        If the span does not fit.
    """
    (suggestion,) = _undecided(snapshot, [id])
    chosen = snapshot.code(code) if code else snapshot.table(Code)[suggestion.code_id]
    where = place(snapshot, suggestion.source_id, span=span)[1] if span else _standing(snapshot, suggestion)
    changes = _decided(snapshot, suggestion, chosen, where, coder, CHANGED)
    note = widened() if span and where != tuple(span) else ""
    return Plan(changes, tuple(c.record.id for c in changes if c.kind is Coding), note)


def reject(snapshot: Snapshot, ids: Iterable[str], *, coder: str) -> Plan:
    """Return the plan that keeps a no to suggestions, so that they are not made again."""
    chosen = _undecided(snapshot, ids)
    changes = [Change(s, s._replace(decision=REJECTED, decided_by=coder)) for s in chosen]
    return Plan(changes, tuple(s.id for s in chosen))


def _undecided(snapshot: Snapshot, ids: Iterable[str]) -> list[Suggestion]:
    table, wanted = snapshot.table(Suggestion), dict.fromkeys(ids)
    if missing := [i for i in wanted if i not in table]:
        raise UnknownName(f"{len(missing)} of {len(wanted)} ids belong to no suggestion. Nothing was changed.")
    if decided := [i for i in wanted if table[i].decision]:
        raise KodeverkError(f"{len(decided)} of {len(wanted)} suggestions are decided already. Nothing was changed.")
    return [table[i] for i in wanted]


def _standing(snapshot: Snapshot, suggestion: Suggestion) -> Span:
    """Return where a suggestion stands in the text in force, whole characters."""
    source = snapshot.table(Source)[suggestion.source_id]
    if suggestion.version != source.version:
        raise KodeverkError(
            f"The suggestion {suggestion.id!r} was made on version {suggestion.version} of {source.name}, which has "
            "been corrected since. Apply the rules anew, or say where with span=. Nothing was changed."
        )
    return place(snapshot, source.id, span=suggestion.span)[1]


def _decided(
    snapshot: Snapshot, suggestion: Suggestion, code: Code, span: Span, coder: str, decision: str
) -> list[Change]:
    source = snapshot.table(Source)[suggestion.source_id]
    coding = new_coding(source, span, code, coder)
    there = snapshot.same([coding]).get(coding.key)
    kept = there or own_ids(snapshot, [coding])[0]
    after = suggestion._replace(decision=decision, decided_by=coder, coding_id=kept.id)
    return [*(made(kept) if there is None else []), Change(suggestion, after)]
