"""The room as it shows itself in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.analysis.opportunity.marks import OTHERWISE, SIGNS, YES, mark_label, sign, standing_label, standing_of
from kodeverk.analysis.opportunity.planning import written_against_mark
from kodeverk.analysis.opportunity.priorities import DROPPED, ENTERED, NOT_KNOWN, moved_label
from kodeverk.messages import _
from kodeverk.model import MARKS
from kodeverk.views import html

if TYPE_CHECKING:
    from kodeverk.analysis.opportunity.room import Room

_SIGNS = "font-family:'DejaVu Sans Mono',monospace;white-space:pre;letter-spacing:.1em"
_UP = "writing-mode:vertical-rl;transform:rotate(180deg)"
_FIRST_LINE = 3
"""Signs on the first line of a cell; those of plans stand below, so that fifteen offices fit a page."""


def room_html(room: Room) -> Markup:
    """Return the grid of offices and areas, how many offices set each mark, and what became of priorities."""
    return html.block(
        html.tag("p", legend(), style=html.SMALL),
        _counts(room),
        html.items(findings(room)),
        html.details(_("Office by office"), _grid(room)),
    )


def legend() -> str:
    """Return what the signs mean, in one line."""
    signs = [f"{SIGNS[mark]} {mark_label(mark)}" for mark in MARKS]
    signs += [f"{OTHERWISE[standing]} {standing_label(standing)}" for standing in OTHERWISE]
    return "; ".join(signs) + "."


def findings(room: Room) -> list[str]:
    """Return in sentences what became of priorities, what contradicts itself, and who has not exactly three."""
    told = []
    for standing in (DROPPED, ENTERED, NOT_KNOWN):
        found = [one.in_words() for one in room.moves if one.standing == standing]
        if found:
            told.append(f"{_begun(moved_label(standing))}: {', '.join(found)}.")
    if against := [f"{one.office} {one.area.number}" for one in written_against_mark(room.planned)]:
        told.append(_("Said not to be in plan, and a plan is written: {places}.").format(places=", ".join(against)))
    told.append(_begun(repr(room.priorities)[1:-1]) + ".")
    return told


def _begun(sentence: str) -> str:
    """Return words as a sentence begins; all but the first letter as it is, so that names keep their capitals."""
    return sentence[:1].upper() + sentence[1:]


def count_cell(room: Room, number: int, mark: str) -> str:
    """Return how many offices set a mark, of how many that say yes or no; a point where none says."""
    one = room.counted(room.areas[number], mark)
    told = _("{count} of {n}").format(count=one.count(YES), n=one.known) if one.known else "·"
    return told.replace(" ", "\u00a0")


def _counts(room: Room) -> Markup:
    heads = [_("area"), *(f"{SIGNS[mark]} {mark_label(mark)}" for mark in MARKS)]
    said = _("Offices that say yes, of those that say yes or no. ·: no office says.")
    return html.together([html.table(heads, _count_rows(room)), html.tag("p", said, style=html.SMALL)])


def _count_rows(room: Room) -> Iterator[list[object]]:
    place = {area: number for number, area in enumerate(room.areas)}
    for zone in room.parts:
        yield [html.tag("b", f"{zone.label} ({len(zone.areas)})"), *([""] * len(MARKS))]
        for area in zone.areas:
            yield [str(area), *(count_cell(room, place[area], mark) for mark in MARKS)]


def _grid(room: Room) -> Markup:
    rows = []
    for area in room.areas:
        cells = []
        for office in room.offices:
            signs = [sign(mark, standing_of(room.marks.get((office.id, area.id, mark)))) for mark in MARKS]
            lines = ("".join(signs[:_FIRST_LINE]), "".join(signs[_FIRST_LINE:]))
            cells.append(html.tag("span", "\n".join(lines), style=_SIGNS))
        rows.append([str(area), *cells])
    return html.table([_("area"), *(html.tag("span", office.name, style=_UP) for office in room.offices)], rows)
