"""Guide, sample, saturation and crosswalks on the shipped corpus, through the public face."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator

import pytest

import kodeverk as kv
from kodeverk.cli.shipped import shipped
from kodeverk.errors import UnknownName
from kodeverk.model import Coding, Suggestion

CORPUS, BOOKS = shipped("corpora") / "likeverd-2019", shipped("codebooks")
GUIDE = "guide-likeverd-2019"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kv.Project]:
    study = kv.Project(tmp_path_factory.mktemp("studie") / "s.kodeverk")
    study.add_sources(CORPUS, leave_out="headers")
    study.add_cases(CORPUS / "informanter.xlsx")
    for name in ("partnerskap-2007", "likeverd-2019"):
        study.use_codebook(BOOKS / f"{name}.yaml")
    study.use_guide(BOOKS / f"{GUIDE}.yaml")
    study.add_asked(CORPUS / "spurt.csv")
    study.add_codings(CORPUS / "kodinger.csv")
    yield study
    study.close()


def test_what_two_interviews_were_asked_is_what_the_table_of_turns_says(study: kv.Project) -> None:
    coverage = study.guide_coverage()
    frame = coverage.frame
    asked = defaultdict(lambda: defaultdict(list))
    with (CORPUS / "spurt.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            asked[row["source"]][row["question"].partition(":")[2]].append(f"{row['source']}:{row['turn']}")
    for case, source in (("1", "inf-01"), ("2", "inf-02")):
        own = frame[frame["case"] == case]
        assert len(own) == 44
        for row in own.itertuples():
            turns = asked[source].get(row.question, [])
            assert (row.status, row.turns) == ("asked" if turns else "not asked", "; ".join(turns)), row
    one = frame[(frame["case"] == "1") & (frame["question"] == "2c.3")].iloc[0]
    assert one["turns"] == "inf-01:9; inf-01:11" and one["words"] > 0
    told = coverage.interviews.set_index("source")
    assert list(told["asked"]) == [24, 27, 30, 33, 21, 24, 26, 31] and set(told["questions"]) == {44}
    assert set(told["unjudged"]) == {0}


def test_follow_up_is_the_one_emergent_theme_as_the_study_says(study: kv.Project) -> None:
    coverage = study.guide_coverage(GUIDE)
    assert coverage.emergent == ["nyanser av ulikhet/oppfølging"]
    row = coverage.codes.set_index("code").loc["nyanser av ulikhet/oppfølging"]
    assert (row["fed_by"], row["questions"], row["first"]) == ("", 0, "inf-01") and row["codings"] > 0
    backwards = study.guide_coverage(order=[f"inf-0{n}" for n in range(8, 0, -1)])
    assert backwards.codes.set_index("code").loc["nyanser av ulikhet/oppfølging", "first"] != "inf-01"
    with pytest.raises(UnknownName, match="guide-likeverd-2019"):
        study.guide_coverage("guide-likeverd-2018")


def test_the_plan_for_seven_ended_with_eight(study: kv.Project) -> None:
    sample = study.sample(BOOKS / "plan-likeverd-2019.yaml")
    assert (sample.wanted, sample.actual) == (7, 8)
    assert [(cell.values, cell.status, cell.cases) for cell in sample.cells if cell.status != "as planned"] == [
        (("enleder", "stat", "leder"), "not planned", ("6",))
    ]
    margins = {(row.attribute, row.value): (row.wanted, row.actual) for row in sample.margins.itertuples()}
    assert margins == {
        ("leader_model", "toleder"): (4, 4), ("leader_model", "enleder"): (3, 4),
        ("line", "stat"): (3, 4), ("line", "kommune"): (4, 4), ("role", "leder"): (3, 4), ("role", "ansatt"): (4, 4),
    }  # fmt: skip
    (met,) = sample.criteria
    assert (met.met, met.unmet, met.unknown) == (("1", "2", "3", "4", "8"), ("6",), ("5", "7"))
    assert "7 → 8" in sample._repr_html_() and repr(sample).startswith("<8 cases by leader_model, line, role;")


def test_the_two_offices_match_in_size_and_differ_in_leader_model(study: kv.Project) -> None:
    (row,) = study.most_similar().pairs.itertuples()
    assert (row.first, row.second, row.attributes_same) == ("Lyngmo", "Tangvåg", "office_size")
    assert "leader_model" in row.attributes_differing and row.not_known == 0


def test_the_curve_of_the_corpus_is_what_its_table_of_codings_says(study: kv.Project) -> None:
    heard: set[str] = set()
    new = []
    said = defaultdict(set)
    with (CORPUS / "kodinger.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            said[row["source"]].add(row["code"])
    for source in sorted(said):
        new.append(len(said[source] - heard))
        heard |= said[source]
    found = study.saturation(claimed_at=5, by="leader_model")
    whole = found.frame[found.frame["group"] == ""]
    assert list(whole["new_codes"]) == new and found.codes.total == len(heard)
    after = [one for one in found.after if one.counted == "codes"]
    assert [(one.number, one.source) for one in after] == [
        (n + 1, f"inf-0{n + 1}") for n in range(5, 8) for _code in range(new[n])
    ]
    assert found.holds("stopping criterion") == "not enough interviews to say"
    assert {name: one.holds() for name, one in found.groups} == dict.fromkeys(
        ("enleder", "toleder"), "not enough interviews to say"
    )
    assert [len(one.interviews) for _name, one in found.groups] == [4, 4]
    assert any("before the coding began" in caution for caution in found.cautions)


def test_whose_codings_are_counted_is_told_and_can_be_chosen(study: kv.Project) -> None:
    both, one = study.saturation(), study.select(coders=["ida"]).saturation()
    assert (both.coders, one.coders) == (("ida", "marit"), ("ida",))
    assert one.codes.total <= both.codes.total


def test_a_crosswalk_makes_suggestions_and_no_coding(study: kv.Project) -> None:
    with pytest.raises(UnknownName, match="mulighetsrommet-2020 is not in the study"):
        study.use_crosswalk(BOOKS / "overgang-likeverd-2019-mulighetsrommet-2020.yaml")
    study.use_crosswalk(BOOKS / "overgang-likeverd-2019-partnerskap-2007.yaml")
    name = "overgang-likeverd-2019-partnerskap-2007"
    before = len(study.snapshot.table(Coding))
    study.apply_crosswalk(name)
    made = [s for s in study.snapshot.all(Suggestion) if s.coder == f"overgang:{name}@1.0"]
    assert made and len(study.snapshot.table(Coding)) == before
    assert all(s.reason.startswith(f"via {name}: ") for s in made)
    assert "nothing to change" in str(study.apply_crosswalk(name))
    study.accept(made[0].id, coder="ida")
    assert len(study.snapshot.table(Coding)) == before + 1
    study.undo()
    view = study.crosswalk(name)
    count = study.by_theme("likeverd-2019:likeverd og anerkjennelse").frame["coding_id"].nunique()
    links = view.frame[view.frame["from_code"] == "likeverd og anerkjennelse"]
    assert set(links["from_codings"]) == {count} and len(view.problems) == 0
    study.undo()
    study.undo()
