"""DB-16: a study in an older layout is backed up and brought up to date, with the same content, or left alone."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
import threading
import time

import pytest

from kodeverk.errors import StoreError
from kodeverk.model import (
    Actor,
    Adjudication,
    Claim,
    Coding,
    Evidence,
    Proposition,
    Relation,
    Source,
    Suggestion,
    Value,
    WholeReading,
)
from kodeverk.store import Store, migrate, verify
from kodeverk.store.gateway import connect
from tests.store.make_schema_0 import FIXTURE, TEXT, make

SAME = ("coder", "source", "source_version", "case", "speaker", "value", "codebook", "code", "coding", "memo",
        "theory", "proposition", "evidence", "text", "original", "txn", "change")  # fmt: skip


@pytest.fixture
def old(tmp_path):
    return shutil.copy(FIXTURE, tmp_path / "studie.kodeverk")


def content(path):
    """What is in each table, by the columns layout 0 has."""
    raw, first = sqlite3.connect(path), sqlite3.connect(FIXTURE)
    found = {}
    for table in SAME:
        columns = ", ".join(f'"{row[1]}"' for row in first.execute(f'PRAGMA table_info("{table}")'))
        found[table] = sorted(map(repr, raw.execute(f'SELECT {columns} FROM "{table}"')))
    raw.close()
    first.close()
    return found


def test_the_frozen_study_is_what_the_script_makes(tmp_path):
    make(tmp_path / "again.kodeverk")
    assert content(tmp_path / "again.kodeverk") == content(FIXTURE)
    assert sqlite3.connect(FIXTURE).execute("PRAGMA user_version").fetchone() == (0,)
    assert verify(FIXTURE).ok


def test_an_older_study_opens_with_the_same_content_and_a_backup_beside_it(old):
    before = content(old)
    with Store(old) as study:
        assert content(old) == before
        assert [len(rows) for rows in before.values()][:9] == [1, 1, 1, 2, 1, 1, 1, 2, 3]
        snapshot = study.snapshot()
        assert sorted(snapshot.quote(c) for c in snapshot.all(Coding)) == [
            "ett kontor",
            "mellom to stoler",
            "to sjefer 🙂",
        ]
        assert {c.sub_question for c in snapshot.all(Coding)} == {""}
        assert snapshot.all(Suggestion) == []
        assert snapshot.text("s1") == TEXT
        assert study.undo("tone").counts == {"evidence removed": 1}
        assert study.redo("tone").counts == {"evidence made": 1}
        assert study.meta()["schema"] == "4"
    assert verify(old).findings == []
    (kept,) = old.parent.glob("studie-*.kodeverk")
    assert content(kept) == before
    assert sqlite3.connect(kept).execute("PRAGMA user_version").fetchone() == (0,)
    Store(old)
    assert len(list(old.parent.glob("studie-*.kodeverk"))) == 1


def test_a_study_in_the_second_layout_opens_with_the_same_content(tmp_path):
    first = FIXTURE.with_name("schema-1.kodeverk")
    path = shutil.copy(first, tmp_path / "studie.kodeverk")
    before = rows(first, first)
    with Store(path) as study:
        snapshot = study.snapshot()
        (coding,) = snapshot.all(Coding)
        (evidence,) = snapshot.all(Evidence)
        assert snapshot.quote(coding) == "to sjefer 🙂"
        assert (evidence.passage(snapshot.table(Coding)), evidence.source_id) == (coding, None)
        assert {value.others for value in snapshot.all(Value)} == {()}
        assert [(p.name, p.rules, p.opposite) for p in snapshot.all(Proposition)] == [("T-1", {}, ())]
        assert study.meta()["schema"] == "4"
    assert_whole_and_same(path, first, before)


def test_a_study_in_the_third_layout_opens_with_the_same_content(tmp_path):
    first = FIXTURE.with_name("schema-2.kodeverk")
    path = shutil.copy(first, tmp_path / "studie.kodeverk")
    before = rows(first, first)
    with Store(path) as study:
        snapshot = study.snapshot()
        assert [snapshot.quote(coding) for coding in snapshot.all(Coding)] == ["to sjefer 🙂"]
        assert [source.office_id for source in snapshot.all(Source)] == [None]
        assert [(c.verdict, c.condition) for c in snapshot.all(Claim)] == [("true", 'code("to sjefer")')]
        assert [reading.value for value in snapshot.all(Value) for reading in value.others] == ["6"]
        assert snapshot.all(Relation) == snapshot.all(Actor) == []
        assert study.meta()["schema"] == "4"
    assert_whole_and_same(path, first, before)


def test_a_study_in_the_fourth_layout_opens_with_the_same_content(tmp_path):
    first = FIXTURE.with_name("schema-3.kodeverk")
    path = shutil.copy(first, tmp_path / "studie.kodeverk")
    before = rows(first, first)
    with Store(path) as study:
        snapshot = study.snapshot()
        assert [snapshot.quote(coding) for coding in snapshot.all(Coding)] == ["to sjefer 🙂"]
        called = {actor.id: actor.name for actor in snapshot.all(Actor)}
        told = [(called[r.from_actor], called[r.to_actor], r.reciprocal) for r in snapshot.all(Relation)]
        assert told == [("R", "FD", None)]
        assert [[called[m] for m in a.members] for a in snapshot.all(Actor) if a.members] == [["R", "FD"]]
        assert snapshot.all(WholeReading) == snapshot.all(Adjudication) == []
        assert study.meta()["schema"] == "4"
    assert_whole_and_same(path, first, before)


def assert_whole_and_same(path, frozen, before):
    """The study is whole, and holds what it held, by the columns the frozen one has."""
    assert verify(path).findings == []
    after = rows(path, frozen)
    assert before and {table: after[table] for table in before if table != "meta"} == {
        table: found for table, found in before.items() if table != "meta"
    }


def rows(path, frozen):
    """What is in each table, by the columns a frozen study has."""
    raw, first = sqlite3.connect(path), sqlite3.connect(frozen)
    tables = [name for (name,) in first.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {}
    for table in (name for name in tables if not name.startswith("sqlite_")):
        columns = ", ".join(f'"{row[1]}"' for row in first.execute(f'PRAGMA table_info("{table}")'))
        found[table] = sorted(map(repr, raw.execute(f'SELECT {columns} FROM "{table}"')))
    raw.close()
    first.close()
    return found


def test_an_older_study_with_a_broken_reference_is_left_as_it_was(old):
    raw = sqlite3.connect(old)
    raw.execute("UPDATE coding SET code_id = 'borte' WHERE id = 'c1'")
    raw.commit()
    raw.close()
    before = old.read_bytes()
    with pytest.raises(StoreError, match="not whole"):
        Store(old)
    assert old.read_bytes() == before
    with pytest.raises(StoreError, match="older layout"):
        Store(FIXTURE, read_only=True)


@pytest.mark.skipif(sys.platform == "win32", reason="kills a forked child")
@pytest.mark.parametrize("kills", [15, pytest.param(60, marks=pytest.mark.slow)])
def test_kills_in_the_middle_leave_the_old_study_or_the_new_one(old, monkeypatch, kills):
    """A third die anywhere in the statements, a third between two of them, a third in or after the commit."""
    rng, before, whole = random.Random(3), content(old), old.read_bytes()
    outcomes = {0: 0, 4: 0}
    monkeypatch.setattr(migrate, "backup", lambda path: path)
    steps = count_steps(old, monkeypatch)
    for n in range(kills):
        old.write_bytes(whole)
        child = os.fork()
        if child == 0:
            try:
                monkeypatch.setattr(migrate, "connect", deadly(rng, n % 3, steps))
                migrate.migrate(old)
                time.sleep(1)
            finally:
                os._exit(1)
        rng.random()  # the child's fate is its own
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status)
        assert verify(old).findings == []
        assert content(old) == before
        raw = sqlite3.connect(old)
        outcomes[raw.execute("PRAGMA user_version").fetchone()[0]] += 1
        raw.close()
    assert sum(outcomes.values()) == kills
    assert min(outcomes.values()) > 0, "all died on the same side of the commit"


def count_steps(old, monkeypatch):
    """How often SQLite reports progress, and how many statements there are, in a whole migration."""
    seen, copy = {"steps": 0, "statements": 0}, old.with_name("count.kodeverk")
    shutil.copy(old, copy)

    def counting(path):
        connection = connect(path)

        def step():
            seen["steps"] += 1

        def statement(_):
            seen["statements"] += 1

        connection.set_progress_handler(step, 50)
        connection.set_trace_callback(statement)
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "connect", counting)
        migrate.migrate(copy)
    return seen


def deadly(rng, how, seen):
    """A way to connect whose connection kills the process at a random point."""
    left = {"steps": rng.randrange(1, seen["steps"]), "statements": rng.randrange(1, seen["statements"])}

    def die():
        os.kill(os.getpid(), signal.SIGKILL)

    def step():
        left["steps"] -= 1
        if left["steps"] == 0:
            die()

    def statement(sql):
        left["statements"] -= 1
        if how == 1 and left["statements"] == 0:
            die()
        if how == 2 and sql == "COMMIT":
            threading.Timer(0.0002 * 2 ** (rng.random() * 9), die).start()

    def connecting(path):
        connection = connect(path)
        if how == 0:
            connection.set_progress_handler(step, 50)
        connection.set_trace_callback(statement)
        return connection

    return connecting
