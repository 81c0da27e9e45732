"""Theories: propositions that findings are checked against, and evidence for or against them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kodeverk.model.coding import Coding
from kodeverk.model.wording import Wording

SUPPORTS, CONTRADICTS, NUANCES, ILLUSTRATES = "supports", "contradicts", "nuances", "illustrates"
STANCES = (SUPPORTS, CONTRADICTS, NUANCES, ILLUSTRATES)
"""*Illustrates* shows what a proposition is about, and speaks neither for nor against it."""

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
    rules : dict of str to str
        By stance, the condition under which a case is computed to support, contradict or nuance it; in the grammar
        of selections. What is computed stands beside what was judged, never for it.
    opposite : tuple of str
        Names of the propositions it cannot both hold with.
    written, relative_to_coding : str
        Where it was written at another time than its theory.
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
    rules: Mapping[str, str] = {}
    opposite: tuple[str, ...] = ()
    written: str = ""
    relative_to_coding: str = ""


class Evidence(NamedTuple):
    """A passage judged to support, contradict, nuance or illustrate a proposition: a coding, or a span by itself.

    Attributes
    ----------
    id : str
    coding_id : str or None
        The coding; None where a span by itself was judged.
    proposition : str
        Id of the proposition, ``<theory>:<name>``.
    stance : str
        ``supports``, ``contradicts``, ``nuances`` or ``illustrates``.
    coder : str
        Who judged.
    note : str
    made : str
        When, ISO 8601 in UTC.
    source_id : str or None
    version, start, end : int
        The span, as a coding has it, where there is no coding.
    """

    id: str
    coding_id: str | None
    proposition: str
    stance: str
    coder: str
    note: str = ""
    made: str = ""
    source_id: str | None = None
    version: int = 0
    start: int = 0
    end: int = 0

    def passage(self, codings: Mapping[str, Coding]) -> Coding:
        """Return the passage judged: the coding, or the span as a coding with the evidence's id and no code."""
        if self.coding_id is not None:
            return codings[self.coding_id]
        return Coding(self.id, self.source_id or "", self.version, self.start, self.end, "", self.coder, made=self.made)
