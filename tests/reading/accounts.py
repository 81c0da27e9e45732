"""Accounts of files kept a second way (SL-7): every letter of a file is imported, or counted as left out.

Letters are counted here by other means than the readers use: events of expat instead of a tree.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from kodeverk.reading import ImportReport, read_source

_WORD_PARTS = re.compile(
    r"word/((glossary/)?document|footnotes|endnotes|comments|header\d*|footer\d*|charts/chart[^/]*|diagrams/data\d*)\.xml"
)
_WORD_TEXT = {"w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t", "a:t", "c:v"}
_WORD_SAID = {"wp:docPr": ("descr", "title"), "v:shape": ("alt",), "v:textpath": ("string",)}
_MARGINS = {"style:header", "style:footer", "style:header-left", "style:footer-left", "style:header-first",
            "style:footer-first"}  # fmt: skip
_ABOUT = {"dc:creator", "dc:date", "meta:creator-initials", "meta:date-string", "loext:sender-initials"}
_TIMES = re.compile(r"^\s*[\d:.,]+\s*-->.*$", re.MULTILINE)


def counted(text: str) -> int:
    """Return how many letters and digits a text has."""
    return sum(map(str.isalnum, text))


def assert_accounted(path: Path, **options: object) -> ImportReport:
    """Read a file and hold its report to account; return the report.

    Letters found are those imported and those left out; they are as many as a second count of the file gives; and the
    text has as many as were imported, besides what a reader writes in, such as times.
    """
    reading = read_source(path, **options)  # type: ignore[arg-type]
    letters = reading.report.content[0]
    assert letters.kind == "letters", path.name
    assert letters.found == letters.imported + letters.left_out, (path.name, letters)
    assert not any("does not balance" in warning for warning in reading.report.warnings), path.name
    form = path.suffix.lower()
    if form in COUNTS:
        assert letters.found == COUNTS[form](path.read_bytes(), reading.report), (path.name, letters)
    if form in (".docx", ".odt", ".rtf", ".txt", ".eml"):
        assert counted(reading.text) == letters.imported, (path.name, letters)
    else:
        assert counted(reading.text) >= letters.imported, (path.name, letters)
    for row in reading.report.content:
        assert min(row[1:4]) >= 0 and row.found == row.imported + row.left_out, (path.name, row)
    return reading.report


def _events(data: bytes) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield what expat meets: (``start``, name, attributes), (``end``, name, {}), (``text``, what, {})."""
    met: list[tuple[str, str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: met.append(("start", name, attributes))
    parser.EndElementHandler = lambda name: met.append(("end", name, {}))
    parser.CharacterDataHandler = lambda text: met.append(("text", text, {}))
    parser.Parse(data, True)
    yield from met


def _word(data: bytes, _report: ImportReport) -> int:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return sum(_word_part(package.read(name)) for name in package.namelist() if _WORD_PARTS.fullmatch(name))


def _word_part(data: bytes) -> int:
    """Count a part; of what Word writes twice only the first copy that holds anything."""
    counts = [0]  # within each mc:Choice and mc:Fallback that is open, and outside
    chosen: list[int] = []  # of each mc:AlternateContent that is open
    inside: list[str] = []
    for event, what, attributes in _events(data):
        if event == "start":
            inside.append(what)
            if what == "mc:AlternateContent":
                chosen.append(0)
            elif what in ("mc:Choice", "mc:Fallback"):
                counts.append(0)
            elif what == "w:sym":
                counts[-1] += counted(chr(int(attributes["w:char"], 16)))
            counts[-1] += sum(counted(attributes.get(name, "")) for name in _WORD_SAID.get(what, ()))
        elif event == "text" and inside and inside[-1] in _WORD_TEXT:
            counts[-1] += counted(what)
        elif event == "end":
            inside.pop()
            if what in ("mc:Choice", "mc:Fallback"):
                copy = counts.pop()
                chosen[-1] = chosen[-1] or copy
            elif what == "mc:AlternateContent":
                counts[-1] += chosen.pop()
    return counts[0]


def _odt(data: bytes, _report: ImportReport) -> int:
    with zipfile.ZipFile(BytesIO(data)) as package:
        total = _within(package.read("content.xml"), {"office:text"})
        if "styles.xml" in package.namelist():
            total += _within(package.read("styles.xml"), _MARGINS)
        objects = [name for name in package.namelist() if re.fullmatch(r"Object \d+/content.xml", name)]
        return total + sum(_within(package.read(name), {"math", "office:body"}) for name in objects)


def _within(data: bytes, wanted: set[str]) -> int:
    depth = about = total = 0
    for event, what, _attributes in _events(data):
        step = {"start": 1, "end": -1, "text": 0}[event]
        depth += step * (what in wanted)
        about += step * (what in _ABOUT)
        if event == "text" and depth and not about:
            total += counted(what)
    return total


def _decoded(data: bytes, report: ImportReport) -> str:
    try:
        codec = codecs.lookup(re.split(r"[ (]", report.encoding)[0]).name
    except LookupError:
        codec = {"windows-1252": "cp1252", "macroman": "mac_roman", "dos": "cp865"}[report.encoding.casefold()]
    return data.decode(codec)


def _text(data: bytes, report: ImportReport) -> int:
    return counted(_decoded(data, report))


def _captions(data: bytes, report: ImportReport) -> int:
    return counted(_TIMES.sub("", _decoded(data, report)))


COUNTS: dict[str, Callable[[bytes, ImportReport], int]] = {
    ".docx": _word,
    ".odt": _odt,
    ".txt": _text,
    ".md": _text,
    ".vtt": _captions,
    ".srt": _captions,
}
"""The second count, by the ending of the file."""
