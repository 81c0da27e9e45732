"""Who speaks: how much, in which role, and for those bound to no case whom they may be."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    files = {
        "inf-01": "I: Hvem er du?\nNina Lund: Leder her i to år.\nI: Mm.\n",
        "inf-02": "Kari: Hva gjør du? Og hvorfor?\nOla: Jeg er ansatt, og jeg er her hver dag.\nKari: Ja?\nOla: Ja, det er jeg.\n",
        "inf-03": "I: Hei?\nTO: Ja.\nInformant: Nei.\n",
        "inf-04": "I: Hei?\nTO: Ja. Vi er to.\n",
        "Per Moe": "I: Hei?\nInformant: Ja.\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "c.csv").write_text(
        "informant;kontor;kilde;taler\nNina Lund;Lyngmo;;\nAnsatt 7;Lyngmo;inf-02;Ola\nTorill Olsen;Lyngmo;;\nPer Moe;Lyngmo;;\n",
        encoding="utf-8",
    )
    made = kv.Project(tmp_path / "s.kodeverk")
    made.add_sources(sorted(tmp_path.glob("*.txt")))
    made.add_cases(tmp_path / "c.csv")
    return made


def test_speakers_are_listed_with_what_they_say_and_whom_they_may_be(study: kv.Project) -> None:
    frame = study.speakers().frame
    assert list(frame.columns) == [
        "source", "speaker", "role", "guessed", "turns", "words", "share", "case", "likely_case", "because",
    ]  # fmt: skip
    rows = {(r.source, r.speaker): r for r in frame.itertuples()}
    nina = rows["inf-01", "Nina Lund"]
    assert (nina.role, nina.turns, nina.words, nina.share) == ("informant", 1, 5, 5 / 9)
    assert (nina.case, nina.likely_case, nina.because) == ("", "Nina Lund", "name")
    assert rows["inf-02", "Ola"].case == "Ansatt 7"
    assert rows["inf-02", "Kari"].guessed and rows["inf-02", "Kari"].role == "interviewer"
    assert not rows["inf-01", "I"].guessed
    assert (rows["inf-03", "TO"].likely_case, rows["inf-03", "TO"].because) == ("Torill Olsen", "name")
    assert (rows["inf-03", "Informant"].likely_case, rows["Per Moe", "Informant"].likely_case) == ("", "Per Moe")
    assert rows["Per Moe", "Informant"].because == "file name"
    assert set(frame.groupby("source")["share"].sum().round(9)) == {1.0}


def test_a_label_bound_in_one_source_is_likely_the_same_case_in_another(study: kv.Project) -> None:
    study.bind("TO", "Ansatt 7", source="inf-03")
    rows = {(r.source, r.speaker): r for r in study.speakers().frame.itertuples()}
    assert (rows["inf-04", "TO"].likely_case, rows["inf-04", "TO"].because) == ("Ansatt 7", "same label")
    assert (rows["inf-03", "TO"].case, rows["inf-03", "TO"].likely_case) == ("Ansatt 7", "")
    study.bind("Informant", "Ansatt 7", source="inf-03")
    rows = {(r.source, r.speaker): r for r in study.speakers().frame.itertuples()}
    assert rows["Per Moe", "Informant"].because == "file name", "a label that many have says nothing"


def test_a_label_two_cases_have_tells_neither(study: kv.Project) -> None:
    study.correct("inf-01", text="I: Hvem er du?\nRN: Leder her i to år.\nI: Mm.\n", coder="ida")
    for source, name in (("inf-03", "Ansatt 7"), ("inf-04", "Per Moe")):
        text = study.version(source).text.replace("TO:", "RN:")
        study.correct(source, text=text, coder="ida")
        study.bind("RN", name, source=source)
    rows = {(r.source, r.speaker): r for r in study.speakers().frame.itertuples()}
    assert (rows["inf-01", "RN"].likely_case, rows["inf-01", "RN"].because) == ("", "")


def test_a_role_somebody_told_is_no_guess(study: kv.Project) -> None:
    study.set_role("Kari", "informant", source="inf-02")
    study.set_role("Kari", "interviewer", source="inf-02")
    rows = {(r.source, r.speaker): r for r in study.speakers().frame.itertuples()}
    assert not rows["inf-02", "Kari"].guessed


def test_those_to_be_bound_come_first_and_how_to_is_said(study: kv.Project) -> None:
    found = study.speakers()
    assert {(row.source, row.speaker) for row in found.unbound} == {
        ("inf-01", "Nina Lund"), ("inf-03", "TO"), ("inf-03", "Informant"), ("inf-04", "TO"), ("Per Moe", "Informant"),
    }  # fmt: skip
    assert repr(found) == "<11 speakers, 5 not bound to a case>"
    page = found._repr_html_()
    assert page.index("bind(") < page.index("Interviewers, and those bound") and "Torill Olsen (name alike)" in page


def test_the_receipt_of_an_import_says_how_many_are_bound_to_no_case(tmp_path: Path) -> None:
    (tmp_path / "inf-09.txt").write_text("I: Hei?\nNL: Ja.\nKari: Nei.\nKari: Jo.\n", encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        done = study.add_sources(tmp_path / "inf-09.txt")
        assert "2 informants bound to no case yet: look at speakers()" in repr(done)
        assert "speakers()" not in repr(study.add_sources(tmp_path / "inf-09.txt"))
