"""Reading parts of a study file: some records, texts and segments, as they were when a snapshot was taken."""

from __future__ import annotations

import pytest

from kodeverk.errors import StoreError
from kodeverk.model import Change, Coding, Plan, Segment, SourceVersion, made, removed, sha256
from kodeverk.model.speech import Speech
from kodeverk.store import Store
from tests.store.study import TEXT, at, code, interview, new_study


@pytest.fixture
def store(tmp_path):
    with new_study(tmp_path / "studie.kodeverk") as store:
        yield store


def test_some_records_are_found_as_they_were_at_any_transaction(store):
    bosses, office = at("to sjefer"), at("ett kontor")
    moved = bosses._replace(start=bosses.start + 3)
    steps = [made(bosses), [Change(bosses, moved)], made(office), removed(moved)]
    for changes in steps:
        store.write(lambda s, c=changes: Plan(list(c)), verb="work", who="tone")
    store.undo("tone")
    ids = [bosses.id, office.id, "ukjent"]
    expected = [[], [bosses], [moved], [moved, office], [office], [moved, office]]
    for seq, records in enumerate(expected, 1):
        found = store.find(Coding, ids, seq)
        assert found == {record.id: record for record in records}
        assert found == store.load(Coding, seq)
    assert store.find(Coding, [office.id, office.id], 6) == {office.id: office}
    assert store.find(SourceVersion, ids, 6) == {}


def test_an_older_snapshot_has_its_own_version_and_turns_also_when_they_are_read_later(store):
    code(store, at("to sjefer"))
    older, before = Store(store.path).snapshot(), store.snapshot().version("s1")
    whole = before._replace(segments=(Segment(1, 0, len(TEXT), 0, speaker="I"),))
    store.write(lambda s: Plan([Change(before, whole)]), verb="resegment", who="tone")
    newer = store.snapshot()
    assert (older.version("s1"), newer.version("s1")) == (before, whole)
    assert (older.cases_of(at("to sjefer")), newer.cases_of(at("to sjefer"))) == (("5",), ())
    unread = older.after([], older.seq)
    unread._read.speech.clear()
    assert list(unread.codings_by_case()) == ["5"]
    assert list(Store(store.path).snapshot().codings_by_case()) == [None]
    assert store.speech(2) == {"s1/1": Speech.of(before.segments)}
    assert store.speech(3) == {"s1/1": Speech([0], [0], [len(TEXT)], ["I"])}


def test_segments_as_columns_are_the_segments_of_the_record(store):
    assert store.speech(1) == {"s1/1": Speech.of(store.snapshot().version("s1").segments)}
    assert store.speech(1)["s1/1"].speakers == ["I", "K", "I", "K"]


def test_one_version_is_read_alone_and_many_asked_for_singly_are_read_together(store):
    texts = [f"K: Svar nummer {number}" for number in range(20)]
    records = [record for n, text in enumerate(texts) for record in interview(text, f"t{n}")]
    store.write(lambda s: Plan(made(*records), texts=tuple(texts)), verb="add_sources", who="tone")
    with Store(store.path) as other:
        snapshot = other.snapshot()
        assert snapshot.text("t3") == texts[3]
        assert set(snapshot._read.versions) == {"t3/1"}
        assert SourceVersion not in snapshot._tables
        assert [snapshot.text(f"t{n}") for n in range(20)] == texts
        assert SourceVersion in snapshot._tables


def test_quotes_of_many_codings_are_the_quotes_of_each(store):
    codings = [at("to sjefer 🙂"), at("ett kontor"), at("to stoler")]
    code(store, *codings)
    snapshot = Store(store.path).snapshot()
    quotes = snapshot.quotes(codings)
    assert list(quotes.values()) == ["to sjefer 🙂", "ett kontor", "to stoler"]
    assert quotes == {coding.id: snapshot.quote(coding) for coding in codings}
    assert snapshot.with_cases(codings) == [(coding, ("5",)) for coding in codings]


def test_many_texts_are_read_in_the_order_asked_and_few_are_kept(store):
    texts = [f"tekst {number}" for number in range(300)]
    plan = Plan(made(*interview("K: ja", "s2")), texts=("K: ja", *texts))
    store.write(lambda s: plan, verb="add_sources", who="tone")
    with Store(store.path) as other:
        wanted = {sha256(text): text for text in texts}
        assert list(other.each_text([*wanted, *wanted])) == list(wanted.items())
        assert len(other._kept) == 256
        assert other.text(sha256(texts[0])) == "tekst 0"
        with pytest.raises(StoreError, match="holds no text with the SHA-256 0{12}"):
            list(other.each_text(["0" * 64]))
    with pytest.raises(StoreError, match="closed"):
        other.text(sha256(texts[0]))
