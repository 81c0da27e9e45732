"""Every text the coding desk's page shows, by name, in the language in use.

The texts stand by who shows them in the files ``words_*.py``. Each is written out in ``_("...")``, so that the
extraction finds it; one with a number is the pair ``[_n("{count} coding", "{count} codings", n) for n in BOTH]``.
What the study answers is in ``answers.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kodeverk.notebook import words_modes, words_tools, words_transcript

Texts = Mapping[str, str | list[str]]

SECTIONS: tuple[Callable[[], Texts], ...] = (
    *words_transcript.SECTIONS,
    *words_tools.SECTIONS,
    *words_modes.SECTIONS,
)


def words() -> dict[str, str | list[str]]:
    """Return every text of the page by its dotted name; one with a number as a pair, for one and for many."""
    found: dict[str, str | list[str]] = {}
    for section in SECTIONS:
        found |= section()
    return found
