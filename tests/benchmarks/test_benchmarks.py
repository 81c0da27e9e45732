"""The benchmarks run, and every floor does the same job as kodeverk: no timing is asserted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks import floors
from benchmarks.__main__ import main, measured
from benchmarks.analyses import LOOKS, seen
from benchmarks.corpus import TINY, corpus
from benchmarks.fieldwork import CLAIMS, CONDENSED, JUDGED, PROPOSITIONS
from benchmarks.front_door import took
from benchmarks.front_door_jobs import as_another_writes, write_word
from benchmarks.growth import FEW, concluding, work_at
from benchmarks.jobs import JOBS
from benchmarks.measure import Line, Timed, compared, table
from benchmarks.study import Bench
from kodeverk.model import Claim, Condensation, Evidence, Proposition
from kodeverk.project import Study
from kodeverk.store import Store

PROCESSES = ("start", "fixed", "desk", "front door")
"""Jobs that start processes; they take longest, and ``study`` starts two for every look."""

TRANSCRIPT = """I: Hvem leder?
Informant 1: To sjefer. Vi er ett kontor.
I: Ja?
Informant 1: Det er likeverd."""


def codings(*spans: tuple[int, int, str, str]) -> list[floors.Row]:
    return [floors.Row("inf-1", start, end, code, coder) for start, end, code, coder in spans]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "inf-1.txt").write_text(TRANSCRIPT, encoding="utf-8")
    path = tmp_path / "floor.db"
    floors.connect(path, new=True).close()
    assert floors.import_sources(tmp_path, path) == 4
    floors.bind(path)
    return path


def test_every_job_gives_the_same_with_kodeverk_and_with_its_floor(tmp_path: Path) -> None:
    names = [name for name in JOBS if name not in (*PROCESSES, "study")]
    lines = measured(tmp_path, names, quick=True)  # a difference raises
    assert len(lines) >= 2 * len(names) - 1
    assert all(line.ratio > 0 for line in lines)
    (suggested,) = [line for line in lines if line.what.startswith("suggest by")]
    assert int(suggested.note.split()[0]) > 0


@pytest.mark.slow
def test_the_command_prints_a_table_of_ratios(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--only", *PROCESSES]) == 0
    shown = capsys.readouterr().out
    assert "ratio" in shown and "command start (--help)" in shown


@pytest.mark.slow
def test_every_look_at_a_whole_study_shows_something(tmp_path: Path) -> None:
    work = work_at(Bench(tmp_path, 1, TINY, TINY), FEW)
    report = work.report.read_text(encoding="utf-8")
    with Store(work.study, read_only=True) as store:
        study = Study(store.snapshot())
        counts = [len(study.snapshot.table(kind)) for kind in (Proposition, Evidence, Claim, Condensation)]
        assert counts == [PROPOSITIONS, FEW * JUDGED, CLAIMS, FEW * CONDENSED]
        shown = {name: seen(look, study, report) for name, look in LOOKS.items()}
        assert study.claims().frame["verdict"].nunique() > 1 and study.check().frame["verdict"].nunique() > 3
        assert study.check_report(report).frame.shape[0] > 10
    assert [name for name, characters in shown.items() if characters < 500] == []


@pytest.mark.slow
def test_a_look_is_measured_in_processes_of_its_own(tmp_path: Path) -> None:
    lines = concluding(Bench(tmp_path, 1, TINY, TINY), ["balance"])
    assert [line.what for line in lines] == ["balance", "slowest look, to 10 s", "most memory, to 500 MB"]
    assert lines[0].size == f"{FEW} -> {FEW}" and all(line.ratio > 0 for line in lines)


def test_word_transcripts_give_the_same_turns_and_letters_at_the_front_door_and_on_its_floor(tmp_path: Path) -> None:
    interviews = corpus(TINY).interviews
    for interview in interviews:
        write_word(interview, tmp_path / f"{interview.name}.docx")
    files = sorted(tmp_path.glob("*.docx"))
    assert len(files) == TINY.interviews
    turns = sum(len(interview.turns) for interview in interviews)
    letters = sum(map(str.isalnum, "".join(interview.text for interview in interviews)))
    came, bare = took("word", files, tmp_path), took("word floor", files, tmp_path)
    assert came.gave == bare.gave == [turns, letters]


def test_projects_give_the_same_sources_and_codings_at_the_front_door_and_on_its_floor(tmp_path: Path) -> None:
    study = Bench(tmp_path, 1, TINY, TINY).study(TINY)
    ways = tmp_path / "kodeverk", tmp_path / "floor"
    for folder in ways:
        folder.mkdir()
    counts = [TINY.interviews, TINY.codings]
    own, bare = ways[0] / "study.qdpx", ways[1] / "floor.qdpx"
    assert took("write", [study], ways[0]).gave == counts
    as_another_writes(own, other := tmp_path / "other.qdpx")
    assert other.stat().st_size < own.stat().st_size
    assert took("read", [own], ways[0]).gave == took("read floor", [own], ways[1]).gave == counts
    assert took("read other", [other], ways[0]).gave == took("read other floor", [other], ways[1]).gave == counts
    assert took("write floor", [ways[1] / "study.floor"], ways[1]).gave == counts
    assert bare.stat().st_size > 0


def test_a_ratio_between_two_different_jobs_is_refused() -> None:
    with pytest.raises(AssertionError, match="floor gave 3, kodeverk 4"):
        compared("codings", "S", [Timed(1.0, 3, None), Timed(2.0, 4, None)])


def test_a_goal_that_does_not_hold_is_said_so() -> None:
    shown = table([Line("a", "S", 0.1, 0.3, goal=2), Line("b", "S", 0.1, 0.2, goal=2.5), Line("c", "S", 0.1, 0.2)])
    assert [line.split()[4:] for line in shown.splitlines()[2:]] == [
        ["3.00", "<=", "2", "NO"],
        ["2.00", "<=", "2.5", "yes"],
        ["2.00"],
    ]


def test_the_corpus_is_the_same_every_time() -> None:
    first, second = corpus(TINY), corpus(TINY)
    assert first == second != corpus(TINY, seed=1)
    assert len(first.marks) == TINY.codings and len(first.interviews) == TINY.interviews
    for mark in first.marks:
        text = first.interviews[mark.interview].text
        assert 0 <= mark.start < mark.end <= len(text)


def test_the_floor_counts_by_case_and_code_as_by_hand(file: Path) -> None:
    first, second = TRANSCRIPT.index("To sjefer"), TRANSCRIPT.index("Det er")
    floors.enter(file, codings((0, 5, "a", "ida"), (first, first + 9, "a", "ida"), (first, second + 6, "b", "ida")))
    assert floors.case_by_code(file) == Counter({1: 2})  # the interviewer's turn is nobody's case
    floors.enter(file, codings((second, second + 6, "a", "per")))
    assert floors.case_by_code(file) == Counter({1: 1, 2: 1})


def test_the_floor_counts_overlaps_of_one_coder_as_by_hand(file: Path) -> None:
    floors.enter(file, codings((0, 9, "a", "ida"), (5, 12, "b", "ida"), (8, 10, "a", "per"), (9, 14, "c", "ida")))
    assert floors.together(file) == [1, 1]  # a with b, b with c; a and c only touch, and per is another coder


def test_the_floor_suggests_a_code_once_a_sentence_and_never_to_the_interviewer(file: Path) -> None:
    expressions = [{"sjef": ["sjefer", "to sjefer"], "leder": ["leder"]}, {"likeverd": ["likeverd", "verd"]}]
    assert floors.suggest(file, expressions) == 2
    rows = floors.connect(file).execute("SELECT quote, code_id FROM suggestion ORDER BY start").fetchall()
    assert rows == [("To sjefer.", "code-0"), ("Det er likeverd.", "code-1")]
