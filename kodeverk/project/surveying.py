"""Surveys and the literature log: read beside the study; open answers come into it, as `Project` binds them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.analysis.surveys.rates import response_rates
from kodeverk.model import Receipt

if TYPE_CHECKING:
    from kodeverk.analysis.literature import LiteratureLog
    from kodeverk.analysis.surveys.survey import Survey
    from kodeverk.project.project import Project

__all__ = ["add_open_answers", "read_literature", "read_survey", "response_rates"]


def read_survey(path: str | Path, plan: str | Path | None = None) -> Survey:
    """Return a questionnaire's answers to look at: cross-tables, shares, means, pairs, a regression.

    It is not stored in the study; `add_open_answers` brings its open answers in.

    Parameters
    ----------
    path : str or Path
        An .xlsx or .csv file, one row a respondent.
    plan : str or Path, optional
        A YAML file (``format: kodeverk/survey/1``) that says what the columns are; without it the workbook's sheet
        ``variabler`` does: variabel, type (nummer, rolle, arbeidsgiver, kontor, kommune, skala, flervalg or åpen),
        tekst, min, maks, etiketter (``1=svært dårlig; 5=svært godt``; of flervalg ``column=what it stands for``) and
        vet ikke (codes parted by ``;``).

    Raises
    ------
    ReadingError
        If a file cannot be read.
    FormatError
        If there is no plan, a column is missing, or answers do not fit their variables; one error for all.
    """
    from kodeverk.analysis.surveys.survey import Survey
    from kodeverk.reading.surveys import read_survey
    from kodeverk.reading.worker import read_limited

    return Survey(read_limited(read_survey, path, plan))


def read_literature(path: str | Path) -> LiteratureLog:
    """Return a literature log: its flow from search to what was kept, and names written in two ways.

    Parameters
    ----------
    path : str or Path
        .xlsx or .csv with the columns forfatter, tittel, type, lest and utelatt (why), besides id, år, kilde, nivå and
        snever; or the same in English. Where lest or snever is empty, it is not stated.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If a column is missing, an id is missing or stands twice, or a cell is neither yes nor no; one error for all.
    """
    from kodeverk.analysis.literature import LiteratureLog
    from kodeverk.reading.literature import read_literature
    from kodeverk.reading.worker import read_limited

    return LiteratureLog(Path(path).name, *read_limited(read_literature, path))


def add_open_answers(self: Project, survey: Survey, item: str) -> Receipt:
    """Bring the open answers to an item in as a source of kind ``survey``, one turn an answer; return the receipt.

    A turn is labelled by the respondent's number and role, never by name, office or municipality. The same answers
    again change nothing.

    Parameters
    ----------
    survey : Survey
    item : str
        A variable of kind ``open``.

    Raises
    ------
    UnknownName
        If there is no such open item.
    KodeverkError
        If nobody answered it, or the study has a source of that name with another text.
    """
    from kodeverk import reading
    from kodeverk.analysis.surveys.open_answers import open_answers

    read = open_answers(survey.table, item)
    return self.write(lambda now: reading.add_sources(now, [read], kind="survey"), verb="add_open_answers")
