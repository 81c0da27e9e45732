"""The literature log: numbers that add up, those that do not, and names written in two ways."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.analysis.literature import LiteratureLog
from kodeverk.errors import FormatError, UnknownName

HEAD = "id;forfatter;år;tittel;type;kilde;lest;utelatt;nivå;snever\n"
CORPUS = Path(__file__).resolve().parents[2] / "corpora" / "mulighetsrommet-2020" / "litteratur.csv"


def log(folder: Path, rows: str, head: str = HEAD) -> LiteratureLog:
    (folder / "litteratur.csv").write_text(head + rows, encoding="utf-8")
    return kv.read_literature(folder / "litteratur.csv")


def authors(folder: Path, *names: str) -> LiteratureLog:
    return log(folder, "".join(f'{n};"{name}";2015;T{n};artikkel;Oria;ja;;;\n' for n, name in enumerate(names, 1)))


def test_the_flow_adds_up_as_the_report_prints_it() -> None:
    flow = kv.read_literature(CORPUS).flow
    assert {step: flow.total(step) for step in ("found", "read", "excluded", "included", "narrow")} == {
        "found": 118, "read": 82, "excluded": 61, "included": 21, "narrow": 5,
    }  # fmt: skip
    assert flow.total("narrow not stated") == 16  # an empty cell is no no
    assert flow.parts("excluded") == {"ikke relevant": 45, "bare negative funn": 13, "passer ikke inn": 3}
    assert sorted(flow.parts("included").values()) == [1, 1, 1, 1, 8, 9]
    assert flow.checks["holds"].all() and flow.checks["parts"][0] == "45 + 13 + 3 + 21" and flow.faults == ()


def test_a_row_taken_away_changes_the_numbers_and_a_report_is_held_against_them(tmp_path: Path) -> None:
    lines = CORPUS.read_text(encoding="utf-8").splitlines(keepends=True)
    fewer = log(tmp_path, "".join(lines[2:]), lines[0])
    stated = {"read": 82, "excluded": {"ikke relevant": 45, "dobbelt": 2}, "included": 21, "narrow": 5}
    frame = fewer.held_against(stated)
    assert frame["difference"].tolist() == [-1, 0, -2, -1, -1]
    assert kv.read_literature(CORPUS).held_against({"included": {"masteroppgave": 9}})["difference"].tolist() == [0]
    with pytest.raises(FormatError, match="'lest' is no step"):
        fewer.held_against({"lest": 82})


def test_entries_that_do_not_fit_the_flow_are_told(tmp_path: Path) -> None:
    found = log(
        tmp_path,
        "a;Berg;2015;En;artikkel;Oria;nei;ikke relevant;;\n"
        "b;Berg;2015;To;;Oria;ja;;;\n"
        "c;Berg;2015;Tre;artikkel;;ja;negativ;;x\n"
        "d;Berg;2015;to;artikkel;Oria;ja;;;\n",
    ).flow
    assert list(found.faults) == [
        ("a", "excluded and not read"), ("b", "included without type"), ("c", "narrow and not included"), ("d", "same as b"),
    ]  # fmt: skip
    assert found.checks.set_index("what")["difference"].to_dict() == {"read": 0, "found": -1, "included": -1}
    assert "the same title and year as b" in found._repr_html_()


def test_an_empty_cell_is_not_stated_and_no_no(tmp_path: Path) -> None:
    found = log(
        tmp_path,
        "a;Berg;2015;En;artikkel;Oria;;ikke relevant;;\n"
        "b;Berg;2015;To;artikkel;Oria;ja;;;nei\n"
        "c;Berg;2015;Tre;artikkel;Oria;ja;;;\n",
    )
    assert found.flow.total("read not stated") == found.flow.total("narrow not stated") == 1
    assert found.flow.total("read") == 2 and found.flow.faults == ()
    assert list(found.frame["read"]) == [None, True, True] and "not stated whether it was read" in found._repr_html_()
    stated = log(tmp_path, "b;Berg;2015;To;artikkel;Oria;ja;;;nei\n").flow
    assert stated.total("read not stated") == 0 and "not stated" not in stated._repr_html_()


def test_a_reason_in_other_letters_and_an_author_twice_are_told(tmp_path: Path) -> None:
    found = log(
        tmp_path,
        "a;Solvetøl, K. og Solvestøl, K.;2015;En;artikkel;Oria;ja;ikke relevant;;\n"
        "b;Berg;2015;To;artikkel;Oria;ja;Ikke relevant;;\n",
    )
    assert list(found.flow.faults) == [("b", "reason as ikke relevant")]
    unified = found.unify({"Solvetøl": "Solvestøl"})
    assert unified.flow.faults[0] == ("a", "author twice") and "the same author stands twice" in unified._repr_html_()
    with pytest.raises(FormatError, match="Berg is to be written as nothing"):
        found.unify({"Berg": " "})


def test_what_was_found_in_reading_the_table_is_told(tmp_path: Path) -> None:
    found = log(tmp_path, "a;Berg;2015;En;artikkel;Oria\n")
    assert len(found.warnings) == 1 and found.warnings[0] in repr(found) and found.unify({}).warnings == found.warnings


def test_names_written_in_two_ways_are_suggested_together(tmp_path: Path) -> None:
    names = [
        "Søraas",
        "Søråas",
        "Fossestøl",
        "Fossetøl",
        "Melby",
        "Melbye",
        "Vågegeng",
        "Vångeng",
        "Vågeg",
        "Melby",
        "Haugen",
    ]
    found = authors(tmp_path, *names).variants
    assert [set(one.names) for one in found] == [
        {"Fossestøl", "Fossetøl"}, {"Melby", "Melbye"}, {"Søraas", "Søråas"}, {"Vågegeng", "Vångeng", "Vågeg"},
    ]  # fmt: skip
    assert found[1].names == ("Melby", "Melbye") and found[1].counts == (2, 1) and found[1].ids == ("5", "6", "10")


def test_two_given_names_that_differ_are_two_people(tmp_path: Path) -> None:
    assert authors(tmp_path, "Hansen, K.", "Hanssen, B.").variants == ()
    assert len(authors(tmp_path, "Hansen, K.", "Hanssen, Kari", "Hanssen").variants) == 1


def test_names_are_unified_only_with_a_yes_and_what_stood_there_is_kept(tmp_path: Path) -> None:
    before = authors(tmp_path, "Søråas, T. og Berg, K.", "Søraas, T.; Lie, A.")
    after = before.unify({"Søråas": "Søraas"})
    assert [one.authors for one in after.entries] == [("Søraas, T.", "Berg, K."), ("Søraas, T.", "Lie, A.")]
    assert [one.written for one in after.entries] == [one.authors for one in before.entries]
    assert before.entries[0].authors[0] == "Søråas, T." and len(before.variants) == 1 and after.variants == ()
    assert after.frame["written"][0] == "Søråas, T.; Berg, K."
    with pytest.raises(UnknownName, match="author"):
        before.unify({"Sørås": "Søraas"})


def test_the_corpus_has_the_four_variants_planted_in_it() -> None:
    assert [set(one.names) for one in kv.read_literature(CORPUS).variants] == [
        {"Brekkaas", "Brekkås"}, {"Kvåget", "Kvågeteng", "Kvågteng"}, {"Lundby", "Lundbye"}, {"Solvestøl", "Solvetøl"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows, head, error",
    [("1;x\n", "id;tittel\n", "no column forfatter and no column lest and no column utelatt and no column type"),
     ("1;B;;T;a;O;kanskje;;;\n", HEAD, "G2: neither yes .* nor no"), ("1;B;;T;a;O;ja;;;\n1;C;;U;a;O;ja;;;\n", HEAD, "id 1 stands twice"),
     ("2;B;;T;a;O;ja;;;\n;C;;U;a;O;ja;;;\n", HEAD, r"cannot be read:\n  .*A3: the publication has no id\nNothing")],
)  # fmt: skip
def test_a_log_that_cannot_be_read_gives_one_error(tmp_path: Path, rows: str, head: str, error: str) -> None:
    with pytest.raises(FormatError, match=error):
        log(tmp_path, rows, head)
