"""What a picture is of: themes with a label each that no other has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kodeverk.model import Coding, Snapshot
from kodeverk.pictures.sheet import PALE
from kodeverk.views.colours import colours
from kodeverk.views.html import LIGHT, NEUTRAL, contrast
from kodeverk.views.naming import ancestors, families, names, top_codes
from kodeverk.views.resolve import CODE, CodedTheme, code_theme, resolve_theme

LEAST = 1.8
"""Contrast with white below which a colour is not used: what is filled must differ from what is empty."""


class Shown(NamedTuple):
    """A theme as it is shown.

    Attributes
    ----------
    theme : CodedTheme
    label : str
        In the language in use; the short name where two themes have one label.
    colour : str
        ``#rrggbb``, the codebook's; a dark grey where that could not be told from white.
    depth : int
        How many of the themes shown stand above it in the codebook.
    """

    theme: CodedTheme
    label: str
    colour: str
    depth: int


def themes(snapshot: Snapshot, of: str | Iterable[str] | None, *, every: bool = False) -> list[Shown]:
    """Return the themes a picture is of, in the order given, or else in the codebook's.

    Parameters
    ----------
    snapshot : Snapshot
    of : str or list of str, optional
        Codes (with their children), categories or sub-questions; otherwise the codes in use.
    every : bool
        Whether these are all codes in use, or only those at the top.

    Raises
    ------
    UnknownName, AmbiguousName
    """
    if of is None:
        used = {coding.code_id for coding in snapshot.all(Coding)}
        chosen = used if every else {top for top in top_codes(snapshot) if used.intersection(families(snapshot)[top])}
        found = [code_theme(snapshot, key) for key in names(snapshot).code if key in chosen]
    else:
        found = [resolve_theme(snapshot, name) for name in ([of] if isinstance(of, str) else of)]
    return _shown(snapshot, found)


def _shown(snapshot: Snapshot, found: Sequence[CodedTheme]) -> list[Shown]:
    headings = Counter(theme.heading for theme in found)
    ids = {theme.id for theme in found}
    return [
        Shown(
            theme,
            theme.heading if headings[theme.heading] == 1 else theme.name,
            _colour(snapshot, theme),
            len(ids.intersection(ancestors(snapshot, theme.id))) if theme.kind == CODE else 0,
        )
        for theme in found
    ]


def _colour(snapshot: Snapshot, theme: CodedTheme) -> str:
    colour = colours(snapshot)[theme.id] if theme.kind == CODE else NEUTRAL
    return colour if contrast(colour, LIGHT) >= LEAST else PALE
