"""Select: a smaller study to look at. No view, count or export takes filters of its own."""

from __future__ import annotations

import operator
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from kodeverk.errors import GrammarError, UnknownName
from kodeverk.model import (
    KNOWN,
    STATES,
    UNKNOWN,
    Asked,
    Case,
    Category,
    Code,
    Codebook,
    Coder,
    Coding,
    Condensation,
    Consent,
    Evidence,
    Memo,
    Relation,
    Snapshot,
    Source,
    SourceVersion,
    Speaker,
    Suggestion,
    Value,
)
from kodeverk.model.source import KINDS
from kodeverk.views.grammar import NEITHER, NO, OPEN, YES, And, Compare, Node, Truth, comparisons, evaluate, parse
from kodeverk.views.naming import names, with_children

NAMES = ("case", "office", "source", "kind", "code", "coder", "codebook")
"""What a selection can name besides attributes; ``kind`` is the kind of the source."""

_OPEN = object()
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


class Row(NamedTuple):
    """What one selection is asked about; what is left out of it is left open."""

    case: object = _OPEN
    source: object = _OPEN
    code: object = _OPEN
    coder: object = _OPEN


def select(
    snapshot: Snapshot,
    where: str = "",
    *,
    cases: str | Iterable[str] | None = None,
    codes: str | Iterable[str] | None = None,
    coders: str | Iterable[str] | None = None,
    kinds: str | Iterable[str] | None = None,
) -> Snapshot:
    """Return a smaller study: what satisfies `where` and stands in every list given.

    A coding stays if one of its cases, and the coding itself, satisfy the selection; a case or a
    source stays unless the selection rules it out, so that a case without any coding left still
    counts as one who says nothing. Evidence stays with its coding; what others said in a source
    with several informants goes.

    Parameters
    ----------
    snapshot : Snapshot
    where : str
        Comparisons of names with literals, ``and``, ``or``, ``not``, parentheses. Names are the
        attributes of cases, and ``case``, ``office``, ``source``, ``kind`` (of the source), ``code``
        (its children included), ``coder``, ``codebook``. A value that is unknown, not applicable or
        not released satisfies no comparison; ``line == "unknown"`` asks for the state itself.
    cases, codes, coders, kinds : str or list of str, optional
        Short names. An office stands for its informants, a code for its children too.

    Returns
    -------
    Snapshot

    Raises
    ------
    GrammarError
        If `where` cannot be understood.
    UnknownName
        If it names an attribute, case, code ... that does not exist; the message lists those there are.
    """
    lists = {"case": cases, "code": codes, "coder": coders, "kind": kinds}
    given = {name: (listed,) if isinstance(listed, str) else listed for name, listed in lists.items()}
    parts = [Compare(name, "in", tuple(listed)) for name, listed in given.items() if listed is not None]
    node = And((*([parse(where)] if where.strip() else []), *parts))
    return _reduced(snapshot, _tester(snapshot, node))


def cases_where(snapshot: Snapshot, where: str) -> dict[str, bool | None]:
    """Return for each case's id whether it satisfies a selection; None where that is not known."""
    test = _tester(snapshot, parse(where))
    found = {case_id: test(Row(case=case_id)) for case_id in names(snapshot).case}
    return {case_id: truth.true if truth in (YES, NO) else None for case_id, truth in found.items()}


# --- what a comparison says of a row -------------------------------------------------------------


def _tester(snapshot: Snapshot, node: Node) -> Callable[[Row], Truth]:
    prepared = {compare: _prepared(snapshot, compare) for compare in comparisons(node)}
    return lambda row: evaluate(node, lambda compare: prepared[compare](row))


def _prepared(snapshot: Snapshot, compare: Compare) -> Callable[[Row], Truth]:
    if compare.name not in NAMES:
        return _attribute_test(snapshot, compare)
    if compare.test in _ORDER:
        raise GrammarError(f"{compare.name!r} is a name: compare it with ==, != or in, not with {compare.test}.")
    field = {"office": "case", "kind": "source", "codebook": "code"}.get(compare.name, compare.name)
    wanted = {found for literal in compare.literals for found in _FINDERS[compare.name](snapshot, str(literal))}

    def test(row: Row) -> Truth:
        value = getattr(row, field)
        if value is _OPEN:
            return OPEN
        return NEITHER if value is None else _said(value in wanted, compare.test)

    return test


