"""The framework matrix: case by theme, with what has been condensed, or how much there is to condense.

Ritchie & Spencer (1994), Qualitative data analysis for applied policy research, in Bryman & Burgess (eds.), Analyzing
Qualitative Data; Gale et al. (2013), Using the framework method for the analysis of qualitative data in
multi-disciplinary health research, BMC Medical Research Methodology 13:117.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.coding.condense import fingerprint, written_by
from kodeverk.errors import KodeverkError
from kodeverk.messages import _, _n
from kodeverk.model import Case, Category, Coding, Snapshot
from kodeverk.views import html
from kodeverk.views.asked import SAID, in_all, status_label, unsaid
from kodeverk.views.condensations import Summary, codings_under, marked, summary_of, theme_id
from kodeverk.views.naming import attribute_label, members, names, speaking_cases, top_codes
from kodeverk.views.quotes import frame_from
from kodeverk.views.resolve import CodedTheme, category_theme, code_theme, resolve_theme

if TYPE_CHECKING:
    import pandas as pd

INFORMANT, OFFICE = "informant", "office"
ROWS = (INFORMANT, OFFICE)


class Cell(NamedTuple):
    """What one case says under one theme.

    Attributes
    ----------
    case, office, theme : str
        Short names.
    status : str
        ``said``, ``silent``, ``not asked`` or ``unknown whether asked``.
    codings : int
    summaries : tuple of Summary
        What has been condensed, by coder.
    seen : str
        Fingerprint of the codings as they are now.
    case_id, theme_id : str
    """

    case: str
    office: str
    theme: str
    status: str
    codings: int
    summaries: tuple[Summary, ...]
    seen: str
    case_id: str
    theme_id: str

    @property
    def text(self) -> str:
        """What has been condensed; where several coders have, each after her name; empty where nobody has."""
        if len(self.summaries) == 1:
            return self.summaries[0].text
        return "\n\n".join(f"{summary.coder}: {summary.text}" for summary in self.summaries)

    @property
    def stale(self) -> bool:
        """Whether the codings have changed since any of it was written."""
        return any(summary.stale for summary in self.summaries)


class Long(NamedTuple):
    """A row of the long frame: one condensation, or one cell where nothing is condensed."""

    case: str
    office: str
    theme: str
    status: str
    codings: int
    text: str
    stale: bool
    why_stale: str
    coder: str
    case_id: str
    theme_id: str
    condensation_id: str


class Framework(NamedTuple):
    """A matrix of cases by themes to read across and down.

    Attributes
    ----------
    rows : str
        ``informant`` or ``office``.
    themes : tuple of CodedTheme
        The columns.
    cells : tuple of tuple of Cell
        Row by row.
    """

    rows: str
    themes: tuple[CodedTheme, ...]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per case. Columns: case, office, and one for each theme, by its short name.

        A cell holds what is condensed, with ``[stale] `` before it where its codings have changed; else how many
        codings there are (``3 codings``); else ``silent``, ``not asked`` or ``unknown whether asked``.
        """
        import pandas as pd

        columns = ["case", "office", *(theme.name for theme in self.themes)]
        rows = [[line[0].case, line[0].office, *map(_plain, line)] for line in self.cells]
        return pd.DataFrame(rows, columns=columns, dtype=object)

    @property
    def long(self) -> pd.DataFrame:
        """One row per case, theme and coder who has condensed it; one where nobody has.

        Columns: case, office, theme, status, codings (a count), text, stale, why_stale, coder, case_id, theme_id,
        condensation_id.
        """
        return frame_from(Long, (row for line in self.cells for cell in line for row in _long(cell)))

    def __repr__(self) -> str:
        cells = [cell for line in self.cells for cell in line]
        written = _("condensed: {n} of {all} cells").format(
            n=sum(bool(cell.summaries) for cell in cells),
            all=sum(cell.status == SAID or bool(cell.summaries) for cell in cells),
        )
        stale = _("stale: {n}").format(n=sum(cell.stale for cell in cells))
        size = f"{len(self.cells)} x {len(self.themes)}"
        return f"<{attribute_label(self.rows)} x {_('theme')}: {size}; {written}; {stale}>"

    def _repr_html_(self) -> str:
        head = [html.tag("th", _("Case"), style=_FIRST)]
        head += [html.tag("th", theme.heading, style=f"{html.CELL};min-width:14em") for theme in self.themes]
        body = [html.tag("tr", _name(line[0]), *map(_cell, line)) for line in self.cells]
        table = html.tag("table", html.tag("thead", html.tag("tr", *head)), html.tag("tbody", *body), style=_TABLE)
        note = _("Small print: nothing is condensed yet, or nothing is said.")
        return str(
            html.tag(
                "div",
                html.tag("p", repr(self)[1:-1]),
                html.tag("div", table, style="overflow-x:auto"),
                html.tag("p", note, style=html.SMALL),
                style="font-family:system-ui,sans-serif;line-height:1.4",
            )
        )


