"""Memos on anything, evidence for propositions, and who is speaking and what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from kodeverk.coding.codings import now
from kodeverk.coding.place import place
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import _
from kodeverk.model import (
    PREMISE,
    STANCES,
    Asked,
    Category,
    Change,
    Codebook,
    Coder,
    Coding,
    Evidence,
    Guide,
    Memo,
    Plan,
    Proposition,
    Record,
    Snapshot,
    Source,
    Span,
    Speaker,
    Suggestion,
    Theory,
    content_id,
    made,
)
from kodeverk.model.names import match_one, unknown
from kodeverk.model.source import ROLES

_BY_ID: dict[str, type[Record]] = {
    "category": Category,
    "codebook": Codebook,
    "guide": Guide,
    "theory": Theory,
    "coding": Coding,
    "suggestion": Suggestion,
    "evidence": Evidence,
    "memo": Memo,
    "coder": Coder,
}
MEMO_ON = ("study", "source", "segment", "case", "code", "proposition", *_BY_ID)


def memo(snapshot: Snapshot, text: str, *, on: str = "study", target: str = "", coder: str) -> Plan:
    """Return the plan that keeps a memo on the study or anything in it.

    Parameters
    ----------
    snapshot : Snapshot
    text : str
    on : str
        What kind of thing it is about, one of `MEMO_ON`.
    target : str
        Its name or id; of a segment ``source/number``; empty for the study.
    coder : str

    Raises
    ------
    UnknownName
        If there is nothing of that kind and name.
    """
    if not text.strip():
        raise KodeverkError("An empty memo says nothing. Nothing was changed.")
    target_id = _target(snapshot, on, target)
    time = now()
    record = Memo(content_id("memo", on, target_id, text, coder, time), on, target_id, text, coder, time)
    return Plan(made(record) if record.id not in snapshot.table(Memo) else [], (record.id,))


def _target(snapshot: Snapshot, on: str, target: str) -> str:
    if on not in MEMO_ON:
        raise UnknownName(unknown("memo target", on, MEMO_ON))
    if on == "study":
        return ""
    if on == "segment":
        name, _slash, number = target.rpartition("/")
        source, _span = place(snapshot, name, segment=int(number) if number.isdecimal() else 0)
        return f"{source.id}/{source.version}/{number}"
    if on in _BY_ID:
        table = cast("Mapping[str, Record]", snapshot.table(_BY_ID[on]))
        return match_one(on, target, table, lambda r: (getattr(r, "name", r.id), r.id)).id
    if on == "source":
        return snapshot.source(target).id
    if on == "case":
        return snapshot.case(target).id
    return snapshot.code(target).id if on == "code" else proposition(snapshot, target).id


def proposition(snapshot: Snapshot, name: str) -> Proposition:
    """Return the proposition that goes by ``theory:name`` or by its name where that is unique."""
    return match_one("proposition", name, snapshot.table(Proposition), lambda p: (p.name, p.id))


def judge(
    snapshot: Snapshot, passage: str | tuple[Source, Span], name: str, stance: str, *, coder: str, note: str = ""
) -> Plan:
    """Return the plan that records a passage as evidence for, against, nuancing or illustrating a proposition.

    The same judgement twice is one; another stance of the same coder replaces her earlier one.

    Parameters
    ----------
    snapshot : Snapshot
    passage : str or (Source, Span)
        Id of a coding; or a source and a span of it, as `place` finds them, that stands without coding.
    name : str
        The proposition: ``theory:name``, or its name where unique.
    stance : str
        ``supports``, ``contradicts``, ``nuances`` or ``illustrates``.
    coder : str
        Who judges.
    note : str, optional

    Raises
    ------
    UnknownName
        If there is no such coding, proposition or stance.
    KodeverkError
        If the proposition is a premise, which is not tested.
    """
    if stance not in STANCES:
        raise UnknownName(unknown("stance", stance, STANCES))
    target = proposition(snapshot, name)
    if target.kind == PREMISE:
        raise KodeverkError(f"{target.id} is a premise: a definition or assumption is not judged. Nothing was changed.")
    if isinstance(passage, str):
        match_one("coding", passage, snapshot.table(Coding), lambda c: (c.id,))
        new = Evidence(content_id("evidence", passage, target.id, coder), passage, target.id, stance, coder, note)
    else:
        source, span = passage
        key = content_id("evidence", source.id, source.version, *span, target.id, coder)
        new = Evidence(key, None, target.id, stance, coder, note, "", source.id, source.version, *span)
    judged = snapshot.derive("judged", lambda: {_judged(e): e for e in reversed(snapshot.all(Evidence))})
    before = judged.get(_judged(new))  # by what it judges, not by its id: one may have been moved to this place
    new = new._replace(id=before.id) if before is not None else new
    if before is not None and (before.stance, before.note) == (stance, note):
        return Plan([], (new.id,), _("judged so already"))
    return Plan([Change(before, new._replace(made=now()))], (new.id,))


def _judged(evidence: Evidence) -> tuple[object, ...]:
    """Return what makes two judgements one: the coding or passage, the proposition and who judges."""
    passage = evidence.coding_id or evidence[7:]
    return passage, evidence.proposition, evidence.coder


def bind(snapshot: Snapshot, source: str, speaker: str, case: str) -> Plan:
    """Return the plan that says who speaks: a speaker label of a source is this case.

    Raises
    ------
    UnknownName
        If the source has no such speaker, or there is no such case.
    """
    before = _speaker(snapshot, source, speaker)
    return _altered(before, before._replace(case_id=snapshot.case(case).id, role="informant"))


def set_role(snapshot: Snapshot, source: str, speaker: str, role: str) -> Plan:
    """Return the plan that tells a speaker as ``interviewer``, ``informant`` or ``unknown``."""
    if role not in ROLES:
        raise UnknownName(unknown("role", role, ROLES))
    before = _speaker(snapshot, source, speaker)
    return _altered(before, before._replace(role=role, case_id=None if role == "interviewer" else before.case_id))


def _speaker(snapshot: Snapshot, source: str, label: str) -> Speaker:
    found = snapshot.source(source)
    own = {s.id: s for s in snapshot.all(Speaker) if s.source_id == found.id}
    return match_one("speaker", label, own, lambda s: (s.label, s.id))


def _altered(before: Speaker, after: Speaker) -> Plan:
    return Plan([Change(before, after)] if after != before else [], (before.id,))


def asked(snapshot: Snapshot, rows: Sequence[tuple[str, int, str]], *, coder: str) -> Plan:
    """Return the plan that links interviewer turns to guide questions.

    Parameters
    ----------
    snapshot : Snapshot
    rows : sequence of (source, turn, question)
        Question as ``guide:id`` or id; empty: the turn asks nothing from the guide.
    coder : str
        Who judged.

    Raises
    ------
    UnknownName
        If there is no such source, turn or question, or the turn is not the interviewer's.
    """
    questions = snapshot.derive("guide questions", lambda: _questions(snapshot))
    wanted: dict[str, Asked] = {}
    for name, turn, question in rows:
        source = snapshot.source(name)
        segments = snapshot.version(source.id).segments
        if not 1 <= turn <= len(segments) or not _interviewer(snapshot, source.id, segments[turn - 1].speaker):
            raise UnknownName(f"Segment {turn} of {source.name} is no interviewer turn. Nothing was changed.")
        full = match_one("guide question", question, questions, lambda q: (q, q.partition(":")[2])) if question else ""
        record = Asked(f"{source.id}/{turn}/{full}", source.id, turn, full, coder)
        wanted[record.id] = record
    new = [record for key, record in wanted.items() if key not in snapshot.table(Asked)]
    return Plan(made(*new), tuple(wanted))


def _interviewer(snapshot: Snapshot, source_id: str, label: str) -> bool:
    speaker = snapshot.speakers().get((source_id, label))
    return speaker is not None and speaker.role == "interviewer"


def _questions(snapshot: Snapshot) -> dict[str, str]:
    found = {f"{guide.id}:{question.id}" for guide in snapshot.all(Guide) for _theme, question in guide.questions()}
    return {question: question for question in sorted(found)}
