"""Whom to learn from: the offices strong in an area, those most like one's own first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.sampling.similar import most_similar
from kodeverk.messages import _
from kodeverk.model import Case, Snapshot
from kodeverk.reading.areas import Area
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd


class StrongOffice(NamedTuple):
    """An office that is strong in an area, beside the office that wants to learn.

    Attributes
    ----------
    office : str
    same, differing, not_known : tuple of str
        Attributes of the register that match, that differ, and of which one is not known.
    """

    office: str
    same: tuple[str, ...]
    differing: tuple[str, ...]
    not_known: tuple[str, ...]


class NearestStrong(NamedTuple):
    """The offices strong in an area, the most similar first.

    Attributes
    ----------
    office : str
        The office that wants to learn.
    area : Area
    offices : tuple of StrongOffice
        Fewest attributes that differ first, then most that match; none where no other office says it is strong.
    """

    office: str
    area: Area
    offices: tuple[StrongOffice, ...]

    @property
    def nearest(self) -> tuple[str, ...]:
        """The most similar: several where the register tells no difference, none where none is strong."""
        return tuple(one.office for one in self.offices if _likeness(one) == _likeness(self.offices[0]))

    @property
    def frame(self) -> pd.DataFrame:
        """One row per strong office, the most similar first.

        Columns: office, same, differs, not_known (counts of attributes), attributes_same, attributes_differing,
        attributes_not_known (parted by ``; ``).
        """
        import pandas as pd

        rows = [(one.office, *map(len, one[1:]), *map("; ".join, one[1:])) for one in self.offices]
        columns = ["office", "same", "differs", "not_known"]
        columns += ["attributes_same", "attributes_differing", "attributes_not_known"]
        return pd.DataFrame(rows, columns=columns)

    def __repr__(self) -> str:
        told = ", ".join(self.nearest) or _("no other office says it is strong here")
        return f"<{self.office}, {self.area}: {told}>"

    def _repr_html_(self) -> str:
        if not self.offices:
            return str(html.block(html.tag("p", _("no other office says it is strong here"))))
        rows = [(one.office, *map(", ".join, one[1:])) for one in self.offices]
        title = _("Strong in {area}, those most like {office} first").format(area=self.area, office=self.office)
        heads = [_("office"), _("same"), _("different"), _("not known")]
        return str(html.block(html.tag("h4", title), html.table(heads, rows)))


def _likeness(one: StrongOffice) -> tuple[int, int]:
    return len(one.differing), -len(one.same)


def nearest_strong(snapshot: Snapshot, office: Case, area: Area, strong: Sequence[Case]) -> NearestStrong:
    """Return the strong offices by how alike they are to `office` in the register, as `most_similar` compares them.

    Parameters
    ----------
    snapshot : Snapshot
    office : Case
    area : Area
    strong : sequence of Case
        Other offices that are strong in the area.
    """
    if not strong:
        return NearestStrong(office.name, area, ())
    rows = most_similar(snapshot.replacing(Case, [office, *strong]), level="office").rows
    found: dict[str, dict[str, list[str]]] = {one.name: {} for one in strong}
    for row in rows:
        if office.name in row[:2]:
            other = row.second if row.first == office.name else row.first
            found[other].setdefault(row.standing, []).append(row.attribute)
    offices = [
        StrongOffice(name, *(tuple(kinds.get(standing, ())) for standing in ("same", "differs", "not known")))
        for name, kinds in found.items()
    ]
    return NearestStrong(office.name, area, tuple(sorted(offices, key=_likeness)))
