"""Under a theme: who says it and how much, which groups, what stands beside it, and how it grew over the interviews."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kodeverk.model import Coding, Snapshot, Source, Span, Speaker, merged
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, UNKNOWN_ASKED, Standing
from kodeverk.views.naming import names, natural
from kodeverk.views.quotes import Quote, words

FEWEST, MOST = 2, 4
"""How many values an attribute has that cases are told apart by."""


class Voice(NamedTuple):
    """How much one case says under a theme: codings, and words coded (those coded twice once)."""

    case: str
    office: str
    codings: int
    words: int


class Contrast(NamedTuple):
    """Where the cases with one value of an attribute stand to a theme, counted in cases."""

    attribute: str
    value: str
    cases: int
    said: int
    silent: int
    not_asked: int
    unknown_asked: int


class Beside(NamedTuple):
    """A code that goes together with a theme.

    Attributes
    ----------
    code : str
    overlapping_cases, overlapping_codings : int
        Its codings that overlap one under the theme by the same coder, and the cases that say so.
    turn_cases, turn_codings : int
        Its codings that share a turn with one under the theme by the same coder, those that overlap among them.
    """

    code: str
    overlapping_cases: int
    overlapping_codings: int
    turn_cases: int
    turn_codings: int


class Step(NamedTuple):
    """What one interview adds to a theme.

    Attributes
    ----------
    source, cases : str
        The interview, and who speaks in it.
    order : str
        Value of the attribute the interviews are ordered by; empty where they go by name.
    codings, codes : int
        Codings under the theme, and how many of its codes they use.
    new : int
        How many of these codes no interview before used.
    new_codes : str
        Their names, parted by ``; ``.
    """

    source: str
    cases: str
    order: str
    codings: int
    codes: int
    new: int
    new_codes: str


def voices_of(snapshot: Snapshot, quotes: Iterable[Quote]) -> list[Voice]:
    """Return who says something under a theme, those with most words first; speech bound to nobody has no name."""
    said: dict[str | None, dict[str, Quote]] = defaultdict(dict)
    for quote in quotes:
        said[quote.case_id][quote.coding_id] = quote
    codings = snapshot.find(Coding, {key for own in said.values() for key in own})
    found = []
    for case_id, own in said.items():
        first = next(iter(own.values()))
        spoken = words(snapshot, [codings[key] for key in own], case_id)
        found.append(Voice(first.case, first.office, len(own), spoken))
    return sorted(found, key=lambda voice: (-voice.words, natural(voice.case)))


def contrasts_of(snapshot: Snapshot, standings: Sequence[Standing]) -> list[Contrast]:
    """Return where each group stands to a theme, by every attribute with two to four known values among the cases.

    A case whose value is not known stands in a group of its own, named by the state of the value.
    """
    found = []
    for attribute in snapshot.attributes():
        groups: dict[str, list[str]] = defaultdict(list)
        known = set()
        for one in standings:
            value = snapshot.values(one.case_id).get(attribute)
            groups["unknown" if value is None else str(value)].append(one.status)
            if value is not None and value.value is not None:
                known.add(str(value))
        if FEWEST <= len(known) <= MOST:
            for name in sorted(groups, key=lambda name: (name not in known, natural(name))):
                count = Counter(groups[name])
                stand = (count[status] for status in (SAID, SILENT, NOT_ASKED, UNKNOWN_ASKED))
                found.append(Contrast(attribute, name, len(groups[name]), *stand))
    return found


def beside(snapshot: Snapshot, codes: Sequence[str], quotes: Iterable[Quote]) -> list[Beside]:
    """Return the codes whose codings overlap, or share a turn with, one under a theme with these codes.

    Two codings go together only where one coder made both: what two coders call the same passage is agreement or
    disagreement, not company. Those that share a turn in most cases come first.
    """
    inside = snapshot.find(Coding, {quote.coding_id for quote in quotes})
    spans: dict[tuple[str, int, str], list[Span]] = defaultdict(list)
    turns: set[tuple[str, int, str, int]] = set()
    for coding in inside.values():
        place = (coding.source_id, coding.version, coding.coder)
        spans[place].append(coding.span)
        turns |= {(*place, segment.number) for segment in snapshot.segments(coding)}
    joined = {place: merged(found) for place, found in spans.items()}
    counts: dict[str, tuple[list[Coding], list[Coding]]] = defaultdict(lambda: ([], []))
    under = set(codes)
    for coding in snapshot.all(Coding):
        place = (coding.source_id, coding.version, coding.coder)
        if coding.code_id in under or coding.id in inside or place not in joined:
            continue
        overlapping = _meets(joined[place], coding.span)
        if overlapping:
            counts[coding.code_id][0].append(coding)
        if overlapping or any((*place, segment.number) in turns for segment in snapshot.segments(coding)):
            counts[coding.code_id][1].append(coding)
    known = names(snapshot).code
    found = [
        Beside(known[code], *_counted(snapshot, over), *_counted(snapshot, near))
        for code, (over, near) in counts.items()
    ]
    rank = {name: place for place, name in enumerate(known.values())}
    return sorted(found, key=lambda b: (-b.turn_cases, -b.overlapping_cases, -b.turn_codings, rank[b.code]))


def _meets(apart: Sequence[Span], span: Span) -> bool:
    """Return whether a span overlaps one of these, which are sorted and apart."""
    place = bisect_left(apart, (span.end,)) - 1
    return place >= 0 and apart[place].overlaps(span)


def _counted(snapshot: Snapshot, codings: Sequence[Coding]) -> tuple[int, int]:
    return len({case for coding in codings for case in snapshot.cases_of(coding)}), len(codings)


def development_of(snapshot: Snapshot, quotes: Iterable[Quote], by: str | None = None) -> list[Step]:
    """Return what each interview adds to a theme, in the order of their names or of an attribute of who speaks.

    Parameters
    ----------
    snapshot : Snapshot
    quotes : list of Quote
        What is said under the theme.
    by : str, optional
        Attribute of cases, such as the date of the interview (ISO 8601 sorts by time). Interviews of cases whose
        value is not known come last.

    Raises
    ------
    UnknownName
        If no case has the attribute.
    """
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for quote in quotes:
        said[quote.source_id][quote.coding_id] = quote.code
    steps, met, speaking = [], set[str](), _speaking(snapshot)
    for source_id, order in _ordered(snapshot, by):
        codes = dict.fromkeys(said[source_id].values())
        new = [code for code in codes if code not in met]
        met.update(new)
        who, name = "; ".join(speaking.get(source_id, ())), names(snapshot).source[source_id]
        steps.append(Step(name, who, order, len(said[source_id]), len(codes), len(new), "; ".join(new)))
    return steps


def _ordered(snapshot: Snapshot, by: str | None) -> list[tuple[str, str]]:
    """Return the interviews in order, each with what it is ordered by."""
    sources = snapshot.table(Source)
    interviews = [key for key in names(snapshot).source if sources[key].kind == "interview"]
    if by is None:
        return [(key, "") for key in interviews]
    attribute = snapshot.attribute(by)
    values: dict[str, list[str]] = defaultdict(list)
    for speaker in snapshot.all(Speaker):
        value = snapshot.value(speaker.case_id, attribute) if speaker.case_id else None
        if value is not None:
            values[speaker.source_id].append(str(value))
    found = [(key, min(values[key], key=natural, default="")) for key in interviews]
    return sorted(found, key=lambda pair: (not pair[1], natural(pair[1])))


def _speaking(snapshot: Snapshot) -> Mapping[str, list[str]]:
    """Return the names of the cases that speak in each source."""
    known, found = names(snapshot).case, defaultdict(list)
    heard = {(s.source_id, s.case_id) for s in snapshot.all(Speaker) if s.case_id}
    for case_id, name in known.items():
        for source_id in (source for source, case in heard if case == case_id):
            found[source_id].append(name)
    return found
