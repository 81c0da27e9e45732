"""Counting what a claim is about: informants, offices, or the items of documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kodeverk.analysis.claims.items import items
from kodeverk.analysis.documents.attributes import asks_documents, seen_in_documents, with_documents
from kodeverk.model import NOT_APPLICABLE, Case, Claim, Coding, Snapshot
from kodeverk.model.claim import INFORMANTS, ITEMS, OFFICES
from kodeverk.model.grammar import Compare, atoms, parse
from kodeverk.views.asked import SAID, SILENT, in_all
from kodeverk.views.conditions import passages_where, standings_where
from kodeverk.views.naming import names, speaking_cases


class Member(NamedTuple):
    """One of those a claim counts.

    Attributes
    ----------
    id : str
        Id of the case; of an item ``<source id>/<number>``.
    name : str
        Short name; of an item source and number.
    status : str
        ``said``, ``silent``, ``not asked``, ``unknown whether asked``; or ``not applicable``, where an attribute that
        the claim asks for is not applicable to it: it is named, and not counted.
    codings : tuple of Coding
        Those that make it so.
    among : bool
        Whether it is known to be one of those the claim speaks of; False where that is not known.
    seen : str
        Fingerprint of the passages in documents that make it so, where the claim asks for what agreements say.
    """

    id: str
    name: str
    status: str
    codings: tuple[Coding, ...] = ()
    among: bool = True
    seen: str = ""


class Count(NamedTuple):
    """Those a claim counts, in one unit.

    Attributes
    ----------
    unit : str
        ``informants``, ``offices`` or ``items``.
    members : tuple of Member
    numbered, unnumbered : tuple of str
        Of items: the sources where they are numbered, and those whose turns and paragraphs are counted.
    """

    unit: str
    members: tuple[Member, ...]
    numbered: tuple[str, ...] = ()
    unnumbered: tuple[str, ...] = ()

    def names(self, status: str) -> list[str]:
        """Return the names of those with a status who are known to be spoken of."""
        return [m.name for m in self.members if m.among and m.status == status]

    @property
    def n(self) -> int:
        """How many are known to be spoken of, and the claim is applicable to."""
        return sum(m.among and m.status != NOT_APPLICABLE for m in self.members)

    @property
    def doubtful(self) -> list[str]:
        """Names of those of whom it is not known whether the claim speaks of them."""
        return [m.name for m in self.members if not m.among]


def count(snapshot: Snapshot, claim: Claim, unit: str) -> Count:
    """Return those a claim counts in one unit, each with where it stands to the condition.

    An *informant* stands where `standings_where` puts her, by the condition and by `among`; whom an attribute they ask
    for is not applicable to does not count. An *office* says it if one of its informants, of those the
    claim speaks of, does; else it is silent if one is; not asked only if none was; an office nobody is interviewed at
    answers for itself. What the agreements say can be asked for as attributes; see `with_documents`. The items are
    those of `claims.items`.

    Raises
    ------
    GrammarError, UnknownName, AmbiguousName
        If the condition or the selection cannot be understood, or names what does not exist.
    """
    asked = f"count {unit} {claim.condition!r} {claim.among!r}"
    return snapshot.derive(asked, lambda: _with_seen(snapshot, claim, unit))


def _with_seen(snapshot: Snapshot, claim: Claim, unit: str) -> Count:
    """Return the count, each member with what it was seen to say in documents, where the claim asks for that."""
    names = compared(claim)
    if unit == ITEMS or not asks_documents(names):
        return _counted(snapshot, claim, unit)
    snapshot = with_documents(snapshot)
    counted = _counted(snapshot, claim, unit)
    office = {case.id: case.office_id or case.id for case in snapshot.all(Case)}
    members = [m._replace(seen=seen_in_documents(snapshot, office[m.id], names)) for m in counted.members]
    return counted._replace(members=tuple(members))


def compared(claim: Claim) -> set[str]:
    """Return the names a claim compares: of attributes, cases and sources."""
    texts = [text for text in (claim.condition, claim.among) if text]
    return {atom.name for text in texts for atom in atoms(parse(text)) if isinstance(atom, Compare)}


def of_agreements(claim: Claim) -> bool:
    """Return whether a claim asks for nothing but what agreements say; offices have one, informants none."""
    return all(isinstance(atom, Compare) and asks_documents([atom.name]) for atom in atoms(parse(claim.condition)))


def _counted(snapshot: Snapshot, claim: Claim, unit: str) -> Count:
    if unit == ITEMS:
        found = items(snapshot, claim.condition, claim.among)
        return Count(unit, tuple(Member(*item) for item in found.items), found.numbered, found.unnumbered)
    find = {INFORMANTS: _informants, OFFICES: _offices}[unit]
    return Count(unit, tuple(find(snapshot, claim)))


def _informants(snapshot: Snapshot, claim: Claim) -> list[Member]:
    informants = [case for case in speaking_cases(snapshot) if case.kind != "office"]
    return _members(snapshot, claim, informants)


def _members(snapshot: Snapshot, claim: Claim, cases: Iterable[Case]) -> list[Member]:
    stands = standings_where(snapshot, claim.condition)
    passages = passages_where(snapshot, claim.condition)
    within = standings_where(snapshot, claim.among) if claim.among else {}
    found = []
    for case in cases:
        one_of = within.get(case.id, SAID)
        status = NOT_APPLICABLE if one_of == NOT_APPLICABLE else stands[case.id]
        if one_of != SILENT:
            sure = one_of == SAID or status == NOT_APPLICABLE
            found.append(Member(case.id, case.name, status, tuple(passages.get(case.id, ())), sure))
    return found


def _offices(snapshot: Snapshot, claim: Claim) -> list[Member]:
    cases = snapshot.table(Case)
    people: dict[str | None, list[Member]] = defaultdict(list)
    for member in _informants(snapshot, claim):
        people[cases[member.id].office_id].append(member)
    peopled = {case.office_id for case in speaking_cases(snapshot) if case.kind != "office"}
    offices = [cases[key] for key in names(snapshot).case if cases[key].kind == "office"]
    alone = {m.id: m for m in _members(snapshot, claim, [office for office in offices if office.id not in peopled])}
    found = []
    for office in offices:
        sure = [member for member in people[office.id] if member.among and member.status != NOT_APPLICABLE]
        if members := sure or people[office.id]:
            codings = dict.fromkeys(coding for member in members for coding in member.codings)
            status = in_all(member.status for member in members)
            known = bool(sure) or status == NOT_APPLICABLE
            found.append(Member(office.id, office.name, status, tuple(codings), known))
        elif office.id in alone:
            found.append(alone[office.id])
    return found
