"""The room for opportunity as a handout in Word: areas, priorities, plans, expectations, the year, and the pictures."""

from __future__ import annotations

import os
from pathlib import Path

from kodeverk.analysis.opportunity.cycle import YearlyCycle, month_label
from kodeverk.analysis.opportunity.expecting import Expectations, cells
from kodeverk.analysis.opportunity.expecting import legend as roles_legend
from kodeverk.analysis.opportunity.marks import (
    NO,
    NOT_STATED,
    OTHERWISE,
    SIGNS,
    UNKNOWN,
    YES,
    mark_label,
    numbers,
    question_label,
    standing_label,
)
from kodeverk.analysis.opportunity.planning import PlannedPart
from kodeverk.analysis.opportunity.premises import premise_label, premise_standing_label
from kodeverk.analysis.opportunity.priorities import priorities_label
from kodeverk.analysis.opportunity.room import Room
from kodeverk.analysis.opportunity.showing import count_cell, findings
from kodeverk.messages import _, language
from kodeverk.model import MARKS, QUESTIONS
from kodeverk.model.opportunity import NEED, STRONG
from kodeverk.pictures.areas import room_grid, room_venn
from kodeverk.reports.paper import Paper, Run, Text
from kodeverk.reports.study_word import WordWriter
from kodeverk.reports.word import LANGUAGE_TAGS
from kodeverk.reports.writer import Writer

THREE_LEVELS = 3


def room_to_word(
    room: Room, expected: Expectations, cycle: YearlyCycle, path: str | os.PathLike[str], *, title: str = ""
) -> Path:
    """Write the room for opportunity as a Word document (.docx), and return its path.

    Chapters: the areas by level, with how many offices set each mark; office by office; priorities and what became of
    them; plans and what they leave open; expectations; the yearly cycle with its checklist. What is not in the study is
    left out.

    Parameters
    ----------
    room : Room
    expected : Expectations
    cycle : YearlyCycle
    path : path-like
        The file to write, ``.docx``.
    title : str

    Raises
    ------
    KodeverkError
        If the path does not end in ``.docx``.
    """
    title = title or _("The room for opportunity")
    paper = Paper(title, LANGUAGE_TAGS[language()])
    paper.paragraph("Title", title)
    paper.paragraph("Subtitle", repr(room)[1:-1])
    marks = _("Five marks, never one: each is set, is said not to be, is unknown, or is not stated.")
    paper.paragraph("Front", marks)
    paper.contents(_("Contents"))
    write_room(WordWriter(paper), room, expected, cycle)
    return paper.save(path)


def write_room(writer: Writer, room: Room, expected: Expectations, cycle: YearlyCycle, *, level: int = 1) -> None:
    """Write the chapters of the handout there is something to say in.

    Parameters
    ----------
    writer : Writer
    room : Room
    expected : Expectations
    cycle : YearlyCycle
    level : int
        Of their headings: 1, or 2 within a larger document.
    """
    writer.heading(_("The areas by level"), level)
    _areas(writer, room)
    if room.marks:
        writer.heading(_("Office by office"), level)
        writer.picture(room_grid(room), _("Areas by office, in five marks"))
        writer.heading(_("Priorities"), level)
        _priorities(writer, room)
    if room.area_plans:
        writer.heading(_("Plans"), level)
        _plans(writer, room)
    if expected.expected:
        writer.heading(_("Expectations"), level)
        _expectations(writer, expected, level + 1)
    if cycle.activities:
        writer.heading(_("The yearly cycle"), level)
        _cycle(writer, cycle)


def _areas(writer: Writer, room: Room) -> None:
    place = {area: number for number, area in enumerate(room.areas)}
    heads = [_("no."), _("area"), *(f"{SIGNS[mark]} {mark_label(mark)}" for mark in MARKS)]
    rows: list[list[Text]] = []
    for zone in room.parts:
        rows.append([Run(f"{zone.label} ({len(zone.areas)})", bold=True)])
        rows += [
            [str(area.number), area.name, *(count_cell(room, place[area], mark) for mark in MARKS)]
            for area in zone.areas
        ]
    writer.table([5, 30, 12, 12, 14, 12, 14], heads, rows)
    writer.small(_("Offices that say yes, of those that say yes or no. ·: no office says."))
    if len({level for area in room.areas for level in area.levels}) == THREE_LEVELS:
        for mark in (STRONG, NEED):
            writer.picture(room_venn(room, mark), _("The areas in three circles: {mark}").format(mark=mark_label(mark)))


