"""What a comparison with a template returns: cells of points and documents, local points, counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.documents.adaptation import Adaptation, adaptation
from kodeverk.analysis.documents.classes import CLASSES, SAME
from kodeverk.analysis.documents.differences import Differences
from kodeverk.analysis.documents.limits import Thresholds
from kodeverk.analysis.documents.matching import ADDED, CHANGED, LEFT_OUT, UNCHANGED, Pair
from kodeverk.analysis.documents.wording import shown
from kodeverk.messages import _, _n
from kodeverk.model import Span
from kodeverk.model.names import match_one

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = (
    "document", "office", "point", "part_of", "heading", "number_found", "heading_found", "aligned_by", "class",
    "sentences", "unchanged", "changed", "cut", "added", "filled_in", "reordered", "similarity",
)  # fmt: skip
_LOCAL = ("document", "office", "number", "heading", "text", "start", "end")


class Document(NamedTuple):
    """A document that is compared.

    Attributes
    ----------
    name, office, source_id, file, text : str
        `office` is empty where it belongs to none.
    numbered : bool
        Whether a number of a point stands in its text.
    doubled : tuple of str
        Numbers that several of its points have.
    """

    name: str
    office: str
    source_id: str
    file: str
    text: str
    numbered: bool = True
    doubled: tuple[str, ...] = ()


class LocalPoint(NamedTuple):
    """A point of an agreement that answers to none of the template.

    Attributes
    ----------
    document, office : str
    number, heading, text : str
        As it has them; empty where it has none.
    span : Span
        Of its text, in code points.
    """

    document: str
    office: str
    number: str
    heading: str
    text: str
    span: Span


class Cell(NamedTuple):
    """What one agreement has made of one point of the template.

    Attributes
    ----------
    document, office : str
    point, part_of, heading : str
        Number in the template, the point it is a part of (empty where it is none), and heading.
    number_found, heading_found : str
        In the agreement; empty where the point is not there, or has none.
    aligned_by : tuple of str
        What says that it is this point: ``heading``, ``number``, ``wording``, ``together with another point``.
    judged : str
        One of `CLASSES`.
    pairs : tuple of Pair
        What became of each sentence of the template, then what is added.
    reordered : bool
        Whether sentences stand in another order.
    similarity : float
        Words of the whole point in common, 0-1; see `likeness`.
    """

    document: str
    office: str
    point: str
    part_of: str
    heading: str
    number_found: str
    heading_found: str
    aligned_by: tuple[str, ...]
    judged: str
    pairs: tuple[Pair, ...]
    reordered: bool
    similarity: float

    def count(self, found: str) -> int:
        """Return how many sentences something became of: one of `FOUND`."""
        return sum(pair.found == found for pair in self.pairs)


class DocumentComparison(NamedTuple):
    """Agreements compared with their template, point by point.

    Attributes
    ----------
    template : Document
    documents : tuple of Document
        In order of name.
    cells : tuple of Cell
        By document, and by point in the template's order; parts after the point they are parts of.
    local_points : tuple of LocalPoint
    thresholds : Thresholds
    """

    template: Document
    documents: tuple[Document, ...]
    cells: tuple[Cell, ...]
    local_points: tuple[LocalPoint, ...]
    thresholds: Thresholds

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each document and point, parts included.

        Columns: document, office, point, part_of, heading, number_found, heading_found, aligned_by (parted by ``; ``),
        class, sentences (of the template, without places to fill in), unchanged, changed, cut, added (sentences),
        filled_in (what, parted by `` | ``), reordered (bool), similarity (0-1).
        """
        import pandas as pd

        return pd.DataFrame([self._row(cell) for cell in self.cells], columns=list(_COLUMNS))

    def _row(self, cell: Cell) -> tuple[object, ...]:
        text = self.document(cell.document).text
        sentences = sum(pair.template is not None and pair.template.spoken for pair in cell.pairs)
        filled = " | ".join(shown(span.of(text)) for pair in cell.pairs for span in pair.fillings)
        counts = [cell.count(found) for found in (UNCHANGED, CHANGED, LEFT_OUT, ADDED)]
        return (
            *cell[:7], "; ".join(cell.aligned_by), cell.judged, sentences, *counts, filled, cell.reordered,
            cell.similarity,
        )  # fmt: skip

    @property
    def local(self) -> pd.DataFrame:
        """One row for each point without one in the template.

        Columns: document, office, number, heading, text, start, end (of the text, in code points).
        """
        import pandas as pd

        return pd.DataFrame([(*one[:5], *one.span) for one in self.local_points], columns=list(_LOCAL))

    @property
    def per_office(self) -> pd.DataFrame:
        """One row for each document: how many points are of each class, parts not counted by themselves.

        Columns: document, office, one for each class, points (how many there are in all).
        """
        import pandas as pd

        rows = []
        for document in self.documents:
            mine = [cell.judged for cell in self.cells if cell.document == document.name and not cell.part_of]
            rows.append((document.name, document.office, *(mine.count(one) for one in CLASSES), len(mine)))
        return pd.DataFrame(rows, columns=["document", "office", *CLASSES, "points"])

    @property
    def per_point(self) -> pd.DataFrame:
        """One row for each point and part: in how many documents it is of each class.

        Columns: point, part_of, heading, one for each class, documents, identical (bool: the same in all of them).
        """
        import pandas as pd

        rows = []
        for point in self.points:
            mine = [cell.judged for cell in self.cells if cell.point == point.point]
            counts = [mine.count(one) for one in CLASSES]
            rows.append((point.point, point.part_of, point.heading, *counts, len(mine), set(mine) == {SAME}))
        return pd.DataFrame(rows, columns=["point", "part_of", "heading", *CLASSES, "documents", "identical"])

    @property
    def points(self) -> list[Cell]:
        """The cells of the first document: the points of the template in order."""
        return [cell for cell in self.cells if cell.document == self.documents[0].name]

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each document whose text has no numbers, or the same number several times."""
        without = _("{document}: no number stands in the text; points are compared by heading and wording.")
        several = _("{document}: several points are numbered {numbers}; they are told apart by heading and wording.")
        plain = [without.format(document=one.name) for one in self.documents if not one.numbered]
        twice = [one for one in self.documents if one.doubled]
        return (*plain, *(several.format(document=one.name, numbers=", ".join(one.doubled)) for one in twice))

    @property
    def identical(self) -> tuple[str, ...]:
        """Points and parts that are the same as the template in all documents."""
        frame = self.per_point
        return tuple(frame.loc[frame["identical"], "point"])

    def title(self, name: str) -> str:
        """Return what a document is called in tables: its office, or its name where it has none or is not the only one.

        Raises
        ------
        UnknownName
            If no document goes by the name.
        """
        mine = self.document(name)
        alone = sum(one.office == mine.office for one in self.documents) == 1
        return mine.office if mine.office and alone else mine.name

    def document(self, name: str) -> Document:
        """Return the document, or the template, that goes by a name, its office's name or its file's.

        Raises
        ------
        UnknownName, AmbiguousName
            If none does, or several.
        """
        known = {one.source_id: one for one in (*self.documents, self.template)}
        return match_one("document", name, known, lambda one: tuple(filter(None, (one.name, one.office, one.file))))

    def cell(self, point: str, document: str) -> Cell:
        """Return what one document, by its name or its office's, has made of one point.

        Raises
        ------
        UnknownName
            If there is no such point or document.
        """
        name = self.document(document).name
        known = {cell.point: cell for cell in self.cells if cell.document == name}
        return match_one("point", str(point), known, lambda cell: (cell.point, cell.heading))

    def differences(self, point: str, document: str | None = None) -> Differences:
        """Return the sentences of a point side by side, the template's and the agreement's.

        Parameters
        ----------
        point : str
            Its number or heading in the template.
        document : str, optional
            Name of a document or its office; without it all.

        Raises
        ------
        UnknownName
            If there is no such point or document.
        """
        wanted = [self.document(document)] if document is not None else self.documents
        return Differences(self, tuple(self.cell(point, one.name) for one in wanted))

    def adaptation(self, points: Sequence[str] | None = None, *, low: float = 2 / 3) -> Adaptation:
        """Return how far the agreements are adapted: how many comparable cells are the same as the template.

        Parameters
        ----------
        points : sequence of str, optional
            Points that can be compared; without it those in which the template leaves nothing but names open.
        low : float
            Share of cells (0.5-1) that are the same from which adaptation is called *low*; where no more than
            ``1 - low`` are, it is *high*; else *some*.

        Raises
        ------
        UnknownName
            If there is no such point.
        KodeverkError
            If `low` is not from 0.5 to 1.
        """
        return adaptation(self, points, low)

    def __repr__(self) -> str:
        points = sum(not cell.part_of for cell in self.points)
        same = sum(cell.judged == SAME for cell in self.cells if not cell.part_of)
        documents = _n("{count} document", "{count} documents", len(self.documents)).format(count=len(self.documents))
        text = _("{documents} against {template}: {same} of {cells} cells the same")
        said = text.format(
            documents=documents, template=self.template.name, same=same, cells=points * len(self.documents)
        )
        return f"<{said}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.documents.showing import comparison_page

        return comparison_page(self)
