"""Short names for frames and pages, and the order a reader expects them in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from kodeverk.messages import _
from kodeverk.model import (
    NOT_APPLICABLE,
    NOT_RELEASED,
    UNKNOWN,
    Case,
    Category,
    Code,
    Proposition,
    Snapshot,
    Source,
    Speaker,
)

_NORWEGIAN = str.maketrans("æøå", "{|}")


@lru_cache(maxsize=1 << 14)
def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts names as a Norwegian reader would: numbers by value, æ ø å last.

    Examples
    --------
    >>> sorted(["inf-10", "inf-2", "åsen", "ørn"], key=natural)
    ['inf-2', 'inf-10', 'ørn', 'åsen']
    """
    parts = re.split(r"([0-9]+)", name.casefold().translate(_NORWEGIAN))
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


class Names(NamedTuple):
    """The short name of every record, by id; each is one its verb accepts.

    Attributes
    ----------
    code, category, case, source, proposition : dict of str to str
        In reading order: codes and categories as the codebook has them, cases and sources by name.
    office : dict of str to str
        Name of the office of each case, by the case's id; empty where it has none.
    """

    code: Mapping[str, str]
    category: Mapping[str, str]
    case: Mapping[str, str]
    source: Mapping[str, str]
    proposition: Mapping[str, str]
    office: Mapping[str, str]


def names(snapshot: Snapshot) -> Names:
    """Return the short names of a snapshot, made once."""
    return snapshot.derive("names", lambda: _names(snapshot))


def _names(snapshot: Snapshot) -> Names:
    codes = sorted(snapshot.all(Code), key=lambda c: (c.codebook, c.order, natural(c.path)))
    categories = sorted(snapshot.all(Category), key=lambda c: (c.codebook, c.order, natural(c.name)))
    cases = sorted(snapshot.all(Case), key=lambda c: (natural(c.name), c.id))
    sources = sorted(snapshot.all(Source), key=lambda s: (natural(s.name), s.id))
    propositions = sorted(snapshot.all(Proposition), key=lambda p: (p.theory, p.order, natural(p.name)))
    case = {c.id: c.name for c in cases}
    return Names(
        code=_unique((c.id, c.path, f"{c.codebook}:{c.path}") for c in codes),
        category=_unique((c.id, c.name, f"{c.codebook}:{c.name}") for c in categories),
        case=case,
        source={s.id: s.name for s in sources},
        proposition=_unique((p.id, p.name, p.id) for p in propositions),
        office={c.id: case.get(c.office_id or "", c.name if c.kind == "office" else "") for c in cases},
    )


def _unique(records: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    found = list(records)
    count = Counter(short for _, short, _ in found)
    return {key: short if count[short] == 1 else full for key, short, full in found}


def speaking_cases(snapshot: Snapshot) -> list[Case]:
    """Return every informant, and every office that speaks in a source itself, in order of name."""
    return list(snapshot.derive("speaking cases", lambda: _speaking_cases(snapshot)))


def _speaking_cases(snapshot: Snapshot) -> list[Case]:
    heard = {s.case_id for s in snapshot.all(Speaker)}
    cases = snapshot.table(Case)
    return [cases[key] for key in names(snapshot).case if cases[key].kind != "office" or key in heard]


def members(snapshot: Snapshot, case: Case) -> list[Case]:
    """Return the case itself; for an office, those who speak in it."""
    if case.kind != "office":
        return [case]
    return list(snapshot.derive("members", lambda: _members(snapshot)).get(case.id, ()))


def _members(snapshot: Snapshot) -> Mapping[str, list[Case]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for case in speaking_cases(snapshot):
        for key in dict.fromkeys((case.id, case.office_id or "")):
            found[key].append(case)
    return found


def state_label(value: str) -> str:
    """Return the state of an attribute in the language in use; any other value as it is."""
    labels = {
        UNKNOWN: _("unknown"),
        NOT_APPLICABLE: _("not applicable"),
        NOT_RELEASED: _("not released"),
    }
    return labels.get(value, value)


def attribute_label(name: str) -> str:
    """Return what cases are grouped by, in the language in use; an attribute of the study as it is called there."""
    return {"office": _("office"), "informant": _("informant")}.get(name, name)


def kind_label(kind: str) -> str:
    """Return a kind of source in the language in use."""
    labels = {
        "interview": _("interview"),
        "agreement": _("agreement"),
        "minutes": _("minutes"),
        "report": _("report"),
        "survey": _("survey"),
        "other": _("other"),
    }
    return labels.get(kind, kind)


# --- the tree of codes -------------------------------------------------------------------------


def families(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """Return for each code's id the ids of the code itself and all codes below it, in order."""
    return snapshot.derive("families", lambda: _families(snapshot))


def _families(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {key: [] for key in names(snapshot).code}
    for key in names(snapshot).code:
        for above in (key, *ancestors(snapshot, key)):
            found[above].append(key)
    return {key: tuple(below) for key, below in found.items()}


def ancestors(snapshot: Snapshot, code_id: str) -> list[str]:
    """Return the ids of the codes above a code, the nearest first."""
    codes = snapshot.table(Code)
    by_path = snapshot.derive("codes by path", lambda: {(c.codebook, c.path): c.id for c in codes.values()})
    code, found = codes[code_id], []
    parent = code.parent
    while parent:
        if (above := by_path.get((code.codebook, parent))) is not None:
            found.append(above)
        parent = parent.rpartition("/")[0]
    return found


def with_children(snapshot: Snapshot, code_ids: Iterable[str]) -> tuple[str, ...]:
    """Return these codes and all below them, each once, in the codebook's order."""
    wanted = {below for key in code_ids for below in families(snapshot).get(key, ())}
    return tuple(key for key in names(snapshot).code if key in wanted)


def top_codes(snapshot: Snapshot) -> list[str]:
    """Return the ids of the codes that stand at the top of their codebook."""
    return [key for key in names(snapshot).code if not ancestors(snapshot, key)]


def colour_of(snapshot: Snapshot, code_id: str) -> str:
    """Return the colour of a code, its own or the nearest one above it; empty where there is none."""
    codes = snapshot.table(Code)
    line = [code_id, *ancestors(snapshot, code_id)]
    return next((codes[key].colour for key in line if codes[key].colour), "")
