"""What of a study, or of a selection of one, may leave: nothing of what was filtered away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kodeverk.model import TABLES, Coding, Record, Snapshot, SourceVersion, Speaker, sha256
from kodeverk.refi.references import REFERENCES, Tables, fitting

COVER = "█"
"""What stands for each letter of somebody who is not in the selection; lengths are kept, so that positions fit."""

_LETTER = re.compile(r"\S")


class Handing(NamedTuple):
    """A study, or a selection of one, as it may be handed out.

    Attributes
    ----------
    snapshot : Snapshot
    texts : dict of str to str
        By their SHA-256 the texts in which something is covered.
    left : dict of str to int
        How many records of each table stay behind, since they name what is not handed out.
    covered : int
        How many turns of others are covered.
    """

    snapshot: Snapshot
    texts: Mapping[str, str]
    left: Mapping[str, int]
    covered: int

    def text(self, version: SourceVersion) -> str:
        """Return the text of a version as it may be handed out."""
        covered = self.texts.get(version.sha256)
        return self.snapshot.text(version.source_id, version.number) if covered is None else covered

    def all_texts(self, versions: Iterable[SourceVersion]) -> dict[str, str]:
        """Return the texts of versions as they may be handed out, by the SHA-256 the versions name."""
        return self.snapshot.texts(v for v in versions if v.sha256 not in self.texts) | dict(self.texts)

    def quote(self, coding: Coding) -> str:
        """Return the words of a coding as they may be handed out."""
        return self.text(self.snapshot.version(coding.source_id, coding.version))[coding.start : coding.end]


def handing(snapshot: Snapshot, *, selection: bool) -> Handing:
    """Return what may be handed out of a snapshot.

    Parameters
    ----------
    snapshot : Snapshot
    selection : bool
        Whether something was filtered away. Then what rests on it stays behind too: condensations and claims that
        count it, actors and coders nothing that is left names, and the turns of persons who are not in the selection.
    """
    tables: Mapping[str, Mapping[str, Record]] = {name: snapshot.table(kind) for name, kind in TABLES.items()}
    before = {name: len(records) for name, records in tables.items()}
    texts: dict[str, str] = {}
    covered = 0
    if selection:
        tables, texts, covered = _covered(snapshot, tables)
        tables = _resting_on_what_is_left(tables)
    kept, _gone = fitting(tables)
    if selection:
        kept = _named(kept)
    for name, kind in TABLES.items():
        snapshot = snapshot.replacing(kind, kept[name].values())
    left = {name: count - len(kept[name]) for name, count in before.items() if count > len(kept[name])}
    return Handing(snapshot, texts, left, covered)


def _resting_on_what_is_left(tables: Mapping[str, Mapping[str, Record]]) -> Tables:
    kept: Tables = {name: dict(records) for name, records in tables.items()}
    codings = tables["coding"]
    kept["condensation"] = {id: c for id, c in kept["condensation"].items() if set(c.codings) <= set(codings)}
    kept["claim"] = {}
    for id, one in kept["suggestion"].items():
        if one.coding_id not in codings:
            kept["suggestion"][id] = one._replace(coding_id=None)
    return kept


def _named(tables: Tables) -> Tables:
    """Return the tables without the actors that no relation names, and the coders that no record does."""
    related = {id for one in tables["relation"].values() for id in (one.from_actor, one.to_actor, one.initiator)}
    actors = tables["actor"]
    while more := {
        id for actor in related & actors.keys() for id in (*actors[actor].members, actors[actor].fills)
    } - related:  # fmt: skip
        related |= more
    tables["actor"] = {id: one for id, one in actors.items() if id in related}
    used = {
        getattr(one, field)
        for name, fields in REFERENCES.items()
        for field, target in fields.items()
        if target == "coder"
        for one in tables[name].values()
    }
    tables["coder"] = {id: one for id, one in tables["coder"].items() if id in used}
    return tables


# --- the turns of others ---------------------------------------------------------------------


def _covered(
    snapshot: Snapshot, tables: Mapping[str, Mapping[str, Record]]
) -> tuple[Mapping[str, Mapping[str, Record]], dict[str, str], int]:
    """Return the tables and texts with the turns covered of those who share a source with somebody selected."""
    others: dict[str, set[str]] = defaultdict(set)
    selected = {s.source_id for s in snapshot.all(Speaker) if s.case_id is not None}
    for speaker in snapshot.all(Speaker):
        if speaker.role != "interviewer" and speaker.label and speaker.case_id is None:
            others[speaker.source_id].add(speaker.label)
    texts: dict[str, str] = {}
    versions: dict[str, Record] = {}
    covered = 0
    for version in snapshot.all(SourceVersion):
        labels = others[version.source_id] if version.source_id in selected else set()
        if any(segment.speaker in labels for segment in version.segments):
            version, text, count = _cover(snapshot, version, labels)
            texts[version.sha256] = text
            covered += count
        versions[version.id] = version
    speakers = {
        id: one
        for id, one in tables["speaker"].items()
        if not (isinstance(one, Speaker) and one.source_id in selected and one.label in others[one.source_id])
    }
    return {**tables, "source_version": versions, "speaker": speakers}, texts, covered


def _cover(snapshot: Snapshot, version: SourceVersion, labels: set[str]) -> tuple[SourceVersion, str, int]:
    text = snapshot.text(version.source_id, version.number)
    signs, segments = list(text), list(version.segments)
    count = 0
    for place, segment in enumerate(segments):
        if segment.speaker in labels:
            signs[segment.start : segment.end] = _LETTER.sub(COVER, text[segment.start : segment.end])
            segments[place] = segment._replace(speaker="", body=segment.start)
            count += 1
    text = "".join(signs)
    return version._replace(sha256=sha256(text), original="", segments=tuple(segments)), text, count
