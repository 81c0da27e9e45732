"""Condensations, the framework matrix and concepts, as `Study` and `Project` bind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.coding import condense as condensing
from kodeverk.errors import UnknownName
from kodeverk.model import Plan, Receipt, Snapshot

if TYPE_CHECKING:
    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project
    from kodeverk.views.concept import Concept
    from kodeverk.views.condensations import Condensations
    from kodeverk.views.framework import Framework


def condense(
    self: Project, case: str, theme: str, text: str, *, coder: str, codings: Iterable[str] | None = None
) -> Receipt:
    """Sum up what a case says under a theme (meaning condensation), tied to its codings; return the receipt.

    A new text by the same coder takes the place of her former one, which stays in the change log. When the codings of
    the case under the theme change, the condensation is shown as stale; see `condensations`.

    Parameters
    ----------
    case : str
        An informant, or an office for all its informants.
    theme : str
        A code (with its children), category or sub-question.
    text : str
    coder : str
    codings : iterable of str, optional
        Ids of the codings it rests on; without it all of the case under the theme.

    Raises
    ------
    KodeverkError
        If nothing of the case is coded under the theme: there is no condensation without source.
    UnknownName, AmbiguousName
        If a name fits nothing, or several; or an id is no coding of the case under the theme.
    """
    chosen = None if codings is None else list(codings)

    def plan(now: Snapshot) -> Plan:
        from kodeverk.views.condensations import codings_under, theme_id
        from kodeverk.views.resolve import resolve_theme

        found, summed = resolve_theme(now, theme), now.case(case)
        under = codings_under(now, found).get(summed.id, [])
        return condensing.condense(now, (summed.id, theme_id(found)), text, under, coder=coder, codings=chosen)

    return self.write(plan, verb="condense", who=coder)


def remove_condensation(self: Project, case: str, theme: str, *, coder: str, why: str = "") -> Receipt:
    """Remove what a coder has written of a case under a theme; return the receipt. `undo` brings it back.

    Raises
    ------
    UnknownName
        If she has written nothing there.
    """

    def plan(now: Snapshot) -> Plan:
        from kodeverk.views.condensations import theme_id
        from kodeverk.views.resolve import resolve_theme

        key = theme_id(resolve_theme(now, theme))
        written = condensing.written_by(now, now.case(case).id, key)
        mine = [record.id for record in written if record.coder == coder]
        if not mine:
            others = ", ".join(record.coder for record in written) or "nobody"
            raise UnknownName(f"{coder} has condensed nothing there; {others} has. Nothing was changed.")
        return condensing.remove(now, mine)

    return self.write(plan, verb="remove_condensation", who=coder, why=why)


def condensations(self: Study) -> Condensations:
    """Return every condensation: its length against what it sums up, and whether its codings have changed since."""
    from kodeverk.views.condensations import condensations

    return condensations(self.snapshot)


def framework(self: Study, themes: Sequence[str] | None = None, *, rows: str = "informant") -> Framework:
    """Return the framework matrix: what is condensed of each case under each theme, stale where codings changed.

    Parameters
    ----------
    themes : list of str, optional
        Codes, categories or sub-questions; without it all categories.
    rows : str
        ``informant`` or ``office``.
    """
    from kodeverk.views.framework import framework

    return framework(self.snapshot, themes, rows=rows)


def framework_to_excel(
    self: Study, path: str | Path, *, themes: Sequence[str] | None = None, rows: str = "informant"
) -> Path:
    """Write the framework matrix to Excel, to be written in and brought back by `add_framework`; return the path."""
    from kodeverk.reports import framework_to_excel

    return framework_to_excel(framework(self, themes, rows=rows), path)


def add_framework(self: Project, path: str | Path, *, coder: str, remove: bool = False) -> Receipt:
    """Bring back a framework matrix that was edited in Excel: each changed cell becomes a condensation by `coder`.

    All of them, or none. Where the codings of a cell have changed since the matrix was written, what was written is
    kept and shown as stale, and the receipt says so. Twice the same workbook changes nothing.

    Parameters
    ----------
    path : str or Path
        A workbook that `framework_to_excel` wrote. Rows and columns may have been sorted, moved or removed.
    coder : str
        Who wrote in it.
    remove : bool
        Whether an emptied cell removes what was condensed there; if not, it is left as it was, and told.

    Raises
    ------
    FormatError
        If a cell cannot be told, holds a formula, or was changed in the study too since; the message names it.
    KodeverkError
        If something is written where the case has no coding: there is no condensation without source.
    """
    from kodeverk.project.returned import returning
    from kodeverk.reading import read_framework
    from kodeverk.reading.worker import read_limited

    cells = read_limited(read_framework, path)
    return self.write(lambda now: returning(now, cells, coder=coder, remove=remove), verb="add_framework", who=coder)


def concept(self: Study, word: str, *, by: str) -> Concept:
    """Return how a word is used in each group of an attribute: who says it, in what words, and coded how.

    Parameters
    ----------
    word : str
        As `search` reads it: every inflected form; ``oppfølging*`` finds compounds too.
    by : str
        Attribute of cases.
    """
    from kodeverk.views.concept import concept

    return concept(self.snapshot, word, by=by)
