"""Solutions of a truth table: the shortest expressions for the combinations that have the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.theory.minimise import Product, minimal
from kodeverk.analysis.theory.truth_table import ABSENT, CONTRADICTORY, PRESENT, Fit, TruthTable
from kodeverk.messages import _

if TYPE_CHECKING:
    import pandas as pd


class Term(NamedTuple):
    """One product of a solution.

    Attributes
    ----------
    fit : Fit
        How it goes with the outcome.
    unique : tuple of str
        Names of the cases with the outcome that no other product of the solution covers.
    """

    fit: Fit
    unique: tuple[str, ...]


class Model(NamedTuple):
    """One of the shortest solutions.

    Attributes
    ----------
    terms : tuple of Term
    whole : Fit
        Of all products together.
    """

    terms: tuple[Term, ...]
    whole: Fit


class Solution(NamedTuple):
    """The shortest expressions for the combinations that have an outcome, or lack it.

    It is the conservative (complex) solution: combinations no case has, and contradictory ones, are
    not used (Ragin 2008, *Redesigning Social Inquiry*, chapters 8-9).

    Attributes
    ----------
    table : TruthTable
    present : bool
        Whether the outcome or its absence is accounted for.
    models : tuple of Model
        Every equally short one; none where no combination has the outcome without contradiction.
    """

    table: TruthTable
    present: bool
    models: tuple[Model, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per model and product, and one per model for all its products together.

        Columns: model (1, 2 ...), expression; both, holding, outcome (cases with expression and outcome, with the
        expression, with the outcome); consistency (0-1: both / holding), coverage (0-1: both / outcome),
        unique_coverage (0-1: cases with the outcome no other product covers / outcome); cases (with both).
        """
        import pandas as pd

        rows = []
        for number, model in enumerate(self.models, 1):
            for fit, unique in (*model.terms, (model.whole, model.whole.cases)):
                alone = len(unique) / fit.outcome
                cases = "; ".join(fit.cases)
                rows.append((number, *fit[:4], fit.sufficiency, fit.necessity, alone, cases))
        columns = "model expression both holding outcome consistency coverage unique_coverage cases"
        return pd.DataFrame(rows, columns=columns.split())

    def __repr__(self) -> str:
        outcome = self.table.outcome.name if self.present else f"~({self.table.outcome.name})"
        found = [model.whole.expression for model in self.models] or [_("no solution")]
        either = _(" or ").join(found)
        return f"<{either} -> {outcome}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.theory.boards import solution_html

        return str(solution_html(self))


def solve(table: TruthTable, present: bool = True) -> Solution:
    """Return the shortest expressions for the combinations of a truth table with the outcome, or without it.

    Parameters
    ----------
    table : TruthTable
    present : bool
        False: the absence of the outcome.

    Returns
    -------
    Solution
    """
    wanted = PRESENT if present else ABSENT
    rows = [row.values for row in table.rows if row.outcome == wanted]
    return Solution(table, present, tuple(_model(table, products, present) for products in minimal(rows)))


def _model(table: TruthTable, products: tuple[Product, ...], present: bool) -> Model:
    fits = [table.fit_of([product], present) for product in products]
    terms = []
    for fit in fits:
        others = {case for other in fits if other is not fit for case in other.cases}
        terms.append(Term(fit, tuple(case for case in fit.cases if case not in others)))
    return Model(tuple(terms), table.fit_of(products, present))


def unaccounted(solution: Solution) -> list[str]:
    """Return the names of the cases with the outcome that stand in contradictory combinations, and in no solution."""
    rows = [row for row in solution.table.rows if row.outcome == CONTRADICTORY]
    return [case for row in rows for case in (row.having if solution.present else row.lacking)]
