"""Attributes that two files say differently: both are kept until a person settles it."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import FormatError, KodeverkError
from kodeverk.model import Reading, Value
from kodeverk.reading import read_plan
from tests.reading.made import written

FIRST = "informant,kontor,line,år\n1,Hamar,stat,10\n2,Hamar,kommune,ukjent\n"
OTHER = "informant,kontor,line,år\n1,Hamar,kommune,10\n2,Hamar,Kommune,7\n"


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    study = kv.Project(tmp_path / "s.kodeverk")
    study.add_cases(written(tmp_path, FIRST.encode(), "a.csv"))
    return study


def add(study: kv.Project, text: str, name: str) -> str:
    return str(study.add_cases(written(study.path.parent, text.encode(), name)))


def rows(study: kv.Project) -> list[tuple[object, ...]]:
    return list(study.conflicts().itertuples(index=False, name=None))


def test_another_file_that_says_otherwise_is_kept_beside_the_value(study: kv.Project) -> None:
    assert "1 value is otherwise in another file" in add(study, OTHER, "b.csv")
    assert rows(study) == [("1", "line", "stat", "a.csv, C2", "kommune", "b.csv, C2")]
    values = study.snapshot.values(study.snapshot.case("2").id)
    assert values["år"].value == 7 and values["år"].read_from == "b.csv, D3"  # what was not known is filled in
    assert values["line"] == values["line"]._replace(value="kommune", others=())  # capitals are no disagreement
    (problem,) = study.problems()[study.problems()["where"] == "1: line"].itertuples()
    assert problem.severity == "warning"
    assert problem.what == "sources disagree: stat (a.csv, C2), kommune (b.csv, C2)"


def test_reading_a_file_again_is_no_conflict_and_a_corrected_cell_ends_one(study: kv.Project) -> None:
    add(study, OTHER, "b.csv")
    for name, text in (("a.csv", FIRST.replace("ukjent", "7")), ("b.csv", OTHER)):
        assert "nothing to change" in add(study, text, name) or name == "a.csv"
        assert len(rows(study)) == 1
    assert add(study, FIRST.replace("stat", "stat og kommune"), "a.csv")  # corrected in the same file: replaced
    assert rows(study) == [("1", "line", "stat og kommune", "a.csv, C2", "kommune", "b.csv, C2")]
    add(study, OTHER.replace("1,Hamar,kommune", "1,Hamar,stat og kommune"), "b.csv")
    assert rows(study) == []


def test_not_knowing_contradicts_nothing_and_not_applicable_does(study: kv.Project) -> None:
    add(study, OTHER.replace("1,Hamar,kommune", "1,Hamar,ukjent"), "b.csv")
    assert rows(study) == []
    add(study, OTHER.replace("1,Hamar,kommune", "1,Hamar,ikke relevant"), "b.csv")
    assert [row[4] for row in rows(study)] == ["not applicable"]


def test_a_settled_conflict_is_kept_in_the_log_and_not_raised_again(study: kv.Project) -> None:
    add(study, OTHER, "b.csv")
    study.set_value("1", "line", "kommune", read_from="avtalen, § 3", why="avtalen er nyest")
    assert rows(study) == []
    (event,) = [e for e in study.snapshot.history(Value) if e.verb == "set_value"]
    assert isinstance(event.change.before, Value)
    assert (event.why, event.change.before.others) == ("avtalen er nyest", (Reading("kommune", "b.csv, C2"),))
    for name, text in (("a.csv", FIRST), ("b.csv", OTHER)):
        add(study, text, name)
        assert rows(study) == []
    assert study.snapshot.value(study.snapshot.case("1").id, "line") == "kommune"
    add(study, FIRST.replace("1,Hamar,stat", "1,Hamar,begge"), "a.csv")  # something new is said: raised
    assert rows(study) == [("1", "line", "kommune", "avtalen, § 3", "begge", "a.csv, C2")]


def test_undoing_the_settlement_brings_the_conflict_back(study: kv.Project) -> None:
    add(study, OTHER, "b.csv")
    study.set_value("1", "line", "stat", read_from="telefon")
    study.undo()
    add(study, OTHER, "b.csv")
    assert len(rows(study)) == 1


def test_a_state_can_be_set_and_what_cannot_is_refused(study: kv.Project) -> None:
    study.set_value("1", "line", "not released", read_from="kommunen")
    assert study.snapshot.values(study.snapshot.case("1").id)["line"].state == "not released"
    with pytest.raises(FormatError, match="no name of an attribute"):
        study.set_value("1", "År i NAV", 3, read_from="x")
    with pytest.raises(FormatError, match="Where was it read"):
        study.set_value("1", "line", "stat", read_from=" ")
    study.set_value("Hamar", "ledermodell", "enleder", read_from="register")
    with pytest.raises(KodeverkError, match="from the office Hamar"):
        study.set_value("1", "ledermodell", "toleder", read_from="x")


PLAN = """\
format: kodeverk/plan/1
id: p
version: "1"
title: {nb: Plan}
cells:
  - {values: {line: stat, role: leder}, wanted: 1}
  - {values: {line: kommune, role: leder}, wanted: 2}
strategy:
  - {theme: makt, kinds: [interview, interview, minutes]}
"""


def test_a_plan_is_read_whole(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, PLAN.encode(), "p.yaml"))
    assert plan.attributes == ("line", "role") and [cell.wanted for cell in plan.cells] == [1, 2]
    assert plan.strategy[0].kinds == ("interview", "minutes")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kommune, role: leder", "kommune", "line 7.*every cell must name the same: line, role"),
        ("line: kommune", "line: stat", "line 7.*the cell stands twice"),
        ("wanted: 2", "wanted: mange", "line 7.*a whole number"),
        ("minutes]}", "minutes]}\n  - {theme: makt, kinds: [report]}", "line 10.*'makt' stands twice"),
    ],
)
def test_a_plan_that_breaks_the_form_is_refused_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in PLAN
    with pytest.raises(FormatError, match=said):
        read_plan(written(tmp_path, PLAN.replace(old, new).encode(), "p.yaml"))
