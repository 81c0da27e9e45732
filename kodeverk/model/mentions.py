"""What a proposition mentions by name: codes, attributes and their values; and what of that a study has."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kodeverk.errors import GrammarError, KodeverkError, nearest
from kodeverk.messages import _
from kodeverk.model.case import STATES, Case, Value
from kodeverk.model.codebook import Category
from kodeverk.model.grammar import NAMES, STANCES, Atom, Call, Compare, atoms, parse
from kodeverk.model.snapshot import Snapshot
from kodeverk.model.theory import Proposition

_CATEGORY = "category:"


def mentioned(proposition: Proposition) -> list[str]:
    """Return the names of codes and sub-questions a proposition mentions, each once; of categories ``category:name``.

    A rule or selection that cannot be understood names none.
    """
    conditions = (*proposition.rules.values(), proposition.applies_to)
    return list(dict.fromkeys([*proposition.codes, *(name for where in conditions for name in _named(where))]))


def _named(where: str) -> Iterator[str]:
    for atom in _atoms(where):
        if isinstance(atom, Call) and atom.function not in STANCES:
            prefix = _CATEGORY if atom.function == "category" else ""
            yield from (prefix + name for name in atom.names)
        elif isinstance(atom, Compare) and atom.name == "code":
            yield from map(str, atom.literals)


def unheard_of(snapshot: Snapshot, proposition: Proposition) -> list[str]:
    """Return in words the attributes and values a proposition names that no case has, each with the nearest there is.

    Those of the difference it expects, of its rules, and of the selection of cases it applies to; none in a study
    without attributes.
    """
    held: dict[str, set[str]] = defaultdict(set)
    for value in snapshot.all(Value):
        held[unicodedata.normalize("NFKC", value.attribute)].add(str(value))
    if not held:
        return []
    offices = {case.name for case in snapshot.all(Case) if case.kind == "office"}
    told: list[str] = []
    for name, values in _compared(proposition):
        known = offices if name == "office" else held.get(name)
        if known is None:
            told.append(_("no case has an attribute {name}").format(name=name) + _nearest(name, held))
            continue
        for word in values:
            if word not in known:
                what = _("no case has the value {value} of {name}").format(value=word, name=name)
                told.append(what + _nearest(word, known))
    return list(dict.fromkeys(told))


def _nearest(name: str, known: Iterable[str]) -> str:
    near = nearest(name, sorted(known), most=1)
    return _(" (nearest: {name})").format(name=near[0]) if near else ""


def _compared(proposition: Proposition) -> Iterator[tuple[str, list[str]]]:
    """Yield the attributes a proposition names, with the words they are compared with."""
    if by := proposition.expected.get("by"):
        yield by, [str(proposition.expected[key]) for key in ("more",) if key in proposition.expected]
    for where in (*proposition.rules.values(), proposition.applies_to):
        for atom in _atoms(where):
            if isinstance(atom, Compare) and atom.name not in NAMES:
                equal = atom.test in ("==", "!=", "in", "not in")
                words = [one for one in atom.literals if isinstance(one, str) and one not in STATES]
                yield atom.name, words if equal else []


def _atoms(where: str) -> list[Atom]:
    """Return the comparisons and questions of a condition; none where it is empty or cannot be understood."""
    try:
        return list(atoms(parse(where))) if where.strip() else []
    except GrammarError:
        return []


def codebook_of(name: str) -> str:
    """Return the codebook a name is written with; empty for a name without one.

    >>> codebook_of("bok:ledelse/makt"), codebook_of("category:bok:styring"), codebook_of("makt")
    ('bok', 'bok', '')
    """
    return name.removeprefix(_CATEGORY).rpartition(":")[0]


def is_there(snapshot: Snapshot, name: str) -> bool:
    """Return whether a name that `mentioned` gives means one code, sub-question or category of the study."""
    categories = snapshot.all(Category)
    if name.startswith(_CATEGORY):
        bare = name.removeprefix(_CATEGORY)
        return any(bare in (c.id, c.name, f"{c.codebook}:{c.name}") for c in categories)
    if any(name in (q.id, f"{c.codebook}:{q.id}") for c in categories for q in c.sub_questions):
        return True
    try:
        snapshot.code(name)
    except KodeverkError:
        return False
    return True
