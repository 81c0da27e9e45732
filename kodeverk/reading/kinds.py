"""The kinds of content an import report tells of, by name in the reader's language."""

from __future__ import annotations

from kodeverk.messages import _

_ASCII_LETTERS = bytes(code for code in range(128) if chr(code).isalnum())
_ASCII_OTHERS = bytes(code for code in range(128) if not chr(code).isalnum())

BY_DESIGN = frozenset({
    "tracked deletions", "text moved from", "tracked insertions", "text moved to",  # as the text asked for has it
    "field codes", "automatic numbers", "page numbers", "line numbers", "macros",
    "Markdown marks", "style blocks", "script blocks", "repeated cells", "cue names", "repeated labels",
    "caption marks", "cue times", "empty answers", "empty cues", "header lines", "machine notes", "machine fields",
    "overlaps", "pauses", "repeated text", "markup comments", "page titles",
})  # fmt: skip
"""Kinds left out without asking: nobody wrote them, or they stand in the text otherwise."""


def letters(text: str) -> int:
    """Return how many letters and digits a text has: what the accounting of an import counts.

    >>> letters("Å, 12 _😀")
    3
    """
    # In bytes: three times as quick as asking each character of a long text, or counting each kind of character.
    kept = text.encode("utf-8", "surrogatepass").translate(None, _ASCII_OTHERS)
    beyond = kept.translate(None, _ASCII_LETTERS)
    wide = beyond.decode("utf-8", "surrogatepass")
    kinds = set(wide)
    few = len(kinds) < 100  # with many, as in Chinese, a count of each would take as many walks over the text
    return len(kept) - len(beyond) + sum(map(wide.count, filter(str.isalnum, kinds)) if few else map(str.isalnum, wide))


def label(kind: str) -> str:
    """Return the name of a kind of content, or of a change, in the reader's language."""
    return (_found() | _changes()).get(kind, kind)


def left_out_kinds() -> set[str]:
    """Return the kinds of which something can be left out, by id."""
    return set(_found())


def _found() -> dict[str, str]:
    return _structure() | _left_out() | _of_speech() | _of_rows() | _of_pages()


def _structure() -> dict[str, str]:
    return {
        "letters": _("letters and digits"),
        "tables": _("tables"),
        "tracked insertions": _("tracked insertions"),
        "text moved to": _("text moved here"),
        "comments": _("comments"),
        "footnotes": _("footnotes"),
        "endnotes": _("endnotes"),
        "text boxes": _("text boxes"),
        "links": _("links"),
        "content controls": _("content controls"),
        "fields": _("fields"),
        "smart tags": _("smart tags"),
        "custom XML": _("custom XML"),
        "hidden text": _("hidden text"),
        "ruby": _("ruby (reading aids)"),
        "equations": _("equations"),
        "right-to-left text": _("right-to-left text"),
        "soft hyphens": _("soft hyphens"),
        "no-break hyphens": _("no-break hyphens"),
        "tabs": _("tabs"),
        "line breaks": _("line breaks"),
        "symbols": _("symbols"),
    }


def _left_out() -> dict[str, str]:
    return {
        "tracked deletions": _("tracked deletions"),
        "text moved from": _("text moved away"),
        "field codes": _("field codes"),
        "formula fields": _("text written as formula fields"),
        "embedded documents": _("embedded documents"),
        "automatic numbers": _("automatic numbers"),
        "headers": _("headers"),
        "footers": _("footers"),
        "page numbers": _("page numbers"),
        "pictures": _("pictures"),
        "picture descriptions": _("descriptions of pictures"),
        "embedded objects": _("embedded objects"),
        "charts": _("charts"),
        "diagrams": _("diagrams"),
        "building blocks": _("building blocks"),
        "macros": _("macros"),
        "unknown parts": _("parts of an unknown kind"),
        "Markdown marks": _("Markdown marks"),
        "style blocks": _("blocks of styles and regions"),
        "repeated cells": _("cells of tables that repeat the one before"),
        "cue names": _("names of cues"),
        "repeated labels": _("speaker labels repeated within a turn"),
    }


def _of_speech() -> dict[str, str]:
    return {
        "cues": _("cues"),
        "empty cues": _("cues in which nothing is said"),
        "text outside cues": _("text that belongs to no cue"),
        "cue times": _("times of cues (a turn has that of its first)"),
        "caption marks": _("marks of captions, such as tags"),
        "header lines": _("lines of a file's head"),
        "machine notes": _("notes written by a program"),
        "machine fields": _("fields written by a program"),
        "other fields": _("other fields"),
        "repeated text": _("text that repeats what is imported"),
        "pauses": _("pauses"),
        "overlaps": _("overlapping speech"),
    }


def _of_rows() -> dict[str, str]:
    return {
        "rows": _("rows"),
        "rows without a name": _("rows without a name"),
        "answers": _("answers"),
        "empty answers": _("questions without an answer"),
        "unnamed columns": _("cells in columns without a name"),
        "other sheets": _("other sheets"),
    }


def _of_pages() -> dict[str, str]:
    return {
        "pages": _("pages"),
        "pages in columns": _("pages in columns"),
        "pages of pictures": _("pages that are pictures"),
        "running heads": _("running heads and feet"),
        "line numbers": _("line numbers in the margin"),
        "hyphens at line ends": _("hyphens at line ends"),
        "lines with wide gaps": _("lines with wide gaps, as in tables"),
        "text askew": _("text that stands askew"),
        "characters without a letter": _("characters without a letter"),
        "form fields": _("form fields"),
        "ticked boxes": _("ticked boxes"),
        "drawings": _("drawings and stamps"),
        "attached files": _("attached files"),
        "XFA forms": _("forms that only Adobe's programs show (XFA)"),
        "script blocks": _("scripts"),
        "markup comments": _("comments in the markup"),
        "page titles": _("titles of the page"),
        "menus": _("menus"),
        "mails": _("mails"),
        "quoted lines": _("quoted lines"),
        "names put again": _("senders' names put once more"),
        "attached mails": _("attached mails"),
        "other versions": _("other versions of the text"),
    }


def _changes() -> dict[str, str]:
    return {
        "byte order mark": _("byte order mark removed"),
        "line ends": _("line ends brought to one form"),
        "ligatures": _("joined letters (ligatures) taken apart"),
        "letters drawn twice": _("letters drawn twice in the same place, taken once"),
        "NFC": _("letters brought to composed form (NFC)"),
        "NUL": _("NUL characters replaced"),
        "surrogates": _("surrogates repaired or replaced"),
    }
