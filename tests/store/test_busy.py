"""DB-14: several threads of several programs write to one study, and none is told that it is locked."""

from __future__ import annotations

import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from kodeverk.errors import StoreError
from kodeverk.model import Memo, Plan, made
from kodeverk.store import Store, gateway, verify
from tests.store.study import at, code, new_study

THREADS, EACH = 8, 30


def work(path, name):
    store = Store(path)

    def write(thread):
        for number in range(EACH):
            memo = Memo(f"{name}-{thread}-{number}", "study", "", "", "tone", "")
            store.write(lambda s, m=memo: Plan(made(m)), verb="memo", who="tone")
            assert memo.id in store.snapshot().table(Memo)
        return EACH

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(write, range(THREADS))) == THREADS * EACH


def test_two_programs_of_eight_threads_all_get_their_turn(tmp_path):
    path = tmp_path / "studie.kodeverk"
    new_study(path).close()
    context = multiprocessing.get_context("spawn")
    programs = [context.Process(target=work, args=(path, name)) for name in ("a", "b")]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert [program.exitcode for program in programs] == [0, 0]
    assert len(Store(path).snapshot().table(Memo)) == 2 * THREADS * EACH
    assert [entry.seq for entry in Store(path).changes()] == list(range(1, 2 + 2 * THREADS * EACH))
    assert verify(path).ok


def test_eight_threads_that_make_the_same_study_get_one(tmp_path):
    with ThreadPoolExecutor(THREADS) as pool:
        stores = list(pool.map(lambda _: Store(tmp_path / "studie.kodeverk"), range(THREADS)))
    assert len({store.meta()["study"] for store in stores}) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["studie.kodeverk"]


def test_threads_that_read_while_others_write_see_whole_states(tmp_path):
    store = new_study(tmp_path / "studie.kodeverk")

    def read(_):
        return [len(store.snapshot().table(Memo)) for _ in range(40)]

    def write(thread):
        for n in range(15):
            pair = [Memo(f"{thread}-{n}-{half}", "study", "", "", "tone", "") for half in "ab"]
            store.write(lambda s, p=pair: Plan(made(*p)), verb="memo", who="tone")
        return []

    with ThreadPoolExecutor(THREADS) as pool:
        seen = [count for counts in pool.map(lambda n: (read, write)[n % 2](n), range(THREADS)) for count in counts]
    assert all(count % 2 == 0 for count in seen)
    assert len(store.snapshot().table(Memo)) == 4 * 15 * 2


def test_a_study_that_stays_busy_says_so_in_plain_words(tmp_path, monkeypatch):
    monkeypatch.setattr(gateway, "BUSY_SECONDS", 0)
    monkeypatch.setattr(gateway, "_PRAGMAS", tuple(p for p in gateway._PRAGMAS if "busy" not in p))
    store = new_study(tmp_path / "studie.kodeverk")
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"studie.kodeverk is busy.*Try again"):
        code(store, at("to sjefer"))
    other.execute("ROLLBACK")
    other.close()
    assert code(store, at("to sjefer")).seq == 2


def test_every_setting_safety_rests_on_is_set_on_every_connection(tmp_path):
    store = new_study(tmp_path / "studie.kodeverk")
    expected = {
        "journal_mode": "delete", "synchronous": 2, "fullfsync": 1, "foreign_keys": 1, "mmap_size": 0,
        "trusted_schema": 0, "cell_size_check": 1, "secure_delete": 1, "temp_store": 2,
    }  # fmt: skip
    for opened in (store._gateway.reading, store._gateway.writing):
        with opened() as connection:
            assert {p: connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in expected} == expected
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() >= 10_000
