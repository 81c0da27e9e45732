"""The method chapter of a report: what was coded, by whom, with which codebooks, and how the report was made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kodeverk.analysis.theory.showing import theory_written
from kodeverk.messages import _, language
from kodeverk.model import Case, Codebook, Coding, Snapshot, Source, Theory
from kodeverk.model.before import not_borne_out
from kodeverk.reports.chapters import uncoded
from kodeverk.reports.paper import Cell, Paper, Run
from kodeverk.reports.people import Naming
from kodeverk.views.layers import on_top
from kodeverk.views.naming import names, speaking_cases, state_label
from kodeverk.views.quotes import SPEAKER_ATTRIBUTES
from kodeverk.visible import invisible

if TYPE_CHECKING:
    from kodeverk.analysis.theory.findings import TheoryCheck

BOOKS = (2, 6, 2, 6)
"""Widths of the columns of the table of codebooks and theories."""

MOST_ATTRIBUTES = 5
"""Attributes shown in the table of cases, beside case and office."""


def write_method(paper: Paper, naming: Naming, checks: Sequence[TheoryCheck]) -> None:
    """Add the method chapter."""
    snapshot = naming.snapshot
    paper.heading(_("Material and method"), 1)
    paper.paragraph("Normal", _in_numbers(naming))
    if decided := on_top(snapshot):
        paper.paragraph("Normal", f"{decided}.")
    paper.paragraph(
        "Normal",
        _("A coding is one coder's judgement that a code fits a stretch of a source. Cases are the unit of the "
          "analysis: n is the number of cases, and a theme is not stronger because one person speaks of it often."),
    )  # fmt: skip
    paper.paragraph(
        "Normal",
        _("Four things are kept apart: a case says something; it is silent (asked, but nothing is coded); it was not "
          "asked; or it is unknown whether it was asked. Only turns that somebody has linked to the interview guide "
          "tell."),
    )  # fmt: skip
    _books(paper, snapshot)
    _case_table(paper, snapshot)
    paper.heading(_("How this document was made"), 2)
    paper.paragraph(
        "Normal",
        _("The document is made from the study file by kodeverk; nobody has picked the quotes. Every coding is in it. "
          "A coding stands under the sub-question it was placed under; one that was not placed stands under every "
          "sub-question its code answers. The same words are printed in full once in a chapter, and referred to after "
          "that. Segments – turns, headings, table rows – are numbered from 1 in each source."),
    )  # fmt: skip
    if empty := uncoded(snapshot):
        paper.paragraph("Normal", Run(_("Nothing is coded with: "), bold=True), "; ".join(empty))
    if hidden := sum(invisible(snapshot.quote(coding)) for coding in snapshot.all(Coding)):
        text = _("Control characters in quotes, shown as visible signs such as ␀: {number}.").format(number=hidden)
        paper.paragraph("Normal", text)
    for rule in dict.fromkeys(check.rule.in_words() for check in checks):
        paper.heading(_("The rule of the verdicts"), 2)
        paper.paragraph("Normal", rule)


def _in_numbers(naming: Naming) -> str:
    snapshot = naming.snapshot
    coders = sorted({naming.coder(coding.coder) for coding in snapshot.all(Coding)})
    offices = {case.office_id for case in speaking_cases(snapshot) if case.office_id}
    said = _("Sources: {sources}. Cases: {cases}, in offices: {offices}. Codings: {codings}. Coders: {coders}.")
    return said.format(
        sources=len(snapshot.table(Source)),
        cases=len(speaking_cases(snapshot)),
        offices=len(offices),
        codings=len(snapshot.table(Coding)),
        coders=f"{len(coders)} ({', '.join(coders)})" if coders else 0,
    )


def _books(paper: Paper, snapshot: Snapshot) -> None:
    if rows := book_rows(snapshot):
        paper.heading(_("Codebooks and theories"), 2)
        paper.table(BOOKS, book_head(), rows)


def book_head() -> list[str]:
    """Return the head of the table of codebooks and theories."""
    return [_("Kind"), _("Title"), _("Version"), _("From")]


def book_rows(snapshot: Snapshot) -> list[list[Cell]]:
    """Return a row for each codebook and theory: kind, title, version, and where it is from."""
    rows: list[list[Cell]] = [
        [_("Codebook"), book.title.in_language(language()) or book.id, book.version, book.source]
        for book in sorted(snapshot.all(Codebook), key=lambda b: b.id)
    ]
    for theory in sorted(snapshot.all(Theory), key=lambda t: t.id):
        written = theory_written(theory, not_borne_out(snapshot))
        title = theory.title.in_language(language()) or theory.id
        rows.append([_("Theory"), title, theory.version, "; ".join(filter(None, (theory.source, written)))])
    return rows


def _case_table(paper: Paper, snapshot: Snapshot) -> None:
    cases = speaking_cases(snapshot)
    if not cases:
        return
    attributes = [name for name in SPEAKER_ATTRIBUTES if name in snapshot.attributes()]
    attributes += [name for name in snapshot.attributes() if name not in attributes and name not in ("source", "kilde")]
    attributes = attributes[:MOST_ATTRIBUTES]
    paper.heading(_("The cases"), 2)
    rows: list[list[Cell]] = []
    for case in cases:
        values = snapshot.values(case.id)
        shown = [state_label(str(values[name])) if name in values else _("unknown") for name in attributes]
        rows.append([Run(case.name, bold=True), names(snapshot).office[case.id], *shown])
    head = [_("Case"), _("Office"), *attributes]
    paper.table([6, 8, *(min(20, max(8, len(name))) for name in attributes)], head, rows)
    if left := len(snapshot.table(Case)) - len(cases) - sum(c.kind == "office" for c in snapshot.all(Case)):
        paper.paragraph("Normal", _("Cases without a source: {number}.").format(number=left))
