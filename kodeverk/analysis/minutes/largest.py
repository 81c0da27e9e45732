"""Which kind of item there is most of: a majority, a plurality, or a tie."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.minutes.tally import FEWEST, WITHOUT_OFFICE, Tally
from kodeverk.messages import _, percent

if TYPE_CHECKING:
    import pandas as pd

MAJORITY, PLURALITY, TIE, TOO_FEW, NONE = "majority", "plurality", "tie", "too few", "none"
"""More than half; more than any other, and no more than half; several with equally many; fewer than `FEWEST` items, of
which nothing is said; nothing is counted."""

POOLED, MEAN = "pooled", "mean of shares"


class Leading(NamedTuple):
    """What there is most of.

    Attributes
    ----------
    scope : str
        ``pooled`` (each item weighs the same), ``mean of shares`` (each row does), or the name of a row.
    columns : tuple of str
        The largest; several where they tie.
    items : int or None
        How many items each of them has; None for a mean of shares.
    n : int
        Of how many items.
    share : Fraction or None
        Of each of them, 0-1; None where n is 0.
    kind : str
        ``majority``, ``plurality``, ``tie``, ``too few`` or ``none``.
    headings : tuple of str
        The columns in the language in use.
    """

    scope: str
    columns: tuple[str, ...]
    items: int | None
    n: int
    share: Fraction | None
    kind: str
    headings: tuple[str, ...]

    def __str__(self) -> str:
        if self.share is None:
            return _("nothing is counted")
        part = f"{self.items}/{self.n}" if self.items is not None else ""
        shown = [part] + ([percent(float(self.share))] if self.n >= FEWEST else [])
        return f"{', '.join(self.headings)} {', '.join(filter(None, shown))}: {kind_label(self.kind)}"


class Largest(NamedTuple):
    """What there is most of, scope by scope.

    Attributes
    ----------
    pooled, mean : Leading
    rows : tuple of Leading
        Of each row that has placed items.
    """

    pooled: Leading
    mean: Leading
    rows: tuple[Leading, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per scope.

        Columns: scope (``pooled``, ``mean of shares``, or the row), largest (parted by ``; ``), count, n, share (0-1;
        missing where n is below 5), kind (``majority``, ``plurality``, ``tie``, ``too few``, ``none``).
        """
        import pandas as pd

        rows = [
            (one.scope or WITHOUT_OFFICE, "; ".join(one.columns), one.items, one.n, _shown(one), one.kind)
            for one in (self.pooled, self.mean, *self.rows)
        ]
        columns = ["scope", "largest", "count", "n", "share", "kind"]
        return pd.DataFrame(rows, columns=columns).astype({"count": "Int64", "share": "Float64"})

    def __repr__(self) -> str:
        by_mean = _("by mean share")
        return f"<{self.pooled}; {by_mean}: {self.mean}>"


def _shown(one: Leading) -> float | None:
    return float(one.share) if one.share is not None and one.n >= FEWEST else None


def kind_label(kind: str) -> str:
    """Return what kind of largest something is, in the language in use."""
    labels = {
        MAJORITY: _("majority"),
        PLURALITY: _("plurality, not majority"),
        TIE: _("tie"),
        TOO_FEW: _("fewer than {few} items").format(few=FEWEST),
        NONE: _("nothing is counted"),
    }
    return labels.get(kind, kind)


def largest(table: Tally) -> Largest:
    """Return what there is most of in a tally: of all items, by the mean of the rows' shares, and in each row."""
    places = range(len(table.columns))
    total = table.total
    pooled = _leading(table, POOLED, [table.pooled(place) for place in places], total.n, total.counts)
    mean = _leading(table, MEAN, [table.mean(place) for place in places], total.n)
    rows = tuple(
        _leading(table, row.name, [Fraction(count, row.n) for count in row.counts], row.n, row.counts)
        for row in table.resting
    )
    return Largest(pooled, mean, rows)


def _leading(
    table: Tally, scope: str, shares: list[Fraction | None], n: int, counts: tuple[int, ...] | None = None
) -> Leading:
    known = [share for share in shares if share is not None]
    if not known:
        return Leading(scope, (), None, n, None, NONE, ())
    most = max(known)
    places = [place for place, share in enumerate(shares) if share == most]
    leading = TIE if len(places) > 1 else MAJORITY if most > Fraction(1, 2) else PLURALITY
    kind = leading if n >= FEWEST else TOO_FEW
    found = [table.columns[place] for place in places]
    count = counts[places[0]] if counts else None
    return Leading(scope, tuple(c.name for c in found), count, n, most, kind, tuple(c.heading for c in found))
