"""Truth tables: which combinations of conditions go with an outcome, case by case (crisp-set QCA).

Ragin 1987, *The Comparative Method*; Rihoux & De Meur 2009, "Crisp-Set Qualitative Comparative
Analysis (csQCA)", in Rihoux & Ragin (eds.), *Configurational Comparative Methods*, chapter 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.theory.minimise import Product, Row, covers
from kodeverk.errors import KodeverkError
from kodeverk.messages import _

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.theory.solution import Solution

INFORMANT, OFFICE = "informant", "office"
LEVELS = (INFORMANT, OFFICE)
MOST = 6
"""Most conditions of a truth table: there are 2 to that power rows, and interviews are few."""
PRESENT, ABSENT, CONTRADICTORY = "present", "absent", "contradictory"


class Condition(NamedTuple):
    """A condition or outcome: a name, and where it holds."""

    name: str
    where: str


class Member(NamedTuple):
    """A case of a truth table.

    Attributes
    ----------
    case, office : str
        Short names.
    values : tuple of bool
        Whether each condition holds.
    outcome : bool
    """

    case: str
    office: str
    values: Row
    outcome: bool


class LeftOut(NamedTuple):
    """A case that cannot be placed.

    Attributes
    ----------
    case, condition : str
        Short name of the case, and the condition or outcome that is not known of it.
    why : str
        In the language in use when it was found.
    """

    case: str
    condition: str
    why: str


class TruthRow(NamedTuple):
    """A combination of conditions that some case has.

    Attributes
    ----------
    values : tuple of bool
    having, lacking : tuple of str
        Names of its cases with and without the outcome.
    """

    values: Row
    having: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def n(self) -> int:
        """Number of cases."""
        return len(self.having) + len(self.lacking)

    @property
    def outcome(self) -> str:
        """``present``, ``absent``, or ``contradictory`` where some of its cases have the outcome and some have not."""
        if self.having and self.lacking:
            return CONTRADICTORY
        return PRESENT if self.having else ABSENT


class Fit(NamedTuple):
    """How an expression of conditions goes with an outcome, in numbers of cases.

    *Sufficiency* is ``both / holding``: the share of cases where the expression holds that have the
    outcome. *Necessity* is ``both / outcome``. For crisp sets the consistency of a sufficient
    condition is its sufficiency and its coverage is its necessity; for a necessary condition it is
    the other way round (Ragin 2008, *Redesigning Social Inquiry*, chapter 3).

    Attributes
    ----------
    expression : str
        ``*`` for and, ``+`` for or, ``~`` for not.
    both, holding, outcome : int
        Cases with expression and outcome, with the expression, and with the outcome.
    cases : tuple of str
        Names of those with both.
    """

    expression: str
    both: int
    holding: int
    outcome: int
    cases: tuple[str, ...]

    @property
    def sufficiency(self) -> float | None:
        """Share (0-1) of the cases where it holds that have the outcome; None where it holds for none."""
        return self.both / self.holding if self.holding else None

    @property
    def necessity(self) -> float | None:
        """Share (0-1) of the cases with the outcome where it holds; None where none has the outcome."""
        return self.both / self.outcome if self.outcome else None


class TruthTable(NamedTuple):
    """Which combinations of conditions go with an outcome.

    Attributes
    ----------
    conditions : tuple of Condition
    outcome : Condition
    level : str
        What the cases are: ``informant`` or ``office``.
    members : tuple of Member
        The cases of which everything is known.
    left_out : tuple of LeftOut
        For every other case, each thing that is not known.
    """

    conditions: tuple[Condition, ...]
    outcome: Condition
    level: str
    members: tuple[Member, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the conditions."""
        return tuple(condition.name for condition in self.conditions)

    @property
    def rows(self) -> tuple[TruthRow, ...]:
        """The combinations some case has; those with more conditions present first."""
        found: dict[Row, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for member in self.members:
            found[member.values][not member.outcome].append(member.case)
        return tuple(TruthRow(values, tuple(a), tuple(b)) for values, (a, b) in sorted(found.items(), reverse=True))

    @property
    def remainders(self) -> int:
        """How many combinations no case has: of them nothing is known."""
        return (1 << len(self.conditions)) - len(self.rows)

    @property
    def frame(self) -> pd.DataFrame:
        """One row per combination some case has.

        Columns: one per condition (bool); n (cases), with_outcome (of them), consistency (0-1: with_outcome / n),
        outcome (``present``, ``absent``, ``contradictory``), cases_with, cases_without (names, parted by ``; ``).
        """
        import pandas as pd

        rows = [
            (*row.values, row.n, len(row.having), len(row.having) / row.n, row.outcome, "; ".join(row.having),
             "; ".join(row.lacking))
            for row in self.rows
        ]  # fmt: skip
        tail = ["n", "with_outcome", "consistency", "outcome", "cases_with", "cases_without"]
        return pd.DataFrame(rows, columns=[*self.names, *tail])

    @property
    def contradictions(self) -> pd.DataFrame:
        """The contradictory combinations, with the columns of `frame`."""
        frame = self.frame
        return frame[frame["outcome"] == CONTRADICTORY].reset_index(drop=True)

    @property
    def not_placed(self) -> pd.DataFrame:
        """One row per case and thing that is not known of it. Columns: case, condition, why."""
        import pandas as pd

        return pd.DataFrame(list(self.left_out), columns=list(LeftOut._fields))

    @property
    def fits(self) -> pd.DataFrame:
        """One row per condition, and one per its absence; see `Fit` for the formulas.

        Columns: expression, both, holding, outcome (cases), sufficiency, necessity (0-1), cases (with both).
        """
        import pandas as pd

        products = [{name: value} for name in self.names for value in (True, False)]
        rows = [(*fit[:4], fit.sufficiency, fit.necessity, "; ".join(fit.cases)) for fit in map(self.fit, products)]
        columns = ["expression", "both", "holding", "outcome", "sufficiency", "necessity", "cases"]
        return pd.DataFrame(rows, columns=columns)

    def fit(self, *products: Mapping[str, bool], present: bool = True) -> Fit:
        """Return how an expression goes with the outcome.

        Parameters
        ----------
        *products : dict of str to bool
            For each condition named, whether it must hold; several dictionaries are joined by *or*.
        present : bool
            False: the absence of the outcome.

        Raises
        ------
        KodeverkError
            If a name is not a condition of the table.
        """
        for name in (name for product in products for name in product):
            if name not in self.names:
                raise KodeverkError(f"The table has no condition {name!r}. Conditions: {', '.join(self.names)}.")
        return self.fit_of([tuple(product.get(name) for name in self.names) for product in products], present)

    def fit_of(self, products: Iterable[Product], present: bool = True) -> Fit:
        """Return how a sum of products goes with the outcome, or with its absence."""
        chosen = list(products)
        holding = [m for m in self.members if any(covers(product, m.values) for product in chosen)]
        both = tuple(m.case for m in holding if m.outcome == present)
        outcome = sum(member.outcome == present for member in self.members)
        return Fit(" + ".join(map(self.written, chosen)), len(both), len(holding), outcome, both)

    def written(self, product: Product) -> str:
        """Return a product in the signs of QCA: ``a * ~b``."""
        held = zip(self.names, product, strict=True)
        return " * ".join(name if value else f"~{name}" for name, value in held if value is not None) or "1"

    def solution(self, *, present: bool = True) -> Solution:
        """Return the shortest expressions for the combinations with the outcome; ``present=False``: without it."""
        from kodeverk.analysis.theory.solution import solve

        return solve(self, present)

    def cautions(self) -> list[str]:
        """Return what makes the table say less than it seems to, in the language in use."""
        from kodeverk.analysis.theory.limits import cautions

        return list(cautions(self))

    def __repr__(self) -> str:
        said = _("<{conditions} -> {outcome}: {n} cases, {rows} of {all} combinations, {contradictory} contradictory>")
        return said.format(
            conditions=", ".join(self.names), outcome=self.outcome.name, n=len(self.members), rows=len(self.rows),
            all=2 ** len(self.conditions), contradictory=sum(row.outcome == CONTRADICTORY for row in self.rows),
        )  # fmt: skip

    def _repr_html_(self) -> str:
        from kodeverk.analysis.theory.boards import truth_table_html

        return str(truth_table_html(self))
