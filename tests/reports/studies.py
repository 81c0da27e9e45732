"""Two small studies for tests of reports: one to read, and one where every text is what a test wants."""

from __future__ import annotations

from kodeverk.model import (
    Asked,
    Case,
    Category,
    Code,
    Codebook,
    Coder,
    Coding,
    Evidence,
    Guide,
    Memo,
    Part,
    Proposition,
    Question,
    Record,
    Segment,
    Snapshot,
    Source,
    SourceVersion,
    Speaker,
    SubQuestion,
    Theme,
    Theory,
    Value,
    Wording,
    content_id,
    sha256,
)
from tests.memory import MemoryLoader, asked, study_of

TEXTS = {
    "inf-01": "I: Hvordan er det med to sjefer?\n1: Vi har to linjer, og det går i hverandre. Det er nå sånn det er.\n1: Ja.",
    "inf-02": "I: Hvordan er det med to sjefer?\n2: Nei, det vet jeg ikke.\nI: Får dere ros?\n2: Vi får ros av rådmannen 😀.",
    "inf-03": "I: Får dere ros?\n3: Eg synest me får for lite ros.\nNabo: Det synes jeg også.",
    "inf-04": "I: Hei.\n4: Hei på deg.",
}
CASES = {
    "1": ("Tangvåg", {"role": "leder", "line": "stat", "leader_model": "toleder"}),
    "2": ("Tangvåg", {"role": "ansatt", "line": "kommune", "leader_model": "toleder"}),
    "3": ("Lyngmo", {"role": "ansatt", "line": "stat", "leader_model": "enleder", "målform": "nynorsk"}),
    "4": ("Lyngmo", {"role": "ansatt", "line": "kommune", "leader_model": "enleder"}),
}
CODES = ["styring/to sjefer", "styring/linjer", "ros", "utenfor"]
CODINGS = [
    ("inf-01", "Vi har to linjer, og det går i hverandre.", "styring/to sjefer", "ola"),
    ("inf-01", "Vi har to linjer, og det går i hverandre.", "styring/to sjefer", "ida"),
    ("inf-01", "Vi har to linjer, og det går i hverandre.", "styring/linjer", "ida"),
    ("inf-01", "to linjer", "styring/linjer", "ola"),
    ("inf-02", "Vi får ros av rådmannen 😀.", "ros", "ida"),
    ("inf-03", "Eg synest me får for lite ros.", "ros", "ida"),
    ("inf-03", "Det synes jeg også.", "utenfor", "ida"),
]


def small() -> Snapshot:
    """Four informants in two offices, seven codings by two coders, two propositions.

    Of the theme of two bosses 1 speaks; 2 was asked and is silent; 3 and 4 were not asked (all turns are judged).
    """
    question = SubQuestion("V1", Wording(nb="Hvem styrer?"), ("code-styring/to sjefer", "code-styring/linjer"))
    empty = SubQuestion("V2", Wording(nb="Hva måles?"), ())
    definition = Wording(nb="Om å bli styrt ovenfra.")
    vertical = Category(
        "cat-v", "bok", "vertikalt", Wording(nb="Styring"), definition, ("code-styring",), (question, empty)
    )
    praise = Category("cat-r", "bok", "ros", Wording(nb="Ros"), codes=("code-ros",), order=1)
    themes = (
        Theme("a", Wording(nb="Sjefer"), ("styring/to sjefer",), (Question("a1", Wording(nb="To sjefer?")),)),
        Theme("b", Wording(nb="Ros"), ("ros",), (Question("b1", Wording(nb="Ros?")),)),
    )
    guide = Guide("guide", "1", Wording(nb="Guide"), parts=(Part("1", Wording(nb="Del"), themes),))
    turns = [("inf-01", 1, "guide:a1"), ("inf-02", 1, "guide:a1"), ("inf-02", 3, "guide:b1"), ("inf-03", 1, "guide:b1")]
    theory = Theory("teori-bok", "1", Wording(nb="Teorien"), groups={"A": Wording(nb="Gruppe A")})
    boss = Proposition("teori-bok:P-1", "teori-bok", "P-1", "A", Wording(nb="To sjefer gir uro."), codes=("styring",))
    thanks = Proposition("teori-bok:P-2", "teori-bok", "P-2", "A", Wording(nb="Ros virker."), codes=("ros",), order=1)
    extra: list[Record] = [vertical, praise, guide, *(asked(*turn) for turn in turns), asked("inf-04", 1)]
    extra += [theory, boss, thanks, Memo("m", "study", "", "Et minne.", "ida", "2026-02-01")]
    first = study_of(TEXTS, CASES, CODES, CODINGS, extra)
    by_quote = {(first.quote(c), c.coder, c.code_id): c.id for c in first.all(Coding)}
    judged = [
        ("Vi har to linjer, og det går i hverandre.", "ida", "code-styring/to sjefer", "P-1", "supports"),
        ("Vi får ros av rådmannen 😀.", "ida", "code-ros", "P-2", "supports"),
        ("Eg synest me får for lite ros.", "ida", "code-ros", "P-2", "contradicts"),
    ]
    extra += [
        Evidence(f"e{n}", by_quote[quote, coder, code], f"teori-bok:{name}", stance, "ola", "Nokså sikker.")
        for n, (quote, coder, code, name, stance) in enumerate(judged)
    ]
    return study_of(TEXTS, CASES, CODES, CODINGS, extra)


