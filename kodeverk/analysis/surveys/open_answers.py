"""Open answers become a source to code: one turn an answer."""

from __future__ import annotations

from pathlib import Path

from kodeverk.errors import KodeverkError
from kodeverk.model import Segment, canonical
from kodeverk.reading import ImportReport, Reading
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Content
from kodeverk.reading.survey_plan import OPEN, ROLE
from kodeverk.reading.surveys import SurveyTable


def open_answers(survey: SurveyTable, item: str) -> Reading:
    """Return the open answers to an item as a transcript, one turn an answer.

    A turn is labelled by the respondent's number and role, never by name, office or municipality. What an answer
    itself tells of persons is for the researcher to take out.

    Raises
    ------
    UnknownName
        If there is no such open item.
    KodeverkError
        If nobody answered it.
    """
    variable = survey.variable(item, OPEN)
    role = next((one.name for one in survey.variables if one.kind == ROLE), "")
    roles = survey.answers[role] if role else (None,) * len(survey.respondents)
    segments: list[Segment] = []
    text = ""
    for number, who, answer in zip(survey.respondents, roles, survey.answers[variable.name], strict=True):
        if not answer:
            continue
        label = f"{number} {who}" if who else number
        said = canonical(str(answer)).text.strip()
        start = len(text)
        text += f"{label}: {said}\n"
        body = start + len(label) + 2
        segments.append(Segment(len(segments) + 1, start, len(text) - 1, body, "turn", label))
    if not segments:
        raise KodeverkError(f"Nobody answered {variable.name}: there is nothing to code.")
    text = text.removesuffix("\n")
    form = Path(survey.file).suffix.lower().lstrip(".")
    labels = {segment.speaker: "informant" for segment in segments}
    count = letters(text)
    report = ImportReport(
        survey.file, form, "", len(text), len(segments), tuple(labels), 0, (Content("letters", count, count, 0),)
    )
    name = f"{Path(survey.file).stem}-{variable.name}"
    return Reading(name, survey.file, form, text, tuple(segments), labels, report, text.encode(), variable.text)
