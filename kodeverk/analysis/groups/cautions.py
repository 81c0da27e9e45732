"""Cautions: what can make a difference between groups mean something else than it seems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from kodeverk.analysis.groups.comparison import Caution, Side, ThemeComparison
from kodeverk.analysis.groups.grouping import BETWEEN, OFFICE, Group, by_label
from kodeverk.analysis.groups.limits import CARRIES, LONGEST, MANY, MEDIANS, OVER_EVEN, SMALL
from kodeverk.analysis.groups.talk import words_said
from kodeverk.messages import _, numeral
from kodeverk.model import Case, Snapshot
from kodeverk.views.asked import NOT_ASKED
from kodeverk.views.naming import attribute_label, members, names, speaking_cases


def about_groups(
    snapshot: Snapshot, by: Sequence[str], groups: Sequence[Group], *, themes: int, informants: bool
) -> Iterator[Caution]:
    """Return cautions about the groups themselves, and about how many themes are compared.

    Parameters
    ----------
    snapshot : Snapshot
    by : list of str
        The attributes compared by.
    groups : list of Group
    themes : int
        How many themes are compared.
    informants : bool
        Whether the cases are informants; else they are offices.
    """
    known = [group for group in groups if group.known and group.cases]
    if small := [f"{group.label} ({len(group.cases)})" for group in known if len(group.cases) < SMALL]:
        said = _("Groups of fewer than {limit} cases: {groups}. Counts are given, no shares.")
        yield Caution("small groups", "", "", said.format(limit=SMALL, groups=", ".join(small)))
    if by != (OFFICE,) and known:
        yield from _single_offices(snapshot, known)
    yield from _confounded(snapshot, by, known)
    yield from _unequal_length(snapshot, known)
    yield from _without_office(snapshot, informants)
    if themes > MANY:
        said = _("{count} themes are compared (more than {limit}): some differ by chance alone.")
        yield Caution("many comparisons", "", "", said.format(count=themes, limit=MANY))


def _single_offices(snapshot: Snapshot, groups: Sequence[Group]) -> Iterator[Caution]:
    office = names(snapshot).office
    offices = [sorted({office[case.id] for case in group.cases}) for group in groups]
    single = [(group, found[0]) for group, found in zip(groups, offices, strict=True) if len(found) == 1 and found[0]]
    if len(single) == len(groups) > 1 and len({name for _group, name in single}) == len(groups):
        yield Caution("one office", "", "", _("One office against one: no test can tell what makes the difference."))
    elif single:
        which = ", ".join(f"{group.label} ({name})" for group, name in single)
        yield Caution("one office", "", "", _("All cases are from one office in {groups}.").format(groups=which))


def _confounded(snapshot: Snapshot, by: Sequence[str], groups: Sequence[Group]) -> Iterator[Caution]:
    """Yield one caution that names every attribute that makes the same groups."""
    if len(groups) < 2:
        return
    office = names(snapshot).office
    placed = [(group.name, case.id) for group in groups for case in group.cases]
    wanted = _partition([name for name, _case in placed])
    same = []
    for attribute in (OFFICE, *snapshot.attributes()):
        found = [office[c] or None if attribute == OFFICE else snapshot.value(c, attribute) for _name, c in placed]
        if attribute not in by and None not in found and _partition(found) == wanted:
            same.append(attribute)
    if not same:
        return
    said = _("The same groups are made by {attributes}: what {by} does cannot be told apart from these.")
    text = said.format(attributes=", ".join(map(attribute_label, same)), by=by_label(BETWEEN.join(by)))
    if OFFICE in same:
        which = ", ".join(f"{group.label} = {office[group.cases[0].id]}" for group in groups)
        text += " " + _("Each group is one office: {groups}.").format(groups=which)
    yield Caution("confounded", "", "", text)


def _partition(values: Sequence[object]) -> list[int]:
    """Return for each place the first place with the same value: equal for equal groupings."""
    first: dict[object, int] = {}
    return [first.setdefault(value, place) for place, value in enumerate(values)]


def _unequal_length(snapshot: Snapshot, groups: Sequence[Group]) -> Iterator[Caution]:
    """Yield a caution where one informant says much more than another, and one where the medians of groups differ."""
    spoken = words_said(snapshot)
    said = {
        group.label: {one.name: spoken[one.id] for one in _informants(snapshot, group) if spoken.get(one.id)}
        for group in groups
    }
    everybody = {name: words for found in said.values() for name, words in found.items()}
    if len(everybody) < 2:
        return
    longest, shortest = max(everybody, key=everybody.__getitem__), min(everybody, key=everybody.__getitem__)
    if everybody[longest] >= LONGEST * everybody[shortest]:
        text = _("Unequal length: {longest} says {most} words, {shortest} says {least} ({times} times or more).")
        counts = {"most": everybody[longest], "least": everybody[shortest], "times": LONGEST}
        written = {name: numeral(count) for name, count in counts.items()}
        yield Caution("unequal length", "", "", text.format(longest=longest, shortest=shortest, **written))
    medians = {label: median(found.values()) for label, found in said.items() if found}
    if max(medians.values()) >= MEDIANS * min(medians.values()):
        text = _("The groups speak unequally much: median words are {medians} ({times} times or more).")
        shown = ", ".join(f"{label}: {numeral(words)}" for label, words in medians.items())
        yield Caution("unequal length", "", "", text.format(medians=shown, times=numeral(MEDIANS)))


def _informants(snapshot: Snapshot, group: Group) -> Iterable[Case]:
    return (one for case in group.cases for one in members(snapshot, case))


def _without_office(snapshot: Snapshot, informants: bool) -> Iterator[Caution]:
    if left := [case.name for case in speaking_cases(snapshot) if not names(snapshot).office[case.id]]:
        text = _("Not in this comparison, since their office is not known: {cases}.")
        if informants:
            text = _("The office of these is not known, and no group they are in can be tested: {cases}.")
        yield Caution("without office", "", "", text.format(cases=", ".join(left)))


def about_theme(one: ThemeComparison) -> Iterator[Caution]:
    """Return cautions about one theme: that nobody coded it, unequal asking, and one informant who carries a group."""
    if not one.used:
        text = _("No coder has used a code of {theme}: silence on it may only mean that nobody coded it.")
        yield Caution("not used", one.theme.name, "", text.format(theme=one.theme.name))
    known = [side for side in one.sides if side.group.known and side.n]
    if len({len(side.cases(NOT_ASKED)) / side.n for side in known}) > 1:
        asked = ", ".join(
            _("{group}: {count} of {n} not asked").format(
                group=side.group.label, count=len(side.cases(NOT_ASKED)), n=side.n
            )
            for side in known
        )
        text = _("The groups were not asked alike ({counts}).").format(counts=asked)
        yield Caution("unequal asking", one.theme.name, "", text)
    for side in one.sides:
        if carried := _carried(side):
            yield Caution("one case", one.theme.name, side.group.name, carried)


def _carried(side: Side) -> str | None:
    """Return what to say where one of the informants heard has over half of a group's codings, or else of its words.

    Of two informants one nearly always has over half: she must also have over one and a half times an even share.
    Who was not asked, or of whom nobody knows, is no voice that she could drown.
    """
    codings = Counter(quote.case for quote in side.quotes)
    total, spoken = sum(codings.values()), sum(side.words.values())
    if len(side.words) < 2 or total < 2:
        return None
    for count, whole in ((codings, total), (side.words, spoken)):
        case = max(side.words, key=lambda name: count[name])
        if count[case] > CARRIES * whole and len(side.words) * count[case] > OVER_EVEN * whole:
            return _(
                "One voice, {case}, carries {group}: {codings} of {all_codings} codings, {words} of {all_words} words "
                "(more than half, and {times} times an even share, of either)."
            ).format(
                case=case, group=side.group.label, codings=codings[case], all_codings=total,
                words=numeral(side.words[case]), all_words=numeral(spoken), times=numeral(OVER_EVEN),
            )  # fmt: skip
    return None
