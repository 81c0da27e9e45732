"""What holds after every test: each coding's stored quote is what its span says (ED-7)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kodeverk.store import Store

CHECK = """
    SELECT COUNT(*), SUM(substr(text.content, {table}.start + 1, {table}."end" - {table}.start) IS NOT {table}.quote)
    FROM {table}
    JOIN source_version AS v ON v.source_id = {table}.source_id AND v.number = {table}.version
    JOIN text ON text.sha256 = v.sha256
"""


def spans_off(path: Path) -> int:
    """Return how many codings and suggestions in a study file do not point at their quote."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        return sum(file.execute(CHECK.format(table=name)).fetchone()[1] or 0 for name in ("coding", "suggestion"))


@pytest.fixture(autouse=True)
def every_span_points_at_its_quote(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    """Check every study a test has opened, once the test is over; tests that damage a file on purpose say so."""
    opened: set[Path] = set()
    real = Store.__init__

    def remembered(self: Store, path: str | Path, **options: object) -> None:
        real(self, path, **options)  # type: ignore[arg-type]
        opened.add(Path(path).resolve())

    monkeypatch.setattr(Store, "__init__", remembered)
    yield
    if request.node.get_closest_marker("damages"):
        return
    for path in opened:
        if path.exists():
            assert spans_off(path) == 0, f"{path.name}: codings that do not point at their quote"
