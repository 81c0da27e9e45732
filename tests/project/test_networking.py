"""Actors, relations and driving force through `Project`, on the corpus shaped by the 2007 study."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kodeverk.errors import KodeverkError
from kodeverk.model import Relation
from kodeverk.project import Project

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpora" / "partnerskap-2007"
TWO_WAY, ONE_WAY = "two-way practice level", "one-way practice level"
PLACED = {
    "Kvernby": f"mostly {TWO_WAY}, partly {ONE_WAY}",
    "Rugdal": TWO_WAY,
    "Skarvøy": f"partly {TWO_WAY}",
    "Storåsen": ONE_WAY,
    "Tolvik": "one-way authority level",
}
"""Where the 2007 study placed the offices these are shaped by; two-way authority level stood empty."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a study with interviews, register, actors, relations and judged evidence."""
    path = tmp_path_factory.mktemp("nett") / "partnerskap.kodeverk"
    with Project(path) as study:
        study.add_cases(CORPUS / "register.xlsx")
        study.add_sources(sorted(CORPUS.glob("int-*.*")))
        for name in ("partnerskap-2007", "partnerskapsmøter-2007"):
            study.use_codebook(ROOT / "codebooks" / f"{name}.yaml")
        study.use_theory(ROOT / "codebooks" / "teori-partnerskap-2007.yaml")
        study.add_actors(CORPUS / "aktorer.csv")
        study.add_relations(CORPUS / "relasjoner.csv")
        study.add_codings(CORPUS / "kodinger.csv")
        study.add_judgements(CORPUS / "vurderinger.csv")
    return path


@pytest.fixture
def study(built: Path, tmp_path: Path) -> Iterator[Project]:
    with Project(shutil.copy(built, tmp_path / "kopi.kodeverk")) as copy:
        yield copy


def placements(study: Project) -> dict[str, str]:
    frame = study.driving_force().frame
    return dict(zip(frame["office"], frame["placement"], strict=True))


def test_the_offices_are_placed_as_the_study_placed_theirs(study: Project) -> None:
    assert placements(study) == PLACED
    assert study.driving_force().cells()["two-way authority level"] == []


def test_one_meeting_or_twelve_places_an_office_where_it_was(study: Project) -> None:
    before = study.driving_force().frame
    assert before.set_index("office").loc["Tolvik", "meetings"] == "5–6"
    study.set_value("Rugdal", "meetings_per_year", 12, read_from="prøve")
    study.set_value("Tolvik", "meetings_per_year", 1, read_from="prøve")
    after = study.driving_force().frame
    assert not after["meetings"].equals(before["meetings"])
    assert after.drop(columns="meetings").equals(before.drop(columns="meetings"))


def test_taking_away_what_the_placement_rests_on_moves_the_office_and_undo_brings_it_back(study: Project) -> None:
    changes = study.driving_force().changes
    one = changes[(changes["office"] == "Kvernby") & changes["what"].str.contains("taken away")].iloc[0]
    study.unrelate(*one["relation_ids"].split("; "))
    assert placements(study)["Kvernby"] == one["becomes"] != PLACED["Kvernby"]
    study.undo()
    assert placements(study) == PLACED


def test_a_withdrawn_coding_takes_its_relations_along_and_undo_brings_both_back(study: Project) -> None:
    known = len(study.table("relations"))
    relation = study.snapshot.all(Relation)[0]
    there = sum(r.coding_id == relation.coding_id for r in study.snapshot.all(Relation))
    receipt = study.uncode(relation.coding_id)
    assert receipt.counts["relation removed"] == there and len(study.table("relations")) == known - there
    study.undo()
    assert len(study.table("relations")) == known and study.verify().ok


def test_the_same_tables_again_change_nothing(study: Project) -> None:
    before = study.state_hash()
    assert study.add_actors(CORPUS / "aktorer.csv").seq is None
    assert study.add_relations(CORPUS / "relasjoner.csv").seq is None
    assert study.state_hash() == before


def test_two_sources_name_other_members_of_the_meeting_and_both_stand(study: Project) -> None:
    problems = study.problems()
    told = problems[problems["where"] == "PM"]["what"].tolist()
    assert len(told) == 1 and "R; FD (" in told[0] and "R; FD; NL (" in told[0]


def test_a_table_with_one_faulty_row_makes_none_of_its_relations(study: Project, tmp_path: Path) -> None:
    rows = (CORPUS / "relasjoner.csv").read_text(encoding="utf-8").splitlines()
    table = tmp_path / "relasjoner.csv"
    table.write_text("\n".join([rows[0], rows[1].replace(",ANS,NL,", ",ANS,ordføreren,")]), encoding="utf-8")
    before = study.state_hash()
    with pytest.raises(KodeverkError, match="No actor goes by the name 'ordføreren'"):
        study.add_relations(table)
    table.write_text("\n".join([*rows[:3], rows[1].replace(",ANS,NL,", ",ANS,ordføreren,")]), encoding="utf-8")
    with pytest.raises(KodeverkError, match="1 of 3 relations cannot be made; nothing was changed:\n- .*row 4"):
        study.add_relations(table)
    assert study.state_hash() == before


def test_a_relation_is_told_of_by_hand(study: Project) -> None:
    quote = "Rådmannen stikker jeg opp til."
    receipt = study.relate(
        "NL", "R", initiator="NL", reciprocal=True, channel="outside", frequency="weekly", source="int-rugdal",
        quote=quote, code="ta opp saker", coder="eva",
    )  # fmt: skip
    told = study.network("Rugdal").frame
    assert told[told["relation_id"] == receipt.ids[0]]["quote"].tolist() == [quote]
    with pytest.raises(KodeverkError, match="Which passage tells of it"):
        study.relate("NL", "R", coder="eva")


def test_each_office_has_a_network_with_the_leader_in_the_middle(study: Project) -> None:
    each = study.networks(roles=True)
    assert sorted(each) == sorted(PLACED)
    assert sum(len(one.relations) for one in each.values()) == len(study.network().relations) > 100
    for one in each.values():
        frame = one.measures
        degrees = frame[frame["measure"] == "out-degree"].set_index("actor")["value"]
        assert degrees["NL"] == degrees.max() >= 3


def test_goals_come_down_the_state_line_and_nothing_says_they_go_back_up(study: Project) -> None:
    """Figure 3 of the study: the state line at A, one-way."""
    ways = study.vertical_direction().offices("state")
    assert ways["two-way"] == [] and len(ways["one-way"]) >= 3


def test_every_office_expresses_equality_somehow(study: Project) -> None:
    """The study found that every informant had experience with one or more of the seven expressions."""
    found = study.equality_checklist()
    counts = found.counts
    assert sorted(counts["office"]) == sorted(PLACED) and (counts["expressions"] == 7).all()
    assert (counts["flags"] >= 1).all()
    judged = found.frame[found.frame["status"] == "contradicts"]
    assert len(judged) and (judged["quotes"] != "").all()


def test_five_differences_between_the_parties_each_have_informants_behind_them(study: Project) -> None:
    frame = study.party_differences().frame
    assert len(frame) == 5 and (frame["n"] >= 1).all() and frame["n"].max() <= 6


def test_a_selection_of_one_office_is_placed_as_it_was(study: Project) -> None:
    chosen = study.select('office == "Rugdal"').driving_force()
    assert [(one.office, one.score.placement) for one in chosen.offices] == [("Rugdal", TWO_WAY)]