def _said(equal: bool, test: str) -> Truth:
    return YES if equal == (test in ("==", "in")) else NO


def _attribute_test(snapshot: Snapshot, compare: Compare) -> Callable[[Row], Truth]:
    attribute = _attribute(snapshot, compare.name)

    def test(row: Row) -> Truth:
        if row.case is _OPEN or row.case is None:
            return OPEN if row.case is _OPEN else NEITHER
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
    attributes = ", ".join(snapshot.attributes()) or "none"
    raise UnknownName(f"There is no attribute {name!r}. Attributes: {attributes}. Other names: {', '.join(NAMES)}.")


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


_FINDERS: Mapping[str, Callable[[Snapshot, str], Iterable[str]]] = {
    "case": _cases,
    "office": _offices,
    "source": lambda snapshot, name: [snapshot.source(name).id],
    "kind": _kinds,
    "code": lambda snapshot, name: with_children(snapshot, [snapshot.code(name).id]),
    "coder": lambda snapshot, name: [_one_of("coder", name, snapshot.table(Coder))],
    "codebook": _codebooks,
}


# --- the smaller study ---------------------------------------------------------------------------


def _reduced(snapshot: Snapshot, test: Callable[[Row], Truth]) -> Snapshot:
    pairs = {(s.case_id, s.source_id) for s in snapshot.all(Speaker)} | {(None, s) for s in snapshot.table(Source)}
    pairs = {pair for pair in pairs if test(Row(*pair)).true}
    heard = {s.case_id for s in snapshot.all(Speaker)}
    cases = {case for case, _ in pairs if case}
    cases |= {case for case in snapshot.table(Case) if case not in heard and test(Row(case=case, source=None)).true}
    cases |= {office for case in cases if (office := snapshot.table(Case)[case].office_id)}
    sources = {source for _, source in pairs}
    codes = {code for code in snapshot.table(Code) if test(Row(code=code)).true}

    def stays(coding: Coding | Suggestion) -> bool:
        rows = (
            Row(case, coding.source_id, coding.code_id, coding.coder) for case in snapshot.cases_of(coding) or (None,)
        )
        return any(test(row).true for row in rows)

    codings = {c.id for c in snapshot.all(Coding) if stays(c)}
    speakers = [s._replace(case_id=s.case_id if s.case_id in cases else None) for s in snapshot.all(Speaker)]
    smaller = snapshot.replacing(Speaker, speakers)
    tests: dict[type[Any], Callable[[Any], bool]] = {
        Source: lambda r: r.id in sources,
        SourceVersion: lambda r: r.source_id in sources,
        Speaker: lambda r: r.source_id in sources,
        Asked: lambda r: r.source_id in sources,
        Case: lambda r: r.id in cases,
        Value: lambda r: r.case_id in cases,
        Consent: lambda r: r.case_id in cases,
        Condensation: lambda r: r.case_id in cases,
        Code: lambda r: r.id in codes,
        Coding: lambda r: r.id in codings,
        Suggestion: stays,
        Evidence: lambda r: r.coding_id in codings if r.coding_id else stays(r.passage({})),
        Relation: lambda r: r.coding_id in codings,
        Memo: lambda r: (
            r.target_id in {"source": sources, "case": cases, "code": codes, "coding": codings}.get(r.on, {r.target_id})
        ),
    }
    for kind, keep in tests.items():
        smaller = smaller.replacing(kind, [record for record in smaller.all(kind) if keep(record)])
    return smaller.replacing(Category, _categories(snapshot, codes))


def _categories(snapshot: Snapshot, codes: set[str]) -> list[Category]:
    """Return the categories as far as their codes are left; one that loses all its codes goes."""
    found = []
    for category in snapshot.all(Category):
        left = tuple(code for code in with_children(snapshot, category.codes) if code in codes)
        if category.codes and not left:
            continue
        if len(codes) < len(snapshot.table(Code)):
            questions = tuple(
                q._replace(codes=tuple(c for c in with_children(snapshot, q.codes) if c in codes))
                for q in category.sub_questions
            )
            category = category._replace(codes=left, sub_questions=questions)
        found.append(category)
    return found
