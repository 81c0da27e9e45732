"""Coding and uncoding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from kodeverk.coding.decided import ADJUDICATED, without
from kodeverk.coding.place import place
from kodeverk.errors import KodeverkError, QuoteError, UnknownName
from kodeverk.messages import _
from kodeverk.model import (
    Adjudication,
    Category,
    Change,
    Code,
    Coder,
    Coding,
    Evidence,
    Memo,
    Plan,
    Record,
    Relation,
    Snapshot,
    Source,
    SourceVersion,
    Span,
    Suggestion,
    canonical,
    content_id,
    made,
)
from kodeverk.model.snapshot import Key


class Row(NamedTuple):
    """One coding as a person writes it in a table.

    Attributes
    ----------
    source, code, coder : str
        Names.
    quote : str
        Empty if `span` or `segment` says where.
    span : (int, int) or None
        Code points.
    segment : int or None
    sub_question : str
    at : str
        Where the row stands, such as ``kodinger.csv, line 12``, for messages.
    """

    source: str
    code: str
    coder: str
    quote: str = ""
    span: tuple[int, int] | None = None
    segment: int | None = None
    sub_question: str = ""
    at: str = ""


def now() -> str:
    """Return the time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def code(snapshot: Snapshot, rows: Sequence[Row]) -> Plan:
    """Return the plan that makes these codings; a coding that is there already is left as it is.

    Parameters
    ----------
    snapshot : Snapshot
    rows : sequence of Row

    Returns
    -------
    Plan
        With one id for each row.

    Raises
    ------
    KodeverkError
        If any row cannot be carried out; all such rows are named, and none is coded.
    """
    time, keys, faults = now(), [], []
    wanted: dict[Key, Coding] = {}
    for row in rows:
        try:
            coding = _coding(snapshot, row, time)
            keys.append(coding.key)
            wanted.setdefault(coding.key, coding)
        except KodeverkError as error:
            faults.append(error if len(rows) == 1 else type(error)(f"{row.at}: {error}" if row.at else str(error)))
    if faults:
        raise _together(faults, len(rows))
    there = snapshot.same(list(wanted.values()))
    wanted |= {coding.key: coding for coding in own_ids(snapshot, [c for c in wanted.values() if c.key not in there])}
    new = [coding for key, coding in wanted.items() if key not in there]
    ids = tuple(there.get(key, wanted[key]).id for key in keys)
    notes = [_outside(snapshot, new[0]) if len(new) == 1 else "" if new else _("coded already")]
    if any(_wider(row, key) for row, key in zip(rows, keys, strict=True)):
        notes.append(widened())
    return Plan(made(*new), ids, "; ".join(note for note in notes if note))


def _wider(row: Row, key: Key) -> bool:
    """Return whether what is coded is wider than the span or the quote that was given."""
    start, end = key[2:4]
    if row.span is not None:
        return tuple(row.span) != (start, end)
    return bool(row.quote) and len(canonical(row.quote).text) != end - start


def widened() -> str:
    """Return what is said of a span that would have cut a character in two."""
    return _("widened to whole characters")


def _outside(snapshot: Snapshot, coding: Coding) -> str:
    """Return a word of caution where a coding overlaps nothing an informant says, in a source where some speak."""
    roles = {label: s.role for (source, label), s in snapshot.speakers().items() if source == coding.source_id}
    heard = {roles.get(segment.speaker, "") for segment in snapshot.segments(coding)}
    speaking = {"informant", "unknown"}
    if heard & speaking or not speaking & set(roles.values()):
        return ""
    return _("outside what informants say")


def _together(faults: Sequence[KodeverkError], rows: int) -> KodeverkError:
    if len(faults) == 1:
        return faults[0]
    shown = "\n".join(f"- {fault}" for fault in faults[:20])
    more = f"\n... and {len(faults) - 20} more" if len(faults) > 20 else ""
    return KodeverkError(f"{len(faults)} of {rows} codings cannot be made; none was made:\n{shown}{more}")


def _coding(snapshot: Snapshot, row: Row, time: str) -> Coding:
    if not isinstance(row.coder, str) or not row.coder.strip():
        raise UnknownName("Who codes? Give the coder's name.")
    chosen = snapshot.code(row.code)
    if row.sub_question:
        check_sub_question(snapshot, chosen, row.sub_question)
    try:
        source, span = place(snapshot, row.source, quote=row.quote or None, span=row.span, segment=row.segment)
    except QuoteError:
        if earlier := _made_earlier(snapshot, row, chosen):
            return earlier
        raise
    return new_coding(source, span, chosen, row.coder, sub_question=row.sub_question, time=time)


