"""What changes a study: import, codings in bulk and one by one; and opening it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import floors
from benchmarks.corpus import Size
from benchmarks.measure import Line, Timed, alternating, compared, grown
from benchmarks.study import Bench, many_codings
from kodeverk.coding import codings
from kodeverk.model import Plan, Snapshot, SourceVersion
from kodeverk.project import Project
from kodeverk.store import Store


def importing(bench: Bench) -> list[Line]:
    """Import transcripts with hash and turns."""

    def kodeverk(path: Path) -> int:
        with Project(path) as study:
            study.add_sources(bench.files(bench.large))
            return sum(len(version.segments) for version in study.snapshot.all(SourceVersion))

    def floor(path: Path) -> int:
        floors.connect(path, new=True).close()
        return floors.import_sources(bench.files(bench.large), path)

    size, less = bench.large, _quarter(bench.large)
    lines = [compared("import, with hash and turns", size.name, _writing(bench, floor, kodeverk), goal=2)]

    def few(path: Path) -> None:
        with Project(path) as study:
            study.add_sources(bench.files(less))

    def many(path: Path) -> None:
        with Project(path) as study:
            study.add_sources(bench.files(size))

    what = f"{less.interviews} -> {size.interviews} interviews"
    return [*lines, grown("import", what, _writing(bench, few, many), goal=5)]


def _quarter(size: Size) -> Size:
    return size._replace(
        name=f"quarter {size.name}", interviews=max(1, size.interviews // 4), codings=size.codings // 4
    )


def _writing(bench: Bench, *jobs: Callable[[Path], Any]) -> list[Timed]:
    """Time jobs that each make a file of their own."""

    def fresh(number: int) -> Path:
        path = bench.folder / f"fresh-{number}"
        path.unlink(missing_ok=True)
        return path

    return alternating([(partial(fresh, number), job) for number, job in enumerate(jobs)], bench.runs)


def entering(bench: Bench) -> list[Line]:
    """Enter codings in bulk, by names and spans."""
    size, less = bench.large, _quarter(bench.large)
    rows = {each: bench.rows(bench.large)[: each.codings] for each in (size, less)}

    def by_rows(each: Size) -> Callable[[Path], int]:
        wanted = [codings.Row(r.source_id, r.code_id, r.coder, span=(r.start, r.end)) for r in rows[each]]

        def job(path: Path) -> int:
            with Store(path) as store:
                receipt = store.write(lambda now: codings.code(now, wanted), verb="code", who="ida")
                return receipt.counts["coding made"]

        return job

    table = bench.folder / f"{size.name}.csv"
    lines = [f"{r.source_id},{r.code_id},{r.coder},,{r.start},{r.end}" for r in rows[size]]
    table.write_text("\n".join(["source,code,coder,quote,start,end", *lines]), encoding="utf-8")

    def by_table(path: Path) -> int:
        with Project(path) as study:
            return study.add_codings(table).counts["coding made"]

    empty, bare = bench.study(size, coded=False), bench.floor(size, coded=False)
    study, file = (lambda: bench.copied(empty)), (lambda: bench.copied(bare))
    jobs: list[Any] = [(file, lambda p: floors.enter(p, rows[size])), (study, by_rows(size)), (study, by_table)]
    floor, product, tabled = alternating(jobs, bench.runs)
    growth = alternating([(study, by_rows(less)), (study, by_rows(size))], bench.runs)
    what = f"{less.codings} -> {size.codings} codings"
    return [
        compared("enter codings in bulk", size.name, [floor, product], goal=4),
        compared("  the same, from a .csv", size.name, [floor, tabled]),
        grown("enter codings", what, growth, goal=5),
    ]


def adding_one(bench: Bench) -> list[Line]:
    """Add one coding to a study that has many."""
    small = bench.large
    large = many_codings(small)
    row = bench.rows(large)[0]._replace(coder="nina")
    one = _one(row)

    def add(path: Path) -> int:
        with Store(path) as store:
            return store.write(one, verb="code", who="nina").counts["coding made"]

    sides = {each: (bench.study(each), bench.floor(each)) for each in (small, large)}
    jobs: list[Any] = [(lambda: bench.copied(sides[large][1]), lambda p: floors.enter(p, [row]))]
    jobs += [(lambda each=each: bench.copied(sides[each][0]), add) for each in (large, small)]
    floor, many, few = alternating(jobs, bench.runs)
    what = f"{small.codings} -> {large.codings} codings"
    return [
        compared("open, and add one coding", large.name, [floor, many]),
        grown("add one coding", what, [few, many], goal=1.5),
    ]


def _one(row: floors.Row) -> Callable[[Snapshot], Plan]:
    """Return the plan function that codes one passage."""
    wanted = codings.Row(row.source_id, row.code_id, row.coder, span=(row.start, row.end))
    return lambda now: codings.code(now, [wanted])


def opening(bench: Bench) -> list[Line]:
    """Open a study."""

    def kodeverk(path: Path) -> bool:
        with Store(path) as store:
            return store.snapshot().seq > 0

    files = bench.floor(bench.large), bench.study(bench.small), bench.study(bench.large)
    floor, few, many = alternating(
        [
            (lambda: files[0], lambda p: floors.opened(p) > 0),
            (lambda: files[1], kodeverk),
            (lambda: files[2], kodeverk),
        ],
        bench.runs * 3,
    )
    what = f"{bench.small.name} -> {bench.large.name}"
    return [compared("open a study", bench.large.name, [floor, many]), grown("open", what, [few, many], goal=1.5)]
