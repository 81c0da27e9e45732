"""A sheet to draw on, measured in inches from the upper left corner, with text that is known to have room."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kodeverk.views.html import DARK, LIGHT, text_on
from kodeverk.visible import visible

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, PALE, RULE = DARK, "#5c5c5c", "#c8c8c8"
SIZE, SMALL = 9.0, 7.5
"""Letters, in points: of names, and of what stands beside them."""
MARGIN = 0.15
PAGE = 6.29
"""Inches: as wide as the text of an A4 page; what is no wider is printed with letters of full size."""
HATCHES = ("", "////", "..", r"\\\\", "xxxx", "----", "++", "||||", "x-", "//|")
"""Hatches that tell neighbours apart in grey print; in turn."""

_SPACES = re.compile(r"[^\S\u00a0]+")


class Sheet:
    """A sheet of paper.

    Parameters
    ----------
    width, height : float
        In inches.
    """

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.figure import Figure

        self.width, self.height = width, height
        self.figure: Figure = Figure(figsize=(width, height), facecolor=LIGHT)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)
        self._drawn = 1  # what is drawn later lies above, of whatever kind it is

    def text(
        self, x: float, y: float, text: str, *, size: float = SIZE, at: str = "left", bold: bool = False,
        colour: str = INK, up: bool = False, halo: bool = False, name: str = "",
    ) -> None:  # fmt: skip
        """Write a line of text, middled on `y`, that starts, ends (``right``) or is middled (``center``) at `x`.

        With `up` it is turned a quarter, read from below, and starts at `y`; with `halo` on white, to lie on lines.
        """
        placed = {"rotation": 90, "ha": "center", "va": "bottom"} if up else {"ha": at, "va": "center_baseline"}
        ground = {"facecolor": LIGHT, "edgecolor": "none", "pad": 0.6} if halo else None
        made = self.axes.text(x, y, one_line(text), size=size, color=colour, bbox=ground, **placed)
        made.set_fontweight("bold" if bold else "normal")
        self._above(made, name)

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str, edge: str = INK, line: float = 0.6,
        dashed: bool = False, name: str = "",
    ) -> None:  # fmt: skip
        """Draw a box from its upper left corner; `name` becomes its id."""
        from matplotlib.patches import Rectangle

        style = "--" if dashed else "-"
        made = Rectangle((x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=line, linestyle=style)
        self._above(self.axes.add_artist(made), name)

    def stretches(
        self, spans: Sequence[tuple[float, float]], y: float, height: float, *, fill: str, hatch: str, name: str
    ) -> None:
        """Draw stretches from left to right, each (start, length), in one go; `name` becomes their id."""
        from matplotlib.collections import PolyCollection

        boxes = [[(x, y), (x, y + height), (x + wide, y + height), (x + wide, y)] for x, wide in spans]
        made = PolyCollection(boxes, facecolor=fill, edgecolor=text_on(fill), hatch=hatch, linewidth=0.3)
        self._above(self.axes.add_artist(made), name)

    def disc(
        self, x: float, y: float, radius: float, *, fill: str, hatch: str = "", dashed: bool = False, name: str = ""
    ) -> None:
        """Draw a disc about a point, a ring where `fill` is ``none``; `name` becomes its id."""
        from matplotlib.patches import Circle

        style = "--" if dashed else "-"
        made = Circle(
            (x, y), radius, facecolor=fill, edgecolor=INK, linewidth=1.1, linestyle=style, hatch=hatch or None
        )
        self._above(self.axes.add_artist(made), name)

    def signs(
        self, xs: Sequence[float], ys: Sequence[float], shape: str, *, size: float, colour: str = INK, name: str = ""
    ) -> None:
        """Draw signs about points, so many inches wide, as matplotlib names its markers; `name` becomes their id."""
        edge = 0.5 if shape == "_" else 0.0
        (made,) = self.axes.plot(xs, ys, shape, color=colour, markersize=72 * size, markeredgewidth=edge)
        self._above(made, name)

    def band(self, xs: Sequence[float], low: Sequence[float], high: Sequence[float], *, name: str) -> None:
        """Draw a hatched band between two lines; `name` becomes its id."""
        made = self.axes.fill_between(xs, low, high, facecolor="#ececec", edgecolor=RULE, hatch="////", linewidth=0.4)
        self._above(made, name)

    def line(
        self, xs: Sequence[float], ys: Sequence[float], *, colour: str = RULE, line: float = 0.6, style: str = "-",
        name: str = "",
    ) -> None:  # fmt: skip
        """Draw a line through points; `name` becomes its id."""
        (made,) = self.axes.plot(xs, ys, color=colour, linewidth=line, linestyle=style)
        self._above(made, name)

    def rule(
        self, start: tuple[float, float], end: tuple[float, float], *, colour: str = RULE, line: float = 0.6,
        style: str = "-", name: str = "",
    ) -> None:  # fmt: skip
        """Draw a line from one point to another; `name` becomes its id."""
        self.line((start[0], end[0]), (start[1], end[1]), colour=colour, line=line, style=style, name=name)

    def arrow(
        self, start: tuple[float, float], end: tuple[float, float], *, heads: str = "end", colour: str = INK,
        line: float = 1.2, style: str = "-", name: str = "",
    ) -> None:  # fmt: skip
        """Draw a line with an arrowhead at its end, at ``both`` ends or at ``none``; `name` becomes its id."""
        from matplotlib.patches import FancyArrowPatch

        self.rule(start, end, colour=colour, line=line, style=style, name=name)
        reached = {"end": [(start, end)], "both": [(start, end), (end, start)], "none": []}[heads]
        for tail, tip in reached:  # each head on a short line of its own, which is never dashed
            far = max(math.dist(tail, tip), 1e-9)
            near = tip[0] + (tail[0] - tip[0]) * 0.05 / far, tip[1] + (tail[1] - tip[1]) * 0.05 / far
            made = FancyArrowPatch(
                near, tip, arrowstyle="-|>", mutation_scale=9 + 2 * line, linewidth=line, color=colour, shrinkA=0,
                shrinkB=0, joinstyle="miter",
            )  # fmt: skip
            self._above(self.axes.add_artist(made), "")

    def _above(self, made: Artist, name: str) -> None:
        """Put what was drawn above all that was drawn before, and give it its id."""
        self._drawn += 1
        made.set_zorder(self._drawn)
        made.set_gid(name or None)


def one_line(text: str) -> str:
    """Return text on one line, with no character that a picture cannot hold; hard spaces stay."""
    return _SPACES.sub(" ", visible(text)).strip()


@lru_cache(maxsize=4096)
def width(text: str, size: float = SIZE, bold: bool = False) -> float:
    """Return how wide a line of text is, in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=size, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(one_line(text), font, ismath=False)[0]) / 72


