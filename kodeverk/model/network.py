"""Actors, and the relations between them that somebody told of."""

from __future__ import annotations

from typing import NamedTuple

from kodeverk.model.case import Reading
from kodeverk.model.wording import Wording

PERSON, ROLE, COMPOSITE = "person", "role", "composite"
ACTOR_KINDS = (PERSON, ROLE, COMPOSITE)
"""A person, a role whoever fills it, or an actor made of others, such as the partnership meeting."""

POLITICAL, AUTHORITY, PRACTICE, SERVICE = "political", "authority", "practice", "service"
ACTOR_LEVELS = (POLITICAL, AUTHORITY, PRACTICE, SERVICE)
"""From those who decide on the frame to the service itself; the owners meet at the level of authority."""

STATE, MUNICIPAL, BOTH = "state", "municipal", "both"
LINES = (STATE, MUNICIPAL, BOTH)

MEETING, LINE, OUTSIDE = "meeting", "line", "outside"
CHANNELS = (MEETING, LINE, OUTSIDE)
"""Within the partnership meeting, in the line as steering and reporting, or outside both."""

NEVER = "never"
"""How often it is where a passage tells that there is no contact, which is neither contact nor silence."""

FREQUENCIES = {
    "daily": 230.0, "weekly": 46.0, "fortnightly": 23.0, "monthly": 11.0, "quarterly": 4.0, "twice a year": 2.0,
    "yearly": 1.0, "rarely": 0.5, NEVER: 0.0,
}  # fmt: skip
"""How often, with about how many times in a working year of 46 weeks."""


class Actor(NamedTuple):
    """Somebody who acts in a partnership: a person, a role, or a body made of others.

    Attributes
    ----------
    id : str
    name : str
        The short name every verb accepts, such as ``R``.
    label : Wording
        What a reader sees.
    kind : str
        One of `ACTOR_KINDS`.
    level : str
        One of `ACTOR_LEVELS`.
    line : str
        One of `LINES`.
    members : tuple of str
        Ids of the actors a composite one is made of.
    office_id : str or None
        The office it belongs to; None where it stands in every office.
    fills : str or None
        Id of the role a person fills, and is counted as.
    case_id : str or None
        The informant a person is.
    read_from : str
        Where it was read: file, sheet and cell, or who said so.
    others : tuple of Reading
        Other sources that name other members.
    """

    id: str
    name: str
    label: Wording
    kind: str
    level: str
    line: str
    members: tuple[str, ...] = ()
    office_id: str | None = None
    fills: str | None = None
    case_id: str | None = None
    read_from: str = ""
    others: tuple[Reading, ...] = ()


class Relation(NamedTuple):
    """A relation between two actors, as one passage tells of it; the passage's coding is its evidence.

    It belongs to the office of whoever says it, or of the document it stands in.

    Attributes
    ----------
    id : str
    from_actor, to_actor : str
        Ids of actors.
    initiator : str or None
        Id of the actor who takes the initiative, one of the two; None where the passage does not say.
    reciprocal : bool or None
        Whether it goes both ways; None where the passage does not say.
    channel : str
        One of `CHANNELS`; empty where the passage does not say.
    frequency : str
        One of `FREQUENCIES`; empty where the passage does not say.
    coding_id : str
    coder, made : str
    """

    id: str
    from_actor: str
    to_actor: str
    initiator: str | None
    reciprocal: bool | None
    channel: str
    frequency: str
    coding_id: str
    coder: str
    made: str
