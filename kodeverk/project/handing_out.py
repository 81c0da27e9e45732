"""A study handed to other programs, as `Study` binds it, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.model import Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project
    from kodeverk.refi.exchange import Exchange
    from kodeverk.refi.losses import LossReport
    from kodeverk.refi.writing import Handed


def to_qdpx(self: Study, path: str | Path, *, originals: bool = False) -> Handed:
    """Write the study, or a selection of it, for other programs in the format REFI-QDA 1.0, and return where.

    Sources, codes, codings, cases and their attributes, memos and categories are what every program that keeps to the
    standard understands. Evidence, condensations, relations, consent and decisions between coders are notes for people
    there. Everything comes back whole when kodeverk reads the file. Nothing of what a selection filtered away leaves:
    turns of persons who are not in it are covered in the texts they share with somebody who is.

    Parameters
    ----------
    path : str or Path
        The file to write, ``.qdpx``. It holds the interviews: keep it as you keep them.
    originals : bool
        Whether the imported files go along, for kodeverk only; of a whole study.

    Returns
    -------
    Handed
        Usable as a path; ``.losses`` says element by element what became of it.

    Raises
    ------
    KodeverkError
        If the imported files of a selection are asked for: they hold what it leaves out.
    """
    from kodeverk.errors import KodeverkError
    from kodeverk.project.project import Project
    from kodeverk.refi.writing import to_qdpx

    if not isinstance(self, Project):
        if originals:
            raise KodeverkError(
                "The imported files of a selection cannot go along: they hold what was filtered away. "
                "Write the whole study, or leave out originals=True."
            )
        return to_qdpx(self.snapshot, path, selection=True)
    store = self._store
    about = {name: value for name, value in store.meta().items() if name in ("study", "created")}
    return to_qdpx(self.snapshot, path, original=store.original if originals else None, about=about)


def taken_back(
    exchange: Exchange, into: str | Path, *, file: str = "", positions: str | Mapping[str, str] | None = None
) -> tuple[Project, LossReport]:
    """Return the study that a project written by kodeverk holds, in a new file, and what became of everything in it.

    Parameters
    ----------
    exchange : Exchange
        One that `kodeverk.refi.returning.is_own`.
    into : str or Path
        The study file to make.
    file : str
        Name of the project file, for messages.
    positions : str or dict of str to str, optional
        As for `read_qdpx`; of use only where another program wrote texts anew.

    Raises
    ------
    ReadingError
        If what kodeverk wrote into it is damaged.
    StoreError
        If `into` exists already.
    """
    from kodeverk.project.exchanging import made_of
    from kodeverk.refi.returning import about, records_of

    found = records_of(exchange, file, positions)
    plan = Plan(found.changes, texts=found.texts, originals=found.originals)
    return made_of(plan, into, verb="read_qdpx", file=file, about=about(exchange)), found.losses