def widest(texts: Iterable[str], size: float = SIZE, bold: bool = False) -> float:
    """Return how wide the widest of some lines is, in inches; 0 for none."""
    return max((width(text, size, bold) for text in texts), default=0.0)


def shortened(text: str, most: float, size: float = SIZE, bold: bool = False) -> str:
    """Return a line no wider than `most` inches, its end cut off where it is too long.

    >>> shortened("likeverdighet", 9.0), shortened("likeverdighet", 0.5)
    ('likeverdighet', 'likeve…')
    """
    line = one_line(text)
    if width(line, size, bold) <= most:
        return line
    while line and width(line + "…", size, bold) > most:
        line = line[:-1].rstrip()
    return line + "…"


def wrapped(text: str, most: float, size: float = SIZE, lines: int = 3, bold: bool = False) -> list[str]:
    """Return text on at most so many lines, none wider than `most` inches; what has no room is cut off.

    >>> wrapped("de fleste lederne", 0.8)
    ['de fleste', 'lederne']
    """
    found: list[str] = [""]
    for word in one_line(text).split(" "):
        longer = f"{found[-1]} {word}".strip()
        if width(longer, size, bold) <= most or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > lines:
        found[lines - 1 :] = [" ".join(found[lines - 1 :])]
    return [shortened(line, most, size, bold) for line in found]
