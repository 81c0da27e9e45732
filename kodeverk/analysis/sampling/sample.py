"""The sample: who was talked to, cell by cell, beside whom the plan wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.errors import KodeverkError
from kodeverk.messages import _, _n, language
from kodeverk.model import KNOWN, UNKNOWN, Case, Snapshot
from kodeverk.reading import SamplePlan
from kodeverk.views import html
from kodeverk.views.conditions import cases_where
from kodeverk.views.naming import attribute_label, names, natural, speaking_cases, state_label

if TYPE_CHECKING:
    import pandas as pd

DEFAULT = ("office", "line", "role")
"""What the sample is laid out by without a plan, as far as the study has it."""

AS_PLANNED, TOO_FEW, TOO_MANY, NOT_PLANNED, NOT_KNOWN = "as planned", "too few", "too many", "not planned", "not known"


class Cell(NamedTuple):
    """The cases with one combination of values.

    Attributes
    ----------
    values : tuple of str
        One for each attribute; a state (``unknown`` ...) where the value is not known.
    known : bool
        Whether every value is known.
    wanted : int or None
        How many the plan wanted; None without a plan.
    cases : tuple of str
        Names of those there are.
    note : str
        From the plan.
    """

    values: tuple[str, ...]
    known: bool
    wanted: int | None
    cases: tuple[str, ...]
    note: str = ""

    @property
    def actual(self) -> int:
        """How many cases there are."""
        return len(self.cases)

    @property
    def status(self) -> str:
        """``as planned``, ``too few``, ``too many``, ``not planned``, ``not known`` (a value is missing); or empty."""
        if self.wanted is None:
            return ""
        if not self.known:
            return NOT_KNOWN
        if self.actual == self.wanted:
            return AS_PLANNED
        if not self.wanted:
            return NOT_PLANNED
        return TOO_FEW if self.actual < self.wanted else TOO_MANY


class Met(NamedTuple):
    """Which cases satisfy a criterion of the plan.

    Attributes
    ----------
    where, note : str
    met, unmet, unknown : tuple of str
        Names of cases; *unknown* where the attribute is not known or does not apply.
    """

    where: str
    note: str
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]


class Sample(NamedTuple):
    """The cases of a study laid out by some attributes, beside the plan.

    Attributes
    ----------
    by : tuple of str
        Attributes; ``office`` among them is the office's name.
    cells : tuple of Cell
    criteria : tuple of Met
    plan : SamplePlan or None
    """

    by: tuple[str, ...]
    cells: tuple[Cell, ...]
    criteria: tuple[Met, ...] = ()
    plan: SamplePlan | None = None

    @property
    def frame(self) -> pd.DataFrame:
        """One row per cell.

        Columns: one per attribute of `by`, wanted (missing without a plan), actual, difference (actual - wanted),
        status (``as planned``, ``too few``, ``too many``, ``not planned``, ``not known``), cases (parted by ``; ``),
        note.
        """
        rows = [
            (
                *one.values, one.wanted, one.actual, _difference(one.wanted, one.actual), one.status,
                "; ".join(one.cases), one.note,
            )
            for one in self.cells
        ]  # fmt: skip
        return _frame(rows, [*self.by, "wanted", "actual", "difference", "status", "cases", "note"])

    @property
    def margins(self) -> pd.DataFrame:
        """One row per value of each attribute. Columns: attribute, value, wanted, actual, difference."""
        rows = [(*head, wanted, actual, _difference(wanted, actual)) for *head, wanted, actual in self._margins()]
        return _frame(rows, ["attribute", "value", "wanted", "actual", "difference"])

    def _margins(self) -> list[tuple[str, str, int | None, int]]:
        found: dict[tuple[str, str], list[Cell]] = defaultdict(list)
        for place, attribute in enumerate(self.by):
            for cell in self.cells:
                found[attribute, cell.values[place]].append(cell)
        return [
            (*key, sum(cell.wanted or 0 for cell in cells) if self.plan else None, sum(cell.actual for cell in cells))
            for key, cells in found.items()
        ]

    @property
    def wanted(self) -> int | None:
        """How many cases the plan wanted; None without a plan."""
        return sum(cell.wanted or 0 for cell in self.cells) if self.plan else None

    @property
    def actual(self) -> int:
        """How many cases there are."""
        return sum(cell.actual for cell in self.cells)

    def __repr__(self) -> str:
        told = _n("{count} case by {attributes}", "{count} cases by {attributes}", self.actual)
        said = told.format(count=self.actual, attributes=", ".join(map(attribute_label, self.by)))
        if self.plan is not None:
            off = sum(cell.status != AS_PLANNED for cell in self.cells)
            said += "; " + _("planned: {wanted}; cells not as planned: {off}").format(wanted=self.wanted, off=off)
        return f"<{said}>"

    def _repr_html_(self) -> str:
        return str(_html(self))


def _difference(wanted: int | None, actual: int) -> int | None:
    return None if wanted is None else actual - wanted


def _frame(rows: Sequence[tuple[object, ...]], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns)).astype({"wanted": "Int64", "difference": "Int64"})


def _html(sample: Sample) -> Markup:
    plan = sample.plan
    columns = [*map(attribute_label, sample.by), *([_("planned")] if plan else []), _("actual")]
    columns += [*([""] if plan else []), _("Cases")]
    rows = [
        [
            *map(state_label, cell.values), *([cell.wanted] if plan else []), cell.actual,
            *([status_label(cell.status)] if plan else []), ", ".join(cell.cases) or "–",
        ]
        for cell in sample.cells
    ]  # fmt: skip
    parts = [html.table(columns, rows)]
    if plan is not None:
        kind = plan.sampling.in_language(language())
        head = html.tag("h3", f"{plan.title.in_language(language())}: {sample.wanted} → {sample.actual}")
        parts = [head, *([html.tag("p", kind)] if kind else []), *parts]
    for one in sample.criteria:
        told = _("met: {met}; not met: {unmet}; not known: {unknown}").format(
            met=", ".join(one.met) or "–", unmet=", ".join(one.unmet) or "–", unknown=", ".join(one.unknown) or "–"
        )
        parts.append(html.tag("p", html.labelled(one.where, told), *([" – ", one.note] if one.note else [])))
    return html.block(*parts)


def status_label(status: str) -> str:
    """Return a cell's status in the language in use."""
    labels = {
        AS_PLANNED: _("as planned"),
        TOO_FEW: _("too few"),
        TOO_MANY: _("too many"),
        NOT_PLANNED: _("not planned"),
        NOT_KNOWN: _("not known"),
    }
    return labels.get(status, status)


