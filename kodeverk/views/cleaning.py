"""What rules for cleaning propose, each change in its sentence, and what a cleaning did."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.coding.cleaning import proposed
from kodeverk.coding.correcting import OUTCOMES
from kodeverk.coding.drafting import How
from kodeverk.language.sentences import Sentences
from kodeverk.messages import _, _n
from kodeverk.model import Receipt, Segment, Snapshot, Source, Span
from kodeverk.views import html
from kodeverk.views.corrections import Correction, outcome_label
from kodeverk.views.edits import IN, OUT

if TYPE_CHECKING:
    import pandas as pd

BESIDE = 40
"""Code points shown on either side of a change that is in no sentence, such as a running head, or is all of one."""


class Cleaning(NamedTuple):
    """One change that rules propose.

    Attributes
    ----------
    id : str
        To strike it out with ``clean(without=[...])``.
    source : str
    version : int
        The version in force, which the positions count in.
    turn : int
        Number of the turn or paragraph it begins in; 0 where it is in none.
    rule : str
        The rule; several, parted by ``, ``, where one changed what another left.
    start, end : int
        In code points.
    before, after : str
        What stands there and what would.
    left, right : str
        The rest of the sentence before and after it.
    """

    id: str
    source: str
    version: int
    turn: int
    rule: str
    start: int
    end: int
    before: str
    after: str
    left: str
    right: str


class Cleanings(NamedTuple):
    """The changes rules propose; nothing is changed yet."""

    rows: tuple[Cleaning, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many changes each rule proposes."""
        return dict(Counter(row.rule for row in self.rows))

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each change.

        Columns: id, source, version, turn, rule, start, end (code points), before, after, context (its sentence).
        """
        import pandas as pd

        rows = [(*row[:9], row.left + row.before + row.right) for row in self.rows]
        return pd.DataFrame(rows, columns=[*Cleaning._fields[:9], "context"])

    def __repr__(self) -> str:
        count = len(self.rows)
        told = _n("{count} change proposed", "{count} changes proposed", count).format(count=count)
        rules = ", ".join(f"{rule} {number}" for rule, number in self.counts.items())
        return f"<{told}: {rules}>" if rules else f"<{told}>"

    def _repr_html_(self) -> str:
        parts: list[object] = [html.tag("p", html.tag("b", repr(self)[1:-1]))]
        for (source, rule), rows in groupby(sorted(self.rows, key=_by_rule), key=lambda row: (row.source, row.rule)):
            held = list(rows)
            cells = [(html.tag("code", row.id), row.turn or "", _in_sentence(row)) for row in held]
            listed = html.table([_("Id"), _("Turn"), _("Proposed change")], cells)
            parts.append(html.details(f"{source}: {rule} ({len(held)})", listed))
        hint = _("Strike out what should stay with clean(..., without=[ids]).")
        return str(html.block(*parts, html.tag("p", hint, style=html.SMALL)))


class Cleaned(NamedTuple):
    """What a cleaning did.

    Attributes
    ----------
    receipt : Receipt
    corrections : tuple of Correction
        One for each source that got a version, with what became of its codings.
    """

    receipt: Receipt
    corrections: tuple[Correction, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many codings were ``kept``, ``moved``, ``changed`` and ``orphaned``, over all sources."""
        return {one: sum(done.counts[one] for done in self.corrections) for one in OUTCOMES}

    @property
    def frame(self) -> pd.DataFrame:
        """What became of all that counted in the texts: columns as of `Correction`."""
        import pandas as pd

        frames = [one.frame for one in self.corrections if one.rows]
        return pd.concat(frames, ignore_index=True) if frames else Correction("", 0, "", "", "", ()).frame

    def __repr__(self) -> str:
        return f"<{self._line()}>"

    def _line(self) -> str:
        if not self.corrections:
            return str(self.receipt)
        count = len(self.corrections)
        told = _n("{count} source cleaned", "{count} sources cleaned", count).format(count=count)
        moved = ", ".join(f"{outcome_label(one)} {number}" for one, number in self.counts.items())
        return _("{told}: codings {moved}").format(told=told, moved=moved)

    def _repr_html_(self) -> str:
        shown = "".join(one._repr_html_() for one in self.corrections if any(one.counts.values()))
        return str(html.block(html.tag("p", html.tag("b", self._line())))) + shown


def cleanings(snapshot: Snapshot, sources: Iterable[Source], wanted: How) -> Cleanings:
    """Return the changes rules propose in sources, each with the sentence it is in."""
    rows: list[Cleaning] = []
    for source in sources:
        text, segments = snapshot.text(source.id), snapshot.version(source.id).segments
        known = Sentences(text)
        for one in proposed(snapshot, source, wanted):
            start, end, after = one.draft[:3]
            at = bisect_right(segments, start, key=lambda segment: segment.start) - 1
            turn = segments[at] if at >= 0 and start < segments[at].end else None
            around = _around(text, known, Span(start, end), turn)
            left, right = text[around.start : start], text[end : around.end]
            number, rule = turn.number if turn else 0, ", ".join(one.draft.rules)
            before = text[start:end]
            rows.append(
                Cleaning(one.id, source.name, one.version, number, rule, start, end, before, after, left, right)
            )
    return Cleanings(tuple(rows))


def _around(text: str, known: Sentences, span: Span, turn: Segment | None) -> Span:
    """Return the sentence a change is in, or some of the text around it."""
    said = span.of(text)
    inner = Span(span.start + len(said) - len(said.lstrip()), span.start + len(said.rstrip()))
    if turn is not None and inner.start < inner.end and turn.speech.contains(span):
        sentence = known.around(inner, turn.speech).hull(span)
        if sentence != span:
            return sentence
    return Span(max(0, span.start - BESIDE), min(len(text), span.end + BESIDE))


def _by_rule(row: Cleaning) -> tuple[str, str, int]:
    return row.source, row.rule, row.start


def _in_sentence(row: Cleaning) -> object:
    old = html.tag("del", row.before, style=OUT)
    new = html.tag("ins", row.after, style=IN) if row.after else ""
    return html.tag("span", row.left, old, new, row.right, style="white-space:pre-wrap")
