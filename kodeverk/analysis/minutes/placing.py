"""Where coders place an item: under one code of a branch, under several, or nowhere yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kodeverk.coding.items import BRANCHES, Found, branch_of, judged_on
from kodeverk.messages import _
from kodeverk.model import Code, Coding, Snapshot, Suggestion

PLACED, DISPUTED, NOT_PLACED = "placed", "disputed", "not placed"
STANDINGS = (PLACED, DISPUTED, NOT_PLACED)
"""*Disputed*: coders place it differently, or one coder in several ways. *Not placed*: nobody has said; that an item
binds nobody, or is no conflict, is a judgement, and a blank is none."""


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
        DISPUTED: _("disputed"),
        NOT_PLACED: _("not placed"),
    }
    return labels.get(standing, standing)


def branch_label(branch: str) -> str:
    """Return what is judged of an item, one of `coding.items.BRANCHES`, in the language in use."""
    labels = {
        "category": _("category"),
        "decision": _("decision"),
        "binding": _("commitment"),
        "conflict": _("conflict or not"),
    }
    return labels[branch]


def committed_heading() -> str:
    """Return the heading of the column that says what an item commits to and whether it is a conflict."""
    return f"{branch_label('binding')}; {branch_label('conflict')}"


def said_alone() -> str:
    """Return the rule that no silence is a judgement, in the language in use."""
    return _(
        "That an item commits to nothing, or is no conflict, counts where a coder says so; a blank is no judgement."
    )


def placed(snapshot: Snapshot, found: Found) -> dict[str, Placed]:
    """Return where an item stands in each branch of `coding.items.BRANCHES`, by the codings that share text with it.

    An item whose coders agree is placed. Where they differ it is disputed, and counts under none of the codes until one
    coder is chosen (``study.select(coders=["berit"])``). Where nobody has said it is not placed.

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
    return {branch: _in_branch(said[branch]) for branch in BRANCHES}


def _in_branch(said: Iterable[Coding]) -> Placed:
    codings = tuple(sorted(said, key=lambda c: (c.coder, c.start, c.id)))
    ids = {coding.code_id for coding in codings}
    if len(ids) == 1:
        return Placed(PLACED, ids.pop(), codings)
    return Placed(DISPUTED, "", codings) if codings else Placed(NOT_PLACED)


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
