"""Checking a finished report: its quotes, who says them, its numbers and its references."""

from __future__ import annotations

from pathlib import Path

from kodeverk.analysis.proofreading.counting import Counter
from kodeverk.analysis.proofreading.findings import Counting, Finding, QuoteCheck, ReportCheck
from kodeverk.analysis.proofreading.marks import marks_of
from kodeverk.analysis.proofreading.quotes import Checker, mark_findings
from kodeverk.analysis.proofreading.references import reference_findings, references
from kodeverk.analysis.proofreading.register import Register
from kodeverk.analysis.proofreading.report import CONTENTS, LITERATURE, read_report
from kodeverk.analysis.proofreading.series import series_findings
from kodeverk.analysis.proofreading.setting import Surroundings
from kodeverk.analysis.proofreading.shelf import Documents, Shelf
from kodeverk.analysis.proofreading.statements import Statements
from kodeverk.model import Snapshot


def check_report(snapshot: Snapshot, report: str | Path, *, documents: Documents = ()) -> ReportCheck:
    """Return a finished report checked against the study; nothing of it is brought in.

    **Quotes** (in quotation marks, and block quotes) are looked for in every source, word for word, then as edited;
    see `matching.match`. **Who says them** is what stands in brackets after them, else who is introduced, compared
    with the register as far as it is known there. **Numbers** of informants, leaders, offices are compared with the
    register, and sentences of the ledger get its verdict. **References**, captions, headings and lettered lists are
    followed through the report. **Quotation marks** are matched. Everything found is to be looked at by a person;
    paraphrase and pronouns are not judged.

    Parameters
    ----------
    snapshot : Snapshot
    report : str or Path
        A ``.docx``, ``.txt`` or ``.md`` file, or a text.
    documents : path, list of paths, or dict of name to text
        Documents that are not in the study and that the report may quote.

    Returns
    -------
    ReportCheck

    Raises
    ------
    ReadingError
        If a file cannot be read.
    """
    read = read_report(report)
    paragraphs = [p for p in read.paragraphs if p.kind not in (CONTENTS, LITERATURE)]
    register = Register(snapshot)
    marks = marks_of(paragraphs)
    surroundings = Surroundings(read.paragraphs, marks.quoted, register)
    checker = Checker(Shelf(snapshot, documents), register, surroundings)
    findings: list[Finding] = []
    quoted: list[QuoteCheck] = []
    for one in marks.quoted:
        checked, found = checker.check(one)
        quoted += [checked] if checked is not None else []
        findings += found
    findings += mark_findings(marks.defects)
    counted: list[Counting] = []
    statements, counter = Statements(register), Counter(register)
    for paragraph in paragraphs:
        blank = surroundings.blanked[paragraph.number]
        findings += statements.check(paragraph, blank)
        more, found = counter.check(paragraph, blank)
        counted += more
        findings += found
    referred = references(read, surroundings.blanked)
    findings += reference_findings(read, referred)
    findings += series_findings(read.paragraphs)
    findings.sort(key=lambda f: (f.paragraph.number, f.start, f.end))
    return ReportCheck(read.name, tuple(findings), tuple(quoted), tuple(counted), tuple(referred))
