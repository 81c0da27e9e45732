"""The areas of development: a grid of five signs by office, and three circles with each area in its zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from kodeverk.analysis.opportunity.marks import (
    NO,
    NOT_STATED,
    OTHERWISE,
    STANDINGS,
    UNKNOWN,
    YES,
    Counted,
    known_mark,
    level_label,
    mark_label,
    numbers,
    standing_label,
    standing_of,
)
from kodeverk.analysis.opportunity.room import Room
from kodeverk.messages import _, _n
from kodeverk.model import MARKS, Case
from kodeverk.model.opportunity import FOLLOWED_UP, NEED, PLANNED, PRIORITISED, STRONG
from kodeverk.pictures.circles import Places, places
from kodeverk.pictures.picture import Picture, styled
from kodeverk.pictures.sheet import INK, MARGIN, PAGE, PALE, RULE, SIZE, SMALL, Sheet, shortened, widest, width, wrapped
from kodeverk.reading.areas import Area
from kodeverk.views.html import LIGHT, text_on, tint

Point: TypeAlias = tuple[float, float]

SHAPES = {STRONG: "o", NEED: "^", PRIORITISED: "*", PLANNED: "s", FOLLOWED_UP: "P"}
"""matplotlib's names for the signs ● ▲ ★ ■ ✚."""
FILL = "#1f4e79"
"""What a disc is filled with where the mark is set; paler the fewer offices set it."""
LEFT, CELL, APART, ROW = 1.95, 0.27, 0.08, 0.31
"""Inches: room for names, width of a cell, from sign to sign, height of a row."""
NAME = 6.5
"""Points: the letters of names in the grid."""


def room_grid(room: Room) -> Picture:
    """Return a row for every area and a column for every office, with five signs in each cell.

    In two lines: strong, need, prioritised; in plan, followed up. A sign is drawn where the mark is set, a short line
    where it is said not to be, ``?`` where it is unknown, nothing where nothing is stated.

    Parameters
    ----------
    room : Room
    """
    with styled():
        names_up = widest(office.name for office in room.offices)
        top = MARGIN + 0.3 + names_up + 0.1
        zones = room.parts
        sheet = Sheet(
            max(PAGE, LEFT + CELL * len(room.offices) + MARGIN),
            top + ROW * len(room.areas) + 0.2 * len(zones) + 0.6,
        )
        sheet.text(MARGIN, MARGIN + 0.05, _("Areas by office, in five marks"), bold=True)
        bottom = top + ROW * len(room.areas) + 0.2 * len(zones)
        for number, office in enumerate(room.offices):
            sheet.text(LEFT + CELL * (number + 0.5), top - 0.06, office.name, up=True)
            sheet.rule((LEFT + CELL * number, top), (LEFT + CELL * number, bottom), colour=RULE, line=0.4)
        y, signs = top, dict[tuple[str, str], list[Point]]()
        for zone in zones:
            sheet.rule((MARGIN, y), (sheet.width - MARGIN, y), colour=INK)
            sheet.text(MARGIN, y + 0.11, f"{zone.label} ({len(zone.areas)})", size=SMALL, bold=True)
            y += 0.2
            for area in zone.areas:
                _draw_name(sheet, area, y)
                for at, mark, standing in _in_row(room, area, y):
                    signs.setdefault((mark, standing), []).append(at)
                y += ROW
        sheet.rule((MARGIN, y), (sheet.width - MARGIN, y), colour=INK)
        for (mark, standing), found in signs.items():
            _draw_signs(sheet, found, mark, standing)
        for line, entries in enumerate((list(MARKS), [NO, UNKNOWN, NOT_STATED])):
            _draw_legend(sheet, entries, y + 0.22 * (line + 1))
    return Picture(sheet.figure, _grid_alt(room))


def _draw_name(sheet: Sheet, area: Area, y: float) -> None:
    lines = wrapped(area.name, LEFT - MARGIN - 0.3, NAME, lines=2)
    sheet.text(MARGIN + 0.2, y + ROW / 2, str(area.number), at="right", bold=True, size=SMALL)
    for number, line in enumerate(lines):
        sheet.text(MARGIN + 0.27, y + ROW / 2 + 0.12 * (number - (len(lines) - 1) / 2), line, size=NAME)
    sheet.rule((MARGIN, y + ROW), (sheet.width - MARGIN, y + ROW), line=0.3)


