"""Footnotes, endnotes and comments of web pages, as Word, LibreOffice, Google Docs and publishers mark them."""

from __future__ import annotations

import re

from lxml import etree

_NOTE = re.compile(r"_?(ftn|ftnt|sdfootnote|edn|sdendnote|cmnt|_com_)\d+$")
_WORD_NOTE = re.compile(r"mso-element\s*:\s*(footnote|endnote|comment)(?!-)", re.IGNORECASE)
_NOTES = {"ftn": "footnotes", "ftnt": "footnotes", "sdfootnote": "footnotes", "edn": "endnotes",
          "sdendnote": "endnotes", "cmnt": "comments", "_com_": "comments"}  # fmt: skip


def within(element: etree._Element) -> str:
    """Return the name of the element an element stands in; empty for the outermost."""
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def note_kind(element: etree._Element, tag: str, style: str) -> str:
    """Return the kind of note an element is; empty if none."""
    if tag not in ("div", "p", "li", "aside", "section"):
        return ""
    if told := _WORD_NOTE.search(style):
        return f"{told[1].casefold()}s"
    role = element.get("role") or ""
    if role in ("doc-footnote", "doc-endnote"):
        return f"{role[4:]}s"
    name = element.get("id") or ""
    if tag == "p" and not name and len(element) and element[0].tag == "a" and (element.text or "").strip() == "":
        name = element[0].get("id") or ""  # as Google Docs writes them
    found = _NOTE.fullmatch(name)
    return _NOTES[found[1]] if found else ""
