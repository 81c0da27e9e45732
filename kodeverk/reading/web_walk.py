"""The walk through a web page: every letter comes in once, or is counted as left out."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from lxml import etree

from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Block
from kodeverk.reading.spoken import to_the_thousandth
from kodeverk.reading.web_notes import note_kind, within

SHOWN = {"img": ("alt",), "area": ("alt",), "input": ("value", "alt")}
"""Attributes a reader sees, by element."""

NOT_WRITTEN = frozenset({
    "hidden", "password", "checkbox", "radio", "submit", "button", "reset", "image", "file", "color", "range",
})  # fmt: skip
"""Kinds of ``input`` whose value is no text somebody wrote."""

_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hr", "html",
        "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search",
        "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr",
        "ul", "xmp",
    }
)  # fmt: skip
_LEFT_OUT = {
    "script": "script blocks",
    "noscript": "script blocks",
    "template": "script blocks",
    "style": "style blocks",
    "nav": "menus",
    "title": "page titles",
    "desc": "picture descriptions",
    **dict.fromkeys(("video", "audio", "iframe", "object", "embed", "applet", "noframes"), "embedded objects"),
}
_PICTURES = frozenset({"img", "svg", "canvas"})
_PREFORMATTED = frozenset({"pre", "textarea", "xmp", "plaintext", "listing"})

# noScribe: times in milliseconds and who speaks, ``//S02`` for one who speaks meanwhile, empty for nobody.
_ANCHOR = re.compile(r"ts_(\d{1,12})_\d{1,12}(?:_(.*))?")
_CLOCK = re.compile(r"[^:\n]{1,40}:\s*\[?\d{1,2}(?::\d{2}){1,2}")


class _State(NamedTuple):
    """What holds within an element."""

    dropped: str = ""
    bold: bool = False
    kept_space: bool = False
    hidden: bool = False
    quoted: bool = False


class WebWalk:
    """A walk through one page.

    Parameters
    ----------
    quotes : bool
        Whether what stands in ``blockquote`` is a mail quoted, and gets ``>`` before each line.

    Attributes
    ----------
    found, lost : Counter
        Items per kind of content; those of them left out.
    left : Counter
        Letters left out, per kind of content.
    kept : int
        Letters of the page that came in.
    title : str
    speakers : dict
        Labels of those who speak as noScribe's anchors say, in order.
    """

    def __init__(self, *, quotes: bool = False) -> None:
        self.quotes = quotes
        self.found: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self.kept = 0
        self.title = ""
        self.speakers: dict[str, None] = {}
        self._blocks: list[Block] = []
        self._notes: list[tuple[str, Block]] = []
        self._pieces: list[str] = []
        self._bold: list[bool] = []
        self._swallow = True
        self._states = [_State()]
        self._starts: list[tuple[etree._Element, str, int]] = []  # rows, cells and notes begun: where in the blocks
        self._rows: list[list[list[Block]]] = []
        self._said: int | None = None  # when what this paragraph says begins, in milliseconds

    def through(self, root: etree._Element) -> None:
        """Walk through a page, with what stands before and behind its outermost element."""
        before = [*root.itersiblings(preceding=True)]
        for one in (*reversed(before), root, *root.itersiblings()):
            if isinstance(one.tag, str):  # what follows the end of a page is another root beside the first
                self._tree(one)
            else:
                self._comment(one)
        self._finish()

    def _tree(self, root: etree._Element) -> None:
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._begin(element, str(element.tag))
                self._put(element.text)
                continue
            if event == "end":
                self._end(element, str(element.tag))
            else:
                self._comment(element)
            if element is not root:
                self._put(element.tail)

    def _comment(self, element: etree._Element) -> None:
        self.left["markup comments"] += letters((getattr(element, "target", "") or "") + (element.text or ""))

    def finished(self) -> list[Block]:
        """Return what came in: the page, then footnotes, endnotes and comments."""
        order = ("footnotes", "endnotes", "comments")
        return self._blocks + [block for kind in order for of, block in self._notes if of == kind]

    # --- elements ------------------------------------------------------------------------

    def _begin(self, element: etree._Element, tag: str) -> None:
        state, style = self._states[-1], element.get("style") or ""
        dropped = state.dropped or self._left_out(element, tag)
        hidden = "hidden" in element.attrib or bool(_HIDDEN.search(style))
        if hidden and not state.hidden and not dropped:
            self.found["hidden text"] += 1
        bold = (state.bold or tag in ("b", "strong", "th") or bool(_BOLD.search(style))) and not _LIGHT.search(style)
        if tag in _BLOCKS:
            self._finish()
        quoted = state.quoted or (self.quotes and tag == "blockquote")
        kept_space = state.kept_space or tag in _PREFORMATTED
        self._states.append(_State(dropped, bold, kept_space, state.hidden or hidden, quoted))
        if not dropped:
            self._open(element, tag, style)
        for name in SHOWN.get(tag, ()):
            if tag != "input" or (element.get("type") or "").casefold() not in NOT_WRITTEN:
                self._shown(element.get(name) or "", tag)

    def _left_out(self, element: etree._Element, tag: str) -> str:
        """Return the kind an element is left out as, counting it; empty if it comes in."""
        kind = _LEFT_OUT.get(tag, "")
        if tag in ("del", "ins") and not {"cite", "datetime"}.isdisjoint(
            element.attrib
        ):  # a tracked change, as in Word
            self.found["tracked insertions"] += tag == "ins"
            kind = "tracked deletions" if tag == "del" else ""
        if tag == "title" and within(element) == "svg":
            kind = "picture descriptions"
        if tag == "title" and kind == "page titles" and not self.title:
            self.title = " ".join((element.text or "").split())
        if kind:
            self.found[kind] += 1
            self.lost[kind] += 1
        return kind

    def _open(self, element: etree._Element, tag: str, style: str) -> None:
        if tag in _PICTURES:
            self.found["pictures"] += 1
            self.lost["pictures"] += 1
        elif tag == "br":
            self._pieces.append("\n")
            self._bold.append(True)
            self._swallow = True
        elif tag == "tr":
            self._rows.append([])
            self._starts.append((element, "row", len(self._blocks)))
        elif tag in ("td", "th") and self._rows:
            self._starts.append((element, "cell", len(self._blocks)))
        elif tag == "li" and within(element) == "ol":
            self.found["automatic numbers"] += 1
            self.lost["automatic numbers"] += 1
        elif tag == "a":
            self._anchor(element)
        else:
            self.found["tables"] += tag == "table"
            self.found["form fields"] += tag in ("textarea", "select")
        if kind := note_kind(element, tag, style):
            self._finish()
            self._starts.append((element, kind, len(self._blocks)))
            self.found[kind] += 1

    def _end(self, element: etree._Element, tag: str) -> None:
        if tag in _BLOCKS:
            self._finish("heading" if tag in _HEADINGS else "paragraph")
        while self._starts and self._starts[-1][0] is element:
            self._close(*self._starts.pop()[1:])
        self._states.pop()

    def _close(self, what: str, start: int) -> None:
        """Put together the row, cell or note that ends."""
        inside = self._blocks[start:]
        if what == "cell":
            self._rows[-1].append(inside)
            del self._blocks[start:]
        elif what == "row":
            cells = self._rows.pop()
            if sum(map(bool, cells)) < 2:  # laid out with a table, not told in one
                self._blocks += [block for cell in cells for block in cell]
                return
            text = "\t".join("\n".join(one.text for one in cell if one.kind != "table") for cell in cells)
            self._blocks += [Block(text, "table")] if text.strip() else []
            self._blocks += [block for cell in cells for block in cell if block.kind == "table"]
        elif inside:
            kind = "comment" if what == "comments" else "note"
            self._notes.append((what, Block("\n".join(block.text for block in inside), kind)))
            del self._blocks[start:]

    def _anchor(self, element: etree._Element) -> None:
        said = _ANCHOR.fullmatch(element.get("name") or "")
        if not said:
            self.found["links"] += bool(element.get("href"))
            return
        self.found["cue times"] += 1
        self.lost["cue times"] += 1
        who = said[2] or ""
        self.found["overlaps"] += who.startswith("//")
        self.found["pauses"] += bool(re.fullmatch(r"\s*\([^()]*\)\s*", element.text or ""))
        if who and self._said is None and not "".join(self._pieces).strip():
            self._said = int(said[1])

    # --- text ----------------------------------------------------------------------------

    def _shown(self, text: str, tag: str) -> None:
        """Put in the value of a form field; leave out the description of a picture."""
        if tag == "input":
            self.found["form fields"] += bool(text.strip()) and not self._states[-1].dropped
            self._put(f" {text} " if text.strip() else "")
        else:
            self.left[self._states[-1].dropped or "picture descriptions"] += letters(text)

    def _put(self, text: str | None) -> None:
        if not text:
            return
        state = self._states[-1]
        if state.dropped:
            self.left[state.dropped] += letters(text)
            return
        self.found["soft hyphens"] += text.count("\u00ad")
        if not state.kept_space:
            text = _SPACE.sub(" ", text)
            text = text.removeprefix(" ") if self._swallow else text
        if text:
            self.kept += letters(text)
            self._swallow = text[-1] in " \n"
            self._pieces.append(text)
            self._bold.append(state.bold or not text.strip())

    def _finish(self, kind: str = "paragraph") -> None:
        """End the paragraph, if one is open."""
        text = "".join(self._pieces)
        bold = 0
        for piece, is_bold in zip(self._pieces, self._bold, strict=True):
            if not is_bold:
                break
            bold += len(piece)
        stamp, self._said = self._stamp(text), None
        self._pieces, self._bold, self._swallow = [], [], True
        if text.strip():
            shift = len(text) - len(text.lstrip())
            text = text.strip()
            bold = min(max(0, bold - shift), len(text))
            if self._states[-1].quoted:
                text, bold = "> " + text.replace("\n", "\n> "), 0
            self._blocks.append(Block(stamp + text, kind, bold + len(stamp) if bold and not stamp else 0))

    def _stamp(self, text: str) -> str:
        """Return the time of a turn, from noScribe's anchor, where the text itself does not tell it."""
        label = re.match(r"\s*([^\s/:][^:\n]{0,39}):", text)
        if self._said is None or not label:
            return ""
        self.speakers.setdefault(label[1].strip())
        self.lost["cue times"] -= 1
        if _CLOCK.match(text):
            return ""
        return f"[{to_the_thousandth(self._said)}] "
