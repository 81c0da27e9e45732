"""A blind coder is told nothing of another coder: not what she coded, noted or judged, not that she did, and not how much."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kodeverk import Project
from kodeverk.model import Adjudication, Coder, Coding, Memo, Plan, Suggestion, made
from kodeverk.notebook.session import Session
from kodeverk.notebook.static import Transcripts
from tests.notebook.desks import Page, codings, study_in, with_theory_and_actors
from tests.notebook.test_telling import suggested

SECRET = "kanarifugl"


def marit_works(study: Project) -> None:
    """Let a coder whose name and words are all one canary do all a coder can do."""
    study.add_code("felles", coder=SECRET)
    for quote in ("to sjefer", "bra", "Hvem bestemmer?"):
        study.code("tvil", source="inf-01", quote=quote, coder=SECRET)
    now = study.snapshot
    (coding,) = [c.id for c in now.all(Coding) if c.coder == SECRET and now.quote(c) == "bra"]
    for on, target in (("coding", coding), ("source", "inf-01"), ("study", ""), ("code", "tvil"), ("segment", "inf-01/2")):
        study.memo(f"{SECRET} tenker", on=on, target=target, coder=SECRET)
    study.judge(coding, "T:P1", "supports", note=SECRET, coder=SECRET)
    study.read_through("inf-01", coder=SECRET)
    study.whole_note("inf-01", f"{SECRET} leser", coder=SECRET)
    study.accept("s0", "s1", coder=SECRET)
    study.reject("s2", coder=SECRET)
    source = now.source("inf-01").id
    decided = Adjudication("a1", source, 1, 1, 9, (coding,), (), SECRET, SECRET, SECRET, "2026")
    study.write(lambda now: Plan(made(decided)), verb="adjudicate", who=SECRET)


@pytest.fixture
def study(tmp_path: Path) -> Project:
    study = study_in(tmp_path)
    with_theory_and_actors(study)
    suggested(study, 6)
    return study


def test_whatever_another_does_a_blind_page_hears_the_same(study: Project) -> None:
    before = Page(Session(study, "ida", blind=True))
    marit_works(study)
    reply = before.ask("sync")
    assert set(reply["delta"]["put"]) == {"code"} and reply["delta"]["gone"] == {}  # the code she made is everybody's
    after = Page(Session(study, "ida", blind=True))
    assert before.known == after.known and SECRET not in after.all_heard() + before.all_heard()
    assert after.known["coding"] == after.known["memo"] == after.known["evidence"] == after.known["adjudication"] == {}
    assert set(after.known["suggestion"]) == {f"s{n}" for n in range(6)}  # decided by her or not; none by a crosswalk
    assert {one["count"] for one in after.known["code"].values()} == {0}
    (source,) = after.known["source"].values()
    assert (source["codings"], source["own"], source["undecided"], source["read"]) == (0, 0, 6, False)
    assert {one["id"] for one in after.known["coder"].values()} == {"regler:eget@1"}
    seeing = Page(Session(study, "ida"))
    assert SECRET in seeing.all_heard() and len(seeing.known["coding"]) == 5  # and yet it is there to be told


def test_a_blind_coder_decides_on_every_suggestion_herself(study: Project) -> None:
    marit_works(study)
    page = Page(Session(study, "ida", blind=True))
    replies = [
        page.change("accept", suggestions=["s0", "s3"]),  # s0 is decided by the other, s3 by nobody
        page.change("change", suggestion="s1", code=page.code_id("ledelse")),
        page.change("reject", suggestions=["s2", "s4"]),
    ]
    assert [reply["said"] for reply in replies] == [
        "Accepted 2 suggestions.", "Changed the suggestion and accepted it.", "Rejected 2 suggestions.",
    ]  # fmt: skip
    assert [len(reply["ids"]) for reply in replies[:2]] == [2, 1]
    assert set(page.known["suggestion"]) == {"s5"}
    mine = {(quote, code) for quote, code, coder in codings(study) if coder == "ida"}
    assert len(mine) == 3 and ("ledelse" in {code for _quote, code in mine})
    by_id = study.snapshot.table(Suggestion)
    assert {(by_id[f"s{n}"].decision, by_id[f"s{n}"].decided_by) for n in (0, 1, 2)} == {("accepted", SECRET), ("rejected", SECRET)}
    assert (by_id["s3"].decided_by, by_id["s4"].decided_by, by_id["s4"].decision) == ("ida", "ida", "rejected")
    page.ask("undo")
    assert "s4" in page.known["suggestion"] and "s2" not in page.known["suggestion"]
    page.ask("undo")
    page.ask("undo")
    assert {"s0", "s1", "s3"} <= set(page.known["suggestion"]) and SECRET not in page.all_heard()


def test_another_coders_records_are_as_if_they_were_not_there(study: Project) -> None:
    marit_works(study)
    page = Page(Session(study, "ida", blind=True))
    (hers,) = [c.id for c in study.snapshot.all(Coding) if study.snapshot.quote(c) == "bra"]
    before = study.state_hash()
    for coding in (hers, "no-such-coding"):  # the two cannot be told apart
        assert page.refused("uncode", codings=[coding]) == "unknown"
        assert page.refused("adjust", coding=coding, span=[0, 3]) == "unknown"
        assert page.refused("memo", on="coding", target=coding, text="x") == "unknown"
        assert page.refused("judge", coding=coding, proposition="T:P1", stance="supports") == "unknown"
        assert page.refused("relate", coding=coding, **{"from": "a-R", "to": "a-F"}) == "unknown"
        assert page.refused_plain("look", source=page.source["id"], what="history", coding=coding) == "unknown"
        assert page.refused("decide", between=[coding], codes=[]) == "refused"
    assert page.refused("accept", suggestions=["x1"]) == page.refused("accept", suggestions=["none"]) == "unknown"
    assert study.state_hash() == before and SECRET not in page.all_heard()


def test_what_others_hang_on_hers_is_never_told_not_even_when_it_goes(study: Project) -> None:
    page = Page(Session(study, "ida", blind=True))
    mine = page.code("vet jeg ikke")
    study.memo(f"{SECRET} mener", on="coding", target=mine, coder=SECRET)
    study.judge(mine, "T:P1", "contradicts", note=SECRET, coder=SECRET)
    page.change("uncode", codings=[mine])
    assert study.snapshot.all(Memo) == []
    reply = page.ask("undo")
    assert reply["said"] == "Taken back: 1 coding made." and reply["ids"] == [mine]
    assert page.known["memo"] == page.known["evidence"] == {} and SECRET not in page.all_heard()
    rows = page.ask("look", source=page.source["id"], what="history", coding=mine)["result"]["rows"]
    assert {row["who"] for row in rows} == {"ida"}


def test_how_much_others_write_is_not_told_by_the_number_of_answers_or_of_the_state(study: Project) -> None:
    page, alone = Page(Session(study, "ida", blind=True)), study.snapshot.seq
    first = page.ask("sync")["seq"]
    for quote in ("to sjefer", "bra"):
        study.code("tvil", source="inf-01", quote=quote, coder=SECRET)
    assert page.ask("sync")["seq"] == first + 1 and study.snapshot.seq > alone + 1
    other = Page(page.session, beside=page)
    heard = len(other.heard)
    study.code("tvil", source="inf-01", quote="spør", coder=SECRET)
    page.ask("sync")
    assert len(other.heard) == heard


def test_title_counts_and_the_static_transcript_are_of_hers_alone(study: Project) -> None:
    study.code("tvil", source="inf-01", quote="bra", coder="ida")
    marit_works(study)
    blind, seeing = Session(study, "ida", blind=True), Session(study, "ida")
    assert blind.summary() == ("likeverd", "1 source, 1 coding") and seeing.summary() == ("likeverd", "1 source, 6 codings")
    assert SECRET not in Transcripts.of(blind)._repr_html_() + repr(Transcripts.of(blind))
    assert SECRET in Transcripts.of(seeing)._repr_html_()


def test_when_undo_is_refused_it_is_not_said_whose_work_is_in_the_way(study: Project) -> None:
    page = Page(Session(study, "ida", blind=True))
    page.change("new_code", path="min kode", spans=[page.span("bra")])
    study.code("min kode", source="inf-01", quote="to sjefer", coder=SECRET)
    reply = page.send("undo")
    assert reply["error"]["code"] == "refused" and SECRET not in json.dumps(reply)
    assert ("bra", "min kode", "ida") in codings(study) and study.snapshot.table(Coder)[SECRET]
