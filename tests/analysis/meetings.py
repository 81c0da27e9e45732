"""Studies with minutes in memory, for tests that show their input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kodeverk.coding.items import ItemRow, categorise
from kodeverk.model import Case, Coder, Record, Snapshot, Source, SourceVersion
from tests.memory import study_of

CODES = {
    "sakstype": ("administrativt", "tilrettelegging", "strategi", "status", "informasjon"),
    "avgjørelse": ("besluttende", "avklarende"),
    "forpliktelse": ("bindende", "løftet", "ingen av delene"),
    "konflikt": ("konfliktsak", "ingen konflikt"),
}
"""The branches that say what an item is."""


def paths() -> list[str]:
    """The codes of `CODES`."""
    return [f"{top}/{name}" for top, names in CODES.items() for name in names]


def held(
    minutes: Mapping[str, tuple[str, str]], offices: Sequence[str] = (), extra: Sequence[Record] = (), **more: object
) -> Snapshot:
    """A study with minutes by name, each of an office, with a line for each paragraph."""
    every = dict.fromkeys([*offices, *(office for office, _text in minutes.values() if office)])
    records: list[Record] = [Case(f"office-{name}", name, "office") for name in every]
    records += [
        Source(f"src-{name}", name, "minutes", "txt", f"{name}.txt", 1, f"office-{office}" if office else None)
        for name, (office, _text) in minutes.items()
    ]
    texts = {name: text for name, (_office, text) in minutes.items()}
    found = study_of({**texts, **more.pop("texts", {})}, codes=paths(), extra=[*records, *extra], **more)  # type: ignore[arg-type]
    versions = [_paragraphs(one) if one.source_id.removeprefix("src-") in minutes else one for one in found.all(SourceVersion)]
    return found.replacing(SourceVersion, versions)


def _paragraphs(version: SourceVersion) -> SourceVersion:
    segments = (s._replace(kind="paragraph", speaker="", body=s.start) for s in version.segments)
    return version._replace(segments=tuple(segments))


def judged(snapshot: Snapshot, *rows: tuple[str, str, str]) -> Snapshot:
    """The study when items have been judged: (item, code, coder)."""
    plan = categorise(snapshot, [ItemRow(*row) for row in rows])
    coders = [Coder(name) for name in dict.fromkeys(row[2] for row in rows)]
    return snapshot.supposing(plan.changes).replacing(Coder, [*snapshot.all(Coder), *coders])


def minutes_of(items: str, date: str = "14.11.2006") -> str:
    """Minutes with an item for each letter."""
    body = "\n".join(f"Sak {n}/06 Tema {n}\nVi drøftet det.\nKonklusjon: Greit." for n in range(1, len(items) + 1))
    return f"Møte\nMøtedato: {date}\n{body}"


def by_letters(offices: Mapping[str, str], extra: Sequence[Record] = (), silent: Sequence[str] = ()) -> Snapshot:
    """Minutes of one meeting of each office; each letter an item of the category it begins: a, t, s, r, i."""
    names = dict(zip("atsri", CODES["sakstype"], strict=True))
    made = held({f"ref-{name}": (name, minutes_of(items)) for name, items in offices.items()}, silent, extra)
    rows = [
        (f"ref-{name}, {n}/06", f"sakstype/{names[letter]}", "berit")
        for name, items in offices.items()
        for n, letter in enumerate(items, 1)
        if letter != "."
    ]
    return judged(made, *rows) if rows else made


TABLE_5 = {
    "Skarvøy": "aaaatttsssss", "Rugdal": "assssr", "Kvernby": "aaaaatttssrrrrriiiii", "Tolvik": "aaaaaaattsssssrrrriiii",
}  # fmt: skip
"""Items of five categories per office, as counted in the study of 2007: 12, 6, 20, 22."""

