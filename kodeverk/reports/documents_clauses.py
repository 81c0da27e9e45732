"""The chapter on agreements: what each has made of each point of the template, and the sentences that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kodeverk.analysis.documents.classes import CLASSES, SAME, SIGNS, class_label, found_label, rule
from kodeverk.analysis.documents.matching import CHANGED, UNCHANGED, Pair
from kodeverk.messages import _, _n
from kodeverk.model import Snapshot, Source
from kodeverk.reports.paper import Cell, Line, Run
from kodeverk.reports.writer import Writer
from kodeverk.views.edits import word_edits
from kodeverk.views.naming import state_label

if TYPE_CHECKING:
    from kodeverk.analysis.documents.comparison import Cell as Clause
    from kodeverk.analysis.documents.comparison import DocumentComparison
    from kodeverk.analysis.documents.differences import Differences

SENTENCES_EACH = 4
"""Sentences of a point printed for each agreement, at most; the comparison has the rest."""


def write_clauses(writer: Writer, snapshot: Snapshot) -> None:
    """Add the agreements of a study against the one that belongs to no office."""
    from kodeverk.analysis.documents.comparing import compare_documents

    (template,) = (one for one in snapshot.all(Source) if one.kind == "agreement" and one.office_id is None)
    found = compare_documents(snapshot, template.name)
    writer.paragraph(f"{repr(found)[1:-1]}.")
    writer.paragraph(_sentence(found.adaptation().said()))
    if identical := found.identical:
        said = _("The same as the template in all documents: {points}.")
        writer.paragraph(said.format(points=", ".join(identical)))
    _matrix(writer, found)
    _attributes(writer, snapshot)
    _differing(writer, found)


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."


def _matrix(writer: Writer, found: DocumentComparison) -> None:
    writer.heading(_("Point by point"), 2)
    documents = found.documents
    whole = [cell for cell in found.cells if not cell.part_of]
    rows: list[list[Cell]] = []
    for point in found.points:
        cells = [cell for cell in found.cells if cell.point == point.point]
        counts = [[cell.judged for cell in cells].count(one) for one in CLASSES]
        summed = "  ".join(f"{SIGNS[one]} {n}" for one, n in zip(CLASSES, counts, strict=True) if n)
        rows.append([point.point, point.heading, *map(_sign, cells), summed])
    for one in CLASSES:
        of_each = [sum(c.judged == one for c in whole if c.document == document.name) for document in documents]
        label = Run(f"{SIGNS[one]} {class_label(one)}", italic=True)
        rows.append(["", label, *map(str, of_each), f"{sum(of_each)} / {len(whole)}"])
    head = [_("no."), _("point"), *(document.office or document.name for document in documents), _("in all")]
    writer.table([7, 34, *[13] * len(documents), 16], head, rows)
    key = "; ".join(f"{SIGNS[one]} {class_label(one)}" for one in CLASSES)
    writer.small(f"{key}. ", _legend())
    writer.small(rule(found.thresholds))
    if found.local_points:
        writer.lead(_("Points that are not in the template:"))
        writer.points(
            [Run(f"{one.office or one.document}: ", bold=True), f"{one.number} {one.heading}".strip()]
            for one in found.local_points
        )


def _legend() -> str:
    return _(
        "(7): number in the agreement, where it is another. ↕: sentences in another order. Parts of a point (3a) are "
        "not counted by themselves."
    )


def _sign(cell: Clause) -> str:
    moved = cell.number_found and cell.number_found != cell.point
    shown = [SIGNS[cell.judged], f"({cell.number_found})" if moved else "", "↕" if cell.reordered else ""]
    return " ".join(filter(None, shown))


def _attributes(writer: Writer, snapshot: Snapshot) -> None:
    """Add what is read out of the agreements, an office at a time, with the passage that says it."""
    from kodeverk.analysis.documents.attributes import agreement_attributes

    writer.heading(_("What the agreements say of the office"), 2)
    rows: list[list[Cell]] = []
    last = ""
    for one in agreement_attributes(snapshot).read:
        if one.office != last:
            last = one.office
            rows.append([Run(one.office, bold=True)])
        where = _("point {point}: {passage}").format(point=one.point, passage=one.passage) if one.point else "–"
        rows.append([one.value.attribute.removeprefix("agreement_"), state_label(str(one.value)), where])
    writer.table([18, 30, 52], [_("attribute"), _("value"), _("passage")], rows)


def _differing(writer: Writer, found: DocumentComparison) -> None:
    """Add the sentences that differ, point by point, the template's beside the agreement's."""
    writer.heading(_("What differs"), 2)
    writer.small(
        _("In bold the words of the one that the other does not have. Of a point at most {count} sentences are printed "
          "for each agreement; those unchanged are not.").format(count=SENTENCES_EACH)
    )  # fmt: skip
    parents = {cell.part_of for cell in found.cells}
    for point in found.points:
        cells = [cell for cell in found.cells if cell.point == point.point and cell.judged != SAME]
        if not cells or point.point in parents:
            continue
        writer.heading(f"{point.point} {point.heading}", 3)
        differences = found.differences(point.point)
        rows = [row for cell in cells for row in _cell(differences, cell)]
        writer.table([14, 43, 43], [_("what"), _("template"), _("agreement")], rows)


def _cell(found: Differences, cell: Clause) -> Iterator[list[Cell]]:
    yield [Run(f"{cell.office or cell.document}: {class_label(cell.judged)}", bold=True)]
    different = [pair for pair in cell.pairs if pair.found != UNCHANGED or pair.fillings]
    for pair in different[:SENTENCES_EACH]:
        yield [found_label(pair.found if not pair.fillings else "filled in"), *_sides(found, cell, pair)]
    if more := len(different[SENTENCES_EACH:]):
        yield [_n("{count} more sentence", "{count} more sentences", more).format(count=more), "", ""]


def _sides(found: Differences, cell: Clause, pair: Pair) -> list[Cell]:
    """Return a sentence as the template and as the agreement has it, in bold what the other does not have."""
    before, after = found.texts(cell, pair)
    if not (before and after and (pair.found == CHANGED or pair.fillings)):
        return [before or "–", after or "–"]
    edits = word_edits(before, after)
    return [_line([(edit[side], edit[0] != edit[1]) for edit in edits]) for side in (0, 1)]


def _line(stretches: Sequence[tuple[str, bool]]) -> Line:
    return Line(tuple(Run(f"{text} ", bold=other) for text, other in stretches if text))
