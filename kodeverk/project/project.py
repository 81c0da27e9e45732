"""The hall: one class binds the verbs, so that Tab finds them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kodeverk.coding.codings import registering
from kodeverk.model import Plan, Receipt, Snapshot
from kodeverk.project import (
    bringing_in,
    bringing_rows,
    bringing_sources,
    claiming,
    cleaning,
    coding_together,
    condensing,
    correcting,
    desk,
    documents,
    meetings,
    networking,
    opportunity,
    sampling,
    surveying,
    working,
)
from kodeverk.project.looks import Study

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.store import Verification


class Project(Study):
    """A study in one file: opened if it is there, made if it is not.

    Every verb changes the study in one transaction, or not at all, and returns a receipt that shows
    itself. What a verb did is in the change log and can be taken back with `undo`.

    Parameters
    ----------
    path : str or Path
        The study file, such as ``likeverd.kodeverk``.
    who : str
        Who changes the study where a verb is not told the coder.

    Raises
    ------
    StoreError
        If the file is no study, is damaged, or was made by a newer kodeverk.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "inf-01.txt").write_text("I: Har dere to ledere?\\nInformant 1: Ja, vi har to sjefer.")
    >>> study = Project(folder / "likeverd.kodeverk")
    >>> report = study.add_sources(folder)
    >>> study.add_code("ledelse")
    <add_code: 1 code made, 1 codebook made>
    >>> study.code("ledelse", source="inf-01", quote="to sjefer", coder="ida")
    <code: 1 coder made, 1 coding made>
    >>> study.code("ledelse", source="inf-01", quote="to sjefer", coder="ida")
    <code: nothing to change (coded already)>
    >>> study.undo()
    <undo: 1 coder removed, 1 coding removed>
    >>> study.close()
    """

    def __init__(self, path: str | Path, *, who: str = "forsker") -> None:
        from kodeverk.store import Store

        self.who = who
        self._store = Store(path)

    @property
    def path(self) -> Path:
        """The study file."""
        return self._store.path

    @property
    def snapshot(self) -> Snapshot:
        """The study as it is now."""
        return self._store.snapshot()

    def write(self, plan: Callable[[Snapshot], Plan], *, verb: str, who: str | None = None, why: str = "") -> Receipt:
        """Carry out a plan in one transaction, and return its receipt.

        Parameters
        ----------
        plan : function
            From the snapshot to the plan; may be called again if somebody else wrote meanwhile.
        verb, who, why : str
            For the change log.
        """
        named = self.who if who is None else who
        return self._store.write(lambda now: registering(now, plan(now)), verb=verb, who=named, why=why)

    add_sources = bringing_sources.add_sources
    add_rows = bringing_rows.add_rows
    add_documents = documents.add_documents
    add_item_codings = meetings.add_item_codings
    categorise = meetings.categorise
    add_cases = bringing_in.add_cases
    use_codebook = bringing_in.use_codebook
    use_guide = bringing_in.use_guide
    use_theory = bringing_in.use_theory
    add_codings = bringing_in.add_codings
    add_judgements = bringing_in.add_judgements
    add_asked = bringing_in.add_asked
    add_open_answers = surveying.add_open_answers

    code = working.code
    uncode = working.uncode
    correct = correcting.correct
    clean = cleaning.clean
    add_code = working.add_code
    recode = working.recode
    remove_code = working.remove_code
    memo = working.memo
    judge = working.judge
    bind = working.bind
    set_role = working.set_role
    asked = working.asked
    apply_rules = working.apply_rules
    accept = working.accept
    reject = working.reject
    change = working.change
    use_crosswalk = sampling.use_crosswalk
    apply_crosswalk = sampling.apply_crosswalk
    set_value = sampling.set_value
    add_actors = networking.add_actors
    add_relations = networking.add_relations
    relate = networking.relate
    unrelate = networking.unrelate
    add_room = opportunity.add_room
    claim = claiming.claim
    withdraw_claim = claiming.withdraw_claim
    confirm_claims = claiming.confirm_claims
    condense = condensing.condense
    remove_condensation = condensing.remove_condensation
    add_framework = condensing.add_framework

    desk = desk.desk
    adjust = coding_together.adjust
    read_through = coding_together.read_through
    whole_note = coding_together.whole_note
    adjudicate = coding_together.adjudicate
    adopt_agreed = coding_together.adopt_agreed
    undo = coding_together.undo
    redo = coding_together.redo

    def table(self, name: str) -> pd.DataFrame:
        """Return one documented frame; besides those of a selection, ``changes``: the change log.

        Columns of ``changes``: seq, at, who, verb, why, state, of (the transaction undone or redone), counts (what
        was made, altered and removed).
        """
        if name != "changes":
            return super().table(name)
        import pandas as pd

        columns = ["seq", "at", "who", "verb", "why", "state", "of"]
        return pd.DataFrame(
            [{c: getattr(entry, c) for c in columns} for entry in self._store.changes()], columns=columns
        )

    def state_hash(self) -> str:
        """Return the SHA-256 over the data, the change log left out: equal data, equal hash."""
        return self._store.state_hash()

    def verify(self) -> Verification:
        """Return whether the file is whole: every text, quote, reference and log row checked."""
        from kodeverk.store import verify

        return verify(self.path)

    def backup(self, folder: str | Path | None = None, *, keep: int = 10) -> Path:
        """Write a verified backup, and return its path; older ones rotate only after that.

        Parameters
        ----------
        folder : str or Path, optional
            Where to; without it, the study's own folder.
        keep : int
            How many backups to keep.
        """
        from kodeverk.store import backup

        return backup(self._store, folder, keep=keep)

    def restore(self, backup: str | Path) -> Path | None:
        """Put a backup in the study's place, and return the path the study as it was is kept under.

        Raises
        ------
        StoreError
            If the backup does not verify; the study stays as it is.
        """
        from kodeverk.store import Store, restore

        self._store.close()
        try:
            return restore(backup, self.path)
        finally:
            self._store = Store(self.path)

    def dump(self, folder: str | Path) -> Path:
        """Write the whole study as sorted plain text to a folder, and return the folder."""
        from kodeverk.store import dump

        return dump(self._store, folder)

    def close(self) -> None:
        """Let go of the file; it is whole at every moment, closed or not."""
        self._store.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def load(folder: str | Path, into: str | Path) -> Project:
    """Return the study made anew, in the file `into`, from a folder that `dump` wrote.

    Raises
    ------
    FormatError
        If the folder is not whole.
    StoreError
        If `into` exists already.
    """
    from kodeverk.store import load

    load(folder, into).close()
    return Project(into)
