"""What stands around speech in a PDF: line numbers in the margin, and names in bold that begin a turn."""

from __future__ import annotations

import io

from reportlab.pdfgen import canvas

from kodeverk.model import Segment
from kodeverk.reading.heads import Line
from kodeverk.reading.pdf import read_pdf
from kodeverk.reading.report import Raw
from kodeverk.reading.turns import divide, lines_of

SAID = [f"Det er sak {number} og den tar vi sammen med kommunen i hver samling" for number in range(12)]
"""Each a line of nearly the same length, so that every line is full."""


def printed(lines: list[tuple[str, str, str]]) -> Raw:
    """Return a page read whose lines have a number in the margin, a start in bold, and a rest."""
    held = io.BytesIO()
    page = canvas.Canvas(held, pagesize=(400, 700))
    for row, (number, bold, rest) in enumerate(lines):
        y = 660 - 14 * row
        page.setFont("Helvetica", 10)
        page.drawRightString(40, y, number)
        page.setFont("Helvetica-Bold", 10)
        page.drawString(54, y, bold)
        page.setFont("Helvetica", 10)
        page.drawString(54 + page.stringWidth(bold + " " * bool(bold), "Helvetica-Bold", 10), y, rest)
    page.save()
    return read_pdf(held.getvalue(), "a.pdf")


def turns(raw: Raw) -> list[Segment]:
    text = "\n".join(block.text for block in raw.blocks)
    at = 0
    lines: list[Line] = []
    for block in raw.blocks:
        lines += lines_of(block.text, at, block.kind, block.bold)
        at += len(block.text) + 1
    return [segment for segment in divide(text, lines).segments if segment.kind == "turn"]


def test_line_numbers_in_the_margin_are_left_out_and_counted() -> None:
    lines = [(str(row) if row % 5 == 0 else "", "", f"I: {said}" if row % 4 == 1 else said)
             for row, said in enumerate(SAID, 1)]  # fmt: skip
    raw = printed(lines + [(str(row), "", "NL: Ja.") if row == 15 else ("", "", "I: Og?") for row in (13, 14, 15)])
    assert not any(row.kind == "line numbers" for row in raw.content), "3 are too few to tell"
    lines = [(str(row), "", f"I: {said}" if row % 4 == 1 else said) for row, said in enumerate(SAID, 1)]
    raw = printed(lines)
    told = {row.kind: row for row in raw.content}
    assert told["line numbers"][1:4] == (12, 0, 12)
    assert told["letters"].left_out == len("123456789101112")
    assert " ".join(block.text for block in raw.blocks).split() == " ".join(rest for _n, _b, rest in lines).split()


def test_numbers_of_turns_stay() -> None:
    lines = [(str(row // 2 + 1) if row % 2 == 0 else "", "", said) for row, said in enumerate(SAID)]
    raw = printed(lines)
    assert not any(row.kind == "line numbers" for row in raw.content)
    assert [word for block in raw.blocks for word in block.text.split() if word.isdecimal() and len(block.text) > 2]


def test_a_name_in_bold_begins_a_turn_though_the_line_above_is_full() -> None:
    lines = [("", ("Kari", "Ole")[row % 2], said) for row, said in enumerate(SAID)]
    found = turns(printed(lines))
    assert [segment.speaker for segment in found] == ["Kari", "Ole"] * 6


def test_a_word_in_bold_within_a_turn_is_joined_as_before() -> None:
    lines = [("", "Det" if row == 3 else "", said.removeprefix("Det ") if row == 3 else said)
             for row, said in enumerate(SAID)]  # fmt: skip
    assert len(printed(lines).blocks) == 1
