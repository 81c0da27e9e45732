"""The segments of a text after edits: turns stay turns, and all of the text stays in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kodeverk.coding.edits import Edited
from kodeverk.model import Segment, Span


def segments_after(segments: Sequence[Segment], edited: Edited) -> tuple[tuple[Segment, ...], bool]:
    """Return the segments as edits leave them, and whether every label that stood before something still does.

    A turn keeps its speaker and time as long as its label is unaltered; a new line typed in it stays in it. What is
    left of one whose label was altered or taken out goes to the one before it, as does what was put in between two;
    what was put in on the line of one goes to that one.

    Parameters
    ----------
    segments : sequence of Segment
        Those of the text before.
    edited : Edited
    """
    kept, whole = [], True
    for segment in segments:
        moved = _moved(segment, edited)
        if moved is not None:
            kept.append(moved)
        elif edited.span(segment.span) is not None:
            whole = False
    return _numbered(_covering(kept, edited.new)), whole


def _moved(segment: Segment, edited: Edited) -> Segment | None:
    """Return where a segment is now; None where its label is not what it was, or nothing of it is left."""
    whole = edited.span(segment.span)
    if segment.body == segment.start:
        return whole and segment._replace(start=whole.start, body=whole.start, end=whole.end)
    head = Span(segment.start, segment.body)
    label = edited.span(head)
    if whole is None or label is None or label.of(edited.new) != head.of(edited.old):
        return None
    said = edited.span(segment.speech) if segment.body < segment.end else None
    return segment._replace(start=label.start, body=label.end, end=said.end if said else label.end)


def _covering(segments: Sequence[Segment], text: str) -> Iterator[Segment]:
    """Yield the segments with what stands in none of them: on the line of one in that, else in the one before it."""
    before: Segment | None = None
    for segment in segments:
        start = before.end if before else 0
        line = start if before is None else text.rfind("\n", start, segment.start) + 1 or segment.start
        if segment.body == segment.start:
            own = _trimmed(text, line, segment.end).start
            segment = segment._replace(start=own, body=own)
        free = _trimmed(text, start, segment.start)
        if before is not None:
            yield before._replace(end=max(before.end, free.end))
        elif free.length:
            yield Segment(0, free.start, free.end, free.start, "paragraph")
        before = segment
    free = _trimmed(text, before.end if before else 0, len(text))
    if before is not None:
        yield before._replace(end=max(before.end, free.end))
    elif free.length:
        yield Segment(0, free.start, free.end, free.start, "paragraph")


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a stretch without the white space around it; of white space alone, nothing at its start."""
    said = text[start:end]
    return Span(end - len(said.lstrip()), start + len(said.rstrip())) if said.strip() else Span(start, start)


def _numbered(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    return tuple(segment._replace(number=number) for number, segment in enumerate(segments, 1))
