"""ED-5: every change can be undone and done again, exactly, also by another session after a restart."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kodeverk.errors import KodeverkError
from kodeverk.model import Change, Coding, Memo, Plan, made, removed
from kodeverk.store import Store, verify
from tests.store.study import TEXT, at, code, coding, interview, new_study


def test_undo_and_redo_return_the_state_across_sessions(tmp_path):
    path = tmp_path / "studie.kodeverk"
    hashes = [new_study(path).state_hash()]
    for quote in ("to sjefer", "ett kontor", "to stoler"):
        with Store(path) as store:
            code(store, at(quote))
            hashes.append(store.state_hash())
    for expected in hashes[-2::-1]:
        with Store(path) as store:
            assert store.undo("katrine").counts == {"coding removed": 1}
            assert store.state_hash() == expected
    for expected in hashes[1:]:
        with Store(path) as store:
            assert store.redo("katrine").counts == {"coding made": 1}
            assert store.state_hash() == expected
    entries = Store(path).changes()
    assert [(e.verb, e.of) for e in entries[4:]] == [
        ("undo", 4), ("undo", 3), ("undo", 2), ("redo", 2), ("redo", 3), ("redo", 4),
    ]  # fmt: skip
    assert verify(path).ok


def test_a_new_change_ends_redoing_and_an_empty_study_has_nothing_to_undo(tmp_path):
    with Store(tmp_path / "tom.kodeverk") as empty, pytest.raises(KodeverkError, match="nothing to undo"):
        empty.undo("tone")
    store = new_study(tmp_path / "studie.kodeverk")
    code(store, at("to sjefer"))
    store.undo("tone")
    code(store, at("ett kontor"))
    with pytest.raises(KodeverkError, match="nothing to redo"):
        store.redo("tone")
    assert [e.state for e in store.changes()] == ["done", "discarded", "done", "done"]
    store.undo("tone")
    assert not store.snapshot().table(Coding)


def test_an_import_can_be_undone_and_done_again_with_its_text(tmp_path):
    store = new_study(tmp_path / "studie.kodeverk")
    plan = Plan(made(*interview("K: Hei på deg", "s2", b"hei")), texts=("K: Hei på deg",), originals=(b"hei",))
    store.write(lambda s: plan, verb="add_sources", who="tone")
    store.undo("tone")
    assert len(Store(store.path).snapshot().table(Coding)) == 0
    store.redo("tone")
    assert Store(store.path).snapshot().text("s2") == "K: Hei på deg"


SPANS = st.integers(0, len(TEXT) - 6).map(lambda start: (start, start + 5))


class Undoing(RuleBasedStateMachine):
    """Random work, undone and done again, against a plain list of states."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = new_study(Path(self.folder.name) / "studie.kodeverk")
        self.states, self.here, self.number = [self.store.state_hash()], 0, 0

    def _changed(self):
        del self.states[self.here + 1 :]
        self.states.append(self.store.state_hash())
        self.here += 1

    def _write(self, *changes):
        if self.store.write(lambda s: Plan(list(changes)), verb="work", who="tone").seq is not None:
            self._changed()

    @rule(span=SPANS, which=st.sampled_from(["cb:sjefer", "cb:kontor"]))
    def code(self, span, which):
        if code(self.store, coding(*span, which)).seq is not None:
            self._changed()

    @precondition(lambda self: self.store.snapshot().table(Coding))
    @rule(data=st.data(), span=SPANS)
    def move_or_uncode(self, data, span):
        codings = self.store.snapshot().all(Coding)
        chosen = data.draw(st.sampled_from(codings))
        moved = chosen._replace(start=span[0], end=span[1])
        if moved.key in {c.key for c in codings}:
            self._write(*removed(chosen))
        else:
            self._write(Change(chosen, moved))

    @rule(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=5))
    def memo(self, text):
        self.number += 1
        self._write(*made(Memo(f"m{self.number}", "study", "", text, "tone", "")))

    @precondition(lambda self: self.here > 0)
    @rule()
    def undo(self):
        self.store.undo("tone")
        self.here -= 1

    @precondition(lambda self: self.here < len(self.states) - 1)
    @rule()
    def redo(self):
        self.store.redo("tone")
        self.here += 1

    @rule()
    def reopen(self):
        self.store.close()
        self.store = Store(self.store.path)

    @invariant()
    def the_state_is_the_one_expected_and_every_quote_stands(self):
        assert self.store.state_hash() == self.states[self.here]
        snapshot, fresh = self.store.snapshot(), Store(self.store.path).snapshot()
        assert list(snapshot.table(Coding).items()) == list(fresh.table(Coding).items())

    def teardown(self):
        assert verify(self.store.path).findings == []
        while self.here > 0:
            self.undo()
            assert self.store.state_hash() == self.states[self.here]
        self.folder.cleanup()


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
