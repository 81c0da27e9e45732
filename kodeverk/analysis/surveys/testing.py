"""Tests of two groups of respondents, only on request: how often chance alone would make them differ as much."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.groups.permutation import Chance, Heard, informants_exchanged, offices_exchanged
from kodeverk.analysis.groups.tested import shown
from kodeverk.analysis.surveys.grouped import ALL, NOT_STATED, Group, cell, groups_of
from kodeverk.analysis.surveys.shares import FEWEST_POINTS
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import _, numeral
from kodeverk.model.names import unknown
from kodeverk.reading.survey_plan import OFFICE, SCALE, Variable
from kodeverk.reading.surveys import SurveyTable
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

RESPONDENTS, WITHIN, OFFICES = "respondent", "respondent within office", "office"


class TTest(NamedTuple):
    """Welch's test of two means: t, degrees of freedom, and two-sided p (0-1)."""

    t: float
    df: float
    p: float


class SurveyTest(NamedTuple):
    """Whether two groups differ more on a scale than chance alone would make them.

    Attributes
    ----------
    item : Variable
    groups : (str, str)
    counts : (Heard, Heard)
        Of each group, who gave a score (``heard``), and who chose one of the two highest points (``said``).
    unit : str
        What is dealt out: ``respondent``; or, where the survey has offices, ``respondent within office`` or ``office``.
    chance : Chance or None
        Of the two highest points; None where no test can tell.
    means : (float, float)
        In points of the scale.
    welch : TTest or None
        Of the means; None where the survey has offices, since answers from one office are alike.
    reason : str
        Why `chance` is None; else empty.
    """

    item: Variable
    groups: tuple[str, str]
    counts: tuple[Heard, Heard]
    unit: str
    chance: Chance | None
    means: tuple[float, float]
    welch: TTest | None
    reason: str = ""

    @property
    def frame(self) -> pd.DataFrame:
        """One row per group.

        Columns: item, group, n, top (count of the two highest points), mean (points of the scale); unit, p, smallest_p
        (0-1, of the two highest points; none where no test can tell), t, df, t_p (Welch, of the means), reason.
        """
        import pandas as pd

        p = (None, None) if self.chance is None else (self.chance.p, self.chance.smallest)
        welch = self.welch or (None, None, None)
        rows = [
            (self.item.name, group, count.heard, count.said, mean, self.unit, *p, *welch, self.reason)
            for group, count, mean in zip(self.groups, self.counts, self.means, strict=True)
        ]
        names = ["item", "group", "n", "top", "mean", "unit", "p", "smallest_p", "t", "df", "t_p", "reason"]
        return pd.DataFrame(rows, columns=names)

    def in_words(self) -> str:
        """Return the result with its n and unit, in the language in use."""
        parts = [
            _("{group}: {top} of {n} on the two highest points, mean {mean}").format(
                group=group, top=cell(count.said, count.heard), n=numeral(count.heard), mean=numeral(mean, 2)
            )
            for group, count, mean in zip(self.groups, self.counts, self.means, strict=True)
        ]
        said = "; ".join(parts) + ". "
        if self.chance is None:
            said += _reason(self.reason)
        else:
            told = _("Shares: p = {p}, dealing out {unit} ({all} ways; the smallest p possible is {smallest}).")
            ways = numeral(self.chance.allocations) if self.chance.allocations < 10**6 else _("more than a million")
            said += told.format(
                p=shown(self.chance.p), unit=_unit(self.unit), all=ways, smallest=shown(self.chance.smallest)
            )
        if self.welch is None:
            return said
        told = _("Means: Welch's t({df}) = {t}, p = {p}.")
        t, df, p = self.welch
        return f"{said} {told.format(df=numeral(df, 1), t=numeral(t, 2), p=shown(p))}"

    def __repr__(self) -> str:
        return f"<{self.item.name}: {self.in_words()}>"

    def _repr_html_(self) -> str:
        return str(html.block(html.tag("b", self.item.text or self.item.name), html.tag("p", self.in_words())))


