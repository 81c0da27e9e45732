"""Where coders place an item: under one code of a branch, under several, or nowhere yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kodeverk.analysis.claims.items import LEFT_UNSAID
from kodeverk.coding.items import Found, branch_of, judged_on
from kodeverk.messages import _
from kodeverk.model import Code, Coding, Snapshot, Suggestion

PLACED, NEITHER, DISPUTED, NOT_PLACED = "placed", "neither", "disputed", "not placed"
STANDINGS = (PLACED, NEITHER, DISPUTED, NOT_PLACED)
"""*Neither*: read, and found to bind nobody, to be lifted nowhere, or to be no conflict. *Disputed*: coders place it
differently, or one coder in several ways."""


class Placed(NamedTuple):
    """Where an item stands in one branch.

    Attributes
    ----------
    standing : str
        One of `STANDINGS`.
    code_id : str
        Of the code it is placed under; empty unless `standing` is ``placed``.
    codings : tuple of Coding
        All in this branch, in the order of coders.
    """

    standing: str
    code_id: str = ""
    codings: tuple[Coding, ...] = ()

    @property
    def coders(self) -> tuple[str, ...]:
        """Who has placed it, each once."""
        return tuple(dict.fromkeys(coding.coder for coding in self.codings))


class Suggested(NamedTuple):
    """A category the expressions of a codebook suggest for an item; it counts nowhere.

    Attributes
    ----------
    code_id : str
    hits : int
        How many sentences of the item suggest it.
    reason : str
        The expressions and forms that hit, parted by ``; ``.
    """

    code_id: str
    hits: int
    reason: str


def standing_label(standing: str) -> str:
    """Return where an item stands, in the language in use."""
    labels = {
        PLACED: _("placed"),
        NEITHER: _("neither"),
        DISPUTED: _("disputed"),
        NOT_PLACED: _("not placed"),
    }
    return labels.get(standing, standing)


def placed(snapshot: Snapshot, found: Found) -> dict[str, Placed]:
    """Return where an item stands in each branch of `coding.items.BRANCHES`, by the codings that share text with it.

    An item whose coders agree is placed. Where they differ it is disputed, and counts under none of the codes until one
    coder is chosen (``study.select(coders=["berit"])``). An item that has a category, and nothing is said of whether it
    binds or is a conflict, is neither.

    Parameters
    ----------
    snapshot : Snapshot
    found : Found
        From `coding.items.find_item`.
    """
    codes = snapshot.table(Code)
    said: dict[str, list[Coding]] = defaultdict(list)
    for coding in judged_on(snapshot, found):
        if coding.code_id in codes and (branch := branch_of(codes[coding.code_id])):
            said[branch].append(coding)
    return {branch: _in_branch(branch, said) for branch in ("category", "decision", "binding", "conflict")}


def _in_branch(branch: str, said: dict[str, list[Coding]]) -> Placed:
    codings = tuple(sorted(said.get(branch, ()), key=lambda c: (c.coder, c.start, c.id)))
    ids = {coding.code_id for coding in codings}
    if len(ids) == 1:
        return Placed(PLACED, ids.pop(), codings)
    if codings:
        return Placed(DISPUTED, "", codings)
    return Placed(NEITHER if branch in LEFT_UNSAID and said.get("category") else NOT_PLACED)


def suggested(snapshot: Snapshot, found: Found) -> tuple[Suggested, ...]:
    """Return the categories that undecided suggestions of rules within an item are for, those with most hits first."""
    codes = snapshot.table(Code)
    here: list[Suggestion] = [
        one
        for one in _undecided(snapshot).get(found.source.id, ())
        if one.version == found.source.version
        and branch_of(codes[one.code_id]) == "category"
        and found.item.overlaps(one.span)
    ]
    count = Counter(one.code_id for one in here)
    ranked = sorted(count, key=lambda key: (-count[key], codes[key].order))
    return tuple(
        Suggested(key, count[key], _reasons(one.reason for one in here if one.code_id == key)) for key in ranked
    )


def _undecided(snapshot: Snapshot) -> dict[str, list[Suggestion]]:
    def by_source() -> dict[str, list[Suggestion]]:
        found: dict[str, list[Suggestion]] = defaultdict(list)
        for one in snapshot.all(Suggestion):
            if not one.decision:
                found[one.source_id].append(one)
        return found

    return snapshot.derive("undecided by source", by_source)


def _reasons(reasons: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for reason in reasons for part in reason.split("; ")))
