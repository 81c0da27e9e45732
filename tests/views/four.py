"""Four informants in two offices: small enough to count by hand.

Turns are numbered by line. Codes: `ledelse` with the child `ledelse/to sjefer`, `møter`, `lunsj`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kodeverk.model import Category, Guide, Part, Question, Record, Snapshot, SubQuestion, Theme, Value, Wording
from tests.memory import asked, study_of

TEXTS = {
    "inf-01": "I: Hvem leder kontoret?\n1: Vi har to sjefer, og de drar hver sin vei.\nI: Og møtene?\n1: Møtene er fine nok.",
    "inf-02": "I: Hvem leder kontoret?\n2: Jeg har min, de har sin.\nI: Fint vær?\n2: Ja, og vi spiser lunsj hver for oss.",
    "inf-03": "I: Hvem leder her?\n3: Én leder for alle, det virker.\n3: Møtene våre er felles.",
    "inf-04": "I: Hva gjør du?\n4: Jeg sitter i mottaket.\nUkjent: Møtene er lange.",
}
CASES = {
    "1": ("Tangvåg", {"line": "stat", "år": 19}),
    "2": ("Tangvåg", {"line": "kommune", "år": 7}),
    "3": ("Lyngmo", {"line": "stat", "år": 2}),
    "4": ("Lyngmo", {"line": "kommune"}),
}
CODES = ("ledelse/to sjefer", "møter", "lunsj")
CODINGS = (
    ("inf-01", "Vi har to sjefer", "ledelse/to sjefer", "tone"),
    ("inf-01", "de drar hver sin vei", "ledelse", "tone"),
    ("inf-01", "Møtene er fine nok.", "møter", "tone"),
    ("inf-02", "Jeg har min, de har sin.", "ledelse", "tone"),
    ("inf-02", "Jeg har min, de har sin.", "ledelse", "ida"),
    ("inf-02", "vi spiser lunsj hver for oss", "lunsj", "ida"),
    ("inf-03", "Én leder for alle", "ledelse", "tone"),
    ("inf-03", "Møtene våre er felles.", "møter", "tone"),
    ("inf-04", "Møtene er lange.", "møter", "tone"),
)
OFFICES = [
    Value("office-Tangvåg/leader_model", "office-Tangvåg", "leader_model", "toleder", read_from="register, B2"),
    Value("office-Lyngmo/leader_model", "office-Lyngmo", "leader_model", "enleder", read_from="register, B3"),
    Value("case-4/år", "case-4", "år", None, "unknown"),
]
GUIDE = Guide(
    "guide-bok",
    "1",
    Wording(nb="Guide"),
    parts=(
        Part(
            "1",
            Wording(nb="Alt"),
            (
                Theme("a", Wording(nb="Ledelse"), ("ledelse",), (Question("a.1", Wording(nb="Hvem leder?")),)),
                Theme("b", Wording(nb="Møter"), ("møter",), (Question("b.1", Wording(nb="Hvilke møter?")),)),
                Theme("c", Wording(nb="Bakgrunn"), (), (Question("c.1", Wording(nb="Hva gjør du?")),)),
            ),
        ),
    ),
)
CATEGORY = Category(
    "cat-styring", "bok", "styring", Wording(nb="Styring", en="Steering"), Wording(nb="Om å bli styrt"),
    ("code-ledelse", "code-møter"),
    (SubQuestion("S1", Wording(nb="Hvem bestemmer?"), ("code-ledelse",)), SubQuestion("S2", Wording(nb="Hvor?"), ("code-møter",))),
)  # fmt: skip
ASKED = [
    asked("inf-01", 1, "guide-bok:a.1"), asked("inf-01", 3, "guide-bok:b.1"),  # all turns judged
    asked("inf-02", 1, "guide-bok:a.1"), asked("inf-02", 3),  # all turns judged, the weather asks nothing
    asked("inf-04", 1, "guide-bok:c.1"),  # all turns judged; nobody has judged inf-03
]  # fmt: skip


def four(extra: Sequence[Record] = (), codings: Sequence[tuple[str, str, str, str]] = CODINGS) -> Snapshot:
    """The study, with more records if need be."""
    return study_of(TEXTS, CASES, CODES, codings, [*OFFICES, GUIDE, CATEGORY, *ASKED, *extra])


PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "&lt;b&gt;</style>",
)


def hostile(payload: str) -> Snapshot:
    """A study whose every name, code, quote and attribute is a payload."""
    texts = {payload: f"I: {payload}?\nxx: Ja, {payload} sa hun."}
    return study_of(
        texts,
        {"xx": (payload, {"line": payload})},
        [payload.replace("/", "")],
        [(payload, f"{payload} sa hun", payload.replace("/", ""), payload)],
    )
