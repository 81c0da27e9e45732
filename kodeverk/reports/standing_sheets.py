"""Where each case stands, and groups compared, as sheets: what a zero in a matrix cannot tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kodeverk.analysis.groups.comparison import Comparison, Side, ThemeComparison
from kodeverk.messages import _
from kodeverk.model import Category, Coding, Snapshot
from kodeverk.reports.sheets import Cell, Column, Row, Sheet
from kodeverk.views.asked import SAID, STATUSES, Standing, standings, status_label
from kodeverk.views.naming import families, names, speaking_cases
from kodeverk.views.resolve import CATEGORY, CodedTheme, category_theme, code_theme


def standing_sheet(snapshot: Snapshot) -> Sheet:
    """Return where each case stands to each category, and to each code with codings under it."""
    cases = speaking_cases(snapshot)
    found: dict[str, list[tuple[str | None, Coding]]] = defaultdict(list)
    for case_id, codings in snapshot.codings_by_case().items():
        for coding in codings:
            found[coding.code_id].append((case_id, coding))
    rows: list[Row] = []
    for theme in _themes(snapshot, found):
        pairs = [pair for key in theme.codes for pair in found.get(key, ())]
        kind = _("Category") if theme.kind == CATEGORY else _("Code")
        cells = [_cell(one) for one in standings(snapshot, cases, theme.codes, pairs)]
        rows.append([kind, theme.name, theme.heading, *cells])
    columns = [Column(_("Kind"), 12), Column(_("Name"), 36), Column(_("Label"), 28)]
    columns += [Column(case.name, 14) for case in cases]
    about = _(
        "Where each case stands to each category, and to each code with codings: said (number of codings, those of "
        "the codes below counted in), silent (asked, but nothing is coded), not asked, or unknown whether asked."
    )
    return Sheet(_("who stands where"), about, columns, rows, fixed=3)


def _themes(snapshot: Snapshot, coded: Mapping[str, object]) -> list[CodedTheme]:
    categories = [snapshot.table(Category)[key] for key in names(snapshot).category]
    below = families(snapshot)
    codes = [key for key in names(snapshot).code if any(one in coded for one in below[key])]
    return [*(category_theme(snapshot, one) for one in categories), *(code_theme(snapshot, key) for key in codes)]


def _cell(standing: Standing) -> str:
    label = status_label(standing.status)
    return f"{label} ({standing.codings})" if standing.status == SAID else label


def comparison_sheets(snapshot: Snapshot, by: str | None) -> list[Sheet]:
    """Return the sheet that compares the groups of an attribute, a row for each theme and group; none without one.

    Raises
    ------
    UnknownName
        If no case has the attribute `by`.
    """
    if by is None:
        return []
    from kodeverk.analysis.groups.compare import compare

    comparison = compare(snapshot, by=by)
    titles = [(_("Theme"), 36), (_("Label"), 28), (by, 20), (_("Cases"), 8)]
    titles += [(status_label(status), 10) for status in STATUSES]
    titles += [(_("Who: {status}").format(status=status_label(status)), 18) for status in STATUSES]
    titles += [(_("deviates from its group"), 16), (_("Codings"), 9), (_("Words"), 9), (_("Cautions"), 60)]
    general = [caution.text for caution in comparison.cautions if not caution.theme]
    rows: list[Row] = [[_("all themes"), *[""] * (len(titles) - 2), text] for text in general]
    rows += [_side(one, side, comparison) for one in comparison.themes for side in one.sides]
    about = _(
        "Groups compared by {attribute}, the most contrasting themes first: how many cases of each group say "
        "something, are silent, were not asked, or may have been, and which they are."
    ).format(attribute=by)
    return [Sheet(_("comparison"), about, [Column(*title) for title in titles], rows, fixed=3)]


def _side(one: ThemeComparison, side: Side, comparison: Comparison) -> list[Cell]:
    found: Sequence[list[str]] = [side.cases(status) for status in STATUSES]
    cautions = [
        caution.text
        for caution in comparison.cautions
        if caution.theme == one.theme.name and caution.group in ("", side.group.name)
    ]
    head: list[Cell] = [one.theme.name, one.theme.heading, side.group.label, side.n]
    tail: list[Cell] = ["; ".join(side.deviant), side.codings, sum(side.words.values()), "\n".join(cautions)]
    return [*head, *map(len, found), *("; ".join(cases) for cases in found), *tail]
