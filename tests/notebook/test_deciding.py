"""Deciding between two coders at the desk: both sides are seen, and what is decided stands beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk import Project
from kodeverk.errors import KodeverkError
from kodeverk.model import Adjudication, Coding
from kodeverk.notebook.session import Session
from tests.notebook.desks import Page, codings, study_in

BOTH = {
    ("to sjefer", "ledelse", "ida"), ("to sjefer", "tvil", "marit"), ("vet jeg ikke", "tvil", "ida"),
    ("vet jeg ikke alltid", "tvil", "marit"), ("bra", "tvil", "ida"), ("bra", "tvil", "marit"),
}  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Project:
    study = study_in(tmp_path)
    for quote, path, coder in sorted(BOTH):
        study.code(path, source="inf-01", quote=quote, coder=coder)
    return study


@pytest.fixture
def page(study: Project) -> Page:
    return Page(Session(study, "tone", adjudicate=("ida", "marit")))


def test_the_lead_is_told_where_they_differ_with_both_sides(page: Page) -> None:
    assert page.greeting["settings"]["adjudicate"] == {"coders": ["ida", "marit"], "layer": "avgjort"}
    rows = page.ask("differences", **page.here())["result"]["rows"]
    assert [(row["kind"], row["turn"], row["decided"]) for row in rows] == [("code", 2, None), ("extent", 4, None)]
    one, other = rows[0]["a"], rows[0]["b"]
    assert (one["coder"], one["quote"], one["code"]) == ("ida", "to sjefer", page.code_id("ledelse"))
    assert (other["coder"], other["quote"], other["label"]) == ("marit", "to sjefer", "tvil")
    assert [one["start"], one["end"]] == page.span("to sjefer")
    assert rows[0]["kind_label"] == "different codes"
    assert {row["a"]["codings"][0] for row in rows} <= set(page.known["coding"])


def test_what_is_decided_goes_into_a_layer_and_can_be_decided_anew(study: Project, page: Page) -> None:
    rows = page.ask("differences", **page.here())["result"]["rows"]
    between = rows[0]["a"]["codings"] + rows[0]["b"]["codings"]
    page.change(
        "decide",
        between=between,
        codes=[{"code": page.code_id("ledelse"), "span": page.span("to sjefer")}],
        note="Slik.",
    )
    assert codings(study) == BOTH | {("to sjefer", "ledelse", "avgjort")}
    (told,) = page.known["adjudication"].values()
    assert (told["coder"], told["layer"], told["note"], set(told["between"])) == (
        "tone",
        "avgjort",
        "Slik.",
        set(between),
    )
    assert [row["decided"] for row in page.ask("differences", **page.here())["result"]["rows"]] == [told["id"], None]
    page.change("decide", between=between, codes=[])
    assert codings(study) == BOTH and [one.kept for one in study.snapshot.all(Adjudication)] == [()]
    extent = rows[1]["a"]["codings"] + rows[1]["b"]["codings"]
    page.change("decide", between=extent, codes=[{"code": page.code_id("tvil"), "span": None}])
    assert codings(study) == BOTH | {("vet jeg ikke alltid", "tvil", "avgjort")}
    page.ask("undo")
    page.ask("undo")
    page.ask("undo")
    assert codings(study) == BOTH and page.known["adjudication"] == {}


def test_only_codings_of_the_two_are_decided_between(study: Project, page: Page) -> None:
    study.code("tvil", source="inf-01", quote="Familien", coder="tone")
    own = next(c.id for c in study.snapshot.all(Coding) if c.coder == "tone")
    hers = next(c.id for c in study.snapshot.all(Coding) if c.coder == "ida")
    assert page.refused("decide", between=[own], codes=[]) == "not yours"
    assert page.refused("decide", between=["none"], codes=[]) == "unknown"
    assert page.refused("decide", between=[hers], codes=[{"code": "none"}]) == "unknown"
    assert page.refused("decide", between=[hers], codes=[{"code": page.code_id("tvil"), "span": [0, 2]}]) == "refused"
    assert page.refused("decide", between=[hers], codes=[], version=2) == "stale"
    assert study.snapshot.all(Adjudication) == []


def test_nobody_sits_at_the_desk_as_the_decided_layer(study: Project, page: Page) -> None:
    row = page.ask("differences", **page.here())["result"]["rows"][0]
    page.change("decide", between=row["a"]["codings"] + row["b"]["codings"], codes=[])
    with pytest.raises(KodeverkError, match="only persons sit at the desk"):
        Session(study, "avgjort")


def test_what_was_decided_and_what_was_read_is_listed_for_who_reviews_it(study: Project, page: Page) -> None:
    differing, extent = page.ask("differences", **page.here())["result"]["rows"]
    between = differing["a"]["codings"] + differing["b"]["codings"]
    page.change("decide", between=between, codes=[{"code": page.code_id("ledelse"), "span": None}], note="Slik.")
    page.change("decide", between=extent["a"]["codings"] + extent["b"]["codings"], codes=[])
    study.adopt_agreed("ida", "marit", coder="lena")
    told = (
        study.table("decisions")[["quote", "codes", "between", "layer", "coder", "note", "stands"]].to_numpy().tolist()
    )
    assert told == [
        ["to sjefer", "ledelse", "ida; marit", "avgjort", "tone", "Slik.", True],
        ["bra", "tvil", "ida; marit", "avgjort", "lena", "", True],
        ["vet jeg ikke alltid", "", "ida; marit", "avgjort", "tone", "", True],
    ]
    study.adjust(differing["a"]["codings"][0], coder="ida", code="tvil")  # she judges anew
    assert study.table("decisions")["stands"].tolist() == [False, True, True]
    study.read_through("inf-01", coder="ida")
    study.whole_note("inf-01", "Om to sjefer.", coder="marit")
    study.correct("inf-01", edits=[(0, 1, "Int")], coder="tone")
    readings = study.table("readings")[["source", "coder", "note", "version", "stale"]].to_numpy().tolist()
    assert readings == [["inf-01", "ida", "", 1, True], ["inf-01", "marit", "Om to sjefer.", 1, True]]
