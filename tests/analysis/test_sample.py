"""Whom was talked to beside whom the plan wanted; which offices are most alike."""

from __future__ import annotations

import pytest

from kodeverk.analysis.sampling.sample import sample
from kodeverk.analysis.sampling.similar import most_similar
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Case, Record, Snapshot, Value, Wording
from kodeverk.reading.plans import PlannedCell, SamplePlan
from tests.memory import study_of
from tests.views.four import four

# The attributes of the five offices of 2007: from the study's own table; None is unknown.
OFFICES = {
    "Tjøme": ("enhetlig", "kommunal", "nei", 9.7, "bredt", "internt", "ja", None),
    "Trøgstad": ("enhetlig", "statlig", "ja", 11.8, "bredt", "internt", "ja", 1),
    "Hamar": ("enhetlig", "statlig", "nei", 70, "middels", "internt", "ja", None),
    "Lier": ("todelt", "én av hver", None, 34, "bredt", "internt", "ja", 5),
    "Asker": ("enhetlig", "kommunal", "nei", 71, "minimum", "eksternt", "nei", 2),
}
ATTRIBUTES = ("ledermodell", "arbeidsgiver", "valgte_selv", "årsverk", "tjenester", "rekruttert", "etablering", "møter")


def offices() -> Snapshot:
    records: list[Record] = []
    for name, values in OFFICES.items():
        records.append(Case(f"office-{name}", name, "office"))
        for attribute, value in zip(ATTRIBUTES, values, strict=True):
            state = "unknown" if value is None else "known"
            records.append(Value(f"office-{name}/{attribute}", f"office-{name}", attribute, value, state))
    return study_of({"i": "I: Ja?"}, extra=records)


def test_each_pair_of_offices_is_told_what_matches_differs_and_is_not_known() -> None:
    similar = most_similar(offices())
    pairs = {(row.first, row.second): row for row in similar.pairs.itertuples()}
    assert len(pairs) == 10
    near = pairs["Tjøme", "Trøgstad"]
    assert set(near.attributes_same.split("; ")) == {"ledermodell", "tjenester", "rekruttert", "etablering"}
    assert set(near.attributes_differing.split("; ")) == {"arbeidsgiver", "valgte_selv", "årsverk"}
    assert near.attributes_not_known == "møter"
    far = pairs["Asker", "Lier"]
    assert (far.same, far.differs, far.not_known) == (0, 7, 1) and far.attributes_not_known == "valgte_selv"
    first = similar.pairs.iloc[0]  # fewest that differ: Hamar and Tjøme differ in employer, size and services
    assert {first["first"], first["second"]} == {"Hamar", "Tjøme"} and first["differs"] == 3
    assert "?" not in similar._repr_html_() and repr(similar) == "<office: pairs: 10; attributes: 8>"


def test_not_applicable_to_both_is_the_same_and_missing_is_not_known() -> None:
    na = [Value(f"case-{n}/to_sjefer", f"case-{n}", "to_sjefer", None, "not applicable") for n in ("1", "2")]
    found = most_similar(four(extra=na), level="informant").frame
    rows = found[found["attribute"] == "to_sjefer"].set_index(["first", "second"])["standing"]
    assert rows["1", "2"] == "same" and rows["1", "3"] == "not known"
    same_office = found[(found["attribute"] == "leader_model") & (found["first"] == "1")]
    assert list(same_office["standing"]) == ["same", "differs", "differs"]


def test_two_cases_are_needed_and_the_level_must_be_one_there_is() -> None:
    with pytest.raises(UnknownName, match="the study has 0"):
        most_similar(study_of({"i": "I: Ja?"}))
    with pytest.raises(UnknownName, match="office"):
        most_similar(four(), level="ofice")


def test_cells_are_too_few_too_many_not_planned_or_not_known() -> None:
    extra = [Value("case-3/line", "case-3", "line", None, "unknown")]
    cells = [({"office": "Tangvåg", "line": "stat"}, 1), ({"office": "Tangvåg", "line": "kommune"}, 0)]
    cells += [({"office": "Lyngmo", "line": "kommune"}, 2), ({"office": "Lyngmo", "line": "stat"}, 1)]
    plan = SamplePlan("plan", "1", Wording(nb="Plan"), cells=tuple(PlannedCell(*cell) for cell in cells))
    found = sample(four(extra=extra), plan)
    assert [(cell.status, cell.wanted, cell.cases) for cell in found.cells] == [
        ("as planned", 1, ("1",)),
        ("not planned", 0, ("2",)),
        ("too few", 2, ("4",)),
        ("too few", 1, ()),
        ("not known", 0, ("3",)),
    ]
    assert list(found.frame["difference"]) == [0, 1, -1, -1, 1] and (found.wanted, found.actual) == (4, 4)
    with pytest.raises(KodeverkError, match="Leave by= out"):
        sample(four(), plan, by=["line"])


def test_without_a_plan_the_sample_is_laid_out_by_what_there_is() -> None:
    found = sample(four())
    assert found.by == ("office", "line") and [cell.status for cell in found.cells] == [""] * 4
    assert found.frame["wanted"].isna().all() and list(found.frame["actual"]) == [1, 1, 1, 1]
    with pytest.raises(UnknownName, match="rolle"):
        sample(four(), by=["rolle"])
