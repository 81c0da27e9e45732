"""Positions in a text, between Python (code points) and JavaScript (UTF-16 units).

The only place where they are converted; ``desk/offsets.js`` is the same in JavaScript.
"""

from __future__ import annotations


def to_utf16(text: str, offset: int) -> int:
    """Return the position in UTF-16 units of a position in code points.

    Parameters
    ----------
    text : str
        Canonical text: no lone surrogates.
    offset : int
        0 to ``len(text)``, in code points.

    Raises
    ------
    ValueError
        If `offset` lies outside the text.

    Examples
    --------
    >>> to_utf16("bra 😀 nok", 5)
    6
    """
    if not 0 <= offset <= len(text):
        raise ValueError(f"Position {offset} lies outside a text of {len(text)} characters.")
    return len(text[:offset].encode("utf-16-le")) // 2


def from_utf16(text: str, offset: int) -> int:
    """Return the position in code points of a position in UTF-16 units.

    Parameters
    ----------
    text : str
        Canonical text: no lone surrogates.
    offset : int
        In UTF-16 units, as JavaScript counts.

    Raises
    ------
    ValueError
        If `offset` lies outside the text or in the middle of a character.

    Examples
    --------
    >>> from_utf16("bra 😀 nok", 6)
    5
    """
    units = text.encode("utf-16-le")
    if not 0 <= 2 * offset <= len(units):
        raise ValueError(f"Position {offset} lies outside a text of {len(units) // 2} UTF-16 units.")
    try:
        return len(units[: 2 * offset].decode("utf-16-le"))
    except UnicodeDecodeError:
        # `from None`: the decoder's own error would carry the text along.
        raise ValueError(f"Position {offset} lies in the middle of a character.") from None
