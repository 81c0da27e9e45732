"""Sampling plans from YAML: whom a study wants to talk to, and which kinds of sources are to speak to which theme."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kodeverk.model import Wording
from kodeverk.reading.codebooks import wording
from kodeverk.reading.schema import read_document
from kodeverk.reading.yaml_lines import Trouble, refused


class PlannedCell(NamedTuple):
    """A kind of case that is wanted, and how many.

    Attributes
    ----------
    values : dict of str to str
        What each attribute is to be, as it is written.
    wanted : int
        Number of cases.
    note : str
    """

    values: Mapping[str, str]
    wanted: int
    note: str = ""


class Criterion(NamedTuple):
    """What every case is to satisfy.

    Attributes
    ----------
    where : str
        A selection.
    note : str
    """

    where: str
    note: str = ""


class PlannedSources(NamedTuple):
    """The kinds of sources that are to speak to a theme.

    Attributes
    ----------
    theme : str
        A code, category or sub-question, or ``<guide>:<theme>``.
    kinds : tuple of str
        Kinds of sources.
    note : str
    """

    theme: str
    kinds: tuple[str, ...]
    note: str = ""


class SamplePlan(NamedTuple):
    """A plan for whom to talk to and what to read.

    Attributes
    ----------
    id, version, source : str
    title : Wording
    sampling : Wording
        What kind of sampling it is.
    cells : tuple of PlannedCell
        All name the same attributes.
    criteria : tuple of Criterion
    strategy : tuple of PlannedSources
        The information strategy: by theme, the kinds of sources.
    """

    id: str
    version: str
    title: Wording
    source: str = ""
    sampling: Wording = Wording()
    cells: tuple[PlannedCell, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    strategy: tuple[PlannedSources, ...] = ()

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes the cells name, in the plan's order."""
        return tuple(self.cells[0].values) if self.cells else ()


def read_plan(path: str | Path) -> SamplePlan:
    """Return the sampling plan of a YAML file.

    Raises
    ------
    ReadingError
        If the file is missing.
    FormatError
        If it breaks the format, if two cells name different attributes, or one cell or theme stands twice; one
        error for all.
    """
    document = read_document(path, "plan")
    top = document.value
    troubles: list[Trouble] = []
    cells = tuple(PlannedCell(one["values"], int(one["wanted"]), one.get("note", "")) for one in top.get("cells", []))
    seen: list[Mapping[str, str]] = []
    for place, cell in enumerate(cells):
        at = ("cells", place, "values")
        if set(cell.values) != set(cells[0].values):
            troubles.append(document.trouble(at, f"every cell must name the same: {', '.join(cells[0].values)}"))
        if cell.values in seen:
            troubles.append(document.trouble(at, "the cell stands twice"))
        seen.append(cell.values)
    strategy = tuple(
        PlannedSources(one["theme"], tuple(dict.fromkeys(one["kinds"])), one.get("note", ""))
        for one in top.get("strategy", [])
    )
    themes = [one.theme for one in strategy]
    troubles += [
        document.trouble(("strategy", place, "theme"), f"the theme {theme!r} stands twice")
        for place, theme in enumerate(themes)
        if theme in themes[:place]
    ]
    if troubles:
        raise refused(document.file, "plan", troubles)
    return SamplePlan(
        id=top["id"],
        version=top["version"],
        title=wording(top["title"]),
        source=top.get("source", ""),
        sampling=wording(top.get("sampling")),
        cells=cells,
        criteria=tuple(Criterion(one["where"], one.get("note", "")) for one in top.get("criteria", [])),
        strategy=strategy,
    )
