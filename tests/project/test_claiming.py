"""Claims kept in a study file: made, told to be stale when a coding goes, confirmed, withdrawn, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import UnknownName

TEXTS = {"inf-1": "I: Hei.\n1: Alt tar tid.\n1: Vi får ros.", "inf-2": "I: Hei.\n2: Det tar tid.", "inf-3": "I: Hei.\n3: Nei."}
REGISTER = "informant,kontor,kilde,role\n1,Nord,inf-1,leder\n2,Nord,inf-2,ansatt\n3,Sør,inf-3,leder\n"
TIME = "Flere av informantene nevner tid."
PRAISE = "Minst én av lederne nevner ros."


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "informanter.csv").write_text(REGISTER, encoding="utf-8")
    project = kv.Project(tmp_path / "s.kodeverk")
    for name in TEXTS:
        project.add_sources(tmp_path / f"{name}.txt")
    project.add_cases(tmp_path / "informanter.csv")
    for code in ("tid", "ros"):
        project.add_code(code)
    for source, quote, code in (("inf-1", "tar tid", "tid"), ("inf-2", "tar tid", "tid"), ("inf-1", "ros", "ros")):
        project.code(code, source=source, quote=quote, coder="ida")
    project.claim(TIME, condition='code("tid")', coder="ida", document="funn.docx")
    project.claim(PRAISE, condition='code("ros")', among='role == "leder"', coder="ida")
    return project


def test_a_coding_that_goes_makes_the_claims_that_rest_on_it_stale_and_no_others(study: kv.Project) -> None:
    assert study.claims().verdicts() == {"true": 2}
    codings = study.table("codings")
    study.uncode(codings[codings["source"] == "inf-2"]["coding_id"])
    (stale,) = study.claims().stale().findings
    assert stale.claim.text == TIME and stale.verdict == "open"
    assert stale.changes[-1] == "2 moved from said to unknown whether asked."
    study.confirm_claims(coder="ida")
    assert study.claims().verdicts() == {"true": 1, "open": 1} and not study.claims().stale().findings
    study.undo()
    study.undo()
    assert not study.claims().stale().findings


def test_the_same_claim_again_changes_nothing_and_another_condition_does(study: kv.Project) -> None:
    assert study.claim(TIME, condition='code("tid")', coder="ida", document="funn.docx").seq is None
    again = study.claim(TIME, condition='code("ros")', coder="ida", document="funn.docx")
    assert again.counts == {"claim altered": 1}
    assert study.table("claims")["verdict"].tolist() == ["true", "open"]


def test_a_claim_that_names_what_is_not_there_is_refused_and_nothing_is_written(study: kv.Project) -> None:
    before = study.state_hash()
    with pytest.raises(UnknownName, match="rose"):
        study.claim("Noen informanter nevner rose.", condition='code("rose")', coder="ida")
    assert study.state_hash() == before


def test_a_claim_follows_its_code_when_that_is_renamed(study: kv.Project) -> None:
    study.recode("ros", to="anerkjennelse")
    ledger = study.claims()
    assert (ledger.verdicts(), ledger.stale().verdicts()) == ({"true": 2}, {})
    assert {f.claim.condition for f in ledger.findings} == {'code("tid")', 'code("eget:anerkjennelse")'}


def test_a_code_removed_leaves_its_claim_uncounted_and_the_confirmation_leaves_it_alone(study: kv.Project) -> None:
    study.remove_code("ros")
    assert study.claims().verdicts() == {"true": 1, "cannot be counted": 1}
    assert study.confirm_claims(coder="ida").seq is None
    with pytest.raises(UnknownName):
        study.confirm_claims(PRAISE, coder="ida")


def test_claims_come_back_from_a_dump_and_after_a_withdrawal_is_undone(study: kv.Project, tmp_path: Path) -> None:
    before = study.state_hash()
    assert study.withdraw_claim(TIME, coder="ida").counts == {"claim removed": 1}
    assert len(study.claims().findings) == 1
    study.undo()
    assert study.state_hash() == before
    loaded = kv.load(study.dump(tmp_path / "ut"), tmp_path / "ny.kodeverk")
    assert loaded.claims().frame.to_dict() == study.claims().frame.to_dict()
    assert study.verify().ok


def test_a_selection_counts_its_own(study: kv.Project) -> None:
    leaders = {finding.claim.text: finding for finding in study.select('role == "leder"').claims().findings}
    assert (leaders[TIME].verdict, leaders[TIME].counts[0].tally.n) == ("open", 2)
