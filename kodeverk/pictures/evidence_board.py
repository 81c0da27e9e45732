"""Evidence board: for every proposition which cases speak for it, against it, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kodeverk.analysis.theory.findings import Finding, TheoryCheck
from kodeverk.analysis.theory.showing import standing_label
from kodeverk.analysis.theory.verdict import CASE_STATUSES, DISPUTED, MIXED, NOT_JUDGED, verdict_label
from kodeverk.errors import UnknownName
from kodeverk.messages import _, _n
from kodeverk.model import CONTRADICTS, ILLUSTRATES, NOT_APPLICABLE, NUANCES, SUPPORTS
from kodeverk.model.names import unknown
from kodeverk.pictures.board import (
    APART,
    BAR,
    CARD,
    LINE,
    ROOM,
    Board,
    Column,
    board,
    card,
    everyone,
    statement,
    verdict,
)
from kodeverk.pictures.picture import Picture, styled
from kodeverk.pictures.sheet import INK, MARGIN, PAGE, PALE, SMALL, Sheet, wrapped
from kodeverk.views.asked import NOT_ASKED, SILENT, UNKNOWN_ASKED
from kodeverk.views.html import LIGHT

FILLS = {
    SUPPORTS: "#3a3a3a", MIXED: "#b9b9b9", DISPUTED: "#b9b9b9", CONTRADICTS: LIGHT, NUANCES: "#e4e4e4",
    ILLUSTRATES: LIGHT,
}  # fmt: skip
"""Grey alone: who supports is dark, who contradicts white with a thick edge, who does both between the two."""
HATCHES = {
    MIXED: "////", DISPUTED: "xxxx", CONTRADICTS: r"\\\\", NUANCES: "..", ILLUSTRATES: "||||", SILENT: "----",
    NOT_ASKED: "++", UNKNOWN_ASKED: "//", NOT_APPLICABLE: "xx",
}  # fmt: skip
"""Of the parts of a bar, where no name tells them apart."""


def evidence_board(check: TheoryCheck, propositions: Iterable[str] | None = None) -> Picture:
    """Return a row for every proposition: a card for every case, in the column of where it stands.

    Of more than forty cases, or where names would fill more than six lines, each column shows how many, and a bar
    below is parted by them. Only columns in which some case stands are drawn. Cases, not quotes, are counted; the
    verdict follows the rule of the check, which stands below. As wide as the text of a page.

    Parameters
    ----------
    check : TheoryCheck
    propositions : list of str, optional
        Short names; otherwise all.

    Raises
    ------
    UnknownName
        If the check has no such proposition.
    """
    findings = _chosen(check, propositions)
    with styled():
        rule = _("Rule: {rule}").format(rule=check.rule.in_words())
        return _drawn(findings, board(findings), wrapped(rule, ROOM, SMALL, lines=14))


def evidence_boards(
    check: TheoryCheck, propositions: Iterable[str], tallest: float
) -> Iterator[tuple[list[str], Picture]]:
    """Yield boards no higher than `tallest` inches, and what is on each, for a document that prints the rule itself.

    All are laid out alike, and have about as much on them; see `evidence_board`.

    Raises
    ------
    UnknownName
        If the check has no such proposition.
    """
    findings = _chosen(check, propositions)
    with styled():
        layout = board(findings)
        room = tallest - layout.top - MARGIN
        pages = _parted(findings, layout, room)
        while len(closer := _parted(findings, layout, room := room * 0.97)) == len(pages) > 1:
            pages = closer
    for page in pages:
        with styled():
            picture = _drawn(page, layout, [])
        yield [one.name for one in page], picture


def _parted(findings: Sequence[Finding], layout: Board, room: float) -> list[list[Finding]]:
    """Return the propositions page by page, each page no higher than there is room for."""
    pages: list[list[Finding]] = []
    left = 0.0
    for one in findings:
        high = layout.height(one)
        if not pages or high > left:
            pages.append([])
            left = room
        pages[-1].append(one)
        left -= high
    return pages


def _chosen(check: TheoryCheck, propositions: Iterable[str] | None) -> list[Finding]:
    if propositions is None:
        return list(check.findings)
    wanted = [propositions] if isinstance(propositions, str) else list(propositions)
    by_name = {name: one for one in check.findings for name in (one.name, one.proposition.id, one.proposition.name)}
    for name in wanted:
        if name not in by_name:
            raise UnknownName(unknown("proposition of this check", name, [one.name for one in check.findings]))
    return [by_name[name] for name in wanted]


def _drawn(findings: Sequence[Finding], layout: Board, rule: Sequence[str]) -> Picture:
    heights = [layout.height(one) for one in findings]
    sheet = Sheet(PAGE, layout.top + sum(heights) + LINE * len(rule) + MARGIN)
    sheet.text(MARGIN, MARGIN + 0.05, _("Where each case stands to each proposition"), bold=True)
    _draw_head(sheet, layout)
    y = layout.top
    for place, (one, high) in enumerate(zip(findings, heights, strict=True)):
        _draw_row(sheet, one, layout, (y, place))
        y += high
    sheet.rule((MARGIN, y), (PAGE - MARGIN, y), line=0.4)
    for number, line in enumerate(rule):
        sheet.text(MARGIN, y + LINE * (number + 0.8), line, size=SMALL, colour=PALE)
    return Picture(sheet.figure, _alt(findings, layout.counted))


def _draw_head(sheet: Sheet, layout: Board) -> None:
    """Write the headings, and below each what its part of a bar looks like, if there are bars."""
    base = layout.top - 0.1
    for column in layout.columns:
        if layout.counted:
            _draw_part(sheet, column.status, (column.left, 0.3), layout.top - BAR - 0.06, "")
        lines = column.heading
        for number, line in enumerate(lines):
            y = base - (BAR + 0.06) * layout.counted - 0.14 * (len(lines) - 1 - number)
            sheet.text(column.left, y, line, size=SMALL, bold=True)


def _draw_row(sheet: Sheet, finding: Finding, layout: Board, at: tuple[float, int]) -> None:
    y, place = at
    sheet.rule((MARGIN, y), (PAGE - MARGIN, y), line=0.4)
    lines = statement(finding)
    for number, line in enumerate(lines):
        sheet.text(MARGIN, y + LINE * (number + 0.75), line, size=SMALL)
    sheet.text(PAGE - MARGIN, y + LINE * 0.75, verdict(finding), size=SMALL, at="right", colour=PALE)
    below = y + LINE * len(lines) + 0.08
    if layout.counted:
        _draw_counts(sheet, finding, layout.columns, (below, place))
        return
    for column in layout.columns:
        _draw_cards(sheet, [case.case for case in finding.with_status(column.status)], column, (below, place))


def _draw_cards(sheet: Sheet, cases: Sequence[str], column: Column, at: tuple[float, int]) -> None:
    top, place = at
    fill = FILLS.get(column.status)
    colour = LIGHT if column.status == SUPPORTS else INK if fill or column.status == NOT_JUDGED else PALE
    for number, case in enumerate(cases):
        x = column.left + number % column.across * (column.card + APART)
        y = top + number // column.across * (CARD + APART)
        name = _name("card", place, column.status, number)
        if fill:
            sheet.box(
                x, y, column.card, CARD, fill=fill, line=1.6 if column.status == CONTRADICTS else 0.7,
                dashed=column.status in (DISPUTED, NUANCES, ILLUSTRATES), name=name,
            )  # fmt: skip
        label, middle = card(case, column.card), (x + column.card / 2, y + CARD / 2)
        sheet.text(*middle, label, size=SMALL, at="center", colour=colour, name="" if fill else name)


def _draw_counts(sheet: Sheet, finding: Finding, columns: Sequence[Column], at: tuple[float, int]) -> None:
    """Write how many stand where, and draw a bar of all cases, each part as long as their number."""
    y, place = at
    x, scale = MARGIN, ROOM / max(everyone(finding), 1)
    for column in columns:
        count = finding.count(column.status)
        colour = INK if count else PALE
        sheet.text(column.left, y + 0.06, str(count), size=SMALL, bold=bool(count), colour=colour)
        if count:
            _draw_part(sheet, column.status, (x, count * scale), y + LINE, _name("bar", place, column.status, count))
            x += count * scale


def _draw_part(sheet: Sheet, status: str, span: tuple[float, float], y: float, name: str) -> None:
    sheet.stretches([span], y, BAR, fill=FILLS.get(status, LIGHT), hatch=HATCHES.get(status, ""), name=name)


def _name(kind: str, place: int, status: str, number: int) -> str:
    return f"{kind}-{place}-{status.replace(' ', '_')}-{number}"


def _alt(findings: Sequence[Finding], counted: bool) -> str:
    """Tell each proposition: how many stand where, and who, unless they are too many to be drawn."""
    n = len(findings)
    told = [_n("Evidence board of {n} proposition.", "Evidence board of {n} propositions.", n).format(n=n)]
    for one in findings:
        parts = []
        for status in CASE_STATUSES:
            if cases := one.with_status(status):
                who = "" if counted else f" ({', '.join(case.case for case in cases)})"
                parts.append(f"{standing_label(status)} {len(cases)}{who}")
        told.append(f"{one.name}, {verdict_label(one.verdict)}, n = {one.n}: {'; '.join(parts) or '–'}.")
    return " ".join(told)