_TABLE = "border-collapse:collapse;font-size:.92em"
_FIRST = f"{html.CELL};position:sticky;left:0;backdrop-filter:blur(10px)"
"""What stands first stays in sight; blurred rather than covered, on light and dark pages alike."""


def _name(cell: Cell) -> Markup:
    office = html.tag("div", cell.office, style=f"{html.SMALL};font-weight:normal") if cell.office != cell.case else ""
    return html.tag("th", cell.case, office, style=_FIRST)


def _cell(cell: Cell) -> Markup:
    if not cell.summaries:
        return html.tag("td", html.tag("span", placeholder(cell), style=html.SMALL), style=html.CELL)
    several = len(cell.summaries) > 1
    parts = [
        html.tag("div", html.together([html.tag("b", s.coder, ": "), marked(s)]) if several else marked(s))
        for s in cell.summaries
    ]
    return html.tag("td", *parts, style=f"{html.CELL};white-space:pre-wrap")


def placeholder(cell: Cell) -> str:
    """Return what stands in a cell where nothing is condensed, in the language in use."""
    if cell.status == SAID:
        return _n("{count} coding", "{count} codings", cell.codings).format(count=cell.codings)
    return status_label(cell.status)


def _plain(cell: Cell) -> str:
    if cell.summaries:
        return ("[stale] " if cell.stale else "") + cell.text
    if cell.status == SAID:
        return f"{cell.codings} coding" + ("s" if cell.codings != 1 else "")
    return cell.status


def _long(cell: Cell) -> list[Long]:
    head, ids = cell[:5], (cell.case_id, cell.theme_id)
    if not cell.summaries:
        return [Long(*head, "", False, "", "", *ids, "")]
    return [Long(*head, s.text, s.stale, s.why_stale, s.coder, *ids, s.condensation_id) for s in cell.summaries]


def framework(snapshot: Snapshot, themes: Sequence[str] | None = None, *, rows: str = INFORMANT) -> Framework:
    """Return the framework matrix of cases by themes.

    Parameters
    ----------
    snapshot : Snapshot
    themes : list of str, optional
        Codes (with their children), categories or sub-questions; without it all categories, or where there are none
        all codes at the top of their codebook.
    rows : str
        ``informant`` or ``office``. What is condensed of an informant stands in her own row alone, what is condensed
        of an office in the office's.

    Raises
    ------
    UnknownName, AmbiguousName
        If a theme is unknown, or its name fits several.
    KodeverkError
        If `rows` is neither of the two, or there is no theme.
    """
    if rows not in ROWS:
        raise KodeverkError(f"A framework matrix has rows of {' or '.join(ROWS)}, not of {rows!r}.")
    chosen = _usual(snapshot) if themes is None else [resolve_theme(snapshot, name) for name in themes]
    if not chosen:
        raise KodeverkError("A framework matrix needs a theme; the study has no codes yet.")
    columns = [(theme, codings_under(snapshot, theme)) for theme in _told_apart(chosen)]
    cells = tuple(tuple(cell_of(snapshot, case, *column) for column in columns) for case in _cases(snapshot, rows))
    return Framework(rows, tuple(theme for theme, _under in columns), cells)


def _told_apart(themes: Sequence[CodedTheme]) -> list[CodedTheme]:
    """Return the themes each once, with the kind before the name where two kinds go by one name."""
    once = list({theme_id(theme): theme for theme in themes}.values())
    count = Counter(theme.name for theme in once)
    return [t if count[t.name] == 1 else t._replace(name=f"{t.kind}:{t.name}") for t in once]


def _usual(snapshot: Snapshot) -> list[CodedTheme]:
    categories = [category_theme(snapshot, snapshot.table(Category)[key]) for key in names(snapshot).category]
    return categories or [code_theme(snapshot, key) for key in top_codes(snapshot)]


def _cases(snapshot: Snapshot, rows: str) -> list[Case]:
    if rows == INFORMANT:
        return speaking_cases(snapshot)
    offices = {case.office_id or case.id for case in speaking_cases(snapshot)}
    return [snapshot.table(Case)[key] for key in names(snapshot).case if key in offices]


def cell_of(snapshot: Snapshot, case: Case, theme: CodedTheme, under: Mapping[str, list[Coding]]) -> Cell:
    """Return what one case says under one theme, from the codings under it by case id."""
    codings, key = under.get(case.id, []), theme_id(theme)
    found = written_by(snapshot, case.id, key)
    codes = frozenset(theme.codes)
    standing = SAID if codings else in_all(unsaid(snapshot, one.id, codes) for one in members(snapshot, case))
    return Cell(
        case.name, names(snapshot).office[case.id], theme.name, standing, len(codings),
        tuple(summary_of(snapshot, record, theme, under) for record in found), fingerprint(codings), case.id, key,
    )  # fmt: skip
