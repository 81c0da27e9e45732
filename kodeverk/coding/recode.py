"""Recoding: rename, move, merge and split codes; every coding, and all that names the code, follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kodeverk.coding.codings import hanging_on
from kodeverk.coding.decided import exchanged
from kodeverk.coding.following import following
from kodeverk.coding.relations import same
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import _n
from kodeverk.model import (
    Adjudication,
    Category,
    Change,
    Code,
    Codebook,
    Coding,
    Evidence,
    Memo,
    Plan,
    Record,
    Relation,
    Snapshot,
    Suggestion,
    Wording,
    content_id,
    made,
)


def add(snapshot: Snapshot, path: str, *, codebook: str, definition: str = "") -> Plan:
    """Return the plan that adds a code, with the parents its path names and the codebook where missing."""
    known = {c.path: c for c in snapshot.all(Code) if c.codebook == codebook}
    names = [name.strip() for name in path.split("/")]
    if not all(names):
        raise KodeverkError(f"The path {path!r} has an empty name in it. Nothing was changed.")
    changes = made(Codebook(codebook, "1", Wording(nb=codebook))) if codebook not in snapshot.table(Codebook) else []
    order = 1 + max((c.order for c in known.values()), default=-1)
    for depth in range(1, len(names) + 1):
        part = "/".join(names[:depth])
        if part not in known:
            text = definition if depth == len(names) else ""
            known[part] = _new(snapshot, codebook, part, order=order + depth, definition=text)
            changes += made(known[part])
    return Plan(changes, (known["/".join(names)].id,))


def _new(snapshot: Snapshot, codebook: str, path: str, *, order: int, definition: str = "") -> Code:
    """Return a new code; where one that was renamed since keeps the id of this path, an id of its own."""
    id = content_id("code", codebook, path)
    if id in snapshot.table(Code):
        id = content_id("code", id, len(snapshot.table(Code)))
    return Code(id, codebook, path, Wording(nb=path.rpartition("/")[2]), Wording(nb=definition), order=order)


def rename(snapshot: Snapshot, name: str, to: str) -> Plan:
    """Return the plan that gives a code another name; codings, children and memos follow.

    Raises
    ------
    KodeverkError
        If its parent has a code of that name already.
    """
    code = snapshot.code(name)
    return _moved(snapshot, code, f"{code.parent}/{to}" if code.parent else to)


def move(snapshot: Snapshot, name: str, under: str = "") -> Plan:
    """Return the plan that moves a code, with its children, under another; under nothing, to the top."""
    code = snapshot.code(name)
    parent = snapshot.code(under) if under else None
    if parent is not None and (parent.id == code.id or parent.path.startswith(f"{code.path}/")):
        raise KodeverkError(f"{code.path!r} cannot be moved under itself. Nothing was changed.")
    if parent is not None and parent.codebook != code.codebook:
        raise KodeverkError(f"{code.path!r} and {parent.path!r} are in different codebooks; merge can join them.")
    return _moved(snapshot, code, f"{parent.path}/{code.name}" if parent else code.name)


def _moved(snapshot: Snapshot, code: Code, path: str) -> Plan:
    if path == code.path:
        return Plan([], (code.id,))
    taken = {c.path for c in snapshot.all(Code) if c.codebook == code.codebook}
    if not path.rpartition("/")[2].strip() or path in taken:
        raise KodeverkError(f"{code.codebook} has a code {path!r} already, or the name is empty. Nothing was changed.")
    changes: list[Change] = []
    for other in [code, *descendants(snapshot, code)]:
        changes.append(Change(other, other._replace(path=path + other.path[len(code.path) :])))
    if code.label.nb == code.name:
        changes[0] = Change(code, code._replace(path=path, label=Wording(nb=path.rpartition("/")[2])))
    renamed = {c.record.id: f"{code.codebook}:{c.after.path}" for c in changes if isinstance(c.after, Code)}
    return Plan(changes + following(snapshot, renamed), (code.id,))


def descendants(snapshot: Snapshot, code: Code) -> list[Code]:
    """Return the codes below `code`, in the codebook's order."""
    below = [c for c in snapshot.all(Code) if c.codebook == code.codebook and c.path.startswith(f"{code.path}/")]
    return sorted(below, key=lambda c: c.order)


def merge(snapshot: Snapshot, name: str, into: str) -> Plan:
    """Return the plan that merges one code into another.

    Codings, suggestions, memos, expressions and places in categories go over; where a coder coded the
    same span with both, one coding stays and takes over the evidence and memos of the other.

    Raises
    ------
    KodeverkError
        If the two are the same code, or the first has children (move or merge those first).
    """
    old, new = snapshot.code(name), snapshot.code(into)
    if old.id == new.id:
        raise KodeverkError(f"{old.path!r} cannot be merged into itself. Nothing was changed.")
    if below := descendants(snapshot, old):
        raise KodeverkError(f"{old.path!r} has {len(below)} codes below it; move or merge those first.")
    merged = new._replace(expressions=new.expressions + tuple(e for e in old.expressions if e not in new.expressions))
    changes = _codings_over(snapshot, old, new)
    changes += _suggestions_over(snapshot, old, new)
    changes += [Change(m, m._replace(target_id=new.id)) for m in _memos(snapshot, "code", old.id)]
    changes += _categories(snapshot, lambda ids: tuple(dict.fromkeys(new.id if i == old.id else i for i in ids)))
    changes += [Change(new, merged)] if merged != new else []
    changes += following(snapshot, {old.id: f"{new.codebook}:{new.path}"})
    return Plan([*changes, Change(old, None)], (new.id,))


