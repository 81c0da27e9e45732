"""The notebook runs as a researcher runs it, and a cell run twice does nothing twice."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import kodeverk as kv

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_the_notebook_runs_and_its_coding_cell_twice_codes_once(path: Path, tmp_path: Path) -> None:
    for folder in ("corpora", "codebooks"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "notebooks").mkdir()
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) == 10
    coding = next(cell for cell in code if cell.source.startswith("# 5."))
    count = nbformat.v4.new_code_cell("n_first = len(study.table('codings')); h_first = study.state_hash()")
    again = nbformat.v4.new_code_cell(coding.source)
    same = nbformat.v4.new_code_cell(
        "assert len(study.table('codings')) == n_first > 250 and study.state_hash() == h_first"
    )
    place = notebook.cells.index(coding) + 1
    notebook.cells[place:place] = [count, again, same]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    shown = [cell for cell in code if any("text/html" in output.get("data", {}) for output in cell.outputs)]
    assert len(shown) >= 6, "views show themselves as HTML"
    assert (tmp_path / "notebooks/ut/funn.docx").stat().st_size > 20_000
    with kv.Project(tmp_path / "notebooks/ut/likeverd.kodeverk") as study:
        assert study.verify().ok
