"""What two coders coded differently, with what was decided on it; and what they coded alike, to be taken over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.agreement.agree import chosen_coders
from kodeverk.analysis.agreement.differences import Place, differences, same_code
from kodeverk.analysis.agreement.result import Difference
from kodeverk.analysis.agreement.units import work_of
from kodeverk.coding.adjudicating import Agreed
from kodeverk.coding.decided import ADJUDICATED, LAYER, decisions
from kodeverk.errors import KodeverkError
from kodeverk.messages import _, _n
from kodeverk.model import Adjudication, Coder, Coding, Snapshot
from kodeverk.views.naming import names

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "source", "turn", "case", "kind", "a_code", "a_quote", "b_code", "b_quote", "a_codings", "b_codings", "decided",
    "decided_codes", "decided_by", "note",
)  # fmt: skip
"""Columns of the frame of differences."""


class Row(NamedTuple):
    """A passage two coders coded differently, and what was decided on it.

    Attributes
    ----------
    difference : Difference
    decision : Adjudication or None
        What stands decided between just these codings; None until somebody decides.
    codes : tuple of str
        Names of the codes decided on; empty too where it was decided that nothing is coded.
    """

    difference: Difference
    decision: Adjudication | None = None
    codes: tuple[str, ...] = ()


class Differences(NamedTuple):
    """Where two coders differ, passage by passage, with what was decided.

    Attributes
    ----------
    coders : (str, str)
    layer : str
        The coder whose codings are the decided layer.
    rows : tuple of Row
        In the order of the text.
    """

    coders: tuple[str, str]
    layer: str
    rows: tuple[Row, ...]

    @property
    def decided(self) -> int:
        """How many of the passages are decided."""
        return sum(row.decision is not None for row in self.rows)

    @property
    def left(self) -> int:
        """How many are left to decide."""
        return len(self.rows) - self.decided

    @property
    def frame(self) -> pd.DataFrame:
        """One row per passage they differ on, in the order of the text.

        Columns: source, turn (number of the segment it starts in), case, kind (``code``, ``sub-code``, ``extent`` or
        ``missed``); a_code, a_quote, b_code, b_quote (empty for a coder who did nothing with it); a_codings, b_codings
        (ids, parted by ``; ``); decided (id of the decision, empty until there is one), decided_codes (parted by
        ``; ``; empty where nothing is coded), decided_by, note.
        """
        import pandas as pd

        return pd.DataFrame([_cells(row) for row in self.rows], columns=list(COLUMNS))

    def __repr__(self) -> str:
        return f"<{', '.join(self.coders)}: {self.told}>"

    @property
    def told(self) -> str:
        """How many passages they differ on, how many of them are decided and how many left, in the language in use."""
        count = len(self.rows)
        found = _n("{count} passage they differ on", "{count} passages they differ on", count).format(count=count)
        decided = _("{decided} decided ({layer}), {left} left")
        return f"{found}; {decided.format(decided=self.decided, layer=self.layer, left=self.left)}"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.agreement.showing import differences_html

        return str(differences_html(self))


def _cells(row: Row) -> tuple[object, ...]:
    one, decision = row.difference, row.decision
    sides = (one.a.code, one.a.quote, one.b.code, one.b.quote, "; ".join(one.a.codings), "; ".join(one.b.codings))
    decided = (decision.id, "; ".join(row.codes), decision.coder, decision.note) if decision else ("",) * 4
    return one.source, one.segment, one.case, one.kind, *sides, *decided


def differences_between(snapshot: Snapshot, a: str, b: str, *, layer: str = LAYER) -> Differences:
    """Return the passages two coders coded differently, and what was decided on each.

    What differs is told by `kodeverk.analysis.agreement.differences`. A passage is decided where a decision stands
    between the very codings that differ there: when one of the coders has judged anew since, it is to be decided anew.

    Parameters
    ----------
    snapshot : Snapshot
    a, b : str
        The two coders.
    layer : str
        The layer of decided codings; it need not be there yet.

    Raises
    ------
    UnknownName
        If there is no such coder.
    KodeverkError
        If the two are the same, or a coder of another kind goes by the layer's name.
    """
    coders = chosen_coders(snapshot, (a, b))
    _check_layer(snapshot, layer, coders)
    found = differences(snapshot, work_of(snapshot, coders), lambda coding: coding.code_id)
    standing = decisions(snapshot, layer)
    rows = (Row(one, standing.get(frozenset((*one.a.codings, *one.b.codings)))) for one in found)
    return Differences((a, b), layer, tuple(row._replace(codes=_codes(snapshot, row.decision)) for row in rows))


def _check_layer(snapshot: Snapshot, layer: str, coders: tuple[str, ...]) -> None:
    known = snapshot.table(Coder).get(layer)
    if layer in coders or (known is not None and known.kind != ADJUDICATED):
        raise KodeverkError(f"{layer!r} is no layer of decided codings: a coder of another kind goes by that name.")


def _codes(snapshot: Snapshot, decision: Adjudication | None) -> tuple[str, ...]:
    kept = snapshot.find(Coding, decision.kept).values() if decision else ()
    used = {coding.code_id for coding in kept}
    return tuple(name for key, name in names(snapshot).code.items() if key in used)


def agreed_between(snapshot: Snapshot, a: str, b: str) -> list[Agreed]:
    """Return the passages two coders coded alike: the same code, from the same words to the same words.

    Each is to have the spans of their codings where these are the same, else those from its first word to its last.

    Parameters
    ----------
    snapshot : Snapshot
    a, b : str
        The two coders.

    Raises
    ------
    UnknownName
        If there is no such coder.
    KodeverkError
        If the two are the same.
    """
    work = work_of(snapshot, chosen_coders(snapshot, (a, b)))
    found: list[Agreed] = []
    for source_id, codings in work.codings.items():
        if len(work.coded[source_id]) > 1:
            here = _agreed(Place(snapshot, source_id), codings, a, b)
            found += sorted(here, key=lambda one: (one.spans, one.code))
    return found


def _agreed(place: Place, codings: list[Coding], a: str, b: str) -> Iterator[Agreed]:
    passages, span_of = place.passages(codings), {coding.id: coding.span for coding in codings}
    for mine, theirs in same_code(passages.get(a, ()), passages.get(b, ())):
        if [passage.span for passage in mine] != [passage.span for passage in theirs]:
            continue
        for one, other in zip(mine, theirs, strict=True):
            spans = {span_of[key] for key in one.codings}
            alike = spans == {span_of[key] for key in other.codings}
            where = sorted(spans) if alike else [place.axis.back(one.span)]
            yield Agreed((*one.codings, *other.codings), one.code_id, tuple(where))
