"""A Word document written from top to bottom: headings, paragraphs, tables, and a table of contents."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from lxml import etree

from kodeverk.errors import KodeverkError
from kodeverk.files import replacing
from kodeverk.reports.styles import LINK, TEXT_WIDTH, W
from kodeverk.reports.template import template
from kodeverk.visible import visible

_BREAKS = re.compile("([\n\t])")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TALLEST = 8.6
"""Inches a picture may be high, so that its caption stands on the same page."""
_DATE = (1980, 1, 1, 0, 0, 0)


class Run(NamedTuple):
    """A stretch of text: bold, italic, its language where it is another than the document's, and what it links to.

    `anchor` is the bookmark of a heading in the same document.
    """

    text: str
    bold: bool = False
    italic: bool = False
    language: str = ""
    anchor: str = ""


Text: TypeAlias = str | Run


class Line(NamedTuple):
    """Several texts on one line of a cell, such as a sentence with some of its words in bold."""

    texts: tuple[Text, ...]


Cell: TypeAlias = Text | Line | Sequence[Text | Line]


def lines_of(cell: Cell) -> list[Sequence[Text]]:
    """Return the lines of a cell, each as its texts.

    >>> lines_of("a"), lines_of(["a", Line(("b", "c"))])
    ([('a',)], [('a',), ('b', 'c')])
    """
    shown = [cell] if isinstance(cell, str | Run | Line) else cell
    return [one.texts if isinstance(one, Line) else (one,) for one in shown]


class Paper:
    """A Word document being written.

    Elements are put before the last one of the body (the page set-up) directly: python-docx's own
    ``add_paragraph`` looks through the whole body each time, which is slow in long documents.

    Parameters
    ----------
    title : str
    language : str
        Language tag such as ``nb-NO``.
    """

    def __init__(self, title: str, language: str) -> None:
        import docx

        self._document = docx.Document(io.BytesIO(template(language, visible(title))))
        self._end = self._document.element.body.sectPr
        self._language = language
        self._headings: list[tuple[int, str, str]] = []
        self._bookmarks = 0
        self._count = [0, 0]
        self._contents: etree._Element | None = None
        self._running(visible(title))

    def paragraph(self, style: str, *texts: Text) -> None:
        """Add a paragraph."""
        self._end.addprevious(self._made(style, texts))

    def heading(self, text: str, level: int, bookmark: str = "") -> str:
        """Add a heading, level 1 to 3, and return its bookmark; 1 and 2 are numbered and in the table of contents.

        `bookmark` is another name for what links to it: letters, digits and underscores.
        """
        if level < 3:
            self._count = [self._count[0] + 1, 0] if level == 1 else [self._count[0], self._count[1] + 1]
            text = f"{'.'.join(map(str, self._count[:level]))}  {text}"
        anchor = f"_Toc{len(self._headings) + 1:08}"
        paragraph = self._made(f"Heading{level}", [text])
        for name in filter(None, (anchor, bookmark)):
            paragraph.insert(1, _element("bookmarkStart", id=str(self._bookmarks), name=name))
            paragraph.append(_element("bookmarkEnd", id=str(self._bookmarks)))
            self._bookmarks += 1
        self._headings.append((level, text, anchor))
        self._end.addprevious(paragraph)
        return anchor

    def contents(self, heading: str) -> None:
        """Add a table of contents of all headings, those that come later too."""
        self._contents = self._made("ContentsHeading", [heading])
        self._end.addprevious(self._contents)

    def table(self, widths: Sequence[int], head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a table; its head is repeated on every page and no row is parted over two.

        Parameters
        ----------
        widths : sequence of int
            Widths of the columns in relation to one another.
        head : sequence of str
        rows : iterable of sequences of text, or of lists of texts or lines, one a paragraph
            A row of one cell goes across the table.
        """
        share = [round(TEXT_WIDTH * width / sum(widths)) for width in widths]
        table = etree.SubElement(_element("nothing"), _tag("tbl"))
        properties = etree.SubElement(table, _tag("tblPr"))
        properties.append(_element("tblStyle", val="Findings"))
        properties.append(_element("tblW", w=str(TEXT_WIDTH), type="dxa"))
        properties.append(_element("tblLayout", type="fixed"))
        grid = etree.SubElement(table, _tag("tblGrid"))
        grid.extend(_element("gridCol", w=str(width)) for width in share)
        table.append(self._row(share, [Run(text, bold=True) for text in head], header=True))
        for row in rows:
            table.append(self._row(share, row))
        self._end.addprevious(table)
        self.paragraph("Gap")

    def picture(self, png: bytes, size: tuple[float, float], alt: str, caption: str) -> None:
        """Add a picture with its caption below, made smaller where it is larger than the page.

        Parameters
        ----------
        png : bytes
        size : (float, float)
            Width and height in inches.
        alt : str
            What it shows, for those who cannot see it.
        caption : str
        """
        from docx.shared import Inches

        scale = min(1.0, TEXT_WIDTH / 1440 / size[0], TALLEST / size[1])
        inline = self._document.part.new_pic_inline(io.BytesIO(png), *(Inches(side * scale) for side in size))
        inline.docPr.set("descr", visible(alt))
        paragraph = self._made("Picture", [""])
        etree.SubElement(paragraph[-1], _tag("drawing")).append(inline)
        self._end.addprevious(paragraph)
        self.paragraph("Caption", caption)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the document whole or not at all; the same contents give the same bytes.

        Raises
        ------
        KodeverkError
            If the path does not end in ``.docx``.
        """
        if Path(path).suffix.lower() != ".docx":
            raise KodeverkError(f"A Word document ends in .docx; {Path(path).name} does not. Nothing was written.")
        self._fill_contents()
        raw = io.BytesIO()
        self._document.save(raw)
        with replacing(path) as draft, zipfile.ZipFile(raw) as made, zipfile.ZipFile(draft, "w") as package:
            # The list of contents comes first in every Office file; the rest by name.
            for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
                entry = zipfile.ZipInfo(name, _DATE)
                entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
                entry.external_attr = 0o644 << 16
                package.writestr(entry, made.read(name))
        return Path(path)

    # --- parts ---------------------------------------------------------------------------

    def _made(self, style: str, texts: Iterable[Text]) -> etree._Element:
        paragraph = _element("p")
        properties = etree.SubElement(paragraph, _tag("pPr"))
        properties.append(_element("pStyle", val=style))
        paragraph.extend(
            self._run(text) if isinstance(text, str) or not text.anchor else self._link(text) for text in texts
        )
        return paragraph

    def _link(self, text: Run) -> etree._Element:
        link = _element("hyperlink", anchor=text.anchor, history="1")
        link.append(self._run(text))
        return link

    def _run(self, text: Text) -> etree._Element:
        text = Run(text) if isinstance(text, str) else text
        run = _element("r")
        marks = [_element("b")] * text.bold + [_element("i")] * text.italic
        if text.anchor:
            marks += [_element("color", val=LINK), _element("u", val="single")]
        if text.language and text.language != self._language:
            marks.append(_element("lang", val=text.language))
        if marks:
            etree.SubElement(run, _tag("rPr")).extend(marks)
        for part in _BREAKS.split(visible(text.text)):
            if part in ("\n", "\t"):
                run.append(_element("br" if part == "\n" else "tab"))
            elif part:
                etree.SubElement(run, _tag("t"), {_SPACE: "preserve"}).text = part
        return run

    def _row(self, widths: Sequence[int], cells: Sequence[Cell], header: bool = False) -> etree._Element:
        row = _element("tr")
        properties = etree.SubElement(row, _tag("trPr"))
        properties.append(_element("cantSplit"))
        properties.extend([_element("tblHeader")] * header)
        across = len(cells) == 1 < len(widths)
        for width, cell in zip([sum(widths)] if across else widths, cells, strict=True):
            made = etree.SubElement(row, _tag("tc"))
            form = etree.SubElement(made, _tag("tcPr"))
            form.append(_element("tcW", w=str(width), type="dxa"))
            form.extend([_element("gridSpan", val=str(len(widths)))] * across)
            made.extend(self._made("TableText", texts) for texts in lines_of(cell) or [[""]])
            if across:  # the title of a group stays with the first row of it
                made[-1][0].append(_element("keepNext"))
        return row

    def _running(self, title: str) -> None:
        section = self._document.sections[0]
        for part, style, pieces in (
            (section.header, "Header", [self._run(title)]),
            (section.footer, "Footer", [*_field("PAGE", "1"), self._run(" / "), *_field("NUMPAGES", "1")]),
        ):
            part.is_linked_to_previous = False
            paragraph = self._made(style, [])
            paragraph.extend(pieces)
            etree.SubElement(paragraph[0], _tag("jc"), {_tag("val"): "center" if style == "Footer" else "left"})
            element = part._element
            for child in list(element):
                element.remove(child)
            element.append(paragraph)

    def _fill_contents(self) -> None:
        if self._contents is None:
            return
        place = self._contents
        shown = [(level, text, anchor) for level, text, anchor in self._headings if level <= 2]
        for number, (level, text, anchor) in enumerate(shown):
            paragraph = self._made(f"TOC{level}", [])
            if number == 0:
                paragraph.extend(_opened('TOC \\o "1-2" \\h \\z \\u'))
            link = _element("hyperlink", anchor=anchor, history="1")
            paragraph.append(link)
            link.append(self._run(Run(text)))
            if number == len(shown) - 1:
                paragraph.append(_mark("end"))
            place.addnext(paragraph)
            place = paragraph


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


def _element(name: str, /, **attributes: str) -> etree._Element:
    return etree.Element(_tag(name), {_tag(key): value for key, value in attributes.items()}, nsmap={"w": W})


def _mark(kind: str) -> etree._Element:
    run = _element("r")
    run.append(_element("fldChar", fldCharType=kind))
    return run


def _opened(instruction: str) -> list[etree._Element]:
    run = _element("r")
    etree.SubElement(run, _tag("instrText"), {_SPACE: "preserve"}).text = f" {instruction} "
    return [_mark("begin"), run, _mark("separate")]


def _field(instruction: str, shown: str) -> list[etree._Element]:
    run = _element("r")
    etree.SubElement(run, _tag("t")).text = shown
    return [*_opened(instruction), run, _mark("end")]
