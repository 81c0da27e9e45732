"""What the agreements say as attributes of the offices, so that claims can be counted by them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.documents.adaptation import HIGH, LOW, SOME, degree_label
from kodeverk.analysis.documents.classes import CLASSES, class_label
from kodeverk.analysis.documents.comparing import compare_documents, document_of, points_of
from kodeverk.analysis.documents.comparison import Cell, Document, DocumentComparison
from kodeverk.analysis.documents.reading_out import (
    ATTRIBUTES,
    CLOSED,
    KNOWN_SERVICES,
    SERVICES,
    attribute_label,
    no_days,
    read_out,
)
from kodeverk.analysis.documents.split import Point
from kodeverk.analysis.documents.wording import listed, together
from kodeverk.errors import KodeverkError
from kodeverk.messages import _, _n
from kodeverk.model import KNOWN, UNKNOWN, Case, Snapshot, Source, Span, Value, sha256
from kodeverk.views.comparing import VOCABULARY
from kodeverk.views.naming import names
from kodeverk.views.quotes import Quote

if TYPE_CHECKING:
    import pandas as pd

CLAUSE, AGREEMENT = "clause_", "agreement_"
"""How the names of attributes begin that documents give."""
ADAPTED, SERVICE = AGREEMENT + "adaptation", AGREEMENT + "service_"
YES, NO = "ja", "nei"
"""Whether a service is among those an agreement lays to the office."""
_COLUMNS = ("office", "attribute", "value", "state", "document", "point", "passage", "start", "end")


class Read(NamedTuple):
    """An attribute of an office as its agreement gives it.

    Attributes
    ----------
    value : Value
    office : str
    document, point, passage : str
        Where it was read; empty where it was not.
    span : Span or None
        Of the passage, in code points of the agreement.
    seen : str
        Fingerprint of the passage.
    """

    value: Value
    office: str
    document: str
    point: str
    passage: str
    span: Span | None
    seen: str


class AgreementAttributes(NamedTuple):
    """What the agreements say of their offices, each with its passage.

    Attributes
    ----------
    read : tuple of Read
        By office and attribute.
    problems : tuple of str
        Agreements that are not read and dates that do not exist, in the language in use.
    """

    read: tuple[Read, ...]
    problems: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each office and attribute.

        Columns: office, attribute, value (missing where it is not known), state, document, point (in the agreement),
        passage, start, end (in code points; missing where there is none).
        """
        import pandas as pd

        rows = [
            (one.office, *one.value[2:5], one.document, one.point, one.passage, *(one.span or (None, None)))
            for one in self.read
        ]
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype({"start": "Int64", "end": "Int64"})

    def __repr__(self) -> str:
        offices = len({one.office for one in self.read})
        known = sum(one.value.state == KNOWN for one in self.read)
        text = _n(
            "{known} of {n} attributes of {count} office", "{known} of {n} attributes of {count} offices", offices
        )
        return f"<{text.format(known=known, n=len(self.read), count=offices)}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.documents.showing import attributes_page

        return attributes_page(self)


def agreement_attributes(snapshot: Snapshot) -> AgreementAttributes:
    """Return what is read out of the agreement of each office; see `read_out` for the attributes.

    Unknown where an office has no agreement or several, or its agreement does not say it.
    """
    found = read_in_documents(snapshot)
    return found._replace(read=tuple(one for one in found.read if one.value.attribute in ATTRIBUTES))


