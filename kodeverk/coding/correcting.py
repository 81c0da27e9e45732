"""Correcting a text: a new version of a source, and all that counts in it moved by the correction itself.

What a coding points at is followed by the rules of `kodeverk.coding.edits`; where the text was edited outside, by
laying the two texts side by side (`kodeverk.coding.alignment`). A coding is then

- *kept*: the same span says the same;
- *moved*: another span says the same;
- *changed*: the text within it was altered, and somebody should look;
- *orphaned*: its text was taken out, or has no place that is certain, or it would become equal to another coding. It
  stays in the version it was made in, with the quote it had.

Suggestions, evidence on passages, decisions between coders, memos on turns and questions asked are moved likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol, TypeVar

from kodeverk.coding.alignment import alike
from kodeverk.coding.codings import now
from kodeverk.coding.condense import remarked
from kodeverk.errors import KodeverkError
from kodeverk.messages import _
from kodeverk.model import (
    Adjudication,
    Asked,
    Change,
    Coding,
    Condensation,
    Evidence,
    Memo,
    Plan,
    Segment,
    Snapshot,
    Source,
    SourceVersion,
    Span,
    Speaker,
    Suggestion,
    made,
    sha256,
)
from kodeverk.model.source import ROLES

KEPT, MOVED, CHANGED, ORPHANED = "kept", "moved", "changed", "orphaned"
OUTCOMES = (KEPT, MOVED, CHANGED, ORPHANED)

Placed = TypeVar("Placed", Coding, Suggestion, Evidence, Adjudication)


class Transition(Protocol):
    """A text before and after, and where a stretch of the one is in the other; None where it is nowhere for certain."""

    old: str
    new: str

    def span(self, span: Span) -> Span | None:
        """Return where a stretch of the old text is in the new one."""


class Corrected(NamedTuple):
    """A text as corrected.

    Attributes
    ----------
    transition : Transition
    segments : tuple of Segment
        Of the new text.
    roles : dict of str to str
        What each speaker label is, as far as the turn finder tells; empty where the labels are as before.
    number : int
        Version of the source that was corrected.
    original : bytes
        The file the text was read from; empty where it was edited in the study.
    report : dict
        What was found and left out in that file, or where the text was edited (`kodeverk.coding.layers`).
    """

    transition: Transition
    segments: tuple[Segment, ...]
    number: int
    roles: Mapping[str, str] = {}
    original: bytes = b""
    report: Mapping[str, object] = {}


def correct(snapshot: Snapshot, source: Source, corrected: Corrected, *, why: str = "") -> Plan:
    """Return the plan that makes a new version of a source and moves all that counts in the one in force.

    Parameters
    ----------
    snapshot : Snapshot
    source : Source
    corrected : Corrected
    why : str
        Why the text is corrected, for those who read it later.

    Raises
    ------
    KodeverkError
        If the source has got another version meanwhile, or nothing would be left of its text.
    """
    before = snapshot.version(source.id)
    if before.number != corrected.number:
        raise KodeverkError(
            f"{source.name} was corrected meanwhile: version {before.number} is in force, and this corrects version "
            f"{corrected.number}. Nothing was changed. Look at the text as it is now, and correct that."
        )
    text = corrected.transition.new
    if text == corrected.transition.old:
        return Plan([], (source.id,), _("the text is as it was: no new version"))
    if not corrected.segments or not text.strip():
        raise KodeverkError(f"Nothing would be left of the text of {source.name}. Nothing was changed.")
    number = before.number + 1
    version = before._replace(
        id=f"{source.id}/{number}", number=number, sha256=sha256(text), length=len(text), segments=corrected.segments,
        original=sha256(corrected.original) if corrected.original else "", report=corrected.report, made=now(),
        reason=why,
    )  # fmt: skip
    changes = [*made(version), Change(source, source._replace(version=number))]
    moving = _Moving(snapshot, source.id, corrected, before, version)
    moved = [*moving.placed(Coding), *moving.placed(Suggestion), *moving.placed(Evidence), *moving.placed(Adjudication)]
    changes += [*moved, *moving.memos(), *moving.asked(), *moving.speakers(), *_condensed(snapshot, moved, corrected)]
    return Plan(changes, (source.id,), "", (text,), (corrected.original,) if corrected.original else ())


def outcome(old: str, new: str, before: Span, after: Span | None) -> str:
    """Return what became of a passage: `before` is its span in the old text, `after` that in the new one, if any.

    Where lines are broken is no difference.

    >>> outcome("to sjfer her", "to sjefer her", Span(0, 8), Span(0, 9))
    'changed'
    """
    if after is None:
        return ORPHANED
    if not alike(before.of(old), after.of(new)):
        return CHANGED
    return KEPT if before == after else MOVED


class _Moving:
    """What counts in one version of a source, moved to the next."""

    def __init__(
        self, snapshot: Snapshot, source_id: str, corrected: Corrected, before: SourceVersion, version: SourceVersion
    ) -> None:
        self._snapshot, self._source_id, self._transition = snapshot, source_id, corrected.transition
        self._before, self._version, self._roles = before, version, corrected.roles
        self._number_of = _numbers(corrected.transition, before.segments, version.segments)
        self.stayed: list[Coding] = []

    def placed(self, kind: type[Placed]) -> Iterator[Change]:
        """Yield the changes of records with a span; of those that would become equal, one stays where it was.

        A suggestion nobody has decided on counts as nothing: without a place it goes; rules find what there is anew.
        """
        counting = [one for one in self._snapshot.all(kind) if self._counts(one)]
        spans = {one.id: self._transition.span(Span(one.start, one.end)) for one in counting}
        old, new = self._transition.old, self._transition.new
        told = {one.id: outcome(old, new, Span(one.start, one.end), spans[one.id]) for one in counting}
        taken = set()
        for one in sorted(counting, key=lambda one: (OUTCOMES.index(told[one.id]), one.start, one.end, one.id)):
            span = spans[one.id]
            key = _same(one), span
            if span is not None and key not in taken:
                taken.add(key)
                yield Change(one, one._replace(version=self._version.number, start=span.start, end=span.end))
            elif isinstance(one, Suggestion) and not one.decision:
                yield Change(one, None)
            elif isinstance(one, Coding):
                self.stayed.append(one)

    def _counts(self, one: Coding | Suggestion | Evidence | Adjudication) -> bool:
        return one.source_id == self._source_id and one.version == self._before.number

    def memos(self) -> Iterator[Change]:
        """Yield the changes of memos on turns; one on a turn that is gone stays with the version it was written on."""
        for memo in self._snapshot.all(Memo):
            version, _slash, number = memo.target_id.rpartition("/")
            if memo.on == "segment" and version == self._before.id and (now_at := self._number_of.get(int(number))):
                yield Change(memo, memo._replace(target_id=f"{self._version.id}/{now_at}"))

    def asked(self) -> Iterator[Change]:
        """Yield the changes of questions linked to turns; the link of a turn that is gone goes with it."""
        links = [link for link in self._snapshot.all(Asked) if link.source_id == self._source_id]
        after: dict[str, Asked] = {}
        for link in links:
            if number := self._number_of.get(link.segment):
                moved = link._replace(id=f"{self._source_id}/{number}/{link.question}", segment=number)
                after.setdefault(moved.id, moved)
        before = {link.id: link for link in links}
        for key in dict.fromkeys([*before, *after]):
            if before.get(key) != after.get(key):
                yield Change(before.get(key), after.get(key))

    def speakers(self) -> Iterator[Change]:
        """Yield the changes of speakers: labels that are new, and labels nothing counts under any more.

        A label that was written otherwise takes over role and case from the one it was; a label that is gone is kept as
        long as a coding lies in what was said under it.
        """
        known = {one.label: one for one in self._snapshot.all(Speaker) if one.source_id == self._source_id}
        labels = dict.fromkeys(segment.speaker for segment in self._version.segments if segment.speaker)
        renamed = self._renamed()
        for label in labels:
            if label not in known:
                heir = known.get(renamed.get(label, ""))
                role = heir.role if heir else self._roles.get(label, ROLES[-1])
                key = f"{self._source_id}/{label}"
                yield Change(None, Speaker(key, self._source_id, label, role, heir.case_id if heir else None))
        needed = {segment.speaker for one in self._older() for segment in self._snapshot.segments(one)}
        for label, one in known.items():
            if label and label not in labels and label not in needed:
                yield Change(one, None)

    def _renamed(self) -> dict[str, str]:
        """Return for each new label the one label that stood before the same turns, if it is there no more."""
        after = {segment.number: segment.speaker for segment in self._version.segments}
        there_still = (one for one in self._before.segments if one.number in self._number_of)
        pairs = {(after[self._number_of[one.number]], one.speaker) for one in there_still}
        there = set(after.values())
        olds = {new: [one for other, one in pairs if other == new] for new in there}
        return {new: found[0] for new, found in olds.items() if len(found) == 1 and found[0] not in there}

    def _older(self) -> Iterator[Coding]:
        """Yield the codings that stay in older versions of the source."""
        yield from self.stayed
        older = (c for c in self._snapshot.all(Coding) if c.source_id == self._source_id)
        yield from (coding for coding in older if coding.version != self._before.number)


def _same(one: Coding | Suggestion | Evidence | Adjudication) -> tuple[object, ...]:
    """Return what makes two records with the same span one."""
    if isinstance(one, Evidence):
        return one.proposition, one.coder
    return (one.layer,) if isinstance(one, Adjudication) else (one.code_id, one.coder)


def _numbers(transition: Transition, before: Iterable[Segment], after: Iterable[Segment]) -> dict[int, int]:
    """Return for each segment that is still there its number afterwards."""
    found, starts = {}, list(after)
    for segment in before:
        span = transition.span(segment.span)
        sharing = [(one.span.intersection(span), one) for one in starts if span and one.span.overlaps(span)]
        if sharing:
            most = max(sharing, key=lambda pair: (pair[1].speaker == segment.speaker, pair[0].length if pair[0] else 0))
            found[segment.number] = most[1].number
    return found


def _condensed(snapshot: Snapshot, moved: Iterable[Change], corrected: Corrected) -> Iterator[Change]:
    """Yield the changes of condensations whose codings say what they said: these are not stale for that."""
    pairs = []
    for change in moved:
        before, after = change.before, change.after
        if isinstance(before, Coding) and isinstance(after, Coding):
            texts = before.span.of(corrected.transition.old), after.span.of(corrected.transition.new)
            pairs += [(before, after)] if alike(*texts) else []
    for condensation in snapshot.all(Condensation):
        seen = remarked(condensation.seen, pairs)
        if seen != condensation.seen:
            yield Change(condensation, condensation._replace(seen=seen))
