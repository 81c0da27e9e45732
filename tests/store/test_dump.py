"""A study as plain text and back: equal, to the byte."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kodeverk.errors import FormatError, StoreError
from kodeverk.model import (
    Activity,
    Actor,
    Adjudication,
    AreaPlan,
    Case,
    Code,
    Coding,
    Consent,
    Expectation,
    Expression,
    Guide,
    Mark,
    Memo,
    Part,
    Plan,
    Question,
    Reading,
    Relation,
    Speaker,
    Suggestion,
    Theme,
    Theory,
    Value,
    WholeReading,
    Wording,
    made,
)
from kodeverk.store import Store, dump, load, verify
from tests.store.study import ORIGINAL, at, code, interview, new_study


@pytest.fixture
def store(tmp_path):
    with new_study(tmp_path / "studie.kodeverk") as store:
        code(store, at("to sjefer 🙂"), at("ett kontor", "cb:kontor"))
        yield store


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def came_back(store, folder):
    """Assert that a study survives, and return the one that came back."""
    dump(store, folder / "a")
    again = load(folder / "a", folder / "again.kodeverk")
    assert again.state_hash() == store.state_hash()
    dump(again, folder / "b")
    assert files(folder / "a") == files(folder / "b")
    assert verify(again.path).ok
    return again


def test_a_study_comes_back_equal_and_its_dump_to_the_byte(store, tmp_path):
    again = came_back(store, tmp_path)
    assert len(again.snapshot().table(Coding)) == 2
    assert again.snapshot().text("s1") == store.snapshot().text("s1")
    assert again.meta()["study"] == store.meta()["study"]
    assert [(e.verb, e.counts["coding made"]) for e in again.changes()] == [("load", 2)]
    written = files(tmp_path / "a")
    assert ORIGINAL in written.values()
    quote = at("ett kontor", "cb:kontor")
    line = f"{quote.id},s1,1,{quote.start},{quote.end},cb:kontor,tone,,2026-01-01T12:00:00Z"
    assert line in written["coding.csv"].decode().split("\n")
    assert "    nb: To sjefer\n    en: two bosses\n" in written["code.yaml"].decode()


def test_what_is_hard_to_write_comes_back(store, tmp_path):
    records = [
        Case("6", "6", "informant", ""),
        Case("7", "", "informant", '"k"'),
        Case("", "=1+1", "office", None),
        Case('"k"', "no", "office", None),
        Speaker("s1/", "s1", "", "unknown", None),
        Suggestion("f", "s1", 1, 3, 9, "cb:kontor", "tone", coding_id=None),
        Suggestion("g", "s1", 1, 3, 9, "cb:kontor", "tone", coding_id=""),
        *(Value(f"5/v{n}", "5", f"v{n}", v) for n, v in enumerate(["1", 1, 1.0, True, "true", "", None, 1e-7, "null"])),
        Consent("c", "5", "2", "2026-01-01", ("quotes", "a,b"), None),
        Actor("R", "R", Wording("no"), "role", "authority", "municipal", ("R", ""), "k", "R", "5", "", (Reading("", "x"),)),
        Relation("r", "R", "R", None, None, "", "", at("to sjefer 🙂").id, "tone", ""),
        Relation("q", "R", "R", "R", False, "", "", at("to sjefer 🙂").id, "tone", ""),
        Mark("m", "k", "cb:kontor", "strong", None),
        Mark("n", "k", "cb:kontor", "need", True, "=A1"),
        AreaPlan("p", "k", "cb:kontor", "2A", {"why": "no", "how": ""}),
        Expectation("x", "R", "", "Møte\r\n", "NL", None),
        Activity("y", None, 12, "true", "", ("1", "")),
        WholeReading("s1/tone", "s1", 1, "tone", "", " null\r\n", ""),
        Adjudication("d", "s1", 1, 3, 9, ("x", ""), (), "tone", "tone", "=1", ""),
        Theory("t", "1.0", Wording("no"), written="2026-01-01", groups={"z": Wording("Å"), "a": Wording("")}),
        Guide("g", "1", Wording("G"), parts=(Part("1", Wording("D"), (Theme("t", Wording("T"), ("x",),
              (Question("q", Wording("Hva?"), (Wording("Si mer"),)),)),)),)),
        Code("cb:u", "cb", "u", Wording("U"), expressions=(
            Expression("to sjefer", ("sjef*",), ("to sjefer",), (({"LOWER": "to"}, {"OP": "?", "N": 1}),)),)),
    ]  # fmt: skip
    store.write(lambda s: Plan(made(*records)), verb="all", who="tone")
    snapshot = came_back(store, tmp_path).snapshot()
    assert [snapshot.table(type(r))[r.id] for r in records] == records
    assert type(snapshot.table(Value)["5/v2"].value) is float
    assert list(snapshot.table(Theory)["t"].groups) == ["z", "a"]


HARD = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"),
        st.sampled_from("\u2028\u2029\x85\x0c\x0b\x1c\t \n\"',:#-|>&*!%@`{}[]?\ufeff\u200d🙂\x07\x7f\ufffe"),
    ),
    max_size=40,
)


@settings(max_examples=15, deadline=None)
@example(text="\x85", memo="\r\n", label="\x85")
@example(text=" ", memo="", label="a\u2028 b\n\n c ")
@given(text=HARD, memo=HARD.map(lambda t: t.replace("b", "\r")), label=HARD)
def test_any_text_memo_and_label_comes_back(tmp_path_factory, text, memo, label):
    folder = tmp_path_factory.mktemp("dump")
    with new_study(folder / "studie.kodeverk", "K: " + text) as store:
        written = Code("cb:x", "cb", label, Wording(label, memo))
        store.write(lambda s: Plan(made(Memo("m", "study", "", memo, "tone", ""), written)), verb="x", who="tone")
        snapshot = came_back(store, folder).snapshot()
        assert snapshot.text("s1") == "K: " + text
        assert snapshot.table(Memo)["m"].text == memo
        assert snapshot.table(Code)["cb:x"] == written


def test_a_dump_replaces_an_earlier_one_and_touches_nothing_else(store, tmp_path):
    folder = tmp_path / "tekst"
    dump(store, folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref")
    (folder / "LES.md").write_text("mitt")
    store.undo("tone")
    store.undo("tone")
    dump(store, folder)
    assert (folder / ".git" / "HEAD").read_text() == "ref"
    assert (folder / "LES.md").read_text() == "mitt"
    assert list((folder / "texts").iterdir()) == []
    assert load(folder, tmp_path / "igjen.kodeverk").state_hash() == store.state_hash()
    other = tmp_path / "bilder"
    other.mkdir()
    (other / "a.jpg").write_bytes(b"x")
    with pytest.raises(StoreError, match="bilder is not empty and holds no dump"):
        dump(store, other)
    assert files(other) == {"a.jpg": b"x"}


def test_a_dump_that_was_stopped_cannot_be_loaded_but_made_again(store, tmp_path, monkeypatch):
    folder = tmp_path / "tekst"
    dump(store, folder)
    before = files(folder)
    monkeypatch.setattr(Store, "original", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        dump(store, folder)
    monkeypatch.undo()
    assert files(folder) == before
    (folder / "study.yaml").rename(folder / "study.yaml.replaced")  # as when it stops while files are put in place
    shutil.rmtree(folder / "texts")
    with pytest.raises(FormatError, match="study.yaml"):
        load(folder, tmp_path / "x.kodeverk")
    dump(store, folder)
    assert files(folder) == before


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("coding.csv", lambda t: t.replace(",1,", ",en,", 1), "coding.csv, record 1"),
        ("coding.csv", lambda t: t.replace("end,", "slutt,", 1), "coding.csv, record 1"),
        ("code.yaml", lambda t: t.replace("- id: cb:kontor", "- id: cb:kontor\n\tx: 1"), "code.yaml, line 2"),
        ("code.yaml", lambda t: t.replace("path:", "sti:"), "code.yaml, entry 1"),
        ("study.yaml", lambda t: t.replace("dump", "noe"), "no dump"),
        ("source_version.csv", lambda t: t.replace("s1/1,s1,1,", "s1/1,s1,1,x"), "x.*no SHA-256|SHA-256"),
        ("memo.csv", lambda t: None, "memo.csv cannot be read"),
    ],
)
def test_what_is_wrong_in_a_dump_is_named_and_nothing_is_made(store, tmp_path, name, change, message):
    dump(store, tmp_path / "tekst")
    path = tmp_path / "tekst" / name
    changed = change(path.read_text(encoding="utf-8"))
    if changed is None:
        path.unlink()
    else:
        assert changed != path.read_text(encoding="utf-8")
        path.write_text(changed, encoding="utf-8", newline="")
    with pytest.raises(FormatError, match=message):
        load(tmp_path / "tekst", tmp_path / "ny.kodeverk")
    assert not (tmp_path / "ny.kodeverk").exists()
    assert not list(tmp_path.glob(".kodeverk-*"))


def test_a_text_that_was_changed_in_the_dump_and_a_taken_name_are_refused(store, tmp_path):
    dump(store, tmp_path / "tekst")
    with pytest.raises(StoreError, match="There is a file studie.kodeverk already"):
        load(tmp_path / "tekst", store.path)
    (text,) = (tmp_path / "tekst" / "texts").iterdir()
    assert text.stem == interview()[1].sha256
    text.write_text("noe annet", encoding="utf-8")
    with pytest.raises(FormatError, match="was changed"):
        load(tmp_path / "tekst", tmp_path / "ny.kodeverk")
