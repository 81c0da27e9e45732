"""Deltas: what a page knows after any number of them is what a new page is told."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from kodeverk import Project
from kodeverk.model import (
    Adjudication,
    Change,
    Code,
    Coder,
    Coding,
    Plan,
    Source,
    SourceVersion,
    Suggestion,
    made,
    sha256,
)  # fmt: skip
from kodeverk.notebook import telling
from kodeverk.notebook.session import Session
from tests.memory import segments_of
from tests.notebook.desks import Page, study_in, with_theory_and_actors


def suggested(study: Project, many: int = 12) -> None:
    """Add suggestions by rules, and one by a crosswalk, on words of ``inf-01``."""
    source, code = study.snapshot.source("inf-01").id, study.snapshot.code("tvil").id
    rules, crosswalk = Coder("regler:eget@1", "rules", "1"), Coder("overgang:x@1", "crosswalk", "1")
    found = [Suggestion(f"s{n}", source, 1, 20 + 3 * n, 25 + 3 * n, code, rules.id, f"uttrykk {n}") for n in range(many)]
    by_crosswalk = Suggestion("x1", source, 1, 30, 40, code, crosswalk.id, "via x")
    study.write(lambda now: Plan(made(rules, crosswalk, *found, by_crosswalk)), verb="test")


def corrected(study: Project, name: str, text: str) -> None:
    """Give a source another text without moving a coding, so that all of them stand without their text."""
    def plan(now: Any) -> Plan:
        source = now.source(name)
        version = now.version(source.id)
        newer = SourceVersion(
            f"{source.id}/{source.version + 1}", source.id, source.version + 1, sha256(text), version.original, len(text),
            segments_of(text), {}, "2026-01-01", "test",
        )  # fmt: skip
        return Plan([Change(None, newer), Change(source, source._replace(version=newer.number))], texts=(text,))

    study.write(plan, verb="correct")


def strokes(page: Page, rng: random.Random) -> list[tuple[str, dict[str, Any]]]:
    """Return what this page may ask for next."""
    start = rng.randrange(len(page.source["text"]) - 1)
    span = [start, min(start + rng.randrange(1, 9), len(page.source["text"]))]
    code = rng.choice(list(page.known["code"]))
    mine = [one["id"] for one in page.known["coding"].values() if one["mine"]]
    asks = [
        ("code", {"spans": [span], "code": code}), ("in_vivo", {"spans": [span]}), ("whole_note", {"text": rng.choice("abc")}),
        ("read", {"read": rng.random() < 0.5}), ("memo", {"on": "segment", "target": "2", "text": "m"}),
    ]  # fmt: skip
    if mine:
        coding = rng.choice(mine)
        asks += [
            ("adjust", {"coding": coding, "span": span}), ("adjust", {"coding": coding, "code": code}),
            ("uncode", {"codings": [coding]}), ("memo", {"on": "coding", "target": coding, "text": "m"}),
            ("judge", {"coding": coding, "proposition": "T:P1", "stance": "supports"}),
            ("relate", {"coding": coding, "from": "a-R", "to": "a-F"}),
        ]  # fmt: skip
    if page.known["suggestion"]:
        suggestion = rng.choice(list(page.known["suggestion"]))
        asks += [(kind, {"suggestions": [suggestion]}) for kind in ("accept", "reject")]
    return asks


@pytest.mark.parametrize("blind", [False, True])
def test_after_any_strokes_every_page_knows_what_a_new_page_is_told(tmp_path: Path, blind: bool) -> None:
    study, rng = study_in(tmp_path, inf_01="I: Hva?\n5: Ja, vi har to sjefer her.\n" * 2, inf_02="6: Nei.\n"), random.Random(5)
    with_theory_and_actors(study)
    suggested(study)
    desks = [Session(study, coder, blind=blind) for coder in ("ida", "marit")]
    pages = [Page(desks[0]), Page(desks[1])]
    pages += [Page(desks[0], "inf-02", beside=pages[0]), Page(desks[0], "inf-01", beside=pages[0])]
    done = 0
    for number in range(60):
        page = rng.choice(pages)
        kind, fields = rng.choice([*strokes(page, rng), ("undo", {}), ("redo", {})])
        done += page.send(kind, **({} if kind in ("undo", "redo") else page.here()), **fields)["ok"]
        if number % 20 == 19:
            corrected(study, "inf-02", f"6: Nei, {number}.\n")
        for one in pages:
            one.ask("sync")
            if one.known["source"][one.source["id"]]["version"] != one.source["version"]:
                one.open(one.source["name"])  # as the real page does
        for one in pages:
            new = Page(one.session, one.source["name"], beside=one)
            assert one.known == new.known, (number, kind, fields)
            one.session.views.pop(new.view)
    assert done > 40 and len(study.snapshot.all(Coding)) > 3


def test_a_delta_holds_only_what_changed(tmp_path: Path) -> None:
    page = Page(Session(study_in(tmp_path), "ida"))
    page.code("to sjefer")
    reply = page.change("code", spans=[page.span("bra")], code=page.code_id("tvil"))
    put, gone = reply["delta"]["put"], reply["delta"]["gone"]
    assert {kind: len(records) for kind, records in put.items()} == {"coding": 1, "code": 1, "source": 1} and gone == {}
    assert page.ask("sync")["delta"] == {"put": {}, "gone": {}}


def test_a_text_corrected_elsewhere_is_told_by_its_version_and_nothing_more_until_it_is_opened(tmp_path: Path) -> None:
    study = study_in(tmp_path)
    page = Page(Session(study, "ida"))
    id = page.code("to sjefer")
    corrected(study, "inf-01", "5: Ja.\n")
    delta = page.ask("sync")["delta"]
    assert set(delta["put"]) == {"source"} and delta["put"]["source"][0]["version"] == 2
    assert delta["put"]["source"][0]["orphans"] == 1 and page.known["coding"][id]["orphan"] is False
    assert page.refused("code", spans=[[0, 1]], code=page.code_id("tvil")) == "stale"
    page.open("inf-01")
    told = page.known["coding"][id]
    assert (told["orphan"], told["version"], told["quote"]) == (True, 1, "to sjefer")
    assert page.ask("look", source=page.source["id"], what="version", number=1)["result"]["text"].startswith("I: Har dere")


def test_a_decision_between_coders_is_told_to_a_desk_that_is_not_blind(tmp_path: Path) -> None:
    study = study_in(tmp_path)
    study.code("tvil", source="inf-01", quote="bra", coder="ida")
    (coding,) = study.snapshot.all(Coding)
    decided = Adjudication("a1", coding.source_id, 1, coding.start, coding.end, (coding.id,), (), "avgjort", "tone", "", "2026")
    seeing, blind = Page(Session(study, "ida")), Page(Session(study, "ida", blind=True))
    study.write(lambda now: Plan(made(Coder("avgjort", "adjudicated"), decided)), verb="test", who="tone")
    for page in (seeing, blind):
        page.ask("sync")
    assert list(seeing.known["adjudication"]) == ["a1"] and blind.known["adjudication"] == {}


def test_what_changed_between_two_snapshots_is_found_whatever_was_made_altered_or_removed(tmp_path: Path) -> None:
    study = study_in(tmp_path)
    for quote in ("Ja", "bra", "spør"):
        study.code("tvil", source="inf-01", quote=quote, coder="ida")
    before = study.snapshot
    first, second, third = before.all(Coding)
    assert telling.changed(before, before, Coding) == set()
    altered = second._replace(end=second.end + 1)
    for changes in ([Change(first, None)], [Change(second, altered)], [Change(first, None), Change(second, altered)],
                    [Change(None, third._replace(id="new", end=third.end - 1)), Change(third, None)]):  # fmt: skip
        after = before.supposing(changes)
        assert telling.changed(before, after, Coding) == {change.record.id for change in changes}
    again = before.supposing([Change(first, first._replace())])  # another object, the same coding
    assert telling.changed(before, again, Coding) == set()
    assert telling.changed(before, before.replacing(Code, []), Code) == set(before.table(Code))
    assert telling.changed(before, before, Source) == set()