def test(survey: SurveyTable, item: str, by: str, between: tuple[str, str] | None = None) -> SurveyTest:
    """Return whether two groups differ more on a scale than chance alone would make them.

    Of the two highest points by permutation (see `analysis.groups.permutation` for formulas and sources): respondents
    are dealt out to the two groups; where the survey has an office for each, within their offices, or whole offices
    where no office has both groups. Of the means by Welch's t-test (Welch 1947, The generalization of "Student's"
    problem when several different population variances are involved, Biometrika 34, 28-35), only where there are no
    offices: ``t = (m1 - m2) / sqrt(s1^2/n1 + s2^2/n2)``, computed by statsmodels.

    Parameters
    ----------
    survey : SurveyTable
    item : str
        A scale of at least four points.
    by : str
        What respondents are grouped by.
    between : (str, str), optional
        Names of the two groups; needed where there are more.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such scale, grouping or group.
    KodeverkError
        If the scale has fewer than four points, there are not two groups, or fewer than two of one answered.
    """
    variable = survey.variable(item, SCALE)
    if variable.points < FEWEST_POINTS:
        raise KodeverkError(f"{item} has {variable.points} points; a test needs at least {FEWEST_POINTS}.")
    pair = _two(survey, by, between)
    sides = [_scored(survey, variable, group) for group in pair]
    few = [group.name for group, side in zip(pair, sides, strict=True) if len(side) < 2]
    if few:
        raise KodeverkError(f"Fewer than two of {' and '.join(few)} answered {item}: there is nothing to test.")
    counts = _heard(sides[0], variable), _heard(sides[1], variable)
    means = _mean(sides[0]), _mean(sides[1])
    names = pair[0].name, pair[1].name
    if not any(one.kind == OFFICE for one in survey.variables):
        welch = _welch([score for _office, score in sides[0]], [score for _office, score in sides[1]])
        return SurveyTest(variable, names, counts, RESPONDENTS, informants_exchanged([counts]), means, welch)
    unit, chance, reason = _by_offices(sides, variable)
    return SurveyTest(variable, names, counts, unit, chance, means, None, reason)


def _two(survey: SurveyTable, by: str, between: tuple[str, str] | None) -> list[Group]:
    there = {group.name: group for group in groups_of(survey, by) if group.name not in (ALL, NOT_STATED)}
    for name in between or ():
        if name not in there:
            raise UnknownName(unknown("group", name, list(there)))
    chosen = list(dict.fromkeys(there if between is None else between))
    if len(chosen) != 2:
        raise KodeverkError(
            f"A test is between two groups; here are {len(chosen)}: {', '.join(chosen) or 'none'}. "
            "Choose two with between=."
        )
    return [there[name] for name in chosen]


def _scored(survey: SurveyTable, variable: Variable, group: Group) -> list[tuple[str | None, int]]:
    """Return office and score of each respondent of a group who gave one."""
    office = next((one.name for one in survey.variables if one.kind == OFFICE), "")
    places = survey.answers[office] if office else (None,) * len(survey.respondents)
    scores = survey.answers[variable.name]
    return [
        (None if places[place] is None else str(places[place]), score)
        for place in group.places
        if isinstance(score := scores[place], int)
    ]


def _heard(side: list[tuple[str | None, int]], variable: Variable) -> Heard:
    return Heard(len(side), sum(score >= variable.high - 1 for _office, score in side))


def _mean(side: list[tuple[str | None, int]]) -> float:
    return sum(score for _office, score in side) / len(side)


def _welch(one: list[int], other: list[int]) -> TTest | None:
    if len(set(one)) == len(set(other)) == 1:
        return None
    from statsmodels.stats.weightstats import ttest_ind

    t, p, df = ttest_ind(one, other, usevar="unequal")
    return TTest(float(t), float(df), float(p))


def _by_offices(sides: list[list[tuple[str | None, int]]], variable: Variable) -> tuple[str, Chance | None, str]:
    if any(office is None for side in sides for office, _score in side):
        return OFFICES, None, "office not known"
    offices: list[dict[str | None, list[tuple[str | None, int]]]] = []
    for side in sides:
        held: dict[str | None, list[tuple[str | None, int]]] = defaultdict(list)
        for office, score in side:
            held[office].append((office, score))
        offices.append(held)
    both = [office for office in offices[0] if office in offices[1]]
    if both:
        strata = [
            (_heard(offices[0].get(office, []), variable), _heard(offices[1].get(office, []), variable))
            for office in {**offices[0], **offices[1]}
        ]
        return WITHIN, informants_exchanged(strata), ""
    if len(offices[0]) == len(offices[1]) == 1:
        return OFFICES, None, "one office against one"
    dealt = [[_heard(held, variable) for held in side.values()] for side in offices]
    return OFFICES, offices_exchanged(dealt[0], dealt[1]), ""


def _unit(unit: str) -> str:
    labels = {
        RESPONDENTS: _("respondents"),
        WITHIN: _("respondents within their offices"),
        OFFICES: _("offices"),
    }
    return labels[unit]


def _reason(reason: str) -> str:
    labels = {
        "one office against one": _("With one office against one, no test can tell."),
        "office not known": _("The office of some respondents is not known: no test can tell."),
    }
    return labels[reason]
