"""A report as paragraphs, with what each is: heading, text, block quote, caption, table row, note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kodeverk.analysis.proofreading.prose import CAPITAL
from kodeverk.model import canonical
from kodeverk.reading import FORMATS, read_source
from kodeverk.reading.decoding import decode

HEADING, TEXT, QUOTE, CAPTION, TABLE, NOTE, CONTENTS = (
    "heading", "text", "quote", "caption", "table", "note", "contents",
)  # fmt: skip
LITERATURE = "literature"
KINDS = (HEADING, TEXT, QUOTE, CAPTION, TABLE, NOTE, CONTENTS, LITERATURE)

WIDEST = 110
"""Longest line, in code points, of a text whose lines were broken by hand."""

FIGURES = {"figur": "figure", "figure": "figure", "fig": "figure", "tabell": "table", "tabel": "table",
           "table": "table", "tab": "table"}  # fmt: skip
"""Words for figures and tables, by the kind they name."""

_NUMBER = r"(?:[A-ZÆØÅ]\.?)?\d+(?:[.-]\d+)*"
_CAPTION = re.compile(rf"(?P<word>{'|'.join(FIGURES)})\.?\s+(?P<number>{_NUMBER})(?P<mark>\s*[:.–—-]\s|\s*$)?", re.I)
_NUMBERED = re.compile(rf"(?P<number>\d+(?:\.\d+)+|\d+)\.?\s+(?=[«\"“]?{CAPITAL})")
_PARTED = re.compile(r"(?P<number>\d+(?:\.\d+)+)\.?\s")
_NAMED = re.compile(
    rf"(?:Kapittel|Kap\.|Chapter|Vedlegg|Appendix|Appendiks)\s+(?:\d+|[A-ZÆØÅ])\b[.:]?(?:\s+(?:{CAPITAL}|«)|$)"
)
_LEADER = re.compile(r"(?:\t|\.{3,}|…{2,}|(?:\s\.){3,})\s*\d{1,3}\s*$")
_CONTENTS = re.compile(
    r"(?:innhold(?:sfortegnelse|sliste)?|innhald|(?:figur|tabell)(?:liste|oversikt|er)"
    r"|(?:table of )?contents|list of (?:figures|tables))\.?",
    re.IGNORECASE,
)
_LITERATURE = re.compile(r"(?:[\d.]*\s*)(?:litteratur(?:liste)?|litteraturliste|referanser|kildeliste|kilder|references"
                         r"|bibliography|bibliografi)\s*", re.I)  # fmt: skip
_ITEM = re.compile(r"\s*(?:[-*+•]\s|\(?(?:[a-zæøå]|\d{1,2}|[ivx]{1,4})[.)]\s)")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*_])")
_MARKDOWN = re.compile(r"!\[[^\]]*\]\([^)]*\)|<!--.*?-->|\[\^[^\]]+\](?!:)", re.S)
_LINK = re.compile(r"\[([^\]]+)\]\((?:https?:|#|mailto:)[^)]*\)")


class Paragraph(NamedTuple):
    """A paragraph of a report.

    Attributes
    ----------
    number : int
        Place in the report, counted from 1; paragraphs without text are not counted.
    kind : str
        One of `KINDS`; ``literature`` is what stands in the list of references.
    text : str
    level : int
        Of a heading, 1 for the highest; 0 for others, and where the file does not say.
    heading : str
        The heading it stands under; of a heading, itself.
    label : str
        The number Word puts before a heading, which is no text in the file.
    sure : bool
        False for a block quote known by its indentation alone.
    """

    number: int
    kind: str
    text: str
    level: int = 0
    heading: str = ""
    label: str = ""
    sure: bool = True


class Report(NamedTuple):
    """A report as read; nothing of it is in the study.

    Attributes
    ----------
    name : str
        File name; empty for a text.
    paragraphs : tuple of Paragraph
    counted : bool
        False where Word numbers headings in a way that could not be followed.
    """

    name: str
    paragraphs: tuple[Paragraph, ...]
    counted: bool = True


def read_report(report: str | Path) -> Report:
    """Return a report as paragraphs: a ``.docx``, ``.txt`` or ``.md`` file, or a text (read as Markdown).

    A text is what has a line break or no ending of a file.

    Raises
    ------
    ReadingError
        If the file is missing, empty, protected, damaged or of another kind.

    Examples
    --------
    >>> [(p.kind, p.text) for p in read_report("# Funn\\n\\nHun sier det slik:\\n\\n> Ja da (5)").paragraphs]
    [('heading', 'Funn'), ('text', 'Hun sier det slik:'), ('quote', 'Ja da (5)')]
    """
    if isinstance(report, str) and ("\n" in report or Path(report).suffix.lower() not in FORMATS):
        return Report("", _settled(_plain(canonical(report).text, markdown=True)))
    reading = read_source(report)
    if reading.format == "docx":
        from kodeverk.analysis.proofreading.word import word_paragraphs

        paragraphs, counted = word_paragraphs(reading.original, reading.file)
        return Report(reading.file, _settled(paragraphs), counted)
    text = canonical(decode(reading.original, reading.file)[0]).text
    return Report(reading.file, _settled(_plain(text, markdown=reading.format == "md")))


def caption_of(text: str) -> tuple[str, str] | None:
    """Return the kind (``figure``, ``table``) and number of a caption; None where a text does not begin like one.

    Examples
    --------
    >>> caption_of("Figur 3: Hierarkiet"), caption_of("Figur 3 viser hierarkiet.")
    (('figure', '3'), None)
    """
    found = _CAPTION.match(text.strip())
    if not found:
        return None
    rest = text.strip()[found.end() :]
    bare = not found["mark"] and len(text) < WIDEST and rest.strip()[:1].isupper() and not text.rstrip().endswith(".")
    return (FIGURES[found["word"].lower()], found["number"]) if found["mark"] is not None or bare else None


def heading_number(paragraph: Paragraph) -> str:
    """Return the number of a heading, typed or put there by Word, without its last full stop; empty where none is."""
    typed = _NUMBERED.match(paragraph.text) or _PARTED.match(paragraph.text)
    return (typed["number"] if typed else paragraph.label).rstrip(".")


# --- plain text and Markdown ---------------------------------------------------------------------


def _plain(text: str, *, markdown: bool) -> list[Paragraph]:
    if markdown:
        text = _MARKDOWN.sub("", text)
        text = _LINK.sub(r"\1", text)
    found: list[Paragraph] = []
    for lines in _blocks(text):
        first = lines[0]
        mark = re.match(r"(#{1,6})\s+(.*?)\s*#*$", first) if markdown else None
        if mark:
            found.append(Paragraph(0, HEADING, _bare(mark[2], markdown), len(mark[1])))
        elif first.startswith(">"):
            quoted = "\n".join(re.sub(r"^\s*>\s?", "", line) for line in lines)
            found += [
                Paragraph(0, QUOTE, _bare(part, markdown)) for part in re.split(r"\n\s*\n", quoted) if part.strip()
            ]
        elif markdown and first.lstrip().startswith("|"):
            cells = [re.split(r"\s*\|\s*", line.strip().strip("|").strip()) for line in lines]
            rows = [row for row in cells if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
            found += [Paragraph(0, TABLE, _bare("\t".join(row), markdown)) for row in rows]
        elif first.count("\t") > 1 or (first.strip().count("\t") and not _LEADER.search(first)):
            found += [Paragraph(0, TABLE, line.strip()) for line in lines]
        else:
            indented = all(re.match(r"\t| {4}", line) for line in lines) and not _ITEM.match(first)
            kind = QUOTE if indented else NOTE if first.startswith("[^") else TEXT
            found.append(Paragraph(0, kind, _bare("\n".join(line.strip() for line in lines), markdown), sure=False))
    return found


def _bare(text: str, markdown: bool) -> str:
    return (_EMPHASIS.sub(r"\2", text) if markdown else text).strip()


def _blocks(text: str) -> Iterator[list[str]]:
    """Yield the lines of each block; lines that were not broken by hand are a block each."""
    for filled, group in groupby(text.split("\n"), key=lambda line: bool(line.strip())):
        lines = list(group)
        if not filled or all(re.fullmatch(r"\s*[-*_=]{3,}\s*", line) for line in lines):
            continue
        by_hand = all(len(line) <= WIDEST for line in lines)
        block: list[str] = []
        for line in lines:
            if block and (not by_hand or _opens(line, block[-1])):
                yield block
                block = []
            block.append(line)
        yield block


def _opens(line: str, before: str) -> bool:
    """Return whether a line opens a block though no empty line stands before it."""
    marked = [re.match(r"\s*(>|\||#{1,6}\s|\[\^)", one) for one in (before, line)]
    starts = marked[1][1] if marked[1] else ""
    numbered = any(re.match(r"\d+\.\d", one) and _typed_heading(one) for one in (before, line))
    same = marked[0] is not None and marked[1] is not None and marked[0][1] == starts
    if starts.startswith(("#", "[")) or (marked[0] and marked[0][1].startswith("#")):
        return True
    return (bool(marked[0]) != bool(marked[1]) or (bool(starts) and not same)) or bool(
        numbered or _ITEM.match(line) or caption_of(line) or ("\t" in line.strip()) != ("\t" in before.strip())
    )


# --- what is known once all paragraphs are --------------------------------------------------------


def _settled(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs numbered, with captions, contents, typed headings and the list of references told apart."""
    found: list[Paragraph] = []
    heading, below = "", 0
    listed: set[str] | None = None
    for one, kind in _kinds([one for one in paragraphs if one.text.strip()]):
        if _CONTENTS.fullmatch(one.text.strip()):
            listed = listed or set()
        elif listed is not None and one.kind == TEXT and _lists(one.text) and not listed & set(one.text.split("\n")):
            listed |= set(one.text.split("\n"))
            kind = CONTENTS
        elif kind != CONTENTS:
            listed = None
        if kind == HEADING:
            heading = one.text
            if _LITERATURE.fullmatch(heading):
                below = one.level or 9
            elif one.level <= below:
                below = 0
        if below and kind not in (HEADING, NOTE, CAPTION, TABLE):
            kind = LITERATURE
        found.append(one._replace(number=len(found) + 1, kind=kind, heading=heading))
    return tuple(found)


