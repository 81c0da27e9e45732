"""A study as the nouns of REFI-QDA: what its elements can say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from kodeverk.model import (
    Case,
    Category,
    Code,
    Codebook,
    Coder,
    Coding,
    Segment,
    Snapshot,
    Source,
    Speaker,
    Value,
    content_id,
)
from kodeverk.refi.carried import LABELS
from kodeverk.refi.codebook import code_nouns, set_nouns
from kodeverk.refi.exchange import (
    Exchange,
    ForeignCase,
    ForeignCoding,
    ForeignSource,
    Selection,
    Setting,
    User,
    Variable,
)
from kodeverk.refi.handing import Handing
from kodeverk.refi.writing_notes import BETWEEN, PASSAGE, Noted, key, moment, noted, start_of, words
from kodeverk.visible import visible

NAME = "kodeverk"
"""Name and origin of every project; the name of the study's file would differ between copies of the same study."""

_LARGEST, _SMALLEST = 1e15, 1e-9
"""Numbers beyond these are written as texts: the format knows no exponents."""


def elements(handing: Handing) -> tuple[Exchange, Noted]:
    """Return a study as a REFI-QDA project, without what is carried, and its notes; equal studies give equal ones."""
    snapshot = handing.snapshot
    notes = noted(snapshot, handing.quote)
    codes = snapshot.all(Code)
    on_codes = {id: on for (kind, id), on in notes.on.items() if kind == "code"}
    kinds = _kinds(snapshot)
    sources, persons = _Sources(handing, notes).all()
    return Exchange(
        NAME,
        NAME,
        users=tuple(User(key(coder), visible(coder.id)) for coder in _sorted(snapshot.all(Coder))),
        codes=tuple(code_nouns(codes, snapshot.table(Codebook), words=words, labels=LABELS, notes=on_codes)),
        variables=tuple(Variable(_variable(name), visible(name), kind) for name, kind in sorted(kinds.items())),
        cases=_cases(snapshot, kinds, persons),
        sources=sources,
        notes=notes.notes,
        links=notes.links,
        sets=(*(s for s in set_nouns(snapshot.all(Category), codes, words=words) if s.codes), *notes.sets),
        notes_on_project=notes.on.get(("study", ""), ()),
    ), notes


def _sorted(records: Iterable[Case | Coder | Source | Value | Coding]) -> list[Any]:
    return sorted(records, key=lambda record: record.id)


# --- cases and their values ------------------------------------------------------------------


def _variable(attribute: str) -> str:
    return content_id("variable", attribute)


def _kinds(snapshot: Snapshot) -> dict[str, str]:
    """Return the type of each attribute: the one that holds all its values, else ``Text``."""
    values: dict[str, list[object]] = defaultdict(list)
    for value in snapshot.all(Value):
        values[value.attribute] += [value.value] if value.value is not None else []
    return {attribute: _kind(found) for attribute, found in values.items()}


def _kind(values: list[object]) -> str:
    """Return the type that holds these values.

    >>> _kind([1, 2]), _kind([1, 2.5]), _kind([True]), _kind(["2007-05-01"]), _kind([1, "x"]), _kind([])
    ('Integer', 'Float', 'Boolean', 'Date', 'Text', 'Text')
    """
    types = {type(value) for value in values}
    if any(isinstance(v, int | float) and v and not _SMALLEST < abs(v) < _LARGEST for v in values) or not types:
        return "Text"
    if types <= {int, float}:
        return "Integer" if types == {int} else "Float"
    if types == {str} and all(map(_is_date, values)):
        return "Date"
    return "Boolean" if types == {bool} else "Text"


def _is_date(value: object) -> bool:
    try:
        return date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False


def _setting(value: Value, kind: str) -> Setting:
    """Return a value as its element holds it; a text that is empty, or more than an element carries, is not said."""
    held = value.value
    if kind == "Text" and held is not None:
        held = visible(str(held)) or None
    return Setting(_variable(value.attribute), float(held) if kind == "Float" and held is not None else held)


def _cases(snapshot: Snapshot, kinds: Mapping[str, str], persons: Mapping[str, _Places]) -> tuple[ForeignCase, ...]:
    table = snapshot.table(Case)
    values: dict[str, dict[str, Value]] = defaultdict(dict)
    for value in _sorted(snapshot.all(Value)):
        values[value.case_id].setdefault(value.attribute, value)
    found = []
    for case in sorted(table.values(), key=lambda c: (c.kind, c.name, c.id)):
        office = table.get(case.office_id) if case.office_id is not None else None
        settings = tuple(_setting(value, kinds[name]) for name, value in sorted(values[case.id].items()))
        described = f"{case.kind}, {office.name}" if office else case.kind
        places = persons.get(case.id, _Places((), ()))
        found.append(ForeignCase(
            key(case), visible(case.name), visible(described), values=settings, sources=places.sources,
            selections=places.selections,
        ))  # fmt: skip
    return tuple(found)


