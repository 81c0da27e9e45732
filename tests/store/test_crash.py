"""DB-1: a process killed while it saves loses nothing that was confirmed and leaves nothing half done."""

from __future__ import annotations

import os
import random
import signal
import sys

import pytest
import sqlalchemy as sa

from kodeverk.model import Coding, Evidence, Memo, Plan, Proposition, Theory, Wording, made
from kodeverk.store import Store, verify
from tests.store.study import coding, new_study

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a forked child")

TRANSACTIONS = 12


def action(number: int) -> Plan:
    """Three records in three tables, all of the same number."""
    start, end = number % 100, number % 100 + 1 + number // 100
    judged = coding(start, end)
    records = [judged, Memo(f"m{number}", "coding", judged.id, "", "tone", "")]
    return Plan(made(*records, Evidence(f"e{number}", judged.id, "t:1", "supports", "tone")))


def work(path, log, first, deadly, statement):
    """Do transactions and note each in the log once it is confirmed; die at one point of one of them.

    The points are after each statement, before the commit, and between the commit and the note.
    Returns how many points there are in the transaction that was to be deadly.
    """
    store, seen = Store(path), {"number": -1, "statements": 0}

    def count(*_):
        if seen["number"] == deadly:
            seen["statements"] += 1
            if seen["statements"] == statement:
                os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(store._gateway.engine, "after_cursor_execute", count)
    sa.event.listen(store._gateway.engine, "commit", count)
    for number in range(first, first + TRANSACTIONS):
        seen["number"] = number
        store.write(lambda s, n=number: action(n), verb="work", who="tone")
        count()
        os.write(log, f"{number}\n".encode())
    return seen["statements"]


@pytest.mark.parametrize("kills", [20, pytest.param(100, marks=pytest.mark.slow)])
def test_nothing_confirmed_is_lost_and_nothing_is_half_done_however_often_it_is_killed(tmp_path, kills):
    rng = random.Random(1)
    path, confirmed_log = tmp_path / "studie.kodeverk", tmp_path / "confirmed"
    with new_study(path) as store:
        theory = [Theory("t", "1", Wording("T")), Proposition("t:1", "t", "1", "", Wording("P"))]
        store.write(lambda s: Plan(made(*theory)), verb="use_theory", who="tone")
    killed, inside = 0, 0
    log = os.open(confirmed_log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    points = work(path, log, 0, 3, 0)
    assert points > 10
    first = TRANSACTIONS
    for _ in range(kills):
        deadly, statement = first + rng.randrange(TRANSACTIONS), rng.randrange(1, points + 1)
        child = os.fork()
        if child == 0:
            try:
                work(path, log, first, deadly, statement)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        inside += (tmp_path / "studie.kodeverk-journal").exists()
        found = verify(path)
        assert found.findings == []
        with Store(path) as store:
            snapshot = store.snapshot()
            memos = {int(name[1:]) for name in snapshot.table(Memo)}
            evidence = {int(name[1:]) for name in snapshot.table(Evidence)}
            assert memos == evidence == set(range(len(memos)))
            assert len(snapshot.table(Coding)) == len(memos)
        confirmed = {int(number) for number in confirmed_log.read_text().split()}
        assert confirmed <= memos
        assert len(memos - confirmed) <= killed
        first = len(memos)
    os.close(log)
    assert killed == kills
    assert inside > kills / 4, "too few kills fell inside a transaction to prove anything"
