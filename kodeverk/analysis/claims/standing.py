"""What a claim was counted from when it was last recorded, and what has changed since."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from kodeverk.analysis.claims.counting import Count, Member
from kodeverk.analysis.claims.verdict import standing_label, verdict_label
from kodeverk.messages import _, _n
from kodeverk.model import Case, Claim, Snapshot, Source, sha256

_DIGITS = 12


def fingerprint(counts: Sequence[Count]) -> str:
    """Return what a claim is counted from: by unit and member the status, and a digest of ids and spans of passages.

    JSON, so that it can be told who has moved since; it holds ids and no words.
    """
    found = {one.unit: {m.id: [m.status, m.among, _digest(m)] for m in one.members} for one in counts}
    return json.dumps(found, sort_keys=True, separators=(",", ":"))


def _digest(member: Member) -> str:
    places = sorted((c.id, c.version, c.start, c.end) for c in member.codings)
    seen = [*places, member.seen] if member.seen else places
    return sha256(json.dumps(seen))[:_DIGITS] if seen else ""


def changes(snapshot: Snapshot, claim: Claim, verdict: str, counts: Sequence[Count]) -> list[str]:
    """Return what has changed since a claim was recorded, in words; empty where nothing has."""
    told = []
    if claim.verdict and claim.verdict != verdict:
        text = _("The verdict was {before}, and is {after}.")
        told.append(text.format(before=verdict_label(claim.verdict), after=verdict_label(verdict)))
    if claim.seen and counts and claim.seen != fingerprint(counts):
        before = json.loads(claim.seen)
        for one in counts:
            told += _moved(snapshot, partial(standing_label, claim, one.unit), before.get(one.unit, {}), one.members)
    return list(dict.fromkeys(told))


def _moved(
    snapshot: Snapshot,
    label: Callable[[str], str],
    before: dict[str, tuple[str, bool, str]],
    members: Iterable[Member],
) -> Iterator[str]:
    now = {member.id: member for member in members}
    for key, member in now.items():
        if key not in before:
            yield _("{case} is counted now: {status}.").format(case=member.name, status=label(member.status))
            continue
        status, among, digest = before[key]
        if status != member.status:
            text = _("{case} moved from {before} to {after}.")
            yield text.format(case=member.name, before=label(status), after=label(member.status))
        elif digest != _digest(member):
            yield _("{case}: other passages.").format(case=member.name)
        elif among != member.among:
            yield _("{case}: it is known otherwise whether the claim speaks of it.").format(case=member.name)
    if gone := [key for key in before if key not in now]:
        text = _n("{cases} is no longer counted.", "{count} are no longer counted: {cases}.", len(gone))
        yield text.format(count=len(gone), cases=", ".join(_named(snapshot, gone)))


def _named(snapshot: Snapshot, keys: Iterable[str]) -> Iterator[str]:
    """Yield what those no longer counted were called: cases by name, of items their sources, each with how many.

    A selection may lack them; the change log has them.
    """
    written = [event.change.record for kind in (Case, Source) for event in snapshot.history(kind)]
    known = {one.id: one.name for one in written if isinstance(one, Case | Source)}
    for name, n in Counter(known.get(key.partition("/")[0], key) for key in keys).items():
        yield name if n == 1 else f"{name} ({n})"
