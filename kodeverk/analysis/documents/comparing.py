"""Comparing agreements with their template, point by point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kodeverk.analysis.documents.aligning import TOGETHER, Alignment, align
from kodeverk.analysis.documents.classes import judged
from kodeverk.analysis.documents.comparison import Cell, Document, DocumentComparison, LocalPoint
from kodeverk.analysis.documents.limits import Thresholds
from kodeverk.analysis.documents.matching import ADDED, Pair, Renumbered, Text, likeness, match
from kodeverk.analysis.documents.split import Point, doubled, has_numbers, parts, split
from kodeverk.analysis.documents.wording import Word, shown, words
from kodeverk.errors import KodeverkError
from kodeverk.model import Case, Snapshot, Source, Span
from kodeverk.views.naming import names


def compare_documents(
    snapshot: Snapshot,
    template: str,
    documents: Sequence[str] | None = None,
    *,
    sentence: float = Thresholds().sentence,
    kept: float = Thresholds().kept,
) -> DocumentComparison:
    """Return what each agreement has made of each point of its template.

    Points are found by number and heading (`split`), aligned by heading, number and wording together (`align`), their
    sentences matched (`match`) and judged (`judged`). Sub-points (``3a``) are judged each by itself, and the point they
    are parts of by the same rule over all their sentences.

    Parameters
    ----------
    snapshot : Snapshot
    template : str
        Name of the source that is the template.
    documents : sequence of str, optional
        Names of agreements, or one name; without it all sources of kind ``agreement`` that belong to an office.
    sentence, kept : float
        Thresholds (0-1): likeness from which a sentence is recognised, and share of sentences recognised from which
        a point is *reworded* and not its *own*. See `Thresholds`.

    Returns
    -------
    DocumentComparison

    Raises
    ------
    UnknownName
        If the study has no such source.
    KodeverkError
        If there is no agreement of an office, or a document has neither numbered points nor a heading of the template;
        if the template is compared with itself, or numbers several points alike; if one of them is an interview; if a
        threshold is no share.
    """
    thresholds = Thresholds(sentence=sentence, kept=kept)
    for name, share in (("sentence", sentence), ("kept", kept)):
        if not 0 <= share <= 1:
            raise KodeverkError(f"{name}={share} is no share from 0 to 1. Nothing was compared.")
    pattern = document_of(snapshot, snapshot.source(template))
    wanted = points_of(snapshot, pattern)
    if several := doubled(wanted):
        raise KodeverkError(
            f"{pattern.file} numbers several points {', '.join(several)}. Nothing was compared. "
            "Give each point of the template a number of its own and add it again."
        )
    chosen = _chosen(snapshot, pattern, documents)
    found = [_compared(snapshot, (pattern, wanted), document, thresholds) for document in chosen]
    return DocumentComparison(
        pattern,
        tuple(document for document, _cells, _local in found),
        tuple(cell for _document, cells, _local in found for cell in cells),
        tuple(point for _document, _cells, local in found for point in local),
        thresholds,
    )


def _chosen(snapshot: Snapshot, template: Document, wanted: Sequence[str] | None) -> list[Document]:
    sources = snapshot.table(Source)
    if wanted is None:
        there = [sources[key] for key in names(snapshot).source]
        chosen = [one for one in there if one.kind == "agreement" and one.office_id and one.id != template.source_id]
        if not chosen:
            raise KodeverkError(
                "No agreement of the study belongs to an office. Bring in the offices with add_cases, then the "
                'agreements with add_documents(..., kind="agreement"), or name the documents to compare.'
            )
    else:
        named = [wanted] if isinstance(wanted, str) else wanted
        chosen = [snapshot.source(name) for name in dict.fromkeys(named)]
        if not chosen:
            raise KodeverkError(
                "No document is named. Name the agreements to compare, or leave documents= out for all."
            )
        if template.source_id in {one.id for one in chosen}:
            raise KodeverkError(f"{template.file} is the template itself. Nothing was compared. Leave it out.")
    return [document_of(snapshot, one) for one in chosen]


def document_of(snapshot: Snapshot, source: Source) -> Document:
    """Return a source as a document that is compared.

    Raises
    ------
    KodeverkError
        If it is an interview.
    """
    if source.kind == "interview":
        raise KodeverkError(f"{source.file} is an interview and no agreement. Nothing was compared.")
    office = snapshot.table(Case)[source.office_id].name if source.office_id else ""
    return Document(source.name, office, source.id, source.file, snapshot.text(source.id))


def points_of(snapshot: Snapshot, document: Document, template: Sequence[Point] = ()) -> list[Point]:
    """Return the points of a document.

    Raises
    ------
    KodeverkError
        If it has no numbered points, and no headings of the template.
    """
    segments = snapshot.version(document.source_id).segments
    headings = [point.heading for point in template if point.heading]
    points = split(document.text, segments, headings)
    if points:
        return points
    known = f", nor one of the {len(headings)} headings of the template" if template else ""
    raise KodeverkError(
        f"{document.file} has neither numbered points ('1 Parter', '§ 1') nor headings{known}. Nothing was compared. "
        "Number its points in the text (numbers a word processor makes are not text) and add it again."
    )


def _compared(
    snapshot: Snapshot, template: tuple[Document, Sequence[Point]], document: Document, thresholds: Thresholds
) -> tuple[Document, list[Cell], list[LocalPoint]]:
    pattern, wanted = template
    points = points_of(snapshot, document, wanted)
    aligned = align((pattern.text, wanted), (document.text, points), thresholds)
    if all(one.document is None for one in aligned):
        raise KodeverkError(
            f"No point of {document.file} ({len(points)}) answers to one of {pattern.file} ({len(wanted)}): "
            "not by heading, number or wording. Nothing was compared. Check that it is made after this template."
        )
    taken = {one.document.start for one in aligned if one.document is not None}
    local = [point for point in points if point.start not in taken]
    pairs = _pairs(aligned, document, thresholds)
    answer = {one.template.start: _standing(one, pairs[one.template.start]) for one in aligned}
    cells = []
    for whole, below in parts(wanted):
        of_parts = [_cell(document, answer[one.start], pairs[one.start], thresholds, whole.key) for one in below]
        together = [pair for one in (whole, *below) for pair in pairs[one.start]]
        mine = answer[whole.start].document
        if mine is not None:
            together += [pair for point in local if point.parent == mine.key for pair in _added(point)]
        cells.append(_cell(document, answer[whole.start], together, thresholds))
        cells += of_parts
    document = document._replace(numbered=has_numbers(document.text, points), doubled=doubled(points))
    return document, cells, [_local(document, point) for point in local]


def _standing(answer: Alignment, pairs: Sequence[Pair]) -> Alignment:
    """Return an alignment; without a point where it said *together* and all sentences there are another point's."""
    there = answer.by != (TOGETHER,) or any(pair.span is not None for pair in pairs)
    return answer if there else answer._replace(document=None, by=())


