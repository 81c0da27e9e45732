"""Compare: theme by theme, which cases speak of it in each group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kodeverk.analysis.groups.cautions import about_groups, about_theme
from kodeverk.analysis.groups.comparison import INFORMANT, LEVELS, Comparison, Side, ThemeComparison
from kodeverk.analysis.groups.grouping import BETWEEN, OFFICE, Group, attributes_of, groups_of
from kodeverk.errors import KodeverkError
from kodeverk.model import Case, Coding, Snapshot
from kodeverk.views.asked import SAID, SILENT, Standing, in_all, standings
from kodeverk.views.naming import members, names, speaking_cases
from kodeverk.views.quotes import speaker_line, words
from kodeverk.views.resolve import CodedTheme, main_themes, pairs_under, quotes_under, resolve_theme

Voices = Mapping[str, Sequence[Case]]
"""Those who speak in each case, by the case's id: an informant herself, the informants of an office."""


def compare(
    snapshot: Snapshot,
    *,
    by: str | Iterable[str] = "leader_model",
    of: str | Iterable[str] | None = None,
    level: str = INFORMANT,
) -> Comparison:
    """Return, theme by theme, which cases of each group speak of it, who is silent and who was not asked.

    Cases whose attribute is unknown, not applicable or not released stand in a group of their own.
    Themes come most contrasting first: contrast is the largest difference, between two groups with a
    known value, of the part of cases that say something among those that say something or are
    silent; who was not asked makes no contrast. Equal contrasts come by how unequally many speak.

    Parameters
    ----------
    snapshot : Snapshot
    by : str or list of str
        An attribute, or ``office``. Of several attributes each combination is a group, also an empty one.
    of : str or list of str, optional
        Codes, categories or sub-questions; otherwise all categories and codes at the top.
    level : str
        What is counted: ``informant``; or ``office``, that says what one of its informants says, else is
        silent if one is, and was not asked only if none was.

    Returns
    -------
    Comparison

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such attribute or theme.
    KodeverkError
        If there is no such level, a name is given twice, or offices are to be compared by what differs within one.
    """
    if level not in LEVELS:
        raise KodeverkError(f"There is no level {level!r} to compare at. There are: {', '.join(LEVELS)}.")
    attributes = attributes_of(by)
    cases = speaking_cases(snapshot) if level == INFORMANT else _offices(snapshot)
    groups = groups_of(snapshot, attributes, cases)
    voices = {case.id: [case] if level == INFORMANT else members(snapshot, case) for case in cases}
    if of is None:
        themes = main_themes(snapshot)
    else:
        themes = [resolve_theme(snapshot, name) for name in attributes_of(of)]
    found = [_compared(snapshot, theme, groups, voices) for theme in themes]
    found.sort(key=lambda one: (-one.contrast, -one.spread))
    general = about_groups(snapshot, attributes, groups, themes=len(found), informants=level == INFORMANT)
    cautions = [*general, *(caution for one in found for caution in about_theme(one))]
    speakers: dict[str | None, str] = {c.id: speaker_line(snapshot, c.id) for c in speaking_cases(snapshot)}
    return Comparison(BETWEEN.join(attributes), level, tuple(groups), tuple(found), tuple(cautions), speakers)


def _offices(snapshot: Snapshot) -> list[Case]:
    """Return the offices somebody speaks in, in order of name."""
    heard = {case.id if case.kind == OFFICE else case.office_id for case in speaking_cases(snapshot)}
    return [snapshot.table(Case)[key] for key in names(snapshot).case if key in heard]


def _compared(snapshot: Snapshot, theme: CodedTheme, groups: Sequence[Group], voices: Voices) -> ThemeComparison:
    pairs = pairs_under(snapshot, theme)
    quotes = quotes_under(snapshot, theme, pairs)
    codings: dict[str, list[Coding]] = defaultdict(list)
    for case_id, coding in pairs:
        if case_id is not None:
            codings[case_id].append(coding)
    speaking = [voice for found in voices.values() for voice in found]
    stands = {one.case_id: one for one in standings(snapshot, speaking, theme.codes, pairs)}
    office = names(snapshot).office
    sides = []
    for group in groups:
        found: list[Standing] = []
        count: dict[str, int] = {}
        for case in group.cases:
            own = [voice.id for voice in voices[case.id]]
            coded = len({coding.id for key in own for coding in codings[key]})
            status = in_all(stands[key].status for key in own)
            found.append(Standing(case.name, office[case.id], status, coded, case.id))
            heard = (key for key in own if stands[key].status in (SAID, SILENT))
            count |= {stands[key].case: words(snapshot, codings[key], key) for key in heard}
        ids = {voice.id for case in group.cases for voice in voices[case.id]}
        sides.append(Side(group, tuple(found), tuple(q for q in quotes if q.case_id in ids), count))
    return ThemeComparison(theme, tuple(sides), bool(pairs))
