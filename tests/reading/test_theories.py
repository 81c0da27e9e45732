"""Rules, opposites and dates of propositions in a theory's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.errors import FormatError
from kodeverk.model import Snapshot, Value
from kodeverk.reading import read_theory, use_theory
from tests.views.four import four

HEAD = "format: kodeverk/theory/1\nid: t\nversion: '1'\ntitle: {nb: T}\ngroups:\n  - id: g\n    title: {nb: G}\n    propositions:\n"
SHIPPED = Path(__file__).parents[2] / "codebooks"


def written(folder: Path, *lines: str) -> Path:
    """A theory with these lines from line 9 on."""
    path = folder / "t.yaml"
    path.write_text(HEAD + "".join(f"      {line}\n" for line in lines), encoding="utf-8")
    return path


def test_rules_opposites_and_dates_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "- {id: A, kind: proposition, statement: {nb: a}, opposite: [B], written: 2026-01-02, relative_to_coding: after}",
        "- id: B",
        "  kind: proposition",
        "  statement: {nb: b}",
        "  rules:",
        "    supports: 'code(\"ledelse\") and år >= 3'",
        "    contradicts: >-",
        "      not",
        '      code("ledelse")',
    )
    _theory, (a, b) = read_theory(path)
    assert (a.opposite, a.written, a.relative_to_coding, a.rules) == (("B",), "2026-01-02", "after", {})
    assert b.rules == {"supports": 'code("ledelse") and år >= 3', "contradicts": 'not code("ledelse")'}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("  rules: {supports: 'code(ledelse)'}", "line 12, .*A > rules > supports: .*'ledelse'.*Allowed"),
        ("  rules: {supports: 'years =='}", "line 12, .*A > rules > supports: .*cannot be understood"),
        ("  applies_to: 'line = 3'", "line 12, .*A > applies_to: .*Allowed"),
        ("  rules: {illustrates: 'a == 1'}", "line 12.*unknown key 'illustrates'"),
        ("  rules: {}", "line 12"),
        ("  rules: {supports: ''}", "line 12.*it is empty"),
        ("  opposite: [C]", "line 12, .*A > opposite.*no proposition 'C'"),
        ("  opposite: [A]", "line 12, .*not its own opposite"),
        ("  relative_to_coding: during", "line 12.*'during' is not one of before, after"),
        ("  written: i fjor", "line 12.*a date as 2026-11-21"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_line_and_proposition(tmp_path: Path, line: str, found: str) -> None:
    path = written(tmp_path, "- id: A", "  kind: proposition", "  statement: {nb: a}", line)
    with pytest.raises(FormatError, match=found) as error:
        read_theory(path)
    assert "t.yaml" in str(error.value) and "in one place" in str(error.value)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "- id: A", "  kind: proposition", "  statement: {nb: a}", "  rules: {supports: x, nuances: y}", "  opposite: [B, C]")
    with pytest.raises(FormatError, match="in 4 places"):
        read_theory(path)


def test_attributes_and_values_no_case_has_are_notes_with_the_nearest(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "- id: A",
        "  kind: proposition",
        "  statement: {nb: a}",
        "  expected: {by: leader_modell, more: toleder}",
        "  applies_to: 'line == \"statt\" and years > 3'",
        "- id: B",
        "  kind: proposition",
        "  statement: {nb: b}",
        "  expected: {by: leader_model, more: to-leder}",
        "  rules: {supports: 'code(\"ledelse\") and line in (\"stat\", \"unknown\")'}",
    )
    assert notes(four(), path) == (
        "A: no case has an attribute leader_modell (nearest: leader_model); "
        "A: no case has the value statt of line (nearest: stat); A: no case has an attribute years; "
        "B: no case has the value to-leder of leader_model (nearest: toleder)"
    )
    assert "attribute" not in notes(four().replacing(Value, []), path), "the cases are not in yet"


def notes(snapshot: Snapshot, path: Path) -> str:
    return use_theory(snapshot, *read_theory(path)).note


def test_names_in_rules_that_the_study_does_not_have_are_notes(tmp_path: Path) -> None:
    rules = "  rules: {supports: 'together(\"ledelse\", \"S1\") and category(\"styring\")', nuances: 'code == \"møter\"'}"
    there = written(tmp_path, "- id: A", "  kind: proposition", "  statement: {nb: a}", rules)
    assert notes(four(), there) == ""
    rules = "  rules: {supports: 'code(\"ledels\") and category(\"styrin\") and code(\"annen:x\") or code(\"S1\")'}"
    missing = written(tmp_path, "- id: A", "  kind: proposition", "  statement: {nb: a}", rules)
    assert notes(four(), missing) == (
        "names 1 code of the codebook annen, which is not in use; "
        "names codes the study does not have: ledels, category:styrin"
    )


def test_the_shipped_theory_states_rules_and_opposites() -> None:
    theory, propositions = read_theory(SHIPPED / "teori-likeverd-2019.yaml")
    by_name = {p.name: p for p in propositions}
    assert theory.version == "1.1"
    assert sorted(name for name, p in by_name.items() if p.rules) == ["INS-3", "INS-6", "KO-4", "KO-6", "PRO-9", "RES-8"]
    assert all(name in by_name[other].opposite for name, p in by_name.items() for other in p.opposite)
    assert sum(bool(p.opposite) for p in propositions) == 4
