"""How what is concluded grows from 20 to 200 interviews: seconds, and memory.

Each look is had once, at a study that has just been opened, in a process of its own that has imported everything and
had the same look at a study of a dozen interviews before. The ratio is seconds at 200 to seconds at 20; there is no
floor.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.analyses import LOOKS, REPORTS, seen
from benchmarks.corpus import Size
from benchmarks.fieldwork import Fieldwork, fieldwork
from benchmarks.measure import Line, peak
from benchmarks.starts import process
from benchmarks.study import Bench
from kodeverk.project import Study
from kodeverk.store import Store

GROWTH, SECONDS, MEGABYTES = 15.0, 10.0, 500.0
"""Goals: of seconds at ten times the interviews; of the slowest look, and of the most memory, at the larger study.

Reports, which hold all looks at once, have the first alone.
"""
FEW, CODINGS = 12, 40
"""Interviews of the study every look is had at before; codings of an interview by one coder."""
_RUNS = 2


class Took(NamedTuple):
    """What one look took.

    Attributes
    ----------
    seconds : float
        To look, and to show what was found.
    megabytes : float
        The most the whole process had in memory.
    characters : int
        Length of the page shown.
    """

    seconds: float
    megabytes: float
    characters: int


def concluding(bench: Bench, names: Sequence[str] = tuple(LOOKS)) -> list[Line]:
    """Have every look at the smaller and at the larger study, and return how it grows; last the greatest of all."""
    many = max(FEW, bench.large.interviews)
    few = max(FEW, many // 10)
    works = [work_at(bench, interviews) for interviews in (FEW, few, many)]
    lines: list[Line] = []
    largest: dict[str, Took] = {}
    for name in names:
        least, most = (_in_a_process(bench, works[0], work, name) for work in works[1:])
        if name not in REPORTS:
            largest[name] = most
        note = f"peak {most.megabytes:.0f} MB ({least.megabytes:.0f}); page of {most.characters / 1e6:.1f} MB"
        lines.append(Line(name, f"{few} -> {many}", least.seconds, most.seconds, GROWTH, note))
    return [*lines, *_greatest(largest, f"{many}")] if largest else lines


def _greatest(looks: Mapping[str, Took], size: str) -> list[Line]:
    """Return the lines of the slowest look and of the one with most memory, beside what may be."""
    slow = max(looks, key=lambda name: looks[name].seconds)
    big = max(looks, key=lambda name: looks[name].megabytes)
    megabytes = looks[big].megabytes / 1000  # shown times a thousand, as seconds are
    return [
        Line("slowest look, to 10 s", size, SECONDS, looks[slow].seconds, 1, slow),
        Line("most memory, to 500 MB", size, MEGABYTES / 1000, megabytes, 1, f"MB for ms; {big}"),
    ]


def work_at(bench: Bench, interviews: int) -> Fieldwork:
    """Return the study with so many interviews, of the words and codes of the other jobs, and the report on it."""
    size = Size(f"{interviews} interviews", interviews, bench.large.words, interviews * CODINGS, bench.large.codes)
    return fieldwork(bench, bench.corpus(size))


def _in_a_process(bench: Bench, before: Fieldwork, work: Fieldwork, name: str) -> Took:
    """Return what a look took at its quickest."""
    arguments = ["-m", "benchmarks.growth", *map(str, (*before, *work)), name]
    runs = (process(arguments, bench.folder / "compiled") for _run in range(min(_RUNS, bench.runs)))
    return min(Took(*json.loads(shown)) for shown in runs)


def took(before: Fieldwork, work: Fieldwork, name: str) -> Took:
    """Return what a look takes in this process, had at another study before."""
    for each in (before, work):
        report = each.report.read_text(encoding="utf-8")
        with Store(each.study, read_only=True) as store:
            start = time.perf_counter()
            characters = seen(LOOKS[name], Study(store.snapshot()), report)
            seconds = time.perf_counter() - start
    return Took(seconds, peak(), characters)  # getrusage would tell the peak of the process that started this one


if __name__ == "__main__":
    paths = [Path(argument) for argument in sys.argv[1:5]]
    print(json.dumps(took(Fieldwork(*paths[:2]), Fieldwork(*paths[2:]), sys.argv[5])))
