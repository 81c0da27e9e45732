"""What the agreements say as attributes of the offices, so that claims can be counted by them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.documents.adaptation import HIGH, LOW, SOME
from kodeverk.analysis.documents.classes import CLASSES
from kodeverk.analysis.documents.comparing import compare_documents, document_of, points_of
from kodeverk.analysis.documents.comparison import Cell, DocumentComparison
from kodeverk.analysis.documents.reading_out import ATTRIBUTES, CLOSED, read_out
from kodeverk.errors import KodeverkError
from kodeverk.messages import _n
from kodeverk.model import KNOWN, UNKNOWN, Case, Snapshot, Source, Span, Value, sha256
from kodeverk.views.comparing import VOCABULARY
from kodeverk.views.naming import names

if TYPE_CHECKING:
    import pandas as pd

CLAUSE, AGREEMENT = "clause_", "agreement_"
"""How the names of attributes begin that documents give."""
ADAPTED = AGREEMENT + "adaptation"
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
    """

    read: tuple[Read, ...]

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
    return AgreementAttributes(tuple(one for one in _all(snapshot) if one.value.attribute in ATTRIBUTES))


def with_documents(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with what the agreements say as attributes of the offices.

    ``clause_2``, ``clause_3a`` ...: the class (`CLASSES`) of that point of the template in the office's agreement;
    ``agreement_adaptation``: ``low``, ``some`` or ``high``, see `DocumentComparison.adaptation`; and those of
    `read_out`. The template is the one agreement that belongs to no office; where there is none or several, no clause
    is told of. Unknown where an office has no agreement or several, or it cannot be divided into points. They stand in
    this snapshot alone, and are computed anew from the texts: nothing is written.

    Parameters
    ----------
    snapshot : Snapshot
    """
    return snapshot.derive("with documents", lambda: _with_documents(snapshot))


def _with_documents(snapshot: Snapshot) -> Snapshot:
    read = _all(snapshot)
    made = snapshot.replacing(Value, [*snapshot.all(Value), *(one.value for one in read)])
    closed = {one.value.attribute: frozenset(CLASSES) for one in read if one.value.attribute.startswith(CLAUSE)}
    closed |= {name: frozenset(values) for name, values in CLOSED.items()} | {ADAPTED: frozenset((LOW, SOME, HIGH))}
    made.derive("with documents", lambda: made)
    made.derive("read in documents", lambda: read)
    made.derive(VOCABULARY, lambda: closed)
    return made


def asks_documents(names: Iterable[str]) -> bool:
    """Return whether some of these names are of attributes that documents give."""
    return any(name.startswith((CLAUSE, AGREEMENT)) for name in names)


def seen_in_documents(snapshot: Snapshot, office: str, names: Iterable[str]) -> str:
    """Return a fingerprint of the passages that give an office some attributes; empty where none does."""
    wanted = set(names)
    found = [(one.value.attribute, one.seen) for one in _all(snapshot) if one.value.case_id == office]
    mine = sorted(one for one in found if one[0] in wanted and one[1])
    return sha256(json.dumps(mine)) if mine else ""


def _all(snapshot: Snapshot) -> tuple[Read, ...]:
    return snapshot.derive("read in documents", lambda: tuple(_read(snapshot)))


def _read(snapshot: Snapshot) -> Iterator[Read]:
    sources = snapshot.table(Source)
    agreements: dict[str | None, list[Source]] = defaultdict(list)
    for key in names(snapshot).source:
        if sources[key].kind == "agreement":
            agreements[sources[key].office_id].append(sources[key])
    if not agreements:
        return
    template = agreements[None][0].name if len(agreements[None]) == 1 else ""
    clauses: dict[str, None] = {}
    found: dict[str, dict[str, Read]] = {}
    for key in names(snapshot).case:
        if snapshot.table(Case)[key].kind == "office":
            mine = agreements[key]
            found[key] = {one.value.attribute: one for one in _of_office(snapshot, key, template, mine)}
            clauses |= dict.fromkeys(attribute for attribute in found[key] if attribute not in ATTRIBUTES)
    for key, read in found.items():
        for attribute in (*clauses, *ATTRIBUTES):
            yield read.get(attribute) or _unknown(key, names(snapshot).case[key], attribute)


def _unknown(case_id: str, office: str, attribute: str) -> Read:
    return Read(Value(f"{case_id}/{attribute}", case_id, attribute, None, UNKNOWN), office, "", "", "", None, "")


def _of_office(snapshot: Snapshot, case_id: str, template: str, agreements: list[Source]) -> Iterator[Read]:
    """Yield what the one agreement of an office says; nothing where it has none or several, or it cannot be read."""
    if len(agreements) != 1:
        return
    source, office = agreements[0], names(snapshot).case[case_id]
    try:
        compared = compare_documents(snapshot, template, [source.name]) if template else None
        pattern = points_of(snapshot, document_of(snapshot, snapshot.source(template))) if template else ()
        document = document_of(snapshot, source)
        points = points_of(snapshot, document, pattern)
    except KodeverkError:
        return
    if compared is not None:
        yield from _clauses(case_id, compared)
    for one in read_out(document.text, points):
        state = UNKNOWN if one.value is None else KNOWN
        place = f"{source.name}, {one.point}: {one.passage}" if one.point else ""
        value = Value(f"{case_id}/{one.attribute}", case_id, one.attribute, one.value, state, place)
        yield Read(value, office, source.name, one.point, one.passage, one.span, sha256(one.passage))


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
    spans = sorted(pair.span for pair in cell.pairs if pair.span is not None) if cell is not None else []
    span = Span(spans[0].start, max(one.end for one in spans)) if spans else None
    passage = span.of(document.text) if span is not None else ""
    place = ", ".join(filter(None, (document.name, number)))
    value = Value(f"{case_id}/{attribute}", case_id, attribute, said, KNOWN, place)
    return Read(value, document.office, document.name, number, " ".join(passage.split()), span, sha256(passage))