def _codings_over(snapshot: Snapshot, old: Code, new: Code) -> list[Change]:
    mine = [c for c in snapshot.all(Coding) if c.code_id == old.id]
    there = {c.key: c for c in snapshot.all(Coding) if c.code_id == new.id}
    changes, twins = list[Change](), dict[str, str | None]()
    for coding in mine:
        recoded = coding._replace(code_id=new.id)
        if (twin := there.get(recoded.key)) is None:
            changes.append(Change(coding, recoded))
        else:
            changes += [*_handed_over(snapshot, coding, twin), Change(coding, None)]
            twins[coding.id] = twin.id
    decided = ((one, exchanged(one, twins)) for one in snapshot.all(Adjudication))
    return changes + [Change(before, after) for before, after in decided if before != after]


def _handed_over(snapshot: Snapshot, gone: Coding, twin: Coding) -> list[Change]:
    """Return the changes by which `twin` takes over what hangs on `gone`; what it has already goes."""
    has = {(e.proposition, e.stance, e.coder) for e in snapshot.all(Evidence) if e.coding_id == twin.id}
    changes: list[Change] = []
    for evidence in (e for e in snapshot.all(Evidence) if e.coding_id == gone.id):
        kept = (evidence.proposition, evidence.stance, evidence.coder) not in has
        changes.append(Change(evidence, evidence._replace(coding_id=twin.id) if kept else None))
    told = {same(r) for r in snapshot.all(Relation) if r.coding_id == twin.id}
    for relation in (r for r in snapshot.all(Relation) if r.coding_id == gone.id):
        moved = relation._replace(coding_id=twin.id)
        changes.append(Change(relation, None if same(moved) in told else moved))
    changes += [Change(m, m._replace(target_id=twin.id)) for m in _memos(snapshot, "coding", gone.id)]
    for suggestion in (s for s in snapshot.all(Suggestion) if s.coding_id == gone.id):
        changes.append(Change(suggestion, suggestion._replace(coding_id=twin.id)))
    return changes


def _suggestions_over(snapshot: Snapshot, old: Code, new: Code) -> list[Change]:
    there = {(s.source_id, s.version, s.start, s.end, s.coder) for s in snapshot.all(Suggestion) if s.code_id == new.id}
    changes: list[Change] = []
    for suggestion in (s for s in snapshot.all(Suggestion) if s.code_id == old.id):
        twin = (suggestion.source_id, suggestion.version, suggestion.start, suggestion.end, suggestion.coder) in there
        changes.append(Change(suggestion, None if twin else suggestion._replace(code_id=new.id)))
    return changes


def _memos(snapshot: Snapshot, on: str, target: str) -> list[Memo]:
    return [m for m in snapshot.all(Memo) if m.on == on and m.target_id == target]


def _categories(snapshot: Snapshot, exchange: Callable[[tuple[str, ...]], tuple[str, ...]]) -> list[Change]:
    changes: list[Change] = []
    for category in snapshot.all(Category):
        questions = tuple(q._replace(codes=exchange(q.codes)) for q in category.sub_questions)
        changed = category._replace(codes=exchange(category.codes), sub_questions=questions)
        if changed != category:
            changes.append(Change(category, changed))
    return changes


def split(snapshot: Snapshot, name: str, to: str, codings: Iterable[str]) -> Plan:
    """Return the plan that makes a new code beside one and hands it some of its codings.

    Parameters
    ----------
    snapshot : Snapshot
    name : str
        The code to split.
    to : str
        Name of the new code; it gets the same parent, colour and categories.
    codings : iterable of str
        Ids of the codings to hand over.

    Raises
    ------
    UnknownName
        If an id is no coding of the code.
    KodeverkError
        If the new name is taken.
    """
    code, chosen = snapshot.code(name), dict.fromkeys(codings)
    own = {c.id: c for c in snapshot.all(Coding) if c.code_id == code.id}
    if strange := [i for i in chosen if i not in own]:
        raise UnknownName(f"{len(strange)} of {len(chosen)} ids are no codings of {code.path!r}. Nothing was changed.")
    path = f"{code.parent}/{to}" if code.parent else to
    if any(c.codebook == code.codebook and c.path == path for c in snapshot.all(Code)):
        raise KodeverkError(f"{code.codebook} has a code {path!r} already. Nothing was changed.")
    new = _new(snapshot, code.codebook, path, order=code.order)._replace(colour=code.colour)
    changes = [Change(None, new)]
    changes += [Change(own[i], own[i]._replace(code_id=new.id)) for i in chosen]
    changes += _categories(snapshot, lambda ids: (*ids, new.id) if code.id in ids else ids)
    return Plan(changes, (new.id,))


def remove(snapshot: Snapshot, name: str) -> Plan:
    """Return the plan that removes a code with its codings and what hangs on them; undo brings all back.

    Raises
    ------
    KodeverkError
        If it has children.
    """
    code = snapshot.code(name)
    if below := descendants(snapshot, code):
        raise KodeverkError(f"{code.path!r} has {len(below)} codes below it; move, merge or remove those first.")
    codings = [c for c in snapshot.all(Coding) if c.code_id == code.id]
    going: list[Record] = [s for s in snapshot.all(Suggestion) if s.code_id == code.id]
    going += _memos(snapshot, "code", code.id)
    ids = [c.id for c in codings]
    hanging = [change for change in hanging_on(snapshot, ids) if change.record not in going]
    changes = hanging + [Change(record, None) for record in (*going, *codings)]
    changes += _categories(snapshot, lambda refs: tuple(i for i in refs if i != code.id))
    note = _n("{count} coding went with it", "{count} codings went with it", len(codings))
    return Plan([*changes, Change(code, None)], (code.id,), note.format(count=len(codings)))
