"""The chapter that compares groups: cautions first, then single cases, then theme by theme with quotes of each side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kodeverk.analysis.groups.grouping import by_label
from kodeverk.messages import _, _n, numeral
from kodeverk.reports.paper import Cell, Run, Text
from kodeverk.reports.people import Naming, tongue_of
from kodeverk.reports.writer import Said, Writer, one_each, some
from kodeverk.views.asked import STATUSES, status_label
from kodeverk.views.condensations import theme_id
from kodeverk.views.naming import state_label

if TYPE_CHECKING:
    from kodeverk.analysis.groups.attributes import GroupValues
    from kodeverk.analysis.groups.comparison import Comparison, Side, ThemeComparison
    from kodeverk.views.quotes import Quote

QUOTES_EACH = 2
"""Quotes of each group under a theme."""

CASES_DRAWN, THEMES_DRAWN = 24, 28
"""Cases a picture has at most, and themes."""

CASES_SHOWN = 8
"""Pairs that differ most, and cases that deviate, at most."""


def write_comparison(writer: Writer, naming: Naming, by: str) -> None:
    """Add the chapter.

    Raises
    ------
    UnknownName
        If no case has the attribute `by`.
    """
    from kodeverk.analysis.groups.compare import compare

    found = compare(naming.snapshot, by=by)
    writer.heading(_("Comparison by {attribute}").format(attribute=by_label(by)), 1)
    groups = "; ".join(f"{group.label} (n = {len(group.cases)})" for group in found.groups)
    writer.paragraph(_("Groups: {groups}. The most contrasting themes stand first.").format(groups=groups))
    if general := [caution.text for caution in found.cautions if not caution.theme]:
        writer.heading(_("Cautions before a difference is interpreted"), 2)
        writer.points([text] for text in general)
    _single_cases(writer, found)
    _attributes(writer, naming, by)
    writer.heading(_("All themes"), 2)
    _marks(writer, naming, by, found)
    spoken = [one for one in found.themes if any(side.codings for side in one.sides)]
    for one in spoken:
        _theme(writer, naming, one, found)
    if empty := [one.theme.heading for one in found.themes if one not in spoken]:
        writer.paragraph(Run(_("Nothing is coded with: "), bold=True), "; ".join(dict.fromkeys(empty)))


def _marks(writer: Writer, naming: Naming, by: str, found: Comparison) -> None:
    """Draw who says something of what, so many themes to a picture that it fits on a page."""
    from kodeverk.pictures import case_marks

    themes = [theme_id(one.theme) for one in found.themes]
    if sum(len(group.cases) for group in found.groups) > CASES_DRAWN:
        writer.small(_("No picture of who says something of what: the cases are too many for a page."))
        return
    caption = _("Who says something of what, by {by}.").format(by=by_label(by))
    for start in range(0, len(themes), THEMES_DRAWN):
        writer.picture(case_marks(naming.snapshot, by, themes[start : start + THEMES_DRAWN]), caption)


def _single_cases(writer: Writer, found: Comparison) -> None:
    """Say who differ most from one another, and who deviate within their own group."""
    from kodeverk.analysis.groups.contrasts import deviants, pairs

    apart = pairs(found)
    text = _("{case} ({group}) and {other} ({other_group}): {differ} of the {heard} themes both were heard on")
    writer.heading(_("Most contrasting"), 2)
    writer.points([text.format(**pair._asdict())] for pair in apart[:CASES_SHOWN] if pair.differ == apart[0].differ)
    if not apart:
        writer.paragraph(_("No two cases differ on a theme both were heard on."))
    writer.heading(_("Deviate within their group"), 2)
    count = Counter((one.case, one.group) for one in deviants(found))
    told = [
        _n("{case} ({group}): {count} theme", "{case} ({group}): {count} themes", n).format(case=c, group=g, count=n)
        for (c, g), n in count.most_common(CASES_SHOWN)
    ]
    writer.points([line] for line in told)
    if not told:
        writer.paragraph(_("Nobody says something where more of her group are silent, or the other way round."))


def _attributes(writer: Writer, naming: Naming, by: str) -> None:
    from kodeverk.analysis.groups.attributes import compare_attributes

    found = compare_attributes(naming.snapshot, by=by)
    rows: dict[str, list[Cell]] = {}
    for one in found.values:
        rows.setdefault(one.attribute, []).append(_values(one, writer.room.names))
    if rows:
        writer.heading(_("What the groups are made of"), 2)
        head = [_("Attribute"), *(f"{group.label} (n = {len(group.cases)})" for group in found.groups)]
        writer.table([3, *[5] * len(found.groups)], head, [[name, *cells] for name, cells in rows.items()])
        writer.small(_("Sums and medians are of the known values; each stands with how many they are."))


def _values(one: GroupValues, most: int | None) -> list[Text]:
    lines: list[Text] = []
    if one.sum is not None and one.median is not None:
        text = _("sum {sum}, median {median} ({known} of {n} known)")
        total, middle = (numeral(value) for value in (one.sum, one.median))
        lines.append(Run(text.format(sum=total, median=middle, known=len(one.held), n=one.n), bold=True))
    if most is None or len(one.held) <= most:
        lines.append(one.listed or "–")
    elif not one.numbers:
        counts = Counter(str(value) for _case, value in one.held)
        lines.append("; ".join(f"{value}: {count}" for value, count in counts.most_common()))
    return lines + [f"{state_label(state)}: {some(cases, most)}" for state, cases in one.missing.items() if cases]


def _theme(writer: Writer, naming: Naming, one: ThemeComparison, found: Comparison) -> None:
    writer.heading(one.theme.heading, 3)
    if one.theme.name.casefold() != one.theme.heading.casefold():
        writer.small(one.theme.name)
    sides = [_side(side, writer.room.names) for side in one.sides]
    writer.table([1] * len(sides), [side.group.label for side in one.sides], [sides])
    writer.points([caution.text] for caution in found.cautions if caution.theme == one.theme.name)
    for side in one.sides:
        chosen = one_each(side.quotes, lambda quote: quote.case)[:QUOTES_EACH]
        writer.quotes_once([_said(naming, quote, side.group.label, found) for quote in chosen])


def _side(side: Side, most: int | None) -> list[Text]:
    """Return counts before anything else, then every case as its mark and name, if there is room for their names."""
    from kodeverk.analysis.groups.showing import MARKS

    counts = [side.counted, *(f"{status_label(s)}: {len(side.cases(s))}" for s in STATUSES[1:] if side.cases(s))]
    marks = "   ".join(f"{MARKS[one.status]}\u00a0{one.case}" for one in side.standings)
    lines: list[Text] = [Run("; ".join(counts), bold=True)]
    if most is None or len(side.standings) <= most:
        lines.append(marks)
    if side.deviant:
        told = _("deviates from its group: {cases}").format(cases=some(side.deviant, most))
        lines.append(Run(told, italic=True))
    return lines


def _said(naming: Naming, quote: Quote, group: str, found: Comparison) -> Said:
    tongue = tongue_of(naming.snapshot, [quote.case_id] if quote.case_id else [])
    after = (f"{quote.code} ({naming.coder(quote.coder)})",)
    return Said(quote, (group, found.speakers[quote.case_id]), after, tongue)
