"""The rows of every table, as plain tuples in a stable order; `tables` says what the columns are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from kodeverk.messages import language
from kodeverk.model import (
    Actor,
    Asked,
    Case,
    Category,
    Claim,
    Code,
    Coder,
    Coding,
    Condensation,
    Evidence,
    Memo,
    Proposition,
    Relation,
    Snapshot,
    Source,
    Speaker,
    Suggestion,
    Value,
    Wording,
)
from kodeverk.model.network import ACTOR_LEVELS
from kodeverk.views.condensations import theme_of
from kodeverk.views.naming import colour_of, names, natural, with_children
from kodeverk.views.quotes import said_order
from kodeverk.views.removed import is_removed

Rows: TypeAlias = Iterable[tuple[object, ...]]


def _text(wording: Wording) -> str:
    return wording.in_language(language())


def _list(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _case_names(snapshot: Snapshot, coding: Coding | Suggestion) -> tuple[str, str]:
    """Return the cases a coding belongs to, and their offices."""
    known, cases = names(snapshot), snapshot.cases_of(coding)
    return _list(known.case[c] for c in cases), _list(dict.fromkeys(known.office[c] for c in cases if known.office[c]))


def sources(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``sources``."""
    known = names(snapshot)
    for key, name in known.source.items():
        source: Source = snapshot.table(Source)[key]
        version = snapshot.version(key)
        heard = {s.case_id for s in snapshot.all(Speaker) if s.source_id == key}
        turns = sum(segment.kind == "turn" for segment in version.segments)
        cases = _list(case for case_id, case in known.case.items() if case_id in heard)
        yield (
            name,
            source.kind,
            source.format,
            source.file,
            source.version,
            version.length,
            turns,
            cases,
            known.case.get(source.office_id or "", ""),
            version.sha256,
            key,
        )


