"""Characters that XML cannot hold, shown instead of dropped."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """Return `text` with every character XML cannot hold, and every carriage return, as a visible sign.

    Control characters become their pictures (U+2400 to U+2421), lone surrogates and non-characters
    U+FFFD. Tab and line feed stay. Length is kept, so that positions still fit.

    Examples
    --------
    >>> visible("to\\x00sjefer\\x0c\\tog\\n")
    'to␀sjefer␌\\tog\\n'
    """
    return _UNPRINTABLE.sub(_sign, text)


def invisible(text: str) -> int:
    """Return how many characters of `text` `visible` exchanges.

    >>> invisible("to\\x00sjefer")
    1
    """
    return sum(1 for _ in _UNPRINTABLE.finditer(text))


def _sign(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < 0x20:
        return chr(0x2400 + number)
    return "\u2421" if number == 0x7F else "\ufffd"
