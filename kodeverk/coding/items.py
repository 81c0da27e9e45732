"""Items of meetings: finding them, and saying of what kind each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kodeverk.coding import codings
from kodeverk.errors import AmbiguousName, KodeverkError, UnknownName
from kodeverk.language.agenda import Agenda, AgendaItem, agenda
from kodeverk.language.fold import fold
from kodeverk.messages import _
from kodeverk.model import Code, Coding, Plan, Snapshot, Source
from kodeverk.model.names import unknown

BRANCHES = {"category": "sakstype", "decision": "avgjørelse", "binding": "forpliktelse", "conflict": "konflikt"}
"""What is judged of an item, and the code at the top of a codebook under which the possible judgements stand. A coder
gives an item one code of each at most."""


class ItemRow(NamedTuple):
    """One judgement of an item as a person writes it.

    Attributes
    ----------
    item : str
        ``referat-lyngmo, 3/06``.
    code, coder : str
    at : str
        Where it stands, for messages; empty for one made in a notebook.
    """

    item: str
    code: str
    coder: str
    at: str = ""


class Found(NamedTuple):
    """An item, and the source it stands in."""

    source: Source
    item: AgendaItem

    @property
    def name(self) -> str:
        """Source and number: ``referat-lyngmo, Sak 3/06``."""
        return f"{self.source.name}, {self.item.label}"


def agenda_of(snapshot: Snapshot, source_id: str) -> Agenda:
    """Return the items of a source's version in force, found once."""
    version = snapshot.version(source_id)
    return snapshot.derive(f"agenda {version.id}", lambda: agenda(snapshot.text(source_id), version.segments))


def find_item(snapshot: Snapshot, name: str) -> Found:
    """Return the item that goes by a name: its source and number, or its number where no other has it.

    Parameters
    ----------
    snapshot : Snapshot
    name : str
        ``referat-lyngmo, 3/06``, ``referat-lyngmo, Sak 3/06`` or ``3/06``.

    Raises
    ------
    UnknownName, AmbiguousName
        The message names the items of the source, or those that fit.
    """
    source, comma, number = name.rpartition(",")
    within = [snapshot.source(source.strip())] if comma else _minuted(snapshot)
    every = [Found(one, item) for one in within for item in agenda_of(snapshot, one.id).items]
    wanted = fold(" ".join(number.split()))
    found = [one for one in every if wanted in (fold(one.item.label), fold(one.item.number))]
    if len(found) == 1:
        return found[0]
    if found:
        fits = ", ".join(f"{one.name!r}" for one in found)
        raise AmbiguousName(f"{name!r} fits {len(found)} items: {fits}. Write one of these; nothing was changed.")
    known = [one.item.label for one in every] if comma else [one.name for one in every]
    where = f"item of {source.strip()}" if comma else "item"
    raise UnknownName(unknown(where, number.strip(), known))


def _minuted(snapshot: Snapshot) -> list[Source]:
    return [source for source in snapshot.all(Source) if source.kind == "minutes"]


def branch_of(code: Code) -> str:
    """Return what a code says of an item: one of `BRANCHES`, or empty where it says something else.

    >>> from kodeverk.model import Wording
    >>> [branch_of(Code("1", "bok", path, Wording())) for path in ("sakstype/statusrapportering", "makt")]
    ['category', '']
    """
    top, _slash, below = code.path.partition("/")
    return next((branch for branch, name in BRANCHES.items() if below and name == top), "")


def judged_on(snapshot: Snapshot, found: Found) -> list[Coding]:
    """Return the codings that share text with an item, of the version in force."""

    def by_source() -> dict[str, list[Coding]]:
        kept: dict[str, list[Coding]] = {}
        sources = snapshot.table(Source)
        for coding in snapshot.all(Coding):
            if sources[coding.source_id].version == coding.version:
                kept.setdefault(coding.source_id, []).append(coding)
        return kept

    codings_in = snapshot.derive("codings by source", by_source).get(found.source.id, ())
    return [coding for coding in codings_in if found.item.overlaps(coding.span)]


def categorise(snapshot: Snapshot, rows: Sequence[ItemRow]) -> Plan:
    """Return the plan that says of items what kind they are: each a coding of the whole item.

    What the coder has said of an item already is left as it is.

    Parameters
    ----------
    snapshot : Snapshot
    rows : sequence of ItemRow

    Raises
    ------
    KodeverkError
        If a row names no item, or a code that says nothing of an item, or the coder has given the item another code of
        the same branch; every such row is named, and nothing is coded.
    """
    faults: list[KodeverkError] = []
    given: dict[tuple[str, str, str], Code] = {}
    new: list[codings.Row] = []
    for row in rows:
        try:
            found, code, said = _judgement(snapshot, row, given)
        except KodeverkError as error:
            faults.append(type(error)(f"{row.at}: {error}" if row.at else str(error)))
            continue
        if not said:
            new.append(codings.Row(found.source.name, code.id, row.coder, span=found.item.span, at=row.at))
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise KodeverkError(
            f"{len(faults)} of {len(rows)} judgements cannot be made; none was made:\n{_listed(faults)}"
        )
    return codings.code(snapshot, new) if new else Plan([], (), _("coded already"))


def _listed(faults: Iterable[KodeverkError], most: int = 20) -> str:
    lines = [f"- {fault}" for fault in faults]
    return "\n".join(lines[:most] + ([f"... and {len(lines) - most} more"] if len(lines) > most else []))


def _judgement(snapshot: Snapshot, row: ItemRow, given: dict[tuple[str, str, str], Code]) -> tuple[Found, Code, bool]:
    """Return the item and the code of a row, and whether it is said already; keep in `given` what rows say."""
    found, code = find_item(snapshot, row.item), snapshot.code(row.code)
    branch = branch_of(code)
    if not branch:
        tops = ", ".join(BRANCHES.values())
        raise KodeverkError(f"{code.path!r} says nothing of an item. A code must stand under one of: {tops}.")
    codes = snapshot.table(Code)
    for coding in judged_on(snapshot, found):
        before = codes[coding.code_id]
        if coding.coder == row.coder and branch_of(before) == branch:
            if before != code:
                raise _twice(found, row, before, f"remove that with uncode({coding.id!r}) first")
            return found, code, True
    before = given.setdefault((found.name, branch, row.coder), code)
    if before != code:
        raise _twice(found, row, before, "keep one of the two rows")
    return found, code, False


def _twice(found: Found, row: ItemRow, before: Code, advice: str) -> KodeverkError:
    return KodeverkError(
        f"{row.coder} has given {found.name!r} the code {before.path!r}, and an item has one of each branch: {advice}. "
        "Nothing was changed."
    )