def segments(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``segments``."""
    known, speakers = names(snapshot), snapshot.speakers()
    for key, name in known.source.items():
        text = snapshot.text(key)
        for s in snapshot.version(key).segments:
            who = speakers.get((key, s.speaker))
            case = known.case.get((who.case_id if who else None) or "", "")
            role = who.role if who else ""
            yield (
                name,
                s.number,
                s.kind,
                s.speaker,
                role,
                case,
                s.seconds,
                s.start,
                s.end,
                s.body,
                s.speech.of(text),
                key,
            )


def speakers(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``speakers``."""
    known = names(snapshot)
    found = sorted(snapshot.all(Speaker), key=lambda s: (natural(known.source[s.source_id]), natural(s.label)))
    for s in found:
        yield (
            known.source[s.source_id],
            s.label,
            s.role,
            known.case.get(s.case_id or "", ""),
            s.source_id,
            s.case_id or "",
        )


def cases(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``cases``."""
    known = names(snapshot)
    for key, name in known.case.items():
        values = snapshot.values(key)
        attributes = (
            "unknown" if (value := values.get(a)) is None else value.state if value.value is None else value.value
            for a in snapshot.attributes()
        )
        yield name, snapshot.table(Case)[key].kind, known.office[key], *attributes, key


def attributes(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``attributes``."""
    known = names(snapshot).case
    place = {key: number for number, key in enumerate(known)}
    for v in sorted(snapshot.all(Value), key=lambda v: (place[v.case_id], v.attribute)):
        yield known[v.case_id], v.attribute, v.value, v.state, v.read_from, v.case_id


def _categories_by_code(snapshot: Snapshot) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {key: [] for key in names(snapshot).code}
    for key, name in names(snapshot).category.items():
        for code in with_children(snapshot, snapshot.table(Category)[key].codes):
            found[code].append(name)
    return found


def codes(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``codes``."""
    categories = _categories_by_code(snapshot)
    used = Counter(coding.code_id for coding in snapshot.all(Coding))
    for key, name in names(snapshot).code.items():
        c = snapshot.table(Code)[key]
        texts = (_text(w) for w in (c.label, c.definition, c.include, c.exclude, c.example))
        yield name, c.codebook, *texts, colour_of(snapshot, key), _list(categories[key]), used[key], key


def categories(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``categories``."""
    known = names(snapshot)
    for key, name in known.category.items():
        c = snapshot.table(Category)[key]
        codes = _list(known.code[code] for code in c.codes if code in known.code)
        yield name, c.codebook, _text(c.label), _text(c.definition), codes, _list(q.id for q in c.sub_questions), key


def _in_order(snapshot: Snapshot, found: Iterable[Coding]) -> list[Coding]:
    rank = {key: place for place, key in enumerate(names(snapshot).code)}
    return sorted(found, key=lambda c: (*said_order(snapshot, c), rank[c.code_id], c.coder, c.id))


def codings(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``codings``."""
    known = names(snapshot)
    for c in _in_order(snapshot, snapshot.all(Coding)):
        case, office = _case_names(snapshot, c)
        place = (known.source[c.source_id], c.start, c.end, snapshot.quote(c), known.code[c.code_id])
        told = (c.coder, c.sub_question, c.made, c.source_id, c.version, is_removed(snapshot, c))
        yield *place, case, office, *told, c.code_id, c.id


def suggestions(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``suggestions``."""
    known, categories = names(snapshot), _categories_by_code(snapshot)
    rank = {key: place for place, key in enumerate(known.code)}
    found = snapshot.all(Suggestion)
    for s in sorted(found, key=lambda s: (*said_order(snapshot, s), rank[s.code_id], s.coder, s.id)):
        place = (known.source[s.source_id], s.start, s.end, snapshot.quote(s), known.code[s.code_id])
        judged = (s.coder, s.reason, s.decision, s.decided_by)
        yield *place, _list(categories[s.code_id]), *judged, s.source_id, s.version, s.code_id, s.coding_id or "", s.id


def evidence(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``evidence``."""
    known = names(snapshot)
    place = {key: number for number, key in enumerate(known.proposition)}
    codings = snapshot.table(Coding)
    rows = [(e, e.passage(codings)) for e in snapshot.all(Evidence)]
    end = len(place)
    rows.sort(key=lambda r: (place.get(r[0].proposition, end), *said_order(snapshot, r[1]), r[0].coder, r[0].id))
    for e, c in rows:
        where = (known.source[c.source_id], c.start, c.end, snapshot.quote(c), known.code.get(c.code_id, ""))
        ids = (e.proposition, e.coding_id or "", e.id)
        name = known.proposition.get(e.proposition, e.proposition)
        yield name, e.stance, *where, _case_names(snapshot, c)[0], e.coder, e.note, e.made, *ids


def propositions(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``propositions``."""
    for key, name in names(snapshot).proposition.items():
        p = snapshot.table(Proposition)[key]
        yield name, p.theory, p.group, _text(p.statement), p.kind, p.applies_to, _list(p.codes), key


def memos(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``memos``."""
    known = names(snapshot)
    named = {"source": known.source, "case": known.case, "code": known.code, "proposition": known.proposition}
    for m in sorted(snapshot.all(Memo), key=lambda m: (m.made, m.on, m.target_id, m.id)):
        yield m.on, named.get(m.on, {}).get(m.target_id, m.target_id), m.text, m.coder, m.made, m.target_id, m.id


def condensations(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``condensations``."""
    known = names(snapshot).case
    place = {key: number for number, key in enumerate(known)}
    for c in sorted(snapshot.all(Condensation), key=lambda c: (place[c.case_id], c.theme, c.coder, c.id)):
        theme = theme_of(snapshot, c.theme)
        name = c.theme if theme is None else theme.name
        yield known[c.case_id], name, c.text, _list(c.codings), c.coder, c.made, c.case_id, c.id


def relations(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``relations``."""
    known = {a.id: a.name for a in snapshot.all(Actor)}
    order = sorted(snapshot.all(Relation), key=lambda r: (known[r.from_actor], known[r.to_actor], r.channel, r.id))
    for r in order:
        quote = snapshot.quote(snapshot.table(Coding)[r.coding_id])
        yield (
            known[r.from_actor],
            known[r.to_actor],
            known.get(r.initiator or "", ""),
            *r[4:7],
            quote,
            r.coder,
            r.made,
            r.coding_id,
            r.id,
        )


def actors(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``actors``."""
    known, cases = {a.id: a.name for a in snapshot.all(Actor)}, names(snapshot).case
    for a in sorted(snapshot.all(Actor), key=lambda a: (ACTOR_LEVELS.index(a.level), natural(a.name), a.id)):
        yield (
            a.name,
            a.label.in_language(language()),
            a.kind,
            a.level,
            a.line,
            _list(known[m] for m in a.members),
            cases.get(a.office_id or "", ""),
            known.get(a.fills or "", ""),
            cases.get(a.case_id or "", ""),
            a.read_from,
            a.id,
        )


def asked(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``asked``."""
    known = names(snapshot).source
    for a in sorted(snapshot.all(Asked), key=lambda a: (natural(known[a.source_id]), a.segment, a.question, a.id)):
        yield known[a.source_id], a.segment, a.question, a.coder, a.source_id


def coders(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``coders``."""
    return sorted(snapshot.all(Coder), key=lambda c: natural(c.id))


def claims(snapshot: Snapshot) -> Rows:
    """Return the rows of the table ``claims``."""
    for c in sorted(snapshot.all(Claim), key=lambda c: (c.document, c.place, c.text)):
        yield c.text, c.quantifier, c.unit, c.condition, c.among, c.verdict, c.document, c.place, c.coder, c.made, c.id
