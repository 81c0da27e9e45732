"""Three overlapping circles, and room for discs in every zone of theirs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from kodeverk.errors import KodeverkError
from kodeverk.pictures.sheet import MARGIN, PAGE

LEVELS = 3
RADIUS, APART = 1.55, 1.72
"""Inches: of a circle, and from middle to middle."""
DISC, SMALLEST, BELOW = 0.15, 0.06, 0.15
"""Inches: the radius of a disc, at most and at least, and the room kept below it for its counts."""
STEP, ALIKE, ROUNDS = 0.05, 0.3, 25
"""Inches between the points that are tried, and what is taken as one line of discs; how often places are moved."""


class Circle(NamedTuple):
    """A level's circle.

    Attributes
    ----------
    level : str
    x, y, radius : float
        Inches from the upper left corner.
    label : (float, float)
        Where its name stands.
    at : str
        Which end of the name stands there.
    """

    level: str
    x: float
    y: float
    radius: float
    label: tuple[float, float]
    at: str


class Places(NamedTuple):
    """Where everything lies.

    Attributes
    ----------
    circles : tuple of Circle
    at : dict of int to (float, float)
        The middle of each area's disc, by number.
    radius : float
        Of the discs, inches.
    bottom : float
        How far down the circles reach, with their names.
    """

    circles: tuple[Circle, ...]
    at: Mapping[int, tuple[float, float]]
    radius: float
    bottom: float


def places(areas: Sequence[tuple[int, tuple[str, ...]]]) -> Places:
    """Return where the areas lie in three circles: each within those of its levels and no other.

    The discs are made smaller until all have room.

    Parameters
    ----------
    areas : sequence of (int, tuple of str)
        Number and levels of each area.

    Raises
    ------
    KodeverkError
        If the areas do not lie on three levels, each on one at least, or there are too many for a zone.
    """
    levels = list(
        dict.fromkeys(level for _n, own in sorted(areas, key=lambda one: (len(one[1]), one)) for level in own)
    )
    if len(levels) != LEVELS or not all(own for _number, own in areas):
        raise KodeverkError(
            f"Three circles need areas that all lie on one of three levels; found: {', '.join(levels) or 'none'}."
        )
    circles = _circles(levels)
    zones: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, own in areas:
        zones[frozenset(own)].append(number)
    radius = DISC
    while radius >= SMALLEST:
        at: dict[int, tuple[float, float]] = {}
        for own_levels, members in zones.items():
            found = _spots(circles, own_levels, len(members), radius)
            at.update(zip(sorted(members), found, strict=False))
        if len(at) == len(areas):
            return Places(circles, at, radius, max(c.y + c.radius for c in circles) + 0.3)
        radius -= 0.01
    raise KodeverkError("There are too many areas in one zone to be drawn in three circles.")


def _circles(levels: Sequence[str]) -> tuple[Circle, ...]:
    """Return the first level's circle above, the two others below it, left and right."""
    middle, high = PAGE / 2, APART * math.sqrt(3) / 2
    top = MARGIN + 0.55 + RADIUS
    low = top + high
    first, second, third = levels
    return (
        Circle(first, middle, top, RADIUS, (middle, top - RADIUS - 0.13), "center"),
        Circle(second, middle - APART / 2, low, RADIUS, (middle - APART / 2 - 0.6, low + RADIUS + 0.13), "center"),
        Circle(third, middle + APART / 2, low, RADIUS, (middle + APART / 2 + 0.6, low + RADIUS + 0.13), "center"),
    )


def _spots(circles: Sequence[Circle], levels: frozenset[str], count: int, radius: float) -> list[tuple[float, float]]:
    """Return so many places spread over a zone, in reading order; none where they would touch.

    The points of the zone are parted among the places, and each place is moved to the middle of its points, over and
    over (Lloyd 1982, Least squares quantization in PCM); then to the nearest point where a disc has room.
    """
    zone = _points(circles, levels, 0.0)
    free = _points(circles, levels, radius + 0.04)
    if len(free) < count:
        return []
    spots = [zone[(2 * number + 1) * len(zone) // (2 * count)] for number in range(count)]
    for _turn in range(ROUNDS):
        nearest: dict[tuple[float, float], list[tuple[float, float]]] = defaultdict(list)
        for point in zone:
            nearest[min(spots, key=lambda spot: math.dist(spot, point))].append(point)
        spots = [_middle(points) for points in nearest.values()]
    spots = [min(free, key=lambda point: math.dist(point, spot)) for spot in spots]
    wide, high = 2 * radius + 0.12, 2 * radius + BELOW + 0.04
    clear = all(
        ((one[0] - other[0]) / wide) ** 2 + ((one[1] - other[1]) / high) ** 2 >= 1
        for one, other in combinations(spots, 2)
    )
    return _read(spots) if clear else []


def _read(spots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return places as they are read: line by line, each from left to right."""
    lines: list[list[tuple[float, float]]] = []
    for spot in sorted(spots, key=lambda one: (one[1], one[0])):
        if not lines or spot[1] - lines[-1][0][1] > ALIKE:
            lines.append([])
        lines[-1].append(spot)
    return [spot for line in lines for spot in sorted(line)]


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _y in points) / len(points), sum(y for _x, y in points) / len(points)


def _points(circles: Sequence[Circle], levels: frozenset[str], margin: float) -> list[tuple[float, float]]:
    """Return the points of a zone, from the top down, that lie, with room below them, so far from every edge."""
    left, top = min(c.x for c in circles) - RADIUS, min(c.y for c in circles) - RADIUS
    across, down = max(c.x for c in circles) + RADIUS - left, max(c.y for c in circles) + RADIUS - top
    grid = (
        (left + column * STEP, top + row * STEP)
        for row in range(int(down / STEP))
        for column in range(int(across / STEP))
    )
    return [spot for spot in grid if min(_within(circle, spot, circle.level in levels) for circle in circles) >= margin]


def _within(circle: Circle, spot: tuple[float, float], inside: bool) -> float:
    """Return how far a disc's middle, or the end of its counts, lies on the right side of an edge; negative if not."""
    rooms = []
    for down in (0.0, BELOW):
        from_edge = circle.radius - math.dist((spot[0], spot[1] + down), (circle.x, circle.y))
        rooms.append(from_edge if inside else -from_edge)
    return min(rooms)
