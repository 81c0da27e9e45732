"""The chapter on agreements: what each has made of each point of the template, and the sentences that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from kodeverk.analysis.documents.classes import CLASSES, SAME, SIGNS, class_label, found_label, rule
from kodeverk.analysis.documents.matching import ADDED, CHANGED, LEFT_OUT, OPEN, Pair
from kodeverk.analysis.documents.reading_out import (
    EMPLOYER,
    LEADER_MODEL,
    PERIOD,
    REVISION,
    SERVICES,
    attribute_label,
)
from kodeverk.analysis.documents.wording import shown
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

SENTENCES_EACH = 6
"""Rows of sentences printed of a point for each agreement, at most; the comparison has the rest."""


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
    head = [_("no."), _("point"), *(found.title(document.name) for document in documents), _("in all")]
    writer.table([7, 34, *[13] * len(documents), 16], head, rows)
    key = "; ".join(f"{SIGNS[one]} {class_label(one)}" for one in CLASSES)
    writer.small(f"{key}. ", _legend())
    writer.small(rule(found.thresholds))
    if found.local_points:
        writer.lead(_("Points that are not in the template:"))
        writer.points(
            [Run(f"{found.title(one.document)}: ", bold=True), f"{one.number} {one.heading}".strip()]
            for one in found.local_points
        )
    for note in found.notes:
        writer.paragraph(note)


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
    for office, read in groupby(agreement_attributes(snapshot).read, key=lambda one: one.office):
        found = {one.value.attribute: one for one in read if one.document}
        if found:
            rows.append([Run(office, bold=True)])
        for attribute, one in found.items():
            if attribute in (LEADER_MODEL, EMPLOYER, PERIOD, REVISION, SERVICES):
                where = _("point {point}: {passage}").format(point=one.point, passage=one.passage) if one.point else "–"
                rows.append([attribute_label(attribute), state_label(str(one.value)), where])
    writer.table([22, 28, 50], [_("what"), _("value"), _("passage")], rows)


def _differing(writer: Writer, found: DocumentComparison) -> None:
    """Add the sentences that differ, point by point, the template's beside the agreement's."""
    writer.heading(_("What differs"), 2)
    writer.small(
        _("In bold what is filled in, and the words of a changed sentence that the other does not have. Sentences left "
          "out and sentences added stand side by side; the one need not have taken the other's place. Those unchanged "
          "are not printed, and of a point at most {count} rows for each agreement.").format(count=SENTENCES_EACH)
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
    """Yield the class of a point in an agreement, then what is changed or filled in, left out, added."""
    yield [Run(f"{found.comparison.title(cell.document)}: {class_label(cell.judged)}", bold=True)]
    rows: list[list[Cell]] = [
        [found_label("filled in" if pair.fillings else CHANGED), *_sides(found, cell, pair)]
        for pair in cell.pairs
        if pair.fillings or pair.found == CHANGED
    ]
    gone = [pair for pair in cell.pairs if pair.found in (LEFT_OUT, OPEN)]
    new = [pair for pair in cell.pairs if pair.found == ADDED]
    for old, other in zip_longest(gone, new):
        both = [pair for pair in (old, other) if pair is not None]
        before, after = ("".join(found.texts(cell, pair)) if pair is not None else "–" for pair in (old, other))
        rows.append([[found_label(pair.found) for pair in both], before, after])
    yield from rows[:SENTENCES_EACH]
    if more := len(rows[SENTENCES_EACH:]):
        yield [_n("{count} more row", "{count} more rows", more).format(count=more), "", ""]


def _sides(found: Differences, cell: Clause, pair: Pair) -> list[Cell]:
    """Return a sentence as the template and the agreement have it: in bold what is filled in, or worded otherwise."""
    before, after = found.texts(cell, pair)
    if pair.fillings:
        text = found.comparison.document(cell.document).text
        return [before, _filled(after, [shown(span.of(text)) for span in pair.fillings])]
    edits = word_edits(before, after)
    return [
        Line(tuple(Run(f"{edit[side]} ", bold=edit[0] != edit[1]) for edit in edits if edit[side])) for side in (0, 1)
    ]


def _filled(sentence: str, fillings: Sequence[str]) -> Line:
    """Return a sentence with what is filled in in bold.

    >>> [run.text for run in _filled("Fra 1.10 til 1.3.", ["1.10", "1.3"]).texts if run.bold]
    ['1.10', '1.3']
    """
    runs: list[Run] = []
    for filling in fillings:
        before, found, sentence = sentence.partition(filling)
        runs += [Run(before), Run(found, bold=True)]
    return Line((*runs, Run(sentence)))
