"""A crosswalk between two codebooks, with what has been coded on either side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.coding.crosswalks import turned
from kodeverk.messages import _, language
from kodeverk.model import Code, Coding, Crosswalk, Snapshot
from kodeverk.model.crosswalk import BROADER, EQUAL, NARROWER, NONE, WEAK
from kodeverk.model.lint_crosswalk import lint_crosswalk, sides, without_row
from kodeverk.model.names import match_one
from kodeverk.model.problems import Problem
from kodeverk.views import html
from kodeverk.views.naming import families

if TYPE_CHECKING:
    import pandas as pd


class Link(NamedTuple):
    """One row of a crosswalk, with what is coded.

    Attributes
    ----------
    from_code, to_code, strength, note : str
        As the crosswalk has them; the end without an equivalent is empty.
    from_codings, from_cases, to_codings, to_cases : int or None
        How many codings the code has, its children included, and in how many cases' speech; None where the study has
        no such code.
    """

    from_code: str
    to_code: str
    strength: str
    note: str
    from_codings: int | None
    from_cases: int | None
    to_codings: int | None
    to_cases: int | None


class CrosswalkView(NamedTuple):
    """A crosswalk, with what has been coded on either side.

    Attributes
    ----------
    crosswalk : Crosswalk
    links : tuple of Link
    without_row : dict of str to list of str
        By codebook, the paths of the codes of which the crosswalk says nothing.
    faults : tuple of Problem
        What does not fit; codes without a row among it.
    """

    crosswalk: Crosswalk
    links: tuple[Link, ...]
    without_row: Mapping[str, Sequence[str]]
    faults: tuple[Problem, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per link.

        Columns: from_code, to_code, strength (how `to_code` relates to `from_code`: ``equal``, ``narrower``,
        ``broader``, ``weak``, ``none``), note, from_codings, from_cases, to_codings, to_cases (counts, children
        included; missing where there is no such code).
        """
        import pandas as pd

        frame = pd.DataFrame(list(self.links), columns=list(Link._fields))
        return frame.astype(dict.fromkeys(Link._fields[4:], "Int64"))

    @property
    def problems(self) -> pd.DataFrame:
        """What does not fit between crosswalk and codebooks. Columns: severity, where, what, advice."""
        import pandas as pd

        return pd.DataFrame(list(self.faults), columns=list(Problem._fields))

    def __repr__(self) -> str:
        one = self.crosswalk
        count = {strength: sum(link.strength == strength for link in self.links) for strength in _LABELS}
        told = ", ".join(f"{_LABELS[strength]()} {n}" for strength, n in count.items() if n)
        return f"<{one.from_codebook} → {one.to_codebook}: {told}>"

    def _repr_html_(self) -> str:
        one = self.crosswalk
        rows = [
            [
                link.from_code or "–", _count(link.from_codings, link.from_cases), _LABELS[link.strength](),
                html.together([link.to_code or "–", html.tag("div", link.note, style=html.SMALL)]),
                _count(link.to_codings, link.to_cases),
            ]
            for link in self.links
        ]  # fmt: skip
        counts = _("codings (cases)")
        heads = [one.from_codebook, counts, "", one.to_codebook, counts]
        parts = [html.tag("h3", one.title.in_language(language())), html.table(heads, rows)]
        if self.faults:
            parts.append(html.items(f"{fault.where}: {fault.what}. {fault.advice}" for fault in self.faults))
        return str(html.block(*parts))


_LABELS: dict[str, Callable[[], str]] = {
    EQUAL: lambda: _("equal"),
    NARROWER: lambda: _("narrower"),
    BROADER: lambda: _("broader"),
    WEAK: lambda: _("weak"),
    NONE: lambda: _("no equivalent"),
}
"""How each strength is called in the language in use."""


def _count(codings: int | None, cases: int | None) -> str:
    return "" if codings is None else f"{codings} ({cases})"


def crosswalk(snapshot: Snapshot, name: str, *, reverse: bool = False) -> CrosswalkView:
    """Return a crosswalk with what has been coded on either side, and what does not fit.

    Parameters
    ----------
    snapshot : Snapshot
    name : str
        Its id.
    reverse : bool
        Read from the codebook that is entered; *narrower* and *broader* change places.

    Raises
    ------
    UnknownName
        If the study has no such crosswalk.
    """
    one = match_one("crosswalk", name, snapshot.table(Crosswalk), lambda found: (found.id,))
    one = turned(one) if reverse else one
    known = {(code.codebook, code.path): code.id for code in snapshot.all(Code)}
    links = tuple(
        Link(
            *link,
            *_coded(snapshot, known.get((one.from_codebook, link.from_code))),
            *_coded(snapshot, known.get((one.to_codebook, link.to_code))),
        )
        for link in one.links
    )
    missing = {
        book: without_row([path for codebook, path in known if codebook == book], paths) for book, paths in sides(one)
    }
    return CrosswalkView(one, links, missing, tuple(lint_crosswalk(one, snapshot.all(Code))))


def _coded(snapshot: Snapshot, code_id: str | None) -> tuple[int | None, int | None]:
    """Return how many codings a code has, its children included, and in how many cases' speech."""
    if code_id is None:
        return None, None
    codings, cases = snapshot.derive("codings and cases by code", lambda: _by_code(snapshot))
    below = families(snapshot)[code_id]
    return sum(codings[code] for code in below), len(set().union(*(cases[code] for code in below)))


def _by_code(snapshot: Snapshot) -> tuple[Mapping[str, int], Mapping[str, set[str]]]:
    codings = Counter(coding.code_id for coding in snapshot.all(Coding))
    cases: dict[str, set[str]] = defaultdict(set)
    for case_id, found in snapshot.codings_by_case().items():
        if case_id is not None:
            for coding in found:
                cases[coding.code_id].add(case_id)
    return codings, cases