def sample(snapshot: Snapshot, plan: SamplePlan | None = None, *, by: Sequence[str] | None = None) -> Sample:
    """Return who was talked to, cell by cell, beside whom the plan wanted.

    Cases are informants, and offices that speak in a source themselves. A case whose value is unknown, not applicable
    or not released stands in a cell of its own, and fills none of the plan's.

    Parameters
    ----------
    snapshot : Snapshot
    plan : SamplePlan, optional
    by : sequence of str, optional
        Attributes, or ``office``; without it those of the plan, or else office, line and role as far as the study has
        them.

    Raises
    ------
    UnknownName
        If no case has such an attribute.
    KodeverkError
        If a plan with cells is given together with `by`.
    """
    if plan is not None and plan.cells:
        if by is not None:
            raise KodeverkError(f"The plan lays the sample out by {', '.join(plan.attributes)}. Leave by= out.")
        by = plan.attributes
    by = tuple(by if by is not None else (one for one in DEFAULT if one == "office" or one in snapshot.attributes()))
    for attribute in by:
        if attribute != "office":
            snapshot.attribute(attribute)
    criteria = [_met(snapshot, one.where, one.note) for one in plan.criteria] if plan is not None else []
    laid = plan if plan is not None and plan.cells else None
    return Sample(by, tuple(_cells(snapshot, laid, by)), tuple(criteria), laid)


def _cells(snapshot: Snapshot, plan: SamplePlan | None, by: Sequence[str]) -> list[Cell]:
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    known: dict[tuple[str, ...], bool] = {}
    for case in speaking_cases(snapshot):
        values = [_value(snapshot, case, attribute) for attribute in by]
        key = tuple(value for value, _known in values)
        known[key] = all(is_known for _value_, is_known in values)
        found[key].append(case.name)
    cells = []
    for one in plan.cells if plan is not None else ():
        key = tuple(one.values[attribute] for attribute in by)
        cases = found.pop(key, []) if known.get(key) else []
        cells.append(Cell(key, True, one.wanted, tuple(cases), one.note))
    order = sorted(found, key=lambda key: (not known[key], [natural(value) for value in key]))
    return cells + [Cell(key, known[key], 0 if plan is not None else None, tuple(found[key])) for key in order]


def _value(snapshot: Snapshot, case: Case, attribute: str) -> tuple[str, bool]:
    if attribute == "office":
        office = names(snapshot).office[case.id]
        return office or UNKNOWN, bool(office)
    value = snapshot.values(case.id).get(attribute)
    return (UNKNOWN, False) if value is None else (str(value), value.state == KNOWN)


def _met(snapshot: Snapshot, where: str, note: str) -> Met:
    found = cases_where(snapshot, where)
    told: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for case in speaking_cases(snapshot):
        told[found[case.id]].append(case.name)
    return Met(where, note, tuple(told[True]), tuple(told[False]), tuple(told[None]))
