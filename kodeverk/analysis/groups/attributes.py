"""What the groups are made of: every attribute, group by group, with who has what."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.groups.grouping import BETWEEN, OFFICE, Group, attributes_of, by_label, groups_of
from kodeverk.messages import _, numeral
from kodeverk.model import KNOWN, NOT_APPLICABLE, NOT_RELEASED, UNKNOWN, Case, Snapshot, Value
from kodeverk.views import html
from kodeverk.views.naming import names, speaking_cases, state_label

if TYPE_CHECKING:
    import pandas as pd

NUMBERS, WORDS = "numbers", "words"
_MISSING = (UNKNOWN, NOT_APPLICABLE, NOT_RELEASED)
_FRAME = (
    "attribute", "kind", "level", "group", "n", "known", "values", "sum", "median", "unknown", "not_applicable",
    "not_released",
)  # fmt: skip


class GroupValues(NamedTuple):
    """One attribute in one group.

    Attributes
    ----------
    attribute : str
    kind : str
        ``numbers`` where every known value of the attribute is one, else ``words``.
    level : str
        Whose attribute it is: ``informant`` or ``office``. An office counts once, however many informants it has.
    group : Group
    held : tuple of (str, Value)
        Name of each case that has a known value, with the value.
    missing : dict of str to tuple of str
        By state (``unknown``, ``not applicable``, ``not released``) the names of the cases in it.
    """

    attribute: str
    kind: str
    level: str
    group: Group
    held: tuple[tuple[str, Value], ...]
    missing: dict[str, tuple[str, ...]]

    @property
    def n(self) -> int:
        """Number of cases, known or not."""
        return len(self.held) + sum(len(cases) for cases in self.missing.values())

    @property
    def numbers(self) -> list[float]:
        """The known values; empty of an attribute in words."""
        return [float(value.value or 0) for _case, value in self.held] if self.kind == NUMBERS else []

    @property
    def sum(self) -> float | None:
        """Sum of the known values; None where there is none. Those missing count for nothing, not for 0."""
        return math.fsum(self.numbers) if self.numbers else None

    @property
    def median(self) -> float | None:
        """Median of the known values; None where there is none."""
        return median(self.numbers) if self.numbers else None

    @property
    def listed(self) -> str:
        """Who has what: numbers case by case, words with the cases that have each."""
        if self.kind == NUMBERS:
            return "; ".join(f"{case}: {value}" for case, value in self.held)
        found: dict[str, list[str]] = {}
        for case, value in self.held:
            found.setdefault(str(value), []).append(case)
        return "; ".join(f"{value}: {', '.join(found[value])}" for value in sorted(found, key=lambda v: -len(found[v])))


class AttributeComparison(NamedTuple):
    """Every attribute in every group.

    Attributes
    ----------
    by : str
    groups : tuple of Group
    values : tuple of GroupValues
        By attribute, then by group.
    """

    by: str
    groups: tuple[Group, ...]
    values: tuple[GroupValues, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per attribute and group.

        Columns: attribute, kind (``numbers`` or ``words``), level (whose attribute: ``informant`` or ``office``),
        group, n (cases of that level), known (a count), values (who has what, in text), sum, median (of the known
        numbers); names, parted by ``; ``: unknown, not_applicable, not_released.
        """
        import pandas as pd

        rows = [
            (
                one.attribute, one.kind, one.level, one.group.name, one.n, len(one.held), one.listed, one.sum,
                one.median, *("; ".join(one.missing[state]) for state in _MISSING),
            )
            for one in self.values
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(_FRAME))

    def __repr__(self) -> str:
        groups = ", ".join(f"{group.label} (n={len(group.cases)})" for group in self.groups)
        attributes = _("attributes: {n}").format(n=len({one.attribute for one in self.values}))
        return f"<{self.by}: {groups}; {attributes}>"

    def _repr_html_(self) -> str:
        head = [_("Attribute"), *(f"{group.label} (n = {len(group.cases)})" for group in self.groups)]
        found: dict[str, list[object]] = {}
        for one in self.values:
            found.setdefault(one.attribute, []).append(_cell(one))
        note = _("Sums and medians are of the known values; each stands with how many they are.")
        rows = [[attribute, *cells] for attribute, cells in found.items()]
        return str(
            html.block(html.tag("h3", by_label(self.by)), html.table(head, rows), html.tag("p", note, style=html.SMALL))
        )


def _cell(one: GroupValues) -> object:
    lines: list[object] = []
    if one.sum is not None and one.median is not None:
        text = _("sum {sum}, median {median} ({known} of {n} known)")
        total, middle = (numeral(value) for value in (one.sum, one.median))
        lines.append(html.tag("b", text.format(sum=total, median=middle, known=len(one.held), n=one.n)))
    lines += [one.listed or "–"]
    lines += [html.labelled(state_label(state), ", ".join(cases)) for state, cases in one.missing.items() if cases]
    return html.together(html.tag("div", line) for line in lines)


def compare_attributes(snapshot: Snapshot, *, by: str | Iterable[str] = "leader_model") -> AttributeComparison:
    """Return every other attribute, group by group: numbers with names, sum and median; words with who has what.

    What is unknown, not applicable or not released stands apart, with names, and is in no sum.

    Parameters
    ----------
    snapshot : Snapshot
    by : str or list of str
        An attribute, ``office``, or several.

    Returns
    -------
    AttributeComparison

    Raises
    ------
    UnknownName
        If no case has such an attribute.
    """
    by = attributes_of(by)
    groups = groups_of(snapshot, by, speaking_cases(snapshot))
    others = [attribute for attribute in snapshot.attributes() if attribute not in by]
    values = [one for attribute in others for one in _values(snapshot, attribute, groups)]
    return AttributeComparison(BETWEEN.join(by), tuple(groups), tuple(values))


def _values(snapshot: Snapshot, attribute: str, groups: Sequence[Group]) -> list[GroupValues]:
    known = [v.value for v in snapshot.all(Value) if v.attribute == attribute and v.state == KNOWN]
    numbers = bool(known) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in known)
    cases = snapshot.table(Case)
    owners = {cases[v.case_id].kind for v in snapshot.all(Value) if v.attribute == attribute}
    of_offices = owners == {OFFICE}
    found = []
    for group in groups:
        keys = {(case.office_id or case.id) if of_offices else case.id for case in group.cases}
        held, missing = [], {state: list[str]() for state in _MISSING}
        for key in (key for key in names(snapshot).case if key in keys):
            value = snapshot.values(key).get(attribute)
            if value is not None and value.state == KNOWN:
                held.append((cases[key].name, value))
            else:
                missing[UNKNOWN if value is None else value.state].append(cases[key].name)
        found.append(
            GroupValues(
                attribute, NUMBERS if numbers else WORDS, OFFICE if of_offices else "informant", group, tuple(held),
                {state: tuple(listed) for state, listed in missing.items()},
            )
        )  # fmt: skip
    return found
