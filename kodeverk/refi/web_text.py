"""The text of a web page as a reader sees it, with the way back to its text nodes."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

_BLOCKS = frozenset({
    "p", "br", "div", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul", "ol", "li", "dl", "dt", "dd",
    "table", "thead", "tbody", "tfoot", "tr", "caption",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_WHITE = " \t\n\r\f"
"""White space as HTML has it, which is shown as one space; a no-break space is none."""


class Shown(HTMLParser):
    """A page as text: a line for each block, a tab between cells, runs of white space as one space.

    Attributes
    ----------
    raw : str
        All text nodes, one after the other, as positions of web programs count them.
    text : str
        As it is shown.
    places : list of int
        For each code point of `raw` where in `text` it stands; for white space that is not shown, what comes after it.
    tags : Counter of str
        How often each element stands in the page.

    Examples
    --------
    >>> page = Shown("<p>Hei  p\\u00e5</p><p>deg</p>")
    >>> page.raw, page.text, page.span(4, 10)
    ('Hei  pådeg', 'Hei på\\ndeg', (3, 10))
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.places: list[int] = []
        self._raw: list[str] = []
        self._out: list[str] = []
        self._gap = ""
        self._pre = 0
        self._dropping = False
        # What HTML drops before anything else is in no text node; line ends are LF for it.
        self.feed(page.replace("\r\n", "\n").replace("\r", "\n"))
        self.close()
        self.raw, self.text = "".join(self._raw), "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where a block begins, and a tab where a cell does."""
        self.tags[tag] += 1
        self._break(tag)
        self._pre += tag == "pre"
        self._dropping = tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """End a line where a block ends; ``<br/>`` has ended it already."""
        if tag != "br":
            self._break(tag)
        self._pre = max(0, self._pre - (tag == "pre"))
        self._dropping = False

    def handle_data(self, data: str) -> None:
        """Take a text node along, character by character."""
        if self._dropping:  # the line end right after <pre> is no part of the page
            data = data.removeprefix("\n")
        self._dropping = False
        self._raw.append(data)
        for character in data:
            white = character in _WHITE and not self._pre
            if white:
                self._gap = self._gap or " "
            elif self._out:
                self._out += self._gap
            self._gap = self._gap if white else ""
            self.places.append(len(self._out))
            if not white:
                self._out.append(character)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over ``<![...>`` as HTML does: outside drawings and formulas it is a comment."""
        return self.parse_bogus_comment(i)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of `raw` stands in `text`; it is empty where it holds nothing that is shown."""
        first, last = self.places[start], self.places[end - 1]
        white = self.raw[end - 1] in _WHITE and self.text[last : last + 1] != self.raw[end - 1]
        last += not white or self.text[last : last + 1] == " "
        while first < last and self.text[first] in "\n\t":
            first += 1
        while first < last and self.text[last - 1] in "\n\t":
            last -= 1
        return first, last

    def _break(self, tag: str) -> None:
        if tag == "br" and self._gap == "\n" and self._out:
            self._out.append("\n")
        if tag in _BLOCKS:
            self._gap = "\n"
        elif tag in _CELLS and self._gap != "\n":
            self._gap = "\t"
