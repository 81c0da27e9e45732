"""What is installed holds what runs: a page, a schema or a catalogue left out of the wheel is missed by nobody here."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    copy = tmp_path / "kodeverk"
    copy.mkdir()
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for name in ("kodeverk", "codebooks", "corpora"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    made = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-build-isolation", "--no-deps", "--no-index", "-w", tmp_path, copy],
        capture_output=True, text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-2000:]
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        held = set(file.namelist())
    package = {
        f.relative_to(copy).as_posix() for f in (copy / "kodeverk").rglob("*") if f.is_file() and f.suffix != ".md"
    }
    assert {name for name in package if name.startswith("kodeverk/notebook/desk/parts/")}, "the desk has parts"
    assert {"kodeverk/notebook/desk/desk.css", "kodeverk/notebook/desk/main.js", "kodeverk/py.typed"} <= package
    assert package - held == set()
