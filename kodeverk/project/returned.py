"""A framework matrix that comes back from Excel: from changed cells to condensations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kodeverk.coding import condense as condensing
from kodeverk.errors import FormatError, KodeverkError
from kodeverk.messages import _
from kodeverk.model import Case, Change, Plan, Snapshot

if TYPE_CHECKING:
    from kodeverk.reading.framework import Returned
    from kodeverk.views.framework import Cell


def returning(snapshot: Snapshot, cells: Iterable[Returned], *, coder: str, remove: bool = False) -> Plan:
    """Return the plan that makes condensations of the changed cells of a framework matrix.

    Parameters
    ----------
    snapshot : Snapshot
    cells : list of Returned
        As `read_framework` gives them.
    coder : str
    remove : bool
        Whether an emptied cell removes what was condensed in it.

    Raises
    ------
    FormatError, KodeverkError
        If a cell cannot be brought in; the message names it, and nothing is changed.
    """
    changes: list[Change] = []
    ids: list[str] = []
    told: dict[str, list[str]] = {"stale": [], "emptied": []}
    for cell in cells:
        if not cell.changed:
            continue
        plan, what = _one(snapshot, cell, coder=coder, remove=remove)
        changes += plan.changes
        ids += plan.ids
        if what:
            told[what].append(cell.place.rpartition(", ")[2])
    labels = {
        "stale": _("stale, since codings changed after it was written to Excel: {cells}"),
        "emptied": _("emptied, and left as it was: {cells}"),
    }
    note = "; ".join(labels[what].format(cells=", ".join(places)) for what, places in told.items() if places)
    return Plan(changes, tuple(ids), note)


def _one(snapshot: Snapshot, cell: Returned, *, coder: str, remove: bool) -> tuple[Plan, str]:
    """Return the plan for one changed cell, and whether it is stale or was emptied and left."""
    from kodeverk.reading.framework import alike
    from kodeverk.views.condensations import codings_under, theme_of
    from kodeverk.views.framework import cell_of

    case, theme = snapshot.table(Case).get(cell.exported.case_id), theme_of(snapshot, cell.exported.theme_id)
    if case is None or theme is None:
        raise FormatError(
            f"{cell.place}: {cell.exported.case if case is None else cell.exported.theme!r} is not in the study "
            "(any more). Remove the row or column from the workbook. Nothing was changed."
        )
    under = codings_under(snapshot, theme)
    standing = cell_of(snapshot, case, theme, under)
    if alike(cell.text, standing.text):
        return Plan([]), ""
    _check_standing(cell, standing)
    if not cell.text:
        gone = [summary.condensation_id for summary in standing.summaries]
        return (condensing.remove(snapshot, gone), "") if remove else (Plan([]), "emptied")
    codings = under.get(case.id, [])
    key = case.id, cell.exported.theme_id
    try:
        plan = condensing.condense(snapshot, key, cell.text, codings, coder=coder, seen=cell.exported.seen)
    except KodeverkError as error:
        raise type(error)(f"{cell.place}: {error}") from None
    return plan, "stale" if condensing.drift(cell.exported.seen, codings) else ""


def _check_standing(cell: Returned, standing: Cell) -> None:
    """Raise FormatError where the study has another text now than when the workbook was written, or several."""
    from kodeverk.reading.framework import alike

    was = cell.exported.shown if cell.exported.condensations else ""
    if not alike(standing.text, was):
        raise FormatError(
            f"{cell.place}: what is condensed of {standing.case} under {standing.theme!r} was changed in the study "
            "after the workbook was written, and here too. Put the old text back in the cell, or write the matrix "
            "anew and edit that. Nothing was changed."
        )
    if len(standing.summaries) > 1:
        raise FormatError(
            f"{cell.place} holds what several coders have condensed, and it cannot be told whose was changed. "
            "Use condense or remove_condensation for it. Nothing was changed."
        )
