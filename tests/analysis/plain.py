"""A second reading of a study, as naive as can be: loops over its records, and none of kodeverk's own counting.

What is the same in this reading and in what kodeverk shows was arrived at in two ways. Only shapes that the tests'
studies have are read: conditions ``code("...")``, ``category("...")`` and ``attribute == "..."``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from statistics import median
from typing import Any

from kodeverk.model import (
    Asked,
    Case,
    Category,
    Claim,
    Code,
    Coding,
    Condensation,
    Evidence,
    Guide,
    Proposition,
    Snapshot,
    Source,
    SourceVersion,
    Speaker,
    Value,
)
from tests.analysis.shown import Picture

Holds = Callable[[int, int, int], bool | None]
"""Whether a sentence holds when so many say it, are silent, and are not known to do either."""
Stand = tuple[str, frozenset[Coding]]
"""Where a case stands, and the codings that make it so."""
EVIDENCE = ("supports", "contradicts", "mixed", "nuances")
STANDINGS = {"said": "said", "silent": "silent", "not asked": "not_asked", "unknown whether asked": "unknown"}
COLUMNS = {
    **{status: status for status in (*EVIDENCE, "disputed", "illustrates")},
    "silent": "silent", "not asked": "not_asked", "unknown whether asked": "unknown", "not judged": "not_judged",
    "not applicable": "not_applicable",
}  # fmt: skip


Judged = tuple[str, str, str, str, str, int, int]
"""Proposition, case, stance, coder, source, start and end."""


def laps(some: Iterable[Judged], others: Iterable[Judged]) -> bool:
    return any(a[4] == b[4] and max(a[5], b[5]) < min(a[6], b[6]) for a in some for b in others)


class Plain:
    """The records of a study, read naively."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.codings = snapshot.all(Coding)
        self.codes = {code.id: code for code in snapshot.all(Code)}
        self.categories = snapshot.all(Category)
        self.cases = {case.id: case for case in snapshot.all(Case)}
        self.speakers = {(s.source_id, s.label): s for s in snapshot.all(Speaker)}
        self.sources = {source.id: source for source in snapshot.all(Source)}
        versions = {v.id: v for v in snapshot.all(SourceVersion)}
        self.segments = {key: versions[f"{key}/{s.version}"].segments for key, s in self.sources.items()}
        self.texts = {key: snapshot.text(key) for key in self.sources}
        self.values = {(v.case_id, v.attribute): v for v in snapshot.all(Value)}
        self.asked = snapshot.all(Asked)
        self.guides = snapshot.all(Guide)
        self.propositions = snapshot.all(Proposition)
        self.evidence = snapshot.all(Evidence)
        self.claims = snapshot.all(Claim)
        self.condensations = snapshot.all(Condensation)
        self.people = sorted((c for c in self.cases.values() if c.kind == "informant"), key=lambda c: c.name)

    # --- who says what ---------------------------------------------------------------------------

    def case_of(self, source_id: str, label: str) -> str | None:
        speaker = self.speakers.get((source_id, label))
        return speaker.case_id if speaker else None

    def cases_at(self, source_id: str, start: int, end: int) -> set[str]:
        found = {
            self.case_of(source_id, one.speaker)
            for one in self.segments[source_id]
            if max(one.body, start) < min(one.end, end)
        }
        return {case for case in found if case}

    @cached_property
    def said(self) -> dict[str, list[Coding]]:
        found: dict[str, list[Coding]] = {case: [] for case in self.cases}
        for coding in self.codings:
            for case in self.cases_at(coding.source_id, coding.start, coding.end):
                found[case].append(coding)
        return found

    def below(self, *code_ids: str) -> set[str]:
        tops = [self.codes[key] for key in code_ids]
        return {
            code.id
            for code in self.codes.values()
            for top in tops
            if code.codebook == top.codebook and (code.path == top.path or code.path.startswith(top.path + "/"))
        }

    def above(self, code_id: str) -> set[str]:
        return {key for key in self.codes if code_id in self.below(key)}

    def named(self, name: str, book: str = "") -> list[str]:
        """The codes that go by ``codebook:path`` or a last part, in a codebook where one is given."""
        wanted_book, _colon, path = name.rpartition(":")
        wanted_book = wanted_book or book
        mine = [c for c in self.codes.values() if wanted_book in ("", c.codebook)]
        exact = [c.id for c in mine if c.path == path]
        return exact or [c.id for c in mine if c.path.split("/")[-1] == path]

    @cached_property
    def themes(self) -> dict[str, set[str]]:
        """All categories and codes at the top, by the shortest name that is theirs alone."""
        found = {self.category_name(category): self.below(*category.codes) for category in self.categories}
        tops = [code for code in self.codes.values() if "/" not in code.path]
        paths = Counter(code.path for code in self.codes.values())
        return found | {c.path if paths[c.path] == 1 else f"{c.codebook}:{c.path}": self.below(c.id) for c in tops}

    def category_name(self, category: Category) -> str:
        alone = sum(other.name == category.name for other in self.categories) == 1
        return category.name if alone else f"{category.codebook}:{category.name}"

    def theme(self, name: str) -> set[str]:
        """The codes of ``code:`` or ``category:`` and a name or id."""
        kind, _colon, rest = name.partition(":")
        if kind == "category":
            (found,) = [c for c in self.categories if rest in (c.id, c.name, f"{c.codebook}:{c.name}")]
            return self.below(*found.codes)
        return self.below(*([rest] if rest in self.codes else self.named(rest)))

    # --- who was asked -----------------------------------------------------------------------------

    @cached_property
    def feeds(self) -> dict[str, set[str] | None]:
        found: dict[str, set[str] | None] = {}
        for guide in self.guides:
            for theme in guide.themes():
                fed: set[str] | None = set()
                for name in theme.feeds:
                    codes = self.named(name, guide.id.partition("-")[2]) or self.named(name)
                    if len(codes) > 1:
                        fed = None
                        break
                    for code in codes:
                        fed |= self.below(code) | self.above(code)  # type: ignore[operator]
                for name in (theme.id, *(question.id for question in theme.questions)):
                    found[f"{guide.id}:{name}"] = fed
        return found

    def stands(self, case: str, codes: set[str]) -> str:
        if any(coding.code_id in codes for coding in self.said[case]):
            return "said"
        own = {source for (source, _label), speaker in self.speakers.items() if speaker.case_id == case}
        asked = [one for one in self.asked if one.source_id in own]
        if any((self.feeds.get(one.question) or set()) & codes for one in asked):
            return "silent"
        turns = {
            (source, one.number)
            for source in own
            for one in self.segments[source]
            if one.kind == "turn" and self.speakers[source, one.speaker].role == "interviewer"
        }
        judged = turns and turns <= {(one.source_id, one.segment) for one in asked}
        clear = all(not one.question or self.feeds.get(one.question) is not None for one in asked)
        return "not asked" if codes and judged and clear else "unknown whether asked"

    def value(self, case: str, attribute: str) -> Any:
        """The value of a case or its office; None where it is not known."""
        if attribute == "office":
            return self.office(case)
        for key in (case, self.cases[case].office_id or ""):
            if (key, attribute) in self.values:
                return self.values[key, attribute].value
        return None

    def not_applicable(self, case: str, attribute: str) -> bool:
        keys = [(key, attribute) for key in (case, self.cases[case].office_id or "") if (key, attribute) in self.values]
        return any(self.values[key].state == "not applicable" for key in keys[:1])

    def office(self, case: str) -> str:
        return self.cases[self.cases[case].office_id or case].name

    def group(self, case: str, attribute: str) -> str:
        value = self.value(case, attribute)
        return "unknown" if value is None else str(value)

    # --- theory ----------------------------------------------------------------------------------

    @cached_property
    def judgements(self) -> list[Judged]:
        """Proposition, case, stance, coder, source and span of every piece of evidence."""
        places = {c.id: (c.source_id, c.start, c.end) for c in self.codings}
        found = []
        for one in self.evidence:
            place = places[one.coding_id] if one.coding_id else (one.source_id or "", one.start, one.end)
            found += [(one.proposition, case, one.stance, one.coder, *place) for case in self.cases_at(*place)]
        return found

    def concerned(self, proposition: Proposition) -> set[str]:
        book = proposition.theory.partition("-")[2]
        if proposition.codes:
            found = [self.named(name, book) or self.named(name) for name in proposition.codes]
            return self.below(*(code for codes in found for code in codes if len(codes) == 1))
        mine = [c for c in self.categories if c.name in proposition.categories]
        own = [c for c in mine if c.codebook == book]
        return self.below(*(code for category in own or mine for code in category.codes))

    def judged(self, proposition: Proposition, case: str) -> list[str]:
        """The stances of the evidence in a case's speech."""
        return [one[2] for one in self.judgements if one[:2] == (proposition.id, case)]

    def agreed(self, proposition: Proposition, case: str) -> tuple[set[str], bool]:
        """Her stances without those coders are at odds over, and whether they are at odds."""
        mine = [one for one in self.judgements if one[:2] == (proposition.id, case)]
        ways = ("supports", "contradicts")
        both = {c for _p, _c, _s, c, *_where in mine if {(c, way) for way in ways} <= {(o[3], o[2]) for o in mine}}
        passages = [[one] for one in mine]
        while touching := next(((a, b) for a in passages for b in passages if a is not b and laps(a, b)), None):
            passages = [one for one in passages if one not in touching] + [touching[0] + touching[1]]
        stances, at_odds = set(), False
        for passage in passages:
            sides = [{one[3] for one in passage if one[2] == way} for way in ways]
            odds = bool(sides[0] and sides[1]) and len(sides[0] | sides[1]) > 1
            stances |= {one[2] for one in passage if not odds or one[2] not in ways or one[3] in both}
            at_odds = at_odds or odds
        return stances, at_odds

    def status(self, proposition: Proposition, case: str) -> str:
        if wanted := re.fullmatch(r'(\w+) == "(\w+)"', proposition.applies_to.strip()):
            value = self.value(case, wanted[1])
            if self.not_applicable(case, wanted[1]) or (value is not None and value != wanted[2]):
                return "not applicable"
        stances, at_odds = self.agreed(proposition, case)
        if {"supports", "contradicts"} <= stances:
            return "mixed"
        for stance in ("supports", "contradicts", "nuances"):
            if stance in stances:
                return stance
        if at_odds or stances:
            return "disputed" if at_odds else "illustrates"
        found = self.stands(case, self.concerned(proposition))
        return "not judged" if found == "said" else found

    def by_rule(self, proposition: Proposition, stands: Mapping[str, str]) -> str:
        """Two who support it, nobody against and nothing nuanced: supported. And so on, as it is printed."""
        count = Counter(stands.values())
        if not any(status in (*EVIDENCE, "disputed") for status in stands.values()):
            return "not illuminated"
        reserved = [c for c, s in stands.items() if s == "supports" and "nuances" in self.judged(proposition, c)]
        if count["supports"] >= 2 and not (count["contradicts"] or count["mixed"] or count["nuances"] or reserved):
            return "supported"
        if count["supports"] >= 2 and count["supports"] > count["contradicts"]:
            return "partly"
        if count["contradicts"] >= 2 and not count["supports"] and not count["mixed"]:
            return "contradicted"
        return "open"

    def divides(self, stands: Mapping[str, str]) -> bool:
        """Whether two or more who are all for it stand against two or more who are all against it, by group."""
        attributes = {"office", *(attribute for _case, attribute in self.values)}
        for attribute in attributes:
            sides: dict[str, set[str]] = {}
            size: Counter[str] = Counter()
            for case, status in stands.items():
                if status in EVIDENCE and (value := self.value(case, attribute)) is not None:
                    sides.setdefault(str(value), set()).add(status)
                    size[str(value)] += 1
            ways = [one for group, one in sides.items() if size[group] >= 2]
            if {"supports"} in ways and {"contradicts"} in ways:
                return True
        return False

    def excluded(self, one: Proposition, verdicts: Mapping[str, str]) -> bool:
        """Whether it and an opposite are both supported, by all, or each by two or more who are all for it."""
        for other in self.propositions:
            named = other.name in one.opposite or one.name in other.opposite
            if not named or other.theory != one.theory or other == one or "premise" in (one.kind, other.kind):
                continue
            if {verdicts[one.name], verdicts[other.name]} <= {"supported", "partly"}:
                return True
            for attribute in {"office", *(attribute for _case, attribute in self.values)}:
                mine, theirs = self.whole_for(one, attribute), self.whole_for(other, attribute)
                if any(a != b and not self.crossed(one, theirs[b]) and not self.crossed(other, mine[a])
                       for a in mine for b in theirs):  # fmt: skip
                    return True
        return False

    def whole_for(self, proposition: Proposition, attribute: str) -> dict[str, list[str]]:
        """The groups with two or more heard, all of whom support it."""
        heard: dict[str, list[str]] = {}
        for case in self.people:
            if self.status(proposition, case.id) in EVIDENCE and self.value(case.id, attribute) is not None:
                heard.setdefault(self.group(case.id, attribute), []).append(case.id)
        return {g: own for g, own in heard.items() if len(own) > 1 and not self.crossed(proposition, own, "supports")}

    def crossed(self, proposition: Proposition, cases: Iterable[str], but: str = "") -> bool:
        """Whether one of them supports it; with `but`, whether one stands otherwise."""
        found = {self.status(proposition, case) for case in cases}
        return bool(found - {but}) if but else "supports" in found

    # --- words -------------------------------------------------------------------------------------

    def speech(self, case: str) -> list[tuple[str, int, int]]:
        return [
            (source, one.body, one.end)
            for source, segments in self.segments.items()
            for one in segments
            if one.kind != "comment" and self.case_of(source, one.speaker) == case
        ]

    def words_said(self, case: str) -> int:
        return sum(len(self.texts[s][start:end].split()) for s, start, end in self.speech(case))

    def words_coded(self, case: str, codings: list[Coding]) -> int:
        """Words in the runs of code points of her own that some coding covers."""
        count = 0
        for source in {coding.source_id for coding in codings}:
            own = {p for s, start, end in self.speech(case) if s == source for p in range(start, end)}
            covered = {p for c in codings if c.source_id == source for p in range(c.start, c.end)} & own
            runs = "".join(ch if p in covered else "\0" for p, ch in enumerate(self.texts[source]))
            count += sum(len(run.split()) for run in runs.split("\0"))
        return count

    # --- conditions ----------------------------------------------------------------------------------

    def meets(self, case: str, condition: str) -> Stand:
        """Where a case stands to a condition, and the codings that make it so."""
        if wanted := re.fullmatch(r'(\w+) == "([^"]+)"', condition):
            value = self.value(case, wanted[1])
            status = "unknown whether asked" if value is None else "said" if value == wanted[2] else "silent"
            return "not applicable" if self.not_applicable(case, wanted[1]) else status, frozenset()
        wanted = re.fullmatch(r'(code|category)\("([^"]+)"\)', condition)
        assert wanted, condition
        codes = self.theme(f"{wanted[1]}:{wanted[2]}")
        return self.stands(case, codes), frozenset(c for c in self.said[case] if c.code_id in codes)

    # --- the results -----------------------------------------------------------------------------------

    def theory(self, by: Iterable[str]) -> Picture:
        found: Picture = {}
        verdicts = {}
        for p in self.propositions:
            stands = {case.id: self.status(p, case.id) for case in self.people}
            rule = "premise" if p.kind == "premise" else self.by_rule(p, stands)
            verdicts[p.name] = "open" if rule != "premise" and self.divides(stands) else rule
        for p in self.propositions:
            codes = self.concerned(p)
            stands = {case.id: self.status(p, case.id) for case in self.people}
            judged = {case: self.judged(p, case) for case in stands}
            premise = p.kind == "premise"
            verdict = "open" if self.excluded(p, verdicts) else verdicts[p.name]
            pieces = [s for case, own in judged.items() if stands[case] != "not applicable" for s in own]
            count = Counter(stands.values())
            found["verdict", p.name] = {
                "verdict": verdict, "n": len(stands) - count["not applicable"],
                "evidence": sum(stance != "illustrates" for stance in pieces),
                **{column: count[status] for status, column in COLUMNS.items()},
            }  # fmt: skip
            for case, status in stands.items():
                found["case", p.name, self.cases[case].name] = {
                    "status": status, "office": self.office(case), "evidence": len(judged[case]),
                    **{s: judged[case].count(s) for s in ("supports", "contradicts", "nuances", "illustrates")},
                }  # fmt: skip
                if status == "not judged":
                    held = sum(coding.code_id in codes for coding in self.said[case])
                    why = "1 coding, not judged on it" if held == 1 else f"{held} codings, none judged on it"
                    found["case", p.name, self.cases[case].name]["why"] = why
            for attribute in by:
                for group, cases in self.groups(attribute).items():
                    own = {case: stands[case] for case in cases}
                    found[f"group of {attribute}", p.name, group] = {
                        "n": len(own), "verdict": "premise" if premise else self.by_rule(p, own), "whole": verdict,
                        "cases": self.listed(own), **{c: list(own.values()).count(s) for s, c in COLUMNS.items()},
                    }  # fmt: skip
        return found

    def groups(self, attribute: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for case in self.people:
            found.setdefault(self.group(case.id, attribute), []).append(case.id)
        return dict(sorted(found.items()))

    def listed(self, cases: Iterable[str]) -> str:
        return "; ".join(sorted(self.cases[case].name for case in cases))

    def comparison(self, attribute: str) -> Picture:
        found: Picture = {}
        groups = self.groups(attribute)
        for theme, codes in self.themes.items():
            shares, asked = [], []
            for group, cases in groups.items():
                stands = {case: self.stands(case, codes) for case in cases}
                under = {case: [c for c in self.said[case] if c.code_id in codes] for case in cases}
                words = {case: self.words_coded(case, under[case]) for case in cases}
                row: dict[str, Any] = {"n": len(cases), "words": sum(words.values())}
                row["codings"] = len({c.id for own in under.values() for c in own})
                for status, column in STANDINGS.items():
                    mine = [case for case in cases if stands[case] == status]
                    row |= {column: len(mine), f"cases_{column}": self.listed(mine)}
                found[f"theme by {attribute}", theme, group] = row
                row["heard"] = row["said"] + row["silent"]
                row["share"] = row["said"] / row["heard"] if row["heard"] >= 5 else None
                if row["heard"]:
                    shares.append(row["said"] / row["heard"])
                asked.append((group, row["not_asked"], len(cases)))
                heard = {case: own for case, own in under.items() if stands[case] in ("said", "silent")}
                if text := self.carried(group, heard, words):
                    found[f"caution by {attribute}", "one case", theme, group] = {"text": text}
            if not any(coding.code_id in codes for coding in self.codings):
                text = f"No coder has used a code of {theme}: silence on it may only mean that nobody coded it."
                found[f"caution by {attribute}", "not used", theme, ""] = {"text": text}
            found[f"contrast by {attribute}", theme] = max(shares) - min(shares) if shares else 0.0
            if len({count / n for _group, count, n in asked}) > 1:
                told = ", ".join(f"{group}: {count} of {n} not asked" for group, count, n in asked)
                text = f"The groups were not asked alike ({told})."
                found[f"caution by {attribute}", "unequal asking", theme, ""] = {"text": text}
        return found | self.lengths(attribute)

    def carried(self, group: str, under: Mapping[str, list[Coding]], words: Mapping[str, int]) -> str:
        counts = {case: len(own) for case, own in under.items()}
        total, spoken, people = sum(counts.values()), sum(words.values()), len(under)
        if people < 2 or total < 2:
            return ""
        for share, whole in ((counts, total), (words, spoken)):
            for case in under:
                own = share[case]
                if own > whole / 2 and own > 1.5 * whole / people:
                    return (
                        f"One voice, {self.cases[case].name}, carries {group}: {counts[case]} of {total} codings, "
                        f"{words[case]:,} of {spoken:,} words (more than half, and 1.5 times an even share, of either)."
                    )
        return ""

    def lengths(self, attribute: str) -> Picture:
        said = {group: {c: self.words_said(c) for c in cases} for group, cases in self.groups(attribute).items()}
        every = {case: words for own in said.values() for case, words in own.items()}
        longest, shortest = max(every, key=lambda c: every[c]), min(every, key=lambda c: every[c])
        texts = []
        if every[longest] >= 2 * every[shortest]:
            one, other = self.cases[longest].name, self.cases[shortest].name
            texts.append(
                f"Unequal length: {one} says {every[longest]:,} words, {other} says {every[shortest]:,} (2 times or more)."
            )
        middle = {group: median(own.values()) for group, own in said.items()}
        if max(middle.values()) >= 1.5 * min(middle.values()):
            told = ", ".join(f"{group}: {words:,.12g}" for group, words in middle.items())
            texts.append(f"The groups speak unequally much: median words are {told} (1.5 times or more).")
        key = (f"caution by {attribute}", "unequal length", "", "")
        return {(*key, *["again"] * place): {"text": text} for place, text in enumerate(texts)}

    def balance(self, attribute: str) -> Picture:
        every = sum(self.words_said(case.id) for case in self.people)
        alone = {case.name: [case.id] for case in self.people}
        found: Picture = {}
        for name, cases in (alone if attribute == "informant" else self.groups(attribute)).items():
            words, codings = sum(map(self.words_said, cases)), {c for case in cases for c in self.said[case]}
            found[f"balance by {attribute}", name] = {
                "informants": len(cases), "words": words, "all_words": every, "share_of_talk": words / every,
                "turns": sum(len(self.speech(case)) for case in cases), "codings": len(codings),
                "coded_words": sum(self.words_coded(case, self.said[case]) for case in cases),
                "codes": len({c.code_id for c in codings}),
            }  # fmt: skip
        return found

    def basis(self, claim: Claim) -> dict[str, dict[str, Stand]]:
        """By unit and member of those a claim speaks of, where it stands and by which codings."""
        people = {
            case.id: self.meets(case.id, claim.condition)
            for case in self.people
            if not claim.among or self.meets(case.id, claim.among)[0] == "said"
        }
        offices: dict[str, Stand] = {}
        for name in sorted({self.office(case) for case in people}):
            own = [people[case] for case in people if self.office(case) == name]
            statuses = {status for status, _codings in own}
            best = next((s for s in ("said", "silent") if s in statuses), "unknown whether asked")
            status = "not asked" if statuses == {"not asked"} else best
            offices[name] = status, frozenset(coding for _status, codings in own for coding in codings)
        return {"informants": people, "offices": offices}

    def claimed(self, holds: Mapping[str, Holds], before: Plain) -> Picture:
        """Every claim counted, and whether it stands otherwise than in the study as it was `before`."""
        found: Picture = {}
        for claim in self.claims:
            now, then = (
                {unit: one for unit, one in study.basis(claim).items() if claim.unit in ("", unit)}
                for study in (self, before)
            )
            verdict = self.verdict(claim, now, holds[claim.text])
            shown = now[claim.unit or "informants"]
            row: dict[str, Any] = {"verdict": verdict, "n": len(shown)}
            row["stale"] = now != then or verdict != before.verdict(claim, then, holds[claim.text])
            for status, column in STANDINGS.items():
                who = [self.cases[m].name if m in self.cases else m for m, one in shown.items() if one[0] == status]
                row |= {column: len(who), f"who_{column}": "; ".join(sorted(who))}
            found["claim", claim.text] = row
        return found

    def verdict(self, claim: Claim, basis: Mapping[str, Mapping[str, Stand]], holds: Holds) -> str:
        told = set()
        for members in basis.values():
            count = Counter(status for status, _codings in members.values())
            rest = count["not asked"] + count["unknown whether asked"]
            told.add({True: "true", False: "false", None: "open"}[holds(count["said"], count["silent"], rest)])
        if claim.unit:
            return told.pop()
        return "depends on unit" if len(told) > 1 else "unit not stated"

    def under(self, record: Condensation) -> list[Coding]:
        """The codings of a condensation's case, or of all in its office, under its theme."""
        codes = self.theme(record.theme)
        cases = [case for case in self.cases.values() if record.case_id in (case.id, case.office_id)]
        return [coding for case in cases for coding in self.said[case.id] if coding.code_id in codes]

    def condensed(self, before: Plain) -> Picture:
        names = {f"category:{c.id}": self.category_name(c) for c in self.categories}
        names |= {f"code:{c.id}": c.path for c in self.codes.values()}
        found: Picture = {}
        for one in self.condensations:
            now, then = self.under(one), before.under(one)
            found["condensation", self.cases[one.case_id].name, names[one.theme], one.coder] = {
                "stale": set(now) != set(then), "office": self.office(one.case_id),
                "codings": len({c.id for c in now} & {c.id for c in then}),
            }  # fmt: skip
        return found

    def agreement(self, one: str, other: str) -> Picture:
        """For each code and category, how many code points of speech, in sources both coded, two coders judge alike."""
        read = [{c.source_id for c in self.codings if c.coder == coder} for coder in (one, other)]
        both = read[0] & read[1]
        spoken = [place for case in self.people for place in self.speech(case.id) if place[0] in both]
        speech = {(s, p) for s, start, end in spoken for p in range(start, end)}
        marks: dict[tuple[str, str], set[tuple[str, int]]] = {}
        for c in self.codings:
            places = {(c.source_id, p) for p in range(c.start, c.end)} & speech
            marks.setdefault((c.coder, c.code_id), set()).update(places)
        used = {code for coder, code in marks if coder in (one, other)}
        asked = {("code", self.codes[code].path): {code} for code in used}
        for category in self.categories:
            if codes := self.below(*category.codes) & used:
                asked["category", self.category_name(category)] = codes
        found: Picture = {}
        for (kind, name), codes in asked.items():
            a, b = (set().union(*(marks.get((coder, c), set()) for c in codes)) for coder in (one, other))
            told = f"{one} {len(a)}; {other} {len(b)}"
            found["agreement", kind, name] = {"n": len(speech), "agreed": len(speech) - len(a ^ b), "used": told}
        return found

    def placed(self, conditions: Mapping[str, str], outcome: str) -> Picture:
        found: Picture = {}
        for case in self.people:
            stands = [self.meets(case.id, where)[0] for where in (*conditions.values(), outcome)]
            if set(stands) <= {"said", "silent"}:
                found["truth table", case.name] = tuple(status == "said" for status in stands)
        return found


COUNTED = ("one case", "unequal asking", "unequal length", "not used")
"""The kinds of caution that are counted here."""


def read(
    plain: Plain,
    before: Plain,
    *,
    by: Iterable[str],
    conditions: Mapping[str, str],
    outcome: str,
    holds: Mapping[str, Holds],
) -> Picture:
    """Return the results of a study, read naively; claims and condensations against the study as it was `before`."""
    every = (*by, "office")
    found = plain.theory(every)
    for attribute in every:
        found |= plain.comparison(attribute) | plain.balance(attribute)
    found |= plain.balance("informant") | plain.claimed(holds, before) | plain.condensed(before)
    return found | plain.placed(conditions, outcome) | plain.agreement("ida", "marit")


def otherwise(shown: Picture, read: Picture) -> dict[Any, Any]:
    """Return where what is shown is not what was read: by name of the result, both; of rows the columns that differ."""
    kinds = {key[0] for key in read}
    mine = {
        key
        for key in shown
        if key[0] in kinds and not (key[0].startswith("caution") and key[1] not in COUNTED) and key[1] != "all"
    }
    found: dict[Any, Any] = {}
    for key in mine | read.keys():
        a, b = shown.get(key), read.get(key)
        if isinstance(a, dict) and isinstance(b, dict):
            differ = {column: (a.get(column, ...), b[column]) for column in b if a.get(column, ...) != b[column]}
            if differ:
                found[key] = differ
        elif a != b:
            found[key] = a, b
    return found
