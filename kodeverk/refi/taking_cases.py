"""Cases of another program, in whichever way it says them, as cases with attributes that are bound to speakers.

Programs say attributes in three ways: on cases, on sources (MAXQDA), and as sets of sources named ``gender: male``
(ATLAS.ti). Case and source may be told apart, or a case be nameless beside its one source (Quirkos). That a person
speaks may be said by her whole source, by passages, or by a coding whose code is the case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kodeverk.messages import _
from kodeverk.model import KNOWN, UNKNOWN, Case, Reading, Speaker, Value, content_id
from kodeverk.reading.sources import SOURCE_ATTRIBUTES, SPEAKER_ATTRIBUTES
from kodeverk.reading.values import RESERVED, attribute_name
from kodeverk.refi.exchange import ForeignCase, Setting
from kodeverk.refi.taking import STUDY, Passage, Taking, Target, Text, clean, free
from kodeverk.refi.taking_codes import attribute_in

_TAKEN = RESERVED | {*SOURCE_ATTRIBUTES, *SPEAKER_ATTRIBUTES}


class Person(NamedTuple):
    """A case on its way: the case, its values by attribute, and its sources by GUID."""

    guid: str
    name: str
    values: dict[str, list[str | int | float | bool | None]]
    sources: list[str]
    passages: list[Passage]


def take_cases(taking: Taking, attributes_from_sets: bool) -> None:
    """Make cases with their values, and bind them to those who speak."""
    names = _attributes(taking)
    texts = {text.source.id: guid for guid, text in taking.held.items()}
    people = [_person(taking, case, names, texts) for case in taking.exchange.cases]
    for source in taking.exchange.sources:
        if source.values and (source.guid in taking.held or _of(people, source.guid)):
            _heard(taking, _owner(people, source.guid, source.name), source.values, names)
        else:
            taking.left("VariableValue", _("the project holds no text of its source"), len(source.values))
    for one in taking.exchange.sets if attributes_from_sets else ():
        if found := attribute_in(one):
            for guid in [guid for guid in one.sources if guid in taking.held]:
                owner = _owner(people, guid, taking.held[guid].source.name)
                owner.values.setdefault(attribute_name(found[0]) or "attribute", []).append(found[1])
    _records(taking, people)
    _speakers(taking, people)


def _attributes(taking: Taking) -> dict[str, str]:
    """Return the name of the attribute each variable becomes, by its GUID."""
    exchange, names = taking.exchange, dict[str, str]()
    used = {one.variable for case in exchange.cases for one in case.values}
    used |= {one.variable for source in exchange.sources for one in source.values}
    for variable in exchange.variables:
        name = attribute_name(variable.name) or "attribute"
        name = f"{name}_" if name in _TAKEN else name
        while name in names.values():
            name = f"{name}_2"
        names.setdefault(variable.guid, name)
        if variable.guid in used:
            taking.kept("Variable", _("as an attribute"))
        else:
            taking.left("Variable", _("nothing has a value of it"))
        if variable.description:
            taking.kept("Description", _("as a memo on the study"))
            taking.memo(STUDY, f"{variable.name}\n\n{variable.description}")
    return names


def _person(taking: Taking, case: ForeignCase, names: dict[str, str], texts: dict[str, str]) -> Person:
    """Return a case with its values, sources and passages, and count what it names.

    A passage from the first turn of a text to its last says that the source is the case's (QualCoder says it so).
    """
    known = [guid for guid in case.sources if guid in taking.held]
    taking.kept("SourceRef", count=len(known))
    taking.left("SourceRef", _("the source is not there, or has no text"), len(case.sources) - len(known))
    passages = [taking.passages[guid] for guid in case.selections if guid in taking.passages]
    taking.left("SelectionRef", _("the passage is not there"), len(case.selections) - len(passages))
    passages += taking.of_cases.get(case.guid, ())
    whole = [texts[one.source_id] for one in passages if _whole(taking.held[texts[one.source_id]], one)]
    known = list(dict.fromkeys([*known, *whole]))
    name = clean(case.name)
    if not name and len(known) == 1:
        name = taking.held[known[0]].source.name
    person = Person(case.guid, name, {}, known, passages)
    _heard(taking, person, case.values, names)
    return person


def _whole(text: Text, passage: Passage) -> bool:
    first, last = text.segments[0], text.segments[-1]
    return passage.span.start <= first.body and passage.span.end > last.body


def _heard(taking: Taking, person: Person, values: Iterable[Setting], names: dict[str, str]) -> None:
    for one in values:
        if one.variable in names:
            person.values.setdefault(names[one.variable], []).append(one.value)
            taking.kept("VariableValue")
        else:
            taking.left("VariableValue", _("the variable is not in the project"))


def _of(people: list[Person], source: str) -> list[Person]:
    return [person for person in people if source in person.sources]


def _owner(people: list[Person], source: str, name: str) -> Person:
    """Return the one case a source belongs to; one made for it where there is none, or more than one."""
    found = _of(people, source)
    if len(found) == 1:
        return found[0]
    made = Person(content_id("case", source), clean(name), {}, [source], [])
    people.append(made)
    return made


def _records(taking: Taking, people: list[Person]) -> None:
    """Make the cases with their values, and the memos on them."""
    taken: dict[str, str] = {}
    for number, person in enumerate(people, 1):
        name = free(person.name or f"case {number}", taken)
        key = taking.own_id("case", person.guid, name)
        taken[name] = key
        taking.records.append(Case(key, name, "informant"))
        values = dict(person.values)
        if person.sources:
            values[SOURCE_ATTRIBUTES[1]] = ["; ".join(taking.held[guid].source.name for guid in person.sources)]
        for attribute, heard in values.items():
            told = [one for one in dict.fromkeys(heard) if one is not None]
            others = tuple(Reading(str(one), taking.file) for one in told[1:])
            value, state = (told[0], KNOWN) if told else (None, UNKNOWN)
            taking.records.append(Value(f"{key}/{attribute}", key, attribute, value, state, taking.file, others))
        if number <= len(taking.exchange.cases):
            case = taking.exchange.cases[number - 1]
            target = Target("case", key, name)
            taking.point(case.guid, target, case.notes)
            taking.kept("Case")
            if case.description:
                taking.kept("Description")
                taking.memo(target, case.description)
        people[number - 1] = person._replace(guid=key, name=name)


def _speakers(taking: Taking, people: list[Person]) -> None:
    """Make the speakers of every source, bound to cases where the project says who speaks."""
    touched = _touched(taking, people)
    bound: set[tuple[str, str]] = set()
    for guid, text in taking.held.items():
        own = _of(people, guid)
        labels = text.roles or ({"": "informant"} if own else {})
        for label, role in labels.items():
            person = _speaks(label, role, labels, own) or touched.get((text.source.id, label))
            if person is not None:
                bound.add((text.source.id, person.guid))
            role = "informant" if person is not None else role
            key = person.guid if person is not None else None
            taking.records.append(Speaker(f"{text.source.id}/{label}", text.source.id, label, role, key))
    _tally(taking, people, bound)


def _speaks(label: str, role: str, labels: dict[str, str], own: list[Person]) -> Person | None:
    """Return the case that speaks under a label of a source, among those the source belongs to."""
    if role == "interviewer":
        return None
    if len(own) == 1 and (role == "informant" or len(labels) == 1):
        return own[0]
    named = [person for person in own if person.name.casefold() == label.casefold()]
    return named[0] if len(named) == 1 else None


def _touched(taking: Taking, people: list[Person]) -> dict[tuple[str, str], Person]:
    """Return, by source and label, the one case whose passages touch every turn of that label and few others."""
    found: dict[tuple[str, str], list[Person]] = defaultdict(list)
    texts = {text.source.id: text for text in taking.held.values()}
    for person in people:
        spans = defaultdict(list)
        for passage in person.passages:
            spans[passage.source_id].append(passage.span)
        for source_id, own in spans.items():
            hit = _hit(texts[source_id], own)
            for label in [label for label, share in hit.items() if share == 1.0]:
                if sum(hit.values()) < 1.5:
                    found[source_id, label].append(person)
    return {place: own[0] for place, own in found.items() if len(own) == 1}


def _hit(text: Text, spans: Sequence[tuple[int, int]]) -> dict[str, float]:
    """Return the share of each label's turns that spans touch what is said in."""
    turns: dict[str, list[bool]] = defaultdict(list)
    for segment in text.segments:
        if segment.kind == "turn" and segment.body < segment.end:
            turns[segment.speaker].append(any(start < segment.end and segment.body < end for start, end in spans))
    return {label: sum(hits) / len(hits) for label, hits in turns.items()}


def _tally(taking: Taking, people: list[Person], bound: set[tuple[str, str]]) -> None:
    """Count what says whose a passage is: kept where that person is bound to a speaker there, else left out."""
    for case, person in zip(taking.exchange.cases, people, strict=False):
        coded = taking.of_cases.pop(case.guid, [])
        marked = [taking.passages[guid] for guid in case.selections if guid in taking.passages]
        for element, passages in (("SelectionRef", marked), ("Coding", coded)):
            kept = sum((passage.source_id, person.guid) in bound for passage in passages)
            taking.kept(element, _("as a speaker bound to a case"), kept)
            taking.left(
                element, _("whose words these are is not told by turns; bind the speaker"), len(passages) - kept
            )
        taking.left("CodeRef", _("a code that stands for a case; bind its speaker"), len(case.codes))
