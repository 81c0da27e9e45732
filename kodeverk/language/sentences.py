"""Norwegian sentences in speech that has been written down, by rule."""

from __future__ import annotations

import re

from kodeverk.model import Span

_END = re.compile(r"""(?P<mark>[.!?…]+)(?P<quote>["»”’')\]]*)(?P<space>\s+|$)|\n\s*\n\s*|\n\s*(?=[-–—]\s)""")
_NEXT = re.compile(r"""[-–—\s"«“„‘'(\[]*(\w)""")
_BEFORE = re.compile(r"[\w.]+$")
_NEVER = re.compile(
    r"bl\.a\.|bl\.anna\.|ca\.|d\.v\.s\.|dr\.|dvs\.|evt\.|f\.eks\.|f\.o\.m\.|fhv\.|hhv\.|iflg\.|inkl\.|jf\.|jfr\.|kap\.|kl\."
    r"|kr\.|m\.a\.|mht\.|mill\.|mrd\.|nr\.|pga\.|pkt\.|pr\.|prof\.|s\.k\.|stk\.|t\.d\.|t\.o\.m\.|tlf\.|vedr\."
)
"""Abbreviations that something always follows."""
_LONGEST = 20
"""How far back the word before a full stop is looked for; no abbreviation is longer."""
_MAY_END = re.compile(
    r"e\.kr\.|e\.l\.|el\.l\.|etc\.|f\.kr\.|m\.fl\.|m\.m\.|m\.v\.|mfl\.|mm\.|mv\.|o\.a\.|o\.l\.|o\.s\.b\.|o\.s\.v\.|osb\.|osv\."
)
"""Abbreviations that end a sentence where a capital follows."""


def sentences(text: str, within: Span) -> list[Span]:
    """Return the sentences in a stretch of text, without the white space around them.

    A sentence ends at ``. ! ? …`` with closing quotes and brackets, at an empty line, before a dash that opens a
    line, and where the stretch ends. It does not end at an abbreviation (``bl.a.``, ``f.eks.``, ``kl.``), at an
    initial, at an ordinal (``1. mai``), inside ``10.30``, or where what was quoted or trailed off goes on
    (``«Hva?» sa hun``, ``jeg … vet ikke``).

    Parameters
    ----------
    text : str
    within : Span
        Such as what is said in one turn.

    Examples
    --------
    >>> text = "«Går det?» sa hun. Bl.a. kl. 10.30 … ja. Ja!"
    >>> [span.of(text) for span in sentences(text, Span(0, len(text)))]
    ['«Går det?» sa hun.', 'Bl.a. kl. 10.30 … ja.', 'Ja!']
    """
    stretch = within.of(text)
    found: list[Span] = []
    start = 0
    for end in _END.finditer(stretch):
        if end["mark"] is None:
            stop = end.start()
        elif _ends(stretch, start, end):
            stop = end.start("space")
        else:
            continue
        found.append(Span(start, stop))
        start = end.end()
    found.append(Span(start, len(stretch)))
    trimmed = (_trimmed(stretch, span) for span in found)
    return [span.shifted(within.start) for span in trimmed if span.length]


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Return whether a sentence that starts at `start` ends at these marks."""
    follows = _NEXT.match(text, end.end())
    goes_on = follows is not None and follows[1].islower()
    mark = end["mark"]
    if mark != ".":
        dialogue = text[start : start + 2] in ("- ", "– ", "— ")
        return not (goes_on and (end["quote"] or dialogue or mark.endswith(("…", ".."))))
    last = _BEFORE.search(text, max(start, end.start() - _LONGEST), end.end("mark"))
    word = last[0].lower() if last else "."
    if end["quote"]:
        return not goes_on
    if _NEVER.fullmatch(word) or (len(word) == 2 and last is not None and last[0][0].isupper()):
        return False
    return not (goes_on and (_MAY_END.fullmatch(word) is not None or word[:-1].isdigit()))


def _trimmed(text: str, span: Span) -> Span:
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.start + len(inside.rstrip())))
