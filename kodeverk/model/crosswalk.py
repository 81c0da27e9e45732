"""Crosswalks: which codes of one codebook correspond to which of another, many to many."""

from __future__ import annotations

from typing import NamedTuple

from kodeverk.model.wording import Wording

EQUAL, NARROWER, BROADER, WEAK, NONE = "equal", "narrower", "broader", "weak", "none"
STRENGTHS = (EQUAL, NARROWER, BROADER, WEAK, NONE)
"""How a code corresponds to another; *none*: it has no equivalent, and nothing follows from it."""


class Correspondence(NamedTuple):
    """One code and what corresponds to it in the other codebook.

    Attributes
    ----------
    from_code : str
        Path in the codebook that is left.
    to_code : str
        Path in the codebook that is entered; empty where there is no equivalent.
    strength : str
        One of `STRENGTHS`: how `to_code` relates to `from_code`.
    note : str
    """

    from_code: str
    to_code: str = ""
    strength: str = EQUAL
    note: str = ""


class Crosswalk(NamedTuple):
    """Which codes of one codebook correspond to which of another.

    Attributes
    ----------
    id, version : str
    title : Wording
    from_codebook, to_codebook : str
        Ids of the codebooks.
    links : tuple of Correspondence
    source : str
    """

    id: str
    version: str
    title: Wording
    from_codebook: str
    to_codebook: str
    links: tuple[Correspondence, ...] = ()
    source: str = ""
