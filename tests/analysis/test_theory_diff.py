"""Versions of a theory, and what changed between them in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.analysis.theory.diff import theory_diff
from kodeverk.errors import UnknownName
from kodeverk.messages import use_language
from kodeverk.model import Proposition, Theory, Wording
from kodeverk.project import Project
from tests.views.four import PAYLOADS

THEORY = Theory("t", "1", Wording(nb="T"), written="2026-01-01", relative_to_coding="before")
A = Proposition("t:A", "t", "A", "g", Wording(nb="Makt er alt", en="Power is all"), codes=("bok:makt", "bok:leder"),
                supports=Wording(nb="Sjefen bestemmer."), rules={"supports": 'code("makt")'})  # fmt: skip
B = Proposition("t:B", "t", "B", "g", Wording(nb="Møter hjelper"))


def sentences(before: list[Proposition], after: list[Proposition]) -> list[str]:
    return theory_diff((THEORY, before), (THEORY, after)).sentences


def test_nothing_changed_is_no_difference_whatever_the_order() -> None:
    found = theory_diff((THEORY, [A, B]), (THEORY, [B._replace(order=0), A._replace(order=1)]))
    assert found.alterations == () and found.frame.empty
    assert repr(found) == "<t 1 → t 1: no difference>"


def test_each_kind_of_change_is_one_sentence() -> None:
    use_language("nb")
    try:
        after = A._replace(statement=Wording(nb="Makt er noe", en="Power is some"))
        (row,) = theory_diff((THEORY, [A]), (THEORY, [after])).frame.to_dict("records")
        assert row == {"proposition": "A", "field": "statement", "before": "Makt er alt", "after": "Makt er noe"}
    finally:
        use_language("en")
    assert sentences([A], [A, B]) == ["B is added: Møter hjelper"]
    assert sentences([A, B], [A]) == ["B is removed: Møter hjelper"]
    assert sentences([A], [after]) == ["A: the statement: «Power is [-all-] {+some+}»"]
    assert sentences([A], [A._replace(codes=("bok:makt", "bok:tillit"))]) == ["A: the codes: bok:leder taken out, bok:tillit put in"]
    assert sentences([A], [A._replace(codes=("bok:leder", "bok:makt"))]) == []
    assert sentences([A], [A._replace(opposite=("B",))]) == ["A: its opposites: B put in"]
    assert sentences([A], [A._replace(supports=Wording())]) == ["A: what would support it: «Sjefen bestemmer.» taken out"]
    assert sentences([B], [B._replace(contradicts=Wording(nb="Møter hindrer."))]) == [
        "B: what would contradict it: «Møter hindrer.» put in"
    ]
    assert sentences([B], [B._replace(kind="premise")]) == ["B: the kind: «proposition» became «premise»"]
    assert sentences([A], [A._replace(rules={"supports": 'not code("makt")'})]) == [
        'A: the rules: «supports: {+not+} code("makt")»'
    ]
    assert sentences([B], [B._replace(expected={"by": "line", "more": "stat"})]) == [
        "B: the expected difference: «by: line; more: stat» put in"
    ]


def test_what_is_reworded_in_another_language_alone_is_shown_in_that() -> None:
    after = A._replace(statement=Wording(nb="Makt er det meste", en="Power is all"))
    assert sentences([A], [after]) == ["A: the statement: «Makt er [-alt-] {+det meste+}»"]


def test_a_new_date_and_version_of_the_theory_are_told() -> None:
    later = THEORY._replace(version="2", written="2026-02-01", relative_to_coding="after")
    found = theory_diff((THEORY, [A]), (later, [A]))
    assert found.sentences == [
        "The theory: the version: «1» became «2»",
        "The theory: the date written: «2026-01-01» became «2026-02-01»",
        "The theory: written before or after coding: «before» became «after»",
    ]
    assert found.summary() == "altered: the theory"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_it_becomes_markup(payload: str) -> None:
    page = theory_diff((THEORY, [A]), (THEORY, [A._replace(statement=Wording(nb=payload))]))._repr_html_()
    assert payload not in page and "Power is all" in page


FILE = """format: kodeverk/theory/1
id: t
version: "{version}"
title: {{nb: T}}
groups:
  - id: g
    title: {{nb: G}}
    propositions:
      - {{id: A, kind: proposition, statement: {{nb: {statement}}}}}
{more}"""


def test_a_study_tells_the_versions_it_has_had_and_what_a_file_would_change(tmp_path: Path) -> None:
    """Version 1 has A, version 2 has A reworded and B; B is taken back by undo."""
    file = tmp_path / "t.yaml"
    file.write_text(FILE.format(version="1", statement="Makt er alt", more=""), encoding="utf-8")
    with Project(tmp_path / "s.kodeverk", who="ida") as study:
        assert study.theory_diff(file).summary() == "added: A"
        study.use_theory(file)
        assert study.theory_diff(file).alterations == ()
        more = "      - {id: B, kind: proposition, statement: {nb: Møter}}\n"
        file.write_text(FILE.format(version="2", statement="Makt er noe", more=more), encoding="utf-8")
        assert study.theory_diff(file).summary() == "added: B; altered: the theory, A"
        study.memo("tenk", coder="ida")  # no version of the theory
        study.use_theory(file)
        study.undo()
        found = study.theory_versions("t")
        assert [(v.version, v.propositions, v.who) for v in found.versions] == [("1", 1, "ida"), ("2", 2, "ida"), ("1", 1, "ida")]
        assert list(found.frame["changes"]) == [
            "added: A", "added: B; altered: the theory, A", "removed: B; altered: the theory, A",
        ]  # fmt: skip
        assert list(found.frame.columns) == ["seq", "at", "who", "version", "propositions", "changes"]
        assert ">noe</ins>" in found._repr_html_()
        with pytest.raises(UnknownName, match="theory"):
            study.theory_versions("u")


def test_the_words_that_were_changed_are_marked() -> None:
    after = A._replace(statement=Wording(en="Power is not quite all"))
    shown = theory_diff((THEORY, [A]), (THEORY, [after]))._repr_html_()
    assert ">not quite</ins>" in shown and "<del" not in shown and "Power is " in shown


def test_a_theory_changed_under_the_version_it_had_is_told_and_kept_apart(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(FILE.format(version="1.0", statement="Makt er alt", more=""), encoding="utf-8")
    with Project(tmp_path / "s.kodeverk", who="ida") as study:
        first = study.use_theory(file)
        assert "version" not in first.note
        assert "version" not in study.use_theory(file).note, "nothing is changed"
        file.write_text(FILE.format(version="1.0", statement="Makt er noe", more=""), encoding="utf-8")
        second = study.use_theory(file)
        assert "changed under the version number it had, 1.0: A: the statement: «Makt er [-alt-] {+noe+}»" in second.note
        assert "give the theory a new version number" in second.note
        told = repr(study.theory_versions("t"))
        assert f"transaction {first.seq})" in told and f"transaction {second.seq})" in told
        assert f"transaction {second.seq})" in study.theory_versions("t")._repr_html_()
        file.write_text(FILE.format(version="1.1", statement="Makt er litt", more=""), encoding="utf-8")
        assert "version" not in study.use_theory(file).note
