"""Code map: who speaks of what, when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kodeverk.messages import _, _n, numeral
from kodeverk.model import Snapshot, Source, Span, Speaker, merged
from kodeverk.pictures.picture import Picture, styled
from kodeverk.pictures.sheet import HATCHES, MARGIN, PAGE, PALE, RULE, SIZE, SMALL, Sheet, shortened, widest
from kodeverk.pictures.themes import Shown, themes
from kodeverk.views.naming import names
from kodeverk.views.resolve import pairs_under

LENGTH, LANE, GAP, LINE = 3.0, 0.13, 0.16, 0.2
"""Inches: the longest source at least, the height of a lane, between sources, a line of the legend."""
GROUND, FOOT = "#f1f1f1", 0.55


class Row(NamedTuple):
    """One source with what is said in it.

    Attributes
    ----------
    name, speakers : str
    length : int
        Of the text, in code points.
    lanes : list of (int, list of Span)
        The number of each theme spoken of, counted from 1, and where.
    """

    name: str
    speakers: str
    length: int
    lanes: list[tuple[int, list[Span]]]

    @property
    def height(self) -> float:
        """Height of the row, in inches."""
        return max(len(self.lanes) * LANE, 0.34)


class Layout(NamedTuple):
    """What is drawn, and where.

    Attributes
    ----------
    shown : list of Shown
    rows : list of Row
    counts : list of int
        In how many sources each theme is coded.
    legend : list of str
    columns : int
        Of the legend.
    room : (float, float, float)
        Inches: where the sources start, the length of the longest, and how far down they start.
    """

    shown: list[Shown]
    rows: list[Row]
    counts: list[int]
    legend: list[str]
    columns: int
    room: tuple[float, float, float]

    @property
    def head(self) -> float:
        """Inches above the sources."""
        return self.room[2]


def code_map(snapshot: Snapshot, of: str | Iterable[str] | None = None) -> Picture:
    """Return sources as bars as long as their texts, with a lane for every theme coded in them, where it is coded.

    Lanes stand in the order of the legend and carry its numbers. Stretches of one theme that overlap or touch are
    drawn as one. Versions of the sources in force.

    Parameters
    ----------
    snapshot : Snapshot
    of : str or list of str, optional
        Codes (with their children), categories or sub-questions; otherwise the codes at the top that are in use.

    Raises
    ------
    UnknownName, AmbiguousName
    """
    with styled():
        layout = _layout(snapshot, themes(snapshot, of))
        return _drawn(layout, layout.rows)


def code_maps(snapshot: Snapshot, tallest: float, most: int) -> list[Picture]:
    """Return the map parted over pictures no higher than `tallest` inches; none if they would be more than `most`.

    A source that is higher by itself is a picture by itself.
    """
    with styled():
        layout = _layout(snapshot, themes(snapshot, None))
        room = tallest - layout.head - FOOT
        pages: list[list[Row]] = []
        left = 0.0
        for row in layout.rows:
            if not pages or row.height + GAP > left:
                pages.append([])
                left = room
            pages[-1].append(row)
            left -= row.height + GAP
        return [_drawn(layout, page) for page in pages] if len(pages) <= most else []


def _layout(snapshot: Snapshot, shown: list[Shown]) -> Layout:
    rows = _rows(snapshot, shown)
    counts = [sum(number == lane for row in rows for lane, _spans in row.lanes) for number in range(1, len(shown) + 1)]
    left = MARGIN + max(widest([r.name for r in rows], bold=True), widest([r.speakers for r in rows], SMALL)) + 0.35
    length = max(LENGTH, PAGE - left - MARGIN - 0.1)
    legend, columns = _legend(shown, counts, len(rows), left + length + MARGIN + 0.1)
    head = 2 * MARGIN + 0.2 + LINE * -(-len(legend) // columns)
    return Layout(shown, rows, counts, legend, columns, (left, length, head))


def _drawn(layout: Layout, rows: Sequence[Row]) -> Picture:
    left, length, head = layout.room
    sheet = Sheet(left + length + MARGIN + 0.1, head + sum(row.height + GAP for row in rows) + FOOT)
    _draw_legend(sheet, layout.shown, layout.legend, layout.columns)
    longest = max((row.length for row in layout.rows), default=1)
    y = head
    for place, row in enumerate(rows):
        _draw_row(sheet, row, layout.shown, (left, y, length / longest), place)
        y += row.height + GAP
    _draw_scale(sheet, (left, y, length), longest)
    return Picture(sheet.figure, _alt(rows, layout.shown))


def _rows(snapshot: Snapshot, shown: Sequence[Shown]) -> list[Row]:
    spans: dict[tuple[str, int], list[Span]] = defaultdict(list)
    sources, known = snapshot.table(Source), names(snapshot)
    for number, one in enumerate(shown, 1):
        for coding in {coding.id: coding for _case, coding in pairs_under(snapshot, one.theme)}.values():
            if coding.version == sources[coding.source_id].version:
                spans[coding.source_id, number].append(coding.span)
    heard: dict[str, list[str]] = defaultdict(list)
    for speaker in snapshot.all(Speaker):
        if speaker.case_id:
            heard[speaker.source_id].append(
                ", ".join(dict.fromkeys((known.case[speaker.case_id], known.office[speaker.case_id])))
            )
    return [
        Row(
            name, "; ".join(dict.fromkeys(heard[key])), snapshot.version(key).length,
            [(n, merged(spans[key, n])) for n in range(1, len(shown) + 1) if spans[key, n]],
        )
        for key, name in known.source.items()
    ]  # fmt: skip


def _legend(shown: Sequence[Shown], counts: Sequence[int], n: int, room: float) -> tuple[list[str], int]:
    """Return a line for every theme, with in how many sources it is coded, and how many columns there is room for."""
    told = [
        _("{number} {label} ({count} of {n})").format(number=number, label=one.label, count=count, n=n)
        for number, (one, count) in enumerate(zip(shown, counts, strict=True), 1)
    ]
    wide = max(widest(told, SMALL) + 0.6, 1.0)
    return told, max(1, int((room - 2 * MARGIN) / wide))


def _draw_legend(sheet: Sheet, shown: Sequence[Shown], told: Sequence[str], columns: int) -> None:
    title = _("Who speaks of what, when: sources from start to end")
    sheet.text(MARGIN, MARGIN + 0.05, title, size=SIZE, bold=True)
    column = (sheet.width - 2 * MARGIN) / columns
    lines = -(-len(told) // columns)
    for place, (one, text) in enumerate(zip(shown, told, strict=True)):
        x, y = MARGIN + column * (place // lines), MARGIN + 0.32 + LINE * (place % lines)
        sheet.stretches([(x, 0.3)], y - 0.06, 0.12, fill=one.colour, hatch=HATCHES[place % len(HATCHES)], name="")
        sheet.text(x + 0.38, y, shortened(text, column - 0.45, SMALL), size=SMALL)


def _draw_row(sheet: Sheet, row: Row, shown: Sequence[Shown], at: tuple[float, float, float], place: int) -> None:
    left, y, scale = at
    sheet.box(left, y, row.length * scale, row.height, fill=GROUND, edge=RULE, name=f"source-{place}")
    sheet.text(MARGIN, y + 0.09, row.name, bold=True)
    sheet.text(MARGIN, y + 0.25, row.speakers, size=SMALL, colour=PALE)
    for lane, (number, spans) in enumerate(row.lanes):
        top = y + lane * LANE
        sheet.text(left - 0.05, top + LANE / 2, str(number), size=7.0, at="right", colour=PALE)
        sheet.stretches(
            [(left + span.start * scale, span.length * scale) for span in spans], top + 0.015, LANE - 0.03,
            fill=shown[number - 1].colour, hatch=HATCHES[(number - 1) % len(HATCHES)], name=f"lane-{place}-{number}",
        )  # fmt: skip


def _draw_scale(sheet: Sheet, at: tuple[float, float, float], longest: int) -> None:
    left, y, length = at
    step = next(step for step in _steps() if longest / step <= 8)
    sheet.rule((left, y), (left + length, y))
    for place in range(0, longest + 1, step):
        x = left + length * place / longest
        sheet.rule((x, y), (x, y + 0.05))
        sheet.text(x, y + 0.14, numeral(place), size=7.0, at="center", colour=PALE)
    sheet.text(left + length / 2, y + 0.32, _("characters into the text"), size=SMALL, at="center", colour=PALE)


def _steps() -> Iterable[int]:
    """Yield 10, 20, 50, 100 ..."""
    size = 10
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10


def _alt(rows: Sequence[Row], shown: Sequence[Shown]) -> str:
    head = _n("Code map of {n} source.", "Code map of {n} sources.", len(rows)).format(n=len(rows))
    told = [head]
    for number, one in enumerate(shown, 1):
        coded = [spans for row in rows for lane, spans in row.lanes if lane == number]
        stretches = sum(map(len, coded))
        said = _n(
            "{label}: in {count} of {n} sources, {stretches} stretch.",
            "{label}: in {count} of {n} sources, {stretches} stretches.",
            stretches,
        )
        told.append(said.format(label=one.label, count=len(coded), n=len(rows), stretches=stretches))
    return " ".join(told)