def _made_earlier(snapshot: Snapshot, row: Row, chosen: Code) -> Coding | None:
    """Return the coding this very row made before the text was corrected, wherever it stands now.

    A table of codings can so be brought in again after its quotes were corrected, and still codes once.
    """
    source = snapshot.source(row.source)
    for number in range(source.version - 1, 0, -1):
        if f"{source.id}/{number}" not in snapshot.table(SourceVersion):
            continue
        then = source._replace(version=number)
        try:
            _source, span = place(
                snapshot.replacing(Source, [then]), row.source, quote=row.quote or None, span=row.span,
                segment=row.segment,
            )  # fmt: skip
        except (QuoteError, UnknownName):
            continue
        made_then = new_coding(then, span, chosen, row.coder).id
        if found := snapshot.find(Coding, [made_then]).get(made_then):
            return found
    return None


def new_coding(
    source: Source, span: Span, chosen: Code, coder: str, *, sub_question: str = "", time: str = ""
) -> Coding:
    """Return the coding of a span of a source's version in force, with the id that is its own."""
    key = (source.id, source.version, span.start, span.end, chosen.id, coder)
    return Coding(content_id(*key), *key, sub_question, time or now())


def own_ids(snapshot: Snapshot, new: Sequence[Coding]) -> list[Coding]:
    """Return new codings, each with an id nobody has.

    A coding keeps its id for life, also when it is recoded or moved: the id that belongs to the content of a
    new one may then be taken by one that was made with the same content, and stands elsewhere now.
    """
    taken = snapshot.find(Coding, [coding.id for coding in new])
    while taken:
        new = [c._replace(id=content_id(c.id, "again")) if c.id in taken else c for c in new]
        taken = snapshot.find(Coding, [coding.id for coding in new])
    return list(new)


def check_sub_question(snapshot: Snapshot, chosen: Code, sub_question: str) -> None:
    """Raise UnknownName unless the code's codebook has a sub-question of that id."""
    own = [c for c in snapshot.all(Category) if c.codebook == chosen.codebook]
    known = [question.id for category in own for question in category.sub_questions]
    if sub_question not in known:
        raise UnknownName(
            f"{chosen.codebook} has no sub-question {sub_question!r}. It has: {', '.join(known) or 'none'}."
        )


def registering(snapshot: Snapshot, plan: Plan) -> Plan:
    """Return the plan with every coder its records name, and the study does not know, registered as a person.

    Raises
    ------
    KodeverkError
        If something is coded in a decided layer that was not decided.
    """
    _check_layers(snapshot, plan)
    known = set(snapshot.table(Coder)) | {c.record.id for c in plan.changes if c.kind is Coder}
    named = {getattr(c.after, "coder", "") for c in plan.changes if c.after is not None}
    new = [Coder(name) for name in sorted(named - known) if name]
    return plan._replace(changes=[*made(*new), *plan.changes])


def _check_layers(snapshot: Snapshot, plan: Plan) -> None:
    """Raise KodeverkError if a coding is made in a decided layer without the decision it comes of."""
    layers = {coder.id for coder in snapshot.all(Coder) if coder.kind == ADJUDICATED}
    new = [c.after for c in plan.changes if c.before is None and isinstance(c.after, Coding)]
    new = [coding for coding in new if coding.coder in layers]
    decided = {kept for c in plan.changes if isinstance(c.after, Adjudication) for kept in c.after.kept}
    if undecided := [coding.coder for coding in new if coding.id not in decided]:
        raise KodeverkError(
            f"{undecided[0]!r} is a layer of what was decided between coders, and nobody codes in it by hand. Decide "
            "with adjudicate(), or code in a name of your own. Nothing was changed."
        )


def uncode(snapshot: Snapshot, ids: Iterable[str]) -> Plan:
    """Return the plan that removes codings, with the evidence, relations and memos that hang on them.

    Raises
    ------
    UnknownName
        If there is no such coding.
    """
    codings, gone = snapshot.table(Coding), dict.fromkeys(ids)
    if missing := [name for name in gone if name not in codings]:
        raise UnknownName(f"{len(missing)} of {len(gone)} ids belong to no coding: {', '.join(missing[:5])}.")
    changes = [Change(codings[name], None) for name in gone]
    return Plan([*hanging_on(snapshot, gone), *changes], tuple(gone))


def hanging_on(snapshot: Snapshot, gone: Iterable[str]) -> list[Change]:
    """Return the changes to what hangs on codings about to go: evidence, relations, memos, suggestions, decisions."""
    ids = set(gone)
    hanging: list[Record] = [e for e in snapshot.all(Evidence) if e.coding_id in ids]
    hanging += [r for r in snapshot.all(Relation) if r.coding_id in ids]
    hanging += [m for m in snapshot.all(Memo) if m.on == "coding" and m.target_id in ids]
    changes = [Change(record, None) for record in hanging]
    for suggestion in snapshot.all(Suggestion):
        if suggestion.coding_id in ids:
            changes.append(Change(suggestion, suggestion._replace(decision="", decided_by="", coding_id=None)))
    decided = ((one, without(one, ids)) for one in snapshot.all(Adjudication))
    return changes + [Change(before, after) for before, after in decided if before != after]
