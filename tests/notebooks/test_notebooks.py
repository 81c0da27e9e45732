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
    codings : int
        Fewest codings in its study.
    checks : str
        Run after its last cell, with what it has computed: the numbers it is to come to.
    """

    cells: int
    writing: tuple[str, ...]
    shown: int
    written: dict[str, int]
    study: str
    claims: list[str]
    checks: str = ""
    codings: int = 250


DOCUMENTS = """
assert len(kontorer) == 5 and round(float(kontorer["årsverk"].sum()), 1) == 196.5
same = dict(avtaler.per_office[["office", "same"]].to_numpy())
assert same == {"Skarvøy": 5, "Rugdal": 9, "Kvernby": 6, "Tolvik": 8, "Storåsen": 7}, same
counts = avtaler.per_office.drop(columns=["document", "office", "points"]).sum()
assert (counts["same"], counts["same with addition"], counts.sum() - counts["same"] - counts["same with addition"]) == (
    35, 10, 30
), counts
assert set(avtaler.identical) == {"1", "3a", "9", "14"}
assert {row.name: row.counts for row in saker.rows if row.n} == {
    "Skarvøy": (4, 3, 5, 0, 0), "Rugdal": (1, 0, 4, 1, 0), "Kvernby": (5, 3, 2, 5, 5), "Tolvik": (7, 2, 5, 4, 4),
}
assert (saker.total.counts, saker.total.n) == ((17, 8, 16, 10, 9), 60)
assert {row.name: row.state for row in saker.rows if not row.n} == {"Storåsen": "not released"}
found = saker.shares.set_index("category")
assert [round(100 * share, 1) for share in found["pooled_share"]][::2] == [28.3, 26.7, 15.0]
assert [round(100 * share, 1) for share in found["mean_share"]][:3:2] == [26.7, 35.3]
assert (saker.largest.pooled.kind, saker.largest.mean.columns[0]) == ("plurality", "sakstype/strategi og målstyring")
assert [bestemmer.of(office, "minutes").outcome for office in ("Skarvøy", "Tolvik", "Storåsen")] == [
    "does not confirm", "does not confirm", "silent"
]
assert [valgte.of("Skarvøy", source).outcome for source in ("agreement", "register")] == ["does not confirm", "confirms"]
practice = "two-way practice level"
assert dict(motor.frame[["office", "placement"]].to_numpy()) == {
    "Kvernby": f"mostly {practice}, partly one-way practice level", "Rugdal": practice,
    "Skarvøy": f"partly {practice}", "Storåsen": "one-way practice level", "Tolvik": "one-way authority level",
}
assert motor.cells()["two-way authority level"] == []
assert (likeverd.counts["flags"] >= 1).all() and len(likeverd.counts) == 5
assert mulighetsrom.zones["areas"].tolist() == [7, 3, 3, 2, 2, 2, 1]
shares = {(row.item, row.group): round(100 * row.share) for row in høyeste[høyeste["n"] > 0].itertuples()}
assert [shares["styrke", "rådmann"], shares["styrke", "ordfører"]] == [61, 44]
assert [shares["arbeid", "ordfører"], shares["arbeid", "rådmann"], shares["tilpasset", "all"]] == [74, 79, 69]
slope = regresjon.slope
assert [round(slope.b, 2), round(slope.se, 3), round(slope.beta, 2), round(regresjon.r2, 3)] == [0.25, 0.045, 0.34, 0.118]
assert (round(regresjon.f, 2), regresjon.df) == (32.27, (1, 241))
assert len(svar.flags) == 1 and "198" in svar.flags[0]
flow = litteratur.flow
assert (flow.total("read"), sorted(flow.parts("excluded").values()), flow.total("included")) == (82, [3, 13, 45], 21)
assert sorted(flow.parts("included").values()) == [1, 1, 1, 1, 8, 9] and flow.checks["holds"].all()
"""
"""What the studies of 2007 and 2020 counted by hand; the notebook counts it from the files."""

DESK = """
outcomes = study.corrections().frame.query("source == 'inf-04'")["outcome"].value_counts()
assert outcomes["moved"] > 100 and outcomes["changed"] == 3 and "orphaned" not in outcomes
assert "itj nåkka" in study.version("inf-04", 1).text and "itj nåkka" not in study.version("inf-04").text
assert [(r.source, r.version) for r in study.table("sources").itertuples() if r.version > 1] == [("inf-04", 2), ("inf-07", 2)]
assert len(study.table("codings").query("coder == 'avgjort'")) > 20 < len(uenige.frame)
assert study.add_codings(f"{korpus}/kodinger.csv").counts == study.add_judgements(f"{korpus}/vurderinger.csv").counts == {}
assert study.table("suggestions").query("source == 'inf-04'")["decision"].tolist()[:3] == ["accepted", "rejected", ""]
"""

IN_AND_OUT = """
assert {source.format for source in study.snapshot.all(type(study.snapshot.source("inf-04")))} == {
    "docx", "odt", "rtf", "pdf", "vtt", "srt", "json", "html", "txt", "xlsx"
}
assert len(lest.refused) == 8 and "inf-01 ødelagt.docx" in lest.refused
assert koder["quote"].tolist() == ["Dem tar vi i fellesskap", "Vi bytter", "siden i fjor"]
assert annet.positions["convention"].tolist() == ["utf-16"] and annet.positions["hits"].tolist() == [3]
assert "(latter)" in study.version("inf-09").text and "Eh" not in study.version("inf-09").text
assert "(latter)" in study.version("inf-09", 1).text and "Nei. Eh, jo" in study.version("inf-09", 1).text
assert første[der.start:der.end] == "Bare det?"
"""
NOTEBOOKS = {
    "01_fra_transkripsjon_til_funn": Told(10, ("# 5.",), 6, {"funn.docx": 20_000}, "likeverd.kodeverk", []),
    "02_teori_og_sammenligning": Told(
        21, ("# 1.", "# 13.", "# 14.", "# 19."), 19,
        {"analyse.docx": 100_000, "analyse.html": 100_000, "kodekart.svg": 10_000, "merker.png": 10_000},
        "teori.kodeverk", ["depends on unit", "false", "open", "refused", "true"],
    ),
    "03_dokumenter_og_nettverk": Told(
        48, ("# 14.", "# 17.", "# 19.", "# 22.", "# 45."), 36,
        {"dokumenter.docx": 300_000, "mulighetsrom.docx": 100_000, "samordning.svg": 5_000},
        "partnerskap.kodeverk", ["plurality, not majority", *["true"] * 6], DOCUMENTS,
    ),
    "04_kodebordet": Told(
        18, ("# 2.", "# 4.", "# 5.", "# 6.", "# 7.", "# 11.", "# 12."), 13, {"inf-07.md": 5_000}, "kodet.kodeverk", [],
        DESK,
    ),
    "05_inn_og_ut": Told(
        16, ("# 3.", "# 6.", "# 8.", "# 10.", "# 14."), 14, {"innkurv.qdpx": 10_000}, "innkurv.kodeverk", [], IN_AND_OUT, 0
    ),
}  # fmt: skip


def test_every_notebook_is_tried() -> None:
    assert {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")} == set(NOTEBOOKS)


@pytest.mark.slow
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
            f"assert len(study.table('codings')) == n_first >= {told.codings} and study.state_hash() == h_first"
        )
        place = notebook.cells.index(cell) + 1
        notebook.cells[place:place] = [count, again, same]
    notebook.cells.append(nbformat.v4.new_code_cell(told.checks))
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    shown = [cell for cell in code if any("text/html" in output.get("data", {}) for output in cell.outputs)]
    assert len(shown) >= told.shown, "views show themselves as HTML"
    for file, size in told.written.items():
        assert (tmp_path / "notebooks/ut" / file).stat().st_size > size, file
    with kv.Project(tmp_path / "notebooks/ut" / told.study) as study:
        assert study.verify().ok
        assert sorted(study.claims().frame["verdict"]) == told.claims
