"""What looks at a study: tables of counts, and all that is said under a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import floors
from benchmarks.measure import Line, alternating, compared, grown
from benchmarks.study import MORE_CODINGS, Bench, many_codings
from kodeverk.model import Snapshot
from kodeverk.store import Store


def crossing(bench: Bench) -> list[Line]:
    """Count codings by case and code: from the file, and from a study that is open."""
    from kodeverk.views.matrix import matrix

    def table(snapshot: Snapshot) -> Counter[int]:
        counts = matrix(snapshot, rows="case", columns="code").frame.to_numpy().ravel().tolist()
        return Counter(n for n in counts if n)

    return _looking(bench, "code x case", table, floors.case_by_code, goal=2.5)


def overlapping(bench: Bench) -> list[Line]:
    """Count how often two codes are used together."""
    import numpy as np

    from kodeverk.views.matrix import matrix

    def table(snapshot: Snapshot) -> list[int]:
        counts = matrix(snapshot, rows="code", columns="code").frame.to_numpy()
        return sorted(int(n) for n in counts[np.triu_indices(len(counts), 1)] if n)

    return _looking(bench, "co-occurrence", table, floors.together, goal=2.5)


def theme(bench: Bench) -> list[Line]:
    """Show all that is said under one code."""
    from kodeverk.views.theme import by_theme

    def kodeverk(snapshot: Snapshot) -> list[tuple[Any, ...]]:
        frame = by_theme(snapshot, "code-0").frame
        shown = frame[["source_id", "start", "quote", "coder"]].drop_duplicates()
        return sorted(shown.itertuples(index=False, name=None))

    def floor(path: Path) -> list[tuple[Any, ...]]:
        return sorted(row[:4] for row in floors.quotes(path, "code-0"))

    return _looking(bench, "by_theme", kodeverk, floor)


def _looking(
    bench: Bench, what: str, look: Callable[[Snapshot], Any], floor: Callable[[Path], Any], *, goal: float | None = None
) -> list[Line]:
    """Time one look at M from the file and from an open study, and its growth with the codings."""
    size = bench.large
    more = many_codings(size)

    def from_file(path: Path) -> Any:
        with Store(path, read_only=True) as store:
            return look(store.snapshot())

    with Store(bench.study(size), read_only=True) as one, Store(bench.study(more), read_only=True) as ten:
        kept = [store.snapshot() for store in (one, ten)]
        for snapshot in kept:
            look(snapshot)
        jobs: list[Any] = [
            (lambda: bench.floor(size), floor),
            (lambda: bench.study(size), from_file),
            *((lambda s=s: s.after([], s.seq), look) for s in kept),  # tables read, nothing worked out
        ]
        plain, cold, warm, many = alternating(jobs, bench.runs)
    growth = f"{size.codings} -> {more.codings} codings"
    return [
        compared(f"{what}, from file to table", size.name, [plain, cold], goal=goal),
        compared(f"{what}, in an open study", size.name, [plain, warm], goal=goal),
        grown(what, growth, [warm, many], goal=MORE_CODINGS * 1.25),
    ]
