"""Plain text and Markdown: the encoding is told apart, the text is kept as it is written."""

from __future__ import annotations

import re

from kodeverk.messages import _
from kodeverk.model.text import LINE_ENDS
from kodeverk.reading.decoding import decoded
from kodeverk.reading.mail_text import as_mails
from kodeverk.reading.report import Block, Content, Raw
from kodeverk.reading.transcribers import blocks_of, marks_of

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_LABEL = re.compile(
    r"(?P<stamp>[\[(]?\d{1,2}(?::\d{2}){1,2}[\])]?[ \t]*)?"
    r"(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<label>[^*\n]{1,44}?)(?P=mark)(?P<after>[ \t]*:)?"
)


def read_text(data: bytes, file: str, *, encoding: str | None = None) -> Raw:
    """Return a plain text file as it is written.

    Raises
    ------
    ReadingError
        If the file is no text, or none in the encoding named.
    """
    text, encoding, changes, warnings = decoded(data, file, encoding)
    return as_mails(Raw(blocks_of(text), "", encoding, marks_of(text), changes, warnings))


def read_markdown(data: bytes, file: str, *, encoding: str | None = None) -> Raw:
    """Return a Markdown file as lines; marks of headings and around speaker labels are left out."""
    text, encoding, changes, warnings = decoded(data, file, encoding)
    blocks = [_marked(block) for block in _lines(text)]
    marks = sum(len(before.text) - len(after.text) for before, after in zip(_lines(text), blocks, strict=True))
    content = [Content("Markdown marks", marks, 0, marks, _("around speaker labels and before headings"))]
    title = next((block.text.strip() for block in blocks if block.kind == "heading"), "")
    return Raw(blocks, "", encoding, content if marks else [], changes, warnings, title)


def _lines(text: str) -> list[Block]:
    return [Block(line) for line in re.findall(f"[^{LINE_ENDS}]*[{LINE_ENDS}]|[^{LINE_ENDS}]+$", text)]


def _marked(block: Block) -> Block:
    if heading := _HEADING.match(block.text):
        end = re.search(r"[ \t]+#+[ \t]*(?=\s*$)", block.text)
        text = block.text[heading.end() : end.start()] + block.text[end.end() :] if end else None
        return Block(text or block.text[heading.end() :], "heading")
    found = _LABEL.match(block.text)
    if not found or not (found["after"] or found["label"].endswith(":") or found.end() == len(block.text.rstrip())):
        return block
    label = (found["stamp"] or "") + found["label"] + (found["after"] or "")
    return Block(label + block.text[found.end() :], "paragraph", len(label))
