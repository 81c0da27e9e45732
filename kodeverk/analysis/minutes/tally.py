"""How many items of meetings there are of each kind, office by office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.minutes.minutes import MinutedItem, read_minutes
from kodeverk.analysis.minutes.placing import DISPUTED, NOT_PLACED, PLACED, branch_label
from kodeverk.coding.items import BRANCHES
from kodeverk.errors import KodeverkError
from kodeverk.messages import _
from kodeverk.model import KNOWN, NOT_RELEASED, Case, Code, Snapshot, Value
from kodeverk.views.naming import attribute_label, names, natural, with_children
from kodeverk.views.resolve import code_theme

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.minutes.largest import Largest

RELEASED = ("minutes_released", "referat_frigitt", "referater_frigitt")
"""Attributes of an office that say whether its minutes may be read."""
_REFUSED = frozenset({"no", "nei", "false", "ikke frigitt", "ikkje frigitt", NOT_RELEASED})

COUNTED, NOT_COUNTED, NO_MINUTES = "counted", "not placed", "no minutes"
STATES = (COUNTED, NOT_COUNTED, NOT_RELEASED, NO_MINUTES)
"""What a row rests on: items that are placed, if only some; items of which none is; minutes that were not released;
none in the study, of which nothing is known."""
FEWEST = 5
"""No share is shown of fewer items."""
ROWS = ("office", "meeting")
WITHOUT_OFFICE = "without office"
"""The row of minutes that are bound to no office, in frames."""


class Column(NamedTuple):
    """What is counted: the short name of a code, and its heading in the language in use."""

    name: str
    heading: str


class TallyRow(NamedTuple):
    """The items of an office, or of a meeting.

    Attributes
    ----------
    name : str
        Office or source; empty for minutes that are bound to no office.
    state : str
        One of `STATES`.
    counts : tuple of int
        How many of the items that are placed stand in each column.
    items : int
        All items.
    disputed, not_placed : int
        Items coders place differently, and items nobody has placed; they stand in no column.
    """

    name: str
    state: str
    counts: tuple[int, ...]
    items: int
    disputed: int
    not_placed: int

    @property
    def n(self) -> int:
        """How many items are placed: what every count of the row is out of."""
        return sum(self.counts)


class Tally(NamedTuple):
    """Items of meetings, by row and column.

    Attributes
    ----------
    by, of : str
        What stands in rows (``office``, ``meeting``) and columns (``category``, ``decision``, ``binding``,
        ``conflict``).
    columns : tuple of Column
        In the codebook's order.
    rows : tuple of TallyRow
    """

    by: str
    of: str
    columns: tuple[Column, ...]
    rows: tuple[TallyRow, ...]

    @property
    def total(self) -> TallyRow:
        """All rows together."""
        counts = tuple(sum(row.counts[place] for row in self.rows) for place in range(len(self.columns)))
        added = (sum(getattr(row, name) for row in self.rows) for name in ("items", "disputed", "not_placed"))
        return TallyRow("", COUNTED if sum(counts) else NOT_COUNTED, counts, *added)

    @property
    def resting(self) -> tuple[TallyRow, ...]:
        """The rows that have placed items: those a mean of shares is taken over."""
        return tuple(row for row in self.rows if row.n)

    def pooled(self, place: int) -> Fraction | None:
        """Return a column's share of all placed items, each item weighing the same; None where there is none."""
        return Fraction(self.total.counts[place], self.total.n) if self.total.n else None

    def mean(self, place: int) -> Fraction | None:
        """Return the mean of the rows' shares of a column, each row weighing the same; None where there is none."""
        shares = [Fraction(row.counts[place], row.n) for row in self.resting]
        return sum(shares, Fraction()) / len(shares) if shares else None

    @property
    def frame(self) -> pd.DataFrame:
        """One row per row and column of the table.

        Columns: ``office`` (`WITHOUT_OFFICE` for none) or ``meeting``, the name of the columns (``category`` ...),
        count (missing unless `state` is ``counted``), n (placed items), share (0-1; missing where n is below 5), state,
        items, disputed, not_placed.
        """
        import pandas as pd

        cells = [self._cell(row, place) for row in self.rows for place in range(len(self.columns))]
        columns = [self.by, self.of, "count", "n", "share", "state", "items", "disputed", "not_placed"]
        return pd.DataFrame(cells, columns=columns).astype({"count": "Int64", "share": "Float64"})

    def _cell(self, row: TallyRow, place: int) -> tuple[object, ...]:
        count = row.counts[place] if row.state == COUNTED else None
        share = row.counts[place] / row.n if row.n >= FEWEST else None
        name = self.columns[place].name
        return row.name or WITHOUT_OFFICE, name, count, row.n, share, row.state, row.items, row.disputed, row.not_placed

    @property
    def shares(self) -> pd.DataFrame:
        """One row per column of the table: both shares, side by side.

        Columns: the name of the columns (``category`` ...), count, n (placed items), pooled_share (0-1; count / n, each
        item weighing the same), mean_share (0-1; the mean of the rows' shares, each row weighing the same), rows (how
        many it is the mean of). Both shares are missing where n is below 5.
        """
        import pandas as pd

        rows = []
        for place, column in enumerate(self.columns):
            pooled, mean = (
                share if self.total.n >= FEWEST else None for share in (self.pooled(place), self.mean(place))
            )
            shares = [None if share is None else float(share) for share in (pooled, mean)]
            rows.append((column.name, self.total.counts[place], self.total.n, *shares, len(self.resting)))
        columns = [self.of, "count", "n", "pooled_share", "mean_share", "rows"]
        return pd.DataFrame(rows, columns=columns).astype({"pooled_share": "Float64", "mean_share": "Float64"})

    @property
    def printed(self) -> pd.DataFrame:
        """The table as it is read: a row per office or meeting and one for all, ``n/total`` in every cell.

        Empty where nothing is placed yet; ``not released`` and ``no minutes`` are said. The last columns are items,
        disputed and not_placed.
        """
        import pandas as pd

        index = [row.name or WITHOUT_OFFICE for row in self.rows] + ["all"]
        rows = [[*self.cells(row), row.items, row.disputed, row.not_placed] for row in (*self.rows, self.total)]
        columns = [column.name for column in self.columns] + ["items", "disputed", "not_placed"]
        return pd.DataFrame(rows, index=pd.Index(index, name=self.by), columns=columns)

    def cells(self, row: TallyRow) -> list[str]:
        """Return the cells of a row as they are printed."""
        if row.state == COUNTED:
            return [f"{count}/{row.n}" for count in row.counts]
        return [row.state if row.state in (NOT_RELEASED, NO_MINUTES) else ""] * len(self.columns)

    @property
    def largest(self) -> Largest:
        """Which column is largest: of all items, by mean share, and row by row; plurality told from majority."""
        from kodeverk.analysis.minutes.largest import largest

        return largest(self)

    def __repr__(self) -> str:
        told = _("{by} x {of}: {n} of {items} items").format(
            by=rows_label(self.by), of=branch_label(self.of), n=self.total.n, items=self.total.items
        )
        return f"<{told}; {self.largest.pooled}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.minutes.showing import tally_html

        return str(tally_html(self))


