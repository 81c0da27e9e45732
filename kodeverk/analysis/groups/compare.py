"""Compare: theme by theme, which cases speak of it in each group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kodeverk.analysis.groups.cautions import about_groups, about_theme
from kodeverk.analysis.groups.comparison import Comparison, Group, Side, ThemeComparison
from kodeverk.model import KNOWN, UNKNOWN, Case, Coding, Snapshot
from kodeverk.views.asked import standings
from kodeverk.views.naming import names, natural, speaking_cases
from kodeverk.views.quotes import speaker_line, words
from kodeverk.views.resolve import CodedTheme, main_themes, pairs_under, quotes_under, resolve_theme


def compare(snapshot: Snapshot, *, by: str = "leader_model", of: str | Iterable[str] | None = None) -> Comparison:
    """Return, theme by theme, which cases of each group speak of it, who is silent and who was not asked.

    Cases whose attribute is unknown, not applicable or not released stand in a group of their own.
    Themes come most contrasting first: contrast is the largest difference, between two groups with a
    known value, of the share (0-1) of cases that say something among those that say something or are
    silent; who was not asked makes no contrast. Equal contrasts come by how unequally many speak.

    Parameters
    ----------
    snapshot : Snapshot
    by : str
        An attribute, or ``office``.
    of : str or list of str, optional
        Codes, categories or sub-questions; otherwise all categories and codes at the top.

    Returns
    -------
    Comparison

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such attribute or theme.
    """
    groups = _groups(snapshot, by)
    if of is None:
        themes = main_themes(snapshot)
    else:
        themes = [resolve_theme(snapshot, name) for name in ([of] if isinstance(of, str) else of)]
    found = [_compared(snapshot, theme, groups) for theme in themes]
    found.sort(key=lambda one: (-one.contrast, -one.spread))
    cautions = [*about_groups(snapshot, by, groups), *(caution for one in found for caution in about_theme(one))]
    speakers: dict[str | None, str] = {c.id: speaker_line(snapshot, c.id) for c in speaking_cases(snapshot)}
    return Comparison(by, tuple(groups), tuple(found), tuple(cautions), speakers)


def _groups(snapshot: Snapshot, by: str) -> list[Group]:
    if by != "office":
        snapshot.attribute(by)
    found: dict[tuple[bool, str], list[Case]] = defaultdict(list)
    for case in speaking_cases(snapshot):
        found[_value(snapshot, case, by)].append(case)
    order = sorted(found, key=lambda key: (not key[0], natural(key[1])))
    return [Group(name, known, tuple(found[known, name])) for known, name in order]


def _value(snapshot: Snapshot, case: Case, by: str) -> tuple[bool, str]:
    """Return whether a case's value is known, and the value or its state."""
    if by == "office":
        office = names(snapshot).office[case.id]
        return bool(office), office or UNKNOWN
    value = snapshot.values(case.id).get(by)
    return (False, UNKNOWN) if value is None else (value.state == KNOWN, str(value))


def _compared(snapshot: Snapshot, theme: CodedTheme, groups: Sequence[Group]) -> ThemeComparison:
    pairs = pairs_under(snapshot, theme)
    quotes = quotes_under(snapshot, theme, pairs)
    codings: dict[str, list[Coding]] = defaultdict(list)
    for case_id, coding in pairs:
        if case_id is not None:
            codings[case_id].append(coding)
    sides = []
    for group in groups:
        ids = {case.id for case in group.cases}
        count = {case.name: words(snapshot, codings[case.id], case.id) for case in group.cases}
        found = standings(snapshot, group.cases, theme.codes, pairs)
        sides.append(Side(group, tuple(found), tuple(q for q in quotes if q.case_id in ids), count))
    return ThemeComparison(theme, tuple(sides))
