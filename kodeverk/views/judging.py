"""Where a case stands to a proposition by what was judged of it, and where coders judge one passage oppositely.

Coders who are at odds over a passage are no person who contradicts herself: what they judge of it counts
neither way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kodeverk.model import CONTRADICTS, ILLUSTRATES, NUANCES, SUPPORTS, Coding, Evidence, Snapshot, Span

MIXED, DISPUTED = "mixed", "disputed"
_SIDES = (SUPPORTS, CONTRADICTS)


class Judgement(NamedTuple):
    """One piece of evidence with the passage it judges."""

    evidence: Evidence
    passage: Coding


def judgements(snapshot: Snapshot) -> Mapping[tuple[str, str | None], list[Judgement]]:
    """Return all evidence by the ids of proposition and case; the case is None for speech that is bound to nobody."""
    return snapshot.derive("judgements", lambda: _judgements(snapshot))


def _judgements(snapshot: Snapshot) -> dict[tuple[str, str | None], list[Judgement]]:
    codings = snapshot.table(Coding)
    found: dict[tuple[str, str | None], list[Judgement]] = defaultdict(list)
    for evidence in snapshot.all(Evidence):
        passage = evidence.passage(codings)
        for case_id in snapshot.cases_of(passage) or (None,):
            found[evidence.proposition, case_id].append(Judgement(evidence, passage))
    return dict(found)


def by_passage(judged: Iterable[Judgement]) -> list[list[Judgement]]:
    """Return judgements passage by passage: spans of one version of a source that overlap are one passage."""
    found: list[list[Judgement]] = []
    end = 0
    for one in sorted(judged, key=_place):
        if found and _place(found[-1][0])[:2] == _place(one)[:2] and one.passage.start < end:
            found[-1].append(one)
            end = max(end, one.passage.end)
        else:
            found.append([one])
            end = one.passage.end
    return found


def _place(one: Judgement) -> tuple[str, int, Span, str, str]:
    return one.passage.source_id, one.passage.version, one.passage.span, one.evidence.coder, one.evidence.id


def hull(judged: Iterable[Judgement]) -> Span:
    """Return the span from where the first passage begins to where the last ends."""
    spans = [one.passage.span for one in judged]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def sides(judged: Iterable[Judgement]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the coders who judge for, and those who judge against, each once."""
    pairs = list(judged)
    one, other = (tuple(dict.fromkeys(j.evidence.coder for j in pairs if j.evidence.stance == s)) for s in _SIDES)
    return one, other


def disputed(judged: Iterable[Judgement]) -> list[list[Judgement]]:
    """Return the passages one coder judges to be for, and another against."""
    found = []
    for passage in by_passage(judged):
        one, other = sides(passage)
        if one and other and len({*one, *other}) > 1:
            found.append(passage)
    return found


def settled(judged: Iterable[Judgement]) -> list[Judgement]:
    """Return what is judged of one case, without what is judged for or against of passages coders dispute.

    What a coder judged stands all the same where she by herself judged the case to speak both ways.
    """
    every = list(judged)
    found: dict[str, set[str]] = defaultdict(set)
    for one in every:
        found[one.evidence.coder].add(one.evidence.stance)
    both = {coder for coder, stances in found.items() if stances.issuperset(_SIDES)}
    open_to_dispute = {one for passage in disputed(every) for one in passage if one.evidence.stance in _SIDES}
    return [one for one in every if one not in open_to_dispute or one.evidence.coder in both]


def stance_of(judged: Iterable[Judgement]) -> str:
    """Return where one case stands to a proposition by what is judged of it.

    ``mixed`` where one coder judged both ways, or passages that nobody disputes go both ways; else the first of
    ``supports``, ``contradicts``, ``nuances`` that is not disputed; ``disputed`` where coders judge one passage
    oppositely and nothing else is judged but illustrations; else ``illustrates``.
    """
    every = list(judged)
    stances = {one.evidence.stance for one in settled(every)}
    if stances.issuperset(_SIDES):
        return MIXED
    first = next((stance for stance in (SUPPORTS, CONTRADICTS, NUANCES) if stance in stances), None)
    return first or (DISPUTED if disputed(every) else ILLUSTRATES)
