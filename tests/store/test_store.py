"""A study file: what is written is there, whole, for everybody, and nothing else is."""

from __future__ import annotations

import sqlite3

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import KodeverkError, StoreError
from kodeverk.model import (
    Activity,
    Actor,
    Adjudication,
    AreaPlan,
    Change,
    Code,
    Coder,
    Coding,
    Condensation,
    Evidence,
    Expectation,
    Mark,
    Memo,
    Plan,
    Proposition,
    Reading,
    Relation,
    Source,
    SourceVersion,
    Speaker,
    Suggestion,
    Theory,
    Value,
    WholeReading,
    Wording,
    made,
    removed,
)
from kodeverk.store import Store, schema, verify
from tests.store.study import ORIGINAL, TEXT, at, code, coding, interview, new_study


@pytest.fixture
def store(tmp_path):
    with new_study(tmp_path / "studie.kodeverk") as store:
        yield store
        if not store._closed:
            assert verify(store.path).findings == []  # after every test: each quote stands where its span points


def test_what_is_written_is_read_back_equal_also_by_another_session(store):
    bosses = at("to sjefer 🙂")
    receipt = code(store, bosses)
    assert (receipt.seq, receipt.counts, receipt.ids) == (2, {"coding made": 1}, (bosses.id,))
    for session in (store, Store(store.path)):
        snapshot = session.snapshot()
        assert snapshot.seq == 2
        assert dict(snapshot.table(Coding)) == {bosses.id: bosses}
        assert snapshot.quote(bosses) == "to sjefer 🙂"
        assert [r for r in interview() if snapshot.table(type(r))[r.id] != r] == []
        assert session.original(snapshot.version("s1").original) == ORIGINAL


def test_every_kind_of_record_comes_back_as_it_was(store):
    bosses = at("to sjefer")
    records = [
        bosses,
        Suggestion("f1", "s1", 1, 3, 9, "cb:kontor", "tone", "uttrykk", "accepted", "tone", bosses.id),
        Value("5/age", "5", "age", 51),
        Value("5/share", "5", "share", 0.5),
        Value("5/leader", "5", "leader", True),
        Value("5/line", "5", "line", "stat"),
        Value("5/union", "5", "union", None, "unknown"),
        Memo("m1", "coding", bosses.id, 'linje\r\n "to"\u2028', "tone", "2026"),
        Condensation("k1", "5", "ledelse", "Står i midten.", (bosses.id,), "tone", "2026"),
        Actor("R", "R", Wording("Rådmannen"), "role", "authority", "municipal"),
        Actor("PM", "PM", Wording("Møtet"), "composite", "authority", "both", ("R",), others=(Reading("R; NL", "b"),)),
        Relation("r1", "R", "PM", "R", True, "meeting", "weekly", bosses.id, "tone", "2026"),
        Relation("r2", "PM", "R", None, None, "", "", bosses.id, "tone", "2026"),
        Mark("m1", "k", "cb:kontor", "strong", None, "a.xlsx, C3"),
        Mark("m2", "k", "cb:kontor", "need", False, "a.xlsx, D3"),
        AreaPlan("p1", "k", "cb:kontor", "", {"why": "Fordi."}),
        Expectation("x1", "R", "møter", "Komme på møtene", "NL", True),
        Activity("y1", "k", 3, "Partnerskapsmøte", "NL", ("Modellen",)),
        WholeReading("s1/tone", "s1", 1, "tone", "2026", "Om å ha to sjefer 🙂", "2026"),
        Adjudication("d1", "s1", 1, 3, 9, (bosses.id,), (), "tone", "tone", "", "2026"),
        Theory("t", "1", Wording("Teori"), groups={"b": Wording("B"), "a": Wording("A")}),
        Proposition("t:1", "t", "1", "a", Wording("To sjefer gir tvil."), source={"author": "N.N."}, order=3),
        Evidence("e1", bosses.id, "t:1", "supports", "tone"),
    ]
    store.write(lambda s: Plan(made(*records)), verb="all", who="tone")
    snapshot = Store(store.path).snapshot()
    assert [snapshot.table(type(r))[r.id] for r in records] == records
    assert snapshot.table(Value)["5/leader"].value is True
    assert [snapshot.table(Relation)[key].reciprocal for key in ("r1", "r2")] == [True, None]
    assert [snapshot.table(Mark)[key].holds for key in ("m1", "m2")] == [None, False]
    assert list(snapshot.table(Theory)["t"].groups) == ["b", "a"]


