"""Corrections of a text: what each did to the codings and what else counts in it, as they show themselves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.coding.correcting import CHANGED, KEPT, MOVED, ORPHANED, OUTCOMES
from kodeverk.messages import _, _n
from kodeverk.model import Receipt
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd


class Moved(NamedTuple):
    """What became of one thing that counted in the text.

    Attributes
    ----------
    kind : str
        ``coding``, ``suggestion``, ``evidence``, ``adjudication``, ``memo`` (on a turn) or ``asked``.
    id : str
    outcome : str
        ``kept``, ``moved``, ``changed`` or ``orphaned``.
    about : str
        The code; of evidence the proposition, of a question asked its id; empty for the rest.
    coder : str
    before : str
        What the passage, or the turn, said.
    after : str
        What it says now; empty where it is orphaned.
    start, end : int
        Its span in the version before, in code points.
    new_start, new_end : int or None
        Its span in the new version.
    """

    kind: str
    id: str
    outcome: str
    about: str
    coder: str
    before: str
    after: str
    start: int
    end: int
    new_start: int | None
    new_end: int | None


class Correction(NamedTuple):
    """What one correction of a text did.

    Attributes
    ----------
    source : str
    number : int
        Number of the version it made.
    at, who, why : str
    rows : tuple of Moved
        Codings first, by what became of them and in the order of the text.
    receipt : Receipt or None
        Of the correction just made.
    """

    source: str
    number: int
    at: str
    who: str
    why: str
    rows: tuple[Moved, ...]
    receipt: Receipt | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many codings were ``kept``, ``moved``, ``changed`` and ``orphaned``."""
        found = Counter(row.outcome for row in self.rows if row.kind == "coding")
        return {one: found[one] for one in OUTCOMES}

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each thing that counted in the text. Columns: source, version, and the fields of `Moved`."""
        import pandas as pd

        return pd.DataFrame([(self.source, self.number, *row) for row in self.rows], columns=_COLUMNS)

    def __repr__(self) -> str:
        return f"<{self._line()}>"

    def _line(self) -> str:
        if self.receipt is not None and self.receipt.seq is None:
            return str(self.receipt)
        told = [f"{outcome_label(one)} {count}" for one, count in self.counts.items()]
        said = _("{source}, version {n}: codings {counts}")
        return said.format(source=self.source, n=self.number, counts=", ".join(told))

    def _repr_html_(self) -> str:
        parts: list[object] = [html.tag("p", html.tag("b", self._line()))]
        made = " – ".join(part for part in (self.at, self.who, self.why) if part)
        parts += [html.tag("p", made, style=html.SMALL)] if made else []
        for one in (ORPHANED, CHANGED, MOVED, KEPT):
            found = [row for row in self.rows if row.outcome == one]
            if found:
                title = f"{outcome_label(one)} ({len(found)})"
                listed = html.table(_heads(), [_cells(row) for row in found])
                open_at_once = one in (ORPHANED, CHANGED)
                parts += [html.tag("h4", title), listed] if open_at_once else [html.details(title, listed)]
        return str(html.block(*parts))


class Corrections(NamedTuple):
    """The corrections of a study's texts, or of one, oldest first."""

    corrections: tuple[Correction, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """The rows of all. Columns: source, version, and the fields of `Moved`."""
        import pandas as pd

        rows = [(one.source, one.number, *row) for one in self.corrections for row in one.rows]
        return pd.DataFrame(rows, columns=_COLUMNS)

    def __repr__(self) -> str:
        count = len(self.corrections)
        written = _n("{count} correction", "{count} corrections", count).format(count=count)
        return f"<{written}>"

    def _repr_html_(self) -> str:
        none = _("No text was corrected.")
        return "".join(one._repr_html_() for one in self.corrections) or f"<p>{none}</p>"


_COLUMNS = ["source", "version", *Moved._fields]


def outcome_label(outcome: str) -> str:
    """Return what became of a coding, in the language in use."""
    return {
        KEPT: _("kept as they were"),
        MOVED: _("moved with the text"),
        CHANGED: _("text altered, to be looked at"),
        ORPHANED: _("text removed, or place not certain"),
    }[outcome]


def _heads() -> list[str]:
    return [_("What"), _("About"), _("Coder"), _("Text before"), _("Text now")]


def _cells(row: Moved) -> list[object]:
    return [_kind_label(row.kind), row.about, row.coder, row.before, row.after or html.tag("i", _("none"))]


def _kind_label(kind: str) -> str:
    return {
        "coding": _("coding"),
        "suggestion": _("suggestion"),
        "evidence": _("evidence"),
        "adjudication": _("decision between coders"),
        "memo": _("memo on a turn"),
        "asked": _("question asked"),
    }[kind]
