"""Colours of codes: inherited from parents, safe in a style sheet, told apart where none are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from zlib import crc32

from kodeverk.model import Code, Snapshot
from kodeverk.views.html import NEUTRAL, safe_colour
from kodeverk.views.naming import ancestors, colour_of, names, top_codes

SPARE = ("#1b6ca8", "#b5541c", "#2e7d4f", "#8e3b8c", "#8a6d00", "#b3304a", "#20807f", "#5a57b8")
"""Colours for codes at the top that have none, in turn; each is readable as a line on white and on black."""


def colours(snapshot: Snapshot) -> Mapping[str, str]:
    """Return a colour ``#rrggbb`` for every code, by id; children inherit."""
    return snapshot.derive("colours", lambda: _colours(snapshot))


def _colours(snapshot: Snapshot) -> dict[str, str]:
    spare = _spare(snapshot)
    found = {}
    for key in names(snapshot).code:
        own = safe_colour(colour_of(snapshot, key))
        # A code whose parents are not in the study stands at the top itself.
        top = next((above for above in reversed(ancestors(snapshot, key)) if above in spare), key)
        found[key] = own if own != NEUTRAL else spare[top]
    return found


def _spare(snapshot: Snapshot) -> dict[str, str]:
    """Return a colour for each code at the top, in turn within its codebook.

    A reader learns the colours: a code made in one codebook, which goes behind the others there, changes none of them.
    """
    codes, used, found = snapshot.table(Code), Counter[str](), {}
    for key in top_codes(snapshot):
        book = codes[key].codebook
        found[key] = SPARE[(crc32(book.encode()) + used[book]) % len(SPARE)]
        used[book] += 1
    return found
