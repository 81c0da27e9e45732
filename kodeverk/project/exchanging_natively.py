"""Projects in other programs' own files, made into studies."""

from __future__ import annotations

from pathlib import Path

from kodeverk.project.exchanging import Exchanged, made_of


def read_project(path: str | Path, into: str | Path, *, project: str = "") -> Exchanged:
    """Return the study made of a QualCoder, Taguette or RQDA project, with a report of what came in.

    Each coding stands where the words stored with it stand; one whose words stand nowhere near becomes a memo on its
    source and is told. Nothing is written to the project.

    Parameters
    ----------
    path : str or Path
        A QualCoder project (the folder ``.qda``, or that folder zipped), a Taguette project (``.sqlite3``) or an RQDA
        project (``.rqda``); which it is, is told by what it holds.
    into : str or Path
        The study file to make; it must not be there.
    project : str
        Name of the project, where a file of Taguette holds several.

    Returns
    -------
    Exchanged

    Raises
    ------
    ReadingError
        If it is no such project, is damaged, is open in its program, or is built as that program never builds it. For
        other programs the message says how their projects are brought in.
    StoreError
        If `into` is there already.

    References
    ----------
    The programs' own tables: ``src/qualcoder/__main__.py`` (https://github.com/ccbogel/QualCoder),
    ``taguette/database/models.py`` (https://gitlab.com/remram44/taguette), ``R/ProjectFun.R``
    (https://github.com/Ronggui/RQDA).
    """
    from kodeverk.reading.worker import read_limited
    from kodeverk.refi.foreign import plan_of
    from kodeverk.refi.recognising import DATABASE, read_native

    file, held = Path(path).name, Path(path)
    exchange = read_limited(read_native, held / DATABASE if held.is_dir() else held, project)
    taken = plan_of(exchange, file=file, positions="code points")
    study = made_of(taken.plan, into, verb="read_project", file=file)
    return Exchanged(study, taken.losses, taken.positions, taken.attributes_proposed)
