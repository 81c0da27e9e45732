"""The versions of a theory a study has had, with what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.theory.diff import TheoryDiff, Written, theory_diff
from kodeverk.errors import UnknownName
from kodeverk.messages import _
from kodeverk.model import Event, Proposition, Snapshot, Theory
from kodeverk.model.names import unknown
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd


class TheoryVersion(NamedTuple):
    """A theory as one transaction left it.

    Attributes
    ----------
    seq : int
        Number of the transaction.
    at : str
        When, ISO 8601 in UTC.
    who, version : str
        Who brought it in; the version the file gives itself, empty where the theory was taken out.
    propositions : int
        How many it has from then on.
    diff : TheoryDiff
        What changed since the version before.
    """

    seq: int
    at: str
    who: str
    version: str
    propositions: int
    diff: TheoryDiff

    @property
    def title(self) -> str:
        """The version the file gives itself with date and transaction: two states may give themselves one version."""
        return _("{version} ({date}, transaction {seq})").format(
            version=self.version or "–", date=self.at[:10], seq=self.seq
        )


class TheoryVersions(NamedTuple):
    """The versions of a theory a study has had, oldest first."""

    theory: str
    versions: tuple[TheoryVersion, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per version. Columns: seq, at, who, version, propositions (a count), changes (in words)."""
        import pandas as pd

        rows = [(*v[:5], v.diff.summary()) for v in self.versions]
        return pd.DataFrame(rows, columns=["seq", "at", "who", "version", "propositions", "changes"])

    def __repr__(self) -> str:
        return f"<{self.theory}: {', '.join(version.title for version in self.versions)}>"

    def _repr_html_(self) -> str:
        parts = [html.tag("h3", self.theory)]
        for v in self.versions:
            parts.append(html.tag("h4", f"{v.title}, {v.who}"))
            first = not v.diff.before
            parts.append(html.tag("p", v.diff.summary()) if first else html.items(v.diff.marked))
        return str(html.block(*parts))


def theory_versions(snapshot: Snapshot, theory: str) -> TheoryVersions:
    """Return each version of a theory that the study has had, from the change log, with what changed.

    What was undone is a version too, and its undoing another.

    Raises
    ------
    UnknownName
        If the study has never had the theory.
    """
    events = [e for e in snapshot.history(Theory) if e.change.record.id == theory]
    events += [e for e in snapshot.history(Proposition) if getattr(e.change.record, "theory", "") == theory]
    if not events:
        raise UnknownName(unknown("theory", theory, snapshot.table(Theory)))
    found: list[TheoryVersion] = []
    state: dict[str, Theory | Proposition] = {}
    for seq, changes in groupby(sorted(events, key=lambda e: e.seq), key=lambda e: e.seq):
        before, made = _written(state), list(changes)
        state = _after(state, made)
        after = _written(state)
        diff = theory_diff(before, after)
        version = after[0].version if after[0] else ""
        found.append(TheoryVersion(seq, made[0].at, made[0].who, version, len(after[1]), diff))
    return TheoryVersions(theory, tuple(found))


def _after(state: dict[str, Theory | Proposition], events: Iterable[Event]) -> dict[str, Theory | Proposition]:
    left = dict(state)
    for event in events:
        after = event.change.after
        left.pop(event.change.record.id, None)
        if isinstance(after, Theory | Proposition):
            left[after.id] = after
    return left


def _written(state: dict[str, Theory | Proposition]) -> Written:
    theory = next((r for r in state.values() if isinstance(r, Theory)), None)
    return theory, [r for r in state.values() if isinstance(r, Proposition)]
