"""Which results may rest on a record, told from the records alone: whatever else changes with it is a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from kodeverk.model import Claim, Coding, Evidence, Proposition
from tests.analysis.plain import Plain
from tests.analysis.shown import Key

Rests = Callable[[Key], bool]
BY_PROPOSITION = ("verdict", "expected", "deviant", "dispute")


def on_codings(plain: Plain, gone: Collection[Coding]) -> Rests:
    """Propositions they were judged on or that concern their code, their cases, the themes they stand under ..."""
    each = [_on_coding(plain, coding, gone) for coding in gone]
    return lambda key: any(rests(key) for rests in each)


def _on_coding(plain: Plain, coding: Coding, gone: Collection[Coding]) -> Rests:
    (case_id,) = plain.cases_at(coding.source_id, coding.start, coding.end)
    case, source = plain.cases[case_id].name, plain.sources[coding.source_id].name
    judged = {e.proposition for e in plain.evidence if e.coding_id == coding.id}
    judged_names = {p.name for p in plain.propositions if p.id in judged}
    about = judged_names | {p.name for p in plain.propositions if _concerns(plain, p, coding.code_id)}
    themes = {name for name, codes in plain.themes.items() if coding.code_id in codes}
    above = plain.above(coding.code_id)
    over = themes | {plain.codes[key].path for key in above}
    claims = {one.text for one in plain.claims if _names(plain, one, coding.code_id)}
    hers = [c for c in plain.codings if (c.coder, c.source_id) == (coding.coder, coding.source_id)]
    alone = set(hers) <= set(gone)  # without them she is not taken to have read the source
    overlapping = {
        c.id for c in plain.codings
        if c.source_id == coding.source_id and c.start < coding.end and coding.start < c.end
    }  # fmt: skip

    def rests(key: Key) -> bool:
        kind, _by, attribute = _parted(key)
        key = (*key, "", "", "")
        mine = {case, plain.group(case_id, attribute)} if attribute else {case}
        found: dict[str, bool] = {
            **dict.fromkeys(BY_PROPOSITION, key[1] in about),
            "paradox": not about.isdisjoint(key[1:3]),
            "case": key[1] in about and key[2] == case,
            "group of": key[1] in about,
            "theme by": key[1] in themes and key[2] in mine,
            "contrast by": key[1] in themes,
            "caution by": key[1] in ("one case", "unequal asking", "not used") and key[2] in themes,
            "pair by": case in key[1:3],
            "deviates by": key[2] in themes,
            "balance by": key[1] in mine,
            "claim": key[1] in claims,
            "condensation": key[1] in (case, plain.office(case_id)) and key[2] in over,
            "truth table": key[1] == case,
            "not placed": key[1] == case,
            "row": True,
            "agreement": alone or key[1] == "all" or key[2] in over,
            "difference": key[1] == source and (alone or not overlapping.isdisjoint("; ".join(key[2:4]).split("; "))),
            "agreement on evidence": key[1] == "all" or key[2] in judged_names,
        }
        return found[kind]

    return rests


def on_evidence(plain: Plain, evidence: Evidence) -> Rests:
    """Its proposition, and nothing else."""
    (name,) = [p.name for p in plain.propositions if p.id == evidence.proposition]
    (coding,) = [c for c in plain.codings if c.id == evidence.coding_id]
    cases = {plain.cases[key].name for key in plain.cases_at(coding.source_id, coding.start, coding.end)}

    def rests(key: Key) -> bool:
        kind = _parted(key)[0]
        key = (*key, "", "", "")
        if kind == "case":
            return bool(key[1] == name and key[2] in cases)
        if kind == "agreement on evidence":
            return bool(key[1] == "all" or key[2] == name)
        return kind in (*BY_PROPOSITION, "paradox", "group of") and name in key[1:3]

    return rests


def on_office(plain: Plain, case_id: str, other: str, attributes: Collection[str]) -> Rests:
    """Of a case that moves to another office: what its office is asked for, and what is an attribute of offices."""
    case, names = plain.cases[case_id].name, {plain.office(case_id), other}
    mine = names | {str(v.value) for v in plain.values.values() if v.attribute in attributes}
    asked = re.compile("|".join(attributes))
    limited = {p.name for p in plain.propositions if asked.search(p.applies_to)}
    expecting = {p.name for p in plain.propositions if p.expected.get("by") in attributes}
    claims = {c.text for c in plain.claims if c.unit != "informants" or asked.search(c.condition + c.among)}

    def rests(key: Key) -> bool:
        kind, by, attribute = _parted(key)
        key = (*key, "", "", "")
        if by and attribute not in attributes:
            return (kind, attribute) != ("balance by", "informant") and kind == "group of" and key[1] in limited
        found: dict[str, bool] = {
            "verdict": key[1] in limited | expecting,
            "expected": key[1] in expecting,
            "deviant": key[1] in limited or key[2] == case,
            "case": key[2] == case,
            "group of": key[2] in mine,
            "theme by": key[2] in mine,
            "contrast by": True,
            "caution by": key[1] in ("small groups", "one office", "confounded", "unequal asking", "one case"),
            "pair by": case in key[1:3],
            "deviates by": True,
            "balance by": key[1] in mine,
            "claim": key[1] in claims,
            "condensation": key[1] in {case, *names},
            "truth table": key[1] == case,
            "row": True,
        }
        return found.get(kind, False)

    return rests


def _parted(key: Key) -> tuple[str, bool, str]:
    """The kind of a result, whether it is of groups, and the attribute they are made by."""
    for link in (" by ", " of "):
        head, found, attribute = key[0].partition(link)
        if found:
            return head + link.rstrip(), True, attribute
    return key[0], False, ""


def _concerns(plain: Plain, proposition: Proposition, code: str) -> bool:
    """Whether a proposition's codes or rules name a code, or one above it."""
    rules = " ".join(proposition.rules.values())
    named = {key for name in re.findall(r'"([^"]+)"', rules) for key in plain.named(name)}
    return code in plain.concerned(proposition) | plain.below(*named)


def _names(plain: Plain, claim: Claim, code: str) -> bool:
    """Whether the condition of a claim names a code, or one above it, or a category it is in."""
    asked = re.findall(r'(code|category)\("([^"]+)"\)', claim.condition)
    return any(code in plain.theme(f"{kind}:{name}") for kind, name in asked)
