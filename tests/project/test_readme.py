"""The README's tour runs as it is written."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_tour_runs_as_written_and_shows_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("corpora", "codebooks"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "ut").mkdir()
    monkeypatch.chdir(tmp_path)
    (tour,) = re.findall(r"```python\n(import kodeverk.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    names: dict[str, object] = {}
    exec(compile(tour, "README.md", "exec"), names)
    study = names["study"]
    assert study.by_theme("likeverdighet").frame["case"].nunique() == 8  # type: ignore[attr-defined]
    mine = study.select(coders=["tone"]).table("codings")  # type: ignore[attr-defined]
    assert len(mine) == 2 and set(mine["case"]) - {""}
    assert len(capsys.readouterr().out.splitlines()) >= 3
    assert (tmp_path / "ut/funn.docx").stat().st_size > 50_000
    study.close()  # type: ignore[attr-defined]
    os.chdir(ROOT)


def test_the_commands_are_there_for_three_systems() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for system in ("# Linux", "# macOS", "# Windows (cmd)"):
        assert text.count(system) == 2
