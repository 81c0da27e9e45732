"""A survey to look at: every look is a function of this room, bound here so that Tab finds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kodeverk.messages import _, _n
from kodeverk.reading.survey_plan import EMPLOYER, MULTIPLE, MUNICIPALITY, OFFICE, OPEN, ROLE, SCALE
from kodeverk.reading.surveys import SurveyTable, counted
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.surveys.dyads import Dyads
    from kodeverk.analysis.surveys.means import Means
    from kodeverk.analysis.surveys.published import Published, PublishedComparison
    from kodeverk.analysis.surveys.regression import Regression
    from kodeverk.analysis.surveys.shares import Crosstab, TopTwo
    from kodeverk.analysis.surveys.testing import SurveyTest


class Survey(NamedTuple):
    """A questionnaire's answers, to look at beside the interviews; it is not stored in the study.

    Attributes
    ----------
    table : SurveyTable
    """

    table: SurveyTable

    @property
    def frame(self) -> pd.DataFrame:
        """One row per respondent.

        Columns: respondent (number), and one per variable: a whole number on a scale, ``don't know``, a text, the
        labels ticked of a multiple response parted by ``; ``, or None where there is no answer.
        """
        import pandas as pd

        columns = {"respondent": list(self.table.respondents)}
        for name, answers in self.table.answers.items():
            columns[name] = ["; ".join(sorted(one)) if isinstance(one, frozenset) else one for one in answers]  # type: ignore[misc]
        return pd.DataFrame(columns, dtype=object)

    @property
    def variables(self) -> pd.DataFrame:
        """One row per variable: what it asks, and how many answered.

        Columns: name, kind, text, low, high (ends of a scale, else missing), n, unknown (*don't know*), missing.
        """
        import pandas as pd

        rows = [
            (one.name, one.kind, one.text, *((one.low, one.high) if one.points else (None, None)),
             *counted(self.table.answers[one.name]))
            for one in self.table.variables
            if one.name in self.table.answers
        ]  # fmt: skip
        names = ["name", "kind", "text", "low", "high", "n", "unknown", "missing"]
        return pd.DataFrame(rows, columns=names).astype({"low": "Int64", "high": "Int64"})

    def __repr__(self) -> str:
        respondents, variables = len(self.table.respondents), len(self.table.answers)
        told = _n("{count} respondent", "{count} respondents", respondents).format(count=respondents)
        asked = _n("{count} variable", "{count} variables", variables).format(count=variables)
        return f"<{'; '.join((f'{self.table.file}: {told}, {asked}', *self.table.warnings))}>"

    def _repr_html_(self) -> str:
        head = [_("variable"), _("kind"), _("question"), _("scale"), "n", _("don't know"), _("no answer")]
        rows = []
        for one in self.table.variables:
            if one.name in self.table.answers:
                scale = f"{one.low}–{one.high}" if one.points else ""
                rows.append([one.name, _kind(one.kind), one.text, scale, *counted(self.table.answers[one.name])])
        return str(html.block(html.tag("p", repr(self)[1:-1]), html.table(head, rows)))

    def counts(self, by: str) -> dict[str, int]:
        """Return how many respondents there are of each group: what `response_rates` takes as answered."""
        from kodeverk.analysis.surveys.grouped import ALL, groups_of

        return {group.name: len(group.places) for group in groups_of(self.table, by) if group.name != ALL}

    def crosstab(self, item: str, by: str | None = None) -> Crosstab:
        """Return how many of each group gave each answer; see `shares.crosstab`."""
        from kodeverk.analysis.surveys.shares import crosstab

        return crosstab(self.table, item, by)

    def top_two(self, item: str, by: str | None = None) -> TopTwo:
        """Return how many of each group chose the two highest points of a scale; see `shares.top_two`."""
        from kodeverk.analysis.surveys.shares import top_two

        return top_two(self.table, item, by)

    def means(self, items: str | Sequence[str], by: str | None = None) -> Means:
        """Return means of scales by group, with n, *don't know* and no answer; see `means.means`."""
        from kodeverk.analysis.surveys.means import means

        return means(self.table, items, by)

    def multiple(self, item: str, by: str | None = None) -> Crosstab:
        """Return how many of each group ticked each answer of a multiple response; see `shares.multiple`."""
        from kodeverk.analysis.surveys.shares import multiple

        return multiple(self.table, item, by)

    def test(self, item: str, by: str, between: tuple[str, str] | None = None) -> SurveyTest:
        """Return how often chance alone would make two groups differ as much on a scale; see `testing.test`."""
        from kodeverk.analysis.surveys.testing import test

        return test(self.table, item, by, between)

    def compare_published(self, item: str, published: Published | Mapping[str, Any]) -> PublishedComparison:
        """Return an item's shares beside published ones of another wave; see `published.compare_published`."""
        from kodeverk.analysis.surveys.published import compare_published

        return compare_published(self.table, item, published)

    def dyads(self, roles: tuple[str, str], items: Sequence[str] | None = None, *, within: str = MUNICIPALITY) -> Dyads:
        """Return the pairs of two roles in one place, and how far they agree; see `dyads.dyads`."""
        from kodeverk.analysis.surveys.dyads import dyads

        return dyads(self.table, roles, items, within=within)

    def regression(self, outcome: str, predictor: str) -> Regression:
        """Return the regression of one scale on another, as a report prints it; see `regression.regression`."""
        from kodeverk.analysis.surveys.regression import regression

        return regression(self.table, outcome, predictor)


def _kind(kind: str) -> str:
    """Return the kind of a variable in the language in use."""
    labels = {
        ROLE: _("role"),
        EMPLOYER: _("employer"),
        OFFICE: _("office"),
        MUNICIPALITY: _("municipality"),
        SCALE: _("scale"),
        MULTIPLE: _("several answers"),
        OPEN: _("open answer"),
    }
    return labels[kind]
