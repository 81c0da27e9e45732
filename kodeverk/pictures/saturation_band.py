"""Saturation band: how much had been heard by each interview, and how much the order of interviews decides it."""

from __future__ import annotations

import math

from kodeverk.analysis.sampling.curve import Curve
from kodeverk.analysis.sampling.definitions import CODES, EXPRESSIONS, verdict_label
from kodeverk.analysis.sampling.saturating import Saturation
from kodeverk.errors import KodeverkError
from kodeverk.messages import _, numeral
from kodeverk.pictures.picture import Picture, styled
from kodeverk.pictures.sheet import INK, MARGIN, PAGE, PALE, SMALL, Sheet, widest, width, wrapped

STEP, TOP, HEIGHT, LEFT, LINE = 0.75, 0.65, 3.2, 0.55, 0.17
"""Inches: from interview to interview, above the curve, the height of the curve, room for its scale, a line of text."""
LEAST, NAME, CLOSE = 5.2, 0.15, 20
"""Inches: the narrowest picture, and from name to name where they are turned; and more interviews stand close."""


def saturation_band(found: Saturation, counted: str = CODES) -> Picture:
    """Return the curve of what had been heard by each interview, in a band of what other orders would have given.

    The number over each interview is what was new in it. The line is the order held, or by name where no order was
    given, and the picture says which; the broken line is the mean over orders and the band holds 95 of 100 of them.

    Parameters
    ----------
    found : Saturation
    counted : str
        ``codes`` or ``expressions``.

    Raises
    ------
    KodeverkError
        If something else is to be counted.
    """
    if counted not in (CODES, EXPRESSIONS):
        raise KodeverkError(f"counted={counted!r} is neither {CODES} nor {EXPRESSIONS}.")
    curve = found.codes if counted == CODES else found.expressions
    with styled():
        n = len(found.interviews)
        step = min(max(STEP, (LEAST - LEFT) / max(n, 1)), (PAGE - LEFT - 2 * MARGIN) / max(n, 1))
        full = LEFT + step * max(n, 1) + 2 * MARGIN
        told = [
            line for text in _told(found, curve, counted) for line in wrapped(text, full - 2 * MARGIN, SMALL, lines=4)
        ]
        below = widest(found.interviews, SMALL)
        turned = below > step - 0.08
        foot = (below if turned else LINE) + 0.25
        sheet = Sheet(full, TOP + HEIGHT + foot + LINE * len(told) + MARGIN)
        titles = {
            CODES: _("Codes used so far, interview by interview"),
            EXPRESSIONS: _("Expressions said so far, interview by interview"),
        }
        sheet.text(MARGIN, MARGIN + 0.05, titles[counted], bold=True)
        base = TOP + HEIGHT
        xs = [LEFT + MARGIN + step * (place + 0.5) for place in range(n)]
        _draw_scale(sheet, curve.total, base)
        _draw_curve(sheet, curve, xs, base)
        for x, name in list(zip(xs, found.interviews, strict=True))[:: math.ceil(NAME / step) if turned else 1]:
            if turned:
                sheet.text(x, base + 0.1 + below, name, size=SMALL, up=True)
            else:
                sheet.text(x, base + 0.15, name, size=SMALL, at="center")
        if found.claimed_at is not None:
            _draw_claim(sheet, xs[found.claimed_at - 1] + step / 2, base, found.claimed_at)
        for number, line in enumerate(told):
            sheet.text(MARGIN, base + foot + LINE * (number + 0.5), line, size=SMALL, colour=PALE)
    return Picture(sheet.figure, _alt(found, curve, counted))


def _height(value: float, total: int, base: float) -> float:
    return base - (HEIGHT - 0.25) * value / max(total, 1)


def _draw_scale(sheet: Sheet, total: int, base: float) -> None:
    step = max(1, -(-total // 5))
    for value in range(0, total + 1, step):
        y = _height(value, total, base)
        sheet.rule((LEFT, y), (sheet.width - MARGIN, y), line=0.4)
        sheet.text(LEFT - 0.08, y, str(value), size=SMALL, at="right", colour=PALE)


def _draw_curve(sheet: Sheet, curve: Curve, xs: list[float], base: float) -> None:
    low, high, mean, held = (
        [_height(value, curve.total, base) for value in values]
        for values in (curve.low, curve.high, curve.mean, curve.cumulative)
    )
    sheet.band(xs, low, high, name="band")
    sheet.line(xs, mean, colour=PALE, line=1.0, style="--", name="mean")
    sheet.line(xs, held, colour=INK, line=1.8, name="held")
    free, close = 0.0, len(xs) > CLOSE
    for place, (x, y, new) in enumerate(zip(xs, held, curve.counts, strict=True)):
        sheet.disc(x, y, min(0.05, (xs[-1] - xs[0]) / (2 * len(xs)) or 0.05), fill=INK, name=f"interview-{place}")
        label = f"+{new}"
        wide = width(label, SMALL, bold=True) / 2 + 0.03
        if x - wide > free and (new or not close):  # of interviews that stand close, not every number has room
            sheet.text(x, y - 0.17, label, size=SMALL, at="center", bold=True, halo=True)
            free = x + wide


def _draw_claim(sheet: Sheet, x: float, base: float, claimed_at: int) -> None:
    sheet.rule((x, base), (x, base - HEIGHT), colour=INK, line=1.2, name="claim")
    label = _("saturation claimed after {n}").format(n=claimed_at)
    left = min(x + 0.06, sheet.width - MARGIN - width(label, SMALL))
    sheet.text(left, base - HEIGHT - 0.1, label, size=SMALL)


def _told(found: Saturation, curve: Curve, counted: str) -> list[str]:
    orders = _("all {n} orders of the interviews") if curve.exact else _("{n} orders drawn at random")
    over = orders.format(n=numeral(curve.orders))
    key = _("Line: interviews {order}, with what was new (+). Band: 95 of 100 of {orders}; broken line: their mean.")
    told = [key.format(order=found.order_in_words, orders=over)]
    told += [
        f"{one.definition.rule}: {verdict_label(one.verdict)}"
        for one in found.judgements
        if one.definition.counted == counted
    ]
    return [*told, *found.cautions]


def _alt(found: Saturation, curve: Curve, counted: str) -> str:
    n = len(found.interviews)
    if counted == CODES:
        head = _("Codes used up to and including each interview (n = {n})").format(n=n)
    else:
        head = _("Expressions said up to and including each interview (n = {n})").format(n=n)
    each = _("{name}: {heard} (+{new}; band {low} to {high})")
    told = [
        each.format(name=name, heard=heard, new=new, low=low, high=high)
        for name, heard, new, low, high in zip(
            found.interviews, curve.cumulative, curve.counts, curve.low, curve.high, strict=True
        )
    ]
    claim = [_("Saturation is claimed after {n}.").format(n=found.claimed_at)] if found.claimed_at is not None else []
    order = _("Interviews stand {order}.").format(order=found.order_in_words)
    return " ".join([f"{head}: {'; '.join(told)}.", order, *claim])
