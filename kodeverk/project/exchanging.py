"""Projects of other programs, made into studies."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.errors import StoreError
from kodeverk.messages import _, _n

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.model import Plan
    from kodeverk.project.project import Project
    from kodeverk.refi.foreign import Proposed
    from kodeverk.refi.losses import LossReport
    from kodeverk.refi.positions import Calibration


class Exchanged(NamedTuple):
    """A project of another program as a study, and what came in of it; it shows itself in a notebook.

    Attributes
    ----------
    study : Project
        The study, open.
    losses : LossReport
        Element by element what was found, kept and left out.
    calibrations : tuple of Calibration
        How places are counted in each source; `positions` shows them as a frame.
    attributes_proposed : tuple of Proposed
        Sets of sources that read like values of an attribute; they become such with ``attributes_from_sets=True``.
    """

    study: Project
    losses: LossReport
    calibrations: tuple[Calibration, ...] = ()
    attributes_proposed: tuple[Proposed, ...] = ()

    @property
    def positions(self) -> pd.DataFrame:
        """How places are counted in each source, found out from stored quotes and edges of words.

        Columns: source, convention, hits (passages that equal the quote stored with them), named (passages with a
        stored quote), edges (share 0-1 of ends at the edge of a word), selections, sure.
        """
        import pandas as pd

        columns = ["source", "convention", "hits", "named", "edges", "selections", "sure"]
        rows = [one._asdict() | {"convention": str(one.convention)} for one in self.calibrations]
        return pd.DataFrame(rows, columns=columns)

    def __str__(self) -> str:
        return "\n".join([self._line(), *self._counted(), str(self.losses)])

    def __repr__(self) -> str:
        return f"<{self._line()}>"

    def _line(self) -> str:
        left = sum(row.left_out for row in self.losses.rows)
        told = _("{study}: {kept} elements kept, {left} left out")
        return told.format(study=self.study.path.name, kept=sum(row.kept for row in self.losses.rows), left=left)

    def _counted(self) -> list[str]:
        """Return a line for each way of counting: in how many sources, and how many stored quotes it finds."""
        found: dict[str, list[int]] = {}
        for one in self.calibrations:
            row = found.setdefault(str(one.convention), [0, 0, 0])
            for at, more in enumerate((1, one.hits, one.named)):
                row[at] += more
        return [
            _n(
                "places counted in {way}: {sources} source, {hits} of {named} stored quotes found",
                "places counted in {way}: {sources} sources, {hits} of {named} stored quotes found",
                row[0],
            ).format(way=way, sources=row[0], hits=row[1], named=row[2])
            for way, row in found.items()
        ]

    def _repr_html_(self) -> str:
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in (self._line(), *self._counted()))
        return f"<div>{lines}{self.losses._repr_html_()}</div>"


def read_qdpx(
    path: str | Path,
    into: str | Path,
    *,
    positions: str | Mapping[str, str] | None = None,
    attributes_from_sets: bool = False,
) -> Exchanged:
    """Return the study made of a REFI-QDA project (.qdpx), whichever program wrote it, with a report of what came in.

    NVivo, ATLAS.ti, MAXQDA, QualCoder, Quirkos and others write such files; a file kodeverk wrote comes back whole.
    Codes, sources, cases and codings keep their GUIDs as ids. How the program counts places in its texts is found out,
    source by source, from the quotes stored in the file and from the edges of words.

    Parameters
    ----------
    path : str or Path
        The project file.
    into : str or Path
        The study file to make; it must not be there.
    positions : str or dict of str to str, optional
        How places are counted, where that cannot be told for certain: ``code points`` (the standard's), ``utf-16``,
        ``utf-8``, each also with ``, CRLF as one`` or ``, LF as two``, ``, shifted`` and ``, end included``; for all
        sources, or by their names.
    attributes_from_sets : bool
        Whether sets of sources named like ``gender: male`` are values of an attribute, as ATLAS.ti writes them.

    Returns
    -------
    Exchanged

    Raises
    ------
    ReadingError
        If the file is missing, damaged, protected or no REFI-QDA project.
    UnsurePositions
        If it cannot be told for certain how places are counted; the message says what to say. Nothing is written.
    StoreError
        If `into` is there already.

    References
    ----------
    REFI-QDA standard 1.5 (2019), sections 6 and 7: an importer reads what is valid and shows what it discards.
    """
    from kodeverk.reading.worker import read_limited
    from kodeverk.refi.foreign import plan_of
    from kodeverk.refi.opening import read_package
    from kodeverk.refi.returning import is_own

    _check_free(Path(into))
    file = Path(path).name
    exchange = read_limited(read_package, path)
    if is_own(exchange):
        from kodeverk.project.handing_out import taken_back

        return Exchanged(*taken_back(exchange, into, file=file, positions=positions))
    taken = plan_of(exchange, file=file, positions=positions, attributes_from_sets=attributes_from_sets)
    study = made_of(taken.plan, into, verb="read_qdpx", file=file)
    return Exchanged(study, taken.losses, taken.positions, taken.attributes_proposed)


def made_of(plan: Plan, into: str | Path, *, verb: str, file: str, about: Mapping[str, str] | None = None) -> Project:
    """Return a new study with everything a plan makes, written beside and moved in place whole.

    Parameters
    ----------
    plan : Plan
    into : str or Path
        The study file to make.
    verb, file : str
        For the change log: what was done, and the name of the file it came from.
    about : dict of str to str, optional
        Which study it is, where it is one that was handed out.

    Raises
    ------
    StoreError
        If `into` is there already.
    """
    from kodeverk.project.project import Project
    from kodeverk.store import Store
    from kodeverk.store.opening import create, placing

    target = Path(into).absolute()
    _check_free(target)
    try:
        with placing(target) as draft:
            create(draft, about)
            with Store(draft) as study:
                study.fill(plan, verb=verb, who="kodeverk", why=f"from {file}")
    except FileExistsError:
        raise _there(target) from None
    return Project(target)


def _check_free(target: Path) -> None:
    if target.exists():
        raise _there(target)


def _there(target: Path) -> StoreError:
    return StoreError(f"There is a file {target.name} already. Nothing was written; name another.")
