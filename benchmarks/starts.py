"""Processes from start to end: the command, and a count."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import kodeverk
from benchmarks.measure import Line, Timed, alternating, compared, nothing
from benchmarks.study import Bench


def starting(bench: Bench) -> list[Line]:
    """Start the command, and a process that counts the codings of a study."""
    study, file = bench.study(bench.small), bench.floor(bench.small)
    count = "from kodeverk.store import Store; from kodeverk.model import Coding; import sys; "
    count += "print(len(Store(sys.argv[1], read_only=True).snapshot().table(Coding)))"
    bare = (
        "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM coding').fetchone()[0])"
    )
    commands = [
        ["-c", "import sqlite3"],
        ["-c", "import sys; from kodeverk.cli.main import main; sys.exit(main(['--help']))"],
        ["-c", bare, str(file)],
        ["-c", count, str(study)],
    ]
    nothing_done, helped, counted, counted_by_study = processes(bench, commands)
    return [
        Line("command start (--help)", "", nothing_done.seconds, helped.seconds, 5, "floor: import sqlite3"),
        compared("a process that counts codings", bench.small.name, [counted, counted_by_study], goal=5),
    ]


def processes(bench: Bench, commands: list[list[str]]) -> list[Timed]:
    """Return how long Python takes from start to end with each of these arguments, all modules compiled before."""
    jobs: list[Any] = [(nothing, lambda _given, c=c: process(c, bench.folder / "compiled")) for c in commands]
    for _nothing, job in jobs:
        job(None)  # compiled once, as an installed package is
    return alternating(jobs, bench.runs * 2)


def process(arguments: Sequence[str], compiled: Path) -> str:
    """Return what Python prints with these arguments, its modules compiled into a folder."""
    around = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    around |= {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONPATH": str(Path(kodeverk.__file__).parents[1])}
    command = [sys.executable, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=around).stdout
