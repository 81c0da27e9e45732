"""What the page is told of the study as a whole: sources, codes, propositions, actors and coders, with their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kodeverk.messages import _, language
from kodeverk.model import (
    Actor,
    Case,
    Code,
    Codebook,
    Coder,
    Coding,
    Proposition,
    Record,
    Snapshot,
    Source,
    Speaker,
    Suggestion,
    WholeReading,
)
from kodeverk.notebook.seat import Seat
from kodeverk.notebook.shown import Told, is_orphan, speaking
from kodeverk.reports.html import label
from kodeverk.views.colours import colours
from kodeverk.views.naming import ancestors, kind_label, names

Tally = Counter[tuple[str, str]]
"""How many codings and suggestions, by what is counted and the source or code they belong to."""


def counted(snapshot: Snapshot, seat: Seat, codings: Iterable[Coding], suggestions: Iterable[Suggestion]) -> Tally:
    """Return how many of these records this seat sees: by source, by code, her own, (un)decided, without text."""
    tally: Tally = Counter()
    for coding in codings:
        if seat.sees(coding.coder):
            tally["codings", coding.source_id] += 1
            tally["code", coding.code_id] += 1
            if coding.coder == seat.coder:
                tally["own", coding.source_id] += 1
            if is_orphan(snapshot, coding):
                tally["orphans", coding.source_id] += 1
    for suggestion in suggestions:
        if seat.open_to(snapshot, suggestion):
            tally["undecided", suggestion.source_id] += 1
        elif seat.has_decided(snapshot, suggestion):
            tally["decided", suggestion.source_id] += 1
    return tally


def source(snapshot: Snapshot, seat: Seat, tally: Tally, record: Source) -> Told:
    """Return a source as it is told."""
    return {
        "id": record.id, "name": record.name, "kind": record.kind, "kind_label": kind_label(record.kind),
        "who": ", ".join(case.name for case in speaking(snapshot, record.id)),
        "characters": snapshot.version(record.id).length, "version": record.version,
        **source_counts(snapshot, seat, tally, record.id),
    }  # fmt: skip


def source_counts(snapshot: Snapshot, seat: Seat, tally: Tally, id: str) -> Told:
    """Return what coding and reading change of a source."""
    mine = snapshot.table(WholeReading).get(f"{id}/{seat.coder}")
    count = {name: tally[name, id] for name in ("own", "codings", "undecided", "decided", "orphans")}
    return {**count, "read": bool(mine and mine.read)}


def code(snapshot: Snapshot, seat: Seat, tally: Tally, record: Code) -> Told:
    """Return a code as it is told."""
    rank = snapshot.derive("desk rank", lambda: {key: place for place, key in enumerate(names(snapshot).code)})
    tongue, above = language(), ancestors(snapshot, record.id)
    texts = {name: getattr(record, name) for name in ("definition", "include", "exclude", "example")}
    return {
        "id": record.id, "codebook": record.codebook, "path": record.path, "name": record.name,
        "label": label(record), "parent": above[0] if above else None, "order": rank[record.id],
        "colour": colours(snapshot)[record.id], **{name: text.in_language(tongue) for name, text in texts.items()},
        "expressions": _sought(record), **code_counts(snapshot, seat, tally, record.id),
    }  # fmt: skip


def _sought(record: Code) -> list[str]:
    """Return the words and phrases of a code's expressions, for the field that searches the codebook."""
    return [word for e in record.expressions for word in (e.label, *e.words, *e.phrases) if word]


def code_counts(snapshot: Snapshot, seat: Seat, tally: Tally, id: str) -> Told:
    """Return what coding changes of a code."""
    return {"count": tally["code", id]}


def codebook(snapshot: Snapshot, seat: Seat, tally: Tally, record: Codebook) -> Told:
    """Return a codebook as it is told."""
    return {"id": record.id, "title": record.title.in_language(language()) or record.id}


def proposition(snapshot: Snapshot, seat: Seat, tally: Tally, record: Proposition) -> Told:
    """Return a proposition as it is told."""
    return {
        "id": record.id, "name": record.name, "theory": record.theory,
        "text": record.statement.in_language(language()), "kind": record.kind,
    }  # fmt: skip


def actor(snapshot: Snapshot, seat: Seat, tally: Tally, record: Actor) -> Told:
    """Return an actor as it is told."""
    return {"id": record.id, "name": record.name, "label": record.label.in_language(language()) or record.name}


def coder(snapshot: Snapshot, seat: Seat, tally: Tally, record: Coder) -> Told | None:
    """Return a coder as it is told; a blind coder is told of herself, and of rules and models that suggest."""
    if not seat.sees(record.id) and record.kind not in ("rules", "model"):
        return None
    return {"id": record.id, "kind": record.kind, "label": coder_label(record)}


def coder_label(record: Coder) -> str:
    """Return what a reader calls a coder."""
    labels = {"rules": _("rules {version}"), "adjudicated": _("decided: {name}"), "crosswalk": _("crosswalk {version}")}
    return labels.get(record.kind, "{name}").format(name=record.id, version=record.version)


KINDS: Mapping[str, tuple[type[Record], Callable[[Snapshot, Seat, Tally, Any], Told | None], tuple[type, ...]]] = {
    "source": (Source, source, (Source, Speaker, Case)),
    "codebook": (Codebook, codebook, (Codebook,)),
    "code": (Code, code, (Code,)),
    "proposition": (Proposition, proposition, (Proposition,)),
    "actor": (Actor, actor, (Actor,)),
    "coder": (Coder, coder, (Coder,)),
}
"""What is told of the study: each kind with its record, the function that tells it, and what it is told from."""


COUNTS: Mapping[str, Callable[[Snapshot, Seat, Tally, str], Told]] = {"source": source_counts, "code": code_counts}
"""What coding changes of these kinds."""


def shelf(snapshot: Snapshot, seat: Seat, tally: Tally, kind: str) -> dict[str, Told]:
    """Return all that is told of one kind, by id."""
    of, tell, _from = KINDS[kind]
    found = ((record.id, tell(snapshot, seat, tally, record)) for record in snapshot.table(of).values())
    return {key: one for key, one in found if one is not None}
