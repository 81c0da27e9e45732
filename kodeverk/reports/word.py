"""The findings as a Word document: method, themes with quotes, groups compared, theory checked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.messages import _, language
from kodeverk.model import Codebook, Coding, Snapshot, Source, record_label
from kodeverk.reports.chapters import write_findings
from kodeverk.reports.method import write_method
from kodeverk.reports.paper import Paper
from kodeverk.reports.people import naming
from kodeverk.reports.results import write_check, write_comparison
from kodeverk.views.naming import speaking_cases

if TYPE_CHECKING:
    from kodeverk.analysis.theory.findings import TheoryCheck

LANGUAGE_TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def to_word(
    snapshot: Snapshot,
    path: str | os.PathLike[str],
    *,
    checks: Sequence[TheoryCheck] = (),
    by: str | None = None,
    title: str = "",
    coder_names: bool = False,
) -> Path:
    """Write the findings as a Word document (.docx) and return its path.

    Chapters: material and method; one for each category, by sub-question and code, and one for each
    code at the top that has codes in no category; the comparison; the theory check. Every quote is
    whole and followed by who says it, where, and who coded it. Page numbers come into the table of
    contents when Word updates it (F9); its entries stand there already, as links.

    Parameters
    ----------
    snapshot : Snapshot
        A selection gives a report of the selection.
    path : path-like
        The file to write, ``.docx``.
    checks : sequence of TheoryCheck
        What ``check`` found, a table for each.
    by : str, optional
        Attribute whose groups are compared.
    title : str
    coder_names : bool
        Whether coders are named; they go by K1, K2 ... if not.

    Raises
    ------
    UnknownName
        If no case has the attribute `by`.
    """
    people = naming(snapshot, coder_names)
    title = title or _("Findings from the interviews")
    paper = Paper(title, LANGUAGE_TAGS[language()])
    paper.paragraph("Title", title)
    counts = {"case": len(speaking_cases(snapshot)), "source": len(snapshot.all(Source))}
    counts["coding"] = len(snapshot.all(Coding))
    paper.paragraph("Subtitle", ", ".join(record_label(*counted) for counted in counts.items()))
    for book in sorted(snapshot.all(Codebook), key=lambda b: b.id):
        called = f": {book.title.in_language(language()) or book.id}, {book.version}"
        paper.paragraph("Front", _("Codebook") + called)
    paper.contents(_("Contents"))
    write_method(paper, people, checks)
    write_findings(paper, people)
    if by is not None:
        write_comparison(paper, people, by)
    if checks:
        write_check(paper, people, checks)
    return paper.save(path)
