"""Co-occurrence network: which themes are spoken of in the same turns."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from kodeverk.coding.speech import segments_of
from kodeverk.messages import _, _n
from kodeverk.model import Snapshot, Source
from kodeverk.pictures.picture import Picture, styled
from kodeverk.pictures.sheet import MARGIN, PAGE, PALE, SMALL, Sheet, widest, wrapped
from kodeverk.pictures.themes import Shown, themes
from kodeverk.views.html import text_on
from kodeverk.views.naming import speaking_cases
from kodeverk.views.resolve import pairs_under

LINE, CLOSE, LEAST, MOST, ASIDE, LABEL = 0.2, 0.13, 0.11, 0.24, 0.35, 0.9
"""Inches: between labels, between lines of one, the radius of the smallest and of the largest node, from the ring to
the labels, and the width of a label, which is broken where the page is full."""
WIDEST, STRONGEST = 6.0, 5
"""Points of the thickest edge, and how many edges are named below."""


class Network(NamedTuple):
    """Themes and how they are tied.

    Attributes
    ----------
    shown : list of Shown
    cases : list of int
        How many cases say something of each theme.
    turns : dict of (int, int) to int
        In how many turns of informants one coder uses both, by the places of two themes.
    n : int
        Number of cases.
    """

    shown: list[Shown]
    cases: list[int]
    turns: dict[tuple[int, int], int]
    n: int

    def strongest(self) -> list[tuple[tuple[int, int], int]]:
        """Return the ties, the strongest first."""
        return sorted(self.turns.items(), key=lambda tie: (-tie[1], tie[0]))


def co_occurrence_network(snapshot: Snapshot, of: str | Iterable[str] | None = None) -> Picture:
    """Return themes in a ring, each with the number of cases that say something of it, tied where turns are shared.

    A turn is shared by two themes where one coder uses both in it; the more such turns, the thicker the tie. Themes
    stand in the codebook's order, so that the same study gives the same picture on every machine.

    Parameters
    ----------
    snapshot : Snapshot
    of : str or list of str, optional
        Codes (with their children), categories or sub-questions; otherwise the codes at the top that are in use.

    Raises
    ------
    UnknownName, AmbiguousName
    """
    found = _network(snapshot, themes(snapshot, of))
    counted = _("{label} ({count} of {n})")
    labels = [counted.format(label=s.label, count=c, n=found.n) for s, c in zip(found.shown, found.cases, strict=True)]
    with styled():
        radius = max(1.2, 2.2 * MOST * len(labels) / (2 * math.pi))
        room = max(LABEL, PAGE / 2 - MARGIN - radius - ASIDE - 0.1)
        lines = [wrapped(_kept(label), room, SMALL, lines=4) for label in labels]
        half = max(radius, sum(map(_high, lines)) / 4)
        full = 2 * (MARGIN + widest((line for label in lines for line in label), SMALL) + ASIDE + 0.1 + radius)
        told = wrapped(_strongest(found), full - 2 * MARGIN, SMALL, lines=2 * STRONGEST)
        sheet = Sheet(full, 2 * half + 1.2 + 0.17 * len(told))
        middle = (full / 2, 0.75 + half)
        title = _("What is spoken of in the same turns")
        sheet.text(MARGIN, MARGIN + 0.05, title, bold=True)
        places = [_on_ring(middle, radius, place, len(labels)) for place in range(len(labels))]
        _draw_ties(sheet, found, places)
        _draw_labels(sheet, lines, places, (*middle, radius))
        _draw_nodes(sheet, found, places)
        for number, line in enumerate(told):
            sheet.text(MARGIN, 2 * half + 1.15 + 0.17 * number, line, size=SMALL, colour=PALE)
    return Picture(sheet.figure, _alt(found, labels))


def _network(snapshot: Snapshot, shown: list[Shown]) -> Network:
    sources = snapshot.table(Source)
    speech = {key: {segment.number for segment in segments_of(snapshot, key)} for key in sources}
    used: dict[tuple[str, int, str], set[int]] = defaultdict(set)
    cases = []
    for place, one in enumerate(shown):
        pairs = pairs_under(snapshot, one.theme)
        cases.append(len({case for case, _coding in pairs if case}))
        for coding in {coding.id: coding for _case, coding in pairs}.values():
            if coding.version == sources[coding.source_id].version:
                for segment in snapshot.segments(coding):
                    if segment.number in speech[coding.source_id]:
                        used[coding.source_id, segment.number, coding.coder].add(place)
    ties: dict[tuple[int, int], set[tuple[str, int]]] = defaultdict(set)
    for (source, number, _coder), places in used.items():
        for pair in combinations(sorted(places), 2):
            ties[pair].add((source, number))
    turns = {pair: len(ties[pair]) for pair in sorted(ties)}
    return Network(shown, cases, turns, len(speaking_cases(snapshot)))


def _on_ring(middle: tuple[float, float], radius: float, place: int, n: int) -> tuple[float, float]:
    angle = 2 * math.pi * (place + 0.5) / max(n, 1)  # clockwise from the top
    return middle[0] + radius * math.sin(angle), middle[1] - radius * math.cos(angle)


def _draw_ties(sheet: Sheet, found: Network, places: Sequence[tuple[float, float]]) -> None:
    most = max(found.turns.values(), default=1)
    for (one, other), count in reversed(found.strongest()):  # the strongest lies on top
        sheet.rule(
            places[one], places[other], colour=_grey(count / most), line=0.4 + (WIDEST - 0.4) * count / most,
            name=f"tie-{one}-{other}",
        )  # fmt: skip


def _grey(share: float) -> str:
    level = round(0xD0 - 0x90 * share)
    return f"#{level:02x}{level:02x}{level:02x}"


def _draw_nodes(sheet: Sheet, found: Network, places: Sequence[tuple[float, float]]) -> None:
    for number, (one, (x, y), count) in enumerate(zip(found.shown, places, found.cases, strict=True)):
        size = LEAST + (MOST - LEAST) * math.sqrt(count / max(found.n, 1))
        sheet.disc(x, y, size, fill=one.colour, name=f"node-{number}")
        sheet.text(x, y, str(count), size=SMALL, at="center", bold=True, colour=text_on(one.colour))


def _draw_labels(
    sheet: Sheet, labels: Sequence[list[str]], places: Sequence[tuple[float, float]], ring: tuple[float, float, float]
) -> None:
    """Write the labels in a column on either side, each led to its node; none nearer to the next than a line."""
    for side in (-1, 1):
        mine = sorted((y, x, number) for number, (x, y) in enumerate(places) if (x > ring[0]) == (side > 0))
        column = ring[0] + side * (ring[2] + ASIDE)
        heights = [_high(labels[number]) for _y, _x, number in mine]
        for y, (at, x, number) in zip(_apart([y for y, _x, _number in mine], heights), mine, strict=True):
            sheet.rule((x, at), (column - side * 0.06, y), colour=PALE, line=0.5, style=":")
            top = y - CLOSE * (len(labels[number]) - 1) / 2
            for place, line in enumerate(labels[number]):
                sheet.text(column, top + CLOSE * place, line, size=SMALL, at="left" if side > 0 else "right")


def _kept(label: str) -> str:
    """Return a label whose numbers stand on one line."""
    name, sign, numbers = label.rpartition(" (")
    return name + sign + numbers.replace(" ", "\u00a0")


def _high(label: Sequence[str]) -> float:
    return LINE + CLOSE * (len(label) - 1)


def _apart(ys: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Return middles so far apart that none overlap, as near as may be to those given, which are in order."""
    found: list[float] = []
    for place, y in enumerate(ys):
        found.append(max(y, found[-1] + (heights[place - 1] + heights[place]) / 2) if found else y)
    over = (found[-1] - ys[-1]) / 2 if found else 0.0
    return [y - over for y in found]


def _tie(found: Network, pair: tuple[int, int], count: int) -> str:
    said = _n("{one} and {other}: {count} turn", "{one} and {other}: {count} turns", count)
    return said.format(one=found.shown[pair[0]].label, other=found.shown[pair[1]].label, count=count)


def _strongest(found: Network) -> str:
    if not found.turns:
        return _("No two are spoken of in the same turn.")
    told = "; ".join(_tie(found, pair, count) for pair, count in found.strongest()[:STRONGEST])
    return _(
        "In a node: how many cases say something of it. The thicker a tie, the more turns are shared. {most}."
    ).format(most=told)


def _alt(found: Network, labels: Sequence[str]) -> str:
    n = len(labels)
    head = _n("Co-occurrence network of {n} theme", "Co-occurrence network of {n} themes", n).format(n=n)
    ties = "; ".join(_tie(found, pair, count) for pair, count in found.strongest())
    return f"{head}: {', '.join(labels)}. {ties or _strongest(found)}"
