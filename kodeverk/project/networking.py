"""Actors, relations, networks, driving force and what is counted of them, as `Study` and `Project` bind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.errors import FormatError, KodeverkError
from kodeverk.model import Receipt

if TYPE_CHECKING:
    from kodeverk.analysis.networks.differences import PartyDifferences
    from kodeverk.analysis.networks.driving import DrivingForce
    from kodeverk.analysis.networks.equality import EqualityChecklist
    from kodeverk.analysis.networks.network import Network
    from kodeverk.analysis.networks.vertical import VerticalDirection
    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project


def add_actors(self: Project, path: str | Path) -> Receipt:
    """Bring in actors from .csv or .xlsx; return the receipt.

    The same table again changes nothing. Where two sources (``read_from``) name other members of a composite actor,
    the first stays in force, the other is kept beside it, and `problems` tells of it.

    Parameters
    ----------
    path : str or Path
        Columns ``actor``, ``kind``, ``level``, ``line``; besides ``label``, ``members`` (parted by ``;``), ``office``,
        ``fills`` (the role a person fills), ``case`` and ``read_from``.

    Raises
    ------
    ReadingError
        If the file cannot be read.
    FormatError
        If rows cannot be understood, or name what there is not; all are named, and nothing is changed.
    """
    from kodeverk.reading import actors
    from kodeverk.reading.worker import read_limited

    rows = read_limited(actors.read_actors, path)
    return self.write(lambda now: actors.add_actors(now, rows), verb="add_actors")


def add_relations(self: Project, path: str | Path) -> Receipt:
    """Bring in relations, with the codings of their passages, from .csv or .xlsx; all or none. Return the receipt.

    Parameters
    ----------
    path : str or Path
        Columns ``source``, ``turn``, ``quote``, ``code``, ``coder`` as for codings; ``from`` and ``to`` (actors); and,
        empty where the passage does not say, ``initiator`` (one of the two), ``reciprocal`` (yes, no), ``channel``
        (meeting, line, outside) and ``frequency`` (daily, weekly, fortnightly, monthly, quarterly, twice a year,
        yearly, rarely, never).

    Raises
    ------
    ReadingError, FormatError
        If the file cannot be read, or a column is missing.
    KodeverkError
        If rows cannot be carried out; the message names each.
    """
    from kodeverk.coding import relations
    from kodeverk.coding.codings import Row
    from kodeverk.reading.relations import read_relations
    from kodeverk.reading.worker import read_limited

    rows, name = read_limited(read_relations, path), Path(path).name
    if not rows:
        raise FormatError(f"{name} holds no relations.")
    ties = []
    for row in rows:
        c = row.coding
        span = None if c.start is None or c.end is None else (c.start, c.end)
        passage = Row(c.source, c.code, c.coder, c.quote, span, c.turn, c.sub_question)
        ties.append(relations.Tie(passage, *row[1:], coder=c.coder, at=f"{name}, row {c.row}"))
    who = ties[0].coder if len({tie.coder for tie in ties}) == 1 else None
    return self.write(lambda now: relations.relate(now, ties), verb="add_relations", who=who)


def relate(
    self: Project,
    from_: str,
    to_: str,
    *,
    initiator: str | None = None,
    reciprocal: bool | None = None,
    channel: str = "",
    frequency: str = "",
    coding: str | None = None,
    source: str = "",
    quote: str = "",
    span: tuple[int, int] | None = None,
    segment: int | None = None,
    code: str = "",
    coder: str,
) -> Receipt:
    """Say that a passage tells of a relation between two actors; return the receipt.

    The passage is a coding there is, or is coded with it. The same relation of the same coding twice is one.

    Parameters
    ----------
    from_, to_ : str
        Names of actors: who turns to whom.
    initiator : str, optional
        The one of the two who takes the initiative; left out where the passage does not say.
    reciprocal : bool, optional
        Whether it goes both ways; left out where the passage does not say.
    channel : str
        ``meeting``, ``line`` or ``outside``; empty where the passage does not say.
    frequency : str
        ``daily``, ``weekly``, ``fortnightly``, ``monthly``, ``quarterly``, ``twice a year``, ``yearly``, ``rarely`` or
        ``never`` (it is told that there is none); empty where the passage does not say.
    coding : str, optional
        Id of the coding that is the evidence; else `source`, `code` and where the passage stands, as for `code`.
    source, quote, span, segment, code : optional
    coder : str
        Who judges.

    Raises
    ------
    UnknownName
        If there is no such actor, channel, frequency, source or code; the message gives the nearest names.
    QuoteError
        If the quote is not there, or there more than once.
    KodeverkError
        If it is not said which passage tells of it, or the initiative is neither's.
    """
    from kodeverk.coding import relations
    from kodeverk.coding.codings import Row

    if (coding is None) != bool(source and code):
        raise KodeverkError(
            "Which passage tells of it? Give coding=, or source= and code= with quote=, span= or segment=. "
            "Nothing was changed."
        )
    passage = Row(source, code, coder, quote, span, segment) if coding is None else coding
    tie = relations.Tie(passage, from_, to_, initiator or "", reciprocal, channel, frequency, coder)
    return self.write(lambda now: relations.relate(now, [tie]), verb="relate", who=coder)


def unrelate(self: Project, *ids: str, coder: str | None = None, why: str = "") -> Receipt:
    """Take relations away, given by id, see ``table("relations")``; return the receipt. Their codings stay.

    Raises
    ------
    UnknownName
        If an id belongs to no relation.
    """
    from kodeverk.coding import relations

    return self.write(lambda now: relations.unrelate(now, ids), verb="unrelate", who=coder, why=why)


def network(self: Study, office: str | None = None, *, roles: bool = False) -> Network:
    """Return the network told of at an office; without one, that of all offices together.

    See ``.frame`` (relations with quotes), ``.nodes``, ``.measures``, ``.graph`` (networkx) and ``.to_graphml(path)``,
    ``.to_gexf(path)``, ``.to_json(path)``. That there is no contact, where that is told (``never``), is listed apart,
    see ``.denied``, and counted by nothing.

    Parameters
    ----------
    office : str, optional
    roles : bool
        Count persons as the role they fill.

    Raises
    ------
    UnknownName
        If there is no such office.
    """
    from kodeverk.analysis.networks.network import network

    return network(self.snapshot, office, roles=roles)


def networks(self: Study, *, roles: bool = False) -> dict[str, Network]:
    """Return the network of each office by its name, also of those nobody tells a relation of.

    Parameters
    ----------
    roles : bool
        Count persons as the role they fill.
    """
    from kodeverk.analysis.networks.network import networks

    return networks(self.snapshot, roles=roles)


def driving_force(self: Study) -> DrivingForce:
    """Return who drives each partnership: where the initiative lies, and whether contact goes both ways.

    By a graded rule over the relations, which is printed with the result; the number of meetings is shown, and not
    used. Where coders read a passage differently, that is told with the placement, and all that is coded counts. See
    ``.frame`` (one row per office), ``.relations``, ``.contacts``, ``.changes`` (what would move an office).
    """
    from kodeverk.analysis.networks.driving import driving_force

    return driving_force(self.snapshot)


def equality_checklist(self: Study, propositions: Sequence[str] | None = None) -> EqualityChecklist:
    """Return for each office how each expression of equality stands, by what was judged of it.

    Parameters
    ----------
    propositions : sequence of str, optional
        Names of propositions; without it the seven expressions T70.1-7 of ``teori-partnerskap-2007``.

    Raises
    ------
    UnknownName
        If the study has no such proposition.
    """
    from kodeverk.analysis.networks.equality import EQUALITY, equality_checklist

    return equality_checklist(self.snapshot, EQUALITY if propositions is None else propositions)


def party_differences(
    self: Study, codes: Iterable[str] | None = None, *, little: str | None = None
) -> PartyDifferences:
    """Return the differences between the parties, who tells of each, and who says they mean little.

    Parameters
    ----------
    codes : iterable of str, optional
        Codes, one a difference; without it those under ``partsulikheter`` of ``partnerskapsmøter-2007``.
    little : str, optional
        Name of the proposition that differences mean little; without it T25 of ``teori-partnerskap-2007``.

    Raises
    ------
    UnknownName
        If the study has no such code or proposition.
    """
    from kodeverk.analysis.networks.differences import LITTLE, party_differences

    return party_differences(self.snapshot, codes, little=LITTLE if little is None else little)


def vertical_direction(self: Study) -> VerticalDirection:
    """Return for each office and line whether contact along the line is told to go one way or both ways.

    Counted are relations told of in the line, between levels; see ``.frame`` and ``.relations``.
    """
    from kodeverk.analysis.networks.vertical import vertical_direction

    return vertical_direction(self.snapshot)
