"""What the study answers: in the reader's language, and never with interview text or anybody's name (PR-14)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kodeverk
from kodeverk import Project, use_language
from kodeverk.errors import KodeverkError, StoreError
from kodeverk.model import Coding, Receipt
from kodeverk.notebook import answers, session
from kodeverk.notebook.acts import ACTS
from kodeverk.notebook.session import Session
from tests.notebook.desks import Page, codings, study_in, with_theory_and_actors
from tests.notebook.test_telling import suggested

TEXT = "I: Hva er zebrafink?\nOttarsdatter: Det er en zebrafink på lur.\n"
CANARIES = ("zebrafink", "Ottarsdatter", "Torbjørg", "pelikan")
"""In the text, in the label of a speaker, in the name of a coder, and in the name of a code."""


def every_refusal(study: Project, page: Page) -> list[dict[str, Any]]:
    """Ask for everything that can be refused, and return the replies."""
    here, code = page.here(), page.code_id("pelikan")
    mine = page.code("Det er", "pelikan")
    page.change("code", spans=[page.span("på lur")], code=code)
    study.code("pelikan", source="inf-01", quote="lur", coder="Torbjørg")
    hers = next(c.id for c in study.snapshot.all(Coding) if c.coder == "Torbjørg")
    page.change("reject", suggestions=["s1"])
    asked = [
        ("code", {"spans": [[0, 9999]], "code": code}), ("code", {"spans": [[0, 5]], "code": "pelikan"}),
        ("code", {"spans": [[0, 5]], "code": code, "version": 9}), ("code", {"spans": "zebrafink", "code": code}),
        ("in_vivo", {"spans": [[page.source["text"].index("\n"), page.source["text"].index("\n") + 1]]}),
        ("in_vivo", {"spans": [[0, 5]], "codebook": "zebrafink"}), ("new_code", {"path": "pelikan//zebrafink", "spans": []}),
        ("uncode", {"codings": [hers]}), ("uncode", {"codings": ["zebrafink"]}), ("adjust", {"coding": hers, "code": code}),
        ("adjust", {"coding": mine, "span": page.span("på lur")}), ("adjust", {"coding": mine, "span": [5, 2]}),
        ("memo", {"on": "case", "target": "Ottarsdatter", "text": "zebrafink"}), ("memo", {"on": "study", "target": "", "text": ""}),
        ("judge", {"coding": mine, "proposition": "T:P0", "stance": "supports", "note": "zebrafink"}),
        ("judge", {"coding": mine, "proposition": "zebrafink", "stance": "supports"}),
        ("relate", {"coding": mine, "from": "a-R", "to": "a-R"}), ("relate", {"coding": mine, "from": "a-R", "to": "Torbjørg"}),
        ("relate", {"coding": mine, "from": "a-R", "to": "a-F", "initiator": "a-X"}),
        ("accept", {"suggestions": ["s1"]}), ("change", {"suggestion": "s1", "code": code}), ("reject", {"suggestions": ["s1"]}),
        ("decide", {"between": [mine, hers], "codes": [], "note": "zebrafink"}), ("differences", {}),
    ]  # fmt: skip
    replies = [page.send(kind, **{**here, **fields}) for kind, fields in asked]
    return [*replies, page.send("open", source="zebrafink"), page.send("redo"), page.send("zebrafink")]


@pytest.fixture
def study(tmp_path: Path) -> Project:
    study = study_in(tmp_path, inf_01=TEXT)
    study.add_code("pelikan")
    with_theory_and_actors(study)
    suggested(study, 3)
    return study


@pytest.mark.parametrize("blind", [False, True])
def test_no_refusal_holds_interview_text_or_a_name(study: Project, blind: bool) -> None:
    replies = every_refusal(study, Page(Session(study, "ida", blind=blind)))
    assert [reply for reply in replies if reply["ok"]] == [] and len(replies) == 27
    told = json.dumps([reply["error"] for reply in replies], ensure_ascii=False)
    assert [canary for canary in CANARIES if canary.casefold() in told.casefold()] == []
    assert "Something went wrong in kodeverk" not in told
    codes = {reply["error"]["code"] for reply in replies}
    assert codes == {"malformed", "unknown", "stale", "refused"} | (set() if blind else {"not yours"})


def test_what_is_said_after_a_stroke_holds_no_interview_text(study: Project) -> None:
    page = Page(Session(study, "Torbjørg"))
    replies = [
        page.change("code", spans=[page.span("på lur")], code=page.code_id("pelikan")),
        page.change("in_vivo", spans=[page.span("zebrafink på lur")]),
        page.change("new_code", path="zebrafink", spans=[]),
        page.change("memo", on="study", target="", text="zebrafink"),
        page.ask("undo"),
        page.ask("undo"),
    ]
    told = " ".join(reply["said"] for reply in replies)
    assert len(told) > 60 and [canary for canary in CANARIES if canary.casefold() in told.casefold()] == []


class Failing:
    """A study whose file cannot be written, or whose code has a fault."""

    def __init__(self, study: Project, error: Exception) -> None:
        self.study, self.error = study, error
        self.path, self.undo, self.redo = study.path, study.undo, study.redo

    @property
    def snapshot(self) -> Any:
        return self.study.snapshot

    def write(self, plan: Any, **_options: Any) -> Receipt:
        raise self.error


def test_a_file_that_cannot_be_written_is_told_with_what_to_do_and_nothing_is_confirmed(study: Project) -> None:
    busy = StoreError("likeverd.kodeverk is busy: another program has been writing to it. Nothing was changed.")
    page = Page(Session(Failing(study, busy), "ida"))
    reply = page.send("code", **page.here(), spans=[[0, 3]], code=page.code_id("pelikan"))
    assert reply["error"]["code"] == "store" and "is busy" in reply["error"]["text"]
    named = Page(Session(Failing(study, StoreError("The speaker 'x/Ottarsdatter' was changed meanwhile.")), "ida"))
    assert "Ottarsdatter" not in json.dumps(named.send("whole_note", **named.here(), text="x"))
    assert codings(study) == set()


def test_a_read_only_study_is_looked_at_and_every_change_of_it_refused(study: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    study.close()
    monkeypatch.setattr("os.access", lambda *_asked: False)
    page = Page(Session(kodeverk.Project(study.path), "ida"))
    assert page.source["text"] == TEXT
    assert page.refused("code", spans=[[0, 3]], code=page.code_id("pelikan")) == "store"


def test_a_fault_is_answered_by_its_kind_alone(study: Project) -> None:
    page = Page(Session(Failing(study, ZeroDivisionError("zebrafink")), "ida"))
    error = page.send("whole_note", **page.here(), text="x")["error"]
    assert error["code"] == "refused" and "ZeroDivisionError" in error["text"] and "zebrafink" not in error["text"]
    other = Page(Session(Failing(study, KodeverkError("zebrafink")), "ida"))
    assert "zebrafink" not in other.send("whole_note", **other.here(), text="x")["error"]["text"]


def test_what_is_written_is_confirmed_even_where_the_study_cannot_be_read_just_after(study: Project) -> None:
    page = Page(Session(study, "ida"))
    real = type(study).snapshot

    class After(Failing):
        broken = False

        def write(self, plan: Any, **options: Any) -> Receipt:
            receipt = self.study.write(plan, **options)
            self.broken = True
            return receipt

        @property
        def snapshot(self) -> Any:
            if self.broken:
                self.broken = False
                raise StoreError("busy")
            return real.fget(self.study)

    page.session.study = After(study, StoreError("busy"))
    reply = page.change("code", spans=[page.span("på lur")], code=page.code_id("pelikan"))
    assert reply["delta"] == {"put": {}, "gone": {}} and len(codings(study)) == 1
    page.ask("sync")
    assert len(page.known["coding"]) == 1


@pytest.mark.parametrize(("kind", "fields"), [
    ("code", {"spans": [[0, 3]]}), ("correct", {"edits": [[0, 1, "Int"]]}), ("undo", {}),
])  # fmt: skip
def test_a_fault_after_a_change_is_saved_is_not_answered_as_if_nothing_was_changed(
    study: Project, monkeypatch: pytest.MonkeyPatch, kind: str, fields: dict[str, Any]
) -> None:
    page = Page(Session(study, "ida"))
    code, before = page.code_id("pelikan"), study.snapshot.seq
    page.change("code", spans=[[4, 8]], code=code)

    def fails(*_asked: Any) -> None:
        raise KodeverkError("zebrafink")

    monkeypatch.setattr(session, "advanced", fails)
    asked = {} if kind == "undo" else {**page.here(), **fields, **({"code": code} if kind == "code" else {})}
    reply = page.send(kind, **asked)
    assert reply["ok"] and "It is saved" in reply["said"] and "zebrafink" not in json.dumps(reply)
    assert reply["result"] is None or reply["result"]["outcome"]["rows"] == []
    assert study.snapshot.seq == before + 2
    monkeypatch.undo()
    page.ask("sync")
    assert set(page.known["coding"]) == {one.id for one in study.snapshot.all(Coding)}


def test_every_act_says_what_it_did_and_every_code_why_not() -> None:
    made = Receipt("x", 1, {"coding made": 1})
    assert all(answers.done(kind, made, count) for kind in ACTS for count in (0, 1, 2))
    assert answers.done("code", made, 2) == "Coded 2 passages." and answers.done("code", Receipt("x", None, {}), 1)
    codes = ("malformed", "unknown", "stale", "not yours", "unread", "refused", "store")
    assert len({answers.why_not(code) for code in codes}) == len(codes)


def test_answers_are_in_the_readers_language(study: Project) -> None:
    page = Page(Session(study, "ida"))
    use_language("nb")
    assert Page(page.session).greeting["settings"]["language"] == "nb"
    assert Page(page.session).greeting["settings"]["stances"][0] == {"id": "supports", "label": "støtter"}
    (source,) = Page(page.session).known["source"].values()
    assert source["kind_label"] == "intervju" and session.Session(study, "ida").summary()[1] == "1 kilde, 0 kodinger"
