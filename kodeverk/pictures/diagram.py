"""A diagram of boxes and arrows: boxes stand in columns and rows, arrows meet their edges, nothing overlaps."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kodeverk.pictures.picture import Picture, styled
from kodeverk.pictures.sheet import INK, MARGIN, PAGE, PALE, SIZE, SMALL, Sheet, width, wrapped
from kodeverk.views.html import LIGHT

BOX, LINE, PAD = 1.5, 0.165, 0.09
"""Inches: the width of a box, a line of its text, and the white around the text."""
ACROSS, DOWN = 2.3, 1.25
"""Inches from one column, and from one row, to the next."""
BESIDE = 0.1
"""Inches that two arrows between the same boxes keep to either side."""
DOT = 0.055
"""Inches: the radius of the dot at the start of what somebody begins."""
SPOTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)
"""Where along an arrow its label may stand, the best place first."""
MEMBER, ARENA = "#f1f1f1", LIGHT

Point = tuple[float, float]


class Node(NamedTuple):
    """A box.

    Attributes
    ----------
    key, text : str
    column, row : float
        Where its middle stands; may lie between two.
    note : str
        A smaller line below the text.
    dashed : bool
        Whether its edge is dashed: an arena, or somebody nothing is told of.
    """

    key: str
    text: str
    column: float
    row: float
    note: str = ""
    dashed: bool = False


class Tie(NamedTuple):
    """A line between two boxes.

    Attributes
    ----------
    start, end : str
        Keys of the boxes.
    heads : str
        Where it has arrowheads: ``end``, ``both`` or ``none``.
    style : str
        As matplotlib has it: ``-``, ``--`` or ``:``.
    line : float
        Points.
    text : str
        Its label.
    begun : bool
        Whether a dot says that it is begun at its start.
    """

    start: str
    end: str
    heads: str = "end"
    style: str = "-"
    line: float = 1.2
    text: str = ""
    begun: bool = False


class Box(NamedTuple):
    """Where a box stands, in inches from the upper left corner of the sheet."""

    x: float
    y: float
    wide: float
    high: float

    def edge(self, toward: Point, aside: Point) -> Point:
        """Return where a line leaves the box that runs from `aside` of its middle to as far aside of a point."""
        room = self.wide / 2, self.high / 2
        way = toward[0] - self.x, toward[1] - self.y
        far = min(
            (half - math.copysign(off, off * step)) / abs(step)
            for half, off, step in zip(room, aside, way, strict=True)
            if step
        )
        return self.x + aside[0] + way[0] * far, self.y + aside[1] + way[1] * far

    def meets(self, other: Box, room: float = 0.03) -> bool:
        """Return whether two boxes overlap, or come nearer than `room`."""
        return (
            abs(self.x - other.x) < (self.wide + other.wide) / 2 + room
            and abs(self.y - other.y) < (self.high + other.high) / 2 + room
        )


def diagram(
    title: str, nodes: Sequence[Node], ties: Sequence[Tie], *, notes: Sequence[str] = (), alt: str = ""
) -> Picture:
    """Return boxes and the arrows between them, with notes below.

    Parameters
    ----------
    title : str
    nodes : sequence of Node
        At least one; keys are unique.
    ties : sequence of Tie
        Between these nodes. Two that run opposite ways are drawn beside each other.
    notes : sequence of str
        How to read it; each a line of its own, broken where the page is full.
    alt : str
        What it shows, in words.
    """
    with styled():
        texts = {node.key: _texts(node) for node in nodes}
        left, top = min(node.column for node in nodes), min(node.row for node in nodes)
        columns = max(node.column for node in nodes) - left
        full = max(PAGE, columns * ACROSS + BOX + 2 * MARGIN)
        first: Point = (full - columns * ACROSS) / 2, 0.85
        boxes = {
            node.key: Box(
                first[0] + (node.column - left) * ACROSS, first[1] + (node.row - top) * DOWN, BOX,
                LINE * len(texts[node.key]) + 2 * PAD,
            )
            for node in nodes
        }  # fmt: skip
        below = max(box.y + box.high / 2 for box in boxes.values()) + 0.3
        lines = [line for note in notes for line in wrapped(note, full - 2 * MARGIN, SMALL, lines=6)]
        sheet = Sheet(full, below + 0.17 * len(lines) + MARGIN)
        sheet.text(MARGIN, MARGIN + 0.05, title, bold=True)
        _draw_ties(sheet, ties, boxes)
        for node in nodes:
            _draw_box(sheet, node, texts[node.key], boxes[node.key])
        _draw_labels(sheet, ties, boxes)
        for number, line in enumerate(lines):
            sheet.text(MARGIN, below + 0.17 * number, line, size=SMALL, colour=PALE)
    return Picture(sheet.figure, alt or title)


def _texts(node: Node) -> list[tuple[str, float, str]]:
    """Return the lines of a box, each with its size and colour."""
    room = BOX - 2 * PAD
    found = [(line, SIZE, INK) for line in wrapped(node.text, room, SIZE)]
    return found + [(line, SMALL, PALE) for line in (wrapped(node.note, room, SMALL) if node.note else [])]


def _draw_box(sheet: Sheet, node: Node, texts: Sequence[tuple[str, float, str]], box: Box) -> None:
    corner = box.x - box.wide / 2, box.y - box.high / 2
    fill = ARENA if node.dashed else MEMBER
    sheet.box(*corner, box.wide, box.high, fill=fill, line=0.9, dashed=node.dashed, name=f"box-{node.key}")
    for number, (line, size, colour) in enumerate(texts):
        sheet.text(box.x, corner[1] + PAD + LINE * (number + 0.5), line, size=size, at="center", colour=colour)


def _ends(tie: Tie, ties: Sequence[Tie], boxes: Mapping[str, Box]) -> tuple[Point, Point]:
    """Return where a tie starts and ends, to its right where another one runs the other way."""
    one, other = boxes[tie.start], boxes[tie.end]
    aside = 0.0, 0.0
    if any((back.start, back.end) == (tie.end, tie.start) for back in ties):
        across, down = other.x - one.x, other.y - one.y
        long = math.hypot(across, down)
        aside = -down / long * BESIDE, across / long * BESIDE
    return one.edge((other.x, other.y), aside), other.edge((one.x, one.y), aside)


def _draw_ties(sheet: Sheet, ties: Sequence[Tie], boxes: Mapping[str, Box]) -> None:
    for number, tie in enumerate(ties):
        start, end = _ends(tie, ties, boxes)
        sheet.arrow(
            start, end, heads=tie.heads, style=tie.style, line=tie.line, name=f"tie-{number}-{tie.start}-{tie.end}"
        )
        if tie.begun:
            sheet.disc(*_dot(tie, start, end), DOT, fill=INK)


def _dot(tie: Tie, start: Point, end: Point) -> Point:
    """Return where the dot of who begins stands: at the start, or clear of the arrowhead there."""
    away = DOT * 5.5 / max(math.dist(start, end), DOT) if tie.heads == "both" else 0.0
    return start[0] + (end[0] - start[0]) * away, start[1] + (end[1] - start[1]) * away


def _draw_labels(sheet: Sheet, ties: Sequence[Tie], boxes: Mapping[str, Box]) -> None:
    """Write each tie's label on it, where it covers no box, no dot and no other label."""
    dots = [_dot(tie, *_ends(tie, ties, boxes)) for tie in ties if tie.begun]
    taken = [*boxes.values(), *(Box(x, y, 2 * DOT, 2 * DOT) for x, y in dots)]
    for tie in ties:
        if not tie.text:
            continue
        start, end = _ends(tie, ties, boxes)
        places = [(start[0] + (end[0] - start[0]) * at, start[1] + (end[1] - start[1]) * at) for at in SPOTS]
        spots = [Box(x, y, width(tie.text, SMALL) + 0.06, 0.15) for x, y in places]
        spot = next((one for one in spots if not any(one.meets(other) for other in taken)), spots[0])
        taken.append(spot)
        sheet.text(spot.x, spot.y, tie.text, size=SMALL, at="center", halo=True)
