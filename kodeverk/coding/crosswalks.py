"""Recoding through a crosswalk: codings with one codebook give suggestions with another, never codings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kodeverk.messages import _
from kodeverk.model import (
    Change,
    Code,
    Coder,
    Coding,
    Correspondence,
    Crosswalk,
    Plan,
    Snapshot,
    Suggestion,
    content_id,
    made,
    removed,
)
from kodeverk.model.crosswalk import BROADER, NARROWER, NONE
from kodeverk.model.names import match_one

CROSSWALK = "crosswalk"
"""The kind of coder a crosswalk is: what it suggests comes of codings, and is no measure of the rules."""

_TURNED = {NARROWER: BROADER, BROADER: NARROWER}


class _Place(NamedTuple):
    """Where one code is suggested; what makes two suggestions one, whatever the version of the crosswalk."""

    source_id: str
    version: int
    start: int
    end: int
    code_id: str


def turned(crosswalk: Crosswalk) -> Crosswalk:
    """Return the crosswalk read the other way: *narrower* becomes *broader*, and *broader* *narrower*.

    >>> from kodeverk.model import Wording
    >>> there = Crosswalk("o", "1", Wording(), "a", "b", (Correspondence("makt", "styring", "broader"),))
    >>> turned(there).from_codebook, turned(there).links[0][:3]
    ('b', ('styring', 'makt', 'narrower'))
    """
    links = tuple(
        Correspondence(link.to_code, link.from_code, _TURNED.get(link.strength, link.strength), link.note)
        for link in crosswalk.links
    )
    return crosswalk._replace(from_codebook=crosswalk.to_codebook, to_codebook=crosswalk.from_codebook, links=links)


def apply_crosswalk(snapshot: Snapshot, name: str, *, reverse: bool = False) -> Plan:
    """Return the plan that suggests, for each coding, the codes that correspond to its code in the other codebook.

    A code without links of its own has those of the nearest code above it. Where a person has coded the same passage
    with the code already, nothing is suggested. What a person has decided stays decided; undecided suggestions of the
    same crosswalk that no longer hold are taken back.

    Parameters
    ----------
    snapshot : Snapshot
    name : str
        Id of a crosswalk in the study.
    reverse : bool
        From the codebook that is entered to the one that is left.

    Returns
    -------
    Plan
        Its ids are those of every suggestion that holds.

    Raises
    ------
    UnknownName
        If there is no such crosswalk.
    """
    crosswalk = match_one("crosswalk", name, snapshot.table(Crosswalk), lambda one: (one.id,))
    way = turned(crosswalk) if reverse else crosswalk
    codes = {(code.codebook, code.path): code for code in snapshot.all(Code)}
    family = f"overgang:{crosswalk.id}" + (":omvendt" if reverse else "")
    coder = Coder(f"{family}@{crosswalk.version}", CROSSWALK, crosswalk.version)
    found = _found(snapshot, way, codes)
    mine = [s for s in snapshot.all(Suggestion) if s.coder.rpartition("@")[0] == family]
    decided = {_Place(*s[1:6]): s.id for s in mine if s.decision}
    wanted = {place: Suggestion(content_id(coder.id, *place), *place, coder.id, why) for place, why in found.items()}
    holding = {place: decided.get(place) or one.id for place, one in wanted.items()}
    there, kept = {s.id: s for s in mine}, set(holding.values())
    changes: list[Change] = made(*([coder] if found and coder.id not in snapshot.table(Coder) else []))
    changes += removed(*(s for s in mine if not s.decision and s.id not in kept))
    for place, key in holding.items():
        before = there.get(key)
        if before is None or (not before.decision and before != wanted[place]):
            changes.append(Change(before, wanted[place]))
    return Plan(changes, tuple(holding.values()), "" if changes else _("nothing new"))


def _found(snapshot: Snapshot, way: Crosswalk, codes: Mapping[tuple[str, str], Code]) -> dict[_Place, str]:
    """Return where which code is suggested, with the reason."""
    links: dict[str, list[Correspondence]] = defaultdict(list)
    for link in way.links:
        links[link.from_code].append(link)
    coded = {_Place(*coding[1:6]) for coding in snapshot.all(Coding)}
    reasons: dict[_Place, dict[str, None]] = defaultdict(dict)
    for coding in snapshot.all(Coding):
        code = snapshot.table(Code)[coding.code_id]
        if code.codebook != way.from_codebook:
            continue
        for link in _links_of(code, links):
            target = codes.get((way.to_codebook, link.to_code))
            if target is None:
                continue
            place = _Place(*coding[1:5], target.id)
            if place not in coded:
                why = f"via {way.id}: {code.path} = {target.path} ({link.strength})"
                reasons[place][why] = None
    return {place: "; ".join(whys) for place, whys in reasons.items()}


def _links_of(code: Code, links: Mapping[str, Sequence[Correspondence]]) -> Iterator[Correspondence]:
    """Return the links of a code to codes, or of the nearest code above it that has a row."""
    path = code.path
    while path and path not in links:
        path = path.rpartition("/")[0]
    return (link for link in links.get(path, ()) if link.strength != NONE)
