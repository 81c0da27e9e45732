"""Means of scales by group."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, stdev
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.groups.limits import SMALL
from kodeverk.analysis.surveys.grouped import (
    Counts,
    Group,
    counts_of,
    groups_of,
    scales,
    scores,
    small_note,
    unanswered,
)
from kodeverk.messages import _, _n, numeral
from kodeverk.reading.survey_plan import Variable
from kodeverk.reading.surveys import DONT_KNOW, SurveyTable
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd


class Mean(NamedTuple):
    """The mean of one scale in one group.

    Attributes
    ----------
    item : Variable
    group : Group
    counts : Counts
    mean, sd : float or None
        In points of the scale; None where fewer than five answered.
    """

    item: Variable
    group: Group
    counts: Counts
    mean: float | None
    sd: float | None


class Means(NamedTuple):
    """Means of scales by group.

    Attributes
    ----------
    by : str
    means : tuple of Mean
        Item by item; within each, the last group is all.
    """

    by: str
    means: tuple[Mean, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per item and group.

        Columns: item, group, n (who gave a score), mean, sd (points of the scale; none where n is below 5), low, high
        (ends of the scale), unknown, missing.
        """
        import pandas as pd

        rows = [
            (one.item.name, one.group.name, one.counts.n, one.mean, one.sd, one.item.low, one.item.high,
             one.counts.unknown, one.counts.missing)
            for one in self.means
        ]  # fmt: skip
        names = ["item", "group", "n", "mean", "sd", "low", "high", "unknown", "missing"]
        return pd.DataFrame(rows, columns=names)

    def __repr__(self) -> str:
        items = len({one.item.name for one in self.means})
        return "<" + _n("means of {count} item", "means of {count} items", items).format(count=items) + ">"

    def _repr_html_(self) -> str:
        head = [_("item"), _("scale"), "", _("mean"), _("standard deviation"), "n", unanswered(DONT_KNOW)]
        rows: list[list[object]] = []
        before = None
        for one in self.means:
            named = (
                ["", ""] if one.item == before else [one.item.text or one.item.name, f"{one.item.low}–{one.item.high}"]
            )
            rows.append([*named, one.group.label, _shown(one.mean), _shown(one.sd), *one.counts])
            before = one.item
        table = html.table([*head, unanswered("missing")], rows)
        return str(html.block(table, small_note([one.counts.n for one in self.means])))


def _shown(value: float | None) -> str:
    return "–" if value is None else numeral(value, 2)


def means(survey: SurveyTable, items: str | Sequence[str], by: str | None = None) -> Means:
    """Return the mean and standard deviation of scales in each group; *don't know* and no answer are left out.

    ``mean = sum(x) / n``; ``sd = sqrt(sum((x - mean)^2) / (n - 1))``.

    Parameters
    ----------
    survey : SurveyTable
    items : str or sequence of str
        Scales.
    by : str, optional
        What respondents are grouped by.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such scale or grouping.
    """
    found = []
    for item in scales(survey, items):
        for group in groups_of(survey, by):
            values = scores(survey, item, group)
            enough = len(values) >= SMALL
            found.append(
                Mean(
                    survey.variable(item),
                    group,
                    counts_of(survey, item, group),
                    fmean(values) if enough else None,
                    stdev(values) if enough else None,
                )
            )
    return Means(by or "", tuple(found))
