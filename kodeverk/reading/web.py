"""Web pages (.html): text as a reader sees it, as headings, paragraphs, table rows and notes, every letter accounted.

Pages saved from a browser, by Word or Google Docs, and transcripts of noScribe, whose anchors
``ts_<start>_<end>_<who>`` say in milliseconds when what was said: https://github.com/kaixxx/noScribe.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

from lxml import etree, html

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.reading.decoding import decode
from kodeverk.reading.kinds import letters
from kodeverk.reading.nature import nature, wrong_kind
from kodeverk.reading.report import Content, Raw
from kodeverk.reading.walk import rows_met
from kodeverk.reading.web_walk import NOT_WRITTEN, SHOWN, WebWalk

_DECLARED = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_RAW = frozenset({"textarea", "title", "iframe", "noembed", "noframes", "xmp"})
"""Elements whose content is text, whatever marks it holds; so are scripts and styles, which the parser knows."""

_MARKED = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_html(data: bytes, file: str) -> Raw:
    """Return a web page as headings, paragraphs and table rows, then footnotes and comments.

    What is code is left out: scripts, styles, comments in the markup. So are menus (``nav``) and pictures with their
    descriptions. Hidden text and the values of forms are kept. Nothing the page refers to is fetched.

    Raises
    ------
    ReadingError
        If the file is no web page, or is damaged.
    """
    what = nature(data)
    if what not in ("html", "text"):
        raise wrong_kind(file, what)
    text, encoding, warnings = _decoded(data, file)
    return read_markup(text, file, encoding, warnings)


def read_markup(text: str, file: str, encoding: str, warnings: list[str], *, quotes: bool = False) -> Raw:
    """Return the text of a web page as `read_html` does, its letters decoded already; of a mail with quotes marked."""
    lost = text.count("\x00")
    root = _root(text.replace("\x00", "\ufffd"), file)
    walk = WebWalk(quotes=quotes)
    walk.through(root)
    found = held(text)
    rows = rows_met(walk.found, walk.lost, walk.left, lambda kind: _note(kind, walk.left))
    content = [Content("letters", found, walk.kept, sum(walk.left.values())), *rows]
    changes = {"NUL": lost} if lost else {}
    told = [*warnings, *content[0].unbalanced()]
    return Raw(walk.finished(), "\n", encoding, content, changes, told, walk.title, tuple(walk.speakers))


def held(text: str) -> int:
    """Return how many letters a page holds, counted by another parser that knows nothing of the walk.

    Counted are texts, comments in the markup, and what is shown of attributes: descriptions of pictures and values of
    form fields.
    """
    scan = _Scan()
    scan.feed(text)
    scan.close()
    return scan.found


class _Scan(HTMLParser):
    """Counts letters, element by element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = 0

    def handle_data(self, data: str) -> None:
        self.found += letters(unescape(data) if self.cdata_elem in ("textarea", "title") else data)

    def handle_comment(self, data: str) -> None:
        self.found += letters(data)

    def handle_pi(self, data: str) -> None:
        self.found += letters(data)

    def unknown_decl(self, data: str) -> None:
        self.found += letters(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, str] = {}
        for name, value in attrs:
            given.setdefault(name, value or "")
        hidden = tag == "input" and given.get("type", "").casefold() in NOT_WRITTEN
        self.found += sum(letters(given.get(name, "")) for name in SHOWN.get(tag, ()) if not hidden)
        if tag in _RAW:
            self.set_cdata_mode(tag)


def _decoded(data: bytes, file: str) -> tuple[str, str, list[str]]:
    """Return the text of a page: by its byte order mark, the encoding it names, or its letters."""
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode("ascii", "replace").casefold() if declared else ""
    if name and not data.startswith(_MARKED) and not name.startswith("utf-16"):
        try:
            # What pages call latin-1 is Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
            codec = codecs.lookup({"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name))
            return codec.decode(data, "strict")[0], codec.name, []
        except (LookupError, UnicodeError, TypeError, AttributeError):
            text, encoding, warnings = decode(data, file)
            told = _("The page says it is {named} but is not; it was read as {encoding}. Check the letters.")
            return text, encoding, [*warnings, told.format(named=name, encoding=encoding)]
    text, encoding, warnings = decode(data, file)
    return text.removeprefix("\ufeff"), encoding, warnings


def _root(text: str, file: str) -> etree._Element:
    if not text.strip():
        raise wrong_kind(file, "empty")
    parser = html.HTMLParser(no_network=True, huge_tree=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadingError(
            f"{file} is damaged, empty, or no web page. Open it in a browser or in LibreOffice, save it as .docx or "
            ".txt, and read that. Nothing was imported from it."
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadingError(
            f"{file} is built too deep, with elements within elements, to be read whole. Open it in a browser, copy "
            "the text into a document, and read that. Nothing was imported from it."
        )
    return root


def _note(kind: str, left: Counter[str]) -> str:
    fixed = {
        "hidden text": _("kept, though it is not shown"),
        "comments": _("at the end of the text"),
        "footnotes": _("at the end of the text"),
        "endnotes": _("at the end of the text"),
        "automatic numbers": _("the program makes them when it shows the text"),
        "page titles": _("kept as the title of the source"),
        "cue times": _("a turn has that of its first piece, put before it where the text does not tell it"),
    }
    notes = [fixed[kind]] if kind in fixed else []
    if left[kind]:
        notes.append(_n("{count} letter left out", "{count} letters left out", left[kind]).format(count=left[kind]))
    return "; ".join(notes)
