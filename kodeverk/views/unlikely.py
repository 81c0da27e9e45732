"""Turns of the study's interviews that look wrongly divided or attributed, for a person to judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.messages import _, _n
from kodeverk.model import Snapshot, Speaker
from kodeverk.model.problems import SPOKEN
from kodeverk.reading.unlikely import reason_label, unlikely
from kodeverk.views import html
from kodeverk.views.naming import names

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 160
"""How much of a turn is shown, in code points."""


class UnlikelyTurn(NamedTuple):
    """A turn that looks wrong.

    Attributes
    ----------
    source : str
    turn : int
    label : str
        The speaker's.
    reason : str
        As in `kodeverk.reading.unlikely`.
    other : str
        The label it is like, or that stands within; empty otherwise.
    start, end : int
        The turn, in code points of the version in force.
    text : str
        How it begins, its label included.
    """

    source: str
    turn: int
    label: str
    reason: str
    other: str
    start: int
    end: int
    text: str


class UnlikelyTurns(NamedTuple):
    """The turns of a study that look wrongly divided or attributed; most of them may well be right."""

    rows: tuple[UnlikelyTurn, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each turn and reason. Columns: source, turn, label, reason, other, start, end, text."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=UnlikelyTurn._fields)

    def __repr__(self) -> str:
        count = len(self.rows)
        told = _n("{count} turn to look at", "{count} turns to look at", count).format(count=count)
        reasons = Counter(reason_label(row.reason) for row in self.rows)
        listed = ", ".join(f"{reason} {number}" for reason, number in reasons.items())
        return f"<{told}: {listed}>" if listed else f"<{told}>"

    def _repr_html_(self) -> str:
        heads = [_("Source"), _("Turn"), _("Speaker"), _("Why"), _("Beside"), _("Text")]
        cells = [(row.source, row.turn, row.label, reason_label(row.reason), row.other, row.text) for row in self.rows]
        hint = _("Correct the text with correct(), or leave it as it is.")
        table = [html.table(heads, cells), html.tag("p", hint, style=html.SMALL)] if cells else []
        return str(html.block(html.tag("p", html.tag("b", repr(self)[1:-1])), *table))


def unlikely_turns(snapshot: Snapshot, source: str | None = None) -> UnlikelyTurns:
    """Return the turns of the interviews, or of one source, that look wrongly divided or attributed.

    Raises
    ------
    UnknownName
        If there is no such source.
    """
    wanted = None if source is None else snapshot.source(source).id
    roles: dict[str, dict[str, str]] = defaultdict(dict)
    for speaker in snapshot.all(Speaker):
        roles[speaker.source_id][speaker.label] = speaker.role
    rows: list[UnlikelyTurn] = []
    for source_id, name in names(snapshot).source.items():
        if wanted not in (None, source_id) or (wanted is None and snapshot.source(source_id).kind not in SPOKEN):
            continue
        text, segments = snapshot.text(source_id), snapshot.version(source_id).segments
        for one in unlikely(text, segments, roles[source_id]):
            turn = segments[one.number - 1]
            shown = text[turn.start : min(turn.end, turn.start + SHOWN)]
            shown += "…" if turn.end > turn.start + SHOWN else ""
            rows.append(UnlikelyTurn(name, one.number, one.label, one.reason, one.other, turn.start, turn.end, shown))
    return UnlikelyTurns(tuple(rows))
