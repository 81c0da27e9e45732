"""Pairs of two roles in one place, such as the mayor and the chief executive of a municipality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.surveys.grouped import cell, scales, share_of, small_note
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import _, _n
from kodeverk.model.names import unknown
from kodeverk.reading.survey_plan import GROUPS, MUNICIPALITY, ROLE, SCALE, Variable
from kodeverk.reading.surveys import SurveyTable
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd


class Agreement(NamedTuple):
    """How the two of each pair answered a scale.

    Attributes
    ----------
    item : Variable
    n : int
        Pairs of whom both gave a score.
    same, near, first_higher, second_higher : int
        Pairs with the same score, one point apart or the same, and where one is higher.
    """

    item: Variable
    n: int
    same: int
    near: int
    first_higher: int
    second_higher: int


class Dyads(NamedTuple):
    """Pairs of two roles in one place.

    Attributes
    ----------
    roles : (str, str)
    within : str
        The variable that says the place.
    pairs : int
        Places with one respondent of each role.
    alone : (int, int)
        Places with the first role only, with the second only.
    several : int
        Places with both, and more than one of a role: it cannot be told who makes a pair.
    unplaced : int
        Respondents of these roles whose place is not stated.
    agreements : tuple of Agreement
        One per item.
    """

    roles: tuple[str, str]
    within: str
    pairs: int
    alone: tuple[int, int]
    several: int
    unplaced: int
    agreements: tuple[Agreement, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per item.

        Columns: item, pairs, n (pairs of whom both gave a score), same, near (same or one point apart), first_higher,
        second_higher (pairs), same_share, near_share (0-1 of n; none where n is below 5).
        """
        import pandas as pd

        rows = [
            (one.item.name, self.pairs, *one[1:], share_of(one.same, one.n), share_of(one.near, one.n))
            for one in self.agreements
        ]
        names = ["item", "pairs", "n", "same", "near", "first_higher", "second_higher", "same_share", "near_share"]
        return pd.DataFrame(rows, columns=names)

    def in_words(self) -> str:
        """Return how many pairs there are and who stands alone, in the language in use."""
        first, second = self.roles
        said = _n("{count} pair of {first} and {second}", "{count} pairs of {first} and {second}", self.pairs).format(
            count=self.pairs, first=first, second=second
        )
        told = _(
            "only {first}: {one}; only {second}: {other}; several of a role: {several}; place not stated: {unplaced}"
        )
        return f"{said} ({self.within}); " + told.format(
            first=first, second=second, one=self.alone[0], other=self.alone[1], several=self.several,
            unplaced=self.unplaced,
        )  # fmt: skip

    def __repr__(self) -> str:
        return f"<{self.in_words()}>"

    def _repr_html_(self) -> str:
        higher = [_("{role} higher").format(role=role) for role in self.roles]
        head = [_("item"), _("n, pairs"), _("same answer"), _("at most one point apart"), *higher]
        rows = [
            [one.item.text or one.item.name, one.n, cell(one.same, one.n), cell(one.near, one.n), one.first_higher,
             one.second_higher]
            for one in self.agreements
        ]  # fmt: skip
        small = small_note([one.n for one in self.agreements])
        return str(html.block(html.tag("p", self.in_words()), html.table(head, rows) if rows else "", small))


def dyads(
    survey: SurveyTable, roles: tuple[str, str], items: Sequence[str] | None = None, *, within: str = MUNICIPALITY
) -> Dyads:
    """Return the places where one respondent of each of two roles answered, and how far the two agree.

    Agreement is counted, and not corrected for chance.

    Parameters
    ----------
    survey : SurveyTable
    roles : (str, str)
    items : sequence of str, optional
        Scales; without it all.
    within : str
        A variable, or a kind, that says the place.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such role, scale or place.
    KodeverkError
        If there are not two roles.
    """
    role, place = survey.variable(ROLE, ROLE), survey.variable(within, *GROUPS)
    if len(set(roles)) != 2:
        raise KodeverkError(f"A pair is of two roles; {len(set(roles))} given.")
    known = {str(one) for one in survey.answers[role.name] if one is not None}
    for one in roles:
        if one not in known:
            raise UnknownName(unknown("role", one, sorted(known)))
    held: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    unplaced = 0
    for who, (answer, where) in enumerate(zip(survey.answers[role.name], survey.answers[place.name], strict=True)):
        if answer in roles and where is None:
            unplaced += 1
        elif answer in roles:
            held[where][roles.index(str(answer))].append(who)
    pairs = [(one[0], other[0]) for one, other in held.values() if len(one) == len(other) == 1]
    alone = sum(not other for _one, other in held.values()), sum(not one for one, _other in held.values())
    several = len(held) - len(pairs) - sum(alone)
    wanted = scales(
        survey, [one.name for one in survey.variables if one.kind == SCALE] if items is None else list(items)
    )
    agreements = tuple(_agreement(survey, survey.variable(item), pairs) for item in wanted)
    return Dyads((roles[0], roles[1]), place.name, len(pairs), alone, several, unplaced, agreements)


def _agreement(survey: SurveyTable, item: Variable, pairs: list[tuple[int, int]]) -> Agreement:
    answers = survey.answers[item.name]
    apart = [
        first - second
        for one, other in pairs
        if isinstance(first := answers[one], int) and isinstance(second := answers[other], int)
    ]
    same = apart.count(0)
    near = sum(abs(points) <= 1 for points in apart)
    return Agreement(item, len(apart), same, near, sum(p > 0 for p in apart), sum(p < 0 for p in apart))