def _in_row(room: Room, area: Area, y: float) -> Iterator[tuple[Point, str, str]]:
    """Yield where each sign of a row lies, its mark and standing; what is not stated has none."""
    for number, office in enumerate(room.offices):
        middle = LEFT + CELL * (number + 0.5)
        for place, mark in enumerate(MARKS):
            standing = standing_of(room.marks.get((office.id, area.id, mark)))
            first, step = (1.0, 0.3) if place < 3 else (3.5, 0.7)
            if standing != NOT_STATED:
                yield (middle + APART * (place - first), y + ROW * step), mark, standing


def _draw_signs(sheet: Sheet, found: Sequence[Point], mark: str, standing: str) -> None:
    xs, ys = zip(*found, strict=True)
    if standing == UNKNOWN:
        for at in found:
            sheet.text(*at, "?", size=5.5, at="center", colour=PALE)
    elif standing == NO:
        sheet.signs(xs, ys, "_", size=0.04, colour=PALE)
    else:
        sheet.signs(xs, ys, SHAPES[mark], size=0.07, name=f"signs-{mark.replace(' ', '_')}")


def _draw_legend(sheet: Sheet, entries: Sequence[str], y: float) -> None:
    x = MARGIN + 0.05
    for entry in entries:
        if entry == NOT_STATED:
            label = _("empty: {standing}").format(standing=standing_label(entry))
        else:
            label = mark_label(entry) if entry in MARKS else standing_label(entry)
            _draw_signs(sheet, [(x, y)], entry, YES if entry in MARKS else entry)
        sheet.text(x + 0.1, y, label, size=SMALL)
        x += 0.35 + width(label, SMALL)


def _grid_alt(room: Room) -> str:
    count, offices = len(room.areas), len(room.offices)
    told = [_n("{count} area, offices: {offices}.", "{count} areas, offices: {offices}.", count)]
    told = [told[0].format(count=count, offices=offices)]
    for area in room.areas:
        marks = (f"{mark_label(mark)} {_stands(room.counted(area, mark))}" for mark in MARKS)
        told.append(f"{area}: {'; '.join(marks)}.")
    return " ".join(told)


def _stands(found: Counted) -> str:
    """Return at how many offices a mark stands how; those that say yes by name."""
    names = {YES: f" ({', '.join(found.offices[YES])})"}
    return ", ".join(
        f"{standing_label(how)} {len(who)}{names.get(how, '')}" for how, who in found.offices.items() if who
    )


# --- three circles -------------------------------------------------------------------------------


