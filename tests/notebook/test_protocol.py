"""EX-10: whatever a page sends, nothing is raised, and nothing but what a valid request asked for is in the study."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kodeverk.model import Coding, Suggestion
from kodeverk.notebook import protocol
from kodeverk.notebook.protocol import KINDS, Malformed, checked
from kodeverk.notebook.session import Session
from tests.notebook.desks import Page, codings, study_in, with_theory_and_actors

NASTY = (
    None, True, False, 0, 1, -1, 1.0, 1.5, float("nan"), float("inf"), 10**9, 10**40, "", " ", "x", "1", "\\0", "\ud800",
    "'; DROP TABLE coding; --", "<img src=x onerror=alert(1)>", "a" * 300, "../../etc", [], [[]], [[0, 1]], [[1, 0]],
    [[0, 0]], [[-1, 3]], [[0.0, 1.0]], [[True, False]], [[0, 10**12]], [[0, 1, 2]], [None], {}, {"id": 1}, b"bytes", {1: 2},
    object(), {"kind": "hello"}, [[0, 5]] * 501,
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_schema_that_is_one(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(protocol.schema(kind))
    assert protocol.schema(kind)["additionalProperties"] is False


@pytest.mark.parametrize(
    "spoilt",
    [
        {"spans": []}, {"spans": [[0, 1.0]]}, {"spans": [[False, True]]}, {"spans": [[-1, 2]]}, {"spans": [[0, 10**10]]},
        {"spans": [[0, float("nan")]]}, {"spans": [["0", "1"]]}, {"spans": [[0, 1]] * 501}, {"version": 0}, {"version": "1"},
        {"version": True}, {"coder": "marit"}, {"who": "marit"}, {"code": ""}, {"code": "x" * 201}, {"code": None},
        {"code": "\ud800"}, {"view": ""}, {"id": 7}, {"kind": "Code"}, {"kind": ["code"]},
    ],
)  # fmt: skip
def test_a_request_of_another_shape_is_malformed(spoilt: dict[str, Any]) -> None:
    good = {"kind": "code", "id": "1", "view": "v", "source": "s", "version": 1, "spans": [[0, 1]], "code": "c"}
    assert checked(good).fields == {"source": "s", "version": 1, "spans": [[0, 1]], "code": "c"}
    with pytest.raises(Malformed):
        checked({**good, **spoilt})
    for name in good:
        with pytest.raises(Malformed):
            checked({key: value for key, value in good.items() if key != name})


def deep(depth: int) -> list[Any]:
    found: list[Any] = []
    for _level in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize("raw", [*NASTY, deep(100_000), {"kind": "code", "id": "1", "view": "v", "spans": deep(100_000)}])
def test_what_is_no_request_is_answered_and_changes_nothing(tmp_path: Path, raw: object) -> None:
    session = Session(study_in(tmp_path), "ida")
    before = session.study.snapshot.seq
    (answer,) = session.handle(raw)
    assert answer["ok"] is False and answer["error"]["code"] in ("malformed", "unknown")
    assert session.study.snapshot.seq == before


def test_a_view_that_never_said_hello_is_nobody(tmp_path: Path) -> None:
    session = Session(study_in(tmp_path), "ida")
    (answer,) = session.handle({"kind": "sync", "id": "1", "view": "somebody"})
    assert answer["error"]["code"] == "unknown" and answer["to"] == "somebody"


def test_late_and_forged_requests_are_refused_by_their_own_code(tmp_path: Path) -> None:
    study = study_in(tmp_path, inf_01="5: Ja, to 👍🏽 sjefer.\n", inf_02="6: Nei, en.\n")
    study.code("tvil", source="inf-02", quote="Nei", coder="ida")
    study.code("tvil", source="inf-01", quote="Ja", coder="marit")
    page = Page(Session(study, "ida"))
    code, (hers,) = page.code_id("tvil"), page.known["coding"]
    (elsewhere,) = [c.id for c in study.snapshot.all(Coding) if c.coder == "ida"]
    before = study.state_hash()
    length = len(page.source["text"])
    assert page.refused("code", spans=[[0, 2]], code=code, version=2) == "stale"
    assert page.refused("code", spans=[[0, length + 1]], code=code) == "malformed"
    assert page.refused("code", spans=[[2, 2]], code=code) == "malformed"
    assert page.refused("code", spans=[[5, 2]], code=code) == "malformed"
    assert page.refused("code", spans=[[0, 2], [3, length + 9]], code=code) == "malformed"
    assert page.refused("code", spans=[[0, 2]], code="tvil") == "unknown"  # ids only: a name may fit another code
    assert page.refused("code", spans=[[0, 2]], code=hers) == "unknown"
    assert page.refused("code", spans=[[0, 2]], code=code, source="inf-01") == "unknown"
    assert page.refused("uncode", codings=[hers]) == "not yours"
    assert page.refused("uncode", codings=[elsewhere]) == "unknown"  # of another source than the one named
    assert page.refused("uncode", codings=[code]) == "unknown"
    assert page.refused("adjust", coding=hers, span=[0, 2]) == "not yours"
    assert page.refused("accept", suggestions=[hers]) == "unknown"
    assert page.refused("decide", between=[hers], codes=[]) == "refused"  # a desk for coding decides nothing
    assert page.refused("differences") == "refused"
    assert page.refused_plain("open", source="inf-01") == "unknown"
    assert page.refused_plain("look", source=page.source["id"], what="version", number=2) == "unknown"
    assert page.refused_plain("look", source=page.source["id"], what="history", coding=elsewhere) == "unknown"
    assert page.refused_plain("undo") == "refused" if study.snapshot.seq == 0 else True
    assert study.state_hash() == before


# --- random messages --------------------------------------------------------------------------------


def valid(rng: random.Random, page: Page) -> dict[str, Any]:
    """Return a valid request about the open source, or nearly so: spans may lie inside an emoji."""
    text, here = page.source["text"], page.here()
    start = rng.randrange(len(text))
    span = [start, rng.randint(start + 1, len(text))]
    code = rng.choice(list(page.known["code"]))
    coding = rng.choice([*page.known["coding"], "none"])
    suggestion = rng.choice([*page.known["suggestion"], "none"])
    return rng.choice([
        {"kind": "code", **here, "spans": [span], "code": code},
        {"kind": "code", **here, "spans": [span, [0, 3]], "code": code},
        {"kind": "in_vivo", **here, "spans": [span]},
        {"kind": "new_code", **here, "path": rng.choice("abc"), "spans": [span]},
        {"kind": "uncode", **here, "codings": [coding]},
        {"kind": "adjust", **here, "coding": coding, "span": span, "code": code},
        {"kind": "memo", **here, "on": "coding", "target": coding, "text": "Hm."},
        {"kind": "judge", **here, "coding": coding, "proposition": "T:P1", "stance": "supports", "note": ""},
        {"kind": "relate", **here, "coding": coding, "from": "a-R", "to": "a-F"},
        {"kind": "accept", **here, "suggestions": [suggestion]},
        {"kind": "reject", **here, "suggestions": [suggestion]},
        {"kind": "change", **here, "suggestion": suggestion, "span": span},
        {"kind": "read", **here, "read": rng.random() < 0.5},
        {"kind": "whole_note", **here, "text": rng.choice(["", "Note."])},
        {"kind": "undo"}, {"kind": "redo"}, {"kind": "sync"},
    ])  # fmt: skip


def mutated(rng: random.Random, message: dict[str, Any]) -> object:
    """Return a message with one to three of its parts exchanged, taken away, added or nested."""
    found: Any = dict(message)
    for _time in range(rng.randint(1, 3)):
        name = rng.choice([*found, "extra"]) if found else "kind"
        way = rng.randrange(4)
        if way == 0:
            found.pop(name, None)
        elif way == 1:
            found[name] = [found.get(name)]
        else:
            found[name] = rng.choice(NASTY)
    return found if rng.random() < 0.95 else [found]


def messages(rng: random.Random, page: Page, many: int) -> Iterator[tuple[bool, object]]:
    """Yield messages with whether each is untouched."""
    for number in range(many):
        message = {"id": f"x{number}", "view": page.view, **valid(rng, page)}
        spoil = rng.random() < 0.7
        yield not spoil, mutated(rng, message) if spoil else message


@pytest.mark.parametrize(
    ("many", "blind"),
    [
        (200, False),
        (100, True),
        pytest.param(1_000, False, marks=pytest.mark.slow),
        pytest.param(1_000, True, marks=pytest.mark.slow),
    ],
)
def test_of_random_messages_only_valid_ones_change_the_study_and_none_raises(
    tmp_path: Path, many: int, blind: bool
) -> None:
    study = study_in(tmp_path)
    with_theory_and_actors(study)
    text, source = study.snapshot.text(study.snapshot.source("inf-01").id), study.snapshot.source("inf-01").id
    code = study.snapshot.code("tvil").id
    study.write(lambda now: planted(now, source, code), verb="test")
    study.code("tvil", source="inf-01", quote="bra", coder="marit")
    page, rng, done = Page(Session(study, "ida", blind=blind)), random.Random(20261121), 0
    marits = {c for c in study.snapshot.all(Coding) if c.coder == "marit"}
    for number, (untouched, message) in enumerate(messages(rng, page, many)):
        before = study.snapshot
        answers = page.session.handle(message)
        assert len([a for a in answers if a["kind"] == "reply"]) == 1, number
        reply = answers[0]
        assert reply["ok"] or reply["error"]["code"] in ("malformed", "unknown", "stale", "not yours", "unread", "refused")
        assert "Something went wrong in kodeverk" not in str(reply.get("error")), (message, reply)
        after = study.snapshot
        done += untouched and after.seq != before.seq
        if not reply["ok"]:
            assert after.seq == before.seq
        for coding in set(after.all(Coding)) - set(before.all(Coding)):
            assert reply["ok"] and coding.coder == "ida", (message, coding)
            assert 0 <= coding.start < coding.end <= len(text)
        page.pages[page.view]._hear(reply) if reply["ok"] else None
    assert done > many / 20 and marits <= set(study.snapshot.all(Coding))
    assert {coder for _quote, _code, coder in codings(study)} == {"ida", "marit"}
    assert study.verify().ok


def planted(now: Any, source: str, code: str) -> Any:
    from kodeverk.model import Coder, Plan, made

    rules = Coder("regler:eget@1", "rules", "1")
    found = [Suggestion(f"s{n}", source, 1, n, n + 4, code, rules.id, "uttrykk") for n in range(30, 60)]
    return Plan(made(rules, *found))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = sorted({name for kind in KINDS for name in protocol.schema(kind)["properties"]})


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS) | JSON, rest=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
def test_any_json_is_answered_once_and_makes_no_coding(desk: Session, kind: object, rest: dict[str, Any]) -> None:
    answers = desk.handle({"view": "v", "id": "1", **rest, "kind": kind})
    assert len(answers) == 1 and answers[0]["kind"] == "reply"
    assert "Something went wrong in kodeverk" not in str(answers[0].get("error"))
    assert desk.study.snapshot.all(Coding) == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Session:
    session = Session(study_in(tmp_path_factory.mktemp("json")), "ida")
    session.handle({"kind": "hello", "id": "0", "view": "v"})
    return session
