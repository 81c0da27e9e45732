"""ED-5 for two coders at one study: each takes back her own, and all together still goes back exactly."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from kodeverk.coding import codings, notes, recode
from kodeverk.errors import KodeverkError
from kodeverk.model import Change, Code, Coder, Coding, Memo, Plan, Record, Snapshot, made
from kodeverk.store import Store, verify
from kodeverk.store.writing import netted
from tests.store.study import TEXT, new_study

CODERS = ("marit", "ida")
SPANS = [(start, start + 5) for start in range(0, len(TEXT) - 6, 7)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = new_study(tmp_path / "studie.kodeverk")
    store.write(lambda s: Plan(made(Coder("ida"), Coder("marit"))), verb="setup", who="lead")
    return store


def code(store: Store, coder: str, quote: str, path: str = "to sjefer") -> str:
    row = codings.Row("inf-s1", path, coder, quote)
    return store.write(lambda s: codings.code(s, [row]), verb="code", who=coder).ids[0]


def memo(store: Store, coder: str, coding: str) -> None:
    store.write(lambda s: notes.memo(s, "hm", on="coding", target=coding, coder=coder), verb="memo", who=coder)


def coded(store: Store) -> set[tuple[str, str]]:
    snapshot = store.snapshot()
    return {(c.coder, snapshot.quote(c)) for c in snapshot.all(Coding)}


def test_each_takes_back_her_own_newest_though_the_other_has_written_since(store: Store) -> None:
    code(store, "marit", "to sjefer")
    code(store, "marit", "ett kontor")
    code(store, "ida", "to stoler")
    before = store.state_hash()
    assert store.undo("marit", own=True).counts == {"coding removed": 1}
    assert coded(store) == {("marit", "to sjefer"), ("ida", "to stoler")}
    store.undo("marit", own=True)
    assert coded(store) == {("ida", "to stoler")}
    with pytest.raises(KodeverkError, match="nothing of marit's to undo"):
        store.undo("marit", own=True)
    store.redo("marit", own=True)
    assert coded(store) == {("marit", "to sjefer"), ("ida", "to stoler")}
    store.redo("marit", own=True)
    assert store.state_hash() == before
    with pytest.raises(KodeverkError, match="nothing of marit's to redo"):
        store.redo("marit", own=True)
    assert verify(store.path).ok


def test_anothers_new_change_leaves_mine_to_be_done_again_and_my_own_does_not(store: Store) -> None:
    code(store, "marit", "to sjefer")
    store.undo("marit", own=True)
    code(store, "ida", "to stoler")
    with pytest.raises(KodeverkError, match="something was changed since"):
        store.redo("lead")  # without a coder, any new change ends it, as it always has
    store.redo("marit", own=True)
    assert coded(store) == {("marit", "to sjefer"), ("ida", "to stoler")}
    store.undo("marit", own=True)
    code(store, "marit", "ett kontor")
    with pytest.raises(KodeverkError, match="nothing of marit's to redo"):
        store.redo("marit", own=True)


def test_what_was_done_again_is_what_is_undone_first(store: Store) -> None:
    code(store, "marit", "to sjefer")
    store.undo("marit", own=True)
    code(store, "ida", "to stoler")
    store.redo("marit", own=True)
    store.undo("lead")
    assert coded(store) == {("ida", "to stoler")}
    store.undo("lead")
    assert coded(store) == set()
    store.redo("lead")
    store.redo("lead")
    assert coded(store) == {("marit", "to sjefer"), ("ida", "to stoler")}


def refused(store: Store, coder: str, match: str, step: Callable[..., object] | None = None) -> None:
    before, entries = store.state_hash(), len(store.changes())
    with pytest.raises(KodeverkError, match=match):
        (step or store.undo)(coder, own=True)
    assert (store.state_hash(), len(store.changes())) == (before, entries), "nothing is half done"


def test_it_is_refused_where_somebody_has_changed_the_same_since(store: Store) -> None:
    coding = code(store, "marit", "to sjefer")
    moved = store.snapshot().table(Coding)[coding]._replace(code_id="cb:kontor")
    store.write(lambda s: Plan([Change(s.table(Coding)[coding], moved)]), verb="merge", who="ida")
    refused(store, "marit", r"has been changed since: merge by ida \(1\)")
    store.undo("ida", own=True)
    store.undo("marit", own=True)
    assert coded(store) == set()


def test_also_where_it_was_changed_back_again_so_that_all_can_still_be_undone(store: Store) -> None:
    coding = code(store, "marit", "to sjefer")
    first = store.snapshot().table(Coding)[coding]
    for before, after in ((first, first._replace(start=1)), (first._replace(start=1), first)):
        store.write(lambda s, b=before, a=after: Plan([Change(b, a)]), verb="adjust", who="ida")
    refused(store, "marit", r"adjust by ida \(2\)")
    while True:
        try:
            store.undo("lead")
        except KodeverkError as error:
            assert "nothing to undo" in str(error)
            break


def test_it_is_refused_where_something_of_others_hangs_on_it(store: Store) -> None:
    coding = code(store, "marit", "to sjefer")
    memo(store, "ida", coding)
    refused(store, "marit", r"bound to: memo \(1\)")
    path = "ledelse"
    store.write(lambda s: recode.add(s, path, codebook="cb"), verb="add_code", who="marit")
    code(store, "ida", "ett kontor", path)
    refused(store, "marit", r"bound to: coding \(1\)")


def test_a_code_is_not_taken_from_over_those_below_it_or_back_beside_one_of_its_name(store: Store) -> None:
    store.write(lambda s: recode.add(s, "ledelse", codebook="cb"), verb="add_code", who="marit")
    store.write(lambda s: recode.add(s, "ledelse/makt", codebook="cb"), verb="add_code", who="ida")
    refused(store, "marit", r"bound to: code \(1\)")
    store.write(lambda s: recode.rename(s, "kontor", "kontorer"), verb="recode", who="marit")
    store.write(lambda s: recode.add(s, "kontor", codebook="cb"), verb="add_code", who="ida")
    refused(store, "marit", r"bound to: code \(1\)")


def test_what_names_something_that_is_gone_is_not_done_again(store: Store) -> None:
    coding = code(store, "marit", "to sjefer")
    memo(store, "ida", coding)
    store.undo("ida", own=True)
    store.write(lambda s: codings.uncode(s, [coding]), verb="uncode", who="marit")
    refused(store, "ida", r"coding that is gone \(1\)", store.redo)
    store.undo("marit", own=True)
    store.redo("ida", own=True)
    assert len(store.snapshot().all(Memo)) == 1


def test_it_holds_across_sessions(store: Store) -> None:
    code(store, "marit", "to sjefer")
    code(store, "ida", "to stoler")
    store.close()
    again = Store(store.path)
    again.undo("marit", own=True)
    again.close()
    last = Store(store.path)
    assert coded(last) == {("ida", "to stoler")}
    last.redo("marit", own=True)
    assert coded(last) == {("marit", "to sjefer"), ("ida", "to stoler")}


# --- a second implementation, in plain lists -------------------------------------------------------

Key = tuple[type, str]
State = dict[Key, Record]


class Done(NamedTuple):
    """A change somebody made, with a number of its own, and how many new changes there were when it was undone."""

    number: int
    who: str
    changes: tuple[Change, ...]
    undone_after: int = 0

    @property
    def keys(self) -> set[Key]:
        return {(c.kind, c.record.id) for c in self.changes}


def applied(state: State, changes: Iterable[Change]) -> State | None:
    """The state after the changes; None where they do not fit, or what is left does not hang together."""
    after = dict(state)
    for c in changes:
        if after.get((c.kind, c.record.id)) != c.before:
            return None
        after.pop((c.kind, c.record.id), None)
        if c.after is not None:
            after[c.kind, c.record.id] = c.after
    of = {kind: [r for (k, _id), r in after.items() if k is kind] for kind in (Coding, Memo, Code)}
    codes, codings_ = {c.id for c in of[Code]}, {c.id for c in of[Coding]}
    paths = [c.path for c in of[Code]]
    whole = (
        all(c.code_id in codes for c in of[Coding])
        and len({c.key for c in of[Coding]}) == len(of[Coding])
        and all(m.target_id in codings_ for m in of[Memo])
        and len(set(paths)) == len(paths)
        and all(not p.rpartition("/")[0] or p.rpartition("/")[0] in paths for p in paths)
    )
    return after if whole else None


class TwoCoders(RuleBasedStateMachine):
    """Two coders work, and undo and redo by themselves and all together, against lists of what stands and is undone."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = new_study(Path(self.folder.name) / "studie.kodeverk")
        self.store.write(lambda s: Plan(made(Coder("ida"), Coder("marit"), Coder("lead"))), verb="setup", who="lead")
        self.state: State = {(Code, c.id): c for c in self.store.snapshot().all(Code)}
        self.live: list[Done] = []
        self.undone: list[Done] = []
        self.news = 0
        self.hashes = {self._fingerprint(): self.store.state_hash()}

    def _fingerprint(self) -> frozenset[Record]:
        return frozenset(self.state.values())

    def _write(self, who: str, plan: Callable[[Snapshot], Plan]) -> None:
        planned: list[Change] = []

        def kept(snapshot: Snapshot) -> Plan:
            found = plan(snapshot)
            planned[:] = netted(found.changes)
            return found

        try:
            receipt = self.store.write(kept, verb="work", who=who)
        except KodeverkError:
            return
        if receipt.seq is not None:
            self.news += 1
            self.undone = [one for one in self.undone if one.who != who]
            self.live.append(Done(self.news, who, tuple(planned)))
            after = applied(self.state, planned)
            assert after is not None
            self.state = after

    @rule(who=st.sampled_from(CODERS), span=st.sampled_from(SPANS), path=st.sampled_from(["to sjefer", "kontor", "ny"]))
    def code(self, who: str, span: tuple[int, int], path: str) -> None:
        self._write(who, lambda s: codings.code(s, [codings.Row("inf-s1", path, who, span=span)]))

    @precondition(lambda self: any(kind is Coding for kind, _id in self.state))
    @rule(data=st.data(), who=st.sampled_from(CODERS), span=st.sampled_from(SPANS), how=st.integers(0, 3))
    def work_on_a_coding(self, data: st.DataObject, who: str, span: tuple[int, int], how: int) -> None:
        chosen = data.draw(st.sampled_from(sorted(id for kind, id in self.state if kind is Coding)))
        if how == 0:
            self._write(who, lambda s: codings.uncode(s, [chosen]))
        elif how == 1:
            text = f"nr. {self.news}"
            self._write(who, lambda s: notes.memo(s, text, on="coding", target=chosen, coder=who))
        else:
            coding = self.store.snapshot().table(Coding)[chosen]
            moved = coding._replace(start=span[0], end=span[1], code_id=("cb:sjefer", "cb:kontor")[how - 2])
            self._write(who, lambda s: Plan([Change(coding, moved)]))

    @rule(who=st.sampled_from(CODERS), path=st.sampled_from(["ny", "ny/under", "kontor/under"]))
    def add_code(self, who: str, path: str) -> None:
        self._write(who, lambda s: recode.add(s, path, codebook="cb"))

    @rule(who=st.sampled_from(CODERS), name=st.sampled_from(["kontor", "ny"]), to=st.sampled_from(["ny", "kontor"]))
    def rename(self, who: str, name: str, to: str) -> None:
        self._write(who, lambda s: recode.rename(s, name, to))

    def _back(self, done: Done, after: State) -> None:
        self.live.remove(done)
        self.undone.append(done._replace(undone_after=self.news))
        self.state = after

    @precondition(lambda self: self.live)
    @rule()
    def undo(self) -> None:
        done = self.live[-1]
        after = applied(self.state, [c.inverse() for c in reversed(done.changes)])
        assert after is not None, "all together, everything can always be taken back"
        self.store.undo("lead")
        self._back(done, after)

    @rule()
    def redo(self) -> None:
        done = self.undone[-1] if self.undone and self.undone[-1].undone_after == self.news else None
        after = applied(self.state, done.changes) if done else None
        if done is None or after is None:
            with pytest.raises(KodeverkError):
                self.store.redo("lead")
        else:
            self.store.redo("lead")
            self._again(done, after)

    def _again(self, done: Done, after: State) -> None:
        self.undone.remove(done)
        self.live.append(done._replace(undone_after=0))
        self.state = after

    @rule(who=st.sampled_from(CODERS))
    def undo_own(self, who: str) -> None:
        own = [one for one in self.live if one.who == who]
        later = self.live[self.live.index(own[-1]) + 1 :] if own else []
        after = None
        if own and not any(own[-1].keys & one.keys for one in later):
            after = applied(self.state, [c.inverse() for c in reversed(own[-1].changes)])
        if after is None:
            with pytest.raises(KodeverkError):
                self.store.undo(who, own=True)
        else:
            self.store.undo(who, own=True)
            self._back(own[-1], after)

    @rule(who=st.sampled_from(CODERS))
    def redo_own(self, who: str) -> None:
        own = [one for one in self.undone if one.who == who]
        after = applied(self.state, own[-1].changes) if own else None
        if after is None:
            with pytest.raises(KodeverkError):
                self.store.redo(who, own=True)
        else:
            self.store.redo(who, own=True)
            self._again(own[-1], after)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store(self.store.path)

    @invariant()
    def the_study_is_as_the_lists_say_and_equal_states_have_equal_hashes(self) -> None:
        snapshot = self.store.snapshot()
        found = {r for kind in (Code, Coding, Memo) for r in snapshot.all(kind)}
        assert found == self._fingerprint()
        state_hash = self.store.state_hash()
        assert self.hashes.setdefault(self._fingerprint(), state_hash) == state_hash

    def teardown(self) -> None:
        assert verify(self.store.path).findings == []
        hashes = [self.store.state_hash()]
        for _one in list(self.live):
            self.undo()
            hashes.append(self.store.state_hash())
        assert {id for _kind, id in self.state} == {"cb:sjefer", "cb:kontor"}
        for expected in hashes[-2::-1]:
            self.store.redo("lead")
            assert self.store.state_hash() == expected
        self.folder.cleanup()


TestTwoCoders = TwoCoders.TestCase
TestTwoCoders.settings = settings(max_examples=8, stateful_step_count=20, deadline=None)


@pytest.mark.slow
def test_two_coders_at_length() -> None:
    run_state_machine_as_test(TwoCoders, settings=settings(max_examples=100, stateful_step_count=40, deadline=None))
