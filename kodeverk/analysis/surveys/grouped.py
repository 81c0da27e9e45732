"""Respondents in groups, and how many of each answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from kodeverk.analysis.groups.limits import SMALL
from kodeverk.errors import KodeverkError
from kodeverk.messages import _, numeral, percent
from kodeverk.reading.survey_plan import GROUPS, SCALE
from kodeverk.reading.surveys import DONT_KNOW, Answer, SurveyTable, counted
from kodeverk.views import html
from kodeverk.views.naming import natural

ALL, NOT_STATED = "all", "not stated"


class Group(NamedTuple):
    """Some of the respondents.

    Attributes
    ----------
    name : str
        Value of the variable they are grouped by, ``not stated``, or ``all``.
    places : tuple of int
        Their places among the respondents, counted from 0.
    """

    name: str
    places: tuple[int, ...]

    @property
    def label(self) -> str:
        """The name, in the language in use where it is no value."""
        return {ALL: _("all"), NOT_STATED: _("not stated")}.get(self.name, self.name)

    def answers(self, survey: SurveyTable, item: str) -> list[Answer]:
        """Return what they answered to an item, in the order of the respondents."""
        every = survey.answers[item]
        return [every[place] for place in self.places]


class Counts(NamedTuple):
    """How many of a group answered an item: with an answer, *don't know*, and with none."""

    n: int
    unknown: int
    missing: int


def groups_of(survey: SurveyTable, by: str | None) -> list[Group]:
    """Return the groups of a variable, those of whom it is not stated, and all respondents as the last.

    Parameters
    ----------
    survey : SurveyTable
    by : str or None
        A variable, or a kind (``role``, ``employer``, ``office``, ``municipality``) that one variable has; None for
        all respondents together.

    Raises
    ------
    UnknownName, AmbiguousName
        If no one variable goes by that.
    KodeverkError
        If one of its values is a name kept for other groups.
    """
    every = Group(ALL, tuple(range(len(survey.respondents))))
    if by is None:
        return [every]
    variable = survey.variable(by, *GROUPS)
    if kept := {ALL, NOT_STATED} & set(map(str, survey.answers[variable.name])):
        raise KodeverkError(
            f"{variable.name} has the value {sorted(kept)[0]!r}, which stands for another group here. Give it a label."
        )
    found: dict[Answer, list[int]] = {label: [] for label in variable.labels.values()}
    stated: dict[Answer, list[int]] = {}
    for place, value in enumerate(survey.answers[variable.name]):
        (found if value in found else stated).setdefault(value, []).append(place)
    blank = stated.pop(None, [])
    groups = [Group(str(name), tuple(places)) for name, places in found.items() if places]
    groups += [Group(str(name), tuple(stated[name])) for name in sorted(stated, key=lambda one: natural(str(one)))]
    return [*groups, *([Group(NOT_STATED, tuple(blank))] if blank else []), every]


def counts_of(survey: SurveyTable, item: str, group: Group) -> Counts:
    """Return how many of a group answered an item."""
    return Counts(*counted(group.answers(survey, item)))


def scores(survey: SurveyTable, item: str, group: Group) -> list[int]:
    """Return the scores a group gave on a scale; *don't know* and no answer left out."""
    return [score for score in group.answers(survey, item) if isinstance(score, int)]


def scales(survey: SurveyTable, items: str | Sequence[str]) -> Iterator[str]:
    """Yield the names of items that are scales.

    Raises
    ------
    UnknownName
        If one is none.
    """
    for item in [items] if isinstance(items, str) else items:
        yield survey.variable(item, SCALE).name


def share_of(count: int, n: int) -> float | None:
    """Return a share (0-1), or None of fewer than five.

    >>> share_of(3, 4), share_of(4, 5)
    (None, 0.8)
    """
    return count / n if n >= SMALL else None


def cell(count: int, n: int) -> str:
    """Return a count with its share, or without where there is none.

    >>> cell(3, 4), cell(4, 5)
    ('3', '4 (80%)')
    """
    share = share_of(count, n)
    return numeral(count) if share is None else f"{numeral(count)} ({percent(share)})"


def small_note(groups: Sequence[int]) -> Markup:
    """Return the line that says no share is shown of few; nothing where no group is small."""
    if all(n >= SMALL for n in groups):
        return Markup("")
    said = _("No share or mean is shown of fewer than {few} respondents.").format(few=SMALL)
    return html.tag("p", said, style=html.SMALL)


def unanswered(label: str) -> str:
    """Return the name of what is no answer, in the language in use."""
    return {DONT_KNOW: _("don't know"), "missing": _("no answer")}.get(label, label)
