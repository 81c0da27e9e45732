"""Agreements, minutes and other documents become sources, each bound to its office."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.language.fold import fold
from kodeverk.messages import _
from kodeverk.model import Case, Change, Plan, Snapshot, Source
from kodeverk.model.names import match_one, unknown
from kodeverk.model.source import KINDS
from kodeverk.reading.report import Reading
from kodeverk.reading.sources import add_sources

DOCUMENTS = tuple(kind for kind in KINDS if kind != "interview")
"""Kinds of source in which nobody speaks."""

HEAD_LINES = 20
"""Among how many lines from the top the one that names the office is looked for."""
_OFFICE_LINE = re.compile(r"\W*(?:nav[- ]?)?(?:kontor|office)\s*:\s*(?P<office>\S.*)", re.I)


def add_documents(snapshot: Snapshot, readings: Sequence[Reading], *, kind: str, office: str | None = None) -> Plan:
    """Return the changes that make each reading a document of the study, bound to the office it belongs to.

    The office is the one named; else what `office_of` finds; else none, which the note says. A document that is in the
    study without an office is bound when it is added again; one that is bound stays so unless `office` is given.

    Parameters
    ----------
    snapshot : Snapshot
    readings : sequence of Reading
        From ``read_source(path, spoken=False)``.
    kind : str
        One of `DOCUMENTS`.
    office : str, optional
        Name of the office all of them belong to.

    Raises
    ------
    UnknownName
        If there is no such kind of document, or no such office.
    KodeverkError
        If the study has a source of the same name with another text, or one of the documents as another kind.
    """
    if kind not in DOCUMENTS:
        raise UnknownName(unknown("kind of document", kind, DOCUMENTS) + " Interviews are added with add_sources.")
    offices = {case.id: case for case in snapshot.all(Case) if case.kind == "office"}
    given = None if office is None else match_one("office", office, offices, lambda case: (case.name, case.id)).id
    plan = add_sources(snapshot, readings, kind=kind)
    belongs = {key: given or office_of(snapshot, one) for key, one in zip(plan.ids, readings, strict=True)}
    changes = [_bound(change, belongs) for change in plan.changes]
    for there in (snapshot.table(Source)[key] for key in belongs if key in snapshot.table(Source)):
        if there.kind != kind:
            known = "an interview" if there.kind == "interview" else there.kind
            raise KodeverkError(f"{there.file} is in the study as {known}, not as {kind}. Nothing was added.")
        wanted = (given or there.office_id) or belongs[there.id]
        if wanted != there.office_id:
            changes.append(Change(there, there._replace(office_id=wanted)))
    notes = [plan.note, _unbound(snapshot, plan, belongs)]
    return plan._replace(changes=changes, note="; ".join(filter(None, notes)))


def office_of(snapshot: Snapshot, reading: Reading) -> str | None:
    """Return the id of the office a document says it belongs to: in its head, else in its file's name; else None.

    In the head it is the one office named on the line ``Kontor: NAV Skarvøy`` among the first `HEAD_LINES` lines; that
    a municipality is named in the text says nothing of the office. In the file's name it is the one office named there.
    """
    offices = {case.id: case.name for case in snapshot.all(Case) if case.kind == "office"}
    lines = (segment.span.of(reading.text) for segment in islice(reading.segments, HEAD_LINES))
    for found in filter(None, map(_OFFICE_LINE.match, lines)):
        return _named(found["office"], offices)
    return _named(reading.name, offices)


def _named(text: str, offices: dict[str, str]) -> str | None:
    """Return the id of the one office whose name stands in a text as a word of its own."""
    text = fold(unicodedata.normalize("NFC", text))
    named = [
        key for key, name in offices.items() if re.search(rf"(?<![^\W\d_]){re.escape(fold(name))}(?![^\W\d_])", text)
    ]
    return named[0] if len(named) == 1 else None


def _bound(change: Change, belongs: dict[str, str | None]) -> Change:
    made = change.after
    if not isinstance(made, Source):
        return change
    return Change(None, made._replace(office_id=belongs[made.id]))


def _unbound(snapshot: Snapshot, plan: Plan, belongs: dict[str, str | None]) -> str:
    """Return which documents belong to no office, in words; empty where all do."""
    known = snapshot.table(Source)
    fresh = {change.record.id: change.record for change in plan.changes if isinstance(change.record, Source)}
    sources = [known.get(key) or fresh[key] for key in belongs]
    without = [one.file for one in sources if belongs[one.id] is None and one.office_id is None]
    return _("of no office: {files}").format(files=", ".join(without)) if without else ""
