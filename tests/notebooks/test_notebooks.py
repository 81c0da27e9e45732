"""The notebooks run as a researcher runs them, and a cell run twice does nothing twice."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from nbclient import NotebookClient

import kodeverk as kv

ROOT = Path(__file__).resolve().parents[2]


class Told(NamedTuple):
    """What a notebook is to do.

    Attributes
    ----------
    cells : int
        Cells of code.
    writing : tuple of str
        How the cells that write begin; they are run twice.
    shown : int
        Fewest cells that show themselves as HTML.
    written : dict of str to int
        Files it writes, with their fewest bytes.
    study : str
    claims : list of str
        The verdicts on what it claims.
    """

    cells: int
    writing: tuple[str, ...]
    shown: int
    written: dict[str, int]
    study: str
    claims: list[str]


NOTEBOOKS = {
    "01_fra_transkripsjon_til_funn": Told(10, ("# 5.",), 6, {"funn.docx": 20_000}, "likeverd.kodeverk", []),
    "02_teori_og_sammenligning": Told(
        21, ("# 1.", "# 13.", "# 14.", "# 19."), 19,
        {"analyse.docx": 100_000, "analyse.html": 100_000, "kodekart.svg": 10_000, "merker.png": 10_000},
        "teori.kodeverk", ["depends on unit", "false", "open", "refused", "true"],
    ),
}  # fmt: skip


def test_every_notebook_is_tried() -> None:
    assert {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")} == set(NOTEBOOKS)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_notebook_runs_and_its_writing_cells_twice_write_once(name: str, tmp_path: Path) -> None:
    told = NOTEBOOKS[name]
    for folder in ("corpora", "codebooks"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "notebooks").mkdir()
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) == told.cells and not any(cell.outputs for cell in code)
    assert [cell.source.startswith(f"# {number}. ") for number, cell in enumerate(code, 1)] == [True] * told.cells
    writing = [cell for cell in code if cell.source.startswith(told.writing)]
    assert len(writing) == len(told.writing)
    for cell in writing:
        count = nbformat.v4.new_code_cell("n_first = len(study.table('codings')); h_first = study.state_hash()")
        again = nbformat.v4.new_code_cell(cell.source)
        same = nbformat.v4.new_code_cell(
            "assert len(study.table('codings')) == n_first > 250 and study.state_hash() == h_first"
        )
        place = notebook.cells.index(cell) + 1
        notebook.cells[place:place] = [count, again, same]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    shown = [cell for cell in code if any("text/html" in output.get("data", {}) for output in cell.outputs)]
    assert len(shown) >= told.shown, "views show themselves as HTML"
    for file, size in told.written.items():
        assert (tmp_path / "notebooks/ut" / file).stat().st_size > size, file
    with kv.Project(tmp_path / "notebooks/ut" / told.study) as study:
        assert study.verify().ok
        assert sorted(study.claims().frame["verdict"]) == told.claims
