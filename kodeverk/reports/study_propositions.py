"""One proposition in full: its verdict, where each case stands, deviant cases first, and quotes for and against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kodeverk.analysis.theory.findings import CaseFinding, Finding, Judged, TheoryCheck
from kodeverk.analysis.theory.showing import (
    also_nuancing,
    computed_lines,
    proposition_written,
    provisional,
    standing_label,
)
from kodeverk.analysis.theory.verdict import CASE_STATUSES, verdict_label
from kodeverk.messages import _
from kodeverk.model import CONTRADICTS, ILLUSTRATES, NUANCES, SUPPORTS
from kodeverk.reports.paper import Run, Text
from kodeverk.reports.people import Naming, tongue_of
from kodeverk.reports.theory_page import source_line
from kodeverk.reports.writer import Said, Writer, one_each, some

if TYPE_CHECKING:
    from kodeverk.analysis.theory.rollup import GroupFinding

STANCES = (SUPPORTS, CONTRADICTS, NUANCES, ILLUSTRATES)
QUOTES_EACH = 2
"""Quotes of each stance, of the cases that do not deviate; in a web page the rest are folded away."""


def write_proposition(
    writer: Writer,
    naming: Naming,
    about: tuple[Finding, TheoryCheck, Sequence[GroupFinding]],
    anchor: str,
    table: str,
) -> None:
    """Add one proposition.

    Parameters
    ----------
    writer : Writer
    naming : Naming
    about : (Finding, TheoryCheck, list of GroupFinding)
        The proposition, the check it is of, and its verdict in each group.
    anchor, table : str
        What the table of verdicts links to, and what links back to the table.
    """
    finding, check, groups = about
    writer.heading(f"{finding.name}: {verdict_label(finding.verdict)}", 3, anchor)
    writer.lead(finding.statement)
    source = [source_line(finding.proposition), proposition_written(finding, check)]
    back = Run(_("back to the verdicts"), anchor=table)
    writer.small("; ".join(filter(None, [*source, provisional(finding)])) + (" – " if any(source) else ""), back)
    writer.points(_points(finding, check, groups, naming, writer.room.names))
    _deviant(writer, naming, finding, check)
    others = [case for case in finding.cases if case.case_id is None or case.case not in finding.deviant]
    if finding.deviant and any(case.evidence for case in others):
        writer.lead(Run(_("The other cases"), bold=True))
    for stance in STANCES:
        found = _said(naming, others, check, [stance])
        writer.quotes(one_each(found, lambda said: said.quote.case), QUOTES_EACH)


def _points(
    finding: Finding, check: TheoryCheck, groups: Sequence[GroupFinding], naming: Naming, most: int | None
) -> Iterable[list[Text]]:
    """Yield where the cases stand, what each group says, what was expected, what rules compute, and notes."""
    yield _standing(finding, most)
    if len({group.verdict for group in groups}) > 1:
        told = [f"{group.label} (n = {len(group.cases)}): {verdict_label(group.verdict)}" for group in groups]
        yield _labelled(_("By group"), "; ".join(told))
    if finding.expected:
        yield _labelled(_("Expected"), " ".join([finding.expected.in_words() + ".", *finding.expected.cautions]))
    if lines := computed_lines(finding, check):
        yield _labelled(_("Computed by its rules"), "; ".join(lines))
    for dispute in finding.disputes:
        sides = [", ".join(map(naming.coder, side)) for side in (dispute.supports, dispute.contradicts)]
        text = _("{supporting} for, {opposing} against ({place})")
        told_of = text.format(supporting=sides[0], opposing=sides[1], place=dispute.quote.place)
        yield _labelled(_("Judged oppositely"), told_of)
    for note in finding.notes:
        yield _labelled(_("Note"), note)


def _standing(finding: Finding, most: int | None) -> list[Text]:
    """Return how many and which cases stand where, at most so many of them by name."""
    n = sum(case.case_id is not None for case in finding.cases)
    groups: list[tuple[str, list[str]]] = []
    for status in CASE_STATUSES:
        groups.append((standing_label(status), [case.case for case in finding.with_status(status)]))
        if status == NUANCES:
            groups.append((_("also nuancing"), also_nuancing(finding)))
    counted = _("{count} of {n}: {cases}")
    texts: list[Text] = []
    for label, cases in groups:
        if cases:
            texts += _labelled(label, counted.format(count=len(cases), n=n, cases=some(cases, most)) + ". ")
    return texts


def _labelled(label: str, text: str) -> list[Text]:
    return [Run(f"{label[:1].upper()}{label[1:]}: ", bold=True), text]


def _deviant(writer: Writer, naming: Naming, finding: Finding, check: TheoryCheck) -> None:
    """Add the deviant cases, each with every quote of hers for and against; where they are too many, name the rest."""
    deviant = [case for case in finding.cases if case.case_id is not None and case.case in finding.deviant]
    most = writer.room.deviant
    for case in deviant[:most]:
        said = _("Deviant case: {case}, {stands}")
        writer.lead(Run(said.format(case=case.case, stands=standing_label(case.status)), bold=True))
        writer.quotes(_said(naming, [case], check, STANCES))
    if rest := [case.case for case in deviant[len(deviant[:most]) :]]:
        told = _("Deviant too, and not quoted here: {count} of {n}: {cases}.")
        writer.small(told.format(count=len(rest), n=len(deviant), cases=some(rest, writer.room.names)))


def _said(naming: Naming, cases: Iterable[CaseFinding], check: TheoryCheck, stances: Sequence[str]) -> list[Said]:
    """Return the quotes judged in some ways, in the order said; one that lies in another of them is not repeated."""
    every = [one for case in cases for one in case.evidence if one.stance in stances]
    hosts: list[tuple[Judged, list[Judged]]] = []
    for one in sorted(every, key=lambda judged: judged.quote.start - judged.quote.end):
        inside = next((found for host, found in hosts if _holds(host, one)), None)
        if inside is None:
            hosts.append((one, [one]))
        else:
            inside.append(one)
    place = {id(one): number for number, one in enumerate(every)}
    return [_one(naming, found, check) for host, found in sorted(hosts, key=lambda pair: place[id(pair[0])])]


def _holds(host: Judged, other: Judged) -> bool:
    """Return whether one quote lies in another by the same case, judged the same way."""
    alike = [(one.stance, one.quote.case_id, one.quote.source_id) for one in (host, other)]
    return alike[0] == alike[1] and host.quote.start <= other.quote.start and other.quote.end <= host.quote.end


def _one(naming: Naming, alike: Sequence[Judged], check: TheoryCheck) -> Said:
    """Return a quote with those that lie in it: who judged the whole, who a part, with what codes and notes."""
    first = alike[0]
    case_id = first.quote.case_id
    whole = [one for one in alike if (one.quote.start, one.quote.end) == (first.quote.start, first.quote.end)]
    judges = list(dict.fromkeys(naming.coder(one.coder) for one in whole))
    part = dict.fromkeys(naming.coder(one.coder) for one in alike)
    parts = [_("{coder}: part of it").format(coder=name) for name in part if name not in judges]
    codes = ", ".join(dict.fromkeys(one.quote.code for one in alike if one.quote.code))
    notes = " / ".join(dict.fromkeys(one.note for one in alike if one.note))
    told = f"{standing_label(first.stance)} ({'; '.join([', '.join(judges), *parts])})"
    tongue = tongue_of(naming.snapshot, [case_id] if case_id else [])
    after = filter(None, (codes, told, f"{_('Note')}: {notes}" if notes else ""))
    return Said(first.quote, (check.speakers[case_id],), tuple(after), tongue, first.stance)
