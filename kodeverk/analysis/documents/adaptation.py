"""How far agreements are adapted: what share of what can be compared is the same as the template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.documents.classes import ADDITION, SAME
from kodeverk.analysis.documents.wording import CONTENT
from kodeverk.errors import KodeverkError
from kodeverk.messages import _, percent

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.documents.comparison import Cell, DocumentComparison

LOW, SOME, HIGH = "low", "some", "high"
"""Degrees of local adaptation."""


class Adaptation(NamedTuple):
    """How far agreements are adapted.

    Attributes
    ----------
    points : tuple of str
        Those that are compared.
    counts : tuple of (str, str, int, int)
        For each document its name, its office, how many of these points are the same as the template, and how many are
        the same with addition.
    low : float
        Share (0-1) that are the same from which adaptation is low.
    """

    points: tuple[str, ...]
    counts: tuple[tuple[str, str, int, int], ...]
    low: float

    @property
    def cells(self) -> int:
        """How many cells are compared: points times documents."""
        return len(self.points) * len(self.counts)

    @property
    def same(self) -> int:
        """How many cells are the same as the template."""
        return sum(count[2] for count in self.counts)

    @property
    def degree(self) -> str:
        """``low``, ``some`` or ``high``, of all documents together; empty where nothing can be compared."""
        return degree(self.same, self.cells, self.low)

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each document.

        Columns: document, office, same, with_addition, points (counts), share (0-1, those that are the same), degree.
        """
        import pandas as pd

        n = len(self.points)
        rows = [(*one, n, one[2] / n if n else None, degree(one[2], n, self.low)) for one in self.counts]
        return pd.DataFrame(rows, columns=["document", "office", "same", "with_addition", "points", "share", "degree"])

    def __repr__(self) -> str:
        return f"<{self.said()}>"

    def said(self) -> str:
        """Return the result in words, with its counts and threshold."""
        if not self.cells:
            return _("nothing can be compared: the template leaves something open in every point")
        text = _(
            "{degree}: {same} of {cells} comparable cells are the same as the template ({share}), and {more} the same "
            "with addition; low from {low}, high to {high}; points {points}"
        )
        return text.format(
            degree=degree_label(self.degree), same=self.same, cells=self.cells, share=percent(self.same / self.cells),
            more=sum(count[3] for count in self.counts), low=percent(self.low), high=percent(1 - self.low),
            points=", ".join(self.points),
        )  # fmt: skip


def degree(same: int, n: int, low: float) -> str:
    """Return the degree of adaptation where so many of `n` are the same; empty of none.

    >>> degree(2, 3, 2 / 3), degree(1, 2, 2 / 3), degree(1, 3, 2 / 3), degree(0, 0, 2 / 3)
    ('low', 'some', 'high', '')
    """
    if not n:
        return ""
    if same / n >= low:
        return LOW
    return HIGH if same / n <= 1 - low + 1e-9 else SOME


def degree_label(degree: str) -> str:
    """Return a degree of adaptation in the language in use."""
    labels = {
        LOW: _("low degree of local adaptation"),
        SOME: _("some local adaptation"),
        HIGH: _("high degree of local adaptation"),
    }
    return labels.get(degree, degree)


def adaptation(comparison: DocumentComparison, points: Sequence[str] | None, low: float) -> Adaptation:
    """Return how many comparable cells are the same as the template; see `DocumentComparison.adaptation`."""
    if not 0.5 <= low <= 1:
        raise KodeverkError(f"low={low} is the share that are the same from which adaptation is low: from 0.5 to 1.")
    if points is None:
        chosen = [cell.point for cell in comparison.points if not cell.part_of and not _left_open(cell)]
    else:
        chosen = [comparison.cell(point, comparison.documents[0].name).point for point in points]
    counts = []
    for document in comparison.documents:
        judged = [cell.judged for cell in comparison.cells if cell.document == document.name and cell.point in chosen]
        counts.append((document.name, document.office, judged.count(SAME), judged.count(ADDITION)))
    return Adaptation(tuple(chosen), tuple(counts), low)


def _left_open(cell: Cell) -> bool:
    """Return whether the template leaves more than names open in a point."""
    sentences = [pair.template for pair in cell.pairs if pair.template is not None]
    return any(word.key == CONTENT for sentence in sentences for word in sentence.words)
