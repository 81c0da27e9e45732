"""What a comparison returns: themes, the groups' sides of each, and cautions against reading too much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.groups.grouping import OFFICE, Group
from kodeverk.analysis.groups.limits import SMALL
from kodeverk.messages import _
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, STATUSES, UNKNOWN_ASKED, Standing
from kodeverk.views.quotes import COLUMNS, Quote
from kodeverk.views.resolve import CodedTheme

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.groups.tested import GroupTest, GroupTests

INFORMANT = "informant"
LEVELS = (INFORMANT, OFFICE)
_FRAME = (
    "theme", "kind", "group", "unit", "n", "said", "silent", "not_asked", "unknown", "heard", "share", "share_note",
    "contrast", "cases_said", "cases_silent", "cases_not_asked", "cases_unknown", "deviant", "codings", "words",
)  # fmt: skip


class Side(NamedTuple):
    """One group's side of a theme.

    Attributes
    ----------
    group : Group
    standings : tuple of Standing
        Where each case stands.
    quotes : tuple of Quote
        In the order said.
    words : dict of str to int
        Words coded under the theme, by name of each informant who was heard on it.
    """

    group: Group
    standings: tuple[Standing, ...]
    quotes: tuple[Quote, ...]
    words: dict[str, int]

    @property
    def n(self) -> int:
        """Number of cases in the group."""
        return len(self.standings)

    def cases(self, status: str) -> list[str]:
        """Return the names of the cases with a status."""
        return [one.case for one in self.standings if one.status == status]

    @property
    def heard(self) -> int:
        """Number of cases that say something or are silent: not those not asked, or of whom nobody knows."""
        return len(self.cases(SAID)) + len(self.cases(SILENT))

    @property
    def share(self) -> float | None:
        """Share (0-1) that say something, ``said / (said + silent)``; None of fewer than `limits.SMALL` heard.

        Who was not asked, or of whom nobody knows, is not silent and lowers no share.
        """
        return len(self.cases(SAID)) / self.heard if self.heard >= SMALL else None

    @property
    def counted(self) -> str:
        """How many of those heard say something, in the language in use."""
        if not self.heard:
            return _("nobody heard")
        return _("{said} of {heard} heard").format(said=len(self.cases(SAID)), heard=self.heard)

    @property
    def codings(self) -> int:
        """Number of codings."""
        return len({quote.coding_id for quote in self.quotes})

    @property
    def deviant(self) -> list[str]:
        """Names of the fewer of those heard: who say something where more are silent, or are silent where more speak.

        Who was not asked, or of whom nobody knows, makes nobody deviate.
        """
        said, silent = self.cases(SAID), self.cases(SILENT)
        if len(said) == len(silent):
            return []
        return min(said, silent, key=len)


class ThemeComparison(NamedTuple):
    """One theme in all groups.

    Attributes
    ----------
    theme : CodedTheme
    sides : tuple of Side
    used : bool
        Whether any coder has used one of the theme's codes, in whoever's speech.
    """

    theme: CodedTheme
    sides: tuple[Side, ...]
    used: bool

    @property
    def contrast(self) -> float:
        """Largest difference (0-1) between two known groups in how many of those heard say something.

        It puts the themes in order and is no finding: of few cases it is large by chance. Silence is compared with
        speech; who was not asked makes no contrast.
        """
        return _widest([(len(side.cases(SAID)), side.heard) for side in self.sides if side.group.known])

    @property
    def spread(self) -> float:
        """Largest difference (0-1) between two known groups in how many of all their cases say something."""
        return _widest([(len(side.cases(SAID)), side.n) for side in self.sides if side.group.known])


def _widest(counts: Sequence[tuple[int, int]]) -> float:
    shares = [count / n for count, n in counts if n]
    return max(shares) - min(shares) if shares else 0.0


class Caution(NamedTuple):
    """Why a difference may not mean what it seems to.

    Attributes
    ----------
    kind : str
        ``small groups``, ``one office``, ``confounded``, ``unequal length``, ``without office``,
        ``many comparisons``; and of a single theme ``not used`` (no coder has used a code of it), ``unequal asking``
        or ``one case``.
    theme, group : str
        What it concerns; empty where it concerns all.
    text : str
        In the language in use when the comparison was made, with the threshold it goes by.
    """

    kind: str
    theme: str
    group: str
    text: str


class Comparison(NamedTuple):
    """Groups of cases compared, theme by theme.

    Attributes
    ----------
    by : str
        The attribute that makes the groups, or several with ``×`` between them.
    level : str
        What is counted: ``informant`` or ``office``.
    groups : tuple of Group
        Those whose value is not known last.
    themes : tuple of ThemeComparison
        Most contrasting first.
    cautions : tuple of Caution
    speakers : dict of (str or None) to str
        The line that says who speaks, by case id.
    """

    by: str
    level: str
    groups: tuple[Group, ...]
    themes: tuple[ThemeComparison, ...]
    cautions: tuple[Caution, ...]
    speakers: dict[str | None, str]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per theme and group.

        Columns: theme, kind, group, unit (what a case is: ``informant`` or ``office``), n (cases in the group); how
        many of them: said, silent, not_asked, unknown; heard (said + silent); share (0-1, said / heard; none of fewer
        than 5 heard), share_note (the counts behind it, or why there is none); contrast (0-1, of the theme: what the
        themes are in order of, no finding); names, parted by ``; ``: cases_said, cases_silent, cases_not_asked,
        cases_unknown, deviant; codings, words (counts).
        """
        import pandas as pd

        return pd.DataFrame(
            [_row(one, side, self.level) for one in self.themes for side in one.sides], columns=list(_FRAME)
        )

    @property
    def quotes(self) -> pd.DataFrame:
        """One row per theme, coding and case. Columns: group, and those of a theme view."""
        import pandas as pd

        rows = [
            (side.group.name, *quote[: len(COLUMNS)])
            for one in self.themes
            for side in one.sides
            for quote in side.quotes
        ]
        return pd.DataFrame(rows, columns=["group", *COLUMNS])

    @property
    def warnings(self) -> pd.DataFrame:
        """One row per caution. Columns: kind, theme, group, text."""
        import pandas as pd

        return pd.DataFrame(list(self.cautions), columns=list(Caution._fields))

    @property
    def pairs(self) -> pd.DataFrame:
        """Which two cases differ on most themes, one row per pair that differs; see `contrasts.pairs` for the counting.

        Columns: case, other, group, other_group; differ (themes where one says something and the other is silent),
        heard (themes both were heard on: each says something or is silent), themes (names of those that differ).
        """
        import pandas as pd

        from kodeverk.analysis.groups.contrasts import Pair, pairs

        return pd.DataFrame(pairs(self), columns=list(Pair._fields))

    @property
    def deviants(self) -> pd.DataFrame:
        """Who stands otherwise than more of her own group, one row per case and theme.

        Columns: case, group, theme, stands, group_stands (``said`` or ``silent``), alike (cases of the group that
        stand as she does, herself counted), others (that stand the other way). Who was not heard is in neither.
        """
        import pandas as pd

        from kodeverk.analysis.groups.contrasts import Deviant, deviants

        return pd.DataFrame(deviants(self), columns=list(Deviant._fields))

    def test(self, theme: str, *, between: tuple[str, str] | None = None) -> GroupTest:
        """Return what chance alone could do to one theme; see `testing.tests`.

        Raises
        ------
        UnknownName
            If the theme is not in this comparison, or there is no such group.
        """
        from kodeverk.analysis.groups.testing import test

        return test(self, theme, between)

    def tests(self, *, between: tuple[str, str] | None = None) -> GroupTests:
        """Return what chance alone could do to every theme of this comparison; see `testing.tests`.

        Parameters
        ----------
        between : (str, str), optional
            Names of the two groups, where there are more than two.
        """
        from kodeverk.analysis.groups.testing import tests

        return tests(self, between)

    def __repr__(self) -> str:
        groups = ", ".join(f"{group.label} (n={len(group.cases)})" for group in self.groups)
        themes = _("themes: {n}").format(n=len(self.themes))
        unit = _("offices") if self.level == OFFICE else _("informants")
        return f"<{self.by}, {unit}: {groups}; {themes}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.groups.showing import comparison_html

        return str(comparison_html(self))


def _row(one: ThemeComparison, side: Side, unit: str) -> tuple[object, ...]:
    found = [side.cases(status) for status in STATUSES]
    counts, listed = [len(cases) for cases in found], ["; ".join(cases) for cases in found]
    head = (one.theme.name, one.theme.kind, side.group.name, unit, side.n)
    tail = ("; ".join(side.deviant), side.codings, sum(side.words.values()))
    return *head, *counts, side.heard, side.share, _note(side), one.contrast, *listed, *tail


def _note(side: Side) -> str:
    """Return the counts behind a share, or why there is none."""
    counted = [f"{len(side.cases(SAID))} of {side.heard} heard said"]
    counted += [f"{len(side.cases(s))} {s}" for s in (NOT_ASKED, UNKNOWN_ASKED) if side.cases(s)]
    return "; ".join([*counted, f"no share of fewer than {SMALL} heard"] if side.heard < SMALL else counted)
