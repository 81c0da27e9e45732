"""A point of a template and of agreements side by side, sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.documents.matching import Pair
from kodeverk.analysis.documents.wording import listed, shown
from kodeverk.messages import _

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.documents.comparison import Cell, DocumentComparison

_COLUMNS = ("document", "office", "point", "found", "template", "text", "filled_in", "similarity", "start", "end")


class Differences(NamedTuple):
    """A point of the template and of agreements, sentence by sentence.

    Attributes
    ----------
    comparison : DocumentComparison
    cells : tuple of Cell
    """

    comparison: DocumentComparison
    cells: tuple[Cell, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each sentence.

        Columns: document, office, point, found (``unchanged``, ``changed``, ``left out``, ``added``, ``filled in``,
        ``open``), template, text (empty where it is not there), filled_in, similarity (0-1), start, end (in code points
        of the agreement; missing where it is not there).
        """
        import pandas as pd

        rows = [self._row(cell, pair) for cell in self.cells for pair in cell.pairs]
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype({"start": "Int64", "end": "Int64"})

    def _row(self, cell: Cell, pair: Pair) -> tuple[object, ...]:
        text = self.comparison.document(cell.document).text
        before, after = self.texts(cell, pair)
        filled = " | ".join(shown(span.of(text)) for span in pair.fillings)
        place = pair.span or (None, None)
        return (cell.document, cell.office, cell.point, pair.found, before, after, filled, pair.likeness, *place)

    def texts(self, cell: Cell, pair: Pair) -> tuple[str, str]:
        """Return a sentence as the template and as the agreement has it."""
        one, span = pair.template, pair.span
        before = shown(self.comparison.template.text[one.start : one.end]) if one is not None else ""
        text = self.comparison.document(cell.document).text
        return before, listed(text, span, pair.fillings) if span is not None else ""

    def __repr__(self) -> str:
        first, documents = self.cells[0], ", ".join(cell.document for cell in self.cells)
        said = _("point {point} {heading}: {documents}")
        return f"<{said.format(point=first.point, heading=first.heading, documents=documents)}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.documents.showing import differences_page

        return differences_page(self)
