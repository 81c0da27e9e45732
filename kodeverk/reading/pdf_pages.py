"""The pages of a PDF as they are drawn: every glyph with its place, pictures, rules, and what has no letter."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTLine, LTPage, LTRect
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager

from kodeverk.errors import ReadingError

GLYPHS, FIGURES, PATHS, PAGES = 2_000_000, 10_000, 100_000, 5_000
"""Most glyphs, figures, paths and pages a file may have; a book of 500 pages has about a million glyphs."""

LOST = "\ufffd"
Rule = tuple[float, float, float]
"""A horizontal line: from x, to x, at y, in points."""

_BOLD = ("bold", "black", "heavy", "demi")
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


class Glyph(NamedTuple):
    """What stands at one place of a page: mostly one letter.

    Attributes
    ----------
    text : str
    x0, y0, x1, y1 : float
        Its box in points, from the lower left corner of the page.
    size : float
        Height in points.
    bold, upright : bool
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    upright: bool


class Page(NamedTuple):
    """One page: glyphs in the order they are drawn, and what stands between and behind them.

    Attributes
    ----------
    number : int
        Counted from 1.
    width, height : float
        In points.
    glyphs : list of Glyph
    rules : list of (float, float, float)
        Horizontal lines, as `Rule`.
    pictures, shapes : int
    annotations : object
        As the file has them.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
    pictures: int
    shapes: int
    annotations: object


class Device(PDFLayoutAnalyzer):
    """Collects pages; the layout is found elsewhere, since pdfminer's own reads speaker columns apart from speech."""

    def __init__(self, manager: PDFResourceManager, file: str) -> None:
        super().__init__(manager)
        self.pages: list[Page] = []
        self.changes: Counter[str] = Counter()
        self.lost: Counter[int] = Counter()
        self.unseen: set[int] = set()
        self.annotations: object = None
        self._file = file
        self._seen: Counter[str] = Counter()
        self._bold: dict[str, bool] = {}

    def begin_figure(self, name: str, *place: Any) -> None:
        """Begin a figure; refuse one that draws itself, or so many that no end is in sight."""
        self._bounded("figures", FIGURES)
        super().begin_figure(name, *place)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Keep a path, of which rules between lines are used."""
        self._bounded("paths", PATHS)
        if len(path) <= 5:
            super().paint_path(gstate, stroke, fill, evenodd, path)
        else:
            self._seen["shapes"] += 1

    def render_string(self, textstate: Any, *shown: Any) -> None:
        """Draw a string, noting pages with text that is not shown."""
        if textstate.render in (3, 7):
            self.unseen.add(len(self.pages) + 1)
        super().render_string(textstate, *shown)

    def render_char(self, *shown: Any) -> float:
        """Draw a glyph."""
        self._bounded("glyphs", GLYPHS)
        return super().render_char(*shown)

    def handle_undefined_char(self, font: PDFFont, cid: int) -> str:
        """Return what stands for a glyph the file gives no letter for."""
        return LOST

    def receive_layout(self, ltpage: LTPage) -> None:
        """Keep a page."""
        number = len(self.pages) + 1
        if number > PAGES:
            raise self._too_large("pages")
        found: list[LTChar] = []
        rules: list[Rule] = []
        pictures, shapes = 0, self._seen.pop("shapes", 0)
        for item in _flat(ltpage):
            if isinstance(item, LTChar):
                found.append(item)
            elif isinstance(item, LTImage):
                pictures += 1
            elif isinstance(item, LTCurve):
                rules += _rules(item)
                shapes += not isinstance(item, LTLine | LTRect)
        glyphs = [*self._glyphs(found, number)]
        self.pages.append(Page(number, ltpage.width, ltpage.height, glyphs, rules, pictures, shapes, self.annotations))

    def _glyphs(self, found: list[LTChar], number: int) -> Iterator[Glyph]:
        drawn: dict[tuple[str, int, int], tuple[float, float]] = {}
        for item in found:
            text = self._letters(item.get_text(), number)
            if text.strip() and self._twice(drawn, text, item):
                self.changes["letters drawn twice"] += 1
                continue
            bold = self._bold.get(item.fontname)
            if bold is None:
                bold = self._bold[item.fontname] = any(word in item.fontname.casefold() for word in _BOLD)
            along, up, back, across = item.matrix[:4]
            upright = along > 0 < across and abs(up) < 0.2 * along and abs(back) < 0.5 * across
            yield Glyph(text, item.x0, item.y0, item.x1, item.y1, item.size, bold, upright)

    def _letters(self, text: str, number: int) -> str:
        """Return the text of a glyph, without ligatures and control characters."""
        if text.isascii() and text.isprintable():
            return text
        if text in _LIGATURES:
            self.changes["ligatures"] += 1
            return _LIGATURES[text]
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
            text = "".join(
                " " if character.isspace() else LOST if unicodedata.category(character) in ("Cc", "Cs") else character
                for character in text
            )
        self.lost[number] += text.count(LOST)
        return text

    @staticmethod
    def _twice(drawn: dict[tuple[str, int, int], tuple[float, float]], text: str, item: LTChar) -> bool:
        """Return whether the same letter stands at the same place already, drawn again to look bold."""
        x0, y0 = item.x0, item.y0
        near = 0.2 * min(item.size, item.width or item.size, 4.5)
        for x in {int(x0 - near), int(x0), int(x0 + near)}:  # near is less than a point
            for y in {int(y0 - near), int(y0), int(y0 + near)}:
                place = drawn.get((text, x, y))
                if place and abs(place[0] - x0) < near and abs(place[1] - y0) < near:
                    return True
        drawn[text, int(x0), int(y0)] = (x0, y0)
        return False

    def _bounded(self, what: str, most: int) -> None:
        self._seen[what] += 1
        if self._seen[what] > most:
            raise self._too_large(what)

    def _too_large(self, what: str) -> ReadingError:
        return ReadingError(
            f"{self._file} draws more {what} than a document has: it is too large, or built to do harm. Divide it, or "
            "save the transcript as .docx or .txt. Nothing was imported from it."
        )


def _flat(page: LTPage) -> Iterator[Any]:
    """Yield what is on a page, figures opened, in the order it is drawn."""
    stack: list[Iterator[Any]] = [iter(page)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, LTContainer):
                stack.append(iter(item))
                break
            yield item
        else:
            stack.pop()


def _rules(item: LTCurve) -> list[Rule]:
    """Return the horizontal lines of a line or a rectangle."""
    if not isinstance(item, LTLine | LTRect) or item.width < 20:
        return []
    edges = {item.y0} if item.height < 3 else {item.y0, item.y1} if item.stroke else set()
    return [(item.x0, item.x1, edge) for edge in edges]
