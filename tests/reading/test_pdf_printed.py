"""Transcripts as LibreOffice prints them to PDF come back turn by turn; pdftotext counts the letters too."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from kodeverk.reading import read_source
from kodeverk.reading.kinds import letters
from tests.needs import program


@pytest.mark.slow
@pytest.mark.parametrize("columns", [1, 2])
def test_a_transcript_printed_by_libreoffice_comes_back_turn_by_turn(tmp_path: Path, columns: int) -> None:
    said = [
        f"Det {number}. året var {'samarbeidet mellom stat og kommune ' * (number % 7)}slik." for number in range(40)
    ]
    turns = [f"{'I' if number % 2 else 'NL'}: {text}" for number, text in enumerate(said)]
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Intervju Nordre"
    spread = document.sections[0]._sectPr.find(qn("w:cols"))
    assert spread is not None, "the default template has them"
    spread.set(qn("w:num"), str(columns))
    for turn in turns:
        document.add_paragraph(turn)
    document.save(str(tmp_path / "a.docx"))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [program("soffice", "libreoffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    reading = read_source(tmp_path / "a.pdf")
    spoken = [" ".join(reading.text[segment.start : segment.end].split()) for segment in reading.segments]
    assert spoken == turns and reading.report.speakers == ("NL", "I")
    plain = subprocess.run([program("pdftotext"), str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True).stdout
    account = reading.report.content[0]
    assert account.found == letters(plain.decode()) == account.imported + account.left_out > 1000
    assert next(row.left_out for row in reading.report.content if row.kind == "running heads") >= 2
