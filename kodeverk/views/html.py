"""Escaped, self-contained HTML: no scripts, nothing fetched, readable on light and dark pages.

Everything is escaped unless it is `Markup` already, so that interview text, names and colours can
never become tags, attributes or styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from kodeverk.messages import numeral
from kodeverk.visible import visible

DARK, LIGHT = "#1a1a1a", "#ffffff"
NEUTRAL = "#8a8a8a"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TURNING = re.compile("[\x80-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

QUOTE_STYLE = "margin:.4em 0 .1em 1.2em;padding-left:.7em;border-left:3px solid {colour};white-space:pre-wrap"
SMALL = "font-size:.88em;opacity:.8"
CELL = "padding:.2em .6em;text-align:left;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.35)"


def shown(text: object) -> Markup:
    """Return `text` escaped, with control characters made visible and those that turn the text as numbers.

    Examples
    --------
    >>> str(shown("<b>\\x07\\u202e"))
    '&lt;b&gt;␇‹U+202E›'
    """
    if isinstance(text, Markup):
        return text
    return escape(_TURNING.sub(lambda found: f"‹U+{ord(found[0]):04X}›", visible(str(text))))


def tag(name: str, *children: object, **attributes: str) -> Markup:
    """Return an element; children and attribute values are escaped, children of `Markup` kept.

    Examples
    --------
    >>> str(tag("p", "a < b", tag("b", "c"), style="color:red"))
    '<p style="color:red">a &lt; b<b>c</b></p>'
    """
    written = "".join(f' {key}="{shown(value)}"' for key, value in attributes.items() if value)
    return Markup(f"<{name}{written}>{together(children)}</{name}>")


def together(parts: Iterable[object]) -> Markup:
    """Return the parts after one another, each escaped unless it is `Markup`."""
    return Markup("").join(shown(part) for part in parts)


def table(columns: Sequence[object], rows: Iterable[Sequence[object]]) -> Markup:
    """Return a table with a header row."""
    head = tag("tr", *(tag("th", column, style=CELL) for column in columns))
    body = (tag("tr", *(tag("td", _cell(cell), style=CELL) for cell in row)) for row in rows)
    return tag(
        "div",
        tag("table", tag("thead", head), tag("tbody", *body), style="border-collapse:collapse;font-size:inherit"),
        style="overflow-x:auto",
    )


def _cell(cell: object) -> object:
    """Return a cell; a whole number as it is written in the language in use."""
    return numeral(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def labelled(label: str, text: object) -> Markup:
    """Return ``label: text`` with the label in bold."""
    return together([tag("b", label, ": "), text])


def items(entries: Iterable[object]) -> Markup:
    """Return a bulleted list."""
    return tag("ul", *(tag("li", entry) for entry in entries), style="margin:.3em 0")


def blockquote(quote: str, line: object, colour: str = "") -> Markup:
    """Return a quote as a block, with the line that says who speaks below it."""
    style = QUOTE_STYLE.format(colour=safe_colour(colour))
    return tag("blockquote", quote, tag("footer", "– ", line, style=SMALL), style=style)


def details(title: object, *parts: object) -> Markup:
    """Return parts folded away under a title that opens them."""
    return tag("details", tag("summary", tag("b", title)), *parts, style="margin:.4em 0")


def chip(text: str, colour: str = "") -> Markup:
    """Return a word on a light tint of `colour`, dark on light on every page."""
    style = f"background:{tint(colour)};color:{DARK};padding:0 .4em;border-radius:.3em;white-space:nowrap"
    return tag("span", text, style=style)


def block(*parts: object) -> Markup:
    """Return the outermost element of a view shown in a notebook."""
    return tag("div", *parts, style="font-family:system-ui,sans-serif;line-height:1.45;max-width:60em")


# --- colours -----------------------------------------------------------------------------------


def safe_colour(colour: str) -> str:
    """Return `colour` if it is ``#rrggbb``, else a neutral grey.

    Examples
    --------
    >>> safe_colour("#1b6ca8"), safe_colour("red;background:url(x)")
    ('#1b6ca8', '#8a8a8a')
    """
    return colour if _COLOUR.fullmatch(colour) else NEUTRAL


def tint(colour: str, share: float = 0.25) -> str:
    """Return `colour` mixed with white; `share` (0-1) is how much of the colour is left.

    Examples
    --------
    >>> tint("#000000", 0.25)
    '#bfbfbf'
    """
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in _channels(colour))


def text_on(background: str) -> str:
    """Return the text colour, dark or white, that reads best on a background.

    Examples
    --------
    >>> text_on("#ffffff"), text_on("#102040")
    ('#1a1a1a', '#ffffff')
    """
    return max((DARK, LIGHT), key=lambda text: contrast(text, background))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21.

    ``(lighter + 0.05) / (darker + 0.05)`` of the relative luminances, WCAG 2.2, 1.4.3.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (p / 255 for p in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    safe = safe_colour(colour)
    return int(safe[1:3], 16), int(safe[3:5], 16), int(safe[5:7], 16)
