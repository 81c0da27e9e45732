"""The segments of a text as columns: whose speech a span overlaps, without a record for each segment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kodeverk.model.source import Segment


class Speech(NamedTuple):
    """The segments of a source's version as columns, made for finding whose speech a span overlaps.

    Attributes
    ----------
    starts, bodies, ends : list of int
        Where each segment, and what is said in it, starts and ends, in code points.
    speakers : list of str
        The label of who speaks in each.
    """

    starts: list[int]
    bodies: list[int]
    ends: list[int]
    speakers: list[str]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> Speech:
        """Return the segments as columns."""
        return cls(
            [segment.start for segment in segments],
            [segment.body for segment in segments],
            [segment.end for segment in segments],
            [segment.speaker for segment in segments],
        )

    def cases(self, start: int, end: int, bound: Mapping[str, str | None]) -> tuple[str, ...]:
        """Return the ids of the cases whose speech ``[start, end)`` overlaps, in the order of the text.

        `bound` gives the case each label is bound to.
        """
        place = max(0, bisect_right(self.starts, start) - 1)
        found: list[str] = []
        while place < len(self.starts) and self.starts[place] < end:
            if self.bodies[place] < end and start < self.ends[place]:
                case = bound.get(self.speakers[place])
                if case and case not in found:
                    found.append(case)
            place += 1
        return tuple(found)
