"""What a claim was counted from when it was last recorded, and what has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from kodeverk.analysis.claims.counting import Count, Member
from kodeverk.analysis.claims.verdict import verdict_label
from kodeverk.messages import _
from kodeverk.model import Claim, Snapshot, sha256
from kodeverk.views.asked import status_label
from kodeverk.views.naming import names

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
            told += _moved(snapshot, before.get(one.unit, {}), one.members)
    return list(dict.fromkeys(told))


def _moved(snapshot: Snapshot, before: dict[str, tuple[str, bool, str]], members: Iterable[Member]) -> Iterator[str]:
    now = {member.id: member for member in members}
    for key, member in now.items():
        if key not in before:
            yield _("{case} is counted now: {status}.").format(case=member.name, status=status_label(member.status))
            continue
        status, among, digest = before[key]
        if status != member.status:
            text = _("{case} moved from {before} to {after}.")
            yield text.format(case=member.name, before=status_label(status), after=status_label(member.status))
        elif digest != _digest(member):
            yield _("{case}: other passages.").format(case=member.name)
        elif among != member.among:
            yield _("{case}: it is known otherwise whether the claim speaks of it.").format(case=member.name)
    for key in before:
        if key not in now:
            yield _("{case} is no longer counted.").format(case=names(snapshot).case.get(key, key))