def reserved() -> Snapshot:
    """The small study where 2 and 3 support P-2, 2 nuances it too, and 4 speaks of praise and is not judged."""
    snapshot = small()
    said = {snapshot.quote(c): c.id for c in snapshot.all(Coding)}
    praised = said["Vi får ros av rådmannen 😀."], said["Eg synest me får for lite ros."]
    others = [e for e in snapshot.all(Evidence) if e.proposition != "teori-bok:P-2"]
    judged = [(praised[0], "supports"), (praised[1], "supports"), (praised[0], "nuances")]
    evidence = [Evidence(f"r{n}", key, "teori-bok:P-2", stance, "ola") for n, (key, stance) in enumerate(judged)]
    greeting = Coding("c-hei", "src-inf-04", 1, 11, 21, "code-ros", "ida")
    more = snapshot.replacing(Coding, [*snapshot.all(Coding), greeting])
    return more.replacing(Evidence, [*others, *evidence])


def filled(texts: list[str]) -> Snapshot:
    """A study where each of `texts` is, once, all there can be text in: speech, names, labels, notes."""
    loader = MemoryLoader()
    for number, text in enumerate(texts):
        loader.add(*_records(loader, f"{number:02}", text))
    return Snapshot(loader)


def _records(loader: MemoryLoader, key: str, text: str) -> list[Record]:
    words = Wording(text, text, text)
    speech = f"{text}: {text}\n{text}"
    loader.texts[sha256(speech)] = speech
    end, body = len(speech), len(text) + 2
    segment = Segment(1, 0, end, body, "turn", text, 61.0)
    coder, note = f"{text}{key}", f"{text} {key}"
    coding = Coding(content_id("coding", key), f"s{key}", 1, body, end, f"c{key}", coder, "Q", "2026")
    question = SubQuestion("Q", words, (f"c{key}",))
    return [
        Coder(coder), Codebook(f"b{key}", text, words, words, text), Source(f"s{key}", note, "interview", "txt", text),
        SourceVersion(f"s{key}/1", f"s{key}", 1, sha256(speech), "", end, (segment,), {}, ""),
        Case(f"o{key}", f"{note}o", "office"), Case(f"i{key}", note, "informant", f"o{key}"),
        Speaker(f"s{key}/x", f"s{key}", text, "informant", f"i{key}"),
        Value(f"i{key}/{text}", f"i{key}", text, text), Value(f"i{key}/role", f"i{key}", "role", text),
        Code(f"c{key}", f"b{key}", text, words, words, words, words, words, text),
        Category(f"g{key}", f"b{key}", text, words, words, (f"c{key}",), (question,)),
        coding, Memo(f"m{key}", "coding", coding.id, text, coder, text),
        Theory(f"t{key}", text, words, text, groups={"A": words}),
        Proposition(f"t{key}:p", f"t{key}", note, "A", words, source={"author": text, "year": text}, codes=(text,)),
        Evidence(f"e{key}", coding.id, f"t{key}:p", "supports", coder, text),
        Asked(f"s{key}/1/", f"s{key}", 1, text, coder),
    ]  # fmt: skip
