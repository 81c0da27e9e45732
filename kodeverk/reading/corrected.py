"""The turns of a text that was corrected, found anew where the turn finder found those of the text before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kodeverk.model import Segment
from kodeverk.reading.heads import Line
from kodeverk.reading.turns import Turns, divide, lines_of


def divided_anew(old: str, before: Sequence[Segment], new: str, moved: Sequence[Segment]) -> Turns | None:
    """Return the turns of a corrected text; None where it is not certain that the turn finder finds them.

    It is certain where it finds in the text before just the segments that were there: then no label was told by bold
    letters or by a person, and no new line was typed in a turn that looks like another.

    Parameters
    ----------
    old : str
    before : sequence of Segment
        Those of the old text.
    new : str
    moved : sequence of Segment
        Those of the new text as the correction leaves them: where its headings, tables and notes stand.

    Examples
    --------
    >>> old = "I: Hva?\\nNL: Ja."
    >>> before = divide(old, lines_of(old, 0)).segments
    >>> turns = divided_anew(old, before, old + "\\nI: Mm.", before)
    >>> [segment.speaker for segment in turns.segments]
    ['I', 'NL', 'I']
    """
    spoken = any(segment.kind == "turn" for segment in before)
    found = divide(old, _lines(old, before), spoken=spoken).segments
    if [one._replace(seconds=None) for one in found] != [one._replace(seconds=None) for one in before]:
        return None
    return divide(new, _lines(new, moved), spoken=spoken)


def _lines(text: str, segments: Sequence[Segment]) -> Iterator[Line]:
    """Yield the lines of a text; a heading, table row, note or comment is one as it stands."""
    last = 0
    for segment in segments:
        if segment.kind not in ("turn", "paragraph"):
            yield from lines_of(text[last : segment.start], last)
            yield Line(segment.start, segment.end, segment.kind, segment.start)
            last = segment.end
    yield from lines_of(text[last:], last)