def room_venn(room: Room, mark: str = STRONG, office: str | Case | None = None) -> Picture:
    """Return three circles, one for each level, with each area's number in its zone, filled by one mark.

    Of one office: filled where the mark is set, white where it is said not to be, hatched where it is unknown, broken
    edge where nothing is stated. Of all: the darker the more offices set it, of those that say yes or no, with both
    counts below the disc.

    Parameters
    ----------
    room : Room
    mark : str
        One of `MARKS`.
    office : str or Case, optional
        One office; without it, all.

    Raises
    ------
    UnknownName
        If there is no such mark or office.
    KodeverkError
        If the areas do not lie on three levels.
    """
    known_mark(mark)
    named = room.office(office).name if office is not None else None
    found = places([(area.number, area.levels) for area in room.areas])
    with styled():
        half = -(-len(room.areas) // 2)
        sheet = Sheet(PAGE, found.bottom + 0.75 + 0.17 * half)
        title = _("{mark}: {office}").format(mark=mark_label(mark).capitalize(), office=named or _("all offices"))
        sheet.text(MARGIN, MARGIN + 0.05, title, bold=True)
        _draw_circles(sheet, found)
        for area in room.areas:
            _draw_area(sheet, room, area, (mark, named), found)
        _draw_key(sheet, named, found.bottom + 0.25)
        _draw_names(sheet, room.areas, half, found.bottom + 0.55)
    return Picture(sheet.figure, _venn_alt(room, mark, named))


def _draw_names(sheet: Sheet, areas: Sequence[Area], half: int, y: float) -> None:
    """Write the names in two columns, the first as wide as it must be."""
    second = min(max(PAGE / 2, MARGIN + 0.45 + widest((a.name for a in areas[:half]), SMALL)), PAGE * 0.6)
    for number, area in enumerate(areas):
        x, room = (MARGIN, second - MARGIN - 0.4) if number < half else (second, PAGE - second - 0.4)
        line = y + 0.17 * (number % half)
        sheet.text(x + 0.2, line, str(area.number), size=SMALL, at="right", bold=True)
        sheet.text(x + 0.27, line, shortened(area.name, room, SMALL), size=SMALL)


def _draw_circles(sheet: Sheet, found: Places) -> None:
    for circle in found.circles:
        sheet.disc(circle.x, circle.y, circle.radius, fill="none", name=f"level-{circle.level}")
    for circle in found.circles:
        sheet.text(*circle.label, level_label(circle.level), size=SIZE, at=circle.at, bold=True)


def _draw_area(sheet: Sheet, room: Room, area: Area, of: tuple[str, str | None], found: Places) -> None:
    (mark, office), (x, y) = of, found.at[area.number]
    name = f"area-{area.number}"
    if office is None:
        one = room.counted(area, mark)
        fill = tint(FILL, one.count(YES) / one.known) if one.known else LIGHT
        standing = YES if one.known else NOT_STATED
        below = f"{one.count(YES)}/{one.known}" if one.known else OTHERWISE[NOT_STATED]
        sheet.text(x, y + found.radius + 0.075, below, size=6.5, at="center", colour=PALE)
    else:
        standing = room.standing(office, area.number, mark)
        fill = FILL if standing == YES else LIGHT
    hatch, dashed = "//////" if standing == UNKNOWN else "", standing == NOT_STATED
    sheet.disc(x, y, found.radius, fill=fill, hatch=hatch, dashed=dashed, name=name)
    sheet.text(x, y, str(area.number), at="center", bold=True, colour=text_on(fill), halo=standing == UNKNOWN)


def _draw_key(sheet: Sheet, office: str | None, y: float) -> None:
    if office is None:
        told = _("Below each disc: offices that say yes / that say yes or no. Broken edge: nothing is stated.")
        sheet.text(MARGIN, y, told, size=SMALL, colour=PALE)
        return
    x = MARGIN + 0.08
    for standing in STANDINGS:
        hatch, dashed = "//////" if standing == UNKNOWN else "", standing == NOT_STATED
        sheet.disc(x, y, 0.07, fill=FILL if standing == YES else LIGHT, hatch=hatch, dashed=dashed)
        sheet.text(x + 0.14, y, standing_label(standing), size=SMALL)
        x += 0.4 + width(standing_label(standing), SMALL)


def _venn_alt(room: Room, mark: str, office: str | None) -> str:
    zones = "; ".join(f"{zone.label} {len(zone.areas)} ({numbers(zone.areas)})" for zone in room.parts)
    told = [_("Areas by level: {zones}.").format(zones=zones)]
    return " ".join([*told, *_filled(room, mark, office)])


def _filled(room: Room, mark: str, office: str | None) -> Iterator[str]:
    if office is None:
        of_each = ((area, room.counted(area, mark)) for area in room.areas)
        counts = ", ".join(f"{area.number}: {one.count(YES)}/{one.known}" for area, one in of_each)
        yield _("{mark}, offices that say yes of those that say yes or no: {counts}.").format(
            mark=mark_label(mark).capitalize(), counts=counts
        )
        return
    yield f"{mark_label(mark).capitalize()}, {office}:"
    for standing in STANDINGS:
        found = [area for area in room.areas if room.standing(office, area.number, mark) == standing]
        if found:
            yield f"{standing_label(standing)} {numbers(found)}."
