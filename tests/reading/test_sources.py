"""Readings become sources: once, with speakers and report."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import KodeverkError
from kodeverk.model import Plan, Snapshot, Source, SourceVersion, Speaker, content_id, sha256
from kodeverk.model.codec import from_plain
from kodeverk.reading import ImportReport, add_sources, read_source
from tests.memory import MemoryLoader
from tests.reading.made import written

TEXT = "I: Hva gjør du?\nNL: Jeg er leder.\n"


def after(plan: Plan) -> Snapshot:
    loader = MemoryLoader()
    loader.add(*(change.after for change in plan.changes if change.after is not None))
    loader.texts = {sha256(text): text for text in plan.texts}
    return Snapshot(loader)


def test_a_reading_becomes_source_version_and_speakers(tmp_path: Path) -> None:
    reading = read_source(written(tmp_path, TEXT.encode(), "inf-01.txt"))
    plan = add_sources(Snapshot(MemoryLoader()), [reading])
    study = after(plan)
    source = study.source("inf-01")
    assert source == Source(content_id("source", "inf-01", sha256(TEXT)), "inf-01", "interview", "txt", "inf-01.txt")
    version = study.version(source.id)
    assert (version.id, version.original, version.length) == (f"{source.id}/1", sha256(TEXT), len(TEXT))
    assert study.text(source.id) == TEXT and plan.originals == (TEXT.encode(),)
    assert {(s.label, s.role) for s in study.all(Speaker)} == {("I", "interviewer"), ("NL", "informant")}
    assert from_plain(ImportReport, version.report) == reading.report


def test_the_same_file_again_changes_nothing_under_any_name(tmp_path: Path) -> None:
    first = read_source(written(tmp_path, TEXT.encode(), "inf-01.txt"))
    study = after(add_sources(Snapshot(MemoryLoader()), [first]))
    copy = read_source(written(tmp_path, TEXT.encode(), "kopi.txt"))
    windows = read_source(written(tmp_path, TEXT.replace("\n", "\r\n").encode("cp1252"), "inf-01.txt"))
    for again in (first, copy, windows):
        plan = add_sources(study, [again])
        assert plan.changes == [] and plan.ids == (study.source("inf-01").id,)
        assert again.file in plan.note
    both = add_sources(Snapshot(MemoryLoader()), [first, first, copy])
    assert len([c for c in both.changes if isinstance(c.after, SourceVersion)]) == 1
    assert len(both.texts) == len(both.originals) == 1 and len(both.ids) == 3


def test_another_text_under_the_same_name_is_refused(tmp_path: Path) -> None:
    study = after(add_sources(Snapshot(MemoryLoader()), [read_source(written(tmp_path, TEXT.encode(), "inf-01.txt"))]))
    other = read_source(written(tmp_path, b"I: Noe annet?\nNL: Ja.", "inf-01.md"))
    with pytest.raises(KodeverkError, match=r"There is a source 'inf-01' already \(from inf-01\.txt\)") as told:
        add_sources(study, [other])
    assert "Noe annet" not in str(told.value)


def test_a_kind_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KodeverkError, match=r"no kind of source 'roman'. Kinds: interview, agreement"):
        add_sources(Snapshot(MemoryLoader()), [], kind="roman")


def test_of_a_batch_the_file_with_a_taken_name_is_refused_and_the_others_come_in(tmp_path: Path) -> None:
    for file, said in {"inf-01.txt": "Ja.", "inf-01.md": "Nei.", "inf-02.txt": "Nja.", "inf-02.md": "Nja."}.items():
        written(tmp_path, f"I: Hva?\nNL: {said}".encode(), file)
    with kv.Project(tmp_path / "s.kodeverk") as study:
        for _again in range(2):
            done = study.add_sources(tmp_path)
            assert list(done.refused) == ["inf-01.txt"] and "already (from inf-01.md)" in done.refused["inf-01.txt"]
            assert {source.name for source in study.snapshot.all(Source)} == {"inf-01", "inf-02"}


def test_of_documents_too_the_file_with_a_taken_name_is_refused(tmp_path: Path) -> None:
    for file in ("plan.md", "plan.txt", "brev.txt"):
        written(tmp_path, f"Om {file}".encode(), file)
    with kv.Project(tmp_path / "s.kodeverk") as study:
        done = study.add_documents(tmp_path, kind="report")
        assert list(done.refused) == ["plan.txt"] and len(done.reports) == 2


def test_a_file_that_is_there_as_another_kind_is_told_as_that(tmp_path: Path) -> None:
    file = written(tmp_path, TEXT.encode(), "inf-01.txt")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_documents(file, kind="report")
        assert "inf-01.txt (there as report, not as interview)" in str(study.add_sources(file).receipt)
