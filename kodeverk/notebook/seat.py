"""Who sits at the desk, by which rules, and what may therefore be seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kodeverk.analysis.agreement.agree import chosen_coders
from kodeverk.coding.crosswalks import CROSSWALK
from kodeverk.coding.decided import LAYER
from kodeverk.errors import KodeverkError
from kodeverk.model import Coder, Coding, Snapshot, Source, Suggestion


class Seat(NamedTuple):
    """One coder's place at the desk.

    Attributes
    ----------
    coder : str
        Who codes: every change is made in this name.
    blind : bool
        Whether nothing of other persons is seen.
    read_first : bool
        Whether a source must be marked as read through before it is coded.
    adjudicate : tuple of str
        The two coders whose differences are decided here; empty at a desk for coding.
    layer : str
        The coder whose codings are the decided layer.
    dismissed : dict of str to str
        Suggestions somebody else had decided when a blind coder did, by id, with the coding of another code or span
        that came of it, empty for her no. A suggestion keeps one decision: hers is kept by the desk alone.
    """

    coder: str
    blind: bool = False
    read_first: bool = False
    adjudicate: tuple[str, ...] = ()
    layer: str = ""
    dismissed: Mapping[str, str] = {}

    def sees(self, coder: str) -> bool:
        """Return whether what a coder did is seen from here."""
        return not self.blind or coder == self.coder

    def open_to(self, snapshot: Snapshot, suggestion: Suggestion) -> bool:
        """Return whether a suggestion awaits this coder's decision.

        To a blind coder what others decided, and coded of it, says nothing: she decides herself. Suggestions by a
        crosswalk come of others' codings, and are not seen by her.
        """
        if suggestion.version != snapshot.table(Source)[suggestion.source_id].version:
            return False
        if not self.blind:
            return not suggestion.decision
        coding = self.dismissed.get(suggestion.id)
        if suggestion.decided_by == self.coder or coding == "" or coding in snapshot.table(Coding):
            return False
        coder = snapshot.table(Coder).get(suggestion.coder)
        if coder is not None and coder.kind == CROSSWALK:
            return False
        return not suggestion.decision or not snapshot.same([self.coding_of(suggestion)])

    def has_decided(self, snapshot: Snapshot, suggestion: Suggestion) -> bool:
        """Return whether it is known here that a suggestion of the text in force was decided; blind: by herself."""
        if suggestion.version != snapshot.table(Source)[suggestion.source_id].version:
            return False
        return suggestion.id in self.dismissed or bool(suggestion.decision and self.sees(suggestion.decided_by))

    def coding_of(self, suggestion: Suggestion) -> Coding:
        """Return the coding this coder would make of a suggestion."""
        return Coding("", *suggestion[1:6], self.coder)


def seated(
    snapshot: Snapshot, coder: str, *, blind: bool, read_first: bool, adjudicate: tuple[str, str] | None
) -> Seat:
    """Return the seat of a coder.

    Raises
    ------
    UnknownName
        If there is no such coder to decide between.
    KodeverkError
        If the coder has no name or is no person, or the desk is to be both blind and for deciding between coders.
    """
    if not isinstance(coder, str) or not coder.strip():
        raise KodeverkError("Who codes at the desk? Give the coder's name with coder=.")
    known = snapshot.table(Coder).get(coder)
    if known is not None and known.kind != "person":
        raise KodeverkError(
            f"{coder!r} is a coder of kind {known.kind}, and only persons sit at the desk. Give your own name."
        )
    if blind and adjudicate:
        raise KodeverkError("A blind coder sees only her own; who decides between coders sees both. Choose one.")
    return Seat(coder, blind, read_first, _two(snapshot, adjudicate), LAYER if adjudicate else "")


def _two(snapshot: Snapshot, coders: tuple[str, str] | None) -> tuple[str, ...]:
    """Return the two coders to be decided between; none where nobody is named."""
    if coders is None:
        return ()
    if isinstance(coders, str) or len(coders) != 2:
        raise KodeverkError("It is decided between two coders: adjudicate=(one, other).")
    return chosen_coders(snapshot, coders)
