"""A report in Word: paragraphs with their styles, and the numbers Word puts before headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from lxml import etree

from kodeverk.analysis.proofreading.report import CAPTION, CONTENTS, HEADING, NOTE, QUOTE, TABLE, TEXT, Paragraph
from kodeverk.reading.package import Package
from kodeverk.reading.word_styles import Styles
from kodeverk.reading.word_walk import WordWalk
from kodeverk.reading.word_xml import W, single

INDENTED = 400
"""Left indentation from which a paragraph is taken for a block quote, in twentieths of a point (0.7 cm)."""

_BY_STYLE = (
    (CONTENTS, re.compile(r"toc |table of figures|contents|innhold")),
    (CAPTION, re.compile(r"caption|bildetekst|figurtekst|tabelltekst|illustration|figure$|table$")),
    (QUOTE, re.compile(r"(intense )?quot|sitat|block ?quot|block text|blokk|utdrag")),
)
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


class _Looks(Styles):
    """The styles of a document, with what a report needs to know of them."""

    def names(self, properties: etree._Element | None) -> list[str]:
        """Return the names of a paragraph's style and of those it is based on, in lower case."""
        named = [style.find(W + "name") for style in self._styled(properties, "pStyle")]
        return [name.get(W + "val", "").lower() for name in named if name is not None]

    def level(self, properties: etree._Element | None) -> int:
        """Return the level of a heading, 1 for the highest; 0 where it has none."""
        styles = self._styled(properties, "pStyle")
        own = properties.find(W + "outlineLvl") if properties is not None else None
        levels = [own, *(style.find(f"{W}pPr/{W}outlineLvl") for style in styles)]
        found = next((int(one.get(W + "val", "9")) for one in levels if one is not None), 9)
        if found < 9:
            return found + 1
        digits = [re.match(r"heading (\d)", name) for name in self.names(properties)]
        return next((int(one[1]) for one in digits if one), 0)

    def indent(self, properties: etree._Element | None) -> int:
        """Return the left indentation of a paragraph, in twentieths of a point."""
        styles = self._styled(properties, "pStyle")
        own = properties.find(W + "ind") if properties is not None else None
        for one in [own, *(style.find(f"{W}pPr/{W}ind") for style in styles)]:
            value = one.get(W + "left", one.get(W + "start", "")) if one is not None else ""
            if re.fullmatch(r"-?\d+", value):
                return int(value)
        return 0

    def list_of(self, properties: etree._Element | None) -> tuple[str, int, str] | None:
        """Return the list a paragraph is numbered in, its level in it, and its style; None where it is not."""
        styles = self._styled(properties, "pStyle")
        own = properties.find(W + "numPr") if properties is not None else None
        places = [(own, "")] + [(style.find(f"{W}pPr/{W}numPr"), style.get(W + "styleId", "")) for style in styles]
        number = next((f for one, _s in places if one is not None and (f := one.find(W + "numId")) is not None), None)
        if number is None or number.get(W + "val", "0") == "0":
            return None
        level = next((f for one, _s in places if one is not None and (f := one.find(W + "ilvl")) is not None), None)
        style = next((styled for one, styled in places if one is not None), "")
        return number.get(W + "val", ""), int(level.get(W + "val", "0")) if level is not None else -1, style


class _Numbering:
    """The numbers Word puts before paragraphs, followed as it counts them."""

    def __init__(self, root: etree._Element | None) -> None:
        nums = root.findall(W + "num") if root is not None else []
        self._lists = {n.get(W + "numId", ""): _value(n, "abstractNumId") for n in nums}
        defined = root.findall(W + "abstractNum") if root is not None else []
        self._levels = {a.get(W + "abstractNumId", ""): a.findall(W + "lvl") for a in defined}
        self._counts: dict[str, Counter[int]] = defaultdict(Counter)
        self.followed = True

    def next(self, place: tuple[str, int, str] | None) -> str:
        """Count a paragraph in its list and return the number before it; empty where it is no decimal number."""
        if place is None:
            return ""
        number, level, style = place
        kept = self._lists.get(number, "")
        levels = {int(one.get(W + "ilvl", "0")): one for one in self._levels.get(kept, [])}
        if level < 0:
            level = next((at for at, one in levels.items() if style and _value(one, "pStyle") == style), 0)
        if level not in levels:
            self.followed = False
            return ""
        counts = self._counts[kept]
        counts[level] = counts[level] + 1 if counts[level] else int(_value(levels[level], "start") or 1)
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        pattern = _value(levels[level], "lvlText")
        parts = re.findall(r"%(\d)", pattern)
        if not parts or any(_value(levels[int(p) - 1], "numFmt") != "decimal" for p in parts if int(p) - 1 in levels):
            return ""
        return re.sub(r"%(\d)", lambda part: str(counts[int(part[1]) - 1] or 1), pattern).strip(" .)")


def _value(element: etree._Element, name: str) -> str:
    found = element.find(W + name)
    return found.get(W + "val", "") if found is not None else ""


class _ReportWalk(WordWalk):
    """The walk through a Word document that remembers what each paragraph of the body looks like."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(styles)
        self.looks: dict[int, etree._Element | None] = {}

    def _paragraph(self, element: etree._Element) -> None:
        if not self._outer:
            self.looks[len(self.blocks)] = element.find(W + "pPr")
        super()._paragraph(element)


def word_paragraphs(data: bytes, file: str) -> tuple[list[Paragraph], bool]:
    """Return the paragraphs of a Word document, and whether the numbers of its headings could be followed.

    Parameters
    ----------
    data : bytes
        A file `kodeverk.reading.read_source` has read without error.
    file : str
        Its name, for messages.
    """
    package = Package(data, file)
    main = next(r.target for r in package.relations("").values() if r.kind == "officeDocument")
    parts = {r.kind: r.target for r in package.relations(main).values() if not r.external and r.target in package}
    roots = {kind: package.xml(parts[kind]) for kind in ("styles", "numbering") if kind in parts}
    looks, numbering = _Looks(roots.get("styles")), _Numbering(roots.get("numbering"))
    walk = _ReportWalk(looks)
    body = single(package.xml(main)).find(W + "body")
    assert body is not None, "the reader has found it"
    walk.part(body)
    found: list[Paragraph] = []
    for place, block in enumerate(walk.blocks):
        properties = walk.looks.get(place) if block.kind != "table" else None
        found.append(_paragraph(block.text, block.kind, properties, looks, numbering))
    for kind, element in _NOTES:
        for note in single(package.xml(parts[kind])).iter(W + element) if kind in parts else ():
            before = len(walk.blocks)
            walk.part(note, NOTE)
            found += [Paragraph(0, NOTE, block.text.strip()) for block in walk.blocks[before:]]
    return found, numbering.followed


def _paragraph(
    text: str, kind: str, properties: etree._Element | None, looks: _Looks, numbering: _Numbering
) -> Paragraph:
    place = looks.list_of(properties)
    label = numbering.next(place)
    if kind == TABLE:
        return Paragraph(0, TABLE, text.strip())
    names = looks.names(properties)
    styled = next((k for k, pattern in _BY_STYLE if any(pattern.match(name) for name in names[:1])), "")
    if styled:
        return Paragraph(0, styled, text.strip())
    if kind == "heading":
        return Paragraph(0, HEADING, text.strip(), looks.level(properties), label=label)
    listed = place is not None or any(name.startswith("list") for name in names)
    if looks.indent(properties) >= INDENTED and not listed:
        return Paragraph(0, QUOTE, text.strip(), sure=False)
    return Paragraph(0, TEXT, text.strip())
