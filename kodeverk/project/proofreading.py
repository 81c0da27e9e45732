"""The look that reads a finished report and checks it, as `Study` binds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kodeverk.analysis.proofreading.findings import ReportCheck
    from kodeverk.analysis.proofreading.shelf import Documents
    from kodeverk.project.looks import Study


def check_report(self: Study, report: str | Path, *, documents: Documents = ()) -> ReportCheck:
    """Return a finished report checked: its quotes, who says them, its numbers and its references.

    Nothing of the report is brought in. Look on with ``.frame`` (the findings), ``.quotes``, ``.quantifiers`` and
    ``.references``; shown in a notebook it lists the findings, edits of quotes struck out and underlined.

    Parameters
    ----------
    report : str or Path
        A ``.docx``, ``.txt`` or ``.md`` file, or a text.
    documents : path, list of paths, or dict of name to text
        Documents that are not in the study and that the report may quote, such as an agreement.

    Raises
    ------
    ReadingError
        If a file is missing, empty, protected, damaged or of another kind.
    """
    from kodeverk.analysis.proofreading.check import check_report

    return check_report(self.snapshot, report, documents=documents)