def rows_label(by: str) -> str:
    """Return what stands in the rows of a tally, in the language in use."""
    return attribute_label(by) if by == "office" else _("meeting")


def tally(snapshot: Snapshot, rows: str = "office", columns: str = "category") -> Tally:
    """Return how many items of meetings there are of each kind.

    An item counts in one column at most, and only where coders agree; see `placing.placed`. Counts are out of the items
    that are placed: that an item commits to nothing, or is no conflict, counts where a coder says so. An office without
    minutes in the study stands there too: *not released* where the register says so, else *no minutes*.

    Parameters
    ----------
    snapshot : Snapshot
    rows : str
        ``office`` or ``meeting``.
    columns : str
        ``category``, ``decision``, ``binding`` or ``conflict``.

    Raises
    ------
    KodeverkError
        If rows or columns are none of these.
    UnknownName, AmbiguousName
        If the study has no code such items are placed under, or several codebooks have.
    """
    for found, known in ((rows, ROWS), (columns, tuple(BRANCHES))):
        if found not in known:
            raise KodeverkError(f"A tally of items has no {found!r}. There is: {', '.join(known)}.")
    own = _columns(snapshot, columns)
    groups: dict[str, list[MinutedItem]] = {name: [] for name in _offices(snapshot)} if rows == "office" else {}
    for item in read_minutes(snapshot).items:
        groups.setdefault(item.office if rows == "office" else item.source.name, []).append(item)
    made = [_row(snapshot, name, items, columns, own) for name, items in groups.items()]
    made.sort(key=lambda row: (not row.name, natural(row.name)))
    return Tally(rows, columns, tuple(own.values()), tuple(made))


def _columns(snapshot: Snapshot, branch: str) -> dict[str, Column]:
    """Return the columns by the id of their code."""
    top = snapshot.code(BRANCHES[branch])
    codes = snapshot.table(Code)
    children = [key for key in with_children(snapshot, [top.id]) if codes[key].parent == top.path]
    return {key: Column(names(snapshot).code[key], code_theme(snapshot, key).heading) for key in children}


def _offices(snapshot: Snapshot) -> list[str]:
    cases = snapshot.table(Case)
    return [name for key, name in names(snapshot).case.items() if cases[key].kind == "office"]


def _row(
    snapshot: Snapshot, name: str, items: Sequence[MinutedItem], branch: str, columns: Mapping[str, Column]
) -> TallyRow:
    placed = [item.placed[branch] for item in items]
    where = [_column(snapshot, one.code_id) if one.standing == PLACED else one.standing for one in placed]
    counts = tuple(where.count(key) for key in columns)
    state = COUNTED if sum(counts) else NOT_COUNTED if items else unreleased(snapshot, name)
    return TallyRow(name, state, counts, len(items), where.count(DISPUTED), where.count(NOT_PLACED))


def _column(snapshot: Snapshot, code_id: str) -> str:
    """Return the id of the code right below the branch that a code is, or stands under."""
    codes = snapshot.table(Code)
    path = "/".join(codes[code_id].path.split("/")[:2])
    return next(key for key, code in codes.items() if (code.codebook, code.path) == (codes[code_id].codebook, path))


def unreleased(snapshot: Snapshot, office: str) -> str:
    """Return why an office has no minutes: ``not released`` where an attribute of `RELEASED` says so, else that."""
    values: Mapping[str, Value] = snapshot.values(snapshot.case(office).id) if office else {}
    said = [values[name] for name in RELEASED if name in values]
    refused = [one for one in said if one.state == NOT_RELEASED or (one.state == KNOWN and _says_no(one))]
    return NOT_RELEASED if refused else NO_MINUTES


def _says_no(value: Value) -> bool:
    return value.value is False or str(value.value).casefold() in _REFUSED
