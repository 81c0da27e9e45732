"""Meaning condensation: what a case says under a theme, summed up by a person and tied to its codings.

Kvale & Brinkmann (2009), InterViews: Learning the Craft of Qualitative Research Interviewing, on meaning condensation.
Which codings of a case stand under a theme is asked of the views, and handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kodeverk.coding.codings import now
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import _
from kodeverk.model import Change, Coding, Condensation, Plan, Snapshot, canonical, content_id, sha256

_DIGITS = 8
"""Hexadecimal digits kept of each hash: of the few codings of one case under one theme, no two will be alike."""


class Drift(NamedTuple):
    """How the codings of a case under a theme differ from those a condensation was written on.

    Attributes
    ----------
    came, went, moved : int
        Codings that are new, that are gone, and that have another span, version or code.
    """

    came: int
    went: int
    moved: int

    def __bool__(self) -> bool:
        return any(self)


def fingerprint(codings: Iterable[Coding]) -> str:
    """Return what tells these codings from any others: one ``<coding>:<place and code>`` for each, sorted.

    Both halves are the first eight hexadecimal digits of a SHA-256, so that it can be told afterwards which
    codings came, went and moved, while no word of the interview is in it.

    Examples
    --------
    >>> coding = Coding("k", "s", 1, 0, 9, "c", "ida")
    >>> fingerprint([coding]) == fingerprint([coding]), fingerprint([coding]) == fingerprint([coding._replace(end=8)])
    (True, False)
    """
    return " ".join(sorted({_mark(coding) for coding in codings}))


def _mark(coding: Coding) -> str:
    place = "\x1f".join(map(str, (coding.source_id, coding.version, coding.start, coding.end, coding.code_id)))
    return f"{sha256(coding.id)[:_DIGITS]}:{sha256(place)[:_DIGITS]}"


def drift(seen: str, codings: Iterable[Coding]) -> Drift:
    """Return what has become of the codings since a fingerprint was taken.

    Examples
    --------
    >>> one, other = Coding("k", "s", 1, 0, 9, "c", "ida"), Coding("m", "s", 1, 20, 30, "c", "ida")
    >>> drift(fingerprint([one]), [one._replace(start=2), other])
    Drift(came=1, went=0, moved=1)
    """
    before, after = _marks(seen), _marks(fingerprint(codings))
    moved = sum(after[key] != before[key] for key in before.keys() & after.keys())
    return Drift(len(after.keys() - before.keys()), len(before.keys() - after.keys()), moved)


def _marks(seen: str) -> Mapping[str, str]:
    return dict(mark.split(":", 1) for mark in seen.split())


def remarked(seen: str, pairs: Iterable[tuple[Coding, Coding]]) -> str:
    """Return a fingerprint as it is of codings that were moved while they say the same.

    >>> one = Coding("k", "s", 1, 0, 9, "c", "ida")
    >>> remarked(fingerprint([one]), [(one, one._replace(start=2))]) == fingerprint([one._replace(start=2)])
    True
    """
    now_as = {_mark(before): _mark(after) for before, after in pairs}
    return " ".join(sorted(now_as.get(mark, mark) for mark in seen.split()))


def condense(
    snapshot: Snapshot,
    summed: tuple[str, str],
    text: str,
    under: Sequence[Coding],
    *,
    coder: str,
    codings: Iterable[str] | None = None,
    seen: str | None = None,
) -> Plan:
    """Return the plan that sums up a case under a theme; one coder's new text takes the place of her former one.

    Parameters
    ----------
    snapshot : Snapshot
    summed : (str, str)
        Id of the case, and the theme as ``kind:id``.
    text : str
    under : sequence of Coding
        Every coding of the case under the theme.
    coder : str
    codings : iterable of str, optional
        Ids of the codings it rests on; without it all of `under`.
    seen : str, optional
        Fingerprint of the codings the text was written on, where that was at another time than now.

    Raises
    ------
    KodeverkError
        If the text is empty, or the case has no coding under the theme: there is no condensation without source.
    UnknownName
        If one of `codings` is no coding of the case under the theme.
    """
    case_id, theme = summed
    written = canonical(text).text.strip()
    if not written:
        raise KodeverkError("An empty condensation sums up nothing; remove_condensation takes one away.")
    if not coder.strip():
        raise UnknownName("Who condenses? Give the coder's name.")
    known = dict.fromkeys(coding.id for coding in under)
    chosen = tuple(dict.fromkeys(known if codings is None else codings))
    if strange := [key for key in chosen if key not in known]:
        raise UnknownName(
            f"{len(strange)} of {len(chosen)} ids are no codings of the case under the theme: "
            f"{', '.join(strange[:5])}. Nothing was changed."
        )
    if not chosen:
        raise KodeverkError(
            "Nothing of the case is coded under the theme, so there is nothing to sum up: no condensation without "
            "source. Code what it rests on first. Nothing was changed."
        )
    before = next((c for c in written_by(snapshot, case_id, theme) if c.coder == coder), None)
    key = before.id if before is not None else content_id("condensation", case_id, theme, coder)
    seen = fingerprint(under) if seen is None else seen
    if before is not None and (before.text, before.codings, before.seen) == (written, chosen, seen):
        return Plan([], (key,), _("condensed so already"))
    return Plan([Change(before, Condensation(key, case_id, theme, written, chosen, coder, now(), seen))], (key,))


def written_by(snapshot: Snapshot, case_id: str, theme: str) -> list[Condensation]:
    """Return what the coders have written of a case under a theme, given as ``kind:id``."""
    found = [c for c in snapshot.all(Condensation) if (c.case_id, c.theme) == (case_id, theme)]
    return sorted(found, key=lambda c: c.coder)


def remove(snapshot: Snapshot, ids: Iterable[str]) -> Plan:
    """Return the plan that removes condensations; what they said stays in the change log.

    Raises
    ------
    UnknownName
        If an id belongs to none.
    """
    gone, known = dict.fromkeys(ids), snapshot.table(Condensation)
    if strange := [key for key in gone if key not in known]:
        raise UnknownName(f"{len(strange)} of {len(gone)} ids belong to no condensation. Nothing was changed.")
    return Plan([Change(known[key], None) for key in gone], tuple(gone))
