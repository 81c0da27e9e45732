"""Cleaning: a correction made by rules. The text as it was stays readable, and every layer says which rules made it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, cast

from kodeverk.coding.correcting import Corrected, correct
from kodeverk.coding.drafting import Draft, How, drafted, narrowed
from kodeverk.coding.edits import Edited
from kodeverk.coding.layers import Layer, kept, placed
from kodeverk.coding.turning import segments_after
from kodeverk.coding.ways import DividedAnew
from kodeverk.errors import UnknownName
from kodeverk.language.cleaning.rules import RULES
from kodeverk.messages import _
from kodeverk.model import Plan, Segment, Snapshot, Source, SourceVersion, Span, content_id, sha256


class Proposed(NamedTuple):
    """A change rules propose, in the version of a source that is in force.

    Attributes
    ----------
    id : str
        Eight hexadecimal digits, the same as long as the version is in force.
    source_id : str
    version : int
    draft : Draft
    """

    id: str
    source_id: str
    version: int
    draft: Draft


def proposed(snapshot: Snapshot, source: Source, wanted: How) -> list[Proposed]:
    """Return the changes rules propose in a source, in order; without those struck out in an earlier cleaning of it."""
    version, text = snapshot.version(source.id), snapshot.text(source.id)
    struck = _struck(snapshot, source)
    found = []
    for draft in drafted(text, version.segments, wanted):
        key = content_id("cleaning", version.id, draft.start, draft.end, draft.text)
        again = any(rule in draft.rules and span.overlaps(Span(draft.start, draft.end)) for span, rule in struck)
        if not again:
            found.append(Proposed(key.replace("-", "")[:8], source.id, version.number, draft))
    return found


def _struck(snapshot: Snapshot, source: Source) -> list[tuple[Span, str]]:
    """Return what was struck out of earlier cleanings of a source, where it stands in the version in force."""
    found = []
    for number in range(2, source.version + 1):
        cleaning = cleaning_of(snapshot.version(source.id, number))
        for start, end, rule in cleaning.get("struck", ()):
            place = placed(snapshot, source, Span(start, end), number - 1, source.version)
            if place.start is not None and place.end is not None:
                found.append((Span(place.start, place.end), rule))
    return found


def cleaning_of(version: SourceVersion) -> Mapping[str, Any]:
    """Return what a version keeps of the cleaning that made it: rules, keep, words, struck; empty for others."""
    return cast("Mapping[str, Any]", version.report.get("cleaning", {}))


def clean(
    snapshot: Snapshot,
    sources: Iterable[Source],
    wanted: How,
    divided_anew: DividedAnew,
    *,
    without: Collection[str] = (),
    why: str = "",
) -> Plan:
    """Return the plan that makes a cleaned version of each source in which the rules find something.

    Parameters
    ----------
    snapshot : Snapshot
    sources : iterable of Source
    wanted : How
    divided_anew : function
    without : collection of str
        Ids of proposed changes that are not made, and not proposed again.
    why : str

    Raises
    ------
    UnknownName
        If an id belongs to no change proposed here.
    """
    found = {source.id: (source, proposed(snapshot, source, wanted)) for source in sources}
    known = {one.id for _source, changes in found.values() for one in changes} | _struck_before(snapshot, set(found))
    if strange := sorted(set(without) - known):
        raise UnknownName(
            f"No change with the id {strange[0]!r} is proposed by these rules in these sources. Ids hold as long "
            "as the version they were found in: look at cleanings() again. Nothing was changed."
        )
    now, plans = snapshot, []
    for source, changes in found.values():
        made = [one.draft for one in changes if one.id not in without]
        if made:
            struck = [one for one in changes if one.id in without]
            corrected = _cleaned(now, source, (made, struck), wanted, divided_anew)
            plans.append(correct(now, source, corrected, why=why))
            now = now.supposing(plans[-1].changes)
    note = "" if plans else _("the rules find nothing to change")
    texts = tuple(chain.from_iterable(plan.texts for plan in plans))
    every = list(chain.from_iterable(plan.changes for plan in plans))
    return Plan(every, tuple(plan.ids[0] for plan in plans), note, texts)


def _struck_before(snapshot: Snapshot, sources: Collection[str]) -> set[str]:
    """Return the ids of changes struck out in earlier cleanings of sources, so that the same call can be made again."""
    versions = (version for version in snapshot.all(SourceVersion) if version.source_id in sources)
    return {one for version in versions for one in cleaning_of(version).get("without", ())}


def _cleaned(
    snapshot: Snapshot,
    source: Source,
    drafts: tuple[list[Draft], list[Proposed]],
    wanted: How,
    divided_anew: DividedAnew,
) -> Corrected:
    version, text = snapshot.version(source.id), snapshot.text(source.id)
    made, struck = drafts
    edits = [edit for draft in made for edit in narrowed(text, draft)]
    edited = Edited(text, edits)
    taken, moved = kept(edited), _moved(made)
    segments = _unbroken(segments_after(version.segments, edited)[0], edited.new)
    roles: Mapping[str, str] = {}
    if moved and (anew := divided_anew(text, version.segments, edited.new, segments)) is not None:
        segments, roles = anew.segments, anew.roles
    counts = Counter(rule for draft in made for rule in draft.rules)
    cleaning: dict[str, object] = {
        "rules": [{"rule": rule, "version": RULES[rule].version, "changes": counts[rule]} for rule in wanted.rules],
        "keep": sorted(wanted.keep),
        "struck": [[one.draft.start, one.draft.end, rule] for one in struck for rule in one.draft.rules],
        "without": [one.id for one in struck],
    }
    if wanted.words:
        cleaning["words"] = sha256("\n".join(f"{old},{new}" for old, new in sorted(wanted.words.items())))
    report = {**taken, "cleaning": cleaning, **({"moved": [[*one] for one in moved]} if moved else {})}
    transition = (
        Layer(text, edited.new, [(e.start, e.end, len(e.text)) for e in edited.edits], moved) if moved else edited
    )
    return Corrected(transition, segments, version.number, roles, report=report)


def _moved(drafts: Sequence[Draft]) -> list[tuple[int, int, int]]:
    """Return what drafts only move, by where it stands in the text after all of them."""
    found, shift = [], 0
    for draft in drafts:
        found += [(start, end, draft.start + shift + to) for start, end, to in draft.moved]
        shift += len(draft.text) - (draft.end - draft.start)
    return found


def _unbroken(segments: Iterable[Segment], text: str) -> tuple[Segment, ...]:
    """Return segments with paragraphs that now stand on one line, a word joined across them, as one."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        if last and last.kind == segment.kind == "paragraph" and last.end == segment.start:
            found[-1] = last._replace(end=segment.end)
        else:
            found.append(segment)
    return tuple(segment._replace(number=number) for number, segment in enumerate(found, 1))
