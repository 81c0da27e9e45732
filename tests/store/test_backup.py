"""Backups are verified before they count, and restoring loses nothing."""

from __future__ import annotations

import sqlite3
import threading

import pytest

from kodeverk.errors import KodeverkError, StoreError
from kodeverk.model import Coding, Memo, Plan, made
from kodeverk.store import Store, backup, restore, verify
from tests.store.study import at, code, new_study


@pytest.fixture
def store(tmp_path):
    with new_study(tmp_path / "studie.kodeverk") as store:
        yield store


def test_a_backup_is_a_whole_study_equal_to_the_one_it_was_made_of(store, tmp_path):
    store.path.chmod(0o600)
    code(store, at("to sjefer"))
    kept = backup(store, tmp_path / "kopier")
    assert kept.parent.name == "kopier"
    assert kept.name.startswith("studie-2")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert Store(kept, create=False).state_hash() == store.state_hash()
    assert [p.name for p in kept.parent.iterdir()] == [kept.name]


def test_only_the_newest_are_kept_and_only_of_the_same_study(store, tmp_path):
    folder = tmp_path / "kopier"
    (tmp_path / "annet").mkdir()
    others = backup(new_study(tmp_path / "annet" / "studie.kodeverk"), folder)
    (folder / "studie-notater.kodeverk").write_bytes(b"x")
    made_in_order = [backup(store.path, folder, keep=3) for _ in range(5)]
    left = {p.name for p in folder.iterdir()}
    assert left == {p.name for p in made_in_order[-3:]} | {others.name, "studie-notater.kodeverk"}
    with pytest.raises(KodeverkError, match="at least one"):
        backup(store, folder, keep=0)


@pytest.mark.damages
def test_a_damaged_study_never_evicts_a_good_backup(store, tmp_path):
    folder = tmp_path / "kopier"
    good = [backup(store, folder, keep=2) for _ in range(2)]
    raw = sqlite3.connect(store.path)
    raw.execute("UPDATE text SET content = replace(content, 'ett', 'itt')")
    raw.commit()
    raw.close()
    for _ in range(3):
        with pytest.raises(StoreError, match=r"not whole.*older ones were kept"):
            backup(store, folder, keep=1)
    assert sorted(folder.iterdir()) == sorted(good)
    assert all(verify(p).ok for p in good)


def test_backups_made_while_somebody_writes_are_whole(store, tmp_path):
    done = threading.Event()

    def write():
        number = 0
        while not done.is_set():
            number += 1
            memo = Memo(f"m{number}", "study", "", "", "tone", "")
            store.write(lambda s, m=memo: Plan(made(m)), verb="memo", who="tone")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        kept = [backup(store, tmp_path / "kopier", keep=20) for _ in range(15)]
    finally:
        done.set()
        writer.join()
    assert all(verify(p).ok for p in kept)
    counts = [len(Store(p).snapshot().table(Memo)) for p in kept]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_restoring_keeps_the_study_that_was_there_and_its_journal(store):
    code(store, at("to sjefer"))
    kept = backup(store)
    code(store, at("ett kontor"))
    newer, before = store.state_hash(), store.path.read_bytes()
    store.close()
    journal = store.path.with_name(store.path.name + "-journal")
    journal.write_bytes(b"left by a crash")
    aside = restore(kept, store.path)
    assert aside.read_bytes() == before
    assert not journal.exists()
    aside.with_name(aside.name + "-journal").unlink()
    assert Store(aside).state_hash() == newer
    assert set(Store(store.path).snapshot().table(Coding)) == {at("to sjefer").id}
    assert restore(kept, store.path.with_name("ny.kodeverk")) is None
    assert Store(store.path.with_name("ny.kodeverk")).state_hash() == Store(kept).state_hash()


@pytest.mark.damages
def test_a_damaged_backup_is_never_put_in_place(store):
    kept = backup(store)
    kept.write_bytes(kept.read_bytes()[:9000])
    before = store.path.read_bytes()
    with pytest.raises(StoreError, match=r"is not whole.*Nothing was changed"):
        restore(kept, store.path)
    assert store.path.read_bytes() == before
