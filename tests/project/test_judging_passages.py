"""A passage is judged without being coded, and is a judgement like any other: kept, checked, dumped, undone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kodeverk.errors import KodeverkError, QuoteError, UnknownName
from kodeverk.model import Evidence
from kodeverk.privacy import traces
from kodeverk.project import Project, load
from kodeverk.store import verify

TEXT = "I: Har dere to ledere?\n5: Ja, vi har to sjefer.\n6: Det merker ikke jeg."
CASES = "name,office,line\n5,Lyngmo,stat\n6,Lyngmo,kommune\n"
THEORY = (
    "format: kodeverk/theory/1\nid: t\nversion: '1'\ntitle: {nb: T}\ngroups:\n  - id: g\n    title: {nb: G}\n"
    "    propositions:\n      - {id: A, kind: proposition, statement: {nb: a}}\n"
    "      - {id: P, kind: premise, statement: {nb: p}}\n"
)


@pytest.fixture
def study(tmp_path: Path):
    (tmp_path / "inf-05.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "t.yaml").write_text(THEORY, encoding="utf-8")
    (tmp_path / "cases.csv").write_text(CASES, encoding="utf-8")
    with Project(tmp_path / "s.kodeverk") as made:
        made.add_sources(tmp_path / "inf-05.txt")
        made.add_cases(tmp_path / "cases.csv", name="name", office="office")
        made.use_theory(tmp_path / "t.yaml")
        for person in ("5", "6"):
            made.bind(person, person, source="inf-05")
        yield made


def judged(study: Project) -> list[tuple[str, str, str, str]]:
    now = study.snapshot
    passages = [(e, e.passage({})) for e in now.all(Evidence)]
    return sorted((e.proposition, e.stance, e.coder, now.quote(p)) for e, p in passages)


def test_a_passage_is_judged_by_quote_span_or_segment(study: Project) -> None:
    study.judge("A", "supports", source="inf-05", quote="to sjefer", coder="ida")
    study.judge("t:A", "illustrates", source="inf-05", segment=3, coder="ida")
    start = TEXT.index("merker")
    study.judge("A", "contradicts", source="inf-05", span=(start, start + 6), coder="marit", note="nei")
    assert judged(study) == [
        ("t:A", "contradicts", "marit", "merker"), ("t:A", "illustrates", "ida", "Det merker ikke jeg."),
        ("t:A", "supports", "ida", "to sjefer"),
    ]  # fmt: skip
    frame = study.table("evidence")
    assert sorted(frame["quote"]) == ["Det merker ikke jeg.", "merker", "to sjefer"]


def test_the_same_passage_judged_twice_is_one_and_the_last_word_counts(study: Project) -> None:
    for stance in ("supports", "supports", "nuances"):
        study.judge("A", stance, source="inf-05", quote="to sjefer", coder="ida")
    assert judged(study) == [("t:A", "nuances", "ida", "to sjefer")]
    study.undo()
    assert judged(study) == [("t:A", "supports", "ida", "to sjefer")]
    study.undo()
    assert judged(study) == []
    study.redo()
    assert judged(study) == [("t:A", "supports", "ida", "to sjefer")]


def test_what_cannot_be_judged_is_refused(study: Project) -> None:
    with pytest.raises(QuoteError, match="does not stand in inf-05"):
        study.judge("A", "supports", source="inf-05", quote="tre sjefer", coder="ida")
    with pytest.raises(QuoteError, match="Where in inf-05"):
        study.judge("A", "supports", source="inf-05", coder="ida")
    with pytest.raises(UnknownName, match="Nearest: supports"):
        study.judge("A", "support", source="inf-05", segment=2, coder="ida")
    with pytest.raises(KodeverkError, match="t:P is a premise"):
        study.judge("P", "supports", source="inf-05", segment=2, coder="ida")
    for wrong in (("A", "supports"), ("x", "A", "supports", "y")):
        with pytest.raises(KodeverkError, match=r"judge\(coding, proposition, stance\)"):
            study.judge(*wrong, coder="ida")
    with pytest.raises(KodeverkError, match="source="):
        study.judge("A", "supports", quote="to sjefer", coder="ida")
    with pytest.raises(KodeverkError, match="source="):
        study.judge("coding", "A", "supports", source="inf-05", quote="to sjefer", coder="ida")
    assert judged(study) == []


def test_a_selection_and_the_traces_of_a_person_have_her_judged_passages_and_no_others(study: Project) -> None:
    study.judge("A", "supports", source="inf-05", quote="to sjefer", coder="ida")
    study.judge("A", "contradicts", source="inf-05", quote="Det merker ikke jeg", coder="ida")
    smaller = study.select('line == "kommune"').snapshot
    assert [smaller.quote(e.passage({})) for e in smaller.all(Evidence)] == ["Det merker ikke jeg"]
    now = study.snapshot
    mine = [now.table(Evidence)[t.id] for t in traces(now, "5") if t.table == "evidence"]
    assert [now.quote(e.passage({})) for e in mine] == ["to sjefer"]


def test_it_counts_in_the_check_as_a_coding_does(study: Project) -> None:
    study.judge("A", "supports", source="inf-05", quote="to sjefer", coder="ida")
    by_case = study.check().by_case
    row = by_case[(by_case["proposition"] == "A") & (by_case["case"] == "5")].iloc[0]
    assert row["status"] == "supports"


def test_it_survives_dump_and_load(study: Project, tmp_path: Path) -> None:
    study.judge("A", "illustrates", source="inf-05", quote="to sjefer", coder="ida", note="se")
    study.dump(tmp_path / "dump")
    with load(tmp_path / "dump", tmp_path / "igjen.kodeverk") as again:
        assert again.state_hash() == study.state_hash()
        assert judged(again) == [("t:A", "illustrates", "ida", "to sjefer")]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ('"end" = 999', "has a span that does not fit its text"),
        ("start = -1", "has a span that does not fit its text"),
        ('"end" = start', "has a span that does not fit its text"),
        ("version = 7", "names a version of a source that is not there"),
    ],
)
def test_a_passage_that_does_not_fit_is_found_by_verify(study: Project, change: str, found: str) -> None:
    study.judge("A", "supports", source="inf-05", quote="to sjefer", coder="ida")
    path = study.path
    assert verify(path).ok
    study.close()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(f"UPDATE evidence SET {change}")
    connection.close()
    assert found in [f.what for f in verify(path).findings]
