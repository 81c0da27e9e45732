"""Everything a study shows, result by result, so that two states can be laid side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import pandas as pd

import kodeverk as kv

Key: TypeAlias = tuple[Any, ...]
Picture: TypeAlias = dict[Key, Any]

PLACES = {"start", "end", "start_a", "end_a", "start_b", "end_b", "segment", "made"}
"""Columns that say where or when, and no result."""


def shown(
    study: kv.Study,
    *,
    by: Iterable[str],
    conditions: Mapping[str, str],
    outcome: str,
    coders: tuple[str, ...] = ("ida", "marit"),
) -> Picture:
    """Return every result of a study by kind and name; `by`: what groups are made by, the office besides."""
    every = (*by, "office")
    return {
        **_theory(study, every),
        **_groups(study, every),
        **_balance(study, every),
        **_rows("claim", study.claims().frame, "claim"),
        **_rows("condensation", study.condensations().frame, "case", "theme", "coder"),
        **_table(study, conditions, outcome),
        **_agreement(study, coders),
    }


def _rows(kind: str, frame: pd.DataFrame, *key: str, leave: Iterable[str] = ()) -> Picture:
    """Return the rows of a frame by key columns; of two with the same key the second is numbered."""
    found: Picture = {}
    for row in frame.to_dict("records"):
        name: Key = (kind, *(row[column] for column in key))
        while name in found:
            name = (*name, "again")
        gone = {*key, *PLACES, *leave}
        found[name] = {str(c): None if _nothing(value) else value for c, value in row.items() if c not in gone}
    return found


def _nothing(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _theory(study: kv.Study, by: Iterable[str]) -> Picture:
    check = study.check()
    found = _rows("verdict", check.frame, "proposition", leave=["statement"])
    found |= _rows("case", check.by_case, "proposition", "case")
    found |= _rows("expected", check.expectations, "proposition")
    found |= _rows("deviant", check.deviant_cases, "proposition", "case", leave=["statement"])
    found |= _rows("paradox", check.paradoxes, "proposition", "other")
    found |= _rows("dispute", check.disputes, "proposition", "coding_id")
    for attribute in by:
        found |= _rows(f"group of {attribute}", check.by(attribute).frame, "proposition", "group")
    return found


def _groups(study: kv.Study, by: Iterable[str]) -> Picture:
    found: Picture = {}
    for attribute in by:
        comparison = study.compare(by=attribute)
        found |= _rows(f"theme by {attribute}", comparison.frame, "theme", "group", leave=["contrast"])
        found |= {(f"contrast by {attribute}", one.theme.name): one.contrast for one in comparison.themes}
        found |= _rows(f"caution by {attribute}", comparison.warnings, "kind", "theme", "group")
        found |= _rows(f"pair by {attribute}", comparison.pairs, "case", "other")
        found |= _rows(f"deviates by {attribute}", comparison.deviants, "case", "theme")
    return found


def _balance(study: kv.Study, by: Iterable[str]) -> Picture:
    found: Picture = {}
    for attribute in ("informant", *by):
        found |= _rows(f"balance by {attribute}", study.balance(by=attribute).frame, "name")
    return found


def _table(study: kv.Study, conditions: Mapping[str, str], outcome: str) -> Picture:
    table = study.truth_table(conditions, outcome=outcome)
    found: Picture = {("truth table", m.case): (*m.values, m.outcome) for m in table.members}
    return found | _rows("not placed", table.not_placed, "case", "condition") | _rows("row", table.frame, *table.names)


def _agreement(study: kv.Study, coders: tuple[str, ...]) -> Picture:
    of_codes, of_evidence = study.agreement(*coders), study.agreement(*coders, of="evidence")
    found = _rows("agreement", of_codes.frame, "kind", "name")
    found |= _rows("difference", of_codes.disagreements, "source", "codings_a", "codings_b")
    return found | _rows("agreement on evidence", of_evidence.frame, "kind", "name")


def changed(before: Picture, after: Picture) -> set[Key]:
    """Return the names of the results that differ, those that came and those that went included."""
    return {key for key in before.keys() | after.keys() if before.get(key, ...) != after.get(key, ...)}


def of_kind(keys: Iterable[Key], *kinds: str) -> set[Key]:
    """Return those of some kinds, without their kind where only one is asked for."""
    return {key[1:] if len(kinds) == 1 else key for key in keys if key[0] in kinds}
