"""What a comparison says of a row of the study: a case, in a source, with a code, by a coder."""

from __future__ import annotations

import operator
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from kodeverk.errors import GrammarError, UnknownName
from kodeverk.model import KNOWN, NOT_APPLICABLE, STATES, UNKNOWN, Case, Code, Codebook, Coder, Snapshot, Source, Value
from kodeverk.model.grammar import NAMES, NEITHER, NO, OPEN, YES, Compare, Truth
from kodeverk.model.source import KINDS
from kodeverk.views.naming import with_children

LEFT_OPEN = object()
VOCABULARY = "values attributes may have"
"""Under this name a snapshot keeps, by attribute, the values a computed one may have though no case has them now."""
_SHOWN = 12
"""How many values of an attribute a message lists."""

_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


class Row(NamedTuple):
    """What one selection is asked about; what is left out of it is left open."""

    case: object = LEFT_OPEN
    source: object = LEFT_OPEN
    code: object = LEFT_OPEN
    coder: object = LEFT_OPEN


def comparison_test(snapshot: Snapshot, compare: Compare) -> Callable[[Row], Truth]:
    """Return the function that says whether a comparison holds for a row.

    Raises
    ------
    GrammarError
        If it asks for the order of names.
    UnknownName
        If it names an attribute, a value of it, a case, code ... that does not exist.
    """
    if compare.name not in NAMES:
        return _attribute_test(snapshot, compare)
    if compare.test in _ORDER:
        raise GrammarError(f"{compare.name!r} is a name: compare it with ==, != or in, not with {compare.test}.")
    field = {"office": "case", "kind": "source", "codebook": "code"}.get(compare.name, compare.name)
    wanted = {found for literal in compare.literals for found in named(snapshot, compare.name, str(literal))}

    def test(row: Row) -> Truth:
        value = getattr(row, field)
        if value is LEFT_OPEN:
            return OPEN
        return NEITHER if value is None else _said(value in wanted, compare.test)

    return test


def does_not_concern(snapshot: Snapshot, compare: Compare, case_id: str) -> bool:
    """Return whether a comparison asks for an attribute that is not applicable to a case, and not for its state."""
    if compare.name in NAMES:
        return False
    value = snapshot.values(case_id).get(_attribute(snapshot, compare.name))
    return value is not None and value.state == NOT_APPLICABLE and NOT_APPLICABLE not in compare.literals


def _said(equal: bool, test: str) -> Truth:
    return YES if equal == (test in ("==", "in")) else NO


def _attribute_test(snapshot: Snapshot, compare: Compare) -> Callable[[Row], Truth]:
    attribute = _attribute(snapshot, compare.name)
    if compare.test not in _ORDER:
        _check_values(snapshot, attribute, compare)

    def test(row: Row) -> Truth:
        if row.case is LEFT_OPEN or row.case is None:
            return OPEN if row.case is LEFT_OPEN else NEITHER
        value = snapshot.values(str(row.case)).get(attribute)
        state, held = (UNKNOWN, None) if value is None else (value.state, value.value)
        if compare.test in _ORDER:
            return _ordered(held, compare) if state == KNOWN else NEITHER
        asks_state = any(literal in STATES and literal != KNOWN for literal in compare.literals)
        if state != KNOWN:
            return _said(state in compare.literals, compare.test) if asks_state else NEITHER
        return _said(held in compare.literals, compare.test)

    return test


def _ordered(held: object, compare: Compare) -> Truth:
    literal = compare.literals[0]
    numbers = isinstance(held, int | float) and isinstance(literal, int | float)
    if not numbers and not (isinstance(held, str) and isinstance(literal, str)):
        return NEITHER
    return YES if _ORDER[compare.test](held, literal) else NO


def _attribute(snapshot: Snapshot, name: str) -> str:
    known = {unicodedata.normalize("NFKC", attribute): attribute for attribute in snapshot.attributes()}
    if name in known:
        return known[name]
    if not snapshot.table(Case):
        return snapshot.attribute(name)  # raises, and says that nobody is here
    attributes = ", ".join(snapshot.attributes()) or "none"
    raise UnknownName(f"There is no attribute {name!r}. Attributes: {attributes}. Other names: {', '.join(NAMES)}.")


def _check_values(snapshot: Snapshot, attribute: str, compare: Compare) -> None:
    """Raise UnknownName for a value no case has or had: a misspelt one would find nobody, in silence.

    A number is no misspelling where the attribute is a number. A selection of a study may lack
    values the study has; the change log has them all.
    """
    may: Mapping[str, frozenset[str]] = snapshot.derive(VOCABULARY, dict)
    held = {value.value for value in snapshot.all(Value) if value.attribute == attribute and value.state == KNOWN}
    held |= may.get(attribute, frozenset())
    asked = [literal for literal in compare.literals if literal not in STATES and not _fits(literal, held)]
    if not asked:
        return
    written = [event.change.record for event in snapshot.history(Value)]
    held |= {v.value for v in written if isinstance(v, Value) and v.attribute == attribute and v.state == KNOWN}
    for literal in asked:
        if not _fits(literal, held):
            known = sorted(map(repr, held))
            shown = ", ".join(known[:_SHOWN]) + (" ..." if len(known) > _SHOWN else "")
            raise UnknownName(f"No case has the value {literal!r} of {attribute}. Values: {shown or 'none'}.")


def _fits(literal: object, held: Iterable[object]) -> bool:
    if isinstance(literal, str):
        return literal in held
    return any(isinstance(value, int | float) for value in held)


# --- from a short name to what it stands for -----------------------------------------------------


def _cases(snapshot: Snapshot, name: str) -> Iterable[str]:
    wanted = snapshot.case(name).id
    return (case.id for case in snapshot.all(Case) if wanted in (case.id, case.office_id))


def _one_of(what: str, name: str, known: Iterable[str]) -> str:
    found = sorted(known)
    if name in found:
        return name
    raise UnknownName(f"There is no {what} {name!r}. There are: {', '.join(found) or 'none'}.")


def _offices(snapshot: Snapshot, name: str) -> Iterable[str]:
    offices = {case.name: case.id for case in snapshot.all(Case) if case.kind == "office"}
    return _cases(snapshot, offices[_one_of("office", name, offices)])


def _kinds(snapshot: Snapshot, name: str) -> Iterable[str]:
    kind = _one_of("kind of source", name, KINDS)
    return (source.id for source in snapshot.all(Source) if source.kind == kind)


def _codebooks(snapshot: Snapshot, name: str) -> Iterable[str]:
    book = _one_of("codebook", name, snapshot.table(Codebook))
    return (code.id for code in snapshot.all(Code) if code.codebook == book)


def named(snapshot: Snapshot, what: str, name: str) -> Iterable[str]:
    """Return the ids a name stands for; `what` is one of `NAMES`.

    Raises
    ------
    UnknownName, AmbiguousName
    """
    return _FINDERS[what](snapshot, name)


_FINDERS: Mapping[str, Callable[[Snapshot, str], Iterable[str]]] = {
    "case": _cases,
    "office": _offices,
    "source": lambda snapshot, name: [snapshot.source(name).id],
    "kind": _kinds,
    "code": lambda snapshot, name: with_children(snapshot, [snapshot.code(name).id]),
    "coder": lambda snapshot, name: [_one_of("coder", name, snapshot.table(Coder))],
    "codebook": _codebooks,
}
