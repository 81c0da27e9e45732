"""Every verb can be taken back: the state hash returns exactly, and comes again with redo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kodeverk as kv
from kodeverk.errors import KodeverkError
from kodeverk.model import Receipt

TEXT = "I: Har dere to ledere?\nInformant 5: Ja, vi har to sjefer. Det er nå sånn det er.\nI: Går det?\nInformant 5: Det går bra."
CODEBOOK = """\
format: kodeverk/codebook/1
id: bok
version: "1"
title: {nb: Bok}
source: egen
codes:
  - name: ledelse
    label: {nb: ledelse}
    definition: {nb: Om ledelse.}
    colour: "#1b6ca8"
    children:
      - {name: to sjefer, label: {nb: To sjefer}, definition: {nb: To.}, expressions: [{label: å ha to, phrases: [to sjefer]}]}
      - {name: hverdag, label: {nb: Hverdag}, definition: {nb: Hverdag.}}
categories:
  - {name: styring, label: {nb: Styring}, codes: [ledelse], sub_questions: [{id: S1, text: {nb: Hvordan?}, codes: [ledelse]}]}
"""
GUIDE = """\
format: kodeverk/guide/1
id: guide-bok
version: "1"
title: {nb: Guide}
source: egen
parts:
  - {id: "1", title: {nb: En}, themes: [{id: 1a, title: {nb: Ledelse}, feeds: [ledelse], questions: [{id: 1a.1, text: {nb: Har dere to ledere?}}]}]}
"""
THEORY = """\
format: kodeverk/theory/1
id: teori-bok
version: "1"
title: {nb: Teori}
source: egen
written: 2026-01-01
relative_to_coding: before
groups:
  - id: G
    title: {nb: Gruppe}
    propositions:
      - {id: G-1, statement: {nb: To er mange.}, kind: proposition, source: {author: X, year: "2000"}, codes: ["bok:ledelse"], supports: {nb: ja}, contradicts: {nb: nei}}
"""
FILES = {"inf-05.txt": TEXT, "bok.yaml": CODEBOOK, "guide.yaml": GUIDE, "teori.yaml": THEORY, "informanter.csv": "informant,kontor,kilde,line\n5,Lyngmo,inf-05,stat\n"}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("materiale")
    for name, content in FILES.items():
        (place / name).write_text(content, encoding="utf-8")
    return place


def bring_in(study: kv.Project, folder: Path) -> list[Callable[[], object]]:
    return [
        lambda: study.add_sources(folder / "inf-05.txt"),
        lambda: study.add_cases(folder / "informanter.csv"),
        lambda: study.use_codebook(folder / "bok.yaml"),
        lambda: study.use_guide(folder / "guide.yaml"),
        lambda: study.use_theory(folder / "teori.yaml"),
    ]


def work(study: kv.Project) -> list[Callable[[], Receipt]]:
    def first() -> str:
        return str(next(iter(study.table("codings")["coding_id"]), "no coding"))

    def waiting() -> str:
        return str(next(iter(study.suggestions()["suggestion_id"]), "no suggestion"))

    return [
        lambda: study.code("to sjefer", source="inf-05", quote="to sjefer", coder="ida"),
        lambda: study.code("hverdag", source="inf-05", segment=4, coder="marit", sub_question="S1"),
        lambda: study.apply_rules(),
        lambda: study.accept(waiting(), coder="ida"),
        lambda: study.reject(waiting(), coder="ida"),
        lambda: study.change(waiting(), coder="marit", code="hverdag"),
        lambda: study.memo("tenk på dette", on="code", target="ledelse", coder="ida"),
        lambda: study.judge(first(), "G-1", "supports", coder="ida"),
        lambda: study.judge(first(), "G-1", "contradicts", coder="ida"),
        lambda: study.asked("1a.1", 1, source="inf-05", coder="ida"),
        lambda: study.set_role("Informant 5", "unknown", source="inf-05"),
        lambda: study.bind("Informant 5", "5", source="inf-05"),
        lambda: study.add_code("eget/nytt"),
        lambda: study.recode("hverdag", to="dagligliv"),
        lambda: study.recode("to sjefer", under=""),
        lambda: study.recode("to sjefer", into="ledelse"),
        lambda: study.recode("ledelse", to="delt", codings=[]),
        lambda: study.uncode(first()),
        lambda: study.remove_code("hverdag"),
    ]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.integers(0, 18), min_size=3, max_size=14))
def test_undo_after_each_verb_returns_the_same_state(
    steps: list[int], folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("studie") / "s.kodeverk"
    study = kv.Project(file)
    hashes = [study.state_hash()]
    for verb in bring_in(study, folder):
        verb()
        hashes.append(study.state_hash())
    for step in steps:
        before = study.state_hash()
        try:
            receipt = work(study)[step]()
        except KodeverkError:
            assert study.state_hash() == before, "a verb that is refused changes nothing"
            continue
        if receipt.seq is None:
            assert study.state_hash() == before
            continue
        after = study.state_hash()
        assert after != before
        study.undo()
        assert study.state_hash() == before
        study.redo()
        assert study.state_hash() == after
        hashes.append(after)
    study.close()
    study = kv.Project(file)  # across a restart
    for expected in reversed(hashes[:-1]):
        study.undo()
        assert study.state_hash() == expected
    with pytest.raises(KodeverkError, match="othing to undo"):
        study.undo()
    for expected in hashes[1:]:
        study.redo()
        assert study.state_hash() == expected
    assert study.verify().ok
    study.close()
