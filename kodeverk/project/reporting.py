"""The ways out of a study to readers, as `Study` binds them: Word, Excel, web pages, a codebook for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.model import Theory

if TYPE_CHECKING:
    from kodeverk.analysis.theory.coverage import TheoryCoverage
    from kodeverk.analysis.triangulation.triangulation import Triangulation
    from kodeverk.project.looks import Study


def to_word(
    self: Study, path: str | Path, *, by: str | None = None, theories: Sequence[str] = (), title: str = ""
) -> Path:
    """Write chapters by category, sub-question and code to Word, with every coding, and return the path."""
    from kodeverk.reports import to_word

    checks = [self.check(theory) for theory in theories]
    return to_word(self.snapshot, path, checks=checks, by=by, title=title)


def to_excel(self: Study, path: str | Path, *, by: str | None = None, theories: Sequence[str] = ()) -> Path:
    """Write codebook, cases, codings, matrices, comparison and theory check to Excel, and return the path."""
    from kodeverk.reports import to_excel

    return to_excel(self.snapshot, path, checks=[self.check(theory) for theory in theories], by=by)


def to_html(self: Study, path: str | Path, *, title: str = "") -> Path:
    """Write the coloured transcripts to one HTML file, and return the path."""
    from kodeverk.reports import to_html

    return to_html(self.snapshot, path, title=title)


def theory_to_html(self: Study, path: str | Path, *, theory: str | Path | None = None, title: str = "") -> Path:
    """Write the check of a theory, or of all, to one HTML page, and return the path."""
    from kodeverk.reports import theory_html

    return theory_html(self.check(theory), path, snapshot=self.snapshot, title=title)


def analysis_to_word(
    self: Study, path: str | Path, *, by: str | None = None, theories: Sequence[str | Path] = (), title: str = ""
) -> Path:
    """Write what the analysis concludes, and what it rests on, to Word, and return the path.

    Material and balance, how to read, the comparison, a theory check for each theory, claims and condensations,
    agreement and saturation. A verdict links to its proposition with its quotes. `to_word` has every coding.

    Parameters
    ----------
    path : str or Path
        The file to write, ``.docx``.
    by : str, optional
        Attribute whose groups are compared; without it nothing is.
    theories : list of str or Path, optional
        As in `check`; otherwise all theories of the study.
    title : str, optional

    Raises
    ------
    UnknownName
        If no case has the attribute, or the study has no such theory.
    """
    from kodeverk.reports import analysis_to_word

    return analysis_to_word(self.snapshot, path, by=by, coverages=_coverages(self, theories), title=title)


def analysis_to_html(
    self: Study, path: str | Path, *, by: str | None = None, theories: Sequence[str | Path] = (), title: str = ""
) -> Path:
    """Write what the analysis concludes, and what it rests on, to one HTML file, and return the path.

    The chapters of `analysis_to_word`. A verdict links to its proposition with its quotes, a quote to the turn it was
    said in.

    Parameters
    ----------
    path : str or Path
        The file to write, ``.html``.
    by : str, optional
        Attribute whose groups are compared; without it nothing is.
    theories : list of str or Path, optional
        As in `check`; otherwise all theories of the study.
    title : str, optional

    Raises
    ------
    UnknownName
        If no case has the attribute, or the study has no such theory.
    """
    from kodeverk.reports import analysis_to_html

    return analysis_to_html(self.snapshot, path, by=by, coverages=_coverages(self, theories), title=title)


def documents_to_word(
    self: Study, path: str | Path, *, triangulated: Sequence[Triangulation] = (), title: str = ""
) -> Path:
    """Write what documents and relations show, and what it rests on, to Word, and return the path.

    Agreements against their template; cases of the meetings; claims held against documents; driving force and networks,
    office by office with every relation and its words; equality, differences between the parties, direction along the
    lines; models; the room for opportunity. What the study has nothing of is left out, and the first page says so.

    Parameters
    ----------
    path : str or Path
        The file to write, ``.docx``.
    triangulated : list of Triangulation, optional
        What `triangulate` found, one for each claim that is to stand there.
    title : str, optional

    Raises
    ------
    KodeverkError
        If an agreement has neither numbered points nor headings of the template.
    """
    from kodeverk.reports.documents_word import documents_to_word

    return documents_to_word(self.snapshot, path, triangulated=triangulated, title=title)


def _coverages(study: Study, theories: Sequence[str | Path]) -> list[TheoryCoverage]:
    wanted = theories or sorted(theory.id for theory in study.snapshot.all(Theory))
    return [study.coverage(theory) for theory in wanted]


def to_qdc(self: Study, path: str | Path) -> Path:
    """Write the codebooks to one REFI-QDA codebook file, and return the path."""
    from kodeverk.refi import to_qdc

    return to_qdc(self.snapshot, path)
