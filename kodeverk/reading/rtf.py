"""Rich Text (.rtf): an own reading of the format, with an account of every letter."""

from __future__ import annotations

from collections.abc import Iterable

from kodeverk.messages import _n
from kodeverk.reading.kinds import letters
from kodeverk.reading.nature import nature, wrong_kind
from kodeverk.reading.report import Raw
from kodeverk.reading.rtf_tokens import CLOSE, OPEN, TEXT, Token, Tokens
from kodeverk.reading.rtf_walk import RtfWalk
from kodeverk.reading.rtf_words import NO_TEXT, SILENT, is_math_property
from kodeverk.reading.walk import accounted

_NAME = "name"
_SHAPE_TEXTS = ("wzDescription", "gtextUNICODE")


def read_rtf(data: bytes, file: str, *, tracked: str = "accepted") -> Raw:
    """Return an RTF document as paragraphs, headings and table rows, then notes and comments.

    Headers, footers, pictures and the like are left out and counted.
    The format: Rich Text Format (RTF) Specification 1.9.1, Microsoft 2008.

    Parameters
    ----------
    data : bytes
    file : str
        File name, for messages.
    tracked : str
        Which text where changes were tracked: ``accepted``, or ``original`` as it was before them.

    Raises
    ------
    ReadingError
        If the file is no RTF, is cut short, or its groups are nested too deep.
    """
    if (what := nature(data)) != "rtf":
        raise wrong_kind(file, what)
    tokens, walk = Tokens(data, file), RtfWalk(tracked)
    walk.walk(tokens)
    content, warnings = accounted(walk, held(Tokens(data, file)))
    if tokens.unread:
        warnings.append(
            _n(
                "{count} byte is no letter of its code page and was read as \ufffd.",
                "{count} bytes are no letters of their code page and were read as \ufffd.",
                tokens.unread,
            ).format(count=tokens.unread)
        )
    return Raw(walk.blocks, "\n", f"RTF ({tokens.code_page})", content, {}, warnings, walk.title)


def held(tokens: Iterable[Token]) -> int:
    """Return how many letters an RTF file holds, by a plain scan that knows nothing of paragraphs and flows."""
    total, silent, heard = 0, "", ""
    outer: list[str] = []
    for what, name, _number in tokens:
        if what == OPEN:
            outer.append(silent)
        elif what == CLOSE:
            silent = outer.pop() if outer else ""
        elif what == TEXT:
            total += 0 if silent else letters(name)
            heard = heard + name if silent == _NAME else heard
        elif silent in ("", _NAME, "picture") and name in ("sn", "sv"):
            # The name of a property of a shape, and its value, which is text where the name says so.
            silent = _NAME if name == "sn" else "" if heard in _SHAPE_TEXTS else "picture"
            heard = heard if name == "sv" else ""
        elif not silent and (name in NO_TEXT or is_math_property(name)):
            silent = "nothing"
        elif not silent and name in SILENT:
            silent = SILENT[name]
        elif silent == "twice" and name == "ud":
            silent = ""
    return total
