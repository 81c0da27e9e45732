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
LANGUAGES = ("nb", "nn", "en")
_state = {"language": os.environ.get("KODEVERK_LANG", DEFAULT)}


def language() -> str:
    """Return the language in use: ``nb`` unless ``KODEVERK_LANG`` or `use_language` says otherwise."""
    return _state["language"]


def use_language(code: str) -> None:
    """Set the language of labels and reports, ``nb``, ``nn`` or ``en``.

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


def numeral(value: float, digits: int | None = None) -> str:
    """Return a number as it is written in the language in use.

    Parameters
    ----------
    value : int or float
    digits : int, optional
        Decimals; without it as many as there are.

    Examples
    --------
    >>> numeral(12345), numeral(1.5), numeral(-0.004, 2)
    ('12,345', '1.5', '0.00')
    >>> use_language("nb"); numeral(12345), numeral(0.5, 2)
    ('12\xa0345', '0,50')
    """
    said = f"{value:,.12g}" if digits is None else f"{value:z,.{digits}f}"  # z: never -0.00
    return said if language() == "en" else said.replace(",", "\u00a0").replace(".", ",")


def percent(share: float) -> str:
    """Return a share (0-1) as whole per cent, as it is written in the language in use.

    >>> percent(0.844)
    '84%'
    >>> use_language("nn"); percent(0.844)
    '84\xa0%'
    """
    return numeral(100 * share, 0) + ("%" if language() == "en" else "\u00a0%")
