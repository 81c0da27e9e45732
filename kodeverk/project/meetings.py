"""Minutes and triangulation, as `Study` and `Project` bind them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.model import Receipt

if TYPE_CHECKING:
    from kodeverk.analysis.minutes.minutes import MinutedItem, Minutes
    from kodeverk.analysis.minutes.tally import Tally
    from kodeverk.analysis.triangulation.triangulation import Triangulation
    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project


def read_minutes(self: Study, sources: Sequence[str] | None = None) -> Minutes:
    """Return every item of the minutes: office, date, number, heading, decision, and how coders place it.

    See ``.frame``, ``.problems``, ``.disputed`` and ``.not_placed``. An item begins at the line with its number (``Sak
    3/06 Telefontider``) and runs to the next; the list at the top is the agenda. Where nobody has placed an item, what
    rules suggest stands beside it, with the reason; it never counts.

    Parameters
    ----------
    sources : sequence of str, optional
        Names of documents; without it all minutes.

    Raises
    ------
    UnknownName
        If there is no such source.
    KodeverkError
        If one of them is an interview.
    """
    from kodeverk.analysis.minutes.minutes import read_minutes

    return read_minutes(self.snapshot, sources)


def tally(self: Study, rows: str = "office", columns: str = "category") -> Tally:
    """Return how many items of meetings there are of each kind, with both shares and what there is most of.

    See ``.frame``, ``.printed`` (``n/total``), ``.shares`` (of all items, and the mean of the offices' shares) and
    ``.largest`` (plurality told from majority, ties named). Zero, nothing placed yet and *not released* are three
    things; that an item commits to nothing, or is no conflict, counts where a coder says so. Where coders differ an
    item counts in no column: choose one with ``study.select(coders=["berit"])``.

    Parameters
    ----------
    rows : str
        ``office`` or ``meeting``.
    columns : str
        ``category``, ``decision``, ``binding`` or ``conflict``.

    Raises
    ------
    KodeverkError
        If rows or columns are none of these.
    UnknownName
        If the study has no code such items are placed under: use a codebook with ``sakstype``, ``avgjørelse``,
        ``forpliktelse`` and ``konflikt``.
    """
    from kodeverk.analysis.minutes.tally import tally

    return tally(self.snapshot, rows, columns)


def triangulate(
    self: Study, claim: str, *, agreement: str = "", minutes: str = "", register: str = "", of_items: str = ""
) -> Triangulation:
    """Return what was said in interviews held against documents and register, office by office, with both passages.

    Each source *confirms*, *does not confirm* or is *silent*; see ``.frame``, ``.differing`` and the rules printed with
    the result.

    Parameters
    ----------
    claim : str
        A claim of the ledger, by its sentence or id, or a condition on what was said: ``code("vi bestemmer der")``.
    agreement : str
        What the agreements should say: a condition on attributes read out of them, ``agreement_employer ==
        "kommunal"``, on the class of a point, ``clause_3b == "fill-in"``, or on codes of passages in them.
    minutes : str
        What the items of the minutes should say: ``code("forpliktelse/bindende")``.
    register : str
        A condition on attributes of office or informant.
    of_items : str
        How many items of an office must meet `minutes` for it to be confirmed: ``minst én``, ``de fleste``, ``ingen``.
        Where minutes are asked it must be said.

    Raises
    ------
    KodeverkError
        If it is held against nothing, the claim asks nothing that is said in interviews, or minutes are asked and
        `of_items` says no quantity.
    GrammarError, UnknownName, AmbiguousName
        If a condition cannot be understood, or names what does not exist.
    """
    from kodeverk.analysis.triangulation.triangulation import triangulate

    return triangulate(self.snapshot, claim, agreement=agreement, minutes=minutes, register=register, of_items=of_items)


def categorise(self: Project, item: str | MinutedItem, code: str, *, coder: str) -> Receipt:
    """Say of what kind an item of a meeting is: a coding of the whole item. Return the receipt.

    A coder gives an item one code of each branch at most: ``sakstype`` (its category), ``avgjørelse``,
    ``forpliktelse``, ``konflikt``. That an item commits to nothing, or is no conflict, is said too: a blank is no
    judgement. Saying the same twice is saying it once.

    Parameters
    ----------
    item : str or MinutedItem
        ``referat-lyngmo, 3/06``, or an item of `read_minutes`.
    code : str
        ``sakstype/statusrapportering``.
    coder : str
        Who judges.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such item or code, or several.
    KodeverkError
        If the code says nothing of an item, or the coder has given it another one of the same branch.
    """
    from kodeverk.coding.items import ItemRow, categorise

    name = item if isinstance(item, str) else item.name
    return self.write(lambda now: categorise(now, [ItemRow(name, code, coder)]), verb="categorise", who=coder)


def add_item_codings(self: Project, path: str | Path) -> Receipt:
    """Bring in of what kind items of meetings are, from .csv or .xlsx; all of them, or none. Return the receipt.

    Parameters
    ----------
    path : str or Path
        Columns ``source``, ``item`` (its number, ``3/06``), ``code`` and ``coder``.

    Raises
    ------
    FormatError
        If a column or a cell is missing, or there is no row.
    KodeverkError
        If rows name no item, or give an item a second code of one branch; the message names each.
    """
    from kodeverk.coding.items import ItemRow, categorise
    from kodeverk.reading.minutes import read_item_codings
    from kodeverk.reading.worker import read_limited

    read = read_limited(read_item_codings, path)
    rows = [ItemRow(f"{one.source}, {one.item}", one.code, one.coder, one.at) for one in read]
    who = rows[0].coder if len({row.coder for row in rows}) == 1 else None
    return self.write(lambda now: categorise(now, rows), verb="add_item_codings", who=who)