def test_coding_twice_codes_once_and_takes_no_transaction(store):
    code(store, at("to sjefer"))
    receipt = code(store, at("to sjefer"))
    assert receipt.seq is None
    assert receipt.ids == (at("to sjefer").id,)
    assert len(store.changes()) == 2


def test_a_new_name_is_registered_as_a_person_and_undone_with_its_first_change(store):
    before = store.state_hash()
    receipt = store.write(lambda s: Plan(made(at("to sjefer"))), verb="code", who="katrine")
    assert receipt.counts == {"coding made": 1}
    assert store.snapshot().table(Coder)["katrine"] == Coder("katrine", "person")
    store.undo("katrine")
    assert store.state_hash() == before
    with pytest.raises(KodeverkError, match="coder is empty"):
        store.write(lambda s: Plan([]), verb="code", who=" ")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (made(coding(3, 9, code="cb:ukjent")), "a coding names a code that is not in the study"),
        (made(coding(3, 9, coder="ukjent")), "a coding names a coder that is not in the study"),
        (made(coding(140, 9999)), "span 140 to 9999 does not fit version 1"),
        (made(coding(9, 9)), "span 9 to 9 does not fit"),
        (made(coding(3, 9)._replace(source_id="s9")), "no version 1 of a source 's9'"),
        (made(Source("s1", "inf", "interview", "txt", "")), "holds such a record already"),
        (removed(Code("cb:kontor", "cb", "kontor", Wording("Noe annet"))), "was changed meanwhile"),
        (removed(at("mellom")), "is no longer in the study"),
        (made(Memo("m", "study", "", "\ud83d hemmelig", "tone", "")), "lone surrogate, half a character, at position 0"),
        (made(Memo("m", "study", "", 5, "tone", "")), "memo holds a value that cannot be kept"),
        (made(Value("5/x", "5", "x", float("nan"))), "value holds a value that cannot be kept"),
        (made(Value("5/x", "5", "x", 3.0), Value("5/x", "5", "x", 4.0)), "do not follow on each other"),
        ([Change(Coder("tone"), Coder("katrine"))], "another id"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_nothing_is_written(store, change, message):
    before, bytes_before = store.state_hash(), store.path.read_bytes()
    with pytest.raises(StoreError, match=message) as refused:
        store.write(lambda s: Plan([*made(at("to sjefer")), *change]), verb="code", who="tone")
    assert "hemmelig" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert store.state_hash() == before
    assert store.path.read_bytes() == bytes_before


def test_the_text_of_a_version_never_changes(store):
    version = store.snapshot().version("s1")
    for text in ("kort", "en annen tekst"):
        other = version._replace(sha256=interview(text)[1].sha256, length=len(text), segments=())
        with pytest.raises(StoreError, match="makes a new version"):
            store.write(lambda s, o=other, t=text: Plan([Change(version, o)], texts=(t,)), verb="x", who="tone")
    too_long = interview("Hei", "s2")[:2]
    too_long[1] = too_long[1]._replace(length=4)
    with pytest.raises(StoreError, match="has 3"):
        store.write(lambda s: Plan(made(*too_long), texts=("Hei",)), verb="x", who="tone")
    with pytest.raises(StoreError, match="CR or NUL"):
        store.write(lambda s: Plan(made(Coder("x")), texts=("a\r\n",)), verb="x", who="tone")


def test_a_source_may_be_empty(store):
    empty = [record for record in interview("", "s2") if not isinstance(record, Speaker)]
    store.write(lambda s: Plan(made(*empty), texts=("",)), verb="add_sources", who="tone")
    assert Store(store.path).snapshot().text("s2") == ""


def test_codings_may_change_places(store):
    a, b = coding(3, 9), coding(10, 12)
    code(store, a, b)
    swapped = [a._replace(start=10, end=12), b._replace(start=3, end=9)]
    store.write(lambda s: Plan([Change(a, swapped[0]), Change(b, swapped[1])]), verb="recode", who="tone")
    assert list(Store(store.path).snapshot().table(Coding).values()) == swapped
    store.undo("tone")
    assert list(Store(store.path).snapshot().table(Coding).values()) == [a, b]


def test_a_plan_made_on_an_older_state_is_made_again(store):
    other, seen = Store(store.path), []

    def plan(snapshot):
        if not seen:
            code(other, at("ett kontor", "cb:kontor"))  # another session, between reading and writing
        seen.append(len(snapshot.table(Coding)))
        return Plan(made(at("to sjefer")))

    store.write(plan, verb="code", who="tone")
    assert seen == [0, 1]
    assert len(store.snapshot().table(Coding)) == 2


def test_a_snapshot_never_changes_and_advances_without_reading_the_table_anew(store):
    code(store, at("to sjefer"))
    old, unread = store.snapshot(), Store(store.path).snapshot()
    assert len(old.table(Coding)) == 1
    other = Store(store.path)
    code(other, at("ett kontor"))
    other.write(lambda s: Plan(removed(at("to sjefer"))), verb="uncode", who="tone")
    with Statements(store) as sent:
        new = store.snapshot()
        assert set(new.table(Coding)) == {at("ett kontor").id}
    assert not any("FROM coding" in s for s in sent)
    assert set(old.table(Coding)) == set(unread.table(Coding)) == {at("to sjefer").id}


class Statements:
    """The statements a store sends, seen from SQLAlchemy."""

    def __init__(self, store):
        self.engine, self.sent = store._gateway.engine, []

    def __enter__(self):
        sa.event.listen(self.engine, "before_cursor_execute", self._note)
        return self.sent

    def __exit__(self, *_):
        sa.event.remove(self.engine, "before_cursor_execute", self._note)

    def _note(self, connection, cursor, statement, parameters, context, many):
        self.sent.append(statement)


def test_adding_one_coding_to_a_hundred_thousand_does_not_read_them(tmp_path):
    text = "K: ja, på et vis. " * 6000
    new_study(tmp_path / "stor.kodeverk", text).close()
    many = [coding(n, n + 5) for n in range(100_000)]
    with Store(tmp_path / "stor.kodeverk") as store:
        store.write(lambda s: Plan(made(*many)), verb="code", who="tone")
    with Store(tmp_path / "stor.kodeverk") as store, Statements(store) as sent:
        assert code(store, coding(7, 70)).counts == {"coding made": 1}
        reads = [s for s in sent if "FROM coding" in s]
        assert len(reads) == 2, "is its key there, is its id taken"
        plan = sqlite3.connect(store.path).execute(f"EXPLAIN QUERY PLAN {reads[0]}", ("", 1, 1, 1, "", "")).fetchall()
        assert "USING INDEX" in plan[0][-1]
        assert len(sent) < 30
        assert len(store.snapshot().table(Coding)) == 100_001


def test_many_codings_are_found_in_one_query_for_each_source(store):
    there, asked = [coding(n, n + 3) for n in range(120)], [coding(n, n + 3) for n in range(100, 400)]
    code(store, *there)
    with Statements(store) as sent:
        found = store.same(asked)
    assert set(found) == {c.key for c in there[100:]}
    assert len([s for s in sent if "FROM coding" in s]) == 1
    assert set(store.same(asked[:30])) == {c.key for c in there[100:]}


def test_the_log_says_who_did_what_when_and_why_and_what_source_it_was_about(store):
    code(store, at("to sjefer"))
    memo = Memo("m1", "coding", at("to sjefer").id, "Se også 6.", "tone", "")
    store.write(lambda s: Plan(made(memo)), verb="memo", who="tone", why="til drøfting")
    last = store.changes()[-1]
    assert (last.seq, last.who, last.verb, last.why, last.state, last.counts) == (
        3, "tone", "memo", "til drøfting", "done", {"memo made": 1},
    )  # fmt: skip
    assert [(v.verb, v.change.after) for v in store.snapshot().history(Coding)] == [("code", at("to sjefer"))]
    raw = sqlite3.connect(store.path)
    about = set(raw.execute("SELECT tbl, source_id, case_id FROM change"))
    expected = {("memo", "s1", None), ("coding", "s1", None), ("speaker", "s1", "5"), ("case", None, "5")}
    assert about >= expected | {("source", "s1", None), ("source_version", "s1", None), ("code", None, None)}
    logged = "".join(str(row) for row in raw.execute("SELECT before, after FROM change"))
    assert "Vi er ett kontor" not in logged
    raw.close()


def test_equal_data_give_an_equal_hash_however_they_came_about(store, tmp_path):
    other = new_study(tmp_path / "annen.kodeverk")
    code(store, at("to sjefer"), at("ett kontor"))
    code(other, at("ett kontor"))
    assert store.state_hash() != other.state_hash()
    code(other, at("to sjefer"))
    assert store.state_hash() == other.state_hash()


def test_files_that_are_no_study_are_refused_and_left_as_they_were(tmp_path):
    odd = {"tom": b"", "tekst": b"I: Hei", "docx": b"PK\x03\x04" + bytes(4000)}
    for name, content in odd.items():
        (tmp_path / name).write_bytes(content)
    sqlite3.connect(tmp_path / "annen.db").execute("CREATE TABLE t (a)").connection.close()
    for name in [*odd, "annen.db"]:
        before = (tmp_path / name).read_bytes()
        with pytest.raises(StoreError, match=f"{name} .*study"):
            Store(tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
    for path in (tmp_path / "ingen.kodeverk", tmp_path / "ingen" / "studie.kodeverk"):
        with pytest.raises(StoreError, match="There is no"):
            Store(path, create=path.parent != tmp_path)


def test_a_study_from_a_newer_kodeverk_is_named_and_not_opened(store):
    raw = sqlite3.connect(store.path)
    raw.execute("UPDATE meta SET value = '7.3' WHERE key = 'kodeverk'")
    raw.execute("PRAGMA user_version=99")
    raw.commit()
    with pytest.raises(StoreError, match=r"made with kodeverk 7\.3"):
        Store(store.path)
    raw.execute(f"PRAGMA user_version={schema.VERSION}")
    raw.execute("UPDATE meta SET value = '0.1.0' WHERE key = 'kodeverk'")
    raw.commit()
    raw.close()


def test_a_study_with_a_strange_trigger_is_not_opened(tmp_path):
    path = tmp_path / "studie.kodeverk"
    new_study(path).close()
    raw = sqlite3.connect(path)
    raw.execute("CREATE TRIGGER sly AFTER INSERT ON coding BEGIN DELETE FROM coding; END")
    raw.close()
    with pytest.raises(StoreError, match="trigger sly"):
        Store(path)


def test_a_closed_study_says_so_and_a_study_replaced_by_an_older_copy_too(store, tmp_path):
    old = store.path.read_bytes()
    code(store, at("to sjefer"))
    now = store.path.read_bytes()
    store.path.write_bytes(old)
    with pytest.raises(StoreError, match="replaced by an older copy"):
        store.snapshot()
    store.path.write_bytes(now)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        code(store, at("to sjefer"))


@settings(max_examples=20, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1, max_size=60))
def test_any_text_and_memo_comes_back_exactly(tmp_path_factory, text):
    with new_study(tmp_path_factory.mktemp("t") / "s.kodeverk", text) as store:
        store.write(lambda s: Plan(made(Memo("m", "study", "", text, "tone", ""))), verb="memo", who="tone")
        again = Store(store.path).snapshot()
        assert again.text("s1") == text
        assert again.table(Memo)["m"].text == text
        assert again.table(SourceVersion)["s1/1"].length == len(text)


def test_the_small_transcript_is_what_the_tests_think_it_is():
    assert TEXT.count("\n") == 3
    assert TEXT[at("to sjefer 🙂").start : at("to sjefer 🙂").end] == "to sjefer 🙂"


def test_a_server_address_is_refused_without_its_password(tmp_path):
    with pytest.raises(StoreError, match="A study is one file") as refused:
        Store("postgresql+psycopg://ola:hemmelig@localhost/studie")
    assert "hemmelig" not in str(refused.value)
