"""Numbers that begin the points of an agreement: arabic or roman, with a letter or a decimal for their parts."""

from __future__ import annotations

import re
from typing import NamedTuple

_SIGN = r"(?:§+|(?:punkt|pkt|pt|kapittel|kap|artikkel|del|ledd|paragraf|section|clause)\b\.?)?"
_ARABIC = r"\d{1,2}"
_ROMAN = r"(?-i:(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})(?=[.)]))"
"""1 to 39; small ones only before ``.`` or ``)``: else *vi* is a pronoun and *i* a preposition."""
_SECOND = re.compile(rf"^[#*_ \t]*{_SIGN}[ \t]*(?-i:II(?![^\W_])|ii[.)])", re.I | re.M)
LETTERED = re.compile(r"[#*_\s]*(?P<letter>[a-h])[.)]\s+(?P<heading>[\s\S]+)")
_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = {f"{'x' * tens}{_UNITS[unit]}": 10 * tens + unit for tens in range(4) for unit in range(10)}


class Numbering(NamedTuple):
    """The patterns of a text's numbers.

    Attributes
    ----------
    line : pattern
        A number with what follows it: groups ``number``, ``decimal``, ``letter``, ``apart`` (a letter set apart),
        ``end`` (signs after it) and ``heading``.
    alone : pattern
        A number, or the letter of a part, that is all there is on a line: groups ``number``, ``letter`` and ``end``.
    """

    line: re.Pattern[str]
    alone: re.Pattern[str]


def _numbering(number: str) -> Numbering:
    return Numbering(
        re.compile(
            rf"[#*_\s]*{_SIGN}\s*(?P<number>{number})"
            r"(?:\.(?P<decimal>\d{1,2})(?!\d)|\s?\.?(?P<letter>[a-h])(?![^\W_])|\s(?P<apart>[a-h])(?=\)|\.|\s[A-ZÆØÅ]))?"
            r"(?P<end>\s*[.):–—-]*)(?:\s+|(?<=[.):–—])\s*)(?P<heading>[\s\S]*)",
            re.I,
        ),
        re.compile(
            rf"[#*_\s]*(?:{_SIGN}\s*(?P<number>{number})(?:\.(?P<decimal>\d{{1,2}})|\s?(?P<letter>[a-h]))?"
            r"(?P<end>[.):]?)|[a-h][.)])[*_\s]*$",
            re.I,
        ),
    )


_PLAIN, _WITH_ROMAN = _numbering(_ARABIC), _numbering(f"{_ARABIC}|{_ROMAN}")


def numbering(text: str) -> Numbering:
    """Return how a text numbers: with roman numerals too where a line of it begins with ``II``.

    In any other text a line that begins with *I* or *X* has a preposition or a place for a name.

    >>> numbering("I Parter\\nII Formål").line.match("I Parter")["number"]
    'I'
    >>> numbering("1 Parter\\nI Oslo").line.match("I Oslo") is None
    True
    """
    return _WITH_ROMAN if _SECOND.search(text) else _PLAIN


def key(found: re.Match[str]) -> str:
    """Return the number of a line as a point's key, in arabic numerals and with the letter of a part.

    >>> [key(numbering("II").line.match(line)) for line in ("XIV. Tvister", "3.1 Leder", "§ 3 B Leder")]
    ['14', '3a', '3b']
    """
    named = found.groupdict()
    letter = named.get("letter") or named.get("apart") or _as_letter(named["decimal"])
    said = found["number"]
    return f"{int(said) if said.isdigit() else _ROMANS[said.lower()]}{letter.lower()}"


def _as_letter(decimal: str | None) -> str:
    return chr(ord("a") + int(decimal) - 1) if decimal and 0 < int(decimal) <= 8 else ""


def roman(key: str) -> str:
    """Return the key of a point, 1 to 39, in small roman numerals, with the letter of a part; any other as it is.

    >>> roman("14"), roman("3a"), roman("40")
    ('xiv', 'iiia', '40')
    """
    number, letter = order(key)
    return next((said + letter for said, value in _ROMANS.items() if said and value == number), key)


def order(key: str) -> tuple[int, str]:
    """Return what points are sorted by: number, then letter.

    >>> order("3a"), order("12")
    ((3, 'a'), (12, ''))
    """
    found = re.match(r"\d+", key)
    return (int(found[0]) if found else 0, key[found.end() :] if found else key)
