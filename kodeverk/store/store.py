"""The store: one study in one file; the only place that writes."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import sqlalchemy as sa

from kodeverk.errors import KodeverkError, StoreError
from kodeverk.model import Change, Coder, Plan, Receipt, Snapshot, made, sha256
from kodeverk.store import log, schema
from kodeverk.store.gateway import connect, said
from kodeverk.store.log import Line
from kodeverk.store.migrate import migrate
from kodeverk.store.opening import create as create_file
from kodeverk.store.opening import layout
from kodeverk.store.reader import Reader
from kodeverk.store.rows import Once
from kodeverk.store.undoing import check_alone, to_redo, to_undo
from kodeverk.store.writing import keep_contents, lines, netted, write_rows

PlanFunction = Callable[[Snapshot], Plan]
Key = tuple[str, int, int, int, str, str]

_FEW = 200
"""Up to this many codings are looked up one by one; more are found among all codings of their sources."""

_TEXTS = 256
"""How many texts are kept in memory."""


class _Entry(NamedTuple):
    """How a transaction stands in the log."""

    verb: str
    who: str
    why: str = ""
    of: int | None = None


class Store(Reader):
    """One study in one file.

    Reading gives an immutable `Snapshot`; writing takes a plan and carries it out in one transaction.
    Several threads and several programs may use the same file at once.

    Parameters
    ----------
    path : path-like
        The study file, usually with the ending ``.kodeverk``.
    create : bool
        Make the file where there is none.
    read_only : bool
        Refuse every change.

    Raises
    ------
    StoreError
        If the file is missing and is not to be made, is no study, is damaged, or was made by a newer
        kodeverk.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True, read_only: bool = False) -> None:
        if "://" in str(path):
            raise StoreError("A study is one file; a database server cannot be opened in this version. Give a path.")
        file = Path(path).absolute()
        if not file.exists():
            if not create or read_only:
                raise StoreError(f"There is no study {file.name} in the folder {file.parent.name!r}.")
            create_file(file)
        writable = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
        super().__init__(file, read_only=read_only or not writable)
        self._check_layout()
        with self._reading() as connection:
            self._snapshot = Snapshot(self, log.last_seq(connection))
        self._cache = threading.Lock()
        self._turn = threading.Lock()

    def _check_layout(self) -> None:
        if not self.path.is_file() or self.path.stat().st_size == 0:
            raise StoreError(f"{self.path.name} is empty or no file: no kodeverk study. It was left as it is.")
        with said(self.path), contextlib.closing(connect(self.path, read_only=self.read_only)) as connection:
            version = layout(connection, self.path)
        if version < schema.VERSION:
            if self.read_only:
                raise StoreError(
                    f"{self.path.name} has an older layout and cannot be brought up to date where it cannot be "
                    "written. It was left as it is; copy it to a folder of your own and open the copy."
                )
            migrate(self.path)

    def snapshot(self) -> Snapshot:
        """Return the study as it is now; what was read before is brought up to date, not read anew."""
        with self._cache:
            known = self._snapshot  # before the file is looked at, which other threads may change meanwhile
        with self._reading() as connection:
            seq = log.last_seq(connection)
            if seq == known.seq:
                return known
            if seq < known.seq:
                raise StoreError(
                    f"{self.path.name} was replaced by an older copy while it was open. "
                    "Nothing was changed; close the study and open it again."
                )
            changes = log.changes_since(connection, known.seq)
        return self._advance(known, changes, seq)

    def _advance(self, known: Snapshot, changes: Sequence[Change], seq: int) -> Snapshot:
        newer = known.after(changes, seq)
        with self._cache:
            if newer.seq > self._snapshot.seq:
                self._snapshot = newer
        return newer

    # --- writing -------------------------------------------------------------------------

    def write(self, plan: PlanFunction, *, verb: str, who: str, why: str = "") -> Receipt:
        """Carry out what `plan` wants changed, whole or not at all, and say what was done.

        Parameters
        ----------
        plan : function of Snapshot to Plan
            Worked out again if the study changed meanwhile; it must do nothing but return a plan.
        verb : str
            What the user asked for, for the log.
        who : str
            Name of the coder; registered as a person if it is new.
        why : str
            Reason, for the log.

        Returns
        -------
        Receipt
            With no number where nothing had to change.

        Raises
        ------
        StoreError
            If the file cannot be written, or the plan does not fit the study; nothing is written then.
        """
        if not who.strip():
            raise KodeverkError("Say who makes the change: the name of the coder is empty.")
        return self._carry_out(plan, _Entry(verb, who, why), (Coder(who),))

    def fill(self, plan: Plan, *, verb: str, who: str, why: str = "") -> Receipt:
        """Carry out a plan as it stands, registering nobody: for a study that is brought in whole."""
        return self._carry_out(lambda snapshot: plan, _Entry(verb, who, why))

    def _carry_out(self, plan: PlanFunction, entry: _Entry, register: tuple[Coder, ...] = ()) -> Receipt:
        before = self.snapshot()
        with said(self.path):
            wanted = plan(before)
        changes = netted(wanted.changes)
        if not changes:
            return Receipt(entry.verb, None, {}, wanted.ids, wanted.note)
        with self._writing() as connection:
            if log.last_seq(connection) != before.seq:
                before = self.snapshot()
                wanted = plan(before)
                changes = netted(wanted.changes)
                if not changes:
                    return Receipt(entry.verb, None, {}, wanted.ids, wanted.note)
            counts = log.counted(changes)
            changes = [*_unknown(connection, register, changes), *changes]
            seq = self._commit(connection, wanted, lines(connection, changes), entry)
        self._advance(before, changes, seq)
        return Receipt(entry.verb, seq, counts, wanted.ids, wanted.note)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        self._check_open()
        with self._turn, self._gateway.writing() as connection:
            yield connection

    def _commit(self, connection: sa.Connection, plan: Plan, changed: list[Line], entry: _Entry) -> int:
        texts = {sha256(text): text for text in plan.texts}
        if any("\r" in text or "\0" in text for text in plan.texts):
            raise StoreError("A text is not in canonical form (it holds CR or NUL); nothing was written.")
        once = Once()
        write = write_rows(
            connection,
            [line.change for line in changed],
            lambda key: texts[key] if key in texts else self.text(key),
            once,
        )
        seq = log.open_entry(connection, entry.verb, entry.who, entry.why, entry.of)
        keep_contents(connection, texts, plan.originals)
        write()
        log.append(connection, seq, changed, once)
        return seq

    def undo(self, who: str, *, own: bool = False) -> Receipt:
        """Take back the change that came to stand last, and say what was taken back.

        Parameters
        ----------
        who : str
            Who undoes.
        own : bool
            Only what she changed herself, though others have changed the study since.

        Raises
        ------
        KodeverkError
            If there is nothing to undo, or her change cannot be taken out from under what others have done since.
        """
        return self._step(log.UNDO, who, own)

    def redo(self, who: str, *, own: bool = False) -> Receipt:
        """Do again what was undone last, and say what was done.

        Parameters
        ----------
        who : str
            Who does it again.
        own : bool
            Only what she changed herself, until she makes a new change.

        Raises
        ------
        KodeverkError
            If nothing was undone, something was changed since, or what others have done since does not allow it.
        """
        return self._step(log.REDO, who, own)

    def _step(self, verb: str, who: str, own: bool) -> Receipt:
        undoing, coder = verb == log.UNDO, who if own else None
        before = self.snapshot()
        with self._writing() as connection:
            if log.last_seq(connection) != before.seq:
                before = self.snapshot()
            of = to_undo(connection, coder) if undoing else to_redo(connection, coder)
            changed = log.lines_of(connection, of)
            if undoing:
                changed = [line._replace(change=line.change.inverse()) for line in reversed(changed)]
            changes = [line.change for line in changed]
            if own:
                check_alone(connection, before, of, changes)
            seq = self._commit(connection, Plan([]), changed, _Entry(verb, who, of=of))
            log.set_state(connection, of, log.UNDONE if undoing else log.DONE)
        self._advance(before, changes, seq)
        return Receipt(verb, seq, log.counted(changes), tuple(c.record.id for c in changes))

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store {self.path.name}>"


def _unknown(connection: sa.Connection, register: Sequence[Coder], changes: Sequence[Change]) -> list[Change]:
    """Return the changes that register coders the study does not know yet."""
    coders: Any = schema.TABLE["coder"]
    making = {c.record.id for c in changes if c.kind is Coder}
    query = sa.select(coders.c.id).where(coders.c.id.in_([coder.id for coder in register]))
    return made(*(c for c in register if c.id not in making | set(connection.scalars(query))))
