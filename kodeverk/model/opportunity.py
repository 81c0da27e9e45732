"""The room for opportunity: what offices say of areas of development, plan, expect and do through the year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

STRONG, NEED, PRIORITISED, PLANNED, FOLLOWED_UP = "strong", "need", "prioritised", "in plan", "followed up"
MARKS = (STRONG, NEED, PRIORITISED, PLANNED, FOLLOWED_UP)
"""What can be marked of an area at an office. Five things, never one: what is prioritised may never reach a plan."""

QUESTIONS = ("why", "what", "how", "who is involved", "who is responsible", "follow-up")
"""What a plan answers for each area."""


class Mark(NamedTuple):
    """One of five marks, set or not, for an area at an office.

    Attributes
    ----------
    id : str
        ``<case id>/<code id>/<mark>``.
    case_id : str
        The office.
    code_id : str
        The area.
    mark : str
        One of `MARKS`.
    holds : bool or None
        None where it was asked about and is not known.
    read_from : str
        File, sheet and cell.
    """

    id: str
    case_id: str
    code_id: str
    mark: str
    holds: bool | None
    read_from: str = ""


class AreaPlan(NamedTuple):
    """What an office's plan says of an area, or of one part of it.

    Attributes
    ----------
    id : str
        ``<case id>/<code id>/<part>``.
    case_id, code_id : str
    part : str
        Such as ``2A``; empty where the area is not split.
    answers : dict of str to str
        By question, of `QUESTIONS`; a question not answered is left out.
    read_from : str
    """

    id: str
    case_id: str
    code_id: str
    part: str
    answers: Mapping[str, str]
    read_from: str = ""


class Expectation(NamedTuple):
    """What one role expects of another, raised or not.

    Attributes
    ----------
    id : str
    of : str
        The role it is directed to, such as ``rådmann``.
    topic : str
        Heading it stands under.
    text : str
        The expectation.
    role : str
        The role that was asked.
    raised : bool or None
        None where it is not known.
    read_from : str
    """

    id: str
    of: str
    topic: str
    text: str
    role: str
    raised: bool | None
    read_from: str = ""


class Activity(NamedTuple):
    """Something the partnership does in the course of the year.

    Attributes
    ----------
    id : str
    case_id : str or None
        The office; None where it is common to all.
    month : int
        1-12.
    title, responsible : str
    agenda : tuple of str
        What is on the agenda, where it is a meeting.
    read_from : str
    """

    id: str
    case_id: str | None
    month: int
    title: str
    responsible: str = ""
    agenda: tuple[str, ...] = ()
    read_from: str = ""
