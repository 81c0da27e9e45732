"""What a case tells: whether it speaks of a theme, of two themes together, or of one before the other."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

from kodeverk.errors import AmbiguousName, UnknownName
from kodeverk.model import Case, Coding, Proposition, Snapshot
from kodeverk.model.grammar import STANCES, Call
from kodeverk.model.names import match_one
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, UNKNOWN_ASKED, in_all, own_code, unsaid
from kodeverk.views.judging import DISPUTED, judgements, settled, stance_of
from kodeverk.views.naming import members
from kodeverk.views.resolve import CATEGORY, CODE, SUB_QUESTION, CodedTheme, code_theme, pairs_under, resolve_theme


class Told(NamedTuple):
    """What a case answers to one question of a condition.

    Attributes
    ----------
    status : str
        ``said`` (so it is), ``silent`` (it is not so), ``not asked`` or ``unknown whether asked``.
    codings : tuple of Coding
        Those that make it so.
    """

    status: str
    codings: tuple[Coding, ...] = ()


def telling(snapshot: Snapshot, call: Call) -> Callable[[str], Told]:
    """Return the function that says, by case id, what a case answers to one question of a condition.

    ``code`` and ``category`` have the status of `views.asked.status`. ``together`` and ``before`` are
    *said* where found; *silent* where both themes were said, or one of them met silence; else *not
    asked* if that holds for every theme not said, or unknown. The same code on the same span is
    together with nothing but itself. ``supports`` and ``contradicts`` are *said* where somebody judged a passage of
    the case so; *silent* where its evidence is of another kind, or it was asked about the proposition's codes and said
    nothing; not known where it speaks of them and nothing was judged, or coders judge the passage oppositely (see
    `views.judging`). An office answers with the codings of its informants.

    Raises
    ------
    UnknownName, AmbiguousName
        If a name is no code, sub-question, category or proposition.
    """
    themes = snapshot.derive(f"themes {call}", lambda: themes_of(snapshot, call))
    known: dict[str, Told] = snapshot.derive(f"told {call}", dict)

    def tell(case_id: str) -> Told:
        if case_id not in known:
            known[case_id] = _told(snapshot, call, themes, case_id)
        return known[case_id]

    return tell


def themes_of(snapshot: Snapshot, call: Call) -> list[CodedTheme]:
    """Return the themes a question names, in its order; of a proposition, those of its codes the study has."""
    if call.function in STANCES:
        return list(_concerned(snapshot, _proposition(snapshot, call.names[0])))
    prefix = f"{CATEGORY}:" if call.function == CATEGORY else ""
    return [_theme(snapshot, prefix + name) for name in call.names]


def _proposition(snapshot: Snapshot, name: str) -> Proposition:
    return match_one("proposition", name, snapshot.table(Proposition), lambda p: (p.name, p.id))


def _concerned(snapshot: Snapshot, proposition: Proposition) -> Iterator[CodedTheme]:
    for name in proposition.codes:
        with contextlib.suppress(UnknownName, AmbiguousName):
            yield code_theme(snapshot, own_code(snapshot, proposition.theory, name))
    for name in proposition.categories if not proposition.codes else ():
        with contextlib.suppress(UnknownName, AmbiguousName):
            yield resolve_theme(snapshot, f"{CATEGORY}:{name}")


def _theme(snapshot: Snapshot, name: str) -> CodedTheme:
    if name.startswith(f"{CATEGORY}:"):
        return resolve_theme(snapshot, name)
    try:
        return resolve_theme(snapshot, f"{CODE}:{name}")
    except UnknownName as error:
        try:
            return resolve_theme(snapshot, f"{SUB_QUESTION}:{name}")
        except UnknownName:
            raise error from None


def _told(snapshot: Snapshot, call: Call, themes: list[CodedTheme], case_id: str) -> Told:
    own = [case.id for case in members(snapshot, snapshot.table(Case)[case_id])]
    if call.function in STANCES:
        return _judged(snapshot, call, themes, own)
    said = [_under(snapshot, theme, own) for theme in themes]
    statuses = [
        SAID if codings else in_all(unsaid(snapshot, one, frozenset(theme.codes)) for one in own)
        for theme, codings in zip(themes, said, strict=True)
    ]
    if len(themes) == 1:
        return Told(statuses[0], tuple(said[0]))
    some, others = said
    found = _together(snapshot, some, others, call.turns) if call.function == "together" else _before(some, others)
    if found:
        return Told(SAID, tuple(dict.fromkeys(found)))
    if SILENT in statuses or set(statuses) == {SAID}:
        return Told(SILENT)
    return Told(NOT_ASKED if set(statuses) <= {SAID, NOT_ASKED} else UNKNOWN_ASKED)


def _judged(snapshot: Snapshot, call: Call, themes: list[CodedTheme], case_ids: list[str]) -> Told:
    wanted = _proposition(snapshot, call.names[0]).id
    found = [own for case_id in case_ids if (own := judgements(snapshot).get((wanted, case_id)))]
    standing = [one for own in found for one in settled(own) if one.evidence.stance == call.function]
    if standing:
        return Told(SAID, tuple(dict.fromkeys(one.passage for one in standing)))
    if found:
        return Told(UNKNOWN_ASKED if all(stance_of(own) == DISPUTED for own in found) else SILENT)
    if any(_under(snapshot, theme, case_ids) for theme in themes):
        return Told(UNKNOWN_ASKED)
    codes = frozenset(code for theme in themes for code in theme.codes)
    return Told(in_all(unsaid(snapshot, one, codes) for one in case_ids))


def _under(snapshot: Snapshot, theme: CodedTheme, case_ids: Iterable[str]) -> list[Coding]:
    """Return the codings of some cases under a theme, each once."""

    def by_case() -> dict[str | None, list[Coding]]:
        found: dict[str | None, list[Coding]] = defaultdict(list)
        for case_id, coding in pairs_under(snapshot, theme):
            found[case_id].append(coding)
        return found

    under = snapshot.derive(f"under {theme.kind}:{theme.id}", by_case)
    return list(dict.fromkeys(coding for case_id in case_ids for coding in under.get(case_id, ())))


def _together(snapshot: Snapshot, some: list[Coding], others: list[Coding], turns: int) -> list[Coding]:
    places = {coding: _turns(snapshot, coding) for coding in (*some, *others)}
    found: list[Coding] = []
    for one, other in product(some, others):
        if one.key[:2] == other.key[:2] and one.key[:5] != other.key[:5]:
            (first, last), (start, end) = places[one], places[other]
            if max(first, start) - min(last, end) <= turns:
                found += [one, other]
    return found


def _turns(snapshot: Snapshot, coding: Coding) -> tuple[int, int]:
    """Return the numbers of the first and the last turn a coding stands in."""
    segments = snapshot.segments(coding)
    return segments[0].number, segments[-1].number


def _before(some: list[Coding], others: list[Coding]) -> list[Coding]:
    first = [_first(codings) for codings in (some, others)]
    found: list[Coding] = []
    for version in first[0].keys() & first[1].keys():
        one, other = first[0][version], first[1][version]
        if one.start < other.start:
            found += [one, other]
    return sorted(found, key=lambda c: (c.source_id, c.start))


def _first(codings: Iterable[Coding]) -> dict[tuple[str, int], Coding]:
    """Return the coding that is told first in each version of a source; places in two versions cannot be compared."""
    found: dict[tuple[str, int], Coding] = {}
    for coding in sorted(codings, key=lambda c: (c.start, c.end, c.id)):
        found.setdefault((coding.source_id, coding.version), coding)
    return found
