"""Studies made at random from a seed, with every kind of record and what is hard to write, for tests of exchange."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from kodeverk.model import (
    TABLES,
    Activity,
    Actor,
    Adjudication,
    AreaPlan,
    Asked,
    Case,
    Category,
    Claim,
    Code,
    Codebook,
    Coder,
    Coding,
    Condensation,
    Consent,
    Correspondence,
    Crosswalk,
    Evidence,
    Expectation,
    Expression,
    Guide,
    Mark,
    Memo,
    Part,
    Plan,
    Proposition,
    Question,
    Reading,
    Record,
    Relation,
    Source,
    SourceVersion,
    Speaker,
    SubQuestion,
    Suggestion,
    Theme,
    Theory,
    Value,
    WholeReading,
    Wording,
    canonical,
    content_id,
    made,
    sha256,
)
from kodeverk.reading.turns import divide, lines_of
from kodeverk.store import Store

WORDS = ["tillit", "to sjefer", "på kontoret", "🙂", "👩‍👩‍👧", "a\u030a", "e\u0301", "kø", "«ja»", "<b>", "&", '"nei"', "\u00ad",
         "\u200d", "\ufeff", "\x0c", "\x07", "æøå", "\u2028", "\ttab", "linje", "𝒳"]  # fmt: skip
ODD = [
    "",
    " ",
    "null",
    "=1+1",
    '"k"',
    "a'b",
    "a\nb",
    "a\r\nb",
    "\x00",
    "\x1f",
    "\ufffe",
    "<x>",
    "]]>",
    "&amp;",
    "🙂",
    " a ",
    "a\u030a",
]
MADE = [
    "2026-01-01T12:00:00+00:00",
    "2026-01-01T12:00:00Z",
    "2026-11-21T18:04:10.123456+01:00",
    "2026",
    "",
    "2026-02-30T00:00:00Z",
]
NUMBERS = [0, 1, -7, 10**20, 2.0, 0.1, -0.0, 1e-12, 3.5e17, 12345.678]


def new_study(path: Path, seed: int) -> Store:
    """Return a study with records of all kinds, made from a seed, as one transaction."""
    making = Making(random.Random(seed))
    making.all()
    store = Store(path)
    plan = Plan(made(*making.records.values()), texts=tuple(making.texts), originals=tuple(making.originals))
    store.write(lambda snapshot: plan, verb="made", who="ida")
    assert {type(record) for record in making.records.values()} == set(TABLES.values())
    return store


class Making:
    """Records that fit together, chosen at random."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.records: dict[tuple[type, str], Record] = {}
        self.texts: list[str] = []
        self.originals: list[bytes] = []

    def put(self, record: Any) -> Any:
        self.records.setdefault((type(record), record.id), record)
        return self.records[type(record), record.id]

    def some(self, kind: type) -> Any:
        return self.chance.choice([r for (k, _id), r in self.records.items() if k is kind])

    def several(self, kind: type) -> tuple[str, ...]:
        ids = [id for k, id in self.records if k is kind]
        return tuple(self.chance.sample(ids, self.chance.randint(0, min(3, len(ids)))))

    def id(self, *parts: object) -> str:
        """An id as kodeverk makes them, or one a person would write."""
        plain = ":".join(map(str, parts))
        return content_id(*parts) if self.chance.random() < 0.7 else plain + self.chance.choice(["", "å 🙂", '"&<'])

    def text(self) -> str:
        """A text of a record: any characters but those a study file refuses."""
        return self.chance.choice(["", *ODD]) + " ".join(self.chance.choices(WORDS, k=self.chance.randint(0, 4)))

    def wording(self) -> Wording:
        return Wording(*(self.text() if self.chance.random() < 0.5 else "" for _ in range(3)))

    def all(self) -> None:
        self.people()
        for number in range(self.chance.randint(1, 4)):
            self.source(number)
        self.codebooks()
        self.values()
        for number in range(self.chance.randint(3, 25)):
            self.coding(number)
        for number in range(self.chance.randint(1, 4)):
            self.hanging(number)
        for number in range(self.chance.randint(1, 3)):
            self.standing(number)

    def people(self) -> None:
        for name in ("ida", "ola 🙂", " x", "a\x07b")[: self.chance.randint(1, 4)]:
            self.put(Coder(name, self.chance.choice(["person", "rules", "adjudicated"]), self.chance.choice(["", "2"])))
        offices = [self.put(Case(self.id("office", n), f"Kontor {n}{self.text()}", "office")) for n in range(2)]
        for number in range(self.chance.randint(1, 5)):
            office = self.chance.choice([*(office.id for office in offices), None])
            self.put(Case(self.id("case", number), str(number), "informant", office))

    def source(self, number: int) -> None:
        people = self.chance.sample(
            [c for (k, _i), c in self.records.items() if k is Case], k=self.chance.randint(1, 3)
        )
        id, name = self.id("source", number), f"inf-{number}{self.text()}"
        office = self.chance.choice([None, None, self.some(Case).id])
        count = self.chance.choice([1, 1, 2, 3])
        force = self.chance.choice([count, count, 1])
        self.put(Source(id, name, self.chance.choice(["interview", "other"]), "txt", f"{name}.txt", force, office))
        for version in range(1, count + 1):
            turns = [f"I: {self.said()}", *(f"{c.name}: {self.said()}" for c in people)] * self.chance.randint(1, 6)
            raw = self.chance.choice(["\n", "\r\n"]).join(turns)
            text = canonical(self.chance.choice(["", "\ufeff"]) + raw).text
            found = divide(text, lines_of(text, 0))
            original = raw.encode("utf-16" if number % 2 else "utf-8", "replace")
            kept = sha256(original) if self.chance.random() < 0.8 else ""
            self.put(SourceVersion(
                f"{id}/{version}", id, version, sha256(text), kept, len(text), found.segments, {"turns": version, "x": [1.0, None]},
                self.chance.choice(MADE), self.chance.choice(["", self.text()]),
            ))  # fmt: skip
            self.texts.append(text)
            self.originals += [original] if kept else []
            for label, role in found.roles.items():
                who = next((c.id for c in people if c.name.strip() == label), None)
                self.put(Speaker(f"{id}/{label}", id, label, role, who))

    def said(self) -> str:
        return " ".join(self.chance.choices([*WORDS, "og", "så", "vi", "det"], k=self.chance.randint(1, 12)))

    def codebooks(self) -> None:
        for number in range(self.chance.randint(1, 3)):
            book = f"bok-{number}"
            self.put(Codebook(book, "1", self.wording(), self.wording(), self.text(), {"codes": number}))
            paths = [""]
            for order in range(self.chance.randint(2, 7)):
                name = f"kode {order}" + self.text().replace("/", "")
                path = (self.chance.choice([*paths, "uten overkode"]) + "/" + name).lstrip("/")
                paths.append(path)
                expression = Expression(
                    self.text(), ("sjef*",), ("to sjefer",), (({"LOWER": "to"}, {"OP": "?", "N": 1}),)
                )
                self.put(Code(
                    self.id("code", book, order), book, path, self.wording(), self.wording(), self.wording(), self.wording(),
                    self.wording(), self.chance.choice(["", "#1b6ca8", "#ABC", "rød"]), self.chance.choice([(), ("eier",)]),
                    self.chance.choice([(), (expression,)]), self.chance.choice([0, order]),
                ))  # fmt: skip
            question = SubQuestion("V1", self.wording(), self.several(Code))
            self.put(Category(self.id("category", book), book, f"kategori {number}", self.wording(), self.wording(),
                              self.several(Code), self.chance.choice([(), (question,)]), number))  # fmt: skip

    def values(self) -> None:
        kinds = [
            lambda: self.chance.choice([True, False]),
            lambda: self.chance.choice([1, 2, -3]),
            lambda: self.chance.choice(NUMBERS),
            lambda: self.chance.choice(["2007-05-01", "2008-02-29"]),
            lambda: self.chance.choice(["2007-05-01", "2007-02-30"]),
            lambda: self.chance.choice([*ODD, *NUMBERS, True, "1", "x" * 400]),
            lambda: None,
        ]
        for (kind, id), _case in list(self.records.items()):
            for number, value in enumerate(kinds) if kind is Case else ():
                state = self.chance.choice(["known", "known", "unknown", "not applicable", "not released"])
                held = value() if state == "known" else None
                others = self.chance.choice([(), (Reading("x", "y"),)])
                self.put(Value(f"{id}/v{number}", id, f"v{number}", held, state, self.text(), others))

    def coding(self, number: int) -> None:
        version = self.some(SourceVersion)
        if version.length < 2:
            return
        start = self.chance.randrange(version.length - 1)
        end = self.chance.choice([version.length, min(version.length, start + self.chance.randint(1, 80))])
        key = (version.source_id, version.number, start, end, self.some(Code).id, self.some(Coder).id)
        if key not in {r.key for (k, _id), r in self.records.items() if k is Coding}:
            self.put(Coding(self.id("coding", *key), *key, self.chance.choice(["", "V1"]), self.chance.choice(MADE)))
        self.put(
            Suggestion(self.id("suggestion", number), *key, self.text(), "", "", self.chance.choice([None, "", "gone"]))
        )

    def hanging(self, n: int) -> None:
        coder, version = self.some(Coder).id, self.some(SourceVersion)
        self.put(Theory(f"t{n}", "1", self.wording(), groups={"z": self.wording(), "a": Wording()}))
        self.put(Proposition(f"t{n}:P-1", f"t{n}", "P-1", "z", self.wording(), rules={"supports": 'code("x")'}))
        for on, target in (("study", ""), ("source", self.some(Source).id), ("case", self.some(Case).id),
                           ("code", self.some(Code).id), ("category", self.some(Category).id),
                           ("segment", f"{self.some(Source).id}/1"), ("proposition", f"t{n}:P-1")):  # fmt: skip
            self.put(Memo(self.id("memo", on, n), on, target, self.text(), coder, self.chance.choice(MADE)))
        stance = self.chance.choice(["supports", "contradicts", "nuances", "illustrates"])
        self.put(Evidence(self.id("evidence", "span", n), None, f"t{n}:P-1", stance, coder, self.text(), "2026",
                          version.source_id, version.number, 0, min(5, version.length)))  # fmt: skip
        self.put(WholeReading(f"{version.source_id}/{coder}", version.source_id, 1, coder, "", self.text(), "2026"))
        self.put(Asked(f"{version.source_id}/{n}/g:q", version.source_id, n, "g:q", coder))
        self.put(Consent(self.id("consent", n), self.some(Case).id, "2", "2026-01-01", ("quotes", "a,b"), None))
        role = Actor(self.id("actor", n), f"R{n}", self.wording(), "role", "authority", "municipal")
        self.put(role)
        self.put(role._replace(id=self.id("person", n), kind="person", fills=role.id, case_id=self.some(Case).id,
                               members=(role.id, ""), others=(Reading("", "x"),)))  # fmt: skip
        self.put(Adjudication(self.id("adjudication", n), version.source_id, version.number, 0, version.length, self.several(Coding),
                              self.several(Coding), coder, coder, self.text(), "2026"))  # fmt: skip
        for _time in range(self.chance.randint(1, 3)):
            coding = self.some(Coding)
            self.put(Memo(self.id("memo", "coding", coding.id), "coding", coding.id, self.text(), coder, "2026"))
            self.put(Evidence(self.id("evidence", coding.id), coding.id, f"t{n}:P-1", stance, coder, self.text()))
            self.put(Relation(self.id("relation", coding.id), role.id, self.some(Actor).id, self.chance.choice([None, role.id]),
                              self.chance.choice([None, True, False]), "", "weekly", coding.id, coder, ""))  # fmt: skip
            self.put(Condensation(self.id("condensation", coding.id), self.some(Case).id, coding.code_id, self.text(),
                                  (coding.id, *self.several(Coding)), coder, self.chance.choice(MADE), "abc"))  # fmt: skip

    def standing(self, n: int) -> None:
        case, code = self.some(Case).id, self.some(Code).id
        question = Question("q", self.wording(), (self.wording(),))
        self.put(
            Guide(
                f"g{n}",
                "1",
                self.wording(),
                parts=(Part("1", self.wording(), (Theme("t", self.wording(), ("x",), (question,)),)),),
            )
        )
        self.put(
            Crosswalk(
                f"w{n}",
                "1",
                self.wording(),
                self.some(Codebook).id,
                self.some(Codebook).id,
                (Correspondence("a", "b"),),
            )
        )
        self.put(
            Claim(self.id("claim", n), self.text(), "de fleste", "informants", 'code("x")', coder=self.some(Coder).id)
        )
        self.put(Mark(f"{case}/{code}/need", case, code, "need", self.chance.choice([None, True, False])))
        self.put(AreaPlan(f"{case}/{code}/2A", case, code, "2A", {"why": self.text(), "how": ""}))
        self.put(Expectation(f"e{n}", "rådmann", self.text(), self.text(), "NL", None))
        self.put(Activity(f"y{n}", self.chance.choice([None, case]), 12, self.text(), agenda=("1", self.text())))
