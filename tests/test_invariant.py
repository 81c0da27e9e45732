"""The check that runs after every test bites: a span that does not point at its quote is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import kodeverk as kv
from tests.conftest import spans_off


@pytest.mark.damages
@pytest.mark.parametrize("change", ["start = start + 1", '"end" = "end" - 1', "quote = quote || '.'"])
def test_a_span_beside_its_quote_is_found(tmp_path: Path, change: str) -> None:
    (tmp_path / "inf-05.txt").write_text("I: To?\nInformant 5: Ja 👩‍👩‍👧, vi har to sjefer her.", encoding="utf-8")
    file = tmp_path / "s.kodeverk"
    with kv.Project(file) as study:
        study.add_sources(tmp_path / "inf-05.txt")
        study.add_code("ledelse")
        study.code("ledelse", source="inf-05", quote="to sjefer", coder="ida")
        assert spans_off(file) == 0
    connection = sqlite3.connect(file)
    assert connection.execute(f"UPDATE coding SET {change}").rowcount == 1
    connection.commit()
    connection.close()
    assert spans_off(file) == 1
    with kv.Project(file) as study:
        assert not study.verify().ok
