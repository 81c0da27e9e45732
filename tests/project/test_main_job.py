"""The main job on the synthetic corpus, through the public face."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.cli.job import Job, build
from kodeverk.cli.shipped import shipped
from kodeverk.model import Asked

CORPUS, BOOKS = shipped("corpora") / "likeverd-2019", shipped("codebooks")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kv.Project]:
    study = kv.Project(tmp_path_factory.mktemp("studie") / "s.kodeverk")
    build(
        study,
        Job(
            CORPUS,
            tuple(BOOKS / f"{n}.yaml" for n in ("partnerskap-2007", "likeverd-2019")),
            (BOOKS / "guide-likeverd-2019.yaml",),
            tuple(BOOKS / f"teori-{n}.yaml" for n in ("likeverd-2019", "partnerskap-2007")),
            leave_out=("headers",),
        ),
    )
    yield study
    study.close()


def test_the_corpus_is_what_it_says(study: kv.Project) -> None:
    sources, codings = study.table("sources"), study.table("codings")
    assert sorted(sources["format"]) == ["docx"] * 5 + ["md"] + ["txt"] * 2
    texts = {name: study.snapshot.text(id) for name, id in zip(sources["source"], sources["source_id"], strict=True)}
    assert all(len(text.split()) >= 1800 for text in texts.values()), {n: len(t.split()) for n, t in texts.items()}
    assert all("yntetisk" in text[:200] for text in texts.values())
    assert len(codings) >= 250 and set(codings["coder"]) == {"ida", "marit"}
    assert set(study.table("codes").set_index("code_id").loc[codings["code_id"], "codebook"]) == {
        "partnerskap-2007",
        "likeverd-2019",
    }
    assert study.table("evidence")["proposition"].nunique() >= 25
    assert len(study.table("asked")) > 180


def test_every_coding_is_informant_speech_of_one_case(study: kv.Project) -> None:
    snapshot = study.snapshot
    by_case = snapshot.codings_by_case()
    assert None not in by_case and len(by_case) == 8
    assert sum(len(codings) for codings in by_case.values()) == len(study.table("codings"))


def test_theme_and_person_views_hold_the_same_codings(study: kv.Project) -> None:
    codes = study.table("codes")
    tops = [f"{b}:{c}" for b, c in zip(codes["codebook"], codes["code"], strict=True) if "/" not in c]
    themes = {id for top in tops for id in study.by_theme(top).frame["coding_id"]}
    persons = {id for case in "12345678" for id in study.by_person(case).frame["coding_id"]}
    assert themes == persons == set(study.table("codings")["coding_id"]) and len(themes) > 250


def test_not_everyone_was_asked_everything(study: kv.Project) -> None:
    goals = study.by_theme("personlige mål").status.set_index("case")["status"]
    assert goals["4"] == "not asked", "her interview ends before the question"
    assert set(goals.drop("4")) == {"said"}
    without = study.snapshot.replacing(Asked, [])
    assert set(kv.Study(without).by_theme("personlige mål").status["status"]) == {"said", "unknown whether asked"}


def test_offices_and_lines_are_selected_by_attribute(study: kv.Project) -> None:
    chosen = study.select('leader_model == "enleder" and line == "stat"')
    assert sorted(set(chosen.table("codings")["case"])) == ["6", "7"]
    comparison = study.compare(by="leader_model").frame
    assert set(comparison["n"]) == {4} and set(comparison["group"]) == {"enleder", "toleder"}


def test_a_search_leads_to_coding_its_hits_one_by_one(study: kv.Project) -> None:
    hits = study.search("sosionom")
    assert len(hits) >= 3 and len({hit.source for hit in hits}) >= 2
    before = len(study.table("codings"))
    for hit in hits:
        study.code("partnerskap-2007:ledelse", source=hit.source, span=hit.span, coder="søk")
    assert len(study.table("codings")) == before + len(hits)
    assert {q.casefold()[:8] for q in study.select(coders=["søk"]).table("codings")["quote"]} == {"sosionom"}
    for _hit in hits:
        study.undo()
    assert len(study.table("codings")) == before


def test_the_rules_are_measured_against_both_people_and_count_as_nothing(study: kv.Project) -> None:
    for coder in ("ida", "marit"):
        whole = study.accuracy(coder).iloc[-1]
        assert (
            whole.code == ""
            and whole.suggestions > 100
            and 0 < (whole.precision or 0) < 1
            and 0 < (whole.recall or 0) < 1
        )
    assert set(study.table("codings")["coder"]) == {"ida", "marit"}


def test_no_proposition_has_a_verdict_without_evidence(study: kv.Project) -> None:
    frame = study.check().frame
    assert len(frame) == 181
    silent = frame[frame["evidence"] == 0]["verdict"]
    assert set(silent) == {"not illuminated", "premise"}
    assert set(frame["verdict"]) == {"supported", "partly", "contradicted", "open", "not illuminated", "premise"}


def test_a_theory_file_is_checked_without_being_brought_in(tmp_path: Path) -> None:
    with kv.Project(tmp_path / "s.kodeverk") as study:
        check = study.check(BOOKS / "teori-likeverd-2019.yaml")
        assert len(check.frame) == 73 and set(check.frame["verdict"]) == {"not illuminated", "premise"}
        assert len(study.table("propositions")) == 0


def test_the_whole_study_survives_dump_and_load(study: kv.Project, tmp_path: Path) -> None:
    folder = study.dump(tmp_path / "a")
    with kv.load(folder, tmp_path / "b.kodeverk") as again:
        assert again.state_hash() == study.state_hash()
        again.dump(tmp_path / "b")
    first = {p.relative_to(tmp_path / "a"): p.read_bytes() for p in (tmp_path / "a").rglob("*") if p.is_file()}
    second = {p.relative_to(tmp_path / "b"): p.read_bytes() for p in (tmp_path / "b").rglob("*") if p.is_file()}
    assert first == second and len(first) > 20


def test_what_one_informant_said_can_be_found(study: kv.Project) -> None:
    found = study.traces("5")
    assert {t.table for t in found} >= {"case", "value", "speaker", "source", "source_version", "coding", "evidence"}