def _pairs(aligned: Sequence[Alignment], document: Document, thresholds: Thresholds) -> Mapping[int, list[Pair]]:
    """Return what became of the sentences of each point of the template, by where the point begins in it."""
    renumbered: Renumbered = {
        one.template.key: one.document.key for one in aligned if one.document is not None and one.document.numbered
    }
    under: dict[int, list[Alignment]] = defaultdict(list)
    found: dict[int, list[Pair]] = {}
    for one in aligned:
        if one.document is None:
            found[one.template.start] = match(one.template.sentences, Text("", ()), {}, 1)
        else:
            under[one.document.start].append(one)
    for group in under.values():
        point = group[0].document
        assert point is not None, "points are grouped by the one that answers to them"
        wanted = [sentence for one in group for sentence in one.template.sentences]
        made = match(wanted, Text(document.text, point.sentences), renumbered, thresholds.sentence)
        owner = [one.template.start for one in group for _sentence in one.template.sentences]
        for one in group:
            found[one.template.start] = [
                pair for pair, key in zip(made, owner, strict=False) if key == one.template.start
            ]
        home = next(one for one in group if one.by != (TOGETHER,)).template.start
        placed = [(pair.span.start, key) for pair, key in zip(made, owner, strict=False) if pair.span is not None]
        for pair in made[len(owner) :]:
            assert pair.span is not None, "what is added stands in the agreement"
            before = [place for place in placed if place[0] < pair.span.start]
            found[max(before)[1] if before else home].append(pair)
    return found


def _added(point: Point) -> list[Pair]:
    return [Pair(ADDED, None, Span(one.start, one.end), 0.0) for one in point.sentences]


def _cell(
    document: Document, answer: Alignment, pairs: Sequence[Pair], thresholds: Thresholds, part_of: str = ""
) -> Cell:
    mine = answer.document
    places = [pair.span.start for pair in pairs if pair.span is not None and pair.template is not None]
    return Cell(
        document=document.name,
        office=document.office,
        point=answer.template.key,
        part_of=part_of,
        heading=shown(answer.template.heading),
        number_found=mine.key if mine is not None and mine.numbered else "",
        heading_found=shown(mine.heading) if mine is not None else "",
        aligned_by=answer.by,
        judged=judged(pairs, thresholds),
        pairs=tuple(pairs),
        reordered=any(first > then for first, then in pairwise(places)),
        similarity=_similarity(document, pairs),
    )


def _similarity(document: Document, pairs: Sequence[Pair]) -> float:
    """Return the likeness of all the words of a point in the template and in an agreement, 0-1."""
    one: list[Word] = [word for pair in pairs if pair.template is not None for word in pair.template.words]
    spans = sorted({pair.span for pair in pairs if pair.span is not None})
    return likeness(one, [word for span in spans for word in words(document.text, *span)])


def _local(document: Document, point: Point) -> LocalPoint:
    number = point.key if point.numbered else ""
    span = Span(point.body, point.sentences[-1].end if point.sentences else point.body)
    return LocalPoint(document.name, document.office, number, shown(point.heading), shown(span.of(document.text)), span)
