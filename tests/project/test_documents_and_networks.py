"""The 2007 corpus from its raw files: the study's tables are computed, and follow when a file changes.

Every change is made to a copy of a raw file, and the study is built anew from the files: an agenda item deleted, a
sentence added to a clause, a clause moved, a relation taken out. Then exactly what rests on it differs.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from kodeverk.project import Project

ROOT = Path(__file__).parents[2]
CORPUS, BOOKS = ROOT / "corpora" / "partnerskap-2007", ROOT / "codebooks"
OFFICES = ["Kvernby", "Rugdal", "Skarvøy", "Storåsen", "Tolvik"]
MOST = "De fleste sakene er administrative avklaringer."
PURPOSE = "Alle unntatt ett kontor har egne ord om formålet."


def built(folder: Path, where: Path) -> Project:
    """The study as the raw files in a folder make it."""
    study = Project(where)
    study.add_cases(folder / "register.xlsx")
    study.add_cases(folder / "kontorark.csv")
    study.add_sources(str(folder / "int-*"))
    study.add_documents(str(folder / "avtale*"), kind="agreement", leave_out="headers")
    study.add_documents(str(folder / "referat-*"), kind="minutes")
    for book in ("partnerskap-2007", "partnerskapsmøter-2007"):
        study.use_codebook(BOOKS / f"{book}.yaml")
    study.use_theory(BOOKS / "teori-partnerskap-2007.yaml")
    study.use_guide(BOOKS / "guide-partnerskap-2007.yaml")
    study.add_asked(folder / "spurt.csv")
    study.add_codings(folder / "kodinger.csv")
    study.add_item_codings(folder / "sakskategorier.csv")
    study.add_actors(folder / "aktorer.csv")
    study.add_relations(folder / "relasjoner.csv")
    study.add_judgements(folder / "vurderinger.csv")
    study.claim(MOST, condition='code("sakstype/administrative avklaringer")', unit="items", coder="ida")
    study.claim(PURPOSE, condition='clause_2 != "same"', unit="offices", coder="ida")
    return study


@cache
def whole() -> Project:
    import tempfile

    return built(CORPUS, Path(tempfile.mkdtemp()) / "studie.kodeverk")


def changed(tmp_path: Path, file: str, change: Callable[[str], str], encoding: str = "utf-8") -> Project:
    """The study made from a copy of the corpus in which one text file is another."""
    folder = tmp_path / "korpus"
    shutil.copytree(CORPUS, folder)
    before = (folder / file).read_bytes().decode(encoding)
    after = change(before)
    assert after != before
    (folder / file).write_bytes(after.encode(encoding))
    return built(folder, tmp_path / "studie.kodeverk")


def tally(study: Project) -> dict[str, list[int]]:
    frame = study.tally().frame
    counted = frame[frame["state"] == "counted"]
    return {office: [int(n) for n in counted[counted["office"] == office]["count"]] for office in OFFICES}


def classes(study: Project) -> pd.Series:
    frame = study.compare_documents("avtalemal").frame
    return frame.set_index(["office", "point"])["class"]


def verdicts(study: Project) -> dict[str, str]:
    return dict(study.claims().frame[["claim", "verdict"]].itertuples(index=False))


def placements(study: Project) -> dict[str, str]:
    return dict(study.driving_force().frame[["office", "placement"]].itertuples(index=False))


# --- the tables of the study ---------------------------------------------------------------------


def test_the_sample_is_that_of_the_study() -> None:
    cases = whole().table("cases").set_index("case").loc[OFFICES]
    assert list(cases["innbyggere"]) == [27909, 4994, 4493, 52210, 22257]
    assert list(cases["leder_arbeidsgiver"]) == ["statlig", "statlig", "kommunal", "kommunal", "1 statlig, 1 kommunal"]
    assert list(cases["styringsmodell"]) == ["enhetlig", "enhetlig", "enhetlig", "enhetlig", "2-delt"]
    assert sum(cases["årsverk"]) == pytest.approx(9.7 + 11.8 + 70 + 34 + 71) == pytest.approx(196.5)
    assert (cases.loc["Storåsen", "minutes_released"], cases.loc["Skarvøy", "meetings_per_year"]) == (
        "not released", "unknown",
    )  # fmt: skip
    assert {"innbyggere", "årsverk", "meetings_per_year"} <= set(whole().conflicts()["attribute"])
    tolvik = whole().table("codings").query('source == "int-tolvik"')
    assert set(tolvik["case"]) == {"L4", "L5"}, "two leaders in one interview, told apart by their labels"


def test_cases_of_the_meetings_are_counted_as_in_table_5() -> None:
    assert tally(whole()) == {
        "Kvernby": [5, 3, 2, 5, 5], "Rugdal": [1, 0, 4, 1, 0], "Skarvøy": [4, 3, 5, 0, 0], "Storåsen": [],
        "Tolvik": [7, 2, 5, 4, 4],
    }  # fmt: skip
    found = whole().tally()
    frame = found.frame
    assert list(frame[frame["state"] == "counted"].groupby("category", sort=False)["count"].sum()) == [17, 8, 16, 10, 9]
    assert set(frame[frame["office"] == "Storåsen"]["state"]) == {"not released"}
    shares = {row.category.rpartition("/")[2]: row for row in found.shares.itertuples()}
    assert shares["administrative avklaringer"].pooled_share == pytest.approx(17 / 60)
    assert shares["administrative avklaringer"].mean_share == pytest.approx(0.267, abs=0.001)
    assert shares["strategi og målstyring"].mean_share == pytest.approx(0.353, abs=0.001)
    assert verdicts(whole())[MOST] == "plurality, not majority"


def test_points_of_the_agreements_are_classed_as_in_the_appendix() -> None:
    whole_points = classes(whole())[lambda s: s.index.get_level_values("point").isin([str(n) for n in range(1, 16)])]
    assert len(whole_points) == 75
    counts = whole_points.value_counts()
    assert (counts["same"], counts["same with addition"]) == (35, 10)
    same = (whole_points == "same").groupby("office").sum()
    assert dict(same) == {"Skarvøy": 5, "Rugdal": 9, "Kvernby": 6, "Tolvik": 8, "Storåsen": 7}
    alike = [p for p, own in classes(whole()).groupby("point") if (own == "same").all()]
    assert sorted(alike) == ["1", "14", "3a", "9"]
    assert whole_points["Rugdal", "7"] == "cut" and whole_points["Kvernby", "4"] == "own"
    assert verdicts(whole())[PURPOSE] == "true"


def test_offices_are_placed_as_the_study_places_them() -> None:
    assert placements(whole()) == {
        "Kvernby": "mostly two-way practice level, partly one-way practice level",
        "Rugdal": "two-way practice level",
        "Skarvøy": "partly two-way practice level",
        "Storåsen": "one-way practice level",
        "Tolvik": "one-way authority level",
    }
    assert whole().driving_force().cells()["two-way authority level"] == []


# --- and they follow the files -------------------------------------------------------------------


@pytest.mark.slow
def test_an_agenda_item_deleted_changes_that_row_the_total_and_the_claim_and_nothing_else(tmp_path: Path) -> None:
    def without(text: str) -> str:
        start, end = text.index("Sak 6/06 Gjennomgang"), len(text)
        return text.replace("  6/06 Gjennomgang av samarbeidsavtalen før 30. juni\n", "").replace(text[start:end], "")

    folder = tmp_path / "korpus"
    shutil.copytree(CORPUS, folder)
    path = folder / "referat-rugdal-2006-10-26.txt"
    path.write_text(without(path.read_text(encoding="utf-8")), encoding="utf-8")
    rows = (folder / "sakskategorier.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    left = [row for row in rows if not row.startswith("referat-rugdal-2006-10-26,6/06")]
    assert len(rows) - len(left) == 4  # category, decision, commitment, conflict
    (folder / "sakskategorier.csv").write_text("".join(left), encoding="utf-8")
    study = built(folder, tmp_path / "studie.kodeverk")
    assert tally(study) == tally(whole()) | {"Rugdal": [1, 0, 3, 1, 0]}
    assert "59" in repr(study.tally()) and verdicts(study)[MOST] == "plurality, not majority"
    assert classes(study).equals(classes(whole())) and placements(study) == placements(whole())


def test_a_sentence_added_to_one_clause_changes_that_cell_and_the_claim_on_it(tmp_path: Path) -> None:
    study = changed(
        tmp_path, "avtale-storåsen.txt",
        lambda text: text.replace("Partene samarbeider som likeverdige.", "Partene er likeverdige i ett og alt."),
        "cp1252",
    )  # fmt: skip
    before, after = classes(whole()), classes(study)
    assert [key for key in before.index if before[key] != after[key]] == [("Storåsen", "2")]
    assert (before["Storåsen", "2"], after["Storåsen", "2"]) == ("same with addition", "reworded")
    assert tally(study) == tally(whole()) and placements(study) == placements(whole())


@pytest.mark.slow
def test_a_clause_moved_to_the_end_stays_the_same_and_a_clause_cut_is_cut(tmp_path: Path) -> None:
    def moved(text: str) -> str:
        nine, ten, end = text.index("\r\n9. "), text.index("\r\n10. "), text.index("\r\nUnderskrift")
        return text[:nine] + text[ten:end] + text[nine:ten].replace("9. ", "16. ", 1) + text[end:]

    def cut(text: str) -> str:
        return text[: text.index("\r\n9. ")] + text[text.index("\r\n10. ") :]

    before = classes(whole())
    assert classes(changed(tmp_path / "a", "avtale-storåsen.txt", moved, "cp1252")).equals(before)
    after = classes(changed(tmp_path / "b", "avtale-storåsen.txt", cut, "cp1252"))
    assert {key: after[key] for key in before.index if before[key] != after[key]} == {("Storåsen", "9"): "cut"}


def test_relations_taken_out_move_that_office_and_no_other(tmp_path: Path) -> None:
    def quiet(text: str) -> str:
        rows = list(csv.DictReader(text.splitlines()))
        kept = [r for r in rows if r["source"] != "int-rugdal" or r["channel"] != "outside"]
        assert len(kept) < len(rows)
        return pd.DataFrame(kept).to_csv(index=False)

    study = changed(tmp_path, "relasjoner.csv", quiet)
    before, after = placements(whole()), placements(study)
    assert [office for office in OFFICES if before[office] != after[office]] == ["Rugdal"]
    assert "two-way practice" not in after["Rugdal"]
    assert tally(study) == tally(whole()) and classes(study).equals(classes(whole()))


def test_the_number_of_meetings_decides_no_placement(tmp_path: Path) -> None:
    study = built(CORPUS, tmp_path / "studie.kodeverk")
    before = placements(study)
    for office, meetings in zip(OFFICES, (1, 12, 6, 40, 1), strict=True):
        study.set_value(office, "meetings_per_year", meetings, read_from="prøve")
    assert placements(study) == before
    assert list(study.driving_force().frame["meetings"]) == ["1", "12", "6", "40", "1"]
