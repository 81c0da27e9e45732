"""What the receipt of a working group's workbook says: new offices, what was otherwise, what stays from before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from kodeverk.messages import _, _n
from kodeverk.model import Case, Change, Plan

SHOWN = 5
"""Most cells one note names."""


def file_of(read_from: str) -> str:
    """Return the file of a place.

    >>> file_of("rom.xlsx, sheet status, C2")
    'rom.xlsx'
    """
    return read_from.partition(", ")[0]


def made_offices(plan: Plan) -> list[str]:
    """Return the note on offices the study did not have."""
    new = [c.after.name for c in plan.changes if c.before is None and isinstance(c.after, Case)]
    return [_("new offices: {names}").format(names=", ".join(new))] if new else []


def otherwise(file: str, changes: Sequence[Change]) -> list[str]:
    """Return the note on what another workbook said otherwise and this one replaces, with the cells of both."""
    pairs = [(change.before, change.after) for change in changes if change.before and change.after]
    places = [
        f"{before.read_from} → {after.read_from}"  # type: ignore[union-attr]
        for before, after in pairs
        if file_of(before.read_from) != file and before[:-1] != after[:-1]  # type: ignore[union-attr]
    ]
    note = _n(
        "{count} was otherwise in another file: {cells}", "{count} were otherwise in another file: {cells}", len(places)
    )
    return [note.format(count=len(places), cells=_listed(places))] if places else []


def kept(file: str, absent: Sequence[tuple[str, str]], others: Collection[str]) -> list[str]:
    """Return the notes on what the study has, and this workbook does not say.

    Parameters
    ----------
    file : str
    absent : sequence of (str, str)
        Sheet and place of each record of a sheet that the workbook has not, or has empty.
    others : collection of str
        Places of the records of its sheets that only another file has.
    """
    told = []
    if mine := Counter(sheet for sheet, place in absent if file_of(place) == file):
        told.append(
            _("not in the file, and kept as they were: {sheets}").format(
                sheets=", ".join(f"{sheet} ({count})" for sheet, count in mine.items())
            )
        )
    if counts := Counter(map(file_of, others)):
        told.append(
            _("only in another file, and kept: {files}").format(
                files=", ".join(f"{other} ({count})" for other, count in sorted(counts.items()))
            )
        )
    return told


def _listed(places: Sequence[str]) -> str:
    return "; ".join([*places[:SHOWN], *(["..."] if len(places) > SHOWN else [])])
