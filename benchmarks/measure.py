"""Two ways of doing one job, timed in turns, and the table of what came out."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Timed(NamedTuple):
    """How long a job took at its quickest, what it gave, and what memory it needed.

    Attributes
    ----------
    seconds : float
        The quickest of the runs.
    gave : object
        What the job returned.
    megabytes : float or None
        How far memory rose in the first run; None where the system does not tell.
    """

    seconds: float
    gave: Any
    megabytes: float | None


class Line(NamedTuple):
    """One line of the table.

    Attributes
    ----------
    what, size : str
    floor, kodeverk : float
        Seconds; for growth the seconds of the smaller and of the larger.
    goal : float or None
        The greatest ratio that is good enough; None where none is set.
    note : str
    """

    what: str
    size: str
    floor: float
    kodeverk: float
    goal: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """Seconds of kodeverk to one of the floor."""
        return self.kodeverk / self.floor

    @property
    def held(self) -> bool | None:
        """Whether the goal holds; None where none is set."""
        return None if self.goal is None else self.ratio <= self.goal


Job = Callable[[Any], Any]


def nothing() -> None:
    """Prepare nothing."""


def alternating(jobs: list[tuple[Callable[[], Any], Job]], runs: int) -> list[Timed]:
    """Return each job at its quickest, run in turns so that a busy machine is busy for all of them.

    Parameters
    ----------
    jobs : list of (prepare, job)
        What `prepare` returns is handed to the job; preparing is not timed.
    runs : int
        How often each is run.
    """
    best = [Timed(float("inf"), None, None) for _ in jobs]
    for run in range(runs):
        for which, (prepare, job) in enumerate(jobs):
            given = prepare()
            gc.collect()
            before = _start_of_peak() if run == 0 else None
            start = time.perf_counter()
            gave = job(given)
            seconds = time.perf_counter() - start
            rose = best[which].megabytes if before is None else peak() - before
            best[which] = Timed(min(seconds, best[which].seconds), gave, rose)
    return best


def _start_of_peak() -> float | None:
    """Return the memory in use, in MB, and begin to note its peak anew."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
        return _status("VmRSS")
    except OSError:
        return None


def peak() -> float:
    """Return the most memory this process has had, in MB, or has had since its peak was begun anew."""
    return _status("VmHWM")


def _status(name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.M)
    return int(found[1]) / 1024 if found else 0.0


def compared(what: str, size: str, pair: list[Timed], *, goal: float | None = None, note: str = "") -> Line:
    """Return the line for a floor and kodeverk, in that order, which must have given the same.

    Raises
    ------
    AssertionError
        If they did not: a ratio between two different jobs says nothing.
    """
    floor, kodeverk = pair
    if floor.gave != kodeverk.gave:
        raise AssertionError(f"{what}, {size}: the floor gave {floor.gave!r:.200}, kodeverk {kodeverk.gave!r:.200}")
    if kodeverk.megabytes and floor.megabytes:
        note = "; ".join(filter(None, (note, f"memory +{kodeverk.megabytes:.0f} MB (floor +{floor.megabytes:.0f})")))
    return Line(what, size, floor.seconds, kodeverk.seconds, goal, note)


def grown(what: str, size: str, pair: list[Timed], *, goal: float | None = None, note: str = "") -> Line:
    """Return the line for one job at two sizes, the smaller first."""
    return Line(f"  growth: {what}", size, pair[0].seconds, pair[1].seconds, goal, note)


def table(lines: list[Line]) -> str:
    """Return the lines as a table: ratios, with the milliseconds for scale."""
    head = ("measured", "size", "floor ms", "kodeverk ms", "ratio", "goal", "held", "")
    rows = [head, *(_cells(line) for line in lines)]
    wide = [max(len(row[place]) for row in rows) for place in range(len(head))]
    shown = []
    for row in rows:
        cells = [
            cell.rjust(width) if 1 < place < 6 else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, wide, strict=True))
        ]
        shown.append("  ".join(cells).rstrip())
    shown.insert(1, "  ".join("-" * width for width in wide[:-1]))
    return "\n".join(shown)


def _cells(line: Line) -> tuple[str, ...]:
    goal = "" if line.goal is None else f"<= {line.goal:g}"
    held = {None: "", True: "yes", False: "NO"}[line.held]
    times = (f"{line.floor * 1000:.2f}", f"{line.kodeverk * 1000:.2f}")
    return line.what, line.size, *times, f"{line.ratio:.2f}", goal, held, line.note
