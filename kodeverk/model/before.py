"""Propositions said to be older than the coding, where dates or the change log do not bear it out."""

from __future__ import annotations

from collections.abc import Mapping

from kodeverk.model.coding import Coding
from kodeverk.model.snapshot import Snapshot
from kodeverk.model.theory import Proposition, Theory

DATED = "dated after the first coding"
CAME_IN = "came in after the first coding"

_DAY, _SECOND = len("2026-11-21"), len("2026-11-21T08:30:00")


def not_borne_out(snapshot: Snapshot) -> Mapping[str, str]:
    """Return why it is not borne out that a proposition is older than the coding, by the ids of those said to be.

    `DATED` where its own date, or else its theory's, is after that of the first coding; `CAME_IN` where it came into
    the study after the first coding, so that the study itself cannot show it.
    """
    return snapshot.derive("not borne out", lambda: _not_borne_out(snapshot))


def _not_borne_out(snapshot: Snapshot) -> dict[str, str]:
    first, theories = first_coding(snapshot), snapshot.table(Theory)
    found: dict[str, str] = {}
    for proposition in snapshot.all(Proposition) if first else ():
        theory = theories.get(proposition.theory, Theory(proposition.theory, "", proposition.statement))
        if (proposition.relative_to_coding or theory.relative_to_coding) != "before":
            continue
        if (proposition.written or theory.written) > first[:_DAY]:
            found[proposition.id] = DATED
        elif _came_in(snapshot).get(proposition.id, "")[:_SECOND] > first[:_SECOND]:
            found[proposition.id] = CAME_IN
    return found


def first_coding(snapshot: Snapshot) -> str:
    """Return when the first coding was made, ISO 8601; empty where nothing says."""
    return min((coding.made for coding in snapshot.all(Coding) if coding.made), default="")


def _came_in(snapshot: Snapshot) -> dict[str, str]:
    """Return when each proposition first came into the study, by id."""

    def first() -> dict[str, str]:
        found: dict[str, str] = {}
        for event in snapshot.history(Proposition):
            found.setdefault(event.change.record.id, event.at)
        return found

    return snapshot.derive("propositions came in", first)
