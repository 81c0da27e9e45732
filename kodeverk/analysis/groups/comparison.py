"""What a comparison returns: themes, the groups' sides of each, and cautions against reading too much."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kodeverk.messages import _
from kodeverk.model import Case
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, UNKNOWN_ASKED, Standing
from kodeverk.views.naming import state_label
from kodeverk.views.quotes import COLUMNS, Quote
from kodeverk.views.resolve import CodedTheme

if TYPE_CHECKING:
    import pandas as pd

_FRAME = (
    "theme", "kind", "group", "n", "said", "silent", "not_asked", "unknown", "share", "contrast", "cases_said",
    "cases_silent", "cases_not_asked", "cases_unknown", "deviant", "codings", "words",
)  # fmt: skip


class Group(NamedTuple):
    """The cases that share a value.

    Attributes
    ----------
    name : str
        The value; or its state where it is not known.
    known : bool
    cases : tuple of Case
    """

    name: str
    known: bool
    cases: tuple[Case, ...]

    @property
    def label(self) -> str:
        """The name, in the language in use where it is the state of an attribute."""
        return self.name if self.known else state_label(self.name)


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
        Words coded under the theme, by name of the case.
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
    def share(self) -> float:
        """Share (0-1) of the cases that say something; 0 for an empty group."""
        return len(self.cases(SAID)) / self.n if self.n else 0.0

    @property
    def share_of_heard(self) -> float | None:
        """Share (0-1) of the cases that say something of those that say something or are silent.

        Cases that were not asked, or of which nobody knows, are in neither part. None where no case is left.
        """
        said, silent = len(self.cases(SAID)), len(self.cases(SILENT))
        return said / (said + silent) if said + silent else None

    @property
    def codings(self) -> int:
        """Number of codings."""
        return len({quote.coding_id for quote in self.quotes})

    @property
    def deviant(self) -> list[str]:
        """Names of the fewer than half who say something, or who are silent, in a group."""
        said, silent = self.cases(SAID), self.cases(SILENT)
        if 2 * len(said) < self.n:
            return said
        return silent if 2 * len(said) > self.n else []


class ThemeComparison(NamedTuple):
    """One theme in all groups.

    Attributes
    ----------
    theme : CodedTheme
    sides : tuple of Side
    """

    theme: CodedTheme
    sides: tuple[Side, ...]

    @property
    def contrast(self) -> float:
        """Largest difference (0-1) between two known groups in how many of those asked say something.

        Silence is compared with speech; who was not asked makes no contrast.
        """
        shares = [side.share_of_heard for side in self.sides if side.group.known]
        heard = [share for share in shares if share is not None]
        return max(heard) - min(heard) if heard else 0.0

    @property
    def spread(self) -> float:
        """Largest difference (0-1) between two known groups in the share of all their cases that say something."""
        shares = [side.share for side in self.sides if side.group.known]
        return max(shares) - min(shares) if shares else 0.0


class Caution(NamedTuple):
    """Why a difference may not mean what it seems to.

    Attributes
    ----------
    kind : str
        ``one office``, ``confounded``, ``unequal asking`` or ``one case``.
    theme, group : str
        What it concerns; empty where it concerns all.
    text : str
        In the language in use when the comparison was made.
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
        The attribute that makes the groups.
    groups : tuple of Group
        Those whose value is not known last.
    themes : tuple of ThemeComparison
        Most contrasting first.
    cautions : tuple of Caution
    speakers : dict of (str or None) to str
        The line that says who speaks, by case id.
    """

    by: str
    groups: tuple[Group, ...]
    themes: tuple[ThemeComparison, ...]
    cautions: tuple[Caution, ...]
    speakers: dict[str | None, str]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per theme and group.

        Columns: theme, kind, group, n (cases in the group); how many of them: said, silent, not_asked,
        unknown; share (0-1, said / n); contrast (0-1, of the theme); names, parted by ``; ``: cases_said,
        cases_silent, cases_not_asked, cases_unknown, deviant; codings, words (counts).
        """
        import pandas as pd

        return pd.DataFrame([_row(one, side) for one in self.themes for side in one.sides], columns=list(_FRAME))

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

    def __repr__(self) -> str:
        groups = ", ".join(f"{group.label} (n={len(group.cases)})" for group in self.groups)
        themes = _("themes: {n}").format(n=len(self.themes))
        return f"<{self.by}: {groups}; {themes}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.groups.showing import comparison_html

        return str(comparison_html(self))


def _row(one: ThemeComparison, side: Side) -> tuple[object, ...]:
    found = [side.cases(status) for status in (SAID, SILENT, NOT_ASKED, UNKNOWN_ASKED)]
    counts, listed = [len(cases) for cases in found], ["; ".join(cases) for cases in found]
    head = (one.theme.name, one.theme.kind, side.group.name, side.n)
    tail = ("; ".join(side.deviant), side.codings, sum(side.words.values()))
    return *head, *counts, side.share, one.contrast, *listed, *tail
