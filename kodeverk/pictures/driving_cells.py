"""The four cells of the driving force, with every office in its place."""

from __future__ import annotations

from kodeverk.analysis.networks.driving import DrivingForce, Placed
from kodeverk.analysis.networks.driving_rule import (
    CELLS,
    CLEAR,
    ONE_WAY_AUTHORITY,
    ONE_WAY_PRACTICE,
    TWO_WAY_AUTHORITY,
    TWO_WAY_PRACTICE,
    cell_label,
)
from kodeverk.messages import _
from kodeverk.pictures.picture import Picture, styled
from kodeverk.pictures.sheet import INK, MARGIN, PAGE, PALE, RULE, SIZE, SMALL, Sheet, widest, wrapped

SIDE, DOT = 4.4, 0.06
"""Inches: a side of the square of the four cells, and the radius of an office in it."""


def driving_forces(found: DrivingForce) -> Picture:
    """Return a picture of the four cells with every office in its place.

    Across: from one-way to two-way; a line says how much is not told. Down: from the level of authority to practice.

    Parameters
    ----------
    found : DrivingForce
    """
    at = [one for one in found.offices if one.score.cells]
    apart = [one for one in found.offices if not one.score.cells]
    with styled():
        names = widest((one.office for one in at), SIZE)
        sheet = Sheet(PAGE, SIDE + 1.75 + 0.17 * len(apart))
        left, top = (PAGE - SIDE) / 2, 0.6
        title = _("Driving force: level of initiative, and one-way or two-way")
        sheet.text(MARGIN, MARGIN + 0.05, title, bold=True)
        _frame(sheet, left, top)
        taken: list[tuple[float, float]] = []
        for one in sorted(at, key=lambda p: (-(p.score.level or 0), p.score.direction)):
            _office(sheet, one, (left, top), names, taken)
        below = top + SIDE + 0.62
        for line in wrapped(_("A dot: where an office stands. A line through it: how far it could stand by what is not "
                              "told."), PAGE - 2 * MARGIN, SMALL):  # fmt: skip
            sheet.text(MARGIN, below, line, size=SMALL, colour=PALE)
            below += 0.17
        for one in apart:
            sheet.text(MARGIN, below, f"{one.office}: {one.label}", size=SMALL, colour=PALE)
            below += 0.17
    told_of = "; ".join(f"{one.office}: {one.label}" for one in found.offices)
    return Picture(sheet.figure, f"{title}. {told_of}")


def _frame(sheet: Sheet, left: float, top: float) -> None:
    """Draw the four cells with their names, and the ends of both questions."""
    half = SIDE / 2
    corners = {
        ONE_WAY_AUTHORITY: (0, 0), TWO_WAY_AUTHORITY: (1, 0), ONE_WAY_PRACTICE: (0, 1), TWO_WAY_PRACTICE: (1, 1),
    }  # fmt: skip
    for number, cell in enumerate(CELLS):
        column, row = corners[cell]
        sheet.box(left + column * half, top + row * half, half, half, fill="#ffffff", line=0.9, name=f"cell-{number}")
        y = top + 0.13 if row == 0 else top + SIDE - 0.13
        sheet.text(left + (column + 0.5) * half, y, cell_label(cell), size=SMALL, at="center", colour=PALE)
    for share in (1 - CLEAR, CLEAR):
        x, y = left + SIDE * share, top + SIDE * share
        sheet.rule((x, top), (x, top + SIDE), colour=RULE, style=":")
        sheet.rule((left, y), (left + SIDE, y), colour=RULE, style=":")
    ends = [_("one-way"), _("two-way")]
    sheet.text(left, top + SIDE + 0.16, ends[0], size=SMALL)
    sheet.text(left + SIDE, top + SIDE + 0.16, ends[1], size=SMALL, at="right")
    sheet.text(left - 0.14, top + SIDE, _("level of practice"), size=SMALL, up=True)
    sheet.text(left - 0.14, top + half, _("level of authority"), size=SMALL, up=True)


def _office(
    sheet: Sheet, one: Placed, corner: tuple[float, float], wide: float, taken: list[tuple[float, float]]
) -> None:
    """Draw an office with its name beside it, above or below where that place is taken."""
    score = one.score
    x, y = corner[0] + SIDE * score.direction, corner[1] + SIDE * (score.level or 0.0)
    if score.high > score.low:
        ends = [(corner[0] + SIDE * share, y) for share in (score.low, score.high)]
        sheet.rule(ends[0], ends[1], colour=PALE, line=2.4, style=":")
    sheet.disc(x, y, DOT, fill=INK, name=f"office-{one.office}")
    right = x + wide + 0.2 < corner[0] + SIDE
    label = x + (0.12 if right else -0.12)
    spots = [(label, y + step) for step in (-0.14, 0.14, -0.3, 0.3, -0.46, 0.46, -0.62, 0.62)]
    spots = [spot for spot in spots if corner[1] + 0.25 < spot[1] < corner[1] + SIDE - 0.25]
    free = [s for s in spots if all(abs(s[0] - t[0]) > wide + 0.2 or abs(s[1] - t[1]) > 0.15 for t in taken)]
    spot = (free or spots)[0]
    taken.append(spot)
    sheet.text(*spot, one.office, at="left" if right else "right", halo=True)
