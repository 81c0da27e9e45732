"""The analysis of a study, chapter by chapter: what is concluded, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kodeverk.messages import _
from kodeverk.model import Coding, Snapshot, Source, record_label
from kodeverk.reports.method import BOOKS, book_head, book_rows
from kodeverk.reports.people import Naming
from kodeverk.reports.study_comparison import write_comparison
from kodeverk.reports.study_material import write_material
from kodeverk.reports.study_quality import write_quality
from kodeverk.reports.study_theory import write_theory
from kodeverk.reports.study_written import write_claims, write_condensations
from kodeverk.reports.writer import Writer
from kodeverk.views.asked import STATUSES, status_label
from kodeverk.views.naming import speaking_cases

if TYPE_CHECKING:
    from kodeverk.analysis.theory.coverage import TheoryCoverage


def subtitle(snapshot: Snapshot) -> str:
    """Return how many cases, sources and codings there are."""
    counts = {"case": len(speaking_cases(snapshot)), "source": len(snapshot.all(Source))}
    counts["coding"] = len(snapshot.all(Coding))
    return ", ".join(record_label(*counted) for counted in counts.items())


def write_study(writer: Writer, naming: Naming, by: str | None, coverages: Sequence[TheoryCoverage]) -> None:
    """Write every chapter there is something to say in.

    Parameters
    ----------
    writer : Writer
    naming : Naming
    by : str or None
        Attribute whose groups are compared.
    coverages : sequence of TheoryCoverage
        Of each theory, with its check.

    Raises
    ------
    UnknownName
        If no case has the attribute `by`.
    """
    write_material(writer, naming, by)
    _how_to_read(writer, naming.snapshot, coverages)
    if by is not None:
        write_comparison(writer, naming, by)
    for number, coverage in enumerate(coverages, 1):
        write_theory(writer, naming, coverage, by, number)
    write_claims(writer, naming)
    write_condensations(writer, naming)
    write_quality(writer, naming)


def _how_to_read(writer: Writer, snapshot: Snapshot, coverages: Sequence[TheoryCoverage]) -> None:
    """Say what is counted, what the marks mean, by which rule verdicts are given, and how quotes were chosen."""
    from kodeverk.analysis.groups.showing import MARKS

    writer.heading(_("How to read this"), 1)
    writer.paragraph(
        _("Cases are the unit of the analysis: n is the number of cases, not of quotes, and nothing is stronger "
          "because one person speaks of it often. Counts stand before shares; of few cases no share is given."),
    )  # fmt: skip
    marks = ", ".join(f"{MARKS[status]} {status_label(status)}" for status in STATUSES)
    writer.paragraph(
        _("Four things are kept apart: {marks}. Silent is who was asked and says nothing that is coded. Only turns "
          "that somebody has linked to the interview guide tell whether a case was asked.").format(marks=marks),
    )  # fmt: skip
    writer.paragraph(
        _("Quotes are not picked by hand: the first of each case stands before the second of any, in the order said. "
          "Of deviant cases every quote for and against is printed."),
    )  # fmt: skip
    room, most = writer.room, len(speaking_cases(snapshot))
    if room.deviant is not None and most > room.deviant:
        writer.paragraph(
            _("This document is kept short enough to be read: after a count at most {names} cases are named, quotes "
              "are printed of at most {deviant} deviant cases, and a list or table has at most {rows} rows. The rest "
              "is counted where it would stand; the web page (analysis_to_html) and the workbook (to_excel) have it."
              ).format(**room._asdict()),
        )  # fmt: skip
    for rule in dict.fromkeys(coverage.check.rule.in_words() for coverage in coverages):
        writer.heading(_("The rule of the verdicts"), 2)
        writer.paragraph(rule)
    if rows := book_rows(snapshot):
        writer.heading(_("Codebooks and theories"), 2)
        writer.table(BOOKS, book_head(), rows)
