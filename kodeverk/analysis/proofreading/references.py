"""References of a report to its own figures, tables, sections and appendices: whether they are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kodeverk.analysis.proofreading.findings import (
    CELL,
    ERROR,
    FIELD,
    NOT_REFERRED,
    NOTE,
    TO_NOTHING,
    WARNING,
    Finding,
    Reference,
)
from kodeverk.analysis.proofreading.prose import CAPITAL
from kodeverk.analysis.proofreading.report import (
    CAPTION,
    HEADING,
    TABLE,
    TEXT,
    Paragraph,
    Report,
    caption_of,
    heading_number,
)
from kodeverk.analysis.proofreading.report import (
    NOTE as FOOTNOTE,
)
from kodeverk.messages import _

THERE, NOWHERE, WRONG_SIDE, UNCHECKED = "there", "nowhere", "wrong side", "not checkable"
SECTION, APPENDIX = "section", "appendix"

_WORDS = {
    "figur": "figure", "figuren": "figure", "figurene": "figure", "figurer": "figure", "figure": "figure",
    "figures": "figure", "fig": "figure", "tabell": "table", "tabellen": "table", "tabellene": "table",
    "tabeller": "table", "tabel": "table", "table": "table", "tables": "table", "tab": "table", "kapittel": SECTION,
    "kapitlet": SECTION, "kapittelet": SECTION, "kapitla": SECTION, "kapitlene": SECTION, "kap": SECTION,
    "chapter": SECTION, "avsnitt": SECTION, "avsnittet": SECTION, "delkapittel": SECTION, "underkapittel": SECTION,
    "section": SECTION, "vedlegg": APPENDIX, "vedlegget": APPENDIX, "appendix": APPENDIX, "appendiks": APPENDIX,
}  # fmt: skip
_NUMBER = r"(?:\d+(?:\.\d+)*|(?-i:[A-ZÆØÅ])\d?\b|[xX]{1,3}\b|\?{1,3}|#{1,3})"
_REFERENCE = re.compile(
    rf"\b(?P<word>{'|'.join(_WORDS)})\.?\s+(?P<numbers>{_NUMBER}(?:\s*(?:,|og|and|eller|or|–|-|til)\s*{_NUMBER})*)"
    r"(?:\s+(?P<side>over|ovenfor|ovanfor|under|nedenfor|nedanfor|above|below)"
    r"(?=\s*[.,;:)]|\s*$|\s+(?:viser|gir|er|fram|frem|oppsummerer|sammenfatter|shows?|gives?|is)))?",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    r"\b(?P<word>figuren|tabellen|the figure|the table)\s+"
    r"(?P<side>over|ovenfor|ovanfor|under|nedenfor|nedanfor|above|below)"
    r"(?=\s*[.,;:)]|\s*$|\s+(?:viser|gir|er|fram|frem|oppsummerer|sammenfatter|shows?|gives?|is))",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    rf"\s+(?:i|hos|av|in|of|by)\s+(?:{CAPITAL}|[«\"“]|\w*(?:lov|avtale|rapport|bok|melding|forskrift|artikkel|forfatter|report"
    r"|book|article|act)\w*)"
)  # fmt: skip
_CITED = re.compile(
    rf"\([^()]*\b(?:1[89]|20)\d\d\b[^()]*$|{CAPITAL}[\w-]+[^.()]{{0,40}}\((?:1[89]|20)\d\d[^()]*\)[^.]*$"
)
_APPENDIX = re.compile(r"(?:Vedlegg|Appendiks|Appendix)\s+(?P<number>\d+|[A-ZÆØÅ])\b", re.IGNORECASE)
_BROKEN = re.compile(
    r"(?:Error!|Feil!)\s+[^.]*(?:reference|bookmark|referanse|bokmerke|kilde|stil|style)[^.]*\.?", re.IGNORECASE
)
_BELOW = frozenset(("under", "nedenfor", "nedanfor", "below"))


class _Parts(NamedTuple):
    """What a report has that can be referred to: where captions and tables stand, the numbers of sections and so on."""

    captions: Mapping[tuple[str, str], list[int]]
    tables: list[int]
    sections: frozenset[str]
    appendices: frozenset[str]


def references(report: Report, blanked: Mapping[int, str]) -> list[Reference]:
    """Return the references of a report to its own parts, with whether these are there.

    References to other works are left out: ``kapittel 3 i sosialtjenesteloven``, ``(Vike 2018, kap. 2)``.

    Parameters
    ----------
    report : Report
    blanked : dict of int to str
        The text of each paragraph, quotes blanked, by its number.
    """
    parts = _parts_of(report)
    found: list[Reference] = []
    for paragraph in report.paragraphs:
        if paragraph.kind not in (TEXT, FOOTNOTE, CAPTION, TABLE):
            continue
        text = blanked.get(paragraph.number, paragraph.text)
        skip = len(re.match(r"\S+\s+\S+", text)[0]) if paragraph.kind == CAPTION and re.match(r"\S+\s+\S+", text) else 0  # type: ignore[index]
        for hit in _REFERENCE.finditer(text, skip):
            if not _CITED.search(text[: hit.start()]) and not _ELSEWHERE.match(text[hit.end() :]):
                found += _numbered(report, parts, paragraph, hit)
        for hit in _UNNUMBERED.finditer(text, skip):
            kind = "figure" if "figur" in hit["word"].lower() else "table"
            places = [n for (its, _number), all_ in parts.captions.items() if its == kind for n in all_]
            places += parts.tables if kind == "table" else []
            verdict = THERE if _on_side(places, paragraph.number, hit["side"]) else NOWHERE
            found.append(Reference(kind, "", hit[0], paragraph, hit.start(), verdict))
    return found


def _parts_of(report: Report) -> _Parts:
    captions: dict[tuple[str, str], list[int]] = {}
    sections: set[str] = set()
    appendices: set[str] = set()
    for one in report.paragraphs:
        named = caption_of(one.text) if one.kind == CAPTION else None
        if named:
            captions.setdefault(named, []).append(one.number)
        if one.kind == HEADING:
            if number := heading_number(one):
                parts = number.split(".")
                sections |= {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
            if appendix := _APPENDIX.match(one.text):
                appendices.add(appendix["number"].upper())
    tables = [p.number for p in report.paragraphs if p.kind == TABLE]
    return _Parts(captions, tables, frozenset(sections), frozenset(appendices))


def _numbered(report: Report, parts: _Parts, paragraph: Paragraph, hit: re.Match[str]) -> Iterator[Reference]:
    kind = _WORDS[hit["word"].lower()]
    for number in _each(hit["numbers"]):
        said = f"{hit['word']} {number}" + (f" {hit['side']}" if hit["side"] else "")
        if kind == SECTION:
            known = number in parts.sections
            open_ = not parts.sections or not report.counted
        elif kind == APPENDIX:
            known, open_ = number.upper() in parts.appendices, not parts.appendices
        else:
            known, open_ = (kind, number) in parts.captions, False
        verdict = THERE if known else UNCHECKED if open_ and number[0].isalnum() and number[0] not in "xX" else NOWHERE
        places = parts.captions.get((kind, number), [])
        if known and hit["side"] and places and not _on_side(places, paragraph.number, hit["side"]):
            verdict = WRONG_SIDE
        yield Reference(kind, number, said, paragraph, hit.start(), verdict)


def _each(numbers: str) -> list[str]:
    """Return the numbers of a list or a range.

    >>> _each("2, 3 og 5"), _each("2–4"), _each("4.1-4.3")
    (['2', '3', '5'], ['2', '3', '4'], ['4.1', '4.3'])
    """
    span = re.fullmatch(r"(\d+)\s*(?:–|-|til)\s*(\d+)", numbers)
    if span and int(span[1]) < int(span[2]) < int(span[1]) + 20:
        return [str(n) for n in range(int(span[1]), int(span[2]) + 1)]
    return re.findall(_NUMBER, numbers)


def _instead(report: Report, one: Reference) -> str:
    """Return the caption of the other kind with the number a reference has; empty where there is none."""
    named = {caption_of(p.text): p.text for p in report.paragraphs if p.kind == CAPTION}
    return next((named[k, one.number] for k in ("figure", "table") if one.number and (k, one.number) in named), "")


def _on_side(places: Sequence[int], here: int, side: str) -> bool:
    return any(place > here if side.lower() in _BELOW else place < here for place in places)


def reference_findings(report: Report, found: Sequence[Reference]) -> Iterator[Finding]:
    """Yield a finding for each reference that points nowhere, each broken field and each caption nobody refers to."""
    for one in found:
        span = (one.start, one.start + len(one.said))
        if one.verdict == NOWHERE:
            advice = _("What is referred to is not in the report.")
            yield Finding(TO_NOTHING, ERROR, one.paragraph, *span, one.said, _instead(report, one), advice)
        elif one.verdict == WRONG_SIDE:
            yield Finding(
                TO_NOTHING, WARNING, one.paragraph, *span, one.said, "", _("Above and below are interchanged.")
            )
    told = {(one.kind, one.number) for one in found}
    numbered = any(one.kind in ("figure", "table") and one.number for one in found)
    for paragraph in report.paragraphs:
        for broken in _BROKEN.finditer(paragraph.text):
            yield Finding(
                FIELD, ERROR, paragraph, *broken.span(), broken[0], "", _("Word has lost what this refers to.")
            )
        cells = [cell.strip() for cell in paragraph.text.split("\t")]
        if paragraph.kind == TABLE and any(re.fullmatch(r"\?+", cell) for cell in cells):
            advice = _("What is not known is written as a question mark. Say that it is unknown, or not asked.")
            yield Finding(CELL, NOTE, paragraph, 0, len(paragraph.text), "\t".join(cells), "", advice)
        named = caption_of(paragraph.text) if paragraph.kind == CAPTION else None
        if named and numbered and named not in told:
            told.add(named)
            said = _("The text refers to no such figure or table.")
            yield Finding(NOT_REFERRED, NOTE, paragraph, 0, min(len(paragraph.text), 60), " ".join(named), "", said)