def _kinds(paragraphs: list[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """Yield each paragraph with its kind; where the file marks headings, a line is one by its number if that has parts.

    Lines numbered 1, 2, 3 that follow one another are a list, and no headings.
    """
    marked = any(one.kind == HEADING for one in paragraphs)
    numbers = [re.match(r"(\d{1,2})\.?\s", one.text) if one.kind == TEXT else None for one in paragraphs]
    single = [0, *(int(number[1]) if number else 0 for number in numbers), 0]
    for at, one in enumerate(paragraphs, 1):
        kind = _kind(one)
        if kind == HEADING and one.kind != HEADING and single[at]:
            in_list = single[at + 1] == single[at] + 1 or single[at - 1] == single[at] - 1 > 0
            kind = one.kind if marked or in_list else kind
        yield one, kind


def _kind(one: Paragraph) -> str:
    if one.kind in (CONTENTS, TABLE, NOTE):
        return one.kind
    if _LEADER.search(one.text):
        return CONTENTS
    if one.kind == CAPTION or (one.kind == TEXT and caption_of(one.text)):
        return CAPTION
    if one.kind == TEXT and (_typed_heading(one.text) or _LITERATURE.fullmatch(one.text)):
        return HEADING
    return one.kind


def _lists(text: str) -> bool:
    """Return whether a paragraph may be lines of a table of contents: short, and no sentences."""
    return all(len(line) <= WIDEST and line.rstrip()[-1:] not in ".!?:;," for line in text.split("\n"))


def _typed_heading(text: str) -> bool:
    """Return whether a line is a heading by its number: ``4.3.2 Møter``, ``Kapittel 4 Funn``, ``Vedlegg 1: Guide``."""
    line = text.strip()
    if "\n" in line or len(line) > WIDEST or line[-1] in ".,;:?!":
        return False
    numbered = _NUMBERED.match(line)
    short = numbered is not None and ("." in numbered["number"] or len(line.split()) <= 7)
    return _NAMED.match(line) is not None or short
