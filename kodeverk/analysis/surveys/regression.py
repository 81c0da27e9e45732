"""A regression of one scale on another, with the table a report prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.groups.tested import shown
from kodeverk.errors import KodeverkError
from kodeverk.messages import _, numeral
from kodeverk.reading.survey_plan import SCALE, Variable
from kodeverk.reading.surveys import SurveyTable
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 3
"""Respondents a line with a spread around it needs."""


class Term(NamedTuple):
    """One line of the table: B, its standard error, Beta (None of the constant), t, and two-sided p (0-1)."""

    name: str
    b: float
    se: float
    beta: float | None
    t: float
    p: float


class Regression(NamedTuple):
    """A regression of one scale on another.

    Attributes
    ----------
    outcome, predictor : Variable
    constant, slope : Term
    n : int
        Respondents with a score on both.
    excluded : int
        Respondents without: *don't know* or no answer on either.
    r2 : float
        Part (0-1) of the outcome's variance.
    f, p : float
        F and its p (0-1).
    df : (int, int)
    """

    outcome: Variable
    predictor: Variable
    constant: Term
    slope: Term
    n: int
    excluded: int
    r2: float
    f: float
    p: float
    df: tuple[int, int]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per term, the constant first.

        Columns: term (``constant`` or the predictor), B, SE, beta, t, p, and on each row n, excluded, R2 (0-1), F, df1,
        df2, F_p.
        """
        import pandas as pd

        whole = (self.n, self.excluded, self.r2, self.f, *self.df, self.p)
        names = ["term", "B", "SE", "beta", "t", "p", "n", "excluded", "R2", "F", "df1", "df2", "F_p"]
        return pd.DataFrame([(*term, *whole) for term in (self.constant, self.slope)], columns=names)

    def lines(self) -> list[str]:
        """Return the lines under the table, in the language in use."""
        fit = _("R² = {r2}; F({df1}, {df2}) = {f}, p {p}; n = {n}").format(
            r2=numeral(self.r2, 3),
            df1=self.df[0],
            df2=self.df[1],
            f=numeral(self.f, 2),
            p=_p(self.p),
            n=numeral(self.n),
        )
        out = _("Left out, with don't know or no answer on either: {count}.").format(count=numeral(self.excluded))
        care = _(
            "One predictor, all else left aside: the table says how the two go together, not what leads to what. The "
            "steps of the scales are taken to be equally long."
        )
        return [fit, out, care]

    def __repr__(self) -> str:
        told = _("{outcome} on {predictor}: B = {b}, SE = {se}, Beta = {beta}").format(
            outcome=self.outcome.name, predictor=self.predictor.name, b=numeral(self.slope.b, 2),
            se=numeral(self.slope.se, 3), beta=numeral(self.slope.beta or 0.0, 2),
        )  # fmt: skip
        return f"<{told}; {self.lines()[0]}>"

    def _repr_html_(self) -> str:
        name = self.outcome.text or self.outcome.name
        head = [_("Dependent: {outcome}").format(outcome=name), "B", "SE", "Beta", "t", "p"]
        rows = [_row(_("constant"), self.constant), _row(self.predictor.text or self.predictor.name, self.slope)]
        return str(
            html.block(html.table(head, rows), *(html.tag("p", line, style=html.SMALL) for line in self.lines()))
        )


def _row(label: str, term: Term) -> list[object]:
    beta = "–" if term.beta is None else numeral(term.beta, 2)
    return [
        label,
        numeral(term.b, 2),
        numeral(term.se, 3),
        beta,
        numeral(term.t, 2),
        shown(term.p).replace(" ", "\u00a0"),
    ]


def _p(p: float) -> str:
    return f"= {shown(p)}" if p >= 0.001 else shown(p)


def regression(survey: SurveyTable, outcome: str, predictor: str) -> Regression:
    """Return the regression of one scale on another by ordinary least squares, computed by statsmodels.

    ``B = cov(x, y) / var(x)``; ``SE = sqrt(s^2 / sum((x - mean)^2))`` with ``s^2`` the residual sum of squares over
    ``n - 2``; ``Beta = B sd(x) / sd(y)``; ``R2 = Beta^2``; ``F(1, n - 2) = (B / SE)^2``. A respondent without a score
    on either scale is left out.

    Parameters
    ----------
    survey : SurveyTable
    outcome, predictor : str
        Scales.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such scale.
    KodeverkError
        If the two are one scale, fewer than three have a score on both, or all of them the same on one.
    """
    from statsmodels.regression.linear_model import OLS
    from statsmodels.tools.tools import add_constant

    target, given = survey.variable(outcome, SCALE), survey.variable(predictor, SCALE)
    if target == given:
        raise KodeverkError(f"There is no regression of {outcome} on itself.")
    both = [
        (x, y)
        for x, y in zip(survey.answers[given.name], survey.answers[target.name], strict=True)
        if isinstance(x, int) and isinstance(y, int)
    ]
    if len(both) < FEWEST or any(len(set(side)) < 2 for side in zip(*both, strict=True)):
        raise KodeverkError(
            f"There is no regression of {outcome} on {predictor}: {len(both)} have a score on both, and there must be "
            f"at least {FEWEST}, not all the same on either."
        )
    xs, ys = ([float(pair[place]) for pair in both] for place in (0, 1))
    fit = OLS(ys, add_constant(xs)).fit()
    beta = float(OLS(_standardised(ys), _standardised(xs)).fit().params[0])
    constant, slope = (
        Term(
            name,
            float(fit.params[k]),
            float(fit.bse[k]),
            beta if k else None,
            float(fit.tvalues[k]),
            float(fit.pvalues[k]),
        )
        for k, name in enumerate(("constant", given.name))
    )
    return Regression(
        target, given, constant, slope, len(both), len(survey.respondents) - len(both), float(fit.rsquared),
        float(fit.fvalue), float(fit.f_pvalue), (int(fit.df_model), int(fit.df_resid)),
    )  # fmt: skip


def _standardised(values: list[float]) -> list[float]:
    from statistics import fmean, stdev

    mean, sd = fmean(values), stdev(values)
    return [(value - mean) / sd for value in values]