def with_documents(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with what the agreements say as attributes of the offices.

    ``clause_2``, ``clause_3a`` ...: the class (`CLASSES`) of that point of the template in the office's agreement;
    ``agreement_adaptation``: ``low``, ``some`` or ``high``, see `DocumentComparison.adaptation`; those of `read_out`;
    and ``agreement_service_rus`` ...: ``ja`` or ``nei`` for each of `KNOWN_SERVICES`, ``nei`` where others are named
    and not this. The template is the one agreement that belongs to no office; where there is none or several, no clause
    is told of. Unknown where an office has no agreement or several, or it cannot be divided into points. They stand in
    this snapshot alone, and are computed anew from the texts: nothing is written.

    Parameters
    ----------
    snapshot : Snapshot
    """
    return snapshot.derive("with documents", lambda: _with_documents(snapshot))


def _with_documents(snapshot: Snapshot) -> Snapshot:
    read = read_in_documents(snapshot)
    made = snapshot.replacing(Value, [*snapshot.all(Value), *(one.value for one in read.read)])
    asked = {one.value.attribute for one in read.read}
    closed = {name: frozenset(CLASSES) for name in asked if name.startswith(CLAUSE)}
    closed |= {name: frozenset((YES, NO)) for name in asked if name.startswith(SERVICE)}
    closed |= {name: frozenset(values) for name, values in CLOSED.items()} | {ADAPTED: frozenset((LOW, SOME, HIGH))}
    made.derive("with documents", lambda: made)
    made.derive("read in documents", lambda: read)
    made.derive(VOCABULARY, lambda: closed)
    return made


def asks_documents(names: Iterable[str]) -> bool:
    """Return whether some of these names are of attributes that documents give."""
    return any(name.startswith((CLAUSE, AGREEMENT)) for name in names)


def said_label(told: str) -> str:
    """Return what documents give as an attribute (``clause_2: same``) in the language in use; all else as it is."""
    attribute, _colon, said = told.partition(": ")
    if attribute.startswith(CLAUSE):
        number = attribute.removeprefix(CLAUSE)
        return _("point {point}: {passage}").format(point=number, passage=class_label(said))
    if attribute == ADAPTED:
        return degree_label(said)
    if attribute.startswith(SERVICE) and attribute != SERVICES:
        return f"{attribute_label(SERVICES)}, {attribute.removeprefix(SERVICE).replace('_', ' ')}: {said}"
    return f"{attribute_label(attribute)}: {said}" if attribute in ATTRIBUTES else told


def seen_in_documents(snapshot: Snapshot, office: str, names: Iterable[str]) -> str:
    """Return a fingerprint of the passages that give an office some attributes; empty where none does."""
    wanted = set(names)
    found = [(one.value.attribute, one.seen) for one in read_in_documents(snapshot).read if one.value.case_id == office]
    mine = sorted(one for one in found if one[0] in wanted and one[1])
    return sha256(json.dumps(mine)) if mine else ""


def quotes_in_documents(snapshot: Snapshot, offices: Collection[str], names: Collection[str]) -> list[Quote]:
    """Return the passages of agreements that give some offices (ids) some attributes; the value as the code."""
    found = []
    for one in read_in_documents(snapshot).read:
        value, span = one.value, one.span
        if value.case_id in offices and value.attribute in names and span is not None and value.state == KNOWN:
            source = snapshot.source(one.document)
            quote, code = span.of(snapshot.text(source.id)), f"{value.attribute}: {value.value}"
            turn = next((s.number for s in snapshot.version(source.id).segments if span.start < s.end), 0)
            place = (source.name, source.id, *span, quote)
            found.append(Quote("", "", one.office, one.office, *place, code, "", "", "", value.case_id, turn))
    return found


def read_in_documents(snapshot: Snapshot) -> AgreementAttributes:
    """Return all that documents give the offices as attributes, points and single services among it."""
    return snapshot.derive("read in documents", lambda: _read(snapshot))


def _read(snapshot: Snapshot) -> AgreementAttributes:
    sources = snapshot.table(Source)
    agreements: dict[str | None, list[Source]] = defaultdict(list)
    for key in names(snapshot).source:
        if sources[key].kind == "agreement":
            agreements[sources[key].office_id].append(sources[key])
    if not agreements:
        return AgreementAttributes(())
    template = agreements[None][0].name if len(agreements[None]) == 1 else ""
    more: dict[str, None] = {}
    found: dict[str, dict[str, Read]] = {}
    problems: list[str] = []
    for key in names(snapshot).case:
        if snapshot.table(Case)[key].kind == "office":
            mine = _of_office(snapshot, key, template, agreements[key])
            found[key] = {one.value.attribute: one for one in mine.read}
            more |= dict.fromkeys(attribute for attribute in found[key] if attribute not in ATTRIBUTES)
            problems += mine.problems
    read = [
        found[key].get(attribute) or _unknown(key, names(snapshot).case[key], attribute)
        for key in found
        for attribute in (*more, *ATTRIBUTES)
    ]
    return AgreementAttributes(tuple(read), tuple(problems))


def _unknown(case_id: str, office: str, attribute: str) -> Read:
    return Read(Value(f"{case_id}/{attribute}", case_id, attribute, None, UNKNOWN), office, "", "", "", None, "")


def _of_office(snapshot: Snapshot, case_id: str, template: str, agreements: list[Source]) -> AgreementAttributes:
    """Return what the one agreement of an office says; nothing where it has none or several, or it cannot be read."""
    if len(agreements) != 1:
        text = _("{office} has {n} agreements, and none of them is read: {names}.")
        told = text.format(
            office=names(snapshot).case[case_id], n=len(agreements), names=", ".join(one.name for one in agreements)
        )
        return AgreementAttributes((), (told,) if agreements else ())
    document = document_of(snapshot, agreements[0])
    try:
        compared = compare_documents(snapshot, template, [document.name]) if template else None
        pattern = points_of(snapshot, document_of(snapshot, snapshot.source(template))) if template else ()
        points = points_of(snapshot, document, pattern)
    except KodeverkError as error:
        return AgreementAttributes((), (str(error),))
    read = [*(_clauses(case_id, compared) if compared is not None else ()), *_said(case_id, document, points)]
    text = _("{document}, point {point}: there is no such day as «{date}».")
    no_such = [
        text.format(document=document.name, point=point, date=day) for point, day in no_days(document.text, points)
    ]
    return AgreementAttributes(tuple(read), tuple(no_such))


def _said(case_id: str, document: Document, points: Sequence[Point]) -> Iterator[Read]:
    """Yield what is read out of an agreement, then each service by itself."""
    for one in read_out(document.text, points):
        values: dict[str, str | int | None] = {one.attribute: one.value}
        if one.attribute == SERVICES and one.value is not None:
            there = str(one.value).split("; ")
            values |= {SERVICE + name.replace(" ", "_"): YES if name in there else NO for name in KNOWN_SERVICES}
        place = f"{document.name}, {one.point}: {one.passage}" if one.point else ""
        for attribute, said in values.items():
            state = UNKNOWN if said is None else KNOWN
            value = Value(f"{case_id}/{attribute}", case_id, attribute, said, state, place)
            yield Read(value, document.office, document.name, one.point, one.passage, one.span, sha256(one.passage))


def _clauses(case_id: str, compared: DocumentComparison) -> Iterator[Read]:
    for cell in compared.cells:
        attribute = CLAUSE + cell.point
        if attribute.isidentifier():
            yield _judged(case_id, attribute, cell.judged, compared, cell)
    degree = compared.adaptation().degree
    if degree:
        yield _judged(case_id, ADAPTED, degree, compared, None)


def _judged(case_id: str, attribute: str, said: str, compared: DocumentComparison, cell: Cell | None) -> Read:
    document = compared.documents[0]
    number = cell.number_found or cell.point if cell is not None else ""
    of_cell = cell.pairs if cell is not None else ()
    pairs = sorted((pair.span, pair.fillings) for pair in of_cell if pair.span is not None)
    spans = [one for one, _fillings in pairs]
    span = Span(spans[0].start, max(one.end for one in spans)) if spans else None
    passage = span.of(document.text) if span is not None else ""
    place = ", ".join(filter(None, (document.name, number)))
    value = Value(f"{case_id}/{attribute}", case_id, attribute, said, KNOWN, place)
    told = together(dict.fromkeys(listed(document.text, one, fillings) for one, fillings in pairs))
    return Read(value, document.office, document.name, number, told, span, sha256(passage))
