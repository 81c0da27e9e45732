"""Counts and shares of answers: cross-tables, the two highest points of a scale, multiple responses."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.surveys.grouped import (
    Counts,
    Group,
    cell,
    counts_of,
    groups_of,
    scores,
    share_of,
    small_note,
    unanswered,
)
from kodeverk.errors import KodeverkError
from kodeverk.messages import _, numeral
from kodeverk.reading.survey_plan import GROUPS, MULTIPLE, SCALE, Variable
from kodeverk.reading.surveys import DONT_KNOW, SurveyTable
from kodeverk.views import html
from kodeverk.views.naming import natural

if TYPE_CHECKING:
    import pandas as pd

FEWEST_POINTS = 4
"""On a scale of fewer points than this the two highest are no part of it worth naming."""


class Column(NamedTuple):
    """The answers of one group: how many answered, and how many gave each answer, in the order of the answers."""

    group: Group
    counts: Counts
    given: tuple[int, ...]


class Crosstab(NamedTuple):
    """Answers by group.

    Attributes
    ----------
    item : Variable
    by : str
        Empty where all stand together.
    answers : tuple of (str, str)
        Code and label of each answer.
    columns : tuple of Column
        One per group; the last is all.
    """

    item: Variable
    by: str
    answers: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per answer and group.

        Columns: item, answer (its code), label, group (a value, ``not stated`` or ``all``), count, n (who answered),
        share (0-1 of n; none where n is below 5), unknown (said *don't know*), missing (no answer).
        """
        import pandas as pd

        rows = [
            (self.item.name, *answer, one.group.name, one.given[place], one.counts.n,
             share_of(one.given[place], one.counts.n), one.counts.unknown, one.counts.missing)
            for place, answer in enumerate(self.answers)
            for one in self.columns
        ]  # fmt: skip
        names = ["item", "answer", "label", "group", "count", "n", "share", "unknown", "missing"]
        return pd.DataFrame(rows, columns=names)

    def __repr__(self) -> str:
        told = _("{item} by {by}: {n} answered").format(
            item=self.item.name, by=self.by or "–", n=self.columns[-1].counts.n
        )
        return f"<{told}>"

    def _repr_html_(self) -> str:
        rows: list[list[object]] = [
            [label, *(cell(one.given[place], one.counts.n) for one in self.columns)]
            for place, (_code, label) in enumerate(self.answers)
        ]
        rows.append([html.tag("b", _("n, who answered")), *(one.counts.n for one in self.columns)])
        if self.item.kind == SCALE:
            rows.append([unanswered(DONT_KNOW), *(one.counts.unknown for one in self.columns)])
        rows.append([unanswered("missing"), *(one.counts.missing for one in self.columns)])
        head = [self.item.text or self.item.name, *(one.group.label for one in self.columns)]
        several = [_("Several answers could be given: the shares need not add up to all.")]
        return str(
            html.block(
                html.table(head, rows),
                *(html.tag("p", one, style=html.SMALL) for one in several if self.item.kind == MULTIPLE),
                small_note([one.counts.n for one in self.columns]),
            )
        )


def crosstab(survey: SurveyTable, item: str, by: str | None = None) -> Crosstab:
    """Return how many of each group gave each answer; *don't know* and no answer are counted apart, never in n.

    Parameters
    ----------
    survey : SurveyTable
    item : str
        A scale, or what respondents are grouped by.
    by : str, optional
        What they are grouped by.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such variable of these kinds.
    """
    variable = survey.variable(item, SCALE, *GROUPS)
    if variable.kind == SCALE:
        given = [str(score) for score in range(variable.low, variable.high + 1)]
        answers = [(code, f"{code} {variable.labels[code]}" if variable.labels.get(code) else code) for code in given]
    else:
        values = {str(value) for value in survey.answers[variable.name] if value is not None}
        answers = [(value, value) for value in sorted(values, key=natural)]
    columns = []
    for group in groups_of(survey, by):
        said = [str(answer) for answer in group.answers(survey, variable.name) if answer is not None]
        given_here = tuple(said.count(code) for code, _label in answers)
        columns.append(Column(group, counts_of(survey, variable.name, group), given_here))
    return Crosstab(variable, by or "", tuple(answers), tuple(columns))


