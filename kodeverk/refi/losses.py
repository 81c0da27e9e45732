"""The loss report: element by element what an exchange found, kept as it is, kept otherwise, and left out."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NamedTuple

from kodeverk.messages import _


class Loss(NamedTuple):
    """What became of one kind of element in an exchange.

    Attributes
    ----------
    element : str
        The element by its REFI-QDA name, such as ``PlainTextSelection``, or the kind of record.
    found, kept, left_out : int
        How many there are, came across, and did not; ``found == kept + left_out``.
    note : str
        Where it went, or why it did not; never interview text.
    """

    element: str
    found: int
    kept: int
    left_out: int
    note: str = ""


class LossReport(NamedTuple):
    """What an exchange kept and left out; it shows itself in a notebook.

    Attributes
    ----------
    rows : tuple of Loss
    warnings : tuple of str
        What a person should look at; never interview text.
    """

    rows: tuple[Loss, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[Loss, ...]:
        """The elements of which something was left out."""
        return tuple(row for row in self.rows if row.left_out)

    def __str__(self) -> str:
        told = _("found {found}, kept {kept}, left out {left_out}")
        lines = [
            f"{'!' if row.left_out else ' '} {row.element}: {told.format(**row._asdict())}"
            + (f" ({row.note})" if row.note else "")
            for row in self.rows
        ]
        return "\n".join(lines + [f"! {warning}" for warning in self.warnings])

    def _repr_html_(self) -> str:
        names = (_("element"), _("found"), _("kept"), _("left out"), _("note"))
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        body = "".join(f"<tr>{''.join(_cell(cell, bold=row.left_out > 0) for cell in row)}</tr>" for row in self.rows)
        notes = "".join(f"<li>{html.escape(warning)}</li>" for warning in self.warnings)
        return (
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{f'<ul>{notes}</ul>' if notes else ''}"
        )


def _cell(value: object, *, bold: bool) -> str:
    """Return a cell of the table; what was left out stands out."""
    written = html.escape(str(value))
    return f"<td><b>{written}</b></td>" if bold else f"<td>{written}</td>"


def summed(rows: Iterable[Loss]) -> tuple[Loss, ...]:
    """Return one row for each element and note, in the order they first came.

    >>> summed([Loss("Note", 1, 1, 0), Loss("Graph", 1, 0, 1), Loss("Note", 2, 1, 1)])[0]
    Loss(element='Note', found=3, kept=2, left_out=1, note='')
    """
    found: dict[tuple[str, str], Loss] = {}
    for row in rows:
        before = found.get((row.element, row.note), Loss(row.element, 0, 0, 0, row.note))
        found[row.element, row.note] = before._replace(
            found=before.found + row.found, kept=before.kept + row.kept, left_out=before.left_out + row.left_out
        )
    return tuple(found.values())
