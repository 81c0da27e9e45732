"""EX-9: LibreOffice opens the Word document and the workbook and turns them into PDF without a word."""

import subprocess

import pytest

from tests.needs import program
from tests.reports.test_same_bytes import write_all


@pytest.mark.slow
def test_libreoffice_turns_word_and_excel_into_pdf_without_complaint(tmp_path):
    office = program("soffice", "libreoffice")
    files = [path for path in write_all(tmp_path) if path.suffix in (".docx", ".xlsx")]
    assert len(files) == 3
    profile = (tmp_path / "profile").as_uri()
    for path in files:
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
        ran = subprocess.run([*command, str(tmp_path), str(path)], capture_output=True, text=True, timeout=300)
        said = [line for line in ran.stderr.splitlines() if "javaldx" not in line and line.strip()]
        assert ran.returncode == 0 and said == [], said
        made = path.with_suffix(".pdf")
        assert made.read_bytes().startswith(b"%PDF-") and made.stat().st_size > 5_000
        made.unlink()
