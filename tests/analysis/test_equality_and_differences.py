"""The equality checklist and the differences between the parties, from what was coded and judged."""

from __future__ import annotations

import pytest

from kodeverk.analysis.networks.differences import party_differences
from kodeverk.analysis.networks.equality import equality_checklist
from kodeverk.errors import UnknownName
from kodeverk.model import Evidence, Guide, Part, Proposition, Question, Snapshot, Source, Theme, Theory, Wording
from tests.memory import asked, evidence, study_of

TEXTS = {
    "int-a": "I: Hvem eier?\n1: Vi er ett kontor. Målene er våre egne. Ulikt er det. Det betyr lite.",
    "int-b": "I: Hvem eier?\n2: Jeg har mine.\n3: Jeg har dine, og vi er like.",
    "int-c": "I: Hvem eier?\n4: Det vet jeg ikke.",
}
CASES = {"1": ("Ås", {}), "2": ("Bø", {}), "3": ("Bø", {}), "4": ("Øy", {})}
CODES = ["likeverd", "ulikheter/fullmakter", "ulikheter/mål"]


def theory(applies_to: str = "") -> list[Theory | Proposition]:
    names = ("T1", "T2", "lite")
    return [
        Theory("t", "1", Wording("T")),
        *(
            Proposition(f"t:{n}", "t", n, "", Wording(f"Påstand {n}"), codes=("bok:likeverd",), applies_to=applies_to)
            for n in names
        ),
    ]


def study(applies_to: str = "") -> Snapshot:
    codings = [
        ("int-a", "Vi er ett kontor.", "likeverd", "ida"),
        ("int-a", "Målene er våre egne.", "ulikheter/mål", "ida"),
        ("int-a", "Målene er våre egne.", "ulikheter/mål", "bo"),
        ("int-a", "Det betyr lite.", "likeverd", "ida"),
        ("int-b", "Jeg har mine.", "likeverd", "ida"),
        ("int-b", "Jeg har dine, og vi er like.", "likeverd", "ida"),
        ("int-b", "Jeg har dine, og vi er like.", "ulikheter/mål", "ida"),
    ]
    guide = Guide("g", "1", Wording("G"), parts=(Part(Wording(), (Theme("1", Wording("E"), ("likeverd",), (
        Question("1.1", Wording("Hvem eier?")),
    )),)),))  # fmt: skip
    snapshot = study_of(TEXTS, CASES, CODES, codings, [*theory(applies_to), guide, asked("int-c", 1, "g:1.1")])
    judged = [
        evidence(snapshot, "Vi er ett kontor.", "t:T1", "supports"),
        evidence(snapshot, "Det betyr lite.", "t:lite", "supports"),
        evidence(snapshot, "Jeg har mine.", "t:T1", "contradicts"),
    ]
    (last,) = [c for c in snapshot.all(type(snapshot.all(Evidence) or [None])) if c] if False else [None]
    both = [c for c in study_codings(snapshot) if snapshot.quote(c) == "Jeg har dine, og vi er like."]
    judged.append(Evidence("e-both", both[0].id, "t:T1", "supports", "ida"))
    assert last is None
    return snapshot.replacing(Evidence, judged)
