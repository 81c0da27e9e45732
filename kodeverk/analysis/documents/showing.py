"""How a comparison with a template is shown: a table of classes, and what is behind each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.analysis.documents.classes import CLASSES, COLOURS, SAME, SIGNS, class_label, found_label, rule
from kodeverk.analysis.documents.matching import CHANGED, UNCHANGED
from kodeverk.analysis.documents.reading_out import attribute_label
from kodeverk.messages import _, _n
from kodeverk.views import html
from kodeverk.views.edits import edits_html, word_edits
from kodeverk.views.naming import state_label

if TYPE_CHECKING:
    from kodeverk.analysis.documents.attributes import AgreementAttributes
    from kodeverk.analysis.documents.comparison import Cell, DocumentComparison
    from kodeverk.analysis.documents.differences import Differences

_BOX = "text-align:center;border:1px solid #fff;min-width:2.6em;padding:.2em .4em;background:{};color:{}"
_CHIP = "padding:0 .4em;border-radius:.3em;white-space:nowrap;background:{};color:{}"


def comparison_page(found: DocumentComparison) -> str:
    """Return a comparison as HTML: classes by point and document, counts, what is behind, and the rule."""
    names = [found.title(document.name) for document in found.documents]
    parts: list[object] = [html.tag("p", html.tag("b", repr(found)[1:-1])), _matrix(found, names), _legend()]
    parts.append(html.tag("p", found.adaptation().said()))
    if identical := found.identical:
        said = _("The same as the template in all documents: {points}.")
        parts.append(html.tag("p", said.format(points=", ".join(identical))))
    parts += _local(found)
    parts += [html.tag("p", note) for note in found.notes]
    for cell in found.cells:
        if cell.judged != SAME and not _whole_of_parts(found, cell):
            parts.append(_behind(found, cell))
    parts.append(html.tag("p", rule(found.thresholds), style=html.SMALL))
    return str(html.block(*parts))


def _matrix(found: DocumentComparison, names: Sequence[str]) -> Markup:
    rows = []
    for point in found.points:
        indent = "padding-left:1.4em" if point.part_of else ""
        cells = [_box(cell) for cell in found.cells if cell.point == point.point]
        head = html.tag("td", html.tag("b", point.point), " ", point.heading, style=f"{html.CELL};{indent}".strip(";"))
        rows.append(html.tag("tr", head, *cells))
    rows += _totals(found)
    head = html.tag("tr", *(html.tag("th", name, style=html.CELL) for name in (_("point"), *names)))
    table = html.tag("table", html.tag("thead", head), html.tag("tbody", *rows), style="border-collapse:collapse")
    return html.tag("div", table, style="overflow-x:auto")


def _box(cell: Cell) -> Markup:
    colour = COLOURS[cell.judged]
    title = class_label(cell.judged)
    moved = cell.number_found and cell.number_found != cell.point
    sign = f"{SIGNS[cell.judged]} ({cell.number_found})" if moved else SIGNS[cell.judged]
    if cell.reordered:
        sign, title = f"{sign} ↕", ", ".join((title, _("sentences in another order")))
    return html.tag("td", sign, style=_BOX.format(colour, html.text_on(colour)), title=title)


def _totals(found: DocumentComparison) -> Iterator[Markup]:
    """Yield a row for each class there is: how many points of each document."""
    counts = found.per_office
    for one in CLASSES:
        if counts[one].any():
            label = html.tag("td", html.tag("i", class_label(one)), style=html.CELL)
            boxes = [html.tag("td", str(n), style=html.CELL + ";text-align:center") for n in counts[one]]
            yield html.tag("tr", label, *boxes)


def _legend() -> Markup:
    shown = [
        html.tag(
            "span", f"{SIGNS[one]} {class_label(one)}", style=_CHIP.format(COLOURS[one], html.text_on(COLOURS[one]))
        )
        for one in CLASSES
    ]
    said = _(
        "(7): number in the agreement, where it is another. ↕: sentences in another order. Parts of a point (3a) are "
        "not counted by themselves."
    )
    return html.tag("p", *(part for chip in shown for part in (chip, " ")), said, style=html.SMALL)


def _local(found: DocumentComparison) -> list[Markup]:
    if not found.local_points:
        return []
    entries = [
        html.labelled(found.title(one.document), f"{one.number} {one.heading}".strip()) for one in found.local_points
    ]
    return [html.tag("p", _("Points that are not in the template:")), html.items(entries)]


def _whole_of_parts(found: DocumentComparison, cell: Cell) -> bool:
    """Return whether a point has parts, under which its differences are shown."""
    return any(one.part_of == cell.point for one in found.points)


def _behind(found: DocumentComparison, cell: Cell) -> Markup:
    title = f"{cell.point} {cell.heading}, {found.title(cell.document)}: {class_label(cell.judged)}"
    return html.details(title, _where(cell), _sides(found.differences(cell.point, cell.document), cell))


def _where(cell: Cell) -> Markup:
    if not cell.aligned_by:
        return html.tag("p", _("No point of the agreement answers to it."), style=html.SMALL)
    labels = {
        "heading": _("heading"),
        "number": _("number"),
        "wording": _("wording"),
        "together with another point": _("it stands under another point's heading"),
    }
    said = _("In the agreement: {point}. Found by: {evidence}.").format(
        point=f"{cell.number_found} {cell.heading_found}".strip(),
        evidence=", ".join(labels.get(one, one) for one in cell.aligned_by),
    )
    return html.tag("p", said, style=html.SMALL)


def differences_page(found: Differences) -> str:
    """Return a point of the template and of agreements side by side, as HTML."""
    parts: list[object] = []
    for cell in found.cells:
        head = f"{cell.point} {cell.heading}, {found.comparison.title(cell.document)}: {class_label(cell.judged)}"
        parts += [html.tag("p", html.tag("b", head)), _where(cell), _sides(found, cell)]
    return str(html.block(*parts))


def _sides(found: Differences, cell: Cell) -> Markup:
    """Return the sentences of a cell in a table; those unchanged and not filled in together in one line."""
    rows = []
    unchanged = 0
    for pair in cell.pairs:
        if pair.found == UNCHANGED and not pair.fillings:
            unchanged += 1
            continue
        before, after = found.texts(cell, pair)
        shown: object = edits_html(word_edits(before, after)) if before and after and pair.found == CHANGED else after
        rows.append([found_label(pair.found if not pair.fillings else "filled in"), before, shown])
    if unchanged:
        said = _n("{count} sentence", "{count} sentences", unchanged)
        rows.append([_("unchanged"), said.format(count=unchanged), ""])
    return html.table([_("what"), _("template"), _("agreement")], rows)


def attributes_page(found: AgreementAttributes) -> str:
    """Return what is read out of agreements as HTML: a table by office, each value with its passage."""
    rows = [
        [one.office, _attribute(one.value.attribute), state_label(str(one.value)), one.point, one.passage]
        for one in found.read
    ]
    head = [_("office"), _("attribute"), _("value"), _("point"), _("passage")]
    problems = html.items(found.problems) if found.problems else ""
    return str(html.block(html.tag("p", html.tag("b", repr(found)[1:-1])), problems, html.table(head, rows)))


def _attribute(name: str) -> Markup:
    """Return an attribute as it is read, and below it as it is asked for."""
    return html.together([attribute_label(name), html.tag("div", html.tag("code", name), style=html.SMALL)])
