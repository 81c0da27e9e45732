"""``python -m benchmarks``: measure, and print one table of ratios."""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import TINY, M, S
from benchmarks.jobs import JOBS
from benchmarks.measure import Line, table
from benchmarks.study import Bench


def main(arguments: Sequence[str]) -> int:
    """Print the table, and return how many goals do not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny corpora and one run: shows that all works, no more")
    parser.add_argument("--only", nargs="+", choices=sorted(JOBS), default=list(JOBS), help="measure these alone")
    parser.add_argument("--runs", type=int, default=5, help="how often each job is run; the quickest counts")
    parser.add_argument("--folder", type=Path, help="keep the studies in this folder, for the next run to use")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kodeverk-bench-") as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        lines = measured(folder, options.only, quick=options.quick, runs=options.runs)
    print(table(lines))
    print("\nMilliseconds: the quickest run; for growth, of the smaller and of the larger study. Only ratios count.")
    return 0 if options.quick else sum(line.held is False for line in lines)


def measured(folder: Path, names: Sequence[str], *, quick: bool = False, runs: int = 5) -> list[Line]:
    """Return the lines of the table for these jobs, with all that they import imported before."""
    bench = Bench(folder, 1, TINY, TINY._replace(name="tiny M")) if quick else Bench(folder, runs, S, M)
    for heavy in ("pandas", "ahocorasick_rs"):
        importlib.import_module(heavy)
    lines: list[Line] = []
    for name in names:
        bench.files(bench.large)
        gc.collect()
        gc.freeze()
        lines += JOBS[name](bench)
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return [line._replace(goal=None) for line in lines] if quick else lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
