"""What a test of two groups returns: counts, what was dealt out, p, and the smallest p there could be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.groups.grouping import OFFICE
from kodeverk.analysis.groups.limits import LEVEL, SEED, SMALL
from kodeverk.analysis.groups.permutation import Chance, Heard
from kodeverk.messages import _, _n, numeral
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

WITHIN = "informant within office"
ONE_OFFICE, NOBODY, APART = "one office against one", "nobody heard", "no office with both groups"
UNPLACED, ALIKE, ALIKE_WITHIN = "office not known", "all alike", "all alike within their offices"
_FRAME = (
    "theme", "group", "other_group", "said", "heard", "other_said", "other_heard", "difference", "unit", "units",
    "other_units", "allocations", "drawn", "p", "smallest_p", "holm_p", "fisher_p", "reason", "without_office",
)  # fmt: skip


class GroupTest(NamedTuple):
    """Whether chance alone would make two groups differ as much on one theme.

    Attributes
    ----------
    theme : str
    groups : (str, str)
        Labels of the two groups, in the language in use.
    names : (str, str)
        Their names.
    counts : (Heard, Heard)
        Of each group, how many cases were heard on the theme and how many of them say something.
    unit : str
        What is dealt out: ``office``, or ``informant within office`` where both groups are found in one office.
    units : (int, int)
        How many of them each group has, of those heard.
    chance : Chance or None
        None where no test can tell.
    reason : str
        Why none can: ``nobody heard`` (in one of the groups), ``office not known`` (of a case in the groups),
        ``one office against one``, ``no office with both groups``; ``all alike`` where all heard say it or nobody
        does, ``all alike within their offices`` where that is so in every office with both groups. Else empty.
    fisher_p : float or None
        Fisher's exact test, only where what is dealt out is the case itself.
    holm_p : float or None
        `p` adjusted for how many themes were tested.
    without_office : tuple of str
        Names of the cases in the groups whose office is not known.
    """

    theme: str
    groups: tuple[str, str]
    names: tuple[str, str]
    counts: tuple[Heard, Heard]
    unit: str
    units: tuple[int, int]
    chance: Chance | None
    reason: str = ""
    fisher_p: float | None = None
    holm_p: float | None = None
    without_office: tuple[str, ...] = ()

    @property
    def p(self) -> float | None:
        """Two-sided p (0-1); None where no test can tell."""
        return None if self.chance is None else self.chance.p

    @property
    def smallest(self) -> float | None:
        """The smallest p this design can reach, whatever is said; None where no test can tell."""
        return None if self.chance is None else self.chance.smallest

    @property
    def difference(self) -> float | None:
        """Difference (-1 to 1) of the shares that say something, of those heard; None of fewer than 5 cases."""
        one, other = self.counts
        return one.said / one.heard - other.said / other.heard if min(one.heard, other.heard) >= SMALL else None

    @property
    def why(self) -> str:
        """Why no test can tell, in the language in use; empty where one can."""
        return reason_label(self.reason).format(cases=", ".join(self.without_office))

    def in_words(self) -> str:
        """Return the result with its n, unit and the smallest p there can be, in the language in use."""
        counted = ", ".join(
            _("{group}: {said} of {heard} heard").format(group=group, said=count.said, heard=count.heard)
            for group, count in zip(self.groups, self.counts, strict=True)
        )
        return f"{counted}. {self._result()}"

    def _result(self) -> str:
        if self.chance is None:
            return self.why
        unit = unit_label(self.unit)
        text = _(
            "Of {all} ways to deal out {unit} ({one} and {other}), p = {p}; the smallest p possible is {smallest}."
        )
        parts = [
            text.format(
                all=self.chance.allocations, unit=unit, one=self.units[0], other=self.units[1], p=shown(self.p),
                smallest=shown(self.smallest),
            )
        ]  # fmt: skip
        if self.chance.drawn:
            parts.append(_("{n} of them were drawn (seed {seed}).").format(n=self.chance.drawn, seed=SEED))
        if self.chance.smallest > LEVEL:
            parts.append(_("No result of this design could fall below {level}.").format(level=numeral(LEVEL)))
        return " ".join(parts)

    def __repr__(self) -> str:
        return f"<{self.theme}: {self.in_words()}>"

    def _repr_html_(self) -> str:
        return str(html.block(html.labelled(self.theme, self.in_words())))


class GroupTests(NamedTuple):
    """Every theme of a comparison tested.

    Attributes
    ----------
    by, level : str
        As the comparison has them.
    tests : tuple of GroupTest
        In the order of the themes.
    """

    by: str
    level: str
    tests: tuple[GroupTest, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per theme.

        Columns: theme, group, other_group; said, heard, other_said, other_heard (cases); difference (-1 to 1, of the
        shares of those heard; none of fewer than 5 cases); unit (what is dealt out), units, other_units (how many);
        allocations, drawn (counts; 0 drawn where all were counted); p, smallest_p, holm_p, fisher_p (0-1; none where
        it cannot be told), reason (why not); without_office (names of cases whose office is not known, parted by
        ``; ``).
        """
        import pandas as pd

        return pd.DataFrame([_row(one) for one in self.tests], columns=list(_FRAME))

    @property
    def tested(self) -> int:
        """Number of themes that could be tested."""
        return sum(one.chance is not None for one in self.tests)

    def in_words(self) -> str:
        """Return what many tests do, or why there is none, in the language in use."""
        if not self.tested:
            return " ".join(dict.fromkeys(one.why for one in self.tests))
        text = _n(
            "{count} theme was tested: a p-value from chance alone is expected near {least}. Holm's p is p itself.",
            "{count} themes were tested: of so many p-values from chance alone, the smallest is expected near {least}. "
            "Holm's p takes account of how many they are.",
            self.tested,
        )
        reachable = min(one.smallest for one in self.tests if one.smallest is not None)
        words = text.format(count=self.tested, least=shown(max(1 / (self.tested + 1), reachable)))
        if reachable > LEVEL:
            words += " " + _("No result of this design could fall below {level}.").format(level=numeral(LEVEL))
        return words

    def __repr__(self) -> str:
        return f"<{self.by}: {len(self.tests)}; {self.in_words()}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.groups.showing import tests_html

        return str(tests_html(self))


