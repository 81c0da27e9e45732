"""What comes in and goes out by the front door: Word transcripts, and projects in the exchange format REFI-QDA (.qdpx).

Each job runs in a process of its own that has done a small one of its kind before: seconds, the most memory it had,
and the most its limited process had (resident; its limit counts addresses, of which it has a tenth more). The ratio is
to a floor that opens the same files with lxml, finds the same turns and writes the same journal, in one process; it
knows no accounting of letters, no styles, lists, notes and changes, no calibration and no loss report. Beside the Word
floor stands what most would take from PyPI, which keeps nothing.

The exchanged study has codings and nothing else; the same file without the note that kodeverk leaves for itself is the
foreign one, as another program would write it.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import Size
from benchmarks.front_door_jobs import JOBS, as_another_writes, read_by_the_floor, write_project, write_word
from benchmarks.measure import Line, peak
from benchmarks.starts import process
from benchmarks.study import Bench
from kodeverk.reading.confined import MEMORY

TIMES, GROWTH, SECONDS = 10, 13.0, 120.0
"""How many times as much the larger has; goals: how its seconds may grow, and what they may be for 250,000 codings."""

WORDS, CODINGS = 500, 50
"""Words and codings of each exchanged source."""
_RUNS = 2


class Took(NamedTuple):
    """What one job took.

    Attributes
    ----------
    seconds : float
    megabytes, worker : float
        The most its process and its limited process had in memory, in MB; 0 where there is no limited process.
    gave : list of int
        What it counted: turns and letters of transcripts; sources and codings of projects.
    """

    seconds: float
    megabytes: float
    worker: float
    gave: list[int]


def coming_and_going(bench: Bench) -> list[Line]:
    """Bring in Word transcripts, and write and read projects, at two sizes."""
    return [*_transcripts(bench), *_projects(bench)]


def _transcripts(bench: Bench) -> list[Line]:
    folder, interviews = bench.folder / f"{bench.large.name}-docx", bench.corpus(bench.large).interviews
    if not folder.exists():
        folder.mkdir()
        for interview in interviews:
            write_word(interview, folder / f"{interview.name}.docx")
    files = sorted(folder.iterdir())
    few = files[: max(1, len(files) // TIMES)]
    runs = _in_turns(bench, {job: [few[:1], few, files] for job in ("word", "word floor", "python-docx")})
    what, size, growth = "import Word transcripts", f"{len(files)} files", f"{len(few)} -> {len(files)}"
    return [
        *_lines(what, size, growth, runs["word"], runs["word floor"]),
        Line(
            "  beside python-docx, which keeps nothing", size, runs["python-docx"][1].seconds, runs["word"][1].seconds
        ),
    ]


def _projects(bench: Bench) -> list[Line]:
    sources = 5_000 if bench.large.interviews >= 100 else 20
    sizes = [Size(f"{n} sources", n, WORDS, n * CODINGS) for n in (2, sources // TIMES, sources)]
    studies = [bench.study(size) for size in sizes]
    own, foreign, bare = ([path.with_suffix(end) for path in studies] for end in (".qdpx", ".other.qdpx", ".floor"))
    for study, mine, other, floor in zip(studies, own, foreign, bare, strict=True):
        if not other.exists():
            write_project(study, mine)
            as_another_writes(mine, other)
            read_by_the_floor(other, floor)
    jobs = {"write": studies, "write floor": bare, "read": own, "read floor": own}
    jobs |= {"read other": foreign, "read other floor": foreign}
    runs = _in_turns(bench, {job: [[path] for path in paths] for job, paths in jobs.items()})
    codings = f"{sizes[-1].codings:,} codings"
    growth = f"{sizes[1].codings:,} -> {codings}"
    return [
        *_lines("write a .qdpx", codings, growth, runs["write"], runs["write floor"], SECONDS),
        *_lines("read a .qdpx, kodeverk's own", codings, growth, runs["read"], runs["read floor"], SECONDS),
        *_lines(
            "read a .qdpx, another program's", codings, growth, runs["read other"], runs["read other floor"], SECONDS
        ),
    ]


def _lines(
    what: str, size: str, growth: str, took: list[Took], floor: list[Took], seconds: float | None = None
) -> list[Line]:
    """Return the ratio to the floor, the growth, and how near the limits it comes."""
    (few, many), bare = took, floor[1]
    if many.gave != bare.gave:
        raise AssertionError(f"{what}, {size}: the floor gave {bare.gave}, kodeverk {many.gave}")
    note = f"peak {many.megabytes:.0f} MB (floor {bare.megabytes:.0f})"
    lines = [
        Line(what, size, bare.seconds, many.seconds, note=note),
        Line("  growth", growth, few.seconds, many.seconds, GROWTH, f"peak {few.megabytes:.0f} MB at the smaller"),
    ]
    if many.worker:
        limit, note = MEMORY / 2**20 / 1000, f"MB for ms; {few.worker:.0f} MB at the smaller"
        lines.append(Line("  the limited process, to its limit", size, limit, many.worker / 1000, 1, note))
    return [*lines, *([Line(f"  to {seconds:.0f} s", size, seconds, many.seconds, 1)] if seconds else [])]


def _in_turns(bench: Bench, jobs: Mapping[str, Sequence[Sequence[Path]]]) -> dict[str, list[Took]]:
    """Return what each job took with the second and with the third of its lots of files, having done the first before.

    All run in turns, each in a process of its own, so that a busy machine is busy for all of them; the quickest counts.
    """
    runs = [
        {(job, many): _in_a_process(bench, job, lots[0], lots[many]) for job, lots in jobs.items() for many in (1, 2)}
        for _run in range(min(_RUNS, bench.runs))
    ]
    return {job: [min(run[job, many] for run in runs) for many in (1, 2)] for job in jobs}


def _in_a_process(bench: Bench, job: str, before: Sequence[Path], files: Sequence[Path]) -> Took:
    arguments = json.dumps([job, [str(path) for path in before], [str(path) for path in files]])
    return Took(*json.loads(process(["-m", "benchmarks.front_door", arguments], bench.folder / "compiled")))


def took(job: str, files: Sequence[Path], folder: Path) -> Took:
    """Return what a job takes in this process; what it writes goes into a folder."""
    start = time.perf_counter()
    gave = JOBS[job](files, folder)
    seconds = time.perf_counter() - start
    return Took(seconds, peak(), max([_ended(), *map(_peak_of, _children())]), gave)


def _ended() -> float:
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _children() -> list[str]:
    with contextlib.suppress(OSError):
        return Path("/proc/thread-self/children").read_text().split()
    return []


def _peak_of(child: str) -> float:
    with contextlib.suppress(OSError):
        found = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{child}/status").read_text(), re.M)
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


if __name__ == "__main__":
    asked, before, wanted = json.loads(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="kodeverk-bench-") as first, tempfile.TemporaryDirectory() as second:
        took(asked, [Path(path) for path in before], Path(first))
        print(json.dumps(took(asked, [Path(path) for path in wanted], Path(second))))
