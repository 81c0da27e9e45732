"""Select: a smaller study to look at. No view, count or export takes filters of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kodeverk.model import (
    Activity,
    Adjudication,
    AreaPlan,
    Asked,
    Case,
    Category,
    Code,
    Coding,
    Condensation,
    Consent,
    Evidence,
    Mark,
    Memo,
    Relation,
    Snapshot,
    Source,
    SourceVersion,
    Speaker,
    Suggestion,
    Value,
    WholeReading,
)
from kodeverk.model.grammar import And, Compare, Truth, parse
from kodeverk.views.comparing import Row
from kodeverk.views.conditions import tester
from kodeverk.views.naming import with_children


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
        ``code("x")``, ``category("x")``, ``together("a", "b", turns=0)``, ``before("a", "b")``, ``supports("P")`` and
        ``contradicts("P")`` ask what a case says in the study as it is, and keep it with all its codings.
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
        If it names an attribute, a value of it, a case, code ... that does not exist; the message
        lists those there are.
    """
    lists = {"case": cases, "code": codes, "coder": coders, "kind": kinds}
    given = {name: (listed,) if isinstance(listed, str) else listed for name, listed in lists.items()}
    parts = [Compare(name, "in", tuple(listed)) for name, listed in given.items() if listed is not None]
    node = And((*([parse(where)] if where.strip() else []), *parts))
    return _reduced(snapshot, tester(snapshot, node))


# --- the smaller study ---------------------------------------------------------------------------


def _reduced(snapshot: Snapshot, test: Callable[[Row], Truth]) -> Snapshot:
    cases, sources = _kept(snapshot, test)
    codes = {code for code in snapshot.table(Code) if test(Row(code=code)).true}
    office = {source.id: source.office_id for source in snapshot.all(Source)}

    def stays(coding: Coding | Suggestion) -> bool:
        whose = snapshot.cases_of(coding) or (office[coding.source_id],)
        return any(test(Row(case, coding.source_id, coding.code_id, coding.coder)).true for case in whose)

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
        Mark: lambda r: r.case_id in cases and r.code_id in codes,
        AreaPlan: lambda r: r.case_id in cases and r.code_id in codes,
        Activity: lambda r: r.case_id is None or r.case_id in cases,
        WholeReading: lambda r: r.source_id in sources,
        Adjudication: lambda r: set(r.kept) <= codings and set(r.between) <= codings,
        Memo: lambda r: (
            r.target_id in {"source": sources, "case": cases, "code": codes, "coding": codings}.get(r.on, {r.target_id})
        ),
    }
    for kind, keep in tests.items():
        smaller = smaller.replacing(kind, [record for record in smaller.all(kind) if keep(record)])
    return smaller.replacing(Category, _categories(snapshot, codes))


def _kept(snapshot: Snapshot, test: Callable[[Row], Truth]) -> tuple[set[str], set[str]]:
    """Return the ids of the cases and of the sources that stay.

    A document stays with its office; one that is common to all, such as a template, whatever cases are chosen.
    """
    pairs = {(s.case_id, s.source_id) for s in snapshot.all(Speaker)} | {(None, s) for s in snapshot.table(Source)}
    pairs |= {(s.office_id, s.id) for s in snapshot.all(Source) if s.office_id}
    pairs = {pair for pair in pairs if test(Row(*pair)).true}
    heard = {s.case_id for s in snapshot.all(Speaker)}
    cases = {case for case, _ in pairs if case}
    cases |= {case for case in snapshot.table(Case) if case not in heard and test(Row(case=case, source=None)).true}
    cases |= {office for case in cases if (office := snapshot.table(Case)[case].office_id)}
    whose = {s.source_id for s in snapshot.all(Speaker) if s.case_id}
    documents = [s for s in snapshot.all(Source) if s.kind != "interview" and s.office_id is None]
    common = {s.id for s in documents if s.id not in whose and test(Row(source=s.id)).true}
    return cases, common | {source for _, source in pairs}


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
