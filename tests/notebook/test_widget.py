"""PR-15: what a saved notebook holds of the desk is title and counts; everything else goes as messages."""

from __future__ import annotations

import base64
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from kodeverk import Project
from kodeverk.errors import KodeverkError, MissingExtra
from tests.notebook.desks import study_in

TEXT = "I: Hva?\nOttarsdatter: Det er en zebrafink på lur, sa hun så lavt.\n"
CANARIES = ("zebrafink", "Ottarsdatter", "Torbjørg", "pelikan", "en zebrafink på lur")
"""Of the text, the label of a speaker, a coder, a code, and a quote."""


def work(study: Project) -> None:
    study.add_code("pelikan")
    study.code("pelikan", source="inf-01", quote="en zebrafink på lur", coder="Torbjørg")


@pytest.fixture
def study(tmp_path: Path) -> Project:
    study = study_in(tmp_path, inf_01=TEXT)
    work(study)
    return study


def found(data: bytes) -> list[str]:
    """Return the canaries in some bytes: as they stand, escaped, in other encodings and normal forms."""
    low = data.lower()
    hits = []
    for canary in CANARIES:
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, canary).lower()
            raw = [text.encode("utf-8"), text.encode("utf-16-le"), json.dumps(text)[1:-1].encode()]
            raw += [base64.b64encode(text.encode("utf-8"))[:-4].lower()]
            hits += [canary for one in raw if one in low]
    return hits


def test_widget_state_holds_title_and_counts_and_nothing_confidential(study: Project) -> None:
    desk = study.desk(coder="Torbjørg")
    sent: list[Any] = []
    desk.send = sent.append  # type: ignore[union-attr,method-assign]
    for message in (
        {"kind": "hello", "id": "1", "view": "v"},
        {"kind": "open", "id": "2", "view": "v", "source": study.snapshot.source("inf-01").id},
        {"kind": "code"},
    ):
        desk._received(None, message, [])  # type: ignore[union-attr]
    assert [answer["ok"] for answer in sent] == [True, True, False] and found(json.dumps(sent, ensure_ascii=False).encode())
    state = desk.get_state()  # type: ignore[union-attr]
    assert (state["title"], state["summary"], state["language"]) == ("likeverd", "1 source, 1 coding", "en")
    kept = {name: value for name, value in state.items() if name not in ("_esm", "_css")}
    assert found(repr(state).encode()) == [] and len(repr(kept)) < 1500


def test_without_a_front_end_title_and_counts_are_left(study: Project) -> None:
    desk = study.desk(coder="Torbjørg")
    assert repr(desk) == "The coding desk of likeverd: 1 source, 1 coding"
    data, _metadata = desk._repr_mimebundle_()  # type: ignore[union-attr]
    assert data["text/plain"] == repr(desk) and "1 source, 1 coding" in data["text/html"]
    assert set(data) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
    study.code("tvil", source="inf-01", quote="Hva", coder="Torbjørg")
    assert repr(desk) == "The coding desk of likeverd: 1 source, 2 codings"
    assert found(json.dumps(data, ensure_ascii=False).encode()) == []


def test_without_anywidget_the_extra_is_named_and_the_static_transcript_still_works(
    study: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "kodeverk.notebook.desk", raising=False)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(MissingExtra, match=r"anywidget.*kodeverk\[notebook\]"):
        study.desk(coder="ida")
    assert "zebrafink" in study.desk(coder="ida", static=True)._repr_html_()  # type: ignore[union-attr]


def test_a_desk_is_somebodys(study: Project) -> None:
    with pytest.raises(TypeError, match="coder"):
        study.desk()  # type: ignore[call-arg]
    with pytest.raises(KodeverkError, match="Who codes"):
        study.desk(coder="")


CELLS = (
    "import kodeverk as kv\nkv.use_language('nb')\nstudy = kv.Project({path!r})",
    "desk = study.desk(coder='Torbjørg')\ndesk",
    "source = study.snapshot.source('inf-01').id\n"
    "code = study.snapshot.code('pelikan').id\n"
    "for number, fields in enumerate([\n"
    "    {{'kind': 'hello'}}, {{'kind': 'open', 'source': source}},\n"
    "    {{'kind': 'code', 'source': source, 'version': 1, 'spans': [[3, 6]], 'code': code}},\n"
    "]):\n"
    "    desk._received(desk, {{'id': str(number), 'view': 'v', **fields}}, [])\n"
    "len(study.table('codings'))",
)
"""A notebook in which a page of the desk is told everything there is, by messages; no cell shows any of it itself."""


@pytest.mark.slow
def test_a_notebook_saved_with_widget_state_holds_none_of_the_text(study: Project, tmp_path: Path) -> None:
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    study.close()
    cells = [nbformat.v4.new_code_cell(cell.format(path=str(study.path))) for cell in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, timeout=120, store_widget_state=True).execute()
    assert notebook.cells[2].outputs[0]["data"]["text/plain"] == "2"
    (state,) = notebook.metadata["widgets"].values()
    (model,) = [one["state"] for one in state["state"].values() if one["model_name"] == "AnyModel"]
    assert model["title"] == "likeverd" and "1 kilde" in model["summary"]
    for cell in notebook.cells:
        cell.source = ""  # the researcher's own words are hers to write
    saved = tmp_path / "saved.ipynb"
    nbformat.write(notebook, saved)
    assert found(saved.read_bytes()) == [] and b"likeverd" in saved.read_bytes()
