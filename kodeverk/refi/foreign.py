"""A project of another program as a study: everything in it becomes a record, or is counted as left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kodeverk.messages import _n
from kodeverk.model import Plan, made
from kodeverk.refi.exchange import Exchange
from kodeverk.refi.losses import LossReport
from kodeverk.refi.positions import Calibration, calibrated, unsure
from kodeverk.refi.taking import Taking
from kodeverk.refi.taking_cases import take_cases
from kodeverk.refi.taking_codes import attribute_in, take_codes, take_sets
from kodeverk.refi.taking_notes import take_notes
from kodeverk.refi.taking_texts import take_texts


class Proposed(NamedTuple):
    """A set of sources that reads like a value of an attribute: the attribute, the value, and how many sources."""

    attribute: str
    value: str
    sources: int


class Taken(NamedTuple):
    """A project of another program as the changes that make a study of it.

    Attributes
    ----------
    plan : Plan
    losses : LossReport
    positions : tuple of Calibration
        How places are counted, source by source.
    attributes_proposed : tuple of Proposed
        Sets that read like attributes, where they were not taken as such.
    """

    plan: Plan
    losses: LossReport
    positions: tuple[Calibration, ...]
    attributes_proposed: tuple[Proposed, ...]


def plan_of(
    exchange: Exchange,
    *,
    file: str,
    positions: str | Mapping[str, str] | None = None,
    attributes_from_sets: bool = False,
) -> Taken:
    """Return the changes that make a new study of another program's project, and what became of each element.

    Codes, sources, cases and codings keep their GUIDs as ids.

    Parameters
    ----------
    exchange : Exchange
        As a reader of that program's files gives it.
    file : str
        Name of the file it was read from.
    positions : str or dict of str to str, optional
        How places in texts are counted, such as ``code points`` or ``utf-16``, for all sources or by their names,
        where that is known; it is found out where it is not said.
    attributes_from_sets : bool
        Whether sets of sources named like ``gender: male`` are values of an attribute.

    Raises
    ------
    UnknownName
        If there is no such way of counting.
    UnsurePositions
        If it cannot be told for certain how places are counted; nothing is planned.
    """
    found = calibrated(exchange.sources, positions)
    if not all(one.sure for one in found):
        raise unsure(found, file)
    taking = Taking(exchange, file)
    taking.kept("User", count=len(exchange.users))
    take_codes(taking)
    take_texts(taking, found)
    take_cases(taking, attributes_from_sets)
    take_sets(taking, attributes_from_sets)
    take_notes(taking)
    pairs = [(attribute_in(one), len(one.sources)) for one in exchange.sets]
    proposed = () if attributes_from_sets else tuple(Proposed(*pair, count) for pair, count in pairs if pair)
    warnings = [*exchange.warnings, *taking.warnings, *_odd(found), *_missed(found), *_flat(exchange)]
    if proposed:
        told = _n(
            "{count} set reads like an attribute, such as {example}; say attributes_from_sets=True to take it so.",
            "{count} sets read like attributes, such as {example}; say attributes_from_sets=True to take them so.",
            len(proposed),
        )
        warnings.append(told.format(count=len(proposed), example=f"{proposed[0].attribute}: {proposed[0].value}"))
    plan = Plan(made(*taking.records), texts=tuple(taking.texts), originals=tuple(taking.originals))
    return Taken(plan, LossReport(taking.losses(), tuple(dict.fromkeys(warnings))), tuple(found), proposed)


def _odd(found: list[Calibration]) -> list[str]:
    """Return a word on every way of counting that is not the standard's."""
    ways: dict[str, int] = {}
    for one in found:
        if one.selections and str(one.convention) != "code points":
            ways[str(one.convention)] = ways.get(str(one.convention), 0) + 1
    return [
        _n(
            "Places are counted otherwise than the standard says ({way}) in {count} source, and were read so.",
            "Places are counted otherwise than the standard says ({way}) in {count} sources, and were read so.",
            count,
        ).format(way=way, count=count)
        for way, count in ways.items()
    ]


def _missed(found: list[Calibration]) -> list[str]:
    """Return a word on each source where a stored quote stands elsewhere than its passage."""
    return [
        _n(
            "{source}: {count} of {named} stored quotes stands elsewhere in the text than its passage; look at it.",
            "{source}: {count} of {named} stored quotes stand elsewhere in the text than their passages; look at them.",
            one.named - one.hits,
        ).format(source=one.source, count=one.named - one.hits, named=one.named)
        for one in found
        if one.hits < one.named
    ]


def _flat(exchange: Exchange) -> list[str]:
    """Return a word on codes whose names say a tree, as ATLAS.ti has it."""
    count = sum("::" in code.name for code in exchange.codes)
    told = _n(
        "{count} code says its place in a tree by :: in its name and was kept so; recode(under=) moves it.",
        "{count} codes say their place in a tree by :: in their names and were kept so; recode(under=) moves them.",
        count,
    )
    return [told.format(count=count)] if count else []
