"""The chapters on what the researcher has written of the material: claims that say how many, and condensations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kodeverk.messages import _
from kodeverk.model import Claim, Condensation
from kodeverk.reports.paper import Cell, Run, Text
from kodeverk.reports.people import Naming, tongue_of
from kodeverk.reports.writer import Said, Writer, left_out, one_each, some
from kodeverk.views.asked import STATUSES

if TYPE_CHECKING:
    from kodeverk.analysis.claims.ledger import ClaimFinding, Counted, Ledger

QUOTES_EACH = 3
"""Quotes printed under a claim; in a web page the rest are folded away."""


def write_claims(writer: Writer, naming: Naming) -> None:
    """Add the chapter on claims, if there are any: a table of verdicts, then each with who says it."""
    from kodeverk.analysis.claims.evaluate import claims
    from kodeverk.analysis.claims.verdict import verdict_label

    if not naming.snapshot.all(Claim):
        return
    ledger = claims(naming.snapshot)
    writer.heading(_("Claims"), 1, "claims")
    writer.paragraph(_("Each sentence that says how many is counted anew, as the codings now stand."))
    rows: list[list[Cell]] = []
    for number, finding in enumerate(ledger.findings, 1):
        verdict = Run(verdict_label(finding.verdict), bold=True, anchor=f"c{number}")
        rows.append([finding.claim.text, [verdict, *([_("stale")] if finding.stale else [])], finding.why])
    writer.table([6, 3, 6], [_("Claim"), _("Verdict"), _("Why")], rows)
    for number, finding in enumerate(ledger.findings, 1):
        _claim(writer, naming, finding, ledger, f"c{number}")


def _claim(writer: Writer, naming: Naming, finding: ClaimFinding, ledger: Ledger, anchor: str) -> None:
    from kodeverk.analysis.claims.verdict import verdict_label
    from kodeverk.analysis.documents.attributes import said_label

    writer.heading(finding.claim.text, 3, anchor)
    where = ", ".join(filter(None, (finding.claim.document, finding.claim.place)))
    asked = _("Counted by: {condition}").format(condition=finding.claim.condition)
    among = _("among: {selection}").format(selection=finding.claim.among) if finding.claim.among else ""
    line = "; ".join(filter(None, (where, asked, among)))
    writer.small(f"{line} – ", Run(_("back to the claims"), anchor="claims"))
    writer.paragraph(Run(f"{verdict_label(finding.verdict)}. ", bold=True), finding.why)
    writer.points([Run(_("Stale: "), bold=True), change] for change in finding.changes)
    writer.points([note] for note in finding.notes)
    writer.points(_count(finding, one, writer.room.names) for one in finding.counts)
    said = [
        Said(
            quote, (ledger.speakers[quote.case_id],),
            (f"{quote.code} ({naming.coder(quote.coder)})" if quote.coder else said_label(quote.code),),
            tongue_of(naming.snapshot, [quote.case_id] if quote.case_id else []),
        )
        for quote in finding.quotes
    ]  # fmt: skip
    writer.quotes(one_each(said, lambda one: one.quote.case), QUOTES_EACH)


def _count(finding: ClaimFinding, one: Counted, most: int | None) -> list[Text]:
    from kodeverk.analysis.claims.verdict import standing_label, unit_label, verdict_label

    counted = _("{count} of {n}: {cases}")
    lines = [
        f"{standing_label(finding.claim, one.tally.unit, status)} "
        f"{counted.format(count=len(who), n=one.tally.n, cases=some(who, most))}"
        for status in STATUSES
        if (who := one.tally.names(status))
    ]
    title = f"{unit_label(one.tally.unit)} (n = {one.tally.n}), {verdict_label(one.verdict)}: "
    return [Run(title, bold=True), "; ".join(lines)]


def write_condensations(writer: Writer, naming: Naming) -> None:
    """Add the chapter on condensations, if there are any: text, length, and whether it still stands."""
    from kodeverk.views.condensations import condensations, stale_label

    if not naming.snapshot.all(Condensation):
        return
    found = condensations(naming.snapshot)
    writer.heading(_("Condensations"), 1)
    writer.paragraph(
        _("What a case says under a theme, summed up by a coder. A condensation is stale where codings of the case "
          "under the theme have changed since it was written. Condensations: {n}, stale: {stale}.").format(
            n=len(found.summaries), stale=len(found.stale)),
    )  # fmt: skip
    rows: list[list[Cell]] = []
    for one in found.summaries[: writer.room.rows]:
        text: list[Text] = [one.text]
        if one.stale:
            text.append(Run(f"⚠ {_('stale')}: {stale_label(one.why_stale)}", italic=True))
        length = _("{words} of {all}").format(words=one.words, all=one.source_words)
        rows.append([one.case, one.theme, text, length, naming.coder(one.coder)])
    head = [_("Case"), _("Theme"), _("Condensation"), _("Words"), _("Coder")]
    writer.table([2, 4, 10, 3, 2], head, rows)
    left_out(writer, len(found.summaries) - len(rows))