def shown(p: float | None) -> str:
    """Return a p-value with three decimals; a dash where there is none.

    >>> shown(1 / 3), shown(0.00004), shown(None)
    ('0.333', '< 0.001', '–')
    """
    if p is None:
        return "–"
    return numeral(p, 3) if p >= 0.001 else f"< {numeral(0.001, 3)}"


def unit_label(unit: str) -> str:
    """Return what is dealt out, in the language in use."""
    return _("offices") if unit == OFFICE else _("informants within their offices")


def reason_label(reason: str) -> str:
    """Return why no test can tell, in the language in use."""
    labels = {
        ONE_OFFICE: _("With one office against one, no test can tell."),
        NOBODY: _("In one of the groups nobody was heard: there is nothing to test."),
        APART: _("In no office were both groups heard: no test can tell."),
        UNPLACED: _("The office of {cases} is not known: it cannot be told what to deal out."),
        ALIKE: _("All who were heard say it, or nobody does: there is nothing to test."),
        ALIKE_WITHIN: _("In every office with both groups all say it, or nobody does: there is nothing to test."),
    }
    return labels.get(reason, reason)


def _row(one: GroupTest) -> tuple[object, ...]:
    mine, theirs = one.counts
    chance = (0, 0) if one.chance is None else (one.chance.allocations, one.chance.drawn)
    return (
        one.theme, *one.names, mine.said, mine.heard, theirs.said, theirs.heard, one.difference, one.unit, *one.units,
        *chance, one.p, one.smallest, one.holm_p, one.fisher_p, one.reason,
        "; ".join(one.without_office),
    )  # fmt: skip
