"""How people are named in what is handed over: coders, speakers, and the place a quote was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kodeverk.messages import _
from kodeverk.model import Coder, Coding, Evidence, Memo, Snapshot, Source
from kodeverk.views.quotes import speaker_line
from kodeverk.views.removed import mark, marked

LANGUAGE_ATTRIBUTES = ("language", "språk", "målform")


class Naming(NamedTuple):
    """How the people of one study are named in one report.

    Attributes
    ----------
    snapshot : Snapshot
    coders : dict of str to str
        What each coder is called: ``K1``, ``K2`` ... unless names are asked for.
    """

    snapshot: Snapshot
    coders: dict[str, str]

    def coder(self, coder_id: str) -> str:
        """Return what a coder is called."""
        return self.coders.get(coder_id, coder_id)

    def speaker(self, coding: Coding) -> str:
        """Return who says what a coding points at: case, office, role and line; several joined by ``;``."""
        return "; ".join(speaker_line(self.snapshot, case) for case in self.snapshot.cases_of(coding) or (None,))


def naming(snapshot: Snapshot, coder_names: bool = False) -> Naming:
    """Return how people are named; coders are persons too, so they go by K1, K2 ... unless asked otherwise.

    Persons are numbered in the order of their ids; rules and models keep their names.

    Parameters
    ----------
    snapshot : Snapshot
    coder_names : bool
        Whether persons keep their names.
    """
    if coder_names:
        return Naming(snapshot, {})
    kinds = {coder.id: coder.kind for coder in snapshot.all(Coder)}
    records: list[Coding | Evidence | Memo] = [*snapshot.all(Coding), *snapshot.all(Evidence), *snapshot.all(Memo)]
    used = {record.coder for record in records}
    # Those who coded come first, so that a study's K1 is not somebody who only set it up.
    people = dict.fromkeys(name for name in (*sorted(used), *sorted(kinds)) if kinds.get(name, "person") == "person")
    return Naming(snapshot, numbered(people))


def numbered(coders: Iterable[str]) -> dict[str, str]:
    """Return K1, K2 ... for coders, in the order given.

    >>> numbered(["ida", "ola"])
    {'ida': 'K1', 'ola': 'K2'}
    """
    return {name: _("K{number}").format(number=number) for number, name in enumerate(coders, 1)}


def place(snapshot: Snapshot, coding: Coding) -> str:
    """Return source and segment of a coding, such as ``inf-05, segment 17``, with the time where it is known."""
    where, segments = _segments(snapshot, coding), snapshot.segments(coding)
    if segments and segments[0].seconds is not None:
        where = f"{where}, {clock(segments[0].seconds)}"
    return marked(where, mark(snapshot, coding))


def spot(snapshot: Snapshot, coding: Coding) -> str:
    """Return source and segment of a coding, or segments as ``inf-05, segments 17–19``, marked if its text is gone."""
    return marked(_segments(snapshot, coding), mark(snapshot, coding))


def _segments(snapshot: Snapshot, coding: Coding) -> str:
    name = snapshot.table(Source)[coding.source_id].name
    segments = snapshot.segments(coding)
    if not segments:
        return name
    first, last = segments[0], segments[-1]
    if first is last:
        return _("{source}, segment {segment}").format(source=name, segment=first.number)
    return _("{source}, segments {first}–{last}").format(source=name, first=first.number, last=last.number)


def clock(seconds: float) -> str:
    """Return a time in a recording as ``h:mm:ss``.

    >>> clock(3671.4)
    '1:01:11'
    """
    whole = int(seconds)
    return f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"


def tongue(snapshot: Snapshot, coding: Coding) -> str:
    """Return the language tag of a quote: ``nn-NO`` where a case is known to speak nynorsk, else ``nb-NO``."""
    return tongue_of(snapshot, snapshot.cases_of(coding))


def tongue_of(snapshot: Snapshot, cases: Iterable[str]) -> str:
    """Return the language tag of what cases say: ``nn-NO`` where one is known to speak nynorsk, else ``nb-NO``."""
    for case_id in cases:
        values = snapshot.values(case_id)
        spoken = {str(values[name].value).casefold() for name in LANGUAGE_ATTRIBUTES if name in values}
        if spoken & {"nn", "nynorsk", "nn-no"}:
            return "nn-NO"
    return "nb-NO"
