"""A whole study of interviews, as large as one is asked for: people, guide, theory, judgements, claims, condensations.

It stands on the corpus of the other jobs, so that texts, speakers and codebook are the same. What is said means
nothing; how much there is of everything is as in a study.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import floors
from benchmarks.corpus import CODERS, OFFICES, Corpus, Interview
from benchmarks.study import Bench, coding, row_of
from kodeverk.model import (
    UNKNOWN,
    Asked,
    Category,
    Coding,
    Condensation,
    Evidence,
    Guide,
    Memo,
    Part,
    Plan,
    Proposition,
    Question,
    Record,
    Snapshot,
    SubQuestion,
    Theme,
    Theory,
    Value,
    Wording,
    content_id,
    made,
)
from kodeverk.store import Store

THEMES, QUESTIONS = 8, 3
"""Themes of the guide, and questions of each."""
CATEGORIES = 6
PROPOSITIONS, PREMISES = 80, 8
JUDGED, CONDENSED, QUOTED = 25, 8, 150
"""Judgements and condensations of each interview; quotes of the report."""
CLAIMS = 30
_STANCES = ("supports", "supports", "supports", "contradicts", "nuances", "illustrates")
_SAID = ("Alle", "De fleste", "Mange", "Noen", "Halvparten av", "Over halvparten av", "Ingen", "Flertallet av", "12 av")
_OF = (("lederne", 'role == "leder"'), ("ansatte", 'role == "ansatt"'), ("informantene", ""))


class Fieldwork(NamedTuple):
    """A study file, and a report of about thirty pages that quotes it.

    Attributes
    ----------
    study, report : pathlib.Path
        The report is text, its paragraphs parted by empty lines.
    """

    study: Path
    report: Path


def fieldwork(bench: Bench, found: Corpus) -> Fieldwork:
    """Return the study that stands on a corpus, built when first asked for, and its report."""
    path, report = (bench.folder / f"{found.size.name}.{kind}" for kind in ("kodeverk", "txt"))
    if not path.exists():
        report.write_text(_report(found), encoding="utf-8")
        bench.copied(bench.study(found.size)).replace(path)
        with Store(path) as store:
            store.write(lambda _now: Plan(made(*_records(found))), verb="build", who="ida")
            store.write(_claims, verb="claim", who="ida")
    return Fieldwork(path, report)


def _records(found: Corpus) -> Iterator[Record]:
    chance = random.Random(found.size.interviews)
    codes = found.size.codes
    first = [coding(row_of(mark, found.interviews)) for mark in found.marks]
    second = [coding(row_of(m._replace(coder=_other(m.coder)), found.interviews)) for m in found.marks[::3]]
    codings = list(dict.fromkeys([*first, *second]))  # every third passage is coded by both
    yield from codings[len(first) :]
    yield from _people(found.interviews)
    yield _guide(codes)
    for interview in found.interviews:
        yield from _asked(interview)
    yield from _categories(codes)
    yield Theory("teori-bok", "1", Wording(nb="Teori"), written="2026-01-01", relative_to_coding="before")
    propositions = list(_propositions(codes, chance))
    yield from propositions
    by_source: dict[str, list[Coding]] = defaultdict(list)
    for one in codings:
        by_source[one.source_id].append(one)
    for mine in by_source.values():
        yield from _judgements(mine, propositions, chance)
        yield from _condensations(mine)
        yield from (Memo(f"memo {c.id}", "coding", c.id, "Verdt å se på.", c.coder, floors.AT) for c in mine[:2])


def _other(coder: str) -> str:
    return CODERS[1 - CODERS.index(coder)]


def _people(interviews: list[Interview]) -> Iterator[Value]:
    """Return attributes of informants and offices, some of them unknown."""
    for number, interview in enumerate(interviews):
        case, office = interview.turns[1].speaker, number // OFFICES
        values: dict[str, str | int] = {"role": "leder" if number % OFFICES == 0 else "ansatt"}
        values |= {"line": "stat" if number % 2 else "kommune", "seniority": number % 17}
        for attribute, value in values.items():
            known = number % 23 != 5
            yield Value(f"{case}/{attribute}", case, attribute, value if known else None, "known" if known else UNKNOWN)
    for office in range(len(interviews) // OFFICES + 1):
        case = f"office {office}"
        for attribute, words in (("leader_model", ("toleder", "enleder")), ("size", ("liten", "middels", "stor"))):
            yield Value(f"{case}/{attribute}", case, attribute, words[office % len(words)])


def _guide(codes: int) -> Guide:
    """Return a guide that feeds four in five of the codes."""
    fed = [f"kode {n}" for n in range(codes * 4 // 5)]
    themes = tuple(
        Theme(
            f"T{n}",
            Wording(nb=f"Tema {n}"),
            tuple(fed[n::THEMES]),
            tuple(Question(f"T{n}-{q}", Wording(nb=f"Hva med {n}, {q}?")) for q in range(QUESTIONS)),
        )
        for n in range(THEMES)
    )
    return Guide("guide-bok", "1", Wording(nb="Guide"), parts=(Part("1", Wording(nb="Del"), themes),))


def _asked(interview: Interview) -> Iterator[Asked]:
    """Return which questions the interviewer's turns ask; in one interview of five some are not judged."""
    turns = [number for number, turn in enumerate(interview.turns, 1) if turn.speaker == "I"]
    serial = int(interview.name[-3:])
    for place, segment in enumerate(turns[: len(turns) // 2] if serial % 5 == 0 else turns):
        theme = (place // QUESTIONS + serial) % THEMES
        question = f"guide-bok:T{theme}-{place % QUESTIONS}" if place < (THEMES - 2) * QUESTIONS else ""
        yield Asked(f"{interview.name}/{segment}/{question}", interview.name, segment, question, "ida")


def _categories(codes: int) -> Iterator[Category]:
    for n in range(CATEGORIES):
        inside = tuple(f"code-{code}" for code in range(codes) if code % CATEGORIES in (n, (n + 1) % CATEGORIES))
        asks = tuple(SubQuestion(f"V{n}{q}", Wording(nb=f"Hva med {q}?"), inside[q::2]) for q in range(2))
        yield Category(f"kat-{n}", "bok", f"kategori {n}", Wording(nb=f"Kategori {n}"), Wording(), inside, asks, n)


def _propositions(codes: int, chance: random.Random) -> Iterator[Proposition]:
    for n in range(PROPOSITIONS):
        one, other = (f"kode {code}" for code in chance.sample(range(codes), 2))
        rules = {
            "supports": f'code("{one}") and leader_model == "toleder"',
            "contradicts": f'together("{one}", "{other}", turns=2) or (role == "leder" and before("{other}", "{one}"))',
        }
        yield Proposition(
            f"teori-bok:P{n}", "teori-bok", f"P{n}", "", Wording(nb=f"Påstand {n} fra teorien."),
            kind="premise" if n < PREMISES else "proposition",
            source={"author": "Dahl", "year": str(1990 + n % 30)},
            codes=(f"bok:{one}", f"bok:{other}"),
            categories=(f"kategori {n % CATEGORIES}",) if n % 6 == 0 else (),
            supports=Wording(nb="Forteller at avtalen og møtene styrer arbeidet på kontoret."),
            contradicts=Wording(nb="Kjenner ikke avtalen, og lederen bestemmer alt."),
            expected={"by": "leader_model", "more": "toleder"} if n % 4 == 0 else {},
            applies_to='role == "ansatt"' if n % 5 == 0 else "",
            order=n,
            rules=rules if n % 3 == 0 else {},
            opposite=(f"P{n + 1}",) if n % 10 == 8 else (),
        )  # fmt: skip


def _judgements(codings: list[Coding], propositions: list[Proposition], chance: random.Random) -> Iterator[Evidence]:
    """Return judgements of codings, each on a proposition that concerns its code where there is one."""
    concerned: dict[str, list[Proposition]] = defaultdict(list)
    for one in propositions:
        for code in one.codes:
            concerned["code-" + code.rpartition(" ")[2]].append(one)
    for passage in chance.sample(codings, min(JUDGED, len(codings))):
        on = chance.choice(concerned[passage.code_id] or propositions)
        key = content_id(passage.id, on.id, passage.coder)
        yield Evidence(key, passage.id, on.id, chance.choice(_STANCES), passage.coder, "Slik jeg leser det.", floors.AT)


def _condensations(codings: list[Coding]) -> Iterator[Condensation]:
    """Return one interview's condensations; of every fifth a coding has come since."""
    from kodeverk.coding.condense import fingerprint

    case = f"Informant {int(codings[0].source_id[-3:])}"
    under: dict[str, list[Coding]] = defaultdict(list)
    for one in codings:
        under[one.code_id].append(one)
    for n, (code, mine) in enumerate(list(under.items())[:CONDENSED]):
        key, theme = content_id("condensation", case, f"code:{code}", "ida"), f"code:{code}"
        seen = fingerprint(mine[:-1] if n % 5 == 4 else mine)
        text = "Ser samarbeidet som noe som må læres, og mener at avtalen kom for sent til å hjelpe."
        yield Condensation(key, case, theme, text, tuple(c.id for c in mine), "ida", floors.AT, seen)


def _claims(now: Snapshot) -> Plan:
    """Return the plan that keeps claims, each recorded as it is."""
    from kodeverk.analysis.claims.evaluate import recorded
    from kodeverk.coding.claims import bound, keep

    claims = []
    for n in range(CLAIMS):
        said, (of, among) = _SAID[n % len(_SAID)], _OF[n % len(_OF)]
        count = f" {20 if said == '12 av' else ''}".rstrip()
        text, condition = f"{said}{count} {of} snakker om tema {n}.", f'code("kode {n % 20}")'
        if n % 5 == 4:
            condition += f' and not code("kode {n % 7}")'
        made_of = bound(now, text, condition=condition, unit="informants", among=among, coder="ida")
        claims.append(recorded(now, made_of))
    return keep(now, claims)


def _report(found: Corpus) -> str:
    """Return a report of about thirty pages: quotes with who says them, sentences that say how many, references."""
    paragraphs = []
    for n in range(QUOTED):
        mark = found.marks[n * 7 % len(found.marks)]
        interview = found.interviews[mark.interview]
        turn = next(t for t in interview.turns if t.start <= mark.start < t.end)
        quote = interview.text[mark.start : min(mark.end, turn.end)].strip()
        if n % 10 == 9:
            quote = quote.replace(" og ", " men ", 1)
        if n % 10 == 0:
            paragraphs.append(f"4.{n // 10 + 1} Funn om tema {n // 10}")
        paragraphs.append(
            f"{_SAID[n % 4]} {_OF[n % 3][0]} kommer inn på dette, og det henger sammen med hvordan kontoret ble til. "
            f"En av dem sier det slik: «{quote}» ({turn.speaker}). Det går igjen i det de forteller om hverdagen, om "
            f"møtene og om hvem som bestemmer når noe haster. Se kapittel 4.{n // 10 + 1}. {_FILLER}"
        )
    return "\n\n".join(paragraphs)


_FILLER = (
    "Avtalen beskrives som et rammeverk som få har lest i sin helhet, men som likevel setter grenser for hva en leder "
    "kan love."
)
