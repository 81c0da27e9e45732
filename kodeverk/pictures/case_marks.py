"""Case marks: which case says something of which theme, who is silent, and who was not asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kodeverk.analysis.groups.grouping import BETWEEN, attributes_of, by_label, groups_of
from kodeverk.messages import _, _n
from kodeverk.model import Case, Snapshot
from kodeverk.pictures.picture import Picture, styled
from kodeverk.pictures.sheet import INK, MARGIN, PAGE, PALE, SIZE, Sheet, widest, width
from kodeverk.pictures.themes import Shown, themes
from kodeverk.views.asked import NOT_ASKED, SAID, STATUSES, UNKNOWN_ASKED, Standing, standings, status_label
from kodeverk.views.html import LIGHT
from kodeverk.views.naming import speaking_cases
from kodeverk.views.resolve import pairs_under

LINE, CELL, NARROW, APART, RADIUS, INDENT = 0.24, 0.3, 0.16, 0.25, 0.075, 0.12
"""Inches: the height of a line, the width of a cell and of the narrowest, between groups, the radius of a mark, of a
code under another."""
SIGNS = {NOT_ASKED: "–", UNKNOWN_ASKED: "?"}


class Columns(NamedTuple):
    """Cases that stand together, and what is written above them."""

    label: str
    cases: tuple[Case, ...]


def case_marks(
    snapshot: Snapshot, by: str | Iterable[str] | None = None, of: str | Iterable[str] | None = None
) -> Picture:
    """Return a mark for every theme and case: ● said, ○ silent, – not asked, ? unknown whether asked.

    Parameters
    ----------
    snapshot : Snapshot
    by : str or list of str, optional
        Attributes, or ``office``: cases with the same value, or the same combination of values, stand together.
    of : str or list of str, optional
        Codes (with their children), categories or sub-questions; otherwise all codes in use.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such attribute or theme.
    """
    shown, groups = themes(snapshot, of, every=True), _grouped(snapshot, by)
    cases = [case for group in groups for case in group.cases]
    marks = [standings(snapshot, cases, one.theme.codes, pairs_under(snapshot, one.theme)) for one in shown]
    with styled():
        title = _("Who says something of what")
        if by is not None:
            title = _("Who says something of what, by {by}").format(by=by_label(BETWEEN.join(attributes_of(by))))
        sheet, middles, (top, cell) = _sheet(shown, groups, title)
        sheet.text(MARGIN, MARGIN + 0.05, title, bold=True)
        _draw_head(sheet, groups, middles, (top, cell))
        for place, (one, line) in enumerate(zip(shown, marks, strict=True)):
            y = top + LINE * (place + 0.5)
            sheet.rule((MARGIN, y + LINE / 2), (sheet.width - MARGIN, y + LINE / 2), line=0.3)
            sheet.text(MARGIN + INDENT * one.depth, y, one.label)
            for number, (x, standing) in enumerate(zip(middles, line, strict=True)):
                _draw_mark(sheet, (x, y), standing.status, one.colour, f"mark-{place}-{number}")
            said = sum(standing.status == SAID for standing in line)
            counted = _("{count} of {n}").format(count=said, n=len(line))
            sheet.text(sheet.width - MARGIN, y, counted, at="right", colour=PALE)
        _draw_legend(sheet, top + LINE * len(shown) + 0.25)
    return Picture(sheet.figure, _alt(shown, marks, len(cases)))


def _grouped(snapshot: Snapshot, by: str | Iterable[str] | None) -> list[Columns]:
    """Return the cases that stand together; those whose value is not known last."""
    cases = speaking_cases(snapshot)
    if by is None:
        return [Columns("", tuple(cases))]
    counted = _("{group} (n = {n})")
    found = [group for group in groups_of(snapshot, by, cases) if group.cases]
    return [Columns(counted.format(group=group.label, n=len(group.cases)), group.cases) for group in found]


def _sheet(
    shown: Sequence[Shown], groups: Sequence[Columns], title: str
) -> tuple[Sheet, list[float], tuple[float, float]]:
    """Return a sheet, the middle of each case's column, where the lines start, and how wide a column is.

    Columns are made narrower where the sheet would be wider than a page.
    """
    left = MARGIN + max((INDENT * one.depth + width(one.label) for one in shown), default=0.0) + 0.2
    count = width(_("{count} of {n}").format(count=99, n=99)) + 0.1
    free = PAGE - left - APART * (len(groups) - 1) - count - MARGIN
    cell = min(CELL, max(NARROW, free / max(sum(len(group.cases) for group in groups), 1)))
    middles = []
    for group in groups:
        middles += [left + cell * (place + 0.5) for place in range(len(group.cases))]
        left += max(cell * len(group.cases), width(group.label, SIZE, True) + 0.1) + APART
    names_up = widest([case.name for group in groups for case in group.cases], SIZE)
    head = 0.75 + (names_up if names_up > cell else 0.15)
    wide = max(left - APART + count + MARGIN, _legend_width() + 2 * MARGIN, width(title, bold=True) + 2 * MARGIN)
    return Sheet(wide, head + LINE * len(shown) + 0.5), middles, (head, cell)


def _draw_head(sheet: Sheet, groups: Sequence[Columns], middles: Sequence[float], room: tuple[float, float]) -> None:
    top, cell = room
    columns = iter(middles)
    turned = widest([case.name for group in groups for case in group.cases], SIZE) > cell
    for group in groups:
        for place, case in enumerate(group.cases):
            x = next(columns)
            if not place:
                sheet.text(x - cell / 2, MARGIN + 0.33, group.label, bold=True)
            if turned:
                sheet.text(x, top - 0.06, case.name, up=True)
            else:
                sheet.text(x, top - 0.12, case.name, at="center")
    sheet.rule((MARGIN, top), (sheet.width - MARGIN, top), colour=INK)


def _draw_mark(sheet: Sheet, at: tuple[float, float], status: str, colour: str, name: str) -> None:
    if status in SIGNS:
        sheet.text(*at, SIGNS[status], at="center", colour=PALE, name=name)
    else:
        sheet.disc(*at, RADIUS, fill=colour if status == SAID else LIGHT, name=name)


def _legend_width() -> float:
    return sum(0.45 + width(status_label(status)) for status in STATUSES)


def _draw_legend(sheet: Sheet, y: float) -> None:
    x = MARGIN
    for status in STATUSES:
        _draw_mark(sheet, (x + RADIUS, y), status, INK, "")
        sheet.text(x + 0.25, y, status_label(status))
        x += 0.45 + width(status_label(status))


def _alt(shown: Sequence[Shown], marks: Sequence[Sequence[Standing]], n: int) -> str:
    told = [_n("Who says something of what: {n} case.", "Who says something of what: {n} cases.", n).format(n=n)]
    for one, line in zip(shown, marks, strict=True):
        parts = []
        for status in STATUSES:
            if cases := [standing.case for standing in line if standing.status == status]:
                parts.append(f"{status_label(status)} {len(cases)} ({', '.join(cases)})")
        told.append(f"{one.label}: {'; '.join(parts)}.")
    return " ".join(told)