def multiple(survey: SurveyTable, item: str, by: str | None = None) -> Crosstab:
    """Return how many of each group ticked each answer of a multiple response; the shares are of those who answered.

    Who ticked nothing though the answers are marked (0, nei) has answered; who left every column empty has not.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such multiple response.
    """
    variable = survey.variable(item, MULTIPLE)
    answers = [(column, label or column) for column, label in variable.labels.items()]
    columns = []
    for group in groups_of(survey, by):
        ticked = [one for one in group.answers(survey, variable.name) if isinstance(one, frozenset)]
        given = tuple(sum(label in one for one in ticked) for _column, label in answers)
        columns.append(Column(group, counts_of(survey, variable.name, group), given))
    return Crosstab(variable, by or "", tuple(answers), tuple(columns))


class Share(NamedTuple):
    """How many of a group gave one of the answers looked at."""

    group: Group
    top: int
    counts: Counts


class TopTwo(NamedTuple):
    """How many of each group chose the two highest points of a scale.

    Attributes
    ----------
    item : Variable
    by : str
    points : tuple of int
        The points looked at.
    shares : tuple of Share
        One per group; the last is all.
    """

    item: Variable
    by: str
    points: tuple[int, ...]
    shares: tuple[Share, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per group.

        Columns: item, group, top (count), n (who answered), share (0-1; none where n is below 5), unknown, missing.
        """
        import pandas as pd

        rows = [
            (self.item.name, one.group.name, one.top, one.counts.n, share_of(one.top, one.counts.n),
             one.counts.unknown, one.counts.missing)
            for one in self.shares
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=["item", "group", "top", "n", "share", "unknown", "missing"])

    @property
    def label(self) -> str:
        """The points looked at, with their labels."""
        return ", ".join(f"{point} {self.item.labels.get(str(point), '')}".strip() for point in self.points)

    def __repr__(self) -> str:
        last = self.shares[-1]
        return f"<{self.item.name} ({self.label}): {cell(last.top, last.counts.n)}, n = {numeral(last.counts.n)}>"

    def _repr_html_(self) -> str:
        head = [self.item.text or self.item.name, self.label, "n", unanswered(DONT_KNOW), unanswered("missing")]
        rows = [
            [one.group.label, cell(one.top, one.counts.n), one.counts.n, one.counts.unknown, one.counts.missing]
            for one in self.shares
        ]
        return str(html.block(html.table(head, rows), small_note([one.counts.n for one in self.shares])))


def top_two(survey: SurveyTable, item: str, by: str | None = None) -> TopTwo:
    """Return how many of each group chose the two highest points of a scale, such as *nokså* and *svært*.

    ``share = #{score >= high - 1} / n``, n being who gave a score.

    Parameters
    ----------
    survey : SurveyTable
    item : str
        A scale of at least four points.
    by : str, optional
        What respondents are grouped by.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such scale or grouping.
    KodeverkError
        If the scale has fewer than four points.
    """
    variable = survey.variable(item, SCALE)
    if variable.points < FEWEST_POINTS:
        raise KodeverkError(
            f"{variable.name} has {variable.points} points; the two highest of a scale need at least {FEWEST_POINTS}. "
            "Look at its crosstab."
        )
    return chosen(survey, variable, (variable.high - 1, variable.high), by)


def chosen(survey: SurveyTable, variable: Variable, points: Collection[int], by: str | None) -> TopTwo:
    """Return how many of each group chose any of some points of a scale."""
    shares = [
        Share(
            group,
            sum(score in points for score in scores(survey, variable.name, group)),
            counts_of(survey, variable.name, group),
        )
        for group in groups_of(survey, by)
    ]
    return TopTwo(variable, by or "", tuple(points), tuple(shares))
