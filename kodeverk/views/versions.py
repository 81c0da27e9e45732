"""A version of a text as it was: its words and turns, when it was made and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kodeverk.errors import UnknownName
from kodeverk.messages import _
from kodeverk.model import Segment, Snapshot, SourceVersion
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd


class Version(NamedTuple):
    """A version of a source's text.

    Attributes
    ----------
    source : str
    number : int
    in_force : bool
    made, reason : str
        When, ISO 8601 in UTC, and why.
    text : str
    segments : tuple of Segment
    """

    source: str
    number: int
    in_force: bool
    made: str
    reason: str
    text: str
    segments: tuple[Segment, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each turn. Columns: source, version, segment, kind, speaker, seconds, start, end, body, text."""
        import pandas as pd

        columns = ["source", "version", "segment", "kind", "speaker", "seconds", "start", "end", "body", "text"]
        rows = [
            (self.source, self.number, s.number, s.kind, s.speaker, s.seconds, s.start, s.end, s.body,
             s.speech.of(self.text))
            for s in self.segments
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=columns)

    def __repr__(self) -> str:
        said = _("{source}, version {n}, in force") if self.in_force else _("{source}, version {n}, not in force")
        return f"<{said.format(source=self.source, n=self.number)}>"

    def _repr_html_(self) -> str:
        made = " – ".join(part for part in (self.made, self.reason) if part)
        turns = [html.tag("p", s.span.of(self.text), style="white-space:pre-wrap;margin:.4em 0") for s in self.segments]
        head = [html.tag("h3", repr(self)[1:-1]), html.tag("p", made, style=html.SMALL)]
        return str(html.block(*head, *turns))


def version(snapshot: Snapshot, source: str, number: int | None = None) -> Version:
    """Return a version of a text; without `number` the one in force.

    Raises
    ------
    UnknownName
        If there is no such source, or it has no version of that number.
    """
    found = snapshot.source(source)
    number = found.version if number is None else number
    known = sorted(v.number for v in snapshot.all(SourceVersion) if v.source_id == found.id)
    if number not in known:
        raise UnknownName(f"{found.name} has no version {number!r}. It has: {', '.join(map(str, known))}.")
    there, text = snapshot.version(found.id, number), snapshot.text(found.id, number)
    return Version(found.name, number, number == found.version, there.made, there.reason, text, there.segments)
