"""A study in memory whose relations are written as rows: who says what of whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kodeverk.model import Actor, Record, Relation, Snapshot, Value, Wording, content_id
from tests.memory import study_of

LEADER = {"NL-stat": "NL", "NL-kommune": "NL"}


def actor(name: str, kind: str, level: str, line: str, members: Sequence[str] = ()) -> Actor:
    """Return an actor whose id is ``a-<name>``."""
    fills = f"a-{LEADER[name]}" if name in LEADER else None
    return Actor(f"a-{name}", name, Wording(name), kind, level, line, tuple(f"a-{m}" for m in members), fills=fills)


ACTORS = (
    actor("KST", "role", "political", "municipal"),
    actor("DIR", "role", "authority", "state"),
    actor("R", "role", "authority", "municipal"),
    actor("FD", "role", "authority", "state"),
    actor("PM", "composite", "authority", "both", ["R", "FD"]),
    actor("NL", "role", "practice", "both"),
    actor("NL-stat", "person", "practice", "state"),
    actor("NL-kommune", "person", "practice", "municipal"),
    actor("ANS", "role", "service", "both"),
)

Row = tuple[str, str, str, str, bool | None, str, str]
"""Informant, from, to, initiator, reciprocal, channel, frequency."""


def related(rows: Iterable[Row], *, coders: Sequence[str] = ("ida",), extra: Sequence[Record] = ()) -> Snapshot:
    """Return a study where informant ``1`` of office ``Ås``, ``2`` of ``Bø`` ... tell one relation a turn.

    Each row is one passage, coded and read alike by every coder. Informants who tell nothing are there all the same.
    """
    rows = list(rows)
    said: dict[str, list[str]] = {"1": [], "2": []}
    codings, relations = [], []
    for number, row in enumerate(rows, 1):
        quote = f"Utsagn {number} om {row[1]} og {row[2]}."
        said.setdefault(row[0], []).append(quote)
        codings += [(f"int-{row[0]}", quote, "kontakt", coder) for coder in coders]
    texts = {
        f"int-{who}": "\n".join([f"{who}: Hei.", *(f"{who}: {q}" for q in quotes)]) for who, quotes in said.items()
    }
    places = {"1": "Ås", "2": "Bø"}
    cases = {who: (places.get(who, "Ås"), {}) for who in said}
    for (source, quote, path, coder), row in zip(codings, (r for r in rows for _coder in coders), strict=True):
        start = texts[source].index(quote)
        coding = content_id(f"src-{source}", start, start + len(quote), f"code-{path}", coder)
        told = (f"a-{row[1]}", f"a-{row[2]}", f"a-{row[3]}" if row[3] else None, *row[4:])
        relations.append(Relation(content_id(coding, *told), *told, coding, coder, "2026-01-01"))
    return study_of(texts, cases, ["kontakt"], codings, [*ACTORS, *relations, *extra])


def meetings(office: str, how_many: object) -> Value:
    """Return how many meetings the register gives an office a year."""
    return Value(f"office-{office}/meetings_per_year", f"office-{office}", "meetings_per_year", how_many)  # type: ignore[arg-type]
