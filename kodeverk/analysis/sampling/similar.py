"""Most similar cases: for each pair, which attributes match, which differ, and which are not known."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.errors import UnknownName
from kodeverk.messages import _
from kodeverk.model import KNOWN, Case, Snapshot, Value
from kodeverk.model.names import unknown
from kodeverk.reading.sources import SOURCE_ATTRIBUTES, SPEAKER_ATTRIBUTES
from kodeverk.views import html
from kodeverk.views.naming import attribute_label, names, state_label

if TYPE_CHECKING:
    import pandas as pd

LEVELS = ("office", "informant")
SAME, DIFFERS, NOT_KNOWN = "same", "differs", "not known"


class Likeness(NamedTuple):
    """One attribute of two cases.

    Attributes
    ----------
    first, second, attribute : str
        Names of the cases and the attribute.
    first_value, second_value : str
        Values, or their states; empty where the study has none.
    standing : str
        ``same``, ``differs``, or ``not known`` where one of the two is not.
    """

    first: str
    second: str
    attribute: str
    first_value: str
    second_value: str
    standing: str


class MostSimilar(NamedTuple):
    """Pairs of cases by attribute.

    Attributes
    ----------
    level : str
    values : dict of str to dict of str to str
        By attribute and case, what is shown in the table.
    rows : tuple of Likeness
        By pair, then attribute.
    """

    level: str
    values: dict[str, dict[str, str]]
    rows: tuple[Likeness, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per pair and attribute.

        Columns: first, second, attribute, first_value, second_value, standing (``same``, ``differs``, ``not known``).
        """
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(Likeness._fields))

    @property
    def pairs(self) -> pd.DataFrame:
        """One row per pair, the most similar first: fewest that differ, then most that are the same.

        Columns: first, second, same, differs, not_known (counts of attributes), attributes_same, attributes_differing,
        attributes_not_known (parted by ``; ``).
        """
        import pandas as pd

        columns = ["first", "second", "same", "differs", "not_known"]
        columns += ["attributes_same", "attributes_differing", "attributes_not_known"]
        return pd.DataFrame(self._pairs(), columns=columns)

    def _pairs(self) -> list[tuple[object, ...]]:
        found: dict[tuple[str, str], dict[str, list[str]]] = {}
        for row in self.rows:
            kinds: dict[str, list[str]] = found.setdefault(row[:2], {SAME: [], DIFFERS: [], NOT_KNOWN: []})
            kinds[row.standing].append(row.attribute)
        order = sorted(found.items(), key=lambda pair: (len(pair[1][DIFFERS]), -len(pair[1][SAME])))
        return [
            (*pair, *(len(listed) for listed in kinds.values()), *("; ".join(listed) for listed in kinds.values()))
            for pair, kinds in order
        ]

    def __repr__(self) -> str:
        told = _("pairs: {pairs}; attributes: {attributes}")
        pairs = len({row[:2] for row in self.rows})
        return f"<{attribute_label(self.level)}: {told.format(pairs=pairs, attributes=len(self.values))}>"

    def _repr_html_(self) -> str:
        cases = list(dict.fromkeys(name for row in self.values.values() for name in row))
        shown = [
            [attribute, *(state_label(row[case]) or "?" for case in cases)] for attribute, row in self.values.items()
        ]
        pairs = [
            [f"{first} – {second}", same or "–", differing or "–", missing or "–"]
            for first, second, *_counts, same, differing, missing in self._pairs()
        ]
        heads = [_("pair"), _("same"), _("different"), _("not known")]
        return str(
            html.block(
                html.table([attribute_label(self.level), *cases], shown), html.tag("p"), html.table(heads, pairs)
            )
        )


def most_similar(snapshot: Snapshot, *, level: str = "office") -> MostSimilar:
    """Return for each pair of cases which attributes match, which differ, and which are not known.

    The *most similar systems* design compares cases that are alike in as much as possible, so that what they have in
    common cannot explain a difference between them (Przeworski & Teune 1970, The Logic of Comparative Social Inquiry;
    the method of difference of Mill 1843, A System of Logic, book III, chapter VIII). Whether two numbers are near
    enough to match is the researcher's to judge: only equal values are the same here; an attribute with classes of size
    says more than one with sizes. A value that is unknown, not applicable, not released or missing matches nothing and
    differs from nothing, except that *not applicable* to both is the same.

    Parameters
    ----------
    snapshot : Snapshot
    level : str
        ``office``, by their own attributes; or ``informant``, by their own and their office's.

    Raises
    ------
    UnknownName
        If there is no such level, or fewer than two cases of it.
    """
    if level not in LEVELS:
        raise UnknownName(unknown("level", level, LEVELS))
    cases = [case for key in names(snapshot).case if (case := snapshot.table(Case)[key]).kind == level]
    if len(cases) < 2:
        raise UnknownName(f"Two cases of kind {level} are needed to compare; the study has {len(cases)}.")
    apart = {*SOURCE_ATTRIBUTES, *SPEAKER_ATTRIBUTES}
    attributes = [
        name
        for name in snapshot.attributes()
        if name not in apart and any(name in snapshot.values(case.id) for case in cases)
    ]
    values = {name: {case.name: _shown(snapshot, case, name) for case in cases} for name in attributes}
    return MostSimilar(level, values, tuple(_rows(snapshot, cases, attributes)))


def _shown(snapshot: Snapshot, case: Case, attribute: str) -> str:
    value = snapshot.values(case.id).get(attribute)
    return "" if value is None else str(value)


def _rows(snapshot: Snapshot, cases: Iterable[Case], attributes: Iterable[str]) -> list[Likeness]:
    listed = list(attributes)
    return [
        Likeness(
            one.name, other.name, name, _shown(snapshot, one, name), _shown(snapshot, other, name),
            _standing(snapshot.values(one.id).get(name), snapshot.values(other.id).get(name)),
        )
        for one, other in combinations(cases, 2)
        for name in listed
    ]  # fmt: skip


def _standing(one: Value | None, other: Value | None) -> str:
    if one is None or other is None:
        return NOT_KNOWN
    if one.state == other.state == "not applicable":
        return SAME
    if KNOWN not in (one.state, other.state) or one.state != other.state:
        return NOT_KNOWN
    return SAME if one.value == other.value else DIFFERS
