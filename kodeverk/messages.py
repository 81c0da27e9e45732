"""Labels and reports in the reader's language, from message catalogues (gettext).

Errors are written in English: they are searched for and sent to maintainers. Everything a reader of
findings sees - headings, labels, verdicts, reports - goes through `_`, or `_n` where it counts, and is translated.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

DEFAULT = "nb"
LANGUAGES = ("nb", "en")
_state = {"language": os.environ.get("KODEVERK_LANG", DEFAULT)}


def language() -> str:
    """Return the language in use: ``nb`` unless ``KODEVERK_LANG`` or `use_language` says otherwise."""
    return _state["language"]


def use_language(code: str) -> None:
    """Set the language of labels and reports, ``nb`` or ``en``.

    Raises
    ------
    ValueError
        If there is no catalogue for `code`.
    """
    if code not in LANGUAGES:
        raise ValueError(f"No catalogue for the language {code!r}. There are: {', '.join(LANGUAGES)}.")
    _state["language"] = code


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    folder = Path(__file__).parent / "locale"
    return gettext.translation("kodeverk", folder, languages=[code], fallback=True)


def _(message: str) -> str:
    """Return `message` (written in English in the code) in the language in use."""
    return _catalogue(language()).gettext(message)


def _n(one: str, many: str, count: int) -> str:
    """Return `one` or `many`, as `count` calls for, in the language in use; not formatted yet.

    >>> _n("{count} hit", "{count} hits", 1), _n("{count} hit", "{count} hits", 0)
    ('{count} hit', '{count} hits')
    """
    return _catalogue(language()).ngettext(one, many, count)
