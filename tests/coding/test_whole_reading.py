"""Reading a source as a whole: the mark, the note, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Change, Plan, Source, SourceVersion, WholeReading

TEXT = "I: Hvem leder?\n5: Vi har to sjefer."


@pytest.fixture
def study(tmp_path: Path) -> Iterator[kv.Project]:
    for name in ("inf-05", "inf-06"):
        (tmp_path / f"{name}.txt").write_text(TEXT.replace("to", name), encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path)
        yield study


def told(study: kv.Project) -> list[tuple[object, ...]]:
    frame = study.whole_readings().frame
    assert list(frame.columns) == ["source", "coder", "read", "note", "version", "stale"]
    rows = frame.assign(read=frame["read"] != "").itertuples(index=False)
    return [tuple(row) for row in rows]


def test_each_coder_marks_and_notes_for_herself_and_doing_it_twice_is_doing_it_once(study: kv.Project) -> None:
    assert study.read_through("inf-05", coder="ida").counts == {"coder made": 1, "whole_reading made": 1}
    assert study.read_through("inf-05", coder="ida").seq is None
    study.whole_note("inf-05", "Om å stå mellom to.", coder="ida")
    study.whole_note("inf-06", "Noe annet.", coder="marit")
    assert study.whole_note("inf-06", "Noe annet.", coder="marit").seq is None
    assert told(study) == [
        ("inf-05", "ida", True, "Om å stå mellom to.", 1, False),
        ("inf-06", "marit", False, "Noe annet.", 1, False),
    ]
    assert repr(study.whole_readings()) == "<1 of 2 sources read through>"


def test_the_mark_and_the_note_are_taken_away_each_by_itself_and_nothing_is_left_of_neither(study: kv.Project) -> None:
    empty = study.state_hash()
    study.read_through("inf-05", coder="ida")
    study.whole_note("inf-05", "Note.", coder="ida")
    study.read_through("inf-05", coder="ida", read=False)
    assert told(study) == [("inf-05", "ida", False, "Note.", 1, False)]
    assert study.read_through("inf-05", coder="ida", read=False).seq is None
    study.whole_note("inf-05", "  ", coder="ida")
    assert told(study) == []
    for _step in range(4):
        study.undo("ida")
    assert study.state_hash() == empty


def test_a_reading_is_stale_once_the_text_has_a_newer_version_and_reading_again_mends_it(study: kv.Project) -> None:
    study.read_through("inf-05", coder="ida")
    study.whole_note("inf-05", "Note.", coder="ida")
    source = study.snapshot.source("inf-05")
    version = study.snapshot.version(source.id)
    newer = version._replace(id=f"{source.id}/2", number=2)
    changes = [Change(None, newer), Change(source, source._replace(version=2))]
    study.write(lambda now: Plan(changes), verb="correct")
    assert told(study) == [("inf-05", "ida", True, "Note.", 1, True)]
    assert "<0 of 2" in repr(study.whole_readings())
    study.whole_note("inf-05", "En annen.", coder="ida")  # a note alone says nothing of having read it again
    assert told(study)[0][-1] is True
    study.read_through("inf-05", coder="ida")
    assert told(study) == [("inf-05", "ida", True, "En annen.", 2, False)]
    assert len(study.snapshot.all(WholeReading)) == 1
    assert {s.version for s in study.snapshot.all(Source)} == {1, 2} and len(study.snapshot.all(SourceVersion)) == 3


def test_an_unknown_source_and_a_coder_without_name_are_refused(study: kv.Project) -> None:
    with pytest.raises(UnknownName, match="inf-99"):
        study.read_through("inf-99", coder="ida")
    with pytest.raises(KodeverkError, match="name of the coder is empty"):
        study.whole_note("inf-05", "x", coder=" ")
    with pytest.raises(KodeverkError, match="A note is a text, not NoneType"):
        study.whole_note("inf-05", None, coder="ida")  # type: ignore[arg-type]


def test_what_is_shown_is_inert(study: kv.Project) -> None:
    study.whole_note("inf-05", "<script>alert(1)</script>", coder="<b>ida</b>")
    page = study.whole_readings()._repr_html_()
    assert "<script" not in page and "<b>ida" not in page and "&lt;script" in page
