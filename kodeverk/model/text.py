"""Canonical text: the one form of a text that every position counts in.

No byte order mark, line ends as LF, Unicode NFC, no NUL, no lone surrogates. Soft hyphens, no-break
spaces and zero-width characters are kept: they are part of what the file says.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import NamedTuple

LINE_ENDS = "\n\v\f\x85\u2028\u2029"
"""Characters that end a line in canonical text, each one code point."""

CONTEXT = 32
"""Code points kept before and after a coding's quote, to check its place by."""

_SURROGATE_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Canonical(NamedTuple):
    """A text in canonical form, with what was changed to get there.

    Attributes
    ----------
    text : str
        The canonical text.
    changes : dict of str to int
        For each kind of change how often it was made; empty if the text was canonical already.
    """

    text: str
    changes: dict[str, int]


def canonical(raw: str) -> Canonical:
    """Return `raw` in canonical form, and what was changed.

    Parameters
    ----------
    raw : str
        Text as decoded from a file, before any newline translation.

    Returns
    -------
    Canonical

    Examples
    --------
    >>> canonical("\\ufeffa\\u030a\\r\\nb").text
    'å\\nb'
    >>> canonical("\\ufeffa\\u030a\\r\\nb").changes
    {'byte order mark': 1, 'line ends': 1, 'NFC': 1}
    """
    changes: dict[str, int] = {}
    text = raw
    if text.startswith("\ufeff"):
        text, changes["byte order mark"] = text[1:], 1
    if (returns := text.count("\r")) > 0:
        changes["line ends"] = returns
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (nuls := text.count("\x00")) > 0:
        changes["NUL"], text = nuls, text.replace("\x00", "\ufffd")
    if _SURROGATE.search(text):
        text, pairs = _SURROGATE_PAIR.subn(_joined, text)
        text, lone = _SURROGATE.subn("\ufffd", text)
        changes["surrogates"] = pairs + lone
    if not unicodedata.is_normalized("NFC", text):
        changes["NFC"] = 1
        text = unicodedata.normalize("NFC", text)
    return Canonical(text, changes)


def _joined(pair: re.Match[str]) -> str:
    high, low = ord(pair[1]), ord(pair[2])
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def sha256(content: str | bytes) -> str:
    """Return the SHA-256 of `content` (text as UTF-8) as 64 hexadecimal digits.

    Examples
    --------
    >>> sha256("å")[:12]
    'e83979df9d36'
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the 32 code points before a span, the span's own text, and the 32 after.

    Examples
    --------
    >>> context("vi er ett kontor", 6, 9)
    ('vi er ', 'ett', ' kontor')
    """
    return text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT]
