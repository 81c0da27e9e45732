"""Adjusting a coding: another span, another code or another sub-question; it stays the same coding."""

from __future__ import annotations

from kodeverk.coding.codings import check_sub_question, widened
from kodeverk.coding.place import place
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import _
from kodeverk.model import Change, Code, Coding, Plan, Snapshot, Source


def adjust(
    snapshot: Snapshot,
    coding_id: str,
    *,
    coder: str,
    span: tuple[int, int] | None = None,
    code: str | None = None,
    sub_question: str | None = None,
) -> Plan:
    """Return the plan that extends, shrinks, recodes or places anew one coding of a coder's own.

    It keeps its id, so that evidence, relations, memos and suggestions follow it.

    Parameters
    ----------
    snapshot : Snapshot
    coding_id : str
    coder : str
        Who adjusts: the coder whose coding it is.
    span : (int, int), optional
        Start and end in code points of the text in force, widened to whole characters. A coding whose text was
        removed by a correction stands in the text again with it.
    code : str, optional
        The code it gets.
    sub_question : str, optional
        Id of the sub-question it answers; ``""``: none. Given another codebook's code, it leaves the one it has.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such coding, code or sub-question, or a name fits several.
    QuoteError
        If the span does not fit the text.
    KodeverkError
        If the coding is another's, or she has coded the same passage with the same code already.
    """
    before = own_coding(snapshot, coding_id, coder)
    after, notes = before, []
    if span is not None:
        source, where = place(snapshot, before.source_id, span=span)
        after = after._replace(version=source.version, start=where.start, end=where.end)
        notes += [widened()] if where != tuple(span) else []
    if code is not None:
        after = after._replace(code_id=snapshot.code(code).id)
    chosen = snapshot.table(Code)[after.code_id]
    if sub_question:
        check_sub_question(snapshot, chosen, sub_question)
    if sub_question is not None:
        after = after._replace(sub_question=sub_question)
    elif after.sub_question and chosen.codebook != snapshot.table(Code)[before.code_id].codebook:
        after = after._replace(sub_question="")
        notes.append(_("it leaves its sub-question, which is of another codebook"))
    if after == before:
        return Plan([], (before.id,), "; ".join(notes))
    _check_free(snapshot, before, after)
    return Plan([Change(before, after)], (before.id,), "; ".join(notes))


def own_coding(snapshot: Snapshot, coding_id: str, coder: str) -> Coding:
    """Return the coding of this id, which is the coder's own.

    Raises
    ------
    UnknownName
        If there is no such coding.
    KodeverkError
        If it is another's; the message names whose.
    """
    found = snapshot.find(Coding, [coding_id]).get(coding_id)
    if found is None:
        raise UnknownName(f"There is no coding {coding_id!r}. Nothing was changed.")
    if found.coder != coder:
        raise KodeverkError(
            f"The coding {coding_id!r} is {found.coder}'s, and only {found.coder} may adjust it. Nothing was changed."
        )
    return found


def _check_free(snapshot: Snapshot, before: Coding, after: Coding) -> None:
    """Raise KodeverkError where the coder has a coding of the same passage with the same code already."""
    there = snapshot.same([after]).get(after.key) if after.key != before.key else None
    if there is not None:
        source, code = snapshot.table(Source)[after.source_id], snapshot.table(Code)[after.code_id]
        raise KodeverkError(
            f"{after.coder} has coded {source.name} {after.start}-{after.end} with {code.path!r} already, as "
            f"{there.id!r}. Remove one of the two. Nothing was changed."
        )
