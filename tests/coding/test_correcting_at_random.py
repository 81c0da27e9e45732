"""ED-1: random corrections, codings, undoing and reopening, against characters that carry the codings' marks."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import kodeverk as kv
from kodeverk.model import Coding, Source

TEXT = "I: Hvem bestemmer her?\nNL: Vi har to sjefer 👍, og det går på et vis.\nI: Ja?\nNL: Ja."
WORDS = st.text("aå 👍\n.", max_size=5)


class State(NamedTuple):
    """The text as characters with the codings each belongs to, and what codings whose text is gone said."""

    line: tuple[tuple[str, frozenset[str]], ...]
    gone: dict[str, str]
    quotes: dict[str, str]
    hash: str


class Editing(RuleBasedStateMachine):
    """A study, and a list of states that knows nothing of spans."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name)
        (path / "inf-05.txt").write_text(TEXT, encoding="utf-8")
        self.study = kv.Project(path / "s.kodeverk")
        self.study.add_sources(path / "inf-05.txt")
        for name in ("ledelse", "hverdag"):
            self.study.add_code(name)
        self.source = self.study.snapshot.source("inf-05").id
        line = tuple((character, frozenset[str]()) for character in TEXT)
        self.states, self.here = [State(line, {}, {}, self.study.state_hash())], 0

    @property
    def state(self) -> State:
        return self.states[self.here]

    def _now(self, line: tuple[tuple[str, frozenset[str]], ...], gone: dict[str, str]) -> None:
        quotes = {}
        for key in {key for _character, marks in line for key in marks}:
            own = [n for n, (_character, marks) in enumerate(line) if key in marks]
            quotes[key] = "".join(character for character, _marks in line[own[0] : own[-1] + 1])
        self.states[self.here + 1 :] = [State(line, gone, quotes, self.study.state_hash())]
        self.here += 1

    @rule(data=st.data())
    def code(self, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(self.state.line) - 1))
        end = data.draw(st.integers(start + 1, min(len(self.state.line), start + 25)))
        made = self.study.code(data.draw(st.sampled_from(["ledelse", "hverdag"])), source="inf-05", span=(start, end), coder="ida")  # fmt: skip
        if made.seq is not None:
            (key,) = made.ids
            coding = self.study.snapshot.table(Coding)[key]
            line = [
                (character, marks | {key} if coding.start <= n < coding.end else marks)
                for n, (character, marks) in enumerate(self.state.line)
            ]
            self._now(tuple(line), self.state.gone)

    @precondition(lambda self: self.study.snapshot.table(Coding))
    @rule(data=st.data())
    def uncode(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.study.snapshot.table(Coding))))
        self.study.uncode(key, coder="ida")
        line = tuple((character, marks - {key}) for character, marks in self.state.line)
        self._now(line, {one: said for one, said in self.state.gone.items() if one != key})

    @rule(data=st.data())
    def insert(self, data: st.DataObject) -> None:
        self._corrected([(at, at, data.draw(WORDS)) for at in self._places(data, 8)])

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        cuts = self._places(data, 14)
        self._corrected([(start, end, "") for start, end in zip(cuts[::2], cuts[1::2], strict=False)])

    @rule(data=st.data())
    def replace(self, data: st.DataObject) -> None:
        cuts = self._places(data, 14)
        self._corrected([(start, end, data.draw(WORDS)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)])

    def _places(self, data: st.DataObject, most: int) -> list[int]:
        """Return places of a stretch of 40 characters, so that not all of the text goes at once."""
        first = data.draw(st.integers(0, len(self.state.line)))
        last = min(len(self.state.line), first + 40)
        return sorted(data.draw(st.sets(st.integers(first, last), min_size=min(2, last - first), max_size=most)))

    def _corrected(self, edits: list[tuple[int, int, str]]) -> None:
        line = list(self.state.line)
        for start, end, put_in in reversed(edits):
            line[start:end] = [(character, self._belongs(start, end)) for character in put_in]
        if not "".join(character for character, _marks in line).strip():
            with pytest.raises(kv.errors.KodeverkError, match="Nothing would be left"):
                self.study.correct("inf-05", edits=edits, coder="ida")
            return
        done = self.study.correct("inf-05", edits=edits, coder="ida")
        if done.receipt is None or done.receipt.seq is None:
            assert [c for c, _marks in line] == [c for c, _marks in self.state.line]
            return
        there = self.study.snapshot.table(Coding)
        number = self.study.snapshot.table(Source)[self.source].version
        lost = {key for key in self.state.quotes if there[key].version != number}
        self._right_to_lose(line, lost)
        line = [(character, marks - lost) for character, marks in line]
        self._now(tuple(line), {**self.state.gone, **{key: self.state.quotes[key] for key in lost}})
        assert {row.id for row in done.rows if row.outcome == "orphaned"} == lost

    def _right_to_lose(self, line: list[tuple[str, frozenset[str]]], lost: set[str]) -> None:
        """A coding is orphaned only where none of its characters is left, or an equal coding has its place."""
        there = self.study.snapshot.table(Coding)
        number = self.study.snapshot.table(Source)[self.source].version
        for key in self.state.quotes:
            own = [n for n, (_character, marks) in enumerate(line) if key in marks]
            equal = [c for c in there.values() if own and c.version == number and c.code_id == there[key].code_id
                     and (c.start, c.end) == (own[0], own[-1] + 1)]  # fmt: skip
            assert (key in lost) == (not own or bool([c for c in equal if c.id != key])), "orphaned for no reason"

    def _belongs(self, start: int, end: int) -> frozenset[str]:
        """Return the codings that what is put in belongs to: those around it, or that hold all it stands in place of."""
        found = set()
        for key in self.state.quotes:
            own = [n for n, (_character, marks) in enumerate(self.state.line) if key in marks]
            inside = own[0] < start <= own[-1] if start == end else own[0] <= start and end <= own[-1] + 1
            found |= {key} if inside else set()
        return frozenset(found)

    @precondition(lambda self: self.here > 0)
    @rule()
    def undo(self) -> None:
        self.study.undo()
        self.here -= 1
        assert self.study.state_hash() == self.state.hash

    @precondition(lambda self: self.here < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.study.redo()
        self.here += 1
        assert self.study.state_hash() == self.state.hash

    @rule()
    def reopen(self) -> None:
        path = self.study.path
        self.study.close()
        self.study = kv.Project(path)
        assert self.study.state_hash() == self.state.hash

    @invariant()
    def every_coding_stands_where_its_characters_do(self) -> None:
        snapshot = self.study.snapshot
        text = snapshot.text(self.source)
        assert text == "".join(character for character, _marks in self.state.line)
        number = snapshot.table(Source)[self.source].version
        in_force, gone = {}, {}
        for coding in snapshot.all(Coding):
            (in_force if coding.version == number else gone)[coding.id] = coding
        assert {key: snapshot.quote(coding) for key, coding in gone.items()} == self.state.gone
        assert in_force.keys() == self.state.quotes.keys()
        for key, coding in in_force.items():
            own = [n for n, (_character, marks) in enumerate(self.state.line) if key in marks]
            assert (coding.start, coding.end) == (own[0], own[-1] + 1)

    @invariant()
    def the_turns_hold_all_of_the_text(self) -> None:
        version = self.study.version("inf-05")
        last = 0
        for number, turn in enumerate(version.segments, 1):
            assert turn.number == number and last <= turn.start <= turn.body <= turn.end <= len(version.text)
            assert not version.text[last : turn.start].strip()
            last = turn.end
        assert not version.text[last:].strip()

    def teardown(self) -> None:
        assert self.study.verify().ok
        self.study.close()
        self.folder.cleanup()


NORMAL = settings(max_examples=6, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(NORMAL, max_examples=150, stateful_step_count=80)

TestEditing = Editing.TestCase
TestEditing.settings = NORMAL


@pytest.mark.slow
class TestEditingForLong(Editing.TestCase):
    """About ten thousand edits."""

    settings = MANY
