"""Documents become sources of their office."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.errors import KodeverkError, ReadingError, UnknownName
from kodeverk.model import Case, Snapshot, Source, Speaker
from kodeverk.reading import Reading, add_documents, read_source
from kodeverk.reading.documents import office_of
from tests.memory import MemoryLoader

OFFICES = [Case("o-1", "Skarvøy", "office"), Case("o-2", "Rugdal", "office"), Case("p-1", "L1", "informant", "o-1")]


def study(*records: Case | Source) -> Snapshot:
    loader = MemoryLoader()
    loader.add(*OFFICES, *records)
    return Snapshot(loader)


def reading(folder: Path, text: str, name: str = "avtale.txt") -> Reading:
    (folder / name).write_text(text, encoding="utf-8")
    return read_source(folder / name, spoken=False)


def made(snapshot: Snapshot, *readings: Reading, kind: str = "agreement", office: str | None = None) -> list[Source]:
    plan = add_documents(snapshot, readings, kind=kind, office=office)
    assert not any(isinstance(change.after, Speaker) for change in plan.changes)
    return [change.after for change in plan.changes if isinstance(change.after, Source)]


def test_nobody_speaks_in_a_document_and_every_line_is_a_segment(tmp_path: Path) -> None:
    text = "Møte i partnerskapet\nKontor: NAV Skarvøy\nI: Hva nå?\nRådmannen: Vi venter.\nRådmannen: Lenge.\nVedtak: Ingen."
    one = reading(tmp_path, text)
    assert {segment.kind for segment in one.segments} == {"paragraph"} and one.roles == {}
    assert [segment.span.of(text) for segment in one.segments] == text.split("\n")
    assert one.report.warnings == () and one.report.turns == 0
    assert read_source(tmp_path / "avtale.txt").roles != {}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Referat\nKontor: NAV Skarvøy\nMøtedato: 14.11.2006", "referat.txt", "o-1"),
        ("Referat\nNAV-kontor: Rugdal", "referat-skarvøy.txt", "o-2"),
        ("Avtale mellom Skarvøy kommune og staten", "avtale.txt", None),
        ("Avtale mellom Skarvøy kommune og staten", "avtale-rugdal.txt", "o-2"),
        ("Avtale", "avtale-RUGDAL_2006.txt", "o-2"),
        ("Avtale", "rugdal-og-skarvøy.txt", None),
        ("Avtale", "rugdalen.txt", None),
        ("Kontor: NAV Bergvik\nAvtale", "avtale-rugdal.txt", None),
        ("\n".join(["Saksliste"] * 20 + ["Kontor: NAV Skarvøy"]), "referat.txt", None),
        ("Avtale", "avtale-skarv\u006f\u0308y.txt".replace("\u006f\u0308", "ø"), "o-1"),
    ],
    ids=[
        "head", "head before file name", "a municipality is no office", "file name", "capitals", "two offices",
        "part of a word", "head names none of the study", "too far down", "norwegian letters",
    ],
)  # fmt: skip
def test_the_office_is_in_the_head_or_else_in_the_files_name(
    tmp_path: Path, text: str, name: str, expected: str | None
) -> None:
    assert office_of(study(), reading(tmp_path, text, name)) == expected


def test_an_office_that_is_named_goes_before_what_the_document_says(tmp_path: Path) -> None:
    one = reading(tmp_path, "Kontor: NAV Skarvøy\nAvtale")
    assert [source.office_id for source in made(study(), one)] == ["o-1"]
    assert [source.office_id for source in made(study(), one, office="Rugdal")] == ["o-2"]


def test_a_document_of_no_office_is_told_of_and_bound_when_it_is_added_again(tmp_path: Path) -> None:
    one = reading(tmp_path, "Kontor: NAV Bergvik\nAvtale")
    plan = add_documents(study(), [one], kind="agreement")
    assert "of no office: avtale.txt" in plan.note
    loader = MemoryLoader()
    loader.add(*OFFICES, Case("o-3", "Bergvik", "office"), *(change.record for change in plan.changes))
    later = Snapshot(loader)
    again = add_documents(later, [one], kind="agreement")
    assert [(change.before.office_id, change.after.office_id) for change in again.changes] == [(None, "o-3")]  # type: ignore[union-attr]
    assert "of no office" not in again.note
    bound = later.supposing(again.changes)
    assert add_documents(bound, [one], kind="agreement").changes == []
    moved = add_documents(bound, [one], kind="agreement", office="Rugdal").changes
    assert [change.after.office_id for change in moved] == ["o-2"]  # type: ignore[union-attr]


def test_an_office_or_a_kind_that_is_not_there_is_named(tmp_path: Path) -> None:
    one = reading(tmp_path, "Avtale")
    with pytest.raises(UnknownName, match="Rugdla.*Rugdal"):
        add_documents(study(), [one], kind="agreement", office="Rugdla")
    with pytest.raises(UnknownName, match="L1"):
        add_documents(study(), [one], kind="agreement", office="L1")
    with pytest.raises(UnknownName, match="interview.*add_sources"):
        add_documents(study(), [one], kind="interview")


def test_an_interview_of_the_study_does_not_become_a_document(tmp_path: Path) -> None:
    one = reading(tmp_path, "Avtale")
    (source,) = made(study(), one)
    loader = MemoryLoader()
    changes = add_documents(study(), [one], kind="agreement").changes
    loader.add(*OFFICES, *(change.record for change in changes), source._replace(kind="interview"))
    with pytest.raises(KodeverkError, match=r"avtale\.txt is in the study as an interview"):
        add_documents(Snapshot(loader), [one], kind="agreement")


def test_an_empty_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="holds no text"):
        reading(tmp_path, "  \n")


def test_a_document_added_again_as_another_kind_is_refused_and_as_the_same_is_not(tmp_path: Path) -> None:
    one = reading(tmp_path, "Avtale mellom partene", "avtale-rugdal.txt")
    there = study().supposing(add_documents(study(), [one], kind="agreement").changes)
    with pytest.raises(
        KodeverkError, match=r"avtale-rugdal\.txt is in the study as agreement, not as minutes\. Nothing"
    ):
        add_documents(there, [one], kind="minutes")
    assert add_documents(there, [one], kind="agreement").changes == []
