"""A working group's workbook comes in as people write it, is updated, undone, and refused with its cells named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.errors import FormatError, KodeverkError
from kodeverk.model import Activity, AreaPlan, Case, Expectation, Mark
from kodeverk.project import Project, load
from tests.room import CYCLE, PLANS, STATUS, codebook, workbook


def project(folder: Path) -> Project:
    study = Project(folder / "studie.kodeverk")
    study.use_codebook(codebook(folder))
    return study


def test_marks_are_read_as_people_write_them(tmp_path: Path) -> None:
    study = project(tmp_path)
    rows = [
        ("Tangvåg", 1, "X", "nei", "ja", "ukjent", None),
        ("NAV Tangvåg", "2 Rammer for møter", "x", 0, 1, "?", " "),
        ("tangvåg", "vilkår ansatte", True, False, "Ja", "NEI", "vet ikke"),
    ]
    receipt = study.add_room(workbook(tmp_path, {"status": [STATUS, *rows]}))
    assert receipt.counts == {"case made": 1, "mark made": 13}
    room = study.room()
    stands = [[room.standing("Tangvåg", n, m) for m in ("strong", "need", "prioritised", "in plan", "followed up")]
              for n in (1, 2, 3, 4)]  # fmt: skip
    assert stands == [
        ["yes", "no", "yes", "unknown", "not stated"],
        ["yes", "no", "yes", "unknown", "not stated"],
        ["yes", "no", "yes", "no", "unknown"],
        ["not stated"] * 5,
    ]
    first = room.frame.iloc[0]
    assert (first["office"], first["area"], first["mark"], first["standing"]) == ("Tangvåg", 1, "strong", "yes")
    assert first["read_from"] == "rom.xlsx, sheet status, C2"


def test_the_same_workbook_twice_changes_nothing_and_a_changed_one_updates_and_removes(tmp_path: Path) -> None:
    study = project(tmp_path)
    sheets = {
        "status": [STATUS, ("Tangvåg", 1, "x", None, "x", None, None), ("Lyngmo", 1, None, "x", None, None, None)],
        "planer": [PLANS, ("Tangvåg", 1, "1A", "fordi", None, None, None, "leder", None)],
        "forventninger": [("til rolle", "tema", "forventning", "rådmann"), ("leder", "møter", "kommer", "x")],
        "årshjul": [CYCLE, ("mars", "Partnerskapsmøte", "NAV-leder", "Budsjett; Plan")],
    }
    study.add_room(workbook(tmp_path, sheets))
    before = study.state_hash()
    assert study.add_room(workbook(tmp_path, sheets)).seq is None
    assert study.snapshot.all(AreaPlan)[0].answers == {"why": "fordi", "who is responsible": "leder"}
    assert study.snapshot.all(Activity)[0][2:6] == (3, "Partnerskapsmøte", "NAV-leder", ("Budsjett", "Plan"))
    assert study.snapshot.all(Expectation)[0][1:6] == ("leder", "møter", "kommer", "rådmann", True)
    sheets["status"][1] = ("Tangvåg", 1, "nei", None, None, None, None)
    receipt = study.add_room(workbook(tmp_path, sheets))
    assert receipt.counts == {"mark altered": 1, "mark removed": 1}
    assert study.room().standing("Tangvåg", 1, "strong") == "no"
    assert study.room().standing("Tangvåg", 1, "prioritised") == "not stated"
    history = [(e.change.before, e.change.after) for e in study.snapshot.history(Mark)]
    assert sum(before is not None and before.holds is True for before, _after in history) == 2
    study.undo()
    assert study.state_hash() == before
    study.undo()
    assert study.snapshot.all(Mark) == [] == study.snapshot.all(Activity) and study.snapshot.all(Case) == []


def test_another_workbook_adds_to_the_first_and_says_where_it_differs(tmp_path: Path) -> None:
    study = project(tmp_path)
    study.add_room(workbook(tmp_path, {"status": [STATUS, ("Tangvåg", 1, "x", None, "x", None, None)]}))
    other = workbook(tmp_path, {"status": [STATUS, ("Tangvåg", 1, "nei", None, None, "x", None)]}, "ny.xlsx")
    receipt = study.add_room(other)
    assert "1 was otherwise in another file" in receipt.note
    room = study.room()
    assert [room.standing("Tangvåg", 1, m) for m in ("strong", "prioritised", "in plan")] == ["no", "yes", "yes"]


def test_the_room_comes_back_from_a_dump_as_it_was(tmp_path: Path) -> None:
    study = project(tmp_path)
    study.add_room(workbook(tmp_path, {
        "status": [STATUS, ("Tangvåg", 1, "x", "ukjent", None, None, None)],
        "planer": [PLANS, ("Tangvåg", 2, None, "fordi", "møter", None, None, None, "hver høst")],
        "forventninger": [("til rolle", "tema", "forventning", "rådmann"), ("leder", "møter", "kommer", "ukjent")],
        "årshjul": [(*CYCLE, "kontor"), (3, "Møte", None, "Sak; Sak to", "Tangvåg")],
        "kontorer": [("kontor", "ledermodell"), ("Tangvåg", "toleder")],
    }))  # fmt: skip
    again = load(study.dump(tmp_path / "dump"), tmp_path / "igjen.kodeverk")
    assert again.state_hash() == study.state_hash()
    assert again.room().frame.equals(study.room().frame) and len(again.room().frame) == 20
    assert again.yearly_cycle().frame.equals(study.yearly_cycle().frame)
    assert list(again.yearly_cycle().frame["office"]) == ["Tangvåg"]


CELLS = {
    "area 21": (("Tangvåg", 21, "x"), "rom.xlsx, sheet status, B3: there is no area '21'; the codebook has 4 areas"),
    "an unknown mark": (("Tangvåg", 2, "kanskje"), "C3: 'kanskje' is no mark; write x or ja, nei, ukjent"),
    "a remark in the wrong cell": (("Tangvåg", 2, "Kari vil ikke"), "C3: '... (13 characters)' is no mark"),
    "a name that is nearly right": (("Tangvåg", "Rammer for møte", "x"), "nearest: rammer for møter"),
    "number and name of two areas": (("Tangvåg", "2 God ledelse", "x"), "B3: there is no area '2 God ledelse'"),
    "no office": ((None, 2, "x"), "A3: no office is named"),
    "the same area twice": (("NAV Tangvåg", "God ledelse", "x"), "the same office and area stand in row 2"),
}


@pytest.mark.parametrize("what", CELLS)
def test_a_cell_that_cannot_be_used_is_named_and_nothing_comes_in(tmp_path: Path, what: str) -> None:
    row, told = CELLS[what]
    study = project(tmp_path)
    rows = [STATUS, ("Tangvåg", 1, "x", *[None] * 4), (*row, *[None] * 4)]
    with pytest.raises(FormatError) as error:
        study.add_room(workbook(tmp_path, {"status": rows}))
    assert told in str(error.value) and str(error.value).endswith("Nothing was changed.")
    assert "\n" not in str(error.value)
    assert study.snapshot.all(Mark) == [] and study.snapshot.all(Case) == []


def test_all_cells_that_cannot_be_used_are_told_in_one_error(tmp_path: Path) -> None:
    sheets = {
        "status": [STATUS, ("Tangvåg", 21, "x", "tja", *[None] * 3)],
        "planer": [PLANS, ("Ukjentvik", 1, *[None] * 7)],
        "årshjul": [CYCLE, ("martius", "Møte", None, None)],
    }
    with pytest.raises(FormatError) as error:
        project(tmp_path).add_room(workbook(tmp_path, sheets))
    lines = str(error.value).splitlines()
    assert lines[0] == "rom.xlsx: 4 cells cannot be used. Nothing was changed."
    assert [line.partition(": ")[0] for line in lines[1:]] == [
        "- rom.xlsx, sheet status, B2", "- rom.xlsx, sheet status, D2", "- rom.xlsx, sheet planer, A2", "- rom.xlsx, sheet årshjul, A2",
    ]  # fmt: skip


def test_an_office_that_the_workbook_does_not_list_is_unknown(tmp_path: Path) -> None:
    sheets = {"kontorer": [("kontor",), ("Tangvåg",)], "status": [STATUS, ("Tangvog", 1, "x", *[None] * 4)]}
    with pytest.raises(FormatError, match="A2: there is no office 'Tangvog'"):
        project(tmp_path).add_room(workbook(tmp_path, sheets))


def test_a_missing_column_a_missing_sheet_and_a_study_without_areas_are_told(tmp_path: Path) -> None:
    study = project(tmp_path)
    with pytest.raises(FormatError, match="sheet status has no column fulgt opp"):
        study.add_room(workbook(tmp_path, {"status": [STATUS[:-1], ("Tangvåg", 1, "x", *[None] * 3)]}))
    with pytest.raises(FormatError, match="none of the sheets status, planer.*Found: Ark1"):
        study.add_room(workbook(tmp_path, {"Ark1": [STATUS, ("Tangvåg", 1, "x", *[None] * 4)]}))
    empty = Project(tmp_path / "tom.kodeverk")
    with pytest.raises(KodeverkError, match="No codebook of the study has areas on levels"):
        empty.add_room(workbook(tmp_path, {"status": [STATUS, ("Tangvåg", 1, "x", *[None] * 4)]}))


@pytest.mark.parametrize("rows", ["renamed", "removed", "emptied", "without rows"])
def test_a_sheet_that_is_not_there_leaves_its_marks_alone(tmp_path: Path, rows: str) -> None:
    study = project(tmp_path)
    status = [STATUS, ("Tangvåg", 1, "x", None, "x", None, None)]
    cycle = {"årshjul": [CYCLE, ("mars", "Partnerskapsmøte", None, None)]}
    study.add_room(workbook(tmp_path, {"status": status, **cycle}))
    now = {
        "renamed": {"status 2021": status},
        "removed": {},
        "emptied": {"status": []},
        "without rows": {"status": [STATUS]},
    }
    receipt = study.add_room(workbook(tmp_path, {**now[rows], **cycle}))
    assert len(study.snapshot.all(Mark)) == 2 and "removed" not in receipt.note
    assert "not in the file, and kept as they were: status (2)" in receipt.note
    assert ("sheets passed over" in receipt.note) == (rows in ("renamed", "without rows"))


def test_a_workbook_of_another_name_tells_which_cells_it_replaces_and_what_it_does_not_say(tmp_path: Path) -> None:
    study = project(tmp_path)
    rows = [("Almvik", 1, "x", "x", None, None, None), ("Brekkstad", 1, "x", None, None, None, None)]
    study.add_room(workbook(tmp_path, {"status": [STATUS, *rows]}))
    rows = [("Almås", 1, "x", "x", None, None, None), ("Brekkstad", 1, "nei", None, None, None, None)]
    note = study.add_room(workbook(tmp_path, {"status": [STATUS, *rows]}, "v2.xlsx")).note
    told = "1 was otherwise in another file: rom.xlsx, sheet status, C3 → v2.xlsx, sheet status, C3"
    assert f"new offices: Almås; {told}; only in another file, and kept: rom.xlsx (2)" in note