def _priorities(writer: Writer, room: Room) -> None:
    writer.points([line] for line in findings(room))
    rows = [[one.office, numbers(one.areas), priorities_label(one.standing)] for one in room.priorities.offices]
    writer.table([30, 30, 40], [_("office"), _("prioritised"), _("exactly three?")], rows)
    writer.lead(_("From priority to plan"))
    moves = [one for one in room.moves if one.prioritised or one.planned]
    told = [[str(one.area), *map(", ".join, (one.kept, one.dropped, one.not_known, one.entered))] for one in moves]
    heads = [_("area"), _("in plan"), _("not in plan"), _("plan not known"), _("in plan, not prioritised")]
    writer.table([26, 22, 18, 20, 16], heads, told)
    writer.small(_("Offices. A priority mark is not the same as being in a plan: the two are marked apart."))


def _plans(writer: Writer, room: Room) -> None:
    having = room.with_plan
    areas = [{one.area for one in room.planned if one.office == office} for office in having[YES]]
    only = sum(len(own) == 1 for own in areas)
    told = _("Plan at {count} of {n} offices: {only} with one area only, {several} with several.")
    told = told.format(count=len(areas), n=len(room.offices), only=only, several=len(areas) - only)
    rest = "; ".join(f"{standing_label(how)} {len(having[how])}" for how in (NO, UNKNOWN, NOT_STATED) if having[how])
    writer.paragraph(told + (" " + _("Of the others: {counts}.").format(counts=rest) if rest else ""))
    rows = [[one.office, _part(one), *_answers(one), _missing(one)] for one in room.planned]
    heads = [_("office"), _("area"), *map(str, range(1, len(QUESTIONS) + 1)), _("not answered")]
    writer.table([15, 32, 4, 4, 4, 4, 4, 4, 28], heads, rows)
    key = "; ".join(f"{number} {question_label(question)}" for number, question in enumerate(QUESTIONS, 1))
    writer.small(_("Answered ●, not answered ·. {questions}.").format(questions=key))


def _part(one: PlannedPart) -> str:
    return f"{one.area}" + (f" ({one.part})" if one.part else "")


def _answers(one: PlannedPart) -> list[str]:
    return ["●" if question in one.answers else OTHERWISE[NOT_STATED] for question in QUESTIONS]


def _missing(one: PlannedPart) -> str:
    if not one.written:
        return _("marked as in plan; nothing is written")
    return ", ".join(map(question_label, one.missing))


def _expectations(writer: Writer, expected: Expectations, level: int) -> None:
    agreed = [[_("{text} (of {role})").format(text=one.text, role=one.of)] for one in expected.agreed]
    count = len(expected.agreed)
    told = _("All roles agree on {count} of {n} expectations.")
    writer.paragraph(told.format(count=count, n=len(expected.expected)))
    writer.points(agreed)
    for of in dict.fromkeys(one.of for one in expected.expected):
        writer.heading(_("Expected of {role}").format(role=of), level)
        rows: list[list[Text]] = []
        for topic, one in expected.under(of):
            rows += [[Run(topic, bold=True)]] if topic else []
            rows.append([one.text, *cells(one, expected.roles), one.in_words()])
        widths = [32, *([14] * len(expected.roles)), 16]
        writer.table(widths, [_("expectation"), *expected.roles, _("raised by")], rows)
        writer.small(roles_legend())


def _cycle(writer: Writer, cycle: YearlyCycle) -> None:
    rows = [
        [month_label(a.month), office or _("all"), a.title, a.responsible, list(a.agenda)]
        for office, a in cycle.activities
    ]
    heads = [_("month"), _("office"), _("activity"), _("responsible"), _("agenda")]
    writer.table([16, 10, 32, 20, 32], heads, rows)
    writer.lead(_("What the cycle is to hold"))
    checked = [
        [
            cycle.office_label(one),
            premise_label(one.premise),
            premise_standing_label(one.standing),
            list(one.found),
        ]
        for one in cycle.premises
    ]
    writer.table([10, 40, 14, 46], [_("office"), _("what the cycle is to hold"), _("standing"), _("rests on")], checked)
    writer.small(_("Read from the words of the cycle; what it rests on stands beside it, to be judged."))
