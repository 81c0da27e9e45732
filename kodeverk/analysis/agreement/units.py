"""What coders are compared on: characters of informant speech, segments, or cases, laid out on a line.

Whatever the unit, a coding becomes a span of units and the units of a field are ``[0, length)``, so that one sweep
over where spans start and end counts every pattern; no unit has a cell of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kodeverk.analysis.agreement.coefficients import Pattern
from kodeverk.coding.speech import segments_of
from kodeverk.model import Coding, Snapshot, Source, Span, Speaker, merged
from kodeverk.views.naming import names

CHARACTER, SEGMENT, CASE = "character", "segment", "case"
UNITS = (CHARACTER, SEGMENT, CASE)


class Axis(NamedTuple):
    """Informant speech of a source as one line, in code points: labels and what others say take no room on it.

    Attributes
    ----------
    starts, ends : list of int
        Where each stretch of speech starts and ends in the text.
    before : list of int
        How much speech stands before each.

    Examples
    --------
    >>> axis = Axis.of([Span(3, 10), Span(20, 25)])
    >>> axis.length, axis.on(Span(8, 22)), axis.on(Span(12, 18))
    (12, Span(start=5, end=9), None)
    >>> axis.back(Span(5, 9))
    Span(start=8, end=22)
    """

    starts: list[int]
    ends: list[int]
    before: list[int]

    @classmethod
    def of(cls, speech: Iterable[Span]) -> Axis:
        """Return stretches of a text as one line."""
        spans = merged(list(speech))
        before = [0]
        for span in spans:
            before.append(before[-1] + span.length)
        return cls([span.start for span in spans], [span.end for span in spans], before)

    @property
    def length(self) -> int:
        """How many code points are on the line."""
        return self.before[-1]

    def on(self, span: Span) -> Span | None:
        """Return a span of the text as one on the line; None where it holds no speech."""
        start, end = self._place(span.start), self._place(span.end)
        return Span(start, end) if start < end else None

    def _place(self, position: int) -> int:
        last = bisect_right(self.starts, position) - 1
        return self.before[last] + min(position, self.ends[last]) - self.starts[last] if last >= 0 else 0

    def back(self, span: Span) -> Span:
        """Return a span on the line as the span of the text from its first code point to its last."""
        return Span(self._position(span.start), self._position(span.end - 1) + 1)

    def _position(self, place: int) -> int:
        stretch = bisect_right(self.before, place) - 1
        return self.starts[stretch] + place - self.before[stretch]


class Work(NamedTuple):
    """The codings of some coders, in the versions of the sources in force.

    Attributes
    ----------
    coders : tuple of str
    codings : dict of str to list of Coding
        By source id, in the order of the sources' names.
    coded : dict of str to set of str
        By source id, the coders with any coding in it: they are taken to have read it.
    """

    coders: tuple[str, ...]
    codings: Mapping[str, list[Coding]]
    coded: Mapping[str, set[str]]

    def judged(self, source_id: str) -> tuple[bool, ...]:
        """Return for each coder whether she has coded a source."""
        return tuple(coder in self.coded[source_id] for coder in self.coders)


def work_of(snapshot: Snapshot, coders: Sequence[str]) -> Work:
    """Return the codings of these coders, by source."""
    sources, wanted = snapshot.table(Source), set(coders)
    found: dict[str, list[Coding]] = {key: [] for key in names(snapshot).source}
    for coding in snapshot.all(Coding):
        if coding.coder in wanted and coding.version == sources[coding.source_id].version:
            found[coding.source_id].append(coding)
    return Work(tuple(coders), found, {key: {c.coder for c in codings} for key, codings in found.items()})


class Field(NamedTuple):
    """Units judged by the same coders: those of a source, or a case.

    Attributes
    ----------
    length : int
        How many units.
    judged : tuple of bool
        For each coder whether she judged them.
    marks : dict of (str, str) to list of Span
        By coder and code id, the units she uses the code on.
    """

    length: int
    judged: tuple[bool, ...]
    marks: Mapping[tuple[str, str], list[Span]]


def fields(snapshot: Snapshot, work: Work, by: str) -> list[Field]:
    """Return the units of every source, or every case, with who judged them."""
    return _cases(snapshot, work) if by == CASE else [_source(snapshot, work, key, by) for key in work.codings]


def _source(snapshot: Snapshot, work: Work, source_id: str, by: str) -> Field:
    segments = segments_of(snapshot, source_id) if work.codings[source_id] else []
    axis = Axis.of(segment.speech for segment in segments)
    bodies, ends = [segment.body for segment in segments], [segment.end for segment in segments]
    marks: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for coding in work.codings[source_id]:
        if by == CHARACTER:
            units = axis.on(coding.span)
        else:
            first, last = bisect_right(ends, coding.start), bisect_left(bodies, coding.end)
            units = Span(first, last) if first < last else None
        if units is not None:
            marks[coding.coder, coding.code_id].append(units)
    return Field(axis.length if by == CHARACTER else len(segments), work.judged(source_id), marks)


def _cases(snapshot: Snapshot, work: Work) -> list[Field]:
    """Return each case as one unit, over those of its sources that all have coded who coded any of them."""
    spoken: dict[str, set[str]] = defaultdict(set)
    for speaker in snapshot.all(Speaker):
        if speaker.case_id:
            spoken[speaker.case_id].add(speaker.source_id)
    marks: dict[tuple[str, str], dict[tuple[str, str], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for coding, cases in snapshot.with_cases([c for codings in work.codings.values() for c in codings]):
        for case in cases:
            marks[case, coding.source_id][coding.coder, coding.code_id] = [Span(0, 1)]
    made = []
    for case, sources in spoken.items():
        present = {coder for source in sources for coder in work.coded[source]}
        common = [source for source in sources if work.coded[source] == present]
        own = {key: units for source in common for key, units in marks[case, source].items()}
        made.append(Field(1 if common else 0, tuple(bool(common) and c in present for c in work.coders), own))
    return made


def patterns(found: Iterable[Field], coders: Sequence[str], codes: Iterable[str]) -> Counter[Pattern]:
    """Return how many units have which pattern: for each coder whether she uses one of these codes on it.

    None stands for a coder who did not judge the unit; what a coder who did left uncoded is False.
    """
    wanted = tuple(codes)
    counts: Counter[Pattern] = Counter()
    for field in found:
        spans = [
            merged([s for code in wanted for s in field.marks.get((coder, code), ())]) if judged else None
            for coder, judged in zip(coders, field.judged, strict=True)
        ]
        counts.update(_swept(spans, field.length))
    return counts


def _swept(by_coder: Sequence[list[Span] | None], length: int) -> Counter[Pattern]:
    """Return how many of ``[0, length)`` have which pattern, from each coder's sorted spans that are apart."""
    events = sorted(
        (place, number, opens)
        for number, spans in enumerate(by_coder)
        for span in spans or ()
        for place, opens in ((span.start, True), (span.end, False))
    )
    now: list[bool | None] = [None if spans is None else False for spans in by_coder]
    counts: Counter[Pattern] = Counter()
    last = 0
    for place, number, opens in events:
        counts[tuple(now)] += place - last
        last, now[number] = place, opens
    counts[tuple(now)] += length - last
    return +counts