def said_values(snapshot: Snapshot) -> dict[str, str]:
    """Return the key of each value that stands in an element, by its id: the GUIDs of its case and its variable."""
    found: dict[tuple[str, str], str] = {}
    for value in _sorted(snapshot.all(Value)):
        found.setdefault((value.case_id, value.attribute), value.id)
    cases = snapshot.table(Case)
    return {id: f"{key(cases[case])} {_variable(attribute)}" for (case, attribute), id in found.items()}


# --- sources and passages --------------------------------------------------------------------


class _Places(NamedTuple):
    """Where a case is heard: sources that are hers alone, and her turns in those she shares."""

    sources: tuple[str, ...]
    selections: tuple[str, ...]


class _Sources:
    def __init__(self, handing: Handing, notes: Noted) -> None:
        self.handing, self.notes = handing, notes
        self.coders = {coder.id: key(coder) for coder in handing.snapshot.all(Coder)}
        self.codes = {code.id: key(code) for code in handing.snapshot.all(Code)}
        self.codings: dict[str, list[Coding]] = defaultdict(list)
        for coding in handing.snapshot.all(Coding):
            self.codings[coding.source_id].append(coding)
        self.passages: dict[str, list[str]] = defaultdict(list)
        for kind, place in notes.on:
            if kind == PASSAGE:
                self.passages[place.partition(BETWEEN)[0]].append(place)
        self.whose: dict[str, dict[str, str]] = defaultdict(dict)
        self.heard: dict[str, set[str]] = defaultdict(set)
        for speaker in handing.snapshot.all(Speaker):
            if speaker.role != "interviewer":
                self.heard[speaker.source_id].add(speaker.label)
            if speaker.case_id is not None:
                self.whose[speaker.source_id][speaker.label] = speaker.case_id
        self.found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))

    def all(self) -> tuple[tuple[ForeignSource, ...], dict[str, _Places]]:
        ordered = sorted(self.handing.snapshot.all(Source), key=lambda s: (s.name, s.id))
        texts = self.handing.all_texts(self.handing.snapshot.version(source.id) for source in ordered)
        sources = tuple(self._source(source, texts) for source in ordered)
        return sources, {case: _Places(tuple(of), tuple(parts)) for case, (of, parts) in self.found.items()}

    def _source(self, source: Source, texts: Mapping[str, str]) -> ForeignSource:
        version = self.handing.snapshot.version(source.id)
        text, own = texts[version.sha256], key(source)
        at: dict[tuple[int, int], list[Coding]] = defaultdict(list)
        for coding in self.codings[source.id]:
            if coding.version == source.version:
                at[coding.start, coding.end].append(coding)
        on: dict[tuple[int, int], tuple[str, ...]] = {}
        for place in self.passages[source.id]:
            _source, start, end = place.split(BETWEEN)
            on[int(start), int(end)] = self.notes.on[PASSAGE, place]
        turns = self._turns(source, version.segments)
        selections = tuple(
            self._selection(source, text, span, at.get(span, []), on.get(span, ()))
            for span in sorted({*at, *on, *turns})
        )
        on_source = self.notes.on.get(("source", source.id), ())
        return ForeignSource(
            own, visible(source.name), "text", text, selections=selections, notes=on_source, made=moment(version.made)
        )

    def _selection(
        self, source: Source, text: str, span: tuple[int, int], codings: list[Coding], notes: tuple[str, ...]
    ) -> Selection:
        """Return a passage with its codings; whose the first is stands on the passage too, where some programs look."""
        found = self._codings(codings)
        user, made = (found[0].user, found[0].made) if found else ("", "")
        guid, name = _passage(source, *span), start_of(text[slice(*span)])
        return Selection(guid, name, *span, found, notes=notes, user=user, made=made)

    def _codings(self, codings: list[Coding]) -> tuple[ForeignCoding, ...]:
        return tuple(
            ForeignCoding(key(coding), self.codes[coding.code_id], self.coders[coding.coder], moment(coding.made),
                          self.notes.on.get(("coding", coding.id), ()))
            for coding in sorted(codings, key=lambda c: c.id)
        )  # fmt: skip

    def _turns(self, source: Source, segments: Iterable[Segment]) -> list[tuple[int, int]]:
        """Note where each case is heard in a source; return the turns of those who share it."""
        whose, own = self.whose[source.id], key(source)
        cases = sorted({*whose.values(), *([source.office_id] if source.office_id is not None else [])})
        if len(cases) < 2 and len(self.heard[source.id]) < 2:
            for case in cases:
                self.found[case][0].append(own)
            return []
        turns = []
        for segment in segments:
            if segment.speaker in whose and segment.body < segment.end:
                turns.append((segment.body, segment.end))
                self.found[whose[segment.speaker]][1].append(_passage(source, segment.body, segment.end))
        if source.office_id is not None:
            self.found[source.office_id][0].append(own)
        return turns


def _passage(source: Source, start: int, end: int) -> str:
    return content_id("selection", source.id, start, end)
