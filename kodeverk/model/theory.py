"""Theories: propositions that findings are checked against, and evidence for or against them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kodeverk.model.wording import Wording

SUPPORTS, CONTRADICTS, NUANCES = "supports", "contradicts", "nuances"
STANCES = (SUPPORTS, CONTRADICTS, NUANCES)
PROPOSITION, PREMISE = "proposition", "premise"


class Theory(NamedTuple):
    """A set of propositions with one origin.

    Attributes
    ----------
    id, version, source : str
    title : Wording
    written : str
        Date the propositions were written down, ISO 8601.
    relative_to_coding : str
        ``before`` or ``after``: whether they were written before the data were coded.
    groups : dict of str to Wording
        Titles of the groups propositions are ordered in.
    """

    id: str
    version: str
    title: Wording
    source: str = ""
    written: str = ""
    relative_to_coding: str = ""
    groups: Mapping[str, Wording] = {}


class Proposition(NamedTuple):
    """An expectation from theory, with what would support and what would contradict it.

    Attributes
    ----------
    id : str
        ``<theory>:<name>``.
    theory, name, group : str
        The theory's id, the short name (``PA-1``), the group's id.
    statement : Wording
    kind : str
        ``proposition``; or ``premise``, a definition or assumption that gets no verdict.
    source : dict
        ``author``, ``year``, ``page``, ``note`` as far as known.
    codes, categories : tuple of str
        Names of the codes (``codebook:path``) and categories concerned.
    supports, contradicts, nuances : Wording
        What an informant would say.
    expected : dict
        ``by`` (attribute) and ``more`` (value): the difference between groups that is expected.
    applies_to : str
        Selection of the cases it applies to; empty for all.
    concluded : Wording
        What the study it is taken from concluded.
    order : int
    """

    id: str
    theory: str
    name: str
    group: str
    statement: Wording
    kind: str = PROPOSITION
    source: Mapping[str, str] = {}
    codes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    supports: Wording = Wording()
    contradicts: Wording = Wording()
    nuances: Wording = Wording()
    expected: Mapping[str, str] = {}
    applies_to: str = ""
    concluded: Wording = Wording()
    order: int = 0


class Evidence(NamedTuple):
    """A coding judged to support, contradict or nuance a proposition.

    Attributes
    ----------
    id : str
    coding_id : str
    proposition : str
        Id of the proposition, ``<theory>:<name>``.
    stance : str
        ``supports``, ``contradicts`` or ``nuances``.
    coder : str
        Who judged.
    note : str
    made : str
        When, ISO 8601 in UTC.
    """

    id: str
    coding_id: str
    proposition: str
    stance: str
    coder: str
    note: str = ""
    made: str = ""
