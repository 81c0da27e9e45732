"""The interviews of a study, in order, and who speaks in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kodeverk.errors import KodeverkError
from kodeverk.model import Case, Snapshot, Source, Speaker
from kodeverk.views.naming import names


def interviews(snapshot: Snapshot, order: Sequence[str] | None = None) -> list[Source]:
    """Return the sources of kind *interview*, in the order they were held.

    Parameters
    ----------
    snapshot : Snapshot
    order : sequence of str, optional
        Names of all interviews, in the order they were held; without it, by name.

    Raises
    ------
    UnknownName
        If a name is no source's.
    KodeverkError
        If the order leaves interviews out, names one twice or names a source that is no interview.
    """
    held = [snapshot.table(Source)[key] for key in names(snapshot).source]
    held = [source for source in held if source.kind == "interview"]
    if order is None:
        return held
    chosen = [snapshot.source(name) for name in order]
    if sorted(chosen) != sorted(held):
        missing = [source.name for source in held if source not in chosen]
        wrong = [source.name for source in chosen if source not in held or chosen.count(source) > 1]
        told = f"missing: {', '.join(missing) or 'none'}; wrong or twice: {', '.join(dict.fromkeys(wrong)) or 'none'}"
        raise KodeverkError(f"The order must name each of the {len(held)} interviews once ({told}).")
    return chosen


def heard_in(snapshot: Snapshot) -> Mapping[str, tuple[Case, ...]]:
    """Return the cases that speak in each source, by the source's id, in order of name."""
    return snapshot.derive("heard in", lambda: _heard_in(snapshot))


def _heard_in(snapshot: Snapshot) -> Mapping[str, tuple[Case, ...]]:
    known = {(speaker.source_id, speaker.case_id) for speaker in snapshot.all(Speaker)}
    cases = snapshot.table(Case)
    return {
        source: tuple(cases[case] for case in names(snapshot).case if (source, case) in known)
        for source in names(snapshot).source
    }
